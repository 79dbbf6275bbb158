// XLSForms: what is read becomes a form fit to publish, everything else is refused where its author finds it.
#include "core/forms/enable_when.h"
#include "core/forms/publish.h"
#include "core/forms/xlsform/xlsform_expression.h"
#include "core/forms/xlsform/xlsform_import.h"
#include "tests/support/xlsx_maker.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const Sheet settings = sheetOf(u"settings"_s, u"form_title|form_id|version|default_language\nHome visit|home visit|3|English (en)"_s);
const Sheet choices =
    sheetOf(u"choices"_s, u"list_name|name|label::English (en)|label::Cymraeg (cy)\nyn|y|Yes|Ie\nyn|n|No|Na\nwho|mum|Mother|Mam\nwho|dad|Father|Tad"_s);

const QString goodSurvey = uR"(
type|name|label::English (en)|label::Cymraeg (cy)|hint|required|relevant|constraint|default|readonly|appearance|parameters|sensitive|calculation
begin group|visit|The visit||||||||field-list|||
date|day|Which day?|Pa ddiwrnod?||yes||. >= date('2026-01-01')||||||
select_one yn|seen|Was the child seen?||Alone if you can.|yes|||n||horizontal|||
text|words|Their words|||yes|${seen} = 'y'|string-length(.) <= 200||||| yes|
end group|||||||||||||
begin repeat|person|Who was there?|||||||||||
select_one who or_other|role|Role||||||||minimal|||
integer|age|Age||||${role} != ''|. > 0 and . < 120||||||
end repeat|||||||||||||
select_multiple who|helped|Who helped?||||selected(${seen}, 'y') and not(selected(${helped0}, 'dad'))||mum|||||
select_multiple who|helped0|Who helped before?|||||||||||
decimal|weight|Weight||||${seen}='n' or ${age} >= 18|. >= 0.5 and . <= 99.5||||||
time|at|When?|||||||||||
dateTime|made|Made|||||||||||
note|thanks|Thank you|||||||||||
range|mood|Mood|||||||||start=1 end=5 step=1||
image|photo|Photo|||||||||||
image|sign|Sign here||||||||signature|||
image|map|Mark the map||||||||annotate|||
audio|voice|Voice|||||||||||
file|letter|Letter|||||||||||
acknowledge|ok|I have read this|||||||||||
calculate|again|||||||||||| ${words}
text|why|Why?||||${ok} = 'OK'||||multiline|||
text|post|Postcode|||||regex(., '[A-Z]{2}[0-9]+')||||||
)"_s;

XlsFormImport imported(const QString &survey) { return importXlsForm(Workbook { { sheetOf(u"survey"_s, survey), choices, settings } }); }

std::string said(const QList<XlsFormRefusal> &refusals)
{
    QStringList all;
    for (const XlsFormRefusal &refusal : refusals)
        all.append(u"%1!%2%3 %4"_s.arg(refusal.sheet, refusal.column).arg(refusal.row).arg(refusal.text));
    return all.join(u'\n').toStdString();
}

} // namespace

TEST(XlsFormTest, EverythingOfTheSubsetBecomesAFormFitToPublish)
{
    const auto import = imported(goodSurvey);
    ASSERT_TRUE(import.refusals.isEmpty()) << said(import.refusals);
    const auto form = readQuestionnaire(import.questionnaire);
    ASSERT_TRUE(form) << qPrintable(form.error().detail);
    EXPECT_TRUE(publishRefusals(*form).isEmpty());
    EXPECT_EQ(form->canonical(), u"urn:xlsform:home-visit|3");
    EXPECT_EQ(form->title, u"Home visit");
    const auto typeOf = [&](const QString &name) {
        const FormItem *item = form->find(name);
        return item ? itemTypeName(item->type) : u"none"_s;
    };
    const QList<std::pair<QString, QString>> types { { u"visit"_s, u"group"_s },    { u"day"_s, u"date"_s },         { u"seen"_s, u"choice"_s },
                                                     { u"words"_s, u"string"_s },   { u"person"_s, u"group"_s },     { u"role"_s, u"open-choice"_s },
                                                     { u"age"_s, u"integer"_s },    { u"helped"_s, u"choice"_s },    { u"weight"_s, u"decimal"_s },
                                                     { u"at"_s, u"time"_s },        { u"made"_s, u"dateTime"_s },    { u"thanks"_s, u"display"_s },
                                                     { u"mood"_s, u"integer"_s },   { u"photo"_s, u"attachment"_s }, { u"sign"_s, u"text"_s },
                                                     { u"map"_s, u"attachment"_s }, { u"voice"_s, u"attachment"_s }, { u"letter"_s, u"attachment"_s },
                                                     { u"ok"_s, u"boolean"_s },     { u"again"_s, u"string"_s },     { u"why"_s, u"text"_s },
                                                     { u"post"_s, u"string"_s } };
    for (const auto &[name, type] : types)
        EXPECT_EQ(typeOf(name), type) << qPrintable(name);
    EXPECT_EQ(form->find(u"seen"_s)->help, u"Alone if you can.");
    EXPECT_TRUE(form->find(u"day"_s)->required);
    EXPECT_EQ(form->find(u"day"_s)->minValue, Json(u"2026-01-01"_s));
    EXPECT_EQ(form->find(u"words"_s)->maxLength, 200);
    EXPECT_EQ(form->find(u"words"_s)->sensitivity, u"P3");
    EXPECT_TRUE(form->find(u"person"_s)->repeats);
    EXPECT_EQ(form->find(u"age"_s)->minValue, Json(1));
    EXPECT_EQ(form->find(u"age"_s)->maxValue, Json(119));
    EXPECT_EQ(form->find(u"age"_s)->enableWhen.first().op, EnableOperator::Exists);
    EXPECT_EQ(form->find(u"helped"_s)->enableWhen.size(), 2);
    EXPECT_EQ(form->find(u"helped"_s)->enableBehavior, EnableBehavior::All);
    EXPECT_EQ(form->find(u"weight"_s)->enableBehavior, EnableBehavior::Any);
    EXPECT_EQ(form->find(u"mood"_s)->options.size(), 5);
    EXPECT_TRUE(form->find(u"sign"_s)->signatureRequired);
    EXPECT_EQ(form->find(u"photo"_s)->mimeTypes, QStringList { u"image/*"_s });
    EXPECT_EQ(form->find(u"again"_s)->functions.first().name, u"copy");
    EXPECT_EQ(form->find(u"post"_s)->regex, u"[A-Z]{2}[0-9]+");
    EXPECT_EQ(form->find(u"seen"_s)->initial.size(), 1);
    Answers answers;
    answers.set(u"seen"_s, form->find(u"seen"_s)->options[0].value);
    EXPECT_TRUE(buildFormTree(*form, answers).isEnabled(u"words"_s));
    EXPECT_FALSE(buildFormTree(*form, {}).isEnabled(u"words"_s));
    const auto welsh = readQuestionnaire(import.questionnaire, u"cy"_s);
    EXPECT_EQ(welsh->find(u"day"_s)->text, u"Pa ddiwrnod?");
    EXPECT_EQ(welsh->find(u"seen"_s)->options[0].label, u"Ie");
}

