#include "core/commands/begun_reason.h"

#include "core/base/limits.h"
#include "core/commands/typed_text.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// All of them lie in one named value, by kind and record.
const QString reasonsName = u"reason.begun"_s;

QString keyOf(const QString &kind, const RecordId &record) { return kind + u':' + record.toString(); }

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

/// Whether a reason can still be given under @p key: the record is here and counts, the work is still held.
Result<bool> isWanted(Store &store, const QString &key)
{
    const qsizetype colon = key.indexOf(u':');
    const auto record = RecordId::fromString(key.mid(colon + 1));
    if (!record)
        return false;
    const auto row = store.view().find(*record);
    if (!row)
        return row.error();
    if (!*row)
        return false;
    return key.first(colon) == reason::leftOut ? !(*row)->openOutcome.isEmpty() : (*row)->state != RecordState::Void;
}

Result<void> write(Store &store, const Json::Object &reasons)
{
    const QString text = reasons.isEmpty() ? QString() : QString::fromUtf8(writeJson(Json(reasons)));
    return store.meta().setText(reasonsName, text);
}

} // namespace

Result<QString> begunReason(Store &store, const QString &kind, const RecordId &record)
{
    const auto reasons = begunReasons(store);
    return reasons ? Result<QString>(reasons->value(keyOf(kind, record)).toString()) : reasons.error();
}

Result<QList<BegunReason>> allBegunReasons(Store &store)
{
    const auto reasons = begunReasons(store);
    if (!reasons)
        return reasons.error();
    QList<BegunReason> all;
    for (auto it = reasons->cbegin(); it != reasons->cend(); ++it)
        all.append({ it.key().section(u':', 0, 0), it.key().section(u':', 1), it->toString() });
    return all;
}

Result<void> keepReason(Store &store, const QString &kind, const RecordId &record, const QString &text)
{
    const auto fits = checkTypedText(text, limits::answerBytesMax, u"A reason can hold %1 KiB of text; this is more."_s.arg(limits::answerBytesMax / 1024));
    if (!fits)
        return fits.error();
    return store.transact([&]() -> Result<void> {
        const auto before = begunReasons(store);
        if (!before)
            return before.error();
        Json::Object reasons;
        for (auto it = before->cbegin(); it != before->cend(); ++it) {
            const auto wanted = isWanted(store, it.key());
            if (!wanted)
                return wanted.error();
            if (*wanted)
                reasons.insert(it.key(), it.value());
        }
        if (text.isEmpty())
            reasons.remove(keyOf(kind, record));
        else
            reasons.insert(keyOf(kind, record), text);
        return reasons == *before ? Result<void>() : write(store, reasons);
    });
}

Result<void> forgetReason(Store &store, const QString &kind, const RecordId &record)
{
    auto reasons = begunReasons(store);
    if (!reasons)
        return reasons.error();
    return reasons->remove(keyOf(kind, record)) > 0 ? write(store, *reasons) : Result<void>();
}

} // namespace sightline
