// Strict publishing refuses with every reason; a response is judged by what its status claims.
#include "core/forms/judge_response.h"
#include "core/forms/publish.h"
#include "core/packs/forms/form_packs.h"
#include "tests/support/random_questionnaire.h"
#include "tests/unit/forms/form_builder.h"

#include <gmock/gmock.h>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// "linkId: text" of each refusal.
std::vector<std::string> reasonsOf(const Questionnaire &form)
{
    std::vector<std::string> reasons;
    for (const ImportNote &refusal : publishRefusals(form))
        reasons.push_back((refusal.linkId + u": "_s + refusal.text).toStdString());
    return reasons;
}

const QString yesNo = u"{'linkId':'yn','type':'boolean','text':'Yes or no?'}"_s;
const QString options = u"'answerOption':[{'valueCoding':{'system':'s','code':'a','display':'A'}},{'valueCoding':{'system':'s','code':'b','display':'B'}}]"_s;

struct Refused {
    const char *rule;
    QString items;
    const char *says;
};

} // namespace

TEST(PublishTest, FindsNothingAgainstWhatShipsAndWhatIsGenerated)
{
    for (const FormPack &pack : builtInForms())
        EXPECT_THAT(reasonsOf(readQuestionnaire(pack.questionnaire).value()), ::testing::IsEmpty()) << qPrintable(pack.id);
    for (quint64 seed = 1; seed <= 50; ++seed)
        EXPECT_THAT(reasonsOf(readQuestionnaire(randomQuestionnaire(seed)).value()), ::testing::IsEmpty()) << "seed " << seed;
}

TEST(PublishTest, RefusesEachBreachWithItsReasonAndItsItem)
{
    const Refused breaches[] {
        { "que-1", u"{'linkId':'x','type':'group','text':'G'}"_s, "nothing in it" },
        { "que-3", u"{'linkId':'x','type':'display','text':'D','code':[{'code':'c'}]}"_s, "has a code" },
        { "que-4", u"{'linkId':'x','type':'choice','text':'C','answerValueSet':'urn:list',%1}"_s.arg(options), "given twice" },
        { "que-5", u"{'linkId':'x','type':'string','text':'S',%1}"_s.arg(options), "no choice" },
        { "que-6", u"{'linkId':'x','type':'display','text':'D','required':true}"_s, "required or repeats" },
        { "que-8", u"{'linkId':'x','type':'group','text':'G','initial':[{'valueString':'a'}],'item':[{'linkId':'q','type':'string','text':'Q'}]}"_s,
          "no answer (rule que-8)" },
        { "que-9", u"{'linkId':'x','type':'display','text':'D','readOnly':true}"_s, "read-only" },
        { "que-10", u"{'linkId':'x','type':'date','text':'D','maxLength':4}"_s, "without typed words" },
        { "que-11", u"{'linkId':'x','type':'choice','text':'C','initial':[{'valueCoding':{'system':'s','code':'a'}}],%1}"_s.arg(options),
          "initially selected" },
        { "que-12",
          u"{'linkId':'x','type':'string','text':'X','enableWhen':[{'question':'yn','operator':'exists','answerBoolean':true},{'question':'yn','operator':'=','answerBoolean':true}]}"_s,
          "enableBehavior" },
        { "que-13", u"{'linkId':'x','type':'string','text':'S','initial':[{'valueString':'a'},{'valueString':'b'}]}"_s, "Several first values" },
        { "no words", u"{'linkId':'x','type':'string'}"_s, "has no text" },
        { "same reference",
          u"{'linkId':'x','type':'choice','text':'C','answerOption':[{'valueReference':{'reference':'Patient/1'}},{'valueReference':{'reference':'Patient/1','display':'A'}}]}"_s,
          "are the same" },
        { "same choice", u"{'linkId':'x','type':'choice','text':'C','answerOption':[{'valueString':'a'},{'valueString':'a'}]}"_s, "are the same" },
        { "selected",
          u"{'linkId':'x','type':'choice','text':'C','answerOption':[{'valueString':'a','initialSelected':true},{'valueString':'b','initialSelected':true}]}"_s,
          "Several choices are selected" },
        { "bounds",
          u"{'linkId':'x','type':'integer','text':'I','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/minValue','valueInteger':9},{'url':'http://hl7.org/fhir/StructureDefinition/maxValue','valueInteger':1}]}"_s,
          "larger than the largest" },
        { "lengths",
          u"{'linkId':'x','type':'string','text':'S','maxLength':3,'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/minLength','valueInteger':9}]}"_s,
          "longer than the longest" },
        { "occurs",
          u"{'linkId':'x','type':'string','text':'S','repeats':true,'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs','valueInteger':3},{'url':'http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs','valueInteger':2}]}"_s,
          "More answers are needed" },
        { "never", u"{'linkId':'x','type':'string','text':'S','enableWhen':[{'question':'yn','operator':'=','answerString':'yes'}]}"_s, "can never have" },
        { "no order", u"{'linkId':'x','type':'string','text':'S','enableWhen':[{'question':'yn','operator':'>','answerBoolean':false}]}"_s, "more or less" },
        { "loop",
          u"{'linkId':'x','type':'string','text':'S','enableWhen':[{'question':'z','operator':'exists','answerBoolean':true}]},{'linkId':'z','type':'group','text':'G','enableWhen':[{'question':'x','operator':'exists','answerBoolean':true}],'item':[{'linkId':'q','type':'string','text':'Q'}]}"_s,
          "round in a loop" },
        { "unknown type", u"{'linkId':'x','type':'quantity','text':'Q'}"_s, "cannot be filled yet" },
    };
    for (const Refused &breach : breaches) {
        const auto reasons = reasonsOf(formFrom(yesNo + u',' + breach.items));
        EXPECT_THAT(reasons, ::testing::Contains(::testing::AllOf(::testing::StartsWith("x: "), ::testing::HasSubstr(breach.says)))) << breach.rule;
    }
    std::printf("%zu breaches, each refused by its reason\n", std::size(breaches));
}

