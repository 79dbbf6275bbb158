#pragma once

#include "sync/hub/store/hub_store.h"

#include <QHash>

#include <mutex>

namespace sightline::hub {

/// What was read at one seq of one history. Every change of a scope or a stream takes a seq, so as long as the council's seq stands still each is
/// what it was: of two thousand devices that ask and there is nothing new, the first reads the scopes and the others the council's row alone.
/// Thread: any.
class StandingStill {
public:
    /// As snapshot.scope(), for the moment of @p state.
    [[nodiscard]] Result<ScopeRow> scope(HubSnapshot &snapshot, const HubState &state, const QString &id);
    /// As snapshot.stream(), likewise.
    [[nodiscard]] Result<std::optional<StreamState>> stream(HubSnapshot &snapshot, const HubState &state, const StreamId &id);

private:
    /// False for a snapshot that is older than what is kept. Call under m_mutex.
    [[nodiscard]] bool standsAt(const HubState &state);
    template <typename Key, typename Value, typename Read>
    [[nodiscard]] Result<Value> kept(QHash<Key, Value> &values, const HubState &state, const Key &key, Read read);

    std::mutex m_mutex;
    QString m_epoch;                                         // all under m_mutex
    qint64 m_seq = -1;
    QHash<QString, ScopeRow> m_scopes;
    QHash<StreamId, std::optional<StreamState>> m_streams;
};

} // namespace sightline::hub
