#pragma once

#include "core/records/record.h"

#include <QDate>

namespace sightline {

/// A child on a practitioner's list: a pointer into the case system, never a second case file (domain.md A7). It is its author's until
/// it ends; one that is handed to a colleague is theirs to go on with, and they begin a pointer of their own with their first change.
/// A plain value; the members of a record of type `child` (PROTOCOL.md, section 5).
struct ChildPointer {
    std::optional<RecordId> id = {};  ///< none: not kept yet
    PersonId author;
    TeamId team;
    std::optional<RecordId> before;   ///< the colleague's pointer that this one goes on from
    qint64 madeAtMs = 0;              ///< the author's claim, UTC
    QString number;                   ///< in the case system
    QString initials;
    QString ageBand, plan, legal;     ///< codes of the visit form's choices; empty: not said
    QString rule;                     ///< id of one of the council's visit rules; empty: none
    QDate began;                      ///< the placement or plan: first visits count from here; null: not said
    QDate seenOn;                     ///< last seen, as known when it was entered or handed over; null: not known
    int missed = 0;                   ///< visits missed running when it was handed over
    QDate missedOn;                   ///< the last of them
    QDate endedOn;                    ///< no longer its author's; null: it is
    QString endReason;
    PersonId handedTo;                ///< empty: nobody
    friend bool operator==(const ChildPointer &, const ChildPointer &) = default;
};

/// Largest number of characters: as the forms' own questions take.
inline constexpr qsizetype childNumberLengthMax = 40;
inline constexpr qsizetype childInitialsLengthMax = 10;

/// What a record's body of type `child` says. Errors: Corrupt (another type).
[[nodiscard]] Result<ChildPointer> childPointerOf(const RecordId &id, const RecordBody &body);

/// The members that @p child is kept in; what is empty is left out.
[[nodiscard]] Json::Object childFields(const ChildPointer &child);

/// Who has @p child on their list: its author until it ends, then whoever it was handed to, until they go on with a pointer of their own.
/// Empty: nobody. @p all: the pointers that are known.
[[nodiscard]] PersonId ownerOfChild(const ChildPointer &child, const QList<ChildPointer> &all);

/// Something that keeps a child from being kept.
struct ChildProblem {
    QString member;   ///< "number"
    QString text;     ///< a sentence: what is wrong and what to write
    friend bool operator==(const ChildProblem &, const ChildProblem &) = default;
};

/// What is wrong with @p fields as the members of a child pointer: also the hub's judgement. Thread: any.
[[nodiscard]] QList<ChildProblem> childProblems(const Json::Object &fields);

/// Two system numbers that mean the same child: without spaces, whatever the case of their letters. Empty where there is none.
[[nodiscard]] QString numberKey(const QString &number);

/// What a child is called where others may look on: initials; without them the last two characters of the number.
[[nodiscard]] QString discreetName(const ChildPointer &child);

} // namespace sightline
