#include "core/forms/form_text.h"

#include "core/forms/extension_urls.h"
#include "core/forms/fhir_value.h"

#include <QHash>

#include <md4c.h>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype markdownBytesMax = 64 * 1024;   // a label, not a book; keeps a hostile one cheap

bool isHiddenMark(QChar c)
{
    const char16_t code = c.unicode();
    const bool isControl = (code < 0x20 && code != u'\n' && code != u'\t') || (code >= 0x7F && code < 0xA0);
    const bool isDirection = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return isControl || isDirection || code == 0xFEFF;
}

/// Collects the words of a markdown document from its parser.
class PlainText {
public:
    QString text;

    static int enterBlock(MD_BLOCKTYPE type, void *detail, void *self) { return static_cast<PlainText *>(self)->openBlock(type, detail); }
    static int leaveBlock(MD_BLOCKTYPE type, void *, void *self) { return static_cast<PlainText *>(self)->closeBlock(type); }
    static int enterSpan(MD_SPANTYPE type, void *detail, void *self) { return static_cast<PlainText *>(self)->openSpan(type, detail); }
    static int leaveSpan(MD_SPANTYPE type, void *, void *self) { return static_cast<PlainText *>(self)->closeSpan(type); }
    static int words(MD_TEXTTYPE type, const MD_CHAR *said, MD_SIZE size, void *self)
    {
        return static_cast<PlainText *>(self)->add(type, QString::fromUtf8(said, qsizetype(size)));
    }

private:
    void startLine()
    {
        if (!text.isEmpty() && !text.endsWith(u'\n'))
            text += u'\n';
    }

    int openBlock(MD_BLOCKTYPE type, void *detail)
    {
        if (type == MD_BLOCK_UL)
            m_numbers.append(-1);
        else if (type == MD_BLOCK_OL)
            m_numbers.append(int(static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start));
        const bool isInItem = text.endsWith(u"• ") || text.endsWith(u". ");
        if (!isInItem && type != MD_BLOCK_DOC)
            startLine();
        if (type == MD_BLOCK_LI && !m_numbers.isEmpty()) {
            int &number = m_numbers.last();
            text += number < 0 ? u"• "_s : u"%1. "_s.arg(number++);
        }
        return 0;
    }

    int closeBlock(MD_BLOCKTYPE type)
    {
        const bool isList = type == MD_BLOCK_UL || type == MD_BLOCK_OL;
        if (isList && !m_numbers.isEmpty())
            m_numbers.removeLast();
        startLine();
        return 0;
    }

    int openSpan(MD_SPANTYPE type, void *detail)
    {
        if (type == MD_SPAN_A) {
            const MD_ATTRIBUTE &href = static_cast<MD_SPAN_A_DETAIL *>(detail)->href;
            m_addresses.append(QString::fromUtf8(href.text, qsizetype(href.size)));
            m_starts.append(text.size());
        }
        return 0;
    }

    int closeSpan(MD_SPANTYPE type)
    {
        if (type != MD_SPAN_A || m_addresses.isEmpty())
            return 0;
        const QString address = m_addresses.takeLast();
        const QString said = text.sliced(m_starts.takeLast());
        if (!address.isEmpty() && said != address)
            text += u" (%1)"_s.arg(address);
        return 0;
    }

    int add(MD_TEXTTYPE type, const QString &said)
    {
        static const QHash<QString, QString> entities {
            { u"&amp;"_s, u"&"_s }, { u"&lt;"_s, u"<"_s }, { u"&gt;"_s, u">"_s }, { u"&quot;"_s, u"\""_s }, { u"&nbsp;"_s, u" "_s }
        };
        switch (type) {
        case MD_TEXT_BR:
        case MD_TEXT_SOFTBR: text += u'\n'; break;
        case MD_TEXT_HTML: break;   // tags are marks too
        case MD_TEXT_ENTITY: text += entities.value(said, said); break;
        default: text += said;
        }
        return 0;
    }

    QList<int> m_numbers;       // of the lists around: the next number, -1 for bullets
    QStringList m_addresses;    // of the links around
    QList<qsizetype> m_starts;
};

QString primaryLanguage(const QString &tag) { return tag.section(u'-', 0, 0).toLower(); }

/// The translation of a primitive whose sibling is @p sibling: of the very language, else of another region's.
QString translationOf(const Json &sibling, const QString &language)
{
    QString near;
    for (const Json &extension : sibling[u"extension"_s].toArray()) {
        if (extension[u"url"_s].toString() != extensions::translation)
            continue;
        const QString written = extensionValue(extension, u"lang").toString();
        const QString content = extensionValue(extension, u"content").toString();
        if (written.compare(language, Qt::CaseInsensitive) == 0)
            return content;
        if (near.isEmpty() && primaryLanguage(written) == primaryLanguage(language))
            near = content;
    }
    return near;
}

} // namespace

QString withoutHiddenMarks(const QString &text)
{
    if (std::none_of(text.cbegin(), text.cend(), isHiddenMark))
        return text;
    QString shown = text;
    shown.removeIf(isHiddenMark);
    return shown;
}

QString plainFromMarkdown(const QString &markdown)
{
    const QByteArray bytes = markdown.toUtf8();
    if (bytes.size() > markdownBytesMax)
        return markdown;
    MD_PARSER parser {};
    parser.flags = MD_FLAG_PERMISSIVEATXHEADERS | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = PlainText::enterBlock;
    parser.leave_block = PlainText::leaveBlock;
    parser.enter_span = PlainText::enterSpan;
    parser.leave_span = PlainText::leaveSpan;
    parser.text = PlainText::words;
    PlainText plain;
    const bool isRead = md_parse(bytes.constData(), static_cast<MD_SIZE>(bytes.size()), &parser, &plain) == 0;
    return isRead ? plain.text.trimmed() : markdown;
}

QString shownText(const Json &element, const QString &name, const QString &language)
{
    const Json &sibling = element[u'_' + name];
    QString text = language.isEmpty() ? QString() : translationOf(sibling, language);
    if (text.isEmpty()) {
        text = element[name].toString();
        const QString markdown = extensionValue(sibling, extensions::renderingMarkdown).toString();
        const bool isOnlyMarkdown = !markdown.isEmpty() && (text.isEmpty() || text == markdown);
        if (isOnlyMarkdown)
            text = plainFromMarkdown(markdown);
    }
    return withoutHiddenMarks(text);
}

} // namespace sightline
