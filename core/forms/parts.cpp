#include "core/forms/parts.h"

#include "core/forms/answer_key.h"
#include "core/forms/enable_when.h"

#include <algorithm>

namespace sightline {

namespace {

/// The fields whose item passes @p keeps; fields the form does not know pass if @p keepsForeign.
template <typename Keeps>
Answers filtered(const Questionnaire &form, const Answers &answers, bool keepsForeign, Keeps keeps)
{
    Answers::Fields kept;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        const auto place = resolveKey(form, it.key());
        const bool isKept = place ? keeps(form.items[place->item], place->isRowList) : keepsForeign;
        if (isKept)
            kept.insert(it.key(), it.value());
    }
    return Answers(kept);
}

} // namespace

Answers partOf(const Questionnaire &questionnaire, const Answers &answers, const QString &role)
{
    return filtered(questionnaire, answers, role.isEmpty(), [&](const FormItem &item, bool) { return item.completedByRole == role; });
}

Answers withPart(const Questionnaire &questionnaire, const Answers &record, const Answers &step, const QString &role)
{
    const Answers rest = filtered(questionnaire, record, true, [&](const FormItem &item, bool) { return item.completedByRole != role; });
    Answers::Fields fields = rest.fields();
    fields.insert(partOf(questionnaire, step, role).fields());
    return Answers(fields);
}

Answers withoutReadOnly(const Questionnaire &questionnaire, const Answers &answers)
{
    return filtered(questionnaire, answers, true, [](const FormItem &item, bool isRowList) { return isRowList || !item.readOnly; });
}

Answers withoutSignatures(const Questionnaire &questionnaire, const Answers &answers)
{
    return filtered(questionnaire, answers, true, [](const FormItem &item, bool) { return !item.signatureRequired; });
}

bool hasSignature(const Questionnaire &questionnaire, const QString &role)
{
    return std::any_of(questionnaire.items.cbegin(), questionnaire.items.cend(),
                       [&role](const FormItem &item) { return item.signatureRequired && item.completedByRole == role; });
}

QStringList signPart(const Questionnaire &questionnaire, Answers &answers, const QString &name, const QString &role)
{
    QStringList changed;
    const FormTree tree = buildFormTree(questionnaire, answers);
    for (const FormPlace &place : tree.places) {
        const FormItem &item = questionnaire.items[place.item];
        if (item.signatureRequired && place.enabled && item.completedByRole == role && !item.repeats)
            changed += answers.set(place.key, Json(name));
    }
    return changed;
}

} // namespace sightline
