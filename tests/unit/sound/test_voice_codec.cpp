// Speech made small: what was heard comes back, wherever the stream of it is cut off.
#include "core/ports/loudspeaker.h"
#include "core/sound/voice_codec.h"
#include "tests/support/tone.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::support;

namespace {

constexpr int tickMs = 100;   // as a microphone gives it

TEST(VoiceCodecTest, AToneComesBackAsItsToneAtATenthOfItsSize)
{
    VoiceEncoder encoder;
    QByteArray stream;
    for (int at = 0; at < 5000; at += tickMs)
        stream += encoder.add(tone(tickMs, 440, at)).value();
    stream += encoder.finish().value();
    EXPECT_LT(stream.size() * 8, tone(5000).size());
    EXPECT_NEAR(static_cast<double>(voiceLengthMs(stream).value()), 5000, 30);
    const QByteArray played = voiceSamples(stream).value();
    EXPECT_NEAR(static_cast<double>(played.size()), 5.0 * playedPerSecond * 2, 3000);
    EXPECT_NEAR(hertzOf(played, playedPerSecond), 440, 6);
    VoiceEncoder other;
    QByteArray higher = other.add(tone(3000, 880)).value();
    higher += other.finish().value();
    EXPECT_FALSE(other.add(tone(100))) << "it has ended";
    EXPECT_NEAR(hertzOf(voiceSamples(higher).value(), playedPerSecond), 880, 10) << "what is heard is measured, not assumed";
}

TEST(VoiceCodecTest, AStreamThatNobodyEndedPlaysUpToItsLastSeconds)
{
    VoiceEncoder encoder;
    QByteArray stream;
    for (int at = 0; at < 20'000; at += tickMs) {
        stream += encoder.add(tone(tickMs, 440, at)).value();
        const int heardMs = at + tickMs;
        if (heardMs % 4000 != 0)
            continue;
        const auto played = voiceSamples(stream);   // as it lies on the disk when the app is killed now
        ASSERT_TRUE(played) << heardMs;
        const double playedMs = static_cast<double>(played->size()) / 2 * 1000 / playedPerSecond;
        EXPECT_GT(playedMs, heardMs - 3000) << "more than the last seconds would be lost";
        EXPECT_LE(playedMs, heardMs + 30);
    }
}

TEST(VoiceCodecTest, WhatIsNoSoundOrDamagedIsRefusedOrPlayedButNeverMoreThanThat)
{
    for (const QByteArray &stream : { QByteArray(), QByteArray("OggS"), QByteArray("%PDF-1.4"), QByteArray(5000, '\xff') }) {
        EXPECT_FALSE(voiceSamples(stream));
        EXPECT_FALSE(voiceLengthMs(stream));
    }
    VoiceEncoder encoder;
    QByteArray whole = encoder.add(tone(3000)).value();
    whole += encoder.finish().value();
    unsigned dice = 7;
    int played = 0;
    for (int round = 0; round < 200; ++round) {
        QByteArray damaged = whole;
        for (int i = 0; i < 8; ++i) {
            dice = dice * 1664525u + 1013904223u;
            damaged[static_cast<qsizetype>(dice >> 8) % damaged.size()] = static_cast<char>(dice >> 24);
        }
        const auto samples = voiceSamples(damaged);
        played += samples ? 1 : 0;
        EXPECT_TRUE(!samples || samples->size() < 6LL * playedPerSecond * 2);
    }
    EXPECT_TRUE(voiceSamples(whole));
    RecordProperty("played", played);
}

TEST(VoiceCodecTest, NothingHeardMakesNoPages)
{
    VoiceEncoder encoder;
    EXPECT_EQ(encoder.add({}).value(), QByteArray());
    EXPECT_EQ(encoder.finish().value(), QByteArray());
}

} // namespace
