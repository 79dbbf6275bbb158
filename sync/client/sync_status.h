#pragma once

#include <QtGlobal>

#include <functional>
#include <memory>
#include <optional>

/// How sync stands, in plain values: all that the screens know of it. Words and colours are theirs.
namespace sightline {

/// One word for a person. In order of how much it matters to her.
enum class SyncWord {
    NotJoined,       ///< this store belongs to no hub yet
    SignedOut,       ///< the hub no longer takes this device's key: join again; work is kept here
    StorageProblem,  ///< an answer could not be stored: the disk is full or failing
    UpdateNeeded,    ///< this version is too old to receive; work still goes out
    HubProblem,      ///< the hub answers what we cannot use, or nothing moves
    Offline,         ///< no answer from the hub; tried again by itself
    Busy,            ///< the hub asked us to wait
    Syncing,         ///< an exchange is under way
    UpToDate,        ///< everything is sent and everything is here; listening
    Stopped,         ///< sync is not running (a person chose "offline", or the app is locked)
};

struct SyncStatus {
    SyncWord word = SyncWord::Stopped;
    qint64 waiting = 0;                     ///< records with something not yet answered by the hub (decisions 14)
    qint64 held = 0;                        ///< records the hub holds with something not applied: conflicts and kept work
    std::optional<qint64> lastContactMs;    ///< UTC, the device's clock at the last answer stored
    std::optional<qint64> nextTryInMs;      ///< how long until the next attempt, when one is planned
    friend bool operator==(const SyncStatus &, const SyncStatus &) = default;
};

/// Where screens read the status and ask for a sync. The runner is one; tests have their own.
class SyncActivity {
public:
    virtual ~SyncActivity() = default;
    /// Thread: any.
    [[nodiscard]] virtual SyncStatus status() const = 0;
    /// "Sync now". Thread: any; returns at once.
    virtual void syncNow() = 0;

    /// Called after each change of the status, on the sync thread: hand over to your own thread at once. The callback ends
    /// when the returned token is destroyed; once that returns it is not running. Thread: any.
    using Listener = std::function<void(const SyncStatus &)>;
    [[nodiscard]] virtual std::shared_ptr<void> listen(Listener listener) = 0;
};

} // namespace sightline
