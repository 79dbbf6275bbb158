#include "sync/hub/store/postgres_presence.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Who keeps its place does so between two looks for a signal.
constexpr std::chrono::seconds renewalWait { 2 };

Result<std::unique_ptr<PostgresConnection>> comeIn(const PostgresTarget &target, const PostgresConnection::Options &options)
{
    auto db = PostgresConnection::open(target, options);
    if (!db)
        return db;
    const auto isIn = (*db)->integer("SELECT 1 WHERE pg_try_advisory_lock_shared(hashtext('sightline present'), hashtext(current_schema()))");
    if (!isIn)
        return isIn.error();
    if (!*isIn)
        return Error { ErrorCode::StorageLocked, u"The database is being restored. Try again when that is done."_s };
    // Its schema may have been made anew between the look at it and the lock.
    if (const auto identified = (*db)->identify(); !identified)
        return identified.error();
    return db;
}

} // namespace

Result<std::unique_ptr<PostgresPresence>> PostgresPresence::enter(const PostgresTarget &target)
{
    auto db = comeIn(target, {});
    if (!db)
        return db.error();
    const auto decides = (*db)->execute("SELECT pg_advisory_lock(hashtext('sightline deciding'), hashtext(current_schema()))");
    if (!decides)
        return decides.error();
    return std::unique_ptr<PostgresPresence>(new PostgresPresence(target, std::move(*db)));
}

Result<void> PostgresPresence::letOthersDecide()
{
    return m_db->execute("SELECT pg_advisory_unlock(hashtext('sightline deciding'), hashtext(current_schema()))");
}

PostgresPresence::Standing PostgresPresence::renew()
{
    if (m_db && !m_db->hasEnded())
        return Standing::Held;
    m_db.reset();
    PostgresConnection::Options options;
    options.connectWait = renewalWait;
    auto db = comeIn(m_target, options);
    if (!db)
        return Standing::Lost;
    if ((*db)->identity() != m_identity)
        return Standing::Moved;
    m_db = std::move(*db);
    return Standing::Held;
}

Result<bool> PostgresPresence::takeAlone(PostgresConnection &db)
{
    const auto isAlone = db.integer("SELECT 1 WHERE pg_try_advisory_lock(hashtext('sightline present'), hashtext(current_schema()))");
    if (!isAlone)
        return isAlone.error();
    return isAlone->has_value();
}

} // namespace sightline::hub
