#include "core/forms/editing/template_checks.h"
#include "core/forms/publish.h"
#include "core/packs/forms/form_packs.h"
#include "tests/unit/forms/form_builder.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

QStringList problemsOf(const QString &items)
{
    QStringList all;
    for (const TemplateProblem &problem : templateProblems(formFrom(items)))
        all.append(problem.linkId + u": "_s + problem.text);
    return all;
}

} // namespace

TEST(TemplateChecksTest, SayWhatIsWrongWhereItIsInTheOrderOfTheForm)
{
    const QStringList said = problemsOf(
        u"{'linkId':'s','type':'group','text':'','item':[{'linkId':'q','type':'string','text':' '},{'linkId':'c','type':'choice','text':'C','answerOption':["
        "{'valueCoding':{'system':'u','code':'a','display':'Yes'}},{'valueCoding':{'system':'u','code':'b','display':'yes '}}]},"
        "{'linkId':'e','type':'group','text':'Empty'},{'linkId':'w','type':'display','text':''},"
        "{'linkId':'o','type':'choice','text':'O','answerOption':[{'valueCoding':{'system':'u','code':'a','display':'One'}}]},"
        "{'linkId':'x','type':'string','text':'X','enableWhen':[{'question':'gone','operator':'exists','answerBoolean':true}]},"
        "{'linkId':'y','type':'string','text':'Y','enableWhen':[{'question':'y2','operator':'exists','answerBoolean':true}]},"
        "{'linkId':'y2','type':'string','text':'Y2','enableWhen':[{'question':'y','operator':'exists','answerBoolean':true}]},"
        "{'linkId':'z','type':'string','text':'Z','enableWhen':[{'question':'c','operator':'=','answerCoding':{'system':'u','code':'q'}}]}]}"_s);
    EXPECT_EQ(
        said,
        (QStringList { u"s: Give this section a name."_s, u"q: Write the question."_s, u"c: Two choices are called “yes ”."_s,
                       u"e: This section is empty. Add a question, or delete it."_s, u"w: Write what is to be read here."_s, u"o: Give at least 2 choice(s)."_s,
                       u"x: It is shown by an answer that is not in this template, or that stands inside it. Choose another question."_s,
                       u"y: Whether this is shown depends in the end on itself. Change its condition, or that of a question it waits for."_s,
                       u"y2: Whether this is shown depends in the end on itself. Change its condition, or that of a question it waits for."_s,
                       u"z: It waits for an answer that can never be given. Choose its condition again."_s }));
}

TEST(TemplateChecksTest, FindNothingInAnyShippedTemplate)
{
    for (const FormPack &pack : builtInForms()) {
        const auto form = readQuestionnaire(pack.questionnaire);
        ASSERT_TRUE(form);
        for (const TemplateProblem &problem : templateProblems(*form))
            ADD_FAILURE() << qPrintable(pack.id + u' ' + problem.linkId + u' ' + problem.text);
    }
}

TEST(TemplateChecksTest, NeverUseTheLanguageOfForms)
{
    // Everything that publishing knows to refuse, planted: none of its words reach the author.
    const auto form = formFrom(
        u"{'linkId':'g','type':'group','text':'G','initial':[{'valueString':'x'}]},{'linkId':'d','type':'display','text':'D','required':true,'readOnly':true,"
        "'code':[{'code':'x'}]},{'linkId':'m','type':'date','text':'M','maxLength':3,'answerOption':[{'valueString':'x'}]},"
        "{'linkId':'d','type':'string','text':'twice'},{'linkId':'u','type':'quantity','text':'U'},{'type':'string','text':'no name'}"_s);
    EXPECT_GE(publishRefusals(form).size(), 8);
    const auto problems = templateProblems(form);
    EXPECT_GE(problems.size(), 4);
    for (const TemplateProblem &problem : problems) {
        for (const QString &word : { u"FHIR"_s, u"linkId"_s, u"que-"_s, u"Questionnaire"_s, u"display item"_s, u"enableWhen"_s, u"extension"_s })
            EXPECT_FALSE(problem.text.contains(word, Qt::CaseInsensitive)) << qPrintable(problem.text);
    }
}
