#pragma once

#include "qml/bridge/tone.h"

#include <QString>

namespace sightline {

/// Where a task stands on Today.
enum class TaskPlace {
    First,        ///< at most three: what to do before anything else
    Soon,         ///< due in this period
    Later,        ///< opens or is due later
    AsRequired,   ///< advisory or event-driven: never late
    NoDate,       ///< the framework gives no date
    Done,
};

/// A task, or a visit to a child on one's list, ready to read: every word is already chosen. A plain value.
struct TaskRow {
    QString id;               ///< the task's id
    TaskPlace place = TaskPlace::Soon;
    QString title;            ///< the activity's What
    QString service;
    QString whyFirst;         ///< one sentence
    QString dueText;          ///< "Due Fri 27 Nov"
    Tone dueTone = Tone::Plain;
    QString progressText;     ///< "6 of 10 this year"
    QString doneText;         ///< "6 of 10"
    double progress = 0;      ///< 0 to 1
    QString summary;          ///< under the title in a list: "4 people, by Mon 30 Nov"
    QString startText;        ///< words of the button that starts a record; empty where the activity has no form
    QString how;
    QString why;
    QString whose;            ///< why it is this person's
    QString rule;             ///< the rule in plain English
    QString ruleSource;       ///< the document's own words
    bool isVisit = false;     ///< a visit to a child: `id` is the child's
    QString draft = {};       ///< of a visit that was begun: its record
    friend bool operator==(const TaskRow &, const TaskRow &) = default;
};

/// A draft one can carry on with.
struct DraftRow {
    QString id;               ///< its own
    QString onRecord;         ///< the record on whose page its words are gone on with; empty for what opens as a form
    QString title;
    QString detail;           ///< what is being said of the record: "Addition to the record"
    QString savedText;        ///< "Saved 14:02"
    friend bool operator==(const DraftRow &, const DraftRow &) = default;
};

/// A record that waits for this person.
struct WaitingRow {
    QString id;               ///< the record's id
    QString title;            ///< "Observation of practice: reflection"
    QString detail;           ///< "By the Service Manager"
    QString dueText;          ///< "By Fri 4 Dec"
    Tone tone = Tone::Plain;
    friend bool operator==(const WaitingRow &, const WaitingRow &) = default;
};

/// An agreed action to see to.
struct ActionRow {
    QString id;               ///< of record and row
    QString recordId;
    QString row;              ///< of the record's actions
    QString title;            ///< what is to be done
    QString detail;           ///< why it is in this list
    QString dueText;          ///< "Overdue: was due Fri 20 Nov. Under way"
    Tone tone = Tone::Plain;
    bool isManaged = false;   ///< somebody's whom this person manages
    friend bool operator==(const ActionRow &, const ActionRow &) = default;
};

/// A set of tasks that is opened by its chip.
struct TaskGroupRow {
    QString id;               ///< "later", "as-required", "no-date", "done"
    QString title;
    int count = 0;
    friend bool operator==(const TaskGroupRow &, const TaskGroupRow &) = default;
};

} // namespace sightline
