#include "tests/laws/rule.h"
#include "tests/laws/source_text.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace sightline::laws {

namespace {

using namespace Qt::StringLiterals;

struct Include {
    int line;
    QString header;
    bool isOurs;   ///< written in quotes
};

QList<Include> includesOf(const SourceFile &file)
{
    static const QRegularExpression pattern(uR"(^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"])"_s, QRegularExpression::MultilineOption);
    const QString code = takeApart(file.text).code;
    QList<Include> includes;
    for (auto matches = pattern.globalMatch(file.text); matches.hasNext();) {
        const auto match = matches.next();
        if (code.at(match.capturedStart(1) - 1).isSpace() && code.at(match.capturedStart(1) - 2).isSpace())
            continue;   // inside a comment or a string
        includes.append({ lineAt(file.text, match.capturedStart(2)), match.captured(2), match.captured(1) == u"\"" });
    }
    return includes;
}

/// The Qt module that ships <@p header>: "QtCore" for QString; empty if none does.
QString qtModuleOf(const QString &header)
{
    static const QString root = QStringLiteral(SIGHTLINE_QT_HEADERS);
    if (header.startsWith(u"private/"))
        return u"QtPrivate"_s;
    if (header.startsWith(u"Qt") && header.contains(u'/'))
        return header.section(u'/', 0, 0);
    if (!header.startsWith(u'Q') && !header.startsWith(u'q'))
        return {};
    static QHash<QString, QString> known;
    if (const auto found = known.constFind(header); found != known.cend())
        return *found;
    for (const QString &module : QDir(root).entryList({ u"Qt*"_s }, QDir::Dirs)) {
        if (QFileInfo::exists(root + u'/' + module + u'/' + header))
            return *known.insert(header, module);
    }
    return {};
}

/// Why @p file may not include our own @p header; empty if it may.
QString whyNotOurs(const Law &law, const SourceFile &file, const QString &header)
{
    const FolderLaw *mine = law.lawFor(file.path);
    const QString folder = header.section(u'/', 0, -2);
    if (folder.isEmpty() && header.endsWith(u".moc"))
        return {};
    if (!law.lawFor(header))
        return u"includes \"%1\"; say where it lives from the project's root."_s.arg(header);
    if (pathIsIn(header, mine->folder) && law.lawFor(header) == mine)
        return {};
    for (const QString &allowed : mine->mayInclude) {
        if (pathIsIn(header, allowed))
            return {};
    }
    return u"includes \"%1\", which law.txt does not allow to %2."_s.arg(header, mine->folder);
}

/// Why @p file may not include <@p header>; empty if it may.
QString whyNotTheirs(const Law &law, const SourceFile &file, const QString &header)
{
    if (law.isForbidden(header))
        return u"includes <%1>, which not every toolchain of ours has or a decision refuses."_s.arg(header);
    const QString qt = qtModuleOf(header);
    const QString library = qt.isEmpty() ? law.libraryOf(header) : qt;
    if (library.isEmpty()) {
        const bool isStandard = !header.contains(u'.') && !header.contains(u'/');
        return isStandard ? QString() : u"includes <%1>, of no library that law.txt knows."_s.arg(header);
    }
    const FolderLaw *mine = law.lawFor(file.path);
    if (mine->libraries.contains(library))
        return {};
    return u"includes <%1> of %2, which law.txt does not allow to %3."_s.arg(header, library, mine->folder);
}

Report checkIncludes(const Law &law, const SourceTree &tree)
{
    Report report;
    for (const SourceFile &file : tree) {
        if (!file.isCpp())
            continue;
        if (!law.lawFor(file.path)) {
            report.findings.append({ file.path, 1, u"lies in a folder that law.txt does not know."_s });
            continue;
        }
        for (const Include &include : includesOf(file)) {
            ++report.examined;
            const QString why = include.isOurs ? whyNotOurs(law, file, include.header) : whyNotTheirs(law, file, include.header);
            if (!why.isEmpty())
                report.findings.append({ file.path, include.line, why });
        }
    }
    return report;
}

