#include "platform/paper/painted_record.h"

#include "core/forms/form_text.h"
#include "core/pictures/picture.h"
#include "platform/paper/picture_painter.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QLocale>
#include <QPageLayout>
#include <QPageSize>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct PaperWords {
    Q_DECLARE_TR_FUNCTIONS(PaperWords)
};

constexpr qreal askedPoints = 9;   // as in styleSheet()
constexpr qreal headMm = 12, footMm = 12;

/// @p mm on @p device in its dots.
qreal dots(const QPaintDevice &device, qreal mm) { return mm * device.logicalDpiY() / 25.4; }

/// The government's marking for what would harm people if it were lost (Government Security Classifications).
//: The government's marking at the head of a printed record. Not translated in practice; kept where a language has its own.
QString marking() { return PaperWords::tr("OFFICIAL-SENSITIVE"); }

/// Somebody's words for a page: what could turn or hide the words around them goes, and nothing of them is a mark-up.
QString set(const QString &words) { return withoutHiddenMarks(words).toHtmlEscaped().replace(u'\n', u"<br>"_s); }

QString row(const QString &name, const QString &value)
{
    return value.isEmpty() ? QString() : u"<tr><td class=\"name\">%1</td><td>%2</td></tr>"_s.arg(set(name), set(value));
}

QString sizeWords(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }

/// A picture with its name below it; any other file by its name, kind, size and hash, so that whoever has it can tell that it is this one.
QString htmlOf(const QList<NamedFile> &files, const PrintedRecord &record)
{
    QString html;
    for (const NamedFile &file : files) {
        const PrintedFile here = record.files.value(file.sha);
        const QString name = fileTitle(file.name) + u" · "_s + sizeWords(file.sizeBytes);
        if (here.state == PrintedFile::State::Here && canBePrinted(here.picture)) {
            html += u"<p class=\"picture\"><img src=\"%1\"></p><p class=\"caption\">%2</p>"_s.arg(file.sha, set(name));
            continue;
        }
        QString why;
        if (here.state == PrintedFile::State::Elsewhere) {
            //: On a printed record, after the name of a photo or file: only the device that took it has it.
            why = PaperWords::tr("Not on this device yet, so it is not printed.");
        } else if (here.state == PrintedFile::State::Damaged || isPictureKind(file.mime)) {
            //: On a printed record, after the name of a photo: what is stored of it cannot be read.
            why = PaperWords::tr("It is on this device but cannot be shown.");
        } else {
            //: On a printed record, after the name of a file that is no picture.
            why = PaperWords::tr("A file beside this record, kept on this device.");
        }
        //: On a printed record: what a file is. %1 is its kind ("application/pdf"), %2 the digest that tells it from every other file.
        html += u"<p class=\"answer\">%1</p><p class=\"caption\">%2<br>%3</p>"_s.arg(set(name), set(why),
                                                                                     set(PaperWords::tr("%1, SHA-256 %2").arg(file.mime, file.sha)));
    }
    return html;
}

QString htmlOf(const PrintedRecord &record)
{
    QString html = u"<h1>%1</h1><table cellpadding=\"2\">"_s.arg(set(record.title));
    //: On a printed record, before its author's name.
    html += row(PaperWords::tr("Written by"), record.author);
    //: On a printed record, before the day and time it was completed.
    html += row(PaperWords::tr("When"), record.when);
    //: On a printed record, before "Completed", "Draft" or "Entered in error".
    html += row(PaperWords::tr("State"), record.state);
    //: On a printed record, before the name and version of its form.
    html += row(PaperWords::tr("Form"), record.activity);
    //: On a printed record, before its number.
    html += row(PaperWords::tr("Record"), record.id.toString());
    html += u"</table>"_s;
    for (const AnsweredLine &line : record.lines) {
        if (line.kind == AnsweredLine::Kind::Heading)
            html += u"<h2>%1</h2>"_s.arg(set(line.label));
        else if (!line.files.isEmpty())
            html += u"<p class=\"asked\">%1</p>"_s.arg(set(line.label)) + htmlOf(line.files, record);
        else
            html += u"<p class=\"asked\">%1</p><p class=\"%3\">%2</p>"_s.arg(set(line.label), set(line.text),
                                                                             line.kind == AnsweredLine::Kind::Narrative ? u"said"_s : u"answer"_s);
    }
    if (!record.hands.isEmpty()) {
        //: Heading on a printed record over who has completed, read and signed it.
        html += u"<h2>%1</h2>"_s.arg(set(PaperWords::tr("Steps and signatures")));
    }
    for (const PrintedHand &hand : record.hands) {
        html += u"<p class=\"asked\">%1</p><p class=\"answer\">%2</p>"_s.arg(
            set(hand.what), set(hand.who + u", "_s + hand.when + (hand.signature.isEmpty() ? QString() : u". "_s + hand.signature)));
        if (!hand.text.isEmpty())
            html += u"<p class=\"said\">%1</p>"_s.arg(set(hand.text));
    }
    return html;
}

