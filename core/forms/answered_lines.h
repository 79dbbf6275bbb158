#pragma once

#include "core/forms/named_files.h"
#include "core/forms/questionnaire.h"

namespace sightline {

/// One line of an answered form as it is read: a heading, or a question with its answer.
struct AnsweredLine {
    enum class Kind { Heading, Answer, Narrative };
    QString key;                ///< the place's; of a heading that stands once more, with what follows it
    Kind kind = Kind::Answer;
    QString label;
    QString text;
    bool isSensitive = false;   ///< lists and screens hide it until it is asked for
    QList<NamedFile> files = {};   ///< what answers it where that is files; their names are in the text as well
    friend bool operator==(const AnsweredLine &, const AnsweredLine &) = default;
};

/// Every answer of @p answers that the form shows, in the form's order, each under its nearest heading and the heading of its row;
/// where a row or a group within it has ended, the heading around it stands once more. What is asked of one of several answers names it.
/// Questions nobody answered are left out. Dates as people write them, in the locale. Thread: any.
[[nodiscard]] QList<AnsweredLine> answeredLines(const Questionnaire &form, const Answers &answers);

/// The same where nobody here knows the form: every answer under the form's own name for it, each as covered as the most sensitive
/// could be. Thread: any.
[[nodiscard]] QList<AnsweredLine> linesWithoutForm(const Answers &answers);

} // namespace sightline
