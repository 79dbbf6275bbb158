#include "core/tasks/plan_layout.h"

#include "core/people/approval.h"
#include "core/tasks/roster.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// A period longer than this is looked back at for the whole council year; shorter ones only PlanReach::daysBack, or
/// every weekly meeting missed since April would stand above today's work.
constexpr qint64 shortPeriodDays = 16;

/// Somebody or something an activity is counted for, with who may do it.
struct Unit {
    QString name;
    PersonId subject = {};
    TeamId team = {};
    QList<Owner> owners = {};
};

class LayoutMaker {
public:
    LayoutMaker(PlanInputs inputs, const QList<OpenEvent> &events, QDate today, PlanReach reach)
        : m_layout(std::make_shared<PlanLayout>()), m_events(events), m_reach(reach)
    {
        m_layout->inputs = std::move(inputs);
        m_layout->today = today;
        m_inForceFrom = m_layout->inputs.inForceFrom.isValid() ? m_layout->inputs.inForceFrom : councilYearOf(today).firstDay();
        std::sort(m_events.begin(), m_events.end(), [](const OpenEvent &a, const OpenEvent &b) { return a.id < b.id; });
    }

    std::shared_ptr<const PlanLayout> make()
    {
        for (const CompiledService &service : std::as_const(m_layout->inputs.framework.services)) {
            m_layout->serviceTitle.insert(service.id, service.title());
            const Roster roster(m_layout->inputs.council, service.id, m_layout->today);
            for (const CompiledActivity &activity : service.activities) {
                for (Series &series : seriesOf(activity)) {
                    knowPlaces(series, service);
                    addSeries(series, service, roster);
                }
            }
        }
        QDate until = m_inForceFrom;
        for (const DatedFramework &earlier : std::as_const(m_layout->inputs.earlier)) {
            addEarlier(earlier, until);
            until = earlier.from;
            if (!until.isValid())
                break;   // nothing was before it
        }
        for (qsizetype i = 0; i < m_layout->inputs.coming.size(); ++i)
            addComing(i);
        index();
        heedPassings();
        heedWaivers();
        return m_layout;
    }

private:
    /// A coverage of what the council does not list is shown and never asked for.
    void knowPlaces(Series &series, const CompiledService &service) const
    {
        for (const CoverageEntry &one : unitsToCover(m_layout->inputs.council, series.covers, service.id))
            series.places.append(one.unit);
        if (series.covers.isEmpty() || !series.places.isEmpty())
            return;
        if (series.isCoverage) {
            series.nature = RuleNature::Advisory;
            series.note = u"To be covered: each %1"_s.arg(series.covers);
        }
        series.covers.clear();
    }

    /// What @p earlier asked for in periods that ended before @p until, the first day of the one that followed.
    void addEarlier(const DatedFramework &earlier, QDate until)
    {
        const bool isSinceEver = !earlier.from.isValid() && m_reach.span;
        const QDate since = earlier.from.isValid() || isSinceEver ? earlier.from : councilYearOf(m_layout->today).firstDay();
        addOther(earlier.framework, since, until, true);
    }

    /// What the framework published for later asks for from its first day until that of the one after it.
    void addComing(qsizetype which)
    {
        const DatedFramework &coming = m_layout->inputs.coming[which];
        addOther(coming.framework, coming.from, firstDayOfComing(which + 1), false);
    }

    /// What a framework beside the present one asks for between @p since and @p until: of one that is over what ended there, of one to
    /// come what begins there. A period that is laid out already stays as it is, and whatever has no date asks for nothing.
    void addOther(const CompiledFramework &framework, QDate since, QDate until, bool isOver)
    {
        QSet<TaskId> known;
        for (const Task &task : std::as_const(m_layout->tasks))
            known.insert(task.id);
        for (const CompiledService &service : framework.services) {
            if (!m_layout->serviceTitle.contains(service.id))
                m_layout->serviceTitle.insert(service.id, service.title());
            const Roster roster(m_layout->inputs.council, service.id, m_layout->today);
            for (const CompiledActivity &activity : service.activities) {
                for (Series &series : seriesOf(activity)) {
                    knowPlaces(series, service);
                    if (series.nature != RuleNature::Dated)
                        continue;
                    const auto occurrences = occurrencesOf(series, since);
                    for (const Unit &unit : unitsOf(series, service, roster)) {
                        PlanLine line { series, unit.name, m_layout->tasks.size(), 0, isOver, since, until };
                        for (const Occurrence &occurrence : occurrences) {
                            const bool isIts = isOver ? endOf(occurrence) < until : line.asksOn(occurrence.period.from);
                            if (isIts && !known.contains(taskIdOf(activity.activity.key, unit.name, occurrence.period.from)))
                                addTask(series, service, unit, occurrence);
                        }
                        close(std::move(line));
                    }
                }
            }
        }
    }

