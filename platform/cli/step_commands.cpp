#include "core/commands/take_step.h"
#include "core/forms/parts.h"
#include "core/forms/response.h"
#include "core/forms/validate.h"
#include "core/queries/capture_context.h"
#include "core/queries/record_trail.h"
#include "platform/cli/cli_files.h"
#include "platform/cli/cli_issues.h"
#include "platform/cli/commands.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

QString kindName(TrailEntry::Kind kind)
{
    switch (kind) {
    case TrailEntry::Kind::Completed: return u"completed"_s;
    case TrailEntry::Kind::Taken: return u"done"_s;
    case TrailEntry::Kind::Returned: return u"returned"_s;
    case TrailEntry::Kind::Added: return u"added"_s;
    case TrailEntry::Kind::Next: return u"next"_s;
    case TrailEntry::Kind::Later: return u"later"_s;
    }
    Q_UNREACHABLE();
}

bool isToCome(const TrailEntry &entry) { return entry.kind == TrailEntry::Kind::Next || entry.kind == TrailEntry::Kind::Later; }

Json entryJson(const TrailEntry &entry)
{
    Json json = Json::object({ { u"is"_s, kindName(entry.kind) },
                               { u"step"_s, entry.step },
                               { u"name"_s, entry.name },
                               { u"by"_s, entry.by },
                               { u"person"_s, entry.person.toString() },
                               { u"person_name"_s, entry.personName } });
    if (isToCome(entry)) {
        json.set(u"due"_s, dateOrNull(entry.due));
        json.set(u"overdue"_s, entry.isOverdue);
        json.set(u"required"_s, entry.isRequired);
        return json;
    }
    json.set(u"at"_s, timeOrNull(entry.atMs));
    json.set(u"record"_s, entry.record ? Json(entry.record->toString()) : Json());
    json.set(u"signed"_s, entry.isSigned);
    json.set(u"covers"_s, entry.covers == TrailEntry::Covers::WhatIsShown ? u"what is shown"_s : u"an earlier text"_s);
    json.set(u"held"_s, entry.isHeld);
    if (!entry.text.isEmpty())
        json.set(u"text"_s, entry.text);
    return json;
}

QString entryLine(const TrailEntry &entry)
{
    const QString what = entry.name.isEmpty() ? entry.step : entry.name;
    if (isToCome(entry)) {
        const QString due = entry.due.isValid() ? u", due "_s + entry.due.toString(Qt::ISODate) + (entry.isOverdue ? u" (overdue)"_s : QString()) : QString();
        return u"%1  %2 (%3) by %4%5\n"_s.arg(kindName(entry.kind), entry.step, what, entry.personName.isEmpty() ? entry.by : entry.personName, due);
    }
    const QString earlier = entry.covers == TrailEntry::Covers::AnEarlierText ? u", on an earlier text"_s : QString();
    const QString held = entry.isHeld ? u", kept by the hub and not applied"_s : QString();
    return u"%1  %2 by %3, %4%5%6\n"_s.arg(kindName(entry.kind), what, entry.personName, timeOrNull(entry.atMs).toString(), earlier, held);
}

} // namespace

Result<CliReply> stepsCommand(CliSession &session)
{
    const auto id = CliSession::identifier<RecordId>(session.options().record, u"record"_s);
    if (!id)
        return id.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto trail = recordTrail(**store, session.world().calendar, *id);
    if (!trail)
        return trail.error();
    Json done = Json::array(), toCome = Json::array();
    QString text = trail->stateText.isEmpty() ? QString() : trail->stateText + u'\n';
    for (const TrailEntry &entry : trail->entries) {
        (isToCome(entry) ? toCome : done).append(entryJson(entry));
        text += entryLine(entry);
    }
    return CliReply { Json::object({ { u"record"_s, id->toString() },
                                     { u"state"_s, trail->stateText },
                                     { u"done"_s, done },
                                     { u"next"_s, toCome },
                                     { u"may_take"_s, Json::strings(trail->mayTake) },
                                     { u"may_amend"_s, trail->mayAmend },
                                     { u"waits_for_me"_s, trail->waitsForMe },
                                     { u"amends"_s, trail->amends ? Json(trail->amends->toString()) : Json() },
                                     { u"amended_by"_s, trail->amendedBy ? Json(trail->amendedBy->toString()) : Json() } }),
                      text };
}

Result<CliReply> stepCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto id = CliSession::identifier<RecordId>(options.record, u"record"_s);
    if (!id)
        return id.error();
    const auto opened = session.store();
    if (!opened)
        return opened.error();
    Store &store = **opened;
    const auto known = workflowFor(store, *id, session.today());
    if (!known)
        return known.error();
    NewStep step { options.step, {}, options.text, options.doSign };
    FormContext context;
    context.today = session.today();
    if (known->form) {
        auto read = captureContext(store, session.world().calendar, *known->form);
        if (!read)
            return read.error();
        context = std::move(read).value();
    }
    if (!options.answersFile.isEmpty() && known->form) {
        const auto json = readJsonFile(options.answersFile, u"The answers file"_s);
        if (!json)
            return json.error();
        const Questionnaire &form = known->form->questionnaire;
        auto reading = fromResponse(form, *json, session.world().random);
        if (!reading)
            return reading.error();
        if (hasErrors(reading->issues))
            return refusal(reading->issues, u"These answers cannot be used; correct them."_s);
        // A file of answers neither signs nor fills what only the program fills (decisions 28).
        step.answers = withoutSignatures(form, withoutReadOnly(form, reading->answers));
    }
    const auto taken = takeStep(store, *id, step, context);
    if (!taken)
        return taken.error();
    if (!taken->step)
        return refusal(taken->issues, u"This step cannot be taken yet; correct it."_s);
    return CliReply { Json::object({ { u"record"_s, id->toString() }, { u"step"_s, taken->step->toString() }, { u"kind"_s, options.step } }),
                      u"Saved on this device: %1\n"_s.arg(taken->step->toString()) };
}

} // namespace sightline::cli
