#include "core/base/limits.h"
#include "core/forms/publish.h"
#include "core/forms/validate.h"
#include "tests/unit/forms/form_builder.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

QString itemsNested(int levels)
{
    QString item = u"{'linkId':'q','type':'string','text':'Q'}"_s;
    for (int at = 1; at < levels; ++at)
        item = u"{'linkId':'g%1','type':'group','text':'G','item':[%2]}"_s.arg(at).arg(item);
    return item;
}

Result<Questionnaire> readItems(const QString &items)
{
    return readQuestionnaire(jsonFrom(u"{'resourceType':'Questionnaire','url':'u','version':'1','status':'draft','title':'T','item':[%1]}"_s.arg(items)));
}

} // namespace

// Rule 11.
TEST(ReadQuestionnaireTest, ReadsRealFormsLenientlyAndReportsWhatIsOdd)
{
    const auto form =
        readQuestionnaire(jsonFrom(u"{'resourceType':'Questionnaire','item':["
                                   "{'linkId':'a','type':'string'},{'linkId':'a','type':'group','item':[{'linkId':'below','type':'string'}]},{'type':'string'},"
                                   "{'linkId':'n','type':'quantity'},{'linkId':'c','type':'choice','answerOption':[{'valueCoding':{'code':'x'}}]}]}"_s));
    ASSERT_TRUE(form);
    EXPECT_EQ(form->items.size(), 3);
    EXPECT_FALSE(form->find(u"below"_s));
    EXPECT_EQ(form->status, u"draft");
    EXPECT_EQ(form->report.size(), 8);   // url, version, status, title, twice, no linkId, type, no system
    EXPECT_TRUE(form->canBeFilled());
}

// Rule 10.
TEST(ReadQuestionnaireTest, KeepsWhatItDoesNotKnowAndRefusesToFillUnderAnUnknownModifier)
{
    const Json written = jsonFrom(
        u"{'resourceType':'Questionnaire','url':'u','version':'1','status':'active','title':'T','useContext':[{'x':1}],"
        "'item':[{'linkId':'a','type':'string','text':'A','extension':[{'url':'urn:other','valueString':'kept'}],'item':[{'linkId':'b','type':'string','text':'B'}]}]}"_s);
    const auto form = readQuestionnaire(written);
    ASSERT_TRUE(form);
    EXPECT_TRUE(form->report.isEmpty());
    EXPECT_EQ(form->original, written);
    const auto modified = readItems(u"{'linkId':'a','type':'string','text':'A','modifierExtension':[{'url':'urn:other'}]}"_s);
    ASSERT_TRUE(modified);
    EXPECT_FALSE(modified->canBeFilled());
}

TEST(ReadQuestionnaireTest, FoldsHelpPromptAndUnitIntoTheirQuestion)
{
    const QString control =
        u"'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl','valueCodeableConcept':{'coding':[{'code':'%1'}]}}]"_s;
    const auto form = formFrom(
        u"{'linkId':'a','type':'integer','text':'A','item':[{'linkId':'h','type':'display','text':'Say how many.',%1},{'linkId':'p','type':'display','text':'e.g. 3',%2},{'linkId':'u','type':'display','text':'minutes',%3}]}"_s
            .arg(control.arg(u"help"_s), control.arg(u"prompt"_s), control.arg(u"unit"_s)));
    ASSERT_EQ(form.items.size(), 1);
    EXPECT_EQ(form.items[0].help, u"Say how many.");
    EXPECT_EQ(form.items[0].prompt, u"e.g. 3");
    EXPECT_EQ(form.items[0].unit, u"minutes");
}

TEST(ReadQuestionnaireTest, HandsRoleAndSensitivityDownToWhatIsBelow)
{
    const auto form = formFrom(u"{'linkId':'g','type':'group','text':'G','extension':[{'url':'urn:sightline:ext:completed-by-role','valueCode':'manager'},{'"
                               u"url':'urn:sightline:ext:sensitivity','valueCode':'P3'}],'item':["
                               "{'linkId':'a','type':'string','text':'A','extension':[{'url':'urn:sightline:ext:sensitivity','valueCode':'P2'}]},"
                               "{'linkId':'b','type':'string','text':'B','extension':[{'url':'urn:sightline:ext:sensitivity','valueCode':'P4'}]}]}"_s);
    EXPECT_EQ(form.find(u"a"_s)->completedByRole, u"manager");
    EXPECT_EQ(form.find(u"a"_s)->sensitivity, u"P3");
    EXPECT_EQ(form.find(u"b"_s)->sensitivity, u"P4");
}

