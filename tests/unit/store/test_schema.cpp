#include "core/store/schema.h"
#include "tests/unit/store/store_fixture.h"

#include <QFile>
#include <QRegularExpression>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// Table → columns, as SCHEMA.md says.
QMap<QString, QStringList> documented(const QString &text)
{
    QMap<QString, QStringList> tables;
    static const QRegularExpression row(u"^\\| `([a-z_]+)` \\| [^|]+ \\| (`[^|]+`) \\|$"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression name(u"`([a-z_]+)`"_s);
    for (auto rows = row.globalMatch(text); rows.hasNext();) {
        const auto match = rows.next();
        QStringList columns;
        for (auto names = name.globalMatch(match.captured(2)); names.hasNext();)
            columns.append(names.next().captured(1));
        tables.insert(match.captured(1), columns);
    }
    return tables;
}

QMap<QString, QStringList> present(Connection &db)
{
    QMap<QString, QStringList> tables;
    EXPECT_TRUE(db.each("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'",
                        [&](const Statement &row) { tables.insert(row.text(0), {}); }));
    for (auto it = tables.begin(); it != tables.end(); ++it)
        EXPECT_TRUE(db.each(
            "SELECT name FROM pragma_table_info(?) ORDER BY cid", [&](const Statement &row) { it->append(row.text(0)); }, it.key()));
    return tables;
}

TEST_F(StoreTest, SchemaMdSaysWhatTheDatabaseHolds)
{
    QFile file(QStringLiteral(SIGHTLINE_SOURCE_DIR "/core/store/SCHEMA.md"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    const auto said = documented(text);
    EXPECT_EQ(said.size(), 20);
    EXPECT_EQ(said, present(store->db()));
    for (const Migration &migration : storeMigrations())
        EXPECT_TRUE(text.contains(u'`' + migration.name + u'`')) << migration.name.toStdString();
    // The planted presence: a column that nobody documented is seen.
    ASSERT_TRUE(store->db().execute("ALTER TABLE draft ADD COLUMN undocumented INTEGER"));
    EXPECT_NE(said, present(store->db()));
}

TEST_F(StoreTest, EveryTableIsStrict)
{
    const auto loose =
        store->db().integer("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND strict = 0");
    EXPECT_EQ(loose.value(), 0);
}

} // namespace
