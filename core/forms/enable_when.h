#pragma once

#include "core/forms/answers.h"
#include "core/forms/questionnaire.h"

#include <QHash>

namespace sightline {

/// One place where an item stands in a form being filled: once, or once in every row and under every answer above it.
struct FormPlace {
    /// Single: a question, display or group that does not repeat. RowList: a repeating group as a whole (its "add"
    /// button, even when empty). Row: one of its rows.
    enum class Kind { Single, RowList, Row };
    Kind kind = Kind::Single;
    int item = -1;          ///< index in Questionnaire::items
    int parent = -1;        ///< index in FormTree::places
    int end = 0;            ///< one past the last place below this one
    QString key;            ///< answers.h key of a Single or RowList; base (`g#row`) of a Row
    QString row;            ///< a Row's id, or the id of the answer it lies under
    bool enabled = true;    ///< shown, by enableWhen and everything above it
};

/// Every place of a form for given answers, in document order, with what is enabled. A plain value.
struct FormTree {
    QList<FormPlace> places;
    QHash<QString, int> byKey;
    QHash<int, QList<int>> byQuestion;   ///< by item: the places of each question, in document order
    bool truncated = false;   ///< more places than limits::formPlacesMax; the rest is left out and validate says so

    [[nodiscard]] const FormPlace *find(const QString &key) const;
    [[nodiscard]] bool isEnabled(const QString &key) const;   ///< false for a key that has no place
};

/// Lays out the form for @p answers and decides what is enabled. Loops of conditions end: a question that waits for
/// itself counts with what was typed. The time is linear in places and conditions (300 items: well under 5 ms), so it
/// is simply called again after each change. Thread: any. Source: domain.md B4 rules 1, 2, 4, 5, 6, 9.
[[nodiscard]] FormTree buildFormTree(const Questionnaire &questionnaire, const Answers &answers);

/// @p answers without those of disabled items, as they are completed. Rows of disabled groups go too. `$rest` stays.
[[nodiscard]] Answers withoutDisabled(const Questionnaire &questionnaire, const Answers &answers);

} // namespace sightline
