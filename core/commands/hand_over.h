#pragma once

#include "core/forms/answers.h"
#include "core/forms/form_context.h"
#include "core/store/store.h"

namespace sightline {

/// A device handed over: locked on the questions of one draft until its owner gives the code. There is one at a time, and it is the first
/// thing a program that opens the store asks for: whatever ended the last one, the device opens locked again.
struct HandOver {
    RecordId draft;                          ///< of the questions; the one in use is the draft's focus
    qint64 beganAtMs = 0;                    ///< UTC, by the device's clock
    int tries = 0;                           ///< codes tried since it began
    qint64 retryAtMs = 0;                    ///< no code is looked at before
    bool isFinished = false;                 ///< whoever it was handed to is done: nothing of what they said is shown or changed any more
    std::optional<RecordId> record;          ///< finished: what was said is this record (feedback), or this addendum (a later hand's part)
    bool raisesConcern = false;              ///< that record raises an urgent concern
    bool isLeftInDraft = false;              ///< finished: what was said could not be completed, and stays in the draft for its author to complete
    bool isByPin = false;                    ///< no code was chosen: the PIN that opens the store gives it back
    friend bool operator==(const HandOver &, const HandOver &) = default;
};

/// The one under way; none: the device is its owner's. Errors: Corrupt, those of the database. Thread of all: the store's.
[[nodiscard]] Result<std::optional<HandOver>> presentHandOver(Store &store);

/// Hands the device over with the questions of @p draft (a form that hands over, or beginSaidInRoom()). From here on it is locked. The
/// code is kept as its Argon2id hash with its own salt, inside the encrypted store.
/// Errors: InvalidInput (a code that is too short or too long), NotFound (no such draft), AlreadyExists (handed over already),
/// StorageFailure (no memory for the hash), those of the database.
[[nodiscard]] Result<void> beginHandOver(Store &store, const RecordId &draft, const QString &code);

/// The same where a PIN opens the store: no code is chosen. The app locks itself, and whoever unlocks it has the device back
/// (giveBackWithoutCode() with a store opened by hand).
[[nodiscard]] Result<void> beginHandOverByPin(Store &store, const RecordId &draft);

enum class Said {
    Keep,         ///< it is completed as it is, whatever was left unanswered
    TakeBack,     ///< nothing of it stays
};

/// Whoever it was handed to is done. In ONE transaction: what they said becomes its record (feedback: completed, with its fact and, where
/// they want to be contacted, its urgent concern; a later hand's part: an addendum of this device's owner), the draft goes, and the
/// hand-over is finished. Where nothing was said, or it was taken back, a form's draft stays without it. The device stays locked.
/// @p answers: all of the draft's as they are now. @p context: as core/queries/capture_context makes it for the draft.
/// Errors: NotFound (nothing is handed over, or it is finished), those of completeRecord; then nothing has changed.
[[nodiscard]] Result<HandOver> finishHandOver(Store &store, const Answers &answers, const FormContext &context, Said said);

/// What came of trying a code.
struct HandBack {
    enum class Outcome { Given, WrongCode, MustWait };
    Outcome outcome = Outcome::WrongCode;
    qint64 retryAtMs = 0;          ///< when a code is looked at again; 0: at once
    HandOver was;                  ///< Given: as it ended; else as it is
};

/// Gives the device back to its owner, who knows @p code. The try is counted durably before the code is looked at, so that ending the
/// program forgets none. What is not finished is kept first, as finishHandOver() does.
/// Errors: NotFound (nothing is handed over), those of finishHandOver(); then it stays locked.
[[nodiscard]] Result<HandBack> giveBack(Store &store, const QString &code, const FormContext &context);

/// From when it is given back without its code (limits::handOverForgottenHours), in milliseconds of UTC.
[[nodiscard]] qint64 forgottenFromMs(const HandOver &handOver);

/// Gives it back without its code. Until forgottenFromMs() only where @p isStoreOpenedByHand: who starts a program on the store with its
/// key has everything that the lock covers. Errors: NotAllowed (too early; or it is given back by the PIN alone), those of giveBack().
[[nodiscard]] Result<HandOver> giveBackWithoutCode(Store &store, const FormContext &context, bool isStoreOpenedByHand);

/// Whether what was said is in @p draft and was not completed: its author completes it, and no screen shows or changes that part.
[[nodiscard]] Result<bool> isHandedOverPartSealed(Store &store, const RecordId &draft);

} // namespace sightline
