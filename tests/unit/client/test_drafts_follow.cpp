// Drafts follow their author (PROTOCOL.md, "Drafts"): one person, two devices, one hub, all of them real.
#include "core/base/random_source.h"
#include "core/commands/complete_record.h"
#include "core/commands/discard_draft.h"
#include "core/commands/draft_copies.h"
#include "core/commands/save_draft.h"
#include "core/commands/undo_completion.h"
#include "core/queries/sync_summary.h"
#include "core/records/draft_copy.h"
#include "sync/client/exchange.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/support/loopback_transport.h"
#include "tests/unit/client/council_of_one.h"
#include "tests/unit/client/device_fixture.h"

#include <random>

namespace sightline::sync {
namespace {

RecordBody visitForm()
{
    static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:visit","version":"1.0","status":"active","title":"Visit",
        "item":[{"linkId":"said","text":"What was said?","type":"text"},
                {"linkId":"seen","text":"What was seen?","type":"text"},
                {"linkId":"day","text":"Which day?","type":"date"},
                {"linkId":"who","text":"Who was there?","type":"group","repeats":true,"item":[{"linkId":"name","text":"Name","type":"string"}]}]})";
    const QStringList author { u"author"_s };
    return publishedFormBody({ u"visit@1.0"_s, u"Visit"_s, form, { author, author }, {} });
}

/// One of the author's devices.
struct Device {
    Device(hub::HubService &service, const HandClock &clock, RandomSource &dice, const PersonId &whose = PersonId(u"sw1"_s))
        : hubService(service), random(dice), person(whose), installation(newId<InstallationId>(clock, dice)),
          store(std::move(Store::open({ .path = u":memory:"_s }, clock, dice)).value())
    {
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            if (const auto set = store->meta().setEnrolment({ u"loop"_s, installation, person, {}, {}, {}, {}, {}, 0 }, SecretBytes(64)); !set)
                return set;
            if (const auto set = store->meta().setTokens({ u"token"_s, u"refresh"_s, 0 }); !set)
                return set;
            return store->outbox().restartStream(newId<StreamId>(clock, dice), OutboxTable::Offer::Unanswered);
        }));
        exchange();
    }

    void exchange()
    {
        OwnStore access(*store);
        support::LoopbackTransport transport(hubService, hub::Caller { installation, person, rights });
        const auto report = syncOnce(access, transport, random);
        ASSERT_TRUE(report) << report.error().detail.toStdString();
    }
    DraftsTended tend(Sharing sharing = Sharing::Now)
    {
        const auto tended = tendDraftCopies(*store, sharing);
        EXPECT_TRUE(tended) << (tended ? "" : tended.error().detail.toStdString());
        return tended ? *tended : DraftsTended();
    }
    /// As a device does with each contact: takes what there is, sees to its drafts, sends what came of that.
    DraftsTended contact()
    {
        exchange();
        DraftsTended done = tend();
        exchange();
        const DraftsTended after = tend(Sharing::Not);
        done.came += after.came;
        done.changed += after.changed;
        done.ended += after.ended;
        done.joined += after.joined;
        done.kept += after.kept;
        return done;
    }
    RecordId begin(const QString &said)
    {
        Answers answers;
        answers.set(u"said"_s, said);
        const auto begun = beginDraft(*store, { .form = u"visit@1.0"_s, .answers = answers });
        EXPECT_TRUE(begun) << (begun ? "" : begun.error().detail.toStdString());
        return begun->id;
    }
    void type(const RecordId &draft, const QString &key, const Json &value)
    {
        Answers answers(store->drafts().find(draft)->value().body.answers);
        if (value.isNull())
            answers.remove(key);
        else
            answers.set(key, value);
        EXPECT_TRUE(saveDraft(*store, draft, answers, key));
    }
    void complete(const RecordId &draft, CompleteOptions::Undo undo = CompleteOptions::Undo::No)
    {
        const auto done = completeRecord(*store, draft, { .context = {}, .doneOn = QDate(2026, 11, 27), .undo = undo });
        ASSERT_TRUE(done) << done.error().detail.toStdString();
        ASSERT_TRUE(done->record);
    }
    QString answer(const RecordId &draft, const QString &key = u"said"_s)
    {
        const auto found = store->drafts().find(draft);
        return found && *found ? (*found)->body.answers.value(key).toString() : u"(no draft)"_s;
    }
    QString completedAnswer(const RecordId &record, const QString &key = u"said"_s)
    {
        const auto body = store->view().body(record);
        return body && *body && (*body)->state == RecordState::Completed ? (*body)->answers.value(key).toString() : u"(no record)"_s;
    }
    qsizetype openDrafts() { return store->drafts().list()->size(); }
    qint64 unsettled()
    {
        const auto left = store->db().integer("SELECT count(*) FROM view WHERE type = 'notice' AND open_outcome IS NOT NULL");
        return left ? left->value_or(0) : -1;
    }

    hub::HubService &hubService;
    RandomSource &random;
    PersonId person;
    InstallationId installation;
    hub::Caller::Access rights = hub::Caller::Access::Full;
    std::unique_ptr<Store> store;
};

