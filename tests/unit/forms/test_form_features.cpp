// What an extension or an item control of a form does here; FORMS.md section 9 lists each.
#include "core/forms/answer_value.h"
#include "core/forms/carry_forward.h"
#include "core/forms/form_text.h"
#include "core/forms/layout.h"
#include "core/forms/publish.h"
#include "core/forms/validate.h"
#include "tests/support/random_questionnaire.h"
#include "tests/unit/forms/form_builder.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

QString hl7(const QString &name, const QString &value) { return u"{'url':'http://hl7.org/fhir/StructureDefinition/%1',%2}"_s.arg(name, value); }

QString control(const QString &code)
{
    return hl7(u"questionnaire-itemControl"_s,
               u"'valueCodeableConcept':{'coding':[{'system':'http://hl7.org/fhir/questionnaire-item-control','code':'%1'}]}"_s.arg(code));
}

QString translated(const QString &language, const QString &content)
{
    return hl7(u"translation"_s, u"'extension':[{'url':'lang','valueCode':'%1'},{'url':'content','valueString':'%2'}]"_s.arg(language, content));
}

/// A form of one item that carries @p extensions.
FormItem itemWith(const QString &type, const QString &extensions, const QString &more = {})
{
    return formFrom(u"{'linkId':'q','type':'%1','text':'Q','extension':[%2]%3}"_s.arg(type, extensions, more)).items.first();
}

QStringList kindsOf(const QList<FormIssue> &issues)
{
    QStringList kinds;
    for (const FormIssue &issue : issues)
        kinds.append(issueKindName(issue.kind));
    return kinds;
}

QStringList titlesOf(const Questionnaire &form)
{
    QStringList titles;
    for (const FormSection &section : layoutForm(form, buildFormTree(form, {}), {}).sections)
        titles.append(section.title);
    return titles;
}

Json bilingual()
{
    return jsonFrom(
        u"{'resourceType':'Questionnaire','url':'urn:t','version':'1','status':'active','title':'Visit','_title':{'extension':[%1]},'contained':[{'"
        u"resourceType':'ValueSet','id':'v','compose':{'include':[{'system':'s','concept':["
        "{'code':'g','display':'Green','designation':[{'language':'cy','value':'Gwyrdd'}]}]}]}}],'item':["
        "{'linkId':'q','type':'choice','text':'Was it "
        "warm?','_text':{'extension':[%2,%3]},'answerOption':[{'valueCoding':{'system':'s','code':'y','display':'Yes','_display':{'extension':[%4]}}},"
        "{'valueCoding':{'system':'s','code':'n','display':'No'}}]},{'linkId':'c','type':'choice','text':'Colour','answerValueSet':'#v'}]}"_s.arg(
            translated(u"cy"_s, u"Ymweliad"_s), translated(u"cy-GB"_s, u"Oedd hi yn gynnes?"_s), translated(u"ur"_s, u"گرم؟"_s),
            translated(u"cy"_s, u"Oedd"_s)));
}

} // namespace

TEST(FormFeatureTest, TranslationShowsLabelsAndChoicesInTheLanguageAskedForAndChangesNoAnswer)
{
    const auto english = readQuestionnaire(bilingual()).value();
    const auto welsh = readQuestionnaire(bilingual(), u"cy"_s).value();
    const auto urdu = readQuestionnaire(bilingual(), u"ur-PK"_s).value();
    EXPECT_EQ(english.items[0].text, u"Was it warm?");
    EXPECT_EQ(welsh.title, u"Ymweliad");
    EXPECT_EQ(welsh.items[0].text, u"Oedd hi yn gynnes?");
    EXPECT_EQ(urdu.items[0].text, u"گرم؟");
    EXPECT_EQ(urdu.title, u"Visit");   // not translated: shown as it is, not left out
    EXPECT_EQ(welsh.items[0].options[0].label, u"Oedd");
    EXPECT_EQ(welsh.items[0].options[1].label, u"No");
    EXPECT_EQ(welsh.items[1].options[0].label, u"Gwyrdd");
    EXPECT_EQ(welsh.items[0].options[0].value, english.items[0].options[0].value);
    EXPECT_EQ(welsh.original, english.original);
}

