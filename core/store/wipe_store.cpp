#include "core/store/wipe_store.h"

#include "core/store/store_lock.h"

#include <QDir>
#include <QFile>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Everything that holds something of anybody's: the database with what lies beside it, and what its person chose on its pages.
QStringList wipedFiles(const StoreDirectory &directory)
{
    const QDir folder(directory.path());
    QStringList files;
    for (const QString &name : folder.entryList({ u"store.db*"_s, u"preferences.ini"_s, u"key.tries*"_s }, QDir::Files | QDir::Hidden))
        files.append(folder.filePath(name));
    return files;
}

Result<void> removeAll(const QStringList &files)
{
    for (const QString &file : files) {
        if (!QFile::remove(file) && QFile::exists(file))
            return Error { ErrorCode::StorageFailure, u"A file of the store cannot be removed: %1. Its key is destroyed already."_s.arg(file) };
    }
    return {};
}

} // namespace

Result<void> wipeStore(const StoreDirectory &directory, const StoreCredentials &credentials)
{
    const auto lock = StoreLock::take(directory.path());
    if (!lock)
        return lock.error();
    if (const auto destroyed = KeyVault(directory.path()).destroyAll(credentials); !destroyed)
        return destroyed;
    return removeAll(wipedFiles(directory));
}

bool isWiped(const StoreDirectory &directory)
{
    const auto header = readKeyHeader(KeyVault(directory.path()).files());
    return header && *header && !(*header)->daily && !(*header)->recovery;
}

Result<void> forgetWiped(const StoreDirectory &directory)
{
    if (!isWiped(directory))
        return {};
    const auto lock = StoreLock::take(directory.path());
    if (!lock)
        return lock.error();
    if (const auto removed = removeAll(wipedFiles(directory)); !removed)
        return removed;
    return removeAll(KeyVault(directory.path()).files());
}

} // namespace sightline
