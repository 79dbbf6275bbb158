#pragma once

#include "core/commands/begun_child.h"
#include "core/commands/keep_child.h"
#include "qml/app/store_link.h"
#include "qml/bridge/save_clock.h"
#include "qml/features/children/children_view.h"

#include <QSet>
#include <QTimer>

#include <map>

namespace sightline {

/// Shows the children on one's list, keeps what is typed and what is said of one, takes them off, and takes in tables. Thread: user interface.
class ChildrenWatch : public QObject {
    Q_OBJECT
public:
    ChildrenWatch(StoreLink &link, ChildrenView &view);
    void refresh();
    /// What was typed last is kept now rather than after a pause.
    void keepNow()
    {
        m_clock.keepNow();
        keepLeft();
    }
    /// Nobody will be there to put anything right: of words kept from now on only what can be stored is.
    void setIsLeaving(bool isLeaving) { m_isLeaving = isLeaving; }
    /// Whether words, of a form that is open or of one closed, are neither kept nor on their way.
    [[nodiscard]] bool hasUnkept() const { return m_clock.hasUnkept() || !m_unkept.empty(); }

private:
    void keep();
    void keepLeft();
    [[nodiscard]] bool isInSight(const QString &draft) const;
    void keepWords(const BegunChild &begun, const QString &draft);
    void discard();
    void takeBack(const QString &draft);
    void save();
    void end();
    void showKept(const Result<ChildKept> &kept, const QString &draft, const QString &child, const QString &words);
    void takeTable(const QUrl &file);

    StoreLink &m_link;
    ChildrenView &m_view;
    SaveClock m_clock;
    bool m_areWordsRefused = false;   ///< the fields of the open form say why its words cannot be kept
    bool m_isLeaving = false;
    std::map<QString, BegunChild> m_unkept;   ///< draft → its last words, of a closed form, which were refused so far: tried until they are kept
    QTimer m_again;              ///< when they are tried again
    QSet<QString> m_settled;     ///< drafts that were saved or discarded: words of theirs that were refused are not tried again
};

} // namespace sightline
