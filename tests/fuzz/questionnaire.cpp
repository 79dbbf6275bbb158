#include "core/forms/carry_forward.h"
#include "core/forms/enable_when.h"
#include "core/forms/layout.h"
#include "core/forms/validate.h"
#include "tests/support/random_questionnaire.h"

#include <cstdint>
#include <cstdlib>

using namespace sightline;

// Any form is refused with a sentence, or can be laid out, filled at random, judged and drawn, and is kept as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto json = parseJson(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!json)
        return 0;
    const auto form = readQuestionnaire(*json);
    if (!form)
        return form.error().detail.isEmpty() ? std::abort(), 0 : 0;
    if (!(form->original == *json))
        std::abort();
    testing::SeededRandom random(size);
    FormContext context;
    context.now = QStringLiteral("2026-11-23T14:00:00Z");
    Answers answers = prefilledAnswers(*form, context, random);
    const FormTree tree = buildFormTree(*form, answers);
    (void)layoutForm(*form, tree, answers, validate(*form, answers, tree, ValidateFor::Completion, context));
    answers = testing::randomAnswers(*form, size);
    context.previous = answers;
    (void)validate(*form, answers, ValidateFor::Completion, context);
    (void)prefilledAnswers(*form, context, random);
    return 0;
}
