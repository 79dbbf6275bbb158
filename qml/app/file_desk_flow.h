#pragma once

#include "core/ports/file_opener.h"
#include "core/ports/loudspeaker.h"
#include "qml/app/store_link.h"
#include "qml/controls/file_desk.h"

#include <QTimer>

namespace sightline {

/// Plays voice notes, from memory alone. Shows other stored files in other programs, and takes the copies away again: ten minutes after the last one, and at the end. Thread: user interface.
class FileDeskFlow : public QObject {
    Q_OBJECT
public:
    FileDeskFlow(StoreLink &link, FileDesk &desk);
    ~FileDeskFlow() override;
    /// What opens files here; null: nothing does, which is said.
    void setOpener(std::unique_ptr<FileOpener> opener) { m_opener = std::move(opener); }
    /// What plays voice notes here; null: nothing does, which is said.
    void setLoudspeaker(std::unique_ptr<Loudspeaker> loudspeaker);

private:
    void open(const QString &sha, const QString &mime);
    void play(const QString &sha);
    void stop();

    StoreLink &m_link;
    FileDesk &m_desk;
    std::unique_ptr<FileOpener> m_opener;
    std::unique_ptr<Loudspeaker> m_loudspeaker;
    QString m_wanted; ///< the voice note that is to be played, or plays
    QTimer m_removal;
};

} // namespace sightline
