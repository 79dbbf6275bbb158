#pragma once

#include "core/commands/follow_action.h"
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

private:
    void read();
    void keep();
    void save();
    [[nodiscard]] std::optional<ActionPlace> place() const;
    [[nodiscard]] ActionFollowUp said() const;

    StoreLink &m_link;
    ActionsView &m_view;
    SaveClock m_clock;
};

} // namespace sightline
