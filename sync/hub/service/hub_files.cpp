#include "sync/hub/service/hub_files.h"

#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/forms/named_files.h"
#include "sync/hub/service/judge.h"

#include <QCryptographicHash>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Error noSuchFile() { return { ErrorCode::NotFound, u"There is no such file for you here."_s }; }

wire::FileState stateOf(const FileRow &file, const QList<qint64> &held)
{
    wire::FileState state { file.completeSeq > 0, file.completeSeq, {} };
    for (qint64 n = 0; !state.complete && n < wire::chunksIn(file.sizeBytes); ++n) {
        if (!held.contains(n))
            state.missing.append(n);
    }
    return state;
}

Result<bool> isWhole(HubSnapshot &snapshot, const FileRow &file)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 n = 0; n < wire::chunksIn(file.sizeBytes); ++n) {
        const auto chunk = snapshot.chunk(file.sha, file.person, n);
        if (!chunk)
            return chunk.error();
        if (!*chunk)
            return Error { ErrorCode::Corrupt, u"A chunk of a file is missing that was there."_s };
        hash.addData(**chunk);
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

Result<TakenChunk> takeChunk(Ledger &ledger, const QByteArray &sha, qint64 n, const QByteArray &bytes, const PersonId &person)
{
    const auto known = ledger.transaction().file(sha, person);
    if (!known)
        return known.error();
    if (!*known)
        return noSuchFile();
    FileRow file = **known;
    if (file.completeSeq > 0)
        return TakenChunk { stateOf(file, {}), false };
    if (bytes.isEmpty() || bytes.size() != wire::chunkBytes(file.sizeBytes, n))
        return Error { ErrorCode::InvalidInput, u"A file of this size has no such chunk of this length."_s };
    if (const auto stored = ledger.transaction().setChunk(sha, person, n, bytes); !stored)
        return stored.error();
    const auto held = ledger.transaction().chunksOf(sha, person);
    if (!held)
        return held.error();
    wire::FileState state = stateOf(file, *held);
    if (!state.missing.isEmpty())
        return TakenChunk { state, false };
    const auto whole = isWhole(ledger.transaction(), file);
    if (!whole)
        return whole.error();
    if (!*whole) {
        if (const auto dropped = ledger.transaction().dropChunks(sha, person); !dropped)
            return dropped.error();
        return TakenChunk { stateOf(file, {}), true };
    }
    file.completeSeq = ledger.nextSeq();
    if (const auto kept = ledger.transaction().setFile(file); !kept)
        return kept.error();
    if (const auto told = announce(ledger, file); !told)
        return told.error();
    if (const auto replayed = Judge(ledger).replay(fileKey(sha)); !replayed)
        return replayed.error();
    return TakenChunk { stateOf(file, {}), false };
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

Result<QByteArray> readChunk(HubSnapshot &snapshot, const QByteArray &sha, qint64 n, const Readable &readable, bool isGuarded)
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
        if (!isTheirs && isGuarded)
            continue;
        const auto file = snapshot.file(sha, naming.person);
        if (!file)
            return file.error();
        if (!*file || (*file)->completeSeq == 0)
            continue;
        const auto chunk = snapshot.chunk(sha, naming.person, n);
        if (!chunk)
            return chunk.error();
        if (*chunk)
            return **chunk;
    }
    return noSuchFile();
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
