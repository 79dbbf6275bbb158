#pragma once

#include "core/store/store.h"

namespace sightline {

/// What was done for the drafts of this device and their copies.
struct DraftsTended {
    int shared = 0;               ///< drafts with words that other devices are now to get
    int came = 0;                 ///< drafts begun on another device that can be gone on with here
    int changed = 0;              ///< drafts here that another device has changed
    int ended = 0;                ///< drafts here that are over: completed or deleted on another device
    QList<RecordId> joined = {};  ///< of the changed ones, those in which both devices had written in one answer
    QList<RecordId> kept = {};    ///< drafts of their own for words that came, or were here, after the draft was over
    int waiting = 0;              ///< drafts whose newest words wait here until the hub has answered what went before them
    friend bool operator==(const DraftsTended &, const DraftsTended &) = default;
};

enum class Sharing {
    Now,     ///< what is written goes to the author's other devices with the next exchange
    Not,     ///< only what came from them is seen to
};

/// Drafts follow their author (sync.md B2a; PROTOCOL.md, "Drafts"): what other devices wrote is put into the drafts of this one, what was
/// written here is put forward, copies of what is over end, and drafts that are over elsewhere end here. Nothing is lost: of an answer
/// written on two devices both texts stay, and words that were not in what was completed become a draft of their own. What is written on a
/// record's page (an addendum, a return), a template being made and a child of one's list stay on the device they are written on.
/// While the hub has an answer to give about a copy, what is typed meanwhile waits in its draft and then goes as one change (B2a): an offline
/// day queues one, not one a minute. Whoever asked for Sharing::Now asks again when the outbox has changed and something is `waiting`.
/// Into the draft on the screen (DraftTable::showOnScreen) nothing is put, and it does not end; it is shared as it was last saved.
/// One transaction; nothing at all where there is nothing to do. Errors: those of the database, NotEnrolled.
[[nodiscard]] Result<DraftsTended> tendDraftCopies(Store &store, Sharing sharing);

} // namespace sightline
