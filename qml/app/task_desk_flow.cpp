#include "qml/app/task_desk_flow.h"

#include "core/calendar/midway.h"
#include "core/commands/claim_task.h"
#include "core/people/approval.h"
#include "core/queries/programme_board.h"
#include "core/queries/today_board.h"
#include "core/store/known_council.h"
#include "qml/app/refusal_words.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TaskDesk)
};

/// At most this many are shown of whose turn it is: it is a proposal, not the list.
constexpr qsizetype fairMax = 5;

QString wishWords(const Waiver &waiver, QDate today)
{
    if (waiver.kind == Waiver::Kind::Waive) {
        //: What was asked about a task, in the middle of a sentence.
        return Words::tr("to leave it out");
    }
    //: What was asked about a task, in the middle of a sentence. %1 is a day.
    return Words::tr("to put it off to %1").arg(plainDayWords(waiver.until, today));
}

QString standingWords(const Task &task, QDate today)
{
    if (!task.waiver)
        return {};
    const Waiver &waiver = task.waiver->waiver;
    const QString wish = wishWords(waiver, today);
    switch (task.waiver->standing) {
    case TaskWaiver::Standing::Asked:
        //: On a task that somebody asked about. %1 is what ("to leave it out"), %2 why.
        return Words::tr("A manager was asked %1, and has not answered yet: %2").arg(wish, waiver.reason);
    case TaskWaiver::Standing::Refused:
        //: On a task that somebody asked about, and a manager refused. %1 is what ("to leave it out"), %2 the manager's reason.
        return Words::tr("A manager was asked %1, and said no: %2").arg(wish, task.waiver->answerReason);
    case TaskWaiver::Standing::InForce: break;
    }
    if (waiver.kind == Waiver::Kind::Waive) {
        //: On a task that was left out. %1 is why.
        return Words::tr("Left out: %1").arg(waiver.reason);
    }
    //: On a task that was put off. %1 is a day, %2 why.
    return Words::tr("Put off to %1: %2").arg(plainDayWords(waiver.until, today), waiver.reason);
}

QString fairHeading(const Coverage &coverage)
{
    //: Over whose turn it is. %1 of %2 have had their turn; %3 is what they are: "staff member", "area".
    return coverage.entries.isEmpty() ? QString()
                                      : Words::tr("Fair next: %1 of %2 covered (%3)").arg(coverage.covered).arg(coverage.entries.size()).arg(coverage.of);
}

QList<FairRow> fairRows(const Coverage &coverage, const ActivityKey &activity, const Plan &plan)
{
    QList<FairRow> rows;
    for (const CoverageEntry &entry : coverage.entries.mid(0, fairMax)) {
        FairRow row { entry.unit.isEmpty() ? entry.person.toString() : entry.unit, entry.name, entry.reason, {}, {} };
        const auto theirs = std::find_if(plan.tasks().cbegin(), plan.tasks().cend(), [&](const Task &task) {
            const bool isTheirs = entry.person.isEmpty() ? task.unit == entry.unit : task.subject == entry.person && task.unitKind == UnitKind::Subject;
            return isTheirs && task.activity == activity && task.period == coverage.period && task.covers.isEmpty();
        });
        if (theirs != plan.tasks().cend())
            row.taskId = theirs->id.toString();
        else
            row.unit = entry.unit;
        rows.append(row);
    }
    return rows;
}

QList<ColleagueRow> colleaguesOf(const Council &council, const Person &me, const Task &task, QDate today)
{
    QList<ColleagueRow> rows;
    for (const Person &person : council.people()) {
        const bool isNear = person.service == task.service || person.oversees(task.service);
        if (isNear && person.id != me.id && person.id != task.subject && person.isHereOn(today))
            rows.append({ person.id.toString(), person.name });
    }
    std::sort(rows.begin(), rows.end(), [](const ColleagueRow &a, const ColleagueRow &b) { return a.name < b.name; });
    return rows;
}

/// Who said that they do @p task, in @p state; and whether this person may say so.
Result<void> readTaken(Store &store, const Council &council, const Person &me, const Task &task, DeskState &state)
{
    const auto claims = claimsOn(store, referenceTo(task));
    if (!claims)
        return claims.error();
    QStringList others;
    for (const PersonId &person : *claims) {
        state.isTaken = state.isTaken || person == me.id;
        if (person != me.id)
            others.append(council.nameOf(person));
    }
    const bool isOwner = std::any_of(task.owners.cbegin(), task.owners.cend(), [&me](const Owner &owner) { return owner.person == me.id; });
    state.canTake = state.canChange && isOwner && task.owners.size() > 1 && !state.isTaken && state.passedText.isEmpty();
    if (state.isTaken && others.isEmpty()) {
        //: On a task that several may do, and this person said they do.
        state.takenText = Words::tr("You said that you do this. Your colleagues see it.");
    } else if (state.isTaken) {
        //: On a task that this person and others said they do. %1 are the others.
        state.takenText = Words::tr("You said that you do this; so did %1.").arg(others.join(u", "_s));
    } else if (!others.isEmpty()) {
        //: On a task that several may do. %1 is whoever said that they do it.
        state.takenText = Words::tr("%1 said that they do this.").arg(others.join(u", "_s));
    }
    return {};
}

