// From the hub's picture to a joined device that speaks to that certificate alone: a real hub over TLS, and a reader of QR codes that is not ours.
#include "core/base/json.h"
#include "core/store/store_directory.h"
#include "sync/client/exchange.h"
#include "sync/client/join_device.h"
#include "sync/client/known_hub.h"
#include "sync/hub/ops/certificate_pin.h"
#include "sync/protocol/invitation.h"
#include "tests/integration/hub/hub_process.h"
#include "tests/support/self_signed.h"

#include <QCryptographicHash>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QSslConfiguration>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QThread>

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// What zbar reads in the picture @p path; empty: nothing.
QString readByZbar(const QString &path)
{
    QProcess zbar;
    zbar.start(u"zbarimg"_s, { u"--quiet"_s, u"--raw"_s, u"--oneshot"_s, path });
    EXPECT_TRUE(zbar.waitForFinished(60'000)) << "zbarimg does not run; platform/setup --tests installs it";
    return QString::fromUtf8(zbar.readAllStandardOutput()).trimmed();
}

/// A certificate for localhost as files.
struct Certificate {
    sightline::testing::SelfSigned own = sightline::testing::selfSigned();
    QString certificateFile;
    QString keyFile;

    explicit Certificate(const QString &place) : certificateFile(place + u".pem"_s), keyFile(place + u".key"_s)
    {
        write(certificateFile, own.certificate.toPem());
        write(keyFile, own.key.toPem());
    }
    [[nodiscard]] QStringList options() const { return { u"--tls-cert"_s, certificateFile, u"--tls-key"_s, keyFile }; }

    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
};

class InvitationTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_EQ(hub.run({ u"init"_s, u"--demo"_s, u"--empty-lists"_s }).exitCode, 0);
        trust(present);
        const QString passphrase = folder.filePath(u"passphrase"_s);
        Certificate::write(passphrase, "correct horse battery");
        credentials.passphrase = SecretBytes::copyOf("correct horse battery");
        credentials.cost = { 1, 8ULL * 1024 * 1024 };
    }
    ~InvitationTest() override { QSslConfiguration::setDefaultConfiguration(usual); }

    /// As a device whose administrator has put @p certificate among those it trusts: pins say more than that.
    void trust(const Certificate &certificate)
    {
        QSslConfiguration ssl = usual;
        ssl.setCaCertificates({ certificate.own.certificate });
        QSslConfiguration::setDefaultConfiguration(ssl);
    }
    [[nodiscard]] QString url() const { return u"https://localhost:%1"_s.arg(hub.port()); }
    /// Serves again where it served before.
    bool serveAgain(const Certificate &certificate)
    {
        const QString port = QString::number(hub.port());
        const QString told = hub.file(u"again"_s);
        QFile::remove(told);
        if (!hub.begin(QStringList { u"serve"_s, u"--listen"_s, u"127.0.0.1:"_s + port, u"--port-file"_s, told } + certificate.options()))
            return false;
        for (int look = 0; look < 2000 && !QFile::exists(told); ++look)
            QThread::msleep(5);   // another process is starting
        return QFile::exists(told);
    }
    /// The invitation that `enrol` prints, with @p options besides.
    QString invite(const QStringList &options)
    {
        const auto done = hub.run(QStringList { u"enrol"_s, u"practitioner-north-1"_s, u"--hub"_s, url(), u"--json"_s } + options);
        EXPECT_EQ(done.exitCode, 0) << done.err.constData();
        const auto json = parseJson(done.out);
        return json ? (*json)[u"invitation"_s].toString() : QString();
    }
    sync::JoinEnd join(const QString &text, const QString &device)
    {
        const auto invitation = wire::invitationFromText(text);
        EXPECT_TRUE(invitation) << qPrintable(text);
        const sync::KnownHub known { *sync::hubUrlFromText(invitation->hub), invitation->pins };
        const auto transport = sync::transportTo(known);
        return sync::joinDevice(StoreDirectory(folder.filePath(device)), credentials, clock, random, *transport,
                                { invitation->hub, invitation->code, invitation->pins });
    }

    const QSslConfiguration usual = QSslConfiguration::defaultConfiguration();
    QTemporaryDir folder;
    Certificate present { folder.filePath(u"present"_s) };
    Certificate other { folder.filePath(u"other"_s) };
    hub::HubProcess hub { folder.path() };
    SystemClock clock;
    SodiumRandom random;
    StoreCredentials credentials;
};

} // namespace

