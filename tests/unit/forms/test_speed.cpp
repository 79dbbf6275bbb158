// Typing never waits: what a form costs, printed.
#include "core/forms/carry_forward.h"
#include "core/forms/layout.h"
#include "core/forms/product_functions.h"
#include "core/forms/response.h"
#include "core/forms/validate.h"
#include "tests/support/random_questionnaire.h"
#include "tests/support/rounds.h"
#include "tests/unit/forms/form_builder.h"

#include <ctime>
#include <limits>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// Sections of 30 questions: choices with five options, texts with a pattern, numbers; every third waits for the one before.
Json formOf(int questions)
{
    QString sections;
    for (int section = 0; section < questions / 30; ++section) {
        QString items;
        for (int at = 0; at < 30; ++at) {
            const QString id = u"s%1q%2"_s.arg(section).arg(at);
            QString members = u"'required':true"_s;
            if (at % 3 == 0) {
                QStringList options;
                for (int option = 0; option < 5; ++option)
                    options.append(u"{'valueCoding':{'system':'s','code':'c%1','display':'Choice %1'}}"_s.arg(option));
                members += u",'answerOption':[%1]"_s.arg(options.join(u','));
            }
            if (at % 3 == 1)
                members += u",'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/regex','valueString':'(.|[^.])*'}]"_s;
            if (at % 3 == 1)
                members += u",'enableWhen':[{'question':'s%1q%2','operator':'=','answerCoding':{'system':'s','code':'c1'}}]"_s.arg(section).arg(at - 1);
            const QString type = at % 3 == 0 ? u"choice"_s : at % 3 == 1 ? u"text"_s : u"integer"_s;
            items += (at ? u","_s : QString()) + u"{'linkId':'%1','type':'%2','text':'Question %1',%3}"_s.arg(id, type, members);
        }
        sections += (section ? u","_s : QString()) + u"{'linkId':'s%1','type':'group','text':'Section %1','item':[%2]}"_s.arg(section).arg(items);
    }
    QString text = u"{'resourceType':'Questionnaire','url':'urn:t','version':'1','status':'active','title':'T','item':[%1]}"_s.arg(sections);
    return parseJson(text.replace(u'\'', u'"').toUtf8()).value();
}

/// Processor time of the fastest of several runs: what the work costs, not what else the machine was doing.
template <typename Work>
double millisecondsOf(Work &&work)
{
    constexpr int runs = 10;
    std::clock_t best = std::numeric_limits<std::clock_t>::max();
    for (int run = 0; run < runs; ++run) {
        const std::clock_t begun = std::clock();
        work();
        best = std::min(best, std::clock() - begun);
    }
    return 1000.0 * double(best) / CLOCKS_PER_SEC;
}

} // namespace

namespace {

void printCosts(int questions)
{
    const Json json = formOf(questions);
    const auto form = readQuestionnaire(json).value();
    ASSERT_EQ(form.items.size(), questions + questions / 30);
    Answers answers;
    SeededRandom random(3);
    for (const FormItem &item : form.items) {
        if (item.type != ItemType::Group)
            answers.set(item.linkId, item.type == ItemType::Choice ? item.options[1].value : randomAnswer(item, random));
    }
    FormTree tree;
    QList<FormIssue> issues;
    const double reading = millisecondsOf([&] { (void)readQuestionnaire(json); });
    const double prefilling = millisecondsOf([&] { (void)prefilledAnswers(form, {}, random); });
    const double enabling = millisecondsOf([&] { tree = buildFormTree(form, answers); });
    const double validating = millisecondsOf([&] { issues = validate(form, answers, tree, ValidateFor::Completion); });
    const double layingOut = millisecondsOf([&] { (void)layoutForm(form, tree, answers, issues); });
    const double calculating = millisecondsOf([&] { (void)recalculate(form, answers, {}, &tree); });
    const double writing = millisecondsOf([&] { (void)toResponse(form, answers, {}); });
    EXPECT_TRUE(issues.isEmpty());
    // Opening reads, fills first values, lays out and judges; one keystroke recalculates (with the layout), judges, pages.
    std::printf("%d questions: open %.2f ms (read %.2f, first values %.2f, enable %.2f, validate %.2f, pages %.2f); a keystroke %.2f ms; response %.2f ms\n",
                questions, reading + prefilling + enabling + validating + layingOut, reading, prefilling, enabling, validating, layingOut,
                calculating + validating + layingOut, writing);
    ::testing::Test::RecordProperty("microsecondsOfAKeystroke", static_cast<int>(1000 * (calculating + validating + layingOut)));   // printed, never asserted
}

} // namespace

TEST(SpeedTest, PrintsWhatOpeningAndAKeystrokeCostWithThreeHundredAndThreeThousandQuestions)
{
    printCosts(300);
    if (!sightline::testing::isSanitized)   // a figure that says nothing there, and 20 seconds
        printCosts(3000);
}

TEST(SpeedTest, LaysTheFormOutOncePerKeystroke)
{
    const auto form = readQuestionnaire(formOf(300)).value();
    Answers answers;
    answers.set(u"s0q0"_s, form.find(u"s0q0"_s)->options[1].value);
    FormTree tree;
    EXPECT_TRUE(recalculate(form, answers, {}, &tree).isEmpty());
    const FormTree built = buildFormTree(form, answers);
    ASSERT_EQ(tree.places.size(), built.places.size());
    for (qsizetype at = 0; at < built.places.size(); ++at) {
        EXPECT_EQ(tree.places[at].key, built.places[at].key);
        EXPECT_EQ(tree.places[at].enabled, built.places[at].enabled);
    }
}