class DraftsFollowTest : public ::testing::Test {
protected:
    DraftsFollowTest()
    {
        hubStore = std::move(hub::SqliteHubStore::open({ .path = u":memory:"_s })).value();
        service = std::make_unique<hub::HubService>(*hubStore, clock, random);
        beginCouncilOfOne(*service);
        EXPECT_TRUE(service->publish({ { hub::publishedId(RecordType::FormDefinition, u"visit@1.0"_s), visitForm() } }));
        phone = std::make_unique<Device>(*service, clock, random);
        tablet = std::make_unique<Device>(*service, clock, random);
    }
    /// The author has a line manager from now on, whom this names.
    PersonId publishAuthorUnderALead()
    {
        Person lead, author;
        lead.id = PersonId(u"tm1"_s);
        lead.name = u"Role phrase"_s;
        lead.roles = { u"Team Manager"_s };
        author.id = PersonId(u"sw1"_s);
        author.name = u"Role phrase"_s;
        author.roles = { u"Practitioner"_s };
        author.manager = lead.id;
        for (const Person &one : { lead, author })
            EXPECT_TRUE(service->publish({ { hub::publishedId(RecordType::Person, one.id.toString()), publishedBody(RecordType::Person, toJson(one)) } }));
        return lead.id;
    }
    void later(qint64 seconds = 60) { clock.at.msSinceEpoch += seconds * 1000; }
    /// A draft that both devices have and agree on.
    RecordId givenOnBoth(const QString &said = u"We had toast."_s)
    {
        const RecordId draft = phone->begin(said);
        phone->contact();
        EXPECT_EQ(tablet->contact().came, 1);
        return draft;
    }
    void settle()
    {
        for (int i = 0; i < 4; ++i) {
            phone->contact();
            tablet->contact();
        }
    }

    HandClock clock;
    SodiumRandom random;
    std::unique_ptr<hub::HubStore> hubStore;
    std::unique_ptr<hub::HubService> service;
    std::unique_ptr<Device> phone, tablet;
};

TEST_F(DraftsFollowTest, AVisitBegunOnOneDeviceIsFinishedOnTheOther)
{
    const RecordId draft = phone->begin(u"We had toast."_s);
    phone->contact();
    EXPECT_EQ(tablet->contact().came, 1);
    EXPECT_EQ(tablet->answer(draft), u"We had toast."_s);
    tablet->type(draft, u"seen"_s, u"A warm kitchen."_s);
    tablet->contact();
    EXPECT_EQ(phone->contact().changed, 1);
    EXPECT_EQ(phone->answer(draft, u"seen"_s), u"A warm kitchen."_s);
    tablet->complete(draft);
    tablet->contact();
    EXPECT_EQ(phone->contact().ended, 1);
    EXPECT_EQ(phone->openDrafts(), 0);
    EXPECT_EQ(phone->completedAnswer(draft, u"seen"_s), u"A warm kitchen."_s);
    settle();
    EXPECT_EQ(phone->openDrafts() + tablet->openDrafts(), 0);
    EXPECT_TRUE(phone->store->draftCopies().all()->isEmpty());
    EXPECT_TRUE(tablet->store->draftCopies().all()->isEmpty());
}

