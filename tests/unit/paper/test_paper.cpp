#include "core/forms/answer_value.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/packs/forms/form_packs.h"
#include "platform/paper/record_pdf.h"
#include "platform/printing/system_printers.h"
#include "tests/unit/packs/form_filler.h"
#include "tests/unit/store/store_fixture.h"

#include "core/forms/form_text.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QPrinter>
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
        return wordsIn(path(), withEdges);
    }
    static QString wordsIn(const QString &path, bool withEdges)
    {
        QStringList arguments { u"-layout"_s, u"-enc"_s, u"UTF-8"_s };
        if (!withEdges)
            arguments += { u"-x"_s, u"0"_s, u"-y"_s, u"68"_s, u"-W"_s, u"595"_s, u"-H"_s, u"708"_s };   // points of an A4 page
        QProcess reader;
        reader.start(u"pdftotext"_s, arguments + QStringList { path, u"-"_s });
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
            EXPECT_TRUE(line.files.isEmpty() ? words.contains(bare(line.text)) : words.contains(bare(fileTitle(line.files.last().name))))
                << qPrintable(pack.id + u' ' + line.key + u": "_s + line.text);
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
    PrintedRecord part = recordOf(u"Home visit note"_s, { { u"a"_s, AnsweredLine::Kind::Narrative, u"What was said"_s, said, false } });
    part.version = u"For the practitioner, without family data"_s;
    const QString partWords = wordsOf(part, true);
    EXPECT_EQ(partWords.count(bare(u"For the practitioner, without family data"_s)), partWords.count(u"OFFICIAL-SENSITIVE"_s));
    EXPECT_FALSE(words.contains(bare(part.version)));
    EXPECT_TRUE(words.contains(bare(u"I saw it otherwise."_s)));
    const QString within = wordsIn(path(), false);   // a sentence may go on over the edges of two pages
    for (int i = 0; i < sentences; ++i)   // nothing is lost where a page ends
        EXPECT_EQ(within.count(u"Sentence%1."_s.arg(i)), 1) << i;
    for (int i = 0; i < sentences; ++i)   // nor written twice, unseen under the head of the next page
        EXPECT_LE(words.count(u"Sentence%1."_s.arg(i)), 1) << i;
}

TEST_F(PaperTest, NoWordsOfAPageAreWrittenOnceMoreOnTheNext)
{
    QList<AnsweredLine> lines;
    int sentences = 0;
    QStringList verse;
    for (int i = 0; i < 150; ++i)
        verse.append(i % 7 == 0 ? QString() : u"Line %1."_s.arg(i));   // each broken where its author did, some of them empty
    lines.append({ u"v"_s, AnsweredLine::Kind::Narrative, u"Line by line"_s, verse.join(u'\n'), false });
    for (int answer = 0; answer < 30; ++answer) {
        QString said;
        for (int i = 0; i < 7 * answer; ++i)
            said += u"Sentence %1. "_s.arg(sentences++);
        lines.append({ u"a%1"_s.arg(answer), AnsweredLine::Kind::Narrative, u"Question %1:"_s.arg(answer), said, false });
    }
    // The line from the page before stands under the head of the page, clipped: in what lies between head and foot each word is there once,
    // and in the whole, where a sentence may be broken by a foot and a head, none is there more often.
    const QString whole = wordsOf(recordOf(u"Home visit note"_s, lines), true), within = wordsIn(path(), false);
    int missing = 0, twice = 0;
    const auto look = [&](const QString &words) {
        missing += within.count(words) == 1 ? 0 : 1;
        twice += whole.count(words) > 1 ? 1 : 0;
    };
    for (int i = 0; i < sentences; ++i)
        look(u"Sentence%1."_s.arg(i));
    for (int i = 0; i < 150; ++i) {
        if (i % 7 != 0)
            look(u"Line%1."_s.arg(i));
    }
    for (int answer = 1; answer < 30; ++answer)
        look(u"Question%1:"_s.arg(answer));
    EXPECT_EQ(missing, 0) << "of " << sentences << " sentences";
    EXPECT_EQ(twice, 0) << "of " << sentences << " sentences";
}

