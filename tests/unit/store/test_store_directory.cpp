#include "core/store/lost_key.h"
#include "core/store/store_directory.h"
#include "core/store/take_back_store.h"
#include "tests/unit/store/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

constexpr char canary[] = "The heron waited by the mill until the frost had gone";
const PassphraseCost lowCost { 1, 8 * 1024 };

class FakeSecretStore final : public SecretStore {
public:
    Result<std::optional<SecretBytes>> read(const QString &name) override
    {
        const auto found = kept.find(name);
        return found == kept.end() ? std::optional<SecretBytes>() : std::optional(found->second.clone());
    }
    Result<void> write(const QString &name, const SecretBytes &secret) override
    {
        kept[name] = secret.clone();
        return {};
    }
    Result<void> remove(const QString &name) override
    {
        kept.erase(name);
        return {};
    }
    Result<std::shared_ptr<void>> hold(const QString &) override { return std::shared_ptr<void>(); }
    std::map<QString, SecretBytes> kept;
};

class StoreDirectoryTest : public ::testing::Test {
protected:
    StoreCredentials with(const char *passphrase = "correct horse battery") const { return { SecretBytes::copyOf(passphrase), nullptr, lowCost }; }
    void provision(const StoreCredentials &credentials)
    {
        const auto made = directory.provision(credentials, clock, random);
        ASSERT_TRUE(made) << made.error().detail.toStdString();
    }
    auto open(const StoreCredentials &credentials) { return directory.open(credentials, clock, random); }
    /// Every file below the folder, as bytes.
    QMap<QString, QByteArray> files() const
    {
        QMap<QString, QByteArray> all;
        for (const QString &name : QDir(directory.path()).entryList(QDir::Files | QDir::Hidden)) {
            QFile file(QDir(directory.path()).filePath(name));
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            all.insert(name, file.readAll());
        }
        return all;
    }

    QTemporaryDir folder;
    StoreDirectory directory { folder.filePath(u"store"_s) };
    FixedClock clock;
    SodiumRandom random;
};

TEST_F(StoreDirectoryTest, OpensWithItsPassphraseAndWithNoOther)
{
    EXPECT_EQ(open(with()).error().code, ErrorCode::NotFound);
    provision(with());
    EXPECT_TRUE(open(with()));
    EXPECT_EQ(open(with("correct horse batterz")).error().code, ErrorCode::WrongKey);
    EXPECT_EQ(open(StoreCredentials {}).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(directory.provision(with(), clock, random).error().code, ErrorCode::AlreadyExists);
}

TEST_F(StoreDirectoryTest, ANewStoreTakesNoShortPassphrase)
{
    const auto refused = directory.provision(with("Zwölf sind’"), clock, random);   // eleven characters in more than twelve bytes
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
    EXPECT_TRUE(refused.error().detail.contains(u"has 11 characters"_s)) << refused.error().detail.toStdString();
    EXPECT_FALSE(QDir(directory.path()).exists()) << "nothing was made";
    EXPECT_TRUE(directory.provision(with("Zwölf sind’s"), clock, random));
}

TEST_F(StoreDirectoryTest, TwoPeopleOfOneTabletHaveAFolderEachThatTheOtherDoesNotOpen)
{
    provision(with());
    StoreDirectory others { folder.filePath(u"other"_s) };
    ASSERT_TRUE(others.provision(with("battery staple horse"), clock, random));
    EXPECT_EQ(open(with("battery staple horse")).error().code, ErrorCode::WrongKey);
    EXPECT_EQ(others.open(with(), clock, random).error().code, ErrorCode::WrongKey);
    auto mine = open(with()), theirs = others.open(with("battery staple horse"), clock, random);
    ASSERT_TRUE(mine && theirs) << "both at a time";
    ASSERT_TRUE((*mine)->transact([&] { return (*mine)->meta().setText(u"test.words"_s, QString::fromLatin1(canary)); }));
    EXPECT_EQ((*mine)->meta().text(u"test.words"_s).value(), QString::fromLatin1(canary));
    EXPECT_EQ((*theirs)->meta().text(u"test.words"_s).value(), QString()) << "what one of them writes is not the other's";
}

TEST_F(StoreDirectoryTest, ASecondProgramIsToldThatTheStoreIsOpen)
{
    provision(with());
    auto first = open(with());
    ASSERT_TRUE(first);
    const auto second = open(with());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::StorageLocked);
    EXPECT_EQ(second.error().detail, u"Sightline is open on this store."_s);
    first.value().reset();
    EXPECT_TRUE(open(with()));
}

