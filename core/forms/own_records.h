#pragma once

#include "core/forms/answers.h"
#include "core/forms/questionnaire.h"

namespace sightline {

/// A row that is kept as a record of its own.
struct OwnRecord {
    QString form;       ///< short name of the form it is a record of
    QString key;        ///< the row it was: `group#row`, the same however often it is taken out
    Answers answers;    ///< the row's answers, by the linkIds of that form
};

struct Parted {
    Answers rest;                ///< the answers without those rows
    QList<OwnRecord> records;    ///< in the order of the rows; empty: nothing was taken out
};

/// Takes out of @p answers the rows of groups that are kept apart (`own-record`): what is said of a child in a supervision or a panel
/// is read by other people than the supervision or the minutes. Only groups outside rows. Thread: any.
/// Source: decisions 6 ("its case part apart"), domain.md T10.
[[nodiscard]] Parted partOwnRecords(const Questionnaire &questionnaire, const Answers &answers);

/// First answers of such a record: the row's, and beside them @p whole's answers to those questions outside rows that both forms
/// have by the same linkId and type (who, when, where).
[[nodiscard]] Answers ownRecordAnswers(const Questionnaire &form, const OwnRecord &record, const Questionnaire &wholeForm, const Answers &whole);

} // namespace sightline
