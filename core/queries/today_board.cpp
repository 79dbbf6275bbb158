#include "core/queries/today_board.h"

#include "core/programme/plan_records.h"
#include "core/queries/present_edition.h"
#include "core/queries/programme_records.h"
#include "core/store/known_council.h"
#include "core/tasks/plan_layout.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Past this many changed facts, planning anew is quicker than following each.
constexpr qsizetype factsFollowedMax = 40;

struct KeptPlan {
    QDate day;
    std::shared_ptr<const Plan> plan;
    std::optional<DateSpan> span = {};
};

// An amended version's fact counts in place of the first one's, as long as it is not void itself: one activity, one count.
constexpr std::string_view factColumns =
    "SELECT id, about, activity, unit, period_start, done_on, role, type, state, observed, replaces, EXISTS (SELECT 1 FROM view later "
    "WHERE later.replaces = view.id AND later.type = 'fact' AND later.state <> 'void' AND later.author = view.author) FROM view ";

/// "2026-11-23", as every day is stored; null for anything else. Of a hundred thousand facts each has two.
QDate storedDay(QByteArrayView text)
{
    const auto number = [text](qsizetype from, qsizetype length) {
        int value = 0;
        for (qsizetype at = from; at < from + length; ++at) {
            if (text[at] < '0' || text[at] > '9')
                return -1;
            value = value * 10 + (text[at] - '0');
        }
        return value;
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return {};
    const int year = number(0, 4);
    return year > 0 ? QDate(year, number(5, 2), number(8, 2)) : QDate();
}

/// Reads facts off rows of factColumns. Their keys, units and roles are few beside their number: each is made once and shared.
class FactReader {
public:
    /// None for a row that is no fact, is void, replaced, or lacks what a fact needs.
    [[nodiscard]] std::optional<Fact> read(const Statement &row)
    {
        const auto id = RecordId::fromBytes(row.blob(0));
        if (!id || row.isNull(1) || row.isNull(2) || row.isNull(5) || row.utf8(7) != "fact" || row.utf8(8) == "void" || row.integer(11) == 1)
            return std::nullopt;
        const auto about = RecordId::fromBytes(row.blob(1));
        if (!about)
            return std::nullopt;
        const QString unit = shared(row.utf8(3));
        return Fact { *id,
                      *about,
                      ActivityKey(shared(row.utf8(2))),
                      unit,
                      storedDay(row.utf8(4)),
                      storedDay(row.utf8(5)),
                      shared(row.utf8(6)),
                      subjectOfFact(unit, shared(row.utf8(9))) };
    }

private:
    QString shared(QByteArrayView text)
    {
        const QByteArray key = QByteArray::fromRawData(text.data(), text.size());
        if (const auto known = m_texts.constFind(key); known != m_texts.cend())
            return *known;
        return *m_texts.insert(text.toByteArray(), QString::fromUtf8(text));
    }

    QHash<QByteArray, QString> m_texts;
};

/// In no order: a plan sorts them by the day they count for.
Result<QList<Fact>> allFacts(Store &store)
{
    static const std::string sql = std::string(factColumns).append("WHERE type = 'fact'");
    QList<Fact> facts;
    FactReader reader;
    const auto read = store.db().each(sql, [&facts, &reader](const Statement &row) {
        if (auto fact = reader.read(row))
            facts.append(*std::move(fact));
    });
    if (!read)
        return read.error();
    return facts;
}

Result<std::shared_ptr<const Plan>> planAnew(Store &store, const CouncilCalendar &calendar, QDate day, PlanReach reach = {})
{
    const auto edition = presentEdition(store, day);
    if (!edition)
        return edition.error();
    if (!*edition)
        return std::shared_ptr<const Plan>();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const auto facts = allFacts(store);
    if (!facts)
        return facts.error();
    const auto events = knownEvents(store);
    if (!events)
        return events.error();
    auto waivers = knownWaivers(store);
    if (!waivers)
        return waivers.error();
    auto passings = knownPassings(store);
    if (!passings)
        return passings.error();
    PlanInputs inputs { (*edition)->framework, **council, calendar, (*edition)->from, std::move(*waivers), std::move(*passings) };
    // As far back as a plan shows what was missed, and as far ahead as something is published.
    const QDate since = std::min(councilYearOf(day).firstDay(), day.addDays(-reach.daysBack));
    const auto before = earlierEditions(store, day, reach.span ? std::min(since, reach.span->from) : since);
    if (!before)
        return before.error();
    for (const auto &earlier : *before)
        inputs.earlier.append({ earlier->framework, earlier->from });
    const auto after = laterEditions(store, day);
    if (!after)
        return after.error();
    for (const auto &later : *after)
        inputs.coming.append({ later->framework, later->from });
    return std::make_shared<const Plan>(Plan::make(std::move(inputs), *facts, *events, day, reach));
}

/// The plan after the facts among @p touched; null if there are too many of them.
Result<std::shared_ptr<const Plan>> planFollowing(Store &store, std::shared_ptr<const Plan> plan, const QSet<RecordId> &touched)
{
    static const std::string sql = std::string(factColumns).append("WHERE id = ?");
    QList<Fact> added;
    QList<RecordId> records = touched.values();
    for (qsizetype i = 0; i < records.size(); ++i) {
        const RecordId record = records.at(i);
        std::optional<Fact> fact;
        bool isNoFact = false;
        const auto read = store.db().each(
            sql,
            [&](const Statement &row) {
                fact = FactReader().read(row);
                isNoFact = row.text(7) != u"fact"_s;
                const auto replaced = row.isNull(10) ? Result<RecordId>(Error { ErrorCode::NotFound, {} }) : RecordId::fromBytes(row.blob(10));
                if (replaced && !records.contains(*replaced))
                    records.append(*replaced);   // it counts, or no longer does, with this one
            },
            record);
        if (!read)
            return read.error();
        if (isNoFact)
            continue;
        if (fact) {
            added.append(*fact);
            if (added.size() > factsFollowedMax)
                return std::shared_ptr<const Plan>();
        }
        plan = std::make_shared<const Plan>(plan->withoutFact(record));
    }
    for (const Fact &fact : added)
        plan = std::make_shared<const Plan>(plan->withFact(fact));
    return plan;
}

using TaskKey = std::tuple<QString, QString, QString>;

/// What is begun for one of several places is begun for the service whose count is spread over them.
QString unitOnToday(const RecordBody &body) { return body.task->unit.startsWith("setting:"_L1) ? u"service:"_s + body.service.toString() : body.task->unit; }

struct Beside {
    QMap<TaskKey, QList<PersonId>> claims;
    QMap<TaskKey, RecordId> drafts;
};

Result<Beside> besideThePlan(Store &store)
{
    Beside beside;
    const auto claims = store.view().ofType(RecordType::Claim);
    if (!claims)
        return claims.error();
    for (const ViewRow &claim : *claims) {
        if (claim.task && !claim.observed)   // what was passed on is the plan's to say
            beside.claims[{ claim.task->activity.toString(), claim.task->unit, claim.task->periodStart }].append(claim.author);
    }
    const auto drafts = store.drafts().list();
    if (!drafts)
        return drafts.error();
    for (const Draft &draft : *drafts) {
        if (const auto &task = draft.body.task) {
            beside.drafts.insert({ task->activity.toString(), unitOnToday(draft.body), task->periodStart }, draft.id);
            // A team may have a task of its own, or be one of those that the service's count is spread over.
            if (task->unit.startsWith("team:"_L1))
                beside.drafts.insert({ task->activity.toString(), u"service:"_s + draft.body.service.toString(), task->periodStart }, draft.id);
        }
    }
    return beside;
}

QList<PersonTask> tasksOfTeams(const Plan &plan, const Person &me)
{
    if (me.teams.isEmpty())
        return plan.tasksOf(me.service);
    QList<PersonTask> all;
    QSet<TaskId> seen;
    for (const TeamId &team : me.teams) {
        for (const PersonTask &task : plan.tasksOf(team)) {
            if (!seen.contains(task.task.id)) {
                seen.insert(task.task.id);
                all.append(task);
            }
        }
    }
    // Each team's tasks come in order; of several teams' the classes of urgency are brought together.
    std::stable_sort(all.begin(), all.end(), [](const PersonTask &a, const PersonTask &b) { return a.urgency < b.urgency; });
    return all;
}

/// The tasks keep the order they have; each visit, most pressing first, stands before the first task that it goes before.
QList<TodayEntry> oneOrder(const QList<TodayItem> &items, const QList<ListedChild> &visits)
{
    QList<qsizetype> places(visits.size());
    std::iota(places.begin(), places.end(), 0);
    std::stable_sort(places.begin(), places.end(),
                     [&](qsizetype a, qsizetype b) { return standsBefore(rankOfVisit(visits.at(a)), rankOfVisit(visits.at(b))); });
    QList<TodayEntry> order;
    auto next = places.cbegin();
    for (qsizetype i = 0; i < items.size(); ++i) {
        for (; next != places.cend() && !standsBefore(rankOf(items.at(i).task), rankOfVisit(visits.at(*next))); ++next)
            order.append({ TodayEntry::What::Visit, *next });
        order.append({ TodayEntry::What::Task, i });
    }
    for (; next != places.cend(); ++next)
        order.append({ TodayEntry::What::Visit, *next });
    return order;
}

} // namespace

