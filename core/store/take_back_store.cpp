#include "core/store/take_back_store.h"

#include "core/store/durable_file.h"
#include "core/store/lost_key.h"
#include "core/store/store_lock.h"
#include "core/store/wrapping_key.h"

#include <QDir>
#include <QFile>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Whether the store in @p directory, whose lock is held, is nobody's.
bool isNobodys(const StoreDirectory &directory, const StoreCredentials &credentials, const Clock &clock, RandomSource &random)
{
    if (!directory.exists())   // its key header was never written: nobody can have joined it
        return !isKeyLost(directory);
    const auto key = KeyVault(directory.path()).read(credentials);
    if (!key)
        return false;
    const auto store = Store::open({ .path = directory.databasePath(), .key = &*key, .mode = OpenMode::ReadWrite }, clock, random);
    if (!store)
        return false;
    const auto isJoined = (*store)->meta().isEnrolled();
    return isJoined && !*isJoined;
}

} // namespace

void takeBackStore(const StoreDirectory &directory, const StoreCredentials &credentials, const Clock &clock, RandomSource &random, bool withFolder)
{
    const QString database = directory.databasePath();
    const QString notice = setUpNoticePath(database);
    {
        const auto lock = StoreLock::take(directory.path());
        if (!lock || !isNobodys(directory, credentials, clock, random))
            return;
        const QString secret = wrappingKeyName(directory.path());
        // Cut off between the key and the database, this is not taken for one whose key was lost.
        if (QFile::exists(database) && !writeDurably(notice, {}))
            return;
        QStringList files = KeyVault(directory.path()).files();
        files << database << database + u"-wal"_s << database + u"-shm"_s << notice << QDir(directory.path()).filePath(u"lock"_s);
        for (const QString &file : std::as_const(files))
            QFile::remove(file);
        // A key that opens nothing any more: where it cannot be removed it does no harm.
        if (!secret.isEmpty() && credentials.secretStore) [[maybe_unused]]
            const auto removed = credentials.secretStore->remove(secret);
    }
    if (withFolder)
        QDir().rmdir(directory.path());
}

} // namespace sightline
