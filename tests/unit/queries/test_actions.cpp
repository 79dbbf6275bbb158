#include "core/commands/amend_record.h"
#include "core/commands/follow_action.h"
#include "core/forms/carry_forward.h"
#include "core/forms/validate.h"
#include "core/queries/action_list.h"
#include "core/queries/draft_list.h"
#include "core/queries/record_detail.h"
#include "core/queries/record_trail.h"
#include "tests/unit/queries/demo_store.h"

#include <algorithm>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// The team manager's device with the built-in forms, and records with agreed actions.
class ActionsTest : public DemoStoreTest {
protected:
    ActionsTest() { learnBuiltInForms(); }

    static Json reference(const QString &person) { return Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, person } }); }
    static Json status(const QString &code) { return Json::object({ { u"system"_s, u"urn:sightline:code:acts.status"_s }, { u"code"_s, code } }); }
    /// An office visit by @p author with an action for each of @p owners, due on @p due.
    RecordBody visitBy(const QString &author, const QStringList &owners, QDate due = { 2026, 12, 1 })
    {
        RecordBody body;
        body.state = RecordState::Completed;
        body.form = u"T03@1.2.0"_s;
        body.author = PersonId(author);
        body.service = ServiceId(u"early-support"_s);
        body.team = TeamId(u"early-support-north"_s);
        body.madeAtMs = body.completedAtMs = instantFromIso(u"2026-11-19T10:00:00Z")->msSinceEpoch;
        body.answers.insert(u"team"_s, Json::object({ { u"system"_s, u"urn:t"_s }, { u"code"_s, u"north"_s } }));
        QList<AnswerRow> rows;
        for (qsizetype i = 0; i < owners.size(); ++i) {
            const QString row = u"row%1"_s.arg(i);
            rows.append({ row, QString(QChar(u'A' + static_cast<char16_t>(i))), {} });
            body.answers.insert(u"acts#%1/acts.action"_s.arg(row), u"Action %1"_s.arg(i));
            body.answers.insert(u"acts#%1/acts.owner"_s.arg(row), reference(owners.at(i)));
            body.answers.insert(u"acts#%1/acts.due"_s.arg(row), due.toString(Qt::ISODate));
        }
        body.answers.insert(u"acts#"_s, rowsToJson(rows));
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
    /// A follow-up of somebody else that came from the hub.
    RecordId heard(const RecordId &record, const QString &by, const QString &code, const QString &impact = {})
    {
        RecordBody step;
        step.type = RecordType::Step;
        step.state = RecordState::Completed;
        step.form = u"T03@1.2.0"_s;
        step.author = PersonId(by);
        step.about = record;
        step.aboutHash = bodyHash(*bodyBytes(**store->view().body(record)));
        step.role = QString::fromUtf16(step::action);
        step.madeAtMs = step.completedAtMs = clock.at.msSinceEpoch;
        step.answers.insert(u"acts#row0/acts.status"_s, status(code));
        if (!impact.isEmpty())
            step.answers.insert(u"acts#row0/acts.impact"_s, impact);
        return given(step);
    }
    Result<ActionFollowed> follow(const RecordId &record, const QString &code, const ActionFollowUp &more = {})
    {
        clock.at.msSinceEpoch += 60'000;
        ActionFollowUp said = more;
        said.status = code;
        return followAction(*store, { record, u"row0"_s }, said, presentContext(englandCalendar(), clock.at));
    }
    QList<ListedAction> listed(ActionsOf whose = ActionsOf::Me) { return actionList(*store, englandCalendar(), today, whose).value(); }
    AgreedAction actionOf(const RecordId &record) { return recordActions(*store, today, record)->first().action; }
    RecordId amended(const RecordId &record, RecordBody body)
    {
        body.about = record;
        body.completedAtMs += 3'600'000;
        return given(body);
    }
    /// What each record in @p standings says of its actions: record, row, status, re-check, whether its owner sees it.
    static QStringList said(const Standings &standings)
    {
        QStringList lines;
        for (const RecordStanding &standing : standings) {
            for (const StandingAction &one : standing.actions)
                lines.append(u"%1 %2 %3 %4 %5 %6"_s
                                 .arg(standing.record.toString(), one.action.row, one.action.present() ? one.action.present()->status : QString(),
                                      one.action.recheck().toString(Qt::ISODate))
                                 .arg(one.ownerMayRead)
                                 .arg(one.ownerIsHere));
        }
        lines.sort();
        return lines;
    }
};

