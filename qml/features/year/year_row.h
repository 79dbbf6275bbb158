#pragma once

#include "qml/bridge/tone.h"

#include <QList>
#include <QString>

namespace sightline {

/// One month of one service or activity, in words. A plain value.
struct YearCell {
    QString id;               ///< the month's place: "0" to "11"
    QString month;            ///< "October 2026"
    QString stateText;        ///< "Late"
    QString icon;
    Tone tone = Tone::Plain;
    QString countText;        ///< "3 of 5"; empty where nothing has a date
    QString shortCount;       ///< "3/5"
    bool opens = false;       ///< there are tasks behind it
    friend bool operator==(const YearCell &, const YearCell &) = default;
};

/// A service, or an activity of the open service.
struct YearRow {
    QString id;
    QString title;
    QString summary;          ///< over the year: "2 missed, 1 late, 14 of 20 done"
    QString icon;
    Tone tone = Tone::Plain;
    QString heading;          ///< set by the view on the first service of each directorate
    QString directorate;
    bool isKnown = true;      ///< this device is told what this service does
    QList<YearCell> cells;
    friend bool operator==(const YearRow &, const YearRow &) = default;
};

/// A record that answers a task, by a button.
struct YearRecord {
    QString id;
    QString text;             ///< words of the button that opens it
    friend bool operator==(const YearRecord &, const YearRecord &) = default;
};

/// A task behind a cell.
struct YearTask {
    QString id;
    QString title;
    QString detail;           ///< whom it concerns, which period, whose it is
    QString stateText;
    QString icon;
    Tone tone = Tone::Plain;
    QString reason;           ///< why it was left out or put off, and by whom
    QList<YearRecord> records;   ///< those that counted and that this person may read, the first first
    QString unread;           ///< how many more counted, which this person may not read; empty: none
    friend bool operator==(const YearTask &, const YearTask &) = default;
};

} // namespace sightline
