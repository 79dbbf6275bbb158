#include "sync/hub/cli/commands.h"

#include "core/packs/framework/framework_pack.h"
#include "core/schedule/answer_questions.h"
#include "core/schedule/carry_keys.h"
#include "core/schedule/framework_json.h"
#include "sync/hub/cli/edition_rules.h"
#include "sync/hub/cli/opened_now.h"
#include "sync/hub/cli/read_document.h"
#include "sync/hub/ops/seed.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Nothing is installed of a document that may mean something else than it seems to, until somebody has seen why.
Result<void> checkIsAccepted(const CompiledFramework &framework, const KeyOptions &options)
{
    const QStringList seen = mustBeSeen(framework);
    if (seen.isEmpty() || options.isAccepted || options.tryOnly)
        return {};
    for (const QString &line : seen)
        Console::remark(line);
    return Error {
        ErrorCode::InvalidInput,
        u"Nothing was installed: the document holds %1 things that may not mean what they seem to, named above. See with \"framework compile\" what was read, then install it again with --accept."_s
            .arg(seen.size())
    };
}

/// "S20.3=early-support:data-meetings".
Result<KeyDecisions> readDecisions(const KeyOptions &options)
{
    KeyDecisions decisions;
    decisions.begun = options.begun;
    for (const QString &same : options.same) {
        const auto key = ActivityKey::fromString(same.section(u'=', 1));
        const QString ref = same.section(u'=', 0, 0);
        if (ref.isEmpty() || !key)
            return Error { ErrorCode::InvalidInput,
                           u"--same \"%1\" is not a row and the key it keeps; write it as S20.3=early-support:data-meetings."_s.arg(same) };
        if (decisions.same.contains(ref))
            return Error { ErrorCode::InvalidInput, u"--same names row %1 twice."_s.arg(ref) };
        decisions.same.insert(ref, *key);
    }
    return decisions;
}

QString lineOf(const NamedActivity &activity)
{
    return u"%1 %2, \u201c%3\u201d (%4)"_s.arg(activity.ref, activity.service, activity.what.simplified(), activity.key.toString());
}

/// What became of the rows of the edition before, so that whoever installs can say where the words mislead.
QString carriedText(const CarriedKeys &carried, bool mayBePutRight)
{
    QStringList lines { u"Compared with the editions before: %1 as before, %2 reworded, %3 new, %4 back again, %5 no longer there."_s.arg(carried.unchanged)
                            .arg(carried.reworded.size())
                            .arg(carried.begun.size())
                            .arg(carried.resumed.size())
                            .arg(carried.ended.size()) };
    for (const CarriedKeys::Reworded &row : carried.reworded)
        lines.append(u"  reworded: %1; was %2, \u201c%3\u201d"_s.arg(lineOf(row.after), row.before.ref, row.before.what.simplified()));
    for (const NamedActivity &row : carried.begun)
        lines.append(u"  new: "_s + lineOf(row));
    for (const NamedActivity &row : carried.resumed)
        lines.append(u"  back again: "_s + lineOf(row));
    for (const NamedActivity &row : carried.ended)
        lines.append(u"  no longer there: "_s + lineOf(row));
    if (mayBePutRight && (!carried.reworded.isEmpty() || !carried.begun.isEmpty()))
        lines.append(u"What was done counts for a row that keeps its key. Where this is wrong, install again with --same ROW=KEY or --new ROW."_s);
    return lines.join(u'\n');
}

QString answersText(int answers) { return answers == 0 ? QString() : u"\n%1 answers of the framework's owner still stand."_s.arg(answers); }

Json toJson(const NamedActivity &activity)
{
    return Json::object(
        { { u"key"_s, activity.key.toString() }, { u"ref"_s, activity.ref }, { u"service"_s, activity.service }, { u"what"_s, activity.what } });
}

Json toJson(const QList<NamedActivity> &activities)
{
    Json list = Json::array();
    for (const NamedActivity &activity : activities)
        list.append(toJson(activity));
    return list;
}

Json toJson(const CarriedKeys &carried)
{
    Json reworded = Json::array();
    for (const CarriedKeys::Reworded &row : carried.reworded)
        reworded.append(Json::object({ { u"before"_s, toJson(row.before) }, { u"after"_s, toJson(row.after) } }));
    return Json::object({ { u"unchanged"_s, carried.unchanged },
                          { u"reworded"_s, reworded },
                          { u"new"_s, toJson(carried.begun) },
                          { u"resumed"_s, toJson(carried.resumed) },
                          { u"ended"_s, toJson(carried.ended) } });
}

} // namespace

Result<void> frameworkCompileCommand(const QString &file, ReportRows rows, const Console &console)
{
    const auto framework = compileDocument(file);
    if (!framework)
        return framework.error();
    if (console.json)
        Console::remark(countsText(*framework));
    return console.answer(sightline::toJson(*framework), (countsText(*framework) + u'\n' + reportText(*framework, rows)).trimmed());
}

Result<void> frameworkInstallCommand(const HubPaths &paths, const QString &file, QDate from, const KeyOptions &options, const Console &console)
{
    auto framework = compileDocument(file);
    if (!framework)
        return framework.error();
    const auto decisions = readDecisions(options);
    if (!decisions)
        return decisions.error();
    if (const auto accepted = checkIsAccepted(*framework, options); !accepted)
        return accepted;
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    OpenHub &hub = *opened->hub;
    HubSnapshot &snapshot = *opened->snapshot;
    const auto earlier = editionsBefore(snapshot, from);
    if (!earlier)
        return earlier.error();
    const auto carried = carryKeys(*framework, *earlier, *decisions);
    if (!carried)
        return carried.error();
    const auto tables = builtInTables();
    if (!tables)
        return tables.error();
    const int answers = earlier->isEmpty() ? 0 : carryAnswers(*framework, earlier->first(), *tables);
    const Publication edition = editionPublication(*framework, from);
    if (const auto free = checkMayReplace(snapshot, edition, from, earlier->isEmpty()); !free && !options.tryOnly)
        return free;
    const QString name = edition.body.answers.value(u"edition"_s).toString();
    if (!options.tryOnly) {
        if (const auto published = hub.service().publish({ edition }); !published)
            return published;
    }
    const QString done = options.tryOnly ? u"Not installed, only tried: the edition \"%1\": %2\n%3"_s : u"Installed the edition \"%1\": %2\n%3"_s;
    return console.answer(Json::object({ { u"edition"_s, name },
                                         { u"counts"_s, countsText(*framework) },
                                         { u"installed"_s, !options.tryOnly },
                                         { u"carried"_s, toJson(*carried) },
                                         { u"answers"_s, answers } }),
                          done.arg(name, countsText(*framework), carriedText(*carried, options.tryOnly || !hasBegun(from)) + answersText(answers)));
}

} // namespace sightline::hub
