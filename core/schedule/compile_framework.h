#pragma once

#include "core/framework/framework_document.h"
#include "core/people/role_table.h"
#include "core/schedule/compiled_activity.h"
#include "core/schedule/template_table.h"
#include "core/schedule/vocabulary.h"

namespace sightline {

/// What compiling needs besides the document: data of a pack or of a council's settings.
struct FrameworkTables {
    RoleTable roles;
    TemplateTable templates;
    Vocabulary vocabulary;
};

/// Reads @p text and compiles every row: rules, leads, what they say in English, form and unit, assumptions, questions.
/// Keys are those of a first install; an edition that replaces another carries its keys over.
/// A personal name or initials are set aside with a notice (set_aside.h). Errors: those of readFrameworkText. Pure;
/// any thread; about 10 ms for the real document.
[[nodiscard]] Result<CompiledFramework> compileFramework(QByteArrayView text, const FrameworkTables &tables);

/// The same of a document that was read already, whatever it was read from. Never fails.
[[nodiscard]] CompiledFramework compileFramework(FrameworkDocument document, const FrameworkTables &tables);

/// One activity alone, as compileFramework does it but for the questions that need its neighbours.
[[nodiscard]] CompiledActivity compileActivity(const Activity &activity, const QString &serviceTitle, const FrameworkTables &tables);

} // namespace sightline
