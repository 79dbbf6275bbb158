#include "qml/gallery/samples.h"

namespace sightline {

using namespace Qt::StringLiterals;

void showSampleOwner(AppViews &views)
{
    showSamples(views);
    views.framework()->owner()->showStanding(
        { true, 3, 12,
          u"The hub did not take the changes that were to count from Tue 1 Dec: somebody changed the framework meanwhile, or that day has come. Nothing is lost. Go on with them, and publish them again."_s,
          true });
}

void showSampleTeam(AppViews &views)
{
    showSamples(views);
    TeamView *team = views.more()->team();
    team->setIsOffered(true);
    team->showProblem(u"The hub cannot be asked about their devices just now. What it said last is shown, with its time."_s);
    team->show(u"Their devices as the hub knew them: 14:02"_s,
               { { u"a"_s, u"Early Support Practitioner, North (second)"_s, u"3 late, 2 due, 12 done"_s,
                   u"Device last heard Mon 9 Nov 08:15, with 2 records not sent"_s, u"device"_s, Tone::Attention },
                 { u"b"_s, u"Early Support Practitioner, North (first)"_s, u"0 late, 4 due, 9 done"_s, u"Device last heard 13:58"_s, u"device"_s, Tone::Plain },
                 { u"c"_s, u"Team Leader, Early Support North"_s, u"0 late, 1 due, 14 done"_s, u"No device has joined"_s, u"device"_s, Tone::Attention },
                 { u"d"_s, u"Supervising Social Worker, Fostering (first)"_s, u"This device is not told what becomes of their tasks"_s,
                   u"Device last heard yesterday 17:20"_s, u"device"_s, Tone::Plain } });
}

void showSampleTables(AppViews &views)
{
    showSamples(views);
    ImportView *tables = views.more()->tables();
    tables->setIsOffered(true);
    tables->choose(u"people"_s, QUrl::fromLocalFile(u"/somewhere/people-november.csv"_s));
    tables->refuse(u"Nothing was taken in. Put these rows right, and give the whole table again."_s,
                   { { u"0"_s, u"People, line 4, manager"_s, u"“tm-nort” is nobody known."_s },
                     { u"1"_s, u"People, line 9, from"_s, u"This is not a day. Write it like 2026-11-23 or 23/11/2026."_s } });
}

void showSampleEvents(AppViews &views)
{
    showSamples(views);
    const QList<HappenedRow> placements { { u"Change of placement, on Thu 12 Nov"_s, u"Late: it was due Thu 19 Nov"_s, u"alert"_s, Tone::Urgent },
                                          { u"On Fri 20 Nov"_s, u"Open, due Fri 27 Nov"_s, u"clock"_s, Tone::Attention },
                                          { u"On Mon 2 Nov"_s, u"Left out: the placement ended the same day"_s, u"minus"_s, Tone::Plain },
                                          { u"On Tue 6 Oct"_s, u"Done on Thu 8 Oct"_s, u"check"_s, Tone::Good } };
    views.more()->events()->show(u"What happened since Wed 1 Apr"_s,
                                 { { u"placements"_s, u"Placement Assurance"_s, u"Placement Team, each time a placement is made"_s,
                                     u"37 happened: 34 done, 2 open, 1 of them late, 1 left out with a reason"_s, u"alert"_s, Tone::Urgent, placements },
                                   { u"conferences"_s,
                                     u"Conference monitoring forms"_s,
                                     u"Child Protection and Review Unit, each time after a conference"_s,
                                     u"12 happened: 12 done, 0 open"_s,
                                     u"check"_s,
                                     Tone::Good,
                                     { { u"On Mon 16 Nov"_s, u"Done on Tue 17 Nov"_s, u"check"_s, Tone::Good } } },
                                   { u"plans"_s,
                                     u"Step-down review"_s,
                                     u"Assessment and Intervention, each time a plan is stepped down or de-escalated"_s,
                                     u"Nothing was entered yet"_s,
                                     u"clock"_s,
                                     Tone::Plain,
                                     {} } });
    views.more()->events()->finish(u"Saved on this device: it happened today. What it asks for is a task from now on."_s, u"record"_s);
}

void showSampleEventTable(AppViews &views)
{
    showSampleEvents(views);
    views.more()->events()->refuse(u"Nothing was taken in. Put these rows right, and give the whole table again."_s,
                                   { { u"0"_s, u"Line 4, date"_s, u"This is not a day. Write it like 2026-11-23 or 23/11/2026."_s },
                                     { u"1"_s, u"Line 9, activity"_s, u"“S6.9” is no activity that something sets off."_s } });
}

void showSampleAbsences(AppViews &views)
{
    showSamples(views);
    views.more()->absences()->show(
        { { u"a"_s, u"Team Manager, Early Support North"_s, u"From Mon 23 Nov to Fri 4 Dec. Covered by Team Manager, Early Support South."_s, true },
          { u"b"_s, u"Early Support Practitioner, North (second)"_s, u"From Mon 7 Dec until further notice. Their line manager covers."_s, true },
          { u"c"_s, u"Service Manager, Early Support"_s,
            u"From Mon 30 Nov to Tue 1 Dec. Here, but the role “Service Manager” is held by Development and Operations Manager."_s, false } },
        { { u"me"_s, u"Team Manager, Early Support North"_s }, { u"p1"_s, u"Early Support Practitioner, North (first)"_s } }, true, u"2026-11-23"_s);
}

void openSampleRow(AppViews &views)
{
    showSampleOwner(views);
    OwnerDesk *desk = views.framework()->owner();
    desk->openRow(u"es:esmap"_s);
    OwnerRow row;
    row.key = u"es:esmap"_s;
    row.title = u"Early Support Multi-Agency Panel"_s;
    row.service = u"Early Support"_s;
    row.words = { { u"what"_s, u"Early Support Multi-Agency Panel"_s },
                  { u"how"_s, u"Face to face or virtual meeting. Dip sample of triage decisions before the panel."_s },
                  { u"why"_s, u"To assure that thresholds are applied alike, and that families reach the right help at the right time."_s },
                  { u"lead"_s, u"A. Name"_s },
                  { u"frequency"_s, u"Every 6 weeks"_s } };
    row.problems = { { u"lead"_s, u"This looks like a person's name or initials. Name the role instead."_s } };
    row.frequencySays = u"Every 6 weeks"_s;
    row.leadSays = u"Service Manager, Team Manager"_s;
    row.assumptions = u"One for the service, since the row names no team or person."_s;
    row.questions = { { u"frequency/0"_s, u"frequency"_s, u"Does “Bi-Monthly” mean every two months or twice a month?"_s, u"every two months"_s, false, {} },
                      { u"how/answered"_s, u"how"_s, u"This row gives a financial limit of £20k, S20.4 gives £15k. Which holds?"_s, {}, true, u"£20k"_s } };
    row.isChanged = true;
    desk->showRow(row);
}

void openSampleDocument(AppViews &views)
{
    showSampleOwner(views);
    views.framework()->owner()->showDocument(
        { u"Quality Assurance Framework 2027.docx"_s,
          u"Activities: 169. Read otherwise: 4. New: 2. No longer there: 1. It takes the place of the 3 activities you have changed and not published."_s,
          { u"Table 3, row 5: this row has a tracked change; it is read as if it had been accepted."_s,
            u"“Family Help” is a new service: it is not taken up here. Whoever looks after the hub takes the document in, with its new services."_s },
          true });
}

void openSampleReview(AppViews &views)
{
    showSampleOwner(views);
    OwnerDesk *desk = views.framework()->owner();
    desk->openReview();
    OwnerReview review;
    review.fromIso = u"2027-01-01"_s;
    review.changes = { { u"1"_s, u"Supervision"_s, u"Fostering Service"_s, u"How often"_s, u"repeat"_s,
                         u"Until then: once a month. From then on: every 6 weeks."_s, u"Affects 14 people"_s },
                       { u"2"_s, u"Practice Observation"_s, u"Early Support"_s, u"Who"_s, u"people"_s,
                         u"Until then: led by the Team Manager. From then on: led by any of: Team Manager, Advanced Practitioner."_s, u"Affects 6 people"_s },
                       { u"3"_s, u"Corporate Parenting Board"_s, u"Quality Assurance Service"_s, u"Ends"_s, u"minus"_s,
                         u"No longer done. Until then: once a quarter, by the Head of Service."_s, u"Nobody in the council does it yet"_s } };
    review.roles = { { u"Advanced Practitioner"_s, u"2 people"_s, u"11.5 h"_s, u"14.0 h"_s },
                     { u"Fostering Supervising Social Worker and Reviewing Officer"_s, u"9 people"_s, u"120.5 h"_s, u"98.0 h"_s },
                     { u"Team Manager"_s, u"4 people"_s, u"42.0 h"_s, u"42.0 h"_s } };
    review.untilNext = u"From 1 April 2027 another edition counts, published earlier, and it has none of these changes. To keep them, publish them once more "
                       "from that day."_s;
    review.notCounted = u"31 activities are in no figure: nobody knows beforehand how often they come, or how long they take."_s;
    desk->showReview(review);
}

} // namespace sightline
