#include "core/base/json.h"
#include "tests/e2e/cutting_proxy.h"
#include "tests/e2e/desktop.h"
#include "tests/e2e/programs.h"
#include "tests/e2e/typed_forms.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>

using namespace sightline;
using namespace sightline::e2e;
using namespace Qt::StringLiterals;

namespace {

const QString author = u"practitioner-north-1"_s;
const QString manager = u"tm-early-support-north"_s;
/// Sentences that are in no program: if one is read anywhere, it came the whole way.
const QString sentence = u"Knocked twice, rang the bell, heard a kettle. No reply."_s;
const QString briefing = u"Twelve colleagues went through three first visits."_s;

/// A device that found no hub for a while asks again within five minutes, at a moment chosen by chance: how long it was away for here
/// depends on how fast this machine types.
constexpr std::chrono::seconds longestPause(330);

/// One device of one person: its store, its key and, while it runs, its app.
class Device {
public:
    Device(const Programs &programs, const QString &folder) : m_programs(programs), m_folder(folder)
    {
        QDir().mkpath(folder);
        QFile key(folder + u"/key"_s);
        if (!key.open(QIODevice::WriteOnly))
            fail(u"The key file of a device could not be written."_s);
        key.write("a passphrase for the trip alone\n");
    }

    void join(const HubProcess &hub, const QString &person, int port)
    {
        runToEnd(m_programs.cli, store() + QStringList { u"init"_s, u"--hub"_s, u"http://127.0.0.1:%1"_s.arg(port), u"--enrol"_s, hub.enrol(person) });
    }
    void openApp(const Desktop &desktop)
    {
        m_app = std::make_unique<Running>(m_programs.app, store() + QStringList { u"--size"_s, u"390x844"_s, u"--window-title"_s, u"Sightline trip"_s },
                                          m_folder + u"/app.log"_s);
        desktop.waitFor({}, u"Today"_s, false, std::chrono::seconds(60));
        desktop.focusWindow(u"Sightline trip"_s);
    }
    void killApp() { m_app.reset(); }
    /// Whose tasks they are by this device alone; no app has it open.
    [[nodiscard]] Json tasks() const
    {
        const auto tasks = parseJson(runToEnd(m_programs.cli, store() + QStringList { u"tasks"_s, u"--json"_s }).toUtf8());
        if (!tasks)
            fail(u"The tasks of a device are not JSON."_s);
        return *tasks;
    }

private:
    [[nodiscard]] QStringList store() const { return { u"--store"_s, m_folder + u"/store"_s, u"--key-file"_s, m_folder + u"/key"_s }; }