    [[nodiscard]] QDate firstDayOfComing(qsizetype which) const
    {
        return which < m_layout->inputs.coming.size() ? m_layout->inputs.coming[which].from : QDate();
    }

    static QDate endOf(const Occurrence &occurrence) { return occurrence.due.isValid() ? occurrence.due : occurrence.period.to; }

    void addSeries(const Series &series, const CompiledService &service, const Roster &roster)
    {
        const auto occurrences = occurrencesOf(series, m_reach.span ? m_layout->inputs.inForceFrom : m_inForceFrom);
        const QDate until = series.nature == RuleNature::Dated ? firstDayOfComing(0) : QDate();
        for (const Unit &unit : unitsOf(series, service, roster)) {
            PlanLine line { series, unit.name, m_layout->tasks.size(), 0, false, {}, until };
            for (const Occurrence &occurrence : occurrences) {
                if (line.asksOn(occurrence.period.from))
                    addTask(series, service, unit, occurrence);
            }
            close(std::move(line));
        }
        if (series.nature == RuleNature::EventDriven)
            addEvents(series, service, roster);
    }

    void close(PlanLine line)
    {
        line.taskCount = m_layout->tasks.size() - line.firstTask;
        if (line.taskCount > 0)
            m_layout->lines.append(std::move(line));
    }

    /// What a row without dates stands in: the council year, so that its identity and count begin anew each April.
    /// What ended before @p since is somebody else's to ask for.
    QList<Occurrence> occurrencesOf(const Series &series, QDate since) const
    {
        const QDate today = m_layout->today;
        const CouncilYear year = councilYearOf(today);
        if (series.nature == RuleNature::EventDriven)
            return { Occurrence { year.span(), year.firstDay(), {}, 0, {}, {}, {} } };

        if (m_reach.span)
            return occurrencesOver(*m_reach.span, series, since);
        const QDate backTo = today.addDays(-m_reach.daysBack);
        // A report due "by the 7th" belongs to a period that is over by then.
        const QDate from = std::min(backTo, year.firstDay()).addDays(series.rule.dayOfMonth ? -31 : 0);
        QList<Occurrence> kept;
        for (const Occurrence &occurrence : occurrencesIn(series.rule, m_layout->inputs.calendar, { from, today.addDays(m_reach.daysAhead) })) {
            const QDate end = endOf(occurrence);
            const bool isOver = end < today && !occurrence.period.contains(today);
            const QDate keptFrom = occurrence.period.days() > shortPeriodDays ? std::min(backTo, year.firstDay()) : backTo;
            // Advisory and undated rows of the past ask for nothing any more.
            const bool isDated = series.nature == RuleNature::Dated;
            if (isOver && (end < since || end < keptFrom || !isDated))
                continue;
            if (isDated ? occurrence.target > 0 : occurrence.period.contains(today))
                kept.append(occurrence);
        }
        return kept;
    }

    /// All that overlap @p span: what was over by the framework's first day @p since, where that is known, asked for nothing.
    QList<Occurrence> occurrencesOver(const DateSpan &span, const Series &series, QDate since) const
    {
        auto all = occurrencesIn(series.rule, m_layout->inputs.calendar, span);
        all.removeIf([&](const Occurrence &occurrence) {
            const bool isAsked = natureOf(series.rule) != RuleNature::Dated || occurrence.target > 0;
            return !isAsked || (since.isValid() && endOf(occurrence) < since);
        });
        return all;
    }

    QList<Unit> unitsOf(const Series &series, const CompiledService &service, const Roster &roster) const
    {
        QList<Unit> units;
        switch (series.unit) {
        case UnitKind::Service: break;
        case UnitKind::Team:
            for (const Team *team : roster.teams())
                units.append({ u"team:"_s + team->id.toString(), {}, team->id, roster.ownersOf(series.leads, team) });
            break;
        case UnitKind::Lead:
            for (const Person *person : roster.eachHolder(series.leads)) {
                Unit unit { u"user:"_s + person->id.toString(), person->id };
                if (const auto owner = roster.ownerOrStandIn(person->id, OwnerReason::HoldsRole, heldRole(*person, series.leads)))
                    unit.owners.append(*owner);
                units.append(unit);
            }
            break;
        case UnitKind::Subject: units = subjectsOf(series, roster); break;
        }
        if (units.isEmpty())
            units.append({ u"service:"_s + service.id.toString(), {}, {}, roster.ownersOf(series.leads) });
        for (Unit &unit : units)
            unit.name += series.suffix;
        return units;
    }

