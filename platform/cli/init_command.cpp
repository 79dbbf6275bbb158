#include "platform/cli/commands.h"
#include "sync/client/enrol.h"
#include "sync/client/exchange.h"
#include "sync/client/http_transport.h"

#include <QDir>
#include <QFile>

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

/// Takes back a store that was made a moment ago and holds nothing yet.
void takeBack(const StoreDirectory &directory, bool madeFolder)
{
    const QString database = directory.databasePath();
    QStringList files = KeyVault(directory.path()).files();
    files << database << database + u"-wal"_s << database + u"-shm"_s << QDir(directory.path()).filePath(u"lock"_s);
    for (const QString &file : files)
        QFile::remove(file);
    if (madeFolder)
        QDir().rmdir(directory.path());
}

} // namespace

Result<CliReply> initCommand(CliSession &session)
{
    const auto hub = sync::hubUrlFromText(session.options().hub);
    if (!hub)
        return hub.error();
    const auto credentials = session.credentials();
    if (!credentials)
        return credentials.error();
    const StoreDirectory directory = session.directory();
    const bool isNew = !directory.exists();
    const bool madeFolder = !QDir(directory.path()).exists();
    if (isNew) {
        if (const auto made = session.directory().provision(*credentials, session.world().clock, session.world().random); !made) {
            // Unless another program is making the same store at this moment.
            if (made.error().code != ErrorCode::StorageLocked && made.error().code != ErrorCode::AlreadyExists)
                takeBack(directory, madeFolder);
            return made.error();
        }
    }
    const auto store = session.store();
    if (!store)
        return store.error();
    sync::OwnStore access(**store);
    const auto transport = session.world().connect(*hub);
    const auto enrolment = sync::enrolDevice(access, *transport, hub->toString(QUrl::StripTrailingSlash), session.options().code);
    if (!enrolment) {
        session.closeStore();
        if (isNew)
            takeBack(directory, madeFolder);
        return enrolment.error();
    }
    // The first pull brings forms, people and the framework, so that work can begin offline. Without it the device is joined all the same.
    const auto pulled = sync::syncOnce(access, *transport, session.world().random);
    Json json = Json::object({ { u"person"_s, enrolment->person.toString() },
                               { u"name"_s, enrolment->personName },
                               { u"council"_s, enrolment->council },
                               { u"pulled"_s, orNull(pulled ? std::optional(pulled->pulled) : std::nullopt) } });
    QString text = u"This device belongs to %1 (%2).\n"_s.arg(enrolment->personName, enrolment->council);
    text += pulled ? u"%1 records are here.\n"_s.arg(pulled->pulled) : u"The first sync did not finish; run `sync` when the hub can be reached.\n"_s;
    return CliReply { json, text };
}

} // namespace sightline::cli
