#include "sync/hub/files/file_stores.h"

#include "sync/hub/files/directory_chunks.h"
#include "sync/hub/files/file_place.h"
#include "sync/hub/files/s3_chunks.h"

#include <QDir>

namespace sightline::hub {

using namespace Qt::StringLiterals;

const QString FileStores::markName = u"sightline-mark"_s;

namespace {

const QString inDatabase = u"database"_s;

Result<std::unique_ptr<ChunkStore>> openAt(const QString &text, const QString &credentialsFile)
{
    auto place = filePlaceFromText(text);
    if (!place)
        return place.error();
    if (place->kind == FilePlace::Kind::Directory)
        return std::unique_ptr<ChunkStore>(new DirectoryChunks(place->directory));
    if (place->kind == FilePlace::Kind::Database)
        return Error { ErrorCode::InvalidInput, u"The database itself is no file store."_s };
    auto credentials = readS3Credentials(credentialsFile);
    if (!credentials)
        return credentials.error();
    return std::unique_ptr<ChunkStore>(new S3Chunks(std::move(*place), std::move(*credentials)));
}

Error notThere(const QString &place)
{
    return { ErrorCode::NotFound,
             u"The file store \"%1\" is not there, or is not this council's. Nothing was written. Mount it, or say where it is now: sightline-hub files at"_s
                 .arg(place) };
}

} // namespace

std::optional<FileStoreRow> presentStore(const QList<FileStoreRow> &rows)
{
    return rows.isEmpty() || rows.last().place == inDatabase ? std::nullopt : std::optional(rows.last());
}

FileStores::FileStores(const SecretBytes &key, const QString &credentialsFile)
    : FileStores(key, [credentialsFile](const QString &place) { return openAt(place, credentialsFile); })
{
}

FileStores::FileStores(const SecretBytes &key, OpenChunkStore open) : m_seal(key), m_open(std::move(open)) { }

Result<std::shared_ptr<ChunkStore>> FileStores::at(const QString &place)
{
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_stores.value(place))
        return known;
    auto opened = m_open(place);
    if (!opened)
        return opened.error();
    const auto mark = (*opened)->get(markName);
    if (!mark || *mark != m_seal.fingerprint())
        return mark ? notThere(place) : mark.error();
    std::shared_ptr<ChunkStore> store(std::move(*opened));
    m_stores.insert(place, store);
    return store;
}

Result<void> FileStores::found(const QString &place)
{
    const auto read = filePlaceFromText(place);
    if (!read)
        return read.error();
    if (read->kind == FilePlace::Kind::Directory && !QDir().mkpath(read->directory))
        return Error { ErrorCode::StorageFailure, u"The directory \"%1\" cannot be made."_s.arg(read->directory) };
    const auto store = m_open(place);
    if (!store)
        return store.error();
    const auto mark = (*store)->get(markName);
    if (!mark)
        return mark.error();
    if (*mark && **mark != m_seal.fingerprint())
        return Error { ErrorCode::NotAllowed,
                       u"The file store \"%1\" is another council's: it carries another mark. Give this one a place of its own."_s.arg(place) };
    if (!*mark) {
        if (const auto marked = (*store)->put(markName, m_seal.fingerprint()); !marked)
            return marked;
    }
    // What a chunk goes through: one that cannot be read back or taken away is found out now and not with a photograph.
    const QByteArray probe = "sightline";
    const QString name = m_seal.nameFor(probe);
    if (const auto put = (*store)->put(name, m_seal.seal(name, probe)); !put)
        return put;
    const auto got = (*store)->get(name);
    if (!got)
        return got.error();
    if (!*got || m_seal.open(name, **got).valueOr(QByteArray()) != probe)
        return Error { ErrorCode::Corrupt, u"The file store \"%1\" does not give back what is put there."_s.arg(place) };
    return (*store)->remove(name);
}

Result<std::shared_ptr<ChunkStore>> FileStores::storeOf(const QList<FileStoreRow> &rows, qint64 store)
{
    if (!m_instead.isEmpty())
        return at(m_instead);
    for (const FileStoreRow &row : rows) {
        if (row.n == store)
            return at(row.place);
    }
    return Error { ErrorCode::Corrupt, u"A chunk lies in a file store that the database does not list."_s };
}

Result<StoredChunk> FileStores::keep(const QList<FileStoreRow> &rows, const QByteArray &chunk)
{
    const auto present = presentStore(rows);
    if (!present)
        return StoredChunk { chunk, 0, {} };
    const auto store = at(present->place);
    if (!store)
        return store.error();
    const QString name = m_seal.nameFor(chunk);
    const auto put = (*store)->put(name, m_seal.seal(name, chunk));
    return put ? Result<StoredChunk>(StoredChunk { {}, present->n, name }) : put.error();
}

Result<std::optional<QByteArray>> FileStores::read(const QList<FileStoreRow> &rows, const StoredChunk &chunk)
{
    if (chunk.store == 0)
        return std::optional(chunk.bytes);
    const auto store = storeOf(rows, chunk.store);
    if (!store)
        return store.error();
    const auto sealed = (*store)->get(chunk.name);
    if (!sealed)
        return sealed.error();
    if (!*sealed)
        return std::optional<QByteArray>();
    auto opened = m_seal.open(chunk.name, **sealed);
    return opened ? Result<std::optional<QByteArray>>(std::optional(std::move(*opened))) : opened.error();
}

Result<void> FileStores::remove(const QList<FileStoreRow> &rows, const ChunkPlace &place)
{
    if (place.store == 0)
        return {};
    const auto store = storeOf(rows, place.store);
    return store ? (*store)->remove(place.name) : store.error();
}

std::optional<qint64> FileStores::freeBytes(const QList<FileStoreRow> &rows)
{
    const auto present = presentStore(rows);
    const auto store = present ? at(present->place) : Result<std::shared_ptr<ChunkStore>>(nullptr);
    return store && *store ? (*store)->freeBytes() : std::nullopt;
}

Result<void> FileStores::copy(ChunkStore &from, ChunkStore &to, const QString &name)
{
    const auto there = to.get(name);
    if (!there)
        return there.error();
    if (*there && m_seal.open(name, **there))
        return {};
    const auto sealed = from.get(name);
    if (!sealed)
        return sealed.error();
    if (!*sealed)
        return Error { ErrorCode::Corrupt, u"The file store has lost a chunk that the database has a row of."_s };
    const auto opened = m_seal.open(name, **sealed);
    return opened ? to.put(name, **sealed) : opened.error();
}

} // namespace sightline::hub
