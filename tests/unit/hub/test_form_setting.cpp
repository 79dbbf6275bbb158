#include "core/packs/forms/form_packs.h"
#include "sync/hub/ops/form_setting.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

/// A setting as the built-in forms have it.
FormSetting shipped(const QString &name)
{
    for (const FormPack &pack : builtInForms()) {
        if (pack.meta[u"settings"_s].contains(name))
            return { pack.meta[u"settings"_s][name], pack.meta[u"settingChoices"_s][name].toStrings() };
    }
    ADD_FAILURE() << "no form has the setting " << qPrintable(name);
    return {};
}

Json given(const QString &name, const QString &text)
{
    const auto value = settingFromText(name, text, shipped(name));
    EXPECT_TRUE(value) << qPrintable(value.error().detail);
    return value.valueOr({});
}

/// Why @p text is no value of the setting @p name.
QString refused(const QString &name, const QString &text)
{
    const auto value = settingFromText(name, text, shipped(name));
    EXPECT_FALSE(value) << qPrintable(name + u'=' + text);
    if (value)
        return {};
    EXPECT_EQ(value.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(value.error().detail.count(u'.'), 1) << "one sentence: " << qPrintable(value.error().detail);
    return value.error().detail;
}

} // namespace

TEST(FormSettingTest, TakesWhatIsOfTheKindOfTheFormsOwn)
{
    EXPECT_EQ(given(u"room_photos"_s, u"yes"_s), Json(true));
    EXPECT_EQ(given(u"casework_limit"_s, u"20000"_s), Json(20000));
    EXPECT_EQ(given(u"supervision_interval"_s, u"6 weeks"_s), Json(u"6 weeks"_s));
    EXPECT_EQ(given(u"reg44_report_within"_s, u"10 working-days"_s), Json(u"10 working-days"_s));
    EXPECT_EQ(given(u"setting_visit_scale"_s, u"OFS4"_s), Json(u"OFS4"_s));
    EXPECT_EQ(given(u"contract_review_rules"_s, u"low=12 months, high = 2 weeks"_s), Json::strings({ u"low=12 months"_s, u"high=2 weeks"_s }));
}

TEST(FormSettingTest, SaysInOneSentenceWhatIsWrong)
{
    EXPECT_EQ(refused(u"room_photos"_s, u"maybe"_s), u"--form-setting room_photos is \"maybe\", which is not yes or no."_s);
    refused(u"casework_limit"_s, u"much"_s);
    refused(u"casework_limit"_s, u"-1"_s);
    refused(u"casework_limit"_s, u"1000000001"_s);
    EXPECT_EQ(given(u"casework_limit"_s, u"1000000000"_s), Json(1'000'000'000));
    refused(u"supervision_interval"_s, u"often"_s);
    refused(u"supervision_interval"_s, u"0 weeks"_s);
    EXPECT_EQ(refused(u"setting_visit_scale"_s, u"OFS5"_s), u"--form-setting setting_visit_scale is \"OFS5\", which is not one of EIF5, OFS4, MPN."_s);
}

TEST(FormSettingTest, JudgesEveryEntryOfAListOfRules)
{
    const QString name = u"contract_review_rules"_s;
    EXPECT_TRUE(refused(name, u"low=6 months,,high=1 months"_s).contains(u"has an empty entry"_s));
    EXPECT_TRUE(refused(name, u"low=6 months,"_s).contains(u"has an empty entry"_s));
    EXPECT_TRUE(refused(name, u"6 months"_s).contains(u"has \"6 months\", which is no rule here"_s));
    EXPECT_TRUE(refused(name, u"lowest=6 months"_s).contains(u"with one of low, medium, high"_s));
    EXPECT_TRUE(refused(name, u"low=sometimes"_s).contains(u"gives low \"sometimes\""_s));
    EXPECT_TRUE(refused(name, u"low"_s).contains(u"no rule here"_s));
    EXPECT_TRUE(refused(name, u"low=6 months,low=3 months"_s).contains(u"two rules for low"_s));
}

TEST(FormSettingTest, AListOfPlainTextsTakesEachOnce)
{
    const FormSetting texts { Json::strings({ u"Red"_s, u"Green"_s }), {} };
    EXPECT_EQ(*settingFromText(u"colours"_s, u"Blue, Red"_s, texts), Json::strings({ u"Blue"_s, u"Red"_s }));
    EXPECT_FALSE(settingFromText(u"colours"_s, u"Blue,Blue"_s, texts));
    EXPECT_FALSE(settingFromText(u"colours"_s, u"Blue,"_s, texts));
}
