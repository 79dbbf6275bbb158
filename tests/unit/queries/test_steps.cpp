#include "core/commands/add_addendum.h"
#include "core/commands/amend_record.h"
#include "core/commands/said_in_room.h"
#include "core/commands/save_draft.h"
#include "core/commands/take_step.h"
#include "core/commands/void_record.h"
#include "core/forms/validate.h"
#include "core/queries/record_detail.h"
#include "core/queries/record_trail.h"
#include "core/queries/standings.h"
#include "core/records/fact.h"
#include "core/records/step_body.h"
#include "tests/unit/queries/demo_store.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// The team manager's device with the built-in forms, and records of others that concern her.
class StepsTest : public DemoStoreTest {
protected:
    StepsTest() { learnBuiltInForms(); }

    static Json reference(const QString &person) { return Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, person } }); }
    static RecordBody recordOf(const QString &form, const QString &author)
    {
        RecordBody body;
        body.state = RecordState::Completed;
        body.form = form;
        body.author = PersonId(author);
        body.service = ServiceId(u"early-support"_s);
        body.team = TeamId(u"early-support-north"_s);
        body.madeAtMs = body.completedAtMs = instantFromIso(u"2026-11-19T10:00:00Z")->msSinceEpoch;
        return body;
    }
    RecordId given(const RecordBody &body)
    {
        const RecordId id = newRecord();
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            putAs(id, body);
            return {};
        }));
        return id;
    }
    RecordId givenObservation()
    {
        RecordBody body = recordOf(u"T01@1.3.0"_s, u"sm-early-support"_s);
        body.observed = PersonId(u"practitioner-north-1"_s);
        body.answers.insert(u"observed"_s, reference(u"practitioner-north-1"_s));
        body.answers.insert(u"facts"_s, u"She knelt to the child's height."_s);
        return given(body);
    }
    RecordId givenReflection(const RecordId &record)
    {
        RecordBody step = recordOf(u"T01@1.3.0"_s, u"practitioner-north-1"_s);
        step.type = RecordType::Step;
        step.about = record;
        step.aboutHash = bodyHash(*bodyBytes(**store->view().body(record)));
        step.role = u"reflection"_s;
        step.completedAtMs += 3'600'000;
        step.answers.insert(u"learned"_s, u"To wait longer."_s);
        return given(step);
    }
    FormContext context(const RecordId &record)
    {
        const auto known = findForm(*store, (*store->view().body(record))->form);
        EXPECT_TRUE(known);
        auto context = captureContext(*store, englandCalendar(), **known);
        EXPECT_TRUE(context);
        return std::move(context).value();
    }
    Result<StepTaken> take(const RecordId &record, const NewStep &step) { return takeStep(*store, record, step, context(record)); }
    RecordTrail trailOf(const RecordId &record)
    {
        auto trail = recordTrail(*store, englandCalendar(), record);
        EXPECT_TRUE(trail);
        return std::move(trail).value();
    }
    QList<WaitingForMe> waiting() { return waitingForMe(*store, englandCalendar(), today).value(); }
    QString standingOf(const RecordId &record)
    {
        return standings(*store, englandCalendar(), today).value()->value(record, RecordStanding { record }).stateText;
    }
    qint64 outboxSize() { return store->outbox().all().value().size(); }
};

