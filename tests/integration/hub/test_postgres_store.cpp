// What is PostgreSQL's alone: who is let in and with what settings, the council's row, what a lost connection costs, what an error
// tells, and that a copy of either store is the other, row for row.
#include "sync/hub/store/copy_council.h"
#include "sync/hub/store/migrations.h"
#include "sync/hub/store/postgres_listener.h"
#include "sync/hub/store/postgres_migrator.h"
#include "sync/hub/store/postgres_restore.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/store_statements.h"
#include "tests/unit/hub/hub_fixture.h"

#include <QTemporaryDir>

#include <atomic>
#include <cstdio>
#include <future>
#include <thread>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

class PostgresStoreTest : public testing::Test {
protected:
    std::unique_ptr<PostgresHubStore> openStore(std::chrono::milliseconds lockWait = std::chrono::seconds(5))
    {
        PostgresHubOptions options;
        options.target = { cluster.conninfo(schema) };
        options.mayCreate = true;
        options.lockWait = lockWait;
        auto store = PostgresHubStore::open(options);
        EXPECT_TRUE(store) << (store ? "" : qPrintable(store.error().detail));
        return std::move(*store);
    }
    void administer(const std::string &sql)
    {
        const auto db = cluster.connect(schema);
        const auto done = db->execute(sql);
        ASSERT_TRUE(done) << qPrintable(done.error().detail);
    }
    /// Why the store is not opened; empty if it is.
    [[nodiscard]] QString refusal() const
    {
        PostgresHubOptions options;
        options.target = { cluster.conninfo(schema) };
        options.mayCreate = true;
        const auto store = PostgresHubStore::open(options);
        return store ? QString() : store.error().detail;
    }

    support::PostgresCluster &cluster = support::PostgresCluster::shared();
    const QString schema = cluster.newSchema();
};

} // namespace

TEST(PostgresTarget, IsAUrlOrAServiceAndNeverHoldsAPassword)
{
    for (const QString &good : { u"postgresql://db.example/sightline"_s, u"postgresql:service=council"_s, u"postgres://hub@/sightline?host=/run/postgresql"_s })
        EXPECT_TRUE(PostgresTarget::fromArgument(good)) << qPrintable(good);
    const QString secret = u"correct-horse"_s;
    const QStringList refused { u"postgresql://hub:%1@db.example/sightline"_s.arg(secret), u"postgresql://db.example/sightline?password=%1"_s.arg(secret),
                                u"postgresql:service=council password=%1"_s.arg(secret), u"postgresql://db.example/sightline?sslpassword=%1"_s.arg(secret) };
    for (const QString &argument : refused) {
        const auto target = PostgresTarget::fromArgument(argument);
        ASSERT_FALSE(target) << "a password was taken";
        EXPECT_EQ(target.error().code, ErrorCode::InvalidInput);
        EXPECT_TRUE(target.error().detail.contains(u"password file"_s));
        EXPECT_FALSE(target.error().detail.contains(secret));
    }
    for (const QString &wrong :
         { u"postgresql:"_s, u"postgresql:nonsense"_s, u"postgresql://[::1/%1"_s.arg(secret), u"postgresql://db/x?%1=1"_s.arg(secret) }) {
        const auto target = PostgresTarget::fromArgument(wrong);
        ASSERT_FALSE(target) << qPrintable(wrong);
        EXPECT_FALSE(target.error().detail.contains(secret));
    }
}

TEST(PostgresTarget, AServerElsewhereMustProveWhoItIs)
{
    const auto refusal = [](const QString &argument) {
        const auto db = PostgresConnection::open(*PostgresTarget::fromArgument(argument), {});
        EXPECT_FALSE(db);
        return db ? ErrorCode::Cancelled : db.error().code;
    };
    // 192.0.2.0/24 is nobody's (RFC 5737). Only what is let through to it fails as unreachable.
    for (const QString &mode : { u""_s, u"&sslmode=disable"_s, u"&sslmode=prefer"_s, u"&sslmode=require"_s })
        EXPECT_EQ(refusal(u"postgresql://hub@192.0.2.1/x?connect_timeout=2"_s + mode), ErrorCode::NotAllowed) << qPrintable(mode);
    EXPECT_EQ(refusal(u"postgresql://hub@localhost,192.0.2.1/x?connect_timeout=2"_s), ErrorCode::NotAllowed) << "one of several";
    EXPECT_EQ(refusal(u"postgresql://hub@localhost/x?hostaddr=192.0.2.1&connect_timeout=2"_s), ErrorCode::NotAllowed) << "behind a good name";
    EXPECT_EQ(refusal(u"postgresql://hub@127.0.0.1.example/x?connect_timeout=2"_s), ErrorCode::NotAllowed);
    EXPECT_EQ(refusal(u"postgresql://hub@127.0.0.1:1/x"_s), ErrorCode::StorageFailure) << "this machine needs none";
    EXPECT_EQ(refusal(u"postgresql://hub@127.0.0.1:1/x?sslmode=verify-full"_s), ErrorCode::StorageFailure);
}

