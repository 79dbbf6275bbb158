#pragma once

#include "core/schedule/compile_framework.h"

#include <QByteArray>

namespace sightline {

/// The built-in framework document: the text of a council's "Quality Assurance Framework – Service Activity", line for
/// line, with a person's name and someone's initials replaced by neutral words (decisions 24). The bytes live as long
/// as the program.
[[nodiscard]] QByteArray builtInFramework();

/// The built-in role table as JSON, for RoleTable::fromJson.
[[nodiscard]] QByteArray builtInRoles();

/// The built-in tables that compiling needs: roles, which form each kind of activity uses, words of the trade.
/// Errors: InvalidInput, only if the pack itself is damaged.
[[nodiscard]] Result<FrameworkTables> builtInTables();

/// compileFramework with the built-in tables: what `framework compile FILE` and the first launch use.
[[nodiscard]] Result<CompiledFramework> compileWithBuiltInTables(QByteArrayView text);
/// The same of a document that was read already. Errors: InvalidInput, only if the pack itself is damaged.
[[nodiscard]] Result<CompiledFramework> compileWithBuiltInTables(FrameworkDocument document);

} // namespace sightline
