#pragma once

#include "core/forms/answers.h"
#include "core/records/hand_rule.h"
#include "core/records/record.h"

#include <QSet>

namespace sightline {

/// A later hand as its reader holds it.
struct TakenStep {
    RecordId id;
    QString kind;
    PersonId author;
    qint64 atMs = 0;               ///< the author's claim, UTC
    QString aboutHash;             ///< of the record's body as its author saw it
    QString hash;                  ///< of the step's own body as it is now
    bool counts = true;            ///< false: the hub keeps it and has not applied it, or it was entered in error
    bool isWithdrawn = false;      ///< entered in error
    Json::Object members = {};     ///< the body's answers
};

/// The members of a step's answers that are not answers of its part. No linkId's key can begin so (FORMS.md section 2).
namespace step {
inline constexpr char16_t text[] = u"text";    ///< addendum, return, or a hand without a part: what its author wrote
inline constexpr char16_t sign[] = u"$sign";   ///< the name typed by somebody whose part has no signature of its own
inline constexpr char16_t seen[] = u"$seen";   ///< the other hands its author was shown: id → hash of their body
inline constexpr char16_t lacks[] = u"$lacks"; ///< a signature's: files of the record that its author's device had not (SHA-256, hex)
// Of an addendum that holds what somebody else said in the room; its author is whose device it was, and who it says spoke signs nothing by it.
inline constexpr char16_t saidBy[] = u"$said_by";   ///< that person's id
inline constexpr char16_t saidFor[] = u"$for";      ///< the kind of the hand it is for
inline constexpr char16_t saidPart[] = u"$part";    ///< the answers of that hand's part, as they were given
} // namespace step

/// The answers of the form's part alone.
[[nodiscard]] Answers partAnswers(const RecordBody &step);
[[nodiscard]] Answers partAnswers(const TakenStep &step);
/// @p record's answers with the parts that @p steps have written (those that count). No step covers what stands already. What follows
/// an action up is not among them: it is said anew each time (core/records/agreed_action).
[[nodiscard]] Answers answersWithParts(const Json::Object &record, const QList<TakenStep> &steps);
[[nodiscard]] QString stepText(const Json::Object &members);
[[nodiscard]] QString stepSignature(const Json::Object &members);
/// What @p person said in the room towards their hand @p kind, on somebody else's device: the newest addendum among @p steps that holds it.
/// Nothing of it is theirs until their own step says so. Empty: nothing.
[[nodiscard]] Answers saidInTheRoom(const QList<TakenStep> &steps, const PersonId &person, const QString &kind);
/// The files (SHA-256, 32 bytes each) that a signature says its author had not before them.
[[nodiscard]] QSet<QByteArray> lackedFiles(const Json::Object &members);
/// `$seen` for somebody who is shown @p steps.
[[nodiscard]] Json seenNow(const QList<TakenStep> &steps);

/// Whether @p step covers exactly the record (whose body's hash is @p recordHash) and the hands its author was shown as they are now.
/// False: "signed an earlier text" — the record or one of those hands was changed or withdrawn since. Source: decisions 1.
[[nodiscard]] bool coversPresent(const TakenStep &step, const QString &recordHash, const QList<TakenStep> &steps);

} // namespace sightline
