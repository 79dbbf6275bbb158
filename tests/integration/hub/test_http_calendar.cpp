// People's own calendars over a real socket: read with the private address alone, by programs that know nothing of Sightline.
#include "core/calendar_feed/own_calendar.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/packs/framework/framework_pack.h"
#include "core/records/fact.h"
#include "tests/integration/hub/served_hub.h"
#include "tests/support/read_calendar.h"

#include <QLoggingCategory>

#include <mutex>

using namespace sightline;
using namespace sightline::hub;

namespace {

const QString manager = u"tm-early-support-north"_s;

class HubCalendarTest : public ::testing::Test {
protected:
    static ServedHubOptions withCalendars(CalendarFeeds &feeds)
    {
        ServedHubOptions options;
        options.routes.calendars = &feeds;
        options.routes.calendarAsksPerMinuteMax = 1000;
        options.routes.failuresPerMinuteMax = 20;
        return options;
    }
    void SetUp() override
    {
        hub.routes->setCalendarDoor(door);
        ASSERT_TRUE(hub.service->publish({ editionPublication(framework(), QDate(2026, 4, 1)) }));
    }
    static const CompiledFramework &framework()
    {
        static const CompiledFramework compiled = compileWithBuiltInTables(builtInFramework()).value();
        return compiled;
    }

    template <typename Work>
    auto commit(Work work)
    {
        auto transaction = hub.store->begin();
        auto result = work(**transaction);
        EXPECT_TRUE((*transaction)->commit());
        return result;
    }
    QByteArray newPath(const QString &person = manager)
    {
        const auto token = commit([&](HubTransaction &transaction) { return door.issue(transaction, PersonId(person)); });
        EXPECT_TRUE(token);
        return calendarPath(token.valueOr(QString())).toLatin1();
    }
    RawAnswer get(const QByteArray &path, const QList<QByteArray> &headers = {}) const { return ask(hub.port, "GET", path, {}, headers); }
    /// Every byte of an answer but its date.
    static QByteArray saidBy(const RawAnswer &answer)
    {
        QByteArrayList lines = answer.head.split('\n');
        lines.removeIf([](const QByteArray &line) { return line.toLower().startsWith("date:"); });
        return lines.join('\n') + answer.body;
    }

    SystemClock clock;
    CalendarFeeds feeds { englandCalendar(), clock };
    ServedHub hub { withCalendars(feeds) };
    CalendarDoor door { *hub.service, clock, hub.random };
};

} // namespace

TEST_F(HubCalendarTest, WhoHoldsTheAddressReadsThatPersonsTasks)
{
    const RawAnswer answer = get(newPath(), { "Accept-Encoding: gzip" });
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("content-type"), "text/calendar; charset=utf-8");
    EXPECT_EQ(answer.header("cache-control"), "private, no-cache");
    EXPECT_EQ(answer.header("content-encoding"), "gzip");
    const Json calendar = test::readCalendar(answer.body);
    EXPECT_GT(calendar[u"parts"_s].toArray().size(), 20);
    EXPECT_EQ(get(newPath(u"sm-early-support"_s)).status, 200);
}

TEST_F(HubCalendarTest, ItIsWhatTheSamePlanMakesOnADevice)
{
    const auto today = englandCalendar().today(clock.now());
    const DateSpan span = usualCalendarSpan(today);
    const Plan plan = Plan::make({ framework(), demoCouncil(), englandCalendar(), QDate(2026, 4, 1) }, {}, {}, today, reachFor(today, span));
    QSet<QString> expected;
    for (const CalendarEntry &entry : ownCalendar(plan, PersonId(manager), span, englandCalendar().zone(), {}).entries)
        expected.insert(entry.task.toString() + u"@sightline on "_s + entry.due.toString(Qt::ISODate));
    QSet<QString> found;
    const Json calendar = test::readCalendar(get(newPath()).body);
    for (const Json &part : calendar[u"parts"_s].toArray())
        found.insert(part[u"UID"_s].toString() + u" on "_s + part[u"DTSTART"_s].toString());
    EXPECT_EQ(found, expected);
}