TEST(FormFeatureTest, RenderingMarkdownIsShownAsPlainReadableText)
{
    const QString markdown =
        u"# Before you *start*\n\nAsk for:\n\n- the **child**\n- who else was there\n\n1. first\n2. second\n\nSee [the guide](https://example.org/g) &amp; `T1`, <b>now</b>."_s;
    const QString plain =
        u"Before you start\nAsk for:\n• the child\n• who else was there\n1. first\n2. second\nSee the guide (https://example.org/g) & T1, now."_s;
    EXPECT_EQ(plainFromMarkdown(markdown), plain);
    const auto textOf = [&](const QString &members) {
        Json item = jsonFrom(u"{'linkId':'q','type':'string'}"_s);
        item.set(u"_text"_s,
                 Json::object({ { u"extension"_s,
                                  Json::array({ Json::object({ { u"url"_s, u"http://hl7.org/fhir/StructureDefinition/rendering-markdown"_s },
                                                               { u"valueMarkdown"_s, markdown } }) }) } }));
        if (!members.isEmpty())
            item.set(u"text"_s, members);
        Json form = jsonFrom(u"{'resourceType':'Questionnaire','url':'urn:t','version':'1','status':'active','title':'T'}"_s);
        form.set(u"item"_s, Json::array({ item }));
        return readQuestionnaire(form).value().items.first().text;
    };
    EXPECT_EQ(textOf({}), plain);
    EXPECT_EQ(textOf(markdown), plain);                       // the same words given twice, as many forms do
    EXPECT_EQ(textOf(u"Its own words"_s), u"Its own words");  // FHIR's own plain text stands
    EXPECT_EQ(plainFromMarkdown(u"2 * 3 = 6, a_b_c, 50% off"_s), u"2 * 3 = 6, a_b_c, 50% off");
}

TEST(FormFeatureTest, LabelsLoseTheMarksThatCouldMakeThemReadAsSomethingElse)
{
    Json form =
        jsonFrom(u"{'resourceType':'Questionnaire','url':'urn:t','version':'1','status':'active','title':'T','item':[{'linkId':'q','type':'string'}]}"_s);
    Json item = form[u"item"_s].toArray().first();
    item.set(u"text"_s, u"Seen \u202Eenola\u202C?\u0007 دار\nnext"_s);
    form.set(u"item"_s, Json::array({ item }));
    const auto read = readQuestionnaire(form).value();
    EXPECT_EQ(read.items.first().text, u"Seen enola? دار\nnext");
    EXPECT_EQ(read.report.size(), 1);
    EXPECT_EQ(read.original, form);
    const QString said = validate(read, answersFrom(u"{'q':3}"_s), ValidateFor::Draft).first().text;
    EXPECT_FALSE(said.contains(QChar(0x202E)));
}

TEST(FormFeatureTest, ASliderOverFewWholeNumbersIsTheChoiceOfOneOfThem)
{
    const QString bounds = hl7(u"minValue"_s, u"'valueInteger':0"_s) + u',' + hl7(u"maxValue"_s, u"'valueInteger':%1"_s);
    const auto ten = itemWith(u"integer"_s, control(u"slider"_s) + u',' + bounds.arg(10));
    ASSERT_EQ(ten.options.size(), 11);
    EXPECT_EQ(ten.options.last().value, Json(10));
    EXPECT_EQ(ten.options.last().label, u"10");
    EXPECT_EQ(ten.orientation, ChoiceOrientation::Horizontal);
    EXPECT_EQ(ten.type, ItemType::Integer);
    const auto byTwenty =
        itemWith(u"integer"_s, control(u"slider"_s) + u',' + hl7(u"questionnaire-sliderStepValue"_s, u"'valueInteger':20"_s) + u',' + bounds.arg(100));
    EXPECT_EQ(byTwenty.options.size(), 6);
    const auto hundred = itemWith(u"integer"_s, control(u"slider"_s) + u',' + bounds.arg(100));
    EXPECT_TRUE(hundred.options.isEmpty());   // a number to type, with its bounds
    EXPECT_EQ(hundred.maxValue, Json(100));
    const auto plain = itemWith(u"integer"_s, bounds.arg(10));
    EXPECT_TRUE(plain.options.isEmpty());
}

