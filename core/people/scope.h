#pragma once

#include "core/people/council.h"

namespace sightline {

/// A named set of records that one may be allowed to read: the unit of rights and of the pull cursor.
/// Source: decisions 5, sync.md B10.
struct Scope {
    enum class Kind { Ref, User, Team, Lead, Service };

    Kind kind = Kind::Ref;
    QString of;   ///< id of the person, team or service; empty for `ref`

    [[nodiscard]] static Scope ref() { return {}; }
    [[nodiscard]] static Scope user(const PersonId &id) { return { Kind::User, id.toString() }; }
    [[nodiscard]] static Scope team(const TeamId &id) { return { Kind::Team, id.toString() }; }
    [[nodiscard]] static Scope lead(const TeamId &id) { return { Kind::Lead, id.toString() }; }
    [[nodiscard]] static Scope service(const ServiceId &id) { return { Kind::Service, id.toString() }; }

    /// "ref", "user:tm-early-support-north", "team:...", "lead:...", "service:...".
    [[nodiscard]] QString toString() const;
    /// Errors: InvalidInput.
    [[nodiscard]] static Result<Scope> fromString(QStringView text);

    friend bool operator==(const Scope &, const Scope &) = default;
    friend bool operator<(const Scope &a, const Scope &b) { return a.kind != b.kind ? a.kind < b.kind : a.of < b.of; }
};

/// Every scope @p person may read on @p day, sorted, each once; empty for somebody unknown, not yet here or gone.
/// `ref` and their own `user:` always; `team:` of the teams they are in or lead; `lead:` of the teams they lead, of
/// those led by somebody below them, and of those in services they oversee; `service:` of their own service, of
/// services they oversee and of services anybody below them works in. Cover gives no rights by itself. An elected member leads and stands
/// above nobody, whatever teams and managers say: they have `ref`, their own `user:` and the `service:` of the services named for them.
/// Pure: hub and device compute the same. Source: decisions 5.
[[nodiscard]] QList<Scope> scopesOf(const PersonId &person, const Council &council, QDate day);

/// Everyone who may read @p scope on @p day, in the council's order: exactly those whose scopesOf() holds it.
[[nodiscard]] QList<PersonId> membersOf(const Scope &scope, const Council &council, QDate day);

} // namespace sightline
