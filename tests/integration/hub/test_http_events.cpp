// Events that another system tells of over a real socket, and when devices were heard: each with the token that is for it, and no other.
#include "core/packs/framework/framework_pack.h"
#include "core/programme/event_activities.h"
#include "core/records/event_record.h"
#include "sync/hub/auth/event_door.h"
#include "sync/hub/service/edition_book.h"
#include "sync/hub/service/knowledge.h"
#include "sync/protocol/limits.h"
#include "tests/integration/hub/served_hub.h"

using namespace sightline;
using namespace sightline::hub;

namespace {

class HubEventsTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        const CompiledFramework framework = compileWithBuiltInTables(builtInFramework()).value();
        ASSERT_TRUE(hub.service->publish({ editionPublication(framework, QDate(2020, 4, 1)) }));
        const auto asked = eventActivitiesOf(framework);
        ASSERT_FALSE(asked.isEmpty());
        activity = asked.first();
        token = issue(u"case system"_s);
    }
    template <typename Work>
    auto commit(Work work)
    {
        auto transaction = hub.store->begin();
        auto result = work(**transaction);
        EXPECT_TRUE((*transaction)->commit());
        return result;
    }
    QByteArray issue(const QString &name)
    {
        return commit([&](HubTransaction &transaction) { return EventDoor(clock, hub.random).issue(transaction, name); }).value().toLatin1();
    }
    static QByteArray bearer(const QByteArray &secret) { return "Authorization: Bearer " + secret; }
    RawAnswer tell(const Json &body, const QByteArray &authorization) const
    {
        return ask(hub.port, "POST", "/v1/events", writeJson(body), { authorization, "Content-Type: application/json" });
    }
    RawAnswer tell(const Json &body) const { return tell(body, bearer(token)); }
    Json event(const QString &reference, const QString &on = u"2026-11-20"_s) const
    {
        return Json::object({ { u"activity"_s, activity.key.toString() }, { u"on"_s, on }, { u"reference"_s, reference } });
    }
    static Json listOf(const QList<Json> &events)
    {
        Json list = Json::array();
        for (const Json &one : events)
            list.append(one);
        return Json::object({ { u"events"_s, list } });
    }
    static Json said(const RawAnswer &answer) { return parseJson(answer.body).valueOr(Json()); }
    qsizetype eventCount() const { return (*hub.store->snapshot())->recordIds(recordTypeName(RecordType::Event)).value().size(); }

    SystemClock clock;
    ServedHub hub;
    EventActivity activity;
    QByteArray token;
};

} // namespace

TEST_F(HubEventsTest, EachReferenceIsOneEventHoweverOftenItIsTold)
{
    const RawAnswer first = tell(listOf({ event(u"PL-1"_s), event(u"PL-2"_s), event(u"PL-1"_s) }));
    ASSERT_EQ(first.status, 200) << first.body.constData();
    EXPECT_EQ(said(first)[u"added"_s].toInteger(), 2);
    EXPECT_EQ(said(first)[u"known"_s].toInteger(), 1);
    const RawAnswer again = tell(listOf({ event(u"PL-1"_s), event(u"PL-2"_s), event(u"PL-3"_s) }));
    EXPECT_EQ(said(again)[u"added"_s].toInteger(), 1);
    EXPECT_EQ(said(again)[u"known"_s].toInteger(), 2);
    EXPECT_EQ(eventCount(), 3);
    const auto ids = (*hub.store->snapshot())->recordIds(recordTypeName(RecordType::Event)).value();
    const auto body = presentBody(**hub.store->snapshot(), ids.first()).value();
    EXPECT_EQ(eventEntryOf(*body)->source, u"case system"_s) << "the token says whose they are";
    EXPECT_EQ(body->service, activity.service);
}

TEST_F(HubEventsTest, EachRowInErrorIsNamedAndNoneIsTaken)
{
    Json extra = event(u"PL-4"_s);
    extra.set(u"child"_s, u"CANARY"_s);
    const RawAnswer answer = tell(listOf({ event(u"PL-1"_s), event({}), event(u"PL-2"_s, u"yesterday"_s), event(u"PL-3"_s, u"2999-01-01"_s), extra }));
    ASSERT_EQ(answer.status, 422);
    QStringList named;
    const Json refused = said(answer);
    for (const Json &row : refused[u"rows"_s].toArray())
        named.append(u"%1 %2"_s.arg(row[u"row"_s].toInteger()).arg(row[u"member"_s].toString()));
    EXPECT_EQ(named, (QStringList { u"2 reference"_s, u"3 on"_s, u"4 on"_s, u"5 child"_s }));
    EXPECT_FALSE(answer.body.contains("CANARY"));
    EXPECT_EQ(eventCount(), 0);
}

