// The templates filled as people fill them: conditions, calculated items, later hands, what is carried on.
#include "tests/unit/packs/pen.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

void act(Pen &pen)
{
    const QString row = pen.row(u"acts#"_s);
    pen.say(row + u"acts.action"_s);
    pen.pick(row + u"acts.level"_s, u"child"_s);
    pen.person(row + u"acts.owner"_s);
    pen.say(row + u"acts.due"_s, u"2026-12-01"_s);
}

Pen homeVisit(FormContext context = {})
{
    Pen pen(u"T02"_s, std::move(context));
    pen.pick(u"kind"_s, u"child-protection"_s);
    pen.yes(u"announced"_s);
    pen.say(u"arrived"_s, u"2026-11-23T13:00:00+00:00"_s);
    pen.say(u"left"_s, u"2026-11-23T13:50:00+00:00"_s);
    pen.say(u"purpose"_s);
    pen.pick(u"ctx.mode"_s, u"in-person"_s);
    return pen;
}

QString seenChild(Pen &pen, const QString &number = u"4711"_s)
{
    const QString row = pen.row(u"child#"_s);
    pen.say(row + u"child.rec"_s, number);
    pen.pick(row + u"child.age_band"_s, u"2-4"_s);
    pen.yes(row + u"child.seen"_s);
    pen.pick(row + u"child.alone"_s, u"yes"_s);
    pen.pick(row + u"child.awake"_s, u"awake"_s);
    pen.pick(row + u"child.sleeps"_s, u"seen"_s);
    pen.say(row + u"child.showed"_s);
    pen.pick(row + u"child.hurt"_s, u"none"_s);
    return row;
}

void think(Pen &pen)
{
    for (const QString &key : { u"adults_said"_s, u"well"_s, u"worry"_s, u"means"_s })
        pen.say(key);
}

} // namespace

TEST(HomeVisitTest, CompletesWhenEverythingAskedForIsAnswered)
{
    Pen pen = homeVisit();
    EXPECT_EQ(pen.sections(), 5);   // what a visit that went ahead asks is not open yet
    pen.pick(u"result"_s, u"went-ahead"_s);
    EXPECT_EQ(pen.sections(), 9);
    seenChild(pen);
    think(pen);
    act(pen);
    pen.pick(u"manager"_s, u"no"_s);
    EXPECT_EQ(pen.missing(), QStringList { u"sign.author.sign"_s });
    signPart(pen.form, pen.answers, u"Team Manager"_s);
    recalculate(pen.form, pen.answers, pen.context);
    EXPECT_EQ(pen.missing(), QStringList {});
    EXPECT_EQ(pen.answers.value(u"sign.author.at"_s), Json(pen.context.now));
    EXPECT_EQ(pen.answers.value(u"ctx.started"_s), pen.answers.value(u"arrived"_s));
    EXPECT_EQ(pen.answers.value(u"ctx.recorded"_s), pen.option(u"ctx.recorded"_s, u"same-day"_s));
    EXPECT_TRUE(wasCarriedOut(pen.form, pen.answers));
    pen.expectRoundTrip();
}

TEST(HomeVisitTest, AsksWhatWasTriedWhenNobodyAnswersTheDoor)
{
    Pen pen = homeVisit();
    pen.pick(u"result"_s, u"no-reply"_s);
    EXPECT_FALSE(pen.open(u"child#"_s));
    EXPECT_FALSE(pen.open(u"well"_s));
    EXPECT_EQ(pen.missing(), (QStringList { u"tried"_s, u"told"_s, u"next_try"_s, u"next_due_own"_s, u"manager"_s, u"sign.author.sign"_s }));
    pen.say(u"next_try"_s, u"2026-11-24"_s);
    EXPECT_FALSE(pen.missing().contains(u"next_due_own"_s));   // when one tries again is when one visits next
    pen.answers.remove(u"left"_s);
    recalculate(pen.form, pen.answers, pen.context);
    EXPECT_FALSE(pen.missing().contains(u"left"_s));   // nobody was in: there was nowhere to leave
    EXPECT_EQ(pen.answers.value(u"ctx.ended"_s), pen.answers.value(u"arrived"_s));
    pen.pick(u"result"_s, u"stopped"_s);
    EXPECT_TRUE(pen.missing().contains(u"left"_s));
    EXPECT_FALSE(pen.yesAt(u"counts"_s));
    EXPECT_FALSE(wasCarriedOut(pen.form, pen.answers));
}

