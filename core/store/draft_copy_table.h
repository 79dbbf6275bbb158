#pragma once

#include "core/base/id.h"
#include "core/base/json.h"
#include "core/sqlite/connection.h"

namespace sightline {

/// A draft here and the record of type `draft` that is its copy for the author's other devices.
struct DraftCopy {
    RecordId draft;
    RecordId copy;
    Json::Object agreed;   ///< the copy's fields as this device last put or took them
    QString over = {};     ///< why the draft is over on this device (core/records/draft_copy.h); empty: it is not
    friend bool operator==(const DraftCopy &, const DraftCopy &) = default;
};

/// Table `draft_copy`. Thread: the store's. Errors of all: those of the database; Corrupt where a row cannot be read.
class DraftCopyTable {
public:
    explicit DraftCopyTable(Connection &db) : m_db(db) { }

    /// Writes the whole row, new or not.
    [[nodiscard]] Result<void> put(const DraftCopy &copy);
    [[nodiscard]] Result<std::optional<DraftCopy>> find(const RecordId &draft);
    /// One that cannot be read hides no other.
    [[nodiscard]] Result<QList<DraftCopy>> all();
    /// Nothing happens where there is none.
    [[nodiscard]] Result<void> remove(const RecordId &draft);

private:
    Connection &m_db;
};

} // namespace sightline