TEST_F(InvitationTest, IsReadOffItsPictureAndPinsWhatTheDeviceSpeaksTo)
{
    ASSERT_TRUE(hub.serve(present.options()));
    const QString png = folder.filePath(u"invitation.png"_s);
    const QString text = invite({ u"--pin"_s, present.certificateFile, u"--qr"_s, png });
    ASSERT_EQ(readByZbar(png), text);
    EXPECT_EQ(QFile::permissions(png) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto invitation = wire::invitationFromText(text);
    ASSERT_TRUE(invitation);
    const QByteArray pin = QCryptographicHash::hash(present.own.certificate.publicKey().toDer(), QCryptographicHash::Sha256);
    EXPECT_EQ(invitation->pins, QList<QByteArray> { pin }) << "the hub's way to a pin is the device's";

    sync::JoinEnd joined = join(text, u"device"_s);
    ASSERT_TRUE(joined.enrolment) << qPrintable(joined.error.detail);
    const auto known = sync::knownHub(*joined.store);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->pins, invitation->pins);
    const auto syncOnce = [&] {
        sync::OwnStore access(*joined.store);
        const auto transport = sync::transportTo(*sync::knownHub(*joined.store));
        return sync::syncOnce(access, *transport, random);
    };
    const auto synced = syncOnce();
    EXPECT_TRUE(synced) << qPrintable(synced.error().detail);

    const auto answers = [&](const QList<QByteArray> &pins) {
        const auto transport = sync::transportTo({ known->url, pins });
        sync::Call time;
        time.path = u"/v1/time"_s;
        time.method = sync::Call::Method::Get;
        time.timeoutMs = 10'000;
        return transport->call(time).isOk();
    };
    EXPECT_TRUE(answers(known->pins));
    // The same address with another certificate, as good by the system's lights: somebody stands in between.
    EXPECT_EQ(hub.stop(), 0);
    ASSERT_TRUE(serveAgain(other));
    trust(other);
    EXPECT_TRUE(answers({})) << "planted: without pins it is spoken to";
    EXPECT_FALSE(answers(known->pins));
    EXPECT_FALSE(syncOnce());
    EXPECT_EQ(hub.stop(), 0);
    ASSERT_TRUE(serveAgain(present));
    trust(present);
    EXPECT_TRUE(answers(known->pins));
    EXPECT_TRUE(syncOnce()) << "and the known one is spoken to again";
}

TEST_F(InvitationTest, AHubThatShowsAnotherCertificateIsNotGivenTheCode)
{
    ASSERT_TRUE(hub.serve(other.options()));
    trust(other);
    const QString text = invite({ u"--pin"_s, present.certificateFile });
    const auto refused = join(text, u"device"_s);
    EXPECT_FALSE(refused.enrolment);
    EXPECT_EQ(refused.fault, sync::EnrolFault::Untrusted);
    EXPECT_FALSE(StoreDirectory(folder.filePath(u"device"_s)).exists());
    // The code was not sent: it is still good, for whoever knows both certificates.
    auto both = *wire::invitationFromText(text);
    both.pins.append(*hub::pinOfCertificate(other.certificateFile));
    const auto joined = join(*wire::invitationText(both), u"device"_s);
    EXPECT_TRUE(joined.enrolment) << qPrintable(joined.error.detail);
}

/// A code typed by hand at the same address takes no pin away.
TEST_F(InvitationTest, PinsStayUntilAnotherInvitationNamesOthers)
{
    ASSERT_TRUE(hub.serve(present.options()));
    ASSERT_TRUE(join(invite({ u"--pin"_s, present.certificateFile }), u"device"_s).enrolment);
    auto again = join(invite({}), u"device"_s);
    ASSERT_TRUE(again.enrolment) << qPrintable(again.error.detail);
    EXPECT_EQ(sync::hubPins(*again.store)->size(), 1);
    again.store.reset();
    const auto named = join(invite({ u"--pin"_s, present.certificateFile, u"--pin"_s, other.certificateFile }), u"device"_s);
    ASSERT_TRUE(named.enrolment);
    EXPECT_EQ(sync::hubPins(*named.store)->size(), 2);
}

