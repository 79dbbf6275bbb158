#pragma once

#include "core/ports/microphone.h"
#include "core/sound/voice_codec.h"
#include "qml/app/store_link.h"
#include "qml/features/capture/form_session.h"

#include <QPointer>

namespace sightline {

/// From pressing "Record a voice note" to the stored file: what is heard is made small and kept in the encrypted store as it comes, so that
/// whatever ends the app, the last seconds at most are lost. Never more than voiceNoteMsMax. Thread: user interface.
class VoiceFlow : public QObject {
    Q_OBJECT
public:
    explicit VoiceFlow(StoreLink &link) : m_link(link) { }
    ~VoiceFlow() override { end(); }
    void setMicrophone(std::unique_ptr<Microphone> microphone);

    /// Why none can be recorded here, and what to do instead; empty: one can.
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] bool canRecord() const;
    [[nodiscard]] bool isRecording() const { return m_encoder != nullptr; }
    /// Records for @p place of @p draft, telling @p session; a session closed meanwhile ends it. @p storeFolder: whose disk must have room.
    void begin(FormSession *session, const RecordId &draft, const FilePlace &place, const QString &storeFolder);
    /// Ends it, and keeps it.
    void end();

private:
    void listen();
    void heard(const QByteArray &samples);
    void keep(const QByteArray &pages);
    void finish(const QString &why);

    StoreLink &m_link;
    std::unique_ptr<Microphone> m_microphone;
    std::unique_ptr<VoiceEncoder> m_encoder;   ///< while one is being recorded
    QPointer<FormSession> m_session;
    qint64 m_samples = 0;
    bool m_isListening = false;
};

} // namespace sightline
