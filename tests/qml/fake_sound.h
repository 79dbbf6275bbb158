#pragma once

#include "tests/qml/running_app.h"
#include "tests/support/tone.h"

#include <memory>

namespace sightline::testing {

/// Hears a known tone, as much of it as it is told.
class FakeMicrophone : public Microphone {
public:
    QString whyNot() override { return why; }
    bool begin() override { return isOn = true; }
    void end() override { isOn = false; }
    void hear(int ms)
    {
        for (int at = 0; isOn && at < ms; at += 100) {
            heard(support::tone(100, 440, heardMs));
            heardMs += 100;
        }
    }
    QString why;
    bool isOn = false;
    int heardMs = 0;
};

class FakeLoudspeaker : public Loudspeaker {
public:
    QString whyNot() override { return {}; }
    void play(const QByteArray &samples) override
    {
        played = samples;
        isOn = true;
        changed();
    }
    void stop() override
    {
        isOn = false;
        changed();
    }
    bool isPlaying() const override { return isOn; }
    QByteArray played;
    bool isOn = false;
};

struct Sound {
    explicit Sound(RunningApp &app)
    {
        auto hears = std::make_unique<FakeMicrophone>();
        auto plays = std::make_unique<FakeLoudspeaker>();
        microphone = hears.get();
        loudspeaker = plays.get();
        app.graph().setSound(std::move(hears), std::move(plays));
    }
    FakeMicrophone *microphone;
    FakeLoudspeaker *loudspeaker;
};

} // namespace sightline::testing
