#pragma once

#include <QDate>
#include <QString>

namespace sightline {

/// Something a person may be reminded of. It has no words: a reminder is read on a locked screen, in a family's home, over a shoulder,
/// so what makes one never sees a name.
struct DueThing {
    enum class Kind {
        Task,
        Visit,
        Concern,   ///< an urgent concern that is theirs to read and that they have not
    };
    Kind kind = Kind::Task;
    QString key;           ///< the same for the same thing: its id
    QDate due;             ///< by the council's calendar; null: none (a concern)
    friend bool operator==(const DueThing &, const DueThing &) = default;
};

} // namespace sightline
