#pragma once

#include "core/base/id.h"
#include "core/base/json.h"

#include <QDate>

namespace sightline {

/// A person away from work for whole days, and who does their tasks meanwhile. Why they are away is never stored. With a role it is that
/// role alone that somebody else holds on these days, and nobody is away.
struct Absence {
    PersonId person;
    QDate from;
    QDate to;         ///< null: until further notice
    PersonId cover;   ///< empty: nobody named, so their line manager is asked; never with a role
    QString role = {};       ///< the one role that @p cover holds meanwhile; empty: the person is away
    QDate
        ownSince = {}; ///< the day on which they entered it themselves: what was over by then it does not excuse. Of the record, not of its members; null: somebody else did

    [[nodiscard]] bool holdsOn(QDate day) const { return from <= day && (to.isNull() || day <= to); }
    [[nodiscard]] bool isAway() const { return role.isEmpty(); }
    /// Whether it excuses what was asked for from @p first to @p last: they were away all the while, and it was known before that was over.
    [[nodiscard]] bool excuses(QDate first, QDate last) const
    {
        return isAway() && from <= first && (to.isNull() || last <= to) && (ownSince.isNull() || ownSince <= last);
    }
    friend bool operator==(const Absence &, const Absence &) = default;
};

/// Errors: InvalidInput, naming the member that is wrong.
[[nodiscard]] Result<Absence> absenceFromJson(const Json &json);
[[nodiscard]] Json toJson(const Absence &absence);

} // namespace sightline
