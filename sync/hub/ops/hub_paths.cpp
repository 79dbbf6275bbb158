#include "sync/hub/ops/hub_paths.h"

#include "core/base/digest.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// The same for one file however its path is written, and before it exists.
QString fullPath(const QString &path)
{
    const QFileInfo info(path);
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    return (folder.isEmpty() ? info.absolutePath() : folder) + u'/' + info.fileName();
}

/// The keys' place, and the history file's beside it. @p stem and the mark of @p database name them where nobody else did.
void placeKeys(HubPaths &paths, const QString &keyFile, const QString &stem)
{
    paths.keys = keyFile;
    if (keyFile.isEmpty()) {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/sightline-hub"_s;
        const QString mark = toHex(sha256(paths.database.toUtf8())).left(12);
        paths.keys = folder + u'/' + stem + u'-' + mark + u".key"_s;
    }
    paths.keys = QFileInfo(paths.keys).absoluteFilePath();
    paths.history = paths.keys + u".history"_s;
}

} // namespace

Result<HubPaths> hubPaths(const QString &databaseArgument, const QString &keyFile)
{
    HubPaths paths;
    if (databaseArgument.startsWith("postgresql:"_L1) || databaseArgument.startsWith("postgres://"_L1)) {
        const auto target = PostgresTarget::fromArgument(databaseArgument);
        if (!target)
            return target.error();
        paths.postgres = *target;
        paths.database = databaseArgument;
        placeKeys(paths, keyFile, u"postgresql"_s);
        return paths;
    }
    static const QString scheme = u"sqlite:"_s;
    if (!databaseArgument.startsWith(scheme) || databaseArgument.size() == scheme.size()) {
        return Error { ErrorCode::InvalidInput,
                       u"--db is not a database this hub knows; give sqlite: and a file, for example sqlite:/srv/sightline/hub.db, or "
                       "postgresql:service=NAME."_s };   // what was given is not repeated: it may be a mistyped address with a password in it
    }
    paths.database = fullPath(databaseArgument.mid(scheme.size()));
    if (QFileInfo(paths.database).isDir())
        return Error { ErrorCode::InvalidInput, u"--db names a folder; give a file in it, for example sqlite:%1/hub.db."_s.arg(paths.database) };
    placeKeys(paths, keyFile, QFileInfo(paths.database).completeBaseName());
    paths.lock = paths.database + u".serving"_s;
    return paths;
}

} // namespace sightline::hub
