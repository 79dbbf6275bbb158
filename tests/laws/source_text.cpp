#include "tests/laws/source_text.h"

namespace sightline::laws {

namespace {

class Scanner {
public:
    explicit Scanner(const QString &source) : m_source(source) { m_result.code = source; }

    SourceText run()
    {
        while (m_at < m_source.size()) {
            const QChar c = m_source.at(m_at);
            if (startsWith(u"//"))
                comment(lineEnd(m_at), 2, 0);
            else if (startsWith(u"/*"))
                comment(endAfter(u"*/", m_at + 2), 2, 2);
            else if (startsWith(u"R\"") && !isWordBefore())
                rawString();
            else if (c == u'"' || c == u'`' || (c == u'\'' && !isDigitSeparator()))
                quoted(c);
            else
                plain(c);
        }
        return std::move(m_result);
    }

private:
    bool startsWith(QStringView text) const { return QStringView(m_source).sliced(m_at).startsWith(text); }
    qsizetype lineEnd(qsizetype from) const
    {
        const qsizetype end = m_source.indexOf(u'\n', from);
        return end < 0 ? m_source.size() : end;
    }
    qsizetype endAfter(QStringView mark, qsizetype from) const
    {
        const qsizetype found = m_source.indexOf(mark, from);
        return found < 0 ? m_source.size() : found + mark.size();
    }
    /// u8R, LR and the like begin raw strings; an identifier that ends in R does not.
    bool isWordBefore() const
    {
        qsizetype start = m_at;
        while (start > 0 && (m_source.at(start - 1).isLetterOrNumber() || m_source.at(start - 1) == u'_'))
            --start;
        const QStringView word = QStringView(m_source).sliced(start, m_at - start);
        return !word.isEmpty() && word != u"u" && word != u"u8" && word != u"L" && word != u"U";
    }
    bool isDigitSeparator() const
    {
        return m_at > 0 && m_at + 1 < m_source.size() && m_source.at(m_at - 1).isLetterOrNumber() && m_source.at(m_at + 1).isLetterOrNumber()
            && m_source.at(m_at - 1) != u'u' && m_source.at(m_at - 1) != u'L';
    }

    void plain(QChar c)
    {
        if (c == u'\n')
            ++m_line;
        const bool isPrefix = (c == u'u' || c == u'L') && m_source.mid(m_at + 1, 1) == u"\"";
        if (!c.isSpace() && !isPrefix)
            m_joinsPrevious = false;
        ++m_at;
    }

    /// Blanks [from, to) in the code and counts its lines.
    void blank(qsizetype from, qsizetype to)
    {
        for (qsizetype i = from; i < to; ++i) {
            if (m_source.at(i) == u'\n')
                ++m_line;
            else
                m_result.code[i] = u' ';
        }
    }

    void comment(qsizetype end, qsizetype opening, qsizetype closing)
    {
        const qsizetype textEnd = std::max(m_at + opening, end - closing);
        m_result.comments.append({ m_line, m_source.sliced(m_at + opening, textEnd - m_at - opening) });
        blank(m_at, end);
        m_at = end;
    }

    void quoted(QChar quote)
    {
        qsizetype end = m_at + 1;
        while (end < m_source.size() && m_source.at(end) != quote && (quote == u'`' || m_source.at(end) != u'\n'))
            end += m_source.at(end) == u'\\' ? 2 : 1;
        end = std::min(end, m_source.size());
        keep(m_at + 1, end);
        m_at = std::min(end + 1, m_source.size());
        skipSuffix();
    }

    void rawString()
    {
        const qsizetype open = m_source.indexOf(u'(', m_at);
        const QString closing = u')' + m_source.sliced(m_at + 2, std::max<qsizetype>(0, open - m_at - 2)) + u'"';
        const qsizetype end = endAfter(closing, open);
        keep(open + 1, end - closing.size());
        m_at = end;
        skipSuffix();
    }

    /// "…"_s and "…"_L1: the suffix belongs to the literal.
    void skipSuffix()
    {
        while (m_at < m_source.size() && (m_source.at(m_at) == u'_' || m_source.at(m_at).isLetterOrNumber()))
            ++m_at;
        // A following u"…" continues this literal.
        m_joinsPrevious = true;
    }

    void keep(qsizetype from, qsizetype to)
    {
        const QString text = m_source.sliced(from, std::max<qsizetype>(0, to - from));
        if (m_joinsPrevious && !m_result.strings.isEmpty())
            m_result.strings.last().text += text;
        else
            m_result.strings.append({ m_line, text });
        blank(from, std::max(from, to));
    }

    const QString &m_source;
    SourceText m_result;
    qsizetype m_at = 0;
    int m_line = 1;
    bool m_joinsPrevious = false;
};

} // namespace

SourceText takeApart(const QString &source) { return Scanner(source).run(); }

int lineAt(const QString &text, qsizetype position) { return static_cast<int>(QStringView(text).first(position).count(u'\n')) + 1; }

} // namespace sightline::laws