TEST_F(ActionsTest, MyActionsAreThoseIOwnWithTheOverdueOnesFirst)
{
    const RecordId later = given(visitBy(u"sm-early-support"_s, { me.toString() }));
    const RecordId late = given(visitBy(u"sm-early-support"_s, { u"practitioner-north-1"_s, me.toString() }, { 2026, 11, 20 }));
    const auto mine = listed();
    ASSERT_EQ(mine.size(), 2);
    EXPECT_EQ(mine.first().action.record, late);
    EXPECT_EQ(mine.first().action.what, u"Action 1"_s);
    EXPECT_TRUE(mine.first().isOverdue);
    EXPECT_EQ(mine.first().why, ListedAction::Why::Mine);
    EXPECT_EQ(mine.at(1).action.record, later);
    EXPECT_FALSE(mine.at(1).isOverdue);
    const auto team = listed(ActionsOf::MyTeam);
    ASSERT_EQ(team.size(), 3);
    EXPECT_EQ(std::count_if(team.cbegin(), team.cend(), [](const ListedAction &item) { return item.why == ListedAction::Why::Managed; }), 1);
}

TEST_F(ActionsTest, AnActionIsClosedOnlyWithWhatIsDifferentNowAndThenLeavesTheList)
{
    const RecordId record = given(visitBy(u"sm-early-support"_s, { me.toString() }));
    EXPECT_TRUE(hasErrors(follow(record, u""_s)->issues)) << "where it is must be said";
    EXPECT_TRUE(hasErrors(follow(record, u"nowhere"_s)->issues));
    const auto bare = follow(record, u"done"_s, { .evidence = u"A letter"_s });
    ASSERT_TRUE(bare && !bare->step);
    ASSERT_EQ(bare->issues.size(), 1);
    EXPECT_TRUE(bare->issues.first().text.contains(u"what is different now"));
    EXPECT_TRUE(hasErrors(follow(record, u"done"_s, { .impact = u" \n"_s })->issues));
    EXPECT_EQ(store->outbox().all()->size(), 0);
    ASSERT_EQ(listed().size(), 1);

    ASSERT_TRUE(follow(record, u"under-way"_s, { .evidence = u"I rang."_s })->step);
    ASSERT_EQ(listed().size(), 1);
    EXPECT_EQ(listed().first().action.present()->evidence, u"I rang."_s);
    const auto closed = follow(record, u"done"_s, { .doneOn = today, .impact = u"She is back in class."_s });
    ASSERT_TRUE(closed && closed->step) << (closed ? "" : closed.error().detail.toStdString());
    EXPECT_TRUE(listed().isEmpty());
    const AgreedAction action = actionOf(record);
    EXPECT_TRUE(action.isClosed());
    ASSERT_EQ(action.history.size(), 2);
    EXPECT_EQ(action.history.last().step, closed->step);
    EXPECT_EQ(action.history.last().doneOn, today);
    EXPECT_EQ(store->outbox().all()->size(), 2);
}

TEST_F(ActionsTest, ClosedIsOpenAgainOnlyWithAReason)
{
    const RecordId record = given(visitBy(me.toString(), { me.toString() }));
    ASSERT_TRUE(follow(record, u"done"_s, { .impact = u"Better."_s })->step);
    const auto bare = follow(record, u"under-way"_s);
    ASSERT_TRUE(bare && !bare->step);
    EXPECT_TRUE(bare->issues.first().text.contains(u"why it is open again"));
    ASSERT_TRUE(follow(record, u"under-way"_s, { .reason = u"It came back."_s })->step);
    ASSERT_EQ(listed().size(), 1);
    EXPECT_EQ(actionOf(record).present()->reason, u"It came back."_s);
    QStringList trail;
    const auto known = recordTrail(*store, englandCalendar(), record);
    ASSERT_TRUE(known);
    for (const TrailEntry &entry : known->entries) {
        if (entry.step == step::action)
            trail.append(entry.text);
    }
    EXPECT_EQ(trail, (QStringList { u"Action 0: Done"_s, u"Action 0: Under way. It came back."_s }));
}

