// What the templates work out, open and refuse: the rules a visitor, auditor or manager would notice.
#include "core/forms/hand_over.h"
#include "core/forms/publish.h"
#include "core/records/urgent_concern.h"
#include "tests/unit/packs/pen.h"

using namespace sightline;
using namespace sightline::testing;

namespace {

QString codeAt(const Pen &pen, const QString &key) { return pen.answers.value(key)[u"code"_s].toString(); }

} // namespace

TEST(SettingVisitTest, FlagsProvisionThatMayHaveToRegister)
{
    Pen pen(u"T04"_s);
    pen.pick(u"status"_s, u"non-school-ap"_s);
    pen.set(u"full_time"_s, 4);
    pen.set(u"full_time_ehcp"_s, 0);
    EXPECT_FALSE(pen.yesAt(u"unregistered_flag"_s));
    EXPECT_FALSE(pen.open(u"unregistered_info"_s));
    pen.set(u"full_time"_s, 5);
    EXPECT_TRUE(pen.yesAt(u"unregistered_flag"_s));
    EXPECT_TRUE(pen.open(u"unregistered_info"_s));
    pen.set(u"full_time"_s, 1);
    pen.set(u"full_time_ehcp"_s, 1);
    EXPECT_TRUE(pen.yesAt(u"unregistered_flag"_s));   // one pupil with a plan, or in care, is enough
    pen.pick(u"status"_s, u"ap-academy"_s);
    EXPECT_FALSE(pen.yesAt(u"unregistered_flag"_s));
}

TEST(SettingVisitTest, DoesNotLetPlacementsGoOnWhereSafeguardingIsNotMet)
{
    Pen pen(u"T04"_s);
    pen.pick(u"outcome"_s, u"continue"_s);
    pen.pick(u"safeguarding"_s, u"met"_s);
    EXPECT_FALSE(pen.missing().contains(u"outcome"_s));
    EXPECT_FALSE(pen.open(u"safe.concern"_s));
    pen.pick(u"safeguarding"_s, u"not-met"_s);
    EXPECT_TRUE(pen.open(u"safe.concern"_s));
    EXPECT_TRUE(pen.missing().contains(u"outcome"_s));
    pen.pick(u"outcome"_s, u"pause-new-placements"_s);
    EXPECT_FALSE(pen.missing().contains(u"outcome"_s));
}

TEST(SettingVisitTest, AsksOneScaleOnlyAndTheCouncilsOwn)
{
    EXPECT_TRUE(Pen(u"T04"_s).open(u"ar.inclusion.eif5"_s));
    FormContext context;
    context.values.insert(u"setting.setting_visit_scale"_s, Json(u"MPN"_s));
    const Pen pen(u"T04"_s, context);
    EXPECT_TRUE(pen.open(u"ar.inclusion.mpn"_s));
    EXPECT_FALSE(pen.open(u"ar.inclusion.eif5"_s));
    EXPECT_FALSE(pen.open(u"ar.inclusion.ofs4"_s));
}

TEST(Regulation44Test, OpensACaseFileOnlyWithBothConsentsOfThatChild)
{
    Pen pen(u"T06"_s);
    pen.pick(u"variant"_s, u"visit"_s);
    const QString first = pen.row(u"child#"_s);
    const QString second = pen.row(u"child#"_s);
    pen.yes(first + u"child.agree_child"_s);
    EXPECT_FALSE(pen.open(first + u"child.case_file"_s));
    pen.yes(first + u"child.agree_authority"_s);
    EXPECT_TRUE(pen.open(first + u"child.case_file"_s));
    EXPECT_FALSE(pen.open(second + u"child.case_file"_s));
    pen.say(u"r45_last"_s, u"2026-08-31"_s);
    EXPECT_EQ(pen.answers.value(u"r45_due"_s), Json(u"2027-02-28"_s));
}

TEST(Regulation44Test, SaysWhereTheMonthPassedWithoutAVisit)
{
    FormContext november;
    november.values.insert(u"period_end"_s, u"2026-11-30"_s);
    Pen pen(u"T06"_s, november);
    pen.pick(u"variant"_s, u"visit"_s);
    pen.at(u"2026-12-02T14:30:00+00:00"_s);
    pen.set(u"ctx.ended"_s, u"2026-11-30T16:00:00+00:00"_s);
    EXPECT_FALSE(pen.open(u"breach.why"_s)) << "written up later, visited in time";
    pen.set(u"ctx.ended"_s, u"2026-12-01T11:00:00+00:00"_s);
    EXPECT_TRUE(pen.open(u"breach.why"_s));
    EXPECT_TRUE(pen.missing().contains(u"breach.why"_s));
    pen.pick(u"variant"_s, u"desk"_s);
    EXPECT_FALSE(pen.open(u"breach.why"_s)) << "nobody visits to read a provider's report";
}

