#pragma once

#include <QString>

namespace sightline {

/// What went wrong, for deciding. `qml/bridge/error_text` and the programs' `main` turn it into words.
enum class ErrorCode {
    InvalidInput,      ///< what was given cannot be understood or breaks a rule; detail says where
    TooLarge,          ///< over a bound of limits.h
    NotFound,
    AlreadyExists,
    NotAllowed,        ///< the person or device has no right to it
    StorageFailure,    ///< the disk or database failed; nothing was half done
    StorageFull,
    StorageLocked,     ///< another program has the store open (exit code 4)
    WrongKey,          ///< the key does not open the store
    Corrupt,           ///< stored bytes do not match their digest or shape
    UnsupportedVersion,
    HubUnreachable,    ///< no answer from the hub; nothing changed (exit code 3)
    HubRefused,        ///< the hub answered with a refusal of the transport kind (401, 413, 426 ...)
    LeaseOver,         ///< records are closed to reading until the device has reached the hub; what is unsent is not (decisions 9)
    NotEnrolled,       ///< this store has not been joined to a hub
    Cancelled,
};

/// An expected failure. `detail` is one plain English sentence (or the start of one) that says what is wrong and
/// where; it never holds personal data, record text or secrets, so it may go to a log or a terminal.
struct Error {
    ErrorCode code;
    QString detail;
    friend bool operator==(const Error &, const Error &) = default;
};

/// Short stable name of @p code for logs and JSON, for example "storage_full".
[[nodiscard]] QString errorName(ErrorCode code);

} // namespace sightline
