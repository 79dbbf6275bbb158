#pragma once

#include "core/forms/named_files.h"
#include "qml/bridge/tone.h"

#include <QList>
#include <QString>

namespace sightline {

/// A place where an action can be, and what is asked of one that is there.
struct ActionState {
    QString code;
    QString label;            ///< "Under way"
    bool closes = false;
    bool asksDoneOn = false;
    bool asksImpact = false;
    friend bool operator==(const ActionState &, const ActionState &) = default;
};

/// What somebody said of an action, ready to read.
struct ActionSaid {
    QString title;            ///< "Done"
    QString detail;           ///< "Team Manager North, Mon 23 Nov 14:02"
    QString text;             ///< what shows it, what is different: a line each
    QList<NamedFile> files;   ///< that show it
    bool counts = true;
    friend bool operator==(const ActionSaid &, const ActionSaid &) = default;
};

/// What is typed to follow an action up. Days as "2026-11-23".
struct ActionWords {
    QString state;            ///< an ActionState's code
    QString doneOn;
    QString evidence;
    QString impact;
    QString recheck;
    QString reason;
    QList<NamedFile> files = {};   ///< that show it
    friend bool operator==(const ActionWords &, const ActionWords &) = default;
};

/// An agreed action as its page shows it: every word is already chosen. A plain value.
struct ActionPaper {
    QString recordId;
    QString row;
    QString what;
    QString why;              ///< why it was agreed
    QString whose;            ///< who does it
    QString agreed;           ///< "Agreed by Service Manager on Thu 19 Nov, in Office visit"
    QString dueText;          ///< "3 days late"
    Tone dueTone = Tone::Plain;
    QString stateText;        ///< where it is now
    QString stateIcon;
    Tone stateTone = Tone::Plain;
    QString warning;          ///< what its owner cannot do, and what somebody has to; else empty
    QList<ActionSaid> history;   ///< newest first
    bool mayFollowUp = false;
    bool isClosed = false;
    QList<ActionState> states;
    QString stateQuestion, doneOnQuestion, evidenceQuestion, filesQuestion, impactQuestion, recheckQuestion;   ///< the form's; empty: it does without
    QString todayIso, yesterdayIso;
    friend bool operator==(const ActionPaper &, const ActionPaper &) = default;
};

} // namespace sightline
