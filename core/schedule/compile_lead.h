#pragma once

#include "core/people/role_table.h"
#include "core/schedule/compiled_activity.h"

namespace sightline {

/// What a lead cell means.
struct CompiledLead {
    Lead lead;
    QStringList assumptions;
    QList<Question> questions;
};

/// Compiles the text of a lead cell: the longest role of @p roles at each place, the mode from the words between them.
/// A blank cell and a piece no role answers to become questions. Source: decisions 22; core/framework/FORMAT.md.
[[nodiscard]] CompiledLead compileLead(const QString &cell, const RoleTable &roles);

/// The leads of the cell's paragraphs apart, for a row whose rules have leads of their own.
[[nodiscard]] QList<Lead> compileLeadParagraphs(const QString &cell, const RoleTable &roles);

} // namespace sightline
