#include "core/commands/written_words.h"

#include "core/forms/answer_key.h"
#include "core/records/step_body.h"
#include "core/store/form_library.h"

namespace sightline {

std::function<bool(const QString &)> writtenWordsOf(Store &store, const RecordBody &draft)
{
    const auto form = findForm(store, draft.form);
    return [known = form ? *form : nullptr](const QString &key) {
        if (!known || key == QString::fromUtf16(step::text))
            return true;
        const auto place = known ? resolveKey(known->questionnaire, key) : Result<ResolvedKey>(Error { ErrorCode::NotFound, {} });
        if (!place)
            return false;
        const ItemType type = known->questionnaire.items[place->item].type;
        return type == ItemType::Text || type == ItemType::String;
    };
}

} // namespace sightline
