#include "core/forms/response.h"
#include "core/forms/enable_when.h"
#include "core/forms/product_functions.h"
#include "core/forms/validate.h"
#include "core/packs/forms/form_packs.h"
#include "tests/support/random_questionnaire.h"

#include <cstdint>
#include <cstdlib>

using namespace sightline;

namespace {

const QList<Questionnaire> &forms()
{
    static const QList<Questionnaire> all = [] {
        QList<Questionnaire> read;
        for (const FormPack &pack : builtInForms())
            read.append(readQuestionnaire(pack.questionnaire).value());
        for (quint64 seed = 1; seed <= 3; ++seed)
            read.append(readQuestionnaire(testing::randomQuestionnaire(seed)).value());
        return read;
    }();
    return all;
}

/// The form the response names, else the first: most changes to a response should still reach the reader.
const Questionnaire &formFor(const Json &response)
{
    const QString url = response[QStringLiteral("questionnaire")].toString().section(u'|', 0, 0);
    for (const Questionnaire &form : forms()) {
        if (form.url == url)
            return form;
    }
    return forms().first();
}

} // namespace

// Any response is refused with a sentence, or its answers go through a response and back unchanged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto json = parseJson(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!json)
        return 0;
    const Questionnaire &form = formFor(*json);
    testing::SeededRandom random(1);
    const auto reading = fromResponse(form, *json, random);
    if (!reading)
        return reading.error().detail.isEmpty() ? std::abort(), 0 : 0;
    const auto again = fromResponse(form, toResponse(form, reading->answers, reading->metadata), random);
    if (!again || !(again->answers == reading->answers))
        std::abort();
    Answers answers = withoutDisabled(form, reading->answers);
    (void)recalculate(form, answers, {});
    (void)validate(form, answers, ValidateFor::Completion);
    (void)checkPatch(form, reading->answers.fields());
    return 0;
}