    /// "All staff" is nobody's own role; then the group's name stands.
    static QString heldRole(const Person &person, const Lead &leads)
    {
        const auto held = std::find_if(leads.roles.cbegin(), leads.roles.cend(), [&](const QString &role) { return person.holds(role); });
        return held == leads.roles.cend() ? leads.roles.value(0) : *held;
    }

    QList<Unit> subjectsOf(const Series &series, const Roster &roster) const
    {
        QList<Unit> units;
        const auto leads = series.isSupervision ? QList<const Person *>() : roster.eachHolder(series.leads);
        for (const Person *person : everybodyOf(roster)) {
            Unit unit { u"user:"_s + person->id.toString(), person->id };
            if (series.isSupervision) {
                if (person->manager.isEmpty())
                    continue;   // the top of the council, and people nobody has given a manager yet
                const Person *manager = m_layout->inputs.council.person(person->manager);
                if (const auto owner = manager ? roster.ownerOrStandIn(manager->id, OwnerReason::LineManager, {}) : std::nullopt)
                    unit.owners.append(*owner);
            } else {
                // Those who lead the observing are not among the observed, unless everyone leads.
                if (leads.contains(person) && leads.size() < roster.people().size())
                    continue;
                unit.owners = roster.ownersOf(series.leads, nullptr, person->id);
            }
            units.append(unit);
        }
        return units;
    }

    /// The people of a service: those here on the plan's day, and over a span of days whoever was, or will be, here in it.
    QList<const Person *> everybodyOf(const Roster &roster) const
    {
        QList<const Person *> everybody = roster.people();
        if (!m_reach.span)
            return everybody;
        for (const Person &person : m_layout->inputs.council.people()) {
            const bool isThen = (person.to.isNull() || m_reach.span->from <= person.to) && (person.from.isNull() || person.from <= m_reach.span->to);
            if (person.service == roster.service() && isThen && !everybody.contains(&person))
                everybody.append(&person);
        }
        std::sort(everybody.begin(), everybody.end(), [](const Person *a, const Person *b) { return a->id < b->id; });
        return everybody;
    }

    void addTask(const Series &series, const CompiledService &service, const Unit &unit, const Occurrence &occurrence)
    {
        const Person *about = unit.subject.isEmpty() ? nullptr : m_layout->inputs.council.person(unit.subject);
        if (about && about->from.isValid() && occurrence.period.to < about->from)
            return;   // before they came
        if (about && about->to.isValid() && about->to < occurrence.period.to)
            return;   // they do not stay for all of it
        Task task = newTask(series, service, unit, occurrence.period);
        task.opens = occurrence.opens;
        task.due = occurrence.due;
        task.suggested = occurrence.suggested;
        task.target = occurrence.target;
        task.atMost = occurrence.atMost;
        if (daysFromLast(series.rule) > 0 && !series.isCoverage)
            task.dueByPeriod = task.due;
        if (series.isCoverage && !series.covers.isEmpty()) {
            task.target *= int(series.places.size());
            task.atMost.reset();
            task.suggested.clear();
        }
        if (!series.note.isEmpty()) {
            // How many there are to cover is not known here, so none is asked for.
            task.target = 0;
            task.due = {};
            task.dueByPeriod = {};
            task.suggested.clear();
        }
        if (!occurrence.variant.isEmpty())
            task.part = occurrence.variant;
        task.note = noteOn(series, unit, about, occurrence);
        m_layout->tasks.append(std::move(task));
    }

    QString noteOn(const Series &series, const Unit &unit, const Person *about, const Occurrence &occurrence) const
    {
        if (!series.note.isEmpty())
            return series.note;
        if (series.nature == RuleNature::EventDriven)
            return u"Starts when %1"_s.arg(series.rule.trigger.isEmpty() ? u"it is needed"_s : series.rule.trigger);
        if (series.nature == RuleNature::Undefined)
            return series.rule.kind == RuleKind::Planned ? u"No date set: the dates come from another plan"_s : u"No date set in the framework"_s;
        if (series.nature == RuleNature::Once)
            return u"Does not recur"_s;
        if (series.nature != RuleNature::Dated)
            return {};
        if (unit.owners.isEmpty())
            return u"Nobody in this service yet, so it is not counted as late"_s;
        if (!about)
            return {};
        const DateSpan &period = occurrence.period;
        if (about->from.isValid() && period.from.addDays(period.days() / 2) < about->from)
            return u"Joined late in this period"_s;
        // What law asks for is missed whoever was away.
        for (const Absence &absence : series.isStatutory ? QList<Absence>() : m_layout->inputs.council.absences()) {
            if (absence.person == about->id && absence.excuses(period.from, period.to))
                return u"Away all of this period"_s;
        }
        return {};
    }

