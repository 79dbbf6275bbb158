#include "core/base/limits.h"
#include "core/framework/read_framework_text.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QByteArray columnHeadings = "\tActivity\n(What)\n\tHow\n\tPurpose\n(Why)\n\tLead\n(Who)\n\tFrequency (When)\n\n";

QByteArray row(const QByteArray &name) { return "\t" + name + "\n\tA way\n\tA reason\n\tTeam Manager\n\tMonthly\n\n"; }

FrameworkDocument read(const QByteArray &text)
{
    const auto document = readFrameworkText(text);
    EXPECT_TRUE(document) << (document ? "" : document.error().detail.toStdString());
    return document ? *document : FrameworkDocument();
}

QStringList whats(const DocumentService &service)
{
    QStringList names;
    for (const DocumentRow &r : service.rows)
        names.append(cellText(r.cells[0]));
    return names;
}

QString refusal(const QByteArray &text)
{
    const auto document = readFrameworkText(text);
    EXPECT_FALSE(document);
    return document ? QString() : document.error().detail;
}

} // namespace

TEST(ReadFrameworkTextTest, KeepsACellsParagraphsTrimmedAndInOrder)
{
    const auto document =
        read("Title\n\n\tA Service\n\n" + columnHeadings + "\t  First \xc2\xa0\n\n \xc2\xa0 second  word\xc2\xa0here \n\tHow\n\t\n\tLead\n\tWeekly\n");
    ASSERT_EQ(document.services.size(), 1);
    EXPECT_EQ(document.title, u"Title"_s);
    ASSERT_EQ(document.services[0].rows.size(), 1);
    const DocumentRow &only = document.services[0].rows[0];
    EXPECT_EQ(cellText(only.cells[0]), u"First\nsecond  word\u00a0here"_s);
    EXPECT_EQ(cellText(only.cells[2]), QString());
    EXPECT_EQ(only.cells[0][1].line, 16);
    EXPECT_EQ(only.cells[0][1].column, 4);
}

TEST(ReadFrameworkTextTest, NamesDirectorateServiceAndTeam)
{
    const auto document = read("\tChildren & Families\n\n\tOne\n\n" + columnHeadings + row("a") + "\tChildren and Families\n\n\tTwo\nInner\n\n" + columnHeadings
                               + row("b") + "\tChildren and Families\n\n\tThree\n\n" + columnHeadings + row("c"));
    ASSERT_EQ(document.services.size(), 3);
    EXPECT_EQ(document.services[0].directorate, u"Children and Families"_s);
    EXPECT_EQ(document.services[1].name, u"Two"_s);
    EXPECT_EQ(document.services[1].subTeam, u"Inner"_s);
    EXPECT_EQ(whats(document.services[1]), QStringList { u"b"_s });
    EXPECT_FALSE(document.services[2].subTeam);
}

TEST(ReadFrameworkTextTest, KeepsTheRowsBelowAHeadingInsideATableInStep)
{
    const auto document = read("\tOne\n\n" + columnHeadings + row("a") + row("b") + "\tInner\n\n" + row("c") + row("d") + row("e"));
    ASSERT_EQ(document.services.size(), 2);
    EXPECT_EQ(whats(document.services[0]), (QStringList { u"a"_s, u"b"_s }));
    EXPECT_EQ(document.services[1].subTeam, u"Inner"_s);
    EXPECT_EQ(whats(document.services[1]), (QStringList { u"c"_s, u"d"_s, u"e"_s }));
}

TEST(ReadFrameworkTextTest, TakesTheMissingCellsOfARowAsBlankAndSaysSo)
{
    const QByteArray shortRow = "\tShort\n\tA way\n\t\n\n";
    const QByteArray heads = "\tDirectorate\n\n";
    const auto document = read(heads + "\tOne\n\n" + columnHeadings + row("a") + shortRow + heads + "\tTwo\n\n" + columnHeadings + row("b"));
    ASSERT_EQ(document.services.size(), 2);
    EXPECT_EQ(whats(document.services[0]), (QStringList { u"a"_s, u"Short"_s }));
    EXPECT_EQ(cellText(document.services[0].rows[1].cells[4]), QString());
    ASSERT_EQ(document.notices.size(), 1);
    EXPECT_TRUE(document.notices[0].text.contains(u"3 of its 5 cells"_s));
    EXPECT_EQ(document.notices[0].line, document.services[0].rows[1].line);
}

