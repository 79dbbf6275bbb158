// The key of a store in the desktop's own keyring: a real gnome-keyring-daemon on a bus of its own, and the programs that people run.
#include "core/store/key_vault.h"
#include "core/store/wrapping_key.h"
#include "platform/linux/secret_service.h"
#include "tests/support/hub_process.h"
#include "tests/support/real_keyring.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::support;
using namespace Qt::StringLiterals;

namespace {

const QByteArray password = "a password to throw away";
const QByteArray lockedWords = "The system's keyring is locked. Unlock it and try again.";

struct Ended {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

/// What a search for bytes found under a folder.
struct ByteSearch {
    int files = 0;        ///< examined
    QStringList found;
};

ByteSearch searchBytes(const QString &folder, const QList<QByteArray> &patterns)
{
    ByteSearch search;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;   // a socket
        const QByteArray content = file.readAll();
        ++search.files;
        for (const QByteArray &pattern : patterns) {
            if (content.contains(pattern))
                search.found.append(file.fileName());
        }
    }
    return search;
}

/// As it is, and as a person or a program would write it down.
QList<QByteArray> waysToWrite(const SecretBytes &secret)
{
    const QByteArray raw = secret.view().toByteArray();
    return { raw, raw.toBase64(QByteArray::OmitTrailingEquals), raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals), raw.toHex(),
             raw.toHex().toUpper() };
}

/// A device of somebody whose home holds one keyring, with a hub beside it.
class RealKeyringTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        QDir(RealKeyring::folder()).removeRecursively();   // every test has a keyring of its own
        ASSERT_TRUE(m_hub.init()) << qPrintable(m_hub.complaint);
        ASSERT_TRUE(m_hub.serve()) << qPrintable(m_hub.complaint);
        ASSERT_TRUE(keyring.start(password)) << qPrintable(keyring.complaint);
        const Ended joined = join(store);
        ASSERT_EQ(joined.exitCode, 0) << joined.err.constData();
    }
    void TearDown() override { EXPECT_TRUE(keyring.stop()); }

    [[nodiscard]] Ended cli(const QString &directory, const QStringList &arguments) const
    {
        QProcess program;
        program.start(QStringLiteral(SIGHTLINE_CLI), QStringList { u"--store"_s, directory } + arguments);
        if (!program.waitForFinished(60'000))
            return { -1, {}, "it did not end" };
        return { program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1, program.readAllStandardOutput(), program.readAllStandardError() };
    }
    [[nodiscard]] Ended join(const QString &directory)
    {
        return cli(directory, { u"init"_s, u"--hub"_s, m_hub.url(), u"--enrol"_s, m_hub.codeFor(u"practitioner-north-1"_s) });
    }
    /// A process of its own opens the store with the key that the keyring holds.
    void expectOpens() const
    {
        const Ended status = cli(store, { u"status"_s, u"--json"_s });
        EXPECT_EQ(status.exitCode, 0) << status.err.constData();
        EXPECT_TRUE(status.out.contains("\"joined\":true")) << status.out.constData();
    }
    void restart(const std::optional<QByteArray> &unlockedWith)
    {
        ASSERT_TRUE(keyring.stop());
        ASSERT_TRUE(keyring.start(unlockedWith)) << qPrintable(keyring.complaint);
    }
    /// The key header, and what the keyring has on the disk.
    [[nodiscard]] QByteArray digestOfKeys() const
    {
        QCryptographicHash digest(QCryptographicHash::Sha256);
        QStringList files = KeyVault(store).files();
        for (const QString &name : QDir(RealKeyring::folder()).entryList({ u"*.keyring"_s }, QDir::Files, QDir::Name))
            files.append(RealKeyring::folder() + u'/' + name);
        for (const QString &path : std::as_const(files)) {
            QFile file(path);
            EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
            digest.addData(path.toUtf8() + file.readAll());
        }
        EXPECT_EQ(files.size(), 3);   // two generations, one keyring
        return digest.result();
    }

    const QString home = QDir::homePath();
    QTemporaryDir m_folder { home + u"/device-XXXXXX"_s };
    const QString store = m_folder.filePath(u"store"_s);
    HubProcess m_hub { QStringLiteral(SIGHTLINE_HUB) };
    RealKeyring keyring;
};

} // namespace

TEST_F(RealKeyringTest, TheKeyIsThereForAnotherProcessAndAfterTheKeyringWasRestarted)
{
    expectOpens();
    restart(password);
    expectOpens();
}

