#include "qml/app/action_words.h"

#include "qml/bridge/day_words.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// A day this close takes the colour of attention.
constexpr int soonDays = 7;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

QString momentOf(qint64 ms, const CouncilNow &now) { return momentWords(now.at(ms), now.today); }

Tone toneOf(QDate by, QDate today)
{
    if (!by.isValid())
        return Tone::Plain;
    return by < today ? Tone::Urgent : today.daysTo(by) <= soonDays ? Tone::Attention : Tone::Plain;
}

QString dueTextOf(QDate due, QDate today)
{
    if (!due.isValid()) {
        //: On an agreed action for which no day was agreed.
        return Words::tr("No day agreed");
    }
    if (due < today) {
        //: On an agreed action that is late. %1 is a day: "Fri 27 Nov".
        return Words::tr("Overdue: was due %1").arg(plainDayWords(due, today));
    }
    //: On an agreed action. %1 is a day: "Fri 27 Nov", "today".
    return Words::tr("Due %1").arg(dayWords(due, today));
}

/// Why an action stands in this person's list.
QString whyOf(const ListedAction &item)
{
    switch (item.why) {
    case ListedAction::Why::Mine:
        if (item.action.agreedBy == item.action.owner) {
            //: Under an action in one's list that one agreed oneself. %1 is the form: "Office visit".
            return Words::tr("You said you would, in: %1").arg(item.title);
        }
        //: Under an action in one's list. %1 is who wrote the record, %2 its form: "Office visit".
        return Words::tr("Agreed with %1, in: %2").arg(item.agreedByName, item.title);
    case ListedAction::Why::LookAgain:
        //: Under an action whose day to be looked at again has come. %1 is who did it, %2 the form.
        return Words::tr("To look at again. Done by %1, in: %2").arg(item.ownerName, item.title);
    case ListedAction::Why::OwnerCannotRead:
        //: Under an action whose owner does not see it. %1 is a person, %2 the form.
        return Words::tr("%1 cannot see this record; tell them yourself. In: %2").arg(item.ownerName, item.title);
    case ListedAction::Why::OwnerIsGone:
        if (item.ownerName.isEmpty()) {
            //: Under an action for which nobody is named. %1 is the form.
            return Words::tr("Nobody is named to do it; see who takes it on. In: %1").arg(item.title);
        }
        //: Under an action whose owner has left, or is somebody without an account. %1 is a person, %2 the form.
        return Words::tr("%1 has no account here; see who takes it on. In: %2").arg(item.ownerName, item.title);
    case ListedAction::Why::Managed:
        //: Under an action of somebody one manages. %1 is a person, %2 the form.
        return Words::tr("%1, in: %2").arg(item.ownerName, item.title);
    }
    Q_UNREACHABLE();
}

QString stateTextOf(const AgreedAction &action)
{
    if (const ActionFollowUp *present = action.present())
        return present->statusText;
    //: Where an agreed action is of which nobody has said anything yet.
    return Words::tr("Nobody has said yet how it is");
}

QString stateIconOf(const AgreedAction &action) { return action.isClosed() ? u"check"_s : action.present() ? u"refresh"_s : u"clock"_s; }

Tone stateToneOf(const AgreedAction &action) { return action.isClosed() ? Tone::Good : Tone::Plain; }

QString linesOf(const ActionFollowUp &said, QDate today)
{
    QStringList lines;
    if (!said.reason.isEmpty()) {
        //: On something said of an action that was closed. %1 is the reason.
        lines.append(Words::tr("Open again because: %1").arg(said.reason));
    }
    if (!said.impact.isEmpty()) {
        //: On something said of an action. %1 is what is different now.
        lines.append(Words::tr("Different now: %1").arg(said.impact));
    }
    if (!said.evidence.isEmpty()) {
        //: On something said of an action. %1 is what shows it.
        lines.append(Words::tr("What shows it: %1").arg(said.evidence));
    }
    if (const qsizetype files = said.files.size(); files > 0) {
        //: On something said of an action. %1 is how many photos or files show it. They stand on the action's page.
        lines.append(Words::tr("Photos or files that show it: %1").arg(files));
    }
    if (said.doneOn.isValid()) {
        //: On something said of an action. %1 is a day.
        lines.append(Words::tr("Done on %1").arg(plainDayWords(said.doneOn, today)));
    }
    if (said.recheck.isValid()) {
        //: On something said of an action. %1 is a day.
        lines.append(Words::tr("To be looked at again on %1").arg(plainDayWords(said.recheck, today)));
    }
    return lines.join(u'\n');
}

QList<ActionSaid> historyOf(const ActionDetail &detail, const CouncilNow &now)
{
    QList<ActionSaid> history;
    for (qsizetype i = detail.action.history.size() - 1; i >= 0; --i) {
        const ActionFollowUp &said = detail.action.history.at(i);
        history.append(
            { said.statusText, u"%1, %2"_s.arg(detail.historyNames.at(i), momentOf(said.atMs, now)), linesOf(said, now.today), said.files, said.counts });
    }
    return history;
}

