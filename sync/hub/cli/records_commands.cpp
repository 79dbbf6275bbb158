#include "sync/hub/cli/commands.h"

#include "core/forms/validate.h"
#include "core/packs/calendar/england_calendar.h"
#include "sync/hub/cli/note_administration.h"
#include "sync/hub/cli/opened_now.h"
#include "sync/hub/ops/completeness.h"
#include "sync/hub/ops/export_records.h"
#include "sync/hub/ops/import_unsent.h"

#include <QFile>

#include <unistd.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Json checkToJson(const SelfCheck &check)
{
    return Json::object({ { u"ok"_s, check.problem.isEmpty() },
                          { u"operations"_s, check.operations },
                          { u"records"_s, check.records },
                          { u"scopes"_s, check.scopes },
                          { u"files"_s, check.files },
                          { u"unfollowed"_s, check.unfollowed },
                          { u"erased"_s, check.erased },
                          { u"problem"_s, check.problem } });
}

} // namespace

Result<void> serveCommand(const HubPaths &paths, const ServeOptions &options)
{
    LogLines log(STDERR_FILENO, options.logUpTo);
    log.hearQt();
    const auto hub = OpenHub::open(paths, OpenFor::Serving);
    if (!hub)
        return hub.error();
    const auto say = [&log](LogLevel level, const QString &event, const QString &words) { log.say(level, event, { { u"words"_s, words } }); };
    if ((*hub)->beganNewHistory()) {
        say(LogLevel::Warning, u"new history"_s,
            u"This database is older than the one last served, or is in a new place: a new history begins, and devices offer their kept work again."_s);
    }
    if ((*hub)->lackingSeqs() > 0) {
        say(LogLevel::Warning, u"lacking"_s,
            u"It lacks the last %1 operations that were answered: no backup holds them, so devices offer theirs again. Repeat what was "
            "published or withdrawn here since."_s.arg((*hub)->lackingSeqs()));
    }
    const bool isSecure = !options.http.tlsCertificate.isEmpty();
    return serve(**hub, options, log, [&](const ServingAt &at) {
        const QString words = u"Serving on %1://%2:%3"_s.arg(isSecure ? u"https"_s : u"http"_s, options.http.host).arg(at.port);
        log.say(LogLevel::Notice, u"serving"_s, { { u"words"_s, words }, { u"port"_s, int { at.port } }, { u"metrics_port"_s, int { at.metricsPort } } });
    });
}

Result<void> exportCommand(const HubPaths &paths)
{
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    HubSnapshot &snapshot = *opened->snapshot;
    auto judge = CompletenessJudge::over(snapshot, englandCalendar());
    if (!judge)
        return judge.error();
    return exportRecords(snapshot, *judge, [](const QByteArray &line) { return Console::write(line); });
}

Result<void> completenessCommand(const HubPaths &paths, const Console &console)
{
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    HubSnapshot &snapshot = *opened->snapshot;
    const auto report = judgeCompleteness(snapshot, englandCalendar());
    if (!report)
        return report.error();
    Json versions = Json::object(), records = Json::array();
    QStringList lines { u"%1 completed records judged again, %2 of them lack something."_s.arg(report->judged).arg(report->incomplete.size()) };
    for (auto it = report->byVersion.cbegin(); it != report->byVersion.cend(); ++it) {
        versions.set(QString::number(it.key()), *it);
        if (it.key() != validatorVersion)
            lines.append(it.key() == 0 ? u"%1 do not say by which rules their device judged them."_s.arg(*it)
                                       : u"%1 were judged by version %2 of the rules; this is version %3."_s.arg(*it).arg(it.key()).arg(validatorVersion));
    }
    for (const CompletenessReport::Incomplete &one : report->incomplete) {
        Json record = Json::object({ { u"record"_s, one.record.toString() }, { u"form"_s, one.form } });
        record.set(u"completeness"_s, completenessJson(one.judged));
        records.append(record);
        lines.append(u"%1  %2  lacks: %3"_s.arg(one.record.toString(), one.form, one.judged.lacking.join(u", "_s)));
    }
    return console.answer(Json::object({ { u"judged"_s, report->judged }, { u"by_version"_s, versions }, { u"incomplete"_s, records } }), lines.join(u'\n'));
}