TEST(FormFeatureTest, PagesAndTabsBecomePagesAndATableItsRows)
{
    const QString page = u"{'linkId':'%1','type':'group','text':'%2','extension':[%3],'item':[{'linkId':'%1q','type':'string','text':'Q'}]}"_s;
    const auto pages = formFrom(u"{'linkId':'w','type':'group','text':'Whole','item':[%1,%2]},%3"_s.arg(
        page.arg(u"a"_s, u"First"_s, control(u"page"_s)), page.arg(u"b"_s, u"Second"_s, control(u"page"_s)), page.arg(u"c"_s, u"Third"_s, u""_s)));
    EXPECT_EQ(titlesOf(pages), (QStringList { u"First"_s, u"Second"_s, u"Third"_s }));
    const auto tabs =
        formFrom(u"{'linkId':'w','type':'group','text':'Whole','extension':[%1],'item':[%2,{'linkId':'loose','type':'string','text':'L'},%3]}"_s.arg(
            control(u"tab-container"_s), page.arg(u"a"_s, u"One"_s, u""_s), page.arg(u"b"_s, u"Two"_s, u""_s)));
    EXPECT_EQ(titlesOf(tabs), (QStringList { u"One"_s, u"Whole"_s, u"Two"_s }));
    const auto layout = layoutForm(tabs, buildFormTree(tabs, {}), {});
    EXPECT_EQ(layout.sectionOf(tabs, u"bq"_s), 2);
    EXPECT_EQ(layout.enabledCount, 3);
    for (const QString &code : { u"table"_s, u"gtable"_s, u"grid"_s }) {
        const auto table = formFrom(
            u"{'linkId':'t','type':'group','repeats':true,'text':'Table','extension':[%1],'item':[{'linkId':'cell','type':'string','text':'Cell'}]}"_s.arg(
                control(code)));
        const auto tree = buildFormTree(table, answersFrom(u"{'t#':[{'id':'r','at':'V'}]}"_s));
        EXPECT_TRUE(tree.isEnabled(u"t#r/cell"_s)) << qPrintable(code);
        EXPECT_EQ(titlesOf(table), QStringList { u"Table"_s });
    }
}

TEST(FormFeatureTest, EveryItemControlIsReadOrLeavesTheItemAsItsTypeHasIt)
{
    const QList<std::pair<QString, ItemControl>> known {
        { u"radio-button"_s, ItemControl::RadioButton },
        { u"check-box"_s, ItemControl::CheckBox },
        { u"drop-down"_s, ItemControl::DropDown },
        { u"autocomplete"_s, ItemControl::Autocomplete },
        { u"slider"_s, ItemControl::Slider },
        { u"page"_s, ItemControl::Page },
        { u"tab-container"_s, ItemControl::TabContainer },
        { u"table"_s, ItemControl::Table },
        { u"gtable"_s, ItemControl::GroupTable },
        { u"spinner"_s, ItemControl::None },
    };
    for (const auto &[code, expected] : known)
        EXPECT_EQ(itemWith(u"integer"_s, control(code)).control, expected) << qPrintable(code);
    const auto horizontal = itemWith(u"integer"_s, hl7(u"questionnaire-choiceOrientation"_s, u"'valueCode':'horizontal'"_s));
    EXPECT_EQ(horizontal.orientation, ChoiceOrientation::Horizontal);
}

TEST(FormFeatureTest, AnExclusiveOptionStandsAloneAndAPrefixIsKept)
{
    const auto form = formFrom(
        u"{'linkId':'q','type':'choice','repeats':true,'text':'Q','answerOption':[{'valueCoding':{'system':'s','code':'a','display':'A'},'extension':[%1]},"
        "{'valueCoding':{'system':'s','code':'none','display':'None'},'extension':[%2]}]}"_s.arg(
            hl7(u"questionnaire-optionPrefix"_s, u"'valueString':'a)'"_s), hl7(u"questionnaire-optionExclusive"_s, u"'valueBoolean':true"_s)));
    EXPECT_EQ(form.items[0].options[0].prefix, u"a)");
    const QString both =
        u"{'q':[{'id':'r1','at':'V','v':{'system':'s','code':'a','display':'A'}},{'id':'r2','at':'W','v':{'system':'s','code':'none','display':'%1'}}]}"_s;
    EXPECT_EQ(kindsOf(validate(form, answersFrom(both.arg(u"None"_s)), ValidateFor::Draft)), QStringList { u"rule"_s });
    EXPECT_EQ(kindsOf(validate(form, answersFrom(both.arg(u"Nothing"_s)), ValidateFor::Draft)), QStringList { u"rule"_s });   // by code, not by words
}

