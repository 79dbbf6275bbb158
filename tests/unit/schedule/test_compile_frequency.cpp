#include "core/base/limits.h"
#include "core/packs/framework/framework_pack.h"
#include "core/schedule/compile_frequency.h"
#include "core/schedule/framework_json.h"
#include "core/schedule/say_rule.h"

#include <gtest/gtest.h>

#include <iostream>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const Vocabulary &vocabulary()
{
    static const Vocabulary words = builtInTables()->vocabulary;
    return words;
}

CompiledFrequency compiled(const QString &cell, const QString &what = u"Case file audit"_s) { return compileFrequency(cell, what, vocabulary()); }

/// The rules without their sources, as canonical JSON.
QString rulesOf(const QString &cell, const QString &what = u"Case file audit"_s)
{
    QStringList rules;
    for (const Rule &rule : compiled(cell, what).rules) {
        Json json = ruleToJson(rule);
        json.remove(u"source"_s);
        rules.append(QString::fromUtf8(writeJson(json)));
    }
    return rules.join(u' ');
}

struct Phrase {
    QStringView text;
    QStringView rules;
};

} // namespace

/// None of these stands in the built-in document; the grammar has to understand them by its rules.
TEST(CompileFrequencyTest, UnderstandsPhrasesItHasNotSeen)
{
    const Phrase phrases[] = {
        { u"5 x year", uR"({"kind":"quota","max":5,"min":5,"per":"year"})" },
        { u"every 3 weeks", uR"({"every":{"n":3,"unit":"week"},"kind":"periodic"})" },
        { u"min 3 per quarter", uR"({"kind":"quota","min":3,"per":"quarter"})" },
        { u"Min. 4 per term", uR"({"kind":"quota","min":4,"per":"term"})" },
        { u"fortnightly (alternate A and B)", uR"({"alternation":["A","B"],"every":{"n":2,"unit":"week"},"kind":"periodic"})" },
        { u"Weekly, alternating between Practice and Performance meetings",
          uR"({"alternation":["Practice","Performance"],"every":{"n":1,"unit":"week"},"kind":"periodic"})" },
        { u"twice a term", uR"({"kind":"quota","max":2,"min":2,"per":"term"})" },
        { u"no less than four times a year", uR"({"kind":"quota","min":4,"per":"year"})" },
        { u"between 2 and 4 per month", uR"({"kind":"quota","max":4,"min":2,"per":"month"})" },
        { u"2-4 audits per month", uR"({"kind":"quota","max":4,"min":2,"per":"month"})" },
        { u"annually in March", uR"({"every":{"n":1,"unit":"year"},"kind":"periodic","season":"March"})" },
        { u"every other Tuesday", uR"({"condition":"on a Tuesday","every":{"n":2,"unit":"week"},"kind":"periodic"})" },
        { u"Every Monday", uR"({"condition":"on a Monday","every":{"n":1,"unit":"week"},"kind":"periodic"})" },
        { u"First Friday of each month", uR"({"condition":"on the first Friday","every":{"n":1,"unit":"month"},"kind":"periodic"})" },
        { u"Once every two months", uR"({"every":{"n":2,"unit":"month"},"kind":"periodic"})" },
        { u"once a month", uR"({"every":{"n":1,"unit":"month"},"kind":"periodic"})" },
        { u"4 to 6 weekly", uR"({"every":{"n":4,"n_max":6,"unit":"week"},"kind":"periodic"})" },
        { u"six-weekly", uR"({"every":{"n":6,"unit":"week"},"kind":"periodic"})" },
        { u"Every 6-8 weeks", uR"({"every":{"n":6,"n_max":8,"unit":"week"},"kind":"periodic"})" },
        { u"half-yearly", uR"({"every":{"n":6,"unit":"month"},"kind":"periodic"})" },
        { u"half termly", uR"({"kind":"quota","max":2,"min":2,"per":"term"})" },
        { u"Each academic year", uR"({"every":{"n":1,"unit":"year"},"kind":"periodic","year":"academic"})" },
        { u"daily", uR"({"every":{"n":1,"unit":"day"},"kind":"periodic"})" },
        { u"up to 3 visits a year", uR"({"kind":"quota","max":3,"per":"year"})" },
        { u"no more than once a week", uR"({"condition":"maximum","every":{"n":1,"unit":"week"},"kind":"periodic","max":1,"per":"week"})" },
        { u"At least monthly", uR"({"condition":"minimum","every":{"n":1,"unit":"month"},"kind":"periodic","min":1,"per":"month"})" },
        { u"Monthly or more often if needed",
          uR"({"condition":"more often if needed","every":{"n":1,"unit":"month"},"kind":"periodic","min":1,"per":"month"})" },
        { u"3 schools per half term", uR"({"kind":"quota","max":6,"min":6,"per":"term","per_subject":"school","subject_mode":"distinct"})" },
        { u"4 different teams a year", uR"({"kind":"quota","max":4,"min":4,"per":"year","per_subject":"team","subject_mode":"distinct"})" },
        { u"2 per worker per year", uR"({"kind":"quota","max":2,"min":2,"per":"year","per_subject":"worker","subject_mode":"each"})" },
        { u"Twice yearly for each team", uR"({"kind":"quota","max":2,"min":2,"per":"year","per_subject":"team","subject_mode":"each"})" },
        { u"4/year", uR"({"kind":"quota","max":4,"min":4,"per":"year"})" },
        { u"12+ per annum", uR"({"kind":"quota","min":12,"per":"year"})" },
        { u"Meetings are held quarterly", uR"({"every":{"n":1,"unit":"quarter"},"kind":"periodic"})" },
        { u"Monthly, by the 15th of each month", uR"({"day_of_month":15,"every":{"n":1,"unit":"month"},"kind":"periodic"})" },
        { u"Yearly, starting in September", uR"({"every":{"n":1,"unit":"year"},"kind":"periodic","opens":{"month":9}})" },
        { u"every summer term", uR"({"every":{"n":1,"unit":"year"},"kind":"periodic","season":"summer term"})" },
        { u"Weekly if required", uR"({"condition":"if required","every":{"n":1,"unit":"week"},"kind":"periodic","max":1,"per":"week"})" },
        { u"After each complaint", uR"({"kind":"event","per_subject":"complaint","subject_mode":"each","trigger":"a complaint is received"})" },
        { u"Following an inspection", uR"({"kind":"event","per_subject":"inspection","subject_mode":"each","trigger":"an inspection has been held"})" },
        { u"Before every panel", uR"({"kind":"event","per_subject":"panel","subject_mode":"each","trigger":"a panel is due"})" },
        { u"Whenever a child moves placement", uR"({"kind":"event","trigger":"a child moves placement"})" },
        { u"ad hoc", uR"({"kind":"adhoc"})" },
        { u"As and when needed", uR"({"kind":"adhoc"})" },
        { u"On-going", uR"({"kind":"continuous"})" },
        { u"Throughout the year", uR"({"kind":"continuous"})" },
        { u"One-off", uR"({"kind":"once"})" },
        { u"In line with the inspection calendar", uR"({"condition":"in line with the inspection calendar","kind":"planned"})" },
        { u"twice-yearly", uR"({"kind":"quota","max":2,"min":2,"per":"year"})" },
        { u"10 cases per month", uR"({"kind":"quota","max":10,"min":10,"per":"month","per_subject":"case","subject_mode":"distinct"})" },
        { u"between monthly and quarterly", uR"({"every":{"n":1,"n_max":1,"unit":"month","unit_max":"quarter"},"kind":"periodic"})" },
        { u"Each team twice a year", uR"({"kind":"quota","max":2,"min":2,"per":"year","per_subject":"team","subject_mode":"each"})" },
        { u"All foster carers annually", uR"({"every":{"n":1,"unit":"year"},"kind":"periodic","per_subject":"foster carer","subject_mode":"each"})" },
        { u"Annually by 31st March", uR"({"condition":"by 31st March","every":{"n":1,"unit":"year"},"kind":"periodic","season":"March"})" },
        { u"Annually by 31 March", uR"({"condition":"by 31 March","every":{"n":1,"unit":"year"},"kind":"periodic","season":"March"})" },
        { u"Weekly on Tuesdays", uR"({"condition":"on Tuesdays","every":{"n":1,"unit":"week"},"kind":"periodic"})" },
        { u"1st and 3rd Monday of each month", uR"({"condition":"on the 1st and 3rd Monday","kind":"quota","max":2,"min":2,"per":"month"})" },
        { u"Monthly (12 per year)", uR"({"condition":"12 per year","every":{"n":1,"unit":"month"},"kind":"periodic"})" },
        { u"At least twice in a 12 month period", uR"({"kind":"quota","min":2,"per":"year"})" },
        { u"2 hours per month", uR"({"condition":"2 hours","every":{"n":1,"unit":"month"},"kind":"periodic"})" },
        { u"Within 5 working days of each complaint",
          uR"({"condition":"within 5 working days","kind":"event","per_subject":"complaint","subject_mode":"each","trigger":"a complaint is received"})" },
        { u"annually or when the policy changes",
          uR"({"condition":"when the policy changes","every":{"n":1,"unit":"year"},"kind":"periodic","min":1,"per":"year"})" },
        { u"As required, but at least annually",
          uR"({"condition":"minimum; as required","every":{"n":1,"unit":"year"},"kind":"periodic","min":1,"per":"year"})" },
        { u"fortnightly - A and B alternately", uR"({"alternation":["A","B"],"every":{"n":2,"unit":"week"},"kind":"periodic"})" },
        { u"Every weekday", uR"({"every":{"n":1,"unit":"day"},"kind":"periodic"})" },
        { u"Quarterly (each team once a year)",
          uR"({"every":{"n":1,"unit":"quarter"},"kind":"periodic"} {"every":{"n":1,"unit":"year"},"kind":"periodic","per_subject":"team","subject_mode":"each"})" },
        { u"monthly meetings; quarterly reports to board",
          uR"({"every":{"n":1,"unit":"month"},"kind":"periodic"} {"applies_to":"reports to board","every":{"n":1,"unit":"quarter"},"kind":"periodic"})" },
        { u"Ongoing, reviewed annually", uR"({"kind":"continuous"} {"applies_to":"reviewed","every":{"n":1,"unit":"year"},"kind":"periodic"})" },
        { u"Monthly and quarterly", uR"({"every":{"n":1,"unit":"month"},"kind":"periodic"} {"every":{"n":1,"unit":"quarter"},"kind":"periodic"})" },
    };
    int examined = 0;
    for (const Phrase &phrase : phrases) {
        const QString text = phrase.text.toString();
        EXPECT_EQ(rulesOf(text).toStdString(), phrase.rules.toString().toStdString()) << text.toStdString();
        EXPECT_TRUE(compiled(text).questions.isEmpty())
            << text.toStdString() << " asks: " << (compiled(text).questions.isEmpty() ? "" : compiled(text).questions[0].text.toStdString());
        ++examined;
    }
    std::cout << "examined " << examined << " phrases\n";
}

