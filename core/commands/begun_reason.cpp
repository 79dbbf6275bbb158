#include "core/commands/begun_reason.h"

#include "core/base/limits.h"
#include "core/commands/typed_text.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// All of them lie in one named value, by kind and what they are about.
const QString reasonsName = u"reason.begun"_s;

QString keyOf(const ReasonPlace &place) { return place.kind + u':' + place.about; }
ReasonPlace placeOf(const QString &key) { return { key.section(u':', 0, 0), key.section(u':', 1) }; }

Result<Json::Object> begunReasons(Store &store)
{
    const auto stored = store.meta().text(reasonsName);
    if (!stored)
        return stored.error();
    if (stored->isEmpty())
        return Json::Object();
    const auto reasons = parseJson(stored->toUtf8());
    if (!reasons)
        return Error { ErrorCode::Corrupt, u"The reasons being typed cannot be read."_s };
    return reasons->toObject();
}

/// Whether a reason can still be given at @p place: the record is here and counts, the work is still held. A task is derived and may come
/// back with the next edition: what was typed about one stays until it is given or given up.
Result<bool> isWanted(Store &store, const ReasonPlace &place)
{
    if (place.kind == reason::putOff || place.kind == reason::happened)
        return true;
    const auto record = RecordId::fromString(place.about);
    if (!record)
        return false;
    const auto row = store.view().find(*record);
    if (!row)
        return row.error();
    if (!*row)
        return false;
    return place.kind == reason::leftOut ? !(*row)->openOutcome.isEmpty() : (*row)->state != RecordState::Void;
}

Error tooLong()
{
    return Error { ErrorCode::TooLarge, u"A reason can hold %1 KiB of text while it is typed; this is more."_s.arg(begunReasonBound.bytesMax / 1024) };
}

Result<void> write(Store &store, const Json::Object &reasons)
{
    const QByteArray written = reasons.isEmpty() ? QByteArray() : writeJson(Json(reasons));
    if (written.size() > limits::draftBytesMax)
        return tooLong();   // it could not be read back
    return store.meta().setText(reasonsName, QString::fromUtf8(written));
}

} // namespace

Result<QString> begunReason(Store &store, const ReasonPlace &place)
{
    const auto reasons = begunReasons(store);
    return reasons ? Result<QString>(reasons->value(keyOf(place)).toString()) : reasons.error();
}

Result<QList<BegunReason>> allBegunReasons(Store &store)
{
    const auto reasons = begunReasons(store);
    if (!reasons)
        return reasons.error();
    QList<BegunReason> all;
    for (auto it = reasons->cbegin(); it != reasons->cend(); ++it)
        all.append({ placeOf(it.key()), it->toString() });
    return all;
}

Result<void> keepReason(Store &store, const ReasonPlace &place, const QString &text)
{
    const auto fits = checkTypedText(text, begunReasonBound.bytesMax, tooLong().detail);
    if (!fits)
        return fits.error();
    return store.transact([&]() -> Result<void> {
        const auto before = begunReasons(store);
        if (!before)
            return before.error();
        Json::Object reasons;
        for (auto it = before->cbegin(); it != before->cend(); ++it) {
            const auto wanted = isWanted(store, placeOf(it.key()));
            if (!wanted)
                return wanted.error();
            if (*wanted)
                reasons.insert(it.key(), it.value());
        }
        if (text.isEmpty())
            reasons.remove(keyOf(place));
        else
            reasons.insert(keyOf(place), text);
        return reasons == *before ? Result<void>() : write(store, reasons);
    });
}

Result<void> forgetReason(Store &store, const ReasonPlace &place)
{
    auto reasons = begunReasons(store);
    if (!reasons)
        return reasons.error();
    return reasons->remove(keyOf(place)) > 0 ? write(store, *reasons) : Result<void>();
}

} // namespace sightline
