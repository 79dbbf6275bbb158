// A person's tasks in a calendar of their own: read back by a parser that is not ours.
#include "core/calendar_feed/calendar_file.h"
#include "core/packs/framework/framework_pack.h"
#include "tests/support/read_calendar.h"
#include "tests/unit/tasks/planner_world.h"

#include <QSet>

using namespace sightline;
using namespace sightline::test;

namespace {

const Instant stamp = *instantFromIso(u"2026-11-23T10:00:00Z");
const Instant datesFrom = *instantFromIso(u"2026-04-01T00:00:00Z");
const CouncilZone &zone() { return englandCalendar().zone(); }
const DateSpan year = usualCalendarSpan(today);

QByteArray written(const OwnCalendar &calendar, WithTodos todos = WithTodos::No)
{
    const auto file = calendarFile(calendar, stamp, todos);
    EXPECT_TRUE(file);
    return file ? *file : QByteArray();
}

/// What the calendar holds under @p uid; null where it holds nothing.
Json partOf(const Json &calendar, const QString &uid)
{
    for (const Json &part : calendar[u"parts"_s].toArray()) {
        if (part[u"UID"_s].toString() == uid)
            return part;
    }
    return {};
}

QString uidOf(const TaskId &task) { return task.toString() + u"@sightline"_s; }

CalendarEntry entry(const QString &what)
{
    CalendarEntry made {
        .task = taskIdOf(ActivityKey(u"a"_s), what, today), .what = what, .part = {}, .ref = u"S20.1"_s, .service = u"Early Support"_s, .period = {}
    };
    made.opens = today;
    made.due = QDate(2026, 11, 30);
    made.target = 2;
    made.done = 1;
    made.movedAt = datesFrom;
    made.changedAt = datesFrom;
    return made;
}

/// The built-in framework in the demo council, a year ahead.
const Plan &builtInPlan()
{
    static const Plan plan = [] {
        const auto framework = compileWithBuiltInTables(builtInFramework());
        EXPECT_TRUE(framework);
        return Plan::make({ *framework, demoCouncil(), englandCalendar(), QDate(2026, 4, 1) }, {}, {}, today, reachFor(today, year));
    }();
    return plan;
}

/// Those of @p needles that stand in @p ics, folded or not, whatever their case.
QStringList foundIn(const QByteArray &ics, const QStringList &needles)
{
    const QString whole = QString::fromUtf8(QByteArray(ics).replace("\r\n ", ""));
    QStringList found;
    for (const QString &needle : needles) {
        if (whole.contains(needle, Qt::CaseInsensitive))
            found.append(needle);
    }
    return found;
}

} // namespace

TEST(CalendarFile, AYearOfTheBuiltInFrameworkIsTakenByAnotherParser)
{
    int examined = 0;
    for (const PersonId &person : { who(u"tm-early-support-north"_s), who(u"sm-early-support"_s) }) {
        const OwnCalendar calendar = ownCalendar(builtInPlan(), person, year, zone(), { datesFrom, {} });
        ASSERT_GT(calendar.entries.size(), 20);
        EXPECT_GT(calendar.undated, 0);
        const Json read = readCalendar(written(calendar));
        EXPECT_EQ(read[u"METHOD"_s].toString(), u"PUBLISH"_s);
        EXPECT_EQ(read[u"VERSION"_s].toString(), u"2.0"_s);
        EXPECT_EQ(read[u"X-WR-CALNAME"_s].toString(), u"Sightline tasks"_s);
        EXPECT_TRUE(read[u"X-WR-CALDESC"_s].toString().startsWith(QString::number(calendar.undated)));
        ASSERT_EQ(read[u"parts"_s].toArray().size(), calendar.entries.size());
        QSet<QString> uids;
        for (const CalendarEntry &each : calendar.entries) {
            const Json event = partOf(read, uidOf(each.task));
            ASSERT_EQ(event[u"component"_s].toString(), u"VEVENT"_s);
            // A day, and not a moment in some zone: it is the same day wherever it is read.
            EXPECT_EQ(event[u"DTSTART"_s].toString(), each.due.toString(Qt::ISODate));
            EXPECT_EQ(event[u"DTEND"_s].toString(), each.due.addDays(1).toString(Qt::ISODate));
            EXPECT_EQ(event[u"DTSTAMP"_s].toString(), u"2026-11-23T10:00:00+00:00"_s);
            EXPECT_EQ(event[u"TRANSP"_s].toString(), u"TRANSPARENT"_s);
            EXPECT_EQ(event[u"CATEGORIES"_s].toStrings(), QStringList { u"Sightline"_s });
            EXPECT_TRUE(event[u"SUMMARY"_s].toString().contains(each.what.simplified()));
            EXPECT_TRUE(event[u"DESCRIPTION"_s].toString().contains(each.service));
            EXPECT_TRUE(instantFromIso(event[u"LAST-MODIFIED"_s].toString()).has_value());
            uids.insert(event[u"UID"_s].toString());
            ++examined;
        }
        EXPECT_EQ(uids.size(), calendar.entries.size());
    }
    std::printf("%d events read by the other parser\n", examined);
}

