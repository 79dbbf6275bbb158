#include "sync/hub/ops/open_hub.h"

#include "core/packs/calendar/england_calendar.h"
#include "sync/hub/ops/erasure.h"
#include "sync/hub/ops/first_keys.h"
#include "sync/hub/store/postgres_hub_store.h"
#include "sync/hub/store/sqlite_hub_store.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QStorageInfo>

#include <algorithm>

Q_LOGGING_CATEGORY(hubOpen, "sightline.hub.open")

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Result<std::unique_ptr<CouncilStore>> storeAt(const HubPaths &paths, const DatabaseKey *key, bool mayCreate)
{
    if (paths.postgres) {
        auto store = PostgresHubStore::open({ .target = *paths.postgres, .mayCreate = mayCreate });
        return store ? Result<std::unique_ptr<CouncilStore>>(std::move(*store)) : store.error();
    }
    auto store = SqliteHubStore::open({ .path = paths.database, .key = key, .mayCreate = mayCreate });
    return store ? Result<std::unique_ptr<CouncilStore>>(std::move(*store)) : store.error();
}

/// That `init` writes over no council of a server's.
Result<void> checkServerIsFree(const HubPaths &paths)
{
    const auto store = storeAt(paths, nullptr, true);
    const auto snapshot = store ? (*store)->snapshot() : Result<std::unique_ptr<HubSnapshot>>(store.error());
    const auto state = snapshot ? (*snapshot)->state() : Result<HubState>(snapshot.error());
    if (!state)
        return state.error();
    return state->epoch.isEmpty() ? Result<void>() : councilIsThere(paths);
}

/// What devices were told a backup holds they may have let go of, so a new history would be one without it.
Error lostForGood(qint64 count)
{
    return { ErrorCode::Corrupt,
             u"These records lack the last %1 operations that were answered, and devices need no longer keep them, since a backup holds them. Nothing is "
             "served from here: put the newest backup in place (sightline-hub restore --from FILE), or start the server or the file that has them."_s.arg(
                 count) };
}

Error missingDatabase(const QString &path)
{
    return { ErrorCode::NotFound, u"There is no database at \"%1\". Make one with: sightline-hub init --db sqlite:%1"_s.arg(path) };
}

Error unfinishedDatabase(const QString &path)
{
    return { ErrorCode::NotFound, u"The database at \"%1\" holds no council yet: its init was cut short. Run the same sightline-hub init again."_s.arg(path) };
}

} // namespace

Result<std::unique_ptr<OpenHub>> OpenHub::open(const HubPaths &paths, OpenFor purpose)
{
    if (purpose == OpenFor::Creating)
        return create(paths);
    if (!QFileInfo::exists(paths.keys) && hasFirstKeys(paths))
        return unfinishedDatabase(paths.database);
    if (!paths.postgres && !QFileInfo::exists(paths.database))
        return missingDatabase(paths.database);
    auto keys = HubKeys::load(paths.keys);
    if (!keys)
        return keys.error();
    std::unique_ptr<OpenHub> hub(new OpenHub(paths, std::move(*keys)));
    const auto joined = paths.postgres ? hub->joinServer() : hub->joinFile(purpose);
    if (!joined)
        return joined.error();
    if (purpose == OpenFor::Serving) {
        // A database of before an erasure may have been put here by other hands than ours.
        if (const auto again = carryOutAgain(*hub->m_store, *hub->m_service, paths, hub->m_keys); !again)
            return again.error();
        // What an older version of this program kept because it could not read it.
        if (const auto named = hub->m_service->nameFilesOfTheLog(); !named)
            return named.error();
        if (const auto replayed = hub->m_service->replayUnderstood(); !replayed)
            return replayed.error();
    }
    return hub;
}

/// Nothing but the schema is there afterwards: what a council begins with comes with one commit of its own, and then its keys are kept.
Result<std::unique_ptr<OpenHub>> OpenHub::create(const HubPaths &paths)
{
    if (paths.postgres && !hasFirstKeys(paths)) {
        if (const auto isFree = checkServerIsFree(paths); !isFree)
            return isFree.error();
    }
    // Two that make the same council would each take the other's keys for those of one that was cut short.
    const bool canLock = !paths.postgres && QFileInfo(QFileInfo(paths.database).absolutePath()).isDir();
    auto lock = canLock ? ServingLock::take(paths.lock) : Result<std::unique_ptr<ServingLock>>(std::unique_ptr<ServingLock>());
    if (!lock)
        return lock.error();
    auto keys = findOrMakeFirstKeys(paths);
    if (!keys)
        return keys.error();
    std::unique_ptr<OpenHub> hub(new OpenHub(paths, std::move(*keys)));
    hub->m_lock = std::move(*lock);
    if (const auto opened = hub->openStore(true); !opened)
        return opened.error().code == ErrorCode::WrongKey ? councilIsThere(paths) : opened.error();
    const auto present = hub->state();
    if (!present)
        return present.error();
    if (present->epoch.isEmpty())
        return hub;
    const auto kept = hub->keepKeys();
    return kept ? Error { ErrorCode::AlreadyExists,
                          u"An init before this one had made the council at \"%1\", and was cut short after that: it is whole, there is nothing to do."_s.arg(
                              paths.database) }
                : kept.error();
}

Result<void> OpenHub::keepKeys() { return keepFirstKeys(m_paths); }