TEST_F(HubCalendarTest, ToDosStandBesideTheDaysWhereTheyAreAskedFor)
{
    const QByteArray path = newPath();
    const QByteArray withTodos = path.chopped(4) + ".todo.ics";
    QHash<QString, int> kinds;
    QSet<QString> uids;
    const RawAnswer answer = get(withTodos);
    ASSERT_EQ(answer.status, 200);
    const Json calendar = test::readCalendar(answer.body);
    for (const Json &part : calendar[u"parts"_s].toArray()) {
        ++kinds[part[u"component"_s].toString()];
        uids.insert(part[u"UID"_s].toString());
        const bool isDue = part[u"component"_s].toString() != u"VTODO" || !part[u"DUE"_s].toString().isEmpty();
        EXPECT_TRUE(isDue) << part[u"UID"_s].toString().toStdString();
    }
    EXPECT_GT(kinds[u"VEVENT"_s], 20);
    EXPECT_EQ(kinds[u"VTODO"_s], kinds[u"VEVENT"_s]);
    EXPECT_EQ(uids.size(), kinds[u"VTODO"_s] + kinds[u"VEVENT"_s]) << "each has a name of its own";
    EXPECT_FALSE(get(path).body.contains("VTODO")) << "without asking there are none";
    EXPECT_EQ(get(withTodos, { "If-None-Match: " + answer.header("etag") }).status, 304);
    EXPECT_EQ(get(path, { "If-None-Match: " + answer.header("etag") }).status, 200) << "another calendar, another tag";
    EXPECT_EQ(feeds.made(), 1) << "planned once for both";
    EXPECT_EQ(get("/v1/calendar/" + QByteArray(43, 'A') + ".todo.ics").status, 404);
    EXPECT_EQ(get("/v1/calendar/.todo.ics").status, 404);
}

TEST_F(HubCalendarTest, WhatIsUnchangedIsNotSentAgain)
{
    const QByteArray path = newPath();
    const QByteArray tag = get(path).header("etag");
    ASSERT_TRUE(tag.startsWith("W/\"") && tag.endsWith('"')) << tag.constData();
    for (const QByteArray &known : { tag, QByteArray("\"other\", " + tag), tag.mid(2), QByteArray("*") }) {
        const RawAnswer again = get(path, { "If-None-Match: " + known });
        EXPECT_EQ(again.status, 304) << known.constData();
        EXPECT_TRUE(again.body.isEmpty());
        EXPECT_EQ(again.header("etag"), tag);
    }
    EXPECT_EQ(get(path, { "If-None-Match: \"other\"" }).status, 200);
    EXPECT_EQ(feeds.made(), 1) << "planned once, however often it was asked for";
}

TEST_F(HubCalendarTest, UnknownWithdrawnAndOverAreAnsweredAlike)
{
    const QByteArray withdrawn = newPath();
    const QByteArray replaced = newPath(u"sm-early-support"_s);
    const QByteArray good = newPath(u"sm-early-support"_s);
    const QByteArray leavers = newPath(u"tm-fostering"_s);
    ASSERT_EQ(get(withdrawn).status, 200);
    ASSERT_EQ(get(leavers).status, 200);
    ASSERT_TRUE(commit([&](HubTransaction &transaction) { return door.withdraw(transaction, PersonId(manager)); }).valueOr(false));
    Person leaver = *demoCouncil().person(PersonId(u"tm-fostering"_s));
    leaver.to = englandCalendar().today(clock.now()).addDays(-1);
    ASSERT_TRUE(hub.service->publish({ publicationOf(leaver) }));

    QByteArray unknown = good;
    unknown[20] = unknown[20] == 'A' ? 'B' : 'A';
    const QByteArray nothing = saidBy(get(unknown));
    EXPECT_TRUE(nothing.contains("404"));
    for (const QByteArray &path :
         { withdrawn, replaced, leavers, QByteArray("/v1/calendar/x.ics"), QByteArray("/v1/calendar/" + QByteArray(200, 'A') + ".ics") })
        EXPECT_EQ(saidBy(get(path)), nothing) << path.left(60).constData();
    EXPECT_EQ(get(good).status, 200) << "the answers above would be alike if nothing were served";
}

TEST_F(HubCalendarTest, RevokingAPersonsDevicesEndsTheirCalendarToo)
{
    const QByteArray path = newPath();
    ASSERT_EQ(get(path).status, 200);
    ASSERT_TRUE(commit([&](HubTransaction &transaction) { return hub.door->revokeAllOf(transaction, PersonId(manager)); }));
    EXPECT_EQ(get(path).status, 404);
}

TEST_F(HubCalendarTest, ADeviceMakesItsPersonsAddressAndNobodyElses)
{
    auto device = hub.device(manager);
    ASSERT_TRUE(device.isEnrolled());
    const QList<QByteArray> token { device.authorization() };
    EXPECT_EQ(ask(hub.port, "GET", "/v1/calendar").status, 401);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/calendar").status, 401);
    EXPECT_EQ(ask(hub.port, "DELETE", "/v1/calendar").status, 401);
    EXPECT_EQ(ask(hub.port, "PUT", "/v1/calendar", {}, token).status, 405);
    const auto said = [](const RawAnswer &answer) { return parseJson(answer.body).valueOr(Json()); };
    EXPECT_TRUE(said(ask(hub.port, "GET", "/v1/calendar", {}, token))[u"since"_s].isNull());

    const Json made = said(ask(hub.port, "POST", "/v1/calendar", {}, token));
    const QByteArray path = made[u"path"_s].toString().toLatin1();
    ASSERT_TRUE(path.startsWith("/v1/calendar/"));
    EXPECT_EQ(get(path).status, 200);
    const Json present = said(ask(hub.port, "GET", "/v1/calendar", {}, token));
    EXPECT_GT(present[u"since"_s].toInteger(), 0);
    EXPECT_TRUE(present[u"path"_s].isNull()) << "it is told once";

    const QByteArray next = said(ask(hub.port, "POST", "/v1/calendar", {}, token))[u"path"_s].toString().toLatin1();
    EXPECT_EQ(get(path).status, 404) << "a new address ends the one before";
    EXPECT_EQ(get(next).status, 200);
    EXPECT_EQ(ask(hub.port, "DELETE", "/v1/calendar", {}, token).status, 200);
    EXPECT_EQ(get(next).status, 404);
}

