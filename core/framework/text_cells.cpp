#include "core/framework/text_cells.h"

#include "core/base/limits.h"

#include <QStringDecoder>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isSpace(QChar c) { return c == u' ' || c == u'\t' || c == u'\u00a0'; }

/// A line that may not be shown or stored as it is: the index of its first control character, or -1.
qsizetype firstControlCharacter(QStringView line)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i].unicode() < 0x20 && line[i] != u'\t')
            return i;
    }
    return -1;
}

/// Takes "[bookmark: …]" out of @p line; gives the column (from 1) of the first one, or 0.
int takeBookmarks(QString &line)
{
    int column = 0;
    for (qsizetype from = line.indexOf("[bookmark:"_L1); from >= 0; from = line.indexOf("[bookmark:"_L1, from)) {
        const qsizetype to = line.indexOf(u']', from);
        if (to < 0)
            break;
        if (column == 0)
            column = static_cast<int>(from) + 1;
        line.remove(from, to - from + 1);
    }
    return column;
}

Result<QStringList> linesOf(QByteArrayView text)
{
    if (text.size() > limits::frameworkBytesMax) {
        return Error { ErrorCode::TooLarge,
                       u"The document is larger than %1 MiB. Save only the framework's text and try again."_s.arg(limits::frameworkBytesMax / (1024 * 1024)) };
    }
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString all = decode(text);
    if (decode.hasError()) {
        // Decoded line by line only to say where; the whole has failed already.
        int line = 1;
        for (const QByteArray &bytes : text.toByteArray().split('\n')) {
            QStringDecoder decodeLine(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
            const QString ignored = decodeLine(bytes);
            if (decodeLine.hasError())
                break;
            ++line;
        }
        return Error { ErrorCode::InvalidInput, u"Line %1 is not UTF-8 text. Save the document as plain text in UTF-8 and try again."_s.arg(line) };
    }
    QStringList lines = all.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QString &line = lines[i];
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (const qsizetype at = firstControlCharacter(line); at >= 0) {
            return Error { ErrorCode::InvalidInput,
                           u"Line %1, column %2 holds a control character. Save the document as plain text in UTF-8 and try again."_s.arg(i + 1).arg(at + 1) };
        }
    }
    return lines;
}

bool startsCell(QStringView line)
{
    for (const QChar c : line) {
        if (c == u'\t')
            return true;
        if (!isSpace(c))
            return false;
    }
    return false;
}

} // namespace

DocumentParagraph paragraphOf(QStringView line, int number, int blankLinesBefore)
{
    qsizetype from = 0;
    qsizetype to = line.size();
    while (from < to && isSpace(line[from]))
        ++from;
    while (to > from && isSpace(line[to - 1]))
        --to;
    return { line.sliced(from, to - from).toString(), number, static_cast<int>(from) + 1, blankLinesBefore };
}

Result<TextCells> cutIntoCells(QByteArrayView text)
{
    const Result<QStringList> lines = linesOf(text);
    if (!lines)
        return lines.error();
    TextCells out;
    out.lineCount = lines->size();
    int blankLines = 0;
    qsizetype cellCharacters = 0;
    for (qsizetype i = 0; i < lines->size(); ++i) {
        QString line = lines->at(i);
        const int number = static_cast<int>(i) + 1;
        const bool isCellStart = startsCell(line);
        if (const int column = takeBookmarks(line); column > 0)
            out.notices.append({ number, column, u"A bookmark left over from the word processor was set aside."_s });
        if (isCellStart) {
            if (out.cells.size() == limits::frameworkCellsMax)
                return Error { ErrorCode::TooLarge,
                               u"Line %1: the document has more than %2 table cells. Split it and install the parts one by one."_s.arg(number).arg(
                                   limits::frameworkCellsMax) };
            const bool isIndented = !line.startsWith(u'\t');
            out.cells.append({ {}, number, number, blankLines + (isIndented ? 1 : 0) });
            blankLines = 0;
            cellCharacters = 0;
        }
        const DocumentParagraph paragraph = paragraphOf(line, number, blankLines);
        if (paragraph.text.isEmpty()) {
            // A line of no-break spaces is an empty paragraph of its cell, not a gap between cells.
            if (!isCellStart && !line.contains(u'\u00a0'))
                ++blankLines;
            continue;
        }
        cellCharacters += paragraph.text.size() + 1;
        if (cellCharacters > limits::frameworkCellCharactersMax)
            return Error { ErrorCode::TooLarge,
                           u"Line %1: a table cell holds more than %2 characters. Shorten it and try again."_s.arg(number).arg(
                               limits::frameworkCellCharactersMax) };
        blankLines = 0;
        if (out.cells.isEmpty()) {
            out.before.append(paragraph);
        } else {
            out.cells.last().paragraphs.append(paragraph);
            out.cells.last().lastLine = number;
        }
    }
    return out;
}

} // namespace sightline