TEST_F(DraftsFollowTest, NobodyElseGetsADraftAndItIsNoRecordThatWaits)
{
    const PersonId lead = publishAuthorUnderALead();
    phone->begin(u"We had toast."_s);
    phone->tend();
    EXPECT_EQ(syncSummary(*phone->store)->waiting, 0);
    phone->contact();
    const auto kept = phone->store->db().integer("SELECT count(*) FROM base WHERE type = 'draft'");
    EXPECT_EQ(kept->value_or(0), 1) << "it is on the hub";
    // Not even where the hub refuses a part of it: what is said of that is its author's alone too.
    const RecordId copy = phone->store->draftCopies().all()->first().copy;
    Operation stale { .id = newId<OperationId>(clock, random), .record = copy };
    stale.kind = OperationKind::Patch;
    stale.kindName = operationKindName(stale.kind);
    stale.set.insert(u"said"_s, { u"Something else."_s, u"0123456789abcdef"_s });
    ASSERT_TRUE(phone->store->transact([&] { return phone->store->outbox().append(stale); }));
    phone->exchange();
    EXPECT_EQ(phone->unsettled(), 1);
    const Device manager(*service, clock, random, lead);
    const auto foreign = manager.store->db().integer("SELECT count(*) FROM base WHERE type IN ('draft', 'notice')");
    EXPECT_EQ(foreign->value_or(-1), 0);
}

TEST_F(DraftsFollowTest, WhatIsTypedInDifferentAnswersOnTwoDevicesStandsOnBoth)
{
    const RecordId draft = givenOnBoth();
    phone->type(draft, u"seen"_s, u"A warm kitchen."_s);
    tablet->type(draft, u"day"_s, u"2026-11-27"_s);
    settle();
    for (Device *device : { phone.get(), tablet.get() }) {
        EXPECT_EQ(device->answer(draft), u"We had toast."_s);
        EXPECT_EQ(device->answer(draft, u"seen"_s), u"A warm kitchen."_s);
        EXPECT_EQ(device->answer(draft, u"day"_s), u"2026-11-27"_s);
        EXPECT_EQ(device->unsettled(), 0);
    }
}

TEST_F(DraftsFollowTest, BothTextsOfOneAnswerStayAndNothingIsLeftToSettle)
{
    const RecordId draft = givenOnBoth();
    phone->type(draft, u"said"_s, u"We had toast. He laughed."_s);
    tablet->type(draft, u"said"_s, u"We had toast. She was tired."_s);
    // Both put theirs forward without having seen the other's: the hub refuses the second.
    phone->tend();
    tablet->tend();
    settle();
    EXPECT_EQ(phone->answer(draft), tablet->answer(draft));
    EXPECT_TRUE(phone->answer(draft).contains(u"He laughed."_s)) << phone->answer(draft).toStdString();
    EXPECT_TRUE(phone->answer(draft).contains(u"She was tired."_s)) << phone->answer(draft).toStdString();
    EXPECT_EQ(phone->answer(draft).count(u"She was tired."_s), 1);
    EXPECT_EQ(phone->unsettled() + tablet->unsettled(), 0);
    EXPECT_EQ(syncSummary(*tablet->store)->held, 0);
}

TEST_F(DraftsFollowTest, OfADayAndOtherAnswersThatAreNoWordsOneStands)
{
    const RecordId draft = givenOnBoth();
    phone->type(draft, u"day"_s, u"2026-11-26"_s);
    tablet->type(draft, u"day"_s, u"2026-11-27"_s);
    settle();
    EXPECT_EQ(phone->answer(draft, u"day"_s), tablet->answer(draft, u"day"_s));
    EXPECT_EQ(phone->answer(draft, u"day"_s).size(), 10);
}

TEST_F(DraftsFollowTest, WordsTheCompletingDeviceHadNotSeenBecomeADraftOfTheirOwn)
{
    const RecordId draft = givenOnBoth();
    tablet->type(draft, u"seen"_s, u"Words of the tablet."_s);
    tablet->contact();
    phone->type(draft, u"said"_s, u"Words of the phone."_s);
    phone->complete(draft);   // without contact
    settle();
    EXPECT_EQ(tablet->completedAnswer(draft), u"Words of the phone."_s);
    ASSERT_EQ(phone->openDrafts(), 1);
    EXPECT_EQ(phone->store->drafts().list()->first().body.answers.value(u"seen"_s).toString(), u"Words of the tablet."_s);
    EXPECT_EQ(tablet->openDrafts(), 1) << "the same one follows to the other device";
    EXPECT_EQ(tablet->store->drafts().list()->first().id, phone->store->drafts().list()->first().id);
}