Result<DeskState> readDesk(Store &store, const CouncilCalendar &calendar, QDate today, const TaskId &id)
{
    const auto plan = currentPlan(store, calendar, today);
    const auto council = knownCouncil(store);
    const auto enrolment = store.meta().enrolment();
    if (!plan)
        return plan.error();
    if (!council)
        return council.error();
    if (!enrolment)
        return enrolment.error();
    const Task *task = *plan ? (*plan)->find(id) : nullptr;
    const Person *me = (*council)->person(enrolment->person);
    DeskState state;
    if (!task || !me)
        return state;
    state.taskId = id.toString();
    state.title = task->what.simplified();
    const bool isOpen =
        task->state == TaskState::Due || task->state == TaskState::Late || task->state == TaskState::Upcoming || task->state == TaskState::Missed;
    state.canChange = isOpen && task->target > 0;
    state.isStatutory = task->isStatutory && !task->unit.startsWith("event:"_L1);
    state.decidesAlone =
        task->isStatutory ? mayApprove(**council, me->id, {}, task->service, true, today) : decidesAlone(**council, me->id, task->service, today);
    state.standing = standingWords(*task, today);
    if (task->waiver && task->waiver->waiver.by == me->id)
        state.waiverId = task->waiver->waiver.id.toString();
    for (const Owner &owner : task->owners) {
        if (owner.reason == OwnerReason::PassedOn && owner.insteadOf == me->id) {
            //: On a task that this person passed on. %1 is the colleague.
            state.passedText = Words::tr("You passed this on to %1.").arg((*council)->nameOf(owner.person));
        }
    }
    const auto isMine = [&](const Owner &owner) { return owner.person == me->id || (*council)->managersAbove(owner.person).contains(me->id); };
    state.canPass =
        state.canChange && state.passedText.isEmpty() && (me->oversees(task->service) || std::any_of(task->owners.cbegin(), task->owners.cend(), isMine));
    if (const auto taken = readTaken(store, **council, *me, *task, state); !taken)
        return taken.error();
    const auto activities = eventActivities(store, today);
    if (!activities)
        return activities.error();
    const bool isSetOff = task->state == TaskState::EventDriven
        && std::any_of(activities->cbegin(), activities->cend(), [&](const EventActivity &one) { return one.key == task->activity; });
    if (isSetOff) {
        //: Button on a task that waits for something: enters that it happened.
        state.eventText = Words::tr("Enter one that happened");
    }
    const Coverage coverage = (*plan)->coverageOf(*task);
    state.fairText = fairHeading(coverage);
    state.fair = fairRows(coverage, task->activity, **plan);
    if (state.canChange)
        state.colleagues = colleaguesOf(**council, *me, *task, today);
    return state;
}

QString whoAsks(const AskedWaiver &asked, QDate today)
{
    //: On Today: a colleague's wish. %1 is who, %2 what they ask ("to leave it out").
    return Words::tr("%1 asks %2").arg(asked.askedBy, wishWords(asked.task.task.waiver->waiver, today));
}

QDate dayOf(const QString &iso) { return QDate::fromString(iso, Qt::ISODate); }

} // namespace

