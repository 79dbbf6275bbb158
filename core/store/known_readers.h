#pragma once

#include "core/people/council.h"
#include "core/records/visibility.h"
#include "core/store/store.h"

#include <QSet>

namespace sightline {

/// Who may read which record, as far as the people and forms on this device say: the hub decides by the same rules from its own.
class KnownReaders {
public:
    KnownReaders(std::shared_ptr<const Council> council, VisibilityTable table, QDate day)
        : m_council(std::move(council)), m_table(std::move(table)), m_day(day)
    {
    }

    [[nodiscard]] const Council &council() const { return *m_council; }
    [[nodiscard]] QDate day() const { return m_day; }
    /// @p record is no step. Its class counts: an elected member reads P1 alone, and what they wrote (core/records/sensitivity).
    [[nodiscard]] bool mayRead(const PersonId &person, const RecordBody &record) const;
    /// Class alone: whether somebody who has a record, or a step on @p about, on their device may open it.
    [[nodiscard]] bool letsRead(const PersonId &person, const RecordBody &record, const RecordBody *about) const;

private:
    std::shared_ptr<const Council> m_council;
    VisibilityTable m_table;
    QDate m_day;
    mutable QHash<PersonId, QSet<QString>> m_scopes;   ///< worked out once for each person
};

/// On the council's @p day; kept until people, teams or forms change. Thread: the store's.
[[nodiscard]] Result<std::shared_ptr<const KnownReaders>> knownReaders(Store &store, QDate day);

} // namespace sightline
