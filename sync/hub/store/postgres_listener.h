#pragma once

#include "sync/hub/store/council_store.h"
#include "sync/hub/store/postgres_connection.h"

#include <mutex>
#include <thread>

namespace sightline::hub {

/// What a notice says, as it travels: "<seq> *" or "<seq> scope scope …"; "*" where the scopes would not fit into 8000 bytes.
[[nodiscard]] QByteArray noticeText(const Commit &commit);
/// None if it is no notice of ours.
[[nodiscard]] std::optional<Commit> noticeFromText(const QByteArray &text);

/// Hubs over one PostgreSQL database telling each other with NOTIFY and LISTEN, over one connection of its own: what is told while it
/// is busy goes out together. A lost connection is made anew; what was missed meanwhile costs those who wait one wait at most.
class PostgresListener final : public OtherHubs {
public:
    PostgresListener(PostgresTarget target, std::function<void(const Commit &)> heard);
    ~PostgresListener() override;
    PostgresListener(const PostgresListener &) = delete;
    PostgresListener &operator=(const PostgresListener &) = delete;

    void tell(const Commit &commit) override;

private:
    void run();
    void ring() const;
    [[nodiscard]] Result<void> attend(PostgresConnection &db);
    [[nodiscard]] Result<void> sendPending(PostgresConnection &db);
    void waitFor(int socket, int milliseconds) const;
    [[nodiscard]] bool isStopping();

    PostgresTarget m_target;
    std::function<void(const Commit &)> m_heard;
    int m_bell[2] { -1, -1 };   ///< a pipe that wakes the thread: [1] is rung
    std::mutex m_mutex;
    std::optional<Commit> m_pending;
    bool m_stopping = false;
    std::thread m_thread;       // last: begins when everything above is there
};

} // namespace sightline::hub
