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
    const auto form = formFrom(
        u"{'linkId':'a','type':'string','text':'A'},{'linkId':'c','type':'string','text':'C','readOnly':true,%2},{'linkId':'b','type':'string','text':'B','readOnly':true,%1}"_s
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
    const auto form = formFrom(
        u"{'linkId':'kind','type':'string','text':'K'},{'linkId':'from','type':'date','text':'F'},{'linkId':'due','type':'date','text':'D','readOnly':true,%1}"_s
            .arg(
                function(u"next-due"_s, u"kind=kind from=from setting=rules"_s)
                    .replace(
                        u"{'url':'setting','valueString':'rules'}"_s,
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

namespace {

const QString gradedItem =
    u"{'linkId':'%1','type':'choice','text':'G','answerOption':["
    "{'valueCoding':{'system':'s','code':'bad','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/ordinalValue','valueDecimal':0}]}},"
    "{'valueCoding':{'system':'s','code':'low','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/ordinalValue','valueDecimal':1}]}},"
    "{'valueCoding':{'system':'s','code':'good','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/ordinalValue','valueDecimal':2}]}},"
    "{'valueCoding':{'system':'s','code':'top','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/ordinalValue','valueDecimal':3}]}},"
    "{'valueCoding':{'system':'s','code':'unseen'}}]%2}"_s;

/// What a form with grades a to e, a being decisive, points to.
QString indicated(const QStringList &codes)
{
    const QString rule =
        function(u"indicative-grade"_s, u"question=a question=b question=c question=d question=e decisive=a worst=bad low=bad low=low least=3 gives=low"_s);
    QStringList items;
    for (const QString &link : { u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s })
        items.append(gradedItem.arg(link, QString()));
    items.append(gradedItem.arg(u"all"_s, u",'readOnly':true,"_s + rule));
    const auto form = formFrom(items.join(u','));
    Answers answers;
    for (qsizetype at = 0; at < codes.size(); ++at) {
        if (!codes[at].isEmpty())
            answers.set(QString(u"abcde"_s[at]), jsonFrom(u"{'system':'s','code':'%1'}"_s.arg(codes[at])));
    }
    recalculate(form, answers, {});
    return answers.value(u"all"_s)[u"code"_s].toString();
}

/// The value that @p rule gives the item `out` of @p type, beside @p items, for @p answers on 23 November 2026.
Json calculated(const QString &items, const QString &type, const QString &rule, const QString &answers, const QMap<QString, Json> &values = {})
{
    const auto form = formFrom(items + u",{'linkId':'out','type':'%1','text':'Out','readOnly':true,%2}"_s.arg(type, rule));
    EXPECT_TRUE(form.report.isEmpty());
    FormContext context;
    context.today = QDate(2026, 11, 23);
    context.values = values;
    Answers filled = answersFrom(answers);
    recalculate(form, filled, context);
    return filled.value(u"out"_s);
}

const QString twoDates = u"{'linkId':'a','type':'date','text':'A'},{'linkId':'b','type':'date','text':'B'}"_s;
const QString twoNumbers = u"{'linkId':'a','type':'decimal','text':'A'},{'linkId':'b','type':'integer','text':'B'}"_s;

} // namespace

TEST(IndicativeGradeTest, IsTheWorstWhereTheDecisiveOneIsElseLowWithThreeLowElseTheMiddle)
{
    EXPECT_EQ(indicated({ u"bad"_s, u"top"_s, u"top"_s, u"top"_s, u"top"_s }), u"bad");
    EXPECT_EQ(indicated({ u"low"_s, u"bad"_s, u"low"_s, u"top"_s, u"top"_s }), u"low");
    EXPECT_EQ(indicated({ u"low"_s, u"low"_s, u"good"_s, u"top"_s, u"top"_s }), u"good");     // two low are not three
    EXPECT_EQ(indicated({ u"top"_s, u"bad"_s, u"top"_s, u"top"_s, u"good"_s }), u"top");      // inadequate, but not in the decisive one
    EXPECT_EQ(indicated({ u"good"_s, u"top"_s, u"unseen"_s, u"top"_s, u"good"_s }), u"good"); // four count: the lower of the two in the middle
    EXPECT_EQ(indicated({ u"good"_s, QString(), u"top"_s, u"top"_s, u"good"_s }), QString()); // not until each is graded
    EXPECT_EQ(indicated({}), QString());
}

TEST(FigureTest, CountsAnswersAndRowsAndSharesThem)
{
    const QString rows = u"{'linkId':'g','type':'group','repeats':true,'text':'G','item':[{'linkId':'x','type':'string','text':'X'}]}"_s;
    const QString answers =
        u"{'g#':[{'id':'a','at':'V'},{'id':'b','at':'W'},{'id':'c','at':'X'},{'id':'d','at':'Y'}],'g#a/x':'yes','g#b/x':'no','g#c/x':'na'}"_s;
    EXPECT_EQ(calculated(rows, u"integer"_s, function(u"count"_s, u"question=g"_s), answers), Json(4));
    EXPECT_EQ(calculated(rows, u"integer"_s, function(u"count"_s, u"question=x"_s), answers), Json(3));
    EXPECT_EQ(calculated(rows, u"integer"_s, function(u"count"_s, u"question=x code=yes code=no"_s), answers), Json(2));
    EXPECT_EQ(calculated(rows, u"string"_s, function(u"share"_s, u"question=x code=yes"_s), answers), Json(u"1 / 3 (33%)"_s));
    EXPECT_EQ(calculated(rows, u"string"_s, function(u"share"_s, u"question=x code=yes leave-out=na"_s), answers), Json(u"1 / 2 (50%)"_s));
    EXPECT_EQ(calculated(rows, u"string"_s, function(u"share"_s, u"question=x code=yes"_s), u"{}"_s), Json());
}

TEST(FigureTest, GivesDatesFromDates)
{
    const QString answers = u"{'a':'2026-08-31','b':'2026-09-09'}"_s;
    const auto after = [&](const QString &interval, const QMap<QString, Json> &values = {}) {
        return calculated(twoDates, u"date"_s,
                          function(u"date-after"_s, u"from=a setting=every"_s)
                              .replace(u"{'url':'setting'"_s, u"{'url':'interval','valueString':'%1'},{'url':'setting'"_s.arg(interval)),
                          answers, values);
    };
    EXPECT_EQ(after(u"6 months"_s), Json(u"2027-02-28"_s));
    EXPECT_EQ(after(u"28 days"_s), Json(u"2026-09-28"_s));
    EXPECT_EQ(after(u"28 days"_s, { { u"setting.every"_s, u"2 weeks"_s } }), Json(u"2026-09-14"_s));
    EXPECT_EQ(after(u"soon"_s), Json());
    EXPECT_EQ(calculated(twoDates, u"date"_s, function(u"midpoint"_s, u"from=a to=b"_s), answers), Json(u"2026-09-04"_s));
    EXPECT_EQ(calculated(twoDates, u"date"_s, function(u"midpoint"_s, u"from=b to=a"_s), answers), Json());
    EXPECT_EQ(calculated(twoDates, u"integer"_s, function(u"days-until"_s, u"to=b"_s), answers), Json(-75));
    EXPECT_EQ(calculated(twoDates, u"integer"_s, function(u"days-until"_s, u"to=b"_s), u"{'b':'2026-11-25'}"_s), Json(2));
}

TEST(FigureTest, SaysWhichWayANumberWentInItsOwnRow)
{
    const QString direction =
        u"{'linkId':'d','type':'choice','text':'D','readOnly':true,'answerOption':[{'valueCoding':{'system':'s','code':'up'}},"
        "{'valueCoding':{'system':'s','code':'same'}},{'valueCoding':{'system':'s','code':'down'}}],%1}"_s.arg(function(u"direction"_s, u"from=last to=now"_s));
    const auto form = formFrom(u"{'linkId':'m','type':'group','repeats':true,'text':'M','item':[{'linkId':'last','type':'decimal','text':'L'},"
                               "{'linkId':'now','type':'decimal','text':'N'},%1]}"_s.arg(direction));
    Answers answers = answersFrom(
        u"{'m#':[{'id':'a','at':'V'},{'id':'b','at':'W'},{'id':'c','at':'X'}],'m#a/last':'1.0','m#a/now':'1.00','m#b/last':'2','m#b/now':'10','m#c/last':'3'}"_s);
    recalculate(form, answers, {});
    EXPECT_EQ(answers.value(u"m#a/d"_s)[u"code"_s], Json(u"same"_s));
    EXPECT_EQ(answers.value(u"m#b/d"_s)[u"code"_s], Json(u"up"_s));
    EXPECT_TRUE(answers.value(u"m#c/d"_s).isNull());
}

TEST(FigureTest, SaysWhetherConditionsHoldAndNothingWhereTheyCannotBeJudged)
{
    const auto holds = [&](const QString &all, const QString &any, const QString &answers, const QMap<QString, Json> &values = {}) {
        QString parameters;
        if (!all.isEmpty())
            parameters += u",{'url':'all','valueString':'%1'}"_s.arg(all);
        if (!any.isEmpty())
            parameters += u",{'url':'any','valueString':'%1'}"_s.arg(any);
        return calculated(twoNumbers, u"boolean"_s, function(u"holds"_s, {}).replace(u"'holds'}"_s, u"'holds'}"_s + parameters), answers, values);
    };
    EXPECT_EQ(holds(u"b >= 5"_s, {}, u"{'b':5}"_s), Json(true));
    EXPECT_EQ(holds(u"b > 5"_s, {}, u"{'b':5}"_s), Json(false));
    EXPECT_EQ(holds(u"a > answer.b"_s, {}, u"{'a':'5.01','b':5}"_s), Json(true));
    EXPECT_EQ(holds(u"a > setting.limit"_s, {}, u"{'a':'15000.01'}"_s, { { u"setting.limit"_s, 15000 } }), Json(true));
    EXPECT_EQ(holds(u"a > setting.limit"_s, {}, u"{'a':'15000.01'}"_s), Json());
    EXPECT_EQ(holds(u"b = 5"_s, u"a = 1"_s, u"{'a':'2','b':5}"_s), Json(false));
    EXPECT_EQ(holds(u"b = 5"_s, u"a != 1"_s, u"{'a':'2','b':5}"_s), Json(true));
    EXPECT_EQ(holds(u"b = 5"_s, {}, u"{}"_s), Json());
    EXPECT_EQ(holds(u"nonsense"_s, {}, u"{'b':5}"_s), Json());
    EXPECT_EQ(calculated(twoDates, u"boolean"_s, function(u"holds"_s, {}).replace(u"'holds'}"_s, u"'holds'},{'url':'all','valueString':'a > today'}"_s),
                         u"{'a':'2026-11-24'}"_s),
              Json(true));
}

TEST(ProductRuleTest, AllowsOnlySomeChoicesWhileAConditionHolds)
{
    const auto form = formFrom(u"{'linkId':'a','type':'integer','text':'A'},{'linkId':'c','type':'string','text':'C',%1}"_s.arg(
        function(u"allows-only"_s, u"code=stop code=pause"_s).replace(u"'allows-only'}"_s, u"'allows-only'},{'url':'when','valueString':'a > 5'}"_s)));
    EXPECT_EQ(failing(form, u"{'a':6,'c':'go'}"_s), QStringList { u"c"_s });
    EXPECT_EQ(failing(form, u"{'a':6,'c':'stop'}"_s), QStringList {});
    EXPECT_EQ(failing(form, u"{'a':5,'c':'go'}"_s), QStringList {});
    EXPECT_EQ(failing(form, u"{'c':'go'}"_s), QStringList {});
    EXPECT_EQ(failing(form, u"{'a':6}"_s), QStringList {});
}

TEST(ProductRuleTest, LimitsWordsAndLines)
{
    const auto form = formFrom(u"{'linkId':'w','type':'text','text':'W',%1},{'linkId':'l','type':'text','text':'L',%2}"_s.arg(
        function(u"text-at-most"_s, u"words=3"_s), function(u"text-at-most"_s, u"lines=2"_s)));
    Answers answers;
    answers.set(u"w"_s, u" one two\nthree "_s);
    answers.set(u"l"_s, u"one\ntwo\n"_s);
    EXPECT_TRUE(validate(form, answers, ValidateFor::Completion).isEmpty());
    answers.set(u"w"_s, u"one two three four"_s);
    answers.set(u"l"_s, u"one\ntwo\nthree"_s);
    EXPECT_EQ(validate(form, answers, ValidateFor::Completion).size(), 2);
    EXPECT_TRUE(validate(form, answers, ValidateFor::Draft).isEmpty());
}

TEST(ProductRuleTest, AsksForARowForEachRowOfAnotherList)
{
    const auto form = formFrom(u"{'linkId':'q','type':'group','repeats':true,'text':'Questions','item':[{'linkId':'x','type':'string','text':'X'}]},"
                               "{'linkId':'f','type':'group','repeats':true,'text':'Findings','item':[{'linkId':'y','type':'string','text':'Y'}],%1}"_s.arg(
                                   function(u"as-many-as"_s, u"list=q"_s)));
    EXPECT_EQ(failing(form, u"{}"_s), QStringList {});
    EXPECT_EQ(failing(form, u"{'q#':[{'id':'a','at':'V'},{'id':'b','at':'W'}],'f#':[{'id':'c','at':'V'}]}"_s), QStringList { u"f"_s });
    EXPECT_EQ(failing(form, u"{'q#':[{'id':'a','at':'V'}],'f#':[{'id':'c','at':'V'}]}"_s), QStringList {});
}