TaskDeskFlow::TaskDeskFlow(StoreLink &link, TodayView &view) : m_link(link), m_view(view)
{
    TaskDesk *desk = view.desk();
    connect(view.opened(), &TaskCard::changed, this, &TaskDeskFlow::readTask);
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        static const QSet<RecordType> concerning { RecordType::Waiver, RecordType::Claim,   RecordType::Event,   RecordType::Fact,
                                                   RecordType::Person, RecordType::Absence, RecordType::Edition, RecordType::Setting };
        if (changes.types.intersects(concerning))
            refresh();
    });
    desk->words()->find = [this](const StepPlace &place) { findTyped(place); };
    desk->words()->save = [this](const StepPlace &place, const QString &text) { keepTyped(place, text); };
    desk->words()->whyNot = [](const StepPlace &, const QString &text) { return tooLongToKeepText(text, begunReasonBound); };
    connect(desk->words(), &StepWords::troubleElsewhere, &view, &TodayView::showProblem);
    connect(desk, &TaskDesk::putOffAsked, this, &TaskDeskFlow::putOff);
    connect(desk, &TaskDesk::withdrawAsked, this, &TaskDeskFlow::withdraw);
    connect(desk, &TaskDesk::passAsked, this, &TaskDeskFlow::pass);
    connect(desk, &TaskDesk::takeAsked, this, &TaskDeskFlow::take);
    connect(desk, &TaskDesk::noteAsked, this,
            [this](const QString &taskId, const QString &onIso, const QString &dueIso, const QString &nextIso, const QString &reference, const QString &title) {
                EventEntry entry;
                entry.reference = reference.trimmed();
                entry.title = title.trimmed();
                entry.on = dayOf(onIso);
                entry.due = dayOf(dueIso);
                note(taskId, entry, nextIso);
            });
    connect(desk, &TaskDesk::answerAsked, this, [this](const QString &waiverId, bool isStatutory, bool approves, const QString &reason) {
        answer(waiverId, isStatutory, { approves, reason.trimmed(), m_link.today() });
    });
}

void TaskDeskFlow::refresh()
{
    readTask();
    readWishes();
}

void TaskDeskFlow::readTask()
{
    const auto id = TaskId::fromString(m_view.opened()->taskId());
    if (!id || m_view.opened()->isVisit())
        return;
    m_link.ask(
        this, [&calendar = m_link.calendar(), today = m_link.today(), id = *id](Store &store) { return readDesk(store, calendar, today, id); },
        [this, id = *id](const Result<DeskState> &state) {
            if (id.toString() != m_view.opened()->taskId())
                return; // another one was opened meanwhile
            if (state)
                m_view.desk()->show(*state, m_link.today().toString(Qt::ISODate));
            else if (state.error().code != ErrorCode::Cancelled)
                m_view.showProblem(errorText(state.error()));
        });
}

void TaskDeskFlow::readWishes()
{
    m_link.ask(
        this, [&calendar = m_link.calendar(), today = m_link.today()](Store &store) { return waiversToAnswer(store, calendar, today); },
        [this](const Result<QList<AskedWaiver>> &asked) {
            if (!asked) {
                if (asked.error().code != ErrorCode::Cancelled)
                    m_view.showProblem(errorText(asked.error()));
                return;
            }
            QList<WishRow> rows;
            for (const AskedWaiver &one : *asked) {
                const Task &task = one.task.task;
                rows.append(
                    { task.waiver->waiver.id.toString(), task.what.simplified(), whoAsks(one, m_link.today()), task.waiver->waiver.reason, task.isStatutory });
            }
            m_view.desk()->showWishes(rows);
        });
}

template <typename Work>
void TaskDeskFlow::carryOut(Work work)
{
    m_link.ask(
        this, std::move(work), [this](const Result<ProgrammeKept> &kept) { took(kept); }, StoreThread::Lane::Save);
}

void TaskDeskFlow::took(const Result<ProgrammeKept> &kept)
{
    TaskDesk *desk = m_view.desk();
    if (!kept)
        desk->refuse(
            {}, kept.error().code == ErrorCode::NotAllowed || kept.error().code == ErrorCode::InvalidInput ? kept.error().detail : errorText(kept.error()));
    else if (!kept->problems.isEmpty())
        desk->refuse(kept->problems.first().member, kept->problems.first().text);
    else
        desk->finish();
}

namespace {

/// Where the words of a sheet of @p kind about @p id were typed.
template <typename Id>
ReasonPlace typedAt(const char16_t *kind, const Id &id)
{
    return { QString::fromUtf16(kind), id.toString() };
}

/// Words of a sheet of which every field is empty are none: they are given up.
QString unlessEmpty(const QString &text)
{
    const auto fields = parseJson(text.toUtf8());
    const auto isEmpty = [](const Json &field) { return field.toString().isEmpty(); };
    const Json::Object written = fields ? fields->toObject() : Json::Object();
    return fields && std::all_of(written.cbegin(), written.cend(), isEmpty) ? QString() : text;
}

/// What a command without problems of its own came to, as the others say it.
template <typename T>
Result<ProgrammeKept> keptOf(const Result<T> &done)
{
    if (!done)
        return done.error();
    return ProgrammeKept {};
}

} // namespace

