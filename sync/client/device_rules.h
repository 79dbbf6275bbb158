#pragma once

#include "core/store/outbox_table.h"
#include "sync/client/engine.h"

namespace sightline::sync {

/// The device's rules that the simulator's test build can switch off one by one, to show that it notices (decisions
/// "Simulator"). A switch removes only its check. All on in the product. Names in brackets are those of sync-model/model.py.
struct DeviceRules {
    EngineRules engine;                    ///< R9 (any_response)
    bool lostScopesArePurged = true;       ///< R10 (no_revoke_purge)
    bool otherScopesKeepRows = true;       ///< R10: leaving one scope spares what another holds (remove_ignores_other_scopes)
    bool purgesAreDurable = true;          ///< R10 (purge_not_durable)
    bool revisionsNeverGoBack = true;      ///< R11 (old_rev)
    bool answeredWorkIsKept = true;        ///< R13: until the hub's backup holds it (forget_acked)
    bool newEpochIsHeeded = true;          ///< R14 (ignore_epoch)
    bool everythingIsOfferedAgain = true;  ///< R14 (no_reoffer)
    bool unconfirmedIsSwept = true;        ///< R14 (no_sweep)
    bool digestsAreCompared = true;        ///< R15 (no_digest)
    bool resendIsObeyed = true;            ///< R16 (ignore_resend)
    bool forkOpensStream = true;           ///< R17 (ignore_fork)
    bool urgentGoesFirst = true;           ///< what is urgent overtakes what was made earlier (urgent_in_turn)
    bool urgentTakesWhatItRestsOn = true;  ///< but never what it rests on (urgent_alone)
    bool heldBackIsNotSent = true;         ///< what may still be taken back is in no request (held_back_is_sent)
    bool damagedRowsAreSetAside = true;    ///< one bad row never blocks the others (bad_row_blocks)
};

/// The way of overtaking that @p rules ask for.
[[nodiscard]] inline Overtaking overtakingOf(const DeviceRules &rules)
{
    if (!rules.urgentGoesFirst)
        return Overtaking::Never;
    return rules.urgentTakesWhatItRestsOn ? Overtaking::WithWhatTheyRestOn : Overtaking::Alone;
}

} // namespace sightline::sync
