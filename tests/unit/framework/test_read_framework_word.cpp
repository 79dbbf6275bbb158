#include "core/base/limits.h"
#include "core/framework/word/read_framework_file.h"
#include "core/framework/word/read_framework_word.h"
#include "tests/unit/framework/made_documents.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

FrameworkDocument read(const QString &name)
{
    const auto document = readFrameworkWord(MadeDocuments::all().content(name));
    EXPECT_TRUE(document) << name.toStdString() << ": " << (document ? "" : document.error().detail.toStdString());
    return document ? *document : FrameworkDocument();
}

Error refusal(const QString &name)
{
    const auto document = readFrameworkWord(MadeDocuments::all().content(name));
    EXPECT_FALSE(document) << name.toStdString();
    return document ? Error { ErrorCode::InvalidInput, {} } : document.error();
}

QStringList cellsOf(const DocumentRow &row)
{
    QStringList cells;
    for (const DocumentCell &cell : row.cells)
        cells.append(cellText(cell));
    return cells;
}

QStringList noticesOf(const FrameworkDocument &document)
{
    QStringList texts;
    for (const Notice &notice : document.notices)
        texts.append(notice.text);
    return texts;
}

/// What its reader must see before it is installed.
QStringList findingsOf(const FrameworkDocument &document)
{
    QStringList texts;
    for (const Notice &notice : document.notices) {
        if (notice.mustBeSeen)
            texts.append(notice.text);
    }
    return texts;
}

} // namespace

TEST(ReadFrameworkWordTest, CompilesTheRealFrameworkToTheVeryResultOfItsText)
{
    const CompiledFramework wanted = *compileWithBuiltInTables(builtInFramework());
    for (const QString &heads : { u"rows"_s, u"cells"_s, u"styles"_s }) {
        const FrameworkDocument document = read(u"framework_"_s + heads);
        EXPECT_EQ(findingsOf(document), QStringList()) << heads.toStdString();
        const auto compiled = compileWithBuiltInTables(document);
        ASSERT_TRUE(compiled);
        EXPECT_EQ(compiled->title, wanted.title) << heads.toStdString();
        expectSameFramework(*compiled, wanted);
    }
}

TEST(ReadFrameworkWordTest, TheComparisonCatchesOneChangedWord)
{
    FrameworkDocument document = read(u"framework_rows"_s);
    document.services[20].rows[1].cells[4].first().text = u"6/8 weekly."_s;
    const CompiledFramework changed = *compileWithBuiltInTables(document);
    EXPECT_NE(toJson(withoutPlaces(changed)), toJson(withoutPlaces(*compileWithBuiltInTables(builtInFramework()))));
}

TEST(ReadFrameworkWordTest, NamesEveryLineThatHoldsWords)
{
    const FrameworkDocument document = read(u"small"_s);
    EXPECT_EQ(document.title, u"A Framework"_s);
    ASSERT_EQ(document.services.size(), 1);
    EXPECT_EQ(document.services[0].name, u"Fostering"_s);
    ASSERT_EQ(document.services[0].rows.size(), 2);
    EXPECT_EQ(cellsOf(document.services[0].rows[1]), (QStringList { u"Dip sample"_s, u"A way"_s, u"A reason"_s, u"Team Manager"_s, u"Weekly"_s }));
    EXPECT_EQ(document.countOf(LineUse::Title), 1);
    EXPECT_EQ(document.countOf(LineUse::Heading), 1);
    EXPECT_EQ(document.countOf(LineUse::ColumnHeading), 8);
    EXPECT_EQ(document.countOf(LineUse::Cell), 10);
    EXPECT_EQ(document.notices, QList<Notice>());
}

