#pragma once

#include "core/base/id.h"
#include "core/base/json.h"

#include <QDate>
#include <QList>
#include <QStringList>

namespace sightline {

/// Somebody who works for, or with, the council. `name` is what colleagues see; in built-in data it is a role phrase.
struct Person {
    PersonId id;
    QString name;
    QStringList roles;              ///< canonical role names, "Team Manager"; one person may hold several
    ServiceId service;              ///< where they work
    QList<ServiceId> services;      ///< services they oversee (heads of service, quality assurance, directors)
    QList<TeamId> teams;
    PersonId manager;               ///< line manager; empty at the top and for elected members
    QDate from;                     ///< first day; null: since always
    QDate to;                       ///< last day; null: no end known. A leaver is kept: their records name them
    bool isElected = false;         ///< a member of the council, not of its staff: reads of class P1 alone (core/records/sensitivity)

    [[nodiscard]] bool isHereOn(QDate day) const { return (from.isNull() || from <= day) && (to.isNull() || day <= to); }
    [[nodiscard]] bool holds(const QString &role) const { return roles.contains(role); }
    [[nodiscard]] bool oversees(const ServiceId &which) const { return services.contains(which); }
    friend bool operator==(const Person &, const Person &) = default;
};

/// Errors: InvalidInput, naming the member that is wrong.
[[nodiscard]] Result<Person> personFromJson(const Json &json);
/// What personFromJson reads; also one line of `user list --json`.
[[nodiscard]] Json toJson(const Person &person);

} // namespace sightline
