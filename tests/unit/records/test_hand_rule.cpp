// Who signs, in order: every row of the table in domain.md A7, with its clock, among the people of the demo council. Completed on Friday 20
// November 2026; each hand is taken the moment it comes, so a clock of five working days ends on the 27th.
#include "tests/unit/records/paper.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// One hand that a row of the table asks for.
struct Asked {
    enum class How { Waits, Optional, Told };
    QString kind;
    QString who;
    QDate due = {};
    How how = How::Waits;
};
using How = Asked::How;

const QString practitioner = u"practitioner-north-1"_s, colleague = u"practitioner-north-2"_s, teamManager = u"tm-early-support-north"_s,
              serviceManager = u"sm-early-support"_s, headOfService = u"hos-early-support"_s, serviceDirector = u"sd-learning-early-support"_s;
const QDate sameDay = friday, oneDay(2026, 11, 23), twoDays(2026, 11, 24), fiveDays(2026, 11, 27), tenDays(2026, 12, 4), twentyDays(2026, 12, 18);

Json namedPerson(const QString &id) { return Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, id } }); }

const Hand *openHand(const Workflow &at, const Asked &asked)
{
    const auto open = asked.how == How::Told ? at.tellings() : at.next();
    for (const Hand *hand : open) {
        if (hand->rule.kind == asked.kind && !hand->whose.isEmpty() && hand->whose.first() == PersonId(asked.who))
            return hand;
    }
    return nullptr;
}

/// Takes the hands of @p order one after the other, each by whose it is on the day it is due by, and expects that nothing else was asked.
void walk(Paper paper, const QList<Asked> &order)
{
    for (const Asked &asked : order) {
        const Workflow at = paper.now();
        const Hand *hand = openHand(at, asked);
        ASSERT_TRUE(hand) << qPrintable(asked.kind + u" by "_s + asked.who);
        EXPECT_EQ(dueOf(*hand, at, Answers(paper.body.answers), englandCalendar()), asked.due) << qPrintable(asked.kind);
        EXPECT_EQ(hand->rule.required, asked.how == How::Waits) << qPrintable(asked.kind);
        EXPECT_TRUE(at.mayTake(asked.kind, PersonId(asked.who))) << qPrintable(asked.kind);
        EXPECT_TRUE(paper.reads(PersonId(asked.who))) << qPrintable(asked.who + u" is asked of what they cannot read"_s);
        EXPECT_TRUE(paper.mayBeStored(asked.kind, asked.who)) << "the hub takes it";
        EXPECT_FALSE(paper.mayBeStored(asked.kind, u"practitioner-south-2"_s)) << "and from nobody else";
        EXPECT_FALSE(asked.how == How::Waits && at.state == Workflow::State::Finished);
        paper.take(asked.kind, PersonId(asked.who), completedAt);
    }
    const Workflow done = paper.now();
    EXPECT_EQ(done.state, Workflow::State::Finished) << qPrintable(sayWorkflow(done));
    for (const Hand *left : done.next() + done.tellings()) {
        if (left->rule.kind != step::concernRead)   // every form's own, and not of the table
            ADD_FAILURE() << qPrintable(left->rule.kind) << " is asked as well";
    }
}

Paper by(const QString &form, const QString &author) { return Paper(form).by(author); }

} // namespace

TEST(HandRuleTableTest, T01TheObservedPersonReflectsThenTheirLineManagerIfThatIsNotTheObserver)
{
    const auto observation = [](const QString &author) { return by(u"T01"_s, author).of(practitioner).code(u"consent"_s, u"spoken"_s); };
    walk(observation(serviceManager), { { u"reflection"_s, practitioner, tenDays }, { u"acknowledgement"_s, teamManager, tenDays } });
    walk(observation(teamManager), { { u"reflection"_s, practitioner, tenDays } });
}

TEST(HandRuleTableTest, T02TheManagerReadsWhatIsFlaggedAndIsToldOfTheRestWhenAsked)
{
    const auto visit = [] { return by(u"T02"_s, practitioner); };
    walk(visit().code(u"manager"_s, u"no"_s), {});
    for (const Paper &flagged : { visit().code(u"manager"_s, u"today"_s), visit().code(u"kind"_s, u"s47"_s), visit().answer(u"missed_twice"_s, true),
                                  visit().code(u"manager"_s, u"when-you-can"_s).code(u"kind"_s, u"s47"_s) })
        walk(flagged, { { u"managers-note"_s, teamManager, twoDays } });
    walk(visit().code(u"manager"_s, u"when-you-can"_s), { { u"told-manager"_s, teamManager, {}, How::Told } });
}