TEST(ReadFrameworkWordTest, ReadsTrackedChangesAsAcceptedAndSaysSo)
{
    const FrameworkDocument document = read(u"tracked"_s);
    ASSERT_EQ(document.services[0].rows.size(), 3) << "the deleted row is left out, the inserted one is taken";
    EXPECT_EQ(cellText(document.services[0].rows[0].cells[4]), u"Weekly"_s);
    EXPECT_EQ(cellText(document.services[0].rows[2].cells[0]), u"Row ins"_s);
    EXPECT_EQ(findingsOf(document),
              (QStringList { u"Table 1, row 3: words that tracked changes insert were taken as accepted."_s,
                             u"Table 1, row 3: words that tracked changes delete were left out."_s,
                             u"Table 1, row 5: a row that tracked changes delete was left out."_s,
                             u"Table 1, row 6: a row that tracked changes insert was taken as accepted."_s }));
    EXPECT_EQ(cellText(read(u"joined"_s).services[0].rows[0].cells[0]), u"Case audit"_s) << "the end of a paragraph was deleted";
}

TEST(ReadFrameworkWordTest, GivesAMergedCellToEachRowItStandsInAndToItsFirstColumn)
{
    const FrameworkDocument document = read(u"merged"_s);
    ASSERT_EQ(document.services[0].rows.size(), 3);
    EXPECT_EQ(cellsOf(document.services[0].rows[1]),
              (QStringList { u"Case audit"_s, u"Another way"_s, u"Another reason"_s, u"Head of Service"_s, u"Weekly"_s }));
    EXPECT_EQ(cellsOf(document.services[0].rows[2]), (QStringList { u"Dip sample"_s, u"A way"_s, u"A reason"_s, u"Team Manager"_s, QString() }));
    EXPECT_EQ(
        findingsOf(document),
        (QStringList {
            u"Table 1, row 4: a cell is merged with the one above it; its words were taken for this row too."_s,
            u"Table 1, row 5: one cell covers the columns Lead (Who) to Frequency (When); its words were taken for the first of them, and the others as blank."_s }));
    const FrameworkDocument split = read(u"split"_s);
    EXPECT_EQ(cellText(split.services[0].rows[0].cells[4]), u"Monthly\n(all staff)"_s);
    EXPECT_EQ(findingsOf(split), QStringList { u"Table 1, row 3: it has 6 cells; what stands below one column heading was taken together."_s });
}

TEST(ReadFrameworkWordTest, ReadsWhatWordsAreWrappedInAndNamesWhatIsNoWords)
{
    const FrameworkDocument document = read(u"odd"_s);
    ASSERT_EQ(document.services[0].rows.size(), 2);
    EXPECT_EQ(cellsOf(document.services[0].rows[0]), (QStringList { u"Case audit"_s, u"first\nsecond"_s, u"A reason"_s, u"Team Manager"_s, u"Monthly"_s }));
    EXPECT_EQ(cellText(document.services[0].rows[1].cells[0]), u"Dip sample"_s) << "in a content control, without another's prompt";
    EXPECT_EQ(noticesOf(document),
              (QStringList { u"1 lines are numbered or bulleted by the word processor; the numbers are not part of the words."_s,
                             u"Table 1, row 3: hidden words were left out."_s,
                             u"Table 1, row 4: a footnote was not read. What it says has to stand in the cell itself."_s,
                             u"Table 1, row 4: a comment was not read."_s, u"Table 1, row 5: an empty row was left out."_s,
                             u"A line below the last table is no part of the framework and was set aside."_s }));
    const FrameworkDocument inner = read(u"nested"_s);
    EXPECT_EQ(cellText(inner.services[0].rows[0].cells[1]), u"A way\ninner one\ninner two"_s);
    EXPECT_EQ(findingsOf(inner), QStringList { u"Table 1, row 3: a table stands inside a cell; its cells were taken as lines of that cell."_s });
}