TEST_F(DraftsFollowTest, WordsTypedHereAfterItWasCompletedElsewhereBecomeADraftOfTheirOwn)
{
    const RecordId draft = givenOnBoth();
    phone->complete(draft);
    phone->contact();
    tablet->type(draft, u"seen"_s, u"Not shared yet."_s);
    const DraftsTended done = tablet->contact();
    ASSERT_EQ(done.kept.size(), 1);
    EXPECT_NE(done.kept.first(), draft);
    EXPECT_EQ(tablet->answer(done.kept.first(), u"seen"_s), u"Not shared yet."_s);
    EXPECT_EQ(tablet->completedAnswer(draft), u"We had toast."_s);
}

TEST_F(DraftsFollowTest, ADraftOnTheScreenIsLeftAloneUntilItIsClosed)
{
    const RecordId draft = givenOnBoth();
    tablet->store->drafts().showOnScreen(draft);
    phone->type(draft, u"seen"_s, u"Words of the phone."_s);
    settle();
    EXPECT_EQ(tablet->answer(draft, u"seen"_s), QString());
    tablet->type(draft, u"said"_s, u"We had toast and jam."_s);
    settle();
    EXPECT_EQ(phone->answer(draft), u"We had toast and jam."_s) << "what is saved is shared all the same";
    phone->complete(draft);
    settle();
    EXPECT_EQ(tablet->answer(draft), u"We had toast and jam."_s) << "it does not go from under a person's hands";
    const auto refused = completeRecord(*tablet->store, draft, { .context = {}, .doneOn = QDate(2026, 11, 27) });
    EXPECT_EQ(refused.error().code, ErrorCode::AlreadyExists);
    tablet->store->drafts().leaveScreen(draft);
    settle();
    EXPECT_EQ(tablet->openDrafts(), 0) << "it had nothing that was not in the record";
}

TEST_F(DraftsFollowTest, ADeletedDraftGoesEverywhereAndComesBackEverywhere)
{
    const RecordId draft = givenOnBoth();
    ASSERT_TRUE(discardDraft(*phone->store, draft));
    settle();
    EXPECT_EQ(tablet->openDrafts(), 0);
    EXPECT_EQ(tablet->store->drafts().list(DraftTable::Which::Discarded)->size(), 1) << "there too it can be brought back for seven days";
    ASSERT_TRUE(restoreDraft(*phone->store, draft));
    settle();
    EXPECT_EQ(phone->answer(draft), u"We had toast."_s);
    EXPECT_EQ(tablet->answer(draft), u"We had toast."_s);
    EXPECT_EQ(tablet->openDrafts(), 1);
    EXPECT_EQ(phone->openDrafts(), 1);
}

TEST_F(DraftsFollowTest, ADraftBroughtBackBeforeTheHubHeardOfItStays)
{
    const RecordId draft = givenOnBoth();
    ASSERT_TRUE(discardDraft(*phone->store, draft));
    phone->tend();
    ASSERT_TRUE(restoreDraft(*phone->store, draft));
    settle();
    EXPECT_EQ(phone->answer(draft), u"We had toast."_s);
    EXPECT_EQ(phone->openDrafts(), 1);
}

TEST_F(DraftsFollowTest, WordsTypedIntoADraftThatWasDeletedElsewhereStay)
{
    const RecordId draft = givenOnBoth();
    ASSERT_TRUE(discardDraft(*phone->store, draft));
    phone->contact();
    tablet->type(draft, u"seen"_s, u"More."_s);
    settle();
    EXPECT_EQ(tablet->answer(draft, u"seen"_s), u"More."_s);
}

TEST_F(DraftsFollowTest, DoneCanStillBeTakenBackAndTheDraftGoesOnEverywhere)
{
    const RecordId draft = givenOnBoth();
    phone->complete(draft, CompleteOptions::Undo::Offered);
    phone->contact();
    EXPECT_EQ(tablet->contact().ended, 0);
    ASSERT_TRUE(undoCompletion(*phone->store, draft));
    phone->type(draft, u"seen"_s, u"After all."_s);
    settle();
    EXPECT_EQ(tablet->answer(draft, u"seen"_s), u"After all."_s);
    phone->complete(draft, CompleteOptions::Undo::Offered);
    later();
    settle();
    EXPECT_EQ(tablet->openDrafts(), 0);
    EXPECT_EQ(tablet->completedAnswer(draft, u"seen"_s), u"After all."_s);
}

