#pragma once

#include "core/schedule/answer_questions.h"

#include <QMap>

namespace sightline {

/// One cell of a row of the framework, as its owner puts it otherwise.
struct CellChange {
    ActivityKey activity;
    Cell cell = Cell::Frequency;
    QString words;           ///< what the cell reads from then on; of an answer: what it means, empty where what was assumed is right
    bool isAnswer = false;   ///< settles what is asked about the cell, and leaves the document's own words
    friend bool operator==(const CellChange &, const CellChange &) = default;
};

/// A row that the next edition has and the one before has not.
struct AddedRow {
    ActivityKey key;              ///< new, or that of a row which ends elsewhere: then it moves to this service with all that was done
    ServiceId service;
    QMap<Cell, QString> words;    ///< what each cell reads; a cell that is not in it is blank
    friend bool operator==(const AddedRow &, const AddedRow &) = default;
};

/// What the framework's owner changes of one edition: of several changes of one cell, and of several answers to it, the last counts.
struct Revision {
    QList<CellChange> changes;
    QList<ActivityKey> ended;   ///< promises that are no longer made
    QList<AddedRow> added = {};   ///< new promises, each at the end of its service
    [[nodiscard]] bool isEmpty() const { return changes.isEmpty() && ended.isEmpty() && added.isEmpty(); }
    /// Null where no row of this key is added. Valid as long as this revision.
    [[nodiscard]] const AddedRow *addedRow(const ActivityKey &key) const;
    friend bool operator==(const Revision &, const Revision &) = default;
};

/// What keeps a change from being made.
struct RowProblem {
    ActivityKey activity;
    Cell cell = Cell::Frequency;
    QString text;            ///< a sentence: what is wrong, and what to write
    friend bool operator==(const RowProblem &, const RowProblem &) = default;
};

struct Revised {
    CompiledFramework framework;   ///< with every change that can be made
    QList<RowProblem> problems;    ///< none: all of them
};

/// @p base with what @p revision changes, each row compiled by the compiler that reads documents: rules, leads, what they say in English,
/// assumptions and questions. Keys stay. What was answered of a cell that reads as before still stands, and the rows beside one that changed
/// are asked about what they contradict now. No personal name is taken (core/schedule/set_aside.h). Device and hub run it alike: what is seen
/// before publishing is what is published. @p by says so on @p on. Pure; any thread; some 20 ms for the real framework.
[[nodiscard]] Revised revised(const CompiledFramework &base, const Revision &revision, const PersonId &by, QDate on, const FrameworkTables &tables);

/// @p revision with @p change in place of what it said of that cell before; with nothing of it where @p base reads so already.
[[nodiscard]] Revision withChange(Revision revision, const CellChange &change, const CompiledFramework &base);
/// @p revision with a new row of @p service that says @p what is done, and its key: one that no row of @p base or @p revision has.
struct RowBegun {
    Revision revision;
    ActivityKey key;
};
[[nodiscard]] RowBegun withNewRow(Revision revision, const ServiceId &service, const QString &what, const CompiledFramework &base);
/// @p revision without anything about @p activity.
[[nodiscard]] Revision withoutRow(Revision revision, const ActivityKey &activity);

/// What makes @p next, with the keys it carries from @p base (carryKeys), of @p base: each cell that reads otherwise, what ends, what
/// begins, and what moves to another service.
struct DocumentRevision {
    Revision revision;
    QStringList left;   ///< services of @p next that @p base has not: whoever looks after the hub takes the document in, with these
};
[[nodiscard]] DocumentRevision revisionBetween(const CompiledFramework &base, const CompiledFramework &next);

/// `changes` (`activity`, `cell`, `words`, `answer`), `ended`, and where there are any `added` (`activity`, `service`, and each cell by its name).
[[nodiscard]] Json::Object revisionMembers(const Revision &revision);
/// Errors: InvalidInput (a member is missing or of the wrong kind), TooLarge (over revisionChangesMax).
[[nodiscard]] Result<Revision> revisionFromJson(const Json &value);

/// Most changes of one revision: far above every cell of the real framework, which has 840.
inline constexpr qsizetype revisionChangesMax = 5'000;

} // namespace sightline
