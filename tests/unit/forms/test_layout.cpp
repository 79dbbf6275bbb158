#include "core/forms/layout.h"
#include "core/forms/validate.h"
#include "tests/unit/forms/form_builder.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

Questionnaire threePages()
{
    return formFrom(
        u"{'linkId':'a','type':'group','text':'First','item':[{'linkId':'a1','type':'boolean','text':'A1'},{'linkId':'a2','type':'string','text':'A2','"
        u"required':true}]},"
        "{'linkId':'l1','type':'string','text':'Loose'},{'linkId':'l2','type':'string','text':'Loose too'},"
        "{'linkId':'b','type':'group','text':'Second','enableWhen':[{'question':'a1','operator':'=','answerBoolean':true}],'item':[{'linkId':'b1','type':'"
        "string','text':'B1'}]},"
        "{'linkId':'c','type':'group','repeats':true,'text':'Child','item':[{'linkId':'c1','type':'string','text':'Name'},{'linkId':'c2','type':'integer','"
        "text':'Age'}]},"
        "{'linkId':'m','type':'group','text':'Manager','extension':[{'url':'urn:sightline:ext:completed-by-role','valueCode':'manager'}],'item':[{'linkId':'m1','type':'string','text':'M1'}]}"_s);
}

FormLayout layoutOf(const Questionnaire &form, const QString &text, const QString &role = {})
{
    const Answers answers = answersFrom(text);
    const FormTree tree = buildFormTree(form, answers);
    return layoutForm(form, tree, answers, validate(form, answers, tree, ValidateFor::Completion, {}, role), role);
}

/// A sensitive entry that may be called by each kind of answer: a typed name, the form's own choice, an open choice, a person.
Questionnaire namedEntries()
{
    return formFrom(uR"(
        {'linkId':'e','type':'group','text':'Entry','repeats':true,
         'extension':[{'url':'urn:sightline:ext:sensitivity','valueCode':'P3'}],'item':[
            {'linkId':'who','type':'open-choice','text':'Child or adult','answerValueSet':'urn:sightline:list:children'},
            {'linkId':'kin','type':'choice','text':'Kin','answerOption':[{'valueCoding':{'system':'s','code':'p','display':'Own parent'}}]},
            {'linkId':'staff','type':'reference','text':'Staff',
             'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource','valueCode':'Practitioner'}]},
            {'linkId':'said','type':'string','text':'Said'}]})"_s);
}

QString asInitials(const QString &fields)
{
    const auto form = namedEntries();
    const Answers answers = answersFrom(u"{'e#':[{'id':'r','at':'V'}],%1}"_s.arg(fields));
    return rowTitle(form, buildFormTree(form, answers), answers, u"e#r"_s, Names::AsInitials);
}

TEST(LayoutTest, HidesEveryNameThatWasTypedOrPickedAndKeepsTheFormsOwnWords)
{
    EXPECT_EQ(asInitials(u"'e#r/who':'Amelia Rose Brown'"_s), u"A.R.B.");
    EXPECT_EQ(asInitials(u"'e#r/who':{'system':'urn:sightline:list:children','code':'x','display':'Amelia Brown'}"_s), u"A.B.");
    EXPECT_EQ(asInitials(u"'e#r/who':'10 345'"_s), u"10 345") << "a system number names nobody";
    EXPECT_EQ(asInitials(u"'e#r/kin':{'system':'s','code':'p','display':'Own parent'},'e#r/said':'Amelia was there'"_s), u"Own parent · A.W.T.");
    EXPECT_EQ(asInitials(u"'e#r/staff':{'value':'p1','display':'Team Manager','type':'Practitioner'}"_s), u"Team Manager");
    EXPECT_EQ(asInitials(u"'e#r/said':'AB'"_s), u"AB") << "initials are what is asked for";
    EXPECT_EQ(asInitials(u"'e#r/said':'Jo'"_s), u"J.");
    EXPECT_EQ(asInitials(u"'e#r/who':'—'"_s), u"Entry 1") << "nothing of it can be shown";
}