TEST(XlsFormTest, TheSameFormComesOutOfARealFileHoweverItsTextsAreKept)
{
    const QList<Sheet> sheets { sheetOf(u"survey"_s, goodSurvey), choices, settings };
    const auto expected = imported(goodSurvey);
    for (const TextsIn texts : { TextsIn::Cells, TextsIn::SharedStrings }) {
        const auto import = importXlsForm(xlsxOf(sheets, texts));
        ASSERT_TRUE(import) << qPrintable(import.error().detail);
        EXPECT_EQ(import->questionnaire, expected.questionnaire) << said(import->refusals);
    }
}

TEST(XlsFormTest, WhatHasNoLikeIsRefusedBySheetRowAndColumn)
{
    struct Refused {
        QString line;      // row 3 of the survey; columns: type name label relevant constraint required appearance calculation default choice_filter
        QString at;
        QString says;
    };
    const QString head = u"type|name|label|relevant|constraint|required|appearance|calculation|default|choice_filter\ninteger|n|Number|\n"_s;
    const QList<Refused> all {
        { u"geopoint|q|Where?"_s, u"survey!A3"_s, u"\"geopoint\" has no like"_s },
        { u"select_one gone|q|Q"_s, u"survey!A3"_s, u"no list \"gone\""_s },
        { u"text|2q|Q"_s, u"survey!B3"_s, u"begins with a letter"_s },
        { u"text|n|Q"_s, u"survey!B3"_s, u"used twice"_s },
        { u"text|q|"_s, u"survey!C3"_s, u"no label"_s },
        { u"text|q|Q|${n} > 1 and ${n} < 3 or ${n} = 9"_s, u"survey!D3"_s, u"cannot be read"_s },
        { u"text|q|Q|count(${n}) > 1"_s, u"survey!D3"_s, u"cannot be read"_s },
        { u"text|q|Q|${gone} = 'x'"_s, u"survey!D3"_s, u"no question \"gone\""_s },
        { u"text|q|Q|${n} = 'x'"_s, u"survey!D3"_s, u"can never be"_s },
        { u"text|q|Q||. > ${n}"_s, u"survey!E3"_s, u"cannot be read"_s },
        { u"date|q|Q||regex(., 'x')"_s, u"survey!E3"_s, u"cannot be read"_s },
        { u"text|q|Q|||${n} = 1"_s, u"survey!F3"_s, u"yes or no"_s },
        { u"text|q|Q||||signature"_s, u"survey!G3"_s, u"\"signature\" has no like"_s },
        { u"calculate|q||||||${n} + 1"_s, u"survey!H3"_s, u"Only the value of another question"_s },
        { u"integer|q|Q||||||today()"_s, u"survey!I3"_s, u"fixed values"_s },
        { u"text|q|Q|||||||x=1"_s, u"survey!J3"_s, u"\"choice_filter\" has no like"_s },
        { u"begin group|g|G"_s, u"survey!A3"_s, u"never closed"_s },
        { u"end group"_s, u"survey!A3"_s, u"closes nothing"_s },
        { u"text|q|Q|${q} = 'x'"_s, u"survey!3"_s, u"stands inside it"_s },
    };
    for (const Refused &refused : all) {
        const auto import = imported(head + refused.line);
        EXPECT_TRUE(import.questionnaire.isNull()) << qPrintable(refused.line);
        const QString text = QString::fromStdString(said(import.refusals));
        EXPECT_TRUE(text.contains(refused.at) && text.contains(refused.says)) << qPrintable(refused.line) << " gave " << qPrintable(text);
    }
    std::printf("%lld refusals, each by sheet, row and column\n", static_cast<long long>(all.size()));
    EXPECT_TRUE(imported(head + u"text|q|Q|${n} > 1"_s).refusals.isEmpty());   // the frame itself is fine
}

