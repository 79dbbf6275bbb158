// Every activity of the built-in framework opens a form that is there, and the variant of it that is its own.
#include "core/forms/questionnaire.h"
#include "core/packs/forms/form_packs.h"
#include "core/packs/framework/framework_pack.h"

#include <gtest/gtest.h>

#include <QSet>

#include <cstdio>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// The codes of the question that asks which variant a record of the form is; empty where it has none.
QMap<QString, QStringList> variantsByForm()
{
    QMap<QString, QStringList> variants;
    for (const FormPack &pack : builtInForms()) {
        const Questionnaire form = readQuestionnaire(pack.questionnaire).value();
        QStringList &codes = variants[pack.id];
        for (const FormItem &item : form.items) {
            for (const FormOption &option : item.carryForward == u"context/variant" ? item.options : QList<FormOption> {})
                codes.append(option.value[u"code"_s].toString());
        }
    }
    return variants;
}

} // namespace

TEST(FormOfActivityTest, EachOfTheActivitiesOpensItsTemplateAndItsVariant)
{
    const auto framework = compileWithBuiltInTables(builtInFramework());
    ASSERT_TRUE(framework);
    const auto variants = variantsByForm();
    qsizetype activities = 0;
    QSet<QString> used;
    for (const CompiledService &service : framework->services) {
        for (const CompiledActivity &compiled : service.activities) {
            ++activities;
            ASSERT_TRUE(variants.contains(compiled.templateId)) << qPrintable(compiled.activity.ref);
            const QStringList &codes = variants[compiled.templateId];
            EXPECT_EQ(codes.isEmpty(), compiled.variant.isEmpty()) << qPrintable(compiled.activity.ref + u' ' + compiled.templateId);
            EXPECT_TRUE(codes.isEmpty() || codes.contains(compiled.variant)) << qPrintable(compiled.activity.ref + u' ' + compiled.variant);
            used.insert(compiled.templateId + u' ' + compiled.variant);
            for (const TemplateId &also : compiled.alsoTemplates)
                EXPECT_TRUE(variants.contains(also)) << qPrintable(compiled.activity.ref);
            for (const CompiledRule &rule : compiled.rules) {
                const QString form = rule.templateId.isEmpty() ? compiled.templateId : rule.templateId;
                EXPECT_TRUE(rule.variant.isEmpty() || variants[form].contains(rule.variant)) << qPrintable(compiled.activity.ref + u' ' + rule.variant);
            }
        }
    }
    std::printf("%lld activities open %lld templates and variants\n", static_cast<long long>(activities), static_cast<long long>(used.size()));
    EXPECT_EQ(activities, 168);
    EXPECT_GE(used.size(), 40);
}

TEST(FormOfActivityTest, TheRowsThatNeedAVariantOfTheirOwnGetIt)
{
    const auto framework = compileWithBuiltInTables(builtInFramework());
    ASSERT_TRUE(framework);
    const auto variantOf = [&](const QString &service, const QString &what) {
        for (const CompiledService &one : framework->services) {
            for (const CompiledActivity &compiled : one.activities) {
                if (one.id.toString().contains(service) && compiled.activity.what.contains(what, Qt::CaseInsensitive))
                    return compiled.variant;
            }
        }
        return u"(no such row)"_s;
    };
    EXPECT_EQ(variantOf(u"kscp"_s, u"Section 11"_s), u"section-11");
    EXPECT_EQ(variantOf(u"kscp"_s, u"Multi-Agency"_s), u"multi-agency");
    EXPECT_EQ(variantOf(u"youth-justice"_s, u"National annual"_s), u"youth-justice");
    EXPECT_EQ(variantOf(u"child-protection"_s, u"IRO footprint"_s), u"iro");
    EXPECT_EQ(variantOf(u"early-support"_s, u"Dip"_s), u"esmap");
    EXPECT_EQ(variantOf(u"commissioning"_s, u"Young Carer"_s), u"contract");
    EXPECT_EQ(variantOf(u"assessment"_s, u"Group supervision"_s), u"group");
    EXPECT_EQ(variantOf(u"assessment"_s, u"Legal gateway"_s), u"case-panel");
    EXPECT_EQ(variantOf(u"placement"_s, u"External placement"_s), u"desk");
    EXPECT_EQ(variantOf(u"designated"_s, u"QA reports"_s), u"lado");
    EXPECT_EQ(variantOf(u"childrens-rights"_s, u"Independent"_s), u"independent-visitor");
}
