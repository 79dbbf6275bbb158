// Erasing by law: the words go for good, everything else still verifies, and nobody brings them back.
#include "core/base/digest.h"
#include "core/records/draft_copy.h"
#include "core/records/step_body.h"
#include "sync/hub/audit/audit_entry.h"
#include "sync/hub/audit/verify_audit.h"
#include "sync/hub/ops/self_check.h"
#include "sync/hub/service/erase_records.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/unit/hub/hub_fixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <functional>

using namespace sightline;
using namespace sightline::hub;

namespace {

const QString canary = u"Her aunt at the harbour 7Q3X"_s;

class EraseTest : public HubTest {
protected:
    [[nodiscard]] ErasureOrder orderFor(const QList<RecordId> &roots, const QString &id = u"e1"_s) const
    {
        const auto snapshot = store->snapshot();
        const auto plan = planErasure(**snapshot, roots);
        EXPECT_TRUE(plan) << (plan ? "" : qPrintable(plan.error().detail));
        ErasureOrder order { id, u"request"_s, u"R-1"_s, u"system:test"_s, {}, {}, {} };
        if (!plan)
            return order;
        for (const ErasedItem &item : plan->items) {
            if (item.isNotice)
                order.notices.append(item.record.id);
            else
                order.records.append(item.record);
        }
        order.operations = plan->operations;
        return order;
    }
    ErasureOrder erase(const QList<RecordId> &roots, const QString &id = u"e1"_s)
    {
        const ErasureOrder order = orderFor(roots, id);
        const auto erased = hub->erase(order);
        EXPECT_TRUE(erased) << (erased ? "" : qPrintable(erased.error().detail));
        return order;
    }
    /// In how many operations and records the words are.
    [[nodiscard]] int places(const QString &words) const
    {
        const auto snapshot = store->snapshot();
        int found = 0;
        const qint64 last = (*snapshot)->state()->seq;
        for (qint64 seq = 1; seq <= last; ++seq) {
            const auto logged = (*snapshot)->operationAt(seq);
            found += *logged && (*logged)->bytes.contains(words.toUtf8()) ? 1 : 0;
        }
        const auto ids = (*snapshot)->recordIds({});
        for (const RecordId &id : *ids)
            found += (*(*snapshot)->record(id))->body.contains(words.toUtf8()) ? 1 : 0;
        return found;
    }
    void expectSound(int erased) const
    {
        const auto snapshot = store->snapshot();
        const auto checked = selfCheck(**snapshot, builtIn());
        ASSERT_TRUE(checked) << qPrintable(checked.error().detail);
        EXPECT_EQ(checked->problem, QString());
        EXPECT_EQ(checked->erased, erased);
        const auto trail = verifyAudit(**snapshot, [](QByteArrayView, QByteArrayView) { return true; }, {});
        ASSERT_TRUE(trail);
        EXPECT_EQ(trail->problems, QStringList());
    }
    [[nodiscard]] bool isHere(const RecordId &id) const { return (*store->snapshot())->record(id)->has_value(); }
    Operation stepOn(TestDevice &by, const Operation &about, const QString &words)
    {
        RecordBody body = visit(by.caller.person.toString(), RecordState::Completed, words);
        body.type = RecordType::Step;
        body.task.reset();
        body.about = about.record;
        body.aboutHash = bodyHash(*bodyBytes(*about.head));
        body.role = QString::fromUtf16(step::addendum);
        return by.create(body);
    }
};

TEST_F(EraseTest, EveryWordGoesWithWhatQuotesAndContinuesTheRecordAndEverythingStillVerifies)
{
    auto a = device(u"a"_s), tm = device(u"tm"_s);
    const Operation made = a.create(visit(u"a"_s, RecordState::Completed, canary)), other = a.create(visit(u"a"_s, RecordState::Completed, u"Another child"_s));
    const Operation fact = a.create(*factOf(made.record, *made.head, QDate(2026, 11, 20)), factIdOf(made.record));
    Operation edit = a.patch(made.record, u"summary"_s, canary + u" edited"_s, canary);
    RecordBody copy;
    copy.type = RecordType::Draft;
    copy.author = PersonId(u"a"_s);
    copy.about = made.record;
    copy.answers = copyFields(*made.head);
    const Operation draft = a.create(copy);
    Operation ended = a.operation(OperationKind::Void, draft.record);
    ended.reason = draft_copy::completed;
    EXPECT_EQ(outcomeName(a.sync({ made, fact, other, edit, draft, ended }).acks[3].outcome), u"held:completed"_s);
    const Operation addendum = stepOn(tm, made, canary + u" seen"_s);
    EXPECT_EQ(outcomeName(tm.sync({ addendum }).acks[0].outcome), u"applied"_s);
    a.pullAll();
    tm.pullAll();
    ASSERT_TRUE(a.row(made.record) && a.row(draft.record) && tm.row(made.record) && tm.row(addendum.record) && tm.row(noticeOf(edit)));
    ASSERT_GE(places(canary), 8) << "the words are there to be found";

    const ErasureOrder order = erase({ made.record });
    EXPECT_EQ(order.records.size(), 3) << "the record, its draft's copy and the addendum";
    EXPECT_EQ(order.notices, QList { noticeOf(edit) });
    EXPECT_EQ(places(canary), 0);
    expectSound(3);
    EXPECT_FALSE(isHere(made.record) || isHere(draft.record) || isHere(addendum.record));
    EXPECT_TRUE(isHere(other.record) && isHere(factIdOf(made.record))) << "another record, and what is only counted, stay";
    // Devices drop it at their next contact, and hold exactly what the hub says.
    a.pullAll();
    tm.pullAll();
    EXPECT_FALSE(a.row(made.record) || a.row(draft.record) || tm.row(made.record) || tm.row(addendum.record));
    EXPECT_TRUE(a.row(other.record));
    EXPECT_TRUE(a.body(noticeOf(edit))->answers.contains(u"closed"_s)) << "so its device forgets the held work";
    for (TestDevice *one : { &a, &tm }) {
        for (auto it = one->scopes.cbegin(); it != one->scopes.cend(); ++it)
            EXPECT_EQ(one->heldIn(it.key()), it.value()) << qPrintable(it.key());
    }
}

TEST_F(EraseTest, DoneTwiceIsDoneOnceAndTheTrailTellsOfItWithoutAWord)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s, RecordState::Completed, canary));
    a.sync({ made });
    const ErasureOrder order = erase({ made.record });
    const HubState after = state();
    const auto again = hub->erase(order);
    ASSERT_TRUE(again);
    EXPECT_EQ(state(), after);
    EXPECT_EQ(after.erasures, 1);
    const auto lines = (*store->snapshot())->auditAfter(again->auditN - 1, 1);
    const auto line = readAuditLine(lines->first().line);
    EXPECT_EQ(line->action, AuditAction::Erased);
    EXPECT_EQ(line->about.value(u"list"_s).toString(), toHex(sha256(writeJson(erasureList(order)))));
    EXPECT_FALSE(lines->first().line.contains("harbour"));
}

