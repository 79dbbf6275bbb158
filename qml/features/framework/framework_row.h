#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace sightline {

/// A service in the list, in words. A plain value.
struct ServiceRow {
    QString id;
    QString title;
    QString directorate;
    QString detail;           ///< "9 activities, 2 questions open"
    QString heading;          ///< set by the view on the first service of each directorate
    friend bool operator==(const ServiceRow &, const ServiceRow &) = default;
};

/// An activity in a list.
struct ActivityRow {
    QString id;               ///< the activity's key
    QString title;            ///< What
    QString detail;           ///< the rule and who, in plain English
    QString service;          ///< shown in search results
    bool hasQuestion = false;
    friend bool operator==(const ActivityRow &, const ActivityRow &) = default;
};

/// A question to the framework's owner.
struct QuestionRow {
    QString id;
    QString text;
    QString assumed;
    friend bool operator==(const QuestionRow &, const QuestionRow &) = default;
};

/// One thing that a coming edition changes for this person.
struct ChangeRow {
    QString id;
    QString title;            ///< what the activity is called
    QString service;
    QString kind;             ///< "New", "Ends", "How often" …
    QString kindIcon;
    QString detail;           ///< what becomes of it, in a sentence
    QString people;           ///< whom it affects; only for the framework's owner
    friend bool operator==(const ChangeRow &, const ChangeRow &) = default;
};

/// What a coming edition means for this person, in words. Without a title there is none to come.
struct ComingState {
    QString title;            ///< "A new edition counts from Thu 1 April 2027"
    QString summary;          ///< "3 of its 12 changes concern you."
    QString hours;            ///< the time it takes each month; empty where no figure is known
    QList<ChangeRow> changes;
    friend bool operator==(const ComingState &, const ComingState &) = default;
};

/// An activity as its page shows it. A plain value.
struct ActivityPaper {
    QString id;
    QString title;
    QString service;
    QString directorate;
    QString how;
    QString why;
    QString leadWritten;      ///< the document's cell, word for word
    QString leadSays;         ///< as we understand it
    QString frequencyWritten;
    QString frequencySays;
    QStringList assumptions;
    QList<QuestionRow> questions;
    QString formTitle;        ///< what a record of it uses; empty: none
    friend bool operator==(const ActivityPaper &, const ActivityPaper &) = default;
};

} // namespace sightline
