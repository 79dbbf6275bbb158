#pragma once

#include "core/base/id.h"
#include "core/base/json.h"

#include <optional>

namespace sightline {

/// What a record is (decisions 2). Never a derived task. The names are the wire's and the databases'.
enum class RecordType {
    Form,            ///< an answered form
    Step,            ///< a later hand on a record: reflection, reply, signature, acknowledgement, note, return, addendum
    Fact,            ///< content-free: that something was done; drives all counts (decisions 7)
    Claim,           ///< a person takes a task
    Waiver,          ///< a task is waived, with a reason
    Event,           ///< something happened that creates an obligation
    Person,
    Team,
    Setting,
    Council,         ///< what the council says of itself to every device: the number to ring
    Child,           ///< a pointer: system number, initials, age band
    Edition,         ///< an edition of the framework, whole
    FormDefinition,  ///< one version of a template, whole
    Notice,          ///< an operation that ended in conflict or held, for its author and lead (decisions 8)
    Draft,           ///< the copy of a form or step being written that follows its author (core/records/draft_copy.h)
    Absence,         ///< somebody is away for some days, and who covers (core/people/absence.h)
    Proposal,        ///< what somebody whose role lets them changes for the whole council; the hub judges it (core/records/proposal.h)
};

[[nodiscard]] QString recordTypeName(RecordType type);
[[nodiscard]] std::optional<RecordType> recordTypeFromName(QStringView name);

/// `draft` is its author's alone; from `completed` on the answers never change (decisions 1); `void` is a record
/// entered in error: kept, excluded from counts (decisions 4).
enum class RecordState { Draft, Completed, Void };

[[nodiscard]] QString recordStateName(RecordState state);
[[nodiscard]] std::optional<RecordState> recordStateFromName(QStringView name);

/// The task a record answers, by what never changes between editions (decisions 20).
struct TaskReference {
    ActivityKey activity;
    QString unit;          ///< service, team or person the activity is counted for
    QString periodStart;   ///< "2026-04-01"
    friend bool operator==(const TaskReference &, const TaskReference &) = default;
};

/// A record's body: a pure function of its operations (decisions 3), so a device computes the same bytes offline.
/// It holds no seq, rev, hub time or scope. `head` members the product reads by name; `answers` is the flat map of
/// fields of a form (keys as in core/forms/answers.h) or the members of any other record.
struct RecordBody {
    RecordType type = RecordType::Form;
    RecordState state = RecordState::Draft;
    PersonId author;
    QString form;                        ///< "T03@1.0" for forms and steps, "" otherwise
    ServiceId service;
    TeamId team;
    std::optional<PersonId> observed;    ///< the second person a record concerns (observed, supervisee)
    std::optional<TaskReference> task;
    QString edition;                     ///< of the framework that asked for its task (decisions 20): "2026-11-27"; empty without a task
    std::optional<RecordId> about;       ///< the record that a step, fact or notice belongs to, or that this one amends
    QString aboutHash;                   ///< hash of that record's body as its author saw it, lower-case hex
    QString role;                        ///< a step's kind ("addendum", "reflection", …) or the author's role at the time
    qint64 madeAtMs = 0;                 ///< the author's claim, UTC
    qint64 completedAtMs = 0;            ///< the author's claim, UTC; 0 while a draft
    int validator = 0; ///< version of the rules its completing device judged it whole by (core/forms/validate.h, decisions 13); 0: not judged
    QString voidReason;
    Json::Object answers;

    friend bool operator==(const RecordBody &, const RecordBody &) = default;
};

/// Canonical bytes of @p body: what is hashed, stored and sent. Members that are empty are left out.
/// Errors: InvalidInput (a value that a body cannot hold).
[[nodiscard]] Result<QByteArray> bodyBytes(const RecordBody &body);

/// Reads what bodyBytes wrote. Members it does not know are refused: a body is written by our own code only.
/// Errors: Corrupt. Thread: any.
[[nodiscard]] Result<RecordBody> bodyFromBytes(QByteArrayView bytes);

[[nodiscard]] Json bodyToJson(const RecordBody &body);
[[nodiscard]] Result<RecordBody> bodyFromJson(const Json &json);

/// "T03@1.0" → "T03"; the whole text where there is no version.
[[nodiscard]] TemplateId templateOf(const QString &form);

} // namespace sightline
