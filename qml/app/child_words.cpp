#include "qml/app/child_words.h"

#include "qml/bridge/day_words.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Children)
};

Tone toneOf(const ListedChild &listed)
{
    switch (listed.urgency) {
    case ListedChild::Urgency::NotSeenTwice:
    case ListedChild::Urgency::Late: return Tone::Urgent;
    case ListedChild::Urgency::DueSoon: return Tone::Attention;
    case ListedChild::Urgency::Coming:
    case ListedChild::Urgency::NoDate: return Tone::Plain;
    }
    Q_UNREACHABLE();
}

QString whenText(QDate due, QDate today)
{
    if (!due.isValid()) {
        //: On a child on one's list for whom no rule says when the next visit is due.
        return Words::tr("No visit date");
    }
    if (due < today) {
        //: On a child whose visit is late. %1 is a day: "Fri 20 Nov".
        return Words::tr("Visit was due %1").arg(plainDayWords(due, today));
    }
    //: On a child. %1 is a day: "Fri 27 Nov", "today".
    return Words::tr("Visit due %1").arg(dayWords(due, today));
}

QString dueTextOf(const ListedChild &listed, QDate today)
{
    const QString when = whenText(listed.standing.due, today);
    //: On a child missed on the last two visits. %1 is when the next is due: "Visit due Fri 27 Nov".
    return listed.standing.isNotSeenTwice() ? Words::tr("Not seen twice running. %1").arg(when) : when;
}

QString detailOf(const ListedChild &listed)
{
    QStringList parts;
    if (!listed.isMine)
        parts.append(listed.ownerName);
    for (const QString &text : { listed.ageText, listed.planText }) {
        if (!text.isEmpty())
            parts.append(text);
    }
    return parts.join(u", "_s);
}

QString dayText(QDate day) { return day.toString(Qt::ISODate); }

} // namespace

ChildRow childRow(const ListedChild &listed, QDate today)
{
    return { listed.child.id->toString(), discreetName(listed.child), detailOf(listed), dueTextOf(listed, today), toneOf(listed) };
}

TaskRow visitRow(const ListedChild &listed, QDate today)
{
    TaskRow row;
    row.id = listed.child.id->toString();
    row.isVisit = true;
    //: A visit that is due, on Today. %1 is the child's initials.
    row.title = Words::tr("Visit to %1").arg(discreetName(listed.child));
    row.service = detailOf(listed);
    row.whyFirst = listed.whyFirst;
    row.dueText = whenText(listed.standing.due, today);   // "Not seen twice running" stands beside it, in whyFirst
    row.summary = row.dueText;
    row.dueTone = toneOf(listed);
    row.whose = listed.why;
    row.rule = listed.rule ? listed.rule->why : QString();
    row.draft = listed.draft ? listed.draft->toString() : QString();
    //: Button on a visit to a child that was begun and not finished.
    const QString goOn = Words::tr("Go on with the visit");
    //: Button on a visit to a child that is due.
    const QString begin = Words::tr("Begin a visit");
    if (listed.isMine)
        row.startText = row.draft.isEmpty() ? begin : goOn;
    return row;
}

ChildPaper childPaper(const ListedChild &listed, QDate today)
{
    ChildPaper paper;
    paper.id = listed.child.id->toString();
    paper.title = discreetName(listed.child);
    paper.number = listed.child.number;
    QStringList lines;
    //: On a child. %1 is a band of ages: "5–10".
    if (!listed.ageText.isEmpty())
        lines.append(Words::tr("Age %1").arg(listed.ageText));
    for (const QString &text : { listed.planText, listed.legalText }) {
        if (!text.isEmpty())
            lines.append(text);
    }
    //: On a child. %1 is a day: when the placement or plan began.
    if (listed.child.began.isValid())
        lines.append(Words::tr("Began %1").arg(plainDayWords(listed.child.began, today)));
    paper.lines = lines.join(u'\n');
    //: On a child without a visit rule.
    paper.ruleText = listed.rule ? listed.ruleText + u". "_s + listed.rule->why : Words::tr("No visit rule");
    paper.why = listed.why;
    paper.whyFirst = listed.whyFirst;
    paper.dueText = dueTextOf(listed, today);
    paper.tone = toneOf(listed);
    paper.draft = listed.draft ? listed.draft->toString() : QString();
    paper.isMine = listed.isMine;
    for (const ChildVisit &visit : listed.visits) {
        //: What came of a visit to a child, in the list of visits: they were seen.
        const QString seen = Words::tr("Seen");
        //: What came of a visit to a child, in the list of visits: it took place, and the child was not seen.
        const QString notSeen = Words::tr("Not seen");
        //: What came of a visit to a child, in the list of visits: nobody answered, or it was refused.
        const QString failed = Words::tr("Did not go ahead");
        const QString what = visit.wasSeen ? seen : visit.wentAhead ? notSeen : failed;
        paper.visits.append({ visit.record.toString(), what, plainDayWords(visit.on, today) });
    }
    return paper;
}

ChildWords childWords(const ChildPointer &child)
{
    return { child.number, child.initials, child.ageBand, child.plan, child.legal, child.rule, dayText(child.began), dayText(child.seenOn) };
}

BegunRow begunRow(const BegunChild &begun, const ListedChild *listed)
{
    BegunRow row { begun.draft ? begun.draft->toString() : QString(), ChildSheet::New, begun.child ? begun.child->toString() : QString(), {}, begun.words };
    ChildPointer typed;
    typed.number = begun.words.value(u"number"_s);
    typed.initials = begun.words.value(u"initials"_s);
    const QString name = discreetName(listed ? listed->child : typed);
    switch (begun.form) {
    case ChildForm::New:
        row.sheet = ChildSheet::New;
        //: Over words of a child who was not put on the list yet. %1 is the child's initials.
        row.title = Words::tr("%1, whom you began to put on your list").arg(name);
        if (name.isEmpty()) {
            //: Over words of a child who was not put on the list yet, and of whom neither initials nor a number are given.
            row.title = Words::tr("A child you began to put on your list");
        }
        break;
    case ChildForm::Change:
        row.sheet = ChildSheet::Change;
        //: Over changes to what one's list says of a child that were not saved. %1 is the child's initials.
        row.title = Words::tr("Changes to %1").arg(name);
        break;
    case ChildForm::End:
        row.sheet = ChildSheet::End;
        //: Over words with which a child was to go off one's list, not saved. %1 is the child's initials.
        row.title = Words::tr("Taking %1 off your list").arg(name);
        break;
    }
    return row;
}

BegunChild begunSaid(const BegunRow &row)
{
    BegunChild begun;
    if (const auto draft = RecordId::fromString(row.draft))
        begun.draft = *draft;
    if (const auto child = RecordId::fromString(row.childId))
        begun.child = *child;
    begun.form = row.sheet == ChildSheet::Change ? ChildForm::Change : row.sheet == ChildSheet::End ? ChildForm::End : ChildForm::New;
    begun.words = row.words;
    return begun;
}

ChildPointer childSaid(const ChildWords &words, ChildPointer child)
{
    child.number = words.number;
    child.initials = words.initials;
    child.ageBand = words.ageBand;
    child.plan = words.plan;
    child.legal = words.legal;
    child.rule = words.rule;
    child.began = QDate::fromString(words.began, Qt::ISODate);
    child.seenOn = QDate::fromString(words.seenOn, Qt::ISODate);
    return child;
}

} // namespace sightline
