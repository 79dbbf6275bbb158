#include "sync/hub/service/standing_still.h"

namespace sightline::hub {

bool StandingStill::standsAt(const HubState &state)
{
    if (m_epoch == state.epoch && m_seq == state.seq)
        return true;
    if (m_epoch == state.epoch && state.seq < m_seq)
        return false;
    m_epoch = state.epoch;
    m_seq = state.seq;
    m_scopes.clear();
    m_streams.clear();
    return true;
}

template <typename Key, typename Value, typename Read>
Result<Value> StandingStill::kept(QHash<Key, Value> &values, const HubState &state, const Key &key, Read read)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = standsAt(state) ? values.constFind(key) : values.constEnd(); found != values.constEnd())
            return *found;
    }
    const Result<Value> fresh = read();   // without the lock: nobody waits for another's database
    if (!fresh)
        return fresh;
    const std::lock_guard lock(m_mutex);
    if (standsAt(state))
        values.insert(key, *fresh);
    return fresh;
}

Result<ScopeRow> StandingStill::scope(HubSnapshot &snapshot, const HubState &state, const QString &id)
{
    return kept(m_scopes, state, id, [&] { return snapshot.scope(id); });
}

Result<std::optional<StreamState>> StandingStill::stream(HubSnapshot &snapshot, const HubState &state, const StreamId &id)
{
    return kept(m_streams, state, id, [&] { return snapshot.stream(id); });
}

} // namespace sightline::hub
