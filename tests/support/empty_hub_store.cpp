#include "tests/support/empty_hub_store.h"

#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/support/postgres_cluster.h"

namespace sightline::support {

using namespace Qt::StringLiterals;

std::unique_ptr<hub::HubStore> emptyHubStore(bool guards)
{
    if (qgetenv("SIGHTLINE_TEST_STORE") != "postgres")
        return hub::SqliteHubStore::open({ .path = u":memory:"_s, .guards = guards }).value();
    PostgresCluster &cluster = PostgresCluster::shared();
    return cluster.store(cluster.newSchema(), guards);
}

} // namespace sightline::support
