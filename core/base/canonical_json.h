#pragma once

#include "core/base/json.h"

namespace sightline {

/// The one form in which a body is hashed, stored and sent: members sorted by UTF-16 code unit, no spaces, UTF-8,
/// shortest escapes, integers only. A person's words are never normalised.
/// Errors: InvalidInput if @p value holds a decimal number (decimals travel as strings), a U+0000 or a lone surrogate
/// (refused at entry: PostgreSQL and UTF-8 cannot hold them). Source: decisions 12.
[[nodiscard]] Result<QByteArray> canonicalJson(const Json &value);

/// True if @p text could stand in a body: no U+0000 and no lone surrogate.
[[nodiscard]] bool isStorableText(QStringView text);

} // namespace sightline
