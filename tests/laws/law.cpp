#include "tests/laws/law.h"

#include "tests/laws/source_tree.h"

#include <algorithm>

namespace sightline::laws {

namespace {

using namespace Qt::StringLiterals;

QStringList words(QStringView text) { return text.toString().simplified().split(u' ', Qt::SkipEmptyParts); }

Error noLaw(const QString &what) { return { ErrorCode::InvalidInput, what }; }

bool headerMatches(QStringView header, QStringView pattern) { return pattern.endsWith(u'/') ? header.startsWith(pattern) : header == pattern; }

} // namespace

Result<Law> Law::read(const QString &text)
{
    Law law;
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        ++number;
        const QString said = line.section(u'#', 0, 0).trimmed();
        if (said.isEmpty())
            continue;
        if (const auto read = law.readLine(said); !read)
            return noLaw(u"law.txt, line %1: %2"_s.arg(number).arg(read.error().detail));
    }
    return law;
}

Result<void> Law::readLine(const QString &line)
{
    const QString kind = line.section(u' ', 0, 0);
    const QString rest = line.section(u' ', 1);
    const QString name = rest.section(u'=', 0, 0).trimmed();
    const QStringList values = words(rest.section(u'=', 1));
    if (kind == u"folder")
        return readFolder(rest);
    if (kind == u"forbidden") {
        m_forbidden += words(rest);
        return {};
    }
    if (values.isEmpty())
        return noLaw(u"expected \"%1 NAME = ...\"."_s.arg(kind));
    if (kind == u"group")
        m_groups.insert(name, values);
    else if (kind == u"module")
        m_modules.insert(name, values.first());
    else if (kind == u"library")
        std::transform(values.cbegin(), values.cend(), std::back_inserter(m_headers), [&name](const QString &header) { return Header { header, name }; });
    else
        return noLaw(u"\"%1\" is none of group, library, forbidden, module, folder."_s.arg(kind));
    return {};
}

Result<void> Law::readFolder(const QString &rest)
{
    const QStringList parts = rest.split(u':');
    if (parts.size() != 3)
        return noLaw(u"expected \"folder PATH : FOLDERS : LIBRARIES\"."_s);
    FolderLaw law { parts[0].trimmed(), {}, words(parts[2]) };
    for (const QString &folder : words(parts[1]))
        law.mayInclude += m_groups.value(folder, { folder });
    for (const QString &library : law.libraries) {
        const bool isDeclared =
            library.startsWith(u"Qt") || std::any_of(m_headers.cbegin(), m_headers.cend(), [&](const Header &h) { return h.library == library; });
        if (!isDeclared)
            return noLaw(u"library \"%1\" has no \"library\" line above."_s.arg(library));
    }
    m_folders.append(law);
    return {};
}

const FolderLaw *Law::lawFor(QStringView path) const
{
    const FolderLaw *longest = nullptr;
    for (const FolderLaw &law : m_folders) {
        if (pathIsIn(path, law.folder) && (!longest || law.folder.size() > longest->folder.size()))
            longest = &law;
    }
    return longest;
}

QString Law::libraryOf(QStringView header) const
{
    const auto found = std::find_if(m_headers.cbegin(), m_headers.cend(), [header](const Header &h) { return headerMatches(header, h.name); });
    return found == m_headers.cend() ? QString() : found->library;
}

bool Law::isForbidden(QStringView header) const
{
    return std::any_of(m_forbidden.cbegin(), m_forbidden.cend(), [header](const QString &pattern) { return headerMatches(header, pattern); });
}

} // namespace sightline::laws
