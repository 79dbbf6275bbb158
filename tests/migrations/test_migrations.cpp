#include "core/base/digest.h"
#include "core/commands/export_unsent.h"
#include "core/packs/council/demo_council.h"
#include "core/sqlite/migrator.h"
#include "core/store/schema.h"
#include "core/store/store_directory.h"
#include "sync/client/exchange.h"
#include "sync/hub/auth/hub_keys.h"
#include "sync/hub/ops/seed.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/migrations/unsent_work.h"
#include "tests/support/loopback_transport.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gtest/gtest.h>

/// Stores as released programs left them, each with work the hub has not had (decisions 19). The files in stores/ are copied,
/// never changed: stores/schema-N was made by the programs of schema N (make-store), and says in unsent.json what it holds.
using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QString sources = QStringLiteral(SIGHTLINE_SOURCE_DIR "/tests/migrations/stores");

/// Numbers of the schemas there is a store of.
QList<int> schemas()
{
    QList<int> numbers;
    for (const QString &name : QDir(sources).entryList({ u"schema-*"_s }, QDir::Dirs))
        numbers.append(name.section(u'-', 1).toInt());
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

/// A copy of the store of one schema, and what it must never lose.
class OldStore {
public:
    explicit OldStore(int schema)
    {
        const QDir from(sources + u"/schema-%1"_s.arg(schema));
        for (const QString &name : from.entryList(QDir::Files)) {
            EXPECT_TRUE(QFile::copy(from.filePath(name), m_folder.filePath(name)));
            QFile::setPermissions(m_folder.filePath(name), QFile::ReadOwner | QFile::WriteOwner);
        }
        QFile file(m_folder.filePath(u"unsent.json"_s));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        const auto read = parseJson(file.readAll());
        EXPECT_TRUE(read);
        expected = read ? *read : Json();
        EXPECT_EQ(expected[u"schema"_s].toInteger(), schema);
        EXPECT_GE(expected[u"operations"_s].toArray().size(), 3);
        EXPECT_GE(expected[u"drafts"_s].toArray().size(), 1);
    }

    [[nodiscard]] QString path() const { return m_path; }
    /// Takes what lies in @p folder for the store from now on.
    void lieIn(const QString &folder) { m_path = folder; }
    [[nodiscard]] Result<std::unique_ptr<Store>> open()
    {
        return StoreDirectory(path()).open({ SecretBytes::copyOf(migrations::passphrase()), nullptr, {} }, clock, random);
    }

    Json expected;
    SystemClock clock;
    SodiumRandom random;

private:
    QTemporaryDir m_folder;
    QString m_path = m_folder.path();
};

QStringList lostIn(const OldStore &old, Connection &db)
{
    const auto present = migrations::unsentWork(db);
    return present ? migrations::lostWork(old.expected, *present) : QStringList { present.error().detail };
}

/// A hub of the same council, new and empty: what a council that has lost its hub sets up.
class NewHub {
public:
    NewHub()
    {
        store = std::move(hub::SqliteHubStore::open({ .path = u":memory:"_s })).value();
        service = std::make_unique<hub::HubService>(*store, clock, random);
        EXPECT_TRUE(service->begin(u"The same council"_s));
        EXPECT_TRUE(service->publish(hub::councilPublications(demoCouncil())));
        EXPECT_TRUE(service->publish(hub::formPublications()));
    }

    SystemClock clock;
    SodiumRandom random;
    std::unique_ptr<hub::SqliteHubStore> store;
    std::unique_ptr<hub::HubService> service;
};

} // namespace