TEST_F(DraftsFollowTest, AnEmptiedAnswerGivesWayToAChangedOneAndIsOtherwiseEmptiedEverywhere)
{
    const RecordId draft = givenOnBoth();
    phone->type(draft, u"said"_s, Json());
    settle();
    EXPECT_EQ(tablet->answer(draft), QString());
    phone->type(draft, u"seen"_s, u"One."_s);
    settle();
    phone->type(draft, u"seen"_s, Json());
    tablet->type(draft, u"seen"_s, u"One. Two."_s);
    settle();
    EXPECT_EQ(phone->answer(draft, u"seen"_s), u"One. Two."_s);
}

TEST_F(DraftsFollowTest, ADraftOfManyLargeAnswersTravelsInPieces)
{
    const RecordId draft = phone->begin(u"First."_s);
    const QString large = u"x"_s.repeated(200 * 1024);
    Answers answers(phone->store->drafts().find(draft)->value().body.answers);
    for (int i = 0; i < 12; ++i) {
        const auto row = answers.addRow(u"who#"_s, random);
        answers.set(u"who#%1/name"_s.arg(row.row), large);
    }
    ASSERT_TRUE(saveDraft(*phone->store, draft, answers, {}));
    settle();
    ASSERT_EQ(tablet->openDrafts(), 1);
    EXPECT_EQ(tablet->store->drafts().find(draft)->value().body.answers, phone->store->drafts().find(draft)->value().body.answers);
}

TEST_F(DraftsFollowTest, ANewDeviceHasEveryOpenDraftAndADraftLostHereComesBack)
{
    const RecordId draft = givenOnBoth();
    Device other(*service, clock, random);
    other.contact();
    EXPECT_EQ(other.answer(draft), u"We had toast."_s);
    // A page of the disk is gone with the draft's row, and with it nothing that was said of it.
    ASSERT_TRUE(other.store->db().run("DELETE FROM draft"));
    EXPECT_EQ(other.contact().came, 1);
    EXPECT_EQ(other.answer(draft), u"We had toast."_s);
    ASSERT_TRUE(other.store->db().run("DELETE FROM draft_copy"));
    other.type(draft, u"seen"_s, u"More."_s);
    settle();
    other.contact();
    settle();
    EXPECT_EQ(phone->answer(draft, u"seen"_s), u"More."_s);
    EXPECT_EQ(phone->openDrafts(), 1);
}

/// A form was filled from the draft a moment before another device's words came: what it writes leaves them.
TEST_F(DraftsFollowTest, AFormThatIsFilledFromAnOlderDraftWritesOverNothing)
{
    const RecordId draft = givenOnBoth();
    Json::Object read = tablet->store->drafts().find(draft)->value().body.answers;
    phone->type(draft, u"seen"_s, u"Words of the phone."_s);
    phone->type(draft, u"said"_s, u"We had toast. He laughed."_s);
    settle();
    Answers typed(read);
    typed.set(u"said"_s, u"We had toast. She was tired."_s);
    ASSERT_TRUE(saveDraft(*tablet->store, draft, typed, {}, &read));
    read = typed.fields();
    typed.set(u"said"_s, u"We had toast. She was very tired."_s);
    ASSERT_TRUE(saveDraft(*tablet->store, draft, typed, {}, &read));
    settle();
    for (Device *device : { phone.get(), tablet.get() }) {
        EXPECT_EQ(device->answer(draft, u"seen"_s), u"Words of the phone."_s);
        EXPECT_EQ(device->answer(draft), u"We had toast. She was very tired."_s);
        ASSERT_EQ(device->openDrafts(), 2);
        QStringList said;
        const auto drafts = device->store->drafts().list();
        for (const Draft &one : *drafts)
            said.append(one.body.answers.value(u"said"_s).toString());
        EXPECT_TRUE(said.contains(u"We had toast. He laughed."_s)) << said.join(u'|').toStdString();
    }
}

