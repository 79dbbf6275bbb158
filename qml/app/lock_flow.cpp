#include "qml/app/lock_flow.h"

#include "qml/bridge/error_text.h"

namespace sightline {

namespace {

constexpr int tickMs = 1'000;

} // namespace

LockFlow::LockFlow(LockView &view, const Uptime *uptime) : m_view(view), m_uptime(uptime)
{
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, &LockFlow::tick);
}

QString LockFlow::triesWords(int left)
{
    if (left == 1) {
        //: On the page of a locked device, before the last try.
        return tr("This is the last try. If it is wrong too, no PIN opens this device any more, and your council has to unlock it. Nothing you wrote is lost.");
    }
    //: On the page of a locked device. %n is how many more PINs can be tried.
    return tr("%n tries are left. After that no PIN opens this device any more, and your council has to unlock it. Nothing you wrote is lost.", "", left);
}

QString LockFlow::waitWords(qint64 ms)
{
    const int seconds = static_cast<int>((ms + 999) / 1000);
    if (seconds <= 60) {
        //: On the page of a locked device, after several wrong PINs. %n is how many seconds to wait.
        return tr("You can try again in %n second(s).", "", seconds);
    }
    //: On the page of a locked device, after several wrong PINs. %n is how many minutes to wait, rounded up.
    return tr("You can try again in %n minute(s).", "", (seconds + 59) / 60);
}

QString LockFlow::answerRefused(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput:
        //: Under the field for the council's answer.
        return tr("That is not a whole answer. Copy all of the line that begins with SLA1- and nothing else. Nothing was changed.");
    case ErrorCode::WrongKey:
        //: Under the field for the council's answer.
        return tr("That answer is for another device, or for an earlier line of this one. Give your council the line above. Nothing was changed.");
    default: return errorText(error);
    }
}

QString LockFlow::pinRefused(const Error &error)
{
    switch (error.code) {
    case ErrorCode::WrongKey:
        //: In More, where a PIN was to be changed.
        return tr("That is not the PIN you have now, so nothing was changed. It counts as a wrong try; unlocking with the right PIN forgets it.");
    case ErrorCode::NotAllowed:
        //: In More, where a PIN was to be changed after several wrong ones.
        return tr("The PIN was wrong several times, so it has to wait a little. Nothing was changed. Try again in a few minutes.");
    case ErrorCode::InvalidInput:
        //: In More, where a PIN was to be chosen: the hub gave no key to which this device's own could be sealed.
        return tr(
            "No PIN was set: your council could not open this device for you if you forgot it. Ask your council to update its hub, join again, then choose a "
            "PIN.");
    case ErrorCode::StorageFailure:
        //: In More, where a PIN was to be chosen.
        return tr("No PIN was set: the system's own store of secrets does not answer. Everything is as it was. Start this device again, then try once more.");
    default: return errorText(error);
    }
}

void LockFlow::show(const KeyStanding &standing, bool wasTried)
{
    //: On the page of a locked device, after a PIN that was wrong.
    const QString wrong = wasTried ? tr("That is not the PIN.") : QString();
    // Nobody needs to be told of ten tries before the first.
    m_view.showUnlock(standing.triesLeft < pinTriesMax ? triesWords(standing.triesLeft) : QString(), wrong);
    m_waitEndsMs = standing.waitMs > 0 && m_uptime ? m_uptime->now().ms + standing.waitMs : 0;
    tick();
}

void LockFlow::showAway()
{
    m_timer.stop();
    m_view.showAway();
}

void LockFlow::tick()
{
    const qint64 left = m_waitEndsMs > 0 ? m_waitEndsMs - m_uptime->now().ms : 0;
    m_view.showWait(left > 0 ? waitWords(left) : QString());
    if (left > 0 && !m_timer.isActive())
        m_timer.start();
    else if (left <= 0)
        m_timer.stop();
}

} // namespace sightline
