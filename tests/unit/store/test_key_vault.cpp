// Keys in their wraps: PIN, counting, recovery, and stores from before there was a PIN.
#include "core/base/digest.h"
#include "core/base/json.h"
#include "core/base/pin_rules.h"
#include "core/store/kept_secrets.h"
#include "core/store/recover_store.h"
#include "core/store/store_directory.h"
#include "tests/support/file_secrets.h"
#include "tests/unit/store/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <sodium.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

constexpr PassphraseCost cheap { 1, 8 * 1024 };
constexpr char right[] = "480153";
constexpr char wrong[] = "771204";

class SetUptime final : public Uptime {
public:
    [[nodiscard]] Reading now() const override { return { start, ms }; }
    QByteArray start = QByteArray(16, 'a');
    qint64 ms = 5000;
};

/// A finger that is recognised, or not.
class MadeUpFinger final : public BiometricStore {
public:
    [[nodiscard]] QString whyNot() const override { return {}; }
    Result<std::optional<SecretBytes>> read(const QString &) override
    {
        if (!isRecognised)
            return Error { ErrorCode::NotAllowed, u"not recognised"_s };
        return kept.isEmpty() ? std::optional<SecretBytes>() : std::optional(kept.clone());
    }
    Result<void> write(const QString &, const SecretBytes &secret) override
    {
        kept = secret.clone();
        return {};
    }
    Result<void> remove(const QString &) override
    {
        kept = {};
        return {};
    }
    SecretBytes kept;
    bool isRecognised = true;
};

class KeyVaultTest : public ::testing::Test {
protected:
    StoreCredentials bySystem()
    {
        StoreCredentials made;
        made.secretStore = &secrets;
        made.uptime = &uptime;
        made.pinCost = cheap;
        return made;
    }
    StoreCredentials byPin(const char *pin = right)
    {
        StoreCredentials made = bySystem();
        made.pin = SecretBytes::copyOf(pin);
        return made;
    }
    void makeStore() { ASSERT_TRUE(directory.provision(bySystem(), clock, random)); }
    void choosePin(const char *pin = right)
    {
        const auto key = vault().read(bySystem());
        ASSERT_TRUE(key) << key.error().detail.toStdString();
        const auto chosen = vault().write(*key, byPin(pin), RecoveryTo { council(), installation });
        ASSERT_TRUE(chosen) << chosen.error().detail.toStdString();
    }
    KeyVault vault() const { return KeyVault(directory.path()); }
    ErrorCode codeOf(const StoreCredentials &credentials) const
    {
        const auto key = vault().read(credentials);
        return key ? ErrorCode::Cancelled : key.error().code;
    }
    /// As someone with all the time in the world tries it.
    ErrorCode tryPin(const char *pin)
    {
        uptime.ms += 1'000'000;
        return codeOf(byPin(pin));
    }
    QByteArray council()
    {
        QByteArray key(crypto_box_PUBLICKEYBYTES, '\0');
        crypto_scalarmult_base(reinterpret_cast<unsigned char *>(key.data()), recoverySecret.data());
        return key;
    }
    QMap<QString, QByteArray> headers() const
    {
        QMap<QString, QByteArray> all;
        for (const QString &path : vault().files()) {
            QFile file(path);
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            all.insert(path, file.readAll());
        }
        return all;
    }
    static void put(const QMap<QString, QByteArray> &files)
    {
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            QFile file(it.key());
            ASSERT_TRUE(file.open(QIODevice::WriteOnly));
            file.write(it.value());
        }
    }
    /// A header as version 1 wrote it, with its secret of 32 bytes in the secret store.
    void putVersion1Header(const DatabaseKey &key)
    {
        const SecretBytes wrapping = SecretBytes::random(32);
        const QByteArray nonce = SecretBytes::random(24).view().toByteArray();
        Json header = Json::object({ { u"v"_s, 1 },
                                     { u"generation"_s, 1 },
                                     { u"store"_s, u"7f9c1f62-6c0e-4f39-a6a5-3e0c1f5f2a10"_s },
                                     { u"cipher"_s, u"sqlcipher-4"_s },
                                     { u"salt"_s, QString::fromLatin1(key.salt().toBase64()) },
                                     { u"wrap"_s, u"system"_s },
                                     { u"nonce"_s, QString::fromLatin1(nonce.toBase64()) } });
        const QByteArray bound = writeJson(header);
        QByteArray box(32 + 16, '\0');
        crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char *>(box.data()), nullptr, key.key().data(), 32,
                                                   reinterpret_cast<const unsigned char *>(bound.constData()), static_cast<unsigned long long>(bound.size()),
                                                   nullptr, reinterpret_cast<const unsigned char *>(nonce.constData()), wrapping.data());
        header.set(u"box"_s, QString::fromLatin1(box.toBase64()));
        header.set(u"check"_s, toHex(sha256(writeJson(header))));
        for (const QString &path : vault().files()) {
            QFile file(path);
            ASSERT_TRUE(file.open(QIODevice::WriteOnly));
            file.write(writePrettyJson(header));
        }
        ASSERT_TRUE(secrets.write(u"sightline/7f9c1f62-6c0e-4f39-a6a5-3e0c1f5f2a10"_s, wrapping));
    }

    QTemporaryDir folder;
    StoreDirectory directory { folder.filePath(u"store"_s) };
    support::FileSecrets secrets { folder.filePath(u"secrets"_s) };
    SetUptime uptime;
    FixedClock clock;
    SodiumRandom random;
    SecretBytes recoverySecret = SecretBytes::random(crypto_box_SECRETKEYBYTES);
    InstallationId installation = newId<InstallationId>(clock, random);
};