TEST_F(EraseTest, AnOldDeviceThatOffersItAgainIsAnsweredAsBeforeAndBringsNothingBack)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s, RecordState::Completed, canary));
    const wire::SyncRequest sent = a.request({ made });
    const auto first = hub->sync(sent, a.caller);
    erase({ made.record });
    // The same request, whose answer was lost; then the same operation in a stream of its own, as after a fork.
    const auto again = hub->sync(sent, a.caller);
    ASSERT_TRUE(first && again);
    EXPECT_EQ(again->acks, first->acks);
    TestDevice renumbered = device(u"a"_s);
    renumbered.caller.installation = a.caller.installation;
    EXPECT_EQ(outcomeName(renumbered.sync({ made }).acks[0].outcome), u"applied"_s);
    EXPECT_EQ(places(canary), 0);
    EXPECT_FALSE(isHere(made.record));
    expectSound(1);
}

TEST_F(EraseTest, WorkThatComesAfterIsHeldReadBySomebodyAndErasedInItsTurn)
{
    auto a = device(u"a"_s), tm = device(u"tm"_s);
    const Operation draft = a.create(visit(u"a"_s, RecordState::Draft, u"First words"_s));
    a.sync({ draft });
    erase({ draft.record });
    const Operation late = a.patch(draft.record, u"summary"_s, canary, u"First words"_s);
    const Operation again = a.create(visit(u"a"_s, RecordState::Completed, canary), draft.record);
    for (const wire::Ack &ack : a.sync({ late, again }).acks)
        EXPECT_EQ(outcomeName(ack.outcome), u"held:erased"_s);
    Operation adopt = tm.operation(OperationKind::Adopt, draft.record);
    adopt.target = again.id;
    EXPECT_NE(outcomeName(tm.sync({ adopt }).acks[0].outcome), u"applied"_s) << "nobody takes an erased record in again";
    EXPECT_FALSE(isHere(draft.record));
    Operation dismiss = tm.operation(OperationKind::Dismiss, draft.record);
    dismiss.target = late.id;
    dismiss.reason = u"It was erased"_s;
    EXPECT_EQ(outcomeName(tm.sync({ dismiss }).acks[0].outcome), u"applied"_s);
    EXPECT_GE(places(canary), 3) << "words that nobody had seen are not thrown away unread";
    expectSound(1);
    erase({ draft.record }, u"e2"_s);
    EXPECT_EQ(places(canary), 0);
    expectSound(1);
}

