// The product functions on a form of their own; tests/unit/packs shows them in the templates.
#include "core/forms/carry_forward.h"
#include "core/forms/product_functions.h"
#include "core/forms/validate.h"
#include "tests/support/random_questionnaire.h"
#include "tests/unit/forms/form_builder.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

QString function(const QString &name, const QString &parameters)
{
    QString parts = u"{'url':'name','valueCode':'%1'}"_s.arg(name);
    for (const QString &parameter : parameters.split(u' ', Qt::SkipEmptyParts)) {
        const QString value = parameter.section(u'=', 1);
        bool isNumber = false;
        value.toInt(&isNumber);
        parts += (isNumber ? u",{'url':'%1','valueInteger':%2}"_s : u",{'url':'%1','valueString':'%2'}"_s).arg(parameter.section(u'=', 0, 0), value);
    }
    return u"'extension':[{'url':'urn:sightline:ext:product-function','extension':[%1]}]"_s.arg(parts);
}

QStringList failing(const Questionnaire &form, const QString &answers)
{
    QStringList linkIds;
    for (const FormIssue &issue : validate(form, answersFrom(answers), ValidateFor::Completion))
        linkIds.append(issue.linkId);
    return linkIds;
}

} // namespace

TEST(ProductFunctionTest, AsksForAtLeastSoManyRowsOrAReason)
{
    const auto form = formFrom(u"{'linkId':'g','type':'group','repeats':true,'text':'Pupils','item':[{'linkId':'x','type':'string','text':'X'}],%1},"
                               "{'linkId':'why','type':'string','text':'Why fewer'}"_s.arg(function(u"min-or-reason"_s, u"min=2 reason=why"_s)));
    EXPECT_TRUE(form.report.isEmpty());
    EXPECT_EQ(failing(form, u"{}"_s), QStringList { u"g"_s });
    EXPECT_EQ(failing(form, u"{'g#':[{'id':'a','at':'V'}]}"_s), QStringList { u"g"_s });
    EXPECT_EQ(failing(form, u"{'g#':[{'id':'a','at':'V'},{'id':'b','at':'W'}]}"_s), QStringList {});
    EXPECT_EQ(failing(form, u"{'why':'Only one was in.'}"_s), QStringList {});
}

TEST(ProductFunctionTest, FollowsACalculatedValueThroughAnotherAndClearsItAgain)
{
    const auto form = formFrom(u"{'linkId':'a','type':'string','text':'A'},{'linkId':'c','type':'string','text':'C','readOnly':true,%2},{'linkId':'b','type':'string','text':'B','readOnly':true,%1}"_s
                               .arg(function(u"copy"_s, u"from=a"_s), function(u"copy"_s, u"from=b"_s)));
    Answers answers = answersFrom(u"{'a':'word'}"_s);
    EXPECT_EQ(recalculate(form, answers, {}), (QStringList { u"b"_s, u"c"_s }));
    EXPECT_EQ(answers.value(u"c"_s), Json(u"word"_s));
    answers.remove(u"a"_s);
    recalculate(form, answers, {});
    EXPECT_TRUE(answers.isEmpty());
    EXPECT_TRUE(recalculate(form, answers, {}).isEmpty());
}

TEST(ProductFunctionTest, TakesTheEarliestDateOfSeveralRulesAndNoneOfNonsense)
{
    const auto form = formFrom(u"{'linkId':'kind','type':'string','text':'K'},{'linkId':'from','type':'date','text':'F'},{'linkId':'due','type':'date','text':'D','readOnly':true,%1}"_s
                               .arg(function(u"next-due"_s, u"kind=kind from=from setting=rules"_s)
                                    .replace(u"{'url':'setting','valueString':'rules'}"_s,
                                             u"{'url':'setting','valueString':'rules'},{'url':'rule','valueString':'k=2 months'},{'url':'rule','valueString':'k=30 days'},{'url':'rule','valueString':'bad=many moons'}"_s)));
    Answers answers = answersFrom(u"{'kind':'k','from':'2026-01-31'}"_s);
    recalculate(form, answers, {});
    EXPECT_EQ(answers.value(u"due"_s), Json(u"2026-03-02"_s));
    answers.set(u"kind"_s, Json(u"bad"_s));
    recalculate(form, answers, {});
    EXPECT_TRUE(answers.value(u"due"_s).isNull());
}

TEST(ProductFunctionTest, WarnsOfAFunctionThisVersionDoesNotKnow)
{
    EXPECT_EQ(formFrom(u"{'linkId':'a','type':'string','text':'A',%1}"_s.arg(function(u"from-tomorrow"_s, {}))).report.size(), 1);
}

TEST(CarryForwardTest, PrefersWhatIsCarriedThenTheInitialValueThenThePreselectedChoice)
{
    const QString carried = u"'extension':[{'url':'urn:sightline:ext:carry-forward','valueString':'context/unit'}]"_s;
    const auto form = formFrom(u"{'linkId':'a','type':'string','text':'A','initial':[{'valueString':'initial'}],%1},"
                               "{'linkId':'b','type':'choice','text':'B','answerOption':[{'valueString':'x'},{'valueString':'y','initialSelected':true}]},"
                               "{'linkId':'c','type':'integer','text':'C',%1}"_s.arg(carried));
    SeededRandom random(1);
    FormContext context;
    EXPECT_EQ(prefilledAnswers(form, context, random).toJson(), jsonFrom(u"{'a':'initial','b':'y'}"_s));
    context.values.insert(u"unit"_s, Json(u"North"_s));
    EXPECT_EQ(prefilledAnswers(form, context, random).toJson(), jsonFrom(u"{'a':'North','b':'y'}"_s));   // no text into a number
}