TEST(FormFeatureTest, OccurrencesAreCountedForAnswersAndRows)
{
    const QString bounds = hl7(u"questionnaire-minOccurs"_s, u"'valueInteger':2"_s) + u',' + hl7(u"questionnaire-maxOccurs"_s, u"'valueInteger':3"_s);
    const auto form = formFrom(u"{'linkId':'q','type':'integer','repeats':true,'required':true,'text':'Q','extension':[%1]}"_s.arg(bounds));
    const auto kinds = [&](int count) {
        Answers answers;
        SeededRandom random(1);
        for (int at = 0; at < count; ++at)
            answers.addAnswer(u"q"_s, at, random);
        return kindsOf(validate(form, answers, ValidateFor::Completion));
    };
    EXPECT_EQ(kinds(0), QStringList { u"required"_s });
    EXPECT_EQ(kinds(1), QStringList { u"too-few"_s });
    EXPECT_EQ(kinds(2), QStringList {});
    EXPECT_EQ(kinds(3), QStringList {});
    EXPECT_EQ(kinds(4), QStringList { u"too-many"_s });
}

TEST(FormFeatureTest, FilesAreBoundedByKindAndBySizeInMegabytesOrBytes)
{
    const auto issuesOf = [](const QString &extensions, const QString &mime, qint64 bytes) {
        return kindsOf(checkAnswer(itemWith(u"attachment"_s, extensions), u"q"_s, attachmentAnswer(QString(64, u'a'), mime, bytes, u"f"_s)));
    };
    const QString fiveMegabytes = hl7(u"maxSize"_s, u"'valueDecimal':5"_s);
    EXPECT_EQ(issuesOf(fiveMegabytes, u"image/png"_s, 5 * 1024 * 1024), QStringList {});
    EXPECT_EQ(issuesOf(fiveMegabytes, u"image/png"_s, 5 * 1024 * 1024 + 1), QStringList { u"file-not-allowed"_s });
    const QString bytes = hl7(u"maxSize"_s, u"'valueDecimal':2048"_s);
    EXPECT_EQ(issuesOf(bytes, u"image/png"_s, 2048), QStringList {});
    EXPECT_EQ(issuesOf(bytes, u"image/png"_s, 2049), QStringList { u"file-not-allowed"_s });
    EXPECT_EQ(issuesOf(hl7(u"maxSize"_s, u"'valueDecimal':0.5"_s), u"image/png"_s, 600'000), QStringList { u"file-not-allowed"_s });
    const QString pictures = hl7(u"mimeType"_s, u"'valueCode':'image/*'"_s) + u',' + hl7(u"mimeType"_s, u"'valueCode':'application/pdf'"_s);
    EXPECT_EQ(issuesOf(pictures, u"image/webp"_s, 1), QStringList {});
    EXPECT_EQ(issuesOf(pictures, u"application/pdf"_s, 1), QStringList {});
    EXPECT_EQ(issuesOf(pictures, u"imagery/x"_s, 1), QStringList { u"file-not-allowed"_s });
}

TEST(FormFeatureTest, EntryFormatIsThePromptAndSaysHowToWriteIt)
{
    const QString asked = hl7(u"entryFormat"_s, u"'valueString':'AB12 3CD'"_s) + u',' + hl7(u"regex"_s, u"'valueString':'[A-Z]{2}[0-9]{2} [0-9][A-Z]{2}'"_s);
    const auto item = itemWith(u"string"_s, asked);
    EXPECT_EQ(item.prompt, u"AB12 3CD");
    const auto issues = checkAnswer(item, u"q"_s, Json(u"somewhere"_s));
    ASSERT_EQ(issues.size(), 1);
    EXPECT_TRUE(issues.first().text.contains(u"AB12 3CD"));
    EXPECT_TRUE(checkAnswer(item, u"q"_s, Json(u"HD1 2TA"_s)).size() == 1 && checkAnswer(item, u"q"_s, Json(u"HD12 2TA"_s)).isEmpty());
}

TEST(FormFeatureTest, AUnitStandsBesideItsNumber)
{
    EXPECT_EQ(
        itemWith(u"decimal"_s, hl7(u"questionnaire-unit"_s, u"'valueCoding':{'system':'http://unitsofmeasure.org','code':'min','display':'minutes'}"_s)).unit,
        u"minutes");
}

TEST(FormFeatureTest, ASignatureIsAskedOfAQuestionAndRefusedOfAGroup)
{
    const QString sign = hl7(u"questionnaire-signatureRequired"_s, u"'valueCodeableConcept':{'coding':[{'code':'1.2.840.10065.1.12.1.1'}]}"_s);
    EXPECT_TRUE(itemWith(u"text"_s, sign).signatureRequired);
    const auto group = formFrom(u"{'linkId':'g','type':'group','text':'G','extension':[%1],'item':[{'linkId':'q','type':'string','text':'Q'}]}"_s.arg(sign));
    ASSERT_EQ(group.report.size(), 1);
    EXPECT_EQ(group.report.first().linkId, u"g");
}

TEST(FormFeatureTest, AListOfTheHubIsChosenFromAndAListElsewhereIsReported)
{
    const auto form = formFrom(
        u"{'linkId':'a','type':'choice','text':'A','answerValueSet':'urn:sightline:list:settings'},{'linkId':'b','type':'choice','text':'B','answerValueSet':'http://hl7.org/fhir/ValueSet/yesnodontknow'}"_s);
    EXPECT_EQ(form.find(u"a"_s)->optionList, u"urn:sightline:list:settings");
    EXPECT_TRUE(checkAnswer(*form.find(u"a"_s), u"a"_s, codingAnswer(u"urn:sightline:list:settings"_s, u"x"_s, u"X"_s)).isEmpty());
    ASSERT_EQ(form.report.size(), 1);
    EXPECT_EQ(form.report.first().linkId, u"b");
}

TEST(FormFeatureTest, InitialValuesAreTheFirstAnswers)
{
    const auto form = formFrom(u"{'linkId':'n','type':'integer','text':'N','initial':[{'valueInteger':3}]},{'linkId':'s','type':'open-choice','repeats':true,'"
                               u"text':'S','initial':[{'valueString':'x'},{'valueString':'y'}]},"
                               "{'linkId':'bad','type':'integer','text':'B','initial':[{'valueString':'three'}]}"_s);
    SeededRandom random(1);
    const auto answers = prefilledAnswers(form, {}, random);
    EXPECT_EQ(answers.value(u"n"_s), Json(3));
    EXPECT_EQ(answers.given(u"s"_s).size(), 2);
    EXPECT_FALSE(answers.contains(u"bad"_s));
    ASSERT_EQ(form.report.size(), 1);
    EXPECT_EQ(form.report.first().linkId, u"bad");
}

namespace {

QString carry(const QString &from) { return u"'extension':[{'url':'urn:sightline:ext:carry-forward','valueString':'%1'}]"_s.arg(from); }

/// Last time's actions, read only but for where they are now; a plan that may be changed; and when it was.
Questionnaire formThatLooksBack()
{
    return formFrom(u"{'linkId':'who','type':'string','text':'Who'},"
                    "{'linkId':'last','type':'group','text':'Last','repeats':true,'readOnly':true,%1,'item':["
                    "{'linkId':'last.action','type':'string','text':'Action','readOnly':true,%2},{'linkId':'last.now','type':'string','text':'Now'}]},"
                    "{'linkId':'plan','type':'group','text':'Plan','repeats':true,%3,'item':[{'linkId':'plan.goal','type':'string','text':'Goal',%4}]},"
                    "{'linkId':'met','type':'date','text':'Last time','readOnly':true,%5}"_s.arg(carry(u"previous/acts"_s), carry(u"previous/acts.action"_s),
                                                                                                 carry(u"previous/plan"_s), carry(u"previous/plan.goal"_s),
                                                                                                 carry(u"previous/on"_s)));
}

Answers lastOf(const QString &action, const QString &goal)
{
    return answersFrom(
        u"{'on':'2026-11-01','acts#':[{'id':'r1','at':'V'}],'acts#r1/acts.action':'%1','plan#':[{'id':'r2','at':'V'}],'plan#r2/plan.goal':'%2'}"_s.arg(action,
                                                                                                                                                       goal));
}

QStringList saidIn(const Answers &answers, const QString &list, const QString &question)
{
    QStringList said;
    for (const AnswerRow &row : answers.rows(list + u'#'))
        said.append(answers.value(list + u'#' + row.id + u'/' + question).toString());
    return said;
}

} // namespace

TEST(FormFeatureTest, WhatIsCarriedComesWhenItIsKnownWhomItIsAboutAndGoesWithAnotherPerson)
{
    const auto form = formThatLooksBack();
    SeededRandom random(1);
    FormContext context;
    WrittenAside aside;
    Answers answers = prefilledAnswers(form, context, random);
    EXPECT_FALSE(carryLast(form, answers, std::nullopt, context, random, aside)) << "nobody is named yet";

    context.previous = lastOf(u"Ring the school"_s, u"A calm bedtime"_s);
    EXPECT_TRUE(carryLast(form, answers, std::nullopt, context, random, aside));
    EXPECT_EQ(saidIn(answers, u"last"_s, u"last.action"_s), QStringList { u"Ring the school"_s });
    EXPECT_EQ(saidIn(answers, u"plan"_s, u"plan.goal"_s), QStringList { u"A calm bedtime"_s });
    EXPECT_EQ(answers.value(u"met"_s), Json(u"2026-11-01"_s));

    answers.set(u"last#"_s + answers.rows(u"last#"_s).first().id + u"/last.now"_s, u"Done"_s);
    const Answers written = answers;
    EXPECT_FALSE(carryLast(form, answers, context.previous, context, random, aside)) << "the same record again";
    EXPECT_EQ(answers, written) << "what was written beside it stays";

    const auto first = context.previous;
    context.previous = lastOf(u"Order the bed"_s, u"Sleep"_s);
    EXPECT_TRUE(carryLast(form, answers, first, context, random, aside));
    EXPECT_EQ(saidIn(answers, u"last"_s, u"last.action"_s), QStringList { u"Order the bed"_s }) << "another person's are not left standing";
    EXPECT_EQ(saidIn(answers, u"plan"_s, u"plan.goal"_s), QStringList { u"Sleep"_s });

    const auto other = context.previous;
    context.previous = first;
    carryLast(form, answers, other, context, random, aside);
    EXPECT_EQ(saidIn(answers, u"last"_s, u"last.now"_s), QStringList { u"Done"_s }) << "what was written beside the first one's is there again";
    context.previous = other;
    carryLast(form, answers, first, context, random, aside);

    answers.set(u"plan#"_s + answers.rows(u"plan#"_s).first().id + u"/plan.goal"_s, u"Sleep by eight"_s);
    const auto second = context.previous;
    context.previous.reset();
    carryLast(form, answers, second, context, random, aside);
    EXPECT_TRUE(answers.rows(u"last#"_s).isEmpty());
    EXPECT_FALSE(answers.contains(u"met"_s));
    EXPECT_EQ(saidIn(answers, u"plan"_s, u"plan.goal"_s), QStringList { u"Sleep by eight"_s }) << "somebody's own words are not exchanged";
}

TEST(FormFeatureTest, DisplayCategorySupportLinkAndHiddenAreRead)
{
    const auto item = itemWith(u"display"_s,
                               hl7(u"questionnaire-displayCategory"_s, u"'valueCodeableConcept':{'coding':[{'code':'security'}]}"_s) + u','
                                   + hl7(u"questionnaire-supportLink"_s, u"'valueUri':'https://example.org/help'"_s));
    EXPECT_EQ(item.displayCategory, u"security");
    EXPECT_EQ(item.supportLink, u"https://example.org/help");
    const auto form = formFrom(u"{'linkId':'h','type':'string','required':true,'text':'H','extension':[%1]},{'linkId':'q','type':'string','text':'Q'}"_s.arg(
        hl7(u"questionnaire-hidden"_s, u"'valueBoolean':true"_s)));
    EXPECT_TRUE(form.items[0].hidden);
    EXPECT_TRUE(validate(form, {}, ValidateFor::Completion).isEmpty());   // nobody could answer it
}

TEST(FormFeatureTest, R5sWordForAChoiceIsUnderstoodAndReported)
{
    const QString option = u"'answerOption':[{'valueCoding':{'system':'s','code':'a','display':'A'}}]"_s;
    const auto form = formFrom(
        u"{'linkId':'c','type':'coding','text':'C',%1},{'linkId':'o','type':'coding','answerConstraint':'optionsOrString','text':'O',%1}"_s.arg(option));
    EXPECT_EQ(form.items[0].type, ItemType::Choice);
    EXPECT_EQ(form.items[1].type, ItemType::OpenChoice);
    EXPECT_EQ(form.report.size(), 2);
}
