#pragma once

#include "core/records/record.h"

#include <QDate>

namespace sightline {

/// The id of the fact of @p record: UUIDv5, so that a completion sent twice makes one fact.
[[nodiscard]] RecordId factIdOf(const RecordId &record);

/// The content-free fact that completing @p record makes: activity, unit, period, the day it was @p done on, the author's role
/// and, where the record names one, the member of staff observed or supervised: whom an activity covers is counted by person
/// (decisions 22), and a unit may name people already. It drives all counts (decisions 7). None for a record that answers no task, or is not completed.
/// The fact of an amended version names the fact it replaces, so that an activity counts once, and counts again by the first version
/// should the amended one be marked as entered in error. Where @p done is null (it was not carried out) it only replaces.
/// Pure: the device writes it in the same transaction as the completion, the hub checks it against the record.
[[nodiscard]] std::optional<RecordBody> factOf(const RecordId &record, const RecordBody &body, QDate done);

/// The day a fact says its activity was done on; null if it says none.
[[nodiscard]] QDate doneOn(const RecordBody &fact);

/// The fact that @p fact counts in place of, while it is not void and of the same author; none if it replaces none.
[[nodiscard]] std::optional<RecordId> replacedBy(const RecordBody &fact);

/// True if @p fact, with id @p factId, is exactly the fact of @p record for the day it names; it may leave out the observed
/// person, but name no other.
[[nodiscard]] bool isFactOf(const RecordId &factId, const RecordBody &fact, const RecordId &record, const RecordBody &body);

} // namespace sightline
