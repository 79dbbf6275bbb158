// A stolen device: two hundred sentences that are in no program go through fields, drafts, searches, a file, a crash and an export of the real
// app; then it locks. Nothing in its home, its temporary folder, its logs and settings, and nothing in its memory (what a core dump
// would hold) is one of them, or its key.  stolen_device BUILD ELSEWHERE; run by tests/keys/stolen.
#include "core/base/json.h"
#include "core/store/store_directory.h"
#include "platform/linux/secret_service.h"
#include "platform/linux/system_uptime.h"
#include "tests/e2e/desktop.h"
#include "tests/e2e/programs.h"
#include "tests/keys/memory_of.h"
#include "tests/support/hub_process.h"
#include "tests/support/real_keyring.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QTextStream>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <sodium.h>
#include <unistd.h>

using namespace sightline;
using namespace sightline::e2e;
using namespace sightline::keys;
using namespace Qt::StringLiterals;

namespace {

constexpr char pin[] = "480153";
const QString title = u"Sightline stolen"_s;
constexpr int fields = 150, typed = 25, searched = 10, stored = 15;

/// As an app may hold it: UTF-8, and what Qt makes of it.
QByteArrayList waysToHold(const QStringList &words)
{
    QByteArrayList ways;
    for (const QString &word : words) {
        ways.append(word.toUtf8());
        ways.append(QByteArray(reinterpret_cast<const char *>(word.utf16()), word.size() * 2));
    }
    return ways;
}

QStringList canaries(int count)
{
    QStringList made;
    for (int i = 0; i < count; ++i) {
        QByteArray random(6, '\0');
        randombytes_buf(random.data(), 6);
        made.append(u"heron"_s + QString::fromLatin1(random.toHex()));
    }
    return made;
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        fail(u"%1 could not be written."_s.arg(path));
}

QByteArray form()
{
    Json items = Json::array();
    for (int i = 0; i < fields; ++i)
        items.append(Json::object({ { u"linkId"_s, u"q%1"_s.arg(i) }, { u"type"_s, u"text"_s }, { u"text"_s, u"Question %1"_s.arg(i) } }));
    const Json group = Json::object({ { u"linkId"_s, u"p"_s }, { u"type"_s, u"group"_s }, { u"text"_s, u"Many"_s }, { u"item"_s, items } });
    Json whole = Json::object({ { u"resourceType"_s, u"Questionnaire"_s },
                                { u"url"_s, u"urn:test:many"_s },
                                { u"version"_s, u"1.0"_s },
                                { u"status"_s, u"active"_s },
                                { u"title"_s, u"Many questions"_s },
                                { u"name"_s, u"MANY"_s } });
    whole.set(u"item"_s, Json::array({ group }));
    return writeJson(whole);
}

QByteArray answers(const QStringList &words)
{
    Json items = Json::array();
    for (qsizetype i = 0; i < words.size(); ++i)
        items.append(Json::object({ { u"linkId"_s, u"q%1"_s.arg(i) }, { u"answer"_s, Json::array({ Json::object({ { u"valueString"_s, words[i] } }) }) } }));
    const Json group = Json::object({ { u"linkId"_s, u"p"_s }, { u"item"_s, items } });
    Json whole = Json::object({ { u"resourceType"_s, u"QuestionnaireResponse"_s }, { u"status"_s, u"completed"_s } });
    whole.set(u"item"_s, Json::array({ group }));
    return writeJson(whole);
}

constexpr char plainForm[] = R"({"resourceType":"Questionnaire","url":"urn:test:plain","version":"1.0","status":"active","title":"A plain note","name":"PLAIN",
  "item":[{"linkId":"p","type":"group","text":"The note","item":[{"linkId":"said","type":"text","text":"What was said","required":true}]}]})";

/// The key of the store, as it and as somebody would write it: found with the PIN, as its owner finds it.
QByteArrayList waysToHoldKey(const QString &store)
{
    SecretService secrets;
    SystemUptime uptime;
    StoreCredentials credentials;
    credentials.secretStore = &secrets;
    credentials.uptime = &uptime;
    credentials.pin = SecretBytes::copyOf(pin);
    const auto key = KeyVault(store).read(credentials);
    if (!key)
        fail(u"The key could not be read: %1"_s.arg(key.error().detail));
    const QByteArray raw = key->key().view().toByteArray();
    return { raw, raw.toHex(), raw.toHex().toUpper(), raw.toBase64() };
}