TEST_F(EraseTest, AHubRestoredFromBeforeItCameTakesItsNumberAndNotItsWords)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s, RecordState::Completed, canary));
    // What the erasure's list says; this database never had the record.
    const ErasureOrder order {
        u"e1"_s, u"request"_s, {}, u"system:test"_s, { { made.record, u"form"_s, {} } }, { { made.id, sha256(*operationBytes(made)) } }
    };
    ASSERT_TRUE(hub->erase(order));
    const Operation after = a.create(visit(u"a"_s, RecordState::Completed, u"Another child"_s));
    const auto answer = a.sync({ made, after });
    EXPECT_EQ(outcomeName(answer.acks[0].outcome), u"applied"_s);
    EXPECT_EQ(outcomeName(answer.acks[1].outcome), u"applied"_s);
    EXPECT_EQ(places(canary), 0);
    EXPECT_FALSE(isHere(made.record));
    EXPECT_TRUE(isHere(after.record));
    expectSound(1);
}

TEST_F(EraseTest, AFormGoesWithAllItsVersionsAndAPhotoStaysWhereAnotherRecordNamesIt)
{
    auto a = device(u"a"_s);
    const QByteArray shared(1000, 's'), own(1000, 'o');
    const auto named = [](const QByteArray &bytes) {
        return Json::object({ { u"sha"_s, toHex(sha256(bytes)) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, bytes.size() }, { u"name"_s, u"p.jpg"_s } });
    };
    RecordBody with = visit(u"a"_s);
    with.answers.insert(u"photo"_s, named(shared));
    with.answers.insert(u"photo2"_s, named(own));
    const Operation first = a.create(with);
    RecordBody amended = visit(u"a"_s);
    amended.about = first.record;
    const Operation second = a.create(amended);
    RecordBody beside = visit(u"a"_s);
    beside.answers.insert(u"photo"_s, named(shared));
    const Operation other = a.create(beside);
    a.sync({ first, second, other });
    for (const QByteArray &bytes : { shared, own })
        ASSERT_TRUE(hub->takeChunk(sha256(bytes), 0, bytes, a.caller)->state.complete);
    const auto plan = planErasure(**store->snapshot(), { second.record });
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->files.size(), 1);
    EXPECT_EQ(erase({ second.record }).records.size(), 2);
    EXPECT_TRUE(hub->readChunk(**store->snapshot(), sha256(shared), 0, a.caller));
    EXPECT_FALSE(hub->readChunk(**store->snapshot(), sha256(own), 0, a.caller));
    EXPECT_EQ((*store->snapshot())->files()->size(), 1);
    expectSound(2);
}

TEST_F(EraseTest, TheDatabaseItselfLetsGoOfNothingThatNoErasureNames)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s));
    a.sync({ made });
    const PersonId person(u"a"_s);
    const QByteArray sha = sha256("shared"), unnamed = sha256("unnamed");
    const RecordId gone = newId<RecordId>(clock, random);
    {
        auto transaction = store->begin();
        ASSERT_TRUE((*transaction)->eraseRecord({ gone, u"form"_s, {} }, u"e"_s));
        for (const QByteArray &one : { sha, unnamed })
            ASSERT_TRUE((*transaction)->setFile({ one, person, 1, u"x/y"_s, 1, 5 }) && (*transaction)->setChunk(one, person, 0, { "b", 0, {} }));
        for (const RecordId &record : { made.record, gone })
            ASSERT_TRUE((*transaction)->nameFile({ sha, person, record }));
        ASSERT_TRUE((*transaction)->commit());
    }
    const auto isRefused = [&](const std::function<Result<void>(HubTransaction &)> &work) {
        auto transaction = store->begin();
        const auto done = work(**transaction);
        return !(done ? (*transaction)->commit() : done);   // over a server an error may come with a later call
    };
    EXPECT_TRUE(isRefused([&](HubTransaction &t) { return t.unnameFile({ sha, person, made.record }); })) << "the naming of a record that stays";
    EXPECT_TRUE(isRefused([&](HubTransaction &t) { return t.dropFile(sha, person); })) << "another record names it too";
    EXPECT_TRUE(isRefused([&](HubTransaction &t) { return t.dropChunks(sha, person); }));
    EXPECT_TRUE(isRefused([&](HubTransaction &t) { return t.dropFile(unnamed, person); })) << "nothing names it yet";
    EXPECT_FALSE(isRefused([&](HubTransaction &t) { return t.unnameFile({ sha, person, gone }); }));
}

