#pragma once

#include "qml/bridge/pin_entry.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// The PIN in More: what opens this device now, and choosing another: the present one first, where there is one, then the new one twice.
/// Thread: user interface.
class PinView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(Opens opens READ opens NOTIFY changed FINAL)
    Q_PROPERTY(Step step READ step NOTIFY changed FINAL)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(int lockMinutes READ lockMinutes NOTIFY changed FINAL)
    Q_PROPERTY(int length READ length NOTIFY lengthChanged FINAL)
    Q_PROPERTY(bool canEnter READ canEnter NOTIFY lengthChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString done READ done NOTIFY changed FINAL)
public:
    enum Opens {
        Unknown,
        NoPin,        ///< the system's secret store alone
        ByPin,
        Passphrase,   ///< no PIN can be chosen: a passphrase protects the store
    };
    Q_ENUM(Opens)
    enum Step { Resting, Present, First, Again };
    Q_ENUM(Step)

    using QObject::QObject;

    void show(Opens opens, int lockMinutes);
    /// A PIN was chosen.
    void showChosen();
    /// Nothing has changed; @p problem says why.
    void showRefused(const QString &problem);

    [[nodiscard]] Opens opens() const { return m_opens; }
    [[nodiscard]] Step step() const { return m_step; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// After how many minutes without a touch the device locks itself.
    [[nodiscard]] int lockMinutes() const { return m_lockMinutes; }
    [[nodiscard]] int length() const { return m_entry.length(); }
    [[nodiscard]] bool canEnter() const { return m_entry.isWhole() && !m_isBusy; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString done() const { return m_done; }

    Q_INVOKABLE void begin();
    Q_INVOKABLE void leave();
    Q_INVOKABLE void digit(int digit);
    Q_INVOKABLE void erase();
    Q_INVOKABLE void enter();

    [[nodiscard]] SecretBytes takePresent() { return std::move(m_present); }
    [[nodiscard]] SecretBytes takeNew() { return std::move(m_new); }

Q_SIGNALS:
    void changed();
    void lengthChanged();
    /// The new PIN was typed twice alike.
    void chosen();
    /// Locks this device now.
    void lockAsked();

private:
    void go(Step step, const QString &problem);

    Opens m_opens = Unknown;
    Step m_step = Resting;
    bool m_isBusy = false;
    int m_lockMinutes = 5;
    PinEntry m_entry;
    SecretBytes m_present;
    SecretBytes m_new;
    QString m_problem;
    QString m_done;
};

} // namespace sightline
