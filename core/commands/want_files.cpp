#include "core/commands/want_files.h"

#include "core/base/limits.h"
#include "core/forms/named_files.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Files of one body that are asked for at a time: no form of ours takes a tenth of it, and a made-up record may name thousands.
constexpr qsizetype wantedAtOnceMax = 200;

/// Files of one body that are not here.
Result<QList<FileToFetch>> missingOf(Store &store, const RecordId &record, const Answers::Fields &answers)
{
    const QMap<QByteArray, NamedFile> files = filesIn(Json(answers));
    QList<FileToFetch> missing;
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        const auto here = store.files().find(it.key());
        if (!here)
            return here.error();
        if (missing.size() >= wantedAtOnceMax)
            break;
        const bool mayCome = it->sizeBytes > 0 && it->sizeBytes <= limits::fileBytesMax;
        if (!*here && mayCome)
            missing.append({ it.key(), record, it->sizeBytes, it->mime });
    }
    return missing;
}

} // namespace

Result<QList<QByteArray>> filesNotHere(Store &store, const Answers::Fields &answers)
{
    QList<QByteArray> missing;
    for (const QByteArray &sha : filesNamedIn(answers)) {
        const auto here = store.files().find(sha);
        const auto wasHere = store.fileTravel().isAtHub(sha);
        if (!here || !wasHere)
            return here ? wasHere.error() : here.error();
        if (!*here && !*wasHere)
            missing.append(sha);
    }
    std::sort(missing.begin(), missing.end());
    return missing;
}

Result<qint64> wantFiles(Store &store, const RecordId &record)
{
    const auto body = store.view().body(record);
    if (!body)
        return body.error();
    if (!*body)
        return Error { ErrorCode::NotFound, u"There is no such record on this device."_s };
    const auto steps = store.view().about(record);
    if (!steps)
        return steps.error();
    auto missing = missingOf(store, record, (*body)->answers);
    if (!missing)
        return missing.error();
    for (const ViewRow &step : *steps) {
        const auto said = step.type == RecordType::Step ? store.view().body(step.id) : Result<std::optional<RecordBody>>(std::nullopt);
        if (!said)
            return said.error();
        const auto more = *said ? missingOf(store, step.id, (*said)->answers) : Result<QList<FileToFetch>>(QList<FileToFetch>());
        if (!more)
            return more.error();
        missing->append(*more);
    }
    if (missing->isEmpty())
        return qint64 { 0 };
    const auto asked = store.transact([&]() -> Result<void> {
        for (const FileToFetch &file : std::as_const(*missing)) {
            if (const auto wanted = store.fileTravel().want(file); !wanted)
                return wanted;
        }
        return {};
    });
    if (!asked)
        return asked.error();
    return static_cast<qint64>(missing->size());
}

} // namespace sightline