    Task newTask(const Series &series, const CompiledService &service, const Unit &unit, const DateSpan &period) const
    {
        const Activity &activity = series.activity->activity;
        Task task { taskIdOf(activity.key, unit.name, period.from), activity.key };
        task.ref = activity.ref;
        task.what = activity.what;
        task.part = series.part;
        task.service = service.id;
        task.unit = unit.name;
        task.unitKind = series.unit;
        task.subject = unit.subject;
        task.team = unit.team;
        task.period = period;
        task.isStatutory = series.isStatutory;
        task.templateId = series.templateId;
        task.variant = series.variant;
        task.leads = series.leads;
        task.owners = unit.owners;
        const bool isSpreadOverUnits = series.countsEveryUnit && !series.isCoverage;
        task.covers = series.covers.isEmpty() && isSpreadOverUnits ? series.spreadOver : series.covers;
        return task;
    }

    void addEvents(const Series &series, const CompiledService &service, const Roster &roster)
    {
        for (const OpenEvent &event : std::as_const(m_events)) {
            const bool isOfService = event.service.isEmpty() || event.service == service.id;
            if (event.activity != series.activity->activity.key || !isOfService || m_layout->today < event.on)
                continue;
            const Unit unit { u"event:"_s + event.id.toString() + series.suffix, {}, {}, roster.ownersOf(series.leads) };
            PlanLine line { series, unit.name, m_layout->tasks.size(), 0 };
            Task task = newTask(series, service, unit, { event.on, event.due.isValid() ? std::max(event.on, event.due) : event.on });
            task.opens = event.on;
            task.due = event.due;
            task.target = 1;
            task.note = event.title;
            m_layout->tasks.append(std::move(task));
            close(std::move(line));
        }
    }

    void index()
    {
        PlanLayout &layout = *m_layout;
        for (qsizetype i = 0; i < layout.lines.size(); ++i)
            layout.linesOf[layout.lines[i].series.activity->activity.key].append(i);
        layout.taskAt.reserve(layout.tasks.size());
        for (qsizetype i = 0; i < layout.tasks.size(); ++i) {
            const Task &task = std::as_const(layout.tasks)[i];
            layout.taskAt.insert(task.id, i);
            layout.tasksOfService[task.service].append(i);
            for (const Owner &owner : task.owners)
                layout.tasksOfPerson[owner.person].append(i);
        }
    }

    Task *taskOf(const ActivityKey &activity, const QString &unit, QDate periodStart)
    {
        const auto at = m_layout->taskAt.constFind(taskIdOf(activity, unit, periodStart));
        return at == m_layout->taskAt.cend() ? nullptr : &m_layout->tasks[*at];
    }

    /// What an owner, or somebody above one, passed on is the colleague's from then on, and no longer the owner's.
    void heedPassings()
    {
        const PlanInputs &inputs = m_layout->inputs;
        for (const Passing &passing : inputs.passings) {
            Task *task = taskOf(passing.activity, passing.unit, passing.periodStart);
            const Person *to = inputs.council.person(passing.to);
            if (!task || passing.service != task->service || !to || passing.to == passing.by || passing.to == task->subject)
                continue;
            const auto now = inputs.council.standInFor(passing.to, m_layout->today);
            if (!now || !to->isHereOn(m_layout->today))
                continue;   // back to whose it was
            // Whoever passed it on may be away meanwhile: then it stands with their cover.
            const auto isTheirs = [&](const Owner &one) { return one.person == passing.by || one.insteadOf == passing.by; };
            const auto owner = std::find_if(task->owners.begin(), task->owners.end(), isTheirs);
            const Person *by = inputs.council.person(passing.by);
            const auto isBelow = [&](const Owner &one) { return inputs.council.managersAbove(one.person).contains(passing.by); };
            const bool isAbove = by && (by->oversees(task->service) || std::any_of(task->owners.cbegin(), task->owners.cend(), isBelow));
            if (owner == task->owners.end() && !isAbove)
                continue;
            const QString role = owner == task->owners.end() ? QString() : owner->role;
            const bool isOwners = owner != task->owners.end();
            const auto at = &*task - m_layout->tasks.constData();
            for (const Owner &one : std::as_const(task->owners))
                m_layout->tasksOfPerson[one.person].removeAll(at);
            // An owner passes on their own part; a manager passes on what those below them have.
            task->owners.removeIf(
                [&](const Owner &one) { return one.person == now->id || (isOwners ? isTheirs(one) : isBelow(one) || by->oversees(task->service)); });
            task->owners.append(
                { now->id, now->id == passing.to ? OwnerReason::PassedOn : OwnerReason::Covers, role, now->id == passing.to ? passing.by : passing.to });
            for (const Owner &one : std::as_const(task->owners))
                m_layout->tasksOfPerson[one.person].append(at);
        }
    }