QString warningOf(const ActionDetail &detail)
{
    if (detail.action.isClosed())
        return {};
    if (!detail.ownerIsHere && detail.ownerName.isEmpty()) {
        //: On an action for which nobody is named.
        return Words::tr("Nobody is named to do it. See who takes it on.");
    }
    if (!detail.ownerIsHere) {
        //: On an action whose owner has left, or is somebody without an account. %1 is a person.
        return Words::tr("%1 has no account here, so it is on nobody's device but yours. See who takes it on.").arg(detail.ownerName);
    }
    //: On an action whose owner does not see it. %1 is a person.
    return detail.ownerMayRead ? QString() : Words::tr("%1 cannot see this record; tell them yourself.").arg(detail.ownerName);
}

QString whoseOf(const ActionDetail &detail)
{
    if (detail.ownerName.isEmpty()) {
        //: On an agreed action for which nobody is named.
        return Words::tr("Nobody is named to do it");
    }
    //: On an agreed action. %1 is who does it.
    const QString who = Words::tr("To be done by %1").arg(detail.ownerName);
    return detail.action.priority.isEmpty() ? who : u"%1 · %2"_s.arg(who, detail.action.priority);
}

} // namespace

ActionRow actionRow(const ListedAction &item, QDate today)
{
    ActionRow row;
    row.recordId = item.action.record.toString();
    row.row = item.action.row;
    row.id = row.recordId + u'#' + row.row;
    //: In place of an action's words, in a list that does not show them.
    row.title = item.isSensitive ? Words::tr("An agreed action, shown when you open it") : item.action.what;
    row.detail = whyOf(item);
    row.dueText = item.why == ListedAction::Why::LookAgain ? dayWords(item.by, today) : dueTextOf(item.by, today);
    row.tone = toneOf(item.by, today);
    if (item.why == ListedAction::Why::LookAgain) {
        //: On an action to be looked at again. %1 is a day: "today", "Fri 27 Nov".
        row.dueText = Words::tr("Look again: %1").arg(dayWords(item.by, today));
    } else if (const ActionFollowUp *present = item.action.present()) {
        //: Under an action in a list. %1 is its day: "Due Fri 27 Nov"; %2 where it is: "Under way".
        row.dueText = Words::tr("%1. %2").arg(row.dueText, present->statusText);
    }
    row.isManaged = item.why == ListedAction::Why::Managed;
    return row;
}

ActionPaper actionPaper(const ActionDetail &detail, const CouncilNow &now)
{
    const QDate today = now.today;
    const AgreedAction &action = detail.action;
    ActionPaper paper;
    paper.recordId = action.record.toString();
    paper.row = action.row;
    paper.what = action.what;
    paper.why = action.why;
    paper.whose = whoseOf(detail);
    //: On an agreed action. %1 is who wrote the record, %2 when, %3 the form: "Office visit".
    paper.agreed = Words::tr("Recorded by %1, %2, in: %3").arg(detail.agreedByName, momentOf(detail.agreedAtMs, now), detail.title);
    if (!action.isClosed()) {
        paper.dueText = dueTextOf(action.due, today);
        paper.dueTone = toneOf(action.due, today);
    }
    paper.stateText = stateTextOf(action);
    paper.stateIcon = stateIconOf(action);
    paper.stateTone = stateToneOf(action);
    paper.warning = warningOf(detail);
    paper.history = historyOf(detail, now);
    paper.mayFollowUp = detail.mayFollowUp;
    paper.isClosed = action.isClosed();
    for (const ActionChoice &choice : detail.choices)
        paper.states.append({ choice.code, choice.label, choice.closes, choice.asksDoneOn, choice.asksImpact });
    paper.stateQuestion = detail.status.label;
    paper.doneOnQuestion = detail.doneOn.label;
    paper.evidenceQuestion = detail.evidence.label;
    paper.filesQuestion = detail.evidenceFiles.label;
    paper.impactQuestion = detail.impact.label;
    paper.recheckQuestion = detail.recheck.label;
    paper.todayIso = today.toString(Qt::ISODate);
    paper.yesterdayIso = today.addDays(-1).toString(Qt::ISODate);
    return paper;
}

RecordAction recordAction(const ActionDetail &detail, const CouncilNow &now)
{
    const AgreedAction &action = detail.action;
    RecordAction shown;
    shown.row = action.row;
    shown.what = action.what;
    shown.whose = action.isClosed() ? whoseOf(detail) : u"%1 · %2"_s.arg(whoseOf(detail), dueTextOf(action.due, now.today));
    shown.isOverdue = detail.isOverdue;
    shown.stateText = stateTextOf(action);
    shown.stateIcon = stateIconOf(action);
    shown.stateTone = stateToneOf(action);
    shown.warning = warningOf(detail);
    shown.canFollowUp = detail.mayFollowUp;
    for (const ActionSaid &said : historyOf(detail, now)) {
        const QString text = said.text.isEmpty() ? said.detail : said.detail + u'\n' + said.text;
        //: On something said of an action that the hub has not applied, or that was withdrawn. %1 is what was said.
        shown.history.append(u"%1\n%2"_s.arg(said.counts ? said.title : Words::tr("%1 (does not count)").arg(said.title), text));
    }
    return shown;
}

} // namespace sightline
