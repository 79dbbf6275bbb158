#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <memory>

namespace sightline {

/// Speech made small as it is heard: Opus at 24 kbit a second in an Ogg stream, about 0.2 MB a minute. What add() gives is whole pages
/// that come a second or so behind what was heard; every beginning of the stream made of them is a sound file.
class VoiceEncoder {
public:
    VoiceEncoder();
    ~VoiceEncoder();
    VoiceEncoder(const VoiceEncoder &) = delete;
    VoiceEncoder &operator=(const VoiceEncoder &) = delete;

    /// The pages that @p samples (ports/microphone.h) complete; empty: none yet. Errors: InvalidInput (the encoder failed).
    [[nodiscard]] Result<QByteArray> add(const QByteArray &samples);
    /// The last pages. Nothing is added after it.
    [[nodiscard]] Result<QByteArray> finish();

private:
    struct Encoder;
    std::unique_ptr<Encoder> m_encoder;
};

/// Most sound of one note that is played, in milliseconds: what may be recorded, and a little over.
inline constexpr qint64 voicePlayedMsMax = 11LL * 60 * 1000;

/// The samples of an Ogg Opus stream for ports/loudspeaker.h, one channel, also of one that was cut off in the middle.
/// Errors: InvalidInput (no such stream, or longer than voicePlayedMsMax). Thread: a worker's; takes a second for ten minutes.
[[nodiscard]] Result<QByteArray> voiceSamples(const QByteArray &stream);
/// How long it plays, in milliseconds. Errors: InvalidInput.
[[nodiscard]] Result<qint64> voiceLengthMs(const QByteArray &stream);

} // namespace sightline