TEST_F(StepsTest, AnAcknowledgementIsTakenByWhoseTurnItIsAndSaysWhatItsAuthorSaw)
{
    const RecordId record = givenObservation();
    EXPECT_TRUE(waiting().isEmpty());
    EXPECT_EQ(standingOf(record), u"Waiting: reflection by the person observed"_s);
    const auto early = take(record, { .kind = u"acknowledgement"_s, .doSign = true });
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, ErrorCode::NotAllowed);
    EXPECT_TRUE(early.error().detail.contains(u"reflection by the person observed"));

    const RecordId reflection = givenReflection(record);
    ASSERT_EQ(waiting().size(), 1);
    EXPECT_EQ(waiting().first().step, u"acknowledgement"_s);
    EXPECT_EQ(waiting().first().due, QDate(2026, 12, 3));
    EXPECT_FALSE(waiting().first().isOverdue);
    EXPECT_EQ(waitingForMe(*store, englandCalendar(), QDate(2026, 12, 4)).value().first().isOverdue, true);

    const auto unsigned_ = take(record, { .kind = u"acknowledgement"_s });
    ASSERT_TRUE(unsigned_ && !unsigned_->step);
    EXPECT_TRUE(hasErrors(unsigned_->issues));
    EXPECT_EQ(outboxSize(), 0);

    const auto taken = take(record, { .kind = u"acknowledgement"_s, .doSign = true });
    ASSERT_TRUE(taken && taken->step) << (taken ? "" : taken.error().detail.toStdString());
    EXPECT_EQ(outboxSize(), 1);
    const RecordBody step = **store->view().body(*taken->step);
    EXPECT_EQ(step.aboutHash, bodyHash(*bodyBytes(**store->view().body(record))));
    EXPECT_EQ(stepSignature(step.answers), u"Team Manager, Early Support North"_s);
    EXPECT_EQ(step.answers.value(QString::fromUtf16(step::seen))[reflection.toString()].toString(), bodyHash(*bodyBytes(**store->view().body(reflection))));
    EXPECT_TRUE(waiting().isEmpty());
    EXPECT_EQ(standingOf(record), u"Signed by all 3"_s);
    EXPECT_EQ(take(record, { .kind = u"acknowledgement"_s, .doSign = true }).error().code, ErrorCode::AlreadyExists);
}

/// An audit graded inadequate: the service manager and the head of service are told, each until they say that they have read it.
class ToldTest : public StepsTest {
protected:
    RecordId audit(const QString &grade, const QString &author = u"tm-early-support-north"_s)
    {
        RecordBody body = recordOf(u"T08@1.2.0"_s, author);
        body.observed = PersonId(u"practitioner-north-1"_s);
        body.answers.insert(u"worker"_s, reference(u"practitioner-north-1"_s));
        body.answers.insert(u"overall"_s, Json::object({ { u"code"_s, grade } }));
        return given(body);
    }
    QStringList told(const RecordId &record)
    {
        QStringList people;
        for (const Telling &telling : standings(*store, englandCalendar(), today).value()->value(record, RecordStanding { record }).tellings)
            people.append(telling.person.toString() + u' ' + telling.due.toString(Qt::ISODate));
        return people;
    }
    qsizetype toRead(const RecordId &record)
    {
        const auto all = waiting();
        return std::count_if(all.cbegin(), all.cend(),
                             [&record](const WaitingForMe &item) { return item.record == record && item.step.startsWith(u"told-"_s); });
    }
    void becomes(const QString &who)
    {
        auto enrolment = store->meta().enrolment().value();
        enrolment.person = PersonId(who);
        ASSERT_TRUE(store->transact([&] { return store->meta().setEnrolment(enrolment, SecretBytes::random(64)); }));
    }
    RecordId answeredBy(const QString &author, const RecordId &record, const QString &kind, const Answers &answers = {})
    {
        RecordBody step = recordOf(u"T08@1.2.0"_s, author);
        step.type = RecordType::Step;
        step.about = record;
        step.aboutHash = bodyHash(*bodyBytes(**store->view().body(record)));
        step.role = kind;
        step.completedAtMs += 3'600'000;
        step.answers = answers.fields();
        return given(step);
    }

    const QString both = u"sm-early-support 2026-11-20, hos-early-support 2026-11-20"_s;   // the next working day
};