TEST_F(StoreDirectoryTest, TheSystemsSecretStoreHoldsTheWrappingKeyOnly)
{
    FakeSecretStore system;
    const StoreCredentials credentials { {}, &system, lowCost };
    provision(credentials);
    ASSERT_EQ(system.kept.size(), 1U);
    const QByteArray wrapping = system.kept.begin()->second.view().toByteArray();
    int examined = 0;
    for (const QByteArray &bytes : files()) {
        ++examined;
        EXPECT_FALSE(bytes.contains(wrapping));
        EXPECT_FALSE(bytes.contains(wrapping.toHex()));
        EXPECT_FALSE(bytes.contains(wrapping.toBase64()));
    }
    EXPECT_GE(examined, 3);
    EXPECT_TRUE(open(credentials));
    system.kept.clear();
    EXPECT_EQ(open(credentials).error().code, ErrorCode::WrongKey);
}

TEST_F(StoreDirectoryTest, OneDamagedKeyHeaderIsSurvivedAndTwoAreToldApartFromAWrongPassphrase)
{
    provision(with());
    const QStringList headers = KeyVault(directory.path()).files();
    const auto damage = [](const QString &path) {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        bytes[bytes.indexOf("box") + 12] ^= 1;
        file.seek(0);
        file.write(bytes);
    };
    damage(headers.at(0));
    EXPECT_TRUE(open(with()));
    damage(headers.at(1));
    EXPECT_EQ(open(with()).error().code, ErrorCode::Corrupt);
}

TEST_F(StoreDirectoryTest, AHeaderThatAsksForTheImpossibleIsRefused)
{
    const DatabaseKey key = DatabaseKey::random();
    ASSERT_TRUE(QDir().mkpath(directory.path()));
    EXPECT_FALSE(KeyVault(directory.path()).write(key, { SecretBytes::copyOf("x"), nullptr, { 1, 1ULL << 60 } }));
    EXPECT_FALSE(KeyVault(directory.path()).exists());
}

TEST_F(StoreDirectoryTest, AnInterruptedSetUpIsBegunAgainAndNothingIsDeleted)
{
    provision(with());
    for (const QString &header : KeyVault(directory.path()).files())
        ASSERT_TRUE(QFile::remove(header));   // the power went just before the key header
    EXPECT_EQ(open(with()).error().code, ErrorCode::NotFound);
    provision(with());
    EXPECT_TRUE(open(with()));
    EXPECT_TRUE(files().contains(u"store.db.without-key-1"_s));
}

TEST_F(StoreDirectoryTest, OnlyADatabaseThatWasWholeOnceHasLostItsKey)
{
    EXPECT_FALSE(isKeyLost(directory));
    provision(with());
    EXPECT_FALSE(isKeyLost(directory));
    const QString notice = setUpNoticePath(directory.databasePath());
    EXPECT_FALSE(QFile::exists(notice));
    for (const QString &header : KeyVault(directory.path()).files())
        ASSERT_TRUE(QFile::remove(header));
    EXPECT_TRUE(isKeyLost(directory));
    QFile made(notice);
    ASSERT_TRUE(made.open(QIODevice::WriteOnly));   // as where the power went just before the key header
    made.close();
    EXPECT_FALSE(isKeyLost(directory));
    // Begun again, it is whole.
    provision(with());
    EXPECT_FALSE(QFile::exists(notice));
    // Cut off behind the key header: opening it says that it is whole, so that its key can be missed.
    ASSERT_TRUE(made.open(QIODevice::WriteOnly));
    made.close();
    EXPECT_TRUE(open(with()));
    EXPECT_FALSE(QFile::exists(notice));
}

