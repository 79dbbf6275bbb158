#include "sync/client/file_carrier.h"

#include "core/base/digest.h"
#include "core/base/limits.h"
#include "sync/client/enrol.h"
#include "sync/client/limits.h"
#include "sync/client/refusal.h"
#include "sync/protocol/files.h"

#include <algorithm>
#include <utility>

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

/// In place of a number: the file is asked about, not sent.
constexpr qint64 asking = -1;

constexpr qint64 timeoutMs(qint64 bytes) { return limits::answerTimeoutMs + bytes * 1000 / limits::slowestBytesPerSecond; }

Call callTo(const wire::FilePlace &place, Call::Method method, const QString &token, const std::atomic<bool> *givenUp)
{
    Call call { .path = wire::filePath(place), .accessToken = token, .timeoutMs = static_cast<int>(timeoutMs(sightline::limits::fileChunkBytes)) };
    call.givenUp = givenUp;
    call.method = method;
    return call;
}

CarriedPiece outcome(CarriedPiece::Kind kind) { return { kind, 0 }; }

} // namespace

template <typename Job>
auto FileCarrier::on(Job job) -> std::invoke_result_t<Job &, Store &>
{
    std::invoke_result_t<Job &, Store &> result = Error { ErrorCode::Cancelled, {} };
    const auto ran = m_access.run([&](Store &store) { result = job(store); });
    return ran ? result : ran.error();
}

void FileCarrier::tryAgain()
{
    const std::lock_guard lock(m_mutex);
    m_putOff.clear();
}

CarriedPiece FileCarrier::putOff(const QByteArray &sha)
{
    const std::lock_guard lock(m_mutex);
    m_putOff.insert(sha);
    m_missing.remove(sha);
    return outcome(CarriedPiece::Kind::NotYet);
}

/// Not sent again and again; its author is told, in the diary of Sync. The words of its record are not held up.
CarriedPiece FileCarrier::setApart(const QByteArray &sha)
{
    {
        const std::lock_guard lock(m_mutex);
        m_missing.remove(sha);
        if (m_apart.contains(sha))
            return outcome(CarriedPiece::Kind::NotYet);
        m_apart.insert(sha);
    }
    const auto noted = on([&sha](Store &store) {
        return store.transact([&]() -> Result<void> {
            const auto records = store.fileTravel().cannotBeSent(sha);
            if (!records)
                return records.error();
            for (const RecordId &record : *records) {
                const auto told = store.diary().add({ DiaryKind::Unsendable, record, 1, store.clock().now().msSinceEpoch });
                if (!told)
                    return told;
            }
            return {};
        });
    });
    if (noted)
        return outcome(CarriedPiece::Kind::NotYet);
    const std::lock_guard lock(m_mutex);
    m_apart.remove(sha);   // tried again, and its author is told then
    return outcome(CarriedPiece::Kind::Storage);
}

bool FileCarrier::take(const Piece &piece) { return m_underway.emplace(piece.sha, piece.chunk.value_or(asking)).second; }

void FileCarrier::letGo(const Piece &piece)
{
    const std::lock_guard lock(m_mutex);
    m_underway.erase({ piece.sha, piece.chunk.value_or(asking) });
}

/// What of @p file is next and not on its way already; none where others are at it.
std::optional<FileCarrier::Piece> FileCarrier::nextOurs(const TravellingFile &file)
{
    Piece piece { file.sha, {}, {} };
    const auto missing = m_missing.constFind(file.sha);
    if (missing == m_missing.constEnd())
        return take(piece) ? std::optional(piece) : std::nullopt;
    for (const qint64 n : *missing) {
        piece.chunk = n;
        if (take(piece))
            return piece;
    }
    return std::nullopt;
}

