#include "core/base/limits.h"
#include "core/commands/propose.h"
#include "core/packs/framework/framework_pack.h"
#include "core/queries/revision_board.h"
#include "core/store/known_council.h"
#include "platform/cli/cli_files.h"
#include "platform/cli/commands.h"

#include <algorithm>

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

/// What the framework's owner has changed here, over the edition that it changes.
struct Making {
    Store *store = nullptr;
    FrameworkTables tables;
    Revision revision;
    QDate from;   ///< as it was said, or said before; else tomorrow
    RevisionBoard board;
};

Result<RevisionBoard> boardOf(CliSession &session, const Making &making)
{
    auto board = revisionBoard(*making.store, making.from, making.revision, session.today(), making.tables);
    if (!board)
        return board.error();
    if (!*board)
        return Error { ErrorCode::NotFound,
                       u"No edition of the framework counts on %1 as far as this device knows. Sync first."_s.arg(making.from.toString(Qt::ISODate)) };
    return *std::move(*board);
}

Result<Making> makingOf(CliSession &session)
{
    const auto store = session.store();
    if (!store)
        return store.error();
    auto tables = builtInTables();
    if (!tables)
        return tables.error();
    const auto draft = revisionDraft(**store);
    if (!draft)
        return draft.error();
    const QDate before = *draft && (*draft)->from > session.today() ? (*draft)->from : session.today().addDays(1);
    const auto from = CliSession::day(session.options().from, before);
    if (!from)
        return from.error();
    Making made { *store, std::move(*tables), *draft ? (*draft)->revision : Revision {}, *from, {} };
    auto board = boardOf(session, made);
    if (!board)
        return board.error();
    made.board = std::move(*board);
    return made;
}

struct OwnersRow {
    const CompiledService *service;
    const CompiledActivity *activity;
};

Result<OwnersRow> ownersRowOf(const CompiledFramework &framework, const QString &row)
{
    for (const CompiledService &service : framework.services) {
        for (const CompiledActivity &activity : service.activities) {
            if (activity.activity.ref == row || activity.activity.key.toString() == row)
                return OwnersRow { &service, &activity };
        }
    }
    return Error { ErrorCode::NotFound, u"The framework has no row \"%1\"; give its key, or its reference such as S20.3."_s.arg(row.left(100)) };
}

Json rowProblemsJson(const QList<RowProblem> &problems)
{
    Json all = Json::array();
    for (const RowProblem &problem : problems)
        all.append(Json::object({ { u"row"_s, problem.activity.toString() }, { u"cell"_s, cellName(problem.cell) }, { u"text"_s, problem.text } }));
    return all;
}

/// What @p row says with the changes, as it is understood.
CliReply ownersRowReply(const OwnersRow &row)
{
    Json questions = Json::array();
    QString text = u"%1, “%2”: %3\n"_s.arg(row.service->title(), row.activity->activity.what.simplified(), row.activity->says);
    for (const QString &assumption : row.activity->assumptions)
        text += u"  assumed: %1\n"_s.arg(assumption);
    for (const Question &question : row.activity->questions) {
        questions.append(Json::object({ { u"cell"_s, cellName(question.cell) }, { u"question"_s, question.text }, { u"assumed"_s, question.assumed } }));
        text += u"  asked, %1: %2 Until it is answered: %3\n"_s.arg(cellName(question.cell), question.text, question.assumed);
    }
    return { Json::object({ { u"row"_s, row.activity->activity.key.toString() },
                            { u"says"_s, row.activity->says },
                            { u"assumptions"_s, Json::strings(row.activity->assumptions) },
                            { u"questions"_s, questions } }),
             text + u"Kept on this device until it is published.\n"_s };
}

/// Keeps @p revision if all of it can be made, and says what @p key reads then.
Result<CliReply> keepChanges(CliSession &session, Making made, const Revision &revision, const ActivityKey &key)
{
    made.revision = revision;
    const auto board = boardOf(session, made);
    if (!board)
        return board.error();
    for (const RowProblem &problem : board->next.problems) {
        if (problem.activity == key)
            return CliReply { .json = Json::object({ { u"problems"_s, rowProblemsJson({ problem }) } }), .text = problem.text + u'\n', .isRefusal = true };
    }
    if (const auto kept = keepRevision(*made.store, made.board.base->record, made.from, revision); !kept)
        return kept.error();
    const auto row = ownersRowOf(board->next.framework, key.toString());
    if (!row)
        return CliReply { Json::object({ { u"row"_s, key.toString() }, { u"ended"_s, true } }), u"It ends. Kept on this device until it is published.\n"_s };
    return ownersRowReply(*row);
}

QString hoursText(double value) { return QString::number(value, 'f', 1); }

Json peopleJson(const QSet<PersonId> &people)
{
    QStringList names;
    for (const PersonId &person : people)
        names.append(person.toString());
    names.sort();
    return Json::strings(names);
}

} // namespace

