#pragma once

#include "core/sqlite/connection.h"

#include <functional>

namespace sightline {

/// Table `view_words`: the words each searched row of `view` is found by, under that row's number. Only ViewTable writes it. Thread: the
/// store's.
class WordTable {
public:
    explicit WordTable(Connection &db) : m_db(db) { }

    /// Row @p n is found by @p words (core/records/search_words); empty: by none. A failing disk that damaged the index must never keep
    /// a person from saving her own words, so a damaged one is no error, here and in remove(): it is cleared, and the next start
    /// derives all of it again.
    [[nodiscard]] Result<void> put(qint64 n, const QString &words);
    [[nodiscard]] Result<void> remove(qint64 n);
    /// Nothing is found any more; also where the index itself is damaged.
    [[nodiscard]] Result<void> clear();

    /// Calls @p row for each row of `view` that holds a word beginning with each of @p words (core/records/search_words' soughtWords),
    /// newest first by when it came here; it is told the row's number and its words, and returns whether to go on.
    [[nodiscard]] Result<void> find(const QStringList &words, const std::function<bool(qint64 n, const QString &words)> &row);

private:
    [[nodiscard]] Result<void> tryPut(qint64 n, const QString &words);
    [[nodiscard]] Result<void> tryRemove(qint64 n);
    [[nodiscard]] Result<void> startAnewIfDamaged(const Result<void> &done);

    Connection &m_db;
};

} // namespace sightline