Rank rankOfVisit(const ListedChild &visit)
{
    const bool isStatutory = visit.rule.has_value();
    switch (visit.urgency) {
    case ListedChild::Urgency::NotSeenTwice: return { Overdue, true, {}, QDate(1, 1, 1) };   // before whatever is late
    case ListedChild::Urgency::Late: return { Overdue, isStatutory, {}, visit.standing.due };
    case ListedChild::Urgency::DueSoon: return { DueSoon, isStatutory, {}, visit.standing.due };
    case ListedChild::Urgency::Coming: return { Coming, isStatutory, {}, visit.standing.due };
    case ListedChild::Urgency::NoDate: break;
    }
    return { NoDate, isStatutory };
}

TaskReference referenceTo(const Task &task) { return { task.activity, task.unit, task.period.from.toString(Qt::ISODate) }; }

CaptureTask captureTaskOf(const PersonTask &task)
{
    return { .reference = referenceTo(task.task),
             .service = task.task.service,
             .activityName = task.task.part.isEmpty() ? task.task.what : u"%1 – %2"_s.arg(task.task.what, task.task.part),
             .unitName = task.concerns.isEmpty() ? task.service : task.concerns,
             .periodName = task.periodText,
             .periodEnd = task.task.period.to,
             .variant = task.task.variant,
             .subject = task.task.subject };
}

