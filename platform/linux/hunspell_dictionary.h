#pragma once

#include <QString>
#include <QStringList>

#include <memory>

class Hunspell;

namespace sightline {

/// British English by hunspell and the dictionary that the system's package gives. What is looked up stays in this process.
/// Thread: that of its maker.
class HunspellDictionary {
public:
    /// Null where the system has no such dictionary, or one that is not in UTF-8: spelling is then not looked at.
    [[nodiscard]] static std::unique_ptr<HunspellDictionary> british();
    /// From the files @p path + ".aff" and ".dic".
    [[nodiscard]] static std::unique_ptr<HunspellDictionary> fromFiles(const QString &path);
    ~HunspellDictionary();

    [[nodiscard]] bool knows(const QString &word) const;
    /// The likeliest first; may take a tenth of a second.
    [[nodiscard]] QStringList suggestions(const QString &word) const;

private:
    explicit HunspellDictionary(std::unique_ptr<Hunspell> hunspell);
    std::unique_ptr<Hunspell> m_hunspell;
};

} // namespace sightline
