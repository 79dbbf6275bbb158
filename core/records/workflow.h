#pragma once

#include "core/calendar/council_calendar.h"
#include "core/forms/questionnaire.h"
#include "core/records/hand_owners.h"
#include "core/records/step_body.h"
#include "core/records/urgent_concern.h"

namespace sightline {

/// One hand of a record's order, and how far it is.
struct Hand {
    enum class State {
        NotNeeded,   ///< its condition does not hold, or it falls to the author
        Later,       ///< somebody else comes first
        Next,        ///< its owner's turn
        Done,
    };
    HandRule rule;
    State state = State::Later;
    QList<PersonId> whose;               ///< Next and Later: the first is whose it is, the others may do it for them
    qint64 turnSinceMs = 0;              ///< Next: since when
    std::optional<RecordId> step;        ///< Done: the first that did it
    bool isOvertaken = false;            ///< Next, but its day is past and a hand that waits no longer has its turn too
};

/// Where a record stands among its hands: a pure function of the record, its steps, its form's meta and the people.
struct Workflow {
    enum class State {
        Draft,
        Open,         ///< a required hand is to come
        Returned,     ///< sent back with comments: its author answers with an amended version
        Superseded,   ///< answered with an amended version
        Finished,     ///< every required hand has been taken, or none is needed
        Void,
    };
    State state = State::Finished;
    QList<Hand> hands;                   ///< in the template's order; before them the reading of an urgent concern
    std::optional<UrgentConcern> concern;
    std::optional<RecordId> returnedBy;  ///< Returned: the step
    PersonId author;
    qint64 completedAtMs = 0;

    /// The hands whose turn it is, required ones first and of these what is overtaken last; without those who are only told.
    [[nodiscard]] QList<const Hand *> next() const;
    /// Hands of those who are to be told and have not said yet that they have read it, one for each of them; also of a record that was
    /// sent back or answered with an amended version, whatever that says.
    [[nodiscard]] QList<const Hand *> tellings() const;
    [[nodiscard]] const Hand *hand(const QString &kind) const;
    /// Whether @p person may take a step of @p kind now.
    [[nodiscard]] bool mayTake(const QString &kind, const PersonId &person) const;
    /// The kinds that @p person may take now: the reading of a concern, the template's, then `return`. Not `addendum`: any reader adds one.
    [[nodiscard]] QStringList mayTake(const PersonId &person) const;
    /// The one who is waited for: of the first required hand, or the author of a returned record. Empty: nobody.
    [[nodiscard]] PersonId waitsFor() const;
    /// How many have signed, the author among them.
    [[nodiscard]] int signatures() const;
};

struct WorkflowInput {
    RecordId id;
    const RecordBody &record;
    const QList<TakenStep> &steps;          ///< oldest first
    bool isAmended = false;                 ///< its own author has written a completed version that amends it
    const Questionnaire *form = nullptr;    ///< null where it is not known
    const QList<HandRule> &rules;
    const HandPeople &who;
    const ActionRule *actions = nullptr;    ///< null where the form has none
};

/// Thread: any. Source: domain.md A7, decisions 1.
[[nodiscard]] Workflow workflowOf(const WorkflowInput &input);

/// Whether a step of @p kind with @p members by @p person is one that may be taken on the record: the hub's question. Unlike
/// mayTake() it does not ask whose turn it is, whether it is needed or was done: a hand taken offline beside another is kept, and a
/// moderator may look at one more. What follows up an action is about one row of the record, says how it is, and does not close it
/// without saying what is different now. input.steps is not looked at.
[[nodiscard]] bool isStepOf(const WorkflowInput &input, const QString &kind, const PersonId &person, const Json::Object &members);

/// Whether @p step sends its record back.
[[nodiscard]] bool sendsBack(const TakenStep &step, const QList<HandRule> &rules, const RecordId &record);

/// The council's day by which @p hand is due; null for none. Only a hand whose turn it is has one.
[[nodiscard]] QDate dueOf(const Hand &hand, const Workflow &workflow, const Answers &answers, const CouncilCalendar &calendar);

/// The state in plain words, for lists and the command line: "Waiting: reflection by the person observed", "Returned with comments",
/// "Signed by both". Empty where there is nothing to say.
[[nodiscard]] QString sayWorkflow(const Workflow &workflow);

} // namespace sightline
