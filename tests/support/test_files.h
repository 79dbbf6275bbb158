#pragma once

#include "sync/hub/files/file_stores.h"

#include <QTemporaryDir>

#include <memory>

namespace sightline::support {

/// Where a test's files go: the database itself, or where SIGHTLINE_TEST_FILES is "directory" or "s3", there: so that one suite of tests holds
/// all three to the same meaning.
class TestFiles {
public:
    TestFiles();
    ~TestFiles();

    [[nodiscard]] hub::FileStores &stores() { return *m_stores; }
    /// Has @p store put new files there.
    void useIn(hub::HubStore &store);
    /// Names of the chunks that lie outside the database now.
    [[nodiscard]] QStringList outside();
    /// "database", "directory:…" or "s3:…".
    [[nodiscard]] QString place() const { return m_place; }
    [[nodiscard]] bool isDatabase() const { return m_place == QLatin1String("database"); }
    /// Takes @p name away, or spoils it, behind everybody's back.
    void lose(const QString &name);
    void spoil(const QString &name);

private:
    QTemporaryDir m_folder;
    SecretBytes m_key = SecretBytes::random(hub::ChunkSeal::keyBytes);
    QString m_place;
    std::unique_ptr<hub::FileStores> m_stores;
};

} // namespace sightline::support