TEST(HomeVisitTest, CountsOnlyAVisitOnWhichEveryChildWasSeen)
{
    Pen pen = homeVisit();
    pen.pick(u"result"_s, u"went-ahead"_s);
    EXPECT_TRUE(pen.answers.value(u"counts"_s).isNull());
    seenChild(pen);
    EXPECT_TRUE(pen.yesAt(u"counts"_s));
    const QString row = pen.row(u"child#"_s);
    pen.say(row + u"child.rec"_s, u"4712"_s);
    pen.yes(row + u"child.seen"_s, false);
    EXPECT_FALSE(pen.yesAt(u"counts"_s));
    EXPECT_TRUE(pen.missing().contains(u"child.why_not"_s));
    EXPECT_FALSE(pen.missing().contains(u"child.showed"_s));   // nothing is asked of a meeting that was not
}

TEST(HomeVisitTest, AsksTheReasonForNotBeingAloneInTheSameChildsRow)
{
    Pen pen = homeVisit();
    pen.pick(u"result"_s, u"went-ahead"_s);
    const QString first = seenChild(pen, u"1"_s);
    const QString second = seenChild(pen, u"2"_s);
    pen.pick(second + u"child.alone"_s, u"no-could-not"_s);
    EXPECT_FALSE(pen.open(first + u"child.alone_why"_s));
    EXPECT_TRUE(pen.open(second + u"child.alone_why"_s));
    pen.pick(first + u"child.age_band"_s, u"11-15"_s);
    EXPECT_FALSE(pen.open(first + u"child.awake"_s));
    EXPECT_TRUE(pen.open(second + u"child.awake"_s));
}

TEST(HomeVisitTest, OpensTheImmediateConcernForAnInjuryOfAnyChildOrForTheManagerToday)
{
    Pen pen = homeVisit();
    pen.pick(u"result"_s, u"went-ahead"_s);
    const QString first = seenChild(pen, u"1"_s);
    seenChild(pen, u"2"_s);
    EXPECT_FALSE(pen.open(u"safe.concern"_s));
    pen.pick(first + u"child.hurt"_s, u"seen"_s);   // not the nearest child, the first
    EXPECT_TRUE(pen.open(u"safe.concern"_s));
    EXPECT_TRUE(pen.open(first + u"child.hurt_where"_s));
    EXPECT_FALSE(pen.open(u"safe.what"_s));
    pen.pick(u"safe.concern"_s, u"advice"_s);
    EXPECT_TRUE(pen.open(u"safe.what"_s));
    EXPECT_TRUE(pen.open(u"safe.phone"_s));
    EXPECT_TRUE(raisesAlert(pen.form, pen.answers));
    for (const QString &key : { u"safe.what"_s, u"safe.who"_s, u"safe.told"_s, u"safe.told_at"_s, u"safe.done"_s })
        EXPECT_TRUE(pen.missing().contains(key)) << qPrintable(key);
    pen.pick(first + u"child.hurt"_s, u"none"_s);
    EXPECT_FALSE(raisesAlert(pen.form, pen.answers));   // closed again: the draft keeps it, the record does not
    pen.pick(u"manager"_s, u"today"_s);
    EXPECT_TRUE(pen.open(u"safe.concern"_s));
}

TEST(HomeVisitTest, WantsWhatWasSaidAboutAnInjuryThatWasSeen)
{
    Pen pen = homeVisit();
    pen.pick(u"result"_s, u"went-ahead"_s);
    const QString row = seenChild(pen);
    EXPECT_FALSE(pen.missing().contains(u"child.hurt_said"_s));
    pen.pick(row + u"child.hurt"_s, u"seen"_s);
    EXPECT_TRUE(pen.missing().contains(u"child.hurt_said"_s));
    pen.say(row + u"child.hurt_said"_s);
    EXPECT_FALSE(pen.missing().contains(u"child.hurt_said"_s));
}

