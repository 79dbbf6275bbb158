#pragma once

#include "core/store/store.h"

namespace sightline {

/// One row of the page "Records", and of `sightline-cli records`.
struct RecordListItem {
    RecordId id;
    QString form;                       ///< "T03@1.0.0"
    QString title;                      ///< the form's title
    PersonId author;
    QString authorName;
    TeamId team;
    ServiceId service;
    RecordState state = RecordState::Completed;
    RecordSync sync = RecordSync::OnHub;
    qint64 seq = 0;                     ///< the hub's number for its latest change; 0: none yet
    std::optional<qint64> hubTimeMs;    ///< when the hub stored that: the receipt
    qint64 madeAtMs = 0;
    qint64 completedAtMs = 0;           ///< 0 for a draft
    qint64 savedAtMs = 0;               ///< drafts: when it was last kept
    std::optional<TaskReference> task;
    bool isMine = false;
    int laterHands = 0;                 ///< steps and addenda on it
};

struct RecordFilter {
    enum class Whose { Mine, Others, Everyone };
    Whose whose = Whose::Everyone;      ///< Everyone: all that this person may read; Others: what they did not write
    TeamId team = {};                   ///< only of this team; empty: any
    bool withDrafts = true;
    std::optional<RecordSync> sync = {};
    int limit = 1000;                   ///< records beside the drafts, which are all there; what is left out is said by RecordList::hasMore
};

struct RecordList {
    QList<RecordListItem> items;        ///< drafts first, newest saved; then records, newest completed
    bool hasMore = false;
};

/// Answered forms, of those @p records that are here, in their order. Thread: the store's.
[[nodiscard]] Result<QList<RecordListItem>> recordItems(Store &store, const QList<RecordId> &records);

/// Answered forms on this device, with where each is (decisions 14). Thread: the store's.
[[nodiscard]] Result<RecordList> recordList(Store &store, const RecordFilter &filter = {});

} // namespace sightline
