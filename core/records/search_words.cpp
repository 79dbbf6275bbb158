#include "core/records/search_words.h"

#include "core/base/limits.h"

#include <algorithm>
#include <vector>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isAscii(QStringView text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x80; });
}

/// Letters by their form without accents, and without case.
QString folded(QStringView text)
{
    if (isAscii(text))
        return text.toString().toLower();
    const QString parted = text.toString().normalized(QString::NormalizationForm_KD).toUpper().toLower();   // both ways: ß is ss
    QString out;
    out.reserve(parted.size());
    for (const QChar c : parted) {
        if (c.category() != QChar::Mark_NonSpacing)
            out.append(c);
    }
    return out;
}

/// Calls @p each for every word of @p plain, a folded text.
template <typename Each>
void eachWord(QStringView plain, Each each)
{
    qsizetype begin = -1;
    const auto end = [&](qsizetype at) {
        if (begin >= 0)
            each(plain.mid(begin, std::min<qsizetype>(at - begin, limits::searchWordCharactersMax)));
        begin = -1;
    };
    for (qsizetype i = 0; i < plain.size(); ++i) {
        const QChar c = plain.at(i);
        const bool isPair = c.isHighSurrogate() && i + 1 < plain.size() && plain.at(i + 1).isLowSurrogate();
        const char32_t point = isPair ? QChar::surrogateToUcs4(c, plain.at(i + 1)) : c.unicode();
        if (!QChar::isLetterOrNumber(point) || (c.isSurrogate() && !isPair)) {
            end(i);
            continue;
        }
        if (begin < 0)
            begin = i;
        i += isPair ? 1 : 0;
    }
    end(plain.size());
}

/// The words of a value somebody chose or typed: a choice by its display, a file by its name.
void readValue(const QString &key, const Json &value, const std::function<void(const QString &, const QString &)> &each)
{
    if (value.isString()) {
        each(key, value.toString());
    } else if (value.isNumber()) {
        each(key, value.numberText());
    } else if (value.isArray()) {
        for (const Json &item : value.toArray())
            readValue(key, item, each);
    } else if (value.isObject()) {
        for (const auto &member : { u"v"_s, u"display"_s, u"name"_s }) {
            if (value.contains(member))
                readValue(key, value[member], each);
        }
    }
}

bool isSearched(const RecordBody &body) { return (body.type == RecordType::Form || body.type == RecordType::Step) && body.state == RecordState::Completed; }

/// One word to the index: a sign that is no letter begins it and stands for every sign in @p name. Two names may come to the same mark, so
/// what is found by one is looked at again.
QString mark(char16_t kind, const QString &name)
{
    constexpr char16_t sign = u'\u00a7';
    QString made = QString(QChar(sign)) + QChar(kind);
    for (const QChar c : name.toLower())
        made.append(c.isLetterOrNumber() ? c : QChar(sign));
    return made;
}

} // namespace

QStringList searchWords(QStringView text)
{
    QStringList words;
    eachWord(folded(text), [&words](QStringView word) { words.append(word.toString()); });
    return words;
}

QStringList soughtWords(QStringView text)
{
    QStringList words = searchWords(text.left(limits::searchCharactersMax));
    words.removeDuplicates();
    return words.mid(0, limits::searchWordsMax);
}

void eachWrittenText(const RecordBody &body, const std::function<void(const QString &, const QString &)> &each)
{
    for (auto it = body.answers.cbegin(); it != body.answers.cend(); ++it) {
        const bool isOurs = it.key().startsWith(u'$') && it.key() != u"$sign"_s;
        if (!isOurs)
            readValue(it.key(), it.value(), each);
    }
}

QString foundBy(const RecordBody &body)
{
    if (!isSearched(body))
        return {};
    // Every record that comes or is made passes here, so its words stay where they stand in one text.
    QString plain;
    eachWrittenText(body, [&plain](const QString &, const QString &text) { plain.append(folded(text)).append(u' '); });
    std::vector<QStringView> words;
    eachWord(plain, [&words](QStringView word) { words.push_back(word); });
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    QString found;
    for (const QStringView word : words)
        found.append(u' ').append(word);
    return found.isEmpty() ? found : found + u' ';
}

QString formMark(const QString &form) { return mark(u'f', form); }

QString authorMark(const QString &person) { return mark(u'a', person); }

QString indexedBy(const RecordBody &body, const QString &recordAuthor)
{
    if (!isSearched(body))
        return {};
    const QString found = foundBy(body);
    const QString author = recordAuthor.isEmpty() ? QString::fromUtf16(unknownAuthorMark) : authorMark(recordAuthor);
    return (found.isEmpty() ? u" "_s : found) + formMark(body.form) + u' ' + author + u' ';
}

} // namespace sightline