TEST_F(DraftsFollowTest, ADraftCompletedOnTwoDevicesIsOneRecordAndOneDraft)
{
    const RecordId draft = givenOnBoth();
    phone->type(draft, u"seen"_s, u"Words of the phone."_s);
    tablet->type(draft, u"seen"_s, u"Words of the tablet."_s);
    phone->complete(draft);
    tablet->complete(draft);
    settle();
    settle();
    EXPECT_EQ(phone->completedAnswer(draft, u"seen"_s), u"Words of the phone."_s);
    EXPECT_EQ(tablet->completedAnswer(draft, u"seen"_s), u"Words of the phone."_s);
    for (Device *device : { phone.get(), tablet.get() }) {
        ASSERT_EQ(device->openDrafts(), 1);
        EXPECT_EQ(device->store->drafts().list()->first().body.answers.value(u"seen"_s).toString(), u"Words of the tablet."_s);
        EXPECT_EQ(device->unsettled(), 0);
        EXPECT_EQ(syncSummary(*device->store)->held, 0);
    }
    // It can be completed like any other.
    const RecordId again = tablet->store->drafts().list()->first().id;
    tablet->complete(again);
    settle();
    EXPECT_EQ(phone->completedAnswer(again, u"seen"_s), u"Words of the tablet."_s);
    EXPECT_EQ(phone->openDrafts() + tablet->openDrafts(), 0);
}

TEST_F(DraftsFollowTest, APhotoOfADraftIsAskedForOnTheOtherDevice)
{
    const RecordId draft = phone->begin(u"We had toast."_s);
    phone->contact();
    const QByteArray sha = sha256("a photo");
    phone->type(draft, u"seen"_s,
                Json::object({ { u"sha"_s, QString::fromLatin1(sha.toHex()) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, 7 }, { u"name"_s, u"a"_s } }));
    settle();
    const auto wanted = tablet->store->fileTravel().wanted();
    ASSERT_TRUE(wanted);
    ASSERT_EQ(wanted->size(), 1);
    EXPECT_EQ(wanted->first().sha, sha);
}

/// What was put forward and then refused, because the copy was over by then, is still only here.
TEST_F(DraftsFollowTest, WordsPutForwardTooLateBecomeADraftOfTheirOwn)
{
    const RecordId draft = givenOnBoth();
    tablet->type(draft, u"seen"_s, u"Typed without contact."_s);
    tablet->tend();
    phone->complete(draft);
    phone->contact();
    settle();
    EXPECT_EQ(tablet->completedAnswer(draft), u"We had toast."_s);
    ASSERT_EQ(tablet->openDrafts(), 1);
    EXPECT_EQ(tablet->store->drafts().list()->first().body.answers.value(u"seen"_s).toString(), u"Typed without contact."_s);
    EXPECT_EQ(tablet->unsettled() + phone->unsettled(), 0) << "nobody is asked to settle it";
}

TEST_F(DraftsFollowTest, WordsPutForwardTooLateIntoADeletedDraftGoOn)
{
    const RecordId draft = givenOnBoth();
    tablet->type(draft, u"seen"_s, u"Typed without contact."_s);
    tablet->tend();
    ASSERT_TRUE(discardDraft(*phone->store, draft));
    phone->contact();
    settle();
    EXPECT_EQ(tablet->answer(draft, u"seen"_s), u"Typed without contact."_s);
    EXPECT_EQ(phone->answer(draft, u"seen"_s), u"Typed without contact."_s);
    EXPECT_EQ(tablet->unsettled() + phone->unsettled(), 0);
}

TEST_F(DraftsFollowTest, ADraftDeletedAndBroughtBackHasWhatWasTypedElsewhereMeanwhile)
{
    const RecordId draft = givenOnBoth();
    tablet->type(draft, u"seen"_s, u"Words of the tablet."_s);
    tablet->contact();
    ASSERT_TRUE(discardDraft(*phone->store, draft));
    phone->tend();
    ASSERT_TRUE(restoreDraft(*phone->store, draft));
    settle();
    for (Device *device : { phone.get(), tablet.get() })
        EXPECT_EQ(device->answer(draft, u"seen"_s), u"Words of the tablet."_s);
}

TEST_F(DraftsFollowTest, WhatWasDeletedHereStaysDeletedBesideWhatComesBack)
{
    const RecordId draft = givenOnBoth();
    ASSERT_TRUE(discardDraft(*phone->store, draft));
    settle();
    // Brought back on both without contact, typed into and deleted again on one.
    ASSERT_TRUE(restoreDraft(*tablet->store, draft));
    ASSERT_TRUE(restoreDraft(*phone->store, draft));
    phone->type(draft, u"seen"_s, u"Words of the phone."_s);
    ASSERT_TRUE(discardDraft(*phone->store, draft));
    settle();
    bool isThere = false;
    for (const auto which : { DraftTable::Which::Open, DraftTable::Which::Discarded }) {
        const auto drafts = phone->store->drafts().list(which);
        for (const Draft &one : *drafts)
            isThere = isThere || one.body.answers.value(u"seen"_s).toString() == u"Words of the phone."_s;
    }
    EXPECT_TRUE(isThere);
}

