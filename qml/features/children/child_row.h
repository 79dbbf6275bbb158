#pragma once

#include "qml/bridge/tone.h"

#include <QList>
#include <QMap>
#include <QString>

namespace sightline {

/// A child in the list, ready to read. Where others may look on: no number. A plain value.
struct ChildRow {
    QString id;            ///< the record's id
    QString title;         ///< "A.B."
    QString detail;        ///< "5–10, Child protection plan"
    QString dueText;       ///< "Visit due Fri 27 Nov"
    Tone tone = Tone::Plain;
    friend bool operator==(const ChildRow &, const ChildRow &) = default;
};

/// One visit in a child's history.
struct VisitLine {
    QString recordId;
    QString title;         ///< "Seen" · "Not seen" · "Did not go ahead"
    QString detail;        ///< the day
    friend bool operator==(const VisitLine &, const VisitLine &) = default;
};

/// The child that is open.
struct ChildPaper {
    QString id;            ///< empty: none
    QString title;
    QString number;        ///< covered until pressed
    QString lines;         ///< age, plan, legal status, when it began
    QString ruleText;
    QString why;
    QString whyFirst;
    QString dueText;
    Tone tone = Tone::Plain;
    QString draft;         ///< a visit begun and not completed; empty: none
    bool isMine = false;
    QList<VisitLine> visits;
    friend bool operator==(const ChildPaper &, const ChildPaper &) = default;
};

/// What is typed of a child: codes where there is something to choose.
struct ChildWords {
    QString number, initials, ageBand, plan, legal, rule, began, seenOn;
    friend bool operator==(const ChildWords &, const ChildWords &) = default;
};

/// Which form of a child is open.
enum class ChildSheet { None, New, Change, End };

/// Words of a child that were typed and not saved.
struct BegunRow {
    QString draft;                  ///< its id
    ChildSheet sheet = ChildSheet::New;
    QString childId;               ///< empty: not on the list yet
    QString title;                 ///< "Changes to A.B."
    QMap<QString, QString> words;  ///< by member
    friend bool operator==(const BegunRow &, const BegunRow &) = default;
};

/// Something that can be chosen.
struct ChildChoice {
    QString code;
    QString label;
    friend bool operator==(const ChildChoice &, const ChildChoice &) = default;
};

/// Everything that can be said of a child, and whom they can be handed to.
struct ChildLists {
    QList<ChildChoice> ages, plans, legal, rules, people;
};

} // namespace sightline