TEST(CompileFrequencyTest, AsksAboutWhatItCannotUnderstandAndGuessesNothing)
{
    for (const QString &text : { u"Now and again, perhaps"_s, u"Gold"_s, u"42"_s, u"???"_s, u"See overleaf"_s.left(0) + u"purple monkey"_s, u"per"_s,
                                 u"x x x"_s, u"every"_s, u"between 3"_s, u"0 per month"_s, u"(((("_s, u"by the"_s, u"Depends"_s }) {
        const CompiledFrequency result = compiled(text);
        ASSERT_EQ(result.rules.size(), 1) << text.toStdString();
        EXPECT_EQ(result.rules[0].kind, RuleKind::Unspecified) << text.toStdString();
        EXPECT_EQ(result.rules[0].source.quote, text);
        ASSERT_EQ(result.questions.size(), 1) << text.toStdString();
        EXPECT_EQ(result.questions[0].cause, QuestionCause::NotUnderstood);
        EXPECT_FALSE(result.questions[0].assumed.isEmpty());
    }
}

TEST(CompileFrequencyTest, AsksOnceAboutWhatEnglishLeavesOpen)
{
    const Phrase phrases[] = {
        { u"Bi-monthly", uR"({"every":{"n":2,"unit":"month"},"kind":"periodic"})" },
        { u"biweekly", uR"({"every":{"n":2,"unit":"week"},"kind":"periodic"})" },
        { u"Bi-annually", uR"({"kind":"quota","max":2,"min":2,"per":"year"})" },
        { u"Weekly / fortnightly", uR"({"every":{"n":1,"n_max":2,"unit":"week"},"kind":"periodic"})" },
        { u"Monthly or quarterly", uR"({"every":{"n":1,"n_max":1,"unit":"month","unit_max":"quarter"},"kind":"periodic"})" },
        { u"Yearly (in summer)", uR"({"every":{"n":1,"unit":"year"},"kind":"periodic","season":"summer"})" },
        { u"As required, quarterly", uR"({"condition":"as required","every":{"n":1,"unit":"quarter"},"kind":"periodic"})" },
        { u"Weekly, fortnightly or monthly", uR"({"every":{"n":1,"n_max":1,"unit":"week","unit_max":"month"},"kind":"periodic"})" },
        { u"Weekly for the first month, then fortnightly",
          uR"({"condition":"for the first month, then fortnightly","every":{"n":1,"unit":"week"},"kind":"periodic"})" },
    };
    for (const Phrase &phrase : phrases) {
        const QString text = phrase.text.toString();
        EXPECT_EQ(rulesOf(text), phrase.rules.toString()) << text.toStdString();
        const auto questions = compiled(text).questions;
        ASSERT_EQ(questions.size(), 1) << text.toStdString();
        EXPECT_EQ(questions[0].cause, QuestionCause::Ambiguous);
        EXPECT_FALSE(questions[0].assumed.isEmpty());
    }
}

