#include "sync/hub/ops/sweep_files.h"

#include <QSet>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Several rows may be at one place: a council that went back to it.
Result<QSet<QString>> namesAt(HubSnapshot &snapshot, const QList<FileStoreRow> &rows, const QString &place)
{
    QSet<QString> named { FileStores::markName };
    for (const FileStoreRow &row : rows) {
        if (row.place != place)
            continue;
        const auto names = snapshot.chunkNames(row.n);
        if (!names)
            return names.error();
        named.unite(QSet<QString>(names->cbegin(), names->cend()));
    }
    return named;
}

Result<void> sweepPlace(ChunkStore &store, const QSet<QString> &named, qint64 beforeMs, Sweep &sweep)
{
    QList<ListedChunk> orphans;
    const auto read = store.each([&](const ListedChunk &listed) -> Result<void> {
        sweep.looked += 1;
        if (!named.contains(listed.name) && listed.keptAtMs < beforeMs)
            orphans.append(listed);
        return {};
    });
    if (!read)
        return read;
    for (const ListedChunk &orphan : std::as_const(orphans)) {
        if (const auto removed = store.remove(orphan.name); !removed)
            return removed;
        sweep.removed += 1;
        sweep.bytes += orphan.bytes;
    }
    return {};
}

} // namespace

Result<Sweep> sweepFiles(HubSnapshot &snapshot, FileStores &stores, Instant now, int days)
{
    static constexpr qint64 msPerDay = 24LL * 3600 * 1000;
    if (days < 1)
        return Error { ErrorCode::InvalidInput, u"What came in the last day is never swept: it may be on its way still."_s };
    const auto rows = snapshot.fileStores();
    if (!rows)
        return rows.error();
    Sweep sweep;
    QSet<QString> done { u"database"_s };
    for (const FileStoreRow &row : *rows) {
        if (done.contains(row.place))
            continue;
        done.insert(row.place);
        const auto named = namesAt(snapshot, *rows, row.place);
        const auto store = named ? stores.at(row.place) : Result<std::shared_ptr<ChunkStore>>(named.error());
        const auto swept = store ? sweepPlace(**store, *named, now.msSinceEpoch - days * msPerDay, sweep) : Result<void>(store.error());
        if (!swept)
            return swept.error();
    }
    return sweep;
}

} // namespace sightline::hub
