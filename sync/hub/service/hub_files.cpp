#include "sync/hub/service/hub_files.h"

#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/forms/named_files.h"
#include "sync/hub/service/judge.h"

#include <QCryptographicHash>

#include <algorithm>
#include <iterator>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Error noSuchFile() { return { ErrorCode::NotFound, u"There is no such file for you here."_s }; }

wire::FileState stateOf(const FileRow &file, const QList<ChunkPlace> &held)
{
    wire::FileState state { file.completeSeq > 0, file.completeSeq, {} };
    for (qint64 n = 0; !state.complete && n < wire::chunksIn(file.sizeBytes); ++n) {
        if (std::none_of(held.cbegin(), held.cend(), [n](const ChunkPlace &place) { return place.n == n; }))
            state.missing.append(n);
    }
    return state;
}

/// What of @p places lies outside the database.
QList<ChunkPlace> outside(const QList<ChunkPlace> &places)
{
    QList<ChunkPlace> found;
    std::copy_if(places.cbegin(), places.cend(), std::back_inserter(found), [](const ChunkPlace &place) { return place.store != 0; });
    return found;
}

Error lostChunk() { return { ErrorCode::Corrupt, u"A chunk of a file is missing that was there."_s }; }

/// Whether the chunks of @p file make it; each is read with @p read(n).
template <typename Read>
Result<bool> isWhole(const FileRow &file, Read read)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 n = 0; n < wire::chunksIn(file.sizeBytes); ++n) {
        const Result<QByteArray> chunk = read(n);
        if (!chunk && chunk.error().code == ErrorCode::Corrupt)
            return false;
        if (!chunk)
            return chunk.error();
        hash.addData(*chunk);
    }
    return hash.result() == file.sha;
}

/// Readers of the records that name @p file learn of it: each place of theirs gets a new seq, and nothing else changes.
Result<void> announce(Ledger &ledger, const FileRow &file)
{
    const auto namings = ledger.transaction().namingsOf(file.sha);
    if (!namings)
        return namings.error();
    for (const FileNaming &naming : *namings) {
        if (naming.person != file.person)
            continue;
        // What is held names records too, and its author may have no right to have them given to their readers again.
        const auto body = ledger.body(naming.record);
        const auto mayRead = body && *body ? ledger.mayRead(file.person, naming.record, **body) : Result<bool>(false);
        if (!body || !mayRead)
            return body ? mayRead.error() : body.error();
        if (!*mayRead)
            continue;
        if (const auto touched = ledger.touch(naming.record); !touched)
            return touched;
    }
    return {};
}

} // namespace

QString fileKey(const QByteArray &sha) { return u"file:"_s + toHex(sha); }

bool mayNameFiles(const QByteArray &operationBytes) { return operationBytes.contains("\"sha\""); }

Result<void> nameFiles(Ledger &ledger, const QByteArray &operationBytes, const PersonId &person, const RecordId &record)
{
    if (!mayNameFiles(operationBytes))   // most name none, and are not read twice for it
        return {};
    const auto json = parseJson(operationBytes);
    if (!json)
        return json.error();
    // However deep: an operation of a kind that is not known yet names its files too.
    const QMap<QByteArray, NamedFile> files = filesIn(*json);
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        if (it->sizeBytes < 0 || it->sizeBytes > limits::fileBytesMax)
            continue;
        const auto known = ledger.transaction().file(it.key(), person);
        if (!known)
            return known.error();
        if (!*known) {
            const qint64 completeSeq = it->sizeBytes == 0 && it.key() == sha256({}) ? ledger.state().seq : 0;   // nothing needs to come
            const FileRow row { it.key(), person, it->sizeBytes, it->mime, ledger.now().msSinceEpoch, completeSeq };
            if (const auto set = ledger.transaction().setFile(row); !set)
                return set;
        }
        if (const auto named = ledger.transaction().nameFile({ it.key(), person, record }); !named)
            return named;
    }
    return {};
}

