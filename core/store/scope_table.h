#pragma once

#include "core/base/id.h"
#include "core/sqlite/connection.h"
#include "core/store/changes.h"

namespace sightline {

/// A scope the person may read, how far it has been pulled, and the digest of its rows on this device (R15).
struct ScopeRow {
    QString id;              ///< "team:<id>" …
    qint64 cursor = 0;
    qint64 count = 0;
    QByteArray digest;       ///< 16 bytes
    friend bool operator==(const ScopeRow &, const ScopeRow &) = default;
};

/// Tables `scope` and `in_scope`. Digests are computed by sync/client and only stored here. Thread: the store's.
class ScopeTable {
public:
    ScopeTable(Connection &db, Changes &changes) : m_db(db), m_changes(changes) { }

    [[nodiscard]] Result<QList<ScopeRow>> all();   ///< by id
    [[nodiscard]] Result<std::optional<ScopeRow>> find(const QString &id);
    [[nodiscard]] Result<void> put(const ScopeRow &row);

    /// Says that @p record is in @p scope. True if that is new.
    [[nodiscard]] Result<bool> enter(const QString &scope, const RecordId &record);
    /// Says that @p record has left @p scope. True if it was in it.
    [[nodiscard]] Result<bool> leave(const QString &scope, const RecordId &record);
    [[nodiscard]] Result<QStringList> scopesOf(const RecordId &record);
    [[nodiscard]] Result<QList<RecordId>> recordsIn(const QString &scope);
    /// R10: forgets @p scope. Returns the records that no other scope holds now: the caller removes their base rows and anything
    /// set aside, in the same transaction. Commit it with Durability::Extra.
    [[nodiscard]] Result<QList<RecordId>> drop(const QString &scope);

private:
    Connection &m_db;
    Changes &m_changes;
};

} // namespace sightline