TEST_F(PaperTest, WordsAreSetAsTheyAreAndNeverAsMarks)
{
    const QString hostile = u"<b>bold</b> <img src=\"file:///etc/passwd\"> &amp; <script>x</script>"_s;
    const QString words = wordsOf(recordOf(hostile, { { u"a"_s, AnsweredLine::Kind::Answer, u"Said"_s, hostile + u"\u202eevil"_s, false } }));
    EXPECT_EQ(words.count(bare(hostile)), 2);
}

QByteArray pictureOf(int width, int height, QColor color, const char *format = "jpeg")
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(color);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    EXPECT_TRUE(image.save(&buffer, format, 95));
    return bytes;
}

NamedFile fileNamed(const QString &name, const QByteArray &bytes, const QString &mime) { return { toHex(sha256(bytes)), name, mime, bytes.size() }; }

AnsweredLine lineOf(const QString &label, const QList<NamedFile> &files)
{
    QStringList names;
    for (const NamedFile &file : files)
        names.append(file.name);
    return { label, AnsweredLine::Kind::Answer, label, names.join(u'\n'), false, files };
}

class PicturesOnPaperTest : public PaperTest {
protected:
    /// The pages as they are printed, at 72 dots an inch.
    QList<QImage> pagesOf(const PrintedRecord &record)
    {
        EXPECT_TRUE(saveRecordPdf(record, path()));
        const QString folder = QFileInfo(path()).path();
        QProcess reader;
        reader.start(u"pdftoppm"_s, { u"-r"_s, u"72"_s, u"-png"_s, path(), folder + u"/page"_s });
        EXPECT_TRUE(reader.waitForFinished()) << "pdftoppm of poppler-utils is not here: run platform/setup --tests";
        QList<QImage> pages;
        for (const QString &name : QDir(folder).entryList({ u"page*.png"_s }, QDir::Files, QDir::Name)) {
            pages.append(QImage(folder + u'/' + name));
            if (const QString kept = qEnvironmentVariable("SIGHTLINE_PICTURES"); !kept.isEmpty())   // for somebody who wants to look
                QFile::copy(folder + u'/' + name,
                            kept + u"/paper-"_s + QString::fromLatin1(::testing::UnitTest::GetInstance()->current_test_info()->name()) + name);
            QFile::remove(folder + u'/' + name);
        }
        return pages;
    }
    /// How often, from the top of @p page to its foot at @p x, dots of about @p color begin.
    static int beginningsAt(const QImage &page, int x, QColor color)
    {
        int beginnings = 0;
        bool isWithin = false;
        for (int y = 0; y < page.height(); ++y) {
            const bool isIt = isNear(page.pixelColor(x, y), color);
            beginnings += isIt && !isWithin ? 1 : 0;
            isWithin = isIt;
        }
        return beginnings;
    }
    static bool isNear(const QColor &dot, const QColor &color)
    {
        constexpr int near = 24;
        return qAbs(dot.red() - color.red()) < near && qAbs(dot.green() - color.green()) < near && qAbs(dot.blue() - color.blue()) < near;
    }
    /// Where on @p page dots of about @p color are; empty: nowhere.
    static QRect placeOf(const QImage &page, QColor color)
    {
        QRect place;
        for (int y = 0; y < page.height(); ++y) {
            for (int x = 0; x < page.width(); ++x) {
                if (isNear(page.pixelColor(x, y), color))
                    place |= QRect(x, y, 1, 1);
            }
        }
        return place;
    }
    static void keep(PrintedRecord &record, const QByteArray &bytes) { record.files.insert(toHex(sha256(bytes)), { PrintedFile::State::Here, bytes }); }
};

