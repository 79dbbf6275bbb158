#pragma once

#include "core/forms/questionnaire.h"

namespace sightline {

/// How a template differs from the version before, item by item.
struct TemplateChange {
    enum class Kind {
        Added,
        Removed,
        Renamed,      ///< other words; `before` has the old ones
        Answered,     ///< other choices, another kind or part
        Needed,       ///< must be answered now
        NotNeeded,
        Shown,        ///< shown at other times
        Guided,       ///< other help
        Moved,        ///< in another section or another order
        Sensitive,    ///< covered now, or no more
        Title,        ///< of the template as a whole
    };
    Kind kind = Kind::Added;
    QString linkId;
    QString text;       ///< the item's label
    QString before;
    QString section;    ///< label of the section it stands, or stood, in; empty: at the top
    friend bool operator==(const TemplateChange &, const TemplateChange &) = default;
};

/// In the order of @p after, what was removed last. Below something removed or added only questions are listed.
[[nodiscard]] QList<TemplateChange> templateChanges(const Questionnaire &before, const Questionnaire &after);
/// @p change as a sentence, for people.
[[nodiscard]] QString changeWords(const TemplateChange &change);

} // namespace sightline
