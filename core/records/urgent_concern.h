#pragma once

#include "core/forms/questionnaire.h"
#include "core/records/hand_owners.h"
#include "core/records/step_body.h"

#include <optional>

namespace sightline {

/// An urgent concern that a completed record raises (the form's function `alert`, domain.md [SAFE]): whose it is to read it, and
/// who has said that they have.
struct UrgentConcern {
    QList<PersonId> told;           ///< stands at the top of their Today: who manages the record's team, and its author's nearest manager
    QList<PersonId> mayRead;        ///< may say "I have read this": those, then everyone above them
    std::optional<RecordId> read;   ///< the first step that said so; the hub has not refused it
    PersonId readBy;
    qint64 readAtMs = 0;            ///< the reader's claim, UTC
    friend bool operator==(const UrgentConcern &, const UrgentConcern &) = default;
};

/// The concern that @p record raises; none where its form is not known, it is not completed, or its answers raise none. Only people
/// who are here and may read the record are told, and never its author, so that telling widens no rights. Pure; the same on hub and
/// device. Thread: any.
[[nodiscard]] std::optional<UrgentConcern> urgentConcern(const RecordBody &record, const Questionnaire *form, const QList<TakenStep> &steps,
                                                         const HandPeople &who);

/// What a concern is about, in its author's words: from the questions that the form's `alert` names.
struct ConcernWords {
    QStringList who;
    QString what;
};
[[nodiscard]] ConcernWords concernWords(const Questionnaire &form, const Answers &answers);

/// "I have read this" as a hand of every form that can raise a concern: nobody waits for it, and it has no part of the form.
[[nodiscard]] HandRule concernHand();

} // namespace sightline
