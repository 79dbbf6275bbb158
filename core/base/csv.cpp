#include "core/base/csv.h"

#include "core/base/limits.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <csv.h>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct CsvWords {
    Q_DECLARE_TR_FUNCTIONS(Csv)
};

char separatorOf(QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n');
    const QByteArrayView first = end < 0 ? text : text.first(end);
    const QByteArrayView separators(",;\t");
    return *std::max_element(separators.begin(), separators.end(), [&first](char a, char b) { return first.count(a) < first.count(b); });
}

/// Gives the text to libcsv line by line, because that says which rows there are and not where they stand.
class CsvReader {
public:
    explicit CsvReader(char separator)
    {
        // A quote that stands where RFC 4180 has none, or is never closed, is refused: read on, it would swallow the rows below.
        csv_init(&m_parser, CSV_STRICT | CSV_STRICT_FINI);
        csv_set_delim(&m_parser, static_cast<unsigned char>(separator));
    }
    ~CsvReader() { csv_free(&m_parser); }
    Q_DISABLE_COPY_MOVE(CsvReader)

    Result<QList<CsvRow>> read(QByteArrayView text)
    {
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype found = text.indexOf('\n', at);
            const qsizetype end = found < 0 ? text.size() : found + 1;
            ++m_line;
            if (!m_isInRow) {
                m_row = { m_line, {} };
                m_cellLine = m_line;
            }
            const QByteArrayView line = text.sliced(at, end - at);
            m_isInRow = m_isInRow || !line.trimmed().isEmpty();
            const auto taken = csv_parse(&m_parser, line.data(), static_cast<size_t>(line.size()), &CsvReader::takeCell, &CsvReader::takeRow, this);
            if (taken != static_cast<size_t>(line.size()))
                return misplacedQuote();
            if (m_rows.size() > limits::csvRowsMax) {
                //: Why a table was not taken in. %1 is a number.
                return Error { ErrorCode::TooLarge, CsvWords::tr("The table has more than %1 rows. Take it in in parts.").arg(limits::csvRowsMax) };
            }
            at = end;
        }
        if (csv_fini(&m_parser, &CsvReader::takeCell, &CsvReader::takeRow, this) != 0) {
            //: Why a table was not taken in. %1 is a line of it, %2 the number of a column.
            return Error {
                ErrorCode::InvalidInput,
                CsvWords::tr("Line %1, column %2: a quote is opened there and never closed. Close it, or take it out.").arg(m_cellLine).arg(column())
            };
        }
        return m_rows;
    }

private:
    [[nodiscard]] qsizetype column() const { return m_row.cells.size() + 1; }
    [[nodiscard]] Error misplacedQuote()
    {
        if (csv_error(&m_parser) != CSV_EPARSE)
            //: Why a table was not taken in.
            return { ErrorCode::TooLarge, CsvWords::tr("The table cannot be read: there is not enough memory. Close other programs, or take it in in parts.") };
        //: Why a table was not taken in. %1 is a line of it, %2 the number of a column.
        const QString words =
            CsvWords::tr("Line %1, column %2: a quote stands in the middle of the cell. Take it out, or put the whole cell in quotes and write "
                         "the one in it twice.");
        return { ErrorCode::InvalidInput, words.arg(m_cellLine).arg(column()) };
    }
    static void takeCell(void *bytes, size_t size, void *reader)
    {
        auto &self = *static_cast<CsvReader *>(reader);
        QString cell = QString::fromUtf8(static_cast<const char *>(bytes), static_cast<qsizetype>(size)).trimmed();
        cell.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
        self.m_row.cells.append(cell);
        self.m_cellLine = self.m_line;
    }
    static void takeRow(int, void *reader)
    {
        auto &self = *static_cast<CsvReader *>(reader);
        const bool isBlank = std::all_of(self.m_row.cells.cbegin(), self.m_row.cells.cend(), [](const QString &cell) { return cell.isEmpty(); });
        if (!isBlank)
            self.m_rows.append(self.m_row);
        self.m_row = { self.m_line, {} };
        self.m_isInRow = false;
    }

    csv_parser m_parser {};
    int m_line = 0;           ///< that is being read, from 1
    int m_cellLine = 0;       ///< where the cell that is being read begins
    bool m_isInRow = false;   ///< a row has begun and not ended: a cell goes on over the end of a line
    CsvRow m_row;
    QList<CsvRow> m_rows;
};

} // namespace

Result<QList<CsvRow>> readCsv(QByteArrayView text)
{
    if (text.size() > limits::csvBytesMax) {
        //: Why a table was not taken in. %1 is a number.
        return Error { ErrorCode::TooLarge, CsvWords::tr("The table is over %1 KiB. Take it in in parts.").arg(limits::csvBytesMax / 1024) };
    }
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder(text);   // without a byte order mark
    if (decoder.hasError()) {
        //: Why a table was not taken in. “CSV UTF-8” is what spreadsheets call it.
        return Error { ErrorCode::InvalidInput, CsvWords::tr("The file is not UTF-8 text. Save it from the spreadsheet as “CSV UTF-8” and try again.") };
    }
    const QByteArray bytes = decoded.toUtf8();
    return CsvReader(separatorOf(bytes)).read(bytes);
}

} // namespace sightline
