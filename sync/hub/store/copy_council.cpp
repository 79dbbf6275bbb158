#include "sync/hub/store/copy_council.h"

#include "core/sqlite/connection.h"
#include "core/sqlite/transaction.h"
#include "sync/hub/store/migrations.h"

#include <QFile>
#include <QFileInfo>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

using Kind = CopiedTable::Kind;

/// Rows read at a time: a chunk of a file is 256 KiB.
constexpr int rowsAtATime = 40;

std::string namesOf(const CopiedTable &table)
{
    std::string names;
    for (const CopiedTable::Column &column : table.columns)
        names.append(names.empty() ? "" : ", ").append(column.name);
    return names;
}

std::string selectFrom(const CopiedTable &table)
{
    return std::string("SELECT ").append(namesOf(table)).append(" FROM ").append(table.name).append(" ORDER BY ").append(table.order);
}

std::string insertInto(const CopiedTable &table)
{
    std::string values;
    for (std::size_t i = 1; i <= table.columns.size(); ++i)
        values.append(i == 1 ? "?" : ", ?").append(std::to_string(i));
    return std::string("INSERT INTO ").append(table.name).append(" (").append(namesOf(table)).append(") VALUES (").append(values).append(")");
}

/// Hands each value of @p row to @p take(column, value), NULL as nullptr.
template <typename Row, typename Take>
void eachValue(const CopiedTable &table, const Row &row, Take take)
{
    for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
        if (row.isNull(i)) {
            take(i, nullptr);
            continue;
        }
        switch (table.columns[static_cast<std::size_t>(i)].kind) {
        case Kind::Integer: take(i, row.integer(i)); break;
        case Kind::Words: take(i, row.text(i)); break;
        case Kind::Bytes: take(i, row.blob(i)); break;
        }
    }
}

Result<void> copyTable(const CopiedTable &table, PostgresConnection &from, Connection &to)
{
    const std::string insert = insertInto(table);
    const std::string cursor = std::string("copy_").append(table.name);
    const auto opened = from.execute(std::string("DECLARE ").append(cursor).append(" NO SCROLL CURSOR FOR ").append(selectFrom(table)));
    if (!opened)
        return opened;
    const std::string fetch = std::string("FETCH ").append(std::to_string(rowsAtATime)).append(" FROM ").append(cursor);
    for (int rows = rowsAtATime; rows == rowsAtATime;) {
        rows = 0;
        const auto read = from.each(fetch, [&](const PostgresRow &row) -> Result<void> {
            ++rows;
            auto statement = to.prepare(insert);
            if (!statement)
                return statement.error();
            eachValue(table, row, [&statement](int column, const auto &value) { statement->bind(column, value); });
            const auto stepped = statement->step();
            return stepped ? Result<void>() : stepped.error();
        });
        if (!read)
            return read;
    }
    return {};
}

Result<void> copyTable(const CopiedTable &table, Connection &from, PostgresConnection &to)
{
    const std::string insert = insertInto(table);
    return from.each(selectFrom(table), [&](const Statement &row) -> Result<void> {
        PostgresParameters parameters;
        eachValue(table, row, [&parameters](int, const auto &value) {
            if constexpr (std::is_null_pointer_v<std::decay_t<decltype(value)>>)
                parameters.addNull();
            else
                parameters.add(value);
        });
        const auto written = to.runWith(insert, parameters);
        return written ? Result<void>() : written.error();
    });
}

Result<void> copyAll(PostgresConnection &from, const QString &path, const DatabaseKey &key)
{
    ConnectionOptions options;
    options.path = path;
    options.key = &key;
    const auto to = Connection::open(options);
    if (!to)
        return to.error();
    if (const auto migrated = migrate(**to, hubMigrations()); !migrated)
        return migrated.error();
    auto transaction = Transaction::begin(**to);
    if (!transaction)
        return transaction.error();
    for (const CopiedTable &table : copiedTables()) {
        if (const auto copied = copyTable(table, from, **to); !copied)
            return copied;
    }
    if (const auto committed = transaction->commit(); !committed)
        return committed;
    return (*to)->checkpoint();
}

} // namespace