Result<std::optional<StoredChunk>> keepChunk(HubSnapshot &snapshot, FileStores *stores, const QByteArray &sha, qint64 n, const QByteArray &bytes,
                                             const PersonId &person)
{
    const auto file = snapshot.file(sha, person);
    if (!file)
        return file.error();
    if (!*file)
        return noSuchFile();
    if ((*file)->completeSeq > 0)
        return std::optional<StoredChunk>();
    if (bytes.isEmpty() || bytes.size() != wire::chunkBytes((*file)->sizeBytes, n))
        return Error { ErrorCode::InvalidInput, u"A file of this size has no such chunk of this length."_s };
    const auto held = snapshot.chunksOf(sha, person);
    const auto rows = snapshot.fileStores();
    if (!held || !rows)
        return held ? rows.error() : held.error();
    if (std::any_of(held->cbegin(), held->cend(), [n](const ChunkPlace &place) { return place.n == n; }))
        return std::optional<StoredChunk>();
    if (!stores)
        return std::optional(StoredChunk { bytes, 0, {} });
    const auto kept = stores->keep(*rows, bytes);
    return kept ? Result<std::optional<StoredChunk>>(std::optional(*kept)) : kept.error();
}

Result<TakenChunk> takeChunk(Ledger &ledger, const QByteArray &sha, qint64 n, const std::optional<StoredChunk> &chunk, const PersonId &person)
{
    HubTransaction &transaction = ledger.transaction();
    const auto file = transaction.file(sha, person);
    if (!file)
        return file.error();
    if (!*file)
        return noSuchFile();
    TakenChunk taken;
    const bool isSettled = (*file)->completeSeq > 0;
    if (chunk && !isSettled) {
        if (const auto stored = transaction.setChunk(sha, person, n, *chunk); !stored)
            return stored.error();
    }
    const auto held = transaction.chunksOf(sha, person);
    if (!held)
        return held.error();
    // The same chunk may have come by another request meanwhile: then the one that has no row can go.
    const bool isKept = chunk && std::any_of(held->cbegin(), held->cend(), [&](const ChunkPlace &place) { return place.n == n && place.name == chunk->name; });
    if (chunk && chunk->store != 0 && !isKept)
        taken.dropped.append({ n, chunk->store, chunk->name });
    taken.state = stateOf(**file, *held);
    if (isSettled || !taken.state.missing.isEmpty())
        return taken;
    if (!outside(*held).isEmpty()) {
        taken.isToProve = true;
        return taken;
    }
    const auto whole = isWhole(**file, [&](qint64 number) -> Result<QByteArray> {
        const auto one = transaction.chunk(sha, person, number);
        if (!one)
            return one.error();
        return *one ? Result<QByteArray>((*one)->bytes) : lostChunk();
    });
    return whole ? settleFile(ledger, sha, person, { *held, *whole }) : whole.error();
}

Result<FileProof> proveFile(HubStore &store, FileStores *stores, const FileRow &file)
{
    FileProof proof;
    {
        const auto snapshot = store.snapshot();
        const auto held = snapshot ? (*snapshot)->chunksOf(file.sha, file.person) : Result<QList<ChunkPlace>>(snapshot.error());
        if (!held)
            return held.error();
        proof.places = *held;
    }
    // A snapshot for each chunk, and gone before its bytes are fetched: none is held open while another machine is asked for them.
    const auto rowOf = [&](qint64 n) {
        const auto snapshot = store.snapshot();
        return snapshot ? chunkAt(**snapshot, file.sha, file.person, n) : Result<std::optional<FoundChunk>>(snapshot.error());
    };
    const auto whole = isWhole(file, [&](qint64 n) -> Result<QByteArray> {
        const auto found = rowOf(n);
        if (!found)
            return found.error();
        return *found ? bytesOf(stores, **found) : lostChunk();
    });
    if (!whole)
        return whole.error();
    proof.isWhole = *whole;
    return proof;
}

