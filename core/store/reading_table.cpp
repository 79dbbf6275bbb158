#include "core/store/reading_table.h"

namespace sightline {

using namespace Qt::StringLiterals;

QString readingWord(Reading::How how) { return how == Reading::How::Printed ? u"printed"_s : u"opened"_s; }

std::optional<Reading::How> readingHowFrom(const QString &word)
{
    for (const Reading::How how : { Reading::How::Opened, Reading::How::Printed }) {
        if (readingWord(how) == word)
            return how;
    }
    return std::nullopt;
}

Result<void> ReadingTable::append(const RecordId &record, Reading::How how, qint64 atMs)
{
    const auto kept = m_db.run("INSERT INTO reading (n, record_id, how, at_ms) "
                               "VALUES (max(?4, 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'reading'), 0)), ?1, ?2, ?3)",
                               record, readingWord(how), atMs, atMs);
    return kept ? Result<void>() : kept.error();
}

Result<QList<Reading>> ReadingTable::oldest(int limit)
{
    QList<Reading> readings;
    const auto read = m_db.each(
        "SELECT n, record_id, how, at_ms FROM reading ORDER BY n LIMIT ?",
        [&readings](const Statement &row) -> Result<void> {
            const auto record = RecordId::fromBytes(row.blob(1));
            if (!record)
                return record.error();
            readings.append({ row.integer(0), *record, readingHowFrom(row.text(2)).value_or(Reading::How::Opened), row.integer(3) });
            return {};
        },
        limit);
    return read ? Result<QList<Reading>>(readings) : read.error();
}

Result<void> ReadingTable::forgetThrough(qint64 n)
{
    const auto forgotten = m_db.run("DELETE FROM reading WHERE n <= ?", n);
    return forgotten ? Result<void>() : forgotten.error();
}

} // namespace sightline
