#pragma once

#include "core/base/id.h"
#include "core/base/json.h"

#include <QList>

namespace sightline {

/// A team of one service. Who is in it is said by each person's `teams`.
struct Team {
    TeamId id;
    QString name;
    ServiceId service;
    QList<PersonId> managers;   ///< who lead it: members of `lead:<id>`, with everyone above them
    friend bool operator==(const Team &, const Team &) = default;
};

/// Errors: InvalidInput, naming the member that is wrong.
[[nodiscard]] Result<Team> teamFromJson(const Json &json);
[[nodiscard]] Json toJson(const Team &team);

} // namespace sightline