TEST(ClockTest, AReportCountsFromTheEndOfItsPeriodAndAHomesAuditIsCompleteByIt)
{
    FormContext october;
    october.values.insert(u"period_end"_s, u"2026-10-30"_s);   // a Friday
    const auto isLate = [&](const QString &form, const QString &now, const FormContext &context) {
        Pen pen(form, context);
        pen.at(now);
        pen.set(u"ctx.ended"_s, u"2026-10-20T16:00:00+01:00"_s);
        return pen.open(u"ctx.late_reason"_s);
    };
    const QString onTheDay = u"2026-10-30T12:00:00+00:00"_s, dayAfter = u"2026-10-31T12:00:00+00:00"_s;
    const QString tenWorkingDays = u"2026-11-13T12:00:00+00:00"_s, eleven = u"2026-11-14T12:00:00+00:00"_s;
    EXPECT_FALSE(isLate(u"T14"_s, tenWorkingDays, october)) << "ten working days after the period, whenever it was begun";
    EXPECT_TRUE(isLate(u"T14"_s, eleven, october));
    EXPECT_FALSE(isLate(u"T15"_s, onTheDay, october));
    EXPECT_TRUE(isLate(u"T15"_s, dayAfter, october));
    // Without a task there is no period: they count from when it ended.
    EXPECT_FALSE(isLate(u"T14"_s, onTheDay, {}));
    EXPECT_TRUE(isLate(u"T14"_s, tenWorkingDays, {}));
    EXPECT_FALSE(isLate(u"T15"_s, u"2026-10-27T12:00:00+00:00"_s, {}));
    EXPECT_TRUE(isLate(u"T15"_s, onTheDay, {}));
}

TEST(Regulation44Test, TheManagerAnswersEachRecommendationInItsOwnRow)
{
    Pen pen(u"T06"_s);
    pen.pick(u"variant"_s, u"visit"_s);
    const QString row = pen.row(u"rec#"_s);
    pen.say(row + u"rec.action"_s);
    pen.say(row + u"rec.consider_by"_s, u"2026-12-20"_s);
    EXPECT_EQ(pen.missing(u"registered-manager"_s), (QStringList { u"rec.answer"_s, u"sign.registered_manager.sign"_s }));
    pen.pick(row + u"rec.answer"_s, u"do-not-accept"_s);
    EXPECT_TRUE(pen.missing(u"registered-manager"_s).contains(u"rec.comment"_s));   // a refusal says why
    const Answers step = partOf(pen.form, pen.answers, u"registered-manager"_s);
    EXPECT_TRUE(step.contains(row + u"rec.answer"_s));
    EXPECT_FALSE(step.contains(row + u"rec.action"_s));
}

TEST(CaseAuditTest, PointsToAGradeAndAsksWhyWhereTheAuditorDiffers)
{
    Pen pen(u"T08"_s);
    pen.pick(u"variant"_s, u"case-file"_s);
    for (int domain = 1; domain <= 9; ++domain) {
        EXPECT_TRUE(codeAt(pen, u"indicative"_s).isEmpty());   // not until each is graded
        pen.pick(u"d%1.grade"_s.arg(domain), domain <= 2 ? u"requires-improvement"_s : u"good"_s);
    }
    EXPECT_EQ(codeAt(pen, u"indicative"_s), u"good");
    pen.pick(u"d4.grade"_s, u"inadequate"_s);
    EXPECT_EQ(codeAt(pen, u"indicative"_s), u"requires-improvement");
    pen.pick(u"d3.grade"_s, u"inadequate"_s);   // safety
    EXPECT_EQ(codeAt(pen, u"indicative"_s), u"inadequate");
    pen.pick(u"overall"_s, u"inadequate"_s);
    EXPECT_FALSE(pen.open(u"differ"_s));
    EXPECT_TRUE(pen.missing().contains(u"reaudit_on"_s));
    pen.pick(u"overall"_s, u"requires-improvement"_s);
    EXPECT_TRUE(pen.missing().contains(u"differ"_s));
    EXPECT_FALSE(pen.missing().contains(u"reaudit_on"_s));
    pen.pick(u"moderated"_s, u"requires-improvement"_s);
    EXPECT_TRUE(pen.yesAt(u"agree"_s));
    EXPECT_FALSE(pen.open(u"moderated.reason"_s));
    pen.pick(u"moderated"_s, u"good"_s);
    EXPECT_FALSE(pen.yesAt(u"agree"_s));
    EXPECT_TRUE(pen.missing(u"moderator"_s).contains(u"moderated.reason"_s));
}

