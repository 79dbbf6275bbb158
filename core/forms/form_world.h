#pragma once

#include "core/forms/answers.h"
#include "core/forms/enable_when.h"
#include "core/forms/form_context.h"
#include "core/forms/questionnaire.h"

#include <QDate>

namespace sightline {

/// Everything a product function looks at when it judges or fills the item at `place`. Lives as long as what it points at.
struct FormWorld {
    const FormPlace &place;
    const Questionnaire &form;
    const Answers &answers;
    const FormTree &tree;
    const FormContext &context;

    /// The enabled answers to @p linkId, wherever it stands, in document order.
    [[nodiscard]] QList<Json> all(const QString &linkId) const;
    /// The enabled answers to @p linkId where it stands nearest: in the same row, then in the rows around it, then anywhere.
    [[nodiscard]] QList<Json> near(const QString &linkId) const;
    /// The first of near(); null if there is none.
    [[nodiscard]] Json first(const QString &linkId) const;
    /// The option of the item being filled that has @p code; null if it has none.
    [[nodiscard]] Json ownChoice(const QString &code) const;
};

/// What an answer is compared by: a choice's code, `true` or `false`, the text itself otherwise.
[[nodiscard]] QString codeOf(const Json &answer);
[[nodiscard]] bool hasAnyCode(const QList<Json> &answers, const QStringList &codes);

/// The calendar day of a date or dateTime answer, in the offset it was written with; invalid if it is neither.
[[nodiscard]] QDate dayOf(const Json &answer);
/// The council's day.
[[nodiscard]] QDate todayOf(const FormContext &context);
/// @p interval ("6 weeks", "10 working-days") after @p from by the council's calendar; invalid if it cannot be read.
[[nodiscard]] QDate dayAfter(const FormContext &context, QDate from, const QString &interval);
/// A day as an answer; null if it is invalid.
[[nodiscard]] Json dateAnswer(QDate day);

} // namespace sightline