TEST(ReadQuestionnaireTest, TakesChoicesFromAContainedListWithTheirScores)
{
    const auto form = formFrom(
        u"{'linkId':'a','type':'choice','text':'A','answerValueSet':'#s'},{'linkId':'b','type':'choice','text':'B','answerValueSet':'urn:sightline:list:teams'},{'linkId':'c','type':'choice','text':'C','answerValueSet':'#gone'}"_s,
        u"'contained':[{'resourceType':'ValueSet','id':'s','compose':{'include':[{'system':'x','concept':[{'code':'1','display':'One','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/ordinalValue','valueDecimal':1.50}]}]}]}}],"_s);
    ASSERT_EQ(form.items[0].options.size(), 1);
    EXPECT_EQ(form.items[0].options[0].label, u"One");
    EXPECT_EQ(form.items[0].options[0].ordinal, u"1.50");
    EXPECT_EQ(form.items[1].optionList, u"urn:sightline:list:teams");
    EXPECT_EQ(form.report.size(), 2);   // only the list that is gone: not there, so nothing to choose from
}

TEST(ReadQuestionnaireTest, RefusesWhatIsNoFormInOneSentence)
{
    for (const QString &text :
         { u"[]"_s, u"{}"_s, u"{'resourceType':'Patient'}"_s, u"{'resourceType':'Questionnaire'}"_s, u"{'resourceType':'Questionnaire','item':'no'}"_s }) {
        const auto form = readQuestionnaire(jsonFrom(text));
        ASSERT_FALSE(form) << qPrintable(text);
        EXPECT_EQ(form.error().code, ErrorCode::InvalidInput);
        EXPECT_TRUE(form.error().detail.endsWith(u'.'));
    }
}

TEST(ReadQuestionnaireTest, ReadsUpToItsLimitsAndNotBeyond)
{
    EXPECT_TRUE(readItems(itemsNested(limits::formDepthMax)));
    const auto tooDeep = readItems(itemsNested(limits::formDepthMax + 1));
    ASSERT_FALSE(tooDeep);
    EXPECT_EQ(tooDeep.error().code, ErrorCode::TooLarge);
    QStringList items;
    for (int at = 0; at < limits::formItemsMax; ++at)
        items.append(u"{'linkId':'q%1','type':'string','text':'Q'}"_s.arg(at));
    EXPECT_TRUE(readItems(items.join(u',')));
    items.append(u"{'linkId':'one more','type':'string','text':'Q'}"_s);
    const auto tooMany = readItems(items.join(u','));
    ASSERT_FALSE(tooMany);
    EXPECT_EQ(tooMany.error().code, ErrorCode::TooLarge);
}

TEST(ReadQuestionnaireTest, AChoiceThatIsAReferenceIsKnownByWhatItNamesWhateverItIsCalled)
{
    const auto form = formFrom(uR"(
        {'linkId':'who','type':'choice','text':'Who','answerOption':[{'valueReference':{'reference':'Patient/1'}},
            {'valueReference':{'reference':'Patient/2','display':'The second'}},
            {'valueReference':{'identifier':{'system':'s','value':'3'}}}]},
        {'linkId':'two','type':'string','text':'Two','enableWhen':[{'question':'who','operator':'=','answerReference':{'reference':'Patient/2'}}]},
        {'linkId':'three','type':'string','text':'Three',
         'enableWhen':[{'question':'who','operator':'=','answerReference':{'identifier':{'system':'s','value':'3'},'display':'Third'}}]},
        {'linkId':'none','type':'string','text':'None','enableWhen':[{'question':'who','operator':'=','answerReference':{'reference':'Patient/9'}}]})"_s);
    EXPECT_TRUE(form.report.isEmpty()) << qPrintable(form.report.first().text);
    const auto open = [&](const QString &answer) {
        QStringList links;
        for (const QString &link : { u"two"_s, u"three"_s, u"none"_s })
            links += isOpen(form, u"{'who':%1}"_s.arg(answer), link) ? QStringList { link } : QStringList {};
        return links;
    };
    EXPECT_EQ(open(u"{'reference':'Patient/1'}"_s), QStringList());
    EXPECT_EQ(open(u"{'reference':'Patient/2'}"_s), QStringList { u"two"_s });
    EXPECT_EQ(open(u"{'reference':'Patient/2','display':'Somebody else'}"_s), QStringList { u"two"_s });
    EXPECT_EQ(open(u"{'system':'s','value':'3'}"_s), QStringList { u"three"_s });
    // Publishing tells them apart, and an answer needs no display to be one of them.
    for (const ImportNote &refusal : publishRefusals(form))
        EXPECT_FALSE(refusal.text.contains(u"the same"_s)) << qPrintable(refusal.text);
    for (const auto &[answer, problems] : { std::pair(u"{'reference':'Patient/2'}"_s, 0), std::pair(u"{'system':'s','value':'3','display':'C'}"_s, 0),
                                            std::pair(u"{'reference':'Patient/9'}"_s, 1), std::pair(u"{'system':'t','value':'3'}"_s, 1) })
        EXPECT_EQ(validate(form, answersFrom(u"{'who':%1}"_s.arg(answer)), ValidateFor::Draft).size(), problems) << qPrintable(answer);
}
