#include "core/store/record_workflow.h"

#include "core/operations/operation.h"
#include "core/store/known_readers.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Result<QString> hashOf(const RecordBody &body)
{
    const auto bytes = bodyBytes(body);
    return bytes ? Result<QString>(bodyHash(*bytes)) : bytes.error();
}

struct About {
    QList<TakenStep> steps;
    std::optional<RecordId> amendedBy;
};

Result<About> whatIsAbout(Store &store, const RecordId &record, const RecordBody &body)
{
    const auto rows = store.view().about(record);
    if (!rows)
        return rows.error();
    About about;
    for (const ViewRow &row : *rows) {
        // Only its own author answers a record with an amended version: nobody else's can put it aside.
        const bool isItsForm = row.type == RecordType::Form && templateOf(row.form) == templateOf(body.form);
        if (isItsForm && row.state == RecordState::Completed && row.author == body.author)
            about.amendedBy = row.id;
        if (row.type != RecordType::Step)
            continue;
        const auto step = store.view().body(row.id);
        if (!step)
            return step.error();
        if (!*step)
            continue;
        const auto hash = hashOf(**step);
        if (!hash)
            return hash.error();
        const bool counts = row.state == RecordState::Completed && row.sync != RecordSync::Kept;
        about.steps.append(
            { row.id, row.role, row.author, row.completedAtMs, (*step)->aboutHash, *hash, counts, row.state == RecordState::Void, (*step)->answers });
    }
    return about;
}

Result<void> addFollowUps(Store &store, const RecordId &record, const RecordBody &body, QList<TakenStep> &followUps)
{
    const auto about = whatIsAbout(store, record, body);
    if (!about)
        return about.error();
    for (const TakenStep &step : about->steps) {
        if (step.kind == step::action)
            followUps.append(step);
    }
    return {};
}

/// What followed up the actions of the versions that @p body amends: an amended version takes its actions over.
Result<QList<TakenStep>> followUpsBefore(Store &store, const RecordId &record, const RecordBody &body)
{
    QList<TakenStep> followUps;
    QSet<RecordId> seen { record };
    std::optional<RecordId> version = body.about;
    while (version && !seen.contains(*version)) {
        seen.insert(*version);
        const auto amended = store.view().body(*version);
        if (!amended)
            return amended.error();
        if (!*amended || (*amended)->type != RecordType::Form || (*amended)->author != body.author)
            break;
        if (const auto added = addFollowUps(store, *version, **amended, followUps); !added)
            return added.error();
        version = (*amended)->about;
    }
    return followUps;
}

} // namespace

Result<QList<TakenStep>> followUpsOf(Store &store, const RecordId &record, const RecordBody &body)
{
    auto followUps = followUpsBefore(store, record, body);
    if (!followUps)
        return followUps;
    const auto added = addFollowUps(store, record, body, *followUps);
    return added ? std::move(followUps) : Result<QList<TakenStep>>(added.error());
}

Result<RecordWorkflow> workflowFor(Store &store, const RecordId &record, QDate day)
{
    auto body = store.view().body(record);
    if (!body)
        return body.error();
    if (!*body || (*body)->type != RecordType::Form)
        return Error { ErrorCode::NotFound, u"There is no such record on this device."_s };
    RecordWorkflow known { .body = std::move(**body) };
    auto hash = hashOf(known.body);
    if (!hash)
        return hash.error();
    known.hash = std::move(hash).value();
    auto form = findForm(store, known.body.form);
    if (!form && form.error().code != ErrorCode::NotFound)
        return form.error();
    if (form)
        known.form = std::move(form).value();
    auto about = whatIsAbout(store, record, known.body);
    if (!about)
        return about.error();
    known.steps = std::move(about->steps);
    known.amendedBy = about->amendedBy;
    auto before = followUpsBefore(store, record, known.body);
    if (!before)
        return before.error();
    known.earlierFollowUps = std::move(before).value();
    const auto readers = knownReaders(store, day);
    if (!readers)
        return readers.error();
    // Steps that a newer program wrote into the meta, and this one cannot read, are not asked of anybody here.
    if (known.form) {
        known.rules = handRules(known.form->published.meta).valueOr({});
        known.actions = actionRule(known.form->published.meta);
    }
    const HandPeople who { (*readers)->council(), day, [&](const PersonId &person) { return (*readers)->mayRead(person, known.body); } };
    known.workflow =
        workflowOf({ record, known.body, known.steps, known.amendedBy.has_value(), known.form ? &known.form->questionnaire : nullptr, known.rules, who });
    return known;
}

} // namespace sightline