TEST(ReadFrameworkWordTest, TellsTheFrameworksTablesFromOthersAndOneThatGoesOn)
{
    const FrameworkDocument document = read(u"other_tables"_s);
    EXPECT_EQ(document.title, u"A Framework"_s);
    ASSERT_EQ(document.services.size(), 1);
    EXPECT_EQ(document.services[0].name, u"Fostering"_s);
    EXPECT_EQ(document.services[0].rows.size(), 2);
    EXPECT_EQ(findingsOf(document).size(), 2);
    EXPECT_TRUE(findingsOf(document)[0].startsWith(u"Table 1 does not begin with the column headings"_s)) << findingsOf(document)[0].toStdString();
    EXPECT_EQ(findingsOf(document)[1], u"Table 3, row 1: this table has no heading; its rows were taken to be of the service above it."_s);
}

TEST(ReadFrameworkWordTest, RunsNoMacroAndFetchesNothing)
{
    EXPECT_EQ(findingsOf(read(u"macros"_s)), QStringList { u"The file holds macros. They were not run and are no part of what is installed."_s });
    EXPECT_EQ(findingsOf(read(u"external"_s)), QStringList { u"The file refers to 1 parts outside itself (pictures, a template). Nothing was fetched."_s })
        << "a link is nothing that is fetched";
}

TEST(ReadFrameworkWordTest, RefusesWhatIsTooLargeAndSaysWhere)
{
    struct Case {
        QString name;
        ErrorCode code;
        QString says;
    };
    const QList<Case> cases {
        { u"many_rows"_s, ErrorCode::TooLarge, u"Table 1, row 5001: the document has more than 25000 table cells"_s },
        { u"bomb"_s, ErrorCode::TooLarge, u"larger than 32 MiB once unpacked"_s },
        { u"lying_bomb"_s, ErrorCode::InvalidInput, u"damaged"_s },
        { u"deep"_s, ErrorCode::TooLarge, u"Table 1, row 3: more is nested here"_s },
        { u"doctype"_s, ErrorCode::InvalidInput, u"declares a document type"_s },
        { u"cut"_s, ErrorCode::InvalidInput, u"no zip file"_s },
        { u"no_document"_s, ErrorCode::InvalidInput, u"its part word/document.xml is missing"_s },
        { u"broken_xml"_s, ErrorCode::InvalidInput, u"is damaged"_s },
        { u"protected"_s, ErrorCode::InvalidInput, u"protected by a password"_s },
        { u"lacking"_s, ErrorCode::InvalidInput, u"Table 1, row 2: the table's column headings lack \"Frequency (When)\""_s },
        { u"empty"_s, ErrorCode::InvalidInput, u"No table was found"_s },
    };
    for (const Case &one : cases) {
        const Error error = refusal(one.name);
        EXPECT_EQ(error.code, one.code) << one.name.toStdString();
        EXPECT_TRUE(error.detail.contains(one.says)) << one.name.toStdString() << ": " << error.detail.toStdString();
    }
    EXPECT_EQ(readFrameworkWord(QByteArray(limits::wordFileBytesMax + 1, ' ')).error().code, ErrorCode::TooLarge);
}

TEST(ReadFrameworkWordTest, ACutFileNeverBreaksTheReader)
{
    const QByteArray whole = MadeDocuments::all().content(u"small"_s);
    int refused = 0;
    for (qsizetype size = 0; size < whole.size(); size += 499)
        refused += readFrameworkWord(whole.first(size)) ? 0 : 1;
    EXPECT_GT(refused, 10);
}

TEST(ReadFrameworkFileTest, KnowsADocumentByWhatItIs)
{
    const QByteArray word = MadeDocuments::all().content(u"small"_s);
    EXPECT_EQ(readFrameworkFile(word, u"framework.txt"_s)->title, u"A Framework"_s);
    EXPECT_TRUE(readFrameworkFile("not a word", u"framework.docx"_s).error().detail.contains(u"no zip file"_s));
    const auto table =
        readFrameworkFile("Service,Activity,How,Purpose,Lead,Frequency\nFostering,Case audit,,,Team Manager,Monthly\n", u"/srv/Autumn edition.CSV"_s);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->title, u"Autumn edition"_s);
    EXPECT_EQ(table->services.size(), 1);
    EXPECT_EQ(readFrameworkFile(builtInFramework(), u"framework"_s)->services.size(), 28);
}