TEST_F(StoreDirectoryTest, OnlyAStoreThatIsNobodysAndThatNobodyHasOpenIsTakenBack)
{
    provision(with());
    const auto takeBack = [&] { takeBackStore(directory, with(), clock, random, true); };
    {
        const auto other = open(with());
        ASSERT_TRUE(other);
        takeBack();
        EXPECT_TRUE(directory.exists()) << "another program has it open";
        const Enrolment self { u"http://127.0.0.1:9"_s, newId<InstallationId>(clock, random), PersonId(u"p1"_s), {}, {}, {}, {}, {}, 0 };
        ASSERT_TRUE((*other)->transact([&] { return (*other)->meta().setEnrolment(self, SecretBytes(64)); }));
    }
    takeBack();
    {
        const auto joined = open(with());
        ASSERT_TRUE(joined) << "it is somebody's by now";
        EXPECT_TRUE(*(*joined)->meta().isEnrolled());
    }
    takeBackStore(directory, with("somebody else's"), clock, random, true);
    EXPECT_TRUE(open(with())) << "whose it is cannot be known";
    for (const QString &header : KeyVault(directory.path()).files())
        ASSERT_TRUE(QFile::remove(header));
    takeBack();
    EXPECT_TRUE(QFile::exists(directory.databasePath())) << "its key may be brought back";
    ASSERT_TRUE(QDir(directory.path()).removeRecursively());
    provision(with());
    takeBack();
    EXPECT_FALSE(QDir(directory.path()).exists());
}

TEST_F(StoreDirectoryTest, AMissingDatabaseIsSaidAndNotReplacedByAnEmptyOne)
{
    provision(with());
    ASSERT_TRUE(QFile::remove(directory.databasePath()));
    EXPECT_EQ(open(with()).error().code, ErrorCode::Corrupt);
    EXPECT_FALSE(QFile::exists(directory.databasePath()));
}

TEST_F(StoreDirectoryTest, TheFilesAreTheirOwnersAlone)
{
    provision(with());
    EXPECT_FALSE(QFile::permissions(directory.path()) & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther));
    for (const QString &header : KeyVault(directory.path()).files())
        EXPECT_FALSE(QFile::permissions(header) & (QFile::ReadGroup | QFile::ReadOther));
}

/// Words as they travel through every table, and the files they must not be in. The same walk over an unencrypted store is
/// the planted presence: it must find them.
TEST_F(StoreDirectoryTest, NoFileHoldsAPractitionersWords)
{
    for (const bool isEncrypted : { true, false }) {
        const QString path = isEncrypted ? QString() : folder.filePath(u"plain.db"_s);
        if (isEncrypted)
            provision(with());
        auto opened = isEncrypted ? open(with()) : Store::open({ .path = path }, clock, random);
        ASSERT_TRUE(opened);
        Store &store = **opened;
        RecordBody body;
        body.author = PersonId(u"p1"_s);
        body.form = u"F@1"_s;
        body.answers.insert(u"note"_s, QString::fromLatin1(canary));
        const RecordId record = newId<RecordId>(clock, random);
        ASSERT_TRUE(store.transact([&] { return store.drafts().save({ record, body, {}, 1, {} }); }));
        body.state = RecordState::Completed;
        Operation create { .id = newId<OperationId>(clock, random), .record = record };
        create.kind = OperationKind::Create;
        create.kindName = operationKindName(create.kind);
        create.head = body;
        ASSERT_TRUE(store.transact([&] { return store.outbox().append(create); }));
        const QByteArray bytes = bodyBytes(body).value();
        ASSERT_TRUE(store.transact([&] { return store.base().put({ record, body.type, body.state, 1, 1, 1, false, sha256(bytes), bytes }); }));
        ASSERT_TRUE(store.transact([&] { return store.setAside().put({ record, 1, 1, 1, sha256(bytes), bytes, u"x"_s }); }));

        QMap<QString, QByteArray> present = isEncrypted ? files() : QMap<QString, QByteArray>();
        if (!isEncrypted) {
            for (const QString &name : { path, path + u"-wal"_s }) {
                QFile file(name);
                ASSERT_TRUE(file.open(QIODevice::ReadOnly));
                present.insert(name, file.readAll());
            }
        }
        int found = 0;
        for (const QByteArray &content : present)
            found += content.contains(canary) ? 1 : 0;
        std::printf("canary: %d files examined, %d hold it (%s)\n", static_cast<int>(present.size()), found,
                    isEncrypted ? "encrypted" : "planted presence, unencrypted");
        if (isEncrypted) {
            EXPECT_GE(present.size(), 5);   // store.db, its WAL and index, two key headers
            EXPECT_EQ(found, 0);
        } else {
            EXPECT_GE(found, 1) << "the planted presence was not seen, so the check above proves nothing";
        }
    }
}

} // namespace
