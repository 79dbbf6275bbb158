#pragma once

#include "core/base/limits.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

#include <initializer_list>
#include <utility>
#include <variant>

namespace sightline {

/// A number with a fraction or exponent, or too large for 64 bits, kept exactly as it was written: 1.50 stays 1.50.
struct Decimal {
    QString text;
    friend bool operator==(const Decimal &, const Decimal &) = default;
};

/// A JSON value: what every message, form, answer and body is read into. Implicitly shared, so copies are cheap.
/// Reading never fails: an absent member or a wrong kind gives null, 0, "" or an empty list. Members are kept in the
/// order of their names by UTF-16 code unit, which is also the canonical order.
class Json {
public:
    using Array = QList<Json>;
    using Object = QMap<QString, Json>;
    enum class Kind { Null, Bool, Integer, Decimal, String, Array, Object };

    Json() = default;
    Json(std::nullptr_t) { }                              // NOLINT: implicit on purpose, as literals read
    Json(bool value) : m_value(value) { }                 // NOLINT
    Json(int value) : m_value(qint64 { value }) { }       // NOLINT
    Json(qint64 value) : m_value(value) { }               // NOLINT
    Json(Decimal value) : m_value(std::move(value)) { }   // NOLINT
    Json(QString value) : m_value(std::move(value)) { }   // NOLINT
    Json(QStringView value) : m_value(value.toString()) { }   // NOLINT
    Json(Array value) : m_value(std::move(value)) { }     // NOLINT
    Json(Object value) : m_value(std::move(value)) { }    // NOLINT
    Json(const char *) = delete;                          // would silently become bool
    Json(const void *) = delete;

    [[nodiscard]] static Json object(std::initializer_list<std::pair<QString, Json>> members = {});
    [[nodiscard]] static Json array(std::initializer_list<Json> items = {});
    [[nodiscard]] static Json strings(const QStringList &items);

    [[nodiscard]] Kind kind() const { return static_cast<Kind>(m_value.index()); }
    [[nodiscard]] bool isNull() const { return kind() == Kind::Null; }
    [[nodiscard]] bool isBool() const { return kind() == Kind::Bool; }
    [[nodiscard]] bool isInteger() const { return kind() == Kind::Integer; }
    [[nodiscard]] bool isNumber() const { return isInteger() || kind() == Kind::Decimal; }
    [[nodiscard]] bool isString() const { return kind() == Kind::String; }
    [[nodiscard]] bool isArray() const { return kind() == Kind::Array; }
    [[nodiscard]] bool isObject() const { return kind() == Kind::Object; }

    [[nodiscard]] bool toBool(bool fallback = false) const;
    [[nodiscard]] qint64 toInteger(qint64 fallback = 0) const;
    [[nodiscard]] QString toString(const QString &fallback = {}) const;
    /// The text of a number as it was written ("3", "1.50"); empty for anything else.
    [[nodiscard]] QString numberText() const;
    [[nodiscard]] const Array &toArray() const;
    [[nodiscard]] const Object &toObject() const;
    [[nodiscard]] QStringList toStrings() const;   ///< the strings of an array, others left out

    /// Member @p name of an object; null if absent or this is no object.
    [[nodiscard]] const Json &operator[](const QString &name) const;
    [[nodiscard]] bool contains(const QString &name) const { return toObject().contains(name); }
    /// Sets a member. On anything but an object, becomes an object first.
    void set(const QString &name, Json value);
    void remove(const QString &name);
    /// Appends an item. On anything but an array, becomes an array first.
    void append(Json value);

    friend bool operator==(const Json &a, const Json &b) { return a.m_value == b.m_value; }

private:
    std::variant<std::monostate, bool, qint64, Decimal, QString, Array, Object> m_value;
};

struct JsonBounds {
    qint64 bytesMax = limits::jsonBytesMax;
    int depthMax = limits::jsonDepthMax;
};

/// Reads one JSON document. Strict: UTF-8, no comments, no trailing text, no member named twice, no lone surrogates.
/// Errors: InvalidInput (what is wrong, with line and column where known), TooLarge. Thread: any.
[[nodiscard]] Result<Json> parseJson(QByteArrayView text, JsonBounds bounds = {});

/// Compact JSON in UTF-8, members in canonical order. For a value without decimals these are its canonical bytes.
[[nodiscard]] QByteArray writeJson(const Json &value);
/// The same for people: indented by two spaces, ending with a newline.
[[nodiscard]] QByteArray writePrettyJson(const Json &value);

} // namespace sightline
