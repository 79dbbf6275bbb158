#pragma once

#include <QByteArray>

namespace sightline {

/// How long the system has run since it was started. Nobody can put it forward or back: waits that a person might cut short by setting a
/// clock are measured by it. Thread: any.
class Uptime {
public:
    struct Reading {
        QByteArray start;   ///< which start of the system: 16 bytes, others after the next one
        qint64 ms = 0;      ///< since then, sleep included
        friend bool operator==(const Reading &, const Reading &) = default;
    };

    virtual ~Uptime() = default;
    [[nodiscard]] virtual Reading now() const = 0;
};

} // namespace sightline