Result<void> checkCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto structure = (*hub)->store().integrityCheck();
    if (!structure)
        return structure.error();
    if (*structure != "ok"_L1)
        return Error { ErrorCode::Corrupt, u"The database is damaged: %1. Restore the latest backup."_s.arg(structure->simplified()) };
    const auto snapshot = (*hub)->store().snapshot();
    if (!snapshot)
        return snapshot.error();
    const auto check = selfCheck(**snapshot, {}, &(*hub)->files());
    if (!check)
        return check.error();
    if (!check->problem.isEmpty())
        return Error { ErrorCode::Corrupt, u"The records do not verify: %1."_s.arg(check->problem) };
    const auto trail = auditProblem(**hub);
    if (!trail)
        return trail.error();
    if (!trail->isEmpty())
        return Error { ErrorCode::Corrupt, u"The audit trail does not verify: %1."_s.arg(*trail) };
    return console.answer(checkToJson(*check),
                          u"All is well: %1 operations in one chain, %2 records, %3 scopes, %4 files."_s.arg(check->operations)
                                  .arg(check->records)
                                  .arg(check->scopes)
                                  .arg(check->files)
                              + (check->unfollowed == 0 ? QString()
                                                        : u" A switch of the council's is in force; %1 records have still to be moved, which goes on by itself "
                                                          "while the hub serves."_s.arg(check->unfollowed)));
}

Result<void> backupCommand(const HubPaths &paths, const QString &to, const FilesOfBackup &files, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto report = backUp(**hub, to, files);
    if (!report)
        return report.error();
    return console.answer(Json::object({ { u"backup"_s, to }, { u"seq"_s, report->seq }, { u"check"_s, checkToJson(report->check) } }),
                          u"Backed up to \"%1\" and read back whole: %2 operations, %3 records. It opens with the key file only."_s.arg(to)
                              .arg(report->check.operations)
                              .arg(report->check.records));
}

Result<void> restoreCommand(const HubPaths &paths, const QString &from, const FilesOfRestore &files, const Console &console)
{
    const auto report = restore(paths, from, files);
    if (!report)
        return report.error();
    // Only now: what was noted before would have been replaced with the records.
    const auto noted = noteAdministration(paths, { u"restore"_s });
    if (!noted || !*noted)
        return Error { ErrorCode::StorageFailure, u"The backup is in place, and that could not be written to the audit trail."_s };
    return console.answer(
        Json::object({ { u"database"_s, paths.database },
                       { u"seq"_s, report->seq },
                       { u"check"_s, checkToJson(report->check) },
                       { u"erased_again"_s, report->erasedAgain } }),
        u"Restored %1 records. A new history begins: devices offer their kept work again. Withdraw again what was revoked since the backup."_s.arg(
            report->check.records)
            + (report->erasedAgain == 0 ? QString() : u" %1 erasures since the backup were carried out in it again."_s.arg(report->erasedAgain)));
}

Result<void> importUnsentCommand(const HubPaths &paths, const QString &path, const Console &console)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::NotFound, u"The file \"%1\" cannot be read."_s.arg(path) };
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto report = importUnsent(**hub, file.readAll());
    if (!report)
        return report.error();
    Json outcomes = Json::object();
    QStringList words;
    for (auto it = report->outcomes.cbegin(); it != report->outcomes.cend(); ++it) {
        outcomes.set(it.key(), it.value());
        words.append(u"%1 %2"_s.arg(it.value()).arg(it.key()));
    }
    QString told = u"Took the unsent work of \"%1\": %2 (%3 were here already)."_s.arg(report->person.toString(), words.join(u", "_s)).arg(report->known);
    if (!report->left.isEmpty()) {
        told += u" NOT taken, being too large or not readable here: work on the records %1. Keep the file and the device; everything else is in."_s.arg(
            report->left.join(u", "_s));
    }
    return console.answer(Json::object({ { u"person"_s, report->person.toString() },
                                         { u"known"_s, report->known },
                                         { u"outcomes"_s, outcomes },
                                         { u"files"_s, report->files },
                                         { u"left"_s, Json::strings(report->left) } }),
                          told);
}

} // namespace sightline::hub
