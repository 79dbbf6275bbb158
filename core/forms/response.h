#pragma once

#include "core/forms/answers.h"
#include "core/forms/form_issue.h"
#include "core/forms/questionnaire.h"

namespace sightline {

/// What a QuestionnaireResponse says beside its answers.
struct ResponseMetadata {
    QString id;              ///< the record's id; empty: none
    QString questionnaire;   ///< "url|version"; written from the form when empty
    QString status = QStringLiteral("in-progress");   ///< in-progress, completed, amended, entered-in-error, stopped
    QString authored;        ///< dateTime with offset
    Json author;             ///< reference answers ({system, value, display, type}); null: none
    Json subject;
    Json source;
    bool signsNames = false; ///< written only: typed signatures stand as FHIR signatures too, as in a record of our own
    bool namesForm = true;   ///< false: a response read from elsewhere that does not say which form it answers
    friend bool operator==(const ResponseMetadata &, const ResponseMetadata &) = default;
};

/// Which items a response shows: those that say something, or every question and group that is asked at present, answered
/// or not, for whoever fills it next.
enum class ItemsWritten { Answered, Enabled };

/// Writes @p answers as a FHIR R4 QuestionnaireResponse. Nothing is lost: ids and orders of rows, decimals as typed,
/// fields the form does not know, and `$rest` are all in it. Disabled answers are written too (withoutDisabled first,
/// for a completed record). Thread: any.
[[nodiscard]] Json toResponse(const Questionnaire &questionnaire, const Answers &answers, const ResponseMetadata &metadata,
                              ItemsWritten written = ItemsWritten::Answered);

struct ResponseReading {
    Answers answers;
    ResponseMetadata metadata;
    /// By linkId: unknown items and wrong types are errors; a missing system or a code given as text is a warning.
    /// Whatever an issue names is kept in the answers or in `$rest`.
    QList<FormIssue> issues;
};

/// Reads a QuestionnaireResponse into answers; the reverse of toResponse. A response of any program, read and written
/// back unchanged, is the same JSON tree. Rows that bring no id are named by their position; @p random names the rare
/// one whose name is taken.
/// Errors: InvalidInput (not a QuestionnaireResponse, or of another questionnaire), TooLarge. Thread: any.
[[nodiscard]] Result<ResponseReading> fromResponse(const Questionnaire &questionnaire, const Json &json, RandomSource &random);

} // namespace sightline
