#include "sync/hub/store/postgres_migrator.h"

#include "sync/hub/store/migrations.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// In the transaction @p db is in. Returns how many were applied.
Result<int> applyMissing(PostgresConnection &db, const QList<Migration> &migrations)
{
    const auto present = postgresSchemaVersion(db);
    if (!present)
        return present.error();
    if (*present == 0) {
        if (const auto made = db.execute("CREATE TABLE schema_version (version BIGINT NOT NULL); INSERT INTO schema_version VALUES (0);"); !made)
            return made.error();
    }
    for (int number = *present + 1; number <= migrations.size(); ++number) {
        if (const auto applied = db.execute(migrations.at(number - 1).sql); !applied)
            return applied.error();
    }
    if (const auto noted = db.run("UPDATE schema_version SET version = ?1", migrations.size()); !noted)
        return noted.error();
    return static_cast<int>(migrations.size()) - *present;
}

Result<int> applyAlone(PostgresConnection &db, const QList<Migration> &migrations)
{
    // Hubs that start together wait for one another here; the second finds the work done.
    const auto alone = db.execute("BEGIN; SELECT pg_advisory_xact_lock(hashtext('sightline schema'), hashtext(current_schema()))");
    if (!alone)
        return alone.error();
    const auto applied = applyMissing(db, migrations);
    if (!applied)
        return applied;
    if (const auto committed = db.commit(); !committed)
        return committed.error();
    return applied;
}

} // namespace

Result<int> postgresSchemaVersion(PostgresConnection &db)
{
    // Looked for first: a statement that fails would end the transaction it stands in. In the table, not by to_regclass(), which answers
    // from a cache that a transaction does not renew while it waits for another.
    const auto isThere = db.integer("SELECT 1 FROM pg_class WHERE relname = 'schema_version' AND relnamespace = quote_ident(current_schema())::regnamespace");
    if (!isThere)
        return isThere.error();
    if (!*isThere)
        return 0;
    const auto version = db.integer("SELECT version FROM schema_version");
    if (!version)
        return version.error();
    return static_cast<int>(version->value_or(0));
}

Result<int> migratePostgres(PostgresConnection &db)
{
    const QList<Migration> migrations = postgresHubMigrations();
    const int newest = static_cast<int>(migrations.size());
    const auto present = postgresSchemaVersion(db);
    if (!present)
        return present.error();
    if (*present > newest)
        return Error { ErrorCode::UnsupportedVersion,
                       u"These records were written by a newer Sightline (schema %1, this program knows %2). Update this program."_s.arg(*present).arg(
                           newest) };
    if (*present == newest)
        return 0;
    const auto mayChange = db.integer("SELECT 1 WHERE has_schema_privilege(current_schema(), 'CREATE')");
    if (!mayChange)
        return mayChange.error();
    if (!*mayChange) {
        return Error { ErrorCode::UnsupportedVersion,
                       u"The schema has to be brought from %1 to %2, which the hub's role may not do: run \"sightline-hub check\" once as the role that "
                       "owns it."_s.arg(*present)
                           .arg(newest) };
    }
    auto applied = applyAlone(db, migrations);
    if (!applied)
        static_cast<void>(db.execute("ROLLBACK"));   // a connection that is lost has undone it already
    return applied;
}

Result<void> writePostgresSchema(PostgresConnection &db)
{
    const auto applied = applyMissing(db, postgresHubMigrations());
    return applied ? Result<void>() : applied.error();
}

} // namespace sightline::hub