    /// Whose word counts is settled the day it is said, and the hub takes no other: people move on, decisions stay. What law asks for is
    /// decided by whoever oversees the service alone.
    TaskWaiver::Standing standingOf(const Waiver &waiver, const Task &task, QString *answerReason) const
    {
        const Council &council = m_layout->inputs.council;
        if (task.isStatutory ? mayApprove(council, waiver.by, {}, task.service, true, waiver.on) : waiver.isDecided)
            return TaskWaiver::Standing::InForce;
        TaskWaiver::Standing standing = TaskWaiver::Standing::Asked;
        for (const Waiver::Answer &answer : waiver.answers) {
            if (task.isStatutory && !mayApprove(council, answer.by, waiver.by, task.service, true, answer.on))
                continue;
            standing = answer.approves ? TaskWaiver::Standing::InForce : TaskWaiver::Standing::Refused;
            *answerReason = answer.reason;
        }
        return standing;
    }

    /// What was asked to be put off or left out. A period of what law asks for is not put off: its month does not move.
    void heedWaivers()
    {
        for (const Waiver &waiver : m_layout->inputs.waivers) {
            Task *task = taskOf(waiver.activity, waiver.unit, waiver.periodStart);
            if (!task || waiver.service != task->service)
                continue;
            TaskWaiver heeded { waiver };
            heeded.standing = standingOf(waiver, *task, &heeded.answerReason);
            // A wish does not undo a decision.
            const bool isDecided = task->waiver && task->waiver->standing == TaskWaiver::Standing::InForce;
            if (isDecided && heeded.standing != TaskWaiver::Standing::InForce)
                continue;
            if (task->waiver && task->waiver->dueBefore.isValid())
                task->due = task->waiver->dueBefore;
            task->waiver = heeded;
            const bool isMovable = !task->isStatutory || task->unit.startsWith("event:"_L1);
            const bool isPutOff = task->waiver->standing == TaskWaiver::Standing::InForce && waiver.kind == Waiver::Kind::Defer && isMovable;
            if (isPutOff && task->due.isValid() && task->due < waiver.until) {
                task->waiver->dueBefore = task->due;
                task->due = waiver.until;
            }
        }
    }

    std::shared_ptr<PlanLayout> m_layout;
    QList<OpenEvent> m_events;
    PlanReach m_reach;
    QDate m_inForceFrom;
};

} // namespace

namespace {
const QString placePrefix = u"setting:"_s;
} // namespace

QString unitOfPlace(const SettingId &place) { return placePrefix + place.toString(); }

std::optional<SettingId> placeOfUnit(const QString &unit)
{
    const auto place = unit.startsWith(placePrefix) ? SettingId::fromString(unit.mid(placePrefix.size())) : Error { ErrorCode::NotFound, {} };
    return place ? std::optional(*place) : std::nullopt;
}

QList<CoverageEntry> unitsToCover(const Council &council, const QString &covers, const ServiceId &service)
{
    QList<CoverageEntry> units;
    if (covers.isEmpty())
        return units;
    for (const Setting &setting : council.settings()) {
        const bool isOfKind = setting.kind == covers || covers.endsWith(u' ' + setting.kind) || setting.kind.endsWith(u' ' + covers);
        if (isOfKind && !setting.kind.isEmpty() && (setting.service.isEmpty() || setting.service == service))
            units.append({ .person = {}, .setting = setting.id, .name = setting.name, .lastDone = {}, .unit = unitOfPlace(setting.id) });
    }
    for (const Team &team : council.teams()) {
        if (covers == "team"_L1 && team.service == service)
            units.append({ .person = {}, .setting = {}, .name = team.name, .lastDone = {}, .team = team.id, .unit = u"team:"_s + team.id.toString() });
    }
    std::sort(units.begin(), units.end(), [](const CoverageEntry &a, const CoverageEntry &b) { return a.unit < b.unit; });
    return units;
}

std::shared_ptr<const PlanLayout> layOut(PlanInputs inputs, const QList<OpenEvent> &events, QDate today, PlanReach reach)
{
    return LayoutMaker(std::move(inputs), events, today, reach).make();
}

} // namespace sightline
