#include "qml/controls/dictionary.h"

#include <QJSEngine>

#include <algorithm>

namespace sightline {

namespace {
constexpr int shortestWord = 3;
constexpr int suggestionsMax = 3;
} // namespace

Dictionary &Dictionary::instance()
{
    static Dictionary dictionary;
    return dictionary;
}

Dictionary *Dictionary::create(QQmlEngine *, QJSEngine *)
{
    QJSEngine::setObjectOwnership(&instance(), QJSEngine::CppOwnership);
    return &instance();
}

void Dictionary::lend(Lent words)
{
    m_lent = std::move(words);
    Q_EMIT changed();
}

void Dictionary::setWanted(bool wanted)
{
    if (m_isWanted == wanted)
        return;
    m_isWanted = wanted;
    Q_EMIT changed();
}

bool Dictionary::isMistake(const QString &word) const
{
    if (!isOn() || word.size() < shortestWord || word.front().isUpper() || m_kept.contains(word))
        return false;
    const bool isPlain = std::all_of(word.cbegin(), word.cend(), [](QChar letter) { return letter.isLetter() || letter == u'\'' || letter == u'\u2019'; });
    return isPlain && !m_lent.knows(word);
}

QStringList Dictionary::suggestions(const QString &word) const { return m_lent.suggestions ? m_lent.suggestions(word).mid(0, suggestionsMax) : QStringList(); }

void Dictionary::keep(const QString &word)
{
    m_kept.insert(word);
    Q_EMIT changed();
}

} // namespace sightline
