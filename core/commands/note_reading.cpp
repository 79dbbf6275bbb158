#include "core/commands/note_reading.h"

#include "core/forms/answer_key.h"
#include "core/store/form_library.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isSensitiveClass(const QString &sensitivity) { return sensitivity == "P3"_L1 || sensitivity == "P4"_L1; }

Result<bool> isOfSensitiveClass(Store &store, const RecordBody &body)
{
    const auto form = findForm(store, body.form);
    if (!form && form.error().code != ErrorCode::NotFound)
        return form.error();
    if (!form || isSensitiveClass((*form)->questionnaire.sensitivity))
        return true;
    const QStringList keys = body.answers.keys();
    return std::any_of(keys.cbegin(), keys.cend(), [&questionnaire = (*form)->questionnaire](const QString &key) {
        const auto place = resolveKey(questionnaire, key);
        return !place || questionnaire.items[place->item].isSensitive();   // what names no question may be anything
    });
}

} // namespace

Result<bool> noteReading(Store &store, const RecordId &record, Reading::How how)
{
    const auto body = store.view().body(record);
    if (!body)
        return body.error();
    const auto isNoted = *body ? isOfSensitiveClass(store, **body) : Result<bool>(false);
    if (!isNoted || !*isNoted)
        return isNoted;
    const auto kept = store.transact([&] { return ReadingTable(store.db()).append(record, how, store.clock().now().msSinceEpoch); }, Durability::Normal);
    return kept ? Result<bool>(true) : kept.error();
}

} // namespace sightline
