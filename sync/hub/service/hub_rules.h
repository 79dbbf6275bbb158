#pragma once

#include "core/operations/apply.h"

namespace sightline::hub {

/// The rules of the protocol that the simulator's test build can switch off one by one, to show that it notices
/// (decisions "Simulator"). A switch removes only its check. All on in the product; `sync-model/model.py` has the same.
struct HubRules {
    ApplyRules apply;                     ///< R5, R6, decisions 1
    bool numbersAreOnce = true;           ///< R3: an operation already stored is recognised (no_dedupe)
    bool numbersAreInOrder = true;        ///< R3: only last + 1 is taken (any_order)
    bool forksAreNoticed = true;          ///< R3: a known number with other content is `forked` (no_fork_check)
    bool chainIsChecked = true;           ///< R3: the predecessor is the stored chain (no_chain)
    bool waitingIsReplayed = true;        ///< R4: a waiting operation is tried again when its record comes
    bool leavingIsAnEntry = true;         ///< R7: a record that leaves a scope leaves an entry (no_leave_event)
    bool pagesHoldWholeSeqs = true;       ///< R8 (split_seq)
    bool newScopesStartAtZero = true;     ///< R10 (new_scope_from_now)
    bool epochIsChecked = true;           ///< R2: operations of another history are not taken (push_any_epoch)
    bool lostHistoryIsNoticed = true;     ///< R16: acked above what we hold is `resend_from`
    bool scopesAreEnforced = true;        ///< R10: off, a pull serves whatever scopes the cursors name
    bool authorsAreChecked = true;        ///< decisions 6: off, a record may name another author
    bool rightsAreChecked = true;         ///< decisions 6: off, a record may name any team or service, a step any record
    bool publishersAreChecked = true;     ///< off, anybody may publish a version of a form (anybody_publishes)
    bool factsAreChecked = true;          ///< decisions 7: off, a fact need not match its record
    bool fieldsAreChecked = true;         ///< decisions 13: off, a field may break its form's types and limits
    bool filesRespectScope = true;        ///< B11: off, a chunk goes to whoever knows the name of its file
    bool switchedOffIsTakenAway = true;   ///< decisions 6: off, who reads by a switch goes on reading when it goes off (readers_stay)
    bool unfollowedIsWithheld = true;     ///< decisions 6: off, what has still to leave a scope is served until it has (unfollowed_is_served)
    bool noticesAreWritten = true;        ///< decisions 8
    bool noticesRespectScope = true;      ///< decisions 8: of a record its author may not read, a notice tells nothing (notice_tells_all)
};

} // namespace sightline::hub
