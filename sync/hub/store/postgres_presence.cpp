#include "sync/hub/store/postgres_presence.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<PostgresPresence>> PostgresPresence::enter(const PostgresTarget &target)
{
    auto db = PostgresConnection::open(target, {});
    if (!db)
        return db.error();
    const auto isIn = (*db)->integer("SELECT 1 WHERE pg_try_advisory_lock_shared(hashtext('sightline present'), hashtext(current_schema()))");
    if (!isIn)
        return isIn.error();
    if (!*isIn)
        return Error { ErrorCode::StorageLocked, u"The database is being restored. Try again when that is done."_s };
    const auto decides = (*db)->execute("SELECT pg_advisory_lock(hashtext('sightline deciding'), hashtext(current_schema()))");
    if (!decides)
        return decides.error();
    return std::unique_ptr<PostgresPresence>(new PostgresPresence(std::move(*db)));
}

Result<void> PostgresPresence::letOthersDecide()
{
    return m_db->execute("SELECT pg_advisory_unlock(hashtext('sightline deciding'), hashtext(current_schema()))");
}

Result<bool> PostgresPresence::takeAlone(PostgresConnection &db)
{
    const auto isAlone = db.integer("SELECT 1 WHERE pg_try_advisory_lock(hashtext('sightline present'), hashtext(current_schema()))");
    if (!isAlone)
        return isAlone.error();
    return isAlone->has_value();
}

} // namespace sightline::hub
