#pragma once

#include "core/forms/questionnaire.h"

#include <optional>

namespace sightline {

/// One comparison of an XLSForm `relevant`: `${q} = 'x'`, `selected(${q}, 'x')`, `not(selected(${q}, 'x'))`, `${q} != ''`.
struct RelevantTerm {
    QString question;
    EnableOperator op = EnableOperator::Equal;
    QString value;               ///< as written, without quotes; for Exists "true" or "false"
    bool isText = true;          ///< it was in quotes
    friend bool operator==(const RelevantTerm &, const RelevantTerm &) = default;
};

struct Relevant {
    QList<RelevantTerm> terms;
    EnableBehavior behavior = EnableBehavior::All;
};
/// Reads @p expression: terms joined by `and` or by `or`, never both. Nothing if it is anything else. Thread: any.
[[nodiscard]] std::optional<Relevant> parseRelevant(const QString &expression);

/// What an XLSForm `constraint` says of a value.
struct Constraint {
    QString minValue;            ///< as written; empty: none
    QString maxValue;
    int minLength = 0;
    int maxLength = 0;
    QString regex;
};
/// Reads @p expression: `. >= 1`, `. <= 9`, `regex(., '...')`, `string-length(.) <= 9` joined by `and`. A number that must be
/// more or less than a bound is only read for whole numbers (@p isWhole). Nothing if it is anything else. Thread: any.
[[nodiscard]] std::optional<Constraint> parseConstraint(const QString &expression, bool isWhole);

} // namespace sightline
