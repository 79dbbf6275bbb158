#include "core/store/take_back_store.h"

#include "core/store/wrapping_key.h"

#include <QDir>
#include <QFile>

namespace sightline {

using namespace Qt::StringLiterals;

void takeBackStore(const StoreDirectory &directory, const StoreCredentials &credentials, bool withFolder)
{
    const QString secret = wrappingKeyName(directory.path());
    const QString database = directory.databasePath();
    QStringList files = KeyVault(directory.path()).files();
    files << database << database + u"-wal"_s << database + u"-shm"_s << QDir(directory.path()).filePath(u"lock"_s);
    for (const QString &file : std::as_const(files))
        QFile::remove(file);
    if (withFolder)
        QDir().rmdir(directory.path());
    // A key that opens nothing any more: where it cannot be removed it does no harm.
    if (!secret.isEmpty() && credentials.secretStore) [[maybe_unused]]
        const auto removed = credentials.secretStore->remove(secret);
}

} // namespace sightline