/// The light look of the app (qml/theme/LightColors.qml): paper has no dark one.
QString styleSheet()
{
    return u"h1 { color: #13201E; font-size: 20pt; margin-bottom: 6px; }"
           "h2 { color: #0B5D5B; font-size: 13pt; margin-top: 22px; margin-bottom: 4px; }"
           "p.asked { color: #4D5B58; font-size: 9pt; margin-top: 12px; margin-bottom: 1px; }"
           "p.answer, p.said { color: #13201E; font-size: 11pt; margin-top: 0; margin-bottom: 2px; }"
           "p.picture { margin-top: 4px; margin-bottom: 2px; } p.caption { color: #4D5B58; font-size: 8.5pt; margin-top: 0; margin-bottom: 6px; }"
           "td { color: #13201E; font-size: 10pt; padding-right: 18px; } td.name { color: #4D5B58; }"_s;
}

/// Not the app's Inter: it draws the colon of 14:02 and the signs of 50% by letters of their own, which nobody can copy, search or have
/// read aloud in the PDF (seen with Qt 6.4).
QFont font(qreal points, QFont::Weight weight = QFont::Normal)
{
    QFont font;
    font.setFamilies({ u"Noto Sans"_s, u"Liberation Sans"_s, u"DejaVu Sans"_s });
    font.setPointSizeF(points);
    font.setWeight(weight);
    return font;
}

/// Whether @p block stands over what follows: a heading, a question over its answer, a picture over its name.
bool leads(const QTextBlock &block)
{
    return block.blockFormat().headingLevel() > 0 || block.charFormat().fontPointSize() == askedPoints
        || block.text().contains(QChar::ObjectReplacementCharacter);
}

/// A heading or a question at the foot of a page goes over to the next one with what it stands over.
void keepTogether(QTextDocument &document, qreal pageHeight)
{
    const auto pageOf = [&](const QTextBlock &block) {
        const QRectF place = document.documentLayout()->blockBoundingRect(block);
        const qreal line = block.layout()->lineCount() > 0 ? block.layout()->lineAt(0).y() : 0;
        return static_cast<int>((place.top() + line + 1) / pageHeight);
    };
    constexpr int passesMax = 8;   // each brings what follows it into another place
    for (int pass = 0; pass < passesMax; ++pass) {
        QList<QTextBlock> parted;   // what goes over to the next page: the first of all that stand over what is there already
        for (QTextBlock block = document.begin(); block.next().isValid(); block = block.next()) {
            if (!leads(block) || pageOf(block) == pageOf(block.next()))
                continue;
            QTextBlock first = block;
            while (first.previous().isValid() && leads(first.previous()))
                first = first.previous();
            if (first.blockFormat().pageBreakPolicy() == QTextFormat::PageBreak_Auto && !parted.contains(first))
                parted.append(first);
        }
        if (parted.isEmpty())
            return;
        for (const QTextBlock &block : std::as_const(parted)) {
            QTextBlockFormat format = block.blockFormat();
            format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
            QTextCursor(block).setBlockFormat(format);
        }
        // Laid out anew as a whole: after single changes Qt 6.4 counts too few pages.
        document.markContentsDirty(0, document.characterCount());
    }
}