namespace {

/// @p task for @p unit, if its count is spread over places or teams and this is one of them.
std::optional<CaptureTask> atUnit(const Plan &plan, const Task &task, const QString &unit)
{
    const auto entries = plan.coverageOf(task).entries;
    const auto found = std::find_if(entries.cbegin(), entries.cend(), [&unit](const CoverageEntry &entry) { return entry.unit == unit; });
    if (found == entries.cend() || unit.isEmpty())
        return std::nullopt;
    CaptureTask capture = captureTaskOf(plan.shown(task));
    capture.reference.unit = unit;
    capture.unitName = found->name;
    return capture;
}

} // namespace

Result<CaptureTask> captureTaskAt(Store &store, const CouncilCalendar &calendar, QDate day, const PersonTask &task, const QString &unit)
{
    const auto plan = currentPlan(store, calendar, day);
    if (!plan)
        return plan.error();
    const Task *planned = *plan ? (*plan)->find(task.task.id) : nullptr;
    const auto capture = planned ? atUnit(**plan, *planned, unit) : std::nullopt;
    if (!capture)
        return Error { ErrorCode::InvalidInput, u"What is asked for is not spread over \"%1\". Begin it from the task itself."_s.arg(unit.section(u':', 1)) };
    return *capture;
}

Result<CaptureTask> captureTaskFor(Store &store, const CouncilCalendar &calendar, QDate day, const TaskReference &reference)
{
    const auto own = findTask(store, calendar, day, taskIdOf(reference.activity, reference.unit, QDate::fromString(reference.periodStart, Qt::ISODate)));
    if (own)
        return captureTaskOf(*own);
    if (own.error().code != ErrorCode::NotFound)
        return own.error();
    const auto plan = currentPlan(store, calendar, day);
    if (!plan)
        return plan.error();
    for (const Task &task : *plan ? (*plan)->tasks() : QList<Task>()) {
        const bool isOfPeriod = task.activity == reference.activity && task.period.from.toString(Qt::ISODate) == reference.periodStart;
        if (const auto capture = isOfPeriod ? atUnit(**plan, task, reference.unit) : std::nullopt)
            return *capture;
    }
    return own.error();
}

namespace {

/// The plan kept as @p name, if it is of @p day and @p reach, brought up to date; else made anew and kept.
Result<std::shared_ptr<const Plan>> keptPlan(Store &store, const QString &name, const CouncilCalendar &calendar, QDate day, const PlanReach &reach)
{
    auto *kept = store.derived(name);
    if (kept && std::any_cast<const KeptPlan &>(kept->value).day == day && std::any_cast<const KeptPlan &>(kept->value).span == reach.span) {
        if (kept->touched.isEmpty())
            return std::any_cast<const KeptPlan &>(kept->value).plan;
        auto followed = planFollowing(store, std::any_cast<const KeptPlan &>(kept->value).plan, kept->touched);
        if (!followed)
            return followed.error();
        if (*followed) {
            kept->value = KeptPlan { day, *followed, reach.span };
            kept->touched.clear();
            return followed;
        }
    }
    auto plan = planAnew(store, calendar, day, reach);
    if (!plan || !*plan)
        return plan;
    store.keepDerived(name, KeptPlan { day, *plan, reach.span },
                      { RecordType::Edition, RecordType::FormDefinition, RecordType::Person, RecordType::Team, RecordType::Setting, RecordType::Event,
                        RecordType::Waiver, RecordType::Claim, RecordType::Absence });
    return plan;
}

} // namespace

