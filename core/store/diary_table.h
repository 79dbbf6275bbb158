#pragma once

#include "core/base/id.h"
#include "core/sqlite/connection.h"

#include <optional>

namespace sightline {

/// What a line of the diary tells of. The names are the table's.
enum class DiaryKind {
    Sent,    ///< own work that the hub has and has applied
    Kept,    ///< own work that the hub keeps and has not applied
    Came,    ///< colleagues' records that arrived or changed
    Left,    ///< records that this person may no longer read
    Unsendable,   ///< own work of which a photo or file is damaged here and cannot be sent
};

struct DiaryLine {
    DiaryKind kind = DiaryKind::Came;
    std::optional<RecordId> record;   ///< own work is told record by record; what came and left only as a count
    qint64 count = 0;
    qint64 atMs = 0;                  ///< the last of them, UTC by the device's clock
    friend bool operator==(const DiaryLine &, const DiaryLine &) = default;
};

/// How long the diary reaches back. A practitioner asks about last week; a month covers leave.
inline constexpr int diaryDaysMax = 31;

/// Table `diary`: what went and came, gathered by the hour, with counts and ids only. Not among what changes tell of: it
/// changes together with the outbox or the records. Thread: the store's.
class DiaryTable {
public:
    explicit DiaryTable(Connection &db) : m_db(db) { }

    /// Adds to the hour of @p line. Own work is told once an hour however often it is answered.
    [[nodiscard]] Result<void> add(const DiaryLine &line);
    /// Removes what is older than diaryDaysMax before @p nowMs.
    [[nodiscard]] Result<void> forgetBefore(qint64 nowMs);
    /// Newest first, at most @p limit lines.
    [[nodiscard]] Result<QList<DiaryLine>> lines(int limit);

private:
    Connection &m_db;
};

} // namespace sightline
