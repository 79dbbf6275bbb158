#pragma once

#include "sync/hub/store/hub_store.h"

#include <QSet>

#include <functional>

namespace sightline {
class DatabaseKey;
}

namespace sightline::hub {

/// What one hub tells the others over the same database: that something up to `seq` was committed, and whom it concerns.
struct Commit {
    qint64 seq = 0;
    QSet<QString> scopes;
    bool everybody = false;   ///< rights changed, or too many scopes to name
};

/// The other hubs over a database, while this one serves. What they say may come late or not at all: nothing but speed rests on it.
class OtherHubs {
public:
    virtual ~OtherHubs() = default;
    /// Tells them, soon. Thread: any; does not wait.
    virtual void tell(const Commit &commit) = 0;
};

/// A council's database as one thing: what administration does with the whole of it.
class CouncilStore : public HubStore {
public:
    /// Writes everything, as of one moment, to a new SQLite database at @p path under @p key; one that is SQLite itself knows no other
    /// key than its own. Runs beside everything else. Errors: AlreadyExists (a file is there), StorageFailure, StorageFull.
    [[nodiscard]] virtual Result<void> copyTo(const QString &path, const DatabaseKey &key) = 0;
    /// Bytes it takes on its disk.
    [[nodiscard]] virtual Result<qint64> bytesOnDisk() = 0;
    /// What scrub() came to.
    enum class Scrubbed {
        Whole,      ///< no free part of the file holds what was there, nor does its log
        NotNow,     ///< it is being read or written, or is too large to be rewritten beside serving: to be done later
        NotOurs,    ///< a server keeps its own files: its administrator does it
    };
    /// Rewrites the database's file, so that what was taken out of it is in no free part of it. Others wait meanwhile. @p anySize: however
    /// long that takes and whatever memory it needs.
    [[nodiscard]] virtual Result<Scrubbed> scrub(bool anySize) = 0;
    /// "ok", or the first problem of its structure.
    [[nodiscard]] virtual Result<QString> integrityCheck() = 0;
    /// Whether the history @p epoch, which was served last, was ever this database's (a file knows its present one alone). Empty: nothing
    /// is known of what was served; then, whether another sign tells a database that was put back.
    [[nodiscard]] virtual Result<bool> knowsHistory(const QString &epoch) = 0;
    /// Whether the history @p epoch may go on here: false where it was begun in another database, of which this is a copy.
    [[nodiscard]] virtual Result<bool> isHomeOf(const QString &epoch) = 0;
    /// True once the database turned out to be another than was opened: the hub has to be opened anew.
    [[nodiscard]] virtual bool hasMoved() const = 0;
    /// Begins to hear what other hubs commit, until the result is gone. None where there can be no other. @p heard: on a thread of its own.
    [[nodiscard]] virtual std::unique_ptr<OtherHubs> otherHubs(std::function<void(const Commit &)> heard) = 0;
};

} // namespace sightline::hub