Result<CliReply> frameworkQuestionsCommand(CliSession &session)
{
    const auto made = makingOf(session);
    if (!made)
        return made.error();
    Json all = Json::array();
    QString text;
    for (const CompiledService &service : made->board.next.framework.services) {
        for (const CompiledActivity &activity : service.activities) {
            for (const Question &question : activity.questions) {
                all.append(Json::object({ { u"row"_s, activity.activity.key.toString() },
                                          { u"ref"_s, activity.activity.ref },
                                          { u"service"_s, service.title() },
                                          { u"what"_s, activity.activity.what },
                                          { u"cell"_s, cellName(question.cell) },
                                          { u"reads"_s, activity.activity.cell(question.cell) },
                                          { u"question"_s, question.text },
                                          { u"assumed"_s, question.assumed } }));
                text += u"%1 %2, “%3”, %4: %5 Until it is answered: %6\n"_s.arg(activity.activity.ref, service.title(), activity.activity.what.simplified(),
                                                                                cellName(question.cell), question.text, question.assumed);
            }
        }
    }
    return CliReply { Json::object({ { u"edition"_s, made->board.base->edition }, { u"questions"_s, all } }),
                      text + u"%1 open questions.\n"_s.arg(all.toArray().size()) };
}

Result<CliReply> frameworkChangeCommand(CliSession &session)
{
    const auto cell = cellFromName(session.options().cell);
    if (!cell)
        return cell.error();
    const auto made = makingOf(session);
    const auto row = made ? ownersRowOf(made->board.base->framework, session.options().row) : Result<OwnersRow>(made.error());
    if (!row)
        return row.error();
    const ActivityKey key = row->activity->activity.key;
    return keepChanges(session, *made, withChange(made->revision, { key, *cell, session.options().words, false }, made->board.base->framework), key);
}

Result<CliReply> frameworkAnswerCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    if (options.words.simplified().isEmpty() != options.asAssumed)
        return Error { ErrorCode::InvalidInput, u"Give the answer with --words, or --as-assumed where what was assumed is right."_s };
    const auto made = makingOf(session);
    const auto row = made ? ownersRowOf(made->board.base->framework, options.row) : Result<OwnersRow>(made.error());
    if (!row)
        return row.error();
    const ActivityKey key = row->activity->activity.key;
    // What is asked may come from a change that was made before it.
    const CompiledActivity *present = made->board.next.framework.find(key);
    if (!present || (options.cell.isEmpty() && present->questions.isEmpty()))
        return Error { ErrorCode::InvalidInput, u"Nothing is asked about this row."_s };
    const auto cell = options.cell.isEmpty() ? Result<Cell>(present->questions.first().cell) : cellFromName(options.cell);
    if (!cell)
        return cell.error();
    const bool areSeveral = std::ranges::any_of(present->questions, [&](const Question &question) { return question.cell != *cell; });
    if (options.cell.isEmpty() && areSeveral)
        return Error { ErrorCode::InvalidInput, u"Something is asked about several cells of this row; say which with --cell."_s };
    return keepChanges(session, *made, withChange(made->revision, { key, *cell, options.words.trimmed(), true }, made->board.base->framework), key);
}

Result<CliReply> frameworkEndCommand(CliSession &session)
{
    const auto made = makingOf(session);
    const auto row = made ? ownersRowOf(made->board.base->framework, session.options().row) : Result<OwnersRow>(made.error());
    if (!row)
        return row.error();
    const ActivityKey key = row->activity->activity.key;
    Revision revision = withoutRow(made->revision, key);
    revision.ended.append(key);
    return keepChanges(session, *made, revision, key);
}

Result<CliReply> frameworkPutBackCommand(CliSession &session)
{
    const auto made = makingOf(session);
    const auto row = made ? ownersRowOf(made->board.base->framework, session.options().row) : Result<OwnersRow>(made.error());
    if (!row)
        return row.error();
    const ActivityKey key = row->activity->activity.key;
    return keepChanges(session, *made, withoutRow(made->revision, key), key);
}

