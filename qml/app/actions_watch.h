#pragma once

#include "core/commands/follow_action.h"
#include "qml/app/file_keeper.h"
#include "qml/app/store_link.h"
#include "qml/bridge/save_clock.h"
#include "qml/features/actions/actions_view.h"

#include <QHash>
#include <QTimer>

namespace sightline {

/// Shows the agreed action that is open, keeps what is typed for it, and saves it. Thread: user interface.
class ActionsWatch : public QObject {
    Q_OBJECT
public:
    ActionsWatch(StoreLink &link, ActionsView &view);
    /// What was typed last is kept now rather than after a pause.
    void keepNow()
    {
        m_clock.keepNow();
        keepLeft();
    }
    /// Nobody will be there to put anything right: of words kept from now on only what can be stored is.
    void setIsLeaving(bool isLeaving) { m_isLeaving = isLeaving; }
    /// Whether words, of the action that is open or of one that was left, are neither kept nor on their way.
    [[nodiscard]] bool hasUnkept() const { return m_clock.hasUnkept() || !m_unkept.isEmpty(); }
    /// Where the store lies: files are taken only while its disk has room for words.
    void setStoreFolder(const QString &folder) { m_files.setStoreFolder(folder); }

private:
    void read();
    void keep();
    [[nodiscard]] bool isInSight(const ActionPlace &action) const;
    void takeUp(const ActionPlace &action, const ActionFollowUp &said, const Error &error);
    void keepLeft();
    void keepLeft(const ActionPlace &action, const ActionFollowUp &said);
    void keepFile(const QString &path);
    void addToLeft(const ActionPlace &action, const NamedFile &file);
    void save();
    [[nodiscard]] std::optional<ActionPlace> place() const;
    [[nodiscard]] ActionFollowUp said() const;

    StoreLink &m_link;
    ActionsView &m_view;
    SaveClock m_clock;
    struct Left {
        ActionPlace action;
        ActionFollowUp said;
    };
    QHash<QString, Left> m_unkept;    ///< last words of actions that were left, which were refused so far: tried until they are kept
    QTimer m_again;                   ///< when they are tried again
    bool m_isLeaving = false;
    bool m_areWordsRefused = false;   ///< the page says why what is typed there cannot be kept
    FileKeeper m_files;
};

} // namespace sightline
