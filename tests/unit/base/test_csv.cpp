#include "core/base/csv.h"
#include "core/base/limits.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

QList<CsvRow> rows(QByteArrayView text)
{
    const auto read = readCsv(text);
    EXPECT_TRUE(read) << (read ? "" : qPrintable(read.error().detail));
    return read ? *read : QList<CsvRow>();
}
QString problem(QByteArrayView text)
{
    const auto read = readCsv(text);
    return read ? QString() : read.error().detail;
}

using Rows = QList<CsvRow>;

} // namespace

TEST(CsvTest, ReadsWhatSpreadsheetsWrite)
{
    EXPECT_EQ(rows("a,b\nc,d\n"), (Rows { { 1, { u"a"_s, u"b"_s } }, { 2, { u"c"_s, u"d"_s } } }));
    EXPECT_EQ(rows("\xEF\xBB\xBF"
                   "a;b\r\n1;2\r\n"),
              (Rows { { 1, { u"a"_s, u"b"_s } }, { 2, { u"1"_s, u"2"_s } } }))
        << "byte order mark, semicolons, CRLF";
    EXPECT_EQ(rows("a\tb\n \t2"), (Rows { { 1, { u"a"_s, u"b"_s } }, { 2, { {}, u"2"_s } } })) << "tabs; an empty cell first; no last line break";
    EXPECT_EQ(rows("a,b\n\"1, 2\",\"say \"\"hello\"\"\"\n"), (Rows { { 1, { u"a"_s, u"b"_s } }, { 2, { u"1, 2"_s, u"say \"hello\""_s } } }));
    EXPECT_EQ(rows("a,b\n x , \" y \" \n"), (Rows { { 1, { u"a"_s, u"b"_s } }, { 2, { u"x"_s, u"y"_s } } })) << "without the blanks around them";
    EXPECT_EQ(rows("naïve,Ŵyn\n"), (Rows { { 1, { u"naïve"_s, u"Ŵyn"_s } } }));
    EXPECT_EQ(rows("a,,\n"), (Rows { { 1, { u"a"_s, {}, {} } } })) << "empty cells at the end count";
}

TEST(CsvTest, RowsSayWhereTheyBegin)
{
    EXPECT_EQ(rows("\na\n\n  \n,,\n\"b\nb\nb\"\nc\n"), (Rows { { 2, { u"a"_s } }, { 6, { u"b\nb\nb"_s } }, { 9, { u"c"_s } } }))
        << "blank rows are left out, and cells have line breaks";
    EXPECT_EQ(rows("a\r\n\r\n\"b\r\nb\"\r\nc"), (Rows { { 1, { u"a"_s } }, { 3, { u"b\nb"_s } }, { 5, { u"c"_s } } }))
        << "a line break in a cell is one, however the file writes it";
    EXPECT_EQ(rows("a,\"b\rb\r\n\r\nb\nb\"\n"), (Rows { { 1, { u"a"_s, u"b\nb\n\nb\nb"_s } } })) << "of old Macs, of Windows, of the others";
    EXPECT_TRUE(rows("").isEmpty());
    EXPECT_TRUE(rows("\n \n,\n").isEmpty());
}

TEST(CsvTest, AQuoteOutOfPlaceIsNamedByLineAndColumn)
{
    EXPECT_TRUE(problem("a,b\n1,\"2\n3,4\n").contains(u"Line 2, column 2: a quote is opened there and never closed"_s))
        << qPrintable(problem("a,b\n1,\"2\n3,4\n"));
    EXPECT_TRUE(problem("a,b,c\n1,2,3\n4,5\"6,7\n").contains(u"Line 3, column 2: a quote stands in the middle"_s));
    EXPECT_TRUE(problem("a,b\n\"1\"x,2\n").contains(u"Line 2, column 1"_s));
    EXPECT_TRUE(problem("a\n\"1\n1\"x\n").contains(u"Line 2, column 1"_s)) << "where the cell begins";
}

TEST(CsvTest, KeepsItsLimits)
{
    EXPECT_TRUE(problem("a\xE9\n").contains(u"UTF-8"_s));
    EXPECT_TRUE(problem(QByteArray(limits::csvBytesMax + 1, 'a')).contains(u"in parts"_s));
    EXPECT_EQ(rows(QByteArray(limits::csvBytesMax, 'a')).size(), 1);
    const QByteArray most = QByteArray("x\n").repeated(limits::csvRowsMax);
    EXPECT_EQ(rows(most).size(), limits::csvRowsMax);
    EXPECT_TRUE(problem(most + "x\n").contains(u"rows"_s));
    EXPECT_EQ(rows(QByteArray("a\0b,c\n", 6)).first().cells.size(), 2) << "a NUL ends nothing";
}