TEST_F(ToldTest, SeesItInTodayUntilTheyHaveReadItAndNobodyWaitsForThem)
{
    EXPECT_EQ(told(audit(u"good"_s)), QStringList());
    const RecordId record = audit(u"inadequate"_s);
    EXPECT_EQ(told(record).join(u", "_s), both);
    EXPECT_EQ(toRead(record), 0) << "this is its author's device";
    EXPECT_EQ(standingOf(record), u"Waiting: reflection by the practitioner"_s) << "nobody waits for who is only told";
    EXPECT_EQ(take(record, { .kind = u"told-service-manager"_s }).error().code, ErrorCode::NotAllowed);

    becomes(u"sm-early-support"_s);
    ASSERT_EQ(toRead(record), 1);
    EXPECT_FALSE(waiting().first().name.contains(u"inadequate"_s)) << "a device whose records are closed to reading shows this list";
    const auto taken = take(record, { .kind = u"told-service-manager"_s });
    ASSERT_TRUE(taken && taken->step) << (taken ? "" : taken.error().detail.toStdString());
    EXPECT_EQ(toRead(record), 0);
    EXPECT_EQ(told(record), QStringList { u"hos-early-support 2026-11-20"_s });
    EXPECT_EQ(standingOf(record), u"Waiting: reflection by the practitioner"_s);
}

TEST_F(ToldTest, IsToldOfWhatWasSentBackOrAmendedBeforeTheyReadIt)
{
    const RecordId record = audit(u"inadequate"_s);
    Answers why;
    why.set(QString::fromUtf16(step::text), u"The grade is too hard."_s);
    answeredBy(u"sm-early-support"_s, record, QString::fromUtf16(step::returned), why);
    EXPECT_EQ(told(record).join(u", "_s), both);
    RecordBody amended = **store->view().body(record);
    amended.about = record;
    amended.completedAtMs += 7'200'000;
    amended.answers.insert(u"overall"_s, Json::object({ { u"code"_s, u"good"_s } }));
    EXPECT_EQ(told(given(amended)), QStringList());
    EXPECT_EQ(told(record).join(u", "_s), both) << "what was amended away was never read";
    becomes(u"hos-early-support"_s);
    EXPECT_TRUE(take(record, { .kind = u"told-head-of-service"_s }));
    EXPECT_EQ(told(record), QStringList { u"sm-early-support 2026-11-20"_s });
}

TEST_F(ToldTest, IsLookedForAboveWhoWasAudited)
{
    EXPECT_EQ(told(audit(u"inadequate"_s, u"qa-officer"_s)).join(u", "_s), both) << "an auditor of another service";
}

TEST_F(ToldTest, SaysOnceThatTheyHaveReadItWhateverTheyAre)
{
    // One person in both posts, in the record that is theirs.
    Person all = *demoCouncil().person(PersonId(u"sm-early-support"_s));
    const Json before = toJson(all);
    all.roles.append(u"Head of Service"_s);
    int changed = 0;
    const auto people = store->view().ofType(RecordType::Person);
    ASSERT_TRUE(people);
    for (const ViewRow &row : *people) {
        if ((*store->view().body(row.id))->answers != publishedBody(RecordType::Person, before).answers)
            continue;
        ++changed;
        ASSERT_TRUE(store->transact([&]() -> Result<void> {
            putAs(row.id, publishedBody(RecordType::Person, toJson(all)));
            return {};
        }));
    }
    ASSERT_EQ(changed, 1);
    const RecordId record = audit(u"inadequate"_s);
    EXPECT_EQ(told(record), QStringList { u"sm-early-support 2026-11-20"_s });
    becomes(u"sm-early-support"_s);
    EXPECT_EQ(toRead(record), 1);
    EXPECT_EQ(trailOf(record).mayTake.filter(u"told-"_s), QStringList { u"told-service-manager"_s }) << "one button";
    ASSERT_TRUE(take(record, { .kind = u"told-service-manager"_s }));
    EXPECT_EQ(told(record), QStringList());
}

