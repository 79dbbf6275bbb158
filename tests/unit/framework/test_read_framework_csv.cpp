#include "core/framework/read_framework_csv.h"
#include "tests/unit/framework/made_documents.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray quoted(QString text) { return '"' + text.replace(u'"', u"\"\""_s).toUtf8() + '"'; }

QString refusal(const QByteArray &table)
{
    const auto document = readFrameworkCsv(table);
    EXPECT_FALSE(document) << table.toStdString();
    return document ? QString() : document.error().detail;
}

} // namespace

TEST(ReadFrameworkCsvTest, CompilesTheRealFrameworkToTheVeryResultOfItsText)
{
    const CompiledFramework wanted = *compileWithBuiltInTables(builtInFramework());
    QByteArray table = "Directorate;Service;Team;Activity (What);How;Purpose (Why);Lead (Who);Frequency (When)\r\n";
    for (const CompiledService &service : wanted.services) {
        for (const CompiledActivity &compiled : service.activities) {
            const Activity &row = compiled.activity;
            QByteArrayList cells;
            for (const QString &cell :
                 { service.directorate, service.name, service.subTeam.value_or(QString()), row.what, row.how, row.why, row.lead, row.frequency })
                cells.append(quoted(cell));
            table += cells.join(';') + "\r\n";
        }
    }
    const auto document = readFrameworkCsv(table);
    ASSERT_TRUE(document) << document.error().detail.toStdString();
    CompiledFramework compiled = *compileWithBuiltInTables(*document);
    compiled.title = wanted.title;
    expectSameFramework(compiled, wanted);
}

TEST(ReadFrameworkCsvTest, TakesColumnsInAnyOrderAndRowsOfAServiceTogether)
{
    const auto document = readFrameworkCsv("When,Who,Activity,Service,How,Why,Budget\nMonthly,Team Manager,One,Fostering,,,\n"
                                           "Weekly,Team Manager,Two,Adoption,,,7\nYearly,Team Manager,\"Three\nparts\",Fostering,a,b,\n");
    ASSERT_TRUE(document) << document.error().detail.toStdString();
    ASSERT_EQ(document->services.size(), 2);
    EXPECT_EQ(document->services[0].name, u"Fostering"_s);
    ASSERT_EQ(document->services[0].rows.size(), 2);
    EXPECT_EQ(cellText(document->services[0].rows[1].cells[0]), u"Three\nparts"_s);
    EXPECT_EQ(document->services[0].rows[1].line, 4);
    ASSERT_EQ(document->notices.size(), 1);
    EXPECT_EQ(document->notices[0].text, u"The column \"Budget\" is no part of a framework and was set aside."_s);
    EXPECT_TRUE(document->notices[0].mustBeSeen);
}

TEST(ReadFrameworkCsvTest, SaysWhichLineIsWrongAndHow)
{
    const QByteArray heads = "Service,Activity,How,Purpose,Lead,Frequency\n";
    EXPECT_TRUE(refusal("").startsWith(u"The table is empty"_s));
    EXPECT_TRUE(refusal(heads).startsWith(u"The table has no rows"_s));
    EXPECT_TRUE(refusal("Activity,How,Purpose,Lead,Frequency\na,b,c,d,e\n").startsWith(u"Line 1: the table has no column \"Service\""_s));
    EXPECT_TRUE(refusal("Service,Activity,How,Purpose,Lead,When,Frequency\n").startsWith(u"Line 1: two columns are called Frequency (When)"_s));
    EXPECT_TRUE(refusal(heads + "Fostering,a,,,,Monthly\n,b,,,,Monthly\n").startsWith(u"Line 3: the row names no service"_s));
    EXPECT_TRUE(refusal(heads + "Fostering,\"a,,,,Monthly\n").startsWith(u"Line 2, column 2: a quote is opened"_s));
    QByteArray many = heads;
    for (int i = 0; i < 10'000; ++i)
        many += "F,a,,,,\n";
    EXPECT_TRUE(refusal(many).startsWith(u"The table has more than 1000 rows"_s)) << refusal(many).toStdString();
}
