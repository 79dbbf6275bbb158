#pragma once

// Inside core/base only: how simdjson's cursor becomes values. Its version 3.0 has gaps, and they are filled here, once.
#include "core/base/json_part.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

namespace sightline::json_reading {

namespace ondemand = simdjson::ondemand;
using namespace Qt::StringLiterals;

inline QString stringFrom(std::string_view text)
{
    // fromUtf8 swallows a leading U+FEFF; a person's words keep theirs.
    qsizetype marks = 0;
    for (; text.substr(0, 3) == "\xEF\xBB\xBF"; ++marks)
        text.remove_prefix(3);
    QString read = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return marks == 0 ? read : QString(marks, u'\uFEFF') + read;
}

/// Walks simdjson's cursor into a tree. Holds the first error and stops there.
class Reader {
public:
    explicit Reader(int depthMax) : m_depthMax(depthMax) { }

    template <typename Value>   // ondemand::document or ondemand::value: both answer the same questions
    bool read(Value &value, Json &out, int depth)
    {
        if (depth > m_depthMax)
            return fail(u"it is nested more than %1 levels deep"_s.arg(m_depthMax));
        ondemand::json_type type;
        if (value.type().get(type) != simdjson::SUCCESS)
            return fail(u"a value was expected"_s);
        switch (type) {
        case ondemand::json_type::object: return readObject(value, out, depth);
        case ondemand::json_type::array: return readArray(value, out, depth);
        case ondemand::json_type::string: return readString(value, out);
        case ondemand::json_type::number: return readNumber(value, out);
        case ondemand::json_type::boolean: {
            bool flag = false;
            if (value.get_bool().get(flag) != simdjson::SUCCESS)
                return fail(u"a value is neither true nor false"_s);
            out = flag;
            return true;
        }
        case ondemand::json_type::null: return readNull(value, out);
        }
        return fail(u"a value was expected"_s);
    }

    [[nodiscard]] const QString &problem() const { return m_problem; }
    bool fail(const QString &problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
        return false;
    }

private:
    template <typename Value>
    bool readNull(Value &value, Json &out)
    {
        // simdjson 3.0 takes any token beginning with 'n' for a null here, so the token itself is looked at.
        std::string_view raw;
        if (!token(value, raw) || raw != "null")
            return fail(u"a value is misspelt"_s);
        out = Json();
        return true;
    }

    template <typename Value>
    bool token(Value &value, std::string_view &raw)
    {
        if (simdjson::simdjson_result<std::string_view>(value.raw_json_token()).get(raw) != simdjson::SUCCESS)
            return false;
        while (!raw.empty() && (raw.back() == ' ' || raw.back() == '\n' || raw.back() == '\r' || raw.back() == '\t'))
            raw.remove_suffix(1);
        return true;
    }

    template <typename Value>
    bool readNumber(Value &value, Json &out)
    {
        std::string_view raw;
        if (!token(value, raw))
            return fail(u"a number was expected"_s);
        if (!isJsonNumber(raw))
            return fail(u"a number is misspelt"_s);
        if (raw.size() > 64)
            return fail(u"a number has more than 64 digits"_s);
        // Read here, because simdjson 3.0 finds no integer in a document that is one number with spaces behind it.
        qint64 integer = 0;
        const auto end = std::from_chars(raw.data(), raw.data() + raw.size(), integer);
        if (raw != "-0" && end.ec == std::errc() && end.ptr == raw.data() + raw.size())
            out = integer;
        else
            out = Decimal { stringFrom(raw) };
        // The cursor must still be moved past the token; what it says is not needed.
        double ignored = 0;
        const auto moved = value.get_double().get(ignored);
        return moved == simdjson::SUCCESS || moved == simdjson::NUMBER_ERROR || fail(u"a number is out of range"_s);
    }

    static bool isJsonNumber(std::string_view text)
    {
        size_t at = 0;
        const auto digits = [&] {
            const size_t from = at;
            while (at < text.size() && text[at] >= '0' && text[at] <= '9')
                ++at;
            return at - from;
        };
        if (at < text.size() && text[at] == '-')
            ++at;
        const size_t whole = at;
        const size_t count = digits();
        if (count == 0 || (count > 1 && text[whole] == '0'))
            return false;
        if (at < text.size() && text[at] == '.') {
            ++at;
            if (digits() == 0)
                return false;
        }
        if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
            ++at;
            if (at < text.size() && (text[at] == '+' || text[at] == '-'))
                ++at;
            if (digits() == 0)
                return false;
        }
        return at == text.size();
    }

