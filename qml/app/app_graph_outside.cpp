// What of the graph reaches outside the app's window: reminders, and the tasks in somebody's own calendar.
#include "qml/app/app_graph.h"

#include "sync/client/known_hub.h"

namespace sightline {

void AppGraph::setNotifier(std::unique_ptr<Notifier> notifier)
{
    m_reminders.setNotifier(std::move(notifier));
    m_reminders.setIsHandedOver([this] { return !m_views.handOver()->isAway(); });
    connect(&m_reminders, &ReminderWatch::todayAsked, this, [this] {
        m_views.today()->come();
        Q_EMIT todayAsked();
    });
    connect(this, &AppGraph::opened, &m_reminders, &ReminderWatch::start);
}

void AppGraph::followOwnCalendar()
{
    const auto syncFirst = [this] {
        if (m_runner)
            m_runner->nudge();
    };
    connect(&m_calendar, &CalendarFlow::syncAsked, this, syncFirst);
    connect(&m_team, &TeamFlow::syncAsked, this, syncFirst);
    connect(this, &AppGraph::opened, &m_calendar, [this] {
        m_link.ask(
            &m_calendar, [](Store &store) { return sync::knownHub(store); },
            [this](const Result<sync::KnownHub> &hub) {
                if (!hub || m_options.isOffline)
                    return;
                const auto makeTransport = [known = *hub] { return sync::transportTo(known); };
                m_calendar.setHub(makeTransport);
                m_team.setHub(makeTransport);
            });
    });
}

} // namespace sightline
