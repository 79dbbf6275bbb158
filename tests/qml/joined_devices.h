#pragma once

#include "tests/qml/running_app.h"
#include "tests/support/hub_process.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace sightline::testing {

/// A hub of the demo council as a process of its own, and devices that have joined it and hold what it gave them.
class JoinedDevices : public ::testing::Test {
protected:
    static inline const QString author = QStringLiteral("practitioner-north-1");
    static inline const QString manager = QStringLiteral("tm-early-support-north");

    void begin() { ASSERT_TRUE(m_hub.init()) << qPrintable(m_hub.complaint); }
    void publish(const QString &name, const Json &questionnaire)
    {
        QFile file(m_folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(writeJson(questionnaire));
        file.close();
        ASSERT_FALSE(m_hub.administer({ QStringLiteral("form"), QStringLiteral("install"), file.fileName(), QStringLiteral("--json") }).isEmpty())
            << qPrintable(m_hub.complaint);
    }
    void serve() { ASSERT_TRUE(m_hub.serve()) << qPrintable(m_hub.complaint); }
    void join(const QString &device, const QString &person)
    {
        const QString folder = folderOf(device);
        QDir().mkpath(folder);
        QFile key(folder + QStringLiteral("/key"));
        ASSERT_TRUE(key.open(QIODevice::WriteOnly));
        key.write("a passphrase for tests alone\n");
        key.close();
        const QStringList init { QStringLiteral("init"), QStringLiteral("--hub"), m_hub.url(), QStringLiteral("--enrol"), m_hub.codeFor(person) };
        for (const QStringList &arguments : { init, QStringList { QStringLiteral("sync") } }) {
            QProcess cli;
            cli.start(QStringLiteral(SIGHTLINE_CLI), RunningApp::storeArguments(folder) + arguments);
            ASSERT_TRUE(cli.waitForFinished(60'000));
            ASSERT_EQ(cli.exitCode(), 0) << cli.readAllStandardError().constData();
        }
    }
    [[nodiscard]] QString folderOf(const QString &device) const { return m_folder.filePath(device); }

    QTemporaryDir m_folder;
    support::HubProcess m_hub { QStringLiteral(SIGHTLINE_HUB) };
};

} // namespace sightline::testing