/// A paragraph that goes over the end of a page becomes two. Of one that begins on an earlier page Qt 6.4 writes the line before the
/// page's first one once more: clipped, so nobody sees it, but whoever searches, copies or listens finds it twice.
void splitAtPages(QTextDocument &document, qreal pageHeight)
{
    QList<int> starts;   // of lines that are the first of their page, within a paragraph
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const qreal top = document.documentLayout()->blockBoundingRect(block).top();
        const auto pageOf = [&](int line) { return static_cast<int>((top + block.layout()->lineAt(line).y() + 1) / pageHeight); };
        for (int line = 1; line < block.layout()->lineCount(); ++line) {
            if (pageOf(line) != pageOf(line - 1))
                starts.append(block.position() + block.layout()->lineAt(line).textStart());
        }
    }
    for (auto at = starts.crbegin(); at != starts.crend(); ++at) {   // from the last: the places before it stay
        QTextCursor cursor(&document);
        cursor.setPosition(*at);
        if (document.characterAt(*at - 1) == QChar::LineSeparator)
            cursor.deletePreviousChar();   // the new paragraph begins a line by itself
        QTextBlockFormat before = cursor.blockFormat(), after = before;
        before.setBottomMargin(0);
        after.setTopMargin(0);
        after.setPageBreakPolicy(QTextFormat::PageBreak_Auto);
        cursor.setBlockFormat(before);
        cursor.insertBlock(after);
    }
    if (!starts.isEmpty())
        document.markContentsDirty(0, document.characterCount());   // as in keepTogether()
}

void drawEdges(QPainter &painter, const PrintedRecord &record, QSizeF page, int number, int count)
{
    const auto dots = [&painter](qreal mm) { return sightline::dots(*painter.device(), mm); };
    painter.setPen(QColor(0x0B5D5B));
    painter.setFont(font(9, QFont::DemiBold));
    painter.drawText(QRectF(0, 0, page.width() * 0.65, dots(6)), Qt::AlignLeft | Qt::AlignTop, withoutHiddenMarks(record.council).simplified());
    painter.setPen(QColor(0xA1221D));
    painter.drawText(QRectF(page.width() * 0.65, 0, page.width() * 0.35, dots(6)), Qt::AlignRight | Qt::AlignTop, marking());
    painter.setPen(QPen(QColor(0xDAD7CE), dots(0.17)));
    painter.drawLine(QPointF(0, dots(7)), QPointF(page.width(), dots(7)));
    painter.setPen(QColor(0x4D5B58));
    painter.setFont(font(8));
    const QRectF foot(0, page.height() - dots(5), page.width(), dots(5));
    //: At the foot of each printed page. %1 is a day and time, %2 a person.
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignBottom,
                     PaperWords::tr("Printed %1 by %2").arg(record.printedAt, withoutHiddenMarks(record.printedBy).simplified()));
    // On a line of its own: beside the rest it would run into the page's number.
    painter.drawText(foot.translated(0, -dots(4)), Qt::AlignLeft | Qt::AlignBottom, withoutHiddenMarks(record.version).simplified());
    //: At the foot of each printed page. %1 is its number, %2 how many there are.
    painter.drawText(foot, Qt::AlignRight | Qt::AlignBottom, PaperWords::tr("Page %1 of %2").arg(number).arg(count));
}

} // namespace

Result<void> paintRecord(const PrintedRecord &record, QPagedPaintDevice &device)
{
    device.setPageSize(QPageSize(QPageSize::A4));
    device.setPageMargins(QMarginsF(18, 14, 18, 14), QPageLayout::Millimeter);
    const QSizeF page(device.width(), device.height());
    const QSizeF body(page.width(), page.height() - dots(device, headMm) - dots(device, footMm));

    QTextDocument document;
    document.documentLayout()->setPaintDevice(&device);
    document.setDocumentMargin(0);
    document.setDefaultFont(font(11));
    document.setDefaultStyleSheet(styleSheet());
    document.setHtml(htmlOf(record));
    PicturePainter pictures(record);
    pictures.placeIn(document);
    document.setPageSize(body);
    keepTogether(document, body.height());
    splitAtPages(document, body.height());

    QPainter painter;
    if (!painter.begin(&device))
        return Error { ErrorCode::StorageFailure, u"The pages could not be begun."_s };
    const int count = document.pageCount();
    for (int number = 1; number <= count; ++number) {
        if (number > 1 && !device.newPage())
            return Error { ErrorCode::StorageFailure, u"A page could not be begun."_s };
        drawEdges(painter, record, page, number, count);
        painter.save();
        painter.translate(0, dots(device, headMm) - (number - 1) * body.height());
        const qreal edge = dots(device, 1.35);   // a line is three times as high
        // A little less than the page: a line that only touches its edge is the next one's, and would be written unseen on both.
        document.drawContents(&painter, QRectF(0, (number - 1) * body.height() + edge, body.width(), body.height() - 2 * edge));
        painter.restore();
    }
    return painter.end() ? Result<void>() : Error { ErrorCode::StorageFailure, u"The pages could not be written."_s };
}

} // namespace sightline
