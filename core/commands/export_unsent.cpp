#include "core/commands/export_unsent.h"

#include "core/base/digest.h"
#include "core/commands/begun_reason.h"
#include "core/store/mend_store.h"

#include <sodium.h>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QString asText(const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)); }

QString idText(const QByteArray &id)
{
    const auto read = RecordId::fromBytes(id);
    return read ? read->toString() : QString::fromLatin1(id.toHex());
}

/// What a tablet can pack at once, in bytes: it is in memory some five times meanwhile, and words must not fail for the sake of pictures.
constexpr qint64 exportedFileBytesMax = 48LL * 1024 * 1024;

struct PackedFiles {
    Json files = Json::array();
    qint64 count = 0;
    QList<FileLeft> left;
};

Result<PackedFiles> filesIn(Store &store)
{
    const auto named = store.drafts().filesNamed();
    // A draft that cannot be read may name anything: then everything goes along that the hub has not.
    const auto only = store.fileTravel().onlyHere(named ? std::optional(*named) : std::nullopt);
    if (!only)
        return only.error();
    PackedFiles packed;
    qint64 bytesSoFar = 0;
    for (const TravellingFile &file : *only) {
        bytesSoFar += file.sizeBytes;
        const auto bytes = bytesSoFar <= exportedFileBytesMax ? store.files().bytes(file.sha) : Result<QByteArray>(QByteArray());
        if (!bytes && bytes.error().code != ErrorCode::Corrupt)
            return bytes.error();
        if (!bytes || bytesSoFar > exportedFileBytesMax) {
            packed.left.append({ toHex(file.sha), bytes ? FileLeft::Why::NoRoom : FileLeft::Why::Damaged });
            continue;
        }
        packed.files.append(Json::object({ { u"sha"_s, toHex(file.sha) }, { u"bytes"_s, asText(*bytes) } }));
        packed.count += 1;
    }
    return packed;
}

/// All of this person's that the hub has not, as far as the store gives it.
struct Met {
    Enrolment enrolment;
    QList<OutboxEntry> operations;
    QList<DamagedOperation> damaged;
    QList<Draft> drafts;
    QList<DamagedDraft> damagedDrafts;
    QList<BegunReason> reasons;
    bool areReasonsRead = true;
    PackedFiles files;
    std::optional<MendedStore> mended;
};

/// Reads every row. Errors: Corrupt (also where a row was passed over without being named).
Result<Met> meet(Store &store)
{
    auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    auto operations = store.outbox().all(true);
    if (!operations)
        return operations.error();
    auto damaged = store.damaged().all();
    if (!damaged)
        return damaged.error();
    const auto apart = store.damaged().moved();
    if (!apart)
        return apart.error();
    auto drafts = store.drafts().list();
    if (!drafts)
        return drafts.error();
    auto damagedDrafts = store.drafts().damaged();
    if (!damagedDrafts)
        return damagedDrafts.error();
    auto reasons = allBegunReasons(store);
    if (!reasons && reasons.error().code != ErrorCode::Corrupt)
        return reasons.error();
    auto files = filesIn(store);
    if (!files)
        return files.error();
    const auto mended = lastMending(store.meta());
    if (!mended)
        return mended.error();
    // Last: a page that the disk does not give stops the whole connection, so a row that was passed over because of it shows here.
    const auto counts = store.outbox().counts();
    if (!counts)
        return counts.error();
    if (operations->size() + damaged->size() - apart->size() != counts->operationsToSend)
        return Error { ErrorCode::Corrupt, u"Unsent operations can be neither read nor named."_s };
    const bool areReasonsRead = reasons.hasValue();
    return Met { .enrolment = *std::move(enrolment),
                 .operations = *std::move(operations),
                 .damaged = *std::move(damaged),
                 .drafts = *std::move(drafts),
                 .damagedDrafts = *std::move(damagedDrafts),
                 .reasons = areReasonsRead ? *std::move(reasons) : QList<BegunReason>(),
                 .areReasonsRead = areReasonsRead,
                 .files = *std::move(files),
                 .mended = *mended };
}

/// The same; where the file is damaged it is mended, once, and everything is read again from the mended one.
Result<Met> meetAll(Store &store)
{
    auto met = meet(store);
    if (met || met.error().code != ErrorCode::Corrupt)
        return met;
    if (const auto mended = store.transact([] { return Result<void>(); }); !mended)
        return mended.error();
    met = meet(store);
    if (!met && met.error().code == ErrorCode::Corrupt)
        return Error { ErrorCode::Corrupt,
                       u"Part of this device's store is damaged and could not be mended, so nothing was exported and nothing changed. Make room on "
                       "the disk and try again; keep the store's folder. (%1)"_s.arg(met.error().detail) };
    return met;
}

