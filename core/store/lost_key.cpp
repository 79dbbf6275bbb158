#include "core/store/lost_key.h"

#include <QFile>

namespace sightline {

using namespace Qt::StringLiterals;

QString setUpNoticePath(const QString &database) { return database + u".set-up"_s; }

bool isKeyLost(const StoreDirectory &directory)
{
    // In this order: another program that makes the store at this moment takes the notice away only once the key header is there.
    const QString database = directory.databasePath();
    const bool isThere = QFile::exists(database) || QFile::exists(database + u"-wal"_s);
    return isThere && !QFile::exists(setUpNoticePath(database)) && !directory.exists();
}

QString keyLostDetail(const StoreDirectory &directory)
{
    return u"The key file of this store is missing: bring key.1.json back into %1 from a backup of this folder. Nothing was changed."_s.arg(directory.path());
}

} // namespace sightline
