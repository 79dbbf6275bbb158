#pragma once

#include "core/ports/speaker.h"
#include "qml/features/capture/form_session.h"

#include <QObject>
#include <qqmlintegration.h>

#include <memory>

namespace sightline {

/// A device that is being handed over, or is handed over, as its page sees it: the only page there is then. Whoever keeps the hand-over
/// answers the signals with show…() once it is durable. Thread: user interface.
class HandOverView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(Phase phase READ phase NOTIFY changed FINAL)
    Q_PROPERTY(bool isAway READ isAway NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString whom READ whom NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(bool byPin READ byPin NOTIFY changed FINAL)
    Q_PROPERTY(bool isChecking READ isChecking NOTIFY changed FINAL)
    Q_PROPERTY(bool canBeForgotten READ canBeForgotten NOTIFY changed FINAL)
    Q_PROPERTY(QString forgottenText READ forgottenText NOTIFY changed FINAL)
    Q_PROPERTY(sightline::FormSession *session READ session NOTIFY changed FINAL)
    Q_PROPERTY(bool canSpeak READ canSpeak NOTIFY changed FINAL)
    Q_PROPERTY(bool isSpeaking READ isSpeaking NOTIFY speakingChanged FINAL)
public:
    enum Phase {
        Away,        ///< the device is its owner's
        Choosing,    ///< its owner chooses a code; nothing is locked yet
        Asking,      ///< somebody else answers
        Thanks,      ///< they are done: only the owner's code leads on
    };
    Q_ENUM(Phase)

    explicit HandOverView(QObject *parent = nullptr);
    ~HandOverView() override;

    /// @p speaker outlives this; null: nothing is read aloud.
    void setSpeaker(Speaker *speaker);

    void showAway();
    /// @p title: the form's; @p whom: the person it is handed to, where the form knows.
    void showChoosing(const QString &title, const QString &whom);
    void showAsking(std::unique_ptr<FormSession> session, const QString &whom);
    void showThanks();
    void showProblem(const QString &words);
    /// How it stands with a forgotten code: from when the device opens without it, and whether that is now.
    void showForgotten(const QString &words, bool isNow);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] bool isAway() const { return m_phase == Away; }
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString whom() const { return m_whom; }
    [[nodiscard]] QString problem() const { return m_problem; }
    /// A PIN opens this device, so it gives the device back too, and no code is chosen.
    [[nodiscard]] bool byPin() const { return m_isByPin; }
    void setIsByPin(bool isByPin);
    /// Something was asked of the store, and its answer is awaited.
    [[nodiscard]] bool isChecking() const { return m_isChecking; }
    [[nodiscard]] bool canBeForgotten() const { return m_canBeForgotten; }
    [[nodiscard]] QString forgottenText() const { return m_forgottenText; }
    [[nodiscard]] FormSession *session() { return m_session.get(); }
    [[nodiscard]] bool canSpeak() const { return m_canSpeak; }
    [[nodiscard]] bool isSpeaking() const { return m_isSpeaking; }

    /// The owner's code, typed twice.
    Q_INVOKABLE void chooseCode(const QString &code, const QString &again);
    /// Hands over without a code, where a PIN opens the device.
    Q_INVOKABLE void handOver();
    /// Locks the device: whoever unlocks it has it back.
    Q_INVOKABLE void lockForOwner() { Q_EMIT lockAsked(); }
    Q_INVOKABLE void leaveChoosing() { Q_EMIT choosingLeft(); }
    /// Whoever answers stops here: what they said is kept, or taken back.
    Q_INVOKABLE void stop(bool keep);
    Q_INVOKABLE void giveBack(const QString &code);
    Q_INVOKABLE void giveBackForgotten();
    Q_INVOKABLE void forgetProblem() { showProblem({}); }
    /// Reads the page aloud, or stops reading.
    Q_INVOKABLE void readAloud();

Q_SIGNALS:
    void changed();
    void speakingChanged();
    void codeChosen(const QString &code);
    void handOverAsked();
    void lockAsked();
    void choosingLeft();
    void stopAsked(bool keep);
    void giveBackAsked(const QString &code);
    void forgottenAsked();

private:
    void enter(Phase phase);
    void retireSession();
    void quiet();
    void listen();

    Phase m_phase = Away;
    QString m_title;
    QString m_whom;
    QString m_problem;
    QString m_forgottenText;
    bool m_isChecking = false;
    bool m_isByPin = false;
    bool m_canBeForgotten = false;
    bool m_canSpeak = false;
    bool m_isSpeaking = false;
    Speaker *m_speaker = nullptr;
    std::unique_ptr<FormSession> m_session;
};

} // namespace sightline
