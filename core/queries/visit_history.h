#pragma once

#include "core/records/child_choices.h"
#include "core/records/child_pointer.h"
#include "core/store/form_library.h"

namespace sightline {

/// The form of visits to children on this device: the newest that says where its questions are (FORMS.md, `visit`).
struct VisitForm {
    std::shared_ptr<const KnownForm> form;
    VisitQuestions questions;
};

/// None where no such form has reached this device. Thread: the store's.
[[nodiscard]] Result<std::optional<VisitForm>> visitForm(Store &store);

/// What can be said of a child here: the choices of the form of visits, and the council's visit rules. Thread: the store's.
[[nodiscard]] Result<ChildChoices> childChoices(Store &store);

/// Every visit to a child that this device may know of.
class VisitHistory {
public:
    /// What one record tells, and the record it puts aside.
    struct Entry {
        QList<ChildVisit> visits;
        PersonId author;
        std::optional<RecordId> amends;
    };

    /// Visits to @p child, newest first: those that name its record or one it goes on from (@p before), and those with its number.
    [[nodiscard]] QList<ChildVisit> to(const ChildPointer &child, const QSet<RecordId> &before = {}) const;
    /// How the children whose last visit missed them are named: by numberKey(), and by the records of @p children (all pointers here).
    /// The record @p without, and what it amends, do not count: it is the one being written.
    [[nodiscard]] QStringList missedLast(const QList<ChildPointer> &children, const std::optional<RecordId> &without = {}) const;

    QHash<RecordId, Entry> entries;

private:
    [[nodiscard]] bool isReplaced(const RecordId &record) const;
};

/// Kept, and brought up to date record by record. Errors: those of the database. Thread: the store's.
[[nodiscard]] Result<std::shared_ptr<const VisitHistory>> visitHistory(Store &store);

} // namespace sightline
