#pragma once

#include "sync/client/transport.h"

#include <functional>

namespace sightline::simulation {

/// How a device's file carrier reaches the simulated hub: each call is answered by the world, at once or not at all.
class FileLink final : public sync::Transport {
public:
    explicit FileLink(std::function<sync::Reply(const sync::Call &)> answer) : m_answer(std::move(answer)) { }
    [[nodiscard]] sync::Reply call(const sync::Call &call) override { return m_answer(call); }
    void cancel() override { }

private:
    std::function<sync::Reply(const sync::Call &)> m_answer;
};

} // namespace sightline::simulation
