#pragma once

#include "core/store/store.h"

#include <queue>
#include <vector>

namespace sightline {

/// What records are called by: a form by its title, an author by their name. `held` has a bit for each word sought that the name holds.
struct SoughtName {
    QString id;          ///< of the form, or the person
    quint32 held = 0;
};

/// Completed records whose form and author together hold every word sought, the newest completed first, however many there are: one is read at
/// a time, and what is not asked for is not read. Thread: the store's.
class NamedRecords {
public:
    /// @p all: a bit for each word. A name that holds none of them is left out before.
    NamedRecords(Store &store, const QList<SoughtName> &forms, const QList<SoughtName> &authors, quint32 all);

    /// The row's number in `view` of the next one; none where there is no more. Errors: those of the database.
    [[nodiscard]] Result<std::optional<qint64>> next();

private:
    struct Row {
        qint64 completedAtMs = 0;
        qint64 n = 0;
        friend auto operator<=>(const Row &, const Row &) = default;
    };
    /// The records of one form, of one author, or of one author's of one form; newest first.
    struct Stream {
        QString form;     ///< empty: any
        QString author;   ///< empty: any
        QList<Row> ahead = {};
        qsizetype at = 0;
        bool isRead = false;   ///< to its end
    };
    struct Head {
        Row row;
        qsizetype stream = 0;
        friend bool operator<(const Head &a, const Head &b) { return a.row < b.row; }
    };
    [[nodiscard]] Result<void> readOn(Stream &stream);
    [[nodiscard]] Result<void> queue(qsizetype stream);
    [[nodiscard]] Result<void> begin();

    Store &m_store;
    QList<Stream> m_streams;
    std::priority_queue<Head, std::vector<Head>> m_heads;
    std::optional<Row> m_last;
    bool m_isBegun = false;
};

} // namespace sightline
