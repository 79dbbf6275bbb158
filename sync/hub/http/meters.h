#pragma once

#include "sync/hub/ops/hub_gauges.h"

#include <chrono>
#include <memory>

namespace sightline::hub {

/// A request that was answered, without what anybody could be known by.
struct Answered {
    QByteArray address;                      ///< a row of the table of addresses ("/v1/files/*"), or "unknown"
    QByteArray method;                       ///< "other" where it is none that we know: a stranger chose it
    int status = 0;
    std::chrono::microseconds took { 0 };
    qint64 bytesIn = 0;                      ///< as they came
    qint64 bytesOut = 0;                     ///< before they are packed
    bool wasHeld = false;                    ///< it waited for something new, as a listening device's does
};

/// What is counted while a hub serves, in Prometheus' text. Every label is a word of this program's, so that their number is bounded and
/// nobody is named. OPERATING.md lists them, and a test compares. Thread: any.
class Meters {
public:
    Meters();
    ~Meters();
    Meters(const Meters &) = delete;
    Meters &operator=(const Meters &) = delete;

    void answered(const Answered &one);
    /// A request that ended before anybody looked at what was asked.
    void refusedUnread(int status);
    /// What an exchange came to: receipts by their outcome, and records given.
    void exchanged(const wire::SyncAnswer &answer);
    /// What is read now and then; none: it could not be read, and the last values stay.
    void setGauges(const std::optional<HubGauges> &gauges);
    void setConnections(int connections, int listening);
    void setTakesFiles(bool takes);
    void setLogLinesLeftOut(qint64 lines);

    /// Prometheus' text format, version 0.0.4.
    [[nodiscard]] QByteArray text() const;

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace sightline::hub
