#include "core/framework/word/word_body.h"

#include "core/base/limits.h"
#include "core/framework/text_cells.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

#include <array>
#include <optional>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// What a place of the document holds besides plain words.
enum class Finding { Inserted, Deleted, RowInserted, Hidden, MergedDown, NestedTable, Footnote, Comment, Picture, OtherDocument };

struct FindingText {
    Finding finding;
    QLatin1StringView text;
};
constexpr std::array<FindingText, 10> findingTexts { {
    { Finding::Inserted, "words that tracked changes insert were taken as accepted."_L1 },
    { Finding::Deleted, "words that tracked changes delete were left out."_L1 },
    { Finding::RowInserted, "a row that tracked changes insert was taken as accepted."_L1 },
    { Finding::Hidden, "hidden words were left out."_L1 },
    { Finding::MergedDown, "a cell is merged with the one above it; its words were taken for this row too."_L1 },
    { Finding::NestedTable, "a table stands inside a cell; its cells were taken as lines of that cell."_L1 },
    { Finding::Footnote, "a footnote was not read. What it says has to stand in the cell itself."_L1 },
    { Finding::Comment, "a comment was not read."_L1 },
    { Finding::Picture, "a picture, drawing or formula was not read."_L1 },
    { Finding::OtherDocument, "a document inside the document was not read."_L1 },
} };

bool isOneOf(QStringView name, std::initializer_list<QLatin1StringView> names)
{
    return std::any_of(names.begin(), names.end(), [name](QLatin1StringView one) { return name == one; });
}

class BodyReader {
public:
    explicit BodyReader(const QByteArray &xml) : m_xml(xml) { }

    Result<WordBody> read()
    {
        while (!m_xml.atEnd() && !m_xml.isStartElement()) {
            m_xml.readNext();
            if (m_xml.isDTD())
                fail(ErrorCode::InvalidInput, u"It declares a document type, which no word processor does"_s);
        }
        children([this](QStringView name) {
            if (name != "body"_L1)
                return false;
            children([this](QStringView block) { return readOutside(block); });
            return true;
        });
        addCarried(m_outside);
        m_body.document.after = std::move(m_outside);
        m_body.document.lineCount = std::max(m_line, 1);
        if (m_numbered > 0)
            m_body.document.notices.append(
                { 1, 0, u"%1 lines are numbered or bulleted by the word processor; the numbers are not part of the words."_s.arg(m_numbered) });
        if (m_error)
            return *m_error;
        if (m_xml.hasError())
            return Error {
                ErrorCode::InvalidInput,
                u"The document inside the .docx file is damaged (line %1 of its XML). Open it in the word processor, save it again, and give that. Nothing was installed."_s
                    .arg(m_xml.lineNumber())
            };
        return std::move(m_body);
    }

private:
    QString place() const
    {
        const MarkedDocument &document = m_body.document;
        if (m_row > 0)
            return u"Table %1, row %2"_s.arg(document.tables.size()).arg(m_row);
        return document.tables.isEmpty() ? u"Above the first table"_s : u"Below table %1"_s.arg(document.tables.size());
    }
    void fail(ErrorCode code, const QString &what)
    {
        if (!m_error)
            m_error = Error { code, u"%1. Nothing was installed."_s.arg(what) };
        m_xml.raiseError();   // ends every loop
    }
    void found(Finding finding) { m_findings |= 1U << static_cast<unsigned>(finding); }
    void sayFindings(int line)
    {
        for (const FindingText &one : findingTexts) {
            if (m_findings & (1U << static_cast<unsigned>(one.finding)))
                m_body.document.notices.append({ std::max(line, 1), 0, u"%1: %2"_s.arg(place(), one.text), true });
        }
        m_findings = 0;
    }
    QString attribute(QLatin1StringView name) const
    {
        const QXmlStreamAttributes attributes = m_xml.attributes();   // whatever their prefix
        const auto one = std::ranges::find_if(attributes, [name](const QXmlStreamAttribute &each) { return each.name() == name; });
        return one == attributes.end() ? QString() : one->value().toString();
    }
    /// "on" unless it says otherwise.
    bool isOn() const
    {
        const QString value = attribute("val"_L1);
        return value != "0"_L1 && value != "false"_L1 && value != "off"_L1;
    }

