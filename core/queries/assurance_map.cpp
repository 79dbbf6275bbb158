#include "core/queries/assurance_map.h"

#include "core/queries/present_edition.h"
#include "core/queries/today_board.h"

#include <QSet>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// What is counted in one cell, before its state is known.
struct Tally {
    MapCell cell;
    int partly = 0;   ///< tasks of which some of the target is done
    int open = 0;
    int ahead = 0;
    bool isAdvisory = false;
    bool isUndefined = false;
};

bool isDated(const Task &task)
{
    switch (task.state) {
    case TaskState::Advisory:
    case TaskState::NotDefined:
    case TaskState::EventDriven: return false;
    default: return true;
    }
}

QDate monthOf(const Task &task)
{
    const QDate day = task.waiver && task.waiver->dueBefore.isValid() ? task.waiver->dueBefore : task.due.isValid() ? task.due : task.period.from;
    return { day.year(), day.month(), 1 };
}

void count(Tally &tally, const Task &task)
{
    MapCell &cell = tally.cell;
    ++cell.asked;
    cell.done += task.state == TaskState::Done;
    cell.doneLate += task.state == TaskState::Done && task.isDoneLate;
    cell.late += task.state == TaskState::Late;
    cell.missed += task.state == TaskState::Missed;
    cell.waived += task.state == TaskState::Waived;
    tally.open += task.state == TaskState::Due;
    tally.ahead += task.state == TaskState::Upcoming;
    tally.partly += task.done > 0 && task.state != TaskState::Done;
}

MapState stateOf(const Tally &tally)
{
    const MapCell &cell = tally.cell;
    if (cell.missed > 0)
        return MapState::Missed;
    if (cell.late > 0)
        return MapState::Late;
    if (cell.asked > 0) {
        if (cell.waived == cell.asked)
            return MapState::Waived;
        if (cell.done + cell.waived == cell.asked)
            return MapState::Done;
        if (cell.done > 0 || tally.partly > 0)
            return MapState::Partly;
        return tally.open > 0 ? MapState::Open : MapState::Ahead;
    }
    if (tally.isUndefined)
        return MapState::NotDefined;
    return tally.isAdvisory ? MapState::Advisory : MapState::Nothing;
}

/// Months and rows, filled task by task.
class MapMaker {
public:
    MapMaker(const DateSpan &span, qsizetype rows)
    {
        for (QDate month(span.from.year(), span.from.month(), 1); month <= span.to; month = month.addMonths(1))
            m_months.append(month);
        m_tallies.resize(rows * m_months.size());
    }

    void take(qsizetype row, const Task &task)
    {
        if (isDated(task)) {
            if (const auto month = indexOf(monthOf(task)); month >= 0)
                count(m_tallies[row * m_months.size() + month], task);
            return;
        }
        // What has no date stands in every month of its period.
        for (qsizetype month = 0; month < m_months.size(); ++month) {
            if (m_months[month] > task.period.to || m_months[month].addMonths(1) <= task.period.from)
                continue;
            Tally &tally = m_tallies[row * m_months.size() + month];
            (task.state == TaskState::NotDefined ? tally.isUndefined : tally.isAdvisory) = true;
        }
    }

    [[nodiscard]] QList<MapCell> cells(qsizetype row) const
    {
        QList<MapCell> cells;
        for (qsizetype month = 0; month < m_months.size(); ++month) {
            const Tally &tally = m_tallies[row * m_months.size() + month];
            cells.append(tally.cell);
            cells.last().state = stateOf(tally);
        }
        return cells;
    }
    [[nodiscard]] const QList<QDate> &months() const { return m_months; }

private:
    [[nodiscard]] qsizetype indexOf(QDate month) const
    {
        const qsizetype at = (month.year() - m_months.first().year()) * 12 + month.month() - m_months.first().month();
        return at < m_months.size() ? at : -1;
    }

    QList<QDate> m_months;
    QList<Tally> m_tallies;
};

/// What every question here needs.
struct MapSources {
    std::shared_ptr<const Plan> plan;
    QList<std::shared_ptr<const PresentEdition>> editions;   ///< the present one first, then those of which the plan has periods too
    QSet<QString> scopes;

    [[nodiscard]] bool isTold(const ServiceId &service) const { return scopes.contains(u"service:"_s + service.toString()); }
};

Result<MapSources> mapSources(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span)
{
    const auto plan = planOver(store, calendar, day, span);
    if (!plan)
        return plan.error();
    const auto edition = presentEdition(store, day);
    if (!edition)
        return edition.error();
    const auto scopes = store.scopes().all();
    if (!scopes)
        return scopes.error();
    MapSources all { *plan, {}, {} };
    if (*edition) {
        const auto earlier = earlierEditions(store, day, span.from);
        const auto later = laterEditions(store, day);
        if (!earlier || !later)
            return earlier ? later.error() : earlier.error();
        all.editions = QList { *edition } + *earlier + *later;
    }
    for (const ScopeRow &scope : *scopes)
        all.scopes.insert(scope.id);
    return all;
}

