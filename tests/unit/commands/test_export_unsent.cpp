// The rescue meets every row itself: whatever is damaged, and however little has met it before, each operation and draft is in the file or
// is named as damaged. Real files of an encrypted database, each of whose pages is damaged in turn.
#include "core/commands/export_unsent.h"
#include "core/store/mend_store.h"
#include "core/store/store_directory.h"
#include "tests/unit/store/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <sodium.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pageBytes = 8192;
constexpr int ownRecords = 20;
constexpr int draftCount = 8;

/// The rescue as the hub opens it.
struct Rescue {
    QMap<QString, QByteArray> operations;   ///< record → bytes
    QSet<QString> drafts;
    QList<Json> damaged;
};

class ExportUnsentTest : public StoreTest {
protected:
    ExportUnsentTest()
    {
        crypto_box_keypair(reinterpret_cast<unsigned char *>(publicKey.data()), reinterpret_cast<unsigned char *>(secretKey.data()));
        openAnew();
        fill();
        EXPECT_TRUE(store->db().checkpoint());
        const auto list = [this](std::string_view which, QList<qint64> &pages) {
            EXPECT_TRUE(store->db().each(which, [&pages](const Statement &row) { pages.append(row.integer(0)); }));
        };
        list("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno", schemaPages);
        list("SELECT pageno FROM dbstat WHERE name = 'meta' OR name = 'sqlite_autoindex_meta_1' ORDER BY pageno", metaPages);
        list("SELECT pageno FROM dbstat WHERE name = 'outbox_body' AND pagetype = 'leaf' ORDER BY pageno", bodyPages);
        store.reset();
        QFile file(path());
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        whole = file.readAll();
    }

    StoreCredentials credentials() const { return { SecretBytes::copyOf("a passphrase of a test"), nullptr, { 1, 8 * 1024 } }; }
    StoreDirectory directory() const { return StoreDirectory(folder.filePath(u"store"_s)); }
    QString path() const { return directory().databasePath(); }

    void openAnew()
    {
        ASSERT_TRUE(directory().provision(credentials(), clock, random));
        auto opened = directory().open(credentials(), clock, random);
        ASSERT_TRUE(opened);
        store = std::move(opened).value();
        join();
    }
    /// To a hub whose recovery key is the test's.
    void join()
    {
        enrol();
        Enrolment enrolment = store->meta().enrolment().value();
        enrolment.recoveryKey = publicKey;
        ASSERT_TRUE(store->transact([&] { return store->meta().setEnrolment(enrolment, SecretBytes::random(64)); }));
    }
    /// Of the operations some are numbered and sent, one is answered, the rest is new; some are longer than a page.
    void fill()
    {
        for (int i = 0; i < ownRecords; ++i) {
            const Operation operation = createOf(newRecord(), formBody(u"my own words %1 "_s.arg(i).repeated(i % 5 == 0 ? 1500 : 100)));
            ASSERT_TRUE(store->transact([&] { return store->outbox().append(operation); }));
            own.insert(operation.record.toString(), operationBytes(operation).value());
            if (i != ownRecords / 2)
                continue;
            const auto batch = store->transact([&] { return store->outbox().nextBatch(100, 1 << 20, clock.at); });
            ASSERT_TRUE(batch);
            ASSERT_TRUE(store->transact([&] { return store->outbox().recordAnswer(batch->stream, 1, 40, {}, 7); }));
            own.remove(batch->entries.first().operation.record.toString());   // the hub has it
        }
        for (int i = 0; i < draftCount; ++i) {
            Draft draft { newRecord(), formBody(u"half a visit %1 "_s.arg(i).repeated(200)), u"note"_s, 1, {} };
            draft.body.state = RecordState::Draft;
            draft.body.completedAtMs = 0;
            ASSERT_TRUE(store->transact([&] { return store->drafts().save(draft); }));
            drafts.insert(draft.id.toString());
        }
    }
    /// The store as it was, but for page @p number (from 1), of which some bytes are turned over. Nothing has met it since.
    void damagePage(qint64 number)
    {
        store.reset();
        for (const QString &name : QDir(directory().path()).entryList({ u"store.db*"_s }, QDir::Files))
            ASSERT_TRUE(QFile::remove(QDir(directory().path()).filePath(name)));
        damaged = whole;
        for (qsizetype i = 0; i < 64; ++i) {
            char &byte = damaged[(number - 1) * pageBytes + 3000 + i];
            byte = static_cast<char>(~byte);
        }
        QFile file(path());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        ASSERT_EQ(file.write(damaged), damaged.size());
    }
    [[nodiscard]] bool isMended()
    {
        const auto mended = lastMending(store->meta());
        return mended && mended->has_value();
    }
    Rescue open(const QByteArray &sealed) const
    {
        QByteArray content(sealed.size() - static_cast<qsizetype>(crypto_box_SEALBYTES), '\0');
        EXPECT_EQ(crypto_box_seal_open(reinterpret_cast<unsigned char *>(content.data()), reinterpret_cast<const unsigned char *>(sealed.constData()),
                                       static_cast<unsigned long long>(sealed.size()), reinterpret_cast<const unsigned char *>(publicKey.constData()),
                                       reinterpret_cast<const unsigned char *>(secretKey.constData())),
                  0);
        const auto json = parseJson(content);
        EXPECT_TRUE(json);
        Rescue rescue;
        for (const Json &operation : (*json)[u"operations"_s].toArray())
            rescue.operations.insert(operation[u"rec"_s].toString(), writeJson(operation));
        for (const Json &draft : (*json)[u"drafts"_s].toArray())
            rescue.drafts.insert(draft[u"id"_s].toString());
        rescue.damaged = (*json)[u"damaged"_s].toArray();
        return rescue;
    }
    /// What is neither in the file, word for word, nor told as damaged: one line each.
    QStringList missingFrom(const UnsentExport &exported) const
    {
        const Rescue rescue = open(exported.sealed);
        QSet<QString> told, marked;
        for (const DamagedWork &work : exported.damaged)
            told.insert(work.record);
        for (const Json &one : rescue.damaged)
            marked.insert(one[u"rec"_s].toString());
        EXPECT_EQ(told, marked) << "what is told and what the file marks are the same";
        EXPECT_EQ(exported.operations, rescue.operations.size());
        QStringList missing;
        for (auto it = own.cbegin(); it != own.cend(); ++it) {
            if (rescue.operations.value(it.key()) != it.value() && !told.contains(it.key()))
                missing.append(u"operation of "_s + it.key());
        }
        for (const QString &draft : drafts) {
            if (!rescue.drafts.contains(draft) && !told.contains(draft))
                missing.append(u"draft "_s + draft);
        }
        return missing;
    }

