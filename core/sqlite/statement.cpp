#include "core/sqlite/statement.h"

#include "core/sqlite/connection.h"
#include "core/sqlite/sqlite_error.h"

#include <sqlite3.h>

#include <utility>

namespace sightline {

Statement::Statement(Statement &&other) noexcept
    : m_connection(other.m_connection), m_statement(std::exchange(other.m_statement, nullptr)), m_place(other.m_place), m_bindCode(other.m_bindCode)
{
}

Statement::~Statement()
{
    if (m_statement)
        m_connection->giveBack(m_statement, m_place);
}

void Statement::bind(int index, qint64 value)
{
    if (const int code = sqlite3_bind_int64(m_statement, index + 1, value); code != SQLITE_OK && m_bindCode == 0)
        m_bindCode = code;
}

void Statement::bind(int index, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    const int code = sqlite3_bind_text64(m_statement, index + 1, utf8.isNull() ? "" : utf8.constData(), static_cast<sqlite3_uint64>(utf8.size()),
                                         SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK && m_bindCode == 0)
        m_bindCode = code;
}

void Statement::bind(int index, const QByteArray &value)
{
    const int code = value.isEmpty()
        ? sqlite3_bind_zeroblob(m_statement, index + 1, 0)
        : sqlite3_bind_blob64(m_statement, index + 1, value.constData(), static_cast<sqlite3_uint64>(value.size()), SQLITE_TRANSIENT);
    if (code != SQLITE_OK && m_bindCode == 0)
        m_bindCode = code;
}

void Statement::bind(int index, std::nullptr_t)
{
    if (const int code = sqlite3_bind_null(m_statement, index + 1); code != SQLITE_OK && m_bindCode == 0)
        m_bindCode = code;
}

Result<bool> Statement::step()
{
    sqlite3 *db = sqlite3_db_handle(m_statement);
    if (m_bindCode != 0)
        return sqliteError(m_bindCode, db, u"Preparing a database request");
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return sqliteError(sqlite3_extended_errcode(db), db, u"A database request");
}

bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

qint64 Statement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

QString Statement::text(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(bytes, sqlite3_column_bytes(m_statement, column));
}

QByteArrayView Statement::utf8(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return { bytes, sqlite3_column_bytes(m_statement, column) };
}

QByteArray Statement::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return { bytes, sqlite3_column_bytes(m_statement, column) };
}

std::optional<qint64> Statement::optionalInteger(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return integer(column);
}

} // namespace sightline