    Programs m_programs;
    QString m_folder;
    std::unique_ptr<Running> m_app;
};

/// What the council's document comes to, as the hub's own compiler counts it.
QString compiledFramework(const Programs &programs)
{
    const QString document = QStringLiteral(SIGHTLINE_SOURCE_DIR "/core/packs/framework/quality_assurance_framework.txt");
    const auto framework = parseJson(runToEnd(programs.hub, { u"framework"_s, u"compile"_s, document, u"--json"_s }).toUtf8());
    if (!framework)
        fail(u"The framework's document did not compile to JSON."_s);
    const Json counts = (*framework)[u"counts"_s];
    return u"%1 activities are exact rules, %2 rules with an assumption, %3 questions to its owner"_s.arg(
        counts[u"exact"_s].numberText(), counts[u"assumed"_s].numberText(), counts[u"asked"_s].numberText());
}

/// The first of @p tasks that the framework asks for and that is begun with an activity log; null if there is none.
Json firstLog(const Json &tasks)
{
    for (const Json &task : tasks.toArray()) {
        if (task[u"template"_s].toString() == u"T18" && !task[u"activity"_s].toString().isEmpty())
            return task;
    }
    return {};
}

/// How often @p task is done, by @p tasks of a device; -1 if it is not among them.
qint64 doneOf(const Json &tasks, const Json &task)
{
    for (const Json &other : tasks.toArray()) {
        if (other[u"task"_s] == task[u"task"_s])
            return other[u"done"_s].toInteger();
    }
    return -1;
}

/// Records of @p output, one JSON line each, whose body holds @p text.
int recordsHolding(const QString &output, const QString &text)
{
    int count = 0;
    for (const QString &line : output.split(u'\n', Qt::SkipEmptyParts)) {
        const auto record = parseJson(line.toUtf8());
        if (record && QString::fromUtf8(writeJson((*record)[u"body"_s])).contains(text))
            ++count;
    }
    return count;
}

/// Waits until the hub holds a record with @p text.
void waitForOn(const HubProcess &hub, const QString &text)
{
    for (int tries = 0; recordsHolding(hub.exported(), text) == 0; ++tries) {
        if (tries > 200)
            fail(u"“%1” did not reach the hub."_s.arg(text));
        QThread::msleep(100);
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption bin(u"bin"_s, u"Folder of the build."_s, u"DIR"_s);
    const QCommandLineOption pictures(u"screenshots"_s, u"Where pictures go."_s, u"DIR"_s);
    parser.addOptions({ bin, pictures });
    parser.process(application);
    const QString build = parser.value(bin);
    const Programs programs { build + u"/qml/app/sightline"_s, build + u"/platform/cli/sightline-cli"_s, build + u"/sync/hub/sightline-hub"_s };
    QDir().mkpath(parser.value(pictures));
    const auto picture = [&](const Desktop &desktop, const QString &name) { desktop.screenshot(parser.value(pictures) + u"/trip-"_s + name + u".png"_s); };

    QTemporaryDir folder;
    const Desktop desktop;

    say(u"The framework's document is compiled: %1."_s.arg(compiledFramework(programs)));
    say(u"A hub of the demo council is set up and serves, as a process of its own."_s);
    HubProcess hub(programs, folder.path() + u"/hub"_s);
    hub.start();
    CuttingProxy line(hub.port());

    say(u"Two devices join it: a practitioner's and their team manager's."_s);
    Device first(programs, folder.path() + u"/first"_s);
    Device second(programs, folder.path() + u"/second"_s);
    first.join(hub, author, line.port());
    second.join(hub, manager, line.port());

    const Json log = firstLog(first.tasks());
    if (log.isNull() || doneOf(second.tasks(), log) != 0)
        fail(u"The framework asks nothing of the practitioner's team that is not done yet, or not of their manager's as well."_s);
    say(u"Both have the framework's tasks: “%1” is done %2 times of %3 on either."_s.arg(log[u"what"_s].toString(), log[u"done"_s].numberText(),
                                                                                         log[u"target"_s].numberText()));

    say(u"The hub goes away. The practitioner opens the app with no signal."_s);
    hub.stop();
    first.openApp(desktop);
    desktop.waitFor({}, u"Good "_s, true);   // it greets whoever it belongs to once it has read
    picture(desktop, u"1-today-offline"_s);

    say(u"A visit that is due is begun from Today and typed with the keyboard."_s);
    desktop.press(u"list item"_s, u"Visit to "_s, true);
    desktop.waitUntilSeen(u"push button"_s, u"Back"_s);
    picture(desktop, u"2-task"_s);
    desktop.press(u"push button"_s, u"Begin a visit"_s);
    desktop.waitFor({}, u"The visit"_s);
    typeVisit(desktop, sentence);
    desktop.waitUntilGone({}, u"Saving…"_s);
    desktop.waitFor({}, u"Saved on this device"_s);
    picture(desktop, u"3-typed"_s);

    say(u"The app is killed in the middle of the visit and opened again: the same form, the same words, the same field."_s);
    first.killApp();
    first.openApp(desktop);
    const Element field = desktop.waitFor(u"text"_s, u"What did you try?"_s);
    if (field.text() != sentence)
        fail(u"The words typed before the kill are not all there: “%1”"_s.arg(field.text()));
    for (int tries = 0; !field.hasState(u"focused"_s); ++tries) {
        if (tries > 200)
            fail(u"The app did not reopen on the field that was in use."_s);
        QThread::msleep(25);
    }
    picture(desktop, u"4-reopened"_s);

    say(u"The rest is typed, signed and completed: saved on this device."_s);
    typeRestOfVisit(desktop);
    desktop.press(u"push button"_s, u"Done"_s);
    desktop.waitFor({}, u"Home visit note is finished"_s, true);
    picture(desktop, u"5-saved"_s);

    say(u"The hub comes back, takes the visit, and is killed before its answer arrives."_s);
    line.cutNextAnswer([&hub] { hub.kill9(); });
    hub.start();
    for (int tries = 0; line.answersLost() == 0 && tries < longestPause / std::chrono::milliseconds(50); ++tries)
        QThread::msleep(50);
    if (line.answersLost() == 0)
        fail(u"The device never spoke to the hub again."_s);

    say(u"The hub is started again; the device asks again by itself and learns that it is safe."_s);
    hub.stop();
    hub.start();
    desktop.waitFor({}, u"On the hub"_s, true, longestPause);
    picture(desktop, u"6-on-the-hub"_s);
    desktop.press(u"push button"_s, u"Done"_s);

    say(u"Something the framework asks for is begun from Today and written down, with a signal this time."_s);
    desktop.press(u"list item"_s, log[u"what"_s].toString() + u", "_s, true);
    desktop.press(u"push button"_s, u"Start activity log"_s);
    desktop.waitFor(u"text"_s, u"What happened?"_s);
    typeLog(desktop, briefing);
    desktop.press(u"push button"_s, u"Done"_s);
    desktop.waitFor({}, u"Activity log is finished"_s, true);
    picture(desktop, u"7-framework-task"_s);
    desktop.press(u"push button"_s, u"Done"_s);
    waitForOn(hub, briefing);
    first.killApp();

    say(u"The team manager's device opens its Records page; a screen reader reads the visit there."_s);
    second.openApp(desktop);
    desktop.waitFor({}, u"On the hub"_s, true, std::chrono::seconds(60));
    desktop.press({}, u"Records"_s);
    desktop.press({}, u"My team"_s, true);
    const Element row = desktop.waitFor(u"list item"_s, u"Home visit note"_s, true, std::chrono::seconds(60));
    say(u"   It says: “%1”"_s.arg(row.name()));
    picture(desktop, u"8-second-device"_s);
    desktop.press(u"list item"_s, u"Home visit note"_s, true);
    desktop.waitFor({}, sentence, true, std::chrono::seconds(20));
    picture(desktop, u"9-second-device-record"_s);
    second.killApp();

    const qint64 mine = doneOf(first.tasks(), log);
    const qint64 managers = doneOf(second.tasks(), log);
    if (mine != 1 || managers != 1)
        fail(u"“%1” is done %2 times by the practitioner's device and %3 times by the manager's, not once by both."_s.arg(log[u"what"_s].toString())
                 .arg(mine)
                 .arg(managers));
    say(u"“%1” is done once, by either device."_s.arg(log[u"what"_s].toString()));

    const QString held = hub.exported();
    for (const QString &words : { sentence, briefing }) {
        const int copies = recordsHolding(held, words);
        if (copies != 1)
            fail(u"The hub holds “%1” %2 times, not once."_s.arg(words).arg(copies));
    }
    say(u"The hub holds both records exactly once. The trip is complete."_s);
    return 0;
}