TEST_F(PicturesOnPaperTest, APhotoADrawingAndASignatureStandUnderTheirQuestionWithTheirNames)
{
    const QByteArray photo = pictureOf(1600, 1200, QColor(200, 30, 30)), map = pictureOf(1200, 1008, QColor(30, 160, 30), "png"),
                     ink = pictureOf(1200, 384, QColor(30, 30, 200), "png");
    auto record = recordOf(u"Home visit note"_s,
                           { lineOf(u"Photos of what you saw"_s, { fileNamed(u"photo-1.jpg"_s, photo, u"image/jpeg"_s) }),
                             lineOf(u"Where on the body"_s, { fileNamed(u"drawing-1.png"_s, map, u"image/png"_s) }),
                             { u"n"_s, AnsweredLine::Kind::Narrative, u"What was said"_s, u"He fell off the trampoline."_s, false },
                             lineOf(u"By hand as well"_s, { fileNamed(u"drawing-2.png"_s, ink, u"image/png"_s) }) });
    for (const QByteArray &bytes : { photo, map, ink })
        keep(record, bytes);
    const QString words = wordsOf(record);
    for (const QString &name : { u"Photo1"_s, u"Drawing1"_s, u"Drawing2"_s })
        EXPECT_TRUE(words.contains(name)) << qPrintable(name);
    EXPECT_LT(words.indexOf(u"Photosofwhatyousaw"_s), words.indexOf(u"Photo1"_s));
    EXPECT_LT(words.indexOf(u"Whereonthebody"_s), words.indexOf(u"Drawing1"_s));
    const auto pages = pagesOf(record);
    QMap<QString, QSize> seen;
    for (const QImage &page : pages) {
        for (const auto &[name, color] : { std::pair(u"photo"_s, QColor(200, 30, 30)), { u"map"_s, QColor(30, 160, 30) }, { u"ink"_s, QColor(30, 30, 200) } }) {
            if (const QRect place = placeOf(page, color); place.width() > 50) {
                EXPECT_FALSE(seen.contains(name)) << "on two pages: " << qPrintable(name);
                seen.insert(name, place.size());
                EXPECT_TRUE(page.rect().adjusted(36, 50, -36, -40).contains(place)) << qPrintable(name);
            }
        }
    }
    ASSERT_EQ(seen.size(), 3);
    EXPECT_EQ(pages.size(), 2) << "a question waits for its picture on another page";
    EXPECT_NEAR(seen[u"photo"_s].width() * 3.0 / seen[u"photo"_s].height(), 4.0, 0.1);   // not stretched
    EXPECT_NEAR(seen[u"ink"_s].width() / double(seen[u"ink"_s].height()), 1200.0 / 384, 0.1);
}

TEST_F(PicturesOnPaperTest, ManyPhotosOfAnyShapeStayWithinTheirPages)
{
    QList<NamedFile> files;
    auto record = recordOf(u"Premises check"_s, {});
    const QList<QSize> shapes { { 2048, 1536 }, { 1536, 2048 }, { 2048, 40 }, { 40, 2048 }, { 31, 17 }, { 1, 1 } };
    for (int i = 0; i < 18; ++i) {
        const QSize shape = shapes[i % shapes.size()];
        const QByteArray bytes = pictureOf(shape.width(), shape.height(), QColor(200, 30, 30 + i));
        files.append(fileNamed(u"photo-%1.jpg"_s.arg(i + 1), bytes, u"image/jpeg"_s));
        keep(record, bytes);
    }
    record.lines = { lineOf(u"Photos"_s, files) };
    const QString words = wordsOf(record);
    for (int i = 0; i < 18; ++i)
        EXPECT_TRUE(words.contains(u"Photo%1·"_s.arg(i + 1))) << i;
    int withPictures = 0;
    for (const QImage &page : pagesOf(record)) {
        const QRect place = placeOf(page, QColor(200, 30, 40));
        withPictures += place.isEmpty() ? 0 : 1;
        EXPECT_TRUE(place.isEmpty() || page.rect().adjusted(36, 50, -36, -40).contains(place));
    }
    EXPECT_GE(withPictures, 4);
}

