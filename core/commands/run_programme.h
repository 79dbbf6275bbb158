#pragma once

#include "core/commands/begun_reason.h"
#include "core/people/absence.h"
#include "core/records/event_record.h"
#include "core/records/waiver_record.h"
#include "core/store/store.h"

namespace sightline {

/// What keeping a record of the programme came to: the record, or what stands in its way.
struct ProgrammeKept {
    std::optional<RecordId> record;      ///< set only once it is durable on this device
    QList<ProgrammeProblem> problems;    ///< why it was refused, each with the member it is about; none where it was taken
    bool isKnown = false;                ///< an event that was here already: nothing was written
};

/// Enters something that happened and asks for an activity: one durable transaction. With a reference it is one event, however often it is
/// entered. @p typed: where the words were typed that this gives; what is begun there goes with the same transaction, and so below.
/// Errors: NotEnrolled, NotAllowed (the service is none of the enrolled person's), those of the database. Thread: the store's, and
/// so of all below.
[[nodiscard]] Result<ProgrammeKept> noteEvent(Store &store, const EventEntry &entry, const ReasonPlace &typed = {});

struct EventsImported {
    int added = 0;
    int known = 0;   ///< were here already
};
/// Enters a table of events (core/records/event_table.h) in ONE durable transaction: all of it or nothing. Errors: as noteEvent; InvalidInput
/// (one of them is wrong: the caller shows the table's problems and does not call).
[[nodiscard]] Result<EventsImported> noteEvents(Store &store, const QList<EventEntry> &entries);

/// Takes back an own event: it did not happen, and what it asked for is asked no more. Errors: NotFound (none of one's own).
[[nodiscard]] Result<void> withdrawEvent(Store &store, const RecordId &event);

/// Asks to put @p task of @p service off or to leave it out; where the enrolled person decides that alone, it takes effect at once. Of
/// @p entry it is not looked at whether it is decided.
/// Errors: as noteEvent.
[[nodiscard]] Result<ProgrammeKept> waiveTask(Store &store, const TaskReference &task, const ServiceId &service, const WaiverEntry &entry,
                                              const ReasonPlace &typed = {});

/// Answers somebody's waiver. Errors: NotFound (no such waiver here), NotAllowed (in words; the enrolled person may not), as noteEvent.
[[nodiscard]] Result<ProgrammeKept> answerWaiver(Store &store, const RecordId &waiver, bool isStatutory, const WaiverAnswer &answer,
                                                 const ReasonPlace &typed = {});

/// Takes an own waiver back, or an own answer to one. Errors: NotFound (none of one's own).
[[nodiscard]] Result<void> withdrawWaiver(Store &store, const RecordId &waiver);

/// Passes @p task of @p service on to the colleague @p to; where it was passed on by this person before, to them instead.
/// Errors: InvalidInput (nobody this device knows, oneself, or somebody who has left), as noteEvent.
[[nodiscard]] Result<RecordId> passTask(Store &store, const TaskReference &task, const ServiceId &service, const PersonId &to, QDate today);
/// Takes back what this person passed on. Errors: NotFound.
[[nodiscard]] Result<void> takeTaskBack(Store &store, const TaskReference &task);

/// Enters that somebody is away, and who covers. Why they are away is never asked. Errors: InvalidInput (the dates, or people this device
/// does not know, or a role that is not theirs to hand over), NotAllowed (core/people/approval.h), as noteEvent.
[[nodiscard]] Result<RecordId> enterAbsence(Store &store, const Absence &absence);
/// Marks an absence as over or wrong: the plan forgets it. Errors: NotFound (none here), NotAllowed (neither its author nor somebody who might
/// have entered it).
[[nodiscard]] Result<void> removeAbsence(Store &store, const RecordId &absence);

} // namespace sightline
