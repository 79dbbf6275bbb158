#pragma once

#include "core/base/json.h"

#include <QHash>
#include <QList>
#include <QString>

namespace sightline {

/// What kind of thing a lead is. A role: any one person who holds it. Group and body: people who act together.
enum class RoleKind { Role, GenericRole, Group, Body, ElectedMember, ExternalOrganisation };

/// One role as a council names it, with the forms in which documents write it.
struct Role {
    QString name;           ///< canonical: "Service Manager"
    QString abbreviation;   ///< "SM"; empty when it has none
    RoleKind kind = RoleKind::Role;
    QStringList aliases;
    friend bool operator==(const Role &, const Role &) = default;
};

/// The council's roles and their aliases: data, never an enum in code (decisions 22). A value; safe on any thread.
class RoleTable {
public:
    RoleTable() = default;
    /// Reads `{"roles": [{"name", "abbreviation", "kind", "aliases"}]}`.
    /// Errors: InvalidInput (which role, and what is wrong with it), TooLarge (over limits::rolesMax).
    [[nodiscard]] static Result<RoleTable> fromJson(const Json &value);

    [[nodiscard]] const QList<Role> &roles() const { return m_roles; }
    /// The role with exactly this canonical name; null if there is none.
    [[nodiscard]] const Role *find(QStringView canonicalName) const;
    /// The role a document means by @p phrase: its name, abbreviation or an alias, whatever the case, the spaces and
    /// the plural ("service managers", "TM’s"). Null if none; never a guess at part of the phrase.
    [[nodiscard]] const Role *match(QStringView phrase) const;
    /// Most words any name or alias has; what a reader needs to look for the longest match.
    [[nodiscard]] int wordsMax() const { return m_wordsMax; }

private:
    QList<Role> m_roles;
    QHash<QString, qsizetype> m_byPhrase;   ///< folded phrase → index
    int m_wordsMax = 0;
};

/// "role", "generic role", "group", "body", "elected member" or "external organisation".
[[nodiscard]] QString roleKindName(RoleKind kind);

} // namespace sightline
