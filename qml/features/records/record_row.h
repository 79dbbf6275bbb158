#pragma once

#include "core/forms/named_files.h"
#include "qml/bridge/tone.h"

#include <QString>
#include <QStringList>

namespace sightline {

/// The states a person sees (decisions 14).
enum class RecordPlace { Draft, Here, Sent, OnHub, Kept, Conflict };

/// A record in a list, in words. A plain value.
struct RecordRow {
    QString id;
    RecordPlace place = RecordPlace::Here;
    QString title;            ///< the form's title: "Home visit"
    QString detail;           ///< who or where: "A.B., child protection plan"
    QString dayText;          ///< "Mon 23 Nov"
    QString placeText;        ///< "On the hub 14:02"
    QString waitingText;      ///< "Waiting for their reply"; empty: nothing awaited
    QString section;          ///< heading it stands under: "This week"
    QString heading;          ///< set by the view on the first row of each section
    friend bool operator==(const RecordRow &, const RecordRow &) = default;
};

/// One line of a record read: a heading, a question with its answer, a remark by another hand.
struct RecordLine {
    enum class Kind { Heading, Answer, Quote, Listed, Step };
    QString id;
    Kind kind = Kind::Answer;
    QString label;
    QString text;
    QString note;             ///< who and when, for a step
    bool isSensitive = false; ///< hidden until pressed
    QList<NamedFile> files = {};
    friend bool operator==(const RecordLine &, const RecordLine &) = default;
};

/// One step of a record's way, for StepTrack.
struct WayStep {
    QString title;
    QString detail;
    QString state;            ///< "done", "now" or "later"
    friend bool operator==(const WayStep &, const WayStep &) = default;
};

/// A step that this person may take now.
struct StepOffer {
    QString kind;
    QString label;            ///< words of its button: "Your part: reflection"
    QString title;            ///< "reflection"
    bool hasPart = false;     ///< it fills a part of the form; else a sheet asks for words and signature
    bool signs = false;
    bool needsText = false;   ///< a return says why
    bool asksNothing = false; ///< one press takes it: there is nothing to write or sign
    friend bool operator==(const StepOffer &, const StepOffer &) = default;
};

/// A colleague's part that can be filled in the room, on this device.
struct HandOverOffer {
    QString kind;
    QString label;            ///< words of its button: "Hand over to Team Manager North: reflection"
    friend bool operator==(const HandOverOffer &, const HandOverOffer &) = default;
};

/// An agreed action on its record's page.
struct RecordAction {
    QString row;
    QString what;
    QString whose;            ///< "To be done by Team Manager North · Due Tue 1 Dec"
    bool isOverdue = false;
    QString stateText;        ///< "Under way"
    QString stateIcon;
    Tone stateTone = Tone::Plain;
    QString warning;          ///< its owner does not see it
    QStringList history;      ///< newest first: what was said, by whom, when
    bool canFollowUp = false;
    friend bool operator==(const RecordAction &, const RecordAction &) = default;
};

/// A version in which a record goes onto paper.
struct PrintVersionRow {
    QString id;
    QString name;
    friend bool operator==(const PrintVersionRow &, const PrintVersionRow &) = default;
};

/// A record as its page shows it. A plain value.
struct RecordPaper {
    QString id;
    QString title;
    QString subline;          ///< when, where, with whom
    RecordPlace place = RecordPlace::Here;
    QString placeText;        ///< "On the hub since Fri 20 Nov 11:32. Receipt 90 133."
    QString filesText;        ///< photos and files that have not come to this device yet, or not to the hub; else empty
    QString reason;           ///< kept or conflict: why, and what to do
    QString stateText;        ///< "Waiting: reflection by the person observed"
    bool isSettled = false;   ///< nobody is waited for any more
    QString returnedText;     ///< the comments it was returned with, where it waits for this person; else empty
    bool canAmend = false;    ///< it is theirs: an amended version is possible
    QString signName;         ///< what this person signs as
    QList<StepOffer> offers;
    QList<HandOverOffer> handOvers;
    bool canAskFeedback = false;   ///< one's own, and its form names one for the child or family it was with
    QList<WayStep> way;
    QList<RecordLine> lines;
    QList<RecordAction> actions;
    bool canAdd = false;      ///< an addendum is possible
    bool hasBegunToAdd = false;   ///< this person has words for one, not added yet
    bool canMark = false;     ///< one's own, completed: can be marked as entered in error
    QList<PrintVersionRow> versions;   ///< in which it goes onto paper; none: in one way alone
    bool hasPrivileged = false;   ///< an answer in it leaves the app only where somebody chooses so
    bool lacksForm = false;       ///< its form is not here, so that this may be any of its answers
    friend bool operator==(const RecordPaper &, const RecordPaper &) = default;
};

/// The icon and the tone of @p place; its words come with the row.
[[nodiscard]] QString placeIcon(RecordPlace place);
[[nodiscard]] Tone placeTone(RecordPlace place);

} // namespace sightline
