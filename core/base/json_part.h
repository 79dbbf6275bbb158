#pragma once

#include "core/base/json.h"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

namespace sightline {

/// One value of a JSON document being read in a single pass, for long messages: nothing is built for what nobody asks for. As
/// strict as parseJson() about whatever is asked for: no member named twice, no lone surrogates, depth and spelling. Ask once,
/// where you are given it: the pass goes on and does not come back. Texts are valid until walkJson() returns. Every question
/// answers "no" if the value is of another kind or badly written; walkJson() then reports what was wrong.
class JsonPart {
public:
    using MemberFunction = std::function<bool(std::string_view name, JsonPart value)>;
    using ItemFunction = std::function<bool(JsonPart item)>;

    /// Calls @p member for each member of an object until it returns false. Names and texts are UTF-8, unescaped.
    [[nodiscard]] bool members(const MemberFunction &member);
    [[nodiscard]] bool items(const ItemFunction &item);
    [[nodiscard]] std::optional<std::string_view> text();
    [[nodiscard]] std::optional<qint64> integer();
    [[nodiscard]] std::optional<bool> boolean();
    /// The value as a tree.
    [[nodiscard]] std::optional<Json> json();
    /// An object's text, verbatim and not looked into: whoever keeps it reads it later or proves it by its hash.
    [[nodiscard]] std::optional<QByteArrayView> verbatim();
    /// True if the value is whole and well written, whatever it is.
    [[nodiscard]] bool isWellFormed();

private:
    friend class JsonWalk;
    explicit JsonPart(class JsonWalk &walk, int depth) : m_walk(&walk), m_depth(depth) { }

    class JsonWalk *m_walk;
    int m_depth;
    alignas(8) std::array<std::byte, 32> m_value {};   ///< simdjson's cursor, which only json_part.cpp knows
};

/// Reads one JSON document, giving its value to @p read. True from @p read with nothing wrong and nothing left is success.
/// Errors: InvalidInput (what is wrong, or @p read said no), TooLarge. Thread: any; not from inside another walk.
[[nodiscard]] Result<void> walkJson(QByteArrayView text, JsonBounds bounds, const JsonPart::ItemFunction &read);

/// Text of a message as a QString, keeping every character.
[[nodiscard]] QString qStringOf(std::string_view utf8);

} // namespace sightline