TEST(CaseAuditTest, AsksAboutPermanenceOnlyInCareAndKeepsTheStoryShort)
{
    Pen pen(u"T08"_s);
    pen.pick(u"variant"_s, u"case-file"_s);
    EXPECT_FALSE(pen.open(u"d10.grade"_s));
    pen.pick(u"case.plan"_s, u"care-plan"_s);
    EXPECT_TRUE(pen.open(u"d10.grade"_s));
    pen.say(u"story"_s, u"word "_s.repeated(150));
    EXPECT_FALSE(pen.missing().contains(u"story"_s));
    pen.say(u"story"_s, u"word "_s.repeated(151));
    EXPECT_TRUE(pen.missing().contains(u"story"_s));
    pen.pick(u"variant"_s, u"section-11"_s);
    EXPECT_FALSE(pen.open(u"case.rec"_s));   // of an organisation: no child
    EXPECT_TRUE(pen.open(u"organisation"_s));
    EXPECT_FALSE(pen.open(u"overall"_s));
}

TEST(DipSampleTest, CountsEachQuestionAndAsksForWordsInTheRowWithANo)
{
    Pen pen(u"T07"_s);
    pen.pick(u"bank"_s, u"general"_s);
    QStringList rows;
    for (const QString &code : { u"yes"_s, u"yes"_s, u"no"_s, u"na"_s }) {
        rows.append(pen.row(u"record#"_s));
        pen.pick(rows.last() + u"rec.general.summary"_s, code);
    }
    EXPECT_EQ(pen.answers.value(u"table.general.summary"_s), Json(u"2 / 3 (67%)"_s));
    EXPECT_EQ(pen.answers.value(u"looked_at"_s), Json(4));
    EXPECT_TRUE(pen.open(rows[2] + u"record.comment"_s));
    EXPECT_FALSE(pen.open(rows[1] + u"record.comment"_s));
    EXPECT_FALSE(pen.open(u"safe.concern"_s));
    pen.pick(rows[0] + u"record.stands_out"_s, u"urgent"_s);
    EXPECT_TRUE(pen.open(u"safe.concern"_s));
    EXPECT_TRUE(pen.open(rows[0] + u"record.told"_s));
    EXPECT_EQ(pen.missing(u"service-manager"_s).size(), 2);
}

TEST(SupervisionTest, EscalatesWhatIsOverTheCouncilsLimitAndSaysWhetherItWasHeldInTime)
{
    FormContext context;
    context.values.insert(u"setting.casework_limit"_s, 15000);
    Pen last(u"T10"_s);
    last.say(u"ctx.started"_s, u"2026-10-12T09:00:00+00:00"_s);
    context.previous = last.answers;
    Pen pen(u"T10"_s, context);
    pen.say(u"ctx.started"_s, u"2026-11-16T09:00:00+00:00"_s);
    EXPECT_TRUE(pen.yesAt(u"gap_ok"_s));   // five weeks to the day
    pen.say(u"ctx.started"_s, u"2026-11-17T09:00:00+00:00"_s);
    EXPECT_FALSE(pen.yesAt(u"gap_ok"_s));
    pen.pick(u"kind"_s, u"casework"_s);
    pen.pick(u"decision"_s, u"agree"_s);
    pen.say(u"amount"_s, u"15000"_s);
    EXPECT_FALSE(pen.missing().contains(u"decision"_s));
    pen.say(u"amount"_s, u"15000.01"_s);
    EXPECT_TRUE(pen.missing().contains(u"decision"_s));
    pen.pick(u"decision"_s, u"escalate"_s);
    EXPECT_FALSE(pen.missing().contains(u"decision"_s));
}