/// Serving a file is done alone. A command that administers takes the lock only where a new history has to begin, so that it never
/// keeps a `serve` from starting.
Result<void> OpenHub::joinFile(OpenFor purpose)
{
    const bool isBeside = purpose == OpenFor::Administering;
    auto lock = isBeside ? Result<std::unique_ptr<ServingLock>>(Error { ErrorCode::StorageLocked, {} }) : ServingLock::take(m_paths.lock);
    if (!isBeside && !lock)
        return lock.error();
    if (const auto opened = openStore(false); !opened)
        return opened;
    const auto goesOn = historyGoesOn();
    if (!goesOn)
        return goesOn.error();
    if (!*goesOn) {
        if (isBeside)
            lock = ServingLock::take(m_paths.lock);
        // Beside a running `serve` the history is its business.
        if (!lock && lock.error().code != ErrorCode::StorageLocked)
            return lock.error();
        const auto begun = lock ? beginHistory() : Result<void>();
        if (!begun)
            return begun;
    }
    if (purpose == OpenFor::Serving)
        m_lock = std::move(*lock);
    return {};
}

/// Any number of hubs stand over a server's database; those that come together decide one after the other whether its history goes on.
Result<void> OpenHub::joinServer()
{
    auto presence = PostgresPresence::enter(*m_paths.postgres);
    if (!presence)
        return presence.error();
    m_presence = std::move(*presence);
    if (const auto opened = openStore(false); !opened)
        return opened;
    const auto goesOn = historyGoesOn();
    if (!goesOn)
        return goesOn.error();
    const auto begun = *goesOn ? Result<void>() : beginHistory();
    return begun ? m_presence->letOthersDecide() : begun;
}

Result<void> OpenHub::openStore(bool mayCreate)
{
    auto store = storeAt(m_paths, &m_keys.database(), mayCreate);
    if (!store && store.error().code == ErrorCode::WrongKey) {
        return Error { ErrorCode::WrongKey,
                       u"The key file \"%1\" does not open the database \"%2\". Give the one that was made with it."_s.arg(m_paths.keys, m_paths.database) };
    }
    if (!store)
        return store.error();
    m_store = std::move(*store);
    HubOptions options;
    options.zone = englandCalendar().zone();
    m_files = std::make_unique<FileStores>(m_keys.files(), m_paths.s3Credentials());
    options.files = m_files.get();
    m_service = std::make_unique<HubService>(*m_store, m_clock, m_random, options);
    m_door = std::make_unique<Doorkeeper>(*m_service, m_keys, m_clock, m_random);
    return {};
}

std::optional<qint64> OpenHub::freeBytes()
{
    std::optional<qint64> free;
    if (!m_paths.postgres) {
        const QStorageInfo disk(QFileInfo(m_paths.database).absolutePath());
        if (disk.isValid())
            free = disk.bytesAvailable();
    }
    const auto snapshot = m_store->snapshot();
    const auto rows = snapshot ? (*snapshot)->fileStores() : Result<QList<FileStoreRow>>(snapshot.error());
    const auto beside = rows ? m_files->freeBytes(*rows) : std::nullopt;
    return free && beside ? std::min(*free, *beside) : beside ? beside : free;
}

Result<HubState> OpenHub::state()
{
    const auto snapshot = m_store->snapshot();
    if (!snapshot)
        return snapshot.error();
    return (*snapshot)->state();
}

Result<bool> OpenHub::historyGoesOn()
{
    const auto mark = m_history.read();   // before the state: a `serve` beside this writes it after
    const auto present = state();
    if (!present)
        return present.error();
    if (present->epoch.isEmpty())
        return unfinishedDatabase(m_paths.database);
    const bool isOlder = mark && mark->epoch == present->epoch && (mark->seq > present->seq || mark->auditN > present->auditN);
    if (isOlder) {
        m_lackingSeqs = std::max<qint64>(0, mark->seq - present->seq);
        return mark->durableSeq > present->seq ? Result<bool>(lostForGood(m_lackingSeqs)) : false;
    }
    const auto isKnown = m_store->knowsHistory(mark ? mark->epoch : QString());
    if (!isKnown || !*isKnown)
        return isKnown;
    return m_store->isHomeOf(present->epoch);
}

bool OpenHub::keepPlace()
{
    if (m_store->hasMoved() || (m_presence && m_presence->renew() == PostgresPresence::Standing::Moved))
        return false;
    // Another hub's commits, and a backup's word to the devices, are in the same records. A server that is away is noticed by who asks it.
    const auto present = m_presence ? state() : Result<HubState>(HubState {});
    if (present && !present->epoch.isEmpty()) {
        if (const auto marked = markHistory(*present); !marked)
            qCWarning(hubOpen) << marked.error().detail;
    }
    return !m_store->hasMoved();
}

Result<void> OpenHub::beginHistory()
{
    // What the trail had told since the database's time is in no database any more: how far it had come says how much.
    Json::Object about { { u"lacking"_s, m_lackingSeqs } };
    if (const auto before = m_history.read())
        about.insert(u"trail_had_come_to"_s, before->auditN);
    if (const auto begun = m_service->newEpoch(about); !begun)
        return begun.error();
    m_beganNewHistory = true;
    const auto after = state();
    if (!after)
        return after.error();
    return markHistory(*after);
}

} // namespace sightline::hub
