#pragma once

#include "core/base/id.h"

#include <QList>
#include <QString>

#include <optional>

namespace sightline {

/// The five columns of the framework document.
enum class Cell { What, How, Why, Lead, Frequency };

/// "what", "how", "why", "lead" or "frequency", as JSON has it.
[[nodiscard]] QString cellName(Cell cell);
/// Errors: InvalidInput (none of the five).
[[nodiscard]] Result<Cell> cellFromName(QStringView name);

/// One row of the document: something a service promises to do, with its five cells word for word.
struct Activity {
    ActivityKey key;   ///< stable across editions (decisions 20), for example "early-support:data-meetings"
    QString ref;       ///< "S20.2": service counted from 0, row from 1. For display only.
    QString what;
    QString how;
    QString why;
    QString lead;
    QString frequency;
    int line = 0;       ///< where the row begins in the document, counted from 1; 0 when not read from a document
    int lastLine = 0;   ///< last line that holds words of the row

    [[nodiscard]] const QString &cell(Cell which) const;
    friend bool operator==(const Activity &, const Activity &) = default;
};

/// A service (or a team within one) with its activities. Its directorate is empty where the document names none.
struct Service {
    ServiceId id;   ///< slug of the sub-team, else of the service: "early-support", "sendact"
    QString ref;    ///< "S20"
    QString directorate;
    QString name;
    std::optional<QString> subTeam;
    QList<Activity> activities;
    int line = 0;   ///< of its heading, counted from 1

    /// What people call it: the sub-team where there is one, else the service.
    [[nodiscard]] const QString &title() const { return subTeam ? *subTeam : name; }
    friend bool operator==(const Service &, const Service &) = default;
};

/// Something in the document that became neither a cell nor a heading, or was set aside. The text never holds a
/// personal name or initials.
struct Notice {
    int line = 0;     ///< counted from 1
    int column = 0;   ///< counted from 1; 0 when the whole line is meant
    QString text;
    /// The document holds what may not mean what it seems to (merged cells, tracked changes, hidden words): whoever installs it says first
    /// that they have seen this.
    bool mustBeSeen = false;
    friend bool operator==(const Notice &, const Notice &) = default;
};

/// A framework document as read: directorate › service › activity, in document order.
struct Framework {
    QString title;
    QList<Service> services;
    QList<Notice> notices;

    [[nodiscard]] QStringList directorates() const;   ///< in document order, each once, empty left out
    [[nodiscard]] qsizetype activityCount() const;
    friend bool operator==(const Framework &, const Framework &) = default;
};

} // namespace sightline
