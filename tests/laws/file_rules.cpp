#include "core/base/digest.h"
#include "tests/laws/rule.h"

#include <QRegularExpression>

namespace sightline::laws {

namespace {

using namespace Qt::StringLiterals;

Report checkFileNames(const SourceTree &tree)
{
    static const QRegularExpression snake(u"^[a-z][a-z0-9_]*\\.(h|cpp)$"_s);
    static const QRegularExpression migration(u"^\\d{4}_[a-z0-9_]+\\.sql$"_s);
    static const QRegularExpression component(u"^([A-Z][A-Za-z0-9]*|tst_[a-z0-9_]+)\\.qml$"_s);
    Report report;
    for (const SourceFile &file : tree) {
        const QString name = file.path.section(u'/', -1);
        const QRegularExpression *shape = file.isCpp() ? &snake : file.isQml() ? &component : nullptr;
        if (file.path.contains(u"/migrations/") && name.endsWith(u".sql"))
            shape = &migration;
        if (!shape)
            continue;
        ++report.examined;
        if (!shape->match(name).hasMatch())
            report.findings.append({ file.path, 1, u"is named against the house: snake_case.cpp, PascalCase.qml, 0001_why.sql."_s });
    }
    return report;
}

/// @p released: lines of "digest  path", as sha256sum writes them.
Report checkReleasedFiles(const QString &released, const SourceTree &tree)
{
    Report report;
    for (const QString &line : released.split(u'\n')) {
        if (line.trimmed().isEmpty() || line.startsWith(u'#'))
            continue;
        const QString digest = line.section(u' ', 0, 0);
        const QString path = line.section(u' ', -1);
        ++report.examined;
        const auto file = std::find_if(tree.cbegin(), tree.cend(), [&path](const SourceFile &f) { return f.path == path; });
        if (file == tree.cend())
            report.findings.append({ path, 1, u"was released and is gone; devices in the field still need it."_s });
        else if (toHex(sha256(file->bytes)) != digest)
            report.findings.append({ path, 1, u"was released and has changed; write a new migration instead."_s });
    }
    return report;
}

} // namespace

QList<Rule> fileRules(const QString &released)
{
    const QString sample = u"CREATE TABLE draft (id BLOB) STRICT;\n"_s;
    const QString sampleLine = toHex(sha256(sample.toUtf8())) + u"  core/store/migrations/0001_sample.sql\n"_s;
    return {
        { u"files are named like the house"_s,
          u"files"_s,
          checkFileNames,
          { { u"core/tasks/TaskPlan.cpp"_s, u"\n"_s, {} }, { u"core/store/migrations/drafts.sql"_s, u"\n"_s, {} } } },
        { u"a released migration never changes"_s, u"released files"_s, [released](const SourceTree &tree) { return checkReleasedFiles(released, tree); }, {} },
        { u"a planted release that changes is caught"_s,
          u"planted files"_s,
          [sampleLine](const SourceTree &tree) {
              return tree.size() == 1 ? checkReleasedFiles(sampleLine, tree) : Report { 1, {} };
          },
          { { u"core/store/migrations/0001_sample.sql"_s, sample + u"-- a word more\n"_s, sample } } },
    };
}

} // namespace sightline::laws
