#include "core/packs/framework/framework_pack.h"
#include "core/schedule/framework_json.h"

#include <QFile>
#include <QSet>

#include <gtest/gtest.h>

#include <iostream>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const CompiledFramework &builtIn()
{
    static const CompiledFramework framework = *compileWithBuiltInTables(builtInFramework());
    return framework;
}

const CompiledActivity &at(const QString &ref)
{
    for (const CompiledService &service : builtIn().services) {
        for (const CompiledActivity &activity : service.activities) {
            if (activity.activity.ref == ref)
                return activity;
        }
    }
    static const CompiledActivity none;
    ADD_FAILURE() << "no row " << ref.toStdString();
    return none;
}

QByteArray contentsOf(const QString &name)
{
    QFile file(QStringLiteral(SIGHTLINE_TEST_DATA) + u'/' + name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
    return file.readAll();
}

/// A document of one service with the rows given as "what|how|why|lead|frequency".
QByteArray documentOf(const QStringList &rows)
{
    QString text = u"Title\n\n\tA Service\n\n\tActivity\n(What)\n\tHow\n\tPurpose\n(Why)\n\tLead\n(Who)\n\tFrequency (When)\n\n"_s;
    for (const QString &row : rows) {
        for (const QString &cell : row.split(u'|'))
            text += u'\t' + cell + u'\n';
        text += u'\n';
    }
    return text.toUtf8();
}

CompiledActivity onlyRow(const QString &row)
{
    const auto framework = compileWithBuiltInTables(documentOf({ row }));
    EXPECT_TRUE(framework);
    return framework->services.first().activities.first();
}

} // namespace

TEST(CompileFrameworkTest, GivesTheFourteenRowsExactly)
{
    const Json rows = *parseJson(contentsOf(u"fourteen_rows.json"_s));
    ASSERT_EQ(rows.toArray().size(), 14);
    for (const Json &row : rows.toArray()) {
        const CompiledActivity &compiled = at(row[u"ref"_s].toString());
        EXPECT_EQ(compiled.activity.what, row[u"what"_s].toString());
        EXPECT_EQ(compiled.activity.lead, row[u"lead"_s].toString());
        EXPECT_EQ(compiled.activity.frequency, row[u"frequency"_s].toString());
        Json rules = Json::array();
        for (const CompiledRule &rule : compiled.rules)
            rules.append(ruleToJson(rule.rule));
        EXPECT_EQ(writeJson(rules).toStdString(), writeJson(row[u"rules"_s]).toStdString()) << compiled.activity.ref.toStdString();
    }
}

TEST(CompileFrameworkTest, CompilesEveryRowAndCountsHowSureItIs)
{
    const CertaintyCounts counts = builtIn().counts();
    std::cout << "exact " << counts.exact << ", assumed " << counts.assumed << ", asked " << counts.asked << "\n";
    EXPECT_EQ(counts.exact + counts.assumed + counts.asked, 168);
    EXPECT_EQ(counts.asked, 19);
    for (const CompiledService &service : builtIn().services) {
        for (const CompiledActivity &compiled : service.activities) {
            const std::string ref = compiled.activity.ref.toStdString();
            ASSERT_FALSE(compiled.rules.isEmpty()) << ref;
            EXPECT_EQ(compiled.rules.first().rule.source.cell, Cell::Frequency) << ref;
            EXPECT_FALSE(compiled.says.isEmpty()) << ref;
            EXPECT_FALSE(compiled.templateId.isEmpty()) << ref;
            EXPECT_TRUE(compiled.leads.notUnderstood.isEmpty()) << ref;
            for (const CompiledRule &rule : compiled.rules) {
                EXPECT_TRUE(compiled.activity.cell(rule.rule.source.cell).contains(rule.rule.source.quote)) << ref;
                EXPECT_EQ(rule.rule.subjectMode.has_value(), !rule.rule.perSubject.isEmpty()) << ref;
            }
        }
    }
}

