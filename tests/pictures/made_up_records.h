#pragma once

#include "core/forms/answers.h"
#include "core/store/store.h"

namespace sightline::pictures {

/// Answers as a practitioner might give them, for pictures: no child, no family and no colleague in them is real.
[[nodiscard]] Result<Answers> homeVisit(Store &store, const QDateTime &at);
[[nodiscard]] Result<Answers> noReply(Store &store, const QDateTime &at);
[[nodiscard]] Result<Answers> observation(Store &store, const QDateTime &at);
[[nodiscard]] Result<Answers> officeVisit(Store &store, const QDateTime &at);

/// A completed record of template @p form, put into the outbox as completing one does, with its fact if it answers a task.
struct MadeUp {
    QString form;                                ///< "T02"
    Answers answers;
    QDateTime completedAt;
    TeamId team;
    std::optional<PersonId> observed = {};
    std::optional<TaskReference> task = {};
    RecordState state = RecordState::Completed;
};
[[nodiscard]] Result<RecordId> give(Store &store, const MadeUp &record);

/// A draft of template @p form that was left at the question @p focus.
[[nodiscard]] Result<RecordId> leaveDraft(Store &store, const QString &form, const Result<Answers> &answers, const QString &focus);

} // namespace sightline::pictures
