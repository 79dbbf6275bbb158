#include "qml/app/store_link.h"

namespace sightline {

namespace {

/// Pages of a first pull follow one another quickly; a screen that is told a few times a second is quick enough.
constexpr int gatherMs = 120;

} // namespace

StoreLink::StoreLink(StoreThread &store, const CouncilCalendar &calendar, const Clock &clock, RandomSource &random)
    : m_store(store), m_calendar(calendar), m_clock(clock), m_random(random)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(gatherMs);
    connect(&m_soon, &QTimer::timeout, this, [this] { Q_EMIT changed(std::exchange(m_gathered, {})); });
}

void StoreLink::follow()
{
    ask(
        this,
        [this](Store &store) -> Result<std::shared_ptr<ChangeFeed::Subscription>> {
            return std::make_shared<ChangeFeed::Subscription>(store.feed().subscribe([this](const Changes &changes) {
                QMetaObject::invokeMethod(
                    this, [this, changes] { gather(changes); }, Qt::QueuedConnection);
            }));
        },
        [this](const Result<std::shared_ptr<ChangeFeed::Subscription>> &subscription) {
            if (subscription)
                m_subscription = *subscription;
        });
}

void StoreLink::gather(const Changes &changes)
{
    m_gathered.records.unite(changes.records);
    m_gathered.types.unite(changes.types);
    m_gathered.drafts |= changes.drafts;
    m_gathered.outbox |= changes.outbox;
    m_gathered.urgent |= changes.urgent;
    m_gathered.scopes |= changes.scopes;
    m_gathered.session |= changes.session;
    m_gathered.words |= changes.words;
    if (!m_soon.isActive())
        m_soon.start();
}

} // namespace sightline
