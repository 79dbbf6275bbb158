#pragma once

#include "core/operations/apply.h"
#include "core/operations/operation.h"

#include <QMap>

#include <memory>
#include <optional>

/// The messages of the sync protocol as values. Their JSON is in codec.h; their meaning in PROTOCOL.md.
namespace sightline::wire {

inline constexpr int protocolVersion = 1;

/// An operation with its number in a stream.
struct NumberedOperation {
    qint64 number = 0;
    Operation operation;
    QByteArray bytes = {};     ///< its canonical bytes where its sender has them at hand; then these are what is sent
    friend bool operator==(const NumberedOperation &a, const NumberedOperation &b) { return a.number == b.number && a.operation == b.operation; }
};

/// What a device still holds alone once its request is taken: what a lost tablet may lose.
struct Remaining {
    qint64 records = 0;        ///< completed, with something neither answered nor in the request
    qint64 drafts = 0;         ///< begun and not completed
    qint64 files = 0;          ///< of completed records, not yet whole at the hub
    qint64 fileBytes = 0;
    friend bool operator==(const Remaining &, const Remaining &) = default;
};

/// That a record was opened or printed on a device, for the council's audit trail.
struct ReadingSaid {
    qint64 number = 0;         ///< counts up, with gaps
    RecordId record;
    QString how;               ///< "opened", "printed"
    qint64 atMs = 0;           ///< the device's claim
    friend bool operator==(const ReadingSaid &, const ReadingSaid &) = default;
};

/// POST /v1/sync. `stream` is "device" on the wire: a numbering stream of the installation that the token names (decisions 10).
struct SyncRequest {
    int version = protocolVersion;
    QString epoch;                          ///< the hub history the device knows; empty for a new device (R2)
    StreamId stream;
    qint64 clockMs = 0;                     ///< the device's claim
    QByteArray previousChain;               ///< chain before the first operation (R3); 32 bytes
    QList<NumberedOperation> operations;
    qint64 acked = 0;                       ///< highest number of this stream the device has an answer for (R16)
    QMap<QString, qint64> cursors;          ///< scope → seq
    int limit = 500;                        ///< rows
    int waitSeconds = 0;
    bool leavesOutOwn = false;              ///< the device can put in itself the bodies that this request creates
    std::optional<Remaining> remaining;     ///< none: the device does not say
    QList<ReadingSaid> readings;            ///< in order, at most limits.h says
};

struct Ack {
    qint64 number = 0;
    qint64 seq = 0;
    Outcome outcome;
    friend bool operator==(const Ack &, const Ack &) = default;
};

/// A row of a page: the record as the hub holds it, or that it left scopes.
struct Row {
    qint64 seq = 0;
    RecordId record;
    QStringList in;            ///< scopes of the reader it is in, as of this page
    QStringList out;           ///< scopes it has left
    qint64 rev = 0;
    QByteArray hash;           ///< SHA-256 of body, 32 bytes
    QByteArray body;           ///< canonical bytes; empty where the row is only `out`, or `createdBy` stands for it
    qint64 createdBy = 0;      ///< not 0: the body is, to the byte, what the operation of this number created in the request answered
    qint64 hubTimeMs = 0;      ///< when the hub stored the latest change: the receipt's time
    /// What the decoder found in `body` (core/records/record_head), so that nobody reads it twice. Not part of the message.
    std::shared_ptr<const RecordBody> head = {};

    friend bool operator==(const Row &a, const Row &b)
    {
        return a.seq == b.seq && a.record == b.record && a.in == b.in && a.out == b.out && a.rev == b.rev && a.hash == b.hash && a.body == b.body
            && a.createdBy == b.createdBy && a.hubTimeMs == b.hubTimeMs;
    }
};

/// Count and digest of a scope's rows at the answer's snapshot (R15).
struct ScopeState {
    qint64 count = 0;
    QByteArray digest;         ///< 16 bytes; empty while `more`
    friend bool operator==(const ScopeState &, const ScopeState &) = default;
};

struct Control {
    enum class Kind { None, Forked, ResendFrom };
    Kind kind = Kind::None;
    qint64 from = 0;
    friend bool operator==(const Control &, const Control &) = default;
};

struct SyncAnswer {
    int version = protocolVersion;
    QString epoch;
    qint64 clockMs = 0;
    qint64 durableSeq = 0;                  ///< the hub's verified backup holds everything up to here (R13)
    qint64 leaseUntilMs = 0;
    QList<Ack> acks;
    qint64 readingsTaken = 0;               ///< the trail has every reading up to this number; 0: none was said
    Control control;
    QMap<QString, ScopeState> scopes;       ///< all scopes the user may read, at the snapshot (R10)
    QList<Row> rows;
    QMap<QString, qint64> cursors;
    bool more = false;
    bool wipe = false;                      ///< this device was withdrawn, and is to destroy what it holds once all of its own is handed in
};

/// POST /v1/enrol: a one-time code and a public key for an installation and its tokens.
struct EnrolRequest {
    QString code;
    QByteArray publicKey;      ///< Ed25519, 32 bytes
    InstallationId installation;
};

/// POST /v1/session/refresh answers with the same shape.
struct EnrolAnswer {
    QString accessToken;       ///< opaque, 15 minutes
    QString refreshToken;      ///< single use
    qint64 accessUntilMs = 0;
    PersonId person;
    QString personName;
    QByteArray certificate;    ///< the enrolment, signed by the hub's key kept outside its database (decisions 10)
    QByteArray recoveryKey;    ///< the council's X25519 public key: unsent work can be sealed to it (decisions 19)
    QString council;
};

/// POST /v1/session/refresh: a proof of key, so that a restored hub can start a new token family.
struct RefreshRequest {
    InstallationId installation;
    QString refreshToken;
    QByteArray certificate;
    qint64 clockMs = 0;
    QByteArray signature;      ///< Ed25519 over "sightline-refresh" | installation | clock | refresh token
};

/// One record's contribution to a scope's digest: SHA-256(scope | 0 | id bytes | rev big-endian | hash), first 16 bytes; digests add mod 2^128.
[[nodiscard]] QByteArray digestContribution(const QString &scope, const RecordId &record, qint64 rev, const QByteArray &hash);
[[nodiscard]] QByteArray addDigests(const QByteArray &a, const QByteArray &b);
[[nodiscard]] QByteArray subtractDigests(const QByteArray &a, const QByteArray &b);
[[nodiscard]] QByteArray emptyDigest();   ///< 16 zero bytes

} // namespace sightline::wire