TEST_F(DraftsFollowTest, TwoCopiesOfOneDraftBecomeOne)
{
    const RecordId draft = givenOnBoth();
    ASSERT_TRUE(discardDraft(*phone->store, draft));
    settle();
    ASSERT_TRUE(restoreDraft(*phone->store, draft));
    ASSERT_TRUE(restoreDraft(*tablet->store, draft));
    phone->type(draft, u"seen"_s, u"Words of the phone."_s);
    tablet->type(draft, u"said"_s, u"Words of the tablet."_s);
    phone->tend();
    tablet->tend();
    settle();
    settle();
    const auto alive = phone->store->db().integer("SELECT count(*) FROM view WHERE type = 'draft' AND state <> 'void'");
    EXPECT_EQ(alive->value_or(-1), 1);
    for (Device *device : { phone.get(), tablet.get() }) {
        EXPECT_EQ(device->answer(draft, u"seen"_s), u"Words of the phone."_s);
        EXPECT_TRUE(device->answer(draft).contains(u"Words of the tablet."_s)) << device->answer(draft).toStdString();
        EXPECT_EQ(device->openDrafts(), 1);
    }
    phone->complete(draft);
    settle();
    EXPECT_EQ(phone->openDrafts() + tablet->openDrafts(), 0);
}

TEST_F(DraftsFollowTest, ADeviceThatIsLostBetweenDoneAndTheEndOfItsCopyLeavesNoDraftThatCannotEnd)
{
    const RecordId draft = givenOnBoth();
    phone->complete(draft);
    phone->exchange();   // the record goes; the copy's end has not been made
    phone.reset();
    tablet->contact();
    tablet->contact();
    EXPECT_EQ(tablet->openDrafts(), 0);
    EXPECT_EQ(tablet->completedAnswer(draft), u"We had toast."_s);
    const auto alive = tablet->store->db().integer("SELECT count(*) FROM view WHERE type = 'draft' AND state <> 'void'");
    EXPECT_EQ(alive->value_or(-1), 0);
}

/// Whoever has left writes into nothing any more, and what the hub keeps of their draft is told to nobody else.
TEST_F(DraftsFollowTest, OfALeaversDraftNobodyHears)
{
    const PersonId lead = publishAuthorUnderALead();
    phone->exchange();
    const RecordId draft = phone->begin(u"Words of a draft."_s);
    phone->tend();
    // Planted: of a record of theirs the lead does hear.
    const RecordId other = phone->begin(u"Words of a record."_s);
    phone->complete(other);
    phone->rights = hub::Caller::Access::PushOnly;
    phone->exchange();
    Device manager(*service, clock, random, lead);
    const auto notices = manager.store->view().ofType(RecordType::Notice);
    ASSERT_TRUE(notices);
    QStringList told;
    for (const ViewRow &row : *notices)
        told.append(QString::fromUtf8(*bodyBytes(**manager.store->view().body(row.id))));
    EXPECT_TRUE(told.join(u'\n').contains(u"Words of a record."_s)) << "the lead hears of what is held";
    EXPECT_FALSE(told.join(u'\n').contains(u"Words of a draft."_s));
    EXPECT_EQ(phone->answer(draft), u"Words of a draft."_s);
}

TEST_F(DraftsFollowTest, AnAnswerInARowThatTheOtherDeviceTookAwayKeepsItsRow)
{
    const RecordId draft = phone->begin(u"We had toast."_s);
    Answers answers(phone->store->drafts().find(draft)->value().body.answers);
    const QString row = answers.addRow(u"who#"_s, random).row;
    const QString name = u"who#%1/name"_s.arg(row);
    answers.set(name, u"Aunt"_s);
    ASSERT_TRUE(saveDraft(*phone->store, draft, answers, {}));
    settle();
    Answers without(phone->store->drafts().find(draft)->value().body.answers);
    without.remove(u"who#"_s);
    without.remove(name);
    ASSERT_TRUE(saveDraft(*phone->store, draft, without, {}));
    tablet->type(draft, name, u"Aunt and uncle"_s);
    settle();
    for (Device *device : { phone.get(), tablet.get() }) {
        EXPECT_EQ(device->answer(draft, name), u"Aunt and uncle"_s);
        const Answers there(device->store->drafts().find(draft)->value().body.answers);
        ASSERT_EQ(there.rows(u"who#"_s).size(), 1);
        EXPECT_EQ(there.rows(u"who#"_s).first().id, row);
    }
}