TEST(CalendarFile, WordsComeBackAsTheyAreHoweverLongAndWhateverIsInThem)
{
    OwnCalendar calendar { .span = year, .entries = {} };
    const QStringList hard { u"Commas, semicolons; a \\ backslash, \"quotes\" and a colon: all of them"_s,
                             u"BEGIN:VEVENT"_s,
                             u"Ŵyneb ôl – plant â’r teulu 👪 "_s.repeated(40).simplified(),
                             u"x"_s.repeated(1000),
                             u"é"_s.repeated(500),
                             u"👪"_s.repeated(200) };
    for (const QString &what : hard)
        calendar.entries.append(entry(what));
    calendar.entries.append(entry(u"two\nlines\r\nand a\u0007bell"_s));
    const Json read = readCalendar(written(calendar, WithTodos::Yes));
    ASSERT_EQ(read[u"parts"_s].toArray().size(), 2 * calendar.entries.size());
    for (const CalendarEntry &each : calendar.entries) {
        const QString what = each.what.startsWith(u"two") ? u"two lines and a bell"_s : each.what;
        EXPECT_EQ(partOf(read, uidOf(each.task))[u"SUMMARY"_s].toString(), what);
    }
}

TEST(CalendarFile, HoldsNobodysNameAndNothingThatAnybodyTyped)
{
    // Everybody's name, what an event was called, and each person's id: all of it is in the plan, none of it in the file.
    QStringList needles { u"Sibling group of A.B., Mill Lane"_s };
    for (const Person &person : demoCouncil().people())
        needles << person.name << person.id.toString();
    const auto about = activity(u"placement"_s, { ofKind(RuleKind::Event) }, { u"Team Manager"_s });
    const OpenEvent event { RecordId(QUuid::createUuidV5(QUuid(), u"event"_s)),
                            ActivityKey(u"placement"_s),
                            ServiceId(u"early-support"_s),
                            needles.first(),
                            today.addDays(-2),
                            today.addDays(5) };
    const auto supervision = activity(u"supervision"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Manager"_s }, UnitKind::Subject);
    const Plan plan = Plan::make(world({ about, supervision }), {}, { event }, today, reachFor(today, year));
    const PersonId manager = who(u"tm-early-support-north"_s);
    int named = 0;
    for (const PersonTask &row : plan.tasksOf(manager))
        named += needles.contains(row.concerns) || needles.contains(row.task.note);
    ASSERT_GT(named, 10) << "nothing to leave out";

    const OwnCalendar calendar = ownCalendar(plan, manager, year, zone(), { datesFrom, {} });
    ASSERT_GT(calendar.entries.size(), 10);
    const QByteArray ics = written(calendar, WithTodos::Yes);
    EXPECT_EQ(foundIn(ics, needles), QStringList());

    // The search would have found one, also where its line is folded.
    OwnCalendar leaking = calendar;
    leaking.entries[3].what = u"Supervision with the person who is called "_s + needles.at(5);
    EXPECT_EQ(foundIn(written(leaking), needles).size(), 1);
    std::printf("%lld names and words looked for in %lld bytes\n", qlonglong(needles.size()), qlonglong(ics.size()));
}

TEST(CalendarFile, TheSequenceRisesWhenADayMovesAndStaysWhenItDoesNot)
{
    const auto planWith = [](int dayOfMonth) {
        Rule rule = periodic(1, PeriodUnit::Month);
        rule.dayOfMonth = dayOfMonth;
        return Plan::make(world({ activity(u"report"_s, { rule }, { u"Team Manager"_s }) }), {}, {}, today, reachFor(today, year));
    };
    const PersonId manager = who(u"tm-early-support-north"_s);
    const OwnCalendar before = ownCalendar(planWith(7), manager, year, zone(), { datesFrom, {} });
    const OwnCalendar again = ownCalendar(planWith(7), manager, year, zone(), { datesFrom, {} });
    const OwnCalendar moved = ownCalendar(planWith(14), manager, year, zone(), { *instantFromIso(u"2026-11-20T09:00:00Z"), {} });
    ASSERT_FALSE(before.entries.isEmpty());
    const auto laterFile = calendarFile(again, Instant { stamp.msSinceEpoch + 86400000 });
    ASSERT_TRUE(laterFile);
    const Json first = readCalendar(written(before));
    const Json later = readCalendar(*laterFile);
    const Json after = readCalendar(written(moved));
    int compared = 0;
    for (const CalendarEntry &each : moved.entries) {
        const Json was = partOf(first, uidOf(each.task));
        const Json is = partOf(after, uidOf(each.task));
        if (was[u"UID"_s].toString().isEmpty())
            continue;   // its day was before the span
        ASSERT_NE(was[u"DTSTART"_s].toString(), is[u"DTSTART"_s].toString());
        EXPECT_GT(is[u"SEQUENCE"_s].toInteger(), was[u"SEQUENCE"_s].toInteger());
        EXPECT_GE(is[u"LAST-MODIFIED"_s].toString(), was[u"LAST-MODIFIED"_s].toString());
        EXPECT_EQ(partOf(later, uidOf(each.task))[u"SEQUENCE"_s].toInteger(), was[u"SEQUENCE"_s].toInteger());
        ++compared;
    }
    EXPECT_GE(compared, 12);
}

TEST(CalendarFile, WhatIsDoneLateOrMissedSaysSo)
{
    const auto report = activity(u"report"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Manager"_s });
    const QString unit = u"service:early-support"_s;
    const QDate august(2026, 8, 1), september(2026, 9, 1), october(2026, 10, 1);
    const Plan plan = Plan::make(world({ report }), { fact(1, u"report"_s, unit, september, QDate(2026, 9, 20)) }, {}, today, reachFor(today, year));
    const OwnCalendar calendar = ownCalendar(plan, who(u"tm-early-support-north"_s), year, zone(), { datesFrom, {} });
    const Json read = readCalendar(written(calendar, WithTodos::Yes));
    const auto id = [&](QDate start) { return taskIdOf(ActivityKey(u"report"_s), unit, start).toString(); };

    EXPECT_EQ(partOf(read, id(september) + u"@sightline"_s)[u"SUMMARY"_s].toString(), u"Done: report"_s);
    const Json done = partOf(read, id(september) + u"-todo@sightline"_s);
    EXPECT_EQ(done[u"component"_s].toString(), u"VTODO"_s);
    EXPECT_EQ(done[u"STATUS"_s].toString(), u"COMPLETED"_s);
    EXPECT_EQ(done[u"COMPLETED"_s].toString(), u"2026-09-20T12:00:00+00:00"_s);

    EXPECT_EQ(partOf(read, id(october) + u"@sightline"_s)[u"SUMMARY"_s].toString(), u"Late: report"_s);
    EXPECT_EQ(partOf(read, id(october) + u"-todo@sightline"_s)[u"STATUS"_s].toString(), u"NEEDS-ACTION"_s);
    EXPECT_EQ(partOf(read, id(august) + u"@sightline"_s)[u"SUMMARY"_s].toString(), u"Missed: report"_s);
    const Json coming = partOf(read, id(QDate(2027, 3, 1)) + u"-todo@sightline"_s);
    EXPECT_EQ(coming[u"SUMMARY"_s].toString(), u"report"_s);
    EXPECT_LT(coming[u"DTSTART"_s].toString(), coming[u"DUE"_s].toString());
}

TEST(CalendarFile, WhatIsPutOffMovesAndWhatIsLeftOutIsCancelled)
{
    const QString unit = u"service:early-support"_s;
    const QDate november(2026, 11, 1), december(2026, 12, 1);
    PlanInputs inputs = world({ activity(u"report"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Manager"_s }) });
    const auto waived = [&](QDate start, Waiver::Kind kind, QDate until) {
        const RecordId id(QUuid::createUuidV5(QUuid(), start.toString(Qt::ISODate)));
        Waiver waiver { id, ActivityKey(u"report"_s), unit, start, who(u"hos-early-support"_s), today, kind, u"A reason of A.B.'s"_s, until };
        waiver.isDecided = true;
        waiver.service = ServiceId(u"early-support"_s);
        return waiver;
    };
    inputs.waivers = { waived(november, Waiver::Kind::Defer, QDate(2026, 12, 4)), waived(december, Waiver::Kind::Waive, {}) };
    const Plan plan = Plan::make(inputs, {}, {}, today, reachFor(today, year));
    const QByteArray ics = written(ownCalendar(plan, who(u"tm-early-support-north"_s), year, zone(), { datesFrom, {} }), WithTodos::Yes);
    const Json read = readCalendar(ics);
    const auto id = [&](QDate start) { return taskIdOf(ActivityKey(u"report"_s), unit, start).toString(); };
    EXPECT_EQ(partOf(read, id(november) + u"@sightline"_s)[u"DTSTART"_s].toString(), u"2026-12-04"_s);
    EXPECT_EQ(partOf(read, id(december) + u"@sightline"_s)[u"STATUS"_s].toString(), u"CANCELLED"_s);
    EXPECT_EQ(partOf(read, id(december) + u"-todo@sightline"_s)[u"STATUS"_s].toString(), u"CANCELLED"_s);
    EXPECT_EQ(foundIn(ics, { u"A reason"_s }), QStringList());
}

TEST(CalendarFile, WhatHasNoDateIsLeftOutAndCounted)
{
    const auto monthly = activity(u"monthly"_s, { periodic(1, PeriodUnit::Month) }, { u"Team Manager"_s });
    const auto advisory = activity(u"advisory"_s, { ofKind(RuleKind::Adhoc) }, { u"Team Manager"_s });
    const auto blank = activity(u"blank"_s, { ofKind(RuleKind::Unspecified) }, { u"Team Manager"_s });
    const auto waits = activity(u"waits"_s, { ofKind(RuleKind::Event) }, { u"Team Manager"_s });
    const Plan plan = Plan::make(world({ monthly, advisory, blank, waits }), {}, {}, today, reachFor(today, year));
    const OwnCalendar calendar = ownCalendar(plan, who(u"tm-early-support-north"_s), year, zone(), { datesFrom, {} });
    EXPECT_EQ(calendar.undated, 3);
    for (const CalendarEntry &each : calendar.entries)
        EXPECT_EQ(each.what, u"monthly"_s);
    EXPECT_EQ(sayLeftOut(calendar), u"3 tasks without a date are not in this calendar."_s);
}

TEST(CalendarFile, ACalendarHasABoundAndSaysWhatIsBeyond)
{
    // A week in so many parts that a year of them is over the bound.
    QList<CompiledActivity> many;
    for (int i = 0; i < 45; ++i)
        many.append(activity(u"weekly-%1"_s.arg(i), { periodic(1, PeriodUnit::Week) }, { u"Team Manager"_s }));
    const Plan plan = Plan::make(world(many), {}, {}, today, reachFor(today, year));
    const OwnCalendar calendar = ownCalendar(plan, who(u"tm-early-support-north"_s), year, zone(), { datesFrom, {} });
    EXPECT_EQ(calendar.entries.size(), calendarEntriesMax);
    EXPECT_GT(calendar.tooMany, 0);
    EXPECT_LE(calendar.entries.last().due, year.to);
    EXPECT_TRUE(sayLeftOut(calendar).contains(QString::number(calendar.tooMany)));
    const QByteArray ics = written(calendar);
    EXPECT_LT(ics.size(), 4 * 1024 * 1024);
    EXPECT_EQ(readCalendar(ics)[u"parts"_s].toArray().size(), calendarEntriesMax);
}

TEST(CalendarFile, TheSameValuesGiveTheSameBytes)
{
    const OwnCalendar calendar = ownCalendar(builtInPlan(), who(u"tm-early-support-north"_s), year, zone(), { datesFrom, {} });
    EXPECT_EQ(written(calendar), written(calendar));
}
