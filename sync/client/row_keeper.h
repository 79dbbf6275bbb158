#pragma once

#include "core/store/store.h"
#include "sync/client/device_rules.h"
#include "sync/protocol/messages.h"

namespace sightline::sync {

/// Puts rows of pages into the store and keeps each scope's count and digest true (R10, R11, R15). Lives inside one
/// transaction; finish() writes the scopes. Digests are of stamps (id, rev, hash), so a row set aside counts as held.
class RowKeeper {
public:
    RowKeeper(Store &store, const DeviceRules &rules) : m_store(store), m_rules(rules) { }

    [[nodiscard]] Result<void> load();
    [[nodiscard]] QStringList scopeNames() const { return m_scopes.keys(); }

    /// R10: @p scope is no longer ours: it and every row no other scope holds go.
    [[nodiscard]] Result<void> lose(const QString &scope);
    /// R10, after losing a scope and after a sweep: a row whose place in a scope a failing disk has lost, or what was derived from a row
    /// that it has lost, must not outlive the right to it.
    [[nodiscard]] Result<void> removeStrays();
    /// R14, R15: @p scope is to be pulled again from 0; rows only it held become provisional.
    [[nodiscard]] Result<void> pullAgain(const QString &scope);
    /// R10: @p scope may be read; if it is new it starts at 0.
    void know(const QString &scope);
    void advance(const QString &scope, qint64 cursor);
    /// One row of a page. @p isDamaged: its text could not be read.
    [[nodiscard]] Result<void> take(const wire::Row &row, bool isDamaged);
    /// R14: what the complete pull did not confirm goes.
    [[nodiscard]] Result<void> sweep();
    /// R15: does @p scope hold what the hub says?
    [[nodiscard]] bool agrees(const QString &scope, const wire::ScopeState &state) const;
    [[nodiscard]] Result<void> finish();

    [[nodiscard]] const QSet<RecordId> &stored() const { return m_stored; }
    [[nodiscard]] const QSet<RecordId> &removed() const { return m_removed; }
    /// What people read and did not have: forms and what was added to them, other than own work coming back. Facts, people
    /// and settings travel unseen.
    [[nodiscard]] const QSet<RecordId> &cameToRead() const { return m_cameToRead; }
    [[nodiscard]] qint64 removedToRead() const { return m_removedToRead; }
    [[nodiscard]] int setAside() const { return m_setAsideCount; }
    [[nodiscard]] bool advanced() const { return m_advanced; }

private:
    /// What a record counts as in digests.
    struct Stamp {
        qint64 rev = 0;
        qint64 seq = 0;
        QByteArray hash;
        bool provisional = false;
        bool isSetAside = false;
    };
    [[nodiscard]] Result<std::optional<Stamp>> stampOf(const RecordId &record);
    [[nodiscard]] Result<bool> isNews(const RecordId &record, const RecordBody &body);
    [[nodiscard]] Result<void> put(const wire::Row &row, const std::optional<Stamp> &known, bool isDamaged);
    [[nodiscard]] Result<void> putAside(const wire::Row &row, const QString &reason);
    [[nodiscard]] Result<void> replace(const wire::Row &row, const std::optional<Stamp> &known, bool isDamaged);
    [[nodiscard]] Result<void> remove(const RecordId &record);
    void count(const QString &scope, const RecordId &record, const Stamp &stamp, int sign);

    Store &m_store;
    DeviceRules m_rules;
    QMap<QString, ScopeRow> m_scopes;
    QSet<QString> m_changed;
    QHash<RecordId, SetAsideRow> m_setAside;
    QSet<RecordId> m_stored;
    QSet<RecordId> m_removed;
    QSet<RecordId> m_cameToRead;
    PersonId m_person;
    qint64 m_removedToRead = 0;
    int m_setAsideCount = 0;
    bool m_advanced = false;
};

} // namespace sightline::sync