TEST(PerformanceTest, SaysWhichWayEachMeasureWentAndKeepsTheSummaryToThreeLines)
{
    Pen last(u"T12"_s);
    const QString before = last.row(u"measure#"_s);
    last.say(before + u"measure.measure"_s, u"Visits in time"_s);
    last.say(before + u"measure.now"_s, u"71.5"_s);
    FormContext context;
    context.previous = last.answers;
    Pen pen(u"T12"_s, context);
    const auto rows = pen.answers.rows(u"measure#"_s);
    ASSERT_EQ(rows.size(), 1);
    const QString row = u"measure#"_s + rows.first().id + u'/';
    EXPECT_EQ(pen.answers.value(row + u"measure.last"_s), Json(u"71.5"_s));
    pen.say(row + u"measure.now"_s, u"80"_s);
    EXPECT_EQ(codeAt(pen, row + u"measure.direction"_s), u"up");
    const QString tracked = pen.row(u"tracker#"_s);
    pen.say(tracked + u"tracker.statutory_due"_s, u"2026-11-30"_s);
    EXPECT_EQ(pen.answers.value(tracked + u"tracker.days_left"_s), Json(7));
    pen.say(u"summary_up"_s, u"one\ntwo\nthree"_s);
    EXPECT_FALSE(pen.missing().contains(u"summary_up"_s));
    pen.say(u"summary_up"_s, u"one\ntwo\nthree\nfour"_s);
    EXPECT_TRUE(pen.missing().contains(u"summary_up"_s));
}

TEST(FeedbackTest, AsksAChildWithASadFaceWhetherSomeoneShouldTalkToThem)
{
    Pen pen(u"T13"_s);
    pen.pick(u"who"_s, u"child-or-young-person"_s);
    EXPECT_FALSE(pen.open(u"child.listened"_s));
    pen.yes(u"ok"_s);
    pen.pick(u"child.listened"_s, u"f3"_s);
    EXPECT_FALSE(pen.open(u"child.talk"_s));
    pen.pick(u"child.understood"_s, u"f2"_s);
    EXPECT_TRUE(pen.open(u"child.talk"_s));
    EXPECT_FALSE(pen.open(u"parent.respect"_s));
    EXPECT_FALSE(raisesAlert(pen.form, pen.answers));
    pen.yes(u"child.talk"_s);
    EXPECT_TRUE(raisesAlert(pen.form, pen.answers)) << "a child who wants somebody to talk to is an urgent concern";
    EXPECT_TRUE(pen.open(u"safe.concern"_s));
    pen.yes(u"ok"_s, false);
    EXPECT_FALSE(pen.open(u"child.listened"_s));
    EXPECT_FALSE(wasCarriedOut(pen.form, pen.answers));
}

TEST(FeedbackTest, RaisesAnUrgentConcernForAnybodyWhoAsksToBeContacted)
{
    Pen pen(u"T13"_s);
    pen.pick(u"who"_s, u"parent"_s);
    pen.yes(u"ok"_s);
    pen.pick(u"safe_now"_s, u"no"_s);
    EXPECT_FALSE(raisesAlert(pen.form, pen.answers));
    EXPECT_FALSE(pen.open(u"safe.concern"_s));
    pen.pick(u"safe_now"_s, u"yes"_s);
    EXPECT_TRUE(raisesAlert(pen.form, pen.answers));
    EXPECT_EQ(concernWords(pen.form, pen.answers).what, u"Yes, please contact me"_s);
    EXPECT_TRUE(concernWords(pen.form, pen.answers).who.isEmpty()) << "who gave no name is nobody";
}

TEST(FeedbackTest, HandsOverOneQuestionAPageAndNothingOfTheHelpers)
{
    Pen pen(u"T13"_s);
    pen.pick(u"who"_s, u"child-or-young-person"_s);
    const auto pages = [&] {
        QStringList first;
        for (const FormSection &page : layoutHandedOver(pen.form, buildFormTree(pen.form, pen.answers)).sections)
            first.append(page.linkId);
        return first;
    };
    EXPECT_EQ(pages(), QStringList { u"ok"_s });
    pen.yes(u"ok"_s);
    pen.pick(u"child.listened"_s, u"f1"_s);
    EXPECT_EQ(
        pages().join(u' '),
        u"ok child.listened child.got_to_say child.understood child.good child.good_drawn child.good_said child.change child.talk safe_now name follow_up_ok"_s);
    EXPECT_TRUE(publishRefusals(pen.form).isEmpty());
}

TEST(ReportTest, WantsTheRecordThatShowsEachStrengthAndEachWorry)
{
    Pen pen(u"T14"_s);
    EXPECT_FALSE(pen.missing().contains(u"worry.evidence"_s));
    for (const QString &list : { u"strength"_s, u"worry"_s }) {
        const QString row = pen.row(list + u'#');
        pen.say(row + list + u".text"_s);
        EXPECT_TRUE(pen.missing().contains(list + u".evidence"_s));
        pen.set(row + list + u".evidence"_s, referenceAnswer(u"urn:sightline:id"_s, u"r-1"_s, u"An audit"_s, u"QuestionnaireResponse"_s));
        EXPECT_FALSE(pen.missing().contains(list + u".evidence"_s));
    }
}

