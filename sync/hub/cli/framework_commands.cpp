#include "sync/hub/cli/commands.h"

#include "core/packs/calendar/england_calendar.h"
#include "core/packs/framework/framework_pack.h"
#include "core/schedule/carry_keys.h"
#include "core/schedule/framework_json.h"
#include "sync/hub/cli/read_document.h"
#include "sync/hub/ops/seed.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Result<CompiledFramework> compileFile(const QString &file)
{
    const auto document = readDocument(file);
    return document ? compileWithBuiltInTables(*document) : Result<CompiledFramework>(document.error());
}

QString countsText(const CompiledFramework &framework)
{
    qsizetype activities = 0;
    for (const CompiledService &service : framework.services)
        activities += service.activities.size();
    const CertaintyCounts counts = framework.counts();
    return u"%1 services, %2 activities: %3 exact, %4 assumed, %5 asked of the framework's owner; %6 notices."_s.arg(framework.services.size())
        .arg(activities)
        .arg(counts.exact)
        .arg(counts.assumed)
        .arg(counts.asked)
        .arg(framework.notices.size());
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

bool hasBegun(QDate from) { return !from.isValid() || from <= englandCalendar().today(SystemClock().now()); }

/// An edition in force is immutable: tasks were planned and records written by it. One that has not begun yet may still be put right, and
/// none takes the place of what was in force on days that are over.
Result<void> checkMayReplace(HubSnapshot &snapshot, const Publication &edition, QDate from, bool isFirst)
{
    const auto present = snapshot.record(edition.id);
    const auto bytes = bodyBytes(edition.body);
    if (!present || !bytes)
        return present ? bytes.error() : present.error();
    const bool isOfThePast = !from.isValid() || from < englandCalendar().today(SystemClock().now());
    if (!*present && isOfThePast && !isFirst)
        return Error { ErrorCode::InvalidInput,
                       u"Another edition was in force then, and what was done rests on it; this one begins today or later: --from YYYY-MM-DD."_s };
    if (!*present || (*present)->body == *bytes || !hasBegun(from))
        return {};
    return Error { ErrorCode::AlreadyExists,
                   u"The edition \"%1\" is in force, and what was done rests on it; publish the change from a later day: --from YYYY-MM-DD."_s.arg(
                       edition.body.answers.value(u"edition"_s).toString()) };
}

} // namespace

Result<void> frameworkCompileCommand(const QString &file, const Console &console)
{
    const auto framework = compileFile(file);
    if (!framework)
        return framework.error();
    if (console.json)
        Console::remark(countsText(*framework));
    return console.answer(sightline::toJson(*framework), countsText(*framework));
}

Result<void> frameworkInstallCommand(const HubPaths &paths, const QString &file, QDate from, const KeyOptions &options, const Console &console)
{
    auto framework = compileFile(file);
    if (!framework)
        return framework.error();
    const auto decisions = readDecisions(options);
    if (!decisions)
        return decisions.error();
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto snapshot = (*hub)->store().snapshot();
    if (!snapshot)
        return snapshot.error();
    const auto earlier = editionsBefore(**snapshot, from);
    if (!earlier)
        return earlier.error();
    const auto carried = carryKeys(*framework, *earlier, *decisions);
    if (!carried)
        return carried.error();
    const Publication edition = editionPublication(*framework, from);
    if (const auto free = checkMayReplace(**snapshot, edition, from, earlier->isEmpty()); !free && !options.tryOnly)
        return free;
    const QString name = edition.body.answers.value(u"edition"_s).toString();
    if (!options.tryOnly) {
        if (const auto published = (*hub)->service().publish({ edition }); !published)
            return published;
    }
    const QString done = options.tryOnly ? u"Not installed, only tried: the edition \"%1\": %2\n%3"_s : u"Installed the edition \"%1\": %2\n%3"_s;
    return console.answer(
        Json::object(
            { { u"edition"_s, name }, { u"counts"_s, countsText(*framework) }, { u"installed"_s, !options.tryOnly }, { u"carried"_s, toJson(*carried) } }),
        done.arg(name, countsText(*framework), carriedText(*carried, options.tryOnly || !hasBegun(from))));
}

} // namespace sightline::hub
