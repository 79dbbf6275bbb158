#pragma once

#include "sync/hub/service/judge.h"

namespace sightline::hub {

/// The id of the notice about @p operation, unless somebody made a record of their own under it (Ledger::placeFor).
[[nodiscard]] RecordId noticeIdOf(const OperationId &operation);

/// Writes the notice that @p submission ended as @p outcome, for its author and their lead: the operation word for word, the
/// outcome, and the present value of the fields in question, unless the author may not read the record (decisions 8).
[[nodiscard]] Result<void> writeNotice(Ledger &ledger, const Submission &submission, const Outcome &outcome);

/// Who is above whom has changed: open notices of people without a team go to the managers they have now, and to those before no longer.
[[nodiscard]] Result<void> readdressNotices(Ledger &ledger);

/// A notice that is open says from now on that @p submission ended as @p outcome. Nothing where there is none.
[[nodiscard]] Result<void> retellNotice(Ledger &ledger, const Submission &submission, const Outcome &outcome);

/// Marks the notice about @p operation as settled by @p by. Nothing, if there is none or it is settled.
[[nodiscard]] Result<void> closeNotice(Ledger &ledger, const OperationId &operation, const QString &how, const PersonId &by, const QString &reason);

/// The notice's body, if there is one.
[[nodiscard]] Result<std::optional<RecordBody>> noticeAbout(Ledger &ledger, const OperationId &operation);

} // namespace sightline::hub