/// The folder that gives module @p uri: law.txt for the named ones, else Sightline.<Feature> is qml/features/<feature>.
QString folderOfModule(const Law &law, const QString &uri)
{
    const QString named = law.folderOfModule(uri);
    if (!named.isEmpty() || !uri.startsWith(u"Sightline."))
        return named;
    return u"qml/features/"_s + uri.section(u'.', -1).toLower();
}

Report checkImports(const Law &law, const SourceTree &tree)
{
    static const QRegularExpression pattern(uR"(^[ \t]*import[ \t]+(\"[^\"]*\"|[A-Za-z][\w.]*))"_s, QRegularExpression::MultilineOption);
    Report report;
    for (const SourceFile &file : tree) {
        const FolderLaw *mine = file.isQml() ? law.lawFor(file.path) : nullptr;
        if (!mine)
            continue;
        for (auto matches = pattern.globalMatch(file.text); matches.hasNext();) {
            const auto match = matches.next();
            const QString uri = match.captured(1);
            const int line = lineAt(file.text, match.capturedStart(1));
            ++report.examined;
            if (uri.startsWith(u'"')) {
                report.findings.append({ file.path, line, u"imports the path %1; import a module."_s.arg(uri) });
                continue;
            }
            if (!uri.startsWith(u"Sightline"))
                continue;
            const QString folder = folderOfModule(law, uri);
            const bool isAllowed = pathIsIn(file.path, folder)
                || std::any_of(mine->mayInclude.cbegin(), mine->mayInclude.cend(), [&folder](const QString &allowed) { return pathIsIn(folder, allowed); });
            if (!isAllowed)
                report.findings.append({ file.path, line, u"imports %1, which law.txt does not allow to %2."_s.arg(uri, mine->folder) });
        }
    }
    return report;
}

} // namespace

QList<Rule> dependencyRules(const Law &law)
{
    const auto includes = [law](const SourceTree &tree) { return checkIncludes(law, tree); };
    const auto imports = [law](const SourceTree &tree) { return checkImports(law, tree); };
    const QString screen = u"qml/features/today/TodayPage.qml"_s;
    return {
        { u"a folder includes only what law.txt allows"_s,
          u"includes"_s,
          includes,
          { { u"core/tasks/plan.cpp"_s, u"#include \"core/store/store.h\"\n"_s, u"#include \"core/base/result.h\"\n// #include \"core/store/store.h\"\n"_s },
            { u"core/store/draft_table.cpp"_s, u"#include <sqlite3.h>\n"_s, u"#include \"core/sqlite/connection.h\"\n"_s },
            { u"sync/client/runner.cpp"_s, u"#include <QNetworkReply>\n"_s, u"#include <QString>\n"_s },
            { u"sync/hub/service/accept_push.cpp"_s, u"#include <boost/asio.hpp>\n"_s, u"#include <vector>\n"_s },
            { u"qml/features/today/today_model.cpp"_s, u"#include \"core/store/outbox_table.h\"\n"_s, u"#include \"core/store/store_thread.h\"\n"_s },
            { u"core/base/id.cpp"_s, u"#include <ranges>\n"_s, u"#include <algorithm>\n"_s },
            { u"core/base/digest.cpp"_s, u"#include <nlohmann/json.hpp>\n"_s, u"#include <sodium.h>\n"_s } } },
        { u"a QML module imports only what law.txt allows"_s,
          u"imports"_s,
          imports,
          { { u"qml/controls/ActionRow.qml"_s, u"import QtQuick\nimport Sightline.Today\n"_s, u"import QtQuick\nimport Sightline.Theme\n"_s },
            { screen, u"import Sightline.Records\n"_s, u"import Sightline.Controls\nimport Sightline.Today\n"_s },
            { screen, u"import \"../records\"\n"_s, u"import QtQuick.Layouts\n"_s } } },
    };
}

} // namespace sightline::laws