TEST(Migrations, ThereIsAStoreOfEveryReleasedSchemaAndOfAnOlderOne)
{
    QFile file(QStringLiteral(SIGHTLINE_SOURCE_DIR "/tests/laws/migrations.txt"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    static const QRegularExpression released(u"core/store/migrations/(\\d{4})_"_s);
    auto match = released.globalMatch(QString::fromUtf8(file.readAll()));
    while (match.hasNext()) {
        const int number = match.next().captured(1).toInt();
        EXPECT_TRUE(schemas().contains(number)) << "schema " << number << " was released; its store is made once, by its programs: tests/migrations/make-store";
    }
    ASSERT_FALSE(schemas().isEmpty());
    EXPECT_LE(schemas().last(), storeMigrations().size());
    if (storeMigrations().size() > 1) {
        EXPECT_LT(schemas().first(), storeMigrations().size()) << "no migration is tested";
    }
}

TEST(Migrations, LoseNoUnsentWorkOfAnySchema)
{
    for (const int schema : schemas()) {
        SCOPED_TRACE(schema);
        OldStore old(schema);
        {
            const auto db = migrations::openAsItIs(old.path());
            ASSERT_TRUE(db) << db.error().detail.toStdString();
            EXPECT_EQ(schemaVersion(**db).value(), schema) << "the file in stores/ has been changed";
            EXPECT_EQ(lostIn(old, **db), QStringList()) << "before any migration";
        }
        const auto store = old.open();
        ASSERT_TRUE(store) << store.error().detail.toStdString();
        EXPECT_EQ(schemaVersion((*store)->db()).value(), storeMigrations().size());
        EXPECT_EQ((*store)->db().integrityCheck().value(), u"ok"_s);
        EXPECT_EQ(lostIn(old, (*store)->db()), QStringList());
        // And as the program reads it, not only as the tables hold it.
        const auto unsent = (*store)->outbox().all(true);
        ASSERT_TRUE(unsent) << unsent.error().detail.toStdString();
        EXPECT_EQ(unsent->size(), old.expected[u"operations"_s].toArray().size());
        const auto drafts = (*store)->drafts().list();
        ASSERT_TRUE(drafts) << drafts.error().detail.toStdString();
        ASSERT_EQ(drafts->size(), 1);
        EXPECT_EQ(drafts->first().body.answers.value(u"story"_s).toString(), u"Half a visit, not yet signed."_s);
        std::printf("schema %d: opened as schema %lld with %lld operations and %lld drafts the hub has not had\n", schema,
                    static_cast<long long>(storeMigrations().size()), static_cast<long long>(unsent->size()), static_cast<long long>(drafts->size()));
    }
}

/// The planted presence: migrations that lose work, as somebody might write one, are caught by the same check.
TEST(Migrations, AMigrationThatLosesWorkIsCaught)
{
    const QList<std::string_view> bad {
        "DROP TRIGGER outbox_unanswered_stays; DELETE FROM outbox WHERE n = (SELECT max(n) FROM outbox);",
        "DROP TRIGGER outbox_body_immutable; UPDATE outbox_body SET op = CAST(replace(CAST(op AS TEXT), 'mornings', 'evenings') AS BLOB);",
        "DROP TRIGGER outbox_body_stays; DELETE FROM outbox_body WHERE n = (SELECT max(n) FROM outbox);",
        "DROP TRIGGER outbox_body_immutable; DROP TRIGGER outbox_body_stays; UPDATE outbox_body SET n = -n;",
        "DELETE FROM draft;",
        "UPDATE draft SET focus = 'another';",
        "UPDATE outbox SET ack_seq = 1;",
    };
    for (const std::string_view sql : bad) {
        OldStore old(schemas().first());
        const auto db = migrations::openAsItIs(old.path());
        ASSERT_TRUE(db);
        ASSERT_TRUE(migrate(**db, storeMigrations()));
        QList<Migration> withBad = storeMigrations();
        withBad.append({ static_cast<int>(withBad.size()) + 1, u"9999_planted.sql"_s, sql });
        const auto done = migrate(**db, withBad);
        ASSERT_TRUE(done) << done.error().detail.toStdString();
        EXPECT_FALSE(lostIn(old, **db).isEmpty()) << sql;
    }
}

TEST(Migrations, UnsentWorkOfAnySchemaIsExportedForTheHub)
{
    for (const int schema : schemas()) {
        SCOPED_TRACE(schema);
        OldStore old(schema);
        const auto store = old.open();
        ASSERT_TRUE(store) << store.error().detail.toStdString();
        const auto exported = exportUnsent(**store);
        ASSERT_TRUE(exported) << exported.error().detail.toStdString();
        const auto keys = hub::HubKeys::load(old.path() + u"/hub.key"_s);
        ASSERT_TRUE(keys) << keys.error().detail.toStdString();
        const auto opened = keys->openSealed(exported->sealed);
        ASSERT_TRUE(opened) << opened.error().detail.toStdString();
        const auto content = parseJson(*opened, { 64LL * 1024 * 1024 });
        ASSERT_TRUE(content);
        QStringList sealed;
        for (const Json &operation : (*content)[u"operations"_s].toArray())
            sealed.append(toHex(sha256(writeJson(operation))));
        QStringList wanted;
        for (const Json &operation : old.expected[u"operations"_s].toArray())
            wanted.append(operation[u"sha256"_s].toString());
        EXPECT_EQ(sealed, wanted) << "word for word, in order of making";
        EXPECT_EQ((*content)[u"drafts"_s].toArray().size(), old.expected[u"drafts"_s].toArray().size());
    }
}

/// A version that was ever published stays so: a council's hub still has those the device writes with.
void publishFormsOf(Store &store, hub::HubService &service)
{
    const auto rows = store.view().ofType(RecordType::FormDefinition);
    ASSERT_TRUE(rows && !rows->isEmpty());
    for (const ViewRow &row : *rows) {
        const auto body = store.view().body(row.id);
        ASSERT_TRUE(body && *body);
        ASSERT_TRUE(service.publish({ { row.id, **body } }));
    }
}

/// Whatever waits in @p store goes to @p hub.
void sendAll(Store &store, NewHub &hub, RandomSource &random)
{
    const auto enrolment = store.meta().enrolment();
    ASSERT_TRUE(enrolment) << enrolment.error().detail.toStdString();
    ASSERT_NO_FATAL_FAILURE(publishFormsOf(store, *hub.service));
    support::LoopbackTransport transport(*hub.service, { enrolment->installation, enrolment->person });
    sync::OwnStore own(store);
    const auto report = sync::syncOnce(own, transport, random);
    ASSERT_TRUE(report) << report.error().detail.toStdString();
    EXPECT_EQ(store.outbox().counts()->operationsToSend, 0);
}

TEST(Migrations, UnsentWorkOfAnySchemaReachesAHub)
{
    for (const int schema : schemas()) {
        SCOPED_TRACE(schema);
        OldStore old(schema);
        const auto store = old.open();
        ASSERT_TRUE(store) << store.error().detail.toStdString();
        const auto unsent = (*store)->outbox().all(true);
        ASSERT_TRUE(unsent);
        NewHub newHub;
        ASSERT_NO_FATAL_FAILURE(sendAll(**store, newHub, old.random));
        const auto snapshot = newHub.store->snapshot();
        ASSERT_TRUE(snapshot);
        int created = 0;
        for (const OutboxEntry &entry : *unsent) {
            if (entry.operation.kind != OperationKind::Create)
                continue;
            const auto record = (*snapshot)->record(entry.operation.record);
            ASSERT_TRUE(record);
            EXPECT_TRUE(record->has_value()) << "a record did not arrive";
            ++created;
        }
        EXPECT_GE(created, 3);
        EXPECT_EQ((*store)->drafts().count().value(), 1) << "a draft stays its author's";
    }
}

namespace {

/// Every file of @p folder but the lock, and what is in it.
QMap<QString, QByteArray> filesOf(const QString &folder)
{
    QMap<QString, QByteArray> files;
    for (const QString &name : QDir(folder).entryList(QDir::Files)) {
        QFile file(QDir(folder).filePath(name));
        const bool isLock = name.startsWith(u"lock"_s), isIndexOfTheWal = name.endsWith(u"-shm"_s);   // both are made anew by every opening
        if (!isLock && !isIndexOfTheWal && file.open(QIODevice::ReadOnly))
            files.insert(name, file.readAll());
    }
    return files;
}

/// Names of files that are not as @p before, or were not there.
QStringList changedIn(const QString &folder, const QMap<QString, QByteArray> &before)
{
    const auto now = filesOf(folder);
    QStringList changed;
    for (const QString &name : QSet<QString>(now.keyBegin(), now.keyEnd()) + QSet<QString>(before.keyBegin(), before.keyEnd())) {
        if (now.value(name) != before.value(name) || now.contains(name) != before.contains(name))
            changed.append(name);
    }
    return changed;
}

/// What a program of tomorrow adds: this one does not know it.
QList<Migration> ofTomorrow()
{
    QList<Migration> migrations = storeMigrations();
    migrations.append({ static_cast<int>(migrations.size()) + 1, u"9999_tomorrow.sql"_s, "CREATE TABLE tomorrow (n INTEGER PRIMARY KEY) STRICT;" });
    return migrations;
}

} // namespace

// PROTOCOL.md, 73. The program of tomorrow is this one with a migration more; updated again, it goes on with the store.
TEST(Migrations, ADowngradedProgramChangesNothingAndTheFullOutboxIsSentAfterTheUpgrade)
{
    constexpr int written = 250;   // more than one push takes
    for (const bool wasKilled : { false, true }) {
        SCOPED_TRACE(wasKilled ? "killed, its last work in the WAL" : "ended cleanly");
        OldStore old(schemas().last());
        QTemporaryDir left;
        QSet<RecordId> records;
        {
            const auto store = old.open();
            ASSERT_TRUE(store) << store.error().detail.toStdString();
            const auto enrolment = (*store)->meta().enrolment();
            ASSERT_TRUE(enrolment);
            ASSERT_TRUE(migrate((*store)->db(), ofTomorrow()));
            for (int i = 0; i < written; ++i) {
                Operation operation { .id = newId<OperationId>(old.clock, old.random), .record = newId<RecordId>(old.clock, old.random) };
                operation.kind = OperationKind::Create;
                operation.kindName = operationKindName(operation.kind);
                operation.atMs = old.clock.now().msSinceEpoch;
                operation.head = RecordBody {};
                operation.head->type = RecordType::Form;
                operation.head->state = RecordState::Completed;
                operation.head->author = enrolment->person;
                operation.head->answers.insert(u"said"_s, u"written by the program of tomorrow, %1"_s.arg(i));
                ASSERT_TRUE((*store)->transact([&] { return (*store)->outbox().append(operation); }));
                records.insert(operation.record);
            }
            if (wasKilled) {   // what lies there now is what a kill leaves
                const auto present = filesOf(old.path());
                for (auto it = present.cbegin(); it != present.cend(); ++it) {
                    QFile file(left.filePath(it.key()));
                    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write(it.value()) == it.value().size());
                }
                ASSERT_GT(QFileInfo(left.filePath(u"store.db-wal"_s)).size(), 0);
                old.lieIn(left.path());
            }
        }
        const auto before = filesOf(old.path());
        EXPECT_EQ(before.contains(u"store.db-wal"_s), wasKilled);
        const auto refused = old.open();
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::UnsupportedVersion);
        EXPECT_TRUE(refused.error().detail.contains(u"newer Sightline"_s)) << refused.error().detail.toStdString();
        EXPECT_EQ(refused.error().detail.count(u'\n'), 0);
        EXPECT_EQ(changedIn(old.path(), before), QStringList()) << "not a byte of it is changed";

        // Updated again: that program knows the schema, which this test says by its number.
        {
            const auto db = migrations::openAsItIs(old.path());
            ASSERT_TRUE(db) << db.error().detail.toStdString();
            EXPECT_EQ(migrate(**db, ofTomorrow()).value(), 0) << "it has nothing to do";
            ASSERT_TRUE((*db)->execute("PRAGMA user_version = " + std::to_string(storeMigrations().size())));
        }
        EXPECT_TRUE(changedIn(old.path(), before).contains(u"store.db"_s)) << "a change of a byte is not noticed";
        const auto store = old.open();
        ASSERT_TRUE(store) << store.error().detail.toStdString();
        const qint64 unsent = (*store)->outbox().counts()->operationsToSend;
        EXPECT_EQ(unsent, written + old.expected[u"operations"_s].toArray().size());
        NewHub newHub;
        ASSERT_NO_FATAL_FAILURE(sendAll(**store, newHub, old.random));
        const auto snapshot = newHub.store->snapshot();
        ASSERT_TRUE(snapshot);
        for (const RecordId &record : std::as_const(records))
            EXPECT_TRUE((*snapshot)->record(record)->has_value()) << "a record did not arrive";
        std::printf("%s: refused, %lld files unchanged, then %lld operations sent\n", wasKilled ? "killed" : "ended", static_cast<long long>(before.size()),
                    static_cast<long long>(unsent));
    }
}