    template <typename Value>
    bool readString(Value &value, Json &out)
    {
        std::string_view text;
        if (value.get_string().get(text) != simdjson::SUCCESS)
            return fail(u"a text holds an escape that is not JSON, or half of a surrogate pair"_s);
        out = stringFrom(text);
        return true;
    }

    template <typename Value>
    bool readArray(Value &value, Json &out, int depth)
    {
        ondemand::array array;
        if (value.get_array().get(array) != simdjson::SUCCESS)
            return fail(u"a list is not closed"_s);
        Json::Array items;
        for (auto element : array) {
            ondemand::value item;
            Json read;
            if (element.get(item) != simdjson::SUCCESS)
                return fail(u"a list is broken off or lacks a comma"_s);
            if (!this->read(item, read, depth + 1))
                return false;
            items.append(std::move(read));
        }
        out = std::move(items);
        return true;
    }

    template <typename Value>
    bool readObject(Value &value, Json &out, int depth)
    {
        ondemand::object object;
        if (value.get_object().get(object) != simdjson::SUCCESS)
            return fail(u"an object is not closed"_s);
        std::map<QString, Json> members;
        for (auto element : object) {
            ondemand::field field;
            std::string_view key;
            if (std::move(element).get(field) != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS)
                return fail(u"an object is broken off, or a member has no name"_s);
            // What we wrote ourselves is in order: then the end is its place, found at once.
            const auto before = members.size();
            const auto member = members.emplace_hint(members.cend(), stringFrom(key), Json());
            if (members.size() == before)
                return fail(u"a member of an object is named twice"_s);
            if (!this->read(field.value(), member->second, depth + 1))
                return false;
        }
        out = Json::Object(std::move(members));
        return true;
    }

    int m_depthMax;
    QString m_problem;
};

/// A text opened for reading: copied once, because simdjson reads a little past its end.
class Opened {
public:
    Opened(ondemand::parser &parser, QByteArrayView text, JsonBounds bounds)
    {
        if (text.size() > bounds.bytesMax) {
            m_error = Error { ErrorCode::TooLarge, u"The text is over %1 bytes."_s.arg(bounds.bytesMax) };
            return;
        }
        if (text.startsWith("\xef\xbb\xbf"))   // a byte order mark, as Windows editors leave it
            text = text.sliced(3);
        m_original = text;
        m_padded = simdjson::padded_string(text.data(), static_cast<size_t>(text.size()));
        const auto opened = parser.iterate(m_padded).get(document);
        if (opened == simdjson::UTF8_ERROR)
            m_error = Error { ErrorCode::InvalidInput, u"The text is not UTF-8."_s };
        else if (opened == simdjson::EMPTY)
            m_error = Error { ErrorCode::InvalidInput, u"This is not valid JSON: it is empty."_s };
        else if (opened != simdjson::SUCCESS)
            m_error = invalid(u"a text is not closed or holds a control character"_s, nullptr);
    }

    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// Where the cursor stands; null once nothing is left.
    [[nodiscard]] const char *place()
    {
        const char *location = nullptr;
        return document.current_location().get(location) == simdjson::SUCCESS ? location : nullptr;
    }
    [[nodiscard]] Error invalid(const QString &problem, const char *at) const
    {
        if (!at || at < m_padded.data() || at > m_padded.data() + m_padded.size())
            return { ErrorCode::InvalidInput, u"This is not valid JSON: %1."_s.arg(problem) };
        const QByteArrayView before(m_padded.data(), at - m_padded.data());
        const auto line = std::count(before.begin(), before.end(), '\n') + 1;
        const auto column = before.size() - (before.lastIndexOf('\n') + 1) + 1;
        return { ErrorCode::InvalidInput, u"This is not valid JSON: %1 (line %2, column %3)."_s.arg(problem).arg(line).arg(column) };
    }
    /// The caller's own bytes for a piece of the copy.
    [[nodiscard]] QByteArrayView original(std::string_view piece) const
    {
        return m_original.sliced(piece.data() - m_padded.data(), static_cast<qsizetype>(piece.size()));
    }

    ondemand::document document;

private:
    QByteArrayView m_original;
    simdjson::padded_string m_padded;
    std::optional<Error> m_error;
};

} // namespace sightline::json_reading
