#include "core/queries/child_list.h"

#include "core/records/hand_condition.h"
#include "core/schedule/occurrences.h"
#include "core/store/known_children.h"
#include "core/store/known_council.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct ChildListWords {
    Q_DECLARE_TR_FUNCTIONS(ChildList)
};

/// How near a due date must be to come first, in working days: as of tasks.
constexpr int soonWorkingDays = 5;

/// The pointers that @p child goes on from.
QSet<RecordId> earlierOf(const ChildPointer &child, const QList<ChildPointer> &all)
{
    QSet<RecordId> earlier;
    std::optional<RecordId> before = child.before;
    while (before && !earlier.contains(*before)) {
        earlier.insert(*before);
        const auto found = std::find_if(all.cbegin(), all.cend(), [&](const ChildPointer &other) { return other.id == *before; });
        before = found == all.cend() ? std::nullopt : found->before;
    }
    return earlier;
}

ListedChild::Urgency urgencyOf(const ListedChild &listed, const CouncilCalendar &calendar, QDate day)
{
    if (listed.standing.isNotSeenTwice())
        return ListedChild::Urgency::NotSeenTwice;
    const QDate due = listed.standing.due;
    if (!due.isValid())
        return ListedChild::Urgency::NoDate;
    if (due < day)
        return ListedChild::Urgency::Late;
    return due <= calendar.addWorkingDays(day, soonWorkingDays) ? ListedChild::Urgency::DueSoon : ListedChild::Urgency::Coming;
}

QString saySeen(const VisitStanding &standing)
{
    if (!standing.seenOn.isValid()) {
        //: On a child on one's list. Not one visit on which they were seen is known here.
        return ChildListWords::tr("Not seen yet, as far as is known here.");
    }
    //: On a child on one's list. %1 is a day: "Mon 9 Nov 2026".
    return ChildListWords::tr("Last seen on %1.").arg(sayDay(standing.seenOn));
}

QString sayDue(const VisitStanding &standing, const CouncilCalendar &calendar, QDate day)
{
    const QString due = sayDay(standing.due);
    if (standing.isPlanned()) {
        //: On a child on one's list, whose worker planned the next visit, before today. %1 is a day.
        const QString before = ChildListWords::tr("The visit was planned for %1.").arg(due);
        //: On a child on one's list, whose worker planned the next visit. %1 is a day.
        const QString ahead = ChildListWords::tr("The visit is planned for %1.").arg(due);
        const QString planned = standing.due < day ? before : ahead;
        if (!standing.ruleDue.isValid())
            return planned;
        //: After when a visit is planned. %1 is the last day that the visit rule allows.
        return planned + u' ' + ChildListWords::tr("The rule's last day is %1.").arg(sayDay(standing.ruleDue));
    }
    if (standing.due < day) {
        //: On a child on one's list whose visit is late. %1 is a day.
        return ChildListWords::tr("The visit was due by %1.").arg(due);
    }
    //: On a child on one's list who has not been visited. %1 is a day.
    const QString first = ChildListWords::tr("The first visit is due by %1.").arg(due);
    //: On a child on one's list. %1 is a day.
    const QString next = ChildListWords::tr("The next visit is due by %1.").arg(due);
    const QString said = standing.isFirst ? first : next;
    if (calendar.isWorkingDay(standing.due))
        return said;
    //: After the day by which a visit is due, a weekend or bank holiday. %1 is the last working day before it.
    return said + u' ' + ChildListWords::tr("That is no working day; %1 is the last before it.").arg(sayDay(calendar.lastWorkingDayOnOrBefore(standing.due)));
}

QString sayWanted(const QStringList &wanted)
{
    const bool alone = wanted.contains(u"alone"_s);
    const bool bedroom = wanted.contains(u"bedroom"_s);
    if (alone && bedroom) {
        //: On a child to visit: what the last visit did not do, and the rule wants on at least every other one.
        return ChildListWords::tr("This time see them alone, and where they sleep: last time it was neither.");
    }
    if (alone) {
        //: On a child to visit: what the last visit did not do, and the rule wants on at least every other one.
        return ChildListWords::tr("This time see them alone: last time they were not.");
    }
    //: On a child to visit: what the last visit did not do, and the rule wants on at least every other one.
    return bedroom ? ChildListWords::tr("This time see where they sleep: last time it was not seen.") : QString();
}