/// Decisions 25: blank, marked ambiguous in domain.md A2 and A5, or contradicting another cell or row.
TEST(CompileFrameworkTest, AsksOnlyWhereTheDocumentLeavesItOpen)
{
    const QSet<QString> blank { u"S0.7"_s, u"S0.8"_s, u"S0.9"_s, u"S10.6"_s, u"S14.1"_s, u"S23.9"_s, u"S23.12"_s, u"S23.13"_s };
    const QSet<QString> ambiguous { u"S1.2"_s, u"S2.4"_s, u"S17.3"_s, u"S23.3"_s, u"S25.8"_s, u"S26.1"_s, u"S26.3"_s };
    const QSet<QString> contradicting { u"S5.3"_s, u"S12.3"_s, u"S23.5"_s, u"S23.6"_s };
    for (const CompiledService &service : builtIn().services) {
        for (const CompiledActivity &compiled : service.activities) {
            QSet<QuestionCause> causes;
            for (const Question &question : compiled.questions) {
                causes.insert(question.cause);
                EXPECT_TRUE(question.text.contains(u'?') && !question.assumed.isEmpty()) << question.text.toStdString();
            }
            const QString &ref = compiled.activity.ref;
            EXPECT_EQ(causes.contains(QuestionCause::Blank), blank.contains(ref)) << ref.toStdString();
            EXPECT_EQ(causes.contains(QuestionCause::Ambiguous), ambiguous.contains(ref)) << ref.toStdString();
            EXPECT_EQ(causes.contains(QuestionCause::Contradiction), contradicting.contains(ref)) << ref.toStdString();
            EXPECT_FALSE(causes.contains(QuestionCause::NotUnderstood)) << ref.toStdString();
        }
    }
}

TEST(CompileFrameworkTest, GivesRowsOfSeveralTasksARuleForEach)
{
    const CompiledActivity &supervision = at(u"S16.1"_s);
    ASSERT_EQ(supervision.rules.size(), 3);
    EXPECT_EQ(supervision.rules[0].rule.every, (Every { 1, PeriodUnit::Week, {}, {} }));
    EXPECT_EQ(supervision.rules[0].rule.appliesTo, u"targeted group supervision"_s);
    EXPECT_EQ(supervision.rules[0].unit, UnitKind::Team);
    EXPECT_FALSE(supervision.rules[0].leads);
    ASSERT_TRUE(supervision.rules[1].leads);
    EXPECT_EQ(supervision.rules[1].leads->roles, QStringList { u"Service Manager"_s });

    const CompiledActivity &review = at(u"S16.2"_s);
    ASSERT_EQ(review.rules.size(), 2);
    EXPECT_EQ(review.rules[1].rule.perSubject, u"team"_s);
    EXPECT_EQ(review.rules[1].rule.appliesTo, u"6-month Programme Implementation Reviews"_s);

    EXPECT_EQ(at(u"S14.4"_s).rules.first().rule.alternation, (QStringList { u"QA"_s, u"Performance"_s }));

    const CompiledActivity &observation = at(u"S4.6"_s);
    ASSERT_EQ(observation.rules.size(), 2);
    EXPECT_EQ(observation.rules[1].rule.perSubject, u"staff member"_s);
    EXPECT_EQ(observation.rules[1].rule.max, 2);
}

TEST(CompileFrameworkTest, FindsRulesInOtherCells)
{
    const CompiledActivity &frontDoor = at(u"S18.5"_s);
    ASSERT_EQ(frontDoor.rules.size(), 2);
    EXPECT_EQ(frontDoor.rules[1].rule.dayOfMonth, 7);
    EXPECT_EQ(frontDoor.rules[1].rule.source, (RuleSource { Cell::How, u"by the 7th of each month"_s }));
    EXPECT_TRUE(frontDoor.rules[1].refines);
    ASSERT_EQ(frontDoor.plannedRules().size(), 1);
    EXPECT_EQ(frontDoor.plannedRules().first().rule.dayOfMonth, 7);

    const CompiledActivity &escalations = at(u"S4.7"_s);
    ASSERT_EQ(escalations.plannedRules().size(), 2);
    EXPECT_EQ(escalations.rules[1].rule.every, (Every { 1, PeriodUnit::Quarter, {}, {} }));
    EXPECT_EQ(escalations.rules[1].rule.source.cell, Cell::How);

    const CompiledActivity &auditDays = at(u"S10.6"_s);
    ASSERT_EQ(auditDays.rules.size(), 2);
    EXPECT_EQ(auditDays.rules[1].rule.max, 3);
    EXPECT_EQ(auditDays.rules[1].rule.source.cell, Cell::Why);
}

TEST(CompileFrameworkTest, LinksABlankRowToItsNamesakeElsewhere)
{
    EXPECT_TRUE(at(u"S0.8"_s).questions.first().text.contains(u"S17.2 “Corporate Parenting Board” (Corporate Parenting) says “Monthly”"_s));
    EXPECT_TRUE(at(u"S0.7"_s).questions.first().text.contains(u"S17.3"_s));
}

TEST(CompileFrameworkTest, ChoosesTheFormOfEveryRow)
{
    const QStringList services = QString::fromUtf8(contentsOf(u"templates_by_row.txt"_s)).trimmed().split(u'\n');
    ASSERT_EQ(services.size(), builtIn().services.size());
    for (qsizetype s = 0; s < services.size(); ++s) {
        const QStringList forms = services[s].split(u' ');
        ASSERT_EQ(forms.size(), builtIn().services[s].activities.size());
        for (qsizetype row = 0; row < forms.size(); ++row)
            EXPECT_EQ(builtIn().services[s].activities[row].templateId, u"T"_s + forms[row]) << s << "." << row + 1;
    }
}