const std::vector<CopiedTable> &copiedTables()
{
    static const std::vector<CopiedTable> tables {
        { "council",
          "id",
          { { "id", Kind::Integer },
            { "name", Kind::Words },
            { "epoch", Kind::Words },
            { "seq", Kind::Integer },
            { "durable_seq", Kind::Integer },
            { "people_seq", Kind::Integer },
            { "forms_seq", Kind::Integer },
            { "chain", Kind::Bytes },
            { "audit_n", Kind::Integer },
            { "audit_chain", Kind::Bytes },
            { "audit_heads", Kind::Integer },
            { "durable_at_ms", Kind::Integer },
            { "erasures", Kind::Integer } } },
        { "stream",
          "id",
          { { "id", Kind::Bytes },
            { "installation", Kind::Bytes },
            { "person", Kind::Words },
            { "last_number", Kind::Integer },
            { "chain", Kind::Bytes },
            { "seen_at_ms", Kind::Integer } } },
        { "taken_number", "stream, number", { { "stream", Kind::Bytes }, { "number", Kind::Integer }, { "seq", Kind::Integer }, { "chain", Kind::Bytes } } },
        { "op",
          "seq",
          { { "seq", Kind::Integer },
            { "op_id", Kind::Bytes },
            { "stream", Kind::Bytes },
            { "person", Kind::Words },
            { "record_id", Kind::Bytes },
            { "kind", Kind::Words },
            { "at_device_ms", Kind::Integer },
            { "at_hub_ms", Kind::Integer },
            { "body", Kind::Bytes },
            { "chain", Kind::Bytes },
            { "digest", Kind::Bytes } } },
        { "outcome", "op_seq, seq", { { "op_seq", Kind::Integer }, { "seq", Kind::Integer }, { "name", Kind::Words }, { "fields", Kind::Words } } },
        { "parked", "op_seq, what", { { "what", Kind::Words }, { "op_seq", Kind::Integer } } },
        { "record",
          "id",
          { { "id", Kind::Bytes },
            { "type", Kind::Words },
            { "form", Kind::Words },
            { "state", Kind::Words },
            { "rev", Kind::Integer },
            { "seq", Kind::Integer },
            { "at_hub_ms", Kind::Integer },
            { "hash", Kind::Bytes },
            { "frozen", Kind::Bytes },
            { "body", Kind::Bytes } } },
        { "entry", "scope, record_id", { { "scope", Kind::Words }, { "record_id", Kind::Bytes }, { "seq", Kind::Integer }, { "present", Kind::Integer } } },
        { "scope", "id", { { "id", Kind::Words }, { "n", Kind::Integer }, { "digest", Kind::Bytes } } },
        { "conflict",
          "record_id, field, op_seq",
          { { "record_id", Kind::Bytes }, { "field", Kind::Words }, { "op_seq", Kind::Integer }, { "resolved_seq", Kind::Integer } } },
        { "enrolment",
          "code_hash",
          { { "code_hash", Kind::Bytes }, { "person", Kind::Words }, { "expires_at_ms", Kind::Integer }, { "used_at_ms", Kind::Integer } } },
        { "installation",
          "id",
          { { "id", Kind::Bytes },
            { "person", Kind::Words },
            { "public_key", Kind::Bytes },
            { "enrolled_at_ms", Kind::Integer },
            { "revoked_at_ms", Kind::Integer },
            { "forgotten_restore_at_ms", Kind::Integer } } },
        { "contact",
          "installation",
          { { "installation", Kind::Bytes },
            { "at_ms", Kind::Integer },
            { "said", Kind::Integer },
            { "records", Kind::Integer },
            { "drafts", Kind::Integer },
            { "files", Kind::Integer },
            { "file_bytes", Kind::Integer } } },
        { "calendar_address",
          "person",
          { { "person", Kind::Words }, { "token_hash", Kind::Bytes }, { "made_at_ms", Kind::Integer }, { "revoked_at_ms", Kind::Integer } } },
        { "audit", "n", { { "n", Kind::Integer }, { "at_ms", Kind::Integer }, { "line", Kind::Bytes }, { "chain", Kind::Bytes } } },
        { "audit_head",
          "n",
          { { "n", Kind::Integer },
            { "at_ms", Kind::Integer },
            { "epoch", Kind::Words },
            { "audit_n", Kind::Integer },
            { "audit_chain", Kind::Bytes },
            { "seq", Kind::Integer },
            { "chain", Kind::Bytes },
            { "signature", Kind::Bytes } } },
        { "reading_taken", "installation", { { "installation", Kind::Bytes }, { "last_n", Kind::Integer } } },
        { "event_source",
          "name",
          { { "name", Kind::Words }, { "token_hash", Kind::Bytes }, { "made_at_ms", Kind::Integer }, { "revoked_at_ms", Kind::Integer } } },
        { "local_account",
          "person",
          { { "person", Kind::Words },
            { "password_hash", Kind::Words },
            { "sealed_seed", Kind::Bytes },
            { "recovery_hashes", Kind::Bytes },
            { "last_step", Kind::Integer },
            { "failures", Kind::Integer },
            { "closed_until_ms", Kind::Integer },
            { "made_at_ms", Kind::Integer },
            { "disabled_at_ms", Kind::Integer } } },
        { "token",
          "hash",
          { { "hash", Kind::Bytes },
            { "is_refresh", Kind::Integer },
            { "installation", Kind::Bytes },
            { "family", Kind::Bytes },
            { "generation", Kind::Integer },
            { "expires_at_ms", Kind::Integer },
            { "used_at_ms", Kind::Integer },
            { "revoked_at_ms", Kind::Integer } } },
        { "file",
          "sha, person",
          { { "sha", Kind::Bytes },
            { "person", Kind::Words },
            { "size", Kind::Integer },
            { "mime", Kind::Words },
            { "named_at_ms", Kind::Integer },
            { "complete_seq", Kind::Integer } } },
        { "file_naming", "sha, record_id, person", { { "sha", Kind::Bytes }, { "record_id", Kind::Bytes }, { "person", Kind::Words } } },
        { "file_chunk",
          "sha, person, n",
          { { "sha", Kind::Bytes },
            { "person", Kind::Words },
            { "n", Kind::Integer },
            { "bytes", Kind::Bytes },
            { "store", Kind::Integer },
            { "name", Kind::Words } } },
        { "file_store", "n", { { "n", Kind::Integer }, { "place", Kind::Words }, { "since_ms", Kind::Integer } } },
        { "erasure", "id", { { "id", Kind::Words }, { "at_ms", Kind::Integer }, { "audit_n", Kind::Integer } } },
        { "erased_record", "record_id", { { "record_id", Kind::Bytes }, { "type", Kind::Words }, { "hash", Kind::Bytes }, { "erasure", Kind::Words } } },
        { "erased_operation", "op_id", { { "op_id", Kind::Bytes }, { "digest", Kind::Bytes }, { "erasure", Kind::Words } } },
        { "done", "what", { { "what", Kind::Words } } }
    };
    return tables;
}

Result<void> copyCouncil(PostgresConnection &from, const QString &path, const DatabaseKey &key)
{
    if (QFileInfo::exists(path))
        return Error { ErrorCode::AlreadyExists, u"There is a file at the path for the copy already."_s };
    const auto copied = copyAll(from, path, key);
    if (!copied) {
        // Half a copy would be taken for a backup one day.
        for (const QString &part : { QString(), u"-wal"_s, u"-shm"_s })
            QFile::remove(path + part);
    }
    return copied;
}

Result<void> copyCouncil(const QString &path, const DatabaseKey &key, PostgresConnection &to)
{
    ConnectionOptions options;
    options.path = path;
    options.key = &key;
    options.mode = OpenMode::ReadOnly;
    const auto from = Connection::open(options);
    if (!from)
        return from.error();
    for (const CopiedTable &table : copiedTables()) {
        if (const auto copied = copyTable(table, **from, to); !copied)
            return copied;
    }
    return {};
}

} // namespace sightline::hub
