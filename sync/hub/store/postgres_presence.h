#pragma once

#include "sync/hub/store/postgres_connection.h"

namespace sightline::hub {

/// That a hub or a command stands over a council's database: any number may at once, but none while it is being put back from a
/// backup, and whether its history goes on is decided by one at a time. Held by a connection, so the server lets go of it with that.
class PostgresPresence {
public:
    /// Waits while another decides. Errors: StorageLocked (the database is being restored, or another decides for too long), and those
    /// of PostgresConnection::open.
    [[nodiscard]] static Result<std::unique_ptr<PostgresPresence>> enter(const PostgresTarget &target);
    /// The decision is made: the next may.
    [[nodiscard]] Result<void> letOthersDecide();

    enum class Standing {
        Held,
        Lost,    ///< the server is away, or the database is being restored: ask again
        Moved,   ///< the database is another than was entered
    };
    /// To be asked now and then: enters again where the connection was lost. Waits a moment at most.
    [[nodiscard]] Standing renew();

    /// For a restore, over its own connection @p db: false if anybody is present. Ends with the connection.
    [[nodiscard]] static Result<bool> takeAlone(PostgresConnection &db);

private:
    PostgresPresence(PostgresTarget target, std::unique_ptr<PostgresConnection> db)
        : m_target(std::move(target)), m_db(std::move(db)), m_identity(m_db->identity())
    {
    }
    PostgresTarget m_target;
    std::unique_ptr<PostgresConnection> m_db;   ///< none while it is lost
    QString m_identity;
};

} // namespace sightline::hub
