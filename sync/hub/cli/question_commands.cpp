#include "core/packs/framework/framework_pack.h"
#include "core/schedule/answer_questions.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/edition_rules.h"
#include "sync/hub/cli/opened_now.h"
#include "sync/hub/ops/open_hub.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Result<HeldEdition> editionCalled(const QList<HeldEdition> &editions, const QString &name)
{
    const HeldEdition *present = editionOn(editions, councilToday());
    if (name.isEmpty() && !present)
        return Error { ErrorCode::NotFound, u"No edition is in force yet; install one with \"framework install\"."_s };
    if (name.isEmpty())
        return *present;
    const auto found = std::ranges::find(editions, name, &HeldEdition::name);
    if (found == editions.end())
        return Error { ErrorCode::NotFound, u"There is no edition \"%1\"; see \"framework editions\"."_s.arg(name) };
    return *found;
}

Json questionJson(const CompiledService &service, const CompiledActivity &activity, const Question &question)
{
    return Json::object({ { u"row"_s, activity.activity.ref },
                          { u"key"_s, activity.activity.key.toString() },
                          { u"service"_s, service.title() },
                          { u"what"_s, activity.activity.what },
                          { u"cell"_s, cellName(question.cell) },
                          { u"reads"_s, activity.activity.cell(question.cell) },
                          { u"question"_s, question.text },
                          { u"assumed"_s, question.assumed } });
}

Json answerJson(const CompiledService &service, const CompiledActivity &activity, const OwnerAnswer &answer)
{
    return Json::object({ { u"row"_s, activity.activity.ref },
                          { u"key"_s, activity.activity.key.toString() },
                          { u"service"_s, service.title() },
                          { u"cell"_s, cellName(answer.cell) },
                          { u"question"_s, answer.question },
                          { u"words"_s, answer.words },
                          { u"by"_s, answer.by.toString() },
                          { u"on"_s, answer.on.toString(Qt::ISODate) },
                          { u"says"_s, activity.says } });
}

/// "coming", "in-force" or "archived".
QString standingOf(const HeldEdition &edition, const HeldEdition *present)
{
    if (!hasBegun(edition.from))
        return u"coming"_s;
    return present && present->name == edition.name ? u"in-force"_s : u"archived"_s;
}

/// Where the row is: by its place ("S20.3") or its key.
Result<std::pair<CompiledService *, CompiledActivity *>> rowOf(CompiledFramework &framework, const QString &row)
{
    for (CompiledService &service : framework.services) {
        for (CompiledActivity &activity : service.activities) {
            if (activity.activity.ref == row || activity.activity.key.toString() == row)
                return std::pair(&service, &activity);
        }
    }
    return Error { ErrorCode::NotFound, u"The edition has no row \"%1\"; see \"framework questions\"."_s.arg(row) };
}

/// The cell that is meant: the one named, else the only one that something is asked about.
Result<Cell> cellOf(const CompiledActivity &activity, const QString &name)
{
    if (!name.isEmpty())
        return cellFromName(name);
    if (activity.questions.isEmpty())
        return Error { ErrorCode::InvalidInput, u"Nothing is asked about row %1."_s.arg(activity.activity.ref) };
    const Cell first = activity.questions.first().cell;
    if (std::ranges::any_of(activity.questions, [first](const Question &question) { return question.cell != first; }))
        return Error { ErrorCode::InvalidInput, u"Something is asked about several cells of row %1; say which with --cell."_s.arg(activity.activity.ref) };
    return first;
}

} // namespace

Result<void> frameworkEditionsCommand(const HubPaths &paths, const Console &console)
{
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    HubSnapshot &snapshot = *opened->snapshot;
    const auto editions = heldEditions(snapshot);
    if (!editions)
        return editions.error();
    const HeldEdition *present = editionOn(*editions, councilToday());
    Json answer = Json::array();
    QStringList lines;
    for (const HeldEdition &edition : *editions) {
        const QString standing = standingOf(edition, present);
        answer.append(Json::object({ { u"edition"_s, edition.name },
                                     { u"title"_s, edition.framework.title },
                                     { u"from"_s, edition.from.isValid() ? Json(edition.from.toString(Qt::ISODate)) : Json() },
                                     { u"standing"_s, standing },
                                     { u"asked"_s, edition.framework.counts().asked } }));
        lines.append(u"%1 (%2): %3"_s.arg(edition.name, standing, countsText(edition.framework)));
    }
    return console.answer(answer, lines.isEmpty() ? u"No edition is published yet."_s : lines.join(u'\n'));
}

