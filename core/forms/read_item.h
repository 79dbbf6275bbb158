#pragma once

#include "core/forms/questionnaire.h"

#include <QSet>

namespace sightline {

/// The lists a form brings with it.
struct ContainedLists {
    QHash<QString, QList<FormOption>> options;   ///< by "#id"
    QSet<QString> incomplete;                    ///< those that also take in what only a terminology server could list
    QSet<QString> cut;                           ///< those longer than limits::formOptionsMax
};

/// Notes and value sets that reading the items of one form needs. Internal to readQuestionnaire.
struct ItemReader {
    ContainedLists lists;
    QString language;   ///< of labels and choices; empty: as written
    QList<ImportNote> notes;
    QHash<QString, bool> patterns;   ///< whether each can be run; a form asks for the same few again and again

    void warn(const QString &linkId, const QString &text) { notes.append({ ImportNote::Severity::Warning, linkId, text }); }
    /// Everything of @p json but its place in the tree and its children.
    FormItem readItem(const Json &json);
};

/// Options of the ValueSets contained in @p questionnaire, with their labels in @p language.
[[nodiscard]] ContainedLists readContainedLists(const Json &questionnaire, const QString &language);
/// The product functions declared on @p element.
[[nodiscard]] QList<ProductFunction> readProductFunctions(const Json &element);
/// The item control's code on @p item ("help", "radio-button"), or "".
[[nodiscard]] QString itemControlCode(const Json &item);

} // namespace sightline
