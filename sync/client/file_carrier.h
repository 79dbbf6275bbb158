#pragma once

#include "core/store/file_travel_table.h"
#include "sync/client/store_access.h"
#include "sync/client/transport.h"

#include <QMap>

#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

namespace sightline::sync {

/// What carrying one piece came to.
struct CarriedPiece {
    enum class Kind {
        Nothing,       ///< there is nothing to carry now
        Moved,         ///< a piece is where it was to go, for good
        Failed,        ///< the hub did not answer, or is busy: later again
        NotYet,        ///< the hub has not got it, or does not take it yet: something else may go meanwhile
        Unauthorised,  ///< the access token is not valid: the exchange renews it
        Cancelled,     ///< given up from outside
        Storage,       ///< the store could not be read or written
    };
    Kind kind = Kind::Nothing;
    qint64 retryAfterMs = 0;
    friend bool operator==(const CarriedPiece &, const CarriedPiece &) = default;
};

/// Carries files chunk by chunk between a device's store and the hub (sync.md B11): ours first, the smallest first, only after their
/// record's text; what came is kept at once, so that nothing ever begins again. It holds no more than one chunk. Several threads may
/// carry at a time over one carrier, each with a transport of its own.
class FileCarrier {
public:
    /// What is free on the store's disk, in bytes; none where the system does not say. Thread: any.
    using FreeBytes = std::function<std::optional<qint64>()>;

    /// @p freeBytes: files of others are fetched only while limits::freeBytesForFilesMin stay free for words; without it, always.
    explicit FileCarrier(StoreAccess &access, FreeBytes freeBytes = {}) : m_access(access), m_freeBytes(std::move(freeBytes)) { }

    /// Carries the next piece over @p transport, on the calling thread. @p givenUp: see Call.
    [[nodiscard]] CarriedPiece carry(Transport &transport, const std::atomic<bool> *givenUp = nullptr);
    /// What was "not yet" is tried again from now on. Thread: any.
    void tryAgain();

private:
    /// One chunk of one file, and in which direction.
    struct Piece {
        QByteArray sha;
        std::optional<FileToFetch> wanted;   ///< none: it is ours to send
        std::optional<qint64> chunk;        ///< ours: none asks the hub what it lacks
    };

    [[nodiscard]] Result<std::optional<Piece>> next();
    [[nodiscard]] std::optional<Piece> nextOurs(const TravellingFile &file);
    [[nodiscard]] CarriedPiece ask(const Piece &piece, Transport &transport, const std::atomic<bool> *givenUp);
    [[nodiscard]] CarriedPiece send(const Piece &piece, Transport &transport, const std::atomic<bool> *givenUp);
    [[nodiscard]] CarriedPiece fetch(const Piece &piece, Transport &transport, const std::atomic<bool> *givenUp);
    [[nodiscard]] CarriedPiece sentOf(const Piece &piece, const QByteArray &body);
    [[nodiscard]] CarriedPiece heed(const Piece &piece, const Reply &reply);
    [[nodiscard]] CarriedPiece putOff(const QByteArray &sha);
    [[nodiscard]] CarriedPiece setApart(const QByteArray &sha);
    [[nodiscard]] Result<QString> accessToken();
    [[nodiscard]] bool take(const Piece &piece);
    void letGo(const Piece &piece);
    template <typename Job>
    [[nodiscard]] auto on(Job job) -> std::invoke_result_t<Job &, Store &>;

    StoreAccess &m_access;
    FreeBytes m_freeBytes;
    std::mutex m_mutex;                                    ///< guards the rest
    QMap<QByteArray, QList<qint64>> m_missing;             ///< of ours: what the hub lacks, once it has said so
    std::set<std::pair<QByteArray, qint64>> m_underway;
    QSet<QByteArray> m_putOff;                             ///< until tryAgain()
    QSet<QByteArray> m_apart;                              ///< ours, and damaged here: not sent again and again
};

/// Carries everything there is to carry, on the calling thread: the command line. An access token that runs out on the way is renewed. Gives
/// what the last piece came to: never Moved.
[[nodiscard]] CarriedPiece carryAll(StoreAccess &access, Transport &transport);

} // namespace sightline::sync
