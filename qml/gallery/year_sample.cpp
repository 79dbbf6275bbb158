#include "qml/gallery/samples.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

YearCell cellOf(int place, const QString &month, const QString &state, const QString &icon, Tone tone, int done = -1, int asked = 0)
{
    YearCell cell { QString::number(place), month, state, icon, tone };
    cell.opens = state != u"Nothing due";
    if (done >= 0) {
        cell.countText = u"%1 of %2"_s.arg(done).arg(asked);
        cell.shortCount = u"%1/%2"_s.arg(done).arg(asked);
    }
    return cell;
}

/// A year with every state that a month can have.
QList<YearCell> eventfulYear()
{
    return { cellOf(0, u"April 2026"_s, u"Done"_s, u"check"_s, Tone::Good, 5, 5),
             cellOf(1, u"May 2026"_s, u"Missed"_s, u"close"_s, Tone::Urgent, 3, 5),
             cellOf(2, u"June 2026"_s, u"Done"_s, u"check"_s, Tone::Good, 12, 12),
             cellOf(3, u"July 2026"_s, u"Left out, with a reason"_s, u"minus"_s, Tone::Plain, 0, 1),
             cellOf(4, u"August 2026"_s, u"Nothing due"_s, {}, Tone::Plain),
             cellOf(5, u"September 2026"_s, u"Done"_s, u"check"_s, Tone::Good, 5, 5),
             cellOf(6, u"October 2026"_s, u"Late"_s, u"alert"_s, Tone::Attention, 4, 5),
             cellOf(7, u"November 2026"_s, u"Partly done"_s, u"draft"_s, Tone::Info, 2, 5),
             cellOf(8, u"December 2026"_s, u"To do"_s, u"clock"_s, Tone::Plain, 0, 5),
             cellOf(9, u"January 2027"_s, u"Still to come"_s, {}, Tone::Plain, 0, 5),
             cellOf(10, u"February 2027"_s, u"As required"_s, u"info"_s, Tone::Plain),
             cellOf(11, u"March 2027"_s, u"Not defined"_s, u"question"_s, Tone::Info) };
}

YearRow rowOf(const QString &id, const QString &title, const QString &directorate, const QString &summary, const QString &icon, Tone tone)
{
    YearRow row { id, title, summary, icon, tone };
    row.directorate = directorate;
    row.cells = eventfulYear();
    return row;
}

} // namespace

void showSampleYear(AppViews &views)
{
    const QString learning = u"Learning and Early Support"_s, resources = u"Resources, Improvement and Partnership"_s;
    YearRow unknown = rowOf(u"fostering"_s, u"Fostering Service"_s, resources, {}, {}, Tone::Plain);
    unknown.isKnown = false;
    unknown.cells = QList<YearCell>(12);
    const QStringList months { u"Apr"_s, u"May"_s, u"Jun"_s, u"Jul"_s, u"Aug"_s, u"Sep"_s, u"Oct"_s, u"Nov"_s, u"Dec"_s, u"Jan"_s, u"Feb"_s, u"Mar"_s };
    views.year()->showYear({ 2026,
                             u"Council year 2026/27"_s,
                             u"As the hub knew it at 14:02"_s,
                             months,
                             { rowOf(u"early-support"_s, u"Early Support"_s, learning, u"2 missed, 1 late, 31 of 48 done"_s, u"close"_s, Tone::Urgent),
                               rowOf(u"youth"_s, u"Youth Engagement Service"_s, learning, u"26 of 40 done, 2 of them late"_s, u"draft"_s, Tone::Info),
                               rowOf(u"qa"_s, u"Quality Assurance Service"_s, resources, u"1 late, 18 of 24 done"_s, u"alert"_s, Tone::Attention), unknown } });
}

void openSampleYear(AppViews &views)
{
    showSamples(views);
    views.year()->openService(u"early-support"_s);
    views.year()->showActivities(u"early-support"_s,
                                 { rowOf(u"observation"_s, u"Direct observation of practice"_s, {}, u"1 late, 4 of 10 done"_s, u"alert"_s, Tone::Attention),
                                   rowOf(u"supervision"_s, u"Supervision"_s, {}, u"27 of 38 done, 3 left out"_s, u"draft"_s, Tone::Info) });
}

void openSampleMonth(AppViews &views)
{
    openSampleYear(views);
    views.year()->openCell(u"observation"_s, 6);
    YearTask late { u"t1"_s,
                    u"Direct observation of practice"_s,
                    u"Early Support Practitioner, North (second) · October 2026"_s,
                    u"Late, due Fri 30 Oct"_s,
                    u"alert"_s,
                    Tone::Attention };
    YearTask done { u"t2"_s,
                    u"Direct observation of practice"_s,
                    u"Early Support Practitioner, North (first) · October 2026"_s,
                    u"Done late, on Tue 3 Nov"_s,
                    u"check"_s,
                    Tone::Attention };
    done.records = { { u"r1"_s, u"Record of Tue 3 Nov"_s }, { u"r2"_s, u"Record of Thu 5 Nov"_s } };
    done.unread = u"1 record of colleagues counted that is not on this device"_s;
    YearTask waived { u"t3"_s,
                      u"Direct observation of practice"_s,
                      u"Early Support Practitioner, North (third) · October 2026"_s,
                      u"Left out, with a reason"_s,
                      u"minus"_s,
                      Tone::Plain };
    waived.reason = u"Left out: away on a course all month, observed twice in September."_s;
    views.year()->showTasks(u"observation"_s, 6, { late, done, waived });
}

} // namespace sightline
