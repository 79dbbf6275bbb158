#pragma once

#include "sync/hub/service/judge.h"

namespace sightline::hub {

/// What a proposal (core/records/proposal.h) comes to: what stands in its way, or what the hub publishes by it.
struct JudgedProposal {
    std::optional<Outcome> objection;
    QList<Publication> publications;
};

/// Judges the proposal that @p submission makes by what the hub holds now, whoever adopts it. Of the framework: its author owns it, the
/// edition it changes is the one that counts on its first day, as its author saw it, that day is still to come, and each change can be made
/// (core/editions/revision.h). Of people: its author may keep them, every row of the tables can be taken, and none changes the author's own.
/// Errors: those of the database, Corrupt.
[[nodiscard]] Result<JudgedProposal> judgeProposal(Ledger &ledger, const Submission &submission);

/// Publishes what a proposal came to, in the transaction that takes it.
[[nodiscard]] Result<void> publishProposed(Ledger &ledger, const QList<Publication> &publications);

} // namespace sightline::hub
