#include "core/people/role_table.h"

#include <algorithm>
#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<RoleKind, QLatin1StringView>, 6> kindNames { {
    { RoleKind::Role, "role"_L1 },
    { RoleKind::GenericRole, "generic role"_L1 },
    { RoleKind::Group, "group"_L1 },
    { RoleKind::Body, "body"_L1 },
    { RoleKind::ElectedMember, "elected member"_L1 },
    { RoleKind::ExternalOrganisation, "external organisation"_L1 },
} };

/// "Managers" and "TM’s" fold to "manager" and "tm"; "business" and "access" stay.
QString foldWord(QString word)
{
    word.replace(u'\u2019', u'\'');
    if (word.endsWith("'s"_L1))
        word.chop(2);
    else if (word.size() > 2 && word.endsWith(u's') && !word.endsWith("ss"_L1) && !word.endsWith("us"_L1))
        word.chop(1);
    return word;
}

QStringList foldedWords(QStringView phrase)
{
    QString spaced = phrase.toString().toLower();
    for (QChar &c : spaced) {
        if (!c.isLetterOrNumber() && c != u'\'' && c != u'\u2019' && c != u'&' && c != u'(' && c != u')')
            c = u' ';
    }
    QStringList words = spaced.split(u' ', Qt::SkipEmptyParts);
    for (QString &word : words)
        word = word == u'&' ? u"and"_s : foldWord(word);
    return words;
}

Result<Role> readRole(const Json &value, qsizetype number)
{
    const auto wrong = [&](const QString &why) { return Error { ErrorCode::InvalidInput, u"Role %1 of the role table %2"_s.arg(number).arg(why) }; };
    Role role;
    role.name = value[u"name"_s].toString().trimmed();
    role.abbreviation = value[u"abbreviation"_s].toString().trimmed();
    role.aliases = value[u"aliases"_s].toStrings();
    if (role.name.isEmpty())
        return wrong(u"has no name; give it one."_s);
    const QString kind = value[u"kind"_s].toString(u"role"_s);
    const auto known = std::find_if(kindNames.begin(), kindNames.end(), [&](const auto &entry) { return kind == entry.second; });
    if (known == kindNames.end())
        return wrong(u"has a kind that is none of role, generic role, group, body, elected member and external organisation."_s);
    role.kind = known->first;
    return role;
}

} // namespace

QString roleKindName(RoleKind kind) { return kindNames[static_cast<size_t>(kind)].second.toString(); }

Result<RoleTable> RoleTable::fromJson(const Json &value)
{
    const Json &list = value[u"roles"_s];
    if (!list.isArray())
        return Error { ErrorCode::InvalidInput, u"The role table has no list named roles."_s };
    if (list.toArray().size() > limits::rolesMax)
        return Error { ErrorCode::TooLarge, u"The role table has more than %1 roles."_s.arg(limits::rolesMax) };
    RoleTable table;
    for (const Json &item : list.toArray()) {
        const Result<Role> role = readRole(item, table.m_roles.size() + 1);
        if (!role)
            return role.error();
        const qsizetype index = table.m_roles.size();
        table.m_roles.append(*role);
        for (const QString &phrase : QStringList { role->name, role->abbreviation } + role->aliases) {
            const QStringList words = foldedWords(phrase);
            if (words.isEmpty())
                continue;
            const QString key = words.join(u' ');
            // Two roles that answer to one phrase would make every lead a coin toss.
            if (table.m_byPhrase.value(key, index) != index) {
                return Error { ErrorCode::InvalidInput,
                               u"The role table gives \"%1\" to two roles, %2 and %3; keep one."_s.arg(
                                   phrase, table.m_roles.at(table.m_byPhrase.value(key)).name, role->name) };
            }
            table.m_byPhrase.insert(key, index);
            table.m_wordsMax = std::max(table.m_wordsMax, static_cast<int>(words.size()));
        }
    }
    return table;
}

const Role *RoleTable::find(QStringView canonicalName) const
{
    const auto found = std::find_if(m_roles.begin(), m_roles.end(), [&](const Role &role) { return role.name == canonicalName; });
    return found == m_roles.end() ? nullptr : &*found;
}

const Role *RoleTable::match(QStringView phrase) const
{
    const auto found = m_byPhrase.constFind(foldedWords(phrase).join(u' '));
    return found == m_byPhrase.constEnd() ? nullptr : &m_roles.at(*found);
}

} // namespace sightline