/// A row for each service: the present edition's in its order, then those that another edition alone has.
QList<const CompiledService *> servicesOf(const MapSources &all)
{
    QList<const CompiledService *> services;
    QSet<ServiceId> known;
    for (const auto &edition : all.editions) {
        for (const CompiledService &service : edition->framework.services) {
            if (known.contains(service.id))
                continue;
            known.insert(service.id);
            services.append(&service);
        }
    }
    return services;
}

/// The same of one service's activities.
QList<const CompiledActivity *> activitiesOf(const MapSources &all, const ServiceId &of)
{
    QList<const CompiledActivity *> activities;
    QSet<ActivityKey> known;
    for (const auto &edition : all.editions) {
        for (const CompiledService &service : edition->framework.services) {
            for (const CompiledActivity &activity : service.activities) {
                if (service.id != of || known.contains(activity.activity.key))
                    continue;
                known.insert(activity.activity.key);
                activities.append(&activity);
            }
        }
    }
    return activities;
}

} // namespace

QString mapStateName(MapState state)
{
    switch (state) {
    case MapState::Nothing: return u"nothing"_s;
    case MapState::Ahead: return u"ahead"_s;
    case MapState::Open: return u"open"_s;
    case MapState::Partly: return u"partly"_s;
    case MapState::Done: return u"done"_s;
    case MapState::Waived: return u"waived"_s;
    case MapState::Late: return u"late"_s;
    case MapState::Missed: return u"missed"_s;
    case MapState::Advisory: return u"advisory"_s;
    case MapState::NotDefined: break;
    }
    return u"not-defined"_s;
}

Result<AssuranceMap> assuranceMap(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span)
{
    const auto all = mapSources(store, calendar, day, span);
    if (!all)
        return all.error();
    AssuranceMap map { day, {}, {} };
    if (!all->plan || all->editions.isEmpty())
        return map;
    const auto services = servicesOf(*all);
    MapMaker maker(span, services.size());
    QHash<ServiceId, qsizetype> rowOf;
    for (const CompiledService *service : services)
        rowOf.insert(service->id, rowOf.size());
    for (const Task &task : all->plan->tasks()) {
        if (const auto row = rowOf.constFind(task.service); row != rowOf.cend() && all->isTold(task.service))
            maker.take(*row, task);
    }
    map.months = maker.months();
    for (const CompiledService *service : services)
        map.services.append({ service->id, {}, service->ref, service->title(), {}, all->isTold(service->id), maker.cells(rowOf.value(service->id)) });
    return map;
}

Result<QList<MapRow>> mapOfService(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span, const ServiceId &service)
{
    const auto all = mapSources(store, calendar, day, span);
    if (!all)
        return all.error();
    QList<MapRow> rows;
    if (!all->plan || !all->isTold(service))
        return rows;
    const auto activities = activitiesOf(*all, service);
    MapMaker maker(span, activities.size());
    QHash<ActivityKey, qsizetype> rowOf;
    for (const CompiledActivity *activity : activities)
        rowOf.insert(activity->activity.key, rowOf.size());
    for (const Task &task : all->plan->tasks()) {
        if (const auto row = rowOf.constFind(task.activity); row != rowOf.cend() && task.service == service)
            maker.take(*row, task);
    }
    for (const CompiledActivity *activity : activities) {
        const qsizetype row = rowOf.value(activity->activity.key);
        rows.append({ service, activity->activity.key, activity->activity.ref, activity->activity.what, activity->says, true, maker.cells(row) });
    }
    return rows;
}

Result<QList<PersonTask>> tasksOfCell(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span, const ServiceId &service,
                                      const ActivityKey &activity, QDate month)
{
    const auto all = mapSources(store, calendar, day, span);
    if (!all)
        return all.error();
    QList<PersonTask> tasks;
    if (!all->plan || !all->isTold(service))
        return tasks;
    for (const Task &task : all->plan->tasks()) {
        const bool isAsked = task.service == service && (activity.isEmpty() || task.activity == activity);
        const bool isThen = isDated(task) ? monthOf(task) == month : task.period.from < month.addMonths(1) && month <= task.period.to;
        if (isAsked && isThen)
            tasks.append(all->plan->shown(task));
    }
    std::stable_sort(tasks.begin(), tasks.end(), [](const PersonTask &a, const PersonTask &b) { return a.urgency < b.urgency; });
    return tasks;
}

} // namespace sightline
