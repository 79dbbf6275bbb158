#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <string_view>
#include <type_traits>

struct sqlite3;
struct sqlite3_stmt;

namespace sightline {

class Connection;

/// A prepared statement in use: bound, stepped, and given back to its connection when destroyed. Parameters are always
/// bound, never joined into the text. Column and parameter numbers begin at 0. Thread: the connection's.
class Statement {
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) = delete;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    ~Statement();

    void bind(int index, qint64 value);
    void bind(int index, const QString &value);
    void bind(int index, const QByteArray &value);   ///< as a BLOB; a null array is an empty BLOB
    void bind(int index, std::nullptr_t);
    template <typename T>
    void bind(int index, const std::optional<T> &value)
    {
        if (value)
            bind(index, *value);
        else
            bind(index, nullptr);
    }
    template <typename T>
        requires(std::is_integral_v<T> || std::is_enum_v<T>)
    void bind(int index, T value)
    {
        bind(index, static_cast<qint64>(value));
    }
    template <typename T>
        requires requires(const T &id) {
            {
                id.toBytes()
            };
        }
    void bind(int index, const T &id)
    {
        bind(index, id.toBytes());
    }

    /// True if a row is there, false at the end. Errors: as sqliteError.
    [[nodiscard]] Result<bool> step();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArrayView utf8(int column) const;   ///< the text as it is stored, until the next step or the end of this
    [[nodiscard]] QByteArray blob(int column) const;   ///< a copy
    [[nodiscard]] std::optional<qint64> optionalInteger(int column) const;

private:
    friend class Connection;
    Statement(Connection &connection, sqlite3_stmt *statement, sqlite3_stmt **place) : m_connection(&connection), m_statement(statement), m_place(place) { }

    Connection *m_connection;
    sqlite3_stmt *m_statement;
    sqlite3_stmt **m_place;   ///< where the connection keeps it between uses
    int m_bindCode = 0;   ///< the first failed bind, reported by step()
};

} // namespace sightline