TEST(CompileFrequencyTest, AsksAboutACountItCannotPlace)
{
    const CompiledFrequency result = compiled(u"Monthly – 10 cases, 2 per team"_s);
    ASSERT_EQ(result.questions.size(), 1);
    EXPECT_EQ(result.questions[0].cause, QuestionCause::NotUnderstood);
    EXPECT_TRUE(result.questions[0].text.contains(u"10 cases, 2"_s));
}

TEST(CompileFrequencyTest, ReadsASlipOfThePenAndSaysSo)
{
    for (const auto &[text, same] : { std::pair { u"Quaterly"_s, u"Quarterly"_s },
                                      { u"Montly"_s, u"Monthly"_s },
                                      { u"Fornightly"_s, u"Fortnightly"_s },
                                      { u"2x pre year"_s, u"2x per year"_s },
                                      { u"Anually"_s, u"Annually"_s } }) {
        EXPECT_EQ(rulesOf(text), rulesOf(same)) << text.toStdString();
        EXPECT_EQ(compiled(text).assumptions.size(), 1) << text.toStdString();
        EXPECT_TRUE(compiled(same).assumptions.isEmpty()) << same.toStdString();
    }
    EXPECT_EQ(compiled(u"Nearly always late"_s).rules.size(), 1);
}

