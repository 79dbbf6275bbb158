#include "core/queries/record_detail.h"

#include "core/calendar/council_time.h"
#include "core/forms/answer_key.h"
#include "core/forms/response.h"
#include "core/records/agreed_action.h"
#include "core/store/known_council.h"
#include "core/store/reading_lease.h"
#include "core/store/record_workflow.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Result<RecordListItem> itemOf(Store &store, const RecordId &record, const RecordBody &body, const ViewRow &view, const Council &council)
{
    RecordListItem item { .id = record };
    item.form = body.form;
    item.author = body.author;
    item.authorName = council.nameOf(body.author);
    item.team = body.team;
    item.service = body.service;
    item.state = body.state;
    item.sync = view.sync;
    item.madeAtMs = body.madeAtMs;
    item.completedAtMs = body.completedAtMs;
    item.task = body.task;
    const auto me = store.meta().text(u"enrolment.person"_s);
    if (!me)
        return me.error();
    item.isMine = body.author.toString() == *me;
    const auto base = store.base().findStamp(record);
    if (!base)
        return base.error();
    if (*base) {
        item.seq = (*base)->seq;
        item.hubTimeMs = (*base)->hubTimeMs;
        return item;
    }
    const auto own = store.outbox().ofRecord(record);
    if (!own)
        return own.error();
    for (const OutboxEntry &entry : *own) {
        if (entry.ackSeq && *entry.ackSeq > item.seq) {
            item.seq = *entry.ackSeq;
            item.hubTimeMs = entry.ackHubTimeMs;
        }
    }
    return item;
}

Result<void> addHands(Store &store, const Council &council, const QString &presentHash, RecordDetail &detail)
{
    const auto rows = store.view().about(detail.item.id);
    if (!rows)
        return rows.error();
    for (const ViewRow &row : *rows) {
        if (row.state == RecordState::Void)
            continue;
        if (row.type == RecordType::Form)
            detail.amendedBy.append(row.id);
        if (row.type != RecordType::Step)
            continue;
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        if (!*body)
            continue;
        RecordHand hand { .id = row.id };
        hand.role = row.role;
        hand.author = row.author;
        hand.authorName = council.nameOf(row.author);
        hand.atMs = row.completedAtMs;
        hand.sync = row.sync;
        hand.sawThisVersion = (*body)->aboutHash == presentHash;
        hand.text = stepText((*body)->answers);
        hand.answers = partAnswers(**body);
        hand.aboutHash = (*body)->aboutHash;
        hand.signature = stepSignature((*body)->answers);
        detail.hands.append(hand);
    }
    detail.item.laterHands = static_cast<int>(detail.hands.size());
    return {};
}

/// A later hand beside the answers: who, when, what they wrote, and what they had seen. Its part stands among the answers.
Json handExtension(const RecordHand &hand, const CouncilZone &zone)
{
    const auto part = [](const QString &url, const QString &kind, const Json &value) { return Json::object({ { u"url"_s, url }, { kind, value } }); };
    const Json author = Json::object({ { u"identifier"_s, Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, hand.author.toString() } }) },
                                       { u"display"_s, hand.authorName } });
    const bool isAddendum = hand.role == step::addendum;
    Json parts = Json::array({ part(u"id"_s, u"valueString"_s, hand.id.toString()) });
    if (!isAddendum)
        parts.append(part(u"kind"_s, u"valueCode"_s, hand.role));
    if (!hand.text.isEmpty())
        parts.append(part(u"text"_s, u"valueString"_s, hand.text));
    parts.append(part(u"author"_s, u"valueReference"_s, author));
    parts.append(part(u"time"_s, u"valueDateTime"_s, councilDateTime(zone, Instant { hand.atMs })));
    if (!isAddendum) {
        parts.append(part(u"saw"_s, u"valueString"_s, hand.aboutHash));
        parts.append(part(u"saw-present"_s, u"valueBoolean"_s, hand.sawThisVersion));
    }
    if (!hand.signature.isEmpty())
        parts.append(part(u"signature"_s, u"valueString"_s, hand.signature));
    return Json::object({ { u"url"_s, isAddendum ? u"urn:sightline:ext:addendum"_s : u"urn:sightline:ext:hand"_s }, { u"extension"_s, parts } });
}

QString statusOf(const RecordDetail &detail)
{
    if (detail.item.state == RecordState::Draft)
        return u"in-progress"_s;
    if (detail.item.state == RecordState::Void)
        return u"entered-in-error"_s;
    for (const RecordHand &hand : detail.hands) {
        if (hand.role == u"addendum"_s)
            return u"amended"_s;
    }
    return detail.amends ? u"amended"_s : u"completed"_s;
}