TEST_F(PostgresStoreTest, RefusesAServerThatCouldLoseWhatItWasGiven)
{
    EXPECT_EQ(refusal(), QString());
    for (const std::string &setting : { std::string("fsync"), std::string("full_page_writes") }) {
        administer("ALTER SYSTEM SET " + setting + " = off");
        administer("SELECT pg_reload_conf()");
        QString said;
        for (int i = 0; i < 100 && said.isEmpty(); ++i) {   // the server reads its settings when it comes to it
            said = refusal();
            if (said.isEmpty())
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        EXPECT_TRUE(said.contains(QString::fromStdString(setting))) << qPrintable(said);
        // The refusal closes every way in, so the settings go back by hand.
        const auto restored = cluster.administerWithPsql(QString::fromStdString("ALTER SYSTEM RESET " + setting));
        EXPECT_TRUE(restored && cluster.administerWithPsql(u"SELECT pg_reload_conf()"_s));
        for (int i = 0; i < 100 && !refusal().isEmpty(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_EQ(refusal(), QString());
}

TEST_F(PostgresStoreTest, CommitsWaitForTheDiskWhateverTheRoleWasGiven)
{
    administer("ALTER ROLE owner SET synchronous_commit = off");
    const auto db = cluster.connect(schema);
    QString kept;
    ASSERT_TRUE(db->each("SELECT current_setting('synchronous_commit')", [&kept](const PostgresRow &row) { kept = row.text(0); }));
    EXPECT_EQ(kept, u"on"_s);
    administer("ALTER ROLE owner RESET synchronous_commit");
}

/// Edge case 17: a transaction that waits too long takes nothing and says so; the next goes on.
TEST_F(PostgresStoreTest, ALockThatDoesNotComeIsAnErrorAndTakesNothing)
{
    const auto store = openStore(std::chrono::milliseconds(200));
    const auto other = openStore();
    HandClock clock;
    CountingRandom random;
    ASSERT_TRUE(HubService(*store, clock, random).begin(u"Test council"_s));
    {
        const auto holder = other->begin();
        ASSERT_TRUE(holder);
        const auto waited = store->begin();
        ASSERT_FALSE(waited);
        EXPECT_EQ(waited.error().code, ErrorCode::StorageLocked);
        EXPECT_TRUE(store->snapshot()) << "readers wait for nobody";
    }
    const auto now = store->begin();
    ASSERT_TRUE(now) << qPrintable(now.error().detail);
    EXPECT_EQ((*now)->state()->seq, 0);
}

/// Edge case 16: the server ends a transaction whose hub does nothing any more, and the council goes on.
TEST_F(PostgresStoreTest, AHubThatHangsLosesTheCouncilsRow)
{
    const auto store = openStore();
    HandClock clock;
    CountingRandom random;
    ASSERT_TRUE(HubService(*store, clock, random).begin(u"Test council"_s));
    PostgresConnection::Options impatient;
    impatient.idleInTransaction = std::chrono::milliseconds(300);
    const auto hangs = PostgresConnection::open({ cluster.conninfo(schema) }, impatient);
    ASSERT_TRUE(hangs);
    ASSERT_TRUE((*hangs)->execute("BEGIN; UPDATE council SET seq = 77; SELECT 1 FROM council FOR UPDATE"));
    const auto next = store->begin();
    ASSERT_TRUE(next) << qPrintable(next.error().detail);
    EXPECT_EQ((*next)->state()->seq, 0) << "nothing of the hanging transaction happened";
    EXPECT_FALSE((*hangs)->commit());
}

TEST_F(PostgresStoreTest, ConnectionsThatWereLostAreMadeAnew)
{
    const auto store = openStore();
    HandClock clock;
    CountingRandom random;
    HubService service(*store, clock, random);
    ASSERT_TRUE(service.begin(u"Test council"_s));
    for (int i = 0; i < 3; ++i)
        ASSERT_TRUE(store->snapshot());
    administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sightline-hub' AND pid <> pg_backend_pid()");
    const auto snapshot = store->snapshot();
    ASSERT_TRUE(snapshot) << qPrintable(snapshot.error().detail);
    EXPECT_EQ((*snapshot)->state()->council, u"Test council"_s);
    EXPECT_TRUE(service.setDurable(0)) << "and so is the one that writes";
    // In the middle of a transaction it is an error, and nothing is half done.
    auto transaction = store->begin();
    HubState state = *(*transaction)->state();
    state.seq = 5;
    ASSERT_TRUE((*transaction)->setState(state));
    administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sightline-hub' AND pid <> pg_backend_pid()");
    EXPECT_FALSE((*transaction)->commit());
    transaction = Error { ErrorCode::Cancelled, {} };
    EXPECT_EQ((*(*store->snapshot())->state()).seq, 0);
}

TEST_F(PostgresStoreTest, AFailedStatementIsNeverCommittedAndSaysNothingOfARow)
{
    const auto store = openStore();
    const QString canary = u"canary-words"_s;
    auto transaction = store->begin();
    ASSERT_TRUE((*transaction)->setState({ .council = canary, .epoch = u"e"_s, .chain = chainStart() }));
    LoggedOperation logged { 1,
                             OperationId(QUuid::createUuid()),
                             StreamId(QUuid::createUuid()),
                             PersonId(u"a"_s),
                             RecordId(QUuid::createUuid()),
                             canary,
                             0,
                             0,
                             canary.toUtf8(),
                             chainStart() };
    ASSERT_TRUE((*transaction)->appendOperation(logged));
    ASSERT_TRUE((*transaction)->appendOperation(logged)) << "on its way";
    const auto read = (*transaction)->scopeIds();   // waits for it
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::AlreadyExists);
    EXPECT_FALSE(read.error().detail.contains(canary));
    EXPECT_FALSE((*transaction)->commit()) << "PostgreSQL would answer ROLLBACK, and call it a success";
    transaction = Error { ErrorCode::Cancelled, {} };
    EXPECT_EQ((*store->snapshot())->state()->council, QString());
}

/// What is asked for at once is answered as if it were asked one by one, whatever is written meanwhile.
TEST_F(PostgresStoreTest, WhatIsExpectedIsReadAsEverythingElse)
{
    const auto store = openStore();
    const auto logged = [](qint64 seq) {
        return LoggedOperation { seq,
                                 OperationId(QUuid::createUuid()),
                                 StreamId(QUuid::createUuid()),
                                 PersonId(u"a"_s),
                                 RecordId(QUuid::createUuid()),
                                 u"create"_s,
                                 0,
                                 0,
                                 "b",
                                 chainStart() };
    };
    const LoggedOperation known = logged(1), later = logged(2);
    const QString waited = u"record:known"_s, unwaited = u"record:later"_s;
    const RecordRow row { known.record, u"form"_s, u"f"_s, u"draft"_s, 1, 1, 0, "h", "b", "f" };
    RecordRow laterRow = row;
    laterRow.id = later.record;
    {
        auto before = store->begin();
        ASSERT_TRUE((*before)->setState({ .council = u"c"_s, .epoch = u"e"_s, .seq = 1, .chain = chainStart() }));
        ASSERT_TRUE((*before)->appendOperation(known));
        ASSERT_TRUE((*before)->setRecord(row));
        ASSERT_TRUE((*before)->park(waited, 1));
        ASSERT_TRUE((*before)->commit());
    }
    auto transaction = store->begin();
    HubTransaction &t = **transaction;
    ASSERT_TRUE(t.expect({ { known.id, later.id }, { known.record, later.record }, { waited, unwaited } }));
    EXPECT_TRUE(*t.operation(known.id));
    EXPECT_FALSE(*t.operation(later.id));
    EXPECT_TRUE(*t.record(known.record));
    EXPECT_FALSE(*t.record(later.record));
    EXPECT_EQ(t.parkedFor(waited)->size(), 1);
    EXPECT_TRUE(t.parkedFor(unwaited)->isEmpty());
    // What this transaction writes it sees, and what it undoes it does not.
    HubState state = *t.state();
    ASSERT_TRUE(t.mark());
    state.seq = 9;
    ASSERT_TRUE(t.setState(state));
    ASSERT_TRUE(t.setScope(u"s"_s, { 5, "d" }));
    ASSERT_TRUE(t.appendOperation(later));
    ASSERT_TRUE(t.setRecord(laterRow));
    ASSERT_TRUE(t.park(unwaited, 2));
    EXPECT_TRUE(*t.operation(later.id));
    EXPECT_TRUE(*t.record(later.record));
    EXPECT_EQ(t.parkedFor(unwaited)->size(), 1);
    EXPECT_EQ(t.state()->seq, 9);
    EXPECT_EQ(t.scope(u"s"_s)->count, 5);
    ASSERT_TRUE(t.undoToMark());
    EXPECT_FALSE(*t.operation(later.id));
    EXPECT_FALSE(*t.record(later.record));
    EXPECT_TRUE(t.parkedFor(unwaited)->isEmpty());
    EXPECT_EQ(t.state()->seq, 1);
    EXPECT_EQ(t.scope(u"s"_s)->count, 0);
    ASSERT_TRUE(t.expect({})) << "nothing is a question too";
}

/// Rows travel together, and mean what they mean one by one: the last of a row counts, the guards see each, and one that is refused is told.
TEST_F(PostgresStoreTest, RowsThatAreWrittenTogetherMeanWhatTheyMeanOneByOne)
{
    const auto store = openStore();
    HandClock clock;
    SodiumRandom random;
    ASSERT_TRUE(HubService(*store, clock, random).begin(u"Test council"_s));
    const auto rowOf = [](const RecordId &id, const QString &state, qint64 rev, const QByteArray &frozen) {
        return RecordRow { id, u"form"_s, u"f"_s, state, rev, rev, 0, "hash", "body", frozen };
    };
    const RecordId one(QUuid::createUuid()), other(QUuid::createUuid());
    {
        auto transaction = store->begin();
        HubTransaction &t = **transaction;
        for (qint64 rev = 1; rev <= 3; ++rev) {
            ASSERT_TRUE(t.setRecord(rowOf(one, u"draft"_s, rev, "words")));
            ASSERT_TRUE(t.setEntry({ u"user:a"_s, one, rev, true }));
            ASSERT_TRUE(t.setEntry({ u"team:ünï"_s, one, rev, rev < 3 }));
        }
        ASSERT_TRUE(t.setRecord(rowOf(other, u"completed"_s, 1, QByteArray())));
        ASSERT_TRUE(t.setScope(u"user:a"_s, { 1, "old" }));
        ASSERT_TRUE(t.setScope(u"user:a"_s, { 2, QByteArray("\0new", 4) }));
        EXPECT_EQ((*t.record(one))->rev, 3) << "read before it was sent";
        ASSERT_TRUE(t.commit());
    }
    {
        const auto snapshot = store->snapshot();
        EXPECT_EQ((*(*snapshot)->record(one))->rev, 3);
        EXPECT_EQ((*snapshot)->entriesOf(one)->size(), 2);
        EXPECT_EQ((*snapshot)->entriesAfter(u"team:ünï"_s, 0, 9)->first(), (Entry { u"team:ünï"_s, one, 3, false }));
        EXPECT_EQ((*snapshot)->scope(u"user:a"_s)->digest, QByteArray("\0new", 4));
    }
    auto transaction = store->begin();
    HubTransaction &t = **transaction;
    ASSERT_TRUE(t.mark());
    ASSERT_TRUE(t.setRecord(rowOf(one, u"completed"_s, 4, "words")));
    ASSERT_TRUE(t.setScope(u"user:a"_s, { 9, "undone" }));
    static_cast<void>(t.setRecord(rowOf(one, u"completed"_s, 5, "other words")));   // the guard speaks when it hears of it
    const auto kept = t.keepSinceMark();
    ASSERT_FALSE(kept) << "completed answers never change, also not in one breath";
    EXPECT_EQ(kept.error().code, ErrorCode::NotAllowed);
    ASSERT_TRUE(t.undoToMark());
    ASSERT_TRUE(t.commit());
    transaction = Error { ErrorCode::Cancelled, {} };
    const auto snapshot = store->snapshot();
    EXPECT_EQ((*(*snapshot)->record(one))->rev, 3);
    EXPECT_EQ((*snapshot)->scope(u"user:a"_s)->count, 2);
}

/// Of a group in one transaction, the one whose write the database refuses takes nothing of the others with it, whenever that is heard.
TEST_F(PostgresStoreTest, AWriteThatIsRefusedUndoesItsOwnRequestAlone)
{
    const auto store = openStore();
    HandClock clock;
    CountingRandom random;
    ASSERT_TRUE(HubService(*store, clock, random).begin(u"Test council"_s));
    const auto logged = [](qint64 seq) {
        return LoggedOperation { seq,
                                 OperationId(QUuid::createUuid()),
                                 StreamId(QUuid::createUuid()),
                                 PersonId(u"a"_s),
                                 RecordId(QUuid::createUuid()),
                                 u"create"_s,
                                 0,
                                 0,
                                 "b",
                                 chainStart() };
    };
    auto transaction = store->begin();
    HubTransaction &t = **transaction;
    int refused = 0;
    for (const qint64 seq : { 1, 1, 2 }) {   // the second is refused
        ASSERT_TRUE(t.mark());
        ASSERT_TRUE(t.appendOperation(logged(seq)));
        ASSERT_TRUE(t.appendOutcome({ seq, seq, u"applied"_s, {} }));
        const auto kept = t.keepSinceMark();
        if (!kept) {
            ++refused;
            EXPECT_EQ(kept.error().code, ErrorCode::AlreadyExists);
            ASSERT_TRUE(t.undoToMark());
        }
    }
    EXPECT_EQ(refused, 1);
    ASSERT_TRUE(t.commit());
    transaction = Error { ErrorCode::Cancelled, {} };
    const auto snapshot = store->snapshot();
    EXPECT_TRUE(*(*snapshot)->operationAt(1));
    EXPECT_TRUE(*(*snapshot)->operationAt(2));
    EXPECT_EQ((*snapshot)->outcomesOf(1)->size(), 1);
}

TEST_F(PostgresStoreTest, TheGuardsOfTheLogAreTheDatabasesOwn)
{
    const auto store = openStore();
    EXPECT_EQ(*store->integrityCheck(), u"ok"_s);
    administer("INSERT INTO op VALUES (1, 'i', 's', 'p', 'r', 'k', 0, 0, 'b', 'c'); INSERT INTO outcome VALUES (1, 1, 'applied', '')");
    administer("INSERT INTO record VALUES ('i', 'form', 'f', 'completed', 1, 1, 0, 'h', 'frozen', 'b')");
    administer(
        "INSERT INTO file VALUES ('s', 'p', 1, 'm', 0, 1); INSERT INTO file_chunk VALUES ('s', 'p', 0, 'b'); INSERT INTO file_store VALUES (1, 'database', 0); "
        "INSERT INTO file_naming VALUES ('s', 'i', 'p'); INSERT INTO file VALUES ('unnamed', 'p', 1, 'm', 0, 1); "
        "INSERT INTO erasure VALUES ('e', 1, 1); INSERT INTO erased_record VALUES ('other', 'form', 'h', 'e'); "
        "INSERT INTO erased_operation VALUES ('other', 'd', 'e'); "
        "INSERT INTO audit VALUES (1, 1, 'l', 'c'); INSERT INTO audit_head VALUES (1, 1, 'e', 1, 'c', 1, 'c', 's')");
    for (const char *forbidden : { "UPDATE op SET kind = 'x'",
                                   "DELETE FROM op",
                                   "TRUNCATE op",
                                   "UPDATE outcome SET name = 'x'",
                                   "DELETE FROM outcome",
                                   "DELETE FROM record",
                                   "UPDATE record SET frozen = 'other'",
                                   "UPDATE record SET state = 'draft'",
                                   "UPDATE file_chunk SET bytes = 'x'",
                                   "DELETE FROM file_chunk",
                                   "DELETE FROM file",
                                   "DELETE FROM file_store",
                                   "TRUNCATE file_store",
                                   "UPDATE audit SET line = 'x'",
                                   "DELETE FROM audit",
                                   "TRUNCATE audit",
                                   "UPDATE audit_head SET signature = 'x'",
                                   "DELETE FROM audit_head",
                                   "TRUNCATE audit_head",
                                   "UPDATE op SET body = '', digest = 'd'",
                                   "UPDATE outcome SET fields = ''",
                                   "DELETE FROM file WHERE sha = 'unnamed'",
                                   "DELETE FROM file_naming",
                                   "TRUNCATE file_naming",
                                   "UPDATE erasure SET at_ms = 2",
                                   "DELETE FROM erasure",
                                   "TRUNCATE erasure",
                                   "UPDATE erased_record SET type = 'x'",
                                   "DELETE FROM erased_record",
                                   "TRUNCATE erased_record",
                                   "UPDATE erased_operation SET digest = 'x'",
                                   "DELETE FROM erased_operation",
                                   "TRUNCATE erased_operation" }) {
        const auto done = cluster.connect(schema)->execute(forbidden);
        ASSERT_FALSE(done) << forbidden;
        EXPECT_EQ(done.error().code, ErrorCode::NotAllowed) << forbidden;
    }
    administer("UPDATE record SET rev = 2");   // what is allowed
    // What an erasure names goes, by its digest alone; another record's file stays, and so does what it has in common with it.
    administer("INSERT INTO erased_operation VALUES ('i', 'd', 'e'); INSERT INTO erased_record VALUES ('i', 'form', 'h', 'e'); "
               "INSERT INTO file_naming VALUES ('shared', 'i', 'p'), ('shared', 'another', 'p'); INSERT INTO file VALUES ('shared', 'p', 1, 'm', 0, 1)");
    for (const char *forbidden :
         { "UPDATE op SET body = '', digest = 'x'", "UPDATE op SET body = 'x', digest = 'd'", "UPDATE op SET body = '', digest = 'd', seq = 2",
           "DELETE FROM file WHERE sha = 'shared'", "DELETE FROM file_naming WHERE record_id = 'another'" })
        EXPECT_FALSE(cluster.connect(schema)->execute(forbidden)) << forbidden;
    administer("UPDATE op SET body = '', digest = 'd'; UPDATE outcome SET fields = ''; DELETE FROM file_chunk; DELETE FROM file WHERE sha = 's'; "
               "DELETE FROM file_naming WHERE record_id = 'i'; DELETE FROM record");
    // Each one there is, is looked for.
    const auto db = cluster.connect(schema);
    QList<QPair<QString, QString>> triggers;
    ASSERT_TRUE(db->each("SELECT relname::text, tgname::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                         "WHERE relnamespace = quote_ident(current_schema())::regnamespace",
                         [&triggers](const PostgresRow &row) {
                             triggers.append({ row.text(0), row.text(1) });
                         }));
    EXPECT_EQ(triggers.size(), 33);
    for (const auto &[table, trigger] : std::as_const(triggers)) {
        ASSERT_TRUE(db->execute(u"ALTER TABLE %1 DISABLE TRIGGER %2"_s.arg(table, trigger).toStdString()));
        EXPECT_TRUE(store->integrityCheck()->contains(u"%1.%2 "_s.arg(table, trigger))) << qPrintable(*store->integrityCheck());
        ASSERT_TRUE(db->execute(u"ALTER TABLE %1 ENABLE TRIGGER %2"_s.arg(table, trigger).toStdString()));
    }
    EXPECT_EQ(*store->integrityCheck(), u"ok"_s);
    // One of that name on another table guards nothing.
    administer("DROP TRIGGER op_no_delete ON op; CREATE TRIGGER op_no_delete BEFORE DELETE ON stream FOR EACH ROW EXECUTE FUNCTION refuse('x')");
    EXPECT_TRUE(store->integrityCheck()->contains(u"op.op_no_delete"_s));
}

/// A restore waits for who still writes, also for a hub whose presence was lost; who comes after it finds that the records are others.
TEST_F(PostgresStoreTest, ARestoreWaitsForWhoWritesAndWhoComesAfterItIsTold)
{
    const auto store = openStore();
    HandClock clock;
    CountingRandom random;
    HubService service(*store, clock, random);
    ASSERT_TRUE(service.begin(u"Test council"_s));
    QTemporaryDir folder;
    const DatabaseKey key = DatabaseKey::random();
    const QString backup = folder.filePath(u"backup.db"_s);
    ASSERT_TRUE(store->copyTo(backup, key));

    auto late = store->begin();
    ASSERT_TRUE(late);
    HubState state = *(*late)->state();
    state.seq = 5;
    ASSERT_TRUE((*late)->setState(state));
    auto restored = std::async(std::launch::async, [&] { return putInPlace(backup, key, { cluster.conninfo(schema) }); });
    const auto admin = cluster.connect(schema);
    const auto waits = [&] { return admin->integer("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted")->value_or(0) == 1; };
    for (int i = 0; i < 400 && !waits(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));   // it reads the backup on a thread of its own
    EXPECT_TRUE(waits());
    EXPECT_TRUE((*late)->commit());
    late = Error { ErrorCode::Cancelled, {} };
    const auto aside = restored.get();
    ASSERT_TRUE(aside) << qPrintable(aside.error().detail);
    EXPECT_EQ(admin->integer("SELECT seq FROM " + aside->toStdString() + ".council")->value_or(0), 5) << "what was answered is kept beside";

    EXPECT_FALSE(store->hasMoved());
    const auto after = store->begin();
    EXPECT_FALSE(after) << "an old connection came into the new records";
    EXPECT_TRUE(store->hasMoved());
}

TEST_F(PostgresStoreTest, TheSchemasNameMayNeedQuotes)
{
    administer("CREATE SCHEMA \"Council A\"");
    PostgresHubOptions options;
    options.target = { cluster.conninfo(u"public"_s).replace(u"options=-csearch_path=public"_s, uR"(options='-csearch_path="Council\\ A"')"_s) };
    options.mayCreate = true;
    const auto store = PostgresHubStore::open(options);
    ASSERT_TRUE(store) << qPrintable(store.error().detail);
    HandClock clock;
    CountingRandom random;
    EXPECT_TRUE(HubService(**store, clock, random).begin(u"Test council"_s));
    EXPECT_EQ(*(*store)->integrityCheck(), u"ok"_s);
    EXPECT_EQ(*cluster.connect(u"public"_s)->integer("SELECT seq FROM \"Council A\".council"), 0);
    QTemporaryDir folder;
    const DatabaseKey key = DatabaseKey::random();
    ASSERT_TRUE((*store)->copyTo(folder.filePath(u"backup.db"_s), key));
    const auto restored = putInPlace(folder.filePath(u"backup.db"_s), key, options.target);
    EXPECT_TRUE(restored) << qPrintable(restored.error().detail);
    administer("DROP SCHEMA \"Council A\" CASCADE");
}

/// While the server is away nobody waits in line to find that out.
TEST(PostgresAway, IsAskedAfterByOneAtATimeAndFoundAgain)
{
    support::PostgresCluster own;
    const QString schema = own.newSchema();
    PostgresHubOptions options;
    options.target = { own.conninfo(schema) };
    options.mayCreate = true;
    options.connectWait = std::chrono::milliseconds(1500);
    const auto store = PostgresHubStore::open(options).value();
    own.hang();
    ASSERT_FALSE(store->snapshot()) << "planted: nobody lets it in";
    std::atomic<int> failed = 0;
    const auto begin = std::chrono::steady_clock::now();
    std::thread asking([&] { failed += store->snapshot() ? 0 : 1; });
    for (int i = 0; i < 200; ++i)
        failed += store->snapshot() ? 0 : 1;
    const auto took = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(took, std::chrono::milliseconds(200 * 1500 / 20)) << "they waited one after another";
    own.goOn();
    asking.join();
    EXPECT_EQ(failed, 201);
    bool isBack = false;
    for (int i = 0; i < 500 && !isBack; ++i) {
        isBack = store->snapshot().hasValue();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));   // it is asked again in a moment
    }
    EXPECT_TRUE(isBack);
}

/// The server is not left with statements of which this side has forgotten the names.
TEST_F(PostgresStoreTest, AFailedPipelineLeavesNoStatementsBehind)
{
    const auto db = cluster.connect(schema);
    ASSERT_TRUE(db->execute("CREATE TABLE probe (n BIGINT PRIMARY KEY)"));
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(db->execute("BEGIN"));
        ASSERT_TRUE(db->send("INSERT INTO probe VALUES (?1)", 1));
        ASSERT_TRUE(db->send("INSERT INTO probe VALUES (?1) ", 1));
        EXPECT_FALSE(db->settle());
        db->rollBack();
    }
    EXPECT_EQ(db->integer("SELECT count(*) FROM pg_prepared_statements")->value_or(0), 1) << "the one that asks";
    ASSERT_TRUE(db->execute("BEGIN"));
    ASSERT_TRUE(db->send("INSERT INTO probe VALUES (?1)", 2)) << "and it goes on";
    EXPECT_TRUE(db->commit());
}