Result<std::shared_ptr<const Plan>> currentPlan(Store &store, const CouncilCalendar &calendar, QDate day)
{
    return keptPlan(store, u"plan"_s, calendar, day, {});
}

Result<std::shared_ptr<const Plan>> planOver(Store &store, const CouncilCalendar &calendar, QDate day, const DateSpan &span)
{
    return keptPlan(store, u"plan over"_s, calendar, day, { .span = span });
}

Result<std::shared_ptr<const Plan>> planReaching(Store &store, const CouncilCalendar &calendar, QDate day, PlanReach reach)
{
    return planAnew(store, calendar, day, reach);
}

Result<QList<ListedChild>> visitsDue(Store &store, const CouncilCalendar &calendar, QDate day)
{
    auto listed = childList(store, calendar, day, ChildrenOf::MyTeam);
    if (!listed)
        return listed;
    listed->removeIf([](const ListedChild &child) {
        return child.isMine ? child.urgency == ListedChild::Urgency::NoDate : child.urgency != ListedChild::Urgency::NotSeenTwice;
    });
    return listed;
}

Result<TodayBoard> todayBoard(Store &store, const CouncilCalendar &calendar, QDate day, TodayOf whose)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const auto plan = currentPlan(store, calendar, day);
    if (!plan)
        return plan.error();
    const Person *me = (*council)->person(enrolment->person);
    auto waiting = waitingForMe(store, calendar, day);
    if (!waiting)
        return waiting.error();
    auto visits = visitsDue(store, calendar, day);
    if (!visits)
        return visits.error();
    TodayBoard board { day, *plan != nullptr, me != nullptr, {}, std::move(waiting).value(), std::move(visits).value(), {} };
    if (!*plan || !me) {
        board.order = oneOrder({}, board.visits);
        return board;
    }
    const auto beside = besideThePlan(store);
    if (!beside)
        return beside.error();
    QList<PersonTask> tasks = whose == TodayOf::Me ? (*plan)->tasksOf(enrolment->person) : tasksOfTeams(**plan, *me);
    // What one passed on stays in sight, at the end: it can be taken back.
    for (const Task &task : (*plan)->tasks()) {
        const bool isPassedByMe = std::any_of(task.owners.cbegin(), task.owners.cend(), [&](const Owner &owner) {
            return owner.reason == OwnerReason::PassedOn && owner.insteadOf == enrolment->person;
        });
        const auto isThis = [&task](const PersonTask &one) { return one.task.id == task.id; };
        if (isPassedByMe && std::none_of(tasks.cbegin(), tasks.cend(), isThis)) {
            tasks.append((*plan)->shown(task));
            tasks.last().urgency = Finished;
            tasks.last().isPassedOn = true;
        }
    }
    for (const PersonTask &task : std::as_const(tasks)) {
        const TaskReference reference = referenceTo(task.task);
        const TaskKey key { reference.activity.toString(), reference.unit, reference.periodStart };
        TodayItem item { task, {}, false, {} };
        for (const PersonId &id : beside->claims.value(key)) {
            item.takenBy.append((*council)->nameOf(id));
            item.isTakenByMe = item.isTakenByMe || id == enrolment->person;
        }
        if (const auto draft = beside->drafts.constFind(key); draft != beside->drafts.constEnd())
            item.draft = *draft;
        board.items.append(item);
    }
    board.order = oneOrder(board.items, board.visits);
    return board;
}

Result<PersonTask> findTask(Store &store, const CouncilCalendar &calendar, QDate day, const TaskId &task)
{
    const auto plan = currentPlan(store, calendar, day);
    if (!plan)
        return plan.error();
    const Task *found = *plan ? (*plan)->find(task) : nullptr;
    if (!found)
        return Error { ErrorCode::NotFound,
                       u"No task has this identifier on %1. List the tasks again and use one of theirs."_s.arg(day.toString(Qt::ISODate)) };
    return (*plan)->shown(*found);
}

} // namespace sightline
