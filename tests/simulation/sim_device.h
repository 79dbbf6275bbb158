#pragma once

#include "sync/client/apply_answer.h"
#include "sync/client/file_carrier.h"
#include "tests/simulation/breaks.h"
#include "tests/simulation/chance.h"
#include "tests/support/memory_vfs.h"

namespace sightline::simulation {

/// One installation: the real store on a disk that forgets, the real engine, a clock that may be wrong.
class SimDevice {
public:
    SimDevice(QString name, PersonId person, InstallationId installation, support::MemoryVfs &vfs, const Instant &worldTime, qint64 clockAheadMs, quint64 seed,
              const Breaks &breaks);
    /// A phone restored from another's backup: same identity, same stream, same work.
    SimDevice(QString name, const SimDevice &original, const Instant &worldTime, quint64 seed);

    void open();
    /// The process ends; with @p withPowerCut the disk forgets what was not synced. Opens again.
    void crash(bool withPowerCut, Dice &dice);
    /// Goes on from what its disk held once, with the chance it began with.
    void startFrom(const support::MemoryVfs::Image &image);

    [[nodiscard]] Store &store() { return *m_store; }
    [[nodiscard]] const QByteArray &folder() const { return m_folder; }
    [[nodiscard]] RandomSource &random() { return m_random; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    /// What it knows of pieces on their way ends with its process.
    [[nodiscard]] sync::FileCarrier &carrier() { return *m_carrier; }

    const QString name;
    const PersonId person;
    const InstallationId installation;
    sync::EngineState engine;
    int boot = 0;                        ///< a connection does not outlive its process
    bool diskIsFull = false;

private:
    void showWithoutRules();

    QByteArray m_folder;
    support::MemoryVfs &m_vfs;
    SkewedClock m_clock;
    quint64 m_seed;
    SeededRandom m_random;
    const Breaks &m_breaks;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<sync::OwnStore> m_access;
    std::unique_ptr<sync::FileCarrier> m_carrier;
};

} // namespace sightline::simulation