TEST_F(StepsTest, AChallengeThatIsNotAnsweredInItsTimeStandsInItsAuthorsTodayAndGoesOnToTheNextWithADay)
{
    RecordBody review = recordOf(u"T16@1.1.0"_s, me.toString());
    review.observed = PersonId(u"practitioner-north-1"_s);
    const auto coded = [](const QString &of, const QString &code) {
        return Json::object({ { u"system"_s, u"urn:sightline:code:"_s + of }, { u"code"_s, code }, { u"display"_s, code } });
    };
    review.answers = { { u"challenge"_s, coded(u"challenge"_s, u"formal-stage-1"_s) },
                       { u"asked_of"_s, reference(u"practitioner-north-1"_s) },
                       { u"asked_by"_s, u"2026-11-24"_s },
                       { u"ladder.second"_s, reference(u"sm-early-support"_s) },
                       { u"ladder.third"_s, reference(u"director"_s) } };
    const RecordId record = given(review);
    const auto on = [this](QDate day) { return waitingForMe(*store, englandCalendar(), day).value(); };
    EXPECT_TRUE(on(QDate(2026, 11, 24)).isEmpty()) << "its last day";
    ASSERT_EQ(on(QDate(2026, 11, 25)).size(), 1);
    EXPECT_EQ(on(QDate(2026, 11, 25)).first().step, u"next-stage-2"_s);
    const auto known = standings(*store, englandCalendar(), QDate(2026, 11, 25)).value();
    ASSERT_EQ(known->value(record, RecordStanding { record }).tellings.size(), 1) << "whoever was asked still has it in their Today";
    EXPECT_EQ(known->value(record, RecordStanding { record }).tellings.first().person, PersonId(u"practitioner-north-1"_s));
    EXPECT_EQ(known->value(record, RecordStanding { record }).tellings.first().due, QDate(2026, 11, 24));

    FormContext late = context(record);
    late.today = QDate(2026, 11, 25);
    NewStep step { .kind = u"next-stage-2"_s };
    step.answers.set(u"to.stage-2.settled"_s, coded(u"to.stage-2.settled"_s, u"no"_s));
    const auto unsaid = takeStep(*store, record, step, late);
    ASSERT_TRUE(unsaid) << qPrintable(unsaid.error().detail);
    EXPECT_FALSE(unsaid->step) << "what is asked now, and by when, is wanted";
    step.answers.set(u"to.stage-2.asked"_s, u"A plan with dates."_s);
    step.answers.set(u"to.stage-2.by"_s, u"2026-12-02"_s);
    const auto taken = takeStep(*store, record, step, late);
    ASSERT_TRUE(taken && taken->step) << qPrintable(taken ? taken->issues.value(0).text : taken.error().detail);
    const auto next = standings(*store, englandCalendar(), QDate(2026, 11, 25)).value()->value(record, RecordStanding { record });
    EXPECT_EQ(next.waitsFor, PersonId(u"sm-early-support"_s));
    EXPECT_EQ(next.step, u"reply-stage-2"_s);
    EXPECT_EQ(next.due, QDate(2026, 12, 2));
    EXPECT_TRUE(next.tellings.isEmpty()) << "it has gone on";
    EXPECT_EQ(standings(*store, englandCalendar(), QDate(2026, 12, 3)).value()->value(record, RecordStanding { record }).step, u"next-stage-3"_s);
}