TEST(MidwayReviewTest, FindsTheMiddleAndAsksTheManagerOnlyWhenChallenged)
{
    Pen pen(u"T16"_s);
    pen.say(u"last_review"_s, u"2026-09-01"_s);
    pen.say(u"next_review"_s, u"2027-03-01"_s);
    EXPECT_EQ(pen.answers.value(u"midpoint"_s), Json(u"2026-11-30"_s));
    pen.pick(u"challenge"_s, u"none"_s);
    EXPECT_TRUE(pen.missing(u"team-manager"_s).isEmpty());
    EXPECT_FALSE(pen.open(u"asked_of"_s));
    pen.pick(u"challenge"_s, u"formal-stage-1"_s);
    EXPECT_EQ(pen.missing(u"team-manager"_s), QStringList { u"reply"_s });
    EXPECT_TRUE(pen.missing().contains(u"asked_of"_s));
}

TEST(MidwayReviewTest, SaysByWhenThePolicyWantsAnAnswerAndAsksWhatComesNextOnTheNextRungAlone)
{
    Pen pen(u"T16"_s);
    pen.say(u"ctx.ended"_s, u"2026-11-20T16:00:00+00:00"_s);
    pen.pick(u"challenge"_s, u"formal-stage-1"_s);
    EXPECT_EQ(pen.answers.value(u"asked_by.policy.formal-stage-1"_s), Json(u"2026-11-27"_s));   // five working days
    EXPECT_TRUE(pen.missing().contains(u"ladder.second"_s));
    EXPECT_TRUE(pen.missing().contains(u"ladder.third"_s));
    EXPECT_EQ(pen.missing(u"to-stage-2"_s), QStringList { u"to.stage-2.settled"_s });
    EXPECT_TRUE(pen.missing(u"to-stage-3"_s).isEmpty());
    pen.set(u"ladder.second"_s, referenceAnswer(u"urn:sightline:person"_s, u"sm-1"_s, u"Service Manager"_s, u"Practitioner"_s));
    pen.pick(u"to.stage-2.settled"_s, u"no"_s);
    EXPECT_EQ(pen.answers.value(u"to.stage-2.who"_s)[u"value"_s], Json(u"sm-1"_s));
    EXPECT_EQ(pen.missing(u"to-stage-2"_s), (QStringList { u"to.stage-2.asked"_s, u"to.stage-2.by"_s }));
    EXPECT_EQ(pen.missing(u"reply-stage-2"_s), QStringList { u"reply.stage-2.words"_s });
    EXPECT_EQ(pen.missing(u"to-stage-3"_s), QStringList { u"to.stage-3.settled"_s });
    pen.pick(u"challenge"_s, u"informal"_s);
    pen.set(u"asked_of"_s, referenceAnswer(u"urn:sightline:person"_s, u"tm-2"_s, u"Another Team Manager"_s, u"Practitioner"_s));
    pen.pick(u"to.formal-stage-1.settled"_s, u"no"_s);
    EXPECT_EQ(pen.answers.value(u"to.formal-stage-1.who"_s)[u"value"_s], Json(u"tm-2"_s)) << "whom it goes to is said";
    pen.pick(u"challenge"_s, u"stage-3"_s);
    EXPECT_FALSE(pen.open(u"ladder.second"_s));
    EXPECT_FALSE(pen.open(u"ladder.third"_s));
    EXPECT_EQ(pen.missing(u"to-cafcass"_s), QStringList { u"to.cafcass.settled"_s });
}

TEST(LearningDayTest, WantsAFindingForEachKeyLineAndLooksAgainAfterNinetyDays)
{
    Pen pen(u"T09"_s);
    for (int line = 0; line < 3; ++line)
        pen.row(u"kloe#"_s);
    pen.say(pen.row(u"finding#"_s) + u"finding.words"_s);
    EXPECT_TRUE(pen.missing().contains(u"finding"_s));
    pen.row(u"finding#"_s);
    pen.row(u"finding#"_s);
    EXPECT_FALSE(pen.missing().contains(u"finding"_s));
    pen.say(u"ctx.ended"_s, u"2026-11-20T16:00:00+00:00"_s);
    EXPECT_EQ(pen.answers.value(u"look_again_on"_s), Json(u"2027-02-18"_s));
}
