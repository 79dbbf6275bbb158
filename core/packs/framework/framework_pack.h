#pragma once

#include <QByteArray>

namespace sightline {

/// The built-in framework document: the text of a council's "Quality Assurance Framework – Service Activity", line for
/// line, with a person's name and someone's initials replaced by neutral words (decisions 24). The bytes live as long
/// as the program.
[[nodiscard]] QByteArray builtInFramework();
/// The built-in role table, for RoleTable::fromJson.
[[nodiscard]] QByteArray builtInRoles();

} // namespace sightline
