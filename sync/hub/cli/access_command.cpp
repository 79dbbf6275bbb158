#include "core/base/digest.h"
#include "sync/hub/audit/audit_trail.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/note_administration.h"
#include "sync/hub/cli/opened_now.h"
#include "sync/hub/ops/erasure.h"
#include "sync/hub/ops/flush_file.h"
#include "sync/hub/ops/subject_access.h"

#include <QDir>
#include <QFile>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 decisionsBytesMax = 16LL * 1024 * 1024;

Result<void> writeFileOf(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::NewOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(bytes) == bytes.size() && file.flush();
    if (!isWritten)
        return Error { ErrorCode::StorageFailure, u"\"%1\" cannot be written: %2."_s.arg(path, file.errorString()) };
    file.close();
    return flushWithName(path);
}

Result<Json> decisionsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::InvalidInput, u"The file \"%1\" cannot be read: %2."_s.arg(path, file.errorString()) };
    const auto json = parseJson(file.readAll(), { .bytesMax = decisionsBytesMax });
    if (!json)
        return Error { ErrorCode::InvalidInput, u"The decisions in \"%1\" cannot be read: %2"_s.arg(path, json.error().detail) };
    return *json;
}

/// Which of this hub's people or children is meant. Errors: NotFound, InvalidInput.
Result<AccessSubject> subjectOf(OpenedNow &opened, const AccessQuestion &question)
{
    if (question.child.isEmpty() == question.user.isEmpty())
        return Error { ErrorCode::InvalidInput, u"Say whose records: either --child or --user."_s };
    if (!question.user.isEmpty()) {
        const auto person = opened.hub->service().person(*opened.snapshot, PersonId(question.user));
        if (!person)
            return person.error();
        if (!*person)
            return Error { ErrorCode::NotFound, u"Nobody has the id \"%1\". \"user list\" names everybody."_s.arg(question.user.left(40)) };
        return AccessSubject { {}, PersonId(question.user) };
    }
    const auto all = recordsToKeepOrErase(*opened.snapshot);
    return all ? Result<AccessSubject>(AccessSubject { namesOfChild(*all, question.child), PersonId() }) : all.error();
}

/// Told before anything is written: nothing is given out unseen. Which records, by a hash of their ids.
Result<void> noteAccess(OpenHub &hub, const SubjectFile &file, bool isChild, const QString &folderHash)
{
    const auto noted = hub.inTransaction([&](HubTransaction &transaction) {
        const Json::Object about { { u"records"_s, qint64(file.records.size()) }, { u"of"_s, isChild ? u"child"_s : u"person"_s }, { u"list"_s, folderHash } };
        return appendAudit(transaction, hub.clock().now(), { AuditAction::SubjectAccess, administrator(), {}, about });
    });
    const auto state = noted ? hub.state() : Result<HubState>(noted.error());
    return state ? hub.markHistory(*state) : Result<void>(state.error());
}

} // namespace

Result<void> subjectAccessCommand(const HubPaths &paths, const AccessQuestion &question, const Console &console)
{
    const auto decided = question.decisions.isEmpty() ? Result<Json>(Json::object()) : decisionsOf(question.decisions);
    auto opened = decided ? openedNow(paths) : Result<OpenedNow>(decided.error());
    if (!opened)
        return opened.error();
    if (QDir(question.folder).exists() && !QDir(question.folder).isEmpty())
        return Error { ErrorCode::AlreadyExists, u"\"%1\" is not empty. Nothing was written: name a folder that is not there yet."_s.arg(question.folder) };
    const auto subject = subjectOf(*opened, question);
    const auto council = subject ? opened->hub->service().council(*opened->snapshot) : Result<Council>(subject.error());
    auto file = council ? subjectFile(*opened->snapshot, *council, *subject) : Result<SubjectFile>(council.error());
    if (!file)
        return file.error();
    if (file->records.isEmpty())
        return Error { ErrorCode::NotFound, u"No record here is about them. Nothing was written."_s };
    if (const auto redacted = redact(*file, *decided); !redacted)
        return redacted;
    Json ids = Json::array();
    for (const AccessedRecord &record : file->records)
        ids.append(record.id.toString());
    if (const auto noted = noteAccess(*opened->hub, *file, !question.child.isEmpty(), toHex(sha256(writeJson(ids)))); !noted)
        return noted;
    if (!QDir().mkpath(question.folder) || !QFile::setPermissions(question.folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return Error { ErrorCode::StorageFailure, u"The folder \"%1\" cannot be made."_s.arg(question.folder) };
    const QString heading = question.child.isEmpty() ? u"Records about a member of staff"_s : u"Records about a child"_s;
    const auto at = [&question](const QString &name) { return question.folder + u'/' + name; };
    for (const auto &[name, bytes] :
         { std::pair(u"records.json"_s, writePrettyJson(recordsJson(*file))), std::pair(u"records.html"_s, recordsPage(*file, heading)),
           std::pair(u"mentions-for-the-officer.json"_s, writePrettyJson(mentionsJson(*file))) }) {
        if (const auto written = writeFileOf(at(name), bytes); !written)
            return written;
    }
    qint64 redactedPlaces = 0;
    for (const Mention &mention : std::as_const(file->mentions))
        redactedPlaces += mention.isRedacted ? 1 : 0;
    return console.answer(
        Json::object({ { u"records"_s, qint64(file->records.size()) }, { u"mentions"_s, qint64(file->mentions.size()) }, { u"redacted"_s, redactedPlaces } }),
        u"%1. %2 to others that this council knows; %3 of them barred. Read everything before it is given out: relatives and neighbours are "
        "known to nobody here. To bar places, set \"redact\" to true in mentions-for-the-officer.json and run this again with --redact and a new folder. That "
        "file is not for giving out."_s.arg(numberOfRecords(file->records.size()), numberOf(file->mentions.size(), u"mention"_s, u"mentions"_s))
            .arg(redactedPlaces));
}

} // namespace sightline::hub
