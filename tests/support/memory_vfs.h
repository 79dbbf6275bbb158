#pragma once

#include "tests/support/file_pieces.h"

#include <QByteArray>
#include <QList>

#include <map>
#include <memory>
#include <random>

namespace sightline::support {

/// A file system in memory for SQLite that remembers what was synced and what was not, so that a test can cut the power:
/// unsynced writes are then lost, kept or torn at a sector, as chance has it. Registered with SQLite under its name while
/// it lives. One thread.
class MemoryVfs {
public:
    /// What files held, by their names.
    using Image = std::map<QByteArray, FilePieces>;

    explicit MemoryVfs(const QByteArray &name);
    ~MemoryVfs();
    MemoryVfs(const MemoryVfs &) = delete;
    MemoryVfs &operator=(const MemoryVfs &) = delete;

    [[nodiscard]] const QByteArray &name() const;

    /// From now on every use of files under @p folder fails, as for a process that is gone; close() still works. To be
    /// followed by closing every connection and then powerCut() or processDied().
    void die(const QByteArray &folder);
    /// The process is gone in the middle of its work: die() by itself after @p operations more writes, cuts and syncs under @p folder.
    void dieAfter(const QByteArray &folder, int operations);
    /// After die(): the disk comes back. Each write that was not synced is lost, kept, or torn at 512 bytes, by @p dice.
    /// Returns how many writes were lost or torn.
    int powerCut(const QByteArray &folder, std::mt19937_64 &dice);
    /// After die(): the process was killed, the system lived on: nothing written is lost.
    void processDied(const QByteArray &folder);

    /// Files under @p folder (without it in their names), as a program would read them now.
    [[nodiscard]] Image take(const QByteArray &folder) const;
    /// The same, as the disk would give them back after a power cut that lost every unsynced write.
    [[nodiscard]] Image takeDurable(const QByteArray &folder) const;
    /// Replaces everything under @p folder. Not while anything there is open.
    void put(const QByteArray &folder, const Image &image);

    /// From now on, a sync under @p folder says it succeeded and does nothing.
    void lieAboutSync(const QByteArray &folder);
    /// From now on, writing under @p folder fails as on a full disk, until called with false.
    void fill(const QByteArray &folder, bool full);
    /// fill() by itself after @p operations more writes, cuts and syncs under @p folder.
    void fillAfter(const QByteArray &folder, int operations);
    /// After @p operations more writes, cuts and syncs under @p folder the next one fails as on a bad disk and changes nothing; what
    /// comes after it goes well.
    void failAfter(const QByteArray &folder, int operations);
    /// Whether what dieAfter(), fillAfter() or failAfter() arranged for @p folder has still to come. It comes no more.
    bool callOff(const QByteArray &folder);

    [[nodiscard]] qint64 syncs() const;
    [[nodiscard]] qint64 writes() const;

    struct Private;

private:
    std::unique_ptr<Private> m;
};

} // namespace sightline::support