TEST_F(RealKeyringTest, ALockedKeyringIsSaidAndNothingIsPutOverTheKey)
{
    const QByteArray before = digestOfKeys();
    // As before anybody has signed in, and as after somebody signed in with another password than the keyring's.
    for (const std::optional<QByteArray> &given : { std::optional<QByteArray>(), std::optional<QByteArray>("not the password") }) {
        restart(given);
        const Ended status = cli(store, { u"status"_s });
        EXPECT_EQ(status.exitCode, 1);
        EXPECT_EQ(status.err.trimmed(), lockedWords);
        const Ended again = join(store);
        EXPECT_EQ(again.exitCode, 1);
        EXPECT_EQ(again.err.trimmed(), lockedWords);
        // Nor does another device of this home get a key of its own.
        const QString other = m_folder.filePath(u"other"_s);
        const Ended second = join(other);
        EXPECT_EQ(second.exitCode, 1);
        EXPECT_EQ(second.err.trimmed(), lockedWords);
        EXPECT_FALSE(KeyVault(other).exists());
        EXPECT_EQ(digestOfKeys(), before);
    }
    restart(password);
    expectOpens();
}

TEST_F(RealKeyringTest, AKeyThatTheKeyringDoesNotHoldIsNotCalledLocked)
{
    const QString name = wrappingKeyName(store);
    ASSERT_TRUE(SecretService().remove(name));
    const auto gone = SecretService().read(name);
    ASSERT_TRUE(gone) << qPrintable(gone.error().detail);
    EXPECT_FALSE(gone->has_value());
    const Ended status = cli(store, { u"status"_s });
    EXPECT_EQ(status.exitCode, 1);
    EXPECT_EQ(status.err.trimmed(), "The system's secret store holds no key for this store.");
}

TEST_F(RealKeyringTest, APinStandsWithTheKeyringAndIsCountedInIt)
{
    const auto pinFile = [this](const QByteArray &pin) {
        QFile file(m_folder.filePath(QString::fromLatin1(pin)));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(pin + '\n');
        return file.fileName();
    };
    const QString right = pinFile("480153"), wrong = pinFile("771204"), weak = pinFile("123456");
    EXPECT_EQ(cli(store, { u"pin"_s, u"set"_s, u"--new-pin-file"_s, weak }).exitCode, 1);
    expectOpens();
    const Ended set = cli(store, { u"pin"_s, u"set"_s, u"--new-pin-file"_s, right });
    ASSERT_EQ(set.exitCode, 0) << set.err.constData();
    EXPECT_EQ(cli(store, { u"status"_s }).err.trimmed(), "This store is opened by a PIN. Give the file that holds it: --pin-file FILE");
    EXPECT_TRUE(cli(store, { u"--pin-file"_s, wrong, u"status"_s }).err.startsWith("That is not the PIN of this store. 9 more can be tried"));
    EXPECT_TRUE(cli(store, { u"pin"_s, u"show"_s, u"--json"_s }).out.contains("\"tries_left\":9"));
    restart(password);   // the count is the keyring's too
    ASSERT_TRUE(QFile::remove(store + u"/key.tries"_s));
    EXPECT_TRUE(cli(store, { u"pin"_s, u"show"_s, u"--json"_s }).out.contains("\"tries_left\":9"));
    const Ended status = cli(store, { u"--pin-file"_s, right, u"status"_s, u"--json"_s });
    EXPECT_EQ(status.exitCode, 0) << status.err.constData();
    EXPECT_TRUE(cli(store, { u"pin"_s, u"show"_s, u"--json"_s }).out.contains("\"tries_left\":10"));
    EXPECT_EQ(cli(store, { u"--pin-file"_s, right, u"pin"_s, u"set"_s, u"--new-pin-file"_s, pinFile("920461") }).exitCode, 0);
    EXPECT_EQ(cli(store, { u"--pin-file"_s, right, u"status"_s }).exitCode, 1);
}

TEST_F(RealKeyringTest, NeitherKeyIsInTheClearAnywhereOnTheDisk)
{
    SecretService secrets;
    const auto wrapping = secrets.read(wrappingKeyName(store));
    ASSERT_TRUE(wrapping && wrapping->has_value());
    StoreCredentials credentials;
    credentials.secretStore = &secrets;
    const auto key = KeyVault(store).read(credentials);
    ASSERT_TRUE(key) << qPrintable(key.error().detail);
    const QList<QByteArray> patterns = waysToWrite(**wrapping) + waysToWrite(key->key()) + QList<QByteArray> { password };
    restart(password);   // all that it keeps is on the disk
    // The home holds the device, its store and the keyring.
    const ByteSearch search = searchBytes(home, patterns);
    EXPECT_EQ(search.found, QStringList());
    EXPECT_TRUE(QFile::exists(RealKeyring::folder() + u"/login.keyring"_s));
    EXPECT_GE(search.files, 4);
    std::printf("searched %d files for %d ways to write the keys\n", search.files, static_cast<int>(patterns.size()));
    // The search would have found each of them.
    for (const QByteArray &pattern : patterns) {
        QFile planted(m_folder.filePath(u"planted"_s));
        ASSERT_TRUE(planted.open(QIODevice::WriteOnly));
        planted.write("key: " + pattern + "\n");
        planted.close();
        EXPECT_EQ(searchBytes(home, { patterns }).found.count(planted.fileName()) > 0, true);
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