TEST(HomeVisitTest, TakesAVoiceNoteOfWhatWasSeenAndPhotosOfRoomsOnlyWhereTheCouncilSaysSo)
{
    Pen pen = homeVisit();
    pen.pick(u"result"_s, u"no-reply"_s);
    EXPECT_FALSE(pen.open(u"home.voice"_s)) << "nothing was seen";
    pen.pick(u"result"_s, u"went-ahead"_s);
    EXPECT_TRUE(pen.open(u"home.voice"_s));
    EXPECT_EQ(pen.item(u"home.voice"_s).mimeTypes, QStringList { u"audio/ogg"_s });
    EXPECT_FALSE(pen.open(pen.row(u"room#"_s) + u"room.photo"_s)) << "photos are off by default";
    FormContext council;
    council.values.insert(u"setting.room_photos"_s, true);
    Pen other = homeVisit(council);
    other.pick(u"result"_s, u"went-ahead"_s);
    EXPECT_TRUE(other.open(other.row(u"room#"_s) + u"room.photo"_s));
}

TEST(HomeVisitTest, GivesTheNextVisitByTheRuleWhichMayBeBroughtForwardButNotPutOff)
{
    Pen pen = homeVisit();
    pen.pick(u"result"_s, u"went-ahead"_s);
    seenChild(pen);
    EXPECT_EQ(pen.answers.value(u"next_due"_s), Json(u"2026-12-07"_s));   // ten working days
    pen.say(u"next_due_own"_s, u"2026-12-08"_s);
    EXPECT_TRUE(pen.missing().contains(u"next_due_own"_s));
    pen.say(u"next_due_own"_s, u"2026-12-07"_s);
    EXPECT_FALSE(pen.missing().contains(u"next_due_own"_s));
    pen.pick(u"kind"_s, u"child-in-care"_s);
    EXPECT_EQ(pen.answers.value(u"next_due"_s), Json(u"2027-01-04"_s));   // six weeks
    pen.context.values.insert(u"setting.visit_rules"_s, Json::strings({ u"child-in-care=1 weeks"_s }));
    recalculate(pen.form, pen.answers, pen.context);
    EXPECT_EQ(pen.answers.value(u"next_due"_s), Json(u"2026-11-30"_s));
    pen.pick(u"kind"_s, u"other"_s);
    pen.answers.remove(u"next_due_own"_s);
    EXPECT_TRUE(pen.missing().contains(u"next_due_own"_s));   // no rule gives a date: somebody must
}

TEST(HomeVisitTest, AsksTheManagerWhenTheSameChildWasMissedTwiceRunning)
{
    Pen last = homeVisit();
    last.pick(u"result"_s, u"went-ahead"_s);
    const QString before = last.row(u"child#"_s);
    last.say(before + u"child.rec"_s, u"4711"_s);
    last.yes(before + u"child.seen"_s, false);
    EXPECT_FALSE(last.open(u"manager.reason"_s));

    FormContext context;
    context.previous = last.answers;
    Pen pen = homeVisit(context);
    pen.pick(u"result"_s, u"went-ahead"_s);
    const QString row = pen.row(u"child#"_s);
    pen.say(row + u"child.rec"_s, u"4711"_s);
    pen.yes(row + u"child.seen"_s, false);
    EXPECT_TRUE(pen.open(u"manager.reason"_s));
    EXPECT_EQ(pen.missing(u"manager"_s), (QStringList { u"manager.read"_s, u"manager.decision"_s, u"manager.reason"_s }));
    pen.say(row + u"child.rec"_s, u"another"_s);
    EXPECT_FALSE(pen.open(u"manager.reason"_s));
    pen.pick(u"result"_s, u"refused"_s);
    EXPECT_TRUE(pen.open(u"manager.reason"_s));
}

TEST(HomeVisitTest, CarriesHazardsActionsAndGoalsFromTheLastVisit)
{
    Pen last = homeVisit();
    last.say(u"hazards"_s, u"Dog"_s);
    last.pick(u"result"_s, u"went-ahead"_s);
    act(last);
    act(last);
    last.say(last.row(u"plan#"_s) + u"plan.goal"_s, u"Home is warm"_s);

    FormContext context;
    context.previous = last.answers;
    Pen pen = homeVisit(context);
    EXPECT_EQ(pen.answers.value(u"hazards"_s), Json(u"Dog"_s));
    const auto rows = pen.answers.rows(u"last#"_s);
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(pen.answers.value(u"last#"_s + rows[0].id + u"/last.action"_s), Json(u"Some words."_s));
    EXPECT_EQ(pen.missing().count(u"last.status"_s), 2);
    const auto goals = pen.answers.rows(u"plan#"_s);
    ASSERT_EQ(goals.size(), 1);
    EXPECT_EQ(pen.answers.value(u"plan#"_s + goals[0].id + u"/plan.goal"_s), Json(u"Home is warm"_s));
    EXPECT_TRUE(pen.answers.rows(u"acts#"_s).isEmpty());
}