TEST_F(StepsTest, WhatSomebodySaysInTheRoomIsAnAddendumOfWhoseDeviceItIsAndTakesNoHand)
{
    RecordBody mine = recordOf(u"T01@1.3.0"_s, u"tm-early-support-north"_s);   // this store's person
    mine.observed = PersonId(u"practitioner-north-1"_s);
    mine.answers.insert(u"observed"_s, reference(u"practitioner-north-1"_s));
    const RecordId record = given(mine);
    EXPECT_EQ(beginSaidInRoom(*store, record, u"acknowledgement"_s, context(record)).error().code, ErrorCode::NotAllowed) << "not its turn";
    EXPECT_EQ(beginSaidInRoom(*store, givenObservation(), u"reflection"_s, context(record)).error().code, ErrorCode::NotAllowed) << "another's record";
    const auto draft = beginSaidInRoom(*store, record, u"reflection"_s, context(record));
    ASSERT_TRUE(draft) << draft.error().detail.toStdString();
    EXPECT_EQ(whoSpeaks(*draft).value(), PersonId(u"practitioner-north-1"_s));
    Answers said;
    said.set(u"felt"_s, u"Calm."_s);
    said.set(u"sign.observed.sign"_s, u"Forged"_s);
    const auto addendum = saidInRoomAddendum(*store, *draft, said);
    ASSERT_TRUE(addendum) << addendum.error().detail.toStdString();
    const RecordBody &body = *addendum->head;
    EXPECT_EQ(body.author, PersonId(u"tm-early-support-north"_s));
    EXPECT_EQ(body.role, u"addendum"_s);
    EXPECT_EQ(body.aboutHash, bodyHash(*bodyBytes(**store->view().body(record))));
    EXPECT_TRUE(stepText(body.answers).contains(u"Calm."_s));
    EXPECT_FALSE(QString::fromUtf8(bodyBytes(body).value()).contains(u"Forged"_s)) << "nobody signs on another's device";
    given(body);
    EXPECT_EQ(standingOf(record), u"Waiting: reflection by the person observed"_s);
    const auto known = workflowFor(*store, record, today);
    ASSERT_TRUE(known);
    EXPECT_EQ(saidInTheRoom(known->steps, PersonId(u"practitioner-north-1"_s), u"reflection"_s).value(u"felt"_s), Json(u"Calm."_s));
    EXPECT_TRUE(saidInTheRoom(known->steps, PersonId(u"practitioner-north-2"_s), u"reflection"_s).fields().isEmpty());
}

TEST_F(StepsTest, TheTrailSaysWhenASignedTextIsNoLongerTheOneShown)
{
    const RecordId record = givenObservation();
    const RecordId reflection = givenReflection(record);
    ASSERT_TRUE(take(record, { .kind = u"acknowledgement"_s, .doSign = true })->step);
    auto entries = trailOf(record).entries;
    ASSERT_EQ(entries.size(), 3);
    EXPECT_EQ(entries.at(2).covers, TrailEntry::Covers::WhatIsShown);
    EXPECT_TRUE(entries.at(2).isSigned);
    RecordBody withdrawn = **store->view().body(reflection);
    withdrawn.state = RecordState::Void;
    EXPECT_TRUE(store->transact([&] { return store->base().put(baseRow(reflection, withdrawn, ++seq, 2)); }));
    entries = trailOf(record).entries;
    EXPECT_EQ(entries.at(1).step, u"acknowledgement"_s);
    EXPECT_EQ(entries.at(1).covers, TrailEntry::Covers::AnEarlierText);
    EXPECT_EQ(standingOf(record), u"Waiting: reflection by the person observed"_s) << "what was withdrawn is asked for again";
}

TEST_F(StepsTest, SomebodyElsesStepIsRefusedWithItsReason)
{
    const RecordId record = givenObservation();
    const auto refused = take(record, { .kind = u"reflection"_s, .doSign = true });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().detail, u"This step is for the person observed to take."_s);
    EXPECT_EQ(take(record, { .kind = u"blessing"_s }).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(takeStep(*store, newRecord(), { .kind = u"reflection"_s }, context(record)).error().code, ErrorCode::NotFound);
    EXPECT_EQ(outboxSize(), 0);
}

