#pragma once

#include "core/forms/questionnaire.h"

namespace sightline {

/// Notes and value sets that reading the items of one form needs. Internal to readQuestionnaire.
struct ItemReader {
    QHash<QString, QList<FormOption>> valueSets;   ///< contained ones, by "#id"
    QList<ImportNote> notes;

    void warn(const QString &linkId, const QString &text) { notes.append({ ImportNote::Severity::Warning, linkId, text }); }
    /// Everything of @p json but its place in the tree and its children.
    FormItem readItem(const Json &json);
};

/// Options of the ValueSets contained in @p questionnaire, by "#id".
[[nodiscard]] QHash<QString, QList<FormOption>> readContainedValueSets(const Json &questionnaire);
/// The product functions declared on @p element.
[[nodiscard]] QList<ProductFunction> readProductFunctions(const Json &element);
/// The item control's code on @p item ("help", "radio-button"), or "".
[[nodiscard]] QString itemControlCode(const Json &item);

} // namespace sightline
