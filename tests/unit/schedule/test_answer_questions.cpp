#include "core/packs/framework/framework_pack.h"
#include "core/schedule/answer_questions.h"
#include "core/schedule/framework_json.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const FrameworkTables &tables()
{
    static const FrameworkTables all = *builtInTables();
    return all;
}

const CompiledFramework &builtIn()
{
    static const CompiledFramework framework = *compileWithBuiltInTables(builtInFramework());
    return framework;
}

/// A row of Fostering with these cells.
CompiledActivity row(const QString &lead, const QString &frequency)
{
    const Activity activity { ActivityKey(u"fostering:supervision"_s), u"S0.1"_s, u"Supervision"_s, u"A way"_s, {}, lead, frequency };
    return compileActivity(activity, u"Fostering"_s, tables());
}

OwnerAnswer says(const QString &words, Cell cell = Cell::Frequency) { return { cell, u"How often?"_s, words, PersonId(u"qa-manager"_s), QDate(2026, 11, 23) }; }

} // namespace

TEST(AnswerQuestionsTest, ABlankFrequencyIsCompiledFromItsAnswer)
{
    const CompiledActivity blank = row(u"Team Manager"_s, {});
    ASSERT_EQ(blank.certainty(), Certainty::Asked);
    const auto settled = answered(blank, u"Fostering"_s, says(u"6/8 weekly"_s), tables());
    ASSERT_TRUE(settled) << settled.error().detail.toStdString();
    const CompiledActivity wanted = row(u"Team Manager"_s, u"6/8 weekly"_s);
    EXPECT_EQ(settled->rules, wanted.rules) << "by the same compiler";
    EXPECT_EQ(settled->says, wanted.says);
    EXPECT_EQ(settled->activity, blank.activity) << "the document's own words stay";
    EXPECT_TRUE(settled->questions.isEmpty());
    ASSERT_EQ(settled->answers.size(), 1);
    EXPECT_EQ(settled->answers.first().by, PersonId(u"qa-manager"_s));
}

TEST(AnswerQuestionsTest, AnAnswerThatIsUnclearItselfIsRefusedWithWhatWouldBeAsked)
{
    const CompiledActivity blank = row(u"Team Manager"_s, {});
    for (const QString &words : { u"Bi-monthly"_s, u"Perhaps"_s }) {
        const auto settled = answered(blank, u"Fostering"_s, says(words), tables());
        ASSERT_FALSE(settled) << words.toStdString();
        EXPECT_TRUE(settled.error().detail.startsWith(u"\"%1\" is not clear itself: "_s.arg(words))) << settled.error().detail.toStdString();
    }
    EXPECT_FALSE(answered(row(u"Team Manager"_s, u"Monthly"_s), u"Fostering"_s, says(u"Weekly"_s), tables())) << "nothing was asked";
    EXPECT_FALSE(answered(blank, u"Fostering"_s, says(u"Head of Service"_s, Cell::Lead), tables())) << "nor about that cell";
}

TEST(AnswerQuestionsTest, AnswersToTwoCellsStandTogetherAndALaterOneTakesTheEarliersPlace)
{
    const CompiledActivity unclear = row(u"Somebody suitable for it"_s, {});
    ASSERT_EQ(unclear.questions.size(), 2);
    const auto one = answered(unclear, u"Fostering"_s, says(u"Monthly"_s), tables());
    ASSERT_TRUE(one);
    EXPECT_EQ(one->certainty(), Certainty::Asked) << "the lead is still asked for";
    const auto both = answered(*one, u"Fostering"_s, says(u"Team Manager"_s, Cell::Lead), tables());
    ASSERT_TRUE(both) << both.error().detail.toStdString();
    EXPECT_EQ(both->leads.roles, QStringList { u"Team Manager"_s });
    EXPECT_EQ(both->rules, one->rules);
    EXPECT_TRUE(both->questions.isEmpty());
    const auto again = answered(*both, u"Fostering"_s, says(u"Weekly"_s), tables());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->answers.size(), 2);
    EXPECT_EQ(again->rules.first().says, u"Once a week"_s);
}

TEST(AnswerQuestionsTest, EveryQuestionOfTheRealFrameworkCanBeAnswered)
{
    int questions = 0;
    for (const CompiledService &service : builtIn().services) {
        for (CompiledActivity activity : service.activities) {
            const QList<CompiledRule> rules = activity.rules;
            while (!activity.questions.isEmpty()) {
                ++questions;
                const qsizetype open = activity.questions.size();
                const auto settled = answered(activity, service.title(), says({}, activity.questions.first().cell), tables());
                ASSERT_TRUE(settled) << activity.activity.ref.toStdString() << ": " << settled.error().detail.toStdString();
                activity = *settled;
                ASSERT_LT(activity.questions.size(), open);
            }
            EXPECT_EQ(activity.rules, rules) << "what was assumed is right: " << activity.activity.ref.toStdString();
        }
    }
    EXPECT_GE(questions, builtIn().counts().asked);
    std::cout << questions << " cells were asked about and answered\n";
}

TEST(AnswerQuestionsTest, AnswersTravelInTheEditionAndToTheNextWhileItsCellReadsTheSame)
{
    CompiledFramework before = builtIn();
    CompiledService *service = nullptr;
    CompiledActivity *asked = nullptr;
    for (CompiledService &each : before.services) {
        for (CompiledActivity &activity : each.activities) {
            if (!asked && !activity.questions.isEmpty() && activity.questions.first().cell == Cell::Frequency && activity.activity.frequency.isEmpty()) {
                service = &each;
                asked = &activity;
            }
        }
    }
    ASSERT_TRUE(asked);
    *asked = *answered(*asked, service->title(), says(u"Quarterly"_s), tables());
    const auto read = frameworkFromJson(toJson(before));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, before);

    CompiledFramework next = builtIn();
    EXPECT_EQ(carryAnswers(next, before, tables()), 1);
    EXPECT_EQ(next, before);
    CompiledFramework reworded = builtIn();
    for (CompiledService &each : reworded.services) {
        for (CompiledActivity &activity : each.activities) {
            if (activity.activity.key == asked->activity.key)
                activity.activity.frequency = u"Now and then"_s;
        }
    }
    EXPECT_EQ(carryAnswers(reworded, before, tables()), 0) << "it was an answer to other words";
}