TEST(HomeVisitTest, AsksWhyWhenItIsCompletedAfterTheClock)
{
    Pen pen = homeVisit();
    EXPECT_FALSE(pen.open(u"ctx.late_reason"_s));
    pen.at(u"2026-11-25T18:00:00+00:00"_s);   // two working days after
    recalculate(pen.form, pen.answers, pen.context);
    EXPECT_FALSE(pen.open(u"ctx.late_reason"_s));
    pen.at(u"2026-11-26T09:00:00+00:00"_s);
    recalculate(pen.form, pen.answers, pen.context);
    EXPECT_TRUE(pen.open(u"ctx.late_reason"_s));
    EXPECT_TRUE(pen.missing().contains(u"ctx.late_reason"_s));
    pen.context.addWorkingDays = [](QDate day, int count) { return day.addDays(count + 1); };   // a bank holiday between
    recalculate(pen.form, pen.answers, pen.context);
    EXPECT_FALSE(pen.open(u"ctx.late_reason"_s));
}

TEST(HomeVisitTest, TakesAReasonUnderEachSafetyScoreAndWordsUnderEachPartOfLife)
{
    Pen pen = homeVisit();
    pen.pick(u"result"_s, u"went-ahead"_s);
    pen.pick(u"safety.child"_s, u"n7"_s);
    pen.say(u"safety.child@1/safety.child.why"_s);
    EXPECT_EQ(pen.item(u"safety.child"_s).options[7].ordinal, u"7");
    const QString row = seenChild(pen);
    pen.pick(row + u"child.life"_s, u"school"_s);
    const auto life = pen.answers.rows(row + u"child.life"_s);
    pen.say(row + u"child.life@"_s + life.first().id + u"/child.life.text"_s);
    pen.expectRoundTrip();
}

TEST(ObservationTest, StopsWhenTheFamilyDeclines)
{
    Pen pen(u"T01"_s);
    EXPECT_EQ(pen.sections(), 7);   // section 7 is the observed practitioner's
    pen.yes(u"family_present"_s);
    pen.pick(u"consent"_s, u"declined"_s);
    EXPECT_EQ(pen.sections(), 2);
    EXPECT_TRUE(pen.open(u"stop"_s));
    EXPECT_FALSE(pen.open(u"facts"_s));
    EXPECT_TRUE(pen.open(u"safe.concern"_s));
    EXPECT_FALSE(wasCarriedOut(pen.form, pen.answers));
    EXPECT_FALSE(pen.missing().contains(u"purpose"_s));
    EXPECT_TRUE(pen.missing().contains(u"not_done_reason"_s));
    EXPECT_TRUE(pen.missing(u"observed"_s).isEmpty());
    pen.yes(u"family_present"_s, false);
    EXPECT_TRUE(pen.open(u"facts"_s));
    EXPECT_TRUE(wasCarriedOut(pen.form, pen.answers));
}

TEST(ObservationTest, AsksForARatingOfEachDomainThatWasChosenAndForWordsAtTheEnds)
{
    Pen pen(u"T01"_s);
    for (const QString &code : { u"d2"_s, u"d10"_s })
        pen.pick(u"focus"_s, code);
    EXPECT_TRUE(pen.missing().contains(u"d2.level"_s));
    EXPECT_TRUE(pen.missing().contains(u"d10.level"_s));
    EXPECT_FALSE(pen.missing().contains(u"d1.level"_s));
    pen.pick(u"d2.level"_s, u"secure"_s);
    EXPECT_TRUE(pen.open(u"d2.saw"_s)) << "the words stand before the level that follows from them";
    EXPECT_FALSE(pen.missing().contains(u"d2.saw"_s));
    pen.pick(u"d2.level"_s, u"not-yet"_s);
    EXPECT_TRUE(pen.missing().contains(u"d2.saw"_s));
    for (const QString &code : { u"d3"_s, u"d4"_s })
        pen.pick(u"focus"_s, code);
    EXPECT_TRUE(pen.missing().contains(u"focus"_s));   // at most three
}