TEST(PublishTest, GivesEveryReasonAtOnceInTheOrderOfTheForm)
{
    const auto form =
        readQuestionnaire(
            jsonFrom(
                u"{'resourceType':'Questionnaire','url':'urn:t','version':'1','status':'final','title':'T','item':["
                "{'linkId':'g','type':'group','text':'G','item':[{'linkId':'a','type':'string'},{'linkId':'b','type':'display','text':'B','readOnly':true}]},{'linkId':'c','type':'choice','text':'C'}]}"_s))
            .value();
    EXPECT_THAT(reasonsOf(form),
                ::testing::ElementsAre(::testing::HasSubstr("none of draft"), ::testing::StartsWith("a: "), ::testing::StartsWith("b: "),
                                       ::testing::StartsWith("c: ")));
}

TEST(JudgeTest, FindsAnAnswerThatIsNotAskedForInACompletedRecordOnly)
{
    const auto form = formFrom(
        yesNo
        + u",{'linkId':'g','type':'group','text':'G','enableWhen':[{'question':'yn','operator':'=','answerBoolean':true}],'item':[{'linkId':'q','type':'string','text':'Q'}]}"_s);
    ResponseReading reading { answersFrom(u"{'yn':false,'q':'typed before'}"_s), {}, {} };
    const auto issues = judgeResponse(form, reading, ValidateFor::Completion);
    ASSERT_EQ(issues.size(), 1);
    EXPECT_EQ(issues.first().kind, FormIssue::Kind::NotEnabled);
    EXPECT_EQ(issues.first().linkId, u"q");
    EXPECT_TRUE(judgeResponse(form, reading, ValidateFor::Draft).isEmpty());
    reading.answers = withoutDisabled(form, reading.answers);
    EXPECT_TRUE(judgeResponse(form, reading, ValidateFor::Completion).isEmpty());
}

TEST(JudgeTest, JudgesALaterHandsPartOnceItHasSaidSomething)
{
    const auto form =
        formFrom(yesNo
                 + u",{'linkId':'m','type':'group','text':'Manager','extension':[{'url':'urn:sightline:ext:completed-by-role','valueCode':'manager'}],'item':["
                   "{'linkId':'m1','type':'string','text':'Reply','required':true},{'linkId':'m2','type':'string','text':'Why'}]}"_s);
    EXPECT_TRUE(judgeResponse(form, { answersFrom(u"{'yn':true}"_s), {}, {} }, ValidateFor::Completion).isEmpty());
    const auto issues = judgeResponse(form, { answersFrom(u"{'yn':true,'m2':'because'}"_s), {}, {} }, ValidateFor::Completion);
    ASSERT_EQ(issues.size(), 1);
    EXPECT_EQ(issues.first().linkId, u"m1");
}

TEST(JudgeTest, TakesTheStatusAsWhatIsClaimed)
{
    for (const QString &status : { u"in-progress"_s, u"stopped"_s, u"entered-in-error"_s })
        EXPECT_EQ(purposeOf({ .status = status }), ValidateFor::Draft);
    for (const QString &status : { u"completed"_s, u"amended"_s, QString(), u"odd"_s })
        EXPECT_EQ(purposeOf({ .status = status }), ValidateFor::Completion);
}
