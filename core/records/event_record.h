#pragma once

#include "core/records/programme_problem.h"
#include "core/records/record.h"

#include <QDate>

namespace sightline {

/// Something that happened and asks for an activity once: a placement was made, a referral came. A plain value; the members of a record of
/// type `event` (PROTOCOL.md, section 5). It says nothing of a child: its reference points to one in the council's own system.
struct EventEntry {
    ActivityKey activity;
    ServiceId service;
    QString source;      ///< the system that told of it: "case system"; empty: somebody entered it
    QString reference;   ///< what it is there: the same reference for one activity of one service is one event, however often it comes
    QString title;       ///< in plain words, without personal data; may be empty
    QDate on;            ///< when it happened
    QDate due;           ///< by when what it asks for is due; null: no date
    friend bool operator==(const EventEntry &, const EventEntry &) = default;
};

/// Largest number of characters.
inline constexpr qsizetype eventTitleLengthMax = 120;
inline constexpr qsizetype eventReferenceLengthMax = 60;

/// The id of the event that @p entry names by its reference, service and activity: UUIDv5, so that whoever tells of it tells of one event,
/// whether they say which system numbered it or not, in small letters or capitals.
/// Without a reference there is nothing to go by: the caller gives a new id.
[[nodiscard]] RecordId eventIdOf(const EventEntry &entry);

/// The members that @p entry is kept in; what is empty is left out.
[[nodiscard]] Json::Object eventFields(const EventEntry &entry);
/// None if @p body is no event, or not a sound one.
[[nodiscard]] std::optional<EventEntry> eventEntryOf(const RecordBody &body);

/// What is wrong with @p fields as the members of an event: also the hub's judgement. Thread: any.
[[nodiscard]] QList<ProgrammeProblem> eventProblems(const Json::Object &fields);

/// Whether @p a and @p b tell of one event: of two that do, the first that came stands.
[[nodiscard]] bool isSameEvent(const RecordBody &a, const RecordBody &b);

} // namespace sightline
