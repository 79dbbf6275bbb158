#pragma once

#include <QObject>
#include <QString>
#include <qqmlintegration.h>

#include <functional>

class QJSEngine;
class QQmlEngine;

namespace sightline {

/// What can be done with a stored file that is not shown in place, for every page of the window. Does nothing until the application lends it
/// the doing. Thread: user interface.
class FileDesk : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// What became of the last file that was opened, in words; empty: nothing to say.
    Q_PROPERTY(QString outcome READ outcome NOTIFY changed FINAL)
    /// The file that `outcome` is about.
    Q_PROPERTY(QString outcomeSha READ outcomeSha NOTIFY changed FINAL)
    /// The voice note that is being played; empty: none.
    Q_PROPERTY(QString playingSha READ playingSha NOTIFY changed FINAL)
public:
    /// The one of this process.
    [[nodiscard]] static FileDesk &instance();
    static FileDesk *create(QQmlEngine *engine, QJSEngine *scripts);

    struct Lent {
        std::function<void(const QString &sha, const QString &mime)> open;   ///< shows a copy in another program, then calls showOutcome()
        std::function<void(const QString &sha)> play;                        ///< plays it, then calls showPlaying()
        std::function<void()> stop;
    };
    void lend(Lent lent) { m_lent = std::move(lent); }
    void showPlaying(const QString &sha);
    void showOutcome(const QString &sha, const QString &words);

    /// After a person was told what it means and asked for it.
    Q_INVOKABLE void open(const QString &sha, const QString &mime);

    /// Plays a voice note, or stops it where it is the one that plays.
    Q_INVOKABLE void playOrStop(const QString &sha);
    Q_INVOKABLE void stop();

    [[nodiscard]] QString playingSha() const { return m_playingSha; }
    [[nodiscard]] QString outcome() const { return m_outcome; }
    [[nodiscard]] QString outcomeSha() const { return m_outcomeSha; }

    /// Files came to this device: what could not be shown is tried again.
    void sayFilesCame() { Q_EMIT filesCame(); }

Q_SIGNALS:
    void changed();
    void filesCame();

private:
    FileDesk() = default;   // QML would make one of its own

    Lent m_lent;
    QString m_playingSha;
    QString m_outcome;
    QString m_outcomeSha;
};

} // namespace sightline
