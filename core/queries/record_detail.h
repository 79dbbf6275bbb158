#pragma once

#include "core/calendar/council_zone.h"
#include "core/forms/answers.h"
#include "core/queries/record_list.h"
#include "core/store/form_library.h"

namespace sightline {

/// A later hand on a record: an addendum, reflection, acknowledgement …
struct RecordHand {
    RecordId id;
    QString role;                 ///< "addendum", or the part of the form it fills
    PersonId author;
    QString authorName;
    qint64 atMs = 0;
    RecordSync sync = RecordSync::OnHub;
    bool sawThisVersion = true;   ///< its author saw exactly the record's present body
    QString text;                 ///< an addendum's, a return's, or of a hand without a part
    Answers answers;              ///< of its part of the form
    QString aboutHash;            ///< of the record's body as its author saw it
    QString signature;            ///< the name typed where its part has no signature of its own
};

/// A record whole, as its reader sees it.
struct RecordDetail {
    RecordListItem item;
    RecordBody body;
    Answers answers;                                ///< the author's
    std::shared_ptr<const KnownForm> form;          ///< null where this device does not know the form; the answers are kept all the same
    QList<RecordHand> hands;                        ///< oldest first
    Answers::Fields followUps;                      ///< what was said last of each of its agreed actions
    std::optional<RecordId> amends;                 ///< the record this one amends
    QList<RecordId> amendedBy;
    std::optional<Draft> draft;                     ///< set where it is a draft of this device
};

/// Errors: NotFound, those of the database. Thread: the store's.
[[nodiscard]] Result<RecordDetail> recordDetail(Store &store, const RecordId &record);

/// One QuestionnaireResponse from the record and its later hands (decisions 1): each hand's part is in it; addenda are extensions
/// "urn:sightline:ext:addendum" with text, author and time, the other hands "urn:sightline:ext:hand" with kind, author, time, what
/// their author saw and whether that is still what is shown; and the status is completed, amended (with addenda) or
/// entered-in-error. Errors: NotFound (the form is not on this device).
[[nodiscard]] Result<Json> recordResponse(const RecordDetail &detail, const CouncilZone &zone);

/// The author's answers with the parts that later hands have written and what was said last of each action; no hand covers what the
/// author wrote.
[[nodiscard]] Answers answersWithHands(const RecordDetail &detail);

/// Whether the answer @p key of the record leaves the app only where somebody chooses so (its form's meta `neverExported`): privileged legal
/// advice. Of a record whose form is not here that may be any answer, so all of them are: what went out cannot be taken back, and the form
/// comes with the next sync. Source: domain.md T11.
[[nodiscard]] bool isPrivileged(const RecordDetail &detail, const QString &key);

/// A person as an answer refers to them.
[[nodiscard]] Json personReference(const PersonId &id, const QString &name);

} // namespace sightline
