#include "sync/hub/ops/sweep_files.h"

#include "core/base/digest.h"

#include <QSet>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Several rows may be at one place: a council that went back to it.
Result<QSet<QString>> namesAt(HubSnapshot &snapshot, const QList<FileStoreRow> &rows, const QString &place)
{
    QSet<QString> named;
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

const QString notePrefix = u"sightline-history-"_s;

/// The note that the history called @p epoch leaves in a store. Its name says nothing to others, and like every name it is given once.
QString noteOf(const QString &epoch) { return notePrefix + toHex(sha256(epoch.toUtf8()).first(16)); }

Result<void> leaveNote(ChunkStore &store, const QString &note)
{
    const auto present = store.get(note);
    if (!present || *present)
        return present ? Result<void>() : present.error();
    return store.put(note, "sightline");
}

Result<void> sweepPlace(ChunkStore &store, const QSet<QString> &named, const QString &note, qint64 beforeMs, Sweep &sweep)
{
    if (const auto left = leaveNote(store, note); !left)
        return left;
    QList<ListedChunk> orphans;
    QStringList olderNotes;
    bool isNoteOld = false;
    const auto read = store.each([&](const ListedChunk &listed) -> Result<void> {
        const bool isOld = listed.keptAtMs < beforeMs;
        if (listed.name == FileStores::markName)
            return {};
        if (listed.name.startsWith(notePrefix)) {
            isNoteOld = isNoteOld || (listed.name == note && isOld);
            if (listed.name != note)
                olderNotes.append(listed.name);
            return {};
        }
        sweep.looked += 1;
        if (!named.contains(listed.name) && isOld)
            orphans.append(listed);
        return {};
    });
    if (!read)
        return read;
    if (!isNoteOld) {
        sweep.waiting += orphans.size();
        return {};
    }
    for (const QString &older : std::as_const(olderNotes)) {
        if (const auto removed = store.remove(older); !removed)
            return removed;
    }
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
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    Sweep sweep;
    QSet<QString> done { u"database"_s };
    for (const FileStoreRow &row : *rows) {
        if (done.contains(row.place))
            continue;
        done.insert(row.place);
        const auto named = namesAt(snapshot, *rows, row.place);
        const auto store = named ? stores.at(row.place) : Result<std::shared_ptr<ChunkStore>>(named.error());
        const auto swept = store ? sweepPlace(**store, *named, noteOf(state->epoch), now.msSinceEpoch - days * msPerDay, sweep) : Result<void>(store.error());
        if (!swept)
            return swept.error();
    }
    return sweep;
}

} // namespace sightline::hub