TEST_F(PicturesOnPaperTest, WhatIsNoPictureIsNotHereOrIsDamagedIsSaidByNameSizeAndHash)
{
    const QByteArray pdf = "%PDF-1.4 a plan", elsewhere = pictureOf(40, 40, Qt::red), damaged = pictureOf(300, 300, Qt::green).first(200);
    auto record = recordOf(u"Panel"_s,
                           { lineOf(u"Papers"_s,
                                    { fileNamed(u"a plan.pdf"_s, pdf, u"application/pdf"_s), fileNamed(u"photo-1.jpg"_s, elsewhere, u"image/jpeg"_s),
                                      fileNamed(u"photo-2.jpg"_s, damaged, u"image/jpeg"_s), fileNamed(u"photo-3.jpg"_s, "gone", u"image/jpeg"_s) }) });
    record.files.insert(toHex(sha256(pdf)), { PrintedFile::State::Here });
    record.files.insert(toHex(sha256(damaged)), { PrintedFile::State::Here, QByteArray("\x89PNG no more") });
    record.files.insert(toHex(sha256("gone")), { PrintedFile::State::Damaged });
    const QString words = wordsOf(record);
    EXPECT_TRUE(words.contains(bare(u"a plan.pdf · 15 bytes"_s))) << qPrintable(words);
    EXPECT_TRUE(words.contains(bare(u"application/pdf, SHA-256 "_s + toHex(sha256(pdf)))));
    EXPECT_EQ(words.count(bare(u"Not on this device"_s)), 1);
    EXPECT_EQ(words.count(bare(u"on this device but cannot be shown"_s)), 2);
}

TEST_F(PicturesOnPaperTest, AHostileFileNameIsOnlyWords)
{
    const QString hostile = u"\u202egpj.nalp <b>x</b>\u0007../../etc/passwd "_s + QString(255, u'w') + u".pdf"_s;
    const QString words = wordsOf(recordOf(u"Panel"_s, { lineOf(u"Papers"_s, { fileNamed(hostile, "x", u"text/<i>html</i>"_s) }) }));
    EXPECT_TRUE(words.contains(bare(u"gpj.nalp <b>x</b>../../etc/passwd"_s))) << qPrintable(words);
    EXPECT_TRUE(words.contains(bare(u"www.pdf · 1 byte"_s)));
    EXPECT_TRUE(words.contains(bare(u"text/<i>html</i>"_s)));
    EXPECT_FALSE(words.contains(QString(100, u'w')));
}

// Seen in readers that round a picture's edge to whole dots: a thin dark line above its pale frame.
TEST_F(PicturesOnPaperTest, NoLineOfAPictureStandsOutsideItsFrame)
{
    const QColor red(200, 30, 30);
    QList<NamedFile> files;
    auto record = recordOf(u"Premises check"_s, {});
    for (int i = 0; i < 12; ++i) {
        const QByteArray bytes = pictureOf(200 + 7 * i, 60 + 5 * i, red);
        files.append(fileNamed(u"photo-%1.jpg"_s.arg(i + 1), bytes, u"image/jpeg"_s));
        keep(record, bytes);
    }
    record.lines = { lineOf(u"Photos"_s, files) };
    int pictures = 0;
    for (const QImage &page : pagesOf(record))
        pictures += beginningsAt(page, page.width() / 5, red);
    EXPECT_EQ(pictures, 12);
}

class StoredPicturesOnPaperTest : public StoreTest { };

