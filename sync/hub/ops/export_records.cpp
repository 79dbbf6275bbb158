#include "sync/hub/ops/export_records.h"

#include "core/base/digest.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Result<Json> operationLine(HubSnapshot &snapshot, const LoggedOperation &logged)
{
    const Json withoutWords = Json::object({ { u"id"_s, logged.id.toString() }, { u"kind"_s, logged.kind }, { u"erased"_s, toHex(logged.digest) } });
    const auto operation = logged.isErased() ? Result<Json>(withoutWords) : parseJson(logged.bytes);
    if (!operation)
        return Error { ErrorCode::Corrupt, u"The operation at seq %1 cannot be read."_s.arg(logged.seq) };
    const auto outcomes = snapshot.outcomesOf(logged.seq);
    if (!outcomes)
        return outcomes.error();
    Json::Array told;
    for (const LoggedOutcome &outcome : *outcomes) {
        Json one = Json::object({ { u"seq"_s, outcome.seq }, { u"out"_s, outcome.name } });
        if (!outcome.fields.isEmpty())
            one.set(u"fields"_s, Json::strings(outcome.fields));
        told.append(one);
    }
    return Json::object({ { u"seq"_s, logged.seq },
                          { u"by"_s, logged.person.toString() },
                          { u"stream"_s, logged.stream.toString() },
                          { u"at"_s, toIso(Instant { logged.atDeviceMs }) },
                          { u"hub_time"_s, toIso(Instant { logged.atHubMs }) },
                          { u"operation"_s, *operation },
                          { u"outcomes"_s, told } });
}

Result<Json> operationLines(HubSnapshot &snapshot, const RecordId &id)
{
    const auto operations = snapshot.operationsOf(id);
    if (!operations)
        return operations.error();
    Json lines = Json::array();
    for (const LoggedOperation &logged : *operations) {
        const auto one = operationLine(snapshot, logged);
        if (!one)
            return one.error();
        lines.append(*one);
    }
    return lines;
}

Result<Json> recordHead(const std::optional<RecordRow> &row, CompletenessJudge &completeness, const RecordId &id)
{
    if (!row)
        return Json::object({ { u"record"_s, id.toString() }, { u"state"_s, u"kept"_s }, { u"body"_s, Json() } });
    const auto body = bodyFromBytes(row->body);
    if (!body)
        return Error { ErrorCode::Corrupt, u"The body of record %1 cannot be read."_s.arg(id.toString()) };
    const auto judged = completeness.of(*body);
    if (!judged)
        return judged.error();
    Json head = Json::object({ { u"record"_s, id.toString() },
                               { u"type"_s, row->type },
                               { u"form"_s, row->form },
                               { u"state"_s, row->state },
                               { u"rev"_s, row->rev },
                               { u"seq"_s, row->seq },
                               { u"hub_time"_s, toIso(Instant { row->atHubMs }) },
                               { u"hash"_s, toHex(row->hash) },
                               { u"body"_s, bodyToJson(*body) } });
    if (*judged)
        head.set(u"completeness"_s, completenessJson(**judged));
    return head;
}

} // namespace

Result<void> exportRecords(HubSnapshot &snapshot, CompletenessJudge &completeness, const std::function<Result<void>(const QByteArray &)> &line)
{
    const auto ids = snapshot.loggedRecordIds();
    if (!ids)
        return ids.error();
    for (const RecordId &id : *ids) {
        const auto row = snapshot.record(id);
        if (!row)
            return row.error();
        if (*row && (*row)->type == recordTypeName(RecordType::Draft))
            continue;   // what somebody is still writing is theirs alone
        const auto operations = operationLines(snapshot, id);
        if (!operations)
            return operations.error();
        auto record = recordHead(*row, completeness, id);
        if (!record)
            return record.error();
        record->set(u"operations"_s, *operations);
        if (const auto written = line(writeJson(*record) + '\n'); !written)
            return written;
    }
    return {};
}

} // namespace sightline::hub
