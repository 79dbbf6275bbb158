#include "qml/controls/file_desk.h"

#include <QJSEngine>

namespace sightline {

FileDesk &FileDesk::instance()
{
    static FileDesk desk;
    return desk;
}

FileDesk *FileDesk::create(QQmlEngine *, QJSEngine *)
{
    QJSEngine::setObjectOwnership(&instance(), QJSEngine::CppOwnership);
    return &instance();
}

void FileDesk::showOutcome(const QString &sha, const QString &words)
{
    m_outcomeSha = sha;
    m_outcome = words;
    Q_EMIT changed();
}

void FileDesk::open(const QString &sha, const QString &mime)
{
    showOutcome({}, {});
    if (m_lent.open)
        m_lent.open(sha, mime);
}

void FileDesk::showPlaying(const QString &sha)
{
    m_playingSha = sha;
    Q_EMIT changed();
}

void FileDesk::playOrStop(const QString &sha)
{
    const bool isThis = m_playingSha == sha;
    stop();
    showOutcome({}, {});
    if (!isThis && m_lent.play)
        m_lent.play(sha);
}

void FileDesk::stop()
{
    if (m_lent.stop)
        m_lent.stop();
}

} // namespace sightline
