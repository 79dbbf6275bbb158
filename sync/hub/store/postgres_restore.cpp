#include "sync/hub/store/postgres_restore.h"

#include "sync/hub/store/copy_council.h"
#include "sync/hub/store/postgres_migrator.h"
#include "sync/hub/store/postgres_presence.h"

#include <QDateTime>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Gives the roles that had rights on the schema and the tables of %1 the same on those of %2; both are SQL names.
constexpr const char *giveRights = R"sql(
DO $$
DECLARE
    given RECORD;
BEGIN
    FOR given IN
        SELECT format('SCHEMA %2') AS thing, acl.privilege_type, acl.grantee FROM pg_namespace, aclexplode(nspacl) AS acl
            WHERE pg_namespace.oid = '%1'::regnamespace AND acl.grantee <> nspowner AND acl.grantee <> 0
        UNION ALL
        SELECT format('%2.%I', relname), acl.privilege_type, acl.grantee FROM pg_class, aclexplode(relacl) AS acl
            WHERE relnamespace = '%1'::regnamespace AND relkind = 'r' AND acl.grantee <> relowner AND acl.grantee <> 0
    LOOP
        EXECUTE format('GRANT %s ON %s TO %I', given.privilege_type, given.thing, pg_get_userbyid(given.grantee));
    END LOOP;
END $$;
)sql";

/// Moves the council's schema aside and makes an empty one of its name. Returns where it is now; empty if it held no council.
Result<QString> makeRoom(PostgresConnection &db)
{
    const auto version = postgresSchemaVersion(db);
    if (!version)
        return version.error();
    if (*version == 0)
        return QString();
    QString kept;
    const QString moment = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd_HHmmss"_s);
    const auto named = db.each(
        "SELECT quote_ident(current_schema() || '_before_restore_' || ?1)", [&kept](const PostgresRow &row) { kept = row.text(0); }, moment);
    if (!named)
        return named.error();
    const QString schema = db.schema();
    // Presence is held by a connection, and one may have been lost: whoever still writes is waited for here, and comes too late afterwards.
    if (const auto locked = db.execute("LOCK TABLE council IN ACCESS EXCLUSIVE MODE"); !locked)
        return locked.error();
    const auto moved = db.execute((u"ALTER SCHEMA %1 RENAME TO %2; CREATE SCHEMA %1"_s.arg(schema, kept)).toStdString());
    if (!moved)
        return moved.error();
    return kept;
}

Result<QString> replace(const QString &path, const DatabaseKey &key, PostgresConnection &db)
{
    const auto kept = makeRoom(db);
    if (!kept)
        return kept;
    if (const auto identified = db.identify(); !identified)
        return identified.error();
    if (const auto written = writePostgresSchema(db); !written)
        return written.error();
    if (const auto copied = copyCouncil(path, key, db); !copied)
        return copied.error();
    const auto noted = db.run("INSERT INTO home (epoch, identity, since_seq) SELECT epoch, ?1, seq FROM council", db.identity());
    if (!noted)
        return noted.error();
    if (!kept->isEmpty()) {
        // Hubs elsewhere may have served a history before this one: they are not to take that for a database put back unsaid.
        const QString histories = u"INSERT INTO home SELECT * FROM %1.home ON CONFLICT DO NOTHING;"_s.arg(*kept);
        if (const auto given = db.execute((histories + QString::fromLatin1(giveRights).arg(*kept, db.schema())).toStdString()); !given)
            return given.error();
    }
    if (const auto committed = db.commit(); !committed)
        return committed.error();
    return kept;
}

} // namespace

Result<QString> putInPlace(const QString &path, const DatabaseKey &key, const PostgresTarget &target)
{
    // Reading a large backup may take longer than a transaction of serving ever stands idle.
    const auto db = PostgresConnection::open(target, { .idleInTransaction = std::chrono::minutes(10) });
    if (!db)
        return db.error();
    const auto isAlone = PostgresPresence::takeAlone(**db);
    if (!isAlone)
        return isAlone.error();
    if (!*isAlone)
        return Error { ErrorCode::StorageLocked, u"A sightline-hub stands over this database. Stop every one first."_s };
    if (const auto begun = (*db)->execute("BEGIN"); !begun)
        return begun.error();
    auto replaced = replace(path, key, **db);
    if (!replaced)
        static_cast<void>((*db)->execute("ROLLBACK"));   // a connection that is lost has undone it already
    return replaced;
}

} // namespace sightline::hub