TEST_F(ActionsTest, AnActionToLookAtAgainComesBackToWhoAgreedItOnItsDay)
{
    const RecordId record = given(visitBy(me.toString(), { u"practitioner-north-1"_s }));
    heard(record, u"practitioner-north-1"_s, u"done"_s, u"Better."_s);
    EXPECT_TRUE(listed().isEmpty());
    ASSERT_TRUE(follow(record, u"done"_s, { .impact = u"Still better."_s, .recheck = today.addDays(1) })->step);
    EXPECT_TRUE(listed().isEmpty());
    const auto tomorrow = actionList(*store, englandCalendar(), today.addDays(1)).value();
    ASSERT_EQ(tomorrow.size(), 1);
    EXPECT_EQ(tomorrow.first().why, ListedAction::Why::LookAgain);
    EXPECT_EQ(tomorrow.first().by, today.addDays(1));
    ASSERT_TRUE(follow(record, u"done"_s, { .impact = u"And still."_s })->step);
    EXPECT_TRUE(actionList(*store, englandCalendar(), today.addDays(1)).value().isEmpty());
}

TEST_F(ActionsTest, AnActionWhoseOwnerCannotSeeTheRecordOrHasGoneIsItsAuthors)
{
    given(visitBy(me.toString(), { u"practitioner-north-1"_s, u"nobody-at-all"_s, u"ssw-fostering-1"_s, u"tm-early-support-north"_s }));
    QMap<QString, ListedAction::Why> why;
    for (const ListedAction &item : listed())
        why.insert(item.action.owner.toString(), item.why);
    EXPECT_EQ(why.value(u"nobody-at-all"_s), ListedAction::Why::OwnerIsGone);
    EXPECT_FALSE(why.contains(u"practitioner-north-1"_s)) << "its owner sees to it";
    const auto details = recordActions(*store, today, listed().first().action.record).value();
    ASSERT_EQ(details.size(), 4);
    int outside = 0;
    for (const ActionDetail &detail : details) {
        if (detail.ownerIsHere && !detail.ownerMayRead) {
            ++outside;
            EXPECT_EQ(why.value(detail.action.owner.toString()), ListedAction::Why::OwnerCannotRead);
        }
    }
    EXPECT_EQ(outside, 1) << "the one in another service";
}

TEST_F(ActionsTest, SomebodyElsesActionIsNotFollowedUpHere)
{
    const RecordId record = given(visitBy(u"sm-early-support"_s, { u"hos-early-support"_s }));
    const auto refused = follow(record, u"under-way"_s);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NotAllowed);
    EXPECT_FALSE(recordActions(*store, today, record)->first().mayFollowUp);
    EXPECT_EQ(followAction(*store, { record, u"row9"_s }, {}, presentContext(englandCalendar(), clock.at)).error().code, ErrorCode::NotFound);
    EXPECT_EQ(followAction(*store, { newRecord(), u"row0"_s }, {}, presentContext(englandCalendar(), clock.at)).error().code, ErrorCode::NotFound);
    const RecordId managed = given(visitBy(u"sm-early-support"_s, { u"practitioner-north-1"_s }));
    EXPECT_TRUE(follow(managed, u"under-way"_s)->step) << "who manages its owner may";
}

TEST_F(ActionsTest, AnAmendedVersionTakesTheActionsOverWithWhatWasSaidOfThem)
{
    const RecordBody body = visitBy(me.toString(), { me.toString(), me.toString() });
    const RecordId first = given(body);
    ASSERT_TRUE(follow(first, u"done"_s, { .impact = u"Better."_s })->step);
    const RecordId second = amended(first, body);
    ASSERT_EQ(listed().size(), 1) << "row0 stays closed, row1 is listed once";
    EXPECT_EQ(listed().first().action.record, second);
    EXPECT_EQ(listed().first().action.row, u"row1"_s);
    EXPECT_TRUE(actionOf(second).isClosed());
    EXPECT_FALSE(follow(first, u"under-way"_s, { .reason = u"x"_s })) << "it is followed up on the version that stands";
    heard(first, u"tm-early-support-north"_s, u"under-way"_s);   // taken offline on the version before
    EXPECT_EQ(listed().size(), 2);
    EXPECT_FALSE(actionOf(second).isClosed());
    EXPECT_TRUE(answersWithHands(*recordDetail(*store, second)).contains(u"acts#row0/acts.status"_s));
    RecordBody third = body;
    third.answers.insert(u"acts#"_s, rowsToJson({ { u"row0"_s, u"A"_s, {} } }));
    const RecordId last = amended(second, third);
    ASSERT_EQ(listed().size(), 1) << "its author took row1 out";
    EXPECT_EQ(listed().first().action.record, last);
}

