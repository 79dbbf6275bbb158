#pragma once

#include "core/records/record.h"

#include <QStringList>

namespace sightline {

/// Who a record is for, as data shipped with each template: which audiences each state has (decisions 6).
/// An audience is one of "author", "observed", "lead", "team", "service", "ref".
struct VisibilityRule {
    QStringList draft;
    QStringList completed;
    friend bool operator==(const VisibilityRule &, const VisibilityRule &) = default;
};

/// Looks up a template's rule by its short name. Given by the caller: from the packs or from form definitions.
class VisibilityTable {
public:
    void insert(const TemplateId &form, VisibilityRule rule) { m_rules.insert(form, std::move(rule)); }
    /// The rule of @p form; where none is known the narrowest: its author, and the author's lead once completed.
    [[nodiscard]] VisibilityRule ruleFor(const TemplateId &form) const;

private:
    QMap<TemplateId, VisibilityRule> m_rules;
};

/// The scopes ("user:<id>", "lead:<team>", "team:<team>", "service:<id>", "ref") that @p body is in, sorted, without
/// repeats. For a step or notice @p about is the body of the record it belongs to: a step is readable by whoever may read its
/// record, and by its own author. A child pointer is also for the colleague it was handed to (`handed_to`). Pure; the hub derives scopes with it, the device shows "who will see this" with it.
/// Source: decisions 5-8.
[[nodiscard]] QStringList scopesOf(const RecordBody &body, const VisibilityTable &table, const RecordBody *about = nullptr);

} // namespace sightline
