#pragma once

#include "core/records/record.h"

#include <QDate>

namespace sightline {

/// What a record of type `proposal` changes for the whole council (PROTOCOL.md, section 5). Its author's role lets them; the hub judges it
/// by what it holds at that moment, with the code that its own commands use, and publishes what comes of it in the same transaction.
enum class ProposalKind {
    Framework,   ///< another edition from a day on: `about` the edition that it changes, `from`, and the changes (core/editions/revision.h)
    People,      ///< tables of people, teams and settings as they were given (core/people/people_table.h)
};

/// None if @p body is no proposal, or of a kind that this program does not know.
[[nodiscard]] std::optional<ProposalKind> proposalKindOf(const RecordBody &body);
/// A proposal of @p kind that says @p members, completed. Its author and times are the caller's to fill in.
[[nodiscard]] RecordBody proposalBody(ProposalKind kind, Json::Object members);
/// The day from which it counts; null where it says none.
[[nodiscard]] QDate proposedFrom(const RecordBody &body);

} // namespace sightline
