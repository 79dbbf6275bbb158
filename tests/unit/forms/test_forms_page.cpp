// FORMS.md says what the code does, and the code does nothing that FORMS.md does not say.
#include "core/base/limits.h"
#include "core/forms/product_functions.h"
#include "core/forms/validate.h"
#include "core/packs/forms/form_packs.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>
#include <QSet>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

QString sourceFile(const QString &name)
{
    QFile file(QStringLiteral(SIGHTLINE_CORE_FORMS "/") + name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(name);
    return QString::fromUtf8(file.readAll());
}

QStringList matchesIn(const QString &text, const QString &pattern)
{
    QStringList found;
    auto matches = QRegularExpression(pattern, QRegularExpression::MultilineOption).globalMatch(text);
    while (matches.hasNext())
        found.append(matches.next().captured(1));
    return found;
}

} // namespace

TEST(FormsPageTest, ListsEveryProductFunctionAndNoOther)
{
    QStringList listed = matchesIn(sourceFile(u"FORMS.md"_s), u"^\\| `([a-z-]+)` \\| (?:calculation|rule|form) \\|"_s);
    QStringList known = productFunctionNames();
    listed.sort();
    known.sort();
    EXPECT_EQ(listed, known);
    EXPECT_EQ(known.size(), 29);
}

TEST(FormsPageTest, ListsEveryExtension)
{
    const QString page = sourceFile(u"FORMS.md"_s);
    const auto names = matchesIn(sourceFile(u"extension_urls.h"_s), u"SIGHTLINE_(?:HL7|OWN) u\"([A-Za-z-]+)\""_s);
    EXPECT_EQ(names.size(), 39);
    for (const QString &name : names)
        EXPECT_TRUE(page.contains(u'`' + name + u'`')) << qPrintable(name);
}

TEST(FormsPageTest, NamesEveryContextValueTheTemplatesUse)
{
    const QString page = sourceFile(u"FORMS.md"_s);
    QSet<QString> used;
    for (const FormPack &pack : builtInForms()) {
        for (const QString &name : matchesIn(QString::fromUtf8(writeJson(pack.questionnaire)), u"\"context/([a-z_.]+)\""_s))
            used.insert(name);
    }
    EXPECT_GE(used.size(), 8);
    for (const QString &name : used)
        EXPECT_TRUE(page.contains(u'`' + name + u'`')) << qPrintable(name);
}

TEST(FormsPageTest, ListsEveryKindOfIssueAndNoOther)
{
    const QString page = sourceFile(u"FORMS.md"_s);
    QStringList listed = matchesIn(page.section(u"The kinds of issue"_s, 1).section(u"## 6."_s, 0, 0), u"^\\| `([a-z-]+)` \\|"_s);
    QStringList known;
    for (const FormIssue::Kind kind : issueKinds())
        known.append(issueKindName(kind));
    EXPECT_FALSE(known.contains(QString()));
    listed.sort();
    known.sort();
    EXPECT_EQ(listed, known);
}

TEST(FormsPageTest, NamesATestThatExistsForEachOfTheElevenRules)
{
    QSet<QString> tests;
    const auto *all = ::testing::UnitTest::GetInstance();
    for (int suite = 0; suite < all->total_test_suite_count(); ++suite) {
        const auto *of = all->GetTestSuite(suite);
        for (int at = 0; at < of->total_test_count(); ++at)
            tests.insert(QString::fromLatin1(of->name()) + u'.' + QString::fromLatin1(of->GetTestInfo(at)->name()));
    }
    const QString section = sourceFile(u"FORMS.md"_s).section(u"## 11."_s, 1).section(u"## Version"_s, 0, 0);
    const auto rules = matchesIn(section, u"^\\| (\\d+\\. .*)$"_s);
    ASSERT_EQ(rules.size(), 11);
    qsizetype named = 0;
    for (qsizetype at = 0; at < rules.size(); ++at) {
        EXPECT_TRUE(rules[at].startsWith(u"%1. "_s.arg(at + 1))) << qPrintable(rules[at]);
        const auto ofRule = matchesIn(rules[at], u"`([A-Za-z]+Test\\.[A-Za-z]+)`"_s);
        EXPECT_FALSE(ofRule.isEmpty()) << qPrintable(rules[at]);
        for (const QString &test : ofRule)
            EXPECT_TRUE(tests.contains(test)) << qPrintable(test);
        named += ofRule.size();
    }
    EXPECT_FALSE(tests.contains(u"EnableWhenTest.NobodyWroteThis"_s));
    std::printf("%lld tests named for eleven rules, out of %lld\n", static_cast<long long>(named), static_cast<long long>(tests.size()));
}

TEST(FormsPageTest, GivesTheVersionAndTheLimitsOfTheCode)
{
    const QString page = sourceFile(u"FORMS.md"_s);
    EXPECT_TRUE(page.contains(u"Validator version: %1"_s.arg(validatorVersion)));
    const QString limitsLine =
        u"%1 items · %2 levels · %3 rows or answers a list · 100,000 places (items times rows) · %4 KiB an answer."_s.arg(limits::formItemsMax)
            .arg(limits::formDepthMax)
            .arg(limits::formRowsMax)
            .arg(limits::answerBytesMax / 1024);
    EXPECT_TRUE(page.contains(limitsLine)) << qPrintable(limitsLine);
    EXPECT_EQ(limits::formPlacesMax, 100'000);
}
