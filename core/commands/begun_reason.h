#pragma once

#include "core/store/store.h"

namespace sightline {

/// What a reason is being typed for, before it is given: the words are this device's alone.
namespace reason {
inline constexpr char16_t enteredInError[] = u"entered-in-error";   ///< about an own record (voidRecord())
inline constexpr char16_t leftOut[] = u"left-out";                  ///< about the notice of held work (dismissHeld())
} // namespace reason

/// The reason that was begun for @p kind about @p record; empty: none. Errors of all: those of the database. Thread of all: the store's.
[[nodiscard]] Result<QString> begunReason(Store &store, const QString &kind, const RecordId &record);

/// A reason that was begun and not given.
struct BegunReason {
    QString kind;
    QString record;   ///< its id, as far as it is one
    QString text;
};
/// All of them, also those that could not be given any more. Errors: Corrupt, those of the database.
[[nodiscard]] Result<QList<BegunReason>> allBegunReasons(Store &store);

/// Keeps what is typed: durable when it returns, found again by begunReason() until the reason is given, until an empty @p text gives it
/// up, or until there is nothing any more that it could be given for.
/// Errors: InvalidInput (a character that cannot be stored), TooLarge (limits::answerBytesMax), those of the database.
[[nodiscard]] Result<void> keepReason(Store &store, const QString &kind, const RecordId &record, const QString &text);

/// It is given, in the caller's transaction.
[[nodiscard]] Result<void> forgetReason(Store &store, const QString &kind, const RecordId &record);

} // namespace sightline