/// A day in the car park: nothing is queued behind what waits, and all of it goes within one contact.
TEST_F(DraftsFollowTest, AnOfflineDayQueuesOneChangeAndNotOneAMinute)
{
    const RecordId draft = givenOnBoth();
    const auto queued = [this] { return phone->store->outbox().counts()->operationsToSend; };
    ASSERT_EQ(queued(), 0);
    for (int minute = 1; minute <= 30; ++minute) {
        later();
        phone->type(draft, minute % 2 == 0 ? u"said"_s : u"seen"_s, u"minute %1"_s.arg(minute));
        EXPECT_EQ(phone->tend().waiting, minute > 1 ? 1 : 0);
        EXPECT_EQ(queued(), 1);
    }
    phone->contact();   // the first minute, and behind its answer all that came after
    EXPECT_EQ(queued(), 0);
    tablet->contact();
    EXPECT_EQ(tablet->answer(draft), u"minute 30"_s);
    EXPECT_EQ(tablet->answer(draft, u"seen"_s), u"minute 29"_s);
    EXPECT_EQ(phone->tend(), DraftsTended()) << "nothing waits any more";
    EXPECT_EQ(phone->unsettled() + tablet->unsettled(), 0);
}

TEST_F(DraftsFollowTest, WithNothingToDoNothingIsWritten)
{
    givenOnBoth();
    settle();
    const auto writes = [this] { return phone->store->db().integer("SELECT total_changes()")->value_or(-1); };
    const qint64 before = writes();
    EXPECT_EQ(phone->tend(), DraftsTended());
    EXPECT_EQ(writes(), before);
    EXPECT_EQ(tablet->tend(), DraftsTended());
}

/// Any order of typing, sharing, contact and closing on three devices: every word that was typed and not emptied is on all of them.
TEST_F(DraftsFollowTest, WhateverTheOrderNoWordIsLostAndAllDevicesAgree)
{
    for (quint32 seed = 1; seed <= 40; ++seed) {
        SCOPED_TRACE(seed);
        Device laptop(*service, clock, random);
        const QList<Device *> devices { phone.get(), tablet.get(), &laptop };
        const RecordId draft = phone->begin(u"w0."_s);
        for (int i = 0; i < 2; ++i) {
            for (Device *device : devices)
                device->contact();
        }
        std::mt19937 dice(seed);
        QStringList words { u"w0."_s };
        for (int step = 1; step <= 14; ++step) {
            Device *device = devices.at(static_cast<qsizetype>(dice() % 3));
            switch (dice() % 4) {
            case 0:
            case 1: {
                const QString key = dice() % 2 == 0 ? u"said"_s : u"seen"_s;
                const QString word = u"w%1."_s.arg(step);
                device->type(draft, key, device->answer(draft, key) + u' ' + word);
                words.append(word);
                break;
            }
            case 2: device->tend(); break;
            default: device->contact();
            }
        }
        for (int i = 0; i < 6; ++i) {
            for (Device *device : devices)
                device->contact();
        }
        for (Device *device : devices) {
            const QString all = device->answer(draft) + device->answer(draft, u"seen"_s);
            for (const QString &word : words)
                EXPECT_TRUE(all.contains(word)) << word.toStdString() << " in " << all.toStdString();
            EXPECT_EQ(device->answer(draft), phone->answer(draft));
            EXPECT_EQ(device->answer(draft, u"seen"_s), phone->answer(draft, u"seen"_s));
            EXPECT_EQ(device->unsettled(), 0);
            EXPECT_EQ(device->openDrafts(), 1);
        }
        phone->complete(draft);
        for (int i = 0; i < 3; ++i) {
            for (Device *device : devices)
                device->contact();
        }
        for (Device *device : devices)
            ASSERT_EQ(device->openDrafts(), 0);
    }
}

} // namespace
} // namespace sightline::sync
