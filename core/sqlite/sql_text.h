#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace sightline {

/// Joins constant pieces of SQL (a list of columns, a condition). Values never go this way: they are bound.
[[nodiscard]] inline std::string sqlText(std::initializer_list<std::string_view> pieces)
{
    std::string text;
    for (const std::string_view piece : pieces)
        text.append(piece);
    return text;
}

} // namespace sightline
