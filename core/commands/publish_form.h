#pragma once

#include "core/forms/editing/template_checks.h"
#include "core/records/published.h"
#include "core/store/store.h"

namespace sightline {

/// From when a version is used, who has looked at it when, and the day it is judged by.
struct PublishTerms {
    QDate from;        ///< first day on which new records are begun with it; not in the past
    QDate approved;    ///< null: today
    QDate reviewBy;    ///< null: a year after it was approved
    QDate today;       ///< the council's
};

/// Which day of a version cannot be as it is said.
enum class TermsFault { None, NoFrom, FromPast, ApprovedToCome, ReviewTooEarly };

/// What is wrong with @p terms, for the command that publishes and for the page that says it: the first of them.
[[nodiscard]] TermsFault faultOfTerms(const PublishTerms &terms);

/// What publishing came to: the version's record, or what stands in its way.
struct FormPublication {
    std::optional<RecordId> record;      ///< set only once it is durable on this device
    QString form;                        ///< "T03@1.2.0"
    QList<TemplateProblem> problems;     ///< none where it was published
};

/// Makes @p form a version of its template for the whole council: one record in one durable transaction, and what it was made from,
/// @p draft, goes in the same. The version is the document's own, and has to be new. New records are begun with it from its day on, once
/// the hub has taken it; a published version never changes. A template that is known keeps its readers, and its meta unless @p form
/// brings its own.
/// Errors: NotAllowed (this person may not: the council says whose roles may), AlreadyExists (that version is there), InvalidInput (dates,
/// no form, no name), TooLarge, NotEnrolled, StorageFull, those of the database. Thread: the store's. Source: issue 3, items 2 and 3.
[[nodiscard]] Result<FormPublication> publishForm(Store &store, const PublishedForm &form, const PublishTerms &terms,
                                                  const std::optional<RecordId> &draft = {});

/// The version that follows those of @p known that are @p name's: 1.2.0 after 1.1.0; 1.0 where there are none.
[[nodiscard]] QString nextVersion(const QStringList &known, const QString &name);

/// Whether this device's person may publish forms, as far as this device knows. Errors: NotEnrolled, those of the database.
[[nodiscard]] Result<bool> mayPublishForms(Store &store);

} // namespace sightline
