#include "core/base/csv.h"

#include "core/base/limits.h"

#include <QStringDecoder>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QChar separatorOf(const QString &text)
{
    const QString first = text.section(u'\n', 0, 0);
    const QString separators = u",;\t"_s;
    return *std::max_element(separators.cbegin(), separators.cend(), [&first](QChar a, QChar b) { return first.count(a) < first.count(b); });
}

/// Walks over the text once; where a cell ends, it is taken.
class CsvReader {
public:
    explicit CsvReader(const QString &text) : m_text(text), m_separator(separatorOf(text)) { }

    Result<QList<CsvRow>> run()
    {
        while (m_at < m_text.size()) {
            const QChar letter = m_text.at(m_at);
            if (letter == u'"' && m_cell.trimmed().isEmpty()) {
                if (const auto read = quoted(); !read)
                    return read.error();
                continue;
            }
            ++m_at;
            if (letter == m_separator) {
                endCell();
            } else if (letter == u'\n') {
                endRow();
                ++m_line;
                m_row.line = m_line;
            } else if (letter != u'\r') {
                m_cell.append(letter);
            }
            if (m_rows.size() > limits::csvRowsMax)
                return Error { ErrorCode::TooLarge, u"The table has more than %1 rows; import it in parts."_s.arg(limits::csvRowsMax) };
        }
        endRow();
        return m_rows;
    }

private:
    Result<void> quoted()
    {
        const int began = m_line;
        m_cell.clear();
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const QChar letter = m_text.at(m_at);
            if (letter == u'\n')
                ++m_line;
            if (letter != u'"') {
                m_cell.append(letter);
            } else if (m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'"') {
                m_cell.append(u'"');
                ++m_at;
            } else {
                ++m_at;
                return {};
            }
        }
        return Error { ErrorCode::InvalidInput, u"Line %1: a quote is opened there and never closed."_s.arg(began) };
    }
    void endCell()
    {
        m_row.cells.append(m_cell.trimmed());
        m_cell.clear();
    }
    void endRow()
    {
        endCell();
        const bool isBlank = std::all_of(m_row.cells.cbegin(), m_row.cells.cend(), [](const QString &cell) { return cell.isEmpty(); });
        if (!isBlank)
            m_rows.append(m_row);
        m_row = {};
    }

    const QString &m_text;
    QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
    QString m_cell;
    CsvRow m_row { 1, {} };
    QList<CsvRow> m_rows;
};

} // namespace

Result<QList<CsvRow>> readCsv(QByteArrayView text)
{
    if (text.size() > limits::csvBytesMax)
        return Error { ErrorCode::TooLarge, u"The table is over %1 KiB; import it in parts."_s.arg(limits::csvBytesMax / 1024) };
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString decoded = decoder(text);
    if (decoder.hasError())
        return Error { ErrorCode::InvalidInput, u"The file is not UTF-8 text. Save it from the spreadsheet as \"CSV UTF-8\" and try again."_s };
    decoded.replace(u"\r\n"_s, u"\n"_s);
    return CsvReader(decoded).run();
}

} // namespace sightline