TEST_F(EraseTest, WhatIsTheCouncilsOwnIsNoRecordThatCanBeErased)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s, RecordState::Completed)),
                    fact = a.create(*factOf(made.record, *made.head, QDate(2026, 11, 20)), factIdOf(made.record));
    a.sync({ made, fact });
    for (const RecordId &id : { publishedId(RecordType::Person, u"a"_s), publishedId(RecordType::Team, u"north"_s), fact.record }) {
        ASSERT_TRUE(isHere(id));
        const auto plan = planErasure(**store->snapshot(), { id });
        ASSERT_FALSE(plan);
        EXPECT_EQ(plan.error().code, ErrorCode::NotFound);
    }
    EXPECT_TRUE(planErasure(**store->snapshot(), { made.record }));
}

TEST_F(EraseTest, WhatIsAskedBeforehandIsAskedInTheSameTransactionAndItsRefusalErasesNothing)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(visit(u"a"_s, RecordState::Completed, canary));
    a.sync({ made });
    const ErasureOrder order = orderFor({ made.record });
    const HubState before = state();
    const auto refused = hub->erase(order, [&](HubSnapshot &now) -> Result<void> {
        EXPECT_TRUE(now.record(made.record)->has_value());
        return Error { ErrorCode::NotAllowed, u"on hold"_s };
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(state(), before);
    EXPECT_TRUE(isHere(made.record));
    EXPECT_GE(places(canary), 2);
}

TEST_F(EraseTest, ARootThatIsNotHereIsSaid)
{
    const auto plan = planErasure(**store->snapshot(), { newId<RecordId>(clock, random) });
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, ErrorCode::NotFound);
}

/// Every byte of the database's files, which have no key here, is looked through.
TEST(EraseFiles, AfterScrubbingNoByteOfTheFilesHoldsAWord)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"hub.db"_s);
    HandClock clock;
    SodiumRandom random;
    const auto store = SqliteHubStore::open({ .path = path, .mayCreate = true });
    ASSERT_TRUE(store);
    HubService hub(**store, clock, random);
    ASSERT_TRUE(hub.begin(u"Test council"_s));
    Person author;
    author.id = PersonId(u"a"_s);
    author.name = u"Role phrase a"_s;
    author.roles = { u"Practitioner"_s };
    author.service = ServiceId(u"early"_s);
    RecordBody person;
    person.type = RecordType::Person;
    person.state = RecordState::Completed;
    person.answers = toJson(author).toObject();
    const auto published = hub.publish({ { publishedId(RecordType::Person, u"a"_s), person } });
    ASSERT_TRUE(published) << qPrintable(published.error().detail);
    TestDevice a(hub, clock, random, u"a"_s);
    a.pullAll();
    const auto countIn = [&path](const QByteArray &words) {
        int found = 0;
        for (const QString &part : { QString(), u"-wal"_s }) {
            QFile file(path + part);
            if (file.open(QIODevice::ReadOnly))
                found += static_cast<int>(file.readAll().count(words));
        }
        return found;
    };
    // Drafts that grow and change, so that pages are filled, split and moved about.
    for (int i = 0; i < 40; ++i) {
        RecordBody body;
        body.author = PersonId(u"a"_s);
        body.service = ServiceId(u"early"_s);
        body.answers.insert(u"summary"_s, canary);
        const Operation made = a.create(body);
        QList<Operation> all { made };
        QString seen = canary;
        for (int grown = 0; grown < 6; ++grown) {
            const QString next = seen + QString(200 * (grown + 1), QChar(u'a' + grown)) + canary;
            all.append(a.patch(made.record, u"summary"_s, next, seen));
            seen = next;
        }
        a.sync(all);
        if (i % 2 == 1)
            a.sync({ a.patch(made.record, u"summary"_s, u"Something else"_s, seen) });
    }
    ASSERT_GE(countIn(canary.toUtf8()), 100) << "the words are there to be found";
    ErasureOrder order { u"e1"_s, u"request"_s, {}, u"system:test"_s, {}, {}, {} };
    {
        const auto snapshot = (*store)->snapshot();
        const auto every = (*snapshot)->recordIds(u"form"_s);
        const auto plan = planErasure(**snapshot, *every);
        ASSERT_TRUE(plan);
        for (const ErasedItem &item : plan->items)
            order.records.append(item.record);
        order.operations = plan->operations;
    }
    ASSERT_EQ(order.records.size(), 40);
    ASSERT_TRUE(hub.erase(order));
    ASSERT_EQ((*store)->scrub(false).valueOr(CouncilStore::Scrubbed::NotNow), CouncilStore::Scrubbed::Whole);
    EXPECT_EQ(countIn(canary.toUtf8()), 0);
    EXPECT_EQ(countIn("Test council"), 1) << "what stays can be found, so the looking works";
}

} // namespace
