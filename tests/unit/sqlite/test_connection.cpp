#include "core/sqlite/connection.h"
#include "core/sqlite/transaction.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

constexpr char canary[] = "The heron waited by the mill until the frost had gone";

class ConnectionTest : public ::testing::Test {
protected:
    std::unique_ptr<Connection> open(const DatabaseKey *with, OpenMode mode = OpenMode::ReadWriteCreate)
    {
        auto opened = Connection::open({ .path = path(), .key = with, .mode = mode });
        EXPECT_TRUE(opened) << opened.error().detail.toStdString();
        return opened ? std::move(opened).value() : nullptr;
    }
    QString path() const { return folder.filePath(u"t.db"_s); }

    /// Files of the folder whose bytes hold the canary, while the database is still open (so that its WAL counts).
    QStringList filesWithCanary(int *examined) const
    {
        QStringList found;
        for (const QString &name : QDir(folder.path()).entryList(QDir::Files | QDir::Hidden)) {
            QFile file(folder.filePath(name));
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            ++*examined;
            if (file.readAll().contains(canary))
                found.append(name);
        }
        return found;
    }

    QTemporaryDir folder;
    DatabaseKey key = DatabaseKey::random();
};

TEST_F(ConnectionTest, UsesALibraryWithoutTheWalResetBug)
{
    EXPECT_TRUE(databaseLibraryText().startsWith(u"SQLCipher 4."_s)) << databaseLibraryText().toStdString();
    EXPECT_TRUE(databaseLibraryText().contains(u"SQLite 3.5"_s));
}

TEST_F(ConnectionTest, HasTheSettingsThatKeepWork)
{
    const auto db = open(&key);
    EXPECT_EQ(db->integer("PRAGMA synchronous").value(), 3);   // EXTRA
    EXPECT_EQ(db->integer("PRAGMA secure_delete").value(), 1);
    EXPECT_EQ(db->integer("PRAGMA temp_store").value(), 2);    // memory
    ASSERT_TRUE(db->execute("CREATE TABLE t (a TEXT) STRICT"));
    EXPECT_EQ(db->integer("PRAGMA page_size").value(), 8192);
    QString journal;
    ASSERT_TRUE(db->each("PRAGMA journal_mode", [&](const Statement &row) { journal = row.text(0); }));
    EXPECT_EQ(journal, u"wal"_s);
}

TEST_F(ConnectionTest, GivesBackWhatWasBound)
{
    const auto db = open(&key);
    ASSERT_TRUE(db->execute("CREATE TABLE t (i INTEGER, t TEXT, b BLOB, o INTEGER) STRICT"));
    const QString words = u"'; DROP TABLE t; -- Céline 🐦"_s;
    const QByteArray bytes("\0\1\xff", 3);
    EXPECT_EQ(db->run("INSERT INTO t VALUES (?, ?, ?, ?)", qint64 { -7 }, words, bytes, std::optional<qint64>()).value(), 1);
    int rows = 0;
    ASSERT_TRUE(db->each("SELECT i, t, b, o FROM t", [&](const Statement &row) {
        ++rows;
        EXPECT_EQ(row.integer(0), -7);
        EXPECT_EQ(row.text(1), words);
        EXPECT_EQ(row.blob(2), bytes);
        EXPECT_TRUE(row.isNull(3));
    }));
    EXPECT_EQ(rows, 1);
}

TEST_F(ConnectionTest, OneStatementCanRunInsideItself)
{
    const auto db = open(&key);
    ASSERT_TRUE(db->execute("CREATE TABLE t (i INTEGER) STRICT; INSERT INTO t VALUES (1), (2)"));
    int pairs = 0;
    ASSERT_TRUE(
        db->each("SELECT i FROM t", [&](const Statement &) -> Result<void> { return db->each("SELECT i FROM t", [&](const Statement &) { ++pairs; }); }));
    EXPECT_EQ(pairs, 4);
}

TEST_F(ConnectionTest, AWrongKeyIsSaidToBeWrong)
{
    ASSERT_TRUE(open(&key)->execute("CREATE TABLE t (i INTEGER) STRICT"));
    const DatabaseKey other(SecretBytes::random(32), key.salt());
    const auto opened = Connection::open({ .path = path(), .key = &other });
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::WrongKey);
    const auto without = Connection::open({ .path = path() });
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().code, ErrorCode::WrongKey);
    EXPECT_TRUE(open(&key));   // and trying changed nothing
}

