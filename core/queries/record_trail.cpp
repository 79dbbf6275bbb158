#include "core/queries/record_trail.h"

#include "core/records/agreed_action.h"
#include "core/store/known_council.h"
#include "core/store/reading_lease.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

class TrailWriter {
public:
    TrailWriter(const RecordWorkflow &record, const Council &council, const CouncilCalendar &calendar, QDate today, const RecordId &id)
        : m_record(record), m_council(council), m_calendar(calendar), m_today(today), m_id(id)
    {
    }

    QList<TrailEntry> write()
    {
        TrailEntry completed { .kind = TrailEntry::Kind::Completed, .person = m_record.body.author, .atMs = m_record.body.completedAtMs };
        add(completed);
        for (const TakenStep &step : m_record.steps) {
            if (!step.isWithdrawn)
                addTaken(step);
        }
        const bool isRunning = m_record.workflow.state == Workflow::State::Open || m_record.workflow.state == Workflow::State::Finished;
        for (const Hand &hand : m_record.workflow.hands) {
            if (isRunning && (hand.state == Hand::State::Next || hand.state == Hand::State::Later))
                addToCome(hand);
        }
        return m_entries;
    }

private:
    void add(TrailEntry entry)
    {
        entry.personName = m_council.nameOf(entry.person);
        m_entries.append(std::move(entry));
    }

    void addTaken(const TakenStep &step)
    {
        const Hand *hand = m_record.workflow.hand(step.kind);
        TrailEntry entry { .kind = step.kind == step::addendum ? TrailEntry::Kind::Added : TrailEntry::Kind::Taken, .step = step.kind };
        if (sendsBack(step, m_record.rules, m_id))
            entry.kind = TrailEntry::Kind::Returned;
        entry.name = hand ? hand->rule.name : step.kind == step::action ? u"follow-up of an action"_s : QString();
        entry.by = hand ? hand->rule.by : QString();
        entry.person = step.author;
        entry.atMs = step.atMs;
        entry.isSigned = hand && hand->rule.signs;
        entry.covers = coversPresent(step, m_record.hash, m_record.steps) ? TrailEntry::Covers::WhatIsShown : TrailEntry::Covers::AnEarlierText;
        entry.lackedFiles = static_cast<int>(lackedFiles(step.members).size());
        entry.isHeld = !step.counts;
        entry.text = step.kind == step::action ? followUpWords(step) : stepText(step.members);
        entry.record = step.id;
        add(entry);
    }

    /// "Ring the school: Done"
    [[nodiscard]] QString followUpWords(const TakenStep &step) const
    {
        if (!m_record.actions)
            return stepText(step.members);
        const QString row = rowOfStep(step.members, m_record.body, *m_record.actions);
        const ActionFollowUp said = followUpIn(step.members, row, *m_record.actions);
        QString what;
        for (const AgreedAction &action : actionsOf(m_id, m_record.body, {}, *m_record.actions)) {
            if (action.row == row)
                what = action.what;
        }
        const QString words = u"%1: %2"_s.arg(what, said.statusText);
        return said.reason.isEmpty() ? words : words + u". "_s + said.reason;
    }

    void addToCome(const Hand &hand)
    {
        TrailEntry entry { .kind = hand.state == Hand::State::Next ? TrailEntry::Kind::Next : TrailEntry::Kind::Later, .step = hand.rule.kind };
        entry.name = hand.rule.name;
        entry.by = hand.rule.by;
        entry.person = hand.whose.value(0);
        entry.due = dueOf(hand, m_record.workflow, answersWithParts(m_record.body.answers, m_record.steps), m_calendar);
        entry.isOverdue = entry.due.isValid() && entry.due < m_today;
        entry.isRequired = hand.rule.required;
        entry.isSigned = hand.rule.signs;
        add(entry);
    }

    const RecordWorkflow &m_record;
    const Council &m_council;
    const CouncilCalendar &m_calendar;
    QDate m_today;
    RecordId m_id;
    QList<TrailEntry> m_entries;
};

} // namespace

Result<RecordTrail> recordTrail(Store &store, const CouncilCalendar &calendar, const RecordId &record)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    if (const auto open = checkMayRead(store, record); !open)
        return open.error();
    const QDate today = calendar.today(store.clock().now());
    const auto known = workflowFor(store, record, today);
    if (!known)
        return known.error();
    RecordTrail trail { .record = record, .workflow = known->workflow, .stateText = sayWorkflow(known->workflow) };
    trail.entries = TrailWriter(*known, **council, calendar, today, record).write();
    trail.mayTake = known->workflow.mayTake(enrolment->person);
    const bool isCompleted = known->body.state == RecordState::Completed;
    const bool isMine = known->body.author == enrolment->person;
    trail.mayAmend = isMine && isCompleted && known->workflow.state != Workflow::State::Superseded && known->form;
    trail.mayAdd = isCompleted;
    trail.waitsForMe = known->workflow.waitsFor() == enrolment->person;
    trail.amends = known->body.about;
    trail.amendedBy = known->amendedBy;
    return trail;
}

} // namespace sightline