TEST_F(StoredPicturesOnPaperTest, ARecordBringsTheFilesThatAreHereAndSaysWhichAreNot)
{
    const QByteArray photo = pictureOf(60, 40, Qt::red), broken = pictureOf(50, 40, Qt::blue);
    for (const auto &[bytes, mime] : { std::pair(photo, u"image/jpeg"_s), { broken, u"image/jpeg"_s }, { QByteArray("%PDF-"), u"application/pdf"_s } })
        ASSERT_TRUE(store->transact([&, kept = bytes, kind = mime] { return store->files().put(kept, kind, clock.now()); }));
    ASSERT_TRUE(store->db().run("DELETE FROM file_chunk WHERE sha = ?", sha256(broken)));
    Draft draft { newId<RecordId>(clock, random), formBody(u"words"_s) };
    draft.body.state = RecordState::Draft;
    for (const QByteArray &bytes : { photo, broken, QByteArray("%PDF-"), QByteArray("never stored") }) {
        const auto number = draft.body.answers.size();
        draft.body.answers.insert(u"q%1"_s.arg(number), attachmentAnswer(toHex(sha256(bytes)), u"image/jpeg"_s, bytes.size(), u"photo-%1.jpg"_s.arg(number)));
    }
    ASSERT_TRUE(store->transact([&] { return store->drafts().save(draft); }));
    const auto printed = wholePrintedRecord(*store, englandCalendar(), draft.id, { Privileged::Included });
    ASSERT_TRUE(printed) << qPrintable(printed.error().detail);
    EXPECT_EQ(printed->lines.size(), 5);
    EXPECT_EQ(printed->files.size(), 3);
    EXPECT_EQ(printed->files.value(toHex(sha256(photo))).picture, photo);
    EXPECT_EQ(printed->files.value(toHex(sha256(broken))).state, PrintedFile::State::Damaged);
    EXPECT_EQ(printed->files.value(toHex(sha256("%PDF-"))).state, PrintedFile::State::Here);
    EXPECT_TRUE(printed->files.value(toHex(sha256("%PDF-"))).picture.isEmpty());
    EXPECT_FALSE(printed->files.contains(toHex(sha256("never stored"))));
    // Its form is not here, so that nobody can say which answers are privileged: none goes out but by choice.
    const auto unasked = printedRecord(*store, englandCalendar(), draft.id, {});
    ASSERT_TRUE(unasked) << qPrintable(unasked.error().detail);
    EXPECT_TRUE(unasked->files.isEmpty());
    ASSERT_EQ(unasked->lines.size(), 1);
    EXPECT_TRUE(unasked->lines.first().text.startsWith(u"Left out: its form is not on this device"_s)) << qPrintable(unasked->lines.first().text);
}

TEST_F(PaperTest, APrinterPaintsTheSameWordsOnTheSamePages)
{
    QString said;
    for (int i = 0; i < 600; ++i)
        said += u"Sentence %1. "_s.arg(i);
    const auto record = recordOf(u"Home visit note"_s, { { u"a"_s, AnsweredLine::Kind::Narrative, u"What was said"_s, said, false } });
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(path());
    ASSERT_GT(printer.resolution(), 300) << "finer than the PDF: what is painted follows the device";
    ASSERT_TRUE(printRecord(record, printer));
    const QString printed = wordsIn(path(), true), within = wordsIn(path(), false);
    for (int i = 0; i < 600; ++i)
        EXPECT_EQ(within.count(u"Sentence%1."_s.arg(i)), 1) << i;
    for (int i = 0; i < 600; ++i)
        EXPECT_LE(printed.count(u"Sentence%1."_s.arg(i)), 1) << i;
    for (const QString &words : { u"Home visit note"_s, u"Team Manager"_s, u"What was said"_s, u"Signed what is printed here"_s })
        EXPECT_TRUE(printed.contains(bare(words))) << qPrintable(words);
    const auto pages = printed.count(u"OFFICIAL-SENSITIVE"_s);
    EXPECT_GE(pages, 2);
    EXPECT_EQ(printed.count(bare(u"Printed Wed 25 Nov 2026, 10:00 by Head of Service"_s)), pages);
    for (int page = 1; page <= pages; ++page)
        EXPECT_TRUE(printed.contains(bare(u"Page %1 of %2"_s.arg(page).arg(pages)))) << page;
    QPrinter nowhere(QPrinter::HighResolution);
    nowhere.setOutputFormat(QPrinter::PdfFormat);
    nowhere.setOutputFileName(u"/nowhere/at/all.pdf"_s);
    EXPECT_FALSE(printRecord(record, nowhere));
}

TEST_F(PaperTest, APrinterThatIsNotThereAndTooManyCopiesAreRefused)
{
    const auto printers = systemPrinters();
    for (const PrinterChoice &printer : printers->all())
        EXPECT_FALSE(printer.id.isEmpty() || printer.name.isEmpty());
    const auto record = recordOf(u"A form"_s, {});
    EXPECT_EQ(printers->print(record, u"no such printer"_s, 1).error().code, ErrorCode::NotFound);
    EXPECT_EQ(printers->print(record, u"no such printer"_s, 0).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(printers->print(record, u"no such printer"_s, printedCopiesMax + 1).error().code, ErrorCode::InvalidInput);
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