TEST_F(ConnectionTest, AFlippedBitIsNoticed)
{
    {
        const auto db = open(&key);
        ASSERT_TRUE(db->execute("CREATE TABLE t (a TEXT) STRICT"));
        for (int i = 0; i < 50; ++i)
            ASSERT_TRUE(db->run("INSERT INTO t VALUES (?)", QString(1000, u'x')));
        ASSERT_TRUE(db->checkpoint());
    }
    int noticed = 0;
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    file.close();
    constexpr int flips = 20;
    for (int i = 0; i < flips; ++i) {
        QByteArray bad = good;
        const qsizetype at = good.size() * i / flips + 100;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bad);
        file.close();
        const auto opened = Connection::open({ .path = path(), .key = &key });
        if (!opened || !(*opened)->each("SELECT a FROM t", [](const Statement &) {}))
            ++noticed;
    }
    EXPECT_EQ(noticed, flips);
}

TEST_F(ConnectionTest, AFullStoreKeepsWhatWasThere)
{
    const auto db = open(&key);
    ASSERT_TRUE(db->execute("CREATE TABLE t (a BLOB) STRICT; INSERT INTO t VALUES (x'01'); PRAGMA max_page_count = 4"));
    auto transaction = Transaction::begin(*db);
    ASSERT_TRUE(transaction);
    const auto written = db->run("INSERT INTO t VALUES (?)", QByteArray(200'000, 'x'));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::StorageFull);
    {
        const auto gone = std::move(*transaction);
    }
    EXPECT_EQ(db->integer("SELECT count(*) FROM t").value(), 1);
    EXPECT_EQ(db->integrityCheck().value(), u"ok"_s);
}

TEST_F(ConnectionTest, ASecondWriterIsToldTheStoreIsLocked)
{
    const auto first = open(&key);
    ASSERT_TRUE(first->execute("CREATE TABLE t (i INTEGER) STRICT"));
    const auto second = open(&key);
    const auto held = Transaction::begin(*first);
    ASSERT_TRUE(held);
    const auto refused = Transaction::begin(*second);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::StorageLocked);
}

TEST_F(ConnectionTest, ATransactionThatIsLeftEarlyLeavesNothing)
{
    const auto db = open(&key);
    ASSERT_TRUE(db->execute("CREATE TABLE t (i INTEGER UNIQUE) STRICT"));
    {
        auto transaction = Transaction::begin(*db);
        ASSERT_TRUE(transaction);
        ASSERT_TRUE(db->run("INSERT INTO t VALUES (1)"));
        const auto twice = db->run("INSERT INTO t VALUES (1)");
        ASSERT_FALSE(twice);
        EXPECT_EQ(twice.error().code, ErrorCode::AlreadyExists);
    }
    EXPECT_EQ(db->integer("SELECT count(*) FROM t").value(), 0);
}

TEST_F(ConnectionTest, NoFileHoldsWrittenWordsUnlessTheBuildIsUnencrypted)
{
    for (const bool isEncrypted : { true, false }) {
        QFile::remove(path());
        const auto db = open(isEncrypted ? &key : nullptr);
        // A sort too large for the cache is what makes SQLite spill to temporary files.
        ASSERT_TRUE(db->setCacheKib(64));
        ASSERT_TRUE(db->execute("PRAGMA temp_store = FILE; CREATE TABLE t (n INTEGER, a TEXT) STRICT"));
        auto transaction = Transaction::begin(*db);
        for (int i = 0; i < 2000; ++i)
            ASSERT_TRUE(db->run("INSERT INTO t VALUES (?, ?)", i * 7919 % 2000, QString::fromLatin1(canary) + QString::number(i)));
        ASSERT_TRUE(transaction->commit());
        int rows = 0;
        ASSERT_TRUE(db->each("SELECT a FROM t ORDER BY a || n", [&](const Statement &) { ++rows; }));
        EXPECT_EQ(rows, 2000);
        int examined = 0;
        const QStringList found = filesWithCanary(&examined);
        EXPECT_GE(examined, 2);   // at least the database and its WAL
        if (isEncrypted)
            EXPECT_TRUE(found.isEmpty()) << found.join(u' ').toStdString();
        else
            EXPECT_FALSE(found.isEmpty()) << "the planted presence was not seen, so the check above proves nothing";
        std::printf("canary: %d files examined, %d hold it (%s)\n", examined, static_cast<int>(found.size()),
                    isEncrypted ? "encrypted" : "planted presence, unencrypted");
    }
}

} // namespace