Result<void> frameworkQuestionsCommand(const HubPaths &paths, const QString &edition, const Console &console)
{
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    HubSnapshot &snapshot = *opened->snapshot;
    const auto editions = heldEditions(snapshot);
    if (!editions)
        return editions.error();
    const auto asked = editionCalled(*editions, edition);
    if (!asked)
        return asked.error();
    Json open = Json::array();
    Json settled = Json::array();
    QStringList lines;
    for (const CompiledService &service : asked->framework.services) {
        for (const CompiledActivity &activity : service.activities) {
            const QString row = u"%1 %2, “%3”"_s.arg(activity.activity.ref, service.title(), activity.activity.what.simplified());
            for (const Question &question : activity.questions) {
                open.append(questionJson(service, activity, question));
                lines.append(u"%1, %2: %3 Until it is answered: %4"_s.arg(row, cellName(question.cell), question.text, question.assumed));
            }
            for (const OwnerAnswer &answer : activity.answers) {
                settled.append(answerJson(service, activity, answer));
                lines.append(u"%1, %2: answered by %3 on %4: %5"_s.arg(row, cellName(answer.cell), answer.by.toString(), answer.on.toString(Qt::ISODate),
                                                                       answer.words.isEmpty() ? u"as was assumed"_s : answer.words));
            }
        }
    }
    lines.append(u"%1 open questions, %2 answers in the edition \"%3\"."_s.arg(open.toArray().size()).arg(settled.toArray().size()).arg(asked->name));
    return console.answer(Json::object({ { u"edition"_s, asked->name }, { u"questions"_s, open }, { u"answers"_s, settled } }), lines.join(u'\n'));
}

Result<void> frameworkAnswerCommand(const HubPaths &paths, const AnswerOptions &options, const Console &console)
{
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    OpenHub &hub = *opened->hub;
    HubSnapshot &snapshot = *opened->snapshot;
    const auto council = councilOf(snapshot);
    const auto editions = heldEditions(snapshot);
    const auto tables = builtInTables();
    if (!council || !editions || !tables)
        return !council ? council.error() : !editions ? editions.error() : tables.error();
    const auto by = PersonId::fromString(options.by);
    if (!by || !council->person(*by))
        return Error { ErrorCode::NotFound, u"Nobody in the council is called \"%1\"; see \"user list\"."_s.arg(options.by) };
    if (options.words.simplified().isEmpty() != options.isAsAssumed)
        return Error { ErrorCode::InvalidInput, u"Give the answer with --words, or --as-assumed where what was assumed is right."_s };
    const QDate from = options.from.isValid() ? options.from : councilToday().addDays(1);
    const HeldEdition *base = editionOn(*editions, from);
    if (!base)
        return Error { ErrorCode::NotFound, u"No edition counts on %1; install one with \"framework install\"."_s.arg(from.toString(Qt::ISODate)) };

    CompiledFramework framework = base->framework;
    const auto row = rowOf(framework, options.row);
    if (!row)
        return row.error();
    const auto &[service, activity] = *row;
    const auto cell = cellOf(*activity, options.cell);
    if (!cell)
        return cell.error();
    const OwnerAnswer answer { *cell, askedAbout(*activity, *cell), options.words.trimmed(), *by, councilToday() };
    auto settled = answered(*activity, service->title(), answer, *tables);
    if (!settled)
        return settled.error();
    *activity = std::move(settled).value();
    const Publication edition = editionPublication(framework, from);
    if (const auto free = checkMayReplace(snapshot, edition, from, false); !free)
        return free;
    if (const auto published = hub.service().publish({ edition }); !published)
        return published;
    const QString name = edition.body.answers.value(u"edition"_s).toString();
    return console.answer(
        Json::object({ { u"edition"_s, name }, { u"answer"_s, answerJson(*service, *activity, answer) }, { u"asked"_s, framework.counts().asked } }),
        u"From %1 (edition \"%2\"), %3, “%4”: %5 %6 rows are still asked about."_s
            .arg(from.toString(Qt::ISODate), name, service->title(), activity->activity.what.simplified(), activity->says)
            .arg(framework.counts().asked));
}

} // namespace sightline::hub
