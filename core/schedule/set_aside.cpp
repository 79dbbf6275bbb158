#include "core/schedule/set_aside.h"

#include "core/schedule/frequency_parser.h"

#include <QRegularExpression>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

class NameNet {
public:
    NameNet(const RoleTable &roles, const Vocabulary &vocabulary) : m_vocabulary(vocabulary)
    {
        for (const Role &role : roles.roles()) {
            for (const QString &phrase : QStringList { role.name, role.abbreviation } + role.aliases) {
                for (const Token &token : tokensOf(phrase))
                    m_known.insert(token.text);
            }
        }
    }

    [[nodiscard]] bool isAbbreviation(const QString &letters) const
    {
        return m_vocabulary.abbreviations.contains(letters) || m_known.contains(letters.toLower());
    }

    /// Capitalised as names are ("Ann", "O’Neil", "J"), and a word of no rule, role or job.
    [[nodiscard]] bool isNameLike(const Token &token, const QString &text) const
    {
        if (token.kind != Token::Kind::Word || !token.isCapitalised || m_known.contains(token.text) || m_vocabulary.jobWords.contains(token.text)
            || m_vocabulary.jobWords.contains(singularOf(token.text)))
            return false;
        const QString written = text.sliced(token.start, token.length);
        const bool isAllCapitals = written.size() > 1 && written == written.toUpper();
        // "Psychologists" and "Clinicians" are trades, not people.
        const bool isTrade = token.text.endsWith("ists"_L1) || token.text.endsWith("ians"_L1) || token.text.endsWith("ologist"_L1);
        if (isAllCapitals || isTrade)
            return false;
        return true;
    }

    /// The runs of name-like words in @p text: first token and one past the last.
    [[nodiscard]] QList<std::pair<qsizetype, qsizetype>> runsIn(const QString &text, const QList<Token> &tokens) const
    {
        // What the rule grammar takes is no name, whatever its capitals: "As Required", "Bi-Monthly".
        QSet<qsizetype> taken;
        FrequencyParser parser(text, {}, m_vocabulary);
        for (const FrequencyPiece &piece : parser.parse()) {
            for (qsizetype p = piece.first; p < piece.end && (piece.kind != FrequencyPiece::Kind::Note || !piece.wordsMatter); ++p)
                taken.insert(p);
        }
        const auto isPart = [&](qsizetype p) { return !taken.contains(p) && isNameLike(tokens[p], text); };
        QList<std::pair<qsizetype, qsizetype>> runs;
        for (qsizetype p = 0; p < tokens.size();) {
            qsizetype end = p;
            while (end < tokens.size()
                   && (isPart(end) || (end > p && tokens[end].kind == Token::Kind::Dash)
                       || (end > p && tokens[end].text == "."_L1 && tokens[end - 1].length == 1)))
                ++end;
            if (end > p)
                runs.append({ p, end });
            p = std::max(end, p + 1);
        }
        return runs;
    }

private:
    const Vocabulary &m_vocabulary;
    QSet<QString> m_known;
};

/// Takes @p count characters at @p start out, with one of the spaces that would then meet.
void cut(QString &text, qsizetype start, qsizetype count)
{
    text.remove(start, count);
    if (start > 0 && text[start - 1].isSpace() && (start == text.size() || text[start].isSpace()))
        text.remove(start - 1, 1);
}

/// What joined a name to the words before it joins nothing now.
void dropDanglingJoin(QString &text)
{
    static const QString joins = u"-,/:\u2013\u2014"_s;
    text = text.trimmed();
    while (!text.isEmpty() && joins.contains(text.back()))
        text = text.chopped(1).trimmed();
}

class Sweep {
public:
    Sweep(FrameworkDocument &document, const NameNet &net) : m_document(document), m_net(net) { }

    void run()
    {
        for (DocumentService &service : m_document.services) {
            for (DocumentRow &row : service.rows) {
                for (DocumentCell &cell : row.cells)
                    sweepInitials(cell);
                sweepNames(row.cells[static_cast<size_t>(Cell::Lead)]);
                sweepNames(row.cells[static_cast<size_t>(Cell::Frequency)]);
            }
        }
        std::stable_sort(m_document.notices.begin(), m_document.notices.end(), [](const Notice &a, const Notice &b) { return a.line < b.line; });
    }

private:
    void tell(const DocumentParagraph &paragraph, qsizetype offset, const QString &text)
    {
        m_document.notices.append({ paragraph.line, paragraph.column + static_cast<int>(offset), text });
    }

