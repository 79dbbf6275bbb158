#pragma once

#include "core/forms/answers.h"
#include "core/forms/questionnaire.h"

namespace sightline {

/// What becomes of a draft's answers when it moves to another version of its form.
struct MovedAnswers {
    /// An answer that the other version has no place for.
    struct Left {
        QString question;   ///< its label
        QString answer;     ///< in words
        friend bool operator==(const Left &, const Left &) = default;
    };
    Answers answers;        ///< those that fit, under the same keys
    QList<Left> left;       ///< in the order of the old form; to be shown before anything is moved
    QStringList asked;      ///< labels of questions of the author's part that the old version did not ask
};

/// An answer goes along where the same question stands in the same list and has nothing more against it than before: its type, choices, limits. Rows go along with
/// what is in them. @p answers is not changed. Pure. Thread: any.
[[nodiscard]] MovedAnswers moveAnswers(const Questionnaire &from, const Questionnaire &to, const Answers &answers);

} // namespace sightline
