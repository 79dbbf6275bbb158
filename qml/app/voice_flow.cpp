#include "qml/app/voice_flow.h"

#include "core/commands/voice_note.h"
#include "qml/bridge/picture_file.h"

#include <QStorageInfo>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 sampleBytes = 2;
}

void VoiceFlow::setMicrophone(std::unique_ptr<Microphone> microphone)
{
    m_microphone = std::move(microphone);
    m_microphone->heard = [this](const QByteArray &samples) { heard(samples); };
    m_microphone->lost = [this] {
        //: Under a question: the microphone was unplugged, or refused, in the middle of a voice note.
        finish(tr("The microphone stopped. What was recorded until then is kept."));
    };
}

QString VoiceFlow::whyNot() const
{
    //: Why no voice note can be recorded on this device.
    const QString why = m_microphone ? m_microphone->whyNot() : tr("This device has no microphone that can be used.");
    //: After why no voice note can be recorded here: a recording made elsewhere can be added.
    return why.isEmpty() ? why : why + u' ' + tr("A recording made elsewhere can be added as a file.");
}

bool VoiceFlow::canRecord() const { return m_microphone && m_microphone->whyNot().isEmpty(); }

void VoiceFlow::begin(FormSession *session, const RecordId &draft, const FilePlace &place, const QString &storeFolder)
{
    if (m_encoder || !m_microphone)
        return;
    m_session = session;
    m_encoder = std::make_unique<VoiceEncoder>();
    m_samples = 0;
    connect(session, &QObject::destroyed, this, &VoiceFlow::end);   // its draft gets what was recorded
    m_link.ask(
        this,
        [note = VoiceNote { draft, place.key, place.isOneOfSeveral, place.name + u".ogg"_s }, storeFolder](Store &store) {
            const QStorageInfo disk(storeFolder);
            return beginVoiceNote(store, note, disk.isValid() ? std::optional(disk.bytesAvailable()) : std::nullopt);
        },
        [this](const Result<void> &begun) { begun ? listen() : finish(fileErrorText(begun.error())); }, StoreThread::Lane::Save);
}

void VoiceFlow::listen()
{
    if (!m_encoder)
        return;   // ended before it began
    m_isListening = m_microphone->begin();
    if (!m_isListening) {
        //: Under a question: the microphone is in use elsewhere, or refused.
        finish(tr("The microphone did not start. Nothing was recorded. Try again, or write it down."));
    }
}

void VoiceFlow::heard(const QByteArray &samples)
{
    constexpr qint64 most = voiceNoteMsMax * heardPerSecond / 1000;
    if (!m_encoder)
        return;
    const QByteArray taken = samples.first(qMin(samples.size(), (most - m_samples) * sampleBytes));
    m_samples += taken.size() / sampleBytes;
    const auto pages = m_encoder->add(taken);
    if (!pages) {
        //: Under a question: a voice note could not go on.
        finish(tr("The recording could not go on. What was recorded until then is kept."));
        return;
    }
    keep(*pages);
    if (m_session)
        m_session->voiceHeard(m_samples * 1000 / heardPerSecond);
    if (m_samples >= most) {
        //: Under a question: a voice note became as long as one may be.
        finish(tr("A voice note is ten minutes at most. It was stopped and kept; record another to go on."));
    }
}

void VoiceFlow::keep(const QByteArray &pages)
{
    if (pages.isEmpty())
        return;
    m_link.ask(
        this, [pages](Store &store) { return keepVoice(store, pages); },
        [this](const Result<void> &kept) {
            if (kept || !m_encoder)
                return;
            //: Under a question: the disk refused the next seconds of a voice note.
            finish(tr("The recording could not go on: the device could not keep more. What was recorded until then is kept."));
        },
        StoreThread::Lane::Save);
}

void VoiceFlow::end() { finish({}); }

void VoiceFlow::finish(const QString &why)
{
    if (!m_encoder)
        return;
    if (std::exchange(m_isListening, false))
        m_microphone->end();
    const auto encoder = std::move(m_encoder);
    const auto last = encoder->finish();
    if (m_samples > 0 && last)
        keep(*last);
    if (m_session)
        disconnect(m_session, &QObject::destroyed, this, nullptr);
    m_link.ask(
        this, [](Store &store) { return endVoiceNote(store); },
        [this, session = m_session, why](const Result<std::optional<EndedVoiceNote>> &ended) {
            if (!session)
                return;   // the draft names it
            if (!ended) {
                session->voiceEnded({}, fileErrorText(ended.error()));
                return;
            }
            session->voiceEnded(*ended ? (*ended)->answer : Json(), why);
            // Behind the form's own save, which is on its way.
            m_link.ask(
                this, [](Store &store) { return settleVoiceNote(store); },
                [](const Result<void> &) {
                // Not settled, the draft is looked at once more when it is opened next.
                },
                StoreThread::Lane::Save);
        },
        StoreThread::Lane::Save);
}

} // namespace sightline