TEST_F(HubEventsTest, TheTokenOpensNothingElseAndNoOtherOpensThis)
{
    for (const QByteArray &path : { QByteArray("/v1/sync"), QByteArray("/v1/digest") }) {
        const RawAnswer answer = ask(hub.port, "POST", path, "{}", { bearer(token) });
        EXPECT_EQ(answer.status, 401) << path.constData();
    }
    for (const QByteArray &path : { QByteArray("/v1/contacts"), QByteArray("/v1/calendar") }) {
        const RawAnswer answer = ask(hub.port, "GET", path, {}, { bearer(token) });
        EXPECT_NE(answer.status, 200) << path.constData();
    }
    EXPECT_EQ(ask(hub.port, "GET", "/v1/events", {}, { bearer(token) }).status, 405) << "nothing is read here";
    WireDevice manager = hub.device(u"qa-manager"_s);
    EXPECT_EQ(tell(listOf({ event(u"PL-1"_s) }), manager.authorization()).status, 401) << "a device tells of events in its own exchange";
    EXPECT_EQ(tell(listOf({ event(u"PL-1"_s) }), bearer(QByteArray(43, 'x'))).status, 401);
    EXPECT_EQ(eventCount(), 0);
}

TEST_F(HubEventsTest, ATokenThatWasWithdrawnOrReplacedIsNone)
{
    const QByteArray next = issue(u"case system"_s);
    EXPECT_EQ(tell(listOf({ event(u"PL-1"_s) })).status, 401) << "a new one ends the one before";
    EXPECT_EQ(tell(listOf({ event(u"PL-1"_s) }), bearer(next)).status, 200);
    EXPECT_TRUE(commit([&](HubTransaction &transaction) { return EventDoor(clock, hub.random).withdraw(transaction, u"case system"_s); }).value());
    EXPECT_EQ(tell(listOf({ event(u"PL-2"_s) }), bearer(next)).status, 401);
    EXPECT_FALSE(commit([&](HubTransaction &transaction) { return EventDoor(clock, hub.random).withdraw(transaction, u"case system"_s); }).value());
    EXPECT_EQ(eventCount(), 1) << "what it told of stays";
}

TEST_F(HubEventsTest, ARequestTellsOfSoManyAndNoMore)
{
    QList<Json> many;
    for (int i = 0; i < wire::eventsPerRequestMax; ++i)
        many.append(event(u"PL-%1"_s.arg(i)));
    EXPECT_EQ(said(tell(listOf(many)))[u"added"_s].toInteger(), wire::eventsPerRequestMax);
    many.append(event(u"PL-more"_s));
    EXPECT_EQ(tell(listOf(many)).status, 413);
    EXPECT_EQ(tell(listOf({})).status, 400);
    EXPECT_EQ(tell(Json::object({})).status, 400);
    EXPECT_EQ(eventCount(), wire::eventsPerRequestMax);
}

TEST_F(HubEventsTest, AManagerIsToldOfTheirPeoplesDevicesAndNobodyElses)
{
    WireDevice north = hub.device(u"practitioner-north-1"_s);
    WireDevice fostering = hub.device(u"ssw-fostering-1"_s);
    const auto askedBy = [&](const QString &person) {
        WireDevice asker = hub.device(person);
        const RawAnswer answer = ask(hub.port, "GET", "/v1/contacts", {}, { asker.authorization() });
        EXPECT_EQ(answer.status, 200);
        const Json told = said(answer);
        EXPECT_GT(told[u"clock"_s].toInteger(), 0);
        QStringList people;
        for (const Json &device : told[u"devices"_s].toArray())
            people.append(device[u"person"_s].toString());
        return people;
    };
    EXPECT_EQ(askedBy(u"tm-early-support-north"_s), QStringList { u"practitioner-north-1"_s });
    EXPECT_EQ(askedBy(u"practitioner-north-2"_s), QStringList {}) << "a colleague";
    EXPECT_TRUE(askedBy(u"qa-manager"_s).contains(u"ssw-fostering-1"_s)) << "who oversees the service";
    EXPECT_EQ(ask(hub.port, "GET", "/v1/contacts").status, 401);
}