    /// Gives @p handle the name of each element inside the present one, looking through what only wraps others. What it does not take
    /// (false) is skipped.
    template <typename Handle>
    void children(const Handle &handle)
    {
        if (++m_depth > limits::wordDepthMax)
            fail(ErrorCode::TooLarge, u"%1: more is nested here than in any framework"_s.arg(place()));
        while (m_xml.readNextStartElement()) {
            const QStringView name = m_xml.name();
            if (isOneOf(name, { "ins"_L1, "moveTo"_L1 })) {
                found(Finding::Inserted);
                children(handle);
            } else if (isOneOf(name, { "del"_L1, "moveFrom"_L1 })) {
                found(Finding::Deleted);
                m_xml.skipCurrentElement();
            } else if (name == "sdt"_L1) {
                contentControl(handle);
            } else if (isOneOf(name,
                               { "smartTag"_L1, "customXml"_L1, "hyperlink"_L1, "fldSimple"_L1, "bdo"_L1, "dir"_L1, "AlternateContent"_L1, "Choice"_L1 })) {
                children(handle);
            } else if (!handle(name)) {
                m_xml.skipCurrentElement();
            }
        }
        --m_depth;
    }

    /// The words in it, but not "Click here to enter text".
    template <typename Handle>
    void contentControl(const Handle &handle)
    {
        bool isPlaceholder = false;
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == "sdtPr"_L1)
                properties([&](QStringView name) { isPlaceholder = isPlaceholder || (name == "showingPlcHdr"_L1 && isOn()); });
            else if (m_xml.name() == "sdtContent"_L1 && !isPlaceholder)
                children(handle);
            else
                m_xml.skipCurrentElement();
        }
    }

    /// Gives @p handle every element inside the present one, at any depth.
    template <typename Handle>
    void properties(const Handle &handle)
    {
        for (int depth = 1; depth > 0 && !m_xml.hasError();) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::StartElement) {
                ++depth;
                handle(m_xml.name());
            } else if (token == QXmlStreamReader::EndElement) {
                --depth;
            }
        }
    }

    bool readOutside(QStringView name)
    {
        if (name == "tbl"_L1) {
            readTable();
        } else if (name == "p"_L1) {
            readParagraph();
            addParagraph(m_outside);
            sayFindings(m_line);
        } else if (name == "altChunk"_L1) {
            found(Finding::OtherDocument);
            sayFindings(m_line);
            m_xml.skipCurrentElement();
        } else {
            return false;
        }
        return true;
    }

    void readTable()
    {
        addCarried(m_outside);
        MarkedTable table;
        table.number = static_cast<int>(m_body.document.tables.size()) + 1;
        table.above = std::move(m_outside);
        m_outside.clear();
        m_body.document.tables.append(std::move(table));
        m_mergedDown.clear();
        m_row = 0;
        children([this](QStringView name) {
            if (name != "tr"_L1)
                return false;
            readRow();
            return true;
        });
        m_row = 0;
    }

    void readRow()
    {
        MarkedRow row;
        row.number = ++m_row;
        row.line = m_line + 1;
        int column = 0;
        bool isDeleted = false;
        children([&](QStringView name) {
            if (name == "trPr"_L1) {
                properties([&](QStringView property) {
                    if (property == "del"_L1)
                        isDeleted = true;
                    else if (property == "ins"_L1)
                        found(Finding::RowInserted);
                    else if (property == "gridBefore"_L1)
                        column = qBound(0, attribute("val"_L1).toInt(), columnMax);
                });
            } else if (name == "tc"_L1 && !isDeleted) {
                row.cells.append(readCell(column));
                column = qMin(column + row.cells.last().span, columnMax);
            } else {
                return false;
            }
            return true;
        });
        if (isDeleted)
            m_body.document.notices.append({ std::max(m_line, 1), 0, u"%1: a row that tracked changes delete was left out."_s.arg(place()), true });
        else if (!row.cells.isEmpty())
            m_body.document.tables.last().rows.append(row);
        sayFindings(row.line);
    }

    MarkedCell readCell(int column)
    {
        if (++m_cells > limits::frameworkCellsMax)
            fail(ErrorCode::TooLarge, u"%1: the document has more than %2 table cells, more than any framework"_s.arg(place()).arg(limits::frameworkCellsMax));
        MarkedCell cell { {}, column, 1 };
        bool isRestart = false;
        bool isContinued = false;
        m_blankLines = 0;
        const auto take = [&](QStringView name) { return takeInCell(name, cell.words); };
        children([&](QStringView name) {
            if (name != "tcPr"_L1)
                return take(name);
            properties([&](QStringView property) {
                if (property == "gridSpan"_L1) {
                    cell.span = qBound(1, attribute("val"_L1).toInt(), columnMax);
                } else if (property == "vMerge"_L1) {
                    isRestart = attribute("val"_L1) == "restart"_L1;
                    isContinued = !isRestart;
                }
            });
            return true;
        });
        addCarried(cell.words);
        checkSize(cell.words);
        if (isContinued) {
            cell.words = m_mergedDown.value(column);
            if (!cell.words.isEmpty())
                found(Finding::MergedDown);
        } else if (isRestart) {
            m_mergedDown.insert(column, cell.words);
        } else {
            m_mergedDown.remove(column);
        }
        return cell;
    }

    bool takeInCell(QStringView name, DocumentCell &words)
    {
        if (name == "p"_L1) {
            readParagraph();
            addParagraph(words);
        } else if (isOneOf(name, { "tbl"_L1, "tr"_L1, "tc"_L1 })) {
            found(Finding::NestedTable);
            children([&](QStringView inner) { return takeInCell(inner, words); });
        } else if (name == "altChunk"_L1) {
            found(Finding::OtherDocument);
            m_xml.skipCurrentElement();
        } else {
            return false;
        }
        return true;
    }

    void checkSize(const DocumentCell &words)
    {
        qsizetype characters = 0;
        for (const DocumentParagraph &paragraph : words)
            characters += paragraph.text.size() + 1;
        if (characters > limits::frameworkCellCharactersMax)
            fail(ErrorCode::TooLarge, u"%1: a table cell holds more than %2 characters; shorten it"_s.arg(place()).arg(limits::frameworkCellCharactersMax));
    }

    /// What a paragraph says goes to m_words, after what a deleted end of paragraph carried over.
    void readParagraph()
    {
        m_level = 0;
        m_isTitle = false;
        m_isEndDeleted = false;
        children([this](QStringView name) {
            if (name == "pPr"_L1) {
                readParagraphProperties();
            } else if (name == "r"_L1) {
                readRun();
            } else if (isOneOf(name, { "oMath"_L1, "oMathPara"_L1 })) {
                found(Finding::Picture);
                return false;
            } else {
                return false;
            }
            return true;
        });
    }

    void readParagraphProperties()
    {
        static const QRegularExpression heading(u"^heading ?([1-9])$"_s, QRegularExpression::CaseInsensitiveOption);
        properties([this](QStringView name) {
            if (name == "pStyle"_L1) {
                const QString style = attribute("val"_L1);
                m_isTitle = style.compare("title"_L1, Qt::CaseInsensitive) == 0;
                if (const auto match = heading.match(style); match.hasMatch())
                    m_level = match.captured(1).toInt();
            } else if (name == "outlineLvl"_L1 && attribute("val"_L1).toInt() < 9) {
                m_level = attribute("val"_L1).toInt() + 1;
            } else if (name == "numId"_L1 && attribute("val"_L1) != "0"_L1) {
                ++m_numbered;
            } else if (name == "del"_L1) {
                m_isEndDeleted = true;
                found(Finding::Deleted);
            }
        });
    }

    void readRun()
    {
        bool isHidden = false;
        children([&](QStringView name) {
            if (name == "rPr"_L1)
                properties([&](QStringView property) { isHidden = isHidden || (isOneOf(property, { "vanish"_L1, "webHidden"_L1 }) && isOn()); });
            else if (name == "t"_L1)
                addText(m_xml.readElementText(QXmlStreamReader::SkipChildElements), isHidden);
            else
                return readMark(name);
            return true;
        });
    }

    /// What stands in a run besides text.
    bool readMark(QStringView name)
    {
        if (isOneOf(name, { "br"_L1, "cr"_L1 }))
            m_words += u'\n';
        else if (isOneOf(name, { "tab"_L1, "ptab"_L1 }))
            m_words += u'\t';
        else if (name == "noBreakHyphen"_L1)
            m_words += u'-';
        else if (isOneOf(name, { "footnoteReference"_L1, "endnoteReference"_L1 }))
            found(Finding::Footnote);
        else if (name == "commentReference"_L1)
            found(Finding::Comment);
        else if (isOneOf(name, { "drawing"_L1, "pict"_L1, "object"_L1, "sym"_L1 }))
            found(Finding::Picture);
        return false;   // nothing inside it is read
    }

    void addText(const QString &text, bool isHidden)
    {
        if (isHidden) {
            if (!text.trimmed().isEmpty())
                found(Finding::Hidden);
            return;
        }
        m_characters += text.size();
        if (m_characters > limits::frameworkBytesMax)
            fail(ErrorCode::TooLarge,
                 u"%1: the document holds more words than any framework (over %2 characters)"_s.arg(place()).arg(limits::frameworkBytesMax));
        m_words += text;
    }

    /// The lines of the paragraph that was just read.
    template <typename List>
    void addParagraph(List &to)
    {
        if (m_isEndDeleted)
            return;   // its words begin the next one
        const QStringList lines = m_words.split(u'\n');
        m_words.clear();
        for (const QString &line : lines) {
            const DocumentParagraph paragraph = paragraphOf(line, ++m_line, m_blankLines);
            if constexpr (std::is_same_v<List, QList<ParagraphOutside>>)
                m_body.linesOutside += line + u'\n';
            if (paragraph.text.isEmpty()) {
                ++m_blankLines;
                continue;
            }
            m_blankLines = 0;
            if constexpr (std::is_same_v<List, QList<ParagraphOutside>>) {
                if (to.size() == limits::frameworkCellsMax)
                    fail(ErrorCode::TooLarge, u"%1: more than %2 lines stand outside the tables"_s.arg(place()).arg(limits::frameworkCellsMax));
                to.append({ paragraph, m_level, m_isTitle });
            } else {
                to.append(paragraph);
            }
        }
    }
    /// What a deleted end of paragraph would have carried into a paragraph that does not come.
    template <typename List>
    void addCarried(List &to)
    {
        m_isEndDeleted = false;
        if (!m_words.isEmpty())
            addParagraph(to);
    }

    /// Widest table that is told apart, in columns of its grid: a word processor's own bound.
    static constexpr int columnMax = 63;

    QXmlStreamReader m_xml;
    WordBody m_body;
    QList<ParagraphOutside> m_outside;
    QHash<int, DocumentCell> m_mergedDown;   ///< by column: the words of the cell that the next rows' are merged with
    std::optional<Error> m_error;
    QString m_words;
    unsigned m_findings = 0;
    int m_level = 0;
    bool m_isTitle = false;
    bool m_isEndDeleted = false;
    int m_depth = 0;
    int m_line = 0;
    int m_blankLines = 0;
    int m_row = 0;           ///< of the table that is being read; 0 outside
    int m_numbered = 0;
    qsizetype m_cells = 0;
    qsizetype m_characters = 0;
};

} // namespace

Result<WordBody> readWordBody(const QByteArray &xml) { return BodyReader(xml).read(); }

} // namespace sightline
