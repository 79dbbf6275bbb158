#pragma once

#include <QObject>
#include <QSet>
#include <QStringList>
#include <qqmlintegration.h>

#include <functional>

class QJSEngine;
class QQmlEngine;

namespace sightline {

/// The words of the language that people write in, for every field of the window. Knows none until the application lends it some:
/// then nothing is ever marked. Thread: user interface.
class Dictionary : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Whether misspelt words are marked: lent, and wanted.
    Q_PROPERTY(bool isOn READ isOn NOTIFY changed FINAL)
    Q_PROPERTY(bool isWanted READ isWanted WRITE setWanted NOTIFY changed FINAL)
public:
    struct Lent {
        std::function<bool(const QString &word)> knows;
        std::function<QStringList(const QString &word)> suggestions;
    };

    /// The one of this process.
    [[nodiscard]] static Dictionary &instance();
    static Dictionary *create(QQmlEngine *engine, QJSEngine *scripts);

    void lend(Lent words);

    [[nodiscard]] bool isOn() const { return m_isWanted && m_lent.knows; }
    [[nodiscard]] bool isWanted() const { return m_isWanted; }
    void setWanted(bool wanted);
    /// Whether @p word is to be marked. Never one that begins with a capital, has a digit or is short: names, abbreviations and
    /// numbers are no mistakes.
    [[nodiscard]] bool isMistake(const QString &word) const;
    /// At most three, the likeliest first.
    [[nodiscard]] QStringList suggestions(const QString &word) const;
    /// @p word is right: it is marked no more until the application ends. Kept nowhere: it may be about a child.
    void keep(const QString &word);

Q_SIGNALS:
    void changed();

private:
    using QObject::QObject;
    Lent m_lent;
    QSet<QString> m_kept;
    bool m_isWanted = true;
};

} // namespace sightline
