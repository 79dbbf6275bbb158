#include "core/store/opens_as_form.h"

#include "core/records/hand_rule.h"

namespace sightline {

bool opensAsForm(const RecordBody &draft, const KnownForm *form)
{
    if (draft.type != RecordType::Step)
        return draft.type == RecordType::Form;   // a template being made has a page of its own
    const auto rules = form ? handRules(form->published.meta) : Result<QList<HandRule>>(QList<HandRule>());
    const HandRule *rule = rules ? findRule(*rules, draft.role) : nullptr;
    return rule && !rule->part.isEmpty();
}

} // namespace sightline
