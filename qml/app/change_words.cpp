#include "qml/app/change_words.h"

#include "qml/bridge/day_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FrameworkChanges)
};

QString upperFirst(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/// Kind, icon and sentence of one change. The rules' own words are English, as they stand beside the document's.
void sayKind(const EditionChange &change, ChangeRow &row)
{
    switch (change.kind) {
    case EditionChangeKind::Added:
        //: What a coming edition does to an activity: it begins.
        row.kind = Words::tr("New");
        row.kindIcon = u"plus"_s;
        row.detail = upperFirst(change.after) + u'.';
        return;
    case EditionChangeKind::Removed:
        //: What a coming edition does to an activity: it is no longer done.
        row.kind = Words::tr("Ends");
        row.kindIcon = u"minus"_s;
        //: Of an activity that ends. %1 is how often and by whom it was done.
        row.detail = Words::tr("No longer done. Until then: %1.").arg(change.before);
        return;
    case EditionChangeKind::Moved:
        //: What a coming edition does to an activity: it comes to another service.
        row.kind = Words::tr("Another service");
        row.kindIcon = u"forward"_s;
        //: Of an activity that comes to another service. %1 is the service it was in.
        row.detail = Words::tr("Until now in %1.").arg(change.before);
        return;
    case EditionChangeKind::Renamed:
        //: What a coming edition does to an activity: it is called differently.
        row.kind = Words::tr("Name");
        row.kindIcon = u"text"_s;
        //: Of an activity that is called differently. %1 is what it was called.
        row.detail = Words::tr("Until now called “%1”.").arg(change.before);
        return;
    case EditionChangeKind::Rhythm:
        //: What a coming edition does to an activity: how often it is done changes.
        row.kind = Words::tr("How often");
        row.kindIcon = u"repeat"_s;
        break;
    case EditionChangeKind::Leads:
        //: What a coming edition does to an activity: who does it changes.
        row.kind = Words::tr("Who");
        row.kindIcon = u"people"_s;
        break;
    case EditionChangeKind::For:
        //: What a coming edition does to an activity: for whom or what it is counted changes.
        row.kind = Words::tr("Counted for");
        row.kindIcon = u"target"_s;
        break;
    case EditionChangeKind::Form:
        //: What a coming edition does to an activity: the form it is recorded with changes.
        row.kind = Words::tr("Form");
        row.kindIcon = u"records"_s;
        break;
    case EditionChangeKind::Words:
    case EditionChangeKind::ServiceRenamed:
    case EditionChangeKind::ServiceMoved:
        //: What a coming edition does to an activity: only its words change.
        row.kind = Words::tr("Words");
        row.kindIcon = u"text"_s;
        //: Of an activity whose words change but not what is to be done.
        row.detail = Words::tr("Worded differently; it means the same.");
        return;
    }
    //: What a coming edition changes of an activity. %1 is what holds until then, %2 what holds from then on.
    row.detail = Words::tr("Until then: %1. From then on: %2.").arg(change.before, change.after);
}

ChangeRow changeRow(const EditionChange &change)
{
    ChangeRow row { u"%1/%2"_s.arg(change.activity.toString(), editionChangeName(change.kind)), change.what, change.service, {}, {}, {}, {} };
    sayKind(change, row);
    return row;
}

QString hours(double value) { return QLocale().toString(value, 'f', 1); }

} // namespace

ComingState comingWords(const ComingChanges &coming, QDate today)
{
    ComingState state;
    //: Over the framework, while a new edition of it is to come. %1 is its first day.
    state.title = Words::tr("A new edition counts from %1").arg(plainDayWords(coming.from, today));
    if (coming.all == 0) {
        //: Of a coming edition of the framework that changes nothing.
        state.summary = Words::tr("It changes nothing.");
        return state;
    }
    const int all = static_cast<int>(coming.all);
    if (coming.mine.isEmpty()) {
        //: Of a coming edition of the framework. %n is how many things it changes, for others.
        state.summary = Words::tr("%n thing(s) change, none of them for you.", nullptr, all);
        return state;
    }
    //: Of a coming edition of the framework. %1 is how many of its changes concern this person, %2 how many there are.
    state.summary = Words::tr("%1 of its %2 changes concern you.").arg(coming.mine.size()).arg(coming.all);
    const QString before = hours(coming.hoursBefore);
    const QString after = hours(coming.hoursAfter);
    if (before != after) {
        //: What a coming edition does to this person's work, of what is due by a date. %1 and %2 are hours.
        state.hours = Words::tr("Planned work takes about %1 hours a month of your time now, and about %2 from then on.").arg(before, after);
    } else if (coming.hoursAfter > 0) {
        //: What a coming edition does to this person's work, of what is due by a date. %1 is hours.
        state.hours = Words::tr("Planned work takes about %1 hours a month of your time, now and from then on.").arg(after);
    }
    for (const EditionChange &change : coming.mine)
        state.changes.append(changeRow(change));
    return state;
}

QList<ChangeRow> changeRows(const EditionImpact &impact)
{
    QList<ChangeRow> rows;
    for (const ChangeForPeople &change : impact.changes) {
        ChangeRow row = changeRow(change.change);
        if (row.title.isEmpty())
            row.title = row.service;
        if (change.people.isEmpty()) {
            //: Of a change of the framework, for its owner.
            row.people = Words::tr("Nobody in the council does it yet");
        } else {
            //: Of a change of the framework, for its owner. %n is how many people do, or did, what it is about.
            row.people = Words::tr("Affects %n person(s)", nullptr, static_cast<int>(change.people.size()));
        }
        rows.append(row);
    }
    return rows;
}

QList<RoleLine> roleLines(const EditionImpact &impact)
{
    QList<RoleLine> lines;
    for (const RoleWork &work : impact.roles) {
        //: Beside a role, under the work that an edition of the framework asks of it. %n is how many people have it.
        const QString people = Words::tr("%n person(s)", nullptr, static_cast<int>(work.people));
        //: The work of a role in a month. %1 is hours.
        const QString before = Words::tr("%1 h").arg(hours(work.before));
        //: The work of a role in a month. %1 is hours.
        const QString after = Words::tr("%1 h").arg(hours(work.after));
        lines.append({ work.role, people, before, after });
    }
    return lines;
}

} // namespace sightline
