// The lock: a PIN that opens the store, and the app that closes it again.
#include "core/commands/choose_pin.h"
#include "core/store/known_council.h"
#include "core/store/wipe_store.h"
#include "qml/app/app_graph.h"
#include "qml/bridge/error_text.h"
#include "sync/client/recover_device.h"

namespace sightline {

namespace {

PinView::Opens shownAs(KeyStanding::Opens opens)
{
    switch (opens) {
    case KeyStanding::Opens::ByPin: return PinView::ByPin;
    case KeyStanding::Opens::ByPassphrase: return PinView::Passphrase;
    case KeyStanding::Opens::BySystem:
    case KeyStanding::Opens::ByNobody: break;
    }
    return PinView::NoPin;
}

} // namespace

void AppGraph::showLock(const KeyStanding &standing, bool wasTried)
{
    if (standing.opens == KeyStanding::Opens::ByPin) {
        m_lock.show(standing, wasTried);
        Q_EMIT unlockAsked();
        return;
    }
    // On the store's thread, which has nothing open: the secret store may be slow.
    const auto line = std::make_shared<Result<QString>>(Error { ErrorCode::Cancelled, {} });
    deliver(m_store.open([this, line]() -> Result<std::unique_ptr<Store>> {
        *line = sync::askForRecovery(m_options.storeDirectory, *m_secretStore);
        return Error { ErrorCode::Cancelled, {} };
    }),
            this, [this, line](const Result<void> &) {
                const bool isForGood = !*line && line->error().code == ErrorCode::NotFound;
                m_lock.showLost(*line ? **line : QString(), *line || isForGood ? QString() : errorText(line->error()));
                Q_EMIT unlockAsked();
            });
}

void AppGraph::recover(const QString &answer)
{
    const auto pin = std::make_shared<SecretBytes>(m_views.lock()->takePin());
    const auto taken = std::make_shared<Result<void>>(Error { ErrorCode::Cancelled, {} });
    deliver(m_store.open([this, pin, answer, taken]() -> Result<std::unique_ptr<Store>> {
        auto given = credentials();
        if (given) {
            given->pin = pin->clone();
            *taken = sync::takeRecovery(StoreDirectory(m_options.storeDirectory), answer, *given, m_clock, m_random);
        } else {
            *taken = given.error();
        }
        return Error { ErrorCode::Cancelled, {} };
    }),
            this, [this, pin, taken](const Result<void> &) {
                if (*taken)
                    openWith(pin);
                else
                    m_lock.showLost(m_views.lock()->requestLine(), LockFlow::answerRefused(taken->error()));
            });
}

void AppGraph::followLock(KeyStanding::Opens opens)
{
    m_isByPin = opens == KeyStanding::Opens::ByPin;
    m_views.handOver()->setIsByPin(m_isByPin);
    m_views.more()->pin()->show(shownAs(opens), lockMinutesUsual);
    if (!m_pins.uptime)
        return;
    if (!m_idle) {
        m_idle = std::make_unique<IdleWatch>(*m_pins.uptime);
        connect(m_idle.get(), &IdleWatch::idle, this, [this] {
            // Whoever answers on a device that was handed over is locked in with the questions already; and somebody who is recorded speaks.
            if (m_views.handOver()->isAway() && !m_voice.isRecording())
                lockNow();
        });
    }
    m_link.ask(
        this, [](Store &store) { return knownCouncil(store); },
        [this, opens](const Result<std::shared_ptr<const Council>> &council) {
            const int minutes = council ? (*council)->card().lockMinutes : lockMinutesUsual;
            m_views.more()->pin()->show(shownAs(opens), minutes);
            m_idle->start(m_isByPin ? minutes : 0);
        });
}

void AppGraph::setPin(SecretBytes present, SecretBytes chosen, std::function<void(const QString &problem)> then)
{
    m_link.ask(
        this,
        [this, present = std::make_shared<SecretBytes>(std::move(present)), chosen = std::make_shared<SecretBytes>(std::move(chosen))](Store &store) {
            auto given = credentials();
            if (!given)
                return Result<void>(given.error());
            given->pin = present->clone();
            return choosePin(store, m_options.storeDirectory, *given, chosen->clone());
        },
        [this, then = std::move(then)](const Result<void> &done) {
            if (done)
                followLock(KeyStanding::Opens::ByPin);
            then(done ? QString() : LockFlow::pinRefused(done.error()));
        },
        StoreThread::Lane::Save);
}

void AppGraph::passOffer() { m_lock.showAway(); }

void AppGraph::wipe()
{
    if (m_courier)
        m_courier->stop();
    // The page first: nothing of what is destroyed is shown any more.
    m_lock.showLost({}, {});
    deliver(m_store.close(), this, [](const Result<void> &) {});
    deliver(m_store.open([this]() -> Result<std::unique_ptr<Store>> {
        const auto given = credentials();
        const auto wiped = given ? wipeStore(StoreDirectory(m_options.storeDirectory), *given) : Result<void>(given.error());
        return wiped ? Error { ErrorCode::Cancelled, {} } : wiped.error();
    }),
            this, [this](const Result<void> &) { Q_EMIT locked(); });   // begun anew it goes on where this was cut off, and nothing of it is in memory
}

void AppGraph::lockNow()
{
    if (!m_isByPin || std::exchange(m_isLocking, true))
        return;
    saveAndWait();
    if (hasUnkept()) {
        m_isLocking = false;
        //: Where the app was to lock itself and something typed could not be stored. It stays open, because the words would be lost.
        m_capture.showProblem(tr("Sightline could not lock: what you typed could not be saved yet, so it stays open for you. This device may be full. Free "
                                 "some space, then lock again."));
        return;
    }
    m_lock.show({ .opens = KeyStanding::Opens::ByPin }, false);
    Q_EMIT locked();
}

} // namespace sightline
