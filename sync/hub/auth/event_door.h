#pragma once

#include "sync/hub/service/hub_service.h"

namespace sightline::hub {

/// Who may tell the hub of events over the network (POST /v1/events): systems of the council's, each by a token of its own, which opens nothing
/// else. Kept by its hash. Thread: as HubService.
class EventDoor {
public:
    EventDoor(const Clock &clock, RandomSource &random) : m_clock(clock), m_random(random) { }

    /// The token of the system @p name ("case system"): 256 random bits, told this once; one that it had before ends. Errors: InvalidInput
    /// (not 1 to 60 characters).
    [[nodiscard]] Result<QString> issue(HubTransaction &transaction, const QString &name);
    /// Ends the token of @p name. False: it had none that was good.
    [[nodiscard]] Result<bool> withdraw(HubTransaction &transaction, const QString &name);
    /// The system that @p authorization ("Bearer ...") stands for. Errors: NotAllowed, in the same words whatever the reason.
    [[nodiscard]] static Result<QString> sourceOf(HubSnapshot &snapshot, const QByteArray &authorization);

private:
    const Clock &m_clock;
    RandomSource &m_random;
};

} // namespace sightline::hub