Result<void> fillForm(Store &store, RecordDetail &detail)
{
    auto form = findForm(store, detail.body.form);
    if (!form && form.error().code != ErrorCode::NotFound)
        return form.error();
    if (form)
        detail.form = std::move(form).value();
    detail.item.title = detail.form ? detail.form->published.title : templateOf(detail.body.form);
    return {};
}

} // namespace

Json personReference(const PersonId &id, const QString &name)
{
    return Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, id.toString() }, { u"display"_s, name }, { u"type"_s, u"Practitioner"_s } });
}

Result<RecordDetail> recordDetail(Store &store, const RecordId &record)
{
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    auto draft = store.drafts().find(record);
    if (!draft)
        return draft.error();
    RecordDetail detail { .item = { .id = record } };
    if (*draft && !(*draft)->discardedAtMs) {
        detail.body = (*draft)->body;
        detail.item.form = detail.body.form;
        detail.item.author = detail.body.author;
        detail.item.authorName = (*council)->nameOf(detail.body.author);
        detail.item.state = RecordState::Draft;
        detail.item.sync = RecordSync::Draft;
        detail.item.madeAtMs = detail.body.madeAtMs;
        detail.item.savedAtMs = (*draft)->savedAtMs;
        detail.item.task = detail.body.task;
        detail.item.isMine = true;
        detail.draft = std::move(*draft);
    } else {
        if (const auto open = checkMayRead(store, record); !open)
            return open.error();
        const auto view = store.view().find(record);
        if (!view)
            return view.error();
        const auto body = store.view().body(record);
        if (!body)
            return body.error();
        if (!*view || !*body || (*body)->type != RecordType::Form)
            return Error { ErrorCode::NotFound, u"There is no such record on this device."_s };
        detail.body = **body;
        auto item = itemOf(store, record, detail.body, **view, **council);
        if (!item)
            return item.error();
        detail.item = std::move(item).value();
        const auto bytes = bodyBytes(detail.body);
        if (!bytes)
            return bytes.error();
        if (const auto added = addHands(store, **council, bodyHash(*bytes), detail); !added)
            return added.error();
        auto followUps = followUpsOf(store, record, detail.body);
        if (!followUps)
            return followUps.error();
        detail.followUps = presentFollowUps(detail.body.answers, std::move(followUps).value());
    }
    detail.amends = detail.body.about;
    detail.answers = Answers(detail.body.answers);
    if (const auto filled = fillForm(store, detail); !filled)
        return filled.error();
    return detail;
}

Answers answersWithHands(const RecordDetail &detail)
{
    Answers answers = detail.answers;
    const auto add = [&answers](const Answers::Fields &fields) {
        for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
            if (!answers.contains(it.key()))
                answers.set(it.key(), *it);
        }
    };
    for (const RecordHand &hand : detail.hands) {
        if (hand.role != step::action)
            add(hand.answers.fields());
    }
    add(detail.followUps);
    return answers;
}

Result<Json> recordResponse(const RecordDetail &detail, const CouncilZone &zone)
{
    if (!detail.form)
        return Error { ErrorCode::NotFound,
                       u"The form \"%1\" of this record is not on this device; sync once while the hub can be reached."_s.arg(detail.body.form) };
    Json hands = Json::array();
    for (const RecordHand &hand : detail.hands)
        hands.append(handExtension(hand, zone));
    ResponseMetadata metadata;
    metadata.id = detail.item.id.toString();
    metadata.status = statusOf(detail);
    metadata.authored = councilDateTime(zone, Instant { detail.item.completedAtMs ? detail.item.completedAtMs : detail.item.madeAtMs });
    metadata.signsNames = true;
    metadata.author = personReference(detail.item.author, detail.item.authorName);
    Json response = toResponse(detail.form->questionnaire, answersWithHands(detail), metadata);
    if (!hands.toArray().isEmpty()) {
        Json extensions = response[u"extension"_s].isArray() ? response[u"extension"_s] : Json::array();
        for (const Json &hand : hands.toArray())
            extensions.append(hand);
        response.set(u"extension"_s, extensions);
    }
    return response;
}

bool isPrivileged(const RecordDetail &detail, const QString &key)
{
    if (!detail.form)
        return true;
    const QStringList never = detail.form->published.meta[u"neverExported"_s].toStrings();
    if (never.isEmpty())
        return false;
    const auto place = resolveKey(detail.form->questionnaire, key);
    return place && never.contains(detail.form->questionnaire.items[place->item].linkId);
}

} // namespace sightline
