#pragma once

#include "sync/hub/ops/recovery_book.h"
#include "sync/hub/service/erase_records.h"

#include <QDate>

namespace sightline::hub {

/// What a legal hold keeps from being erased.
enum class HoldOn {
    Record,   ///< one record, with whatever it would take along
    Child,    ///< every record that names this child: by a pointer's id, or by the number in the case system
    Person,   ///< every record by, or about, this member of staff
};
[[nodiscard]] QString holdWord(HoldOn on);
[[nodiscard]] std::optional<HoldOn> holdFrom(const QString &word);

/// That something must not be erased, whatever the table says: a court's order, an inquiry, a complaint.
struct LegalHold {
    QString id;               ///< eight letters and digits
    HoldOn on = HoldOn::Record;
    QString subject;          ///< an id, or a child's number
    QString reference;        ///< of the council's own file on it
    QString placedBy;
    qint64 placedMs = 0;
    QString liftedBy = {};
    qint64 liftedMs = 0;      ///< 0: it holds
    friend bool operator==(const LegalHold &, const LegalHold &) = default;
};

/// From which moment a time runs.
enum class KeepFrom {
    Completed,    ///< of the record; of one that never was, its last change here
    Changed,      ///< its last change here
    ChildEnded,   ///< when the last pointer to each child it names had ended; while one has not, it is not due
};
[[nodiscard]] QString keepFromWord(KeepFrom from);
[[nodiscard]] std::optional<KeepFrom> keepFromFrom(const QString &word);

/// A row of the council's retention table.
struct RetentionRule {
    QString what;             ///< a form without its version ("T02"), or a type of record ("child", "draft")
    int months = 0;           ///< 0: kept until somebody decides
    KeepFrom from = KeepFrom::Completed;
    QString basis;            ///< where the council has it from, in its own words
    friend bool operator==(const RetentionRule &, const RetentionRule &) = default;
};

/// The longest time that can be set, in months: adoption files are kept a hundred years.
inline constexpr int retentionMonthsMax = 150 * 12;

/// An erasure from its being asked for to its receipt.
struct ErasureCase {
    QString id;                           ///< eight letters and digits
    QString reason;                       ///< of erasureReasons()
    QString reference;
    QString askedBy;
    qint64 askedMs = 0;
    QList<RecordId> roots;                ///< what was named
    ErasureOrder order;                   ///< what goes with it, as two people approved it
    QList<RecoveryApproval> approvals = {};
    qint64 begunMs = 0;                   ///< 0: nobody has carried it out
    Json receipt = {};                    ///< signed; null: it was not carried out to the end
    [[nodiscard]] bool isDone() const { return receipt.isObject(); }
};

/// Why something is erased: the closed list that the trail may tell.
[[nodiscard]] const QStringList &erasureReasons();

/// How many different people have to approve an erasure.
inline constexpr int erasureApprovalsNeeded = 2;

/// The council's retention table, its legal holds and its erasures: a file beside the keys, signed by them. A database that is put back from
/// before brings back no erased word and lifts no hold. No hold or erasure is ever taken out of it. Held by one program at a time.
class RetentionBook {
public:
    /// Errors: Corrupt (it was changed by other hands), StorageFailure.
    [[nodiscard]] static Result<std::unique_ptr<RetentionBook>> open(const QString &path, const HubKeys &keys);

    [[nodiscard]] const QList<RetentionRule> &rules() const { return m_rules; }
    [[nodiscard]] const QList<LegalHold> &holds() const { return m_holds; }
    [[nodiscard]] const QList<ErasureCase> &cases() const { return m_cases; }
    /// Errors: NotFound.
    [[nodiscard]] Result<ErasureCase> erasure(const QString &id) const;

    /// Puts @p rule in place of the one for the same thing.
    [[nodiscard]] Result<void> setRule(const RetentionRule &rule);
    /// False: there was none.
    [[nodiscard]] Result<bool> dropRule(const QString &what);
    [[nodiscard]] Result<void> place(const LegalHold &hold);
    /// Errors: NotFound (no such hold, or lifted already).
    [[nodiscard]] Result<LegalHold> lift(const QString &id, const QString &by, qint64 nowMs);
    [[nodiscard]] Result<void> ask(const ErasureCase &asked);
    /// @p by has proven who they are. Errors: NotFound, AlreadyExists (they have approved it), NotAllowed (it was begun).
    [[nodiscard]] Result<ErasureCase> approve(const QString &id, const PersonId &by, qint64 nowMs);
    /// Notes durably that it is being carried out, before anything of it is. Errors: NotFound, NotAllowed (too few approvals).
    [[nodiscard]] Result<ErasureCase> begin(const QString &id, const QString &by, qint64 nowMs);
    [[nodiscard]] Result<void> finish(const QString &id, const Json &receipt);

private:
    explicit RetentionBook(std::unique_ptr<SignedFile> file) : m_file(std::move(file)) { }
    [[nodiscard]] Result<void> read();
    [[nodiscard]] Result<void> write() const;
    [[nodiscard]] ErasureCase *find(const QString &id);

    std::unique_ptr<SignedFile> m_file;
    QList<RetentionRule> m_rules;
    QList<LegalHold> m_holds;
    QList<ErasureCase> m_cases;
};

} // namespace sightline::hub
