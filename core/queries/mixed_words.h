#pragma once

#include "core/store/store.h"

#include <functional>

namespace sightline {

/// How many names one word may begin and still be asked of the index together with every other. Each costs a look into the index (measured,
/// bench_search); a word of so few letters nearly always stands among the words of the newest records too.
inline constexpr int mixedMarksMax = 64;

/// A word that is sought: among a record's own words, or by what its form or its author is called.
struct WordOrName {
    QString word;        ///< of soughtWords()
    QStringList marks;   ///< of the forms and authors whose names it begins (core/records/search_words)
};

/// Calls @p row for rows of `view` that have each of @p sought one way or the other, newest first by when it came here, until it says no. It
/// is told the row's number and its words. Two names may have one mark: what is found by name is to be looked at again. None where every word begins
/// more than mixedMarksMax names. Errors: those of the database. Thread: the store's.
[[nodiscard]] Result<void> eachMixed(Store &store, const QList<WordOrName> &sought, const std::function<bool(qint64 n, const QString &words)> &row);

} // namespace sightline