TEST_F(ActionsTest, TheNextRecordBeginsWithTheActionsAsTheyAreNow)
{
    const RecordId record = given(visitBy(me.toString(), { me.toString(), me.toString() }));
    ASSERT_TRUE(follow(record, u"done"_s, { .impact = u"Better."_s })->step);
    const auto visit = findForm(*store, u"T03@1.2.0"_s);
    ASSERT_TRUE(visit);
    Answers answers;
    answers.set(u"team"_s, (**store->view().body(record)).answers.value(u"team"_s));
    const auto context = captureContext(*store, englandCalendar(), **visit, {}, answers);
    ASSERT_TRUE(context);
    const Answers next = prefilledAnswers((*visit)->questionnaire, *context, random);
    const auto rows = next.rows(u"since#"_s);
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(next.value(u"since#%1/since.action"_s.arg(rows.first().id)).toString(), u"Action 0"_s);
    const Json carried = next.value(u"since#%1/since.status"_s.arg(rows.first().id));
    EXPECT_EQ(carried[u"code"_s].toString(), u"done"_s);
    EXPECT_TRUE(checkAnswer(*(*visit)->questionnaire.find(u"since.status"_s), u"k"_s, carried).isEmpty()) << "one of the question's own choices";
    EXPECT_FALSE(next.contains(u"since#%1/since.status"_s.arg(rows.at(1).id))) << "nobody has said";
}

TEST_F(ActionsTest, WordsOfAFollowUpAreKeptAsTheyAreTypedAndGoWithIt)
{
    const RecordBody body = visitBy(me.toString(), { me.toString(), me.toString() });
    const RecordId record = given(body);
    const ActionPlace first { record, u"row0"_s }, other { record, u"row1"_s };
    ASSERT_TRUE(keepFollowUp(*store, first, { .status = u"done"_s, .impact = u"She is ba"_s }, today));
    ASSERT_TRUE(keepFollowUp(*store, other, { .reason = u"only a reason"_s }, today));
    EXPECT_EQ(begunFollowUp(*store, first, today).value()->impact, u"She is ba"_s);
    EXPECT_EQ(begunFollowUp(*store, other, today).value()->reason, u"only a reason"_s);
    EXPECT_TRUE(draftList(*store)->open.isEmpty()) << "they are in the action's own sheet";
    const RecordId second = amended(record, body);
    EXPECT_EQ(begunFollowUp(*store, { second, u"row0"_s }, today).value()->impact, u"She is ba"_s) << "amending loses no words";
    ASSERT_TRUE(follow(second, u"done"_s, { .impact = u"She is back."_s })->step);
    EXPECT_FALSE(begunFollowUp(*store, { second, u"row0"_s }, today).value());
    EXPECT_TRUE(begunFollowUp(*store, { second, u"row1"_s }, today).value());
    ASSERT_TRUE(keepFollowUp(*store, { second, u"row1"_s }, {}, today));
    EXPECT_EQ(store->drafts().list()->size(), 0);
}

TEST_F(ActionsTest, StandingsFollowEachActionAsIfWorkedOutAnew)
{
    const auto followed = [&] { return said(*standings(*store, englandCalendar(), today).value()); };
    const auto anew = [&] {
        said(*standings(*store, englandCalendar(), today.addDays(1)).value());   // another day: nothing kept is used
        return said(*standings(*store, englandCalendar(), today).value());
    };
    const RecordBody body = visitBy(me.toString(), { me.toString(), u"practitioner-north-1"_s });
    QList<RecordId> records;
    for (int i = 0; i < 3; ++i)
        records.append(given(body));
    ASSERT_EQ(followed().size(), 6);
    ASSERT_TRUE(follow(records.at(0), u"done"_s, { .impact = u"Better."_s })->step);
    EXPECT_EQ(followed().size(), 5);
    const RecordId second = amended(records.at(0), body);
    EXPECT_EQ(followed().size(), 5);
    clock.at.msSinceEpoch += 60'000;
    const RecordId late = heard(records.at(0), u"tm-early-support-north"_s, u"under-way"_s);
    EXPECT_EQ(followed().size(), 6) << "what was said of the version before counts for the one that stands";
    EXPECT_TRUE(followed().join(u'\n').contains(second.toString() + u" row0 under-way"_s));
    const QStringList kept = followed();
    EXPECT_EQ(kept, anew());
    EXPECT_TRUE(store->transact([&] { return store->base().remove(late); }));
    const QStringList without = followed();
    EXPECT_EQ(without.size(), 5);
    EXPECT_EQ(without, anew());
}

} // namespace
