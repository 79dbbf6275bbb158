#pragma once

#include "core/records/child_pointer.h"
#include "core/records/visit_standing.h"
#include "core/store/store.h"

namespace sightline {

/// What keeping a child on one's list came to: the record, or what stands in its way.
struct ChildKept {
    std::optional<RecordId> child;   ///< set only once it is durable on this device
    QList<ChildProblem> problems;    ///< why it was refused, each with the member it is about; none where it was taken
};

/// Puts a child on the enrolled person's list: one durable transaction. Of @p child its id, author, team and end are not looked at.
/// Refused with a problem where a member is wrong, or the number is on the list already. @p typedIn: the draft in which it was typed
/// (begun_child.h); it goes in the same transaction, here and with the commands below.
/// Errors: NotEnrolled, those of the database. Thread: the store's.
[[nodiscard]] Result<ChildKept> addChild(Store &store, const ChildPointer &child, const std::optional<RecordId> &typedIn = {});

/// Changes what is said of a child on one's list to what @p child says; its id names it, its end is not looked at. Of a child that was
/// handed over a pointer of one's own begins with it. Nothing is written where nothing changes.
/// Errors: NotFound (no such child here), NotAllowed (not on one's list), as addChild.
[[nodiscard]] Result<ChildKept> changeChild(Store &store, const ChildPointer &child, const std::optional<RecordId> &typedIn = {});

struct ChildEnd {
    QDate on;                ///< the council's day
    QString reason;
    PersonId handTo;         ///< empty: the child is nobody's here any more
    VisitStanding standing;  ///< as it is known here: the colleague may not read the visits, and goes on from what is handed over
};

/// Takes a child off one's list, with a reason, or hands them to a colleague, whose they are at once. The pointer is kept, ended.
/// Errors: as changeChild; InvalidInput (the colleague is nobody this device knows, or oneself).
[[nodiscard]] Result<ChildKept> endChild(Store &store, const RecordId &child, const ChildEnd &end, const std::optional<RecordId> &typedIn = {});

struct ChildrenImported {
    int added = 0;
    int changed = 0;
    int same = 0;
};

/// Takes in a table of children (core/records/child_table) in ONE durable transaction: all of it or nothing. A child that is on the list
/// already, by number, is changed to what the table says; what the table leaves empty stays.
/// Errors: InvalidInput (a row that is wrong: the caller shows the table's problems and does not call), as addChild.
[[nodiscard]] Result<ChildrenImported> importChildren(Store &store, const QList<ChildPointer> &children);

} // namespace sightline
