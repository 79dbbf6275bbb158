#pragma once

#include "core/commands/follow_action.h"
#include "qml/app/file_keeper.h"
#include "qml/app/store_link.h"
#include "qml/bridge/save_clock.h"
#include "qml/features/actions/actions_view.h"

namespace sightline {

/// Shows the agreed action that is open, keeps what is typed for it, and saves it. Thread: user interface.
class ActionsWatch : public QObject {
    Q_OBJECT
public:
    ActionsWatch(StoreLink &link, ActionsView &view);
    /// What was typed last is kept now rather than after a pause.
    void keepNow() { m_clock.keepNow(); }
    /// Whether words are neither kept nor on their way.
    [[nodiscard]] bool hasUnkept() const { return m_clock.hasUnkept(); }
    /// Where the store lies: files are taken only while its disk has room for words.
    void setStoreFolder(const QString &folder) { m_files.setStoreFolder(folder); }

private:
    void read();
    void keep();
    void keepWithout(const ActionPlace &action, ActionFollowUp said);
    void keepFile(const QString &path);
    void addToLeft(const ActionPlace &action, const NamedFile &file);
    void save();
    [[nodiscard]] std::optional<ActionPlace> place() const;
    [[nodiscard]] ActionFollowUp said() const;

    StoreLink &m_link;
    ActionsView &m_view;
    SaveClock m_clock;
    bool m_areWordsRefused = false;   ///< the page says why what is typed there cannot be kept
    FileKeeper m_files;
};

} // namespace sightline
