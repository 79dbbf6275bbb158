#pragma once

#include "core/forms/answers.h"
#include "core/people/council.h"
#include "core/records/hand_rule.h"
#include "core/records/record.h"

#include <functional>

namespace sightline {

/// Who is who, and who may read the record in question: on the hub from its rights, on a device from the people it holds.
struct HandPeople {
    const Council &council;
    QDate day;
    std::function<bool(const PersonId &)> mayRead;
};

struct HandOwners {
    QList<PersonId> people;         ///< the first is whose it is; the others may do it for them. Empty: nobody known
    bool fallsToAuthor = false;     ///< and the rule says it is not needed then
    friend bool operator==(const HandOwners &, const HandOwners &) = default;
};

/// Whose the hand @p rule is on @p record. Only people who are here and may read the record; its author only where the rule is for
/// somebody outside. Of several, those who are away on that day come last, as far as their absence is known here: it is theirs all the same. Pure; who is
/// among them is the same on hub and device. Source: domain.md A7; README beside the packs, "Whose".
[[nodiscard]] HandOwners ownersOf(const HandRule &rule, const RecordBody &record, const HandPeople &who);

/// The people that the answers to @p linkId refer to.
[[nodiscard]] QList<PersonId> peopleIn(const QString &linkId, const Answers &answers);

} // namespace sightline
