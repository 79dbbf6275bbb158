#include "core/sound/voice_codec.h"

#include "core/ports/loudspeaker.h"
#include "core/ports/microphone.h"

#include <opusenc.h>
#include <opusfile.h>

#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr int bitsPerSecond = 24'000;
constexpr int pageDelay = 24'000;   // samples of 48,000 a second: a page each half, so that a kill costs less than three seconds

Error failed() { return { ErrorCode::InvalidInput, u"The sound could not be made ready."_s }; }
Error unreadable() { return { ErrorCode::InvalidInput, u"This is no sound that can be played."_s }; }

using OpusFile = std::unique_ptr<OggOpusFile, decltype(&op_free)>;

OpusFile opened(const QByteArray &stream)
{
    int error = 0;
    return { op_open_memory(reinterpret_cast<const unsigned char *>(stream.constData()), static_cast<size_t>(stream.size()), &error), &op_free };
}

} // namespace

struct VoiceEncoder::Encoder {
    static int write(void *self, const unsigned char *bytes, opus_int32 size)
    {
        static_cast<Encoder *>(self)->pages.append(reinterpret_cast<const char *>(bytes), size);
        return 0;
    }
    static int close(void *) { return 0; }

    Encoder() : comments(ope_comments_create(), &ope_comments_destroy)
    {
        static constexpr OpusEncCallbacks callbacks { &write, &close };
        int error = OPE_OK;
        encoder.reset(ope_encoder_create_callbacks(&callbacks, this, comments.get(), heardPerSecond, 1, 0, &error));
        const bool isSet = encoder && ope_encoder_ctl(encoder.get(), OPUS_SET_BITRATE(bitsPerSecond)) == OPE_OK
            && ope_encoder_ctl(encoder.get(), OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)) == OPE_OK
            && ope_encoder_ctl(encoder.get(), OPE_SET_MUXING_DELAY(pageDelay)) == OPE_OK;
        if (!isSet)
            encoder.reset();
    }

    QByteArray pages;
    bool hasHeard = false;
    std::unique_ptr<OggOpusComments, decltype(&ope_comments_destroy)> comments;
    std::unique_ptr<OggOpusEnc, decltype(&ope_encoder_destroy)> encoder { nullptr, &ope_encoder_destroy };
};

VoiceEncoder::VoiceEncoder() : m_encoder(std::make_unique<Encoder>()) { }
VoiceEncoder::~VoiceEncoder() = default;

Result<QByteArray> VoiceEncoder::add(const QByteArray &samples)
{
    if (!m_encoder->encoder)
        return failed();
    const auto count = static_cast<int>(samples.size() / qsizetype(sizeof(opus_int16)));
    if (count > 0 && ope_encoder_write(m_encoder->encoder.get(), reinterpret_cast<const opus_int16 *>(samples.constData()), count) != OPE_OK)
        return failed();
    m_encoder->hasHeard |= count > 0;
    return std::exchange(m_encoder->pages, {});
}

Result<QByteArray> VoiceEncoder::finish()
{
    if (!m_encoder->hasHeard)
        return QByteArray();   // there is nothing to end, and the library wants something
    if (!m_encoder->encoder || ope_encoder_drain(m_encoder->encoder.get()) != OPE_OK)
        return failed();
    m_encoder->encoder.reset();
    return std::exchange(m_encoder->pages, {});
}

Result<QByteArray> voiceSamples(const QByteArray &stream)
{
    const OpusFile file = opened(stream);
    if (!file)
        return unreadable();
    constexpr qint64 bytesMax = voicePlayedMsMax * playedPerSecond / 1000 * qint64(sizeof(opus_int16));
    QByteArray samples;
    std::array<opus_int16, 5760 * 2> two {};   // 120 ms, the longest packet there is
    for (;;) {
        const int count = op_read_stereo(file.get(), two.data(), two.size());
        if (count == OP_HOLE)
            continue;
        if (count < 0)
            return unreadable();
        if (count == 0)
            return samples;
        if (samples.size() > bytesMax)
            return unreadable();
        for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
            const auto one = static_cast<opus_int16>((two[2 * i] + two[2 * i + 1]) / 2);
            samples.append(reinterpret_cast<const char *>(&one), sizeof one);
        }
    }
}

Result<qint64> voiceLengthMs(const QByteArray &stream)
{
    const OpusFile file = opened(stream);
    const ogg_int64_t samples = file ? op_pcm_total(file.get(), -1) : -1;
    return samples < 0 ? Result<qint64>(unreadable()) : Result<qint64>(samples * 1000 / playedPerSecond);
}

} // namespace sightline