TEST_F(StepsTest, AReturnSaysWhyAndNothingFollowsUntilTheAuthorAmends)
{
    const RecordId record = givenObservation();
    givenReflection(record);
    EXPECT_EQ(take(record, { .kind = u"return"_s, .text = u"  "_s }).error().code, ErrorCode::InvalidInput);
    ASSERT_TRUE(take(record, { .kind = u"return"_s, .text = u"Say what the child said."_s })->step);
    EXPECT_EQ(standingOf(record), u"Returned with comments"_s);
    EXPECT_EQ(trailOf(record).entries.last().text, u"Say what the child said."_s);
    EXPECT_TRUE(trailOf(record).mayTake.isEmpty());
    EXPECT_EQ(take(record, { .kind = u"acknowledgement"_s, .doSign = true }).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(amendRecord(*store, record, today).error().code, ErrorCode::NotAllowed);   // it is not hers
}

TEST_F(StepsTest, AReturnedRecordOfOnesOwnIsAnsweredWithAnAmendedVersionThatCountsInItsPlace)
{
    RecordBody mine = recordOf(u"V@1.0"_s, me.toString());
    mine.answers.insert(u"note"_s, u"Calm"_s);
    mine.task = TaskReference { ActivityKey(u"s1:visits"_s), u"service:s1"_s, u"2026-10-01"_s };
    const RecordId record = given(mine);
    EXPECT_TRUE(store->transact([&]() -> Result<void> {
        putAs(factIdOf(record), *factOf(record, mine, today));
        return {};
    }));
    RecordBody back = recordOf(u"V@1.0"_s, u"sm-early-support"_s);
    back.type = RecordType::Step;
    back.about = record;
    back.role = u"return"_s;
    back.answers.insert(u"text"_s, u"Which day?"_s);
    given(back);
    ASSERT_EQ(waiting().size(), 1);
    EXPECT_TRUE(waiting().first().isReturned);
    EXPECT_TRUE(trailOf(record).mayAmend);

    const auto draft = amendRecord(*store, record, today);
    ASSERT_TRUE(draft) << draft.error().detail.toStdString();
    EXPECT_EQ(amendRecord(*store, record, today)->id, draft->id) << "begun twice is begun once";
    EXPECT_EQ(draft->body.aboutHash, bodyHash(*bodyBytes(mine)));
    ASSERT_TRUE(saveDraft(*store, draft->id, Answers(Answers::Fields { { u"note"_s, u"Calm, on the 19th"_s } }), {}));
    CompleteOptions options;
    options.context.today = today;
    ASSERT_TRUE(completeRecord(*store, draft->id, options)->record);
    EXPECT_EQ(standingOf(record), u"Answered with an amended version"_s);
    EXPECT_TRUE(waiting().isEmpty());
    EXPECT_EQ((*store->view().body(record))->answers.value(u"note"_s).toString(), u"Calm"_s);   // the first stays
    // The first fact stands, in case the amended version turns out to be an error, and is replaced as long as it does not.
    EXPECT_EQ(viewOf(factIdOf(record)).state, RecordState::Completed);
    EXPECT_EQ(viewOf(factIdOf(draft->id)).state, RecordState::Completed);
    const auto fact = store->view().body(factIdOf(draft->id));
    EXPECT_EQ(replacedBy(**fact), factIdOf(record));
    EXPECT_EQ(amendRecord(*store, record, today).error().code, ErrorCode::NotAllowed);
}

TEST_F(StepsTest, AStepWrittenOverAWhileIsADraftUntilItIsTaken)
{
    RecordBody visit = recordOf(u"T03@1.2.0"_s, u"director"_s);
    visit.answers.insert(u"team"_s, reference(u"early-support-north"_s));
    const RecordId record = given(visit);
    ASSERT_TRUE(addAddendum(*store, record, u"Two of us."_s));
    const auto begun = beginStep(*store, record, u"acknowledgement"_s, context(record));
    ASSERT_TRUE(begun) << begun.error().detail.toStdString();
    EXPECT_EQ(beginStep(*store, record, u"acknowledgement"_s, context(record))->id, begun->id);
    EXPECT_EQ(outboxSize(), 1);
    // What a screen hands over knows nothing of what the step's author was shown.
    ASSERT_TRUE(saveDraft(*store, begun->id, Answers(Answers::Fields { { u"confirm.note"_s, u"We will."_s } }), u"confirm.note"_s));
    auto incomplete = completeStep(*store, begun->id, true, context(record));
    ASSERT_TRUE(incomplete && !incomplete->step);
    EXPECT_TRUE(hasErrors(incomplete->issues));
    ASSERT_TRUE(saveDraft(*store, begun->id, Answers(Answers::Fields { { u"confirm.note"_s, u"We will."_s }, { u"confirm.actions"_s, true } }), {}));
    const auto taken = completeStep(*store, begun->id, true, context(record));
    ASSERT_TRUE(taken && taken->step) << (taken ? taken->issues.value(0).text.toStdString() : taken.error().detail.toStdString());
    EXPECT_FALSE(store->drafts().find(begun->id).value());
    const RecordBody step = **store->view().body(*taken->step);
    EXPECT_EQ(step.answers.value(QString::fromUtf16(step::seen)).toObject().size(), 1);
    EXPECT_EQ(step.answers.value(u"sign.team_manager.sign"_s).toString(), u"Team Manager, Early Support North"_s);
    EXPECT_FALSE(step.answers.contains(QString::fromUtf16(step::sign))) << "the part has a signature of its own";
    EXPECT_EQ(standingOf(record), u"Signed by both"_s);
    const auto response = recordResponse(*recordDetail(*store, record), englandCalendar().zone());
    const QByteArray text = writeJson(*response);
    EXPECT_TRUE(text.contains("We will.") && text.contains("urn:sightline:ext:hand") && text.contains("Two of us."));
    EXPECT_FALSE(text.contains("$seen"));
}

TEST_F(StepsTest, AStepOnARecordThatWasWithdrawnMeanwhileKeepsItsWords)
{
    RecordBody visit = recordOf(u"T03@1.2.0"_s, u"director"_s);
    const RecordId record = given(visit);
    const auto begun = beginStep(*store, record, u"acknowledgement"_s, context(record));
    ASSERT_TRUE(begun);
    ASSERT_TRUE(saveDraft(*store, begun->id, Answers(Answers::Fields { { u"confirm.note"_s, u"We will."_s }, { u"confirm.actions"_s, true } }), {}));
    visit.state = RecordState::Void;
    EXPECT_TRUE(store->transact([&] { return store->base().put(baseRow(record, visit, ++seq, 2)); }));
    EXPECT_EQ(completeStep(*store, begun->id, true, context(record)).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(store->drafts().find(begun->id).value()->body.answers.value(u"confirm.note"_s).toString(), u"We will."_s);
}

TEST_F(StepsTest, AFailedWriteTakesNothingAndKeepsTheDraft)
{
    const RecordId record = given(recordOf(u"T03@1.2.0"_s, u"director"_s));
    const auto begun = beginStep(*store, record, u"acknowledgement"_s, context(record));
    ASSERT_TRUE(begun);
    ASSERT_TRUE(saveDraft(*store, begun->id, Answers(Answers::Fields { { u"confirm.actions"_s, true } }), {}));
    ASSERT_TRUE(store->db().run("CREATE TEMP TRIGGER broken BEFORE DELETE ON draft BEGIN SELECT RAISE(ABORT, 'disk'); END"));
    EXPECT_FALSE(completeStep(*store, begun->id, true, context(record)));
    EXPECT_EQ(outboxSize(), 0);
    ASSERT_TRUE(store->db().run("DROP TRIGGER broken"));
    EXPECT_TRUE(completeStep(*store, begun->id, true, context(record))->step);
    EXPECT_EQ(outboxSize(), 1);
}

TEST_F(StepsTest, StandingsFollowEachChangeAsIfWorkedOutAnew)
{
    QList<RecordId> records;
    for (int i = 0; i < 4; ++i)
        records.append(givenObservation());
    EXPECT_EQ(standings(*store, englandCalendar(), today).value()->size(), 4);
    const RecordId reflection = givenReflection(records.at(1));
    ASSERT_TRUE(take(records.at(1), { .kind = u"acknowledgement"_s, .doSign = true })->step);
    givenReflection(records.at(2));
    EXPECT_TRUE(store->transact([&] { return store->base().remove(reflection); }));   // it left this person's scopes
    const auto followed = standings(*store, englandCalendar(), today).value();
    const auto anew = standings(*store, englandCalendar(), today.addDays(1)).value();
    ASSERT_EQ(followed->size(), anew->size());
    for (const RecordStanding &standing : *anew)
        EXPECT_EQ(followed->value(standing.record, standing).stateText, standing.stateText);
    EXPECT_EQ(followed->value(records.at(1), RecordStanding { records.at(1) }).stateText, u"Waiting: reflection by the person observed"_s);
}

} // namespace