TEST_F(KeyVaultTest, OpensWithThePinAndTheSecretStoreTogetherAndWithNeitherAlone)
{
    makeStore();
    choosePin();
    EXPECT_TRUE(vault().read(byPin()));
    EXPECT_EQ(codeOf(bySystem()), ErrorCode::InvalidInput);
    EXPECT_TRUE(directory.open(byPin(), clock, random));
    StoreCredentials noSecrets = byPin();
    noSecrets.secretStore = nullptr;
    EXPECT_EQ(codeOf(noSecrets), ErrorCode::InvalidInput);
    support::FileSecrets elsewhere(folder.filePath(u"elsewhere"_s));   // the folder alone, copied to another machine
    StoreCredentials copied = byPin();
    copied.secretStore = &elsewhere;
    EXPECT_EQ(codeOf(copied), ErrorCode::WrongKey);
    EXPECT_EQ(vault().standing(byPin())->triesLeft, pinTriesMax) << "what could not be looked at is no try";
}

TEST_F(KeyVaultTest, AStoreFromBeforeThePinOpensAndIsMigratedWhenOneIsChosen)
{
    makeStore();
    const auto made = vault().read(bySystem());
    ASSERT_TRUE(made);
    putVersion1Header(*made);
    const auto old = headers();
    ASSERT_TRUE(directory.open(bySystem(), clock, random)) << "as it was";
    EXPECT_EQ(vault().standing(bySystem())->opens, KeyStanding::Opens::BySystem);
    choosePin();
    EXPECT_EQ(vault().standing(bySystem())->opens, KeyStanding::Opens::ByPin);
    const auto opened = vault().read(byPin());
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->key().view(), made->key().view()) << "the database is not written anew";
    put(old);
    EXPECT_EQ(codeOf(bySystem()), ErrorCode::WrongKey) << "the old header, put back, opened without the PIN";
}

