#include "core/operations/with_fields.h"

namespace sightline {

Json::Object withFields(Json::Object answers, const QMap<QString, FieldChange> &set)
{
    for (auto it = set.cbegin(); it != set.cend(); ++it) {
        if (it->value.isNull())
            answers.remove(it.key());
        else
            answers.insert(it.key(), it->value);
    }
    return answers;
}

} // namespace sightline