TEST_F(PostgresStoreTest, WordsOfAnyLengthHaveAPlaceInEveryIndex)
{
    const auto store = openStore();
    auto transaction = store->begin();
    QString words;   // 40,000 characters that do not pack
    CountingRandom random;
    while (words.size() < 40'000)
        words += QString::fromLatin1(random.bytes(32).toHex());
    ASSERT_TRUE((*transaction)->park(words, 1));
    ASSERT_TRUE((*transaction)->park(words, 1)) << "once, however often";
    ASSERT_TRUE((*transaction)->openConflict({ RecordId(QUuid::createUuid()), words, 1 }));
    ASSERT_TRUE((*transaction)->commit());
    EXPECT_EQ((*store->snapshot())->parkedFor(words)->size(), 1);
}

TEST_F(PostgresStoreTest, HubsThatStartTogetherMakeTheSchemaOnce)
{
    std::atomic<int> opened = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&] {
            PostgresHubOptions options;
            options.target = { cluster.conninfo(schema) };
            options.mayCreate = true;
            const auto store = PostgresHubStore::open(options);
            opened += store ? 1 : 0;
            EXPECT_TRUE(store) << qPrintable(store.error().detail);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(opened, 6);
    EXPECT_EQ(*postgresSchemaVersion(*cluster.connect(schema)), hubMigrations().size());
}

/// Edge case 18: a hub that knows less than wrote the records stands aside.
TEST_F(PostgresStoreTest, AHubOfAnOlderVersionIsRefused)
{
    EXPECT_EQ(refusal(), QString());
    administer("UPDATE schema_version SET version = version + 1");
    EXPECT_TRUE(refusal().contains(u"newer Sightline"_s)) << qPrintable(refusal());
}

TEST(PostgresMigrations, HaveATwinForEachOfSqlites)
{
    const auto sqlite = hubMigrations();
    const auto postgres = postgresHubMigrations();
    ASSERT_EQ(sqlite.size(), postgres.size());
    for (qsizetype i = 0; i < sqlite.size(); ++i)
        EXPECT_EQ(sqlite[i].name, postgres[i].name);
}

/// Every column of every table is copied, or a backup would lack what the next schema adds.
TEST_F(PostgresStoreTest, ACopyMissesNoColumn)
{
    const auto store = openStore();
    QMap<QString, QStringList> present, copied;
    ASSERT_TRUE(cluster.connect(schema)->each(
        "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = ?1",
        [&present](const PostgresRow &row) { present[row.text(0)].append(row.text(1)); }, schema));
    // What is PostgreSQL's alone.
    EXPECT_FALSE(present.take(u"schema_version"_s).isEmpty());
    EXPECT_FALSE(present.take(u"home"_s).isEmpty());
    for (const CopiedTable &table : copiedTables()) {
        for (const CopiedTable::Column &column : table.columns)
            copied[QString::fromLatin1(table.name)].append(QString::fromLatin1(column.name));
    }
    for (auto &columns : present)
        columns.sort();
    for (auto &columns : copied)
        columns.sort();
    EXPECT_EQ(present, copied);
}

/// As QueryPlans does for SQLite: with whole tables made dear, a plan that reads one has no index to take.
TEST_F(PostgresStoreTest, NothingOnTheWayOfAPushOrPullReadsAWholeTable)
{
    const auto store = openStore();
    const auto db = cluster.connect(schema);
    ASSERT_TRUE(db->execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan"));
    static const QRegularExpression parameter(u"\\?([1-9])"_s);
    static const QStringList mayScan { u"council"_s, u"installation"_s, u"enrolment"_s };   // one row or a few
    const auto planOf = [&](QString sql) {
        int parameters = 0;
        for (auto it = parameter.globalMatch(sql); it.hasNext();)
            parameters = std::max(parameters, it.next().captured(1).toInt());
        sql.replace(parameter, u"$\\1"_s);
        QStringList nothing(parameters, u"NULL"_s);
        const QString call = parameters > 0 ? u"(%1)"_s.arg(nothing.join(u", "_s)) : QString();
        EXPECT_TRUE(db->execute((u"PREPARE asked AS "_s + sql).toStdString())) << qPrintable(sql);
        QString plan;
        EXPECT_TRUE(db->each((u"EXPLAIN EXECUTE asked"_s + call).toStdString(), [&plan](const PostgresRow &row) { plan += row.text(0) + u'\n'; }));
        EXPECT_TRUE(db->execute("DEALLOCATE asked"));
        return plan;
    };
    int examined = 0;
    for (const QString &sql : support::statementsOfTheStore(QStringLiteral(SIGHTLINE_SOURCE_DIR))) {
        const QString plan = planOf(sql);
        ++examined;
        const bool isCount = sql.startsWith(u"SELECT COUNT(*)"_s);   // now and then, for whoever watches over the hub
        const bool allowed =
            isCount || std::any_of(mayScan.cbegin(), mayScan.cend(), [&plan](const QString &name) { return plan.contains(u"Seq Scan on "_s + name); });
        EXPECT_TRUE(!plan.contains(u"Seq Scan"_s) || allowed) << qPrintable(sql + u'\n' + plan);
    }
    EXPECT_GE(examined, 24);
    for (const char *sql :
         { "SELECT op_id FROM op WHERE op_id = ANY(ARRAY(SELECT substr(?1::bytea, 16 * n + 1, 16) FROM generate_series(0, length(?1::bytea) / 16 - 1) AS n))",
           "SELECT what FROM parked WHERE what = ANY(string_to_array(?1, ' '))" }) {   // as expect() asks
        const QString plan = planOf(QString::fromLatin1(sql));
        EXPECT_FALSE(plan.contains(u"Seq Scan"_s)) << qPrintable(plan);
    }
    EXPECT_TRUE(planOf(u"SELECT seq FROM entry WHERE present = 1"_s).contains(u"Seq Scan"_s)) << "planted: a scan is noticed";
    std::printf("query plans of PostgreSQL: %d statements examined\n", examined);
}

TEST(PostgresNotices, SayWhatWasCommittedOrEverybody)
{
    const Commit small { 42, { u"team:north"_s, u"user:a"_s }, false };
    EXPECT_EQ(noticeText(small), QByteArray("42 team:north user:a"));
    EXPECT_EQ(noticeFromText("42 team:north user:a")->scopes, small.scopes);
    EXPECT_TRUE(noticeFromText("42 *")->everybody);
    Commit large { 43, {}, false };
    for (int i = 0; i < 2000; ++i)
        large.scopes.insert(u"user:practitioner-%1"_s.arg(i));
    EXPECT_EQ(noticeText(large), QByteArray("43 *"));
    for (const char *wrong : { "", "x", "-1 a", "0" })
        EXPECT_FALSE(noticeFromText(wrong)) << wrong;
}