TEST_F(KeyVaultTest, AChangeOfPinThatIsCutOffLeavesAStoreThatOpens)
{
    makeStore();
    choosePin();
    const auto before = headers();
    const auto secretsBefore = secrets.read(secretNameOf(**readKeyHeader(vault().files())));
    const auto key = vault().read(byPin());
    ASSERT_TRUE(key && secretsBefore && *secretsBefore);
    ASSERT_TRUE(vault().write(*key, byPin("920461")));
    EXPECT_EQ(codeOf(byPin()), ErrorCode::WrongKey);
    EXPECT_TRUE(vault().read(byPin("920461")));
    // Cut off between the secret store and the header: the header is the old one, and both secrets are there.
    const QString name = secretNameOf(**readKeyHeader(vault().files()));
    auto kept = keptSecretsFrom(**secrets.read(name));
    const auto earlier = keptSecretsFrom(**secretsBefore);
    ASSERT_TRUE(kept && earlier);
    for (const auto &[number, secret] : earlier->secrets)
        kept->secrets.emplace(number, secret.clone());
    ASSERT_EQ(kept->secrets.size(), 2U);
    ASSERT_TRUE(secrets.write(name, toSecretBytes(*kept)));
    const auto after = headers();
    put(before);
    EXPECT_TRUE(vault().read(byPin()));
    EXPECT_EQ(keptSecretsFrom(**secrets.read(name))->secrets.size(), 1U) << "what was of no use any more stayed";
    put(after);
    EXPECT_EQ(codeOf(byPin("920461")), ErrorCode::WrongKey) << "the change that was not finished counts as not made";
}

TEST_F(KeyVaultTest, WaitsAfterFiveTriesTwiceAsLongEachTimeByTheTimeTheSystemHasRun)
{
    makeStore();
    choosePin();
    for (int i = 0; i < pinFreeTries; ++i)
        EXPECT_EQ(codeOf(byPin(wrong)), ErrorCode::WrongKey);
    qint64 wait = 30'000;
    for (int i = pinFreeTries; i < pinTriesMax - 1; ++i, wait *= 2) {
        EXPECT_EQ(vault().standing(byPin())->waitMs, wait);
        uptime.ms += wait - 1;
        EXPECT_EQ(codeOf(byPin(right)), ErrorCode::NotAllowed) << "even the right one";
        clock.at.msSinceEpoch += 10LL * 365 * 86'400'000;   // what a person can set does not help
        EXPECT_EQ(codeOf(byPin(right)), ErrorCode::NotAllowed);
        uptime.start = QByteArray(16, static_cast<char>('b' + i));   // started anew, it begins to wait anew
        uptime.ms = wait - 1;
        EXPECT_EQ(codeOf(byPin(right)), ErrorCode::NotAllowed);
        uptime.ms += 1;
        EXPECT_EQ(codeOf(byPin(wrong)), ErrorCode::WrongKey);
        EXPECT_EQ(vault().standing(byPin())->triesLeft, pinTriesMax - i - 1);
    }
    uptime.ms += wait;
    EXPECT_TRUE(vault().read(byPin()));
    EXPECT_EQ(vault().standing(byPin())->triesLeft, pinTriesMax);
}

TEST_F(KeyVaultTest, TenWrongOnesDestroyWhatAPinOpensAndTheCouncilCanStillOpenIt)
{
    makeStore();
    const auto made = vault().read(bySystem());
    choosePin();
    const auto before = headers();
    for (int i = 0; i < pinTriesMax; ++i)
        EXPECT_EQ(tryPin(wrong), ErrorCode::WrongKey);
    EXPECT_EQ(vault().standing(byPin())->opens, KeyStanding::Opens::ByNobody);
    EXPECT_TRUE(vault().standing(byPin())->isRecoverable);
    EXPECT_EQ(tryPin(right), ErrorCode::WrongKey);
    put(before);
    EXPECT_EQ(tryPin(right), ErrorCode::WrongKey) << "the old header, put back, opened";
    for (const QByteArray &bytes : headers())
        EXPECT_TRUE(bytes.contains("recovery"));

    // What the council's hub does with the box, and what the device does with its answer.
    const auto sealed = vault().recovery();
    ASSERT_TRUE(sealed);
    EXPECT_EQ(sealed->installation, installation);
    SecretBytes content(16 + 32);
    const QByteArray publicKey = council();
    ASSERT_EQ(crypto_box_seal_open(content.data(), reinterpret_cast<const unsigned char *>(sealed->box.constData()),
                                   static_cast<unsigned long long>(sealed->box.size()), reinterpret_cast<const unsigned char *>(publicKey.constData()),
                                   recoverySecret.data()),
              0);
    EXPECT_EQ(content.view().first(16), QByteArrayView(installation.toBytes()));
    EXPECT_EQ(content.view().sliced(16), made->key().view());
    EXPECT_EQ(recoverStore(directory, SecretBytes::random(32), byPin("920461"), clock, random).error().code, ErrorCode::WrongKey);
    const auto back = recoverStore(directory, SecretBytes::copyOf(content.view().sliced(16)), byPin("920461"), clock, random);
    ASSERT_TRUE(back) << back.error().detail.toStdString();
    EXPECT_TRUE(directory.open(byPin("920461"), clock, random));
    EXPECT_EQ(vault().standing(byPin())->triesLeft, pinTriesMax);
}