TEST(HandRuleTableTest, T03TheTeamsManagerConfirmsTheActions) { walk(by(u"T03"_s, u"director"_s), { { u"acknowledgement"_s, teamManager, fiveDays } }); }

TEST(HandRuleTableTest, T04TheSettingsLeadThenTheHeadOfService)
{
    walk(by(u"T04"_s, serviceManager),
         { { u"fact-check"_s, serviceManager, fiveDays, How::Optional },
           { u"acknowledgement"_s, serviceManager, fiveDays },
           { u"approval"_s, headOfService, tenDays } });
}

TEST(HandRuleTableTest, T05TheSettingThenTheManager)
{
    walk(by(u"T05"_s, serviceManager), { { u"acknowledgement"_s, serviceManager, tenDays }, { u"approval"_s, headOfService, tenDays } });
}

TEST(HandRuleTableTest, T06TheRegisteredManagerRespondsTheResponsibleIndividualCommentsAndItIsSentOut)
{
    walk(by(u"T06"_s, serviceManager).code(u"variant"_s, u"visit"_s),
         { { u"response"_s, serviceManager, tenDays },
           { u"comment"_s, serviceManager, tenDays, How::Optional },
           { u"distribution"_s, headOfService, twentyDays } });
    walk(by(u"T06"_s, serviceManager).code(u"variant"_s, u"desk"_s), {});
}

TEST(HandRuleTableTest, T07EveryWorkerWhoseRecordIsUrgentIsToldTheSameDayAndTheServiceManagerAnswers)
{
    const auto sample = [](const QString &found) {
        return by(u"T07"_s, teamManager)
            .answer(u"record#r1/record.stands_out"_s, Json::object({ { u"system"_s, u"urn:sightline:code:record.stands_out"_s }, { u"code"_s, found } }));
    };
    Paper urgent =
        sample(u"urgent"_s).answer(u"record#r1/record.told_who"_s, namedPerson(practitioner)).answer(u"record#r2/record.told_who"_s, namedPerson(colleague));
    EXPECT_FALSE(urgent.reads(PersonId(u"practitioner-north-3"_s))) << "whose records were fine reads nothing";
    walk(urgent,
         { { u"told-worker"_s, practitioner, sameDay, How::Told },
           { u"told-worker"_s, colleague, sameDay, How::Told },
           { u"acknowledgement"_s, serviceManager, sameDay } });
    walk(sample(u"fine"_s), {});
}

TEST(HandRuleTableTest, T08ThePractitionerTheTeamManagerTheModeratorAndOfTheWorstTheLeadersAreTold)
{
    const auto audit = [](const QString &grade) {
        return by(u"T08"_s, u"tm-early-support-south"_s).of(practitioner).answer(u"worker"_s, namedPerson(practitioner)).code(u"overall"_s, grade);
    };
    const QList<Asked> ordinary { { u"reflection"_s, practitioner, tenDays }, { u"acceptance"_s, teamManager, fiveDays } };
    const Asked moderated { u"moderation"_s, serviceManager, tenDays }, loop { u"loop"_s, serviceManager, {}, How::Optional };
    walk(audit(u"outstanding"_s), ordinary + QList<Asked> { moderated, loop });
    walk(audit(u"inadequate"_s),
         ordinary
             + QList<Asked> { moderated,
                              loop,
                              { u"told-service-manager"_s, serviceManager, oneDay, How::Told },
                              { u"told-head-of-service"_s, headOfService, oneDay, How::Told } });
    EXPECT_FALSE(audit(u"good"_s).now().hand(u"told-service-manager"_s)->state == Hand::State::Next);
}

TEST(HandRuleTableTest, T09TheTeamChecksTheFactsThenTheHeadOfServiceApproves)
{
    walk(by(u"T09"_s, serviceManager), { { u"fact-check"_s, teamManager, fiveDays }, { u"approval"_s, headOfService, tenDays } });
}

TEST(HandRuleTableTest, T10ThePersonSupervisedThenTheReaderOfTheSampleIfItWasDrawn)
{
    const auto supervision = [] { return by(u"T10"_s, teamManager).of(practitioner).answer(u"who"_s, namedPerson(practitioner)); };
    walk(supervision(), { { u"comment"_s, practitioner, fiveDays } });
    EXPECT_FALSE(supervision().reads(PersonId(u"qa-manager"_s))) << "it is the two people's own";
    walk(supervision().answer(u"qa_reader"_s, namedPerson(u"qa-manager"_s)),
         { { u"comment"_s, practitioner, fiveDays }, { u"qa-sample"_s, u"qa-manager"_s, tenDays, How::Told } });
}