Result<CliReply> frameworkChangesCommand(CliSession &session)
{
    const auto made = makingOf(session);
    if (!made)
        return made.error();
    const auto impact = revisionImpact(*made->store, made->board, session.world().calendar, made->from);
    if (!impact)
        return impact.error();
    Json changes = Json::array();
    QString text = u"Over the edition \"%1\", from %2 on:\n"_s.arg(made->board.base->edition, made->from.toString(Qt::ISODate));
    for (const ChangeForPeople &change : impact->changes) {
        changes.append(Json::object({ { u"kind"_s, editionChangeName(change.change.kind) },
                                      { u"row"_s, change.change.activity.toString() },
                                      { u"says"_s, sayChange(change) },
                                      { u"people"_s, peopleJson(change.people) } }));
        text += sayChange(change) + u'\n';
    }
    if (impact->changes.isEmpty())
        text += u"Nothing changes.\n"_s;
    Json roles = Json::array();
    for (const RoleWork &work : impact->roles) {
        roles.append(Json::object({ { u"role"_s, work.role },
                                    { u"people"_s, work.people },
                                    { u"hours_a_month_before"_s, Decimal { hoursText(work.before) } },
                                    { u"hours_a_month_after"_s, Decimal { hoursText(work.after) } } }));
        text += u"  %1 (%2): %3 hours a month, %4 from then on\n"_s.arg(work.role).arg(work.people).arg(hoursText(work.before), hoursText(work.after));
    }
    for (const RowProblem &problem : made->board.next.problems)
        text += u"To put right: %1, %2: %3\n"_s.arg(problem.activity.toString(), cellName(problem.cell), problem.text);
    return CliReply { Json::object({ { u"edition"_s, made->board.base->edition },
                                     { u"from"_s, dateOrNull(made->from) },
                                     { u"changes"_s, changes },
                                     { u"roles"_s, roles },
                                     { u"asked"_s, made->board.next.framework.counts().asked },
                                     { u"problems"_s, rowProblemsJson(made->board.next.problems) } }),
                      text };
}

Result<CliReply> frameworkPublishCommand(CliSession &session)
{
    const auto made = makingOf(session);
    if (!made)
        return made.error();
    if (!made->board.next.problems.isEmpty()) {
        QString text;
        for (const RowProblem &problem : made->board.next.problems)
            text += u"%1, %2: %3\n"_s.arg(problem.activity.toString(), cellName(problem.cell), problem.text);
        return CliReply { .json = Json::object({ { u"problems"_s, rowProblemsJson(made->board.next.problems) } }),
                          .text = text + u"Not published; put these right first.\n"_s,
                          .isRefusal = true };
    }
    const auto published = publishRevision(*made->store, made->board.base->record, made->from, made->revision, session.today());
    if (!published)
        return published.error();
    return CliReply { Json::object({ { u"proposal"_s, published->toString() }, { u"from"_s, dateOrNull(made->from) } }),
                      u"Saved on this device. It counts from %1 once the hub has taken it; sync, and every device gets it.\n"_s.arg(
                          made->from.toString(Qt::ISODate)) };
}

Result<CliReply> frameworkDropCommand(CliSession &session)
{
    const auto store = session.store();
    const auto dropped = store ? dropRevision(**store) : Result<void>(store.error());
    if (!dropped)
        return dropped.error();
    return CliReply { Json::object({ { u"dropped"_s, true } }), u"Nothing is being changed here any more.\n"_s };
}

Result<CliReply> peopleImportCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    PeopleTables tables;
    for (const auto &[file, into] :
         { std::pair(&options.peopleFile, &tables.people), { &options.teamsFile, &tables.teams }, { &options.settingsFile, &tables.settings } }) {
        if (file->isEmpty())
            continue;
        const auto bytes = readBytes(*file, u"The table"_s, limits::csvBytesMax);
        if (!bytes)
            return bytes.error();
        *into = *bytes;
    }
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto council = knownCouncil(**store);
    const auto edition = presentEdition(**store, session.today());
    if (!council || !edition)
        return council ? edition.error() : council.error();
    QList<ServiceId> services;
    for (const CompiledService &service : *edition ? (*edition)->framework.services : QList<CompiledService>())
        services.append(service.id);
    const auto read = readPeopleTables(tables, **council, services);
    if (!read)
        return read.error();
    if (!read->problems.isEmpty()) {
        Json problems = Json::array();
        QString text;
        for (const PeopleProblem &problem : read->problems) {
            problems.append(
                Json::object({ { u"table"_s, problem.table }, { u"line"_s, problem.line }, { u"column"_s, problem.column }, { u"text"_s, problem.text } }));
            text += u"%1, line %2%3: %4\n"_s.arg(problem.table)
                        .arg(problem.line)
                        .arg(problem.column.isEmpty() ? QString() : u", "_s + problem.column, problem.text);
        }
        return CliReply { .json = Json::object({ { u"problems"_s, problems } }), .text = text + u"Nothing was taken in.\n"_s, .isRefusal = true };
    }
    const auto proposed = proposePeople(**store, tables);
    if (!proposed)
        return proposed.error();
    return CliReply { Json::object({ { u"proposal"_s, proposed->toString() },
                                     { u"people"_s, read->people.size() },
                                     { u"teams"_s, read->teams.size() },
                                     { u"settings"_s, read->settings.size() } }),
                      u"Saved on this device: %1 people, %2 teams, %3 settings. The hub takes them in with the next sync.\n"_s.arg(read->people.size())
                          .arg(read->teams.size())
                          .arg(read->settings.size()) };
}

} // namespace sightline::cli
