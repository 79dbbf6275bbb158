#include "qml/app/reminder_watch.h"

#include "core/queries/due_things.h"
#include "qml/app/reminder_words.h"

#include <QTime>

namespace sightline {

using namespace std::chrono_literals;

namespace {

// A quiet hour's end, a new day: a few minutes late is early enough.
constexpr auto nowAndThen = 5min;
// What changes together, a page that came from the hub, is looked at once.
constexpr auto afterAChange = 3s;

QTime timeOf(const QString &text) { return QTime::fromString(text, QStringLiteral("HH:mm")); }

} // namespace

ReminderWatch::ReminderWatch(StoreLink &link, Preferences &preferences) : m_link(link), m_preferences(preferences)
{
    m_now.setInterval(nowAndThen);
    m_soon.setInterval(afterAChange);
    m_soon.setSingleShot(true);
    connect(&m_now, &QTimer::timeout, this, &ReminderWatch::look);
    connect(&m_soon, &QTimer::timeout, this, &ReminderWatch::look);
    connect(&link, &StoreLink::changed, &m_soon, [this](const Changes &changes) {
        if (m_isStarted && (!changes.records.isEmpty() || changes.scopes))
            m_soon.start();
    });
    connect(&preferences, &Preferences::changed, &m_soon, [this] {
        if (m_isStarted)
            m_soon.start();
    });
}

void ReminderWatch::setNotifier(std::unique_ptr<Notifier> notifier)
{
    m_notifier = std::move(notifier);
    if (m_notifier)
        m_notifier->pressed = [this] { Q_EMIT todayAsked(); };
}

void ReminderWatch::start()
{
    m_isStarted = true;
    m_now.start();
    m_soon.start();   // not in the way of opening
}

ReminderChoices ReminderWatch::choices() const
{
    return { m_preferences.reminds(),         m_preferences.remindDaysBefore(), timeOf(m_preferences.quietFrom()),
             timeOf(m_preferences.quietTo()), m_preferences.quietOnFreeDays(),  m_preferences.urgentAtAnyHour() };
}

void ReminderWatch::look()
{
    if (m_isLooking || !m_notifier || !m_preferences.reminds() || (m_isHandedOver && m_isHandedOver()))
        return;
    m_isLooking = true;
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), now = m_link.now(), choices = choices()](Store &store) -> Result<ReminderDecision> {
            const auto things = dueThings(store, calendar, calendar.today(now));
            if (!things)
                return things.error();
            return takeReminder(store, *things, choices, calendar, now);
        },
        [this](const Result<ReminderDecision> &decision) {
            m_isLooking = false;
            // What could not be read now is looked at again in a few minutes; pages say what is wrong.
            if (decision && !decision->isSilent())
                tell(*decision);
        });
}

void ReminderWatch::tell(const ReminderDecision &decision)
{
    if (decision.concerns > 0)
        show(concernNotification(decision.concerns), decision);
    if (decision.summary)
        show(summaryNotification(*decision.summary), decision);
}

void ReminderWatch::show(const Notification &notice, const ReminderDecision &decision)
{
    m_notifier->show(notice, [this, decision](bool wasShown) {
        if (wasShown)
            return;
        m_link.ask(
            this, [decision](Store &store) { return putBackReminder(store, decision); }, [](const Result<void> &) {});
    });
}

} // namespace sightline