TEST(LayoutTest, SaysWhichAnswersARowIsCalledBySoThatTheirFieldsAreHiddenToo)
{
    const auto form = namedEntries();
    const Answers answers = answersFrom(u"{'e#':[{'id':'r','at':'V'}],'e#r/who':'Amelia Brown','e#r/kin':{'system':'s','code':'p','display':'Own parent'}}"_s);
    const auto names = rowNames(form, buildFormTree(form, answers), answers, u"e#r"_s);
    const QList<RowName> expected { { u"e#r/who"_s, u"Amelia Brown"_s, u"A.B."_s }, { u"e#r/kin"_s, u"Own parent"_s, u"Own parent"_s } };
    EXPECT_EQ(names, expected);
    EXPECT_TRUE(rowNames(form, buildFormTree(form, answers), answers, u"nowhere"_s).isEmpty());
}

} // namespace

TEST(LayoutTest, MakesAPageOfEachTopGroupAndOfLooseQuestions)
{
    const auto layout = layoutOf(threePages(), u"{'a1':true}"_s);
    ASSERT_EQ(layout.sections.size(), 4);
    EXPECT_EQ(layout.sections[0].title, u"First");
    EXPECT_EQ(layout.sections[1].items.size(), 2);
    EXPECT_EQ(layout.sections[2].title, u"Second");
    EXPECT_EQ(layout.enabledCount, 4);
    EXPECT_EQ(layout.sections[3].number, 4);
}

TEST(LayoutTest, NumbersOnlyPagesThatAreShown)
{
    const auto layout = layoutOf(threePages(), u"{}"_s);
    EXPECT_FALSE(layout.sections[2].enabled);
    EXPECT_EQ(layout.sections[2].number, 0);
    EXPECT_EQ(layout.sections[3].number, 3);
    EXPECT_EQ(layout.enabledCount, 3);
}

TEST(LayoutTest, SkipsAPageOnWhichNothingIsAskedNow)
{
    const auto read = readQuestionnaire(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:skip","version":"1","status":"active","title":"T","item":[
      {"linkId":"a","type":"group","text":"First","item":[{"linkId":"a1","type":"boolean","text":"A"}]},
      {"linkId":"b","type":"group","text":"Second","item":[{"linkId":"b1","type":"group","text":"Inner","item":[
        {"linkId":"b2","type":"string","text":"B","enableWhen":[{"question":"a1","operator":"=","answerBoolean":true}]}]}]},
      {"linkId":"c","type":"group","text":"Third","item":[{"linkId":"c1","type":"string","text":"C"}]}]})"));
    ASSERT_TRUE(read);
    Answers answers;
    const auto pages = [&] { return layoutForm(*read, buildFormTree(*read, answers), answers).enabledCount; };
    EXPECT_EQ(pages(), 2);
    answers.set(u"a1"_s, true);
    EXPECT_EQ(pages(), 3);
}

TEST(LayoutTest, CountsAnswersAndProblemsOfEachPage)
{
    const auto layout = layoutOf(threePages(), u"{'a1':true,'c#':[{'id':'r1','at':'V'}],'c#r1/c1':'Ann','c#r1/c2':'old'}"_s);
    EXPECT_EQ(layout.sections[0].answered, 1);
    EXPECT_EQ(layout.sections[0].problems, 1);
    EXPECT_EQ(layout.sections[3].answered, 2);
    EXPECT_EQ(layout.sections[3].problems, 1);
    EXPECT_EQ(layout.sectionOf(threePages(), u"c#r1/c2"_s), 3);
    EXPECT_EQ(layout.sectionOf(threePages(), u"l2"_s), 1);
    EXPECT_EQ(layout.sectionOf(threePages(), u"nowhere"_s), -1);
}

TEST(LayoutTest, ShowsALaterHandItsOwnPages)
{
    const auto layout = layoutOf(threePages(), u"{}"_s, u"manager"_s);
    ASSERT_EQ(layout.sections.size(), 1);
    EXPECT_EQ(layout.sections[0].title, u"Manager");
    EXPECT_EQ(layout.sections[0].number, 1);
}

TEST(LayoutTest, NamesARowByItsFirstAnswersOrByItsNumber)
{
    const auto form = threePages();
    const Answers answers = answersFrom(u"{'c#':[{'id':'r1','at':'V'},{'id':'r2','at':'W'}],'c#r1/c1':'Ann'}"_s);
    const FormTree tree = buildFormTree(form, answers);
    EXPECT_EQ(rowTitle(form, tree, answers, u"c#r1"_s), u"Ann");
    EXPECT_EQ(rowTitle(form, tree, answers, u"c#r2"_s), u"Child 2");
}
