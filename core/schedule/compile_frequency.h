#pragma once

#include "core/schedule/compiled_activity.h"
#include "core/schedule/vocabulary.h"

namespace sightline {

/// What a frequency cell means.
struct CompiledFrequency {
    QList<Rule> rules;          ///< never empty, in the order of the cell
    QList<int> paragraphs;      ///< for each rule, the paragraph of the cell it begins in, counted from 0
    QStringList assumptions;
    QList<Question> questions;
};

/// Compiles the text of a frequency cell by a grammar (core/framework/FORMAT.md describes it), not by a list of known
/// sentences. @p what is the activity's name: "1 observation per month" counts observations where the activity is one,
/// and different areas in "2 areas per month". What is blank, ambiguous or not understood becomes a question with the
/// default that holds meanwhile; it never fails and never guesses silently. Source: decisions 21, 25; domain.md A5.
[[nodiscard]] CompiledFrequency compileFrequency(const QString &cell, const QString &what, const Vocabulary &vocabulary);

} // namespace sightline
