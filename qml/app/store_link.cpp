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
    // Taken apart by name, so that a kind of change added later cannot be forgotten here: it would not compile.
    auto &[records, types, drafts, outbox, urgent, scopes, session, files, words] = m_gathered;
    records.unite(changes.records);
    types.unite(changes.types);
    drafts |= changes.drafts;
    outbox |= changes.outbox;
    urgent |= changes.urgent;
    scopes |= changes.scopes;
    session |= changes.session;
    files |= changes.files;
    words |= changes.words;
    if (!m_soon.isActive())
        m_soon.start();
}

} // namespace sightline
