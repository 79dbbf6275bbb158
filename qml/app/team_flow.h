#pragma once

#include "core/queries/team_board.h"
#include "qml/app/hub_asker.h"
#include "qml/app/store_link.h"
#include "qml/features/more/more_view.h"

namespace sightline {

/// Fills the board of the people somebody answers for, and asks the hub when their devices were last heard; takes in tables of the council's
/// people for those who may. Thread: user interface.
class TeamFlow : public QObject {
    Q_OBJECT
public:
    /// @p store and @p view outlive this.
    TeamFlow(StoreLink &link, StoreThread &store, MoreView &view);
    void refresh();
    /// The hub that knows of devices; without it what it said last is shown.
    void setHub(HubAsker::MakeTransport makeTransport) { m_hub.setHub(std::move(makeTransport)); }

Q_SIGNALS:
    /// The hub wants this device to sync first.
    void syncAsked();

private:
    void readBoard();
    void askHub();
    void takeIn(const QMap<QString, QString> &files);
    [[nodiscard]] MemberRow rowOf(const TeamMember &member, bool isKnown) const;

    StoreLink &m_link;
    MoreView &m_view;
    HubAsker m_hub;
};

} // namespace sightline
