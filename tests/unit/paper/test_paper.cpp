#include "core/packs/forms/form_packs.h"
#include "platform/paper/record_pdf.h"
#include "tests/unit/packs/form_filler.h"

#include "core/forms/form_text.h"

#include <QBuffer>
#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// What a text is without how it is broken into lines, without letters joined in print, and without pictures no font here has.
QString bare(const QString &text)
{
    QString out;
    for (const QChar c : withoutHiddenMarks(text).normalized(QString::NormalizationForm_KC)) {
        if (!c.isSpace() && !c.isSurrogate() && c.category() != QChar::Other_Format && c.category() != QChar::Other_Control)
            out.append(c);
    }
    return out;
}

class PaperTest : public ::testing::Test {
protected:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"p.pdf"_s); }
    /// The words of the pages, without what stands at the head and foot of each unless @p withEdges.
    QString wordsOf(const PrintedRecord &record, bool withEdges = false)
    {
        const auto saved = saveRecordPdf(record, path());
        EXPECT_TRUE(saved) << (saved ? "" : qPrintable(saved.error().detail));
        QStringList arguments { u"-layout"_s, u"-enc"_s, u"UTF-8"_s };
        if (!withEdges)
            arguments += { u"-x"_s, u"0"_s, u"-y"_s, u"68"_s, u"-W"_s, u"595"_s, u"-H"_s, u"708"_s };   // points of an A4 page
        QProcess reader;
        reader.start(u"pdftotext"_s, arguments + QStringList { path(), u"-"_s });
        EXPECT_TRUE(reader.waitForFinished()) << "pdftotext of poppler-utils is not here: run platform/setup --tests";
        EXPECT_EQ(reader.exitCode(), 0) << reader.readAllStandardError().constData();
        return bare(QString::fromUtf8(reader.readAllStandardOutput()));
    }
    static PrintedRecord recordOf(const QString &title, const QList<AnsweredLine> &lines)
    {
        SystemClock clock;
        SodiumRandom random;
        PrintedRecord record { .id = newId<RecordId>(clock, random) };
        record.council = u"Demo council"_s;
        record.title = title;
        record.author = u"Team Manager"_s;
        record.when = u"Mon 23 Nov 2026, 14:02"_s;
        record.state = u"Completed"_s;
        record.lines = lines;
        record.hands = { { u"reflection"_s, u"Practitioner"_s, u"Tue 24 Nov 2026, 09:00"_s, u"Signed what is printed here"_s, u"I saw it otherwise."_s } };
        record.printedBy = u"Head of Service"_s;
        record.printedAt = u"Wed 25 Nov 2026, 10:00"_s;
        return record;
    }

private:
    QTemporaryDir m_folder;
};

/// Words a font has letters for: random text is of every script, and a missing letter is no missing answer.
QList<AnsweredLine> readable(QList<AnsweredLine> lines)
{
    for (AnsweredLine &line : lines) {
        if (!std::all_of(line.text.cbegin(), line.text.cend(), [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; }))
            line.text = u"answer %1"_s.arg(qHash(line.key) % 100'000);
        // A row's heading may be what was typed into it; letters that run from right to left are read back in another order.
        if (line.label.isRightToLeft() || std::any_of(line.label.cbegin(), line.label.cend(), [](QChar c) { return c.script() == QChar::Script_Arabic; }))
            line.label = u"row %1"_s.arg(qHash(line.key) % 100'000);
    }
    return lines;
}

TEST_F(PaperTest, EveryAnswerOfEveryBuiltInFormIsOnItsPages)
{
    qsizetype answers = 0;
    for (const FormPack &pack : builtInForms()) {
        const Questionnaire form = readQuestionnaire(pack.questionnaire).value();
        FormFiller filler(form, worldOf(pack.meta, 0), 11);
        filler.begin();
        filler.complete({}, 90);
        for (const QString &role : form.laterRoles())
            filler.complete(role, 90);
        const auto lines = readable(answeredLines(form, filler.answers));
        ASSERT_GT(lines.size(), 3) << qPrintable(pack.id);
        const QString words = wordsOf(recordOf(form.title, lines));
        if (const QString folder = qEnvironmentVariable("SIGHTLINE_PICTURES"); !folder.isEmpty())   // for somebody who wants to look
            QFile::copy(path(), folder + u'/' + pack.id + u".pdf"_s);
        for (const AnsweredLine &line : lines) {
            EXPECT_TRUE(words.contains(bare(line.label))) << qPrintable(pack.id + u' ' + line.key + u": "_s + line.label);
            EXPECT_TRUE(words.contains(bare(line.text))) << qPrintable(pack.id + u' ' + line.key + u": "_s + line.text);
            answers += line.kind == AnsweredLine::Kind::Heading ? 0 : 1;
        }
    }
    std::printf("%lld answers read back from paper\n", static_cast<long long>(answers));
    EXPECT_FALSE(wordsOf(recordOf(u"A form"_s, {})).contains(u"An answer nobody gave"_s));   // what is read is what was printed
}

TEST_F(PaperTest, EachPageSaysWhoseItIsHowItIsMarkedAndWhoPrintedIt)
{
    constexpr int sentences = 900;
    QString said;
    for (int i = 0; i < sentences; ++i)
        said += u"Sentence %1. "_s.arg(i);
    const QString words = wordsOf(recordOf(u"Home visit note"_s, { { u"a"_s, AnsweredLine::Kind::Narrative, u"What was said"_s, said, false } }), true);
    EXPECT_GE(words.count(u"OFFICIAL-SENSITIVE"_s), 2);
    EXPECT_EQ(words.count(u"Democouncil"_s), words.count(u"OFFICIAL-SENSITIVE"_s));
    EXPECT_EQ(words.count(bare(u"Printed Wed 25 Nov 2026, 10:00 by Head of Service"_s)), words.count(u"OFFICIAL-SENSITIVE"_s));
    EXPECT_TRUE(words.contains(bare(u"Signed what is printed here"_s)));
    EXPECT_TRUE(words.contains(bare(u"I saw it otherwise."_s)));
    for (int i = 0; i < sentences; ++i)   // nothing is lost where a page ends
        EXPECT_TRUE(words.contains(u"Sentence%1."_s.arg(i))) << i;
}

TEST_F(PaperTest, WordsAreSetAsTheyAreAndNeverAsMarks)
{
    const QString hostile = u"<b>bold</b> <img src=\"file:///etc/passwd\"> &amp; <script>x</script>"_s;
    const QString words = wordsOf(recordOf(hostile, { { u"a"_s, AnsweredLine::Kind::Answer, u"Said"_s, hostile + u"\u202eevil"_s, false } }));
    EXPECT_EQ(words.count(bare(hostile)), 2);
}

TEST_F(PaperTest, AFileThatCannotBeWrittenIsSaidAndNothingIsLeft)
{
    const auto saved = saveRecordPdf(recordOf(u"A form"_s, {}), u"/nowhere/at/all.pdf"_s);
    ASSERT_FALSE(saved);
    EXPECT_TRUE(saved.error().detail.contains(u"The record is safe"_s));
    EXPECT_TRUE(neutralFileName(recordOf(u"Anna"_s, {}).id).startsWith(u"sightline-"_s));
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
