#include "core/packs/framework/framework_pack.h"
#include "core/schedule/compile_lead.h"
#include "core/schedule/say_rule.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

CompiledLead compiled(const QString &cell)
{
    static const RoleTable roles = builtInTables()->roles;
    return compileLead(cell, roles);
}

} // namespace

TEST(CompileLeadTest, FindsEachRoleUnderItsCanonicalName)
{
    EXPECT_EQ(compiled(u"Service Manager/Team Managers"_s).lead.roles, (QStringList { u"Service Manager"_s, u"Team Manager"_s }));
    EXPECT_EQ(compiled(u"HofS, SM and TL’s"_s).lead.roles, (QStringList { u"Head of Service"_s, u"Service Manager"_s, u"Team Leader"_s }));
    EXPECT_EQ(compiled(u"Assessment & Commissioning Officers and Phase Leads"_s).lead.roles,
              (QStringList { u"Assessment & Commissioning Officer"_s, u"Phase Lead"_s }));
    EXPECT_EQ(compiled(u"Data and Outcomes Manager"_s).lead.roles, QStringList { u"Data and Outcomes Manager"_s });
    EXPECT_EQ(compiled(u"Service Managers (MST Supervisor)/HoS"_s).lead.roles, (QStringList { u"Service Manager"_s, u"Head of Service"_s }));
    EXPECT_EQ(compiled(u"Service and Team Managers"_s).lead.roles, (QStringList { u"Service Manager"_s, u"Team Manager"_s }));
}

TEST(CompileLeadTest, TellsAlternativesFromBodiesAndFromEverybody)
{
    EXPECT_EQ(compiled(u"Service Director/HoS"_s).lead.mode, LeadMode::AnyOf);
    EXPECT_EQ(compiled(u"Senior Leadership Team/Heads of Service"_s).lead.mode, LeadMode::AnyOf);
    EXPECT_EQ(compiled(u"Safeguarding Effectiveness Subgroup."_s).lead.mode, LeadMode::Body);
    EXPECT_EQ(compiled(u"Executive partnership, senior management and Independent scrutineer."_s).lead.mode, LeadMode::Body);
    EXPECT_EQ(compiled(u"Whole Phase - led by phase Leads and ACOs"_s).lead.mode, LeadMode::Body);
    EXPECT_EQ(compiled(u"All staff"_s).lead.mode, LeadMode::EachOf);
    EXPECT_EQ(compiled(u"Each Team Manager"_s).lead.mode, LeadMode::EachOf);
}

TEST(CompileLeadTest, KeepsWhatQualifiesALead)
{
    const CompiledLead result = compiled(u"Phase Leads - HoS Commissioning where required.  On occasions cross LA peer moderation."_s);
    EXPECT_EQ(result.lead.roles, (QStringList { u"Phase Lead"_s, u"Head of Service"_s }));
    EXPECT_EQ(result.lead.qualifiers, (QStringList { u"where required"_s, u"On occasions cross LA peer moderation"_s }));
    EXPECT_TRUE(result.questions.isEmpty());
}

TEST(CompileLeadTest, AsksAboutABlankCellAndAnUnknownRole)
{
    ASSERT_EQ(compiled(QString()).questions.size(), 1);
    EXPECT_EQ(compiled(QString()).questions[0].cause, QuestionCause::Blank);
    const CompiledLead unknown = compiled(u"Service Manager / Grand Vizier"_s);
    EXPECT_EQ(unknown.lead.roles, QStringList { u"Service Manager"_s });
    EXPECT_EQ(unknown.lead.notUnderstood, QStringList { u"Grand Vizier"_s });
    ASSERT_EQ(unknown.questions.size(), 1);
    EXPECT_EQ(unknown.questions[0].cause, QuestionCause::NotUnderstood);
}

TEST(CompileLeadTest, SaysWhoLeads)
{
    EXPECT_EQ(sayLead(compiled(u"Service Manager/Team Manager"_s).lead), u"by any of: Service Manager, Team Manager"_s);
    EXPECT_EQ(sayLead(compiled(u"SMs"_s).lead), u"by the Service Manager"_s);
    EXPECT_EQ(sayLead(compiled(u"All staff"_s).lead), u"by all staff"_s);
    EXPECT_EQ(sayLead(compiled(u"CSPR Subgroup and Safeguarding Effectiveness Subgroup"_s).lead),
              u"together by: CSPR Subgroup, Safeguarding Effectiveness Subgroup"_s);
    EXPECT_EQ(sayLead(Lead {}), QString());
}
