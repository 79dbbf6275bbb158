#include "core/base/json.h"

#include <QStringEncoder>

#include <algorithm>

namespace sightline {

namespace {

const Json nullJson;
const Json::Array noItems;
const Json::Object noMembers;

bool needsEscape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void writeEscaped(char c, QByteArray &out)
{
    static constexpr char hex[] = "0123456789abcdef";
    switch (c) {
    case '"': out.append("\\\""); return;
    case '\\': out.append("\\\\"); return;
    case '\b': out.append("\\b"); return;
    case '\f': out.append("\\f"); return;
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    default: out.append("\\u00").append(hex[(c >> 4) & 0xf]).append(hex[c & 0xf]);
    }
}

/// Texts are most of what is written, and most hold nothing to escape: they go in as they are, in one piece.
void writeString(const QString &text, QByteArray &out)
{
    out.append('"');
    const qsizetype begin = out.size();
    QStringEncoder encoder(QStringEncoder::Utf8);
    out.resize(begin + encoder.requiredSpace(text.size()));
    out.truncate(encoder.appendToBuffer(out.data() + begin, text) - out.constData());
    if (std::any_of(out.cbegin() + begin, out.cend(), needsEscape)) {
        const QByteArray plain = out.mid(begin);
        out.truncate(begin);
        for (auto it = plain.cbegin(); it != plain.cend();) {
            const auto next = std::find_if(it, plain.cend(), needsEscape);
            out.append(it, next - it);
            it = next;
            if (it != plain.cend())
                writeEscaped(*it++, out);
        }
    }
    out.append('"');
}

/// @p indent below zero writes compactly.
void write(const Json &value, QByteArray &out, int indent, int level)
{
    const auto newline = [&](int at) {
        if (indent >= 0)
            out.append('\n').append(QByteArray(at * indent, ' '));
    };
    switch (value.kind()) {
    case Json::Kind::Null: out.append("null"); return;
    case Json::Kind::Bool: out.append(value.toBool() ? "true" : "false"); return;
    case Json::Kind::Integer: out.append(QByteArray::number(value.toInteger())); return;
    case Json::Kind::Decimal: out.append(value.numberText().toLatin1()); return;
    case Json::Kind::String: writeString(value.toString(), out); return;
    case Json::Kind::Array: {
        out.append('[');
        bool first = true;
        for (const Json &item : value.toArray()) {
            if (!first)
                out.append(',');
            first = false;
            newline(level + 1);
            write(item, out, indent, level + 1);
        }
        if (!first)
            newline(level);
        out.append(']');
        return;
    }
    case Json::Kind::Object: {
        out.append('{');
        bool first = true;
        for (auto it = value.toObject().cbegin(); it != value.toObject().cend(); ++it) {
            if (!first)
                out.append(',');
            first = false;
            newline(level + 1);
            writeString(it.key(), out);
            out.append(indent >= 0 ? ": " : ":");
            write(it.value(), out, indent, level + 1);
        }
        if (!first)
            newline(level);
        out.append('}');
        return;
    }
    }
}

} // namespace

Json Json::object(std::initializer_list<std::pair<QString, Json>> members)
{
    Object object;
    for (const auto &[name, value] : members)
        object.insert(name, value);
    return object;
}

Json Json::array(std::initializer_list<Json> items) { return Array(items); }

Json Json::strings(const QStringList &items)
{
    Array array;
    array.reserve(items.size());
    for (const QString &item : items)
        array.append(item);
    return array;
}

bool Json::toBool(bool fallback) const
{
    const auto *value = std::get_if<bool>(&m_value);
    return value ? *value : fallback;
}

qint64 Json::toInteger(qint64 fallback) const
{
    const auto *value = std::get_if<qint64>(&m_value);
    return value ? *value : fallback;
}

QString Json::toString(const QString &fallback) const
{
    const auto *value = std::get_if<QString>(&m_value);
    return value ? *value : fallback;
}

QString Json::numberText() const
{
    if (const auto *integer = std::get_if<qint64>(&m_value))
        return QString::number(*integer);
    if (const auto *decimal = std::get_if<Decimal>(&m_value))
        return decimal->text;
    return {};
}

const Json::Array &Json::toArray() const
{
    const auto *value = std::get_if<Array>(&m_value);
    return value ? *value : noItems;
}

const Json::Object &Json::toObject() const
{
    const auto *value = std::get_if<Object>(&m_value);
    return value ? *value : noMembers;
}

QStringList Json::toStrings() const
{
    QStringList strings;
    for (const Json &item : toArray()) {
        if (item.isString())
            strings.append(item.toString());
    }
    return strings;
}

const Json &Json::operator[](const QString &name) const
{
    const Object &members = toObject();
    const auto found = members.constFind(name);
    return found == members.cend() ? nullJson : *found;
}

void Json::set(const QString &name, Json value)
{
    if (!isObject())
        m_value = Object();
    std::get<Object>(m_value).insert(name, std::move(value));
}

void Json::remove(const QString &name)
{
    if (auto *members = std::get_if<Object>(&m_value))
        members->remove(name);
}

void Json::append(Json value)
{
    if (!isArray())
        m_value = Array();
    std::get<Array>(m_value).append(std::move(value));
}

QByteArray writeJson(const Json &value)
{
    QByteArray out;
    write(value, out, -1, 0);
    return out;
}

QByteArray writePrettyJson(const Json &value)
{
    QByteArray out;
    write(value, out, 2, 0);
    out.append('\n');
    return out;
}

} // namespace sightline