Result<std::optional<FileCarrier::Piece>> FileCarrier::next()
{
    const auto ours = on([](Store &store) { return store.fileTravel().toSend(); });
    if (!ours)
        return ours.error();
    {
        const std::lock_guard lock(m_mutex);
        for (const TravellingFile &file : *ours) {
            if (m_putOff.contains(file.sha) || m_apart.contains(file.sha))
                continue;
            if (auto piece = nextOurs(file))
                return piece;
        }
    }
    const auto wanted = on([](Store &store) { return store.fileTravel().wanted(); });
    if (!wanted)
        return wanted.error();
    const auto free = m_freeBytes && !wanted->isEmpty() ? m_freeBytes() : std::optional<qint64>();
    for (const FileToFetch &file : *wanted) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_putOff.contains(file.sha))
                continue;
        }
        const auto here = on([&](Store &store) { return store.fileTravel().chunksHere(file.sha); });
        if (!here)
            return here.error();
        QList<qint64> missing;
        qint64 bytesToCome = 0;   // what is here of it has been taken from what is free
        for (qint64 n = 0; n < wire::chunksIn(file.sizeBytes); ++n) {
            if (here->contains(n))
                continue;
            missing.append(n);
            bytesToCome += wire::chunkBytes(file.sizeBytes, n);
        }
        if (free && *free - bytesToCome < sightline::limits::freeBytesForFilesMin)
            continue;   // a smaller one may have room
        const std::lock_guard lock(m_mutex);
        for (const qint64 n : std::as_const(missing)) {
            const Piece piece { file.sha, file, n };
            if (take(piece))
                return std::optional(piece);
        }
    }
    return std::optional<Piece>();
}

Result<QString> FileCarrier::accessToken()
{
    return on([](Store &store) -> Result<QString> {
        const auto tokens = store.meta().tokens();
        return tokens ? Result<QString>(tokens->access) : tokens.error();
    });
}

/// What every answer but a good one means, whichever way the piece goes.
CarriedPiece FileCarrier::heed(const Piece &piece, const Reply &reply)
{
    if (reply.kind == Reply::Kind::Cancelled)
        return outcome(CarriedPiece::Kind::Cancelled);
    if (reply.kind != Reply::Kind::Answered)
        return outcome(CarriedPiece::Kind::Failed);
    switch (reply.status) {
    case 401:
    case 403: return outcome(isHubsRefusal(reply) ? CarriedPiece::Kind::Unauthorised : CarriedPiece::Kind::Failed);
    case 409:   // the chunks were not the file: what lies here is damaged, and would be again
        return setApart(piece.sha);
    case 404:   // ours: its operation is not there (any more); theirs: on its way still
    case 400: return putOff(piece.sha);
    default: return { CarriedPiece::Kind::Failed, reply.retryAfterMs };
    }
}

CarriedPiece FileCarrier::carry(Transport &transport, const std::atomic<bool> *givenUp)
{
    const auto piece = next();
    if (!piece)
        return outcome(piece.error().code == ErrorCode::Cancelled ? CarriedPiece::Kind::Cancelled : CarriedPiece::Kind::Storage);
    if (!*piece)
        return outcome(CarriedPiece::Kind::Nothing);
    const CarriedPiece came = (*piece)->wanted ? fetch(**piece, transport, givenUp)
        : (*piece)->chunk                      ? send(**piece, transport, givenUp)
                                               : ask(**piece, transport, givenUp);
    letGo(**piece);
    return came;
}

CarriedPiece FileCarrier::ask(const Piece &piece, Transport &transport, const std::atomic<bool> *givenUp)
{
    const auto token = accessToken();
    if (!token)
        return outcome(CarriedPiece::Kind::Storage);
    if (token->isEmpty())
        return outcome(CarriedPiece::Kind::Unauthorised);
    const Reply reply = transport.call(callTo({ piece.sha, {} }, Call::Method::Get, *token, givenUp));
    return reply.isOk() ? sentOf(piece, reply.body) : heed(piece, reply);
}

