#pragma once

#include "core/store/store_directory.h"
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
    /// "A plain note", of one question that must be answered: "What was said".
    void publishPlainNote()
    {
        publish(QStringLiteral("plain.json"), *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:plain","version":"1.0","status":"active",
            "title":"A plain note","name":"PLAIN","item":[{"linkId":"p","type":"group","text":"The note","item":[
              {"linkId":"said","type":"text","text":"What was said","required":true}]}]})"));
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
    /// The store of @p device, while no program has it open.
    [[nodiscard]] std::unique_ptr<Store> openStoreOf(const QString &device)
    {
        StoreCredentials credentials;
        credentials.passphrase = SecretBytes::copyOf("a passphrase for tests alone");
        auto store = StoreDirectory(folderOf(device) + QStringLiteral("/store")).open(credentials, m_clock, m_random);
        EXPECT_TRUE(store) << (store ? "" : qPrintable(store.error().detail));
        return store ? std::move(*store) : nullptr;
    }
    /// Opens the page that forms are begun on. Asked again: while the page of a finished form is leaving, the shortcut is not there.
    static bool openStart(const ScreenReader &reader)
    {
        return reader.waitFor([&] {
            if (reader.find(QAccessible::EditableText, QStringLiteral("Find a form")))
                return true;
            reader.key(Qt::Key_N, Qt::ControlModifier);
            return false;
        });
    }
    /// Begins the form called @p title from anywhere and types @p words into its first question, "What was said".
    static void beginNote(const ScreenReader &reader, const QString &title, const QString &words)
    {
        const QString question = QStringLiteral("What was said");
        ASSERT_TRUE(openStart(reader)) << qPrintable(reader.said());
        // A form just finished stands among the drafts until the list is renewed, and has the same title.
        ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::Button, QStringLiteral("Delete draft: ") + title, 0, true); }));
        ASSERT_TRUE(reader.press(QAccessible::ListItem, title, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, question)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, question)));
        reader.type(words);
    }
    [[nodiscard]] QString folderOf(const QString &device) const { return m_folder.filePath(device); }

    SystemClock m_clock;
    SodiumRandom m_random;
    QTemporaryDir m_folder;
    support::HubProcess m_hub { QStringLiteral(SIGHTLINE_HUB) };
};

} // namespace sightline::testing
