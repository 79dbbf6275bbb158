#include "sync/hub/cli/commands.h"

#include "sync/hub/cli/opened_now.h"
#include "sync/hub/files/file_place.h"
#include "sync/hub/ops/sweep_files.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Notes @p row, which was found to be a store of this council's.
Result<void> note(OpenHub &hub, const FileStoreRow &row)
{
    return hub.inTransaction([&](HubTransaction &transaction) { return transaction.setFileStore(row); });
}

Result<QList<FileStoreRow>> storesOf(OpenHub &hub)
{
    const auto snapshot = hub.store().snapshot();
    return snapshot ? (*snapshot)->fileStores() : Result<QList<FileStoreRow>>(snapshot.error());
}

} // namespace

Result<void> filesUseCommand(const HubPaths &paths, const QString &place, const Console &console)
{
    const auto read = filePlaceFromText(place);
    if (!read)
        return read.error();
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto rows = storesOf(**hub);
    if (!rows)
        return rows.error();
    const QString told = u"New photographs and files go to %1. Those that are here already stay where they are and are read from there."_s.arg(place);
    const Json json = Json::object({ { u"place"_s, place } });
    const QString present = rows->isEmpty() ? u"database"_s : rows->last().place;
    if (read->kind != FilePlace::Kind::Database) {
        if (const auto founded = (*hub)->files().found(place); !founded)
            return founded;
    }
    if (place != present) {
        const qint64 n = rows->isEmpty() ? 1 : rows->last().n + 1;
        if (const auto noted = note(**hub, { n, place, (*hub)->clock().now().msSinceEpoch }); !noted)
            return noted;
    }
    return console.answer(json, told);
}

Result<void> filesAtCommand(const HubPaths &paths, int number, const QString &place, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto rows = storesOf(**hub);
    if (!rows)
        return rows.error();
    for (FileStoreRow row : *rows) {
        if (row.n != number || row.place == "database"_L1)
            continue;
        if (const auto isThere = (*hub)->files().at(place); !isThere)
            return isThere.error();
        row.place = place;
        if (const auto noted = note(**hub, row); !noted)
            return noted;
        return console.answer(Json::object({ { u"store"_s, number }, { u"place"_s, place } }),
                              u"File store %1 is at %2 from now on. Prove that it has everything: sightline-hub check"_s.arg(number).arg(place));
    }
    return Error { ErrorCode::NotFound, u"There is no file store %1. See: sightline-hub files show"_s.arg(number) };
}

Result<void> filesShowCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto snapshot = (*hub)->store().snapshot();
    const auto rows = snapshot ? (*snapshot)->fileStores() : Result<QList<FileStoreRow>>(snapshot.error());
    if (!rows)
        return rows.error();
    Json list = Json::array();
    QStringList lines;
    for (const FileStoreRow &row : *rows) {
        const auto names = (*snapshot)->chunkNames(row.n);
        if (!names)
            return names.error();
        const bool isPresent = row.n == rows->last().n;
        list.append(Json::object({ { u"store"_s, row.n }, { u"place"_s, row.place }, { u"chunks"_s, names->size() }, { u"present"_s, isPresent } }));
        lines.append(u"%1  %2  %3 chunks%4"_s.arg(row.n).arg(row.place).arg(names->size()).arg(isPresent ? u"; new ones go here"_s : QString()));
    }
    return console.answer(list, lines.isEmpty() ? u"All files are in the database. Put new ones elsewhere with: sightline-hub files use"_s : lines.join(u'\n'));
}

Result<void> filesSweepCommand(const HubPaths &paths, int days, const Console &console)
{
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    OpenHub &hub = *opened->hub;
    HubSnapshot &snapshot = *opened->snapshot;
    const auto sweep = sweepFiles(snapshot, hub.files(), hub.clock().now(), days);
    if (!sweep)
        return sweep.error();
    QString told = u"Looked at %1 chunks and removed %2 that no file has (%3 bytes)."_s.arg(sweep->looked).arg(sweep->removed).arg(sweep->bytes);
    if (sweep->waiting > 0)
        told += u" %1 more wait: this history has not been swept for %2 days yet, and an older one may still be put back."_s.arg(sweep->waiting).arg(days);
    return console.answer(
        Json::object({ { u"looked"_s, sweep->looked }, { u"removed"_s, sweep->removed }, { u"bytes"_s, sweep->bytes }, { u"waiting"_s, sweep->waiting } }),
        told);
}

} // namespace sightline::hub