QString sayWhyFirst(const ListedChild &listed, const CouncilCalendar &calendar, QDate day)
{
    const VisitStanding &standing = listed.standing;
    QStringList said;
    if (standing.isNotSeenTwice()) {
        //: On a child who was missed on the last two visits.
        const QString twice = ChildListWords::tr("Not seen twice running.");
        //: On a child who was missed on more than two visits. %1 is how many.
        const QString often = ChildListWords::tr("Not seen %1 times running.").arg(standing.missedRunning);
        said.append(standing.missedRunning == 2 ? twice : often);
    } else if (standing.missedRunning == 1) {
        //: On a child who was missed on the last visit.
        said.append(ChildListWords::tr("Not seen on the last visit, which does not count."));
    }
    if (standing.due.isValid())
        said.append(sayDue(standing, calendar, day));
    else if (!listed.rule)
        //: On a child on one's list without a visit rule.
        said.append(ChildListWords::tr("No visit rule: no date is worked out."));
    said.append(saySeen(standing));
    if (const QString wanted = sayWanted(standing.wanted); !wanted.isEmpty())
        said.append(wanted);
    return said.join(u' ');
}

QString sayWhy(const ListedChild &listed, const Council &council)
{
    QStringList said;
    if (!listed.isMine) {
        //: Why a child stands on a manager's list. %1 is the worker, whom they manage.
        said.append(ChildListWords::tr("On the list of %1, whom you manage.").arg(listed.ownerName));
    } else if (!listed.handedBy.isEmpty()) {
        //: Why a child stands on one's list. %1 is the colleague who handed them over, %2 a day.
        said.append(ChildListWords::tr("Handed to you by %1 on %2.").arg(council.nameOf(listed.child.author), sayDay(listed.child.endedOn)));
    } else {
        //: Why a child stands on one's list.
        said.append(ChildListWords::tr("On your list."));
    }
    if (listed.rule) {
        //: After why a child stands on one's list. %1 is the visit rule: "Child protection plan: every 10 working days".
        said.append(ChildListWords::tr("Visits by the rule %1.").arg(listed.ruleText));
    }
    return said.join(u' ');
}

/// The drafts of visits begun on this device, by every child they name.
Result<QList<std::pair<RecordId, ChildVisit>>> begunVisits(Store &store)
{
    QList<std::pair<RecordId, ChildVisit>> begun;
    const auto drafts = store.drafts().list();
    if (!drafts)
        return drafts.error();
    for (const Draft &draft : *drafts) {
        const auto form = draft.body.type == RecordType::Form ? findForm(store, draft.body.form)
                                                              : Result<std::shared_ptr<const KnownForm>>(Error { ErrorCode::NotFound, {} });
        const auto questions = form ? visitQuestions((*form)->questionnaire) : std::optional<VisitQuestions>();
        if (!questions)
            continue;
        const auto answersOf = [&](const QString &question) { return question.isEmpty() ? QList<Json>() : answersTo(question, Answers(draft.body.answers)); };
        for (const Json &answer : answersOf(questions->pointer) + answersOf(questions->missed) + answersOf(questions->number)) {
            ChildVisit visit { .record = draft.id, .author = draft.body.author };
            if (const auto pointer = RecordId::fromString(answer[u"value"_s].toString(answer[u"code"_s].toString())))
                visit.pointer = *pointer;
            visit.number = numberKey(answer.toString());
            begun.append({ draft.id, visit });
        }
    }
    return begun;
}

class Lister {
public:
    static Result<Lister> of(Store &store, const CouncilCalendar &calendar, QDate day)
    {
        const auto enrolment = store.meta().enrolment();
        if (!enrolment)
            return enrolment.error();
        auto council = knownCouncil(store);
        if (!council)
            return council.error();
        auto children = knownChildren(store);
        if (!children)
            return children.error();
        auto history = visitHistory(store);
        if (!history)
            return history.error();
        auto choices = childChoices(store);
        if (!choices)
            return choices.error();
        auto begun = begunVisits(store);
        if (!begun)
            return begun.error();
        return Lister(calendar, day, enrolment->person, *std::move(council), *std::move(children), *std::move(history), *std::move(choices), *std::move(begun));
    }