Result<TakenChunk> settleFile(Ledger &ledger, const QByteArray &sha, const PersonId &person, const FileProof &proof)
{
    const auto known = ledger.transaction().file(sha, person);
    const auto held = known ? ledger.transaction().chunksOf(sha, person) : Result<QList<ChunkPlace>>(known.error());
    if (!held)
        return held.error();
    if (!*known)
        return noSuchFile();
    FileRow file = **known;
    if (file.completeSeq > 0 || *held != proof.places)
        return TakenChunk { stateOf(file, *held), false, false, {} };
    if (!proof.isWhole) {
        if (const auto dropped = ledger.transaction().dropChunks(sha, person); !dropped)
            return dropped.error();
        return TakenChunk { stateOf(file, {}), true, false, outside(*held) };
    }
    file.completeSeq = ledger.nextSeq();
    if (const auto kept = ledger.transaction().setFile(file); !kept)
        return kept.error();
    if (const auto told = announce(ledger, file); !told)
        return told.error();
    if (const auto replayed = Judge(ledger).replay(fileKey(sha)); !replayed)
        return replayed.error();
    return TakenChunk { stateOf(file, {}), false, false, {} };
}

Result<wire::FileState> fileStateOf(HubSnapshot &snapshot, const QByteArray &sha, const PersonId &person)
{
    const auto file = snapshot.file(sha, person);
    if (!file)
        return file.error();
    if (!*file)
        return noSuchFile();
    const auto held = snapshot.chunksOf(sha, person);
    if (!held)
        return held.error();
    return stateOf(**file, *held);
}

Result<FoundChunk> findChunk(HubSnapshot &snapshot, const QByteArray &sha, qint64 n, const Readable &readable, bool isGuarded)
{
    const auto namings = snapshot.namingsOf(sha);
    if (!namings)
        return namings.error();
    for (const FileNaming &naming : *namings) {
        const auto entries = snapshot.entriesOf(naming.record);
        if (!entries)
            return entries.error();
        const auto withheld = scopesWithheld(snapshot, readable.unfollowed, naming.record);
        if (!withheld)
            return withheld.error();
        const bool isTheirs = std::any_of(entries->cbegin(), entries->cend(), [&](const Entry &entry) {
            return entry.present && readable.scopes.contains(entry.scope) && !withheld->contains(entry.scope);
        });
        const auto passes = readable.gate.lets(snapshot, naming.record);
        if (!passes)
            return passes.error();
        if (!(isTheirs && *passes) && isGuarded)
            continue;
        const auto file = snapshot.file(sha, naming.person);
        if (!file)
            return file.error();
        if (!*file || (*file)->completeSeq == 0)
            continue;
        auto found = chunkAt(snapshot, sha, naming.person, n);
        if (!found)
            return found.error();
        if (*found)
            return std::move(**found);
    }
    return noSuchFile();
}

Result<std::optional<FoundChunk>> chunkAt(HubSnapshot &snapshot, const QByteArray &sha, const PersonId &person, qint64 n)
{
    auto chunk = snapshot.chunk(sha, person, n);
    if (!chunk)
        return chunk.error();
    if (!*chunk)
        return std::optional<FoundChunk>();
    auto stores = (*chunk)->store == 0 ? Result<QList<FileStoreRow>>(QList<FileStoreRow>()) : snapshot.fileStores();
    return stores ? Result<std::optional<FoundChunk>>(FoundChunk { std::move(**chunk), std::move(*stores) }) : stores.error();
}

Result<QByteArray> bytesOf(FileStores *stores, const FoundChunk &found)
{
    if (found.chunk.store == 0)
        return found.chunk.bytes;
    if (!stores)
        return lostChunk();
    auto bytes = stores->read(found.stores, found.chunk);
    if (!bytes)
        return bytes.error();
    return *bytes ? Result<QByteArray>(std::move(**bytes)) : lostChunk();
}

Result<std::optional<QByteArray>> firstMissingFile(HubSnapshot &snapshot, const RecordId &record, const RecordBody &body, const QSet<QByteArray> &except)
{
    QList<QByteArray> files = (filesNamedIn(body.answers) - except).values();
    if (files.isEmpty())
        return std::optional<QByteArray>();
    std::sort(files.begin(), files.end());
    const auto namings = snapshot.namingsIn(record);
    if (!namings)
        return namings.error();
    for (const QByteArray &sha : std::as_const(files)) {
        bool isHere = false;
        for (const FileNaming &naming : *namings) {
            if (naming.sha != sha || isHere)
                continue;
            const auto file = snapshot.file(sha, naming.person);
            if (!file)
                return file.error();
            isHere = *file && (*file)->completeSeq > 0;
        }
        if (!isHere)
            return std::optional(sha);
    }
    return std::optional<QByteArray>();
}

} // namespace sightline::hub