TEST_F(InvitationTest, EveryPictureOfItIsRead)
{
    ASSERT_TRUE(hub.serve(present.options()));
    const QString svg = folder.filePath(u"invitation.svg"_s);
    const QString text = invite({ u"--pin"_s, present.certificateFile, u"--qr"_s, svg });
    QImage painted(900, 900, QImage::Format_Grayscale8);
    painted.fill(Qt::gray);
    QPainter painter(&painted);
    QSvgRenderer(svg).render(&painter);
    painter.end();
    const QString picture = folder.filePath(u"painted.png"_s);
    ASSERT_TRUE(painted.save(picture));
    EXPECT_EQ(readByZbar(picture), text);
    painted.fill(Qt::white);
    ASSERT_TRUE(painted.save(picture));
    EXPECT_EQ(readByZbar(picture), QString()) << "planted: a picture without it is not read";

    const auto shown = hub.run({ u"enrol"_s, u"practitioner-north-1"_s, u"--hub"_s, url(), u"--qr"_s, u"-"_s });
    ASSERT_EQ(shown.exitCode, 0) << shown.err.constData();
    QStringList lines = QString::fromUtf8(shown.out).split(u'\n', Qt::SkipEmptyParts);
    const QString below = lines.takeLast();
    EXPECT_FALSE(lines.takeLast().startsWith(u'\033')) << "the code alone, as without a picture";
    // As a terminal draws it: two squares to a character.
    const qsizetype columns = lines.first().size() - u"\033[30;107m\033[0m"_s.size();
    QImage terminal(static_cast<int>(columns) * 8, static_cast<int>(lines.size()) * 16, QImage::Format_Grayscale8);
    terminal.fill(Qt::white);
    QPainter drawn(&terminal);
    for (int row = 0; row < lines.size(); ++row) {
        const QString squares = lines[row].mid(u"\033[30;107m"_s.size(), columns);
        for (int column = 0; column < squares.size(); ++column) {
            if (squares[column] == u'\u2580' || squares[column] == u'\u2588')
                drawn.fillRect(column * 8, row * 16, 8, 8, Qt::black);
            if (squares[column] == u'\u2584' || squares[column] == u'\u2588')
                drawn.fillRect(column * 8, row * 16 + 8, 8, 8, Qt::black);
        }
    }
    drawn.end();
    ASSERT_TRUE(terminal.save(picture));
    EXPECT_EQ(readByZbar(picture), below);
}

TEST_F(InvitationTest, WhatCannotBeShownMakesNoCode)
{
    ASSERT_TRUE(hub.serve(present.options()));
    const QString there = folder.filePath(u"there.png"_s);
    Certificate::write(there, "something else");
    const QStringList enrol { u"enrol"_s, u"practitioner-north-1"_s, u"--hub"_s, url() };
    const QList<QStringList> wrong { enrol + QStringList { u"--qr"_s, there },
                                     enrol + QStringList { u"--qr"_s, u"picture.gif"_s },
                                     enrol + QStringList { u"--pin"_s, present.keyFile },
                                     enrol + QStringList { u"--pin"_s, folder.filePath(u"nowhere"_s) },
                                     enrol + QStringList { u"--qr"_s, u"-"_s, u"--json"_s },
                                     { u"enrol"_s, u"practitioner-north-1"_s, u"--qr"_s, u"-"_s },
                                     { u"enrol"_s, u"practitioner-north-1"_s, u"--hub"_s, u"http://hub.example.org"_s } };
    for (const QStringList &words : wrong) {
        const auto done = hub.run(words);
        EXPECT_NE(done.exitCode, 0) << qPrintable(words.join(u' '));
        EXPECT_EQ(done.err.count('\n'), 1) << done.err.constData();
        EXPECT_TRUE(done.out.isEmpty());
    }
    QFile kept(there);
    ASSERT_TRUE(kept.open(QIODevice::ReadOnly));
    EXPECT_EQ(kept.readAll(), "something else");
}

/// The command line takes the same line; here over plain http on this machine, where there is nothing to pin.
TEST_F(InvitationTest, TheCommandLineJoinsByIt)
{
    ASSERT_TRUE(hub.serve());
    const auto made = hub.run({ u"enrol"_s, u"practitioner-north-1"_s, u"--hub"_s, u"http://127.0.0.1:%1"_s.arg(hub.port()) });
    const QString text = QString::fromUtf8(made.out.trimmed().split('\n').last());
    const auto cli = [&](const QStringList &more) {
        QProcess program;
        program.start(QStringLiteral(SIGHTLINE_CLI),
                      QStringList { u"--store"_s, folder.filePath(u"cli"_s), u"--key-file"_s, folder.filePath(u"passphrase"_s), u"init"_s } + more);
        EXPECT_TRUE(program.waitForFinished(60'000));
        return std::pair(program.exitCode(), QString::fromUtf8(program.readAllStandardError()));
    };
    EXPECT_EQ(cli({ u"--invitation"_s, text.chopped(1) }).first, 1);
    EXPECT_EQ(cli({ u"--hub"_s, u"http://127.0.0.1:1"_s }).first, 1);
    EXPECT_EQ(cli({ u"--hub"_s, u"http://127.0.0.1:1"_s, u"--invitation"_s, text }).first, 2);
    const auto [code, said] = cli({ u"--invitation"_s, text });
    EXPECT_EQ(code, 0) << qPrintable(said);
}

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
