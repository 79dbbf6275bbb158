#include "tests/migrations/unsent_work.h"

#include "core/base/digest.h"
#include "core/sqlite/migrator.h"
#include "core/store/key_vault.h"

#include <QFile>

namespace sightline::migrations {

using namespace Qt::StringLiterals;

QByteArray passphrase()
{
    QFile file(QStringLiteral(SIGHTLINE_SOURCE_DIR "/tests/migrations/passphrase"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

Result<std::unique_ptr<Connection>> openAsItIs(const QString &folder)
{
    const auto key = KeyVault(folder).read({ SecretBytes::copyOf(passphrase()), nullptr, {} });
    if (!key)
        return key.error();
    return Connection::open({ .path = folder + u"/store.db"_s, .key = &*key, .mode = OpenMode::ReadWrite });
}

Result<Json> unsentWork(Connection &db)
{
    const auto schema = schemaVersion(db);
    if (!schema)
        return schema.error();
    Json::Array operations;
    // Since schema 9 the bytes lie in a table of their own. A row without its bytes counts as lost, so it is not left out here.
    const std::string_view sql = *schema < 9 ? "SELECT op_id, op FROM outbox WHERE ack_seq IS NULL ORDER BY n"
                                             : "SELECT op_id, op FROM outbox LEFT JOIN outbox_body USING (n) WHERE ack_seq IS NULL ORDER BY n";
    const auto readOperations = db.each(sql, [&](const Statement &row) {
        operations.append(Json::object({ { u"id"_s, toHex(row.blob(0)) }, { u"sha256"_s, toHex(sha256(row.blob(1))) } }));
    });
    if (!readOperations)
        return readOperations.error();
    Json::Array drafts;
    const auto readDrafts = db.each("SELECT id, form, focus, body FROM draft WHERE discarded_at_ms IS NULL ORDER BY n", [&](const Statement &row) {
        drafts.append(Json::object(
            { { u"id"_s, toHex(row.blob(0)) }, { u"form"_s, row.text(1) }, { u"focus"_s, row.text(2) }, { u"sha256"_s, toHex(sha256(row.blob(3))) } }));
    });
    if (!readDrafts)
        return readDrafts.error();
    return Json::object({ { u"schema"_s, *schema }, { u"operations"_s, operations }, { u"drafts"_s, drafts } });
}

QStringList lostWork(const Json &expected, const Json &present)
{
    QStringList lost;
    for (const QString &kind : { u"operations"_s, u"drafts"_s }) {
        // Order too: operations are sent in the order in which they were made.
        const Json::Array &wanted = expected[kind].toArray();
        const Json::Array &found = present[kind].toArray();
        for (qsizetype i = 0; i < wanted.size(); ++i) {
            if (i >= found.size() || !(found.at(i) == wanted.at(i)))
                lost.append(u"%1 number %2 (%3) is lost, changed or out of order"_s.arg(kind).arg(i + 1).arg(wanted.at(i)[u"id"_s].toString()));
        }
        if (found.size() > wanted.size())
            lost.append(u"there are more %1 than before"_s.arg(kind));
    }
    return lost;
}

} // namespace sightline::migrations