    [[nodiscard]] QList<ListedChild> list(ChildrenOf whose) const
    {
        QList<ListedChild> all;
        for (const ChildPointer &child : m_children) {
            const PersonId owner = ownerOfChild(child, m_children);
            if (owner.isEmpty())
                continue;
            const bool isManaged = whose == ChildrenOf::MyTeam && m_council->managersAbove(owner).contains(m_me);
            if (owner == m_me || isManaged)
                all.append(listed(child, owner));
        }
        std::sort(all.begin(), all.end(), [](const ListedChild &a, const ListedChild &b) {
            const auto order = [](const ListedChild &one) { return std::tuple(one.urgency, !one.standing.due.isValid(), one.standing.due, one.child.id); };
            return order(a) < order(b);
        });
        return all;
    }

private:
    Lister(const CouncilCalendar &calendar, QDate day, PersonId me, std::shared_ptr<const Council> council, QList<ChildPointer> children,
           std::shared_ptr<const VisitHistory> history, ChildChoices choices, QList<std::pair<RecordId, ChildVisit>> begun)
        : m_calendar(calendar), m_day(day), m_me(std::move(me)), m_council(std::move(council)), m_children(std::move(children)), m_history(std::move(history)),
          m_choices(std::move(choices)), m_begun(std::move(begun))
    {
    }

    [[nodiscard]] ListedChild listed(const ChildPointer &child, const PersonId &owner) const
    {
        ListedChild listed { .child = child };
        listed.owner = owner;
        listed.ownerName = m_council->nameOf(owner);
        listed.isMine = owner == m_me;
        if (owner != child.author)
            listed.handedBy = m_council->nameOf(child.author);
        if (const VisitRule *rule = findVisitRule(m_choices.rules, child.rule)) {
            listed.rule = *rule;
            //: A child's visit rule. %1 is its name, %2 what it says: "Child protection plan: every 10 working days".
            listed.ruleText = ChildListWords::tr("%1: %2").arg(rule->name, sayVisitRule(*rule));
        }
        const QSet<RecordId> earlier = earlierOf(child, m_children);
        listed.visits = m_history->to(child, earlier);
        listed.standing = visitStanding(child, listed.visits, listed.rule ? &*listed.rule : nullptr, m_calendar, m_calendar.today(Instant { child.madeAtMs }));
        listed.isLate = listed.standing.due.isValid() && listed.standing.due < m_day;
        listed.urgency = urgencyOf(listed, m_calendar, m_day);
        listed.ageText = choiceText(m_choices.ages, child.ageBand);
        listed.planText = choiceText(m_choices.plans, child.plan);
        listed.legalText = choiceText(m_choices.legal, child.legal);
        listed.why = sayWhy(listed, *m_council);
        listed.whyFirst = sayWhyFirst(listed, m_calendar, m_day);
        const QString number = numberKey(child.number);
        for (const auto &[draft, visit] : m_begun) {
            const bool isTheirs = visit.pointer ? *visit.pointer == child.id || earlier.contains(*visit.pointer) : visit.number == number;
            if (isTheirs)
                listed.draft = draft;
        }
        return listed;
    }

    const CouncilCalendar &m_calendar;
    QDate m_day;
    PersonId m_me;
    std::shared_ptr<const Council> m_council;
    QList<ChildPointer> m_children;
    std::shared_ptr<const VisitHistory> m_history;
    ChildChoices m_choices;
    QList<std::pair<RecordId, ChildVisit>> m_begun;
};

} // namespace

Result<QList<ListedChild>> childList(Store &store, const CouncilCalendar &calendar, QDate day, ChildrenOf whose)
{
    const auto lister = Lister::of(store, calendar, day);
    return lister ? Result<QList<ListedChild>>(lister->list(whose)) : lister.error();
}

Result<ListedChild> listedChild(Store &store, const CouncilCalendar &calendar, QDate day, const RecordId &child)
{
    const auto all = childList(store, calendar, day, ChildrenOf::MyTeam);
    if (!all)
        return all.error();
    const auto found = std::find_if(all->cbegin(), all->cend(), [&child](const ListedChild &one) { return one.child.id == child; });
    if (found == all->cend())
        return Error { ErrorCode::NotFound, u"No child with this identifier is on your list; `children` lists those there are."_s };
    return *found;
}

QString urgencyName(ListedChild::Urgency urgency)
{
    switch (urgency) {
    case ListedChild::Urgency::NotSeenTwice: return u"not-seen-twice"_s;
    case ListedChild::Urgency::Late: return u"late"_s;
    case ListedChild::Urgency::DueSoon: return u"due-soon"_s;
    case ListedChild::Urgency::Coming: return u"coming"_s;
    case ListedChild::Urgency::NoDate: return u"no-date"_s;
    }
    Q_UNREACHABLE();
}

} // namespace sightline