void TaskDeskFlow::findTyped(const StepPlace &place)
{
    m_link.ask(
        this, [place = ReasonPlace { place.kind, place.recordId }](Store &store) { return begunReason(store, place); },
        [this, place](const Result<QString> &text) {
            text ? m_view.desk()->words()->found(place, *text) : m_view.desk()->words()->notFound(place, errorText(text.error()));
        },
        StoreThread::Lane::Save);
}

void TaskDeskFlow::keepTyped(const StepPlace &place, const QString &text)
{
    m_link.ask(
        this, [place = ReasonPlace { place.kind, place.recordId }, text = unlessEmpty(text)](Store &store) { return keepReason(store, place, text); },
        [this, place, text](const Result<void> &kept) {
            if (kept)
                m_view.desk()->words()->kept(place);
            else
                m_view.desk()->words()->notKept(place, typedRefusedText(kept.error(), text, begunReasonBound, TypedFor::Keeping));
        },
        StoreThread::Lane::Save);
}

void TaskDeskFlow::putOff(const QString &taskId, bool isLater, const QString &untilIso, const QString &reason)
{
    const auto id = TaskId::fromString(taskId);
    if (!id)
        return took(id.error());
    const WaiverEntry entry { isLater, reason.trimmed(), dayOf(untilIso), m_link.today() };
    carryOut([&calendar = m_link.calendar(), today = m_link.today(), id = *id, entry](Store &store) -> Result<ProgrammeKept> {
        const auto task = findTask(store, calendar, today, id);
        return task ? waiveTask(store, referenceTo(task->task), task->task.service, entry, typedAt(reason::putOff, id)) : Result<ProgrammeKept>(task.error());
    });
}

void TaskDeskFlow::withdraw(const QString &waiverId)
{
    const auto id = RecordId::fromString(waiverId);
    if (!id)
        return took(id.error());
    carryOut([id = *id](Store &store) { return keptOf(withdrawWaiver(store, id)); });
}

void TaskDeskFlow::take(const QString &taskId, bool takes)
{
    const auto id = TaskId::fromString(taskId);
    if (!id)
        return took(id.error());
    carryOut([&calendar = m_link.calendar(), today = m_link.today(), id = *id, takes](Store &store) -> Result<ProgrammeKept> {
        const auto task = findTask(store, calendar, today, id);
        if (!task)
            return task.error();
        const TaskReference reference = referenceTo(task->task);
        return takes ? keptOf(claimTask(store, reference, task->task.service)) : keptOf(releaseTask(store, reference));
    });
}

void TaskDeskFlow::pass(const QString &taskId, const QString &personId)
{
    const auto id = TaskId::fromString(taskId);
    if (!id)
        return took(id.error());
    carryOut([&calendar = m_link.calendar(), today = m_link.today(), id = *id, to = PersonId(personId)](Store &store) -> Result<ProgrammeKept> {
        const auto task = findTask(store, calendar, today, id);
        if (!task)
            return task.error();
        const TaskReference reference = referenceTo(task->task);
        return to.isEmpty() ? keptOf(takeTaskBack(store, reference)) : keptOf(passTask(store, reference, task->task.service, to, today));
    });
}

void TaskDeskFlow::note(const QString &taskId, const EventEntry &entry, const QString &nextIso)
{
    const auto id = TaskId::fromString(taskId);
    if (!id)
        return took(id.error());
    carryOut([&calendar = m_link.calendar(), today = m_link.today(), id = *id, entry, next = dayOf(nextIso)](Store &store) -> Result<ProgrammeKept> {
        const auto task = findTask(store, calendar, today, id);
        if (!task)
            return task.error();
        EventEntry event = entry;
        event.activity = task->task.activity;
        event.service = task->task.service;
        if (today < event.on) {
            //: Beside the day on which something happened.
            const QString toCome = Words::tr("This day is still to come.");
            return ProgrammeKept { {}, { { u"on"_s, toCome } }, false };
        }
        if (next.isValid() && next <= event.on) {
            //: Beside the day of the next meeting after an event.
            const QString before = Words::tr("The next meeting must be after the day it happened.");
            return ProgrammeKept { {}, { { u"next"_s, before } }, false };
        }
        if (!event.due.isValid())
            event.due = midwayBetween(event.on, next, calendar);
        return noteEvent(store, event, typedAt(reason::happened, id));
    });
}

void TaskDeskFlow::answer(const QString &waiverId, bool isStatutory, const WaiverAnswer &answer)
{
    const auto id = RecordId::fromString(waiverId);
    if (!id)
        return took(id.error());
    carryOut([id = *id, isStatutory, answer](Store &store) { return answerWaiver(store, id, isStatutory, answer, typedAt(reason::wishAnswer, id)); });
}

} // namespace sightline
