// What must hold for any form and any answers: what is asked does not depend on who said what first, a completed record
// holds nothing that is not asked, and nothing hostile crashes, hangs or is lost.
#include "core/base/limits.h"
#include "core/forms/answer_key.h"
#include "core/forms/carry_forward.h"
#include "core/forms/judge_response.h"
#include "core/forms/layout.h"
#include "core/forms/product_functions.h"
#include "core/forms/publish.h"
#include "tests/support/foreign_members.h"
#include "tests/support/random_questionnaire.h"
#include "tests/unit/forms/form_builder.h"

#include <QElapsedTimer>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 seeds = 200;

Questionnaire formOf(quint64 seed)
{
    const auto form = readQuestionnaire(randomQuestionnaire(seed));
    EXPECT_TRUE(form);
    return form.valueOr({});
}

QMap<QString, bool> enabledIn(const FormTree &tree)
{
    QMap<QString, bool> enabled;
    for (const FormPlace &place : tree.places)
        enabled.insert(place.key, place.enabled);
    return enabled;
}

QStringList shuffled(QStringList keys, SeededRandom &random)
{
    for (qsizetype at = keys.size() - 1; at > 0; --at)
        keys.swapItemsAt(at, random.below(int(at) + 1));
    return keys;
}

/// A form as JSON text around @p items.
Result<Questionnaire> readForm(const QString &items)
{
    QString text = u"{'resourceType':'Questionnaire','url':'urn:t','version':'1','status':'active','title':'T','item':[%1]}"_s.arg(items);
    const auto json = parseJson(text.replace(u'\'', u'"').toUtf8());
    return json ? readQuestionnaire(*json) : json.error();
}

