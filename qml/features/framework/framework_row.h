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
