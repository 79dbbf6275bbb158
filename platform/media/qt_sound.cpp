#include "platform/media/qt_sound.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QAudioSource>
#include <QBuffer>
#include <QCoreApplication>
#include <QMediaDevices>

namespace sightline {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SystemSound)
};

QAudioFormat oneChannel(int perSecond)
{
    QAudioFormat format;
    format.setSampleRate(perSecond);
    format.setChannelCount(1);
    format.setSampleFormat(QAudioFormat::Int16);
    return format;
}

class QtMicrophone : public Microphone {
public:
    ~QtMicrophone() override { end(); }
    QtMicrophone() = default;
    QtMicrophone(const QtMicrophone &) = delete;
    QtMicrophone &operator=(const QtMicrophone &) = delete;

    QString whyNot() override
    {
        const QAudioDevice device = QMediaDevices::defaultAudioInput();
        if (device.isNull()) {
            //: Why no voice note can be recorded on this device.
            return Words::tr("This device has no microphone that can be used.");
        }
        if (!device.isFormatSupported(oneChannel(heardPerSecond))) {
            //: Why no voice note can be recorded on this device: its microphone gives sound in a form we do not take.
            return Words::tr("The microphone of this device does not work with Sightline.");
        }
        return {};
    }
    bool begin() override
    {
        if (!whyNot().isEmpty())
            return false;
        m_source = std::make_unique<QAudioSource>(QMediaDevices::defaultAudioInput(), oneChannel(heardPerSecond));
        QObject::connect(m_source.get(), &QAudioSource::stateChanged, m_source.get(), [this](QAudio::State state) {
            const bool isLost = state == QAudio::StoppedState && m_source->error() != QAudio::NoError;
            if (isLost && lost)
                lost();
        });
        QIODevice *sound = m_source->start();
        if (!sound || m_source->error() != QAudio::NoError) {
            m_source.reset();
            return false;
        }
        QObject::connect(sound, &QIODevice::readyRead, m_source.get(), [this, sound] {
            if (heard)
                heard(sound->readAll());
        });
        return true;
    }
    void end() override
    {
        if (!m_source)
            return;
        // Not deleted at once: it may be one of its own signals that ends it.
        QAudioSource *ended = m_source.release();
        ended->disconnect();
        ended->stop();
        ended->deleteLater();
    }

private:
    std::unique_ptr<QAudioSource> m_source;
};

class QtLoudspeaker : public Loudspeaker {
public:
    QString whyNot() override
    {
        const QAudioDevice device = QMediaDevices::defaultAudioOutput();
        if (device.isNull() || !device.isFormatSupported(oneChannel(playedPerSecond))) {
            //: Why a voice note cannot be played on this device.
            return Words::tr("This device has no loudspeaker or headphones that can be used.");
        }
        return {};
    }
    void play(const QByteArray &samples) override
    {
        stop();
        if (!whyNot().isEmpty())
            return;
        m_samples.setData(samples);
        m_samples.open(QIODevice::ReadOnly);
        m_sink = std::make_unique<QAudioSink>(QMediaDevices::defaultAudioOutput(), oneChannel(playedPerSecond));
        QObject::connect(m_sink.get(), &QAudioSink::stateChanged, m_sink.get(), [this](QAudio::State state) {
            if (state == QAudio::IdleState && m_samples.atEnd())
                m_sink->stop();   // comes back as stopped
            else if (changed)
                changed();
        });
        m_sink->start(&m_samples);
    }
    void stop() override
    {
        if (m_sink)
            m_sink->stop();
        m_samples.close();
    }
    bool isPlaying() const override { return m_sink && m_sink->state() == QAudio::ActiveState; }

private:
    QBuffer m_samples;
    std::unique_ptr<QAudioSink> m_sink;
};

} // namespace

std::unique_ptr<Microphone> systemMicrophone() { return std::make_unique<QtMicrophone>(); }
std::unique_ptr<Loudspeaker> systemLoudspeaker() { return std::make_unique<QtLoudspeaker>(); }

} // namespace sightline
