#include "core/store/store_directory.h"

#include "core/store/durable_file.h"
#include "core/store/store_lock.h"

#include <QDir>
#include <QFile>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Puts a database that has no key header aside, with its companions: only an interrupted provisioning leaves one.
Result<void> putAside(const QString &database)
{
    QString aside;
    for (int n = 1; aside.isEmpty() || QFile::exists(aside); ++n)
        aside = u"%1.without-key-%2"_s.arg(database).arg(n);
    for (const QString &companion : { u"-wal"_s, u"-shm"_s }) {
        if (QFile::exists(database + companion) && !QFile::rename(database + companion, aside + companion))
            return Error { ErrorCode::StorageFailure, u"A left-over file of an interrupted set-up cannot be put aside: %1."_s.arg(database + companion) };
    }
    return renameDurably(database, aside);
}

/// An unfinished database holds nothing yet and is made anew.
void removeUnfinished(const QString &path)
{
    for (const QString &companion : { QString(), u"-wal"_s, u"-shm"_s, u"-journal"_s })
        QFile::remove(path + companion);
}

} // namespace

QString StoreDirectory::databasePath() const { return QDir(m_path).filePath(u"store.db"_s); }

bool StoreDirectory::exists() const { return KeyVault(m_path).exists(); }

Result<void> StoreDirectory::provision(const StoreCredentials &credentials, const Clock &clock, RandomSource &random)
{
    if (credentials.passphrase.isEmpty() && !credentials.secretStore)
        return Error { ErrorCode::InvalidInput, u"A store needs a passphrase, or a system that keeps secrets; neither was given."_s };
    if (const auto made = makePrivateDirectory(m_path); !made)
        return made.error();
    const auto lock = StoreLock::take(m_path);
    if (!lock)
        return lock.error();
    if (exists())
        return Error { ErrorCode::AlreadyExists, u"There is a store in this folder already."_s };
    if (QFile::exists(databasePath())) {
        if (const auto aside = putAside(databasePath()); !aside)
            return aside.error();
    }
    const QString unfinished = databasePath() + u".new"_s;
    removeUnfinished(unfinished);
    const DatabaseKey key = DatabaseKey::random();
    {
        const auto store = Store::open({ .path = unfinished, .key = &key }, clock, random);
        if (!store)
            return store.error();
        if (const auto moved = (*store)->db().checkpoint(); !moved)
            return moved.error();
    }
    QFile::setPermissions(unfinished, QFile::ReadOwner | QFile::WriteOwner);
    if (const auto renamed = renameDurably(unfinished, databasePath()); !renamed)
        return renamed.error();
    return KeyVault(m_path).write(key, credentials);
}

Result<std::unique_ptr<Store>> StoreDirectory::open(const StoreCredentials &credentials, const Clock &clock, RandomSource &random) const
{
    if (!exists())
        return Error { ErrorCode::NotFound, u"There is no Sightline store in %1."_s.arg(m_path) };
    auto lock = StoreLock::take(m_path);   // before the passphrase is stretched: a second program hears at once
    if (!lock)
        return lock.error();
    const auto key = KeyVault(m_path).read(credentials);
    if (!key)
        return key.error();
    if (!QFile::exists(databasePath()))
        return Error { ErrorCode::Corrupt, u"The database of this store is missing: %1. Bring it back from a backup of this folder."_s.arg(databasePath()) };
    auto store = Store::open({ .path = databasePath(), .key = &*key, .mode = OpenMode::ReadWrite }, clock, random);
    // The key was proven by its header: what it does not open is no longer what it locked.
    if (!store && store.error().code == ErrorCode::WrongKey)
        return Error { ErrorCode::Corrupt, u"The database of this store is damaged: %1."_s.arg(store.error().detail) };
    if (store)
        (*store)->holdUntilClosed(std::shared_ptr<StoreLock>(std::move(lock).value()));
    return store;
}

} // namespace sightline
