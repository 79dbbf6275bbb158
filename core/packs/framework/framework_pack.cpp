#include "core/packs/framework/framework_pack.h"

namespace sightline {

namespace embedded {
extern const unsigned char frameworkText[];
extern const unsigned long frameworkTextBytes;
extern const unsigned char rolesJson[];
extern const unsigned long rolesJsonBytes;
extern const unsigned char templatesJson[];
extern const unsigned long templatesJsonBytes;
extern const unsigned char vocabularyJson[];
extern const unsigned long vocabularyJsonBytes;
} // namespace embedded

namespace {

QByteArray viewOf(const unsigned char *bytes, unsigned long count)
{
    return QByteArray::fromRawData(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(count));
}

template <typename Table>
Result<Table> read(const QByteArray &text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    return Table::fromJson(*json);
}

} // namespace

QByteArray builtInFramework() { return viewOf(embedded::frameworkText, embedded::frameworkTextBytes); }

QByteArray builtInRoles() { return viewOf(embedded::rolesJson, embedded::rolesJsonBytes); }

Result<FrameworkTables> builtInTables()
{
    const Result<RoleTable> roles = read<RoleTable>(builtInRoles());
    if (!roles)
        return roles.error();
    const Result<TemplateTable> templates = read<TemplateTable>(viewOf(embedded::templatesJson, embedded::templatesJsonBytes));
    if (!templates)
        return templates.error();
    const Result<Vocabulary> vocabulary = read<Vocabulary>(viewOf(embedded::vocabularyJson, embedded::vocabularyJsonBytes));
    if (!vocabulary)
        return vocabulary.error();
    return FrameworkTables { *roles, *templates, *vocabulary };
}

Result<CompiledFramework> compileWithBuiltInTables(QByteArrayView text)
{
    const Result<FrameworkTables> tables = builtInTables();
    if (!tables)
        return tables.error();
    return compileFramework(text, *tables);
}

Result<CompiledFramework> compileWithBuiltInTables(FrameworkDocument document)
{
    const Result<FrameworkTables> tables = builtInTables();
    return tables ? compileFramework(std::move(document), *tables) : Result<CompiledFramework>(tables.error());
}

} // namespace sightline
