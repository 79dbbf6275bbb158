#include "core/commands/export_unsent.h"

#include "core/base/digest.h"

#include <sodium.h>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// What of this person's work cannot be read, byte for byte, and of which records it is.
Result<Json> damagedIn(Store &store)
{
    const auto operations = store.damaged().all();
    if (!operations)
        return operations.error();
    const auto drafts = store.drafts().damaged();
    if (!drafts)
        return drafts.error();
    const auto asText = [](const QByteArray &bytes) {
        return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    };
    const auto said = [&asText](const QString &kind, const QByteArray &record, const QByteArray &bytes) {
        const auto id = RecordId::fromBytes(record);
        return Json::object({ { u"kind"_s, kind }, { u"rec"_s, id ? id->toString() : QString::fromLatin1(record.toHex()) }, { u"bytes"_s, asText(bytes) } });
    };
    Json all = Json::array();
    for (const DamagedOperation &operation : *operations) {
        Json one = said(u"operation"_s, operation.record, operation.bytes);
        if (!operation.shown.isEmpty())
            one.set(u"shown"_s, asText(operation.shown));
        all.append(one);
    }
    for (const DamagedDraft &draft : *drafts)
        all.append(said(u"draft"_s, draft.id, draft.bytes));
    return all;
}

/// What a tablet can pack at once, in bytes: it is in memory some five times meanwhile, and words must not fail for the sake of pictures.
constexpr qint64 exportedFileBytesMax = 48LL * 1024 * 1024;

struct PackedFiles {
    Json files = Json::array();
    qint64 count = 0;
    qint64 left = 0;
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
            packed.left += 1;
            continue;
        }
        const QByteArray text = bytes->toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        packed.files.append(Json::object({ { u"sha"_s, toHex(file.sha) }, { u"bytes"_s, QString::fromLatin1(text) } }));
        packed.count += 1;
    }
    return packed;
}

} // namespace

Result<UnsentExport> exportUnsent(Store &store)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    if (enrolment->recoveryKey.size() != crypto_box_PUBLICKEYBYTES)
        return Error { ErrorCode::InvalidInput, u"This hub gave no recovery key, so unsent work cannot be sealed to it."_s };
    const auto unsent = store.outbox().all(true);
    if (!unsent)
        return unsent.error();
    const auto drafts = store.drafts().list();
    if (!drafts)
        return drafts.error();
    const auto damaged = damagedIn(store);
    if (!damaged)
        return damaged.error();
    const QList<Json> &kept = damaged->toArray();
    const auto files = filesIn(store);
    if (!files)
        return files.error();
    if (unsent->isEmpty() && drafts->isEmpty() && kept.isEmpty() && files->count + files->left == 0)
        return Error { ErrorCode::NotFound, u"Everything on this device has been sent; there is nothing to export."_s };
    Json operations = Json::array();
    for (const OutboxEntry &entry : *unsent)
        operations.append(operationToJson(entry.operation));
    Json bodies = Json::array();
    for (const Draft &draft : *drafts)
        bodies.append(Json::object({ { u"id"_s, draft.id.toString() }, { u"body"_s, bodyToJson(draft.body) } }));
    QByteArray content = writeJson(Json::object({ { u"v"_s, 1 },
                                                  { u"kind"_s, u"sightline-unsent"_s },
                                                  { u"installation"_s, enrolment->installation.toString() },
                                                  { u"person"_s, enrolment->person.toString() },
                                                  { u"operations"_s, operations },
                                                  { u"drafts"_s, bodies },
                                                  { u"files"_s, files->files },
                                                  { u"damaged"_s, *damaged } }));
    QByteArray sealed(content.size() + static_cast<qsizetype>(crypto_box_SEALBYTES), Qt::Uninitialized);
    const int failed =
        crypto_box_seal(reinterpret_cast<unsigned char *>(sealed.data()), reinterpret_cast<const unsigned char *>(content.constData()),
                        static_cast<unsigned long long>(content.size()), reinterpret_cast<const unsigned char *>(enrolment->recoveryKey.constData()));
    sodium_memzero(content.data(), static_cast<size_t>(content.size()));
    if (failed != 0)
        return Error { ErrorCode::InvalidInput, u"This hub's recovery key is not usable, so unsent work cannot be sealed to it."_s };
    UnsentExport exported { sealed, unsent->size(), drafts->size(), files->count, files->left, {} };
    for (const Json &one : kept)
        exported.damaged.append(one[u"rec"_s].toString());
    return exported;
}

} // namespace sightline
