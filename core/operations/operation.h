#pragma once

#include "core/records/record.h"

namespace sightline {

/// What an operation does (sync.md B2). The names are the wire's.
enum class OperationKind {
    Create,    ///< a record begins: `head` and first fields
    Patch,     ///< sets fields of a draft, each with the hash of the value its author saw
    Complete,  ///< draft → completed; from then on the answers never change
    Void,      ///< entered in error, with a reason
    Resolve,   ///< settles a conflict: like Patch, and closes the notice named in `about`
    Adopt,     ///< a held operation is applied after all, by someone who may
    Dismiss,   ///< a held operation is left unapplied for good, with a reason; it stays in the log
    Publish,   ///< the hub's own: a reference record (person, team, edition, form definition …) gets a new body
    Unknown,   ///< a kind, or a member of a known kind, that this version cannot read: kept verbatim, held
};

[[nodiscard]] QString operationKindName(OperationKind kind);
[[nodiscard]] OperationKind operationKindFromName(QStringView name);
/// The names of all kinds that this version knows.
[[nodiscard]] QStringList operationKindNames();

/// One field being set. `saw` is fieldHash() of the value its author saw, empty where there was none.
struct FieldChange {
    Json value;      ///< null removes the field
    QString saw;
    friend bool operator==(const FieldChange &, const FieldChange &) = default;
};

/// The unit of sync: immutable once numbered. Names no scope (decisions 6), no seq and no hub time.
struct Operation {
    OperationId id;
    RecordId record;
    OperationKind kind = OperationKind::Patch;
    QString kindName;                         ///< the wire's word; differs from kind only for Unknown
    qint64 atMs = 0;                          ///< the device's claim, UTC
    std::optional<RecordBody> head;           ///< Create and Publish: the body to begin with (answers included)
    QMap<QString, FieldChange> set;           ///< Patch and Resolve: by field
    QString form;                             ///< Patch: the form version the author had open
    QString bodyHash;                         ///< Complete: hash of the body the author saw
    int validator = 0;                        ///< Complete: version of the rules its device judged the record whole by (decisions 13); 0: not judged
    QString reason;                           ///< Void, Dismiss
    std::optional<OperationId> target;        ///< Adopt, Dismiss, Resolve: the operation being settled
    Json rest;                                ///< members this version does not know, kept verbatim

    friend bool operator==(const Operation &, const Operation &) = default;
};

[[nodiscard]] Json operationToJson(const Operation &operation);
/// Errors: InvalidInput (what is missing or of the wrong kind, by member). An unknown kind is not an error.
[[nodiscard]] Result<Operation> operationFromJson(const Json &json);
/// As a hub reads it: one whose id, record and kind can be read is never an error. What it says beyond what this version can read
/// (a later version's member, say) makes it Unknown and is kept verbatim, so that it blocks nothing behind it (R4) and a later
/// version can read it.
[[nodiscard]] Result<Operation> keptOperationFromJson(const Json &json);
/// Canonical bytes: what the outbox and the hub's log store, what the chain covers.
[[nodiscard]] Result<QByteArray> operationBytes(const Operation &operation);

/// Hash of a field's value as a person saw it: the first 16 hex digits of SHA-256 over its canonical bytes; "" for none.
[[nodiscard]] QString fieldHash(const Json &value);
/// SHA-256 of a body's canonical bytes, lower-case hex.
[[nodiscard]] QString bodyHash(QByteArrayView bytes);

/// One link of a stream's chain (sync.md R3): chain_n = SHA-256(chain_{n-1} | SHA-256(operation bytes)). The chain covers the
/// operation's hash, not its text, so that erasing by law leaves it verifiable. A stream's chain begins with 32 zero bytes.
[[nodiscard]] QByteArray chainLink(const QByteArray &previous, QByteArrayView operationBytes);
[[nodiscard]] QByteArray chainStart();

} // namespace sightline
