#include "sync/hub/auth/doorkeeper.h"
#include "sync/hub/cli/hub_program.h"
#include "sync/hub/http/http_server.h"
#include "sync/hub/http/routes.h"
#include "sync/protocol/limits.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

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
        { u"failed codes"_s, RouteOptions {}.failuresPerMinuteMax },
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

TEST(DeployFiles, StartTheProgramWithCommandsAndOptionsItHas)
{
    const QDir folder(QStringLiteral(SIGHTLINE_SOURCE_DIR "/sync/hub/ops/deploy"));
    static const QRegularExpression start(u"/usr/bin/sightline-hub ([a-z-]+)([^'\n]*)"_s);
    static const QRegularExpression option(u"(--[a-z-]+)"_s);
    const auto helpOf = [](const QString &command) {
        testing::internal::CaptureStdout();
        EXPECT_EQ(exitOf({ command, u"--help"_s }), 0) << qPrintable(command);
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
    EXPECT_EQ(starts, 3);
    EXPECT_EQ(missing(u"ExecStart=/usr/bin/sightline-hub serve --bogus 1\n"_s), QStringList { u"--bogus"_s }) << "planted";
}
