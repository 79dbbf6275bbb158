#pragma once

#include "core/store/store.h"

namespace sightline {

/// One field of a conflict: both texts, for a person to choose.
struct ConflictField {
    QString field;     ///< key in the answers
    QString label;     ///< the question's words; the key where the form is not known
    Json mine;
    Json theirs;       ///< what the record says now; what the notice quotes where the record is not on this device
};

/// Something the hub keeps but did not apply, for its author and lead (decisions 8).
struct HeldItem {
    RecordId notice;
    RecordId record;
    QString title;                     ///< of the form
    PersonId author;                   ///< of the operation
    QString authorName;
    bool isMine = false;
    QString outcome;                   ///< "conflict", "waiting", "held:<reason>"; qml and CLI turn it into words
    qint64 atMs = 0;                   ///< when it was made, the device's claim
    QString recordAuthorName;          ///< conflict: who wrote the other text; empty where the record is not on this device
    bool isOwnRecord = false;          ///< conflict: the other text is this person's too, from another device
    qint64 recordHubTimeMs = 0;        ///< conflict: when the hub stored the record as it is now; 0: not known
    QString askName;                   ///< who can help: the author's line manager, for others its author; empty where nobody is known
    bool isLed = false;                ///< this person leads the team it was told to, so may have it left out
    bool mayApply = false;             ///< and the team that the record names, so may have it applied: the hub takes that from nobody else
    QList<ConflictField> fields;       ///< conflict: to choose from; held:invalid: the questions concerned
    bool isSettling = false;           ///< this device has sent, or will send, an answer to it
};

/// What is open, newest first. Thread: the store's.
[[nodiscard]] Result<QList<HeldItem>> heldList(Store &store);

/// An outcome in one plain sentence, said to who made the operation: what happened and what can be done. For the CLI and as the source of the
/// screens' words.
[[nodiscard]] QString sayOutcome(const QString &outcome);
/// The same, said to whoever reads it: its author, or somebody who leads the team it belongs to.
[[nodiscard]] QString sayOutcome(const HeldItem &item);

} // namespace sightline