TEST(CompileFrequencyTest, KeepsWordsThatAreNoRuleAsANote)
{
    const CompiledFrequency result = compiled(u"Monthly with thanks to all\nNew format agreed with partners in spring of last year"_s);
    ASSERT_EQ(result.rules.size(), 1);
    EXPECT_EQ(result.rules[0].kind, RuleKind::Periodic);
    ASSERT_FALSE(result.assumptions.isEmpty());
    EXPECT_TRUE(result.assumptions.last().contains(u"New format agreed"_s)) << result.assumptions.last().toStdString();
}

TEST(CompileFrequencyTest, QuotesTheCellWordForWord)
{
    for (const QString &text :
         { u"6/8 weekly"_s, u"Quarterly."_s, u"  "_s.trimmed() + u"Weekly (as required)"_s, u"10x per year\nPlus additional ones as required"_s }) {
        const CompiledFrequency result = compiled(text);
        ASSERT_EQ(result.rules.size(), 1) << text.toStdString();
        EXPECT_EQ(result.rules[0].source.quote, text);
    }
    const CompiledFrequency two = compiled(u"Quarterly (1x each area per year)"_s);
    ASSERT_EQ(two.rules.size(), 2);
    EXPECT_EQ(two.rules[0].source.quote, u"Quarterly"_s);
    EXPECT_EQ(two.rules[1].source.quote, u"1x each area per year"_s);
}

TEST(CompileFrequencyTest, ReadsTheLongestCellWithoutDelay)
{
    QString text;
    while (text.size() < limits::frameworkRuleCharactersMax)
        text += u"between 2 or 3 per as and when every ( alternate weekly or up to minimum / "_s;
    text.truncate(limits::frameworkRuleCharactersMax);
    EXPECT_FALSE(compiled(text).rules.isEmpty());
    EXPECT_FALSE(compiled(text).questions.last().text.contains(u"too long"_s));
    EXPECT_TRUE(compiled(text + u'x').questions.last().text.contains(u"too long"_s));
}

TEST(SayRuleTest, SaysRulesInPlainEnglish)
{
    const std::pair<QString, QString> said[] = {
        { u"6/8 weekly"_s, u"Every 6 to 8 weeks"_s },
        { u"2x per year (minimum)"_s, u"At least twice a year"_s },
        { u"3 x year"_s, u"3 times a year"_s },
        { u"Monthly – 2 areas per month"_s, u"2 different areas a month"_s },
        { u"Weekly (as required)"_s, u"At most once a week (as required)"_s },
        { u"up to 3 times a year"_s, u"Up to 3 times a year"_s },
        { u"Weekly or monthly"_s, u"Between once a week and once a month"_s },
        { u"1 or 2 per staff member per year"_s, u"1 to 2 times a year for each staff member"_s },
        { u"On every placement"_s, u"Each time a placement is made / proposed"_s },
        { u"TBC"_s, u"Not defined yet"_s },
        { u"As available."_s, u"As available"_s },
        { u"Ongoing"_s, u"Ongoing, with no set dates"_s },
        { u"Weekly (alternate QA and Performance meetings)"_s, u"Once a week, QA and Performance in turn"_s },
        { u"Monthly, by the 7th of each month"_s, u"Once a month, due by the 7th of each month"_s },
        { u"2 to 3 children a quarter"_s, u"2 to 3 different children a quarter"_s },
        { u"Launch in Feb, but ongoing process"_s, u"Ongoing, with no set dates, opening in February"_s },
    };
    for (const auto &[text, words] : said)
        EXPECT_EQ(sayRule(compiled(text).rules.first()), words) << text.toStdString();
}
