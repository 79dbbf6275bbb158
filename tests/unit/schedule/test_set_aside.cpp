#include "core/packs/framework/framework_pack.h"
#include "core/schedule/framework_json.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// The built-in document with words put into it as councils do.
QByteArray planted(const QByteArray &where, const QByteArray &what)
{
    QByteArray text = builtInFramework();
    text.detach();
    EXPECT_TRUE(text.contains(where)) << where.toStdString();
    const qsizetype at = text.indexOf(where);
    return text.left(at) + what + text.mid(at + where.size());
}

CompiledFramework compiled(const QByteArray &text)
{
    const auto framework = compileWithBuiltInTables(text);
    EXPECT_TRUE(framework);
    return *framework;
}

int namesSetAside(const CompiledFramework &framework)
{
    int count = 0;
    for (const Notice &notice : framework.notices)
        count += notice.text.contains(u"person's name"_s) || notice.text.contains(u"initials"_s) ? 1 : 0;
    return count;
}

} // namespace

TEST(SetNamesAsideTest, TakesNothingFromTheBuiltInDocument) { EXPECT_EQ(namesSetAside(compiled(builtInFramework())), 0); }

TEST(SetNamesAsideTest, DropsANameInAFrequencyCellAndSaysOnlyWhere)
{
    const CompiledFramework framework = compiled(planted("(meetings)", "Zelda Quince"));
    EXPECT_EQ(namesSetAside(framework), 1);
    for (const Notice &notice : framework.notices) {
        if (notice.text.contains(u"person's name"_s)) {
            EXPECT_EQ(notice.line, 1020);
            EXPECT_EQ(notice.column, 1);
        }
    }
    EXPECT_FALSE(writeJson(toJson(framework)).contains("Quince"));
    EXPECT_EQ(framework.services[17].activities[1].activity.frequency, u"Monthly"_s);
    EXPECT_EQ(framework.services[17].activities[1].certainty(), Certainty::Exact);
}

TEST(SetNamesAsideTest, DropsNamesWhereverTheyStandInLeadAndFrequency)
{
    for (const QByteArray &text :
         { planted("\t6/8 weekly\n", "\t6/8 weekly Zelda Quince\n"), planted("\t6/8 weekly\n", "\t6/8 weekly – Zelda O’Quince-Vole\n"),
           planted("\tIRO\n", "\tIRO\nZelda Quince\n"), planted("\tIRO\n", "\tIRO – Zelda Quince\n"), planted("\t6/8 weekly\n", "\t6/8 weekly\nZelda\n"),
           planted("\tIRO\n", "\tIRO (Mrs Quince)\n"), planted("\tIRO\n", "\tIRO\nZ. Quince\n") }) {
        const CompiledFramework framework = compiled(text);
        EXPECT_GE(namesSetAside(framework), 1);
        const QByteArray json = writeJson(toJson(framework));
        EXPECT_FALSE(json.contains("Zelda") || json.contains("Quince")) << text.mid(text.indexOf("Zelda") - 20, 60).toStdString();
        EXPECT_EQ(framework.services[20].activities[1].rules.first().rule.every, (Every { 6, PeriodUnit::Week, 8, {} }));
    }
}

TEST(SetNamesAsideTest, SetsInitialsAsideInAnyCell)
{
    const CompiledFramework framework = compiled(planted("following the initial project", "following ZQ initial project"));
    EXPECT_EQ(namesSetAside(framework), 1);
    EXPECT_TRUE(framework.services[23].activities[9].activity.why.startsWith(u"To be further defined following … initial project."_s));
    EXPECT_FALSE(writeJson(toJson(framework)).contains("ZQ"));
}

TEST(SetNamesAsideTest, KeepsRolesRhythmsAndAbbreviations)
{
    for (const QByteArray &cell : { QByteArray("As Required"), QByteArray("Bi-Annually"), QByteArray("Every Tuesday"), QByteArray("Twice Yearly In March") }) {
        const CompiledFramework framework = compiled(planted("\t6/8 weekly\n", "\t" + cell + "\n"));
        EXPECT_EQ(namesSetAside(framework), 0) << cell.toStdString();
        EXPECT_EQ(framework.services[20].activities[1].activity.frequency, QString::fromUtf8(cell));
    }
    for (const QByteArray &cell :
         { QByteArray("Virtual School Head"), QByteArray("Deputy Director"), QByteArray("Educational Psychologists"), QByteArray("KSCP") }) {
        const CompiledFramework framework = compiled(planted("\tLegal project Officer\n", "\t" + cell + "\n"));
        EXPECT_EQ(namesSetAside(framework), 0) << cell.toStdString();
        EXPECT_EQ(framework.services[13].activities[0].activity.lead, QString::fromUtf8(cell));
    }
}