/// Everything the product does with a form and answers, in milliseconds. For showing; nothing is asserted about it.
double runEverything(const Questionnaire &form, Answers answers)
{
    QElapsedTimer timer;
    timer.start();
    SeededRandom random(1);
    (void)recalculate(form, answers, {});
    const FormTree tree = buildFormTree(form, answers);
    const auto issues = validate(form, answers, tree, ValidateFor::Completion);
    (void)layoutForm(form, tree, answers, issues);
    (void)publishRefusals(form);
    (void)checkPatch(form, answers.fields());
    const auto reading = fromResponse(form, toResponse(form, answers, {}), random);
    EXPECT_TRUE(reading);
    if (reading)
        (void)judgeResponse(form, *reading, ValidateFor::Completion);
    (void)prefilledAnswers(form, {}, random);
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

TEST(PropertyTest, ACompletedRecordHoldsNoAnswerThatIsNotAsked)
{
    qsizetype taken = 0;
    for (quint64 seed = 1; seed <= seeds; ++seed) {
        const auto form = formOf(seed);
        SeededRandom random(seed);
        // Answers to everything that stands anywhere, asked or not, as a draft may hold them.
        Answers answers;
        for (int round = 0; round < 3; ++round) {
            for (const FormPlace &place : buildFormTree(form, answers).places) {
                const FormItem &item = form.items[place.item];
                const bool isQuestion = item.type != ItemType::Group && item.type != ItemType::Display;
                if (answers.contains(place.key))
                    continue;
                if (place.kind == FormPlace::Kind::RowList)
                    answers.addRow(place.key, random);
                else if (isQuestion && item.repeats)
                    answers.addAnswer(place.key, randomAnswer(item, random), random);
                else if (isQuestion && place.kind == FormPlace::Kind::Single)
                    answers.set(place.key, randomAnswer(item, random));
            }
        }
        const Answers completed = withoutDisabled(form, answers);
        taken += answers.fields().size() - completed.fields().size();
        const FormTree after = buildFormTree(form, completed);
        for (auto it = completed.fields().cbegin(); it != completed.fields().cend(); ++it)
            ASSERT_TRUE(after.isEnabled(it.key())) << "seed " << seed << " " << qPrintable(it.key());
        ASSERT_EQ(withoutDisabled(form, completed), completed) << "seed " << seed;
        for (const FormIssue &issue : judgeResponse(form, { completed, {}, {} }, ValidateFor::Completion))
            ASSERT_NE(issue.kind, FormIssue::Kind::NotEnabled) << "seed " << seed << " " << qPrintable(issue.key);
    }
    std::printf("%lld answers that were not asked for taken out of %llu records\n", static_cast<long long>(taken), static_cast<unsigned long long>(seeds));
    EXPECT_GT(taken, 200);   // there was something to take out
}

TEST(PropertyTest, WhatIsAskedDoesNotDependOnTheOrderOfAnswering)
{
    qsizetype compared = 0;
    for (quint64 seed = 1; seed <= seeds; ++seed) {
        const auto form = formOf(seed);
        const Answers answers = randomAnswers(form, seed);
        const auto expected = enabledIn(buildFormTree(form, answers));
        SeededRandom random(seed);
        for (int order = 0; order < 3; ++order) {
            Answers typed;
            for (const QString &key : shuffled(answers.fields().keys(), random)) {
                typed.set(key, answers.value(key));
                (void)buildFormTree(form, typed);   // as a screen does after each
            }
            ASSERT_EQ(enabledIn(buildFormTree(form, typed)), expected) << "seed " << seed;
            compared += expected.size();
        }
        // Something answered and taken back again leaves no trace.
        Answers undone = answers;
        for (const FormItem &item : form.items) {
            const bool isFree = item.type == ItemType::String && item.parent < 0 && !answers.contains(childKey({}, item.linkId));
            if (isFree) {
                undone.set(childKey({}, item.linkId), u"for a moment"_s);
                undone.remove(childKey({}, item.linkId));
            }
        }
        ASSERT_EQ(enabledIn(buildFormTree(form, undone)), expected) << "seed " << seed;
    }
    EXPECT_GT(compared, 10'000);
}

TEST(HostileTest, TenThousandItemsAndDeepNestingAreRefusedInOneSentence)
{
    QStringList items;
    for (int at = 0; at < 10'000; ++at)
        items.append(u"{'linkId':'q%1','type':'string','text':'Q'}"_s.arg(at));
    const auto many = readForm(items.join(u','));
    ASSERT_FALSE(many);
    EXPECT_EQ(many.error().detail, u"The form has more than 5000 items. Split it.");
    const auto nested = [](int levels) {
        QString item = u"{'linkId':'q','type':'string','text':'Q'}"_s;
        for (int at = 1; at < levels; ++at)
            item = u"{'linkId':'g%1','type':'group','text':'G','item':[%2]}"_s.arg(at).arg(item);
        return item;
    };
    const auto deep = readForm(nested(30));
    ASSERT_FALSE(deep);
    EXPECT_TRUE(deep.error().detail.contains(u"24 levels deep")) << qPrintable(deep.error().detail);
    const auto deeper = readForm(nested(5000));   // the JSON itself
    ASSERT_FALSE(deeper);
    EXPECT_TRUE(deeper.error().detail.endsWith(u'.'));
    EXPECT_EQ(deeper.error().detail.count(u'\n'), 0);
}

TEST(HostileTest, TheLargestFormAllowedIsHandledWholeAndItsCostGrowsWithItsSize)
{
    double last = 0;
    for (const int count : { limits::formItemsMax / 4, limits::formItemsMax / 2, limits::formItemsMax }) {
        QStringList items;
        for (int at = 0; at < count; ++at) {
            const QString when = at == 0 ? QString() : u",'enableWhen':[{'question':'q%1','operator':'!=','answerString':'x'}]"_s.arg(at - 1);
            items.append(u"{'linkId':'q%1','type':'string','text':'Q','required':true%2}"_s.arg(at).arg(when));
        }
        const auto form = readForm(items.join(u','));
        ASSERT_TRUE(form);
        Answers answers;
        for (const FormItem &item : form->items)
            answers.set(item.linkId, u"said"_s);
        EXPECT_TRUE(validate(*form, answers, ValidateFor::Completion).isEmpty());
        EXPECT_EQ(validate(*form, {}, ValidateFor::Completion).size(), count);
        const double took = runEverything(*form, answers);
        std::printf("%d items, each waiting for the one before: %.1f ms for everything\n", count, took);
        last = took;
    }
    RecordProperty("milliseconds", static_cast<int>(last));   // printed, never asserted
}

TEST(HostileTest, OneListSharedByEveryItemIsHeldOnce)
{
    QStringList concepts;
    for (int at = 0; at < 4000; ++at)
        concepts.append(u"{'code':'c%1','display':'Choice %1'}"_s.arg(at));
    QStringList items;
    for (int at = 0; at < 3000; ++at)
        items.append(u"{'linkId':'q%1','type':'choice','text':'Q','answerValueSet':'#all'}"_s.arg(at));
    QString text =
        u"{'resourceType':'Questionnaire','url':'urn:t','version':'1','status':'active','title':'T','contained':[{'resourceType':'ValueSet','id':'all','compose':{'include':[{'system':'s','concept':[%1]}]}}],'item':[%2]}"_s
            .arg(concepts.join(u','), items.join(u','));
    const auto form = readQuestionnaire(parseJson(text.replace(u'\'', u'"').toUtf8()).value());
    ASSERT_TRUE(form);
    EXPECT_EQ(form->items[0].options.size(), limits::formOptionsMax);
    EXPECT_EQ(form->items[0].options.constData(), form->items[2999].options.constData());
    EXPECT_EQ(form->report.size(), 3000);   // that the rest was left out
}

TEST(HostileTest, TextsOfAnyKindAreJudgedAndKept)
{
    const auto form = formFrom(u"{'linkId':'s','type':'string','text':'S','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/"
                               u"regex','valueString':'(a+)+b'}]},{'linkId':'t','type':'text','text':'T'},{'linkId':'u','type':'url','text':'U'},"
                               "{'linkId':'c','type':'open-choice','text':'C','answerOption':[{'valueString':'x'}]}"_s);
    const QString hostile[] {
        u"\u202Eevil\u202C \u2066\u2069"_s,
        u"bell\u0007 escape\u001B[31m"_s,
        QString(1024 * 1024, u'a'),
        QString(200'000, QChar(0x0301)),
        u"<script>alert(1)</script>"_s,
        u"'; DROP TABLE answers;--"_s,
        u"nul"_s + QChar(0) + u"here"_s,
        QString(QChar(0xD800)),
        u"%s%n%1%2 \\"_s,
        u"\uFEFF\u200B"_s,
    };
    int kept = 0;
    for (const QString &text : hostile) {
        Answers answers;
        const bool isPaste = text.size() > 100'000;   // four of them would be more than a file may hold
        for (const QString &key : isPaste ? QStringList { u"t"_s } : QStringList { u"s"_s, u"t"_s, u"u"_s, u"c"_s })
            answers.set(key, text);
        for (const FormIssue &issue : validate(form, answers, ValidateFor::Completion)) {
            EXPECT_TRUE(issue.text.endsWith(u'.')) << qPrintable(issue.text);
            EXPECT_LT(issue.text.size(), 200);   // the answer's own words are not in it
        }
        const bool isStorable = !text.contains(QChar(u'\0')) && !text.contains(QChar(0xD800));
        EXPECT_EQ(hasErrors(validate(form, answersFrom(u"{}"_s), ValidateFor::Draft)), false);
        if (!isStorable) {
            EXPECT_TRUE(hasErrors(checkPatch(form, { { u"t"_s, Json(text) } })));
            continue;
        }
        SeededRandom random(1);
        const auto bytes = writeJson(toResponse(form, answers, {}));
        const auto reading = fromResponse(form, parseJson(bytes).value(), random);
        ASSERT_TRUE(reading);
        kept += reading->answers == answers ? 1 : 0;   // even what is refused is kept, to be put right
        const bool isTooLong = text.toUtf8().size() > limits::answerBytesMax;
        EXPECT_EQ(hasErrors(checkPatch(form, { { u"t"_s, Json(text) } })), isTooLong);
    }
    EXPECT_EQ(kept, 8);
}

TEST(HostileTest, AnythingThatIsJsonIsRefusedOrHandled)
{
    int handled = 0;
    for (quint64 seed = 1; seed <= seeds; ++seed) {
        SeededRandom random(seed);
        int added = 0;
        Json form = withForeignMembers(randomQuestionnaire(seed), random, added);
        // Parts of one form where others belong.
        const auto &items = form[u"item"_s].toArray();
        Json::Array mixed = items;
        mixed.append(items[random.below(int(items.size()))]);
        mixed.append(Json(seed % 2 == 0));
        mixed.append(form[u"contained"_s]);
        mixed.append(Json::object({ { u"linkId"_s, Json(7) }, { u"type"_s, Json::array() }, { u"item"_s, u"none"_s } }));
        form.set(u"item"_s, mixed);
        const auto read = readQuestionnaire(form);
        ASSERT_TRUE(read) << "seed " << seed;
        ++handled;
        (void)runEverything(*read, damagedAnswers(*read, seed));
        EXPECT_EQ(read->original, form);
        EXPECT_FALSE(publishRefusals(*read).isEmpty());
    }
    EXPECT_EQ(handled, int(seeds));
}

TEST(HostileTest, ATableOfRowsOverTheBoundIsRefusedAndNothingOfItIsDropped)
{
    const auto form = formFrom(
        u"{'linkId':'a','type':'group','repeats':true,'text':'A','item':[{'linkId':'b','type':'group','repeats':true,'text':'B','item':[{'linkId':'q','type':'string','text':'Q'}]}]}"_s);
    Answers answers;
    SeededRandom random(1);
    QList<AnswerRow> rows;
    for (int at = 0; at < 300; ++at)
        rows.append({ u"r%1"_s.arg(at), u"V"_s + QString::number(at).rightJustified(4, u'0') + u'1', {} });
    answers.set(u"a#"_s, rowsToJson(rows));
    for (const AnswerRow &row : rows)
        answers.set(u"a#%1/b#"_s.arg(row.id), rowsToJson(rows));
    const auto issues = validate(form, answers, ValidateFor::Draft);
    ASSERT_FALSE(issues.isEmpty());
    EXPECT_EQ(issues.first().kind, FormIssue::Kind::TooLarge);
    EXPECT_EQ(withoutDisabled(form, answers), answers);
    const auto reading = fromResponse(form, toResponse(form, answers, {}), random);
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->answers, answers);
}
