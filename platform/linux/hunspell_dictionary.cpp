#include "platform/linux/hunspell_dictionary.h"

#include <QFile>

#include <hunspell/hunspell.hxx>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// The dictionary knows one kind of apostrophe only, people type two.
std::string spelled(const QString &word) { return QString(word).replace(u'\u2019', u'\'').toStdString(); }

} // namespace

std::unique_ptr<HunspellDictionary> HunspellDictionary::british() { return fromFiles(u"/usr/share/hunspell/en_GB"_s); }

std::unique_ptr<HunspellDictionary> HunspellDictionary::fromFiles(const QString &path)
{
    const QString rules = path + u".aff"_s, words = path + u".dic"_s;
    if (!QFile::exists(rules) || !QFile::exists(words))
        return nullptr;
    auto hunspell = std::make_unique<Hunspell>(QFile::encodeName(rules).constData(), QFile::encodeName(words).constData());
    if (hunspell->get_dict_encoding() != "UTF-8")
        return nullptr;
    return std::unique_ptr<HunspellDictionary>(new HunspellDictionary(std::move(hunspell)));
}

HunspellDictionary::HunspellDictionary(std::unique_ptr<Hunspell> hunspell) : m_hunspell(std::move(hunspell)) { }
HunspellDictionary::~HunspellDictionary() = default;

bool HunspellDictionary::knows(const QString &word) const { return m_hunspell->spell(spelled(word)); }

QStringList HunspellDictionary::suggestions(const QString &word) const
{
    QStringList found;
    for (const std::string &each : m_hunspell->suggest(spelled(word)))
        found.append(QString::fromStdString(each));
    return found;
}

} // namespace sightline
