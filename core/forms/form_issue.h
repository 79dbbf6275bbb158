#pragma once

#include "core/base/json.h"

#include <QList>
#include <QString>

namespace sightline {

/// One thing that is wrong with an answer, said to the person who can put it right.
struct FormIssue {
    enum class Severity { Error, Warning };
    enum class Kind {
        Required,
        TooFew,
        TooMany,
        WrongType,
        NotAnOption,
        TooLong,
        TooShort,
        TooLow,
        TooHigh,
        WrongFormat,
        TooManyDecimals,
        FileNotAllowed,
        UnknownItem,
        WrongPlace,
        Rule,
        NotChecked,
        TooLarge,
        NotEnabled,
    };
    Severity severity = Severity::Error;
    Kind kind = Kind::Required;
    QString linkId;
    QString key;        ///< where, as answers.h names it; what a screen scrolls to
    QString text;       ///< one plain sentence without the answer's own words
    friend bool operator==(const FormIssue &, const FormIssue &) = default;
};

/// Stable name for JSON: "required", "too-long". FORMS.md lists them all.
[[nodiscard]] QString issueKindName(FormIssue::Kind kind);
/// Every kind there is.
[[nodiscard]] QList<FormIssue::Kind> issueKinds();
/// An issue for programs: {"severity": "error" or "warning", "kind", "linkId", "text"}.
[[nodiscard]] Json issueJson(const FormIssue &issue);

struct FormItem;
/// How a sentence names an item: its label, shortened, in quotation marks.
[[nodiscard]] QString quotedLabel(const FormItem &item);

} // namespace sightline
