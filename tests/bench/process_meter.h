#pragma once

#include <QtGlobal>

#include <map>

namespace sightline::bench {

/// What this process has used since a meter was made.
struct Used {
    qint64 wallUs = 0;
    qint64 cpuUs = 0;      ///< user and system
    qint64 peakKib = 0;    ///< VmHWM, which making the meter sets back to what is in use then
    qint64 bytesOut = 0;   ///< over its TCP sockets, HTTP headers included, as the kernel counts them
    qint64 bytesIn = 0;
};

class ProcessMeter {
public:
    enum class Memory { AsItIs, Trimmed };
    /// @p memory: give back first what earlier phases let go of, where the peak is what is measured.
    explicit ProcessMeter(Memory memory);
    [[nodiscard]] Used read() const;

private:
    /// By socket: a connection opened since counts whole.
    using Sockets = std::map<qint64, std::pair<qint64, qint64>>;
    [[nodiscard]] static Sockets sockets();
    [[nodiscard]] static Used now();

    Used m_begin;
    Sockets m_sockets;
};

} // namespace sightline::bench
