#include "tests/support/test_files.h"

#include "tests/support/s3_server.h"

#include <gtest/gtest.h>

namespace sightline::support {

using namespace Qt::StringLiterals;

namespace {

/// One for the program: it takes half a second to start.
S3Server &sharedServer()
{
    static S3Server server;
    return server;
}

} // namespace

TestFiles::TestFiles()
{
    static int made = 0;
    const QByteArray kind = qgetenv("SIGHTLINE_TEST_FILES");
    QString credentials;
    if (kind == "directory") {
        m_place = u"directory:"_s + m_folder.filePath(u"files"_s);
    } else if (kind == "s3") {
        EXPECT_NE(sharedServer().port(), 0) << qPrintable(sharedServer().complaint);
        m_place = sharedServer().place(u"test-%1/"_s.arg(++made));
        credentials = sharedServer().credentials();
    } else {
        m_place = u"database"_s;
    }
    m_stores = std::make_unique<hub::FileStores>(m_key, credentials);
}

TestFiles::~TestFiles() = default;

void TestFiles::useIn(hub::HubStore &store)
{
    if (isDatabase())
        return;
    const auto founded = m_stores->found(m_place);
    ASSERT_TRUE(founded) << qPrintable(founded.error().detail);
    auto transaction = store.begin();
    ASSERT_TRUE((*transaction)->setFileStore({ 1, m_place, 1 }));
    ASSERT_TRUE((*transaction)->commit());
}

QStringList TestFiles::outside()
{
    QStringList names;
    if (isDatabase())
        return names;
    const auto store = m_stores->at(m_place);
    EXPECT_TRUE(store);
    const auto read = store ? (*store)->each([&names](const hub::ListedChunk &listed) -> Result<void> {
        if (listed.name != hub::FileStores::markName)
            names.append(listed.name);
        return {};
    })
                            : Result<void>(store.error());
    EXPECT_TRUE(read) << (read ? "" : qPrintable(read.error().detail));
    names.sort();
    return names;
}

void TestFiles::lose(const QString &name) { ASSERT_TRUE((*m_stores->at(m_place))->remove(name)); }

void TestFiles::spoil(const QString &name)
{
    const auto store = *m_stores->at(m_place);
    QByteArray bytes = (*store->get(name)).value();
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    ASSERT_TRUE(store->put(name, bytes));
}

} // namespace sightline::support