    void sweepInitials(DocumentCell &cell)
    {
        static const QRegularExpression initials(u"(?<![\\w&/'\\x{2019}-])(\\p{Lu}\\p{Lu}|\\p{Lu}\\.\\p{Lu}\\.?)(?![\\w&'\\x{2019}])"_s,
                                                 QRegularExpression::UseUnicodePropertiesOption);
        static const QRegularExpression titled(u"\\b(Mr|Mrs|Ms|Miss|Dr|Cllr)\\.?\\s+(\\p{Lu}[\\p{L}'\\x{2019}-]+(\\s+\\p{Lu}[\\p{L}'\\x{2019}-]+)?)"_s,
                                               QRegularExpression::UseUnicodePropertiesOption);
        for (DocumentParagraph &paragraph : cell) {
            replaceAll(paragraph, titled, u"A value that looks like a person's name was set aside."_s, [](const QRegularExpressionMatch &) { return true; });
            // In a sentence of capitals every short word looks like initials.
            const bool isShouted = paragraph.text == paragraph.text.toUpper();
            replaceAll(paragraph, initials, u"A value that looks like someone's initials was set aside."_s, [&](const QRegularExpressionMatch &match) {
                return !isShouted && !m_net.isAbbreviation(match.captured().remove(u'.')) && !isAmongCapitals(paragraph.text, match);
            });
        }
    }

    [[nodiscard]] static bool isAmongCapitals(const QString &text, const QRegularExpressionMatch &match)
    {
        constexpr qsizetype reach = 40;
        const qsizetype start = match.capturedStart();
        const QString before = text.sliced(qMax(qsizetype { 0 }, start - reach), qMin(start, reach)).trimmed().section(u' ', -1);
        const QString after = text.mid(match.capturedEnd(), reach).trimmed().section(u' ', 0, 0);
        const auto isCapitals = [](const QString &word) { return word.size() > 2 && word == word.toUpper() && word != word.toLower(); };
        return isCapitals(before) || isCapitals(after);
    }

    template <typename Wanted>
    void replaceAll(DocumentParagraph &paragraph, const QRegularExpression &expression, const QString &notice, Wanted wanted)
    {
        qsizetype from = 0;
        bool isTold = false;
        for (QRegularExpressionMatch match = expression.match(paragraph.text); match.hasMatch(); match = expression.match(paragraph.text, from)) {
            from = match.capturedEnd();
            if (!wanted(match))
                continue;
            // One notice a paragraph: it says where to look, not how often.
            if (!isTold)
                tell(paragraph, match.capturedStart(), notice);
            isTold = true;
            paragraph.text.replace(match.capturedStart(), match.capturedLength(), u"…"_s);
            from = match.capturedStart() + 1;
        }
    }

    void sweepNames(DocumentCell &cell)
    {
        for (qsizetype i = 0; i < cell.size();) {
            DocumentParagraph &paragraph = cell[i];
            const QList<Token> tokens = tokensOf(paragraph.text);
            QList<std::pair<qsizetype, qsizetype>> runs = m_net.runsIn(paragraph.text, tokens);
            const bool isWhole = runs.size() == 1 && runs.first().first == 0
                && (runs.first().second == tokens.size() || (runs.first().second == tokens.size() - 1 && tokens.last().kind == Token::Kind::Stop));
            if (isWhole) {
                tell(paragraph, 0, u"A value that looks like a person's name was set aside."_s);
                m_document.lineUses[paragraph.line - 1] = LineUse::Notice;
                cell.removeAt(i);
                continue;
            }
            runs.removeIf([](const std::pair<qsizetype, qsizetype> &run) { return run.second - run.first < 2; });
            if (runs.isEmpty()) {
                ++i;
                continue;
            }
            tell(paragraph, tokens[runs.first().first].start, u"A value that looks like a person's name was set aside."_s);
            // From the end, so that the places of the others stay.
            for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
                const auto [first, end] = *run;
                const qsizetype start = tokens[first].start;
                cut(paragraph.text, start, tokens[end - 1].start + tokens[end - 1].length - start);
            }
            dropDanglingJoin(paragraph.text);
            // Nothing but the name stood here.
            if (paragraph.text.isEmpty()) {
                m_document.lineUses[paragraph.line - 1] = LineUse::Notice;
                cell.removeAt(i);
                continue;
            }
            ++i;
        }
    }

    FrameworkDocument &m_document;
    const NameNet &m_net;
};

} // namespace

void setNamesAside(FrameworkDocument &document, const RoleTable &roles, const Vocabulary &vocabulary) { Sweep(document, NameNet(roles, vocabulary)).run(); }

} // namespace sightline