/// What cannot be read: told in @p exported, and as it goes into the file.
Json packDamaged(const Met &met, UnsentExport &exported)
{
    using Kind = DamagedWork::Kind;
    using Kept = DamagedWork::Kept;
    Json all = Json::array();
    const auto add = [&](const DamagedWork &work, const QByteArray &bytes, const QByteArray &shown) {
        Json one = Json::object({ { u"kind"_s, damagedKindName(work.kind) }, { u"rec"_s, work.record }, { u"bytes"_s, asText(bytes) } });
        if (work.kind == Kind::Operation)
            one.set(u"n"_s, work.order);
        if (!shown.isEmpty())
            one.set(u"shown"_s, asText(shown));
        all.append(one);
        exported.damaged.append(work);
    };
    for (const DamagedOperation &operation : met.damaged) {
        const Kept kept = !operation.bytes.isEmpty() ? Kept::Bytes : operation.shown.isEmpty() ? Kept::Nothing : Kept::AsShown;
        add({ Kind::Operation, idText(operation.record), operation.order, kept }, operation.bytes, operation.shown);
    }
    for (const DamagedDraft &draft : met.damagedDrafts)
        add({ Kind::Draft, idText(draft.id), 0, draft.bytes.isEmpty() ? Kept::Nothing : Kept::Bytes }, draft.bytes, {});
    if (!met.areReasonsRead)
        add({ Kind::Reasons, {}, 0, Kept::Nothing }, {}, {});
    return all;
}

Result<QByteArray> seal(QByteArray content, const QByteArray &recoveryKey)
{
    QByteArray sealed(content.size() + static_cast<qsizetype>(crypto_box_SEALBYTES), Qt::Uninitialized);
    const int failed = crypto_box_seal(reinterpret_cast<unsigned char *>(sealed.data()), reinterpret_cast<const unsigned char *>(content.constData()),
                                       static_cast<unsigned long long>(content.size()), reinterpret_cast<const unsigned char *>(recoveryKey.constData()));
    sodium_memzero(content.data(), static_cast<size_t>(content.size()));
    if (failed != 0)
        return Error { ErrorCode::InvalidInput, u"This hub's recovery key is not usable, so unsent work cannot be sealed to it."_s };
    return sealed;
}

} // namespace

QString damagedKindName(DamagedWork::Kind kind)
{
    switch (kind) {
    case DamagedWork::Kind::Operation: return u"operation"_s;
    case DamagedWork::Kind::Draft: return u"draft"_s;
    case DamagedWork::Kind::Reasons: break;
    }
    return u"reasons"_s;
}

Json filesLeftJson(const QList<FileLeft> &files)
{
    Json left = Json::array();
    for (const FileLeft &file : files)
        left.append(Json::object({ { u"sha"_s, file.sha }, { u"why"_s, file.why == FileLeft::Why::Damaged ? u"damaged"_s : u"no-room"_s } }));
    return left;
}

Result<UnsentExport> exportUnsent(Store &store)
{
    const auto met = meetAll(store);
    if (!met)
        return met.error();
    if (met->enrolment.recoveryKey.size() != crypto_box_PUBLICKEYBYTES)
        return Error { ErrorCode::InvalidInput, u"This hub gave no recovery key, so unsent work cannot be sealed to it."_s };
    UnsentExport exported;
    exported.operations = met->operations.size();
    exported.drafts = met->drafts.size();
    exported.files = met->files.count;
    exported.filesLeft = met->files.left;
    exported.reasons = met->reasons.size();
    exported.isStoreWhole = !met->mended || met->mended->isOwnWorkWhole;
    const Json damaged = packDamaged(*met, exported);
    if (exported.operations + exported.drafts + exported.damaged.size() + exported.files + exported.filesLeft.size() + exported.reasons == 0)
        return Error {
            ErrorCode::NotFound,
            exported.isStoreWhole
                ? u"Everything on this device has been sent; there is nothing to export."_s
                : u"Everything that can be read on this device has been sent, so there is nothing to export. Its store was damaged and mended "
                  "once, and not everything could be read: keep this device and the store's folder, for only this device's key opens the damaged file in it "
                  "(store.db.damaged-N)."_s
        };
    Json operations = Json::array();
    for (const OutboxEntry &entry : met->operations)
        operations.append(operationToJson(entry.operation));
    Json bodies = Json::array();
    for (const Draft &draft : met->drafts)
        bodies.append(Json::object({ { u"id"_s, draft.id.toString() }, { u"body"_s, bodyToJson(draft.body) } }));
    Json reasons = Json::array();
    for (const BegunReason &reason : met->reasons)
        reasons.append(Json::object({ { u"kind"_s, reason.place.kind }, { u"rec"_s, reason.place.about }, { u"text"_s, reason.text } }));
    const Json left = filesLeftJson(met->files.left);
    auto sealed = seal(writeJson(Json::object({ { u"v"_s, 1 },
                                                { u"kind"_s, u"sightline-unsent"_s },
                                                { u"installation"_s, met->enrolment.installation.toString() },
                                                { u"person"_s, met->enrolment.person.toString() },
                                                { u"operations"_s, operations },
                                                { u"drafts"_s, bodies },
                                                { u"reasons"_s, reasons },
                                                { u"files"_s, met->files.files },
                                                { u"left"_s, left },
                                                { u"damaged"_s, damaged } })),
                       met->enrolment.recoveryKey);
    if (!sealed)
        return sealed.error();
    exported.sealed = *std::move(sealed);
    return exported;
}

} // namespace sightline
