#include "core/queries/programme_board.h"

#include "core/people/approval.h"
#include "core/programme/event_activities.h"
#include "core/queries/present_edition.h"
#include "core/queries/today_board.h"
#include "core/store/known_council.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isOfEvent(const Task &task) { return task.unit.startsWith("event:"_L1); }

bool isOpen(const Task &task) { return task.state != TaskState::Done && task.state != TaskState::Waived; }

void count(EventLine &line, const Task &task)
{
    ++line.happened;
    line.done += task.state == TaskState::Done;
    line.doneLate += task.state == TaskState::Done && task.isDoneLate;
    line.waived += task.state == TaskState::Waived;
    line.open += isOpen(task);
    line.late += task.state == TaskState::Late || task.state == TaskState::Missed;
}

} // namespace

namespace {

/// The rule of @p activity that is set off by something that happens; null if none is.
const Rule *eventRuleOf(const CompiledActivity &activity)
{
    const auto rule =
        std::find_if(activity.rules.cbegin(), activity.rules.cend(), [](const CompiledRule &one) { return !one.refines && one.rule.kind == RuleKind::Event; });
    return rule == activity.rules.cend() ? nullptr : &rule->rule;
}

} // namespace

Result<QList<EventActivity>> eventActivities(Store &store, QDate day)
{
    const auto edition = presentEdition(store, day);
    if (!edition)
        return edition.error();
    return *edition ? eventActivitiesOf((*edition)->framework) : QList<EventActivity>();
}

Result<QList<EventLine>> eventBoard(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span)
{
    const auto plan = currentPlan(store, calendar, day);
    if (!plan)
        return plan.error();
    const auto edition = presentEdition(store, day);
    if (!edition)
        return edition.error();
    QList<EventLine> lines;
    if (!*plan || !*edition)
        return lines;
    const auto scopes = store.scopes().all();
    if (!scopes)
        return scopes.error();
    QHash<ActivityKey, qsizetype> at;
    for (const CompiledService &service : (*edition)->framework.services) {
        // Of a service this device is not told of, nought would be a guess.
        const QString scope = u"service:"_s + service.id.toString();
        if (std::none_of(scopes->cbegin(), scopes->cend(), [&scope](const ScopeRow &row) { return row.id == scope; }))
            continue;
        for (const CompiledActivity &activity : service.activities) {
            const Rule *rule = eventRuleOf(activity);
            if (!rule)
                continue;
            at.insert(activity.activity.key, lines.size());
            lines.append({ activity.activity.key, activity.activity.ref, activity.activity.what, rule->trigger, service.id, service.title() });
        }
    }
    for (const Task &task : (*plan)->tasks()) {
        const auto line = at.constFind(task.activity);
        if (line == at.cend() || !isOfEvent(task) || !span.contains(task.period.from))
            continue;
        count(lines[*line], task);
        lines[*line].tasks.append((*plan)->shown(task));
    }
    for (EventLine &line : lines) {
        std::stable_sort(line.tasks.begin(), line.tasks.end(), [](const PersonTask &a, const PersonTask &b) {
            return std::tuple(!isOpen(a.task), a.task.period.from) < std::tuple(!isOpen(b.task), b.task.period.from);
        });
    }
    return lines;
}

Result<QList<AskedWaiver>> waiversToAnswer(Store &store, const CouncilCalendar &calendar, QDate day)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto plan = currentPlan(store, calendar, day);
    if (!plan)
        return plan.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    QList<AskedWaiver> asked;
    if (!*plan)
        return asked;
    for (const Task &task : (*plan)->tasks()) {
        if (!task.waiver || task.waiver->standing != TaskWaiver::Standing::Asked)
            continue;
        const Waiver &waiver = task.waiver->waiver;
        if (mayApprove(**council, enrolment->person, waiver.by, task.service, task.isStatutory, day))
            asked.append({ (*plan)->shown(task), (*council)->nameOf(waiver.by) });
    }
    std::stable_sort(asked.begin(), asked.end(),
                     [](const AskedWaiver &a, const AskedWaiver &b) { return a.task.task.waiver->waiver.on < b.task.task.waiver->waiver.on; });
    return asked;
}

} // namespace sightline
