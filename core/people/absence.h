#pragma once

#include "core/base/id.h"
#include "core/base/json.h"

#include <QDate>

namespace sightline {

/// A person away from work for whole days, and who does their tasks meanwhile. Why they are away is never stored.
struct Absence {
    PersonId person;
    QDate from;
    QDate to;         ///< null: until further notice
    PersonId cover;   ///< empty: nobody named, so their line manager is asked

    [[nodiscard]] bool holdsOn(QDate day) const { return from <= day && (to.isNull() || day <= to); }
    friend bool operator==(const Absence &, const Absence &) = default;
};

/// Errors: InvalidInput, naming the member that is wrong.
[[nodiscard]] Result<Absence> absenceFromJson(const Json &json);
[[nodiscard]] Json toJson(const Absence &absence);

} // namespace sightline