TEST(HandRuleTableTest, T11TheChairApproves)
{
    walk(by(u"T11"_s, colleague).of(serviceManager).answer(u"chair"_s, namedPerson(serviceManager)), { { u"approval"_s, serviceManager, fiveDays } });
}

TEST(HandRuleTableTest, T12TheHeadOfServiceSeesTheSummaryTheSameDay)
{
    walk(by(u"T12"_s, teamManager), { { u"told-head-of-service"_s, headOfService, sameDay, How::Told } });
    walk(by(u"T12"_s, headOfService), {});
}

TEST(HandRuleTableTest, T13TheServicesLeadSaysWhatChanged)
{
    const auto feedback = [] { return by(u"T13"_s, practitioner).answer(u"ok"_s, true); };
    walk(feedback(), { { u"reply"_s, serviceManager, twentyDays } });
    walk(feedback().code(u"safe_now"_s, u"yes"_s), { { u"carriers-note"_s, practitioner, oneDay }, { u"reply"_s, serviceManager, twentyDays } });
}

TEST(HandRuleTableTest, T14TheHeadOfServiceApprovesAndThePanelReceives)
{
    walk(by(u"T14"_s, serviceManager).answer(u"ctx.period_end"_s, u"2026-11-30"_s),
         { { u"approval"_s, headOfService, fiveDays }, { u"told-panel"_s, serviceDirector, QDate(2026, 12, 14), How::Told } });
}

TEST(HandRuleTableTest, T15TheServiceManagerCountersignsThenTheResponsibleIndividual)
{
    walk(by(u"T15"_s, teamManager), { { u"countersignature"_s, serviceManager, fiveDays }, { u"comment"_s, headOfService, fiveDays } });
}

TEST(HandRuleTableTest, T16TheTeamManagerAnswersTheChallengeByTheDayItGives)
{
    Paper review =
        by(u"T16"_s, u"tm-early-support-south"_s).of(teamManager).code(u"challenge"_s, u"formal-stage-1"_s).answer(u"asked_of"_s, namedPerson(teamManager));
    review.answer(u"asked_by"_s, u"2026-11-26"_s);
    const Workflow at = review.now();
    const Hand *reply = openHand(at, { u"reply"_s, teamManager });
    ASSERT_TRUE(reply);
    EXPECT_EQ(dueOf(*reply, at, Answers(review.body.answers), englandCalendar()), QDate(2026, 11, 26));
    EXPECT_EQ(at.hand(u"next-stage-2"_s)->state, Hand::State::Later) << "the ladder is walked in EscalationTest";
    walk(by(u"T16"_s, u"tm-early-support-south"_s).code(u"challenge"_s, u"none"_s), {});
}

TEST(HandRuleTableTest, T17TheOwnerOfThePageAnswers)
{
    walk(by(u"T17"_s, practitioner).of(teamManager).answer(u"owner"_s, namedPerson(teamManager)), { { u"reply"_s, teamManager, twentyDays } });
}

TEST(HandRuleTableTest, T18IsItsAuthorsAlone) { walk(by(u"T18"_s, practitioner), {}); }

/// The author's own clock, as the table has it; the law gives none for a regulation 44 visit.
TEST(HandRuleTableTest, EveryAuthorHasTheClockOfTheTable)
{
    const QMap<QString, QString> clocks {
        { u"T01"_s, u"5 working-days"_s },  { u"T02"_s, u"2 working-days"_s },  { u"T03"_s, u"5 working-days"_s }, { u"T04"_s, u"10 working-days"_s },
        { u"T05"_s, u"10 working-days"_s }, { u"T09"_s, u"10 working-days"_s }, { u"T10"_s, u"5 working-days"_s }, { u"T11"_s, u"5 working-days"_s },
        { u"T12"_s, u"0 days"_s },          { u"T14"_s, u"10 working-days"_s }, { u"T16"_s, u"2 working-days"_s },
    };
    int looked = 0;
    for (const FormPack &pack : builtInForms()) {
        const auto clock = clocks.constFind(pack.id);
        if (clock == clocks.cend())
            continue;
        ++looked;
        EXPECT_EQ(pack.meta[u"writeUp"_s][u"within"_s].toString(), *clock) << qPrintable(pack.id);
    }
    EXPECT_EQ(looked, clocks.size());
}
