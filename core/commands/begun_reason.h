#pragma once

#include "core/store/store.h"

namespace sightline {

/// What a reason is being typed for, before it is given: the words are this device's alone.
namespace reason {
inline constexpr char16_t enteredInError[] = u"entered-in-error";   ///< about an own record (voidRecord())
inline constexpr char16_t leftOut[] = u"left-out";                  ///< about the notice of held work (dismissHeld())
// Of sheets with several fields: their words are one JSON object of texts by field.
inline constexpr char16_t putOff[] = u"put-off";                    ///< about a task (waiveTask())
inline constexpr char16_t happened[] = u"happened";                 ///< about the task that waits for an event (noteEvent())
inline constexpr char16_t wishAnswer[] = u"wish-answer";            ///< about a colleague's waiver (answerWaiver())
} // namespace reason

/// Where a reason is typed: what for, and about what.
struct ReasonPlace {
    QString kind;     ///< one of the above
    QString about;    ///< the id of a record, a notice or a task
    friend bool operator==(const ReasonPlace &, const ReasonPlace &) = default;
};

/// The reason that was begun at @p place; empty: none. Errors of all: those of the database. Thread of all: the store's.
[[nodiscard]] Result<QString> begunReason(Store &store, const ReasonPlace &place);

/// A reason that was begun and not given.
struct BegunReason {
    ReasonPlace place;
    QString text;
};
/// All of them, also those that could not be given any more. Errors: Corrupt, those of the database.
[[nodiscard]] Result<QList<BegunReason>> allBegunReasons(Store &store);

/// Keeps what is typed: durable when it returns, found again by begunReason() until the reason is given, until an empty @p text gives it
/// up, or until there is nothing any more that it could be given for.
/// Errors: InvalidInput (a character that cannot be stored), TooLarge (begunReasonBound, or more than limits::draftBytesMax in
/// all of them), those of the database.
[[nodiscard]] Result<void> keepReason(Store &store, const ReasonPlace &place, const QString &text);

/// It is given, in the caller's transaction.
[[nodiscard]] Result<void> forgetReason(Store &store, const ReasonPlace &place);

} // namespace sightline
