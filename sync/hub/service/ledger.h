#pragma once

#include "core/base/instant.h"
#include "core/calendar/council_zone.h"
#include "sync/hub/service/hub_service.h"
#include "sync/hub/service/knowledge.h"
#include "sync/hub/service/readership.h"

namespace sightline::hub {

/// Who the hub's own operations are by.
[[nodiscard]] PersonId hubPerson();

/// Keeps the council's books inside one transaction: takes seqs, appends to the log, changes records, and moves entries and
/// digests along with them (R1, R7, R15). close() writes what it gathered; the caller commits.
class Ledger {
public:
    [[nodiscard]] static Result<Ledger> open(HubTransaction &transaction, Knowledge &knowledge, const HubRules &rules, Instant now, const CouncilZone &zone);

    [[nodiscard]] HubTransaction &transaction() { return *m_transaction; }
    [[nodiscard]] HubState &state() { return m_state; }
    [[nodiscard]] const Rights &rights() const { return *m_rights; }
    [[nodiscard]] const KnownForms &forms() const { return *m_forms; }
    [[nodiscard]] Instant now() const { return m_now; }
    /// The council's day of @p at, a device's claim: none after today.
    [[nodiscard]] QDate dayOf(Instant at) const { return std::min(m_zone->dayOf(at), m_rights->day()); }
    [[nodiscard]] const HubRules &rules() const { return *m_rules; }
    [[nodiscard]] Touched touched() const { return m_touched; }
    /// People or teams changed: everybody's scopes may have.
    void noteRightsChanged() { m_touched.rights = true; }

    [[nodiscard]] qint64 nextSeq() { return ++m_state.seq; }
    /// Appends @p operation to the log and the council's chain; gives its seq.
    [[nodiscard]] Result<qint64> log(const Operation &operation, const StreamId &stream, const PersonId &person, const QByteArray &bytes);
    [[nodiscard]] Result<void> settle(qint64 operationSeq, qint64 seq, const Outcome &outcome);

    [[nodiscard]] Result<std::optional<RecordBody>> body(const RecordId &id);
    /// As the free rootOf(), in this transaction.
    [[nodiscard]] Result<std::optional<RootRecord>> rootOf(const RecordBody &body);
    /// Scopes record @p id is in with @p body.
    [[nodiscard]] Result<QStringList> scopesOf(const RecordId &id, const RecordBody &body) { return m_readership.scopesOf(*m_transaction, id, body); }
    /// True if @p person may read record @p id, which has @p body.
    [[nodiscard]] Result<bool> mayRead(const PersonId &person, const RecordId &id, const RecordBody &body);

    /// @p id has @p body, whose canonical bytes are @p bytes, as of @p seq: one more rev, entries and digests to match.
    [[nodiscard]] Result<void> store(const RecordId &id, const RecordBody &body, const QByteArray &bytes, qint64 seq);
    /// Every place of @p id gets a new seq, so that its readers are given it again: something about it came that is not in its body.
    [[nodiscard]] Result<void> touch(const RecordId &id);
    /// @p id, or where somebody has made a record of another type under it, the next id of a row that begins with it. Ids of what the
    /// hub writes can be worked out by anybody, and no device may keep the hub from writing by taking one.
    [[nodiscard]] Result<RecordId> placeFor(const RecordId &id, RecordType type);
    /// Publishes a record of the hub's own, if it differs from the present one; gives its seq, or 0. @p id comes from placeFor().
    [[nodiscard]] Result<qint64> publish(const RecordId &id, const RecordBody &body);
    /// After people, teams, the council's card or forms were published: what rights() and forms() say is read again. Where a switch of the
    /// council's was turned, records have yet to follow (follow_switches.h).
    [[nodiscard]] Result<void> refresh();
    /// Gives @p id the places that the council's switches give it now and takes those that they gave it before, each under a new seq; what it
    /// is in without them stays. Nothing where there is nothing to do.
    [[nodiscard]] Result<void> followSwitches(const RecordId &id);

    /// Takes @p record out of every scope, each place under a new seq, and its row away: an erasure's (erase_records.h).
    [[nodiscard]] Result<void> erase(const ErasedRecord &record, const QString &erasure);
    /// Appends an operation that was erased before and comes again, as the log would have it: without its words. Gives its seq.
    [[nodiscard]] Result<qint64> logErased(const Operation &operation, const StreamId &stream, const PersonId &person, const QByteArray &digest);

    [[nodiscard]] Result<void> close();

private:
    Ledger() = default;
    [[nodiscard]] Result<std::optional<RecordRow>> row(const RecordId &id);
    [[nodiscard]] Result<ScopeRow *> scope(const QString &id);
    [[nodiscard]] Result<void> moveDigest(const RecordId &id, const QStringList &scopes, qint64 rev, const QByteArray &hash, int direction);
    [[nodiscard]] Result<void> read();
    [[nodiscard]] Result<void> moveEntries(const RecordId &id, const QList<Entry> &before, const QStringList &after, qint64 seq);

    HubTransaction *m_transaction = nullptr;
    Knowledge *m_knowledge = nullptr;
    const HubRules *m_rules = nullptr;
    Instant m_now;
    const CouncilZone *m_zone = nullptr;
    HubState m_state;
    std::shared_ptr<const Rights> m_rights;
    std::shared_ptr<const KnownForms> m_forms;
    Readership m_readership;   ///< by m_forms, as the council of m_rights has decided
    QMap<QString, ScopeRow> m_scopes;
    std::optional<std::pair<RecordId, std::optional<RecordRow>>> m_lastRow;   ///< as read or written last: judged, then stored
    Touched m_touched;
};

} // namespace sightline::hub
