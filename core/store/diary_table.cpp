#include "core/store/diary_table.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hourMs = 3600 * 1000;
constexpr qint64 dayMs = 24 * hourMs;

constexpr std::pair<DiaryKind, QLatin1StringView> kinds[] {
    { DiaryKind::Sent, "sent"_L1 },
    { DiaryKind::Kept, "kept"_L1 },
    { DiaryKind::Came, "came"_L1 },
    { DiaryKind::Left, "left"_L1 },
    { DiaryKind::Unsendable, "unsendable"_L1 },
};

QString nameOf(DiaryKind kind)
{
    for (const auto &[known, name] : kinds) {
        if (known == kind)
            return name;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<void> DiaryTable::add(const DiaryLine &line)
{
    const qint64 hour = line.atMs - line.atMs % hourMs;
    const QByteArray record = line.record ? line.record->toBytes() : QByteArray("");
    const auto added = m_db.run("INSERT INTO diary (hour_ms, kind, record_id, count, at_ms) VALUES (?, ?, ?, ?, ?) "
                                "ON CONFLICT (hour_ms, kind, record_id) DO UPDATE SET at_ms = max(at_ms, excluded.at_ms), "
                                "count = CASE WHEN length(record_id) = 0 THEN count + excluded.count ELSE excluded.count END",
                                hour, nameOf(line.kind), record, line.count, line.atMs);
    return added ? Result<void>() : added.error();
}

Result<void> DiaryTable::forgetBefore(qint64 nowMs)
{
    const auto removed = m_db.run("DELETE FROM diary WHERE hour_ms < ?", nowMs - diaryDaysMax * dayMs);
    return removed ? Result<void>() : removed.error();
}

Result<QList<DiaryLine>> DiaryTable::lines(int limit)
{
    QList<DiaryLine> lines;
    const auto read = m_db.each(
        "SELECT kind, record_id, count, at_ms FROM diary ORDER BY hour_ms DESC, at_ms DESC LIMIT ?",
        [&](const Statement &row) {
            for (const auto &[kind, name] : kinds) {
                if (row.text(0) != name)
                    continue;   // of a newer Sightline
                const auto record = RecordId::fromBytes(row.blob(1));
                lines.append({ kind, record ? std::optional(*record) : std::nullopt, row.integer(2), row.integer(3) });
            }
        },
        limit);
    if (!read)
        return read.error();
    return lines;
}

} // namespace sightline
