#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QQueue>
#include <QTimer>

namespace sightline {

/// Longest that what was typed waits to be written while typing goes on without a pause, in milliseconds: somebody who types
/// fast never pauses for limits::draftIdleMs, and at most the last second of typing may be lost.
inline constexpr int draftUnkeptMs = 500;
/// How long after a refusal the same words are tried again, in milliseconds: a full disk is not asked three times a second.
inline constexpr int saveAgainMs = 3'000;

/// When what is being typed is written, and whether all of it is. Asks to keep after limits::draftIdleMs without a key, at least every
/// draftUnkeptMs while keys go on, and saveAgainMs after a refusal. Each keepAsked() hands over the whole of what there is, and is
/// answered once, in their order, by kept() or notKept(): "kept" is said only once the answer for the last key is there.
/// Thread: user interface.
class SaveClock : public QObject {
    Q_OBJECT
public:
    enum class State { Kept, Typing, Saving, NotKept };

    explicit SaveClock(QObject *parent = nullptr);

    /// Something changed that is to be kept.
    void changed();
    /// The same, where nobody typed: where the cursor is. Said to nobody unless it is refused.
    void movedOn();
    /// Keeps what is not kept yet, now: on suspend, lock, leaving.
    void keepNow();
    /// Nothing is asked for until release(): what is typed is on its way in another form, which keeps it as well.
    void hold();
    void release();
    /// There is nothing to keep any more.
    void forget();

    void kept();
    void notKept();

    [[nodiscard]] State state() const { return m_state; }
    /// Whether every change was handed over or kept; what was refused was not.
    [[nodiscard]] bool hasUnkept() const { return m_present != m_handedOver; }
    /// Whether all there is is durable.
    [[nodiscard]] bool isKept() const { return m_present == m_kept; }

Q_SIGNALS:
    void keepAsked();
    void stateChanged();

private:
    void soon();
    void setState(State state);

    QTimer m_timer;
    QElapsedTimer m_waiting;         ///< since the oldest change that was not handed over; invalid while there is none
    QQueue<qint64> m_onTheirWay;     ///< the changes handed over and not answered, by number
    qint64 m_present = 0;            ///< number of the last change
    qint64 m_handedOver = 0;         ///< the last change that was handed over and not refused
    qint64 m_kept = 0;               ///< the last change that is durable
    State m_state = State::Kept;
    bool m_isHeld = false;
};

} // namespace sightline
