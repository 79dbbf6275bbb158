#include "tests/simulation/breaks.h"

namespace sightline::simulation {

using namespace Qt::StringLiterals;

const QList<Break> &allBreaks()
{
    static const QList<Break> breaks {
        { u"naive_seq"_s, u"R1: numbers taken without the council's lock: commits become visible out of order"_s, [](Breaks &b) { b.naiveSeq = true; } },
        { u"push_any_epoch"_s, u"R2: the hub takes operations of a device that has not heard of the new history"_s,
          [](Breaks &b) { b.hub.epochIsChecked = false; } },
        { u"no_dedupe"_s, u"R3: the hub does not recognise an operation it has stored"_s, [](Breaks &b) { b.hub.numbersAreOnce = false; } },
        { u"any_order"_s, u"R3: a device's operations are sent and taken in any order"_s,
          [](Breaks &b) {
              b.anyOrder = true;
              b.hub.numbersAreInOrder = false;
              b.hub.lostHistoryIsNoticed = false;
          } },
        { u"no_fork_check"_s, u"R3: no check of content on a repeated number"_s, [](Breaks &b) { b.hub.forksAreNoticed = false; } },
        { u"no_chain"_s, u"R3: an operation does not name the one before it"_s, [](Breaks &b) { b.hub.chainIsChecked = false; } },
        { u"ack_before_commit"_s, u"R4: the hub answers before its commit is durable"_s,
          [](Breaks &b) {
              b.ackBeforeCommit = true;
              b.focus = { .hubCrashes = 3 };
          } },
        { u"drop_rejected"_s, u"R4: the hub acknowledges but does not keep what it cannot apply"_s, [](Breaks &b) { b.heldIsDropped = true; } },
        { u"no_replay"_s, u"R4: work that came before its record is not tried again"_s, [](Breaks &b) { b.hub.waitingIsReplayed = false; } },
        { u"no_notice"_s, u"decisions 8: held work is not told to its author and lead"_s, [](Breaks &b) { b.hub.noticesAreWritten = false; } },
        { u"notice_tells_all"_s, u"decisions 8: a notice tells of a record that the operation's author may not read"_s,
          [](Breaks &b) { b.hub.noticesRespectScope = false; } },
        { u"last_write_wins"_s, u"R5: a later push overwrites a field whatever its author saw"_s, [](Breaks &b) { b.hub.apply.fieldsNeedSight = false; } },
        { u"sign_blind"_s, u"R6: completing does not carry the hash of what its author saw"_s, [](Breaks &b) { b.hub.apply.completeNeedsSight = false; } },
        { u"edit_signed"_s, u"R6: an edit of a completed record is applied"_s,
          [](Breaks &b) {
              b.hub.apply.completedIsFrozen = false;
              b.guards = false;
          } },
        { u"no_leave_event"_s, u"R7: a record that leaves a scope leaves no entry behind"_s, [](Breaks &b) { b.hub.leavingIsAnEntry = false; } },
        { u"split_seq"_s, u"R8: a page may end between two scopes' entries of one seq"_s, [](Breaks &b) { b.hub.pagesHoldWholeSeqs = false; } },
        { u"cursor_before_rows"_s, u"R8: the device stores the cursor in an earlier transaction than the rows"_s,
          [](Breaks &b) { b.cursorBeforeRows = true; } },
        { u"any_response"_s, u"R9: the device stores any answer, not only the one to its open request"_s,
          [](Breaks &b) { b.device.engine.onlyOpenAnswer = false; } },
        { u"new_scope_from_now"_s, u"R10: a scope gained later starts at the present cursor, not at 0"_s,
          [](Breaks &b) { b.hub.newScopesStartAtZero = false; } },
        { u"no_revoke_purge"_s, u"R10: a scope that is lost is not purged from the device"_s, [](Breaks &b) { b.device.lostScopesArePurged = false; } },
        { u"remove_ignores_other_scopes"_s, u"R10: leaving one scope deletes a row that another still holds"_s,
          [](Breaks &b) { b.device.otherScopesKeepRows = false; } },
        { u"purge_outbox"_s, u"R10: losing a scope also deletes the device's own unsent work in it"_s, [](Breaks &b) { b.purgeOutbox = true; } },
        { u"purge_not_durable"_s, u"R10: the transaction that purges is not committed with synchronous=EXTRA"_s,
          [](Breaks &b) { b.device.purgesAreDurable = false; } },
        { u"scopes_not_enforced"_s, u"decisions 5: the hub serves whatever scopes the cursors name"_s, [](Breaks &b) { b.hub.scopesAreEnforced = false; } },
        { u"authors_unchecked"_s, u"decisions 6: a creation may name another author"_s, [](Breaks &b) { b.hub.authorsAreChecked = false; } },
        { u"rights_unchecked"_s, u"decisions 6: a creation may name any team or service"_s, [](Breaks &b) { b.hub.rightsAreChecked = false; } },
        { u"facts_unchecked"_s, u"decisions 7: a fact need not be its record's"_s, [](Breaks &b) { b.hub.factsAreChecked = false; } },
        { u"fields_unchecked"_s, u"decisions 13: answers need not be what their form can hold"_s, [](Breaks &b) { b.hub.fieldsAreChecked = false; } },
        { u"anybody_publishes"_s, u"decisions 2: anybody may publish a version of a form to the whole council"_s,
          [](Breaks &b) { b.hub.publishersAreChecked = false; } },
        { u"readers_stay"_s, u"decisions 6: who reads by a council's switch goes on reading when it goes off"_s,
          [](Breaks &b) { b.hub.switchedOffIsTakenAway = false; } },
        { u"unfollowed_is_served"_s, u"decisions 6: what has still to leave a scope after a switch went off is served until it has"_s,
          [](Breaks &b) { b.hub.unfollowedIsWithheld = false; } },
        { u"lease_forgotten"_s, u"decisions 9: the device forgets for how long it may go without its hub"_s, [](Breaks &b) { b.leaseIsForgotten = true; } },
        { u"old_rev"_s, u"R11: a row is replaced by one of a lower rev"_s, [](Breaks &b) { b.device.revisionsNeverGoBack = false; } },
        { u"unanswered_is_hidden"_s, u"R12: own work is not shown until the hub has answered it"_s, [](Breaks &b) { b.unansweredIsHidden = true; } },
        { u"answered_is_hidden"_s, u"R12: own work is not shown between its answer and the row that has it"_s, [](Breaks &b) { b.answeredIsHidden = true; } },
        { u"own_stays_on_top"_s, u"R12: own work is still shown over a row that has it, and over later ones"_s, [](Breaks &b) { b.ownStaysOnTop = true; } },
        { u"held_back_is_sent"_s, u"held back: a request carries what may still be taken back"_s, [](Breaks &b) { b.device.heldBackIsNotSent = false; } },
        { u"taken_back_stays"_s, u"taken back: the operation stays in the outbox"_s, [](Breaks &b) { b.takenBackStays = true; } },
        { u"sent_is_taken_back"_s, u"taken back: also what has a number, and so may be on its way"_s, [](Breaks &b) { b.sentIsTakenBack = true; } },
        { u"forget_acked"_s, u"R13: the device forgets operations once answered"_s, [](Breaks &b) { b.device.answeredWorkIsKept = false; } },
        { u"ignore_epoch"_s, u"R14: the device ignores that the hub's history has changed"_s, [](Breaks &b) { b.device.newEpochIsHeeded = false; } },
        { u"no_reoffer"_s, u"R14: after a change of history only what the hub says it lacks is offered again"_s,
          [](Breaks &b) { b.device.everythingIsOfferedAgain = false; } },
        { u"no_sweep"_s, u"R14: rows that the new history does not confirm stay"_s,
          [](Breaks &b) {
              b.device.unconfirmedIsSwept = false;
              b.focus = { .restores = 3 };
          } },
        { u"epoch_counted"_s, u"R14: a restored hub's epoch is counted up from the backup's"_s, [](Breaks &b) { b.epochCounted = true; } },
        { u"no_digest"_s, u"R15: device and hub do not compare digests, so a damaged row stays damaged"_s,
          [](Breaks &b) { b.device.digestsAreCompared = false; } },
        { u"ignore_resend"_s, u"R16: the device does not heed \"send again from n\""_s, [](Breaks &b) { b.device.resendIsObeyed = false; } },
        { u"ignore_fork"_s, u"R17: the device goes on in a stream that another copy has used"_s,
          [](Breaks &b) {
              b.device.forkOpensStream = false;
              b.focus = { .clones = 3 };
          } },
        { u"urgent_in_turn"_s, u"R18: what is urgent waits until it is its turn"_s, [](Breaks &b) { b.device.urgentGoesFirst = false; } },
        { u"urgent_alone"_s, u"R18: what is urgent overtakes what it rests on"_s, [](Breaks &b) { b.device.urgentTakesWhatItRestsOn = false; } },
        { u"files_go_first"_s, u"B11: a photo is sent before the words that name it are answered"_s, [](Breaks &b) { b.filesGoFirst = true; } },
        { u"half_is_whole"_s, u"B11: the hub confirms a photo of which it has some pieces"_s, [](Breaks &b) { b.halfIsWhole = true; } },
        { u"copies_go_at_once"_s, u"B11: a device lets go of a photo once the hub has it, backup or not"_s, [](Breaks &b) { b.copiesGoAtOnce = true; } },
        { u"files_for_all"_s, u"B11: a piece of a photo goes to whoever knows its name"_s, [](Breaks &b) { b.hub.filesRespectScope = false; } },
        { u"bad_row_blocks"_s, u"a row that cannot be read stops the rows behind it"_s, [](Breaks &b) { b.device.damagedRowsAreSetAside = false; } },
    };
    return breaks;
}

const Break *findBreak(const QString &name)
{
    for (const Break &entry : allBreaks()) {
        if (entry.name == name)
            return &entry;
    }
    return nullptr;
}

const QList<Unswitched> &unswitched()
{
    static const QList<Unswitched> parts {
        { u"R6, files"_s, u"a signature waits for its record's files, and nobody signs here"_s,
          u"FilesTest.ASignatureTakesEffectOnceThePicturesItStandsForAreHere"_s },
        { u"R9, whole answers"_s, u"answers are cut here, but no code there is could store a part of one"_s, u"CodecTest.RefusesAnAnswerCutAtAnyByte"_s },
        { u"R13, the row"_s, u"what may be forgotten is asked only of an answer with nothing behind it, so the row is always here"_s,
          u"ApplyAnswerTest.KeepsAnsweredWorkUntilTheBackupHoldsIt"_s },
        { u"held:erased"_s, u"erasing is administration with two people's approval, and nobody administers here"_s,
          u"EraseTest.WorkThatComesAfterIsHeldReadBySomebodyAndErasedInItsTurn"_s },
        { u"R18, a Retry-After"_s, u"the hub of the simulator is never busy"_s, u"EngineTest.SomethingUrgentBreaksOffAnyRequestAndAnyPause"_s },
    };
    return parts;
}

} // namespace sightline::simulation
