#include "core/framework/read_framework_text.h"
#include "core/packs/framework/framework_pack.h"

#include <QMap>
#include <QRegularExpression>

#include <gtest/gtest.h>

#include <iostream>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

QString trimmedLine(QString line)
{
    const auto isSpace = [](QChar c) { return c == u' ' || c == u'\t' || c == u'\u00a0' || c == u'\r'; };
    while (!line.isEmpty() && isSpace(line.back()))
        line.chop(1);
    while (!line.isEmpty() && isSpace(line.front()))
        line.remove(0, 1);
    return line;
}

/// Words of the document that are in no cell, heading, title or notice, and words of those that the document lacks.
/// Judged from the text and the result alone, not from the reader's own book-keeping.
QStringList unaccounted(const QByteArray &text, const FrameworkDocument &document)
{
    QMap<QString, int> open;
    QStringList lines = QString::fromUtf8(text).split(u'\n');
    for (const Notice &notice : document.notices) {
        if (notice.column > 0)
            lines[notice.line - 1].remove(QRegularExpression(u"\\[bookmark:[^]]*\\]|^[0-9]+$"_s));
    }
    for (const QString &line : lines) {
        if (const QString words = trimmedLine(line); !words.isEmpty())
            ++open[words];
    }
    const auto take = [&](const QString &words) { --open[words]; };
    take(document.title);
    for (const DocumentService &service : document.services) {
        for (const DocumentParagraph &heading : service.headings)
            take(heading.text);
        for (const DocumentRow &row : service.rows) {
            for (const DocumentCell &cell : row.cells) {
                for (const QString &paragraph : cellText(cell).split(u'\n', Qt::SkipEmptyParts))
                    take(paragraph);
            }
        }
    }
    // What may be left are the column headings of 27 tables and nothing else.
    for (const QString &word : { u"Activity"_s, u"(What)"_s, u"How"_s, u"Purpose"_s, u"(Why)"_s, u"Lead"_s, u"(Who)"_s, u"Frequency (When)"_s })
        open[word] -= 27;
    QStringList wrong;
    for (auto it = open.begin(); it != open.end(); ++it) {
        if (it.value() != 0)
            wrong.append(u"%1 × %2"_s.arg(it.value()).arg(it.key()));
    }
    return wrong;
}

FrameworkDocument builtIn()
{
    const auto document = readFrameworkText(builtInFramework());
    EXPECT_TRUE(document);
    return document ? *document : FrameworkDocument();
}

} // namespace

TEST(BuiltInDocumentTest, HasTwentyEightServicesAndItsRows)
{
    const Framework framework = frameworkOf(builtIn());
    QList<qsizetype> counts;
    for (const Service &service : framework.services)
        counts.append(service.activities.size());
    EXPECT_EQ(counts, (QList<qsizetype> { 9, 6, 6, 5, 9, 7, 6, 3, 8, 8, 7, 3, 8, 1, 4, 6, 4, 4, 5, 2, 11, 7, 3, 13, 5, 11, 3, 4 }));
    EXPECT_EQ(framework.activityCount(), 168);
    EXPECT_EQ(framework.directorates(),
              (QStringList { u"Resources, Improvement and Partnerships"_s, u"Family Support and Child Protection"_s, u"Learning and Early Support"_s }));
}

TEST(BuiltInDocumentTest, AccountsForEveryLineThatHoldsWords)
{
    const QByteArray text = builtInFramework();
    const FrameworkDocument document = builtIn();
    const QStringList wrong = unaccounted(text, document);
    EXPECT_TRUE(wrong.isEmpty()) << wrong.join(u'\n').toStdString();
    const QStringList lines = QString::fromUtf8(text).split(u'\n');
    int withWords = 0;
    for (qsizetype i = 0; i < document.lineUses.size(); ++i) {
        const bool hasWords = !trimmedLine(lines.at(i)).isEmpty();
        withWords += hasWords ? 1 : 0;
        EXPECT_EQ(document.lineUses[i] != LineUse::Blank, hasWords) << "line " << i + 1;
    }
    std::cout << "examined " << document.lineUses.size() << " lines, " << withWords << " with words: " << document.countOf(LineUse::Title) << " title, "
              << document.countOf(LineUse::Heading) << " headings, " << document.countOf(LineUse::ColumnHeading) << " column headings, "
              << document.countOf(LineUse::Cell) << " cells, " << document.countOf(LineUse::Notice) << " notices\n";
}

TEST(BuiltInDocumentTest, TheAccountsCatchALostLine)
{
    FrameworkDocument document = builtIn();
    document.services[3].rows[1].cells[2].removeFirst();
    EXPECT_EQ(unaccounted(builtInFramework(), document).size(), 1);
    document = builtIn();
    document.services[20].rows.removeLast();
    EXPECT_GE(unaccounted(builtInFramework(), document).size(), 4);
}

TEST(BuiltInDocumentTest, GivesEachOddityToTheRightPlace)
{
    const Framework framework = frameworkOf(builtIn());
    const auto at = [&](int service, int row) { return framework.services[service].activities[row - 1]; };
    EXPECT_EQ(at(2, 2).what, u"Annual Report-\nFoster Panel"_s);
    EXPECT_EQ(at(2, 5).frequency, u"Minimum weekly"_s);
    EXPECT_EQ(at(5, 3).frequency.section(u'\n', 0, 1), u"Ongoing\nCompleted"_s);
    EXPECT_EQ(framework.services[8].name, u"Commissioning"_s);
    EXPECT_EQ(framework.services[8].directorate, u"Resources, Improvement and Partnerships"_s);
    EXPECT_EQ(at(14, 4).what, u"QA and Performance meetings"_s);
    EXPECT_EQ(at(16, 1).frequency, u"Weekly\nMonthly\nMonthly"_s);
    EXPECT_EQ(at(23, 12).lead, u"Managers, Phase Leads and ACOs"_s);
    EXPECT_EQ(at(23, 13).what, u"Planned - case file audit and dip sampling - INTERNAL TO SENDACT AND WIDER INVOLVEMENT."_s);
    EXPECT_EQ(at(23, 13).lead, QString());
    EXPECT_EQ(framework.services[24].subTeam, u"ISO"_s);
    EXPECT_EQ(framework.services[25].subTeam, u"Local Offer"_s);
    EXPECT_EQ(at(25, 1).what, u"PCAN co-production meetings"_s);
    EXPECT_EQ(at(27, 4).frequency, u"Annual and then as required"_s);
    EXPECT_EQ(framework.services[20].activities[2].key, ActivityKey(u"early-support:direct-observation-of-practice"_s));
}

TEST(BuiltInDocumentTest, RefusesNoPrefixOfTheDocumentByACrash)
{
    const QByteArray text = builtInFramework();
    int refused = 0;
    for (qsizetype size = 0; size < text.size(); size += 997)
        refused += readFrameworkText(text.first(size)) ? 0 : 1;
    EXPECT_GE(refused, 1);
}
