#pragma once

#include "core/forms/answers.h"
#include "core/forms/form_context.h"
#include "core/forms/form_issue.h"
#include "core/forms/questionnaire.h"
#include "tests/support/random_questionnaire.h"

#include <QSet>

#include <functional>

namespace sightline::testing {

/// The question that says which variant a record is, and its choices; one nameless variant where a form has none.
struct Variants {
    QString question;
    QList<Json> choices { Json() };
};
[[nodiscard]] Variants variantsOf(const Questionnaire &form);

/// What the filler knows of the day: a council, a task and a clock, all fixed. @p seed varies what is set and how late it is.
[[nodiscard]] FormContext worldOf(const Json &meta, quint64 seed);

/// Fills a form as somebody in a hurry would: what is asked for, and by chance some of what is not, with random answers; then
/// puts right whatever is refused. It knows no template and no linkId.
class FormFiller {
public:
    FormFiller(const Questionnaire &form, FormContext context, quint64 seed);

    /// Starts from @p given (set as it is) over what the product prefills.
    void begin(const Answers::Fields &given = {});
    /// Fills and mends the part of @p role until nothing is refused; the answers of its open questions that were not asked for are
    /// given with @p eagerPercent. Returns what is still refused when it gives up: empty is done.
    QList<FormIssue> complete(const QString &role = {}, int eagerPercent = 50);

    /// The variant to pick where the form asks which it is: a code of that question. Empty: by chance.
    void choose(const QString &linkId, const Json &value) { m_fixed.insert(linkId, value); }
    /// What is said in answer to a question, for whoever looks at it; null: as by chance.
    using Voice = std::function<Json(const FormItem &item, SeededRandom &random)>;
    void speakWith(Voice voice) { m_voice = std::move(voice); }

    Answers answers;

private:
    void giveOpenAnswers(const QString &role, int eagerPercent);
    void mend(const FormIssue &issue);
    void answer(const FormItem &item, const QString &key);
    [[nodiscard]] Json valueFor(const FormItem &item);
    [[nodiscard]] QDate randomDay(bool mayBeLater);

    const Questionnaire &m_form;
    FormContext m_context;
    SeededRandom m_random;
    QMap<QString, Json> m_fixed;
    Voice m_voice;
    QSet<QString> m_passedOver;   // open questions left unanswered by chance: not asked twice
};

} // namespace sightline::testing
