#include "qml/gallery/samples.h"
#include "qml/gallery/sample_camera.h"

#include "core/forms/answer_value.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace sightline {
namespace {

TaskRow task(const QString &id, TaskPlace place, const QString &title, const QString &summary, const QString &doneText)
{
    TaskRow row;
    row.id = id;
    row.place = place;
    row.title = title;
    row.service = u"Early Support"_s;
    row.summary = summary;
    row.doneText = doneText;
    row.how = u"Face to face or virtual meeting."_s;
    row.why = u"To look at individual and service performance. To identify areas for learning and where improvements are needed."_s;
    row.whose = u"You are the Service Manager of Early Support; this is led by any of: Service Manager, Team Manager, Team Leader."_s;
    row.rule = u"Every month"_s;
    row.ruleSource = u"Monthly"_s;
    row.dueText = u"Due Mon 30 Nov"_s;
    row.progressText = doneText.isEmpty() ? QString() : doneText + u" this month"_s;
    return row;
}

TodayState sampleToday()
{
    TaskRow observe = task(u"t1"_s, TaskPlace::First, u"Observe practice"_s, u"6 of 10 observed, by Fri 27 Nov"_s, u"6 of 10"_s);
    observe.whyFirst = u"Two of your eight practitioners have not been observed since May."_s;
    observe.dueText = u"Due Fri 27 Nov"_s;
    observe.dueTone = Tone::Attention;
    observe.progressText = u"6 of 10 this year"_s;
    observe.progress = 0.6;
    observe.startText = u"Start observation"_s;
    observe.how = u"Direct observation of practice: TaF meetings, home visits and managers’ supervision, with a reflective talk afterwards."_s;
    observe.why = u"To understand the quality of practice and its impact on children and families, and to support learning."_s;
    observe.rule = u"At least 10 times in the council year, 1 or 2 for each member of staff, by any of: Service Manager, Team Manager, Team Leader."_s;
    observe.ruleSource = u"10x per year (+ additional)"_s;
    TaskRow supervision = task(u"t2"_s, TaskPlace::First, u"Supervision"_s, u"4 people, by Mon 30 Nov"_s, u"2 of 4"_s);
    supervision.progress = 0.5;
    TaskRow dip = task(u"t3"_s, TaskPlace::Soon, u"Dip sample"_s, u"At least 2 this month"_s, u"0 of 2"_s);
    TaskRow visit = task(u"k1"_s, TaskPlace::First, u"Visit to A.B."_s, u"Not seen twice running. Visit due Fri 27 Nov"_s, {});
    visit.isVisit = true;
    visit.dueTone = Tone::Urgent;
    visit.dueText = visit.summary;
    visit.whyFirst = u"Not seen twice running. The next visit is due by Fri 27 Nov 2026. Last seen on Fri 13 Nov 2026."_s;
    visit.how.clear();
    visit.why.clear();
    visit.startText = u"Begin a visit"_s;
    TaskRow other = visit;
    other.id = u"k2"_s;
    other.place = TaskPlace::Soon;
    other.title = u"Visit to C.D."_s;
    other.summary = other.dueText = u"Visit due Fri 27 Nov"_s;
    other.dueTone = Tone::Attention;
    other.whyFirst = u"The next visit is due by Fri 27 Nov 2026. Last seen on Fri 16 Oct 2026."_s;
    QList<TaskRow> tasks { observe, visit, supervision, other, dip };
    tasks += task(u"t4"_s, TaskPlace::Soon, u"Team around the Family audit"_s, u"By Thu 31 Dec"_s, u"1 of 3"_s);
    tasks += task(u"t5"_s, TaskPlace::Soon, u"Planned programme of practitioner office visits"_s, u"Dewsbury and Batley, by Fri 18 Dec"_s, u"0 of 1"_s);
    for (int i = 0; i < 5; ++i)
        tasks += task(u"l%1"_s.arg(i), TaskPlace::Later, u"Data meeting"_s, u"Opens Tue 1 Dec"_s, u"0 of 1"_s);
    for (int i = 0; i < 9; ++i)
        tasks += task(u"a%1"_s.arg(i), TaskPlace::AsRequired, u"Learning review"_s, u"When a case steps down"_s, {});
    for (int i = 0; i < 7; ++i)
        tasks += task(u"n%1"_s.arg(i), TaskPlace::NoDate, u"Corporate Parenting Board"_s, u"The framework gives no date"_s, {});
    return { u"Monday 23 November"_s,
             u"3 to do first"_s,
             {},
             tasks,
             { { u"d1"_s, u"Home visit"_s, u"A.B. Part 4 of 9, The child"_s, u"Saved 14:02"_s } },
             { { u"r9"_s, u"Observation of practice: acknowledgement"_s, u"Written by Service Manager, Early Support"_s, u"in 3 days"_s, Tone::Attention } },
             { { u"r3#a"_s, u"r3"_s, u"a"_s, u"Ask for a second laptop so that notes are not shared"_s, u"You said you would, in: Office visit"_s,
                 u"Overdue: was due Fri 20 Nov. Under way"_s, Tone::Urgent },
               { u"r1#b"_s, u"r1"_s, u"b"_s, u"Try a one-page plan with this family"_s,
                 u"Early Support Practitioner, North (first), in: Observation of practice"_s, u"Due Fri 11 Dec"_s, Tone::Plain, true } } };
}

ActionPaper sampleAction()
{
    ActionPaper paper;
    paper.recordId = u"r3"_s;
    paper.row = u"a"_s;
    paper.what = u"Ask for a second laptop so that notes are not shared"_s;
    paper.why = u"Two practitioners wait for one another to write up."_s;
    paper.whose = u"To be done by Team Manager, Early Support North · Soon"_s;
    paper.agreed = u"Recorded by Team Manager, Early Support North, Fri 6 Nov 16:20, in: Office visit"_s;
    paper.dueText = u"Overdue: was due Fri 20 Nov"_s;
    paper.dueTone = Tone::Urgent;
    paper.stateText = u"Under way"_s;
    paper.stateIcon = u"refresh"_s;
    paper.history = { { u"Under way"_s,
                        u"Team Manager, Early Support North, Tue 17 Nov 09:10"_s,
                        u"What shows it: Ordered on the 16th\nPhotos or files that show it: 1"_s,
                        { { QString(64, u'c'), u"Order.pdf"_s, u"application/pdf"_s, 88'000 } } } };
    paper.mayFollowUp = true;
    paper.states = { { u"done"_s, u"Done"_s, true, true, true },
                     { u"under-way"_s, u"Under way"_s },
                     { u"not-started"_s, u"Not started"_s },
                     { u"no-longer-needed"_s, u"No longer needed"_s, true, false, true } };
    paper.stateQuestion = u"Where is it now?"_s;
    paper.doneOnQuestion = u"Done on"_s;
    paper.evidenceQuestion = u"What shows it?"_s;
    paper.filesQuestion = u"Photos or files that show it"_s;
    paper.impactQuestion = u"What is different now?"_s;
    paper.recheckQuestion = u"Look at it again on"_s;
    paper.todayIso = u"2026-11-23"_s;
    paper.yesterdayIso = u"2026-11-22"_s;
    return paper;
}

QList<RecordRow> sampleRecords()
{
    return {
        { u"r1"_s,
          RecordPlace::OnHub,
          u"Observation of practice"_s,
          u"Practitioner, Early Support"_s,
          u"Fri 20 Nov"_s,
          u"On the hub 11:32"_s,
          u"Waiting for their reply"_s,
          u"This week"_s,
          {} },
        { u"r2"_s, RecordPlace::OnHub, u"Home visit"_s, u"A.B., child protection plan"_s, u"today"_s, u"On the hub 14:02"_s, {}, u"This week"_s, {} },
        { u"r3"_s, RecordPlace::Here, u"Office visit"_s, u"Dewsbury team"_s, u"today"_s, u"On this device"_s, {}, u"This week"_s, {} },
        { u"r4"_s, RecordPlace::Draft, u"Dip sample"_s, u"Referrals, 6 of 10 looked at"_s, u"today"_s, u"Draft"_s, {}, u"This week"_s, {} },
        { u"r5"_s, RecordPlace::Sent, u"Supervision"_s, u"Team Leader, one to one"_s, u"Thu 12 Nov"_s, u"Sent, not answered yet"_s, {}, u"Earlier"_s, {} },
        { u"r6"_s, RecordPlace::Kept, u"Case file audit"_s, u"Batley team"_s, u"Thu 12 Nov"_s, u"Kept by the hub, not applied"_s, {}, u"Earlier"_s, {} },
        { u"r7"_s, RecordPlace::Conflict, u"Home visit"_s, u"C.D., child in need"_s, u"Tue 10 Nov"_s, u"Changed in two places"_s, {}, u"Earlier"_s, {} },
        { u"r8"_s,
          RecordPlace::OnHub,
          u"Observation of practice"_s,
          u"Team Leader, group supervision"_s,
          u"Mon 2 Nov"_s,
          u"On the hub, Mon 2 Nov 16:40"_s,
          {},
          u"Earlier"_s,
          {} },
    };
}

RecordPaper sampleRecord()
{
    RecordPaper paper;
    paper.id = u"r1"_s;
    paper.title = u"Observation of practice"_s;
    paper.subline = u"Fri 20 November, 10:00 to 11:10. Home visit, in the room. Early Support."_s;
    paper.place = RecordPlace::OnHub;
    paper.placeText = u"On the hub since Fri 20 Nov 11:32. Receipt 90 133."_s;
    paper.way = { { u"Observed"_s, u"you, Fri 20"_s, u"done"_s },
                  { u"Reflection"_s, u"due Fri 4 Dec"_s, u"now"_s },
                  { u"Signed"_s, {}, u"later"_s },
                  { u"Manager"_s, {}, u"later"_s } };
    using Kind = RecordLine::Kind;
    paper.lines = {
        { u"1"_s,
          Kind::Answer,
          u"What worked, and what difference it made"_s,
          u"She let the silence last. After a minute the child chose the toy kitchen and talked about breakfast while they played. Mum heard it for the "
          "first time."_s,
          {},
          false },
        { u"2"_s, Kind::Answer, u"What would make it better"_s, u"Say the plan back at the door, in the family’s words."_s, {}, false },
        { u"3"_s, Kind::Quote, u"What the family said"_s, u"“She listens, and she does what she says.”"_s, {}, false },
        { u"4"_s, Kind::Answer, u"Immediate concern"_s, u"None"_s, {}, true },
        { u"6"_s,
          Kind::Answer,
          u"Photos of the rooms (no people)"_s,
          {},
          {},
          false,
          { { QString(64, u'a'), u"photo-1.jpg"_s, u"image/jpeg"_s, 412'000 }, { QString(64, u'c'), u"photo-2.jpg"_s, u"image/jpeg"_s, 388'000 } } },
        { u"7"_s,
          Kind::Answer,
          u"Letters and papers, or your own words"_s,
          {},
          {},
          false,
          { { QString(64, u'd'), u"School attendance, autumn.pdf"_s, u"application/pdf"_s, 1'240'000 },
            { QString(64, u'e'), u"voice-note-1.ogg"_s, u"audio/ogg"_s, 214'000 } } },
    };
    paper.stateText = u"Waiting: reflection by the person observed"_s;
    paper.offers = { { u"reflection"_s, u"Your part: reflection"_s, u"Reflection"_s, true, true, false },
                     { u"return"_s, u"Return with comments"_s, u"Return with comments"_s, false, false, true } };
    paper.actions = { { u"b"_s,
                        u"Try a one-page plan with this family"_s,
                        u"To be done by Early Support Practitioner, North (first) · Due Fri 11 Dec"_s,
                        false,
                        u"Under way"_s,
                        u"refresh"_s,
                        Tone::Plain,
                        {},
                        { u"Under way\nEarly Support Practitioner, North (first), Mon 23 Nov 09:12\nWhat shows it: We drew the first one together"_s,
                          u"Not started\nEarly Support Practitioner, North (first), Sat 21 Nov 10:40"_s },
                        true } };
    paper.signName = u"Practitioner, Early Support"_s;
    paper.canAdd = true;
    paper.canMark = true;
    paper.versions = { { u"practitioner"_s, u"For the practitioner, without family data"_s }, { u"full"_s, u"The full record, for their folder"_s } };
    return paper;
}

QList<ServiceRow> sampleServices()
{
    const QString improvement = u"Resources, Improvement and Partnership"_s;
    const QString support = u"Family Support and Child Protection"_s;
    const QString learning = u"Learning and Early Support"_s;
    return {
        { u"slt"_s, u"Senior Leadership Team"_s, {}, u"9 activities, 3 questions open"_s, {} },
        { u"qa"_s, u"Quality Assurance Service"_s, improvement, u"8 activities"_s, {} },
        { u"cpru"_s, u"Child Protection and Review Unit"_s, improvement, u"10 activities, 1 question open"_s, {} },
        { u"fd"_s, u"Front Door"_s, support, u"6 activities"_s, {} },
        { u"ai"_s, u"Assessment and Intervention"_s, support, u"9 activities"_s, {} },
        { u"mst"_s, u"Multisystemic Therapy"_s, support, u"5 activities, 2 questions open"_s, {} },
        { u"es"_s, u"Early Support"_s, learning, u"11 activities"_s, {} },
        { u"ap"_s, u"Alternative Provision"_s, learning, u"4 activities"_s, {} },
        { u"sendact"_s, u"SENDACT"_s, learning, u"12 activities, 4 questions open"_s, {} },
    };
}

QList<ActivityRow> sampleActivities()
{
    return {
        { u"es:data"_s, u"Data meetings"_s, u"Every 6 to 8 weeks, by any of: Service Manager, Team Manager, Team Leader"_s, u"Early Support"_s, false },
        { u"es:obs"_s, u"Direct observation"_s, u"At least 10 times a year, by any of: Team Manager, Service Manager, Team Leader"_s, u"Early Support"_s,
          false },
        { u"es:sup"_s, u"Supervision"_s, u"Every month, by the Team Manager"_s, u"Early Support"_s, false },
        { u"es:case"_s, u"Case file audit"_s, u"At least 2 each month"_s, u"Early Support"_s, false },
        { u"es:esmap"_s, u"Early Support Multi-Agency Panel"_s, u"Every two months"_s, u"Early Support"_s, true },
        { u"es:office"_s, u"Planned programme of practitioner office visits"_s, u"Every quarter, by the Head of Service"_s, u"Early Support"_s, false },
    };
}

ActivityPaper sampleActivity()
{
    ActivityPaper paper;
    paper.id = u"es:esmap"_s;
    paper.title = u"Early Support Multi-Agency Panel"_s;
    paper.service = u"Early Support"_s;
    paper.directorate = u"Learning and Early Support"_s;
    paper.how = u"Face to face or virtual meeting. Dip sample of triage decisions before the panel."_s;
    paper.why = u"To assure that thresholds are applied alike, and that families reach the right help at the right time."_s;
    paper.leadWritten = u"SM/TM"_s;
    paper.leadSays = u"Any of: Service Manager, Team Manager."_s;
    paper.frequencyWritten = u"Bi-Monthly"_s;
    paper.frequencySays = u"Every two months."_s;
    paper.questions = { { u"q1"_s, u"Does “Bi-Monthly” mean every two months or twice a month?"_s, u"every two months."_s } };
    paper.assumptions = { u"One for the service, since the row names no team or person."_s };
    paper.formTitle = u"Panel or meeting note"_s;
    return paper;
}

ComingState sampleComing()
{
    return { u"A new edition counts from Thu 1 Apr 2027"_s,
             u"3 of its 12 changes concern you."_s,
             u"Planned work takes about 9.5 hours a month of your time now, and about 11.0 from then on."_s,
             { { u"1"_s, u"Data meetings"_s, u"Early Support"_s, u"How often"_s, u"repeat"_s,
                 u"Until then: every 6 to 8 weeks. From then on: once a month."_s },
               { u"2"_s, u"Shadowing days"_s, u"Early Support"_s, u"New"_s, u"plus"_s, u"Once a quarter, by the Team Manager."_s },
               { u"3"_s, u"Page audit"_s, u"Early Support"_s, u"Ends"_s, u"minus"_s, u"No longer done. Until then: once a year, by the Team Manager."_s } } };
}

SyncPageState sampleSync()
{
    SyncPageState state;
    state.light = SyncPageState::Light::OnHub;
    state.headline = u"Everything you wrote is safe."_s;
    state.detail = u"2 records wait to be sent. The hub has the rest. Last contact 14:02."_s;
    state.glyphText = u"On the hub"_s;
    state.canSync = true;
    state.canExport = true;
    state.waitingTotal = 2;
    state.waiting = { { u"r3"_s, u"r3"_s, u"Office visit"_s, u"On this device since 15:20"_s, {}, {}, u"device"_s, Tone::Plain },
                      { u"r5"_s, u"r5"_s, u"Supervision"_s, u"Sent, not answered yet"_s, {}, {}, u"sent"_s, Tone::Info } };
    state.conflicts = { { u"n1"_s, u"r7"_s, u"Home visit"_s, u"You, Tue 10 Nov 16:20"_s, {}, {}, u"conflict"_s, Tone::Attention } };
    state.kept = { { u"n2"_s, u"r6"_s, u"Case file audit"_s, u"You, Thu 12 Nov 10:04"_s, {}, {}, u"hand"_s, Tone::Attention } };
    state.diary = {
        { u"y1"_s, u"r2"_s, u"Home visit"_s, u"On the hub 14:02"_s, u"Today"_s, {}, u"cloud-done"_s, Tone::Good },
        { u"y2"_s, {}, u"14 records came"_s, u"The last at 09:14"_s, u"Today"_s, {}, u"cloud"_s, Tone::Plain },
        { u"y3"_s, u"r6"_s, u"Case file audit"_s, u"Kept by the hub, not applied, 10:05"_s, u"Thursday 12 November"_s, {}, u"hand"_s, Tone::Attention }
    };
    const HeldPaper conflict { u"n1"_s,
                               u"r7"_s,
                               u"Home visit"_s,
                               u"You, Tue 10 Nov 16:20"_s,
                               u"One answer was changed in two places. Both texts are kept; choose which one stands."_s,
                               u"If you are unsure, ask Team Manager, Dewsbury."_s,
                               {},
                               { { u"words"_s,
                                   u"What the child said, in their own words"_s,
                                   u"You, Tue 10 Nov 16:20"_s,
                                   u"I asked what mornings are like. “Mum gets up now. We had toast.”"_s,
                                   u"Team Leader, on the hub since Tue 10 Nov 17:02"_s,
                                   u"“Mum gets up now. We had toast. I like it when Nana comes on Fridays.”"_s,
                                   {} } },
                               {},
                               false,
                               true };
    const HeldPaper kept { u"n2"_s,
                           u"r6"_s,
                           u"Case file audit"_s,
                           u"You, Thu 12 Nov 10:04"_s,
                           u"You no longer work where this record belongs. The hub keeps it for the team's manager."_s,
                           u"If you are unsure, ask Service Manager, Early Support."_s,
                           {},
                           {},
                           {},
                           false,
                           true };
    state.held = { conflict, kept };
    return state;
}

MoreState sampleMore()
{
    return { u"Service Manager"_s,
             u"Early Support, 2 teams"_s,
             { { u"sm"_s, u"Service Manager"_s, u"Early Support"_s, true },
               { u"tm"_s, u"Team Manager"_s, u"Dewsbury team"_s, false },
               { u"qa"_s, u"QA Manager"_s, u"Quality Assurance Service"_s, false } },
             { { u"v"_s, u"Version"_s, u"0.1.0"_s },
               { u"h"_s, u"Hub"_s, u"sightline.council.example, last contact 14:02"_s },
               { u"s"_s, u"Storage"_s, u"412 records, 18 MB, locked with a key of this device"_s },
               { u"d"_s, u"Device"_s, u"Tablet 2"_s } },
             {} };
}

} // namespace

namespace {

/// A task whose turn is to be spread fairly, that was passed on, and a colleague's wish.
void showSampleDesk(TaskDesk &desk)
{
    DeskState state;
    state.taskId = u"t1"_s;
    state.canChange = true;
    state.standing = u"A manager was asked to put it off to Fri 11 Dec, and has not answered yet: the data come late this month."_s;
    state.eventText = u"Enter one that happened"_s;
    state.fairText = u"Fair next: 2 of 4 covered (staff member)"_s;
    state.fair = { { u"p1"_s, u"Early Support Practitioner, North (second)"_s, u"Nothing is recorded yet."_s, u"t2"_s },
                   { u"p2"_s, u"Early Support Practitioner, North (third)"_s, u"Last on 3 March 2026, 8 months ago. 1 of 2 done."_s, {} } };
    state.colleagues = { { u"p3"_s, u"Team Leader, Early Support North"_s }, { u"p4"_s, u"Team Manager, Early Support South"_s } };
    desk.show(state, u"2026-11-23"_s);
    desk.showWishes({ { u"w1"_s, u"Data meetings"_s, u"Team Leader, Early Support North asks to leave it out"_s, u"The review took its place."_s, false } });
}

} // namespace

void showSamples(AppViews &views)
{
    views.today()->show(sampleToday());
    showSampleDesk(*views.today()->desk());
    views.capture()->show({ { u"home"_s, u"Home visit"_s, u"A child or family at home. About 20 minutes."_s, u"home"_s },
                            { u"obs"_s, u"Observation of practice"_s, u"Watching a colleague at work. About 15 minutes on site."_s, u"eye"_s },
                            { u"office"_s, u"Office visit"_s, u"Talking to a front-line team. About 10 minutes."_s, u"office"_s } },
                          { { u"d1"_s, u"Home visit"_s, u"A.B. Part 4 of 9, The child"_s, u"Saved 14:02"_s } });
    views.children()->show({ { u"k1"_s, u"A.B."_s, u"5–10, Child protection plan"_s, u"Not seen twice running. Visit due Fri 27 Nov"_s, Tone::Urgent },
                             { u"k2"_s, u"C.D."_s, u"11–15, Care plan"_s, u"Visit due in 4 days"_s, Tone::Attention },
                             { u"k3"_s, u"Child …08"_s, u"2–4"_s, u"No visit date"_s, Tone::Plain } },
                           { { { u"2-4"_s, u"2–4"_s }, { u"5-10"_s, u"5–10"_s } },
                             { { u"child-protection-plan"_s, u"Child protection plan"_s }, { u"care-plan"_s, u"Care plan"_s } },
                             { { u"none"_s, u"None"_s } },
                             { { u"child-protection"_s, u"Child protection plan: every 10 working days"_s } },
                             { { u"p2"_s, u"Early Support Practitioner, North (second)"_s } } });
    showSampleYear(views);
    views.records()->show(sampleRecords(), 1, false);
    views.records()->showRecord(sampleRecord());
    views.framework()->showServices(u"Edition of 1 April 2026. 28 services, 168 activities."_s, sampleServices());
    views.framework()->showActivities(sampleActivities());
    views.framework()->showActivity(sampleActivity());
    views.framework()->showComing(sampleComing());
    views.sync()->show(sampleSync());
    MoreState more = sampleMore();
    more.canAddPerson = true;
    views.more()->show(more);
    views.more()->calendar()->setOffersAddress(true);
    views.more()->calendar()->showFile(u"Saved as Documents/Sightline tasks.ics."_s);
    views.more()->calendar()->showAddress({ u"This is your private address. It is shown this once."_s,
                                            u"webcal://hub.council.example/v1/calendar/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG.ics"_s, true });
}

void showChild(AppViews &views)
{
    showSamples(views);
    views.children()->open(u"k1"_s);
    ChildPaper paper;
    paper.id = u"k1"_s;
    paper.title = u"A.B."_s;
    paper.number = u"LCS-100471"_s;
    paper.lines = u"Age 5–10\nChild protection plan"_s;
    paper.ruleText = u"Child protection plan: every 10 working days."_s;
    paper.why = u"On your list. Visits by the rule Child protection plan: every 10 working days."_s;
    paper.whyFirst = u"Not seen twice running. The next visit is due by Fri 27 Nov 2026. Last seen on Fri 13 Nov 2026."_s;
    paper.dueText = u"Not seen twice running. Visit due Fri 27 Nov"_s;
    paper.tone = Tone::Urgent;
    paper.isMine = true;
    paper.visits = { { u"r1"_s, u"Not seen"_s, u"Mon 23 Nov"_s },
                     { u"r2"_s, u"Did not go ahead"_s, u"Fri 20 Nov"_s },
                     { u"r3"_s, u"Seen"_s, u"Fri 13 Nov"_s } };
    views.children()->showChild(paper, { u"LCS-100471"_s, u"A.B."_s, u"5-10"_s, u"child-protection-plan"_s, {}, u"child-protection"_s, {}, {} });
}

void openSampleAction(AppViews &views)
{
    views.actions()->open(u"r3"_s, u"a"_s);
    ActionWords words;
    words.state = u"done"_s;
    words.impact = u"Nobody waits to write up."_s;
    words.files = { { QString(64, u'a'), u"photo-1.jpg"_s, u"image/jpeg"_s, 412'000 } };
    views.actions()->show(sampleAction(), words);
}

void openSampleTemplates(AppViews &views, bool opens)
{
    static SodiumRandom random;
    views.templates()->show(true,
                            { { u"draft:1"_s, u"Doorstep check"_s, u"New, only on this device"_s, u"Being made"_s, u"draft"_s, int(Tone::Plain), {}, true },
                              { u"visit"_s, u"Home visit"_s, u"Version 1.2, used from Mon 23 Nov"_s, {}, {}, int(Tone::Plain), {} },
                              { u"office"_s,
                                u"Office visit"_s,
                                u"Version 1.1, used from Sun 23 Nov 2025"_s,
                                u"Was to be looked at again by Mon 2 Nov"_s,
                                u"alert"_s,
                                int(Tone::Attention),
                                {} } },
                            { { u"draft:2"_s, u"Panel checklist"_s, u"Deleted today 14:02. Kept until Mon 30 Nov."_s } });
    views.templates()->open();
    QFile file(u":/qt/qml/Sightline/Gallery/sample_form.json"_s);
    if (!opens || !file.open(QIODevice::ReadOnly))
        return;
    const auto json = parseJson(file.readAll());
    auto edit = json ? TemplateEdit::of({ *json, {}, {} }, random) : Result<TemplateEdit>(json.error());
    const auto before = json ? readQuestionnaire(*json) : Result<Questionnaire>(json.error());
    if (!edit || !before)
        return;
    // One question is new, and has no words yet.
    const QString section = edit->form().items[edit->form().roots.first()].linkId;
    [[maybe_unused]] const auto added = edit->addItem(section, {}, AnswerKind::YesNo, {});
    TemplateEditor::Start start { .id = u"1"_s, .edit = *std::move(edit) };
    start.before = *before;
    start.scales = scalesOf({ *before });
    start.roles = { u"Head of Service"_s, u"Quality Assurance Manager"_s, u"Service Manager"_s };
    start.context.today = QDate(2026, 11, 23);
    start.context.now = u"2026-11-23T14:02:00+00:00"_s;
    start.activities = { { u"es:a"_s, u"Direct observation of practice, Early Support"_s, u"Every 6 to 8 weeks, by the team manager. Now: Observation"_s },
                         { u"es:b"_s, u"Case file audit, Early Support"_s, u"Monthly, by the Head of Service. Now: Case file audit"_s } };
    [[maybe_unused]] const auto tied = start.edit.setActivities({ u"es:a"_s });
    for (const FormItem &item : start.edit.form().items) {
        if (item.enableWhen.size() == 1 && item.type != ItemType::Group)
            start.focus = item.linkId;
    }
    views.templates()->edit(std::make_unique<TemplateEditor>(std::move(start), random));
}

void openSampleForm(AppViews &views, int page)
{
    static SodiumRandom random;
    QFile file(u":/qt/qml/Sightline/Gallery/sample_form.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const auto json = parseJson(file.readAll());
    const auto form = json ? readQuestionnaire(json.value()) : json.error();
    if (!form)
        return;
    DraftState draft;
    const auto coding = [](const QString &system, const QString &code, const QString &display) {
        return Json::object({ { u"system"_s, system }, { u"code"_s, code }, { u"display"_s, display } });
    };
    draft.answers.set(u"kind"_s, coding(u"urn:s"_s, u"2"_s, u"Child protection plan"_s));
    draft.answers.set(u"arrived"_s, u"2026-11-23T13:20:00+00:00"_s);
    draft.answers.set(u"purpose"_s, u"To see how mornings go since Nana moved in, as agreed in the plan."_s);
    draft.answers.set(u"people"_s, 4);
    const auto row = draft.answers.addRow(u"person#"_s, random);
    draft.answers.set(u"person#"_s + row.row + u"/name"_s, u"Mum"_s);
    draft.answers.set(u"seen"_s, true);
    draft.answers.set(u"alone"_s, coding(u"urn:a"_s, u"1"_s, u"Yes"_s));
    draft.answers.set(u"words"_s, u"I asked what mornings are like. “Mum gets up now. We had toast. I like it when Nana comes on Fridays.”"_s);
    const auto picture = [](QChar fill, const QString &name, qint64 size) { return attachmentAnswer(QString(64, fill), u"image/jpeg"_s, size, name); };
    draft.answers.addAnswer(u"rooms"_s, picture(u'a', u"photo-1.jpg"_s, 412'000), random);
    draft.answers.addAnswer(u"rooms"_s, picture(u'c', u"photo-2.jpg"_s, 388'000), random);
    draft.answers.addAnswer(u"letters"_s, attachmentAnswer(QString(64, u'd'), u"application/pdf"_s, 1'240'000, u"School attendance, autumn.pdf"_s), random);
    draft.answers.addAnswer(u"letters"_s, attachmentAnswer(QString(64, u'e'), u"audio/ogg"_s, 214'000, u"voice-note-1.ogg"_s), random);
    draft.answers.set(u"hurt_where"_s, picture(u'b', u"drawing-1.png"_s, 31'000));
    draft.answers.set(u"hurt_marks"_s, u"1: a graze on the left hand, about 2 cm\n2: a small yellow bruise on the shoulder"_s);
    draft.page = page;
    draft.focusKey = page == 3 ? u"words"_s : QString();
    FormContext context;
    context.today = QDate(2026, 11, 23);
    context.now = u"2026-11-23T14:02:00+00:00"_s;
    auto session = std::make_unique<FormSession>(form.value(), context, random, draft);
    session->save = [session = session.get()](const DraftState &) { session->draftSaved(); };
    session->complete = [](const Answers &) {};
    session->beginVoice = [](const FilePlace &) {};
    views.capture()->camera()->setCamera(std::make_unique<SampleCamera>());
    session->setCamera(views.capture()->camera());
    session->now = [] { return u"2026-11-23T14:02:00+00:00"_s; };
    session->candidates = [](const QString &) {
        return QList<Candidate> { { u"tm"_s, u"Team Manager"_s, u"Dewsbury team"_s }, { u"sw"_s, u"Social Worker"_s, u"Dewsbury team"_s } };
    };
    views.capture()->open(std::move(session), u"A.B., 5–10, child protection plan"_s);
}

void openSampleMove(AppViews &views)
{
    openSampleForm(views, 0);
    DraftMove *move = views.capture()->move();
    QObject::connect(move, &DraftMove::lookAsked, move, [move] {
        move->showLook({ u"11 answers go along as they are."_s,
                         { u"“Who was in the home?”: Mum, Nana"_s, u"“How did it smell?”: Clean, of toast."_s },
                         u"These stay in the draft as it is now. Until Mon 30 Nov it is in Capture under Deleted drafts, and can be brought back."_s,
                         { u"Was the child asked where they sleep?"_s } });
    });
    move->show(u"This form has a newer version, used from Mon 23 Nov. You can finish this draft on the version it began with, or move it."_s);
}

void showNothing(AppViews &views)
{
    views.today()->show({ u"Monday 23 November"_s, u"Nothing to do first"_s, {}, {}, {}, {} });
    views.records()->show({}, 0, false);
    views.children()->show({}, {});
    views.framework()->showServices({}, {});
    views.framework()->showComing({});
    views.year()->showYear({});
    SyncPageState sync;
    sync.headline = u"Not joined to a hub yet"_s;
    sync.detail = u"What you write stays on this device until it is."_s;
    sync.glyphText = u"Not joined"_s;
    views.sync()->show(sync);
    views.more()->show({ u"Practitioner"_s, u"Early Support"_s, {}, {}, {} });
}

} // namespace sightline