TEST(ObservationTest, AsksAboutLeadingOthersOnlyWhenAManagersSupervisionIsObserved)
{
    Pen pen(u"T01"_s);
    pen.pick(u"observed_role"_s, u"team-manager"_s);
    EXPECT_FALSE(pen.open(u"m1.level"_s));
    pen.pick(u"activity"_s, u"group-supervision"_s);
    EXPECT_TRUE(pen.open(u"m5.level"_s));
    pen.pick(u"observed_role"_s, u"social-worker"_s);
    EXPECT_FALSE(pen.open(u"m1.level"_s));
    EXPECT_FALSE(pen.open(u"linked_visit"_s));
    pen.pick(u"activity"_s, u"home-visit"_s);
    EXPECT_TRUE(pen.open(u"linked_visit"_s));
}

TEST(ObservationTest, ShowsTheOverallGradeOnlyWhereTheCouncilUsesOne)
{
    EXPECT_FALSE(Pen(u"T01"_s).open(u"overall"_s));
    FormContext context;
    context.values.insert(u"setting.observation_overall_grade"_s, true);
    EXPECT_TRUE(Pen(u"T01"_s, context).open(u"overall"_s));
}

TEST(ObservationTest, LeavesTheReflectionToTheObservedPractitioner)
{
    Pen pen(u"T01"_s);
    EXPECT_TRUE(pen.answers.value(u"sign.observed.name"_s).isNull());
    for (const QString &key : pen.missing())
        EXPECT_TRUE(pen.form.find(key)->completedByRole.isEmpty()) << qPrintable(key);
    EXPECT_EQ(pen.missing(u"observed"_s), (QStringList { u"did_well"_s, u"differently"_s, u"learned"_s, u"agree"_s, u"sign.observed.sign"_s }));
    Pen reader = pen;
    reader.pick(u"agree"_s, u"partly"_s);
    EXPECT_TRUE(reader.missing(u"observed"_s).contains(u"say"_s));
    reader.say(u"did_well"_s);
    reader.answers.set(u"facts"_s, Json(u"changed by another hand"_s));
    const Answers step = partOf(reader.form, reader.answers, u"observed"_s);
    const Answers both = withPart(pen.form, pen.answers, step, u"observed"_s);
    EXPECT_TRUE(both.contains(u"did_well"_s));
    EXPECT_FALSE(both.contains(u"facts"_s));
}

TEST(ObservationTest, StartsActionsAtThePractitionersLevel)
{
    Pen pen(u"T01"_s);
    const QString row = pen.row(u"acts#"_s);
    EXPECT_EQ(pen.answers.value(row + u"acts.level"_s)[u"code"_s], Json(u"practitioner"_s));
    EXPECT_EQ(pen.form.find(u"acts.status"_s)->completedByRole, u"action-owner");
}