TEST(XlsFormTest, SheetsThatLackSomethingAreRefused)
{
    const Sheet survey = sheetOf(u"survey"_s, u"type|name|label\ntext|q|Q"_s);
    EXPECT_EQ(importXlsForm(Workbook { { choices, settings } }).refusals.first().sheet, u"survey");
    EXPECT_EQ(importXlsForm(Workbook { { survey, choices } }).refusals.first().sheet, u"settings");
    const Sheet twice = sheetOf(u"choices"_s, u"list_name|name|label|filter\na|x|X\na|x|Y\na|z|\na|v|V|only here"_s);
    const auto refusals = importXlsForm(Workbook { { survey, twice, settings } }).refusals;
    ASSERT_EQ(refusals.size(), 3) << said(refusals);
    EXPECT_EQ(refusals[0], (XlsFormRefusal { u"choices"_s, 3, u"B"_s, u"The list \"a\" has the choice \"x\" twice."_s }));
    EXPECT_EQ(refusals[1].row, 4);
    EXPECT_EQ(refusals[2].column, u"D");
}

TEST(XlsFormTest, WhatIsNoSpreadsheetIsRefusedInOneSentence)
{
    const QList<Sheet> sheets { sheetOf(u"survey"_s, goodSurvey), choices, settings };
    const QByteArray good = xlsxOf(sheets);
    const auto refused = [](const QByteArray &file, const QString &says) {
        const auto import = importXlsForm(file);
        ASSERT_FALSE(import);
        EXPECT_TRUE(import.error().detail.contains(says)) << qPrintable(import.error().detail);
        EXPECT_TRUE(import.error().detail.endsWith(u'.'));
    };
    refused({}, u"not a readable .xlsx"_s);   // libzip takes nothing for an archive of nothing
    refused("type,name,label", u"no zip file"_s);
    refused(good.left(good.size() / 2), u"not a readable .xlsx"_s);
    refused(QByteArray(9 * 1024 * 1024, 'x'), u"over 8 MB"_s);
    refused(xlsxOf(sheets, TextsIn::Cells, { { "xl/sharedStrings.xml", QByteArray(64 * 1024 * 1024, ' ') } }), u"too large once unpacked"_s);
    refused(xlsxOf(sheets, TextsIn::Cells, { { "xl/workbook.xml", "<workbook><sheets>" } }), u"is damaged"_s);
    // Entities that would grow without end are never declared, so never expanded.
    const QByteArray bomb = "<!DOCTYPE s [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    EXPECT_TRUE(importXlsForm(xlsxOf(sheets, TextsIn::Cells, { { "xl/sharedStrings.xml", bomb } })));
}

TEST(XlsFormTest, ConditionsAreReadAndNothingElse)
{
    const auto one = parseRelevant(u" ${a} = \"it's\" "_s);
    ASSERT_TRUE(one);
    EXPECT_EQ(one->terms, (QList<RelevantTerm> { { u"a"_s, EnableOperator::Equal, u"it's"_s, true } }));
    EXPECT_EQ(parseRelevant(u"${a} = 'x and y' and ${b}<=3"_s)->terms.size(), 2);
    EXPECT_EQ(parseRelevant(u"selected(${a}, 'x') or selected(${a}, 'y') or ${b} = ''"_s)->behavior, EnableBehavior::Any);
    EXPECT_EQ(parseRelevant(u"not( selected( ${a} , 'x' ) )"_s)->terms.first().op, EnableOperator::NotEqual);
    for (const QString &bad : { u""_s, u"true()"_s, u"(${a} = 'x')"_s, u"${a} = ${b}"_s, u"${a} = 'x"_s, u"${a} > ''"_s, u"not(selected(${a}, 'x')"_s,
                                u"selected(${a}, 'x'))"_s, u"${a} = 'x' and"_s, u"${a} = 'x' and ${b} = 'y' or ${c} = 'z'"_s })
        EXPECT_FALSE(parseRelevant(bad)) << qPrintable(bad);
    const auto bounds = parseConstraint(u". >= 0 and . <= 10"_s, false);
    ASSERT_TRUE(bounds);
    EXPECT_EQ(bounds->minValue + u'-' + bounds->maxValue, u"0-10");
    EXPECT_FALSE(parseConstraint(u". > 0.5"_s, false));
    EXPECT_FALSE(parseConstraint(u". = 1 or . = 2"_s, true));
}
