#include "qml/controls/spell_marks.h"

#include <QSyntaxHighlighter>
#include <QTextBoundaryFinder>
#include <QTextCursor>

namespace sightline {

namespace {

struct Word {
    int start = 0;
    QString text;
};

/// The words of @p line, an apostrophe within one included.
QList<Word> wordsOf(const QString &line)
{
    QList<Word> words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, line);
    while (finder.position() >= 0 && finder.position() < line.size()) {
        const bool begins = finder.boundaryReasons().testFlag(QTextBoundaryFinder::StartOfItem);
        const auto start = static_cast<int>(finder.position());
        const auto end = finder.toNextBoundary();
        if (begins && end > start)
            words.append({ start, line.mid(start, end - start) });
    }
    return words;
}

} // namespace

class SpellHighlighter : public QSyntaxHighlighter {
public:
    SpellHighlighter() : QSyntaxHighlighter(static_cast<QObject *>(nullptr))
    {
        m_mark.setFontUnderline(true);   // plain: Qt Quick 6.4 draws neither waves nor a colour of their own
    }

    /// The place in the document that is being typed at; -1: none.
    void setTyping(int position) { m_typing = position; }

protected:
    void highlightBlock(const QString &text) override
    {
        const Dictionary &dictionary = Dictionary::instance();
        if (!dictionary.isOn())
            return;
        const int typed = m_typing - currentBlock().position();
        for (const Word &word : wordsOf(text)) {
            const auto length = static_cast<int>(word.text.size());
            const bool isBeingTyped = typed > word.start && typed <= word.start + length;
            if (!isBeingTyped && dictionary.isMistake(word.text))
                setFormat(word.start, length, m_mark);
        }
    }

private:
    QTextCharFormat m_mark;
    int m_typing = -1;
};

SpellMarks::SpellMarks(QObject *parent) : QObject(parent), m_highlighter(std::make_unique<SpellHighlighter>())
{
    connect(&Dictionary::instance(), &Dictionary::changed, this, [this] {
        if (m_document)
            m_highlighter->rehighlight();
        findWord();
    });
}

SpellMarks::~SpellMarks() = default;

void SpellMarks::setDocument(QQuickTextDocument *document)
{
    if (m_document == document)
        return;
    m_document = document;
    m_highlighter->setDocument(document ? document->textDocument() : nullptr);
    Q_EMIT documentChanged();
}

void SpellMarks::setCursor(int cursor)
{
    if (!m_document) {
        m_cursor = cursor;
        return;
    }
    QTextDocument *text = m_document->textDocument();
    if (cursor == m_cursor && m_length == text->characterCount())
        return;   // told again while the text is laid out
    const bool isTyping = m_length >= 0 && m_length != text->characterCount();
    const int left = m_cursor;
    m_cursor = cursor;
    m_length = text->characterCount();
    m_highlighter->setTyping(isTyping ? cursor : -1);
    for (const int place : { left, cursor }) {
        if (const QTextBlock block = text->findBlock(place); block.isValid())
            m_highlighter->rehighlightBlock(block);
    }
    if (isTyping) {
        m_word.clear();
        Q_EMIT changed();
    } else {
        findWord();
    }
}

void SpellMarks::findWord()
{
    QString found;
    if (m_document) {
        const QTextBlock block = m_document->textDocument()->findBlock(m_cursor);
        const int place = m_cursor - block.position();
        for (const Word &word : wordsOf(block.text())) {
            if (place < word.start || place > word.start + word.text.size() || !Dictionary::instance().isMistake(word.text))
                continue;
            found = word.text;
            m_wordStart = block.position() + word.start;
        }
    }
    m_word = found;
    Q_EMIT changed();
}

QStringList SpellMarks::suggestions() const { return m_word.isEmpty() ? QStringList() : Dictionary::instance().suggestions(m_word); }

void SpellMarks::replace(const QString &better)
{
    if (m_word.isEmpty() || !m_document)
        return;
    QTextCursor edit(m_document->textDocument());
    edit.setPosition(m_wordStart);
    edit.setPosition(m_wordStart + static_cast<int>(m_word.size()), QTextCursor::KeepAnchor);
    if (edit.selectedText() != m_word)
        return;   // the text went on meanwhile
    edit.insertText(better);
    m_word.clear();
    Q_EMIT changed();
}

void SpellMarks::keep()
{
    if (!m_word.isEmpty())
        Dictionary::instance().keep(m_word);
}

} // namespace sightline
