#include "sync/hub/auth/doorkeeper.h"
#include "sync/hub/cli/hub_program.h"
#include "sync/hub/http/http_server.h"
#include "sync/hub/http/routes.h"
#include "sync/protocol/limits.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

QString operatingPage()
{
    QFile file(QStringLiteral(SIGHTLINE_SOURCE_DIR "/sync/hub/OPERATING.md"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return QString::fromUtf8(file.readAll());
}

/// First cells of the table whose head is @p head, with the second cell.
QMap<QString, QString> tableUnder(const QString &page, const QString &head)
{
    QMap<QString, QString> rows;
    bool isInTable = false;
    for (const QString &line : page.split(u'\n')) {
        if (line.startsWith(u"| "_s + head + u" |"_s))
            isInTable = true;
        else if (!line.startsWith(u'|'))
            isInTable = false;
        else if (isInTable && !line.startsWith(u"|---"_s)) {
            const QStringList cells = line.split(u'|');
            rows.insert(cells.value(1).trimmed().remove(u'`'), cells.value(2).trimmed());
        }
    }
    return rows;
}

/// Exit code of `sightline-hub WORDS`.
int exitOf(const QStringList &words)
{
    std::vector<QByteArray> texts { "sightline-hub" };
    for (const QString &word : words)
        texts.push_back(word.toLocal8Bit());
    std::vector<char *> arguments;
    for (QByteArray &text : texts)
        arguments.push_back(text.data());
    return runHubProgram(static_cast<int>(arguments.size()), arguments.data());
}

} // namespace

TEST(OperatingPage, NamesEveryCommandThereIsAndNoOther)
{
    const QStringList named = tableUnder(operatingPage(), u"command"_s).keys();
    EXPECT_GE(named.size(), 14);
    EXPECT_EQ(named, hubCommandNames());
    testing::internal::CaptureStdout();
    for (const QString &command : named)
        EXPECT_EQ(exitOf(command.split(u' ') << u"--help"_s), 0) << qPrintable(command);
    EXPECT_TRUE(testing::internal::GetCapturedStdout().find("--db") != std::string::npos);
}

TEST(OperatingPage, SaysTheLimitsOfTheProgram)
{
    const auto said = tableUnder(operatingPage(), u"limit"_s);
    const HttpOptions http;
    const TokenTimes times;
    const QMap<QString, qint64> real {
        { u"header"_s, httpHeaderBytesMax },
        { u"body"_s, wire::pushInflatedBytesMax },
        { u"body without a token"_s, httpSmallBodyBytesMax },
        { u"bodies together"_s, http.bodiesBytesMax },
        { u"header time"_s, http.headerTime.count() },
        { u"body time"_s, http.bodyTime.count() },
        { u"idle time"_s, http.idleTime.count() },
        { u"connections"_s, http.connectionsMax },
        { u"connections per address"_s, http.connectionsPerAddressMax },
        { u"free disk"_s, RouteOptions {}.freeBytesForFilesMin },
        { u"failed codes"_s, RouteOptions {}.failuresPerMinuteMax },
        { u"requests of a device"_s, qint64(RouteOptions {}.ofDevice.most) },
        { u"requests of an address"_s, qint64(RouteOptions {}.ofAddress.most) },
        { u"calendar asks"_s, RouteOptions {}.calendarAsksPerMinuteMax },
        { u"account tries"_s, AccountBounds {}.triesMax },
        { u"access token"_s, times.accessMs / 60'000 },
        { u"refresh token"_s, times.refreshMs / (24LL * 3600 * 1000) },
        { u"one-time code"_s, times.codeMs / (24LL * 3600 * 1000) },
    };
    EXPECT_EQ(said.keys(), real.keys());
    for (auto it = real.cbegin(); it != real.cend(); ++it)
        EXPECT_EQ(said.value(it.key()).toLongLong(), it.value()) << qPrintable(it.key());
}

TEST(OperatingPage, WrongArgumentsAreOneSentenceAndExitCodeTwo)
{
    const QList<QStringList> wrong { {},
                                     { u"bogus"_s },
                                     { u"serve"_s },
                                     { u"serve"_s, u"--db"_s, u"postgres:x"_s },
                                     { u"serve"_s, u"--db"_s, u"sqlite:"_s },
                                     { u"enrol"_s, u"--db"_s, u"sqlite:x"_s },
                                     { u"user"_s },
                                     { u"framework"_s, u"compile"_s },
                                     { u"user"_s, u"leave"_s, u"a"_s, u"--last-day"_s, u"soon"_s, u"--db"_s, u"sqlite:x"_s },
                                     { u"serve"_s, u"--db"_s, u"sqlite:x"_s, u"--listen"_s, u"nowhere"_s },
                                     { u"serve"_s, u"--db"_s, u"sqlite:x"_s, u"--listen"_s, u"127.0.0.1:99999"_s },
                                     { u"serve"_s, u"--db"_s, u"sqlite:x"_s, u"--tls-cert"_s, u"only"_s },
                                     { u"serve"_s, u"--db"_s, u"sqlite:x"_s, u"--trusted-proxy"_s } };
    for (const QStringList &words : wrong) {
        testing::internal::CaptureStderr();
        EXPECT_EQ(exitOf(words), 2) << qPrintable(words.join(u' '));
        const QString said = QString::fromStdString(testing::internal::GetCapturedStderr());
        EXPECT_EQ(said.count(u'\n'), 1) << qPrintable(said);
    }
}

/// Somebody mistypes an address that has a password in it: it stands in no sentence, so in no journal.
TEST(OperatingPage, AMistypedDatabaseIsNotRepeated)
{
    const std::string secret = "correct-horse";
    const auto address = [&secret](const QString &scheme) { return scheme + u"://hub:"_s + QString::fromStdString(secret) + u"@db.example/sightline"_s; };
    const QList<QStringList> wrong { { u"serve"_s, u"--db"_s, address(u"postgre"_s) },
                                     { u"serve"_s, u"--db"_s, address(u"Postgresql"_s) },
                                     { u"check"_s, u"--db"_s, address(u"postgresql"_s) },
                                     { u"check"_s, u"--db"_s, u"postgresqI:service=council password="_s + QString::fromStdString(secret) },
                                     { u"serve"_s, address(u"postgresql"_s) },
                                     { address(u"postgresql"_s) },
                                     { u"serve"_s, u"--db"_s, u"sqlite:x"_s, address(u"postgresql"_s) },
                                     { u"serve"_s, u"--bd="_s + address(u"postgresql"_s) } };
    for (const QStringList &words : wrong) {
        testing::internal::CaptureStderr();
        EXPECT_EQ(exitOf(words), 2);
        const std::string said = testing::internal::GetCapturedStderr();
        EXPECT_FALSE(said.empty());
        EXPECT_EQ(said.find(secret), std::string::npos) << said;
    }
}

TEST(DeployFiles, StartTheProgramWithCommandsAndOptionsItHas)
{
    const QDir folder(QStringLiteral(SIGHTLINE_SOURCE_DIR "/sync/hub/ops/deploy"));
    static const QRegularExpression start(u"/usr/bin/sightline-hub ([a-z-]+(?: [a-z]+)?)([^'\n]*)"_s);
    static const QRegularExpression option(u"(--[a-z-]+)"_s);
    const auto helpOf = [](const QString &command) {
        testing::internal::CaptureStdout();
        EXPECT_EQ(exitOf(command.split(u' ') << u"--help"_s), 0) << qPrintable(command);
        return QString::fromStdString(testing::internal::GetCapturedStdout());
    };
    const auto missing = [&](const QString &text) {
        QStringList unknown;
        for (auto it = start.globalMatch(text); it.hasNext();) {
            const auto found = it.next();
            const QString help = helpOf(found.captured(1));
            for (auto options = option.globalMatch(found.captured(2)); options.hasNext();) {
                const QString name = options.next().captured(1);
                if (!help.contains(name))
                    unknown.append(name);
            }
        }
        return unknown;
    };
    int starts = 0;
    for (const QString &name : folder.entryList({ u"*.service"_s })) {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        starts += static_cast<int>(text.count(start));
        EXPECT_EQ(missing(text), QStringList()) << qPrintable(name);
        for (const QString &kept : { u"NoNewPrivileges=yes"_s, u"ProtectSystem=strict"_s, u"CapabilityBoundingSet=\n"_s, u"UMask=0077"_s })
            EXPECT_TRUE(text.contains(kept)) << qPrintable(name + u" lacks "_s + kept);
    }
    EXPECT_EQ(starts, 5);
    EXPECT_EQ(missing(u"ExecStart=/usr/bin/sightline-hub serve --bogus 1\n"_s), QStringList { u"--bogus"_s }) << "planted";
}

namespace {

/// What a unit file sets, by section and key; a key may be set several times.
QMap<QString, QStringList> settingsOf(const QString &text)
{
    QMap<QString, QStringList> settings;
    QString section;
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith(u'['))
            section = line.trimmed();
        else if (const qsizetype equals = line.indexOf(u'='); equals > 0 && !line.startsWith(u'#'))
            settings[section + line.left(equals)].append(line.mid(equals + 1));
    }
    return settings;
}

/// What systemd says of the units in @p folder, which it only looks at; empty: nothing is wrong with them.
QString systemdsWord(const QString &folder, const QStringList &names)
{
    QProcess systemd;
    systemd.setWorkingDirectory(folder);
    systemd.setProcessChannelMode(QProcess::MergedChannels);
    systemd.start(u"systemd-analyze"_s, QStringList { u"verify"_s, u"--man=no"_s } + names);
    EXPECT_TRUE(systemd.waitForFinished(30'000));
    return QString::fromUtf8(systemd.readAll());
}

} // namespace

TEST(DeployFiles, UnitsAreStartedAgainForEverAndSystemdReadsEachLine)
{
    const QDir folder(QStringLiteral(SIGHTLINE_SOURCE_DIR "/sync/hub/ops/deploy"));
    QTemporaryDir copies;
    QStringList names;
    int startedAgain = 0;
    for (const QString &name : folder.entryList({ u"*.service"_s, u"*.timer"_s })) {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        QString text = QString::fromUtf8(file.readAll());
        const auto settings = settingsOf(text);
        EXPECT_FALSE(settings.isEmpty());
        if (settings.value(u"[Service]Restart"_s) == QStringList { u"always"_s }) {
            ++startedAgain;
            // In this section alone; in another it is not read, and after five quick ends the hub would stay down.
            EXPECT_EQ(settings.value(u"[Unit]StartLimitIntervalSec"_s), QStringList { u"0"_s }) << qPrintable(name);
        }
        // Here nothing is installed, and a template is looked at as one of what it makes.
        QFile copy(copies.filePath(QString(name).replace(u"@."_s, u"@8750."_s)));
        ASSERT_TRUE(copy.open(QIODevice::WriteOnly));
        copy.write(text.replace(u"/usr/bin/sightline-hub"_s, u"/bin/true"_s).toUtf8());
        names.append(QFileInfo(copy).fileName());
    }
    EXPECT_EQ(startedAgain, 2);
    EXPECT_EQ(names.size(), 6);
    if (QStandardPaths::findExecutable(u"systemd-analyze"_s).isEmpty())
        GTEST_SKIP() << "the settings were read; systemd is not at hand to read them itself";
    EXPECT_EQ(systemdsWord(copies.path(), names), QString());
    QFile planted(copies.filePath(names.first()));
    ASSERT_TRUE(planted.open(QIODevice::Append));
    planted.write("\n[Service]\nRestartSek=1\n");
    planted.close();
    EXPECT_TRUE(systemdsWord(copies.path(), names).contains(u"RestartSek"_s)) << "planted";
}

/// What keeps words about children out of files that nobody encrypts, and strangers out of what decides who leads.
TEST(DeployFiles, KeepTheirPromises)
{
    const QDir folder(QStringLiteral(SIGHTLINE_SOURCE_DIR "/sync/hub/ops/deploy"));
    const auto textOf = [&folder](const QString &name) {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return QString::fromUtf8(file.readAll());
    };
    const QString nginx = textOf(u"nginx.conf"_s);
    static const QRegularExpression most(u"client_max_body_size ([0-9]+)m;"_s), inMemory(u"client_body_buffer_size ([0-9]+)m;"_s);
    EXPECT_GT(most.match(nginx).captured(1).toInt(), 0);
    EXPECT_EQ(inMemory.match(nginx).captured(1), most.match(nginx).captured(1)) << "what is larger goes to nginx's own files";
    EXPECT_EQ(most.match(nginx).captured(1).toLongLong() << 20, wire::pushInflatedBytesMax);
    EXPECT_TRUE(nginx.contains(u"proxy_max_temp_file_size 0;"_s));
    const QString patroni = textOf(u"patroni.yml"_s);
    for (const QString &kept : { u"- auth-local: peer"_s, u"- auth-host: scram-sha-256"_s, u"protocol: https"_s, u"verify_client: required"_s })
        EXPECT_TRUE(patroni.contains(kept)) << qPrintable(kept);
    static const QRegularExpression way(u"^    - (local|host[a-z]*) .*$"_s, QRegularExpression::MultilineOption);
    int ways = 0;
    for (auto it = way.globalMatch(patroni); it.hasNext(); ++ways) {
        const auto found = it.next();
        const bool isKept = found.captured(1) == u"local"_s ? found.captured(0).endsWith(u" peer"_s) : found.captured(0).endsWith(u" scram-sha-256"_s);
        EXPECT_TRUE(isKept && (found.captured(1) == u"local"_s || found.captured(1) == u"hostssl"_s)) << qPrintable(found.captured(0));
    }
    EXPECT_GE(ways, 5);
    // What serves cannot read the owner's password.
    for (const QString &unit : folder.entryList({ u"*.service"_s }))
        EXPECT_FALSE(textOf(unit).contains(u"owner"_s)) << qPrintable(unit);
}
