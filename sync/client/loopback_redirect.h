#pragma once

#include "core/base/result.h"

#include <QString>

#include <atomic>
#include <memory>
#include <optional>

namespace sightline::sync {

/// What a browser brought back from the council's sign-in.
struct BroughtBack {
    QString code;        ///< empty: the sign-in was given up, or failed there
    QString problem;     ///< what the provider calls it, "access_denied": for logs, never shown
};

/// Waits on 127.0.0.1, and on no other address, at a port of the system's choice, for the browser to come back from a sign-in (RFC 8252, 7.3). Takes one
/// request that knows the state, and answers every other, so that no page in that browser can end a sign-in or put in another's. Thread: the one that
/// made it; wait() runs an event loop of its own there.
class LoopbackRedirect {
public:
    /// @p state: what the provider gives back; nobody else knows it. @p issuer: whom it must come from, where it says (RFC 9207).
    LoopbackRedirect(QString state, QString issuer);
    ~LoopbackRedirect();
    LoopbackRedirect(const LoopbackRedirect &) = delete;
    LoopbackRedirect &operator=(const LoopbackRedirect &) = delete;

    /// 0: this machine lets nobody listen.
    [[nodiscard]] quint16 port() const;
    /// None: nobody came within @p waitMs, or it was given up. The page that the browser then shows says @p doneText or @p failedText.
    [[nodiscard]] std::optional<BroughtBack> wait(int waitMs, const std::atomic<bool> *givenUp, const QString &doneText, const QString &failedText);

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace sightline::sync