CarriedPiece FileCarrier::send(const Piece &piece, Transport &transport, const std::atomic<bool> *givenUp)
{
    const auto token = accessToken();
    const auto bytes = on([&](Store &store) { return store.fileTravel().chunk(piece.sha, *piece.chunk); });
    if (token && !bytes && bytes.error().code == ErrorCode::Corrupt)
        return setApart(piece.sha);
    if (!token || !bytes)
        return outcome(CarriedPiece::Kind::Storage);
    if (token->isEmpty())
        return outcome(CarriedPiece::Kind::Unauthorised);
    if (!*bytes)
        return putOff(piece.sha);   // not the file the hub speaks of
    Call call = callTo({ piece.sha, piece.chunk }, Call::Method::Put, *token, givenUp);
    call.body = **bytes;
    call.contentDigest = wire::contentDigest(**bytes);
    const Reply reply = transport.call(call);
    return reply.isOk() ? sentOf(piece, reply.body) : heed(piece, reply);
}

/// The hub says what it lacks of a file of ours.
CarriedPiece FileCarrier::sentOf(const Piece &piece, const QByteArray &body)
{
    const auto state = wire::decodeFileState(body);
    if (!state)
        return outcome(CarriedPiece::Kind::Failed);
    if (!state->complete) {
        const std::lock_guard lock(m_mutex);
        m_missing.insert(piece.sha, state->missing);
        return outcome(CarriedPiece::Kind::Moved);
    }
    const auto noted = on([&](Store &store) { return store.transact([&] { return store.fileTravel().arrived(piece.sha, state->completeSeq); }); });
    if (!noted)
        return outcome(CarriedPiece::Kind::Storage);
    const std::lock_guard lock(m_mutex);
    m_missing.remove(piece.sha);
    return outcome(CarriedPiece::Kind::Moved);
}

CarriedPiece FileCarrier::fetch(const Piece &piece, Transport &transport, const std::atomic<bool> *givenUp)
{
    const auto token = accessToken();
    if (!token)
        return outcome(CarriedPiece::Kind::Storage);
    if (token->isEmpty())
        return outcome(CarriedPiece::Kind::Unauthorised);
    const FileToFetch &file = *piece.wanted;
    const Reply reply = transport.call(callTo({ file.sha, piece.chunk }, Call::Method::Get, *token, givenUp));
    if (!reply.isOk())
        return heed(piece, reply);
    const bool isIt = reply.body.size() == wire::chunkBytes(file.sizeBytes, *piece.chunk) && reply.contentDigest == wire::contentDigest(reply.body);
    if (!isIt)
        return putOff(file.sha);   // whatever is said of its size: others wait
    // Another thread may store the last chunk but one at the same time; the store's transactions come one after the other.
    const auto kept = on([&](Store &store) {
        return store.transact([&]() -> Result<bool> {
            // Its record may have left while it was on its way: then it is nobody's here (R9).
            const auto isWanted = store.fileTravel().isWanted(file);
            if (!isWanted || !*isWanted)
                return isWanted ? Result<bool>(true) : isWanted.error();
            if (const auto put = store.fileTravel().putChunk(file.sha, *piece.chunk, reply.body); !put)
                return put.error();
            const auto here = store.fileTravel().chunksHere(file.sha);
            if (!here)
                return here.error();
            return here->size() < wire::chunksIn(file.sizeBytes) ? Result<bool>(true) : store.fileTravel().finish(file, store.clock().now());
        });
    });
    if (!kept)
        return outcome(CarriedPiece::Kind::Storage);
    return *kept ? outcome(CarriedPiece::Kind::Moved) : putOff(file.sha);
}

CarriedPiece carryAll(StoreAccess &access, Transport &transport)
{
    FileCarrier carrier(access);
    bool isRenewed = false;   // since a piece last went: a second refusal means what it says
    while (true) {
        const CarriedPiece piece = carrier.carry(transport);
        if (piece.kind == CarriedPiece::Kind::Unauthorised && !std::exchange(isRenewed, true)) {
            qint64 retryAfterMs = 0;
            if (renewTokens(access, transport, &retryAfterMs))
                continue;
        }
        isRenewed = isRenewed && piece.kind != CarriedPiece::Kind::Moved;
        if (piece.kind != CarriedPiece::Kind::Moved && piece.kind != CarriedPiece::Kind::NotYet)
            return piece;
    }
}

} // namespace sightline::sync