TEST_F(KeyVaultTest, ACountCannotBeWrittenByHandAndOneThatCannotBeWrittenLetsNoPinBeTried)
{
    makeStore();
    choosePin();
    EXPECT_EQ(codeOf(byPin(wrong)), ErrorCode::WrongKey);
    const QString path = QDir(directory.path()).filePath(u"key.tries"_s);
    PinTries none;
    none.opened = 1'000;
    ASSERT_TRUE(PinTriesFile(path).write(none, SecretBytes(32)));
    EXPECT_EQ(vault().standing(byPin())->triesLeft, pinTriesMax - 1);
    ASSERT_TRUE(QFile::remove(path));
    ASSERT_TRUE(QDir().mkdir(path));   // nothing can be written there any more
    EXPECT_EQ(codeOf(byPin(right)), ErrorCode::StorageFailure);
    ASSERT_TRUE(QDir().rmdir(path));
    EXPECT_TRUE(vault().read(byPin()));
}

TEST_F(KeyVaultTest, AFingerOpensInThePinsPlaceUntilThePinIsDestroyed)
{
    makeStore();
    MadeUpFinger finger;
    const auto key = vault().read(bySystem());
    ASSERT_TRUE(key);
    EXPECT_EQ(vault().addBiometric(*key, finger).error().code, ErrorCode::InvalidInput) << "only beside a PIN";
    choosePin();
    ASSERT_TRUE(vault().addBiometric(*key, finger));
    StoreCredentials byFinger = bySystem();
    byFinger.biometrics = &finger;
    EXPECT_TRUE(vault().read(byFinger));
    finger.isRecognised = false;
    EXPECT_EQ(codeOf(byFinger), ErrorCode::NotAllowed);
    EXPECT_TRUE(vault().read(byPin()));
    finger.isRecognised = true;
    for (int i = 0; i < pinTriesMax; ++i) {
        uptime.ms += 1'000'000;
        StoreCredentials guess = byPin(wrong);
        guess.biometrics = &finger;
        EXPECT_FALSE(vault().read(guess));
    }
    EXPECT_TRUE(finger.kept.isEmpty());
    EXPECT_EQ(codeOf(byFinger), ErrorCode::WrongKey);
}

TEST_F(KeyVaultTest, WhatIsDestroyedForGoodNobodyOpens)
{
    makeStore();
    choosePin();
    const auto before = headers();
    ASSERT_TRUE(vault().destroyAll(byPin()));
    EXPECT_FALSE(vault().standing(byPin())->isRecoverable);
    EXPECT_EQ(codeOf(byPin()), ErrorCode::WrongKey);
    put(before);
    EXPECT_EQ(codeOf(byPin()), ErrorCode::WrongKey);
}

TEST_F(KeyVaultTest, APinIsSixToTwelveDigitsThatAreNotGuessedFirst)
{
    for (const char *good : { "480153", "112358", "135791", "000001", "123456789013" })
        EXPECT_TRUE(checkNewPin(SecretBytes::copyOf(good))) << good;
    for (const char *bad : { "", "48015", "1234567890123", "48O153", "000000", "777777", "123456", "987654", "0123456789" })
        EXPECT_FALSE(checkNewPin(SecretBytes::copyOf(bad))) << bad;
}

} // namespace
