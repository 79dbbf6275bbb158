#include "core/forms/response.h"
#include "core/forms/validate.h"
#include "tests/support/random_questionnaire.h"

#include <gtest/gtest.h>

#include <QSet>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 seeds = 300;

Questionnaire randomForm(quint64 seed)
{
    const auto form = readQuestionnaire(randomQuestionnaire(seed));
    EXPECT_TRUE(form) << "seed " << seed;
    return form.value();
}

/// Through bytes, as a file or the wire would carry it.
Answers throughResponse(const Questionnaire &form, const Answers &answers, quint64 seed)
{
    const auto bytes = writeJson(toResponse(form, answers, {}));
    const auto parsed = parseJson(bytes);
    EXPECT_TRUE(parsed) << "seed " << seed;
    SeededRandom random(seed);
    const auto reading = fromResponse(form, parsed.value(), random);
    EXPECT_TRUE(reading) << "seed " << seed;
    return reading ? reading->answers : Answers();
}

void expectSame(const Answers &expected, const Answers &actual, quint64 seed)
{
    if (expected == actual)
        return;
    for (auto it = expected.fields().cbegin(); it != expected.fields().cend(); ++it)
        EXPECT_EQ(writeJson(actual.value(it.key())).toStdString(), writeJson(it.value()).toStdString()) << "seed " << seed << " key " << qPrintable(it.key());
    for (auto it = actual.fields().cbegin(); it != actual.fields().cend(); ++it)
        EXPECT_TRUE(expected.contains(it.key())) << "seed " << seed << " extra key " << qPrintable(it.key());
}

} // namespace

TEST(RandomFormTest, ReadsWithoutAWarningAndHasEveryItemType)
{
    for (quint64 seed = 1; seed <= 50; ++seed) {
        const auto form = randomForm(seed);
        EXPECT_TRUE(form.report.isEmpty()) << "seed " << seed << ": " << qPrintable(form.report.first().linkId + u' ' + form.report.first().text);
        QSet<ItemType> types;
        for (const FormItem &item : form.items)
            types.insert(item.type);
        EXPECT_GE(types.size(), 14) << "seed " << seed;
    }
}

TEST(RandomFormTest, HasNestedRepeatsQuestionsUnderAnswersAndEveryOperator)
{
    int nestedRepeats = 0;
    int underAnswers = 0;
    QSet<EnableOperator> operators;
    for (quint64 seed = 1; seed <= 50; ++seed) {
        const auto form = randomForm(seed);
        for (const FormItem &item : form.items) {
            const FormItem *parent = item.parent < 0 ? nullptr : &form.items[item.parent];
            nestedRepeats += parent && parent->repeats && item.repeats && item.type == ItemType::Group ? 1 : 0;
            underAnswers += parent && parent->type != ItemType::Group ? 1 : 0;
            for (const FormCondition &condition : item.enableWhen)
                operators.insert(condition.op);
        }
    }
    EXPECT_GT(nestedRepeats, 10);
    EXPECT_GT(underAnswers, 10);
    EXPECT_EQ(operators.size(), 7);
}

TEST(RandomFormTest, ReadsBackTheFormItWasReadFrom)
{
    for (quint64 seed = 1; seed <= 20; ++seed) {
        const Json written = randomQuestionnaire(seed);
        EXPECT_EQ(randomForm(seed).original, written);
    }
}

TEST(ResponseTest, GivesBackRandomAnswersUnchanged)
{
    qsizetype fields = 0;
    for (quint64 seed = 1; seed <= seeds; ++seed) {
        const auto form = randomForm(seed);
        const auto answers = randomAnswers(form, seed);
        fields += answers.fields().size();
        expectSame(answers, throughResponse(form, answers, seed), seed);
        if (HasFailure())
            return;
    }
    std::printf("%lld fields of %llu random forms through a response and back\n", static_cast<long long>(fields), static_cast<unsigned long long>(seeds));
    EXPECT_GT(fields, qsizetype(seeds) * 10);
}

TEST(ResponseTest, GivesBackDamagedAnswersUnchanged)
{
    for (quint64 seed = 1; seed <= seeds; ++seed) {
        const auto form = randomForm(seed);
        const auto answers = damagedAnswers(form, seed);
        expectSame(answers, throughResponse(form, answers, seed), seed);
        if (HasFailure())
            return;
    }
}

TEST(ValidateTest, AcceptsGeneratedValidAnswersForCompletion)
{
    for (quint64 seed = 1; seed <= seeds; ++seed) {
        const auto form = randomForm(seed);
        const auto answers = randomAnswers(form, seed);
        const auto issues = validate(form, answers, ValidateFor::Completion);
        ASSERT_TRUE(issues.isEmpty()) << "seed " << seed << ": " << qPrintable(issues.first().key + u' ' + issues.first().text);
        const auto patchIssues = checkPatch(form, answers.fields());
        ASSERT_TRUE(patchIssues.isEmpty()) << "seed " << seed << ": " << qPrintable(patchIssues.first().key + u' ' + patchIssues.first().text);
    }
}

TEST(ValidateTest, FindsEachRequiredAnswerThatIsTakenAway)
{
    int taken = 0;
    for (quint64 seed = 1; seed <= 60; ++seed) {
        const auto form = randomForm(seed);
        const auto answers = randomAnswers(form, seed);
        const FormTree tree = buildFormTree(form, answers);
        for (const FormPlace &place : tree.places) {
            const FormItem &item = form.items[place.item];
            const bool isRequired = place.enabled && place.kind != FormPlace::Kind::Row && item.required && item.completedByRole.isEmpty();
            if (!isRequired)
                continue;
            Answers without = answers;
            without.remove(place.key);
            const bool stillEnabled = buildFormTree(form, without).isEnabled(place.key);
            if (!stillEnabled)
                continue;
            ++taken;
            EXPECT_TRUE(hasErrors(validate(form, without, ValidateFor::Completion))) << "seed " << seed << " " << qPrintable(place.key);
        }
    }
    EXPECT_GT(taken, 200);
}

TEST(ValidateTest, SaysSomethingAboutDamagedAnswersAndNeverCrashes)
{
    int withIssues = 0;
    for (quint64 seed = 1; seed <= seeds; ++seed) {
        const auto form = randomForm(seed);
        const auto answers = damagedAnswers(form, seed);
        (void)validate(form, answers, ValidateFor::Completion);
        withIssues += hasErrors(checkPatch(form, answers.fields())) ? 1 : 0;
    }
    EXPECT_EQ(withIssues, int(seeds));   // each has at least the unknown key
}