    QTemporaryDir folder;
    QByteArray publicKey = QByteArray(crypto_box_PUBLICKEYBYTES, '\0'), secretKey = QByteArray(crypto_box_SECRETKEYBYTES, '\0');
    QByteArray whole, damaged;
    QList<qint64> schemaPages, metaPages, bodyPages;
    QMap<QString, QByteArray> own;   ///< record → the operation, unanswered ones
    QSet<QString> drafts;
};

TEST_F(ExportUnsentTest, WhicheverPageTheDiskDoesNotGiveNothingIsLeftOutWithoutAWord)
{
    int refused = 0, metAtOpening = 0, metByTheExport = 0, unmet = 0, withDamage = 0;
    const qint64 pages = whole.size() / pageBytes;
    for (qint64 page = 1; page <= pages; ++page) {
        SCOPED_TRACE(page);
        damagePage(page);
        auto opened = directory().open(credentials(), clock, random);
        if (!opened) {
            EXPECT_TRUE(schemaPages.contains(page)) << opened.error().detail.toStdString();
            ++refused;
            continue;
        }
        store = std::move(opened).value();
        const bool wasMended = isMended();
        auto exported = exportUnsent(*store);
        if (!exported && exported.error().code == ErrorCode::NotEnrolled) {   // whom it is sealed for is gone: said, and joined again (decisions 19)
            EXPECT_TRUE(metaPages.contains(page));
            join();
            exported = exportUnsent(*store);
        }
        ASSERT_TRUE(exported) << exported.error().detail.toStdString();
        EXPECT_EQ(missingFrom(*exported), QStringList());
        EXPECT_TRUE(exported->damaged.isEmpty() || !exported->isStoreWhole);
        (wasMended ? metAtOpening : isMended() ? metByTheExport : unmet) += 1;
        withDamage += exported->damaged.isEmpty() ? 0 : 1;
    }
    std::printf("%lld pages damaged in turn: %d refused at opening, %d met there, %d met first by the export, %d that hold none of it; %d exports with "
                "something named as damaged\n",
                static_cast<long long>(pages), refused, metAtOpening, metByTheExport, unmet, withDamage);
    EXPECT_EQ(refused, schemaPages.size());
    EXPECT_GT(metByTheExport, bodyPages.size() / 2) << "hardly a page was met for the first time by the export";
    EXPECT_GT(withDamage, 0);
}

