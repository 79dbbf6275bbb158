#pragma once

#include "core/base/instant.h"
#include "sync/protocol/limits.h"

#include <QList>

#include <optional>
#include <utility>
#include <variant>

/// When the device talks to the hub, and what it does when that fails: a pure function of state and event. It knows no
/// database, no socket and no clock of its own; the runner carries its commands out, the simulator drives the same code.
/// Rules: sync.md R9 (one open request, only its answer), B12 (order, page size, back-off).
namespace sightline::sync {

/// Where the exchange stands.
enum class Phase {
    Stopped,        ///< before Start and after Stop
    Exchanging,     ///< a request is open that carries work or asks for a page
    Listening,      ///< everything is done; the open request is held by the hub until something changes
    Applying,       ///< an answer is being stored
    Refreshing,     ///< a new access token is being asked for
    BackingOff,     ///< waiting for `wakeAt`, after a failure or because the hub had nothing and did not hold the request
    SignedOut,      ///< the hub no longer takes this installation's keys: a person must enrol again; work is kept
};

/// Why the last attempt failed.
enum class Failure { None, Unreachable, TimedOut, Busy, TooLarge, TooOld, BadAnswer, Refused, Storage, NoProgress };

struct EngineState {
    Phase phase = Phase::Stopped;
    quint64 nonce = 0;               ///< the latest request's; it is open in Exchanging and Listening only
    int pageSize = wire::rowsPerPageMin;             ///< rows asked for
    int operationsMax = wire::operationsPerPushMax;  ///< operations sent in one request
    int failures = 0;                ///< in a row
    int repairs = 0;                 ///< in a row: whole answers whose digest differed
    int idleExchanges = 0;           ///< in a row that asked for another without anything moving
    bool refreshed = false;          ///< a token was refreshed since the last answer: a second 401 signs out
    bool newWork = false;            ///< something was saved while a request was open
    bool listened = false;           ///< the answer being stored is to a request that only waited for news
    Instant sentAt;
    Failure failure = Failure::None;
    std::optional<Instant> wakeAt;   ///< BackingOff
    friend bool operator==(const EngineState &, const EngineState &) = default;
};

namespace event {
struct Start { };
struct Stop { };
/// Something to send was saved, or a person pressed "Sync now".
struct Nudge {
    bool isUrgent = false;   ///< it waits for no open request, and for no Retry-After
};
/// The system reports a network.
struct NetworkRestored { };
/// `wakeAt` has come.
struct Wake { };
/// An answer arrived whole for request @p nonce.
struct Answered {
    quint64 nonce = 0;
};
/// The answer was stored, in one transaction.
struct Applied {
    bool unsent = false;   ///< operations are left to send
    bool more = false;     ///< the hub has further rows
    bool moved = false;    ///< something was taken: an answer to an operation, a row, a cursor, an epoch
    bool repaired = false; ///< a whole answer's digest differed, so a scope is fetched again from the start
};
/// Request @p nonce brought no usable answer.
struct Failed {
    quint64 nonce = 0;
    Failure why = Failure::Unreachable;
    qint64 retryAfterMs = 0;
};
/// The answer could not be stored (disk full, damaged database).
struct ApplyFailed { };
/// Request @p nonce was answered "unauthorised".
struct Unauthorised {
    quint64 nonce = 0;
};
struct TokenRefreshed { };
/// The hub will not give this installation another token.
struct TokenRefused { };
/// No answer about the token.
struct RefreshFailed {
    Failure why = Failure::Unreachable;
    qint64 retryAfterMs = 0;
};
}
using Event = std::variant<event::Start, event::Stop, event::Nudge, event::NetworkRestored, event::Wake, event::Answered, event::Applied, event::Failed,
                           event::ApplyFailed, event::Unauthorised, event::TokenRefreshed, event::TokenRefused, event::RefreshFailed>;

namespace command {
/// Build a request from the store and send it. `waitSeconds` is not 0 only when there is nothing to send.
struct Send {
    quint64 nonce = 0;
    int pageSize = 0;
    int operationsMax = 0;
    bool listen = false;
    int timeoutMs = 0;
    friend bool operator==(const Send &, const Send &) = default;
};
/// Give the open request up; an answer that still comes is dropped (R9).
struct Cancel {
    quint64 nonce = 0;
    friend bool operator==(const Cancel &, const Cancel &) = default;
};
/// Store the answer to request @p nonce.
struct Apply {
    quint64 nonce = 0;
    friend bool operator==(const Apply &, const Apply &) = default;
};
/// Drop the answer to @p nonce: it is not the open request's (R9).
struct Drop {
    quint64 nonce = 0;
    friend bool operator==(const Drop &, const Drop &) = default;
};
struct Refresh {
    friend bool operator==(const Refresh &, const Refresh &) = default;
};
}
using Command = std::variant<command::Send, command::Cancel, command::Apply, command::Drop, command::Refresh>;

/// What the engine is told of the world with each event.
struct Moment {
    Instant now;         ///< of a clock that never goes back: a tablet's date set back two years must not stop it
    double chance = 0;   ///< fresh, evenly spread in [0, 1): full jitter of the back-off
};

/// Rules of the engine that the simulator can switch off to show that it notices. All on in the product.
struct EngineRules {
    bool onlyOpenAnswer = true;   ///< R9
};

struct Step {
    EngineState state;
    QList<Command> commands;
};

/// What follows @p event. Pure and total: an event that does not fit the phase changes nothing. Thread: any.
[[nodiscard]] Step step(const EngineState &state, const Event &event, const Moment &moment, const EngineRules &rules = {});

} // namespace sightline::sync
