#pragma once

#include "core/forms/answers.h"
#include "core/forms/fhir_value.h"
#include "core/forms/questionnaire.h"

#include <QSet>

namespace sightline {

/// What toResponse and fromResponse agree on. Internal.

/// FHIR's name of the type that an answer @p value of @p item is written as.
[[nodiscard]] QString fhirTypeFor(const FormItem &item, const Json &value);
/// The FHIR form of an answer, with its type; nothing if it would not be read back the same.
[[nodiscard]] std::optional<FhirValue> writeAnswerValue(const FormItem &item, const Json &value);
/// Whether the FHIR answer @p answer has a value[x] of any kind.
[[nodiscard]] bool hasAnswerValue(const Json &answer);
/// Whether a row's id and order may stand in a response and be taken from one.
[[nodiscard]] bool isGoodRowId(const QString &id);
[[nodiscard]] bool isGoodOrder(const QString &order);
/// Gives the rows of one list their names in the order they are read: the ones they bring, else the same ones every
/// time ("p3" for the third, and the order behind the last), so that what another program wrote can be written back
/// without our names in it.
class RowNaming {
public:
    /// The row that an element with the FHIR id @p elementId and our extension's text @p named ("order" or "order|id"; may be
    /// empty) stands for. @p random: for the rare row whose name is taken.
    [[nodiscard]] AnswerRow next(const QString &elementId, const QString &named, RandomSource &random);
    /// Whether the FHIR id @p elementId can be a row's name. One like "p3" cannot: it would be taken for a position.
    [[nodiscard]] static bool isNaming(const QString &elementId);
    /// How an element must be written so that next() gives @p row.
    struct Written {
        bool needsId = false;   ///< as its FHIR id where it has none of its own
        QString named;          ///< our extension's text; empty: not needed
    };
    /// @p elementId: the id the element already has from another program, or empty.
    [[nodiscard]] Written write(const AnswerRow &row, const QString &elementId);

private:
    [[nodiscard]] QString ownId(const QString &elementId) const;
    [[nodiscard]] QString ownOrder() const { return orderBetween(m_lastOrder, {}); }
    void took(const AnswerRow &row);

    QSet<QString> m_used;
    QString m_lastOrder;
};

/// Whether a list with these rows is read back unchanged: good ids, each once, good orders.
[[nodiscard]] bool rowsReadBack(const QList<AnswerRow> &rows);

} // namespace sightline
