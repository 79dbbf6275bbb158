#pragma once

#include "sync/hub/service/ledger.h"

namespace sightline::hub {

/// An operation in the log, as a value.
struct Submission {
    Operation operation;
    PersonId person;                ///< who made it, from the token
    qint64 operationSeq = 0;        ///< its own
};

/// How an operation is looked at.
enum class Standing {
    InGoodStanding,
    Disabled,      ///< its person is no longer here: kept, not applied (sync.md B10)
    Adopted,       ///< somebody who may has answered for it: rights are not asked again
};

/// Under what an operation is parked that waits for @p record.
[[nodiscard]] QString recordKey(const RecordId &record);

/// Decides what becomes of operations and carries it out: rights, forms and facts around core/operations/apply; waiting and
/// held work parked, replayed, adopted, dismissed; a notice for each that ends in conflict or held (decisions 6-8, 13).
/// Nothing is refused (R4).
class Judge {
public:
    explicit Judge(Ledger &ledger) : m_ledger(ledger) { }

    /// Judges a new operation: its outcome is in the log, its notice written, what waited for it replayed.
    [[nodiscard]] Result<Outcome> take(const Submission &submission, Standing standing);
    /// Tries everything parked for @p what again, in order, each under a new seq.
    [[nodiscard]] Result<void> replay(const QString &what);

private:
    [[nodiscard]] Result<Outcome> decide(const Submission &submission, Standing standing, qint64 seq);
    [[nodiscard]] Result<Outcome> decideCreate(const Submission &submission, Standing standing, qint64 seq);
    [[nodiscard]] Result<std::optional<Outcome>> objectionToProgramme(const Submission &submission);
    [[nodiscard]] std::optional<Outcome> objectionToDecision(const Submission &submission) const;
    [[nodiscard]] Result<std::optional<Outcome>> objectionToWaiverAnswer(const Submission &submission);
    [[nodiscard]] Result<std::optional<Outcome>> objectionToCreate(const Submission &submission, Standing standing);
    [[nodiscard]] std::optional<Outcome> objectionToForm(const Submission &submission) const;
    [[nodiscard]] Result<std::optional<Outcome>> objectionToRelation(const Submission &submission, Standing standing);
    [[nodiscard]] Result<std::optional<Outcome>> objectionToStep(const Submission &submission, const RecordBody &root, Standing standing);
    [[nodiscard]] Result<std::optional<Outcome>> objectionToAmending(const Submission &submission);
    [[nodiscard]] Result<Outcome> decideChange(const Submission &submission, Standing standing, qint64 seq);
    [[nodiscard]] Result<bool> mayAnswerFor(const PersonId &adopter, const Operation &operation);
    [[nodiscard]] Result<Outcome> decideAdopt(const Submission &submission, qint64 seq);
    [[nodiscard]] Result<Outcome> decideDismiss(const Submission &submission, qint64 seq);
    [[nodiscard]] Result<Outcome> carryOut(const Submission &submission, qint64 seq);
    [[nodiscard]] std::optional<Outcome> objectionToFields(const QString &form, const Json::Object &fields) const;
    [[nodiscard]] std::optional<Outcome> objectionToChild(const Json::Object &fields) const;
    [[nodiscard]] std::optional<Outcome> objectionToPart(const RecordBody &head, const QString &part) const;
    [[nodiscard]] Result<bool> isOfErased(const Operation &operation);
    [[nodiscard]] bool mayNameTeamAndService(const PersonId &person, const RecordBody &head) const;

    [[nodiscard]] Result<void> afterOutcome(const Submission &submission, const Outcome &outcome);
    [[nodiscard]] Result<void> replayDue();
    [[nodiscard]] Result<void> replayOne(qint64 operationSeq);
    [[nodiscard]] Result<std::optional<Submission>> settleableTarget(const Submission &submission, bool alsoAuthor);
    [[nodiscard]] Result<std::optional<Submission>> submissionOf(const OperationId &id);
    [[nodiscard]] Result<Outcome> latestOutcome(qint64 operationSeq);
    [[nodiscard]] Result<bool> maySettle(const PersonId &person, const Submission &target, bool alsoAuthor);

    Ledger &m_ledger;
    QList<Publication> m_proposed;    ///< what the proposal that is being judged comes to
    QStringList m_due;   ///< what has come and may be waited for; a queue, since what it frees may free more
};

} // namespace sightline::hub
