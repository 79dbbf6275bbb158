#pragma once

#include "qml/bridge/pin_entry.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// The page of a locked device: asks for the PIN; where no PIN opens it any more, takes the council's answer and a new PIN. Whoever opens the
/// store listens to its signals. Holds nothing of any record. Thread: user interface.
class LockView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(Phase phase READ phase NOTIFY changed FINAL)
    Q_PROPERTY(bool isShown READ isShown NOTIFY changed FINAL)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(int length READ length NOTIFY lengthChanged FINAL)
    Q_PROPERTY(bool canEnter READ canEnter NOTIFY lengthChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString triesText READ triesText NOTIFY changed FINAL)
    Q_PROPERTY(QString waitText READ waitText NOTIFY changed FINAL)
    Q_PROPERTY(bool isOffer READ isOffer NOTIFY changed FINAL)
    Q_PROPERTY(QString requestLine READ requestLine NOTIFY changed FINAL)
public:
    enum Phase {
        Away,      ///< not locked
        Unlock,    ///< the PIN is asked for
        Lost,      ///< no PIN opens it any more: the council is asked
        First,     ///< the council's answer is there: a new PIN
        Again,     ///< and once more
    };
    Q_ENUM(Phase)

    using QObject::QObject;

    void showAway();
    /// @p tries: how many are left and what comes then; @p problem: what was wrong with the last one, or nothing.
    void showUnlock(const QString &tries, const QString &problem);
    /// No PIN is looked at now; empty: it is.
    void showWait(const QString &words);
    /// This device has just been joined: a PIN can be chosen now, or later in More. @p problem: why the one that was chosen was not set.
    void showOffer(const QString &problem);
    /// @p line: what the council has to be told; empty: nobody can open it.
    void showLost(const QString &line, const QString &problem);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] bool isShown() const { return m_phase != Away; }
    /// A PIN is being looked at.
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] int length() const { return m_entry.length(); }
    [[nodiscard]] bool canEnter() const { return m_entry.isWhole() && !m_isBusy && m_waitText.isEmpty(); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString triesText() const { return m_triesText; }
    [[nodiscard]] QString waitText() const { return m_waitText; }
    /// A first PIN is offered, and can be passed over.
    [[nodiscard]] bool isOffer() const { return m_isOffer; }
    [[nodiscard]] QString requestLine() const { return m_requestLine; }

    Q_INVOKABLE void digit(int digit);
    Q_INVOKABLE void erase();
    Q_INVOKABLE void enter();
    /// The council's answer, as it was typed or pasted.
    Q_INVOKABLE void giveAnswer(const QString &answer);
    /// Back from choosing a new PIN to the answer; a PIN that is offered is passed over.
    Q_INVOKABLE void leaveNewPin();
    Q_INVOKABLE void copyRequest() const;
    /// From a device that was wiped: joins the council anew.
    Q_INVOKABLE void joinAgain() { Q_EMIT joinAsked(); }

    /// What was typed when one of the signals below was sent; it is gone from here.
    [[nodiscard]] SecretBytes takePin() { return std::move(m_taken); }

Q_SIGNALS:
    void changed();
    void lengthChanged();
    void pinGiven();
    void recoveryGiven(const QString &answer);
    void joinAsked();
    void offerTaken();
    void offerPassed();

private:
    void show(Phase phase, const QString &problem);

    Phase m_phase = Away;
    bool m_isBusy = false;
    bool m_isOffer = false;
    PinEntry m_entry;
    SecretBytes m_first;
    SecretBytes m_taken;
    QString m_problem;
    QString m_triesText;
    QString m_waitText;
    QString m_requestLine;
    QString m_answer;
};

} // namespace sightline
