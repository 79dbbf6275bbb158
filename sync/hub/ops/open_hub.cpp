#include "sync/hub/ops/open_hub.h"

#include "core/packs/calendar/england_calendar.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

Result<HubKeys> makeKeys(const HubPaths &paths)
{
    if (QFileInfo::exists(paths.database))
        return Error { ErrorCode::AlreadyExists, u"There is a database at \"%1\" already; init never writes over one."_s.arg(paths.database) };
    const QFileInfo folder(QFileInfo(paths.database).absolutePath());
    if (!folder.isDir())
        return Error { ErrorCode::NotFound, u"There is no folder \"%1\" for the database; make it first."_s.arg(folder.filePath()) };
    const QString keyFolder = QFileInfo(paths.keys).absolutePath();
    const bool isNew = !QFileInfo::exists(keyFolder);
    if (!QDir().mkpath(keyFolder))
        return Error { ErrorCode::StorageFailure, u"The folder \"%1\" for the keys cannot be made."_s.arg(keyFolder) };
    if (isNew)
        QFile::setPermissions(keyFolder, ownerOnly | QFile::ExeOwner);
    HubKeys keys = HubKeys::random();
    if (const auto saved = keys.save(paths.keys); !saved)
        return saved.error();
    return keys;
}

Error missingDatabase(const QString &path)
{
    return { ErrorCode::NotFound, u"There is no database at \"%1\". Make one with: sightline-hub init --db sqlite:%1"_s.arg(path) };
}

} // namespace

Result<std::unique_ptr<OpenHub>> OpenHub::open(const HubPaths &paths, OpenFor purpose)
{
    const bool creates = purpose == OpenFor::Creating;
    if (!creates && !QFileInfo::exists(paths.database))
        return missingDatabase(paths.database);
    auto keys = creates ? makeKeys(paths) : HubKeys::load(paths.keys);
    if (!keys)
        return keys.error();
    std::unique_ptr<OpenHub> hub(new OpenHub(paths, std::move(*keys)));
    // A command that administers takes the lock only where a new history has to begin, so that it never keeps a `serve` from starting.
    const bool isBeside = purpose == OpenFor::Administering;
    auto lock = isBeside ? Result<std::unique_ptr<ServingLock>>(Error { ErrorCode::StorageLocked, {} }) : ServingLock::take(paths.lock);
    if (!isBeside && !lock)
        return lock.error();
    if (const auto opened = hub->openStore(creates); !opened)
        return opened.error();
    const auto goesOn = creates ? Result<bool>(true) : hub->historyGoesOn();
    if (!goesOn)
        return goesOn.error();
    if (!*goesOn) {
        if (isBeside)
            lock = ServingLock::take(paths.lock);
        // Beside a running `serve` the history is its business.
        if (!lock && lock.error().code != ErrorCode::StorageLocked)
            return lock.error();
        const auto begun = lock ? hub->beginHistory() : Result<void>();
        if (!begun)
            return begun.error();
    }
    if (purpose == OpenFor::Serving) {
        // What an older version of this program kept because it could not read it.
        if (const auto replayed = hub->m_service->replayUnderstood(); !replayed)
            return replayed.error();
        hub->m_lock = std::move(*lock);
    }
    return hub;
}

Result<void> OpenHub::openStore(bool mayCreate)
{
    auto store = SqliteHubStore::open({ .path = m_paths.database, .key = &m_keys.database(), .mayCreate = mayCreate });
    if (!store && store.error().code == ErrorCode::WrongKey) {
        return Error { ErrorCode::WrongKey,
                       u"The key file \"%1\" does not open the database \"%2\". Give the one that was made with it."_s.arg(m_paths.keys, m_paths.database) };
    }
    if (!store)
        return store.error();
    m_store = std::move(*store);
    if (mayCreate)
        QFile::setPermissions(m_paths.database, ownerOnly);
    HubOptions options;
    options.zone = englandCalendar().zone();
    m_service = std::make_unique<HubService>(*m_store, m_clock, m_random, options);
    m_door = std::make_unique<Doorkeeper>(*m_service, m_keys, m_clock, m_random);
    return {};
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
    return mark && mark->epoch == present->epoch && mark->seq <= present->seq;
}

Result<void> OpenHub::beginHistory()
{
    if (const auto begun = m_service->newEpoch(); !begun)
        return begun.error();
    m_beganNewHistory = true;
    const auto after = state();
    if (!after)
        return after.error();
    return markHistory(*after);
}

} // namespace sightline::hub