TEST_F(HubCalendarTest, TheAddressIsNotWhatIsKept)
{
    const QByteArray path = newPath();
    const QByteArray token = calendarTokenIn(path).toLatin1();
    const auto snapshot = hub.store->snapshot();
    const auto row = (*snapshot)->calendarAddressOf(PersonId(manager));
    ASSERT_TRUE(row && *row);
    EXPECT_EQ((*row)->tokenHash.size(), 32);
    const QByteArray raw = QByteArray::fromBase64(token, QByteArray::Base64UrlEncoding);
    int files = 0;
    for (const QString &name : QDir(hub.folder.path()).entryList(QDir::Files)) {
        QFile file(hub.folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        EXPECT_FALSE(bytes.contains(token) || bytes.contains(raw)) << qPrintable(name);
        files += bytes.contains((*row)->tokenHash);   // the search finds what is there: this database is not encrypted
    }
    EXPECT_GT(files, 0);
}

namespace {

QList<QByteArray> said;   ///< whatever is logged while a test listens
std::mutex saidMutex;

void listen(QtMsgType, const QMessageLogContext &, const QString &message)
{
    const std::lock_guard lock(saidMutex);
    said.append(message.toUtf8());
}

} // namespace

TEST_F(HubCalendarTest, NoAddressIsWrittenToALog)
{
    QLoggingCategory::setFilterRules(u"sightline.*=true"_s);
    said.clear();
    const auto before = qInstallMessageHandler(listen);
    const QByteArray path = newPath();
    EXPECT_EQ(get(path).status, 200);
    EXPECT_EQ(ask(hub.port, "POST", path, "{}").status, 405);
    EXPECT_EQ(get(path + "x").status, 404);
    EXPECT_EQ(get("/v1/calendar/" + QByteArray(43, 'A') + ".ics").status, 404);
    hub.routes->stop();
    EXPECT_EQ(get(path).status, 503);
    // What says it would be found.
    qWarning().noquote() << "asked for" << path;
    qInstallMessageHandler(before);
    const QByteArray token = calendarTokenIn(path).toLatin1();
    const auto isIn = [&token](const QByteArray &line) { return line.contains(token); };
    EXPECT_EQ(std::count_if(said.cbegin(), said.cend(), isIn), 1) << said.join('\n').constData();
    EXPECT_TRUE(isIn(said.last()));
}

TEST_F(HubCalendarTest, GuessingIsSlowedDownAndClosesNobodysCalendar)
{
    const QByteArray good = newPath();
    int refused = 0;
    for (int i = 0; i < 30; ++i) {
        const QByteArray guess = "/v1/calendar/" + hub.random.bytes(32).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".ics";
        const RawAnswer answer = get(guess);
        refused += answer.status == 429;
        EXPECT_TRUE(answer.status == 404 || answer.status == 429);
    }
    EXPECT_EQ(refused, 10);
    EXPECT_EQ(get(good).status, 200);
}

TEST(HubCalendarLimit, OneAddressIsServedSoOftenAMinuteAndNoMore)
{
    SystemClock clock;
    CalendarFeeds feeds(englandCalendar(), clock);
    ServedHubOptions options;
    options.routes.calendars = &feeds;
    ServedHub hub(options);
    CalendarDoor door(*hub.service, clock, hub.random);
    hub.routes->setCalendarDoor(door);
    auto transaction = hub.store->begin();
    const QByteArray path = calendarPath(door.issue(**transaction, PersonId(manager)).value()).toLatin1();
    ASSERT_TRUE((*transaction)->commit());
    for (int i = 0; i < options.routes.calendarAsksPerMinuteMax; ++i)
        EXPECT_EQ(ask(hub.port, "GET", path).status, 200);
    const RawAnswer tooOften = ask(hub.port, "GET", path);
    EXPECT_EQ(tooOften.status, 429);
    EXPECT_EQ(tooOften.header("retry-after"), "60");
}
