#pragma once

#include "core/calendar/council_calendar.h"
#include "core/records/agreed_action.h"
#include "core/records/urgent_concern.h"
#include "core/store/store.h"

namespace sightline {

/// An agreed action that is open, or that is to be looked at again.
struct StandingAction {
    AgreedAction action;           ///< without its history but for what is so now
    bool ownerIsHere = true;       ///< false: nobody is named, or they have left
    bool ownerMayRead = true;      ///< false: the record is not theirs to read, so their device does not show it
};

/// Somebody who is to be told of a record and has not said yet that they have read it; or whose hand was overtaken and still to come.
struct Telling {
    PersonId person;
    QString step;                  ///< the hand that says so
    QString name;                  ///< of that hand: "to be read"
    QDate due;                     ///< null: no clock
};

/// Where one record stands among its hands, as lists say it, and which of its actions are still somebody's.
struct RecordStanding {
    RecordId record;
    QString stateText;             ///< "Waiting: reflection by the person observed"; empty: nothing to say
    QString form;                  ///< "T01@1.0.0"
    PersonId author;
    QString step;                  ///< the hand waited for; empty where none is, or the author of a returned record is
    QString name;                  ///< of that hand: "reflection"
    PersonId waitsFor;             ///< empty: nobody
    QDate due;                     ///< of that hand; null: no clock
    bool isReturned = false;
    QList<Telling> tellings;
    std::optional<UrgentConcern> concern;
    QList<StandingAction> actions; ///< none of a record that was answered with an amended version: they are that one's
};

/// Records that somebody is waited for or to be told of, that raise an urgent concern, whose way is worth a word, or that have actions to follow up; by
/// record. A record with nothing to say is not in it.
using Standings = QHash<RecordId, RecordStanding>;

/// Where every completed record on this device stands on the council's @p day. Kept, and brought up to date record by record.
/// Thread: the store's.
[[nodiscard]] Result<std::shared_ptr<const Standings>> standings(Store &store, const CouncilCalendar &calendar, QDate day);

} // namespace sightline
