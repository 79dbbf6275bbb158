#include "core/base/json.h"
#include "tests/e2e/cutting_proxy.h"
#include "tests/e2e/desktop.h"
#include "tests/e2e/programs.h"

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
/// A sentence that is in no program: if it is read anywhere, it came the whole way.
const QString sentence = u"Knocked twice, rang the bell, heard a kettle. No reply."_s;

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

private:
    [[nodiscard]] QStringList store() const { return { u"--store"_s, m_folder + u"/store"_s, u"--key-file"_s, m_folder + u"/key"_s }; }

    Programs m_programs;
    QString m_folder;
    std::unique_ptr<Running> m_app;
};

void write(const Desktop &desktop, const QString &field, const QString &text)
{
    const Element element = desktop.waitFor(u"text"_s, field);
    desktop.focusOn(element);
    desktop.type(text);
    // The keys are on their way through the display: go on when the field has them all.
    for (int tries = 0; element.text() != text; ++tries) {
        if (tries > 200)
            fail(u"“%1” holds “%2” and not what was typed."_s.arg(field, element.text()));
        QThread::msleep(25);
    }
}

void fillFirstPage(const Desktop &desktop)
{
    desktop.press(u"radio button"_s, u"Child in need / Family Help plan"_s);
    desktop.press(u"radio button"_s, u"Yes"_s);
    write(desktop, u"Why this visit?"_s, u"To see how mornings are since the plan changed."_s);
    desktop.press(u"radio button"_s, u"No reply"_s);
    write(desktop, u"What did you try?"_s, sentence);
}

void fillTheRest(const Desktop &desktop)
{
    write(desktop, u"Who did you tell?"_s, u"The duty manager"_s);
    const QDate day = QDate::currentDate().addDays(1);
    const QString question = u"When will you try again?"_s;
    write(desktop, question + u", day"_s, QString::number(day.day()));
    write(desktop, question + u", month"_s, QString::number(day.month()));
    write(desktop, question + u", year"_s, QString::number(day.year()));
    desktop.press(u"push button"_s, u"Skip to: What happens next"_s);
    desktop.press(u"radio button"_s, u"No"_s);
    desktop.press(u"push button"_s, u"Next: Words for the child"_s);
    desktop.press(u"push button"_s, u"Next: Sign"_s);
    write(desktop, u"Type your name to sign"_s, u"Early Support Practitioner"_s);
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

    say(u"A hub of the demo council is set up and serves, as a process of its own."_s);
    HubProcess hub(programs, folder.path() + u"/hub"_s);
    hub.start();
    CuttingProxy line(hub.port());

    say(u"Two devices join it: a practitioner's and their team manager's."_s);
    Device first(programs, folder.path() + u"/first"_s);
    Device second(programs, folder.path() + u"/second"_s);
    first.join(hub, author, line.port());
    second.join(hub, manager, line.port());

    say(u"The hub goes away. The practitioner opens the app with no signal."_s);
    hub.stop();
    first.openApp(desktop);
    desktop.waitFor({}, u"Good "_s, true);   // it greets whoever it belongs to once it has read
    picture(desktop, u"1-today-offline"_s);

    say(u"A home visit is begun and typed with the keyboard."_s);
    desktop.press(u"push button"_s, u"Capture"_s);
    desktop.waitFor(u"text"_s, u"Find a form"_s);
    picture(desktop, u"2-start"_s);
    desktop.press(u"list item"_s, u"Home visit note"_s, true);
    desktop.waitFor({}, u"The visit"_s);
    fillFirstPage(desktop);
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
    fillTheRest(desktop);
    desktop.press(u"push button"_s, u"Done"_s);
    desktop.waitFor({}, u"Home visit note is finished"_s, true);
    picture(desktop, u"5-saved"_s);

    say(u"The hub comes back, takes the visit, and is killed before its answer arrives."_s);
    line.cutNextAnswer([&hub] { hub.kill9(); });
    hub.start();
    for (int tries = 0; line.answersLost() == 0 && tries < 1200; ++tries)
        QThread::msleep(50);
    if (line.answersLost() == 0)
        fail(u"The device never spoke to the hub again."_s);

    say(u"The hub is started again; the device asks again by itself and learns that it is safe."_s);
    hub.stop();
    hub.start();
    desktop.waitFor({}, u"On the hub"_s, true, std::chrono::seconds(120));
    picture(desktop, u"6-on-the-hub"_s);
    first.killApp();

    say(u"The team manager's device opens its Records page; a screen reader reads the visit there."_s);
    second.openApp(desktop);
    desktop.waitFor({}, u"On the hub"_s, true, std::chrono::seconds(60));
    desktop.press({}, u"Records"_s);
    desktop.press({}, u"My team"_s, true);
    const Element row = desktop.waitFor(u"list item"_s, u"Home visit note"_s, true, std::chrono::seconds(60));
    say(u"   It says: “%1”"_s.arg(row.name()));
    picture(desktop, u"7-second-device"_s);
    desktop.press(u"list item"_s, u"Home visit note"_s, true);
    desktop.waitFor({}, sentence, true, std::chrono::seconds(20));
    picture(desktop, u"8-second-device-record"_s);
    second.killApp();

    const int copies = recordsHolding(hub.exported(), sentence);
    if (copies != 1)
        fail(u"The hub holds the visit %1 times, not once."_s.arg(copies));
    say(u"The hub holds the visit exactly once. The trip is complete."_s);
    return 0;
}