TEST(OfficeVisitTest, CompletesWithItsPartsAndGivesActionsToTheVisitor)
{
    FormContext context;
    context.now = u"2026-11-23T16:00:00+00:00"_s;
    Pen pen(u"T03"_s, context);
    EXPECT_EQ(pen.sections(), 6);
    pen.say(u"ctx.started"_s, u"2026-11-23T13:00:00+00:00"_s);
    pen.say(u"ctx.ended"_s, u"2026-11-23T15:00:00+00:00"_s);
    pen.pick(u"ctx.mode"_s, u"in-person"_s);
    EXPECT_EQ(pen.answers.value(u"ctx.recorded"_s)[u"code"_s], Json(u"during"_s));   // begun before it ended
    pen.say(u"team"_s, u"North team"_s);
    const QString met = pen.row(u"met#"_s);
    pen.say(met + u"met.role"_s, u"Social workers"_s);
    pen.set(met + u"met.how_many"_s, 4);
    const QString told = pen.row(u"told#"_s);
    pen.pick(told + u"told.topic"_s, u"workload"_s);
    pen.say(told + u"told.said"_s);
    pen.pick(told + u"told.tone"_s, u"mixed"_s);
    pen.pick(u"pulse.proud"_s, u"p4"_s);
    pen.say(u"story"_s);
    EXPECT_FALSE(pen.open(u"oversight#"_s));
    pen.say(u"good"_s);
    pen.pick(u"worry"_s, u"none"_s);
    EXPECT_FALSE(pen.open(u"safe.concern"_s));
    act(pen);
    EXPECT_EQ(pen.missing(), (QStringList { u"fed_back_on"_s, u"sign.author.sign"_s }));
    pen.say(u"fed_back_on"_s, u"2026-11-24"_s);
    EXPECT_TRUE(pen.missing().contains(u"fed_back_on"_s));   // tomorrow
    pen.say(u"fed_back_on"_s, u"2026-11-23"_s);
    pen.say(u"sign.author.sign"_s, u"Team Manager"_s);
    EXPECT_EQ(pen.missing(), QStringList {});
    const QString row = pen.row(u"acts#"_s);
    EXPECT_EQ(pen.answers.value(row + u"acts.owner"_s), pen.context.values[u"lead"_s]);
    pen.expectRoundTrip();
}

TEST(OfficeVisitTest, OpensChildrenAndConcernsWhenTheyAreNamed)
{
    Pen pen(u"T03"_s);
    pen.yes(u"child_discussed"_s);
    const QString row = pen.row(u"oversight#"_s);
    EXPECT_TRUE(pen.missing().contains(u"oversight.rec"_s));
    pen.say(row + u"oversight.rec"_s, u"4711"_s);
    pen.pick(u"worry"_s, u"both"_s);
    EXPECT_TRUE(pen.open(u"safe.concern"_s));
    EXPECT_EQ(pen.missing(u"team-manager"_s), (QStringList { u"confirm.actions"_s, u"sign.team_manager.sign"_s }));
}

TEST(CaptureTest, TakesNoReadOnlyAnswersAndNoSignaturesFromAFile)
{
    Pen pen(u"T03"_s);
    pen.answers.set(u"sign.author.sign"_s, Json(u"Somebody else"_s));
    pen.answers.set(u"sign.author.at"_s, Json(u"2020-01-01T00:00:00Z"_s));
    pen.answers.set(u"story"_s, Json(u"mine"_s));
    const Answers typed = withoutSignatures(pen.form, withoutReadOnly(pen.form, pen.answers));
    EXPECT_FALSE(typed.contains(u"sign.author.sign"_s));
    EXPECT_FALSE(typed.contains(u"sign.author.at"_s));
    EXPECT_FALSE(typed.contains(u"ctx.activity"_s));
    EXPECT_TRUE(typed.contains(u"story"_s));
}

TEST(HomeVisitTest, KnowsWhomTheirLastVisitMissedWhateverFormNamesThem)
{
    FormContext context;
    context.values.insert(u"missed_last"_s, Json::strings({ u"4711"_s, u"0193a1c2-0000-7000-8000-000000000001"_s }));
    Pen pen = homeVisit(context);
    pen.pick(u"result"_s, u"went-ahead"_s);
    const QString row = pen.row(u"child#"_s);
    pen.say(row + u"child.rec"_s, u"47 11"_s);
    pen.yes(row + u"child.seen"_s);
    EXPECT_FALSE(pen.open(u"manager.reason"_s));
    pen.yes(row + u"child.seen"_s, false);
    EXPECT_TRUE(pen.open(u"manager.reason"_s)) << "typed as people do";
    pen.say(row + u"child.rec"_s, u"4712"_s);
    EXPECT_FALSE(pen.open(u"manager.reason"_s));
    pen.pick(u"result"_s, u"refused"_s);
    EXPECT_FALSE(pen.open(u"manager.reason"_s)) << "nobody says yet whom it was to see";
    SeededRandom random(3);
    pen.answers.addAnswer(u"missed"_s, codingAnswer(u"urn:sightline:list:children"_s, u"0193a1c2-0000-7000-8000-000000000001"_s, u"A.B."_s), random);
    recalculate(pen.form, pen.answers, pen.context);
    EXPECT_TRUE(pen.open(u"manager.reason"_s)) << "chosen from one's list";
}
