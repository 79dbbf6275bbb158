#pragma once

#include "qml/features/framework/framework_row.h"

#include <QMap>

namespace sightline {

/// A question to the framework's owner, on the row that they have open.
struct OwnerQuestion {
    QString id;               ///< which cell it is about, "frequency", and which question of it
    QString cell;
    QString text;
    QString assumed;
    bool isAnswered = false;
    QString answer;           ///< what they said; empty where what was assumed is right
    friend bool operator==(const OwnerQuestion &, const OwnerQuestion &) = default;
};

/// The row of the framework that its owner has open, with what they have changed of it. Cells by their names: "what", "how", "why", "lead",
/// "frequency".
struct OwnerRow {
    QString key;
    QString title;
    QString service;
    QMap<QString, QString> words;      ///< what each cell reads with the changes
    QMap<QString, QString> problems;   ///< what keeps a cell from being changed as it was typed
    QString frequencySays;             ///< as it is understood now
    QString leadSays;
    QString assumptions;
    QList<OwnerQuestion> questions;
    bool isChanged = false;
    bool isEnded = false;
    bool isAdded = false;              ///< the edition that counts has it not
    friend bool operator==(const OwnerRow &, const OwnerRow &) = default;
};

/// The work of a role before and after.
struct RoleLine {
    QString id;               ///< the role
    QString detail;           ///< "12 people"
    QString before;           ///< "8.5 h"
    QString after;
    friend bool operator==(const RoleLine &, const RoleLine &) = default;
};

/// What is to be published, for whom, and what stands in its way.
struct OwnerReview {
    QString fromIso;
    QList<ChangeRow> changes;
    QList<RoleLine> roles;
    QString notCounted;       ///< what is in no figure
    QStringList problems;     ///< each to be put right first
    QString untilNext = {};   ///< an edition is published for later, and has none of these changes; empty: none is
    friend bool operator==(const OwnerReview &, const OwnerReview &) = default;
};

/// Another edition's document as it was read, before anything of it is taken up.
struct OwnerDocument {
    QString name;             ///< of the file
    QString summary;          ///< "168 activities. 3 read otherwise, 1 is new, 2 end."
    QStringList notices;      ///< what may not mean what it seems to, and what is left out
    bool hasChanges = false;
    friend bool operator==(const OwnerDocument &, const OwnerDocument &) = default;
};

/// What the owner has to do with the framework now. A plain value.
struct OwnerStanding {
    bool isOwner = false;
    int changes = 0;          ///< rows that they have changed and not published
    int questions = 0;        ///< rows that something is asked about
    QString sent;             ///< what became of what they published last; empty: nothing to say
    bool isRefused = false;   ///< the hub did not take it
    friend bool operator==(const OwnerStanding &, const OwnerStanding &) = default;
};

} // namespace sightline
