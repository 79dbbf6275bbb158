#pragma once

#include <QString>

namespace sightline {

/// An urgent concern ready to read: every word is already chosen. No child's name stands outside `who` and `what`, which are shown only
/// when asked for.
struct ConcernRow {
    QString id;              ///< the record's id
    QString title;           ///< of its form
    QString raisedText;      ///< "Raised by the Practitioner, 14:02"
    QString stateText;       ///< "Not yet read by the Team Manager", "Read by the Team Manager, 14:05"
    QString placeText;       ///< where it is, while that matters: "On this device only."
    QString phone;           ///< the council's number, where one should ring; empty: none to show
    QString phoneText;       ///< what to do, above the number; or, without one, instead of it
    QString who;
    QString what;
    bool isRead = false;
    bool isMine = false;     ///< this person raised it
    friend bool operator==(const ConcernRow &, const ConcernRow &) = default;
};

} // namespace sightline