void keepFile(const QString &store, const QStringList &words)
{
    SecretService secrets;
    SystemUptime uptime;
    SystemClock clock;
    SodiumRandom random;
    StoreCredentials credentials;
    credentials.secretStore = &secrets;
    credentials.uptime = &uptime;
    credentials.pin = SecretBytes::copyOf(pin);
    auto opened = StoreDirectory(store).open(credentials, clock, random);
    if (!opened)
        fail(opened.error().detail);
    const auto kept = (*opened)->transact([&]() -> Result<void> {
        const auto put = (*opened)->files().put(words.join(u' ').toUtf8(), u"text/plain"_s, clock.now());
        return put ? Result<void>() : put.error();
    });
    if (!kept)
        fail(kept.error().detail);
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.size() != 3 || sodium_init() < 0) {
        QTextStream(stderr) << "Use: stolen_device BUILD ELSEWHERE\n";
        return 2;
    }
    const QString &build = arguments[1], &elsewhere = arguments[2];
    const QString home = QDir::homePath(), store = home + u"/.local/share/Sightline/store"_s;
    const Programs programs { build + u"/qml/app/sightline"_s, build + u"/platform/cli/sightline-cli"_s, build + u"/sync/hub/sightline-hub"_s };
    const auto cli = [&](const QStringList &words) { return runToEnd(programs.cli, QStringList { u"--store"_s, store } + words); };
    const QString pinFile = elsewhere + u"/pin"_s;
    writeFile(pinFile, QByteArray(pin) + '\n');

    const QStringList inFields = canaries(fields), inDraft = canaries(typed), inSearch = canaries(searched), inFile = canaries(stored);
    const QByteArrayList words = waysToHold(inFields + inDraft + inSearch + inFile);

    support::RealKeyring keyring;
    if (!keyring.start("a password to throw away"))
        fail(keyring.complaint);
    support::HubProcess hub(programs.hub);
    if (!hub.init())
        fail(hub.complaint);
    for (const auto &[name, bytes] : { std::pair { u"many"_s, form() }, std::pair { u"plain"_s, QByteArray(plainForm) } }) {
        writeFile(elsewhere + u'/' + name, bytes);
        if (hub.administer({ u"form"_s, u"install"_s, elsewhere + u'/' + name, u"--json"_s }).isEmpty())
            fail(hub.complaint);
    }
    if (!hub.serve())
        fail(hub.complaint);

    say(u"A device joins, its key in the desktop's keyring, and its person chooses a PIN."_s);
    QDir().mkpath(home + u"/.local/share/Sightline"_s);
    cli({ u"init"_s, u"--hub"_s, hub.url(), u"--enrol"_s, hub.codeFor(u"practitioner-north-1"_s) });
    cli({ u"pin"_s, u"set"_s, u"--new-pin-file"_s, pinFile });
    const QStringList withPin { u"--pin-file"_s, pinFile };
    cli(withPin + QStringList { u"sync"_s });
    hub.terminate();

    say(u"%1 fields of a record are filled, %2 words lie in a file, and unsent work is exported."_s.arg(fields).arg(stored));
    writeFile(elsewhere + u"/answers"_s, answers(inFields));
    cli(withPin + QStringList { u"capture"_s, u"MANY@1.0"_s, u"--answers"_s, elsewhere + u"/answers"_s });
    keepFile(store, inFile);
    cli(withPin + QStringList { u"export-unsent"_s, home + u"/unsent"_s });

    say(u"The app is opened with the PIN; a note is begun, and the app is killed in it and opened again."_s);
    Desktop desktop;
    const QStringList appArguments { u"--store"_s, store, u"--size"_s, u"900x850"_s, u"--offline"_s, u"--window-title"_s, title };
    auto app = std::make_unique<Running>(programs.app, appArguments, home + u"/app.log"_s);
    const auto unlock = [&] {
        desktop.waitFor({}, u"Your PIN"_s, false, std::chrono::seconds(60));
        desktop.focusWindow(title);
        desktop.type(QString::fromLatin1(pin));
        desktop.key(u"Return"_s);
    };
    unlock();
    desktop.waitFor({}, u"Today"_s, false, std::chrono::seconds(60));
    desktop.key(u"ctrl+n"_s);
    desktop.press({}, u"A plain note"_s, true);
    desktop.focusOn(desktop.waitFor(u"text"_s, u"What was said"_s));
    desktop.type(inDraft.join(u' '));
    desktop.waitUntilGone({}, u"Saving…"_s);
    desktop.waitFor({}, u"Saved on this device"_s);
    QThread::msleep(2'000);   // the last second of typing may be lost, and is not what this is about
    ::kill(static_cast<pid_t>(app->pid()), SIGABRT);   // as a fault ends it: a core dump, where one is allowed
    while (!app->hasEnded())
        QThread::msleep(20);
    app = std::make_unique<Running>(programs.app, appArguments, home + u"/app.log"_s);
    unlock();
    const Element field = desktop.waitFor(u"text"_s, u"What was said"_s, false, std::chrono::seconds(60));
    if (field.text() != inDraft.join(u' '))
        fail(u"The draft is not as it was before the crash."_s);

    say(u"The form is left, records are searched for %1 words that nobody wrote."_s.arg(searched));
    desktop.press(u"push button"_s, u"Back"_s);
    desktop.press({}, u"Records"_s);
    const Element search = desktop.waitFor(u"text"_s, u"Search records"_s, true);
    for (const QString &word : inSearch) {
        desktop.focusOn(search);
        desktop.key(u"ctrl+a"_s);
        desktop.type(word);
    }
    const QByteArrayList keyWays = waysToHoldKey(store);

    say(u"Before the lock its memory holds words and key: what the search after it must not find, it finds now."_s);
    const MemorySearch open = searchMemory(app->pid(), words + keyWays);
    // Who is not the system's administrator must not be able to look at all; then only files are searched.
    const bool isRoot = ::geteuid() == 0;
    if (open.isAllowed != isRoot)
        fail(isRoot ? u"The memory of the app cannot be read by root here."_s : u"Another program of the same person can read the app's memory."_s);
    const bool holdsKey = std::any_of(keyWays.cbegin(), keyWays.cend(), [&open](const QByteArray &way) { return open.found.contains(way); });
    if (isRoot && (!holdsKey || open.found.size() < 10))
        fail(u"Only %1 words were found in an open app, and its key %2: the search proves nothing."_s.arg(open.found.size())
                 .arg(holdsKey ? u"was"_s : u"was not"_s));
    const int before = static_cast<int>(open.found.size());

    say(u"It locks."_s);
    desktop.press({}, u"More"_s);
    desktop.press({}, u"PIN and lock"_s, true);
    desktop.press(u"push button"_s, u"Lock now"_s);
    desktop.waitFor({}, u"Your PIN"_s, false, std::chrono::seconds(60));
    const MemorySearch locked = searchMemory(app->pid(), words + keyWays);

    const MemorySearch files = searchFiles(home, words + keyWays);
    writeFile(QDir::tempPath() + u"/planted"_s, QByteArray("a sentence with ") + inFields.first().toUtf8() + " in it");
    const MemorySearch planted = searchFiles(home, words + keyWays);
    QFile::remove(QDir::tempPath() + u"/planted"_s);
    bool hasCore = false;
    for (const QString &folder : { home, QDir::currentPath(), QDir::tempPath() })
        hasCore = hasCore || !QDir(folder).entryList({ u"core"_s, u"core.*"_s, u"*.core"_s }, QDir::Files).isEmpty();

    QTextStream out(stdout);
    out << "canaries: " << inFields.size() + inDraft.size() + inSearch.size() + inFile.size() << ", each as UTF-8 and UTF-16; the key in " << keyWays.size()
        << " forms\n"
        << "memory before the lock: " << open.bytes / 1'000'000 << " MB in " << open.regions << " regions, found " << before << " (planted presence)\n"
        << "memory after the lock: " << locked.bytes / 1'000'000 << " MB in " << locked.regions << " regions, found " << locked.found.size() << "\n"
        << "files of the device: " << files.regions << " files, " << files.bytes / 1000 << " kB, found " << files.found.size() << "; with one planted, found "
        << planted.found.size() << "\n"
        << "core dumps after a crash: " << (hasCore ? "there is one" : "none") << "\n";
    out.flush();
    const bool isFine = locked.isAllowed == isRoot && locked.found.isEmpty() && files.found.isEmpty() && planted.found.size() == 1 && !hasCore
        && files.regions > 5 && (!isRoot || locked.bytes > 1'000'000);
    app.reset();
    static_cast<void>(keyring.stop());
    return isFine ? 0 : 1;
}
