#include "core/base/json_part.h"

#include "core/base/json_reader.h"

#include <QSet>

#include <new>

namespace sightline {

using namespace Qt::StringLiterals;
using json_reading::ondemand::value;

static_assert(sizeof(value) <= 32 && alignof(value) <= 8 && std::is_trivially_copyable_v<value>);

/// A pass through one document: what is wrong with it, and how deep it may go.
class JsonWalk {
public:
    JsonWalk(json_reading::Opened &document, int deepest) : opened(document), reader(deepest), depthMax(deepest) { }

    [[nodiscard]] JsonPart part(value cursor, int depth)
    {
        JsonPart part(*this, depth);
        new (part.m_value.data()) value(cursor);
        return part;
    }
    [[nodiscard]] static value &cursorOf(JsonPart &part) { return *std::launder(reinterpret_cast<value *>(part.m_value.data())); }

    json_reading::Opened &opened;
    json_reading::Reader reader;
    int depthMax;
};

namespace {

/// Names of one object, to find one that comes twice.
class NamesSeen {
public:
    /// False if @p name was there.
    bool add(std::string_view name)
    {
        if (m_count < m_few.size()) {
            for (size_t i = 0; i < m_count; ++i) {
                if (m_few[i] == name)
                    return false;
            }
            m_few[m_count++] = name;
            return true;
        }
        if (m_many.isEmpty()) {
            for (const std::string_view few : m_few)
                m_many.insert(QByteArrayView(few.data(), qsizetype(few.size())));
        }
        const qsizetype before = m_many.size();
        m_many.insert(QByteArrayView(name.data(), qsizetype(name.size())));
        return m_many.size() > before;
    }

private:
    std::array<std::string_view, 32> m_few;
    size_t m_count = 0;
    QSet<QByteArrayView> m_many;
};

} // namespace

bool JsonPart::members(const MemberFunction &member)
{
    json_reading::Reader &reader = m_walk->reader;
    if (m_depth >= m_walk->depthMax)
        return reader.fail(u"it is nested more than %1 levels deep"_s.arg(m_walk->depthMax));
    json_reading::ondemand::object object;
    if (JsonWalk::cursorOf(*this).get_object().get(object) != simdjson::SUCCESS)
        return reader.fail(u"an object was expected, or one is not closed"_s);
    NamesSeen names;
    for (auto element : object) {
        json_reading::ondemand::field field;
        std::string_view name;
        if (std::move(element).get(field) != simdjson::SUCCESS || field.unescaped_key().get(name) != simdjson::SUCCESS)
            return reader.fail(u"an object is broken off, or a member has no name"_s);
        if (!names.add(name))
            return reader.fail(u"a member of an object is named twice"_s);
        if (!member(name, m_walk->part(field.value(), m_depth + 1)))
            return false;
    }
    return true;
}

bool JsonPart::items(const ItemFunction &item)
{
    json_reading::Reader &reader = m_walk->reader;
    if (m_depth >= m_walk->depthMax)
        return reader.fail(u"it is nested more than %1 levels deep"_s.arg(m_walk->depthMax));
    json_reading::ondemand::array array;
    if (JsonWalk::cursorOf(*this).get_array().get(array) != simdjson::SUCCESS)
        return reader.fail(u"a list was expected, or one is not closed"_s);
    for (auto element : array) {
        value cursor;
        if (std::move(element).get(cursor) != simdjson::SUCCESS)
            return reader.fail(u"a list is broken off"_s);
        if (!item(m_walk->part(cursor, m_depth + 1)))
            return false;
    }
    return true;
}

std::optional<std::string_view> JsonPart::text()
{
    std::string_view text;
    if (JsonWalk::cursorOf(*this).get_string().get(text) == simdjson::SUCCESS)
        return text;
    m_walk->reader.fail(u"a text was expected, or holds an escape that is not JSON, or half of a surrogate pair"_s);
    return std::nullopt;
}

std::optional<qint64> JsonPart::integer()
{
    const auto value = json();
    return value && value->isInteger() ? std::optional(value->toInteger()) : std::nullopt;
}

std::optional<bool> JsonPart::boolean()
{
    const auto value = json();
    return value && value->isBool() ? std::optional(value->toBool()) : std::nullopt;
}

std::optional<Json> JsonPart::json()
{
    Json read;
    if (!m_walk->reader.read(JsonWalk::cursorOf(*this), read, m_depth))
        return std::nullopt;
    return read;
}

std::optional<QByteArrayView> JsonPart::verbatim()
{
    json_reading::ondemand::object object;
    std::string_view text;
    if (JsonWalk::cursorOf(*this).get_object().get(object) == simdjson::SUCCESS && object.raw_json().get(text) == simdjson::SUCCESS) {
        while (!text.empty() && text.back() != '}')   // simdjson gives the space behind it too
            text.remove_suffix(1);
        return m_walk->opened.original(text);
    }
    m_walk->reader.fail(u"an object was expected, or one is not closed"_s);
    return std::nullopt;
}

bool JsonPart::isWellFormed()
{
    json_reading::ondemand::json_type type;
    if (JsonWalk::cursorOf(*this).type().get(type) != simdjson::SUCCESS)
        return m_walk->reader.fail(u"a value was expected"_s);
    switch (type) {
    case json_reading::ondemand::json_type::object: return members([](std::string_view, JsonPart value) { return value.isWellFormed(); });
    case json_reading::ondemand::json_type::array: return items([](JsonPart item) { return item.isWellFormed(); });
    case json_reading::ondemand::json_type::string: return text().has_value();
    default: return json().has_value();
    }
}

Result<void> walkJson(QByteArrayView text, JsonBounds bounds, const JsonPart::ItemFunction &read)
{
    thread_local json_reading::ondemand::parser parser;
    json_reading::Opened opened(parser, text, bounds);
    if (opened.error())
        return *opened.error();
    JsonWalk walk(opened, bounds.depthMax);
    value root;
    if (opened.document.get_value().get(root) != simdjson::SUCCESS)
        return opened.invalid(u"an object or a list was expected"_s, opened.place());
    if (!read(walk.part(root, 1)))
        return opened.invalid(walk.reader.problem().isEmpty() ? u"it does not hold what was expected"_s : walk.reader.problem(), opened.place());
    if (const char *left = opened.place())
        return opened.invalid(u"there is text after the end"_s, left);
    return {};
}

QString qStringOf(std::string_view utf8) { return json_reading::stringFrom(utf8); }

} // namespace sightline
