#pragma once

#include <QProcess>

#include <memory>
#include <optional>

namespace sightline::support {

/// The desktop's own keyring (gnome-keyring-daemon) as a process on this session bus, its files in this user's home. Needs a
/// QCoreApplication, and a bus and a home that are the test's alone.
class RealKeyring {
public:
    RealKeyring() = default;
    ~RealKeyring();
    RealKeyring(const RealKeyring &) = delete;
    RealKeyring &operator=(const RealKeyring &) = delete;

    /// Starts it, unlocked with @p password, which the first time becomes its password; none: as it is before anybody has signed in.
    /// True once it answers on the bus; else `complaint` has its words.
    [[nodiscard]] bool start(const std::optional<QByteArray> &password);
    /// SIGTERM; true once it is gone from the bus.
    [[nodiscard]] bool stop();
    /// Where its files are.
    [[nodiscard]] static QString folder();

    QString complaint;

private:
    std::unique_ptr<QProcess> m_process;
};

} // namespace sightline::support