/// The planted presence: the same judge notices what an export leaves out.
TEST_F(ExportUnsentTest, WhatIsLeftOutIsNoticed)
{
    damagePage(bodyPages.first());
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write(whole) == whole.size());
    file.close();
    store = std::move(directory().open(credentials(), clock, random)).value();
    const auto exported = exportUnsent(*store);
    ASSERT_TRUE(exported);
    EXPECT_EQ(missingFrom(*exported), QStringList());
    EXPECT_EQ(exported->operations, own.size());
    EXPECT_TRUE(exported->damaged.isEmpty() && exported->isStoreWhole);
    own.insert(newRecord().toString(), "{}");
    drafts.insert(newRecord().toString());
    EXPECT_EQ(missingFrom(*exported).size(), 2);
}

TEST_F(ExportUnsentTest, RowsWithBytesTurnedOverThatNothingHasMetAreNamedAndInTheFileAsTheyAre)
{
    store = std::move(directory().open(credentials(), clock, random)).value();
    // One that reads no more, and one that still reads but is another record's than its row's.
    const QString torn = own.keys().at(3), renamed = own.keys().at(7);
    const auto damage = [this](const QString &record, const QByteArray &bytes) {
        ASSERT_TRUE(store->db().execute("DROP TRIGGER IF EXISTS outbox_body_immutable"));
        ASSERT_EQ(store->db()
                      .run("UPDATE outbox_body SET op = ?2 WHERE n IN (SELECT n FROM outbox WHERE record_id = ?1)", *RecordId::fromString(record), bytes)
                      .value(),
                  1);
    };
    QByteArray tornBytes = own.value(torn), renamedBytes = own.value(renamed);
    for (qsizetype i = 40; i < 60; ++i)
        tornBytes[i] = static_cast<char>(~tornBytes[i]);
    char &digit = renamedBytes[renamedBytes.indexOf(renamed.toLatin1()) + renamed.size() - 1];
    digit = digit == '0' ? '1' : '0';
    damage(torn, tornBytes);
    damage(renamed, renamedBytes);
    ASSERT_TRUE(store->damaged().moved()->isEmpty()) << "nothing has met them";

    const auto exported = exportUnsent(*store);
    ASSERT_TRUE(exported) << exported.error().detail.toStdString();
    EXPECT_EQ(missingFrom(*exported), QStringList());
    EXPECT_EQ(exported->operations, own.size() - 2);
    ASSERT_EQ(exported->damaged.size(), 2);
    QMap<QString, QByteArray> kept;
    for (const Json &one : open(exported->sealed).damaged) {
        EXPECT_EQ(one[u"kind"_s].toString(), u"operation"_s);
        EXPECT_GT(one[u"n"_s].toInteger(), 0);
        kept.insert(one[u"rec"_s].toString(), QByteArray::fromBase64(one[u"bytes"_s].toString().toLatin1(), QByteArray::Base64UrlEncoding));
    }
    EXPECT_EQ(kept.value(torn), tornBytes);
    EXPECT_EQ(kept.value(renamed), renamedBytes);
    for (const DamagedWork &work : exported->damaged)
        EXPECT_EQ(work.kept, DamagedWork::Kept::Bytes);
    EXPECT_TRUE(store->damaged().moved()->isEmpty()) << "the export changes nothing";
}

TEST_F(ExportUnsentTest, AStoreThatCannotBeMendedNowIsSaidToBeDamagedAndLeftAsItIs)
{
    damagePage(bodyPages.at(bodyPages.size() / 2));
    auto opened = directory().open(credentials(), clock, random);
    ASSERT_TRUE(opened);
    store = std::move(opened).value();
    ASSERT_TRUE(QDir(directory().path()).mkdir(u"store.db.mending"_s)) << "where the mended one would be made";
    const auto exported = exportUnsent(*store);
    ASSERT_FALSE(exported);
    EXPECT_EQ(exported.error().code, ErrorCode::Corrupt);
    EXPECT_TRUE(exported.error().detail.contains(u"could not be mended"_s)) << exported.error().detail.toStdString();
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), damaged);
    ASSERT_TRUE(QDir(directory().path()).rmdir(u"store.db.mending"_s));
    const auto again = exportUnsent(*store);
    ASSERT_TRUE(again) << again.error().detail.toStdString();
    EXPECT_EQ(missingFrom(*again), QStringList());
}

} // namespace