TEST(CompileFrameworkTest, GivesSupervisionASuperviseeAndGroupsATeam)
{
    EXPECT_EQ(at(u"S1.5"_s).unit, UnitKind::Subject);
    EXPECT_EQ(at(u"S1.5"_s).subject, u"supervisee"_s);
    EXPECT_TRUE(at(u"S1.5"_s).unitAssumed);
    EXPECT_EQ(at(u"S12.5"_s).unit, UnitKind::Team);
    EXPECT_EQ(at(u"S16.4"_s).unit, UnitKind::Lead);
    EXPECT_FALSE(at(u"S16.4"_s).unitAssumed);
    EXPECT_EQ(at(u"S20.3"_s).unit, UnitKind::Service);
    EXPECT_EQ(at(u"S4.6"_s).unit, UnitKind::Subject);
    EXPECT_EQ(at(u"S4.6"_s).subject, u"staff member"_s);
    EXPECT_EQ(at(u"S20.5"_s).unit, UnitKind::Service);
    EXPECT_EQ(onlyRow(u"Visits|In person|To see|Team Manager|Twice a year for each team"_s).unit, UnitKind::Team);
    const CompiledActivity counted = onlyRow(u"Observation of practice|Side by side|To learn|Team Manager|2 per social worker per year"_s);
    EXPECT_EQ(counted.unit, UnitKind::Subject);
    EXPECT_EQ(counted.subject, u"social worker"_s);
    EXPECT_FALSE(counted.unitAssumed);
}

TEST(CompileFrameworkTest, GivesEveryActivityAKeyOfItsOwn)
{
    QSet<QString> keys;
    for (const CompiledService &service : builtIn().services) {
        for (const CompiledActivity &compiled : service.activities) {
            EXPECT_TRUE(ActivityKey::fromString(compiled.activity.key.toString())) << compiled.activity.key.toString().toStdString();
            keys.insert(compiled.activity.key.toString());
        }
    }
    EXPECT_EQ(keys.size(), 168);
    ASSERT_TRUE(builtIn().find(ActivityKey(u"early-support:data-meetings"_s)));
    EXPECT_EQ(builtIn().find(ActivityKey(u"early-support:data-meetings"_s))->activity.ref, u"S20.2"_s);
    EXPECT_EQ(builtIn().find(ActivityKey(u"nothing"_s)), nullptr);
}

TEST(CompileFrameworkTest, ComesBackFromItsJsonUnchanged)
{
    const Json json = toJson(builtIn());
    const auto back = frameworkFromJson(*parseJson(writeJson(json)));
    ASSERT_TRUE(back) << back.error().detail.toStdString();
    EXPECT_EQ(*back, builtIn());
    EXPECT_EQ(writeJson(toJson(*back)), writeJson(json));
    std::cout << "an edition is " << writeJson(json).size() << " bytes of JSON\n";
}

TEST(CompileFrameworkTest, RefusesJsonItCannotPlanWith)
{
    const Json good = toJson(*compileWithBuiltInTables(documentOf({ u"Audit|How|Why|Team Manager|Monthly"_s })));
    ASSERT_TRUE(frameworkFromJson(good));
    const auto refused = [&](const QByteArray &from, const QByteArray &to) {
        QByteArray text = writeJson(good);
        EXPECT_TRUE(text.contains(from)) << from.toStdString();
        const auto framework = frameworkFromJson(*parseJson(text.replace(from, to)));
        EXPECT_FALSE(framework) << to.toStdString();
        return framework ? QString() : framework.error().detail;
    };
    EXPECT_TRUE(refused("sightline-framework/1", "sightline-framework/9").contains(u"format"_s));
    EXPECT_TRUE(refused("\"kind\":\"periodic\"", "\"kind\":\"magic\"").startsWith(u"Activity 1 of service S0:"_s));
    refused("\"n\":1", "\"n\":0");
    refused("\"n\":1", "\"n\":99999999999");
    refused("\"unit\":\"month\"", "\"unit\":\"moon\"");
    refused("\"mode\":\"any-of\"", "\"mode\":\"some-of\"");
    refused("\"key\":\"a-service:audit\"", "\"key\":\"\"");
    refused("\"every\":{\"n\":1,\"unit\":\"month\"},", "");
    refused("\"cell\":\"frequency\"", "\"cell\":\"elsewhere\"");
}