TEST(ReadFrameworkTextTest, LeavesOutAnEmptyRowWithANotice)
{
    const auto document = read("\tOne\n\n" + columnHeadings + row("a") + "\t\n\t\n\t\n\t\n\t\n\n" + row("b"));
    EXPECT_EQ(whats(document.services[0]), (QStringList { u"a"_s, u"b"_s }));
    ASSERT_EQ(document.notices.size(), 1);
    EXPECT_EQ(document.notices[0].text, u"An empty row was left out."_s);
}

TEST(ReadFrameworkTextTest, SetsBookmarksAndPageNumbersAside)
{
    const auto document = read("\t[bookmark: _Hlk1]One\n\n" + columnHeadings + row("a") + "\n\n7\n");
    EXPECT_EQ(document.services[0].name, u"One"_s);
    EXPECT_EQ(cellText(document.services[0].rows[0].cells[4]), u"Monthly"_s);
    ASSERT_EQ(document.notices.size(), 2);
    EXPECT_EQ(document.countOf(LineUse::Notice), 1);
}

TEST(ReadFrameworkTextTest, KeepsANumberThatBelongsToACell)
{
    const auto document = read("\tOne\n\n" + columnHeadings + "\ta\n\tb\n\tc\n\td\n\tMonthly\n7\n");
    EXPECT_EQ(cellText(document.services[0].rows[0].cells[4]), u"Monthly\n7"_s);
}

TEST(ReadFrameworkTextTest, ReadsWindowsLineEnds)
{
    QByteArray text = "\tOne\n\n" + columnHeadings + row("a");
    const auto plain = read(text);
    const auto windows = read(text.replace("\n", "\r\n"));
    EXPECT_EQ(frameworkOf(plain), frameworkOf(windows));
}

TEST(ReadFrameworkTextTest, RefusesWhatItCannotReadInOneSentenceWithTheLine)
{
    const QByteArray good = "\tOne\n\n" + columnHeadings + row("a");
    EXPECT_TRUE(refusal("").contains(u"is empty"_s));
    EXPECT_TRUE(refusal(" \n\n").contains(u"is empty"_s));
    EXPECT_TRUE(refusal("A letter.\n\nDear all,\n").contains(u"No table was found"_s));
    EXPECT_TRUE(refusal(good + "\xff\xfe\n").startsWith(u"Line 18 is not UTF-8"_s)) << refusal(good + "\xff\xfe\n").toStdString();
    EXPECT_TRUE(refusal(good + QByteArray("x\0y", 3)).startsWith(u"Line 18, column 2 holds a control character"_s));
    EXPECT_TRUE(refusal(QByteArray(columnHeadings) + row("a")).startsWith(u"Line 1: this table has no heading"_s));
    QByteArray lacking = good;
    EXPECT_TRUE(refusal(lacking.replace("\tFrequency (When)\n", "")).startsWith(u"Line 3: the table's column headings lack \"Frequency (When)\""_s));
}

TEST(ReadFrameworkTextTest, RefusesADocumentOverItsLimitsAndTakesOneAtThem)
{
    const QByteArray head = "\tOne\n\n" + columnHeadings;
    EXPECT_EQ(readFrameworkText(QByteArray(limits::frameworkBytesMax + 1, ' ')).error().code, ErrorCode::TooLarge);
    QByteArray cells = head;
    for (qsizetype i = 6; i < limits::frameworkCellsMax; ++i)
        cells += "\tx\n";
    EXPECT_TRUE(readFrameworkText(cells));
    EXPECT_EQ(readFrameworkText(cells + "\tx\n").error().code, ErrorCode::TooLarge);
    const QByteArray longest(limits::frameworkCellCharactersMax - 1, 'x');
    EXPECT_TRUE(readFrameworkText(head + "\t" + longest + "\n\tb\n\tc\n\td\n\te\n"));
    EXPECT_FALSE(readFrameworkText(head + "\t" + longest + "x\n\tb\n\tc\n\td\n\te\n"));
}

TEST(ReadFrameworkTextTest, GivesEveryRowAKeyOfItsOwn)
{
    const auto framework = frameworkOf(read("\tÉcole & Co’s\n\n" + columnHeadings + row("Same") + row("Same") + row("***")));
    ASSERT_EQ(framework.services.size(), 1);
    EXPECT_EQ(framework.services[0].id, ServiceId(u"ecole-cos"_s));
    EXPECT_EQ(framework.services[0].activities[0].key, ActivityKey(u"ecole-cos:same"_s));
    EXPECT_EQ(framework.services[0].activities[1].key, ActivityKey(u"ecole-cos:same-2"_s));
    EXPECT_EQ(framework.services[0].activities[2].key, ActivityKey(u"ecole-cos:unnamed"_s));
    EXPECT_EQ(framework.services[0].activities[2].ref, u"S0.3"_s);
}
