#pragma once

#include "core/base/id.h"
#include "core/base/instant.h"
#include "core/base/random_source.h"
#include "core/calendar/council_calendar.h"
#include "core/calendar/council_time.h"
#include "core/store/store_thread.h"
#include "qml/bridge/deliver.h"

#include <QObject>
#include <QTimer>

namespace sightline {

/// The store as the user interface's thread sees it: work goes over as a value and comes back as one, and what changed is
/// told once for all that changed together. Thread: user interface.
class StoreLink : public QObject {
    Q_OBJECT
public:
    StoreLink(StoreThread &store, const CouncilCalendar &calendar, const Clock &clock, RandomSource &random);

    /// Listens to the open store's changes. Called after each opening.
    void follow();

    /// Runs @p work (Store & → Result<T>) on the store's thread and hands its result to @p then, unless @p receiver is gone.
    template <typename Work, typename Then>
    void ask(QObject *receiver, Work work, Then then, StoreThread::Lane lane = StoreThread::Lane::Read)
    {
        deliver(m_store.run(std::move(work), lane), receiver, std::move(then));
    }

    [[nodiscard]] const CouncilCalendar &calendar() const { return m_calendar; }
    [[nodiscard]] Instant now() const { return m_clock.now(); }
    [[nodiscard]] QDate today() const { return m_calendar.today(now()); }
    [[nodiscard]] CouncilNow councilNow() const { return { today(), m_calendar.zone() }; }
    [[nodiscard]] RandomSource &random() const { return m_random; }
    [[nodiscard]] RecordId newRecord() const { return newId<RecordId>(m_clock, m_random); }

Q_SIGNALS:
    void changed(const sightline::Changes &changes);

private:
    void gather(const Changes &changes);

    StoreThread &m_store;
    const CouncilCalendar &m_calendar;
    const Clock &m_clock;
    RandomSource &m_random;
    std::shared_ptr<ChangeFeed::Subscription> m_subscription;
    Changes m_gathered;
    QTimer m_soon;
};

} // namespace sightline
