#include "tests/simulation/oracle.h"

#include "core/base/canonical_json.h"
#include "core/base/digest.h"
#include "tests/simulation/sim_hub.h"

namespace sightline::simulation {

using namespace Qt::StringLiterals;

namespace {

constexpr int everything = 1 << 30;

QString textOf(const Json &value) { return QString::fromUtf8(writeJson(value)); }
QString brief(const RecordId &record) { return record.toString().right(6); }
QString brief(const OperationId &operation) { return operation.toString().right(6); }

QByteArray answersOf(const RecordBody &body) { return writeJson(Json(body.answers)); }

} // namespace

void Oracle::report(const QString &invariant, const QString &what)
{
    constexpr int toldMax = 50;   // of each, so that what breaks in every step does not hide what breaks at rest
    const auto isSame = [&invariant](const Violation &violation) { return violation.invariant == invariant; };
    if (std::count_if(m_violations.cbegin(), m_violations.cend(), isSame) < toldMax)
        m_violations.append({ invariant, what });
}

void Oracle::turned(const QString &name, std::optional<Instant> since)
{
    m_hasTurned = true;
    if (since)
        m_switchedOn.insert(name, *since);
    else
        m_switchedOn.remove(name);
}

void Oracle::made(const QString &device, const PersonId &person, const Operation &operation, const std::optional<RecordBody> &seen)
{
    m_made.insert(operation.id, { operation, device, person, seen });
    m_workOf[device].insert(operation.id);
    for (const FieldChange &change : operation.set)
        m_writerOf.insert(textOf(change.value), operation.id);
    if (operation.head) {
        for (const Json &value : operation.head->answers)
            m_writerOf.insert(textOf(value), operation.id);
    }
    // What its author has completed shows no later change of hers until the hub has said what became of either.
    if (seen && seen->state != RecordState::Draft)
        return;
    for (auto it = operation.set.cbegin(); it != operation.set.cend(); ++it) {
        auto &shown = m_shown[device][operation.record][it.key()];
        shown = { textOf(it->value) };   // a person's own change begins a new story
    }
}

void Oracle::tookBack(const QString &device, const OperationId &operation)
{
    m_workOf[device].remove(operation);
    m_takenBack.insert(operation);
}

/// The operation as its author made it: a hub that logs one twice may give the copy another id.
std::shared_ptr<const Operation> Oracle::madeIn(const hub::LoggedOperation &logged)
{
    if (const auto known = m_operationsRead.constFind(logged.bytes); known != m_operationsRead.constEnd())
        return *known;
    const auto json = parseJson(logged.bytes);
    auto operation = json ? operationFromJson(*json) : Result<Operation>(json.error());
    return *m_operationsRead.insert(logged.bytes, operation ? std::make_shared<const Operation>(*std::move(operation)) : nullptr);
}

/// The hub's log in order, without the seqs that are not an operation's.
QList<Oracle::Entry> Oracle::logOf(hub::HubSnapshot &hub)
{
    QList<Entry> log;
    const auto state = need(hub.state(), "read the hub's state");
    for (qint64 seq = 1; seq <= state.seq; ++seq) {
        if (auto logged = need(hub.operationAt(seq), "read the log"))
            log.append({ *logged, madeIn(*logged) });
    }
    return log;
}

Result<std::shared_ptr<const RecordBody>> Oracle::bodyIn(const QByteArray &bytes)
{
    if (const auto known = m_bodiesRead.constFind(bytes); known != m_bodiesRead.constEnd())
        return *known;
    auto body = bodyFromBytes(bytes);
    if (!body)
        return body.error();
    return *m_bodiesRead.insert(bytes, std::make_shared<const RecordBody>(*std::move(body)));
}

std::optional<RecordBody> Oracle::bodyAt(hub::HubSnapshot &hub, const RecordId &record)
{
    const auto row = need(hub.record(record), "read a record");
    return row ? std::optional(*need(bodyIn(row->body), "read a body")) : std::nullopt;
}

void Oracle::beforeHub(hub::HubSnapshot &hub, const wire::SyncRequest &request)
{
    const auto state = need(hub.state(), "read the hub's state");
    m_seqBefore = state.seq;
    m_epochBefore = state.epoch;
    m_bodiesBefore.clear();
    for (const wire::NumberedOperation &numbered : request.operations) {
        m_bodiesBefore.insert(numbered.operation.record, bodyAt(hub, numbered.operation.record));
        const auto target = numbered.operation.target;
        if (target && m_made.contains(*target)) {
            const RecordId record = m_made.constFind(*target)->operation.record;
            m_bodiesBefore.insert(record, bodyAt(hub, record));
        }
    }
}

/// What the hub's log says happened, in order of seq: new operations, and late outcomes of earlier ones.
QList<Oracle::Effect> Oracle::newEffects(hub::HubSnapshot &hub, qint64 after, qint64 upTo)
{
    QList<Effect> effects;
    if (after == upTo)
        return effects;   // a late outcome takes a seq too
    for (qint64 seq = after + 1; seq <= upTo; ++seq) {
        const auto logged = need(hub.operationAt(seq), "read the log");
        const auto operation = logged ? madeIn(*logged) : nullptr;
        if (!operation || operation->kind == OperationKind::Publish)
            continue;
        const bool isElsewhere = std::any_of(m_workOf.cbegin(), m_workOf.cend(), [&](const auto &work) { return work.contains(operation->id); });
        if (m_takenBack.contains(operation->id) && !isElsewhere)
            report(u"I4"_s, u"operation %1 was taken back and reached the hub"_s.arg(brief(operation->id)));
        const auto outcomes = need(hub.outcomesOf(seq), "read outcomes");
        if (outcomes.isEmpty()) {
            report(u"I2"_s, u"operation %1 is in the log without an outcome"_s.arg(brief(operation->id)));
            continue;
        }
        const Outcome outcome = outcomeFromName(outcomes.first().name, outcomes.first().fields);
        effects.append({ seq, *operation, logged->person, outcome });
        m_outcomes[outcomeName(outcome)] += 1;
        m_logged.insert(operation->id);
        if (outcome.code != Outcome::Code::Applied)
            m_open.insert(operation->id, seq);
    }
    for (auto it = m_open.begin(); it != m_open.end();) {
        const auto outcomes = need(hub.outcomesOf(it.value()), "read outcomes");
        const bool isNew = outcomes.size() > 1 && outcomes.last().seq > after;
        const auto logged = isNew ? need(hub.operationAt(it.value()), "read the log") : std::nullopt;
        if (!logged) {
            ++it;
            continue;
        }
        const Outcome outcome = outcomeFromName(outcomes.last().name, outcomes.last().fields);
        effects.append({ outcomes.last().seq, *madeIn(*logged), logged->person, outcome });
        m_outcomes[u"later "_s + outcomeName(outcome)] += 1;
        it = outcome.code == Outcome::Code::Applied ? m_open.erase(it) : std::next(it);
    }
    std::sort(effects.begin(), effects.end(), [](const Effect &a, const Effect &b) { return a.seq < b.seq; });
    return effects;
}

/// I6, field by field: what was there is what the author saw, or what she wrote.
void Oracle::judgeFields(const Effect &effect, RecordBody &body)
{
    const auto made = m_made.constFind(effect.operation.id);
    for (auto it = effect.operation.set.cbegin(); it != effect.operation.set.cend(); ++it) {
        const Json now = body.answers.value(it.key());
        const Json seen = made != m_made.constEnd() && made->seen ? made->seen->answers.value(it.key()) : Json();
        if (effect.outcome.fields.contains(it.key())) {
            const auto writer = m_writerOf.constFind(textOf(seen));
            const bool isOwn = made != m_made.constEnd() && !seen.isNull() && writer != m_writerOf.constEnd() && m_made.contains(*writer)
                && m_made.constFind(*writer)->device == made->device;
            if (isOwn && !m_logged.contains(*writer))
                report(u"I6"_s, u"an author's own edits of record %1 overtook each other"_s.arg(brief(effect.operation.record)));
            continue;
        }
        if (made != m_made.constEnd() && !(now == seen) && !(now == it->value))
            report(u"I6"_s, u"field %1 of record %2 was overwritten by someone who had not seen it"_s.arg(it.key(), brief(effect.operation.record)));
        if (it->value.isNull())
            body.answers.remove(it.key());
        else
            body.answers.insert(it.key(), it->value);
    }
}

void Oracle::judgeEffect(const Effect &effect, QMap<RecordId, std::optional<RecordBody>> &shadow)
{
    const Operation &operation = effect.operation;
    const bool hasEffect = effect.outcome.code == Outcome::Code::Applied || effect.outcome.code == Outcome::Code::Conflict;
    if (!hasEffect || !shadow.contains(operation.record))
        return;
    std::optional<RecordBody> &body = shadow[operation.record];
    switch (operation.kind) {
    case OperationKind::Create:
        if (!body)
            body = operation.head;
        return;
    case OperationKind::Patch:
    case OperationKind::Resolve:
        if (!body) {
            report(u"I4"_s, u"a change of record %1, which is not there, took effect"_s.arg(brief(operation.record)));
            return;
        }
        if (body->state != RecordState::Draft && !operation.set.isEmpty())
            report(u"I7"_s, u"record %1 was changed after it was completed"_s.arg(brief(operation.record)));
        judgeFields(effect, *body);
        return;
    case OperationKind::Complete: {
        if (!body)
            return;
        const auto made = m_made.constFind(operation.id);
        if (made != m_made.constEnd() && made->seen && answersOf(*made->seen) != answersOf(*body))
            report(u"I6"_s, u"record %1 was completed with answers its author had not seen"_s.arg(brief(operation.record)));
        body->state = RecordState::Completed;
        body->completedAtMs = operation.atMs;
        return;
    }
    case OperationKind::Void:
        if (body && body->state != RecordState::Void) {
            body->state = RecordState::Void;
            body->voidReason = operation.reason;
        }
        return;
    default: return;
    }
}

/// I5: nothing is applied for somebody who may not do it.
void Oracle::judgeRights(hub::HubSnapshot &hub, const Effect &effect, const QStringList &scopes)
{
    const Operation &operation = effect.operation;
    const bool isNew = operation.kind == OperationKind::Create && operation.head && effect.outcome.code == Outcome::Code::Applied;
    if (!isNew)
        return;
    const RecordBody &head = *operation.head;
    if (head.author != effect.person)
        report(u"I5"_s, u"record %1 was begun in another person's name"_s.arg(brief(operation.record)));
    if (head.type == RecordType::FormDefinition && !m_mayPublish(effect.person))
        report(u"I5"_s, u"form %1 was published by somebody whom the council does not let"_s.arg(head.form));
    const QString team = head.team.toString();
    const QString service = head.service.toString();
    const bool teamIsTheirs = team.isEmpty() || scopes.contains(u"team:"_s + team) || scopes.contains(u"lead:"_s + team);
    const bool serviceIsTheirs = service.isEmpty() || scopes.contains(u"service:"_s + service);
    if (!teamIsTheirs || !serviceIsTheirs)
        report(u"I5"_s, u"record %1 was begun for a team or service its author may not write for"_s.arg(brief(operation.record)));
    if (head.type != RecordType::Step)
        return;
    const QStringList places = head.about ? scopesOfRecord(hub, *head.about, bodyAt(hub, *head.about).value_or(RecordBody {})) : QStringList();
    if (std::none_of(places.cbegin(), places.cend(), [&scopes](const QString &scope) { return scopes.contains(scope); }))
        report(u"I5"_s, u"step %1 was taken on a record that its author may not read"_s.arg(brief(operation.record)));
}

/// What is in force is what may be: a form's answers are its fields' (I4), a fact is its record's (I5).
void Oracle::judgeContent(hub::HubSnapshot &hub, const RecordId &record, const RecordBody &body)
{
    if (body.type == RecordType::Fact)
        judgeFact(hub, record, body);
    const auto fields = body.type == RecordType::Form ? m_fieldsOf(body.form) : std::nullopt;
    for (auto it = body.answers.cbegin(); fields && it != body.answers.cend(); ++it) {
        if (!fields->contains(it.key()) || !it.value().isString())
            report(u"I4"_s, u"field %1 of record %2 took effect, and breaks its form"_s.arg(it.key(), brief(record)));
    }
}

void Oracle::judgeFact(hub::HubSnapshot &hub, const RecordId &id, const RecordBody &fact)
{
    const auto record = fact.about ? bodyAt(hub, *fact.about) : std::nullopt;
    if (!record || record->type != RecordType::Form || record->state == RecordState::Draft) {
        report(u"I5"_s, u"fact %1 counts no completed record"_s.arg(brief(id)));
        return;
    }
    const bool isOfTheRecord = id.raw() == QUuid::createUuidV5(fact.about->raw(), QByteArrayLiteral("fact"));
    const bool saysTheSame = fact.author == record->author && fact.service == record->service && fact.team == record->team && fact.task == record->task;
    if (!isOfTheRecord || !saysTheSame)
        report(u"I5"_s, u"fact %1 is not its record's"_s.arg(brief(id)));
}

/// I5: who may not read @p record learns nothing of it from the notice that @p effect was not applied, and its team's lead has no
/// part in what is not theirs: the notice quotes nothing and goes to a team of the operation's own author.
void Oracle::judgeNotice(hub::HubSnapshot &hub, const Effect &effect, const QStringList &rights, const std::optional<RecordBody> &record)
{
    if (effect.outcome.code != Outcome::Code::Held || rights.isEmpty() || !record)
        return;
    const QStringList places = scopesOfRecord(hub, effect.operation.record, *record);
    if (std::any_of(places.cbegin(), places.cend(), [&rights](const QString &scope) { return rights.contains(scope); }))
        return;
    for (const RecordId &id : need(hub.recordIds(u"notice"_s), "read notices")) {
        const auto notice = bodyAt(hub, id);
        if (!notice || notice->answers.value(u"operation"_s)[u"id"_s].toString() != effect.operation.id.toString())
            continue;
        const QString team = notice->team.toString();
        if (notice->answers.contains(u"present"_s) || (!team.isEmpty() && !rights.contains(u"team:"_s + team)))
            report(u"I5"_s, u"a notice tells of record %1, which its reader may not read"_s.arg(brief(effect.operation.record)));
    }
}

void Oracle::judgeAcks(const wire::SyncRequest &request, const wire::SyncAnswer &answer)
{
    for (const wire::Ack &ack : answer.acks) {
        const auto key = std::pair(answer.epoch, std::pair(request.stream.toString(), ack.number));
        const auto known = m_acks.constFind(key);
        if (known != m_acks.constEnd() && *known != ack.seq)
            report(u"I12"_s, u"number %1 of a stream was answered with seq %2, and before with %3"_s.arg(ack.number).arg(ack.seq).arg(*known));
        m_acks.insert(key, ack.seq);
        for (const wire::NumberedOperation &numbered : request.operations) {
            if (numbered.number == ack.number)
                m_promised.insert(numbered.operation.id);
        }
    }
}

void Oracle::hubCrashed(hub::HubSnapshot &hub)
{
    QSet<OperationId> present;
    for (const Entry &entry : logOf(hub)) {
        if (entry.operation)
            present.insert(entry.operation->id);
    }
    for (const OperationId &id : std::as_const(m_promised)) {
        if (!present.contains(id))
            report(u"I2"_s, u"the hub has answered operation %1 and lost it in a crash"_s.arg(brief(id)));
    }
}

/// I5 and I8: an answer lists the caller's scopes and no other, has no row of another, and its cursors pass no entry it does not give.
void Oracle::judgeAnswer(hub::HubSnapshot &hub, const wire::SyncRequest &request, const QStringList &rights, const wire::SyncAnswer &answer)
{
    if (QStringList(answer.scopes.keys()) != rights)
        report(u"I5"_s, u"an answer lists scopes %1 where the rights are %2"_s.arg(answer.scopes.keys().join(u','), rights.join(u',')));
    QHash<RecordId, const wire::Row *> rows;
    for (const wire::Row &row : answer.rows) {
        for (const QString &scope : row.in + row.out) {
            if (!rights.contains(scope))
                report(u"I5"_s, u"an answer has a row of %1, which its reader may not read"_s.arg(scope));
        }
        const auto body = m_hasTurned && !row.in.isEmpty() ? bodyAt(hub, row.record) : std::nullopt;
        const QStringList places = body ? scopesOfRecord(hub, row.record, *body) : row.in;
        for (const QString &scope : row.in) {
            if (!places.contains(scope))
                report(u"I5"_s, u"an answer gives record %1 to %2, whose readers may not read it"_s.arg(brief(row.record), scope));
        }
    }
    for (auto it = answer.cursors.cbegin(); it != answer.cursors.cend(); ++it) {
        const qint64 from = request.epoch == answer.epoch ? request.cursors.value(it.key(), 0) : 0;
        if (from >= it.value())
            continue;
        for (const hub::Entry &entry : need(hub.entriesAfter(it.key(), from, everything), "read entries")) {
            if (entry.seq > it.value())
                break;
            // What has still to leave after a switch was turned is told of as having left; that it does leave, the end shows (I1).
            const bool mayBeLeaving = m_hasTurned;
            const bool isGiven = std::any_of(answer.rows.cbegin(), answer.rows.cend(), [&entry, mayBeLeaving](const wire::Row &row) {
                const bool isTold = (entry.present ? row.in : row.out).contains(entry.scope) || (mayBeLeaving && row.out.contains(entry.scope));
                return row.record == entry.record && isTold;
            });
            if (!isGiven)
                report(u"I8"_s, u"the cursor of %1 passes seq %2, which was not given"_s.arg(it.key()).arg(entry.seq));
        }
    }
}

void Oracle::afterHub(hub::HubSnapshot &hub, const wire::SyncRequest &request, const PersonId &person, const wire::SyncAnswer &answer)
{
    const auto state = need(hub.state(), "read the hub's state");
    QMap<RecordId, std::optional<RecordBody>> shadow = m_bodiesBefore;
    const QStringList rights = m_scopesOf(hub, person);
    for (const Effect &effect : newEffects(hub, m_seqBefore, state.seq)) {
        if (effect.person == person) {
            judgeRights(hub, effect, rights);
            judgeNotice(hub, effect, rights, shadow.value(effect.operation.record));
        }
        judgeEffect(effect, shadow);
    }
    for (auto it = shadow.cbegin(); it != shadow.cend(); ++it) {
        const auto now = bodyAt(hub, it.key());
        if (!(now == it.value()))
            report(u"I4"_s, u"record %1 is not what its operations make of it"_s.arg(brief(it.key())));
        if (now)
            judgeContent(hub, it.key(), *now);
        if (!now || now->state == RecordState::Draft)
            continue;
        const QByteArray answers = answersOf(*now);
        const auto frozen = m_frozen.constFind(it.key());
        if (frozen != m_frozen.constEnd() && *frozen != answers)
            report(u"I7"_s, u"the answers of completed record %1 changed"_s.arg(brief(it.key())));
        m_frozen.insert(it.key(), answers);
    }
    judgeAcks(request, answer);
    judgeAnswer(hub, request, rights, answer);
}

void Oracle::hubWasRestored(hub::HubSnapshot &hub)
{
    m_frozen.clear();
    m_logged.clear();
    m_open.clear();
    m_promised.clear();
    m_firstHad.clear();   // it has some of them again, later
    for (const Entry &entry : logOf(hub)) {
        if (!entry.operation || entry.operation->kind == OperationKind::Publish)
            continue;
        m_logged.insert(entry.operation->id);
        const auto outcomes = need(hub.outcomesOf(entry.logged.seq), "read outcomes");
        if (!outcomes.isEmpty() && outcomes.last().name != "applied"_L1)
            m_open.insert(entry.operation->id, entry.logged.seq);
    }
}

// ---- devices

namespace {

/// Of @p waiting, in order of making: @p urgent and what it rests on, made earlier: the same record, and the records that is about.
QSet<OperationId> restingOn(const Operation &urgent, const QList<Operation> &waiting)
{
    QSet<OperationId> needed { urgent.id };
    QList<Operation> looked { urgent };
    while (!looked.isEmpty()) {
        const Operation one = looked.takeLast();
        for (const Operation &earlier : waiting) {
            if (earlier.id == one.id)
                break;
            const bool isNeeded = earlier.record == one.record || (one.head && one.head->about == earlier.record);
            if (isNeeded && !needed.contains(earlier.id)) {
                needed.insert(earlier.id);
                looked.append(earlier);
            }
        }
    }
    return needed;
}

} // namespace

/// I14; that no request carries what may still be taken back (I4); and that nothing but what is urgent goes before what was made
/// earlier (I6).
void Oracle::asked(const QString &device, Store &store, const QList<OperationId> &operations, Instant now)
{
    QList<Operation> waiting;
    const auto read = store.db().each("SELECT op_id FROM outbox WHERE ack_seq IS NULL ORDER BY n", [&](const Statement &row) {
        const auto id = OperationId::fromBytes(row.blob(0));
        const auto made = id ? m_made.constFind(*id) : m_made.constEnd();
        if (made != m_made.constEnd())
            waiting.append(made->operation);
    });
    need(read, "read the outbox");
    QSet<OperationId> urgent, mayGo;
    for (const Operation &operation : std::as_const(waiting)) {
        const auto from = m_urgentFrom.constFind(operation.id);
        if (from == m_urgentFrom.constEnd())
            continue;
        mayGo.unite(restingOn(operation, waiting));   // even if it may still be held back: a start, or another "Done", lets it go
        if (*from <= now)
            urgent.insert(operation.id);
    }
    if (!urgent.isEmpty() && operations.isEmpty())
        report(u"I14"_s, u"device %1 sends nothing while an urgent operation waits"_s.arg(device));
    // What once had its number for the sake of something urgent keeps it, also where that was taken back.
    QSet<OperationId> &wentAhead = m_wentAhead[device];
    wentAhead.unite(mayGo);
    QSet<OperationId> before;
    for (const OperationId &id : operations) {
        if (!mayGo.contains(id) && !before.contains(urgent))
            report(u"I14"_s, u"device %1 sends operation %2 before an urgent one"_s.arg(device, brief(id)));
        const auto sent = std::find_if(waiting.cbegin(), waiting.cend(), [&id](const Operation &operation) { return operation.id == id; });
        for (auto earlier = waiting.cbegin(); earlier != sent && sent != waiting.cend(); ++earlier) {
            const bool mustGoFirst = earlier->record == sent->record || !wentAhead.contains(id);
            if (mustGoFirst && !before.contains(earlier->id))
                report(u"I6"_s, u"device %1 sends a change of record %2 before what was made earlier"_s.arg(device, brief(sent->record)));
        }
        const auto until = m_heldUntil[device].constFind(id);
        if (until != m_heldUntil[device].constEnd() && *until > now)
            report(u"I4"_s, u"device %1 sends operation %2, which may still be taken back"_s.arg(device, brief(id)));
        before.insert(id);
    }
}

void Oracle::heard(const QString &device, const wire::SyncAnswer &answer, qint64 number)
{
    Newest &newest = m_newest[device];
    if (newest.known && number < newest.number)
        return;   // what a later answer withdrew stays withdrawn, whatever comes after it
    const auto names = answer.scopes.keys();
    newest = { QSet<QString>(names.cbegin(), names.cend()), true, number };
}

void Oracle::stored(const QString &device, Store &store, const Taken &taken, const sync::AppliedAnswer &applied)
{
    const auto &[answer, number, sent] = taken;
    heard(device, answer, number);
    if (applied.newEpoch) {
        m_answered[device].clear();
        m_photosTold[device].clear();
        m_shown.remove(device);
    }
    m_durableTold[device] = answer.durableSeq;
    for (const wire::Ack &ack : answer.acks) {
        const auto operation = sent.constFind(ack.number);
        if (operation == sent.constEnd())
            continue;
        m_answered[device].insert(*operation, ack.seq);
        m_everAnswered.insert(*operation);
    }
    m_contact.insert(device, { { store.clock().now().msSinceEpoch + m_leaseMs }, true, true });
    judgeShown(device, store, applied);
    judgeLeftPhotos(device, store, applied.removed);
    look(device, store);
}

void Oracle::look(const QString &device, Store &store)
{
    judgeHeld(device, store);
    judgeWork(device, store);
    judgeDrafts(device, store);
    judgePhotos(device, store);
}

/// I15: past its time away a device opens nothing but what is being written on it and what the hub has not answered; before, it opens all.
void Oracle::triedToOpen(const QString &device, Store &store, const RecordId &record, bool wasLet, Instant now)
{
    const bool isDraft = m_drafts[device].contains(record);
    bool isUnsent = false;
    for (const OutboxEntry &entry : need(store.outbox().ofRecord(record), "read the outbox"))
        isUnsent = isUnsent || (entry.operation.kind == OperationKind::Create && !entry.ackSeq);
    if (isDraft || isUnsent) {
        if (!wasLet)
            report(u"I15"_s, u"device %1 closes record %2, which the hub has not had from it"_s.arg(device, brief(record)));
        return;
    }
    const Contact contact = m_contact.value(device);
    const bool isOver = contact.isKnown && now > contact.closesAt;
    if (isOver && wasLet)
        report(u"I15"_s, u"device %1 opens record %2, and has been away for longer than its council allows"_s.arg(device, brief(record)));
    if (!isOver && contact.isCertain && !wasLet)
        report(u"I15"_s, u"device %1 closes record %2, and has been away for no longer than its council allows"_s.arg(device, brief(record)));
}

/// I3: what is being written stays as it is, whatever the hub, the network and the days do.
void Oracle::judgeDrafts(const QString &device, Store &store)
{
    const auto &drafts = m_drafts[device];
    for (auto it = drafts.cbegin(); it != drafts.cend(); ++it) {
        const auto kept = store.drafts().find(it.key());
        if (!kept || !*kept || !((*kept)->body == *it))
            report(u"I3"_s, u"device %1 has lost draft %2, or words of it"_s.arg(device, brief(it.key())));
    }
}

void Oracle::cloned(const QString &copy, const QString &original, Store &store)
{
    m_newest[copy] = m_newest.value(original);
    m_durableTold[copy] = m_durableTold.value(original);
    m_wentAhead[copy] = m_wentAhead.value(original);
    m_drafts[copy] = m_drafts.value(original);   // its clock is another: of its time away nothing is known until it has been in contact
    for (const OutboxEntry &entry : need(store.outbox().all(), "read the outbox")) {
        m_workOf[copy].insert(entry.operation.id);
        if (entry.ackSeq)
            m_answered[copy].insert(entry.operation.id, *entry.ackSeq);
    }
    const auto files = store.db().each("SELECT sha FROM file", [&](const Statement &row) {
        if (m_photosOn[original].contains(row.blob(0)))
            m_photosOn[copy].insert(row.blob(0));
    });
    need(files, "read files");
    m_photosTold[copy] = m_photosTold.value(original);
    // What it knew of rights is what its last durable state knew.
    m_newest[copy].known = false;
}

/// I5: every row is in a scope that the newest answer listed.
void Oracle::judgeHeld(const QString &device, Store &store)
{
    const Newest newest = m_newest.value(device);
    auto &seen = m_scopesSeen[device];
    QHash<RecordId, QSet<QString>> now;
    const auto rows = store.db().each("SELECT b.id, s.scope FROM base b LEFT JOIN in_scope s ON s.id = b.id", [&](const Statement &row) {
        const auto id = RecordId::fromBytes(row.blob(0));
        if (!id)
            return;
        // A row of an older history, not confirmed yet, counts as where it last was.
        if (row.isNull(1))
            now.insert(*id, seen.value(*id));
        else
            now[*id].insert(row.text(1));
    });
    need(rows, "read base");
    for (auto it = now.cbegin(); it != now.cend() && newest.known; ++it) {
        if (!it->isEmpty() && !it->intersects(newest.scopes))
            report(u"I5"_s, u"device %1 holds record %2 of a scope that an answer it has had withdrew"_s.arg(device, brief(it.key())));
    }
    seen = now;
    if (!newest.known)
        return;
    const auto scopes = store.db().each("SELECT DISTINCT scope FROM in_scope", [&](const Statement &row) {
        if (!newest.scopes.contains(row.text(0)))
            report(u"I5"_s, u"device %1 still holds scope %2, which was withdrawn"_s.arg(device, row.text(0)));
    });
    need(scopes, "read in_scope");
}

/// I2 and I3: own work is here until the hub's backup holds it.
void Oracle::judgeWork(const QString &device, Store &store)
{
    QSet<OperationId> present;
    const auto read = store.db().each("SELECT op_id FROM outbox", [&](const Statement &row) {
        if (const auto id = OperationId::fromBytes(row.blob(0)))
            present.insert(*id);
    });
    need(read, "read the outbox");
    auto &work = m_workOf[device];
    for (auto it = work.begin(); it != work.end();) {
        if (present.contains(*it)) {
            ++it;
            continue;
        }
        const auto told = m_answered[device].constFind(*it);
        if (told == m_answered[device].constEnd())
            report(u"I3"_s, u"device %1 has lost operation %2, which was never answered"_s.arg(device, brief(*it)));
        else if (*told > m_durableTold.value(device))
            report(u"I2"_s, u"device %1 has forgotten operation %2, which no backup holds"_s.arg(device, brief(*it)));
        it = work.erase(it);
    }
}

/// The form that @p device shows as @p record, and whether own work that was not applied lies over it. None where it shows none, or
/// nothing that can be read.
Oracle::Shown Oracle::shownAs(Store &store, const RecordId &record)
{
    Shown shown;
    const auto read = store.db().each(
        "SELECT v.sync_state, coalesce(v.body, b.body) FROM view v LEFT JOIN base b ON b.id = v.id WHERE v.id = ?",
        [&](const Statement &row) {
            const auto sync = recordSyncFromName(row.text(0));
            shown.hasUnapplied = sync && (*sync == RecordSync::Conflict || *sync == RecordSync::Kept);
            const auto body = bodyIn(row.blob(1));
            shown.body = body && (*body)->type == RecordType::Form ? *body : nullptr;
        },
        record);
    need(read, "read what is shown");
    return shown;
}

/// I9: what is shown never goes back to what was shown before.
void Oracle::judgeShown(const QString &device, Store &store, const sync::AppliedAnswer &applied)
{
    auto &shownHere = m_shown[device];
    for (const RecordId &record : applied.removed)
        shownHere.remove(record);
    for (const RecordId &record : applied.stored + applied.answered) {
        const auto [body, hasUnapplied] = shownAs(store, record);
        // Reference records and notices may lawfully say again what they said before; answers are never the same twice here.
        if (!body) {
            shownHere.remove(record);
            continue;
        }
        auto &fields = shownHere[record];
        for (auto it = body->answers.cbegin(); it != body->answers.cend(); ++it) {
            QStringList &values = fields[it.key()];
            const QString now = textOf(it.value());
            if (!values.isEmpty() && values.last() == now)
                continue;
            if (values.contains(now) && !hasUnapplied)
                report(u"I9"_s, u"device %1 shows an older value of record %2 again (%3 after %4)"_s.arg(device, brief(record), now, values.join(u' ')));
            values.append(now);
        }
    }
}

// ---- at rest

QMap<RecordId, Oracle::HubRecord> Oracle::recordsOf(hub::HubSnapshot &hub)
{
    QMap<RecordId, HubRecord> records;
    for (const RecordId &id : need(hub.recordIds({}), "read records")) {
        HubRecord record { *need(hub.record(id), "read a record"), {}, {} };
        if (const auto body = bodyIn(record.row.body)) {
            record.body = *body;
            record.scopes = scopesOfRecord(hub, id, **body);
        }
        records.insert(id, record);
    }
    return records;
}

/// When @p record was completed: when its author says, but not after the hub had it.
qint64 Oracle::completedAt(hub::HubSnapshot &hub, const RecordId &record, const RecordBody &body)
{
    auto had = m_firstHad.constFind(record);
    if (had == m_firstHad.constEnd()) {
        std::optional<qint64> firstMs;
        for (const hub::LoggedOperation &logged : need(hub.operationsOf(record), "read the log")) {
            const auto operation = madeIn(logged);
            const bool completes = operation
                && (operation->kind == OperationKind::Complete
                    || (operation->kind == OperationKind::Create && operation->head && operation->head->state != RecordState::Draft));
            if (completes && operation->atMs == body.completedAtMs && !firstMs)
                firstMs = logged.atHubMs;
        }
        had = m_firstHad.insert(record, firstMs.value_or(body.completedAtMs));
    }
    return std::min(body.completedAtMs, *had);
}

/// By the form's own readers, and whom the council has let read besides what was completed since.
QStringList Oracle::scopesOfRecord(hub::HubSnapshot &hub, const RecordId &record, const RecordBody &body)
{
    const bool isStep = body.type == RecordType::Step && body.about;
    const std::optional<RecordBody> about = isStep ? bodyAt(hub, *body.about) : std::nullopt;
    QStringList scopes = scopesOf(body, m_visibility, about ? &*about : nullptr);
    const RecordBody &root = about ? *about : body;
    const bool isOfAForm = root.type == RecordType::Form || root.type == RecordType::Step;
    if (m_switchedOn.isEmpty() || !isOfAForm || root.state == RecordState::Draft)
        return scopes;
    const auto switches = m_visibility.ruleFor(templateOf(root.form)).switches;
    for (auto it = switches.cbegin(); it != switches.cend(); ++it) {
        const auto since = m_switchedOn.constFind(it.key());
        if (since == m_switchedOn.constEnd() || completedAt(hub, isStep ? *body.about : record, root) < since->msSinceEpoch)
            continue;
        for (const QString &audience : *it) {
            const QString name = audience == "team"_L1 ? root.team.toString()
                : audience == "service"_L1             ? root.service.toString()
                : root.observed                        ? root.observed->toString()
                                                       : QString();
            const QString scope = (audience == "observed"_L1 ? u"user"_s : audience) + u':' + name;
            if (!name.isEmpty() && !scopes.contains(scope))
                scopes.append(scope);
        }
    }
    return scopes;
}

/// I2, I3, I4, I11: every operation ever made is in the log once; the chains are whole.
void Oracle::judgeLog(hub::HubSnapshot &hub, const QList<Entry> &log)
{
    QHash<OperationId, int> times;
    QByteArray chain = chainStart();
    QSet<StreamId> streams;
    for (const auto &[logged, operation] : log) {
        chain = chainLink(chain, logged.bytes);
        if (logged.chain != chain) {
            report(u"I11"_s, u"the council's chain is broken at seq %1"_s.arg(logged.seq));
            chain = logged.chain;
        }
        if (operation)
            times[operation->id] += 1;
        streams.insert(logged.stream);
    }
    if (chain != need(hub.state(), "read the hub's state").chain)
        report(u"I11"_s, u"the council's chain does not end where its log ends"_s);
    for (const StreamId &id : std::as_const(streams)) {
        const auto stream = need(hub.stream(id), "read a stream");
        if (!stream)
            continue;
        QByteArray link = chainStart();
        for (qint64 number = 1; number <= stream->last; ++number) {
            const auto taken = need(hub.takenNumber(id, number), "read a number");
            const auto logged = taken ? need(hub.operationAt(taken->seq), "read the log") : std::nullopt;
            if (!logged) {
                report(u"I11"_s, u"number %1 of a stream is missing"_s.arg(number));
                break;
            }
            link = chainLink(link, logged->bytes);
            if (link != taken->chain) {
                report(u"I11"_s, u"a stream's chain is broken at number %1"_s.arg(number));
                break;
            }
        }
    }
    for (auto it = m_made.cbegin(); it != m_made.cend(); ++it) {
        const int count = times.value(it.key());
        if (count == 0 && m_takenBack.contains(it.key()))
            continue;
        if (count == 0) {
            report(m_everAnswered.contains(it.key()) ? u"I2"_s : u"I3"_s,
                   u"lost: operation %1 (%2, made on %3) is not in the hub's log"_s.arg(brief(it.key()), operationKindName(it->operation.kind), it->device));
        } else if (count > 1) {
            report(u"I4"_s, u"operation %1 took effect %2 times"_s.arg(brief(it.key())).arg(count));
        }
    }
}

/// I2, I13: what was not applied is told to people; what waited for a record does not wait once it is there.
void Oracle::judgeNotices(hub::HubSnapshot &hub, const QList<Entry> &log)
{
    QSet<QString> told;
    for (const RecordId &id : need(hub.recordIds(u"notice"_s), "read notices")) {
        if (const auto body = bodyAt(hub, id))
            told.insert(body->answers.value(u"operation"_s)[u"id"_s].toString());
    }
    const auto lastOutcome = [&hub](const Entry &entry) {
        const auto outcomes = need(hub.outcomesOf(entry.logged.seq), "read outcomes");
        return outcomes.isEmpty() ? std::nullopt : std::optional(outcomeFromName(outcomes.last().name, outcomes.last().fields));
    };
    // What its author or their lead has left out stays so, also where a hub that was restored had only let it wait.
    QSet<OperationId> leftOut;
    for (const Entry &entry : log) {
        if (!entry.operation || entry.operation->kind != OperationKind::Dismiss || !entry.operation->target)
            continue;
        const auto outcome = lastOutcome(entry);
        if (outcome && outcome->code == Outcome::Code::Applied)
            leftOut.insert(*entry.operation->target);
    }
    for (const Entry &entry : log) {
        const auto &[logged, operation] = entry;
        if (!operation || operation->kind == OperationKind::Publish)
            continue;
        const Outcome last = lastOutcome(entry).value_or(Outcome {});
        const bool needsAPerson = last.code == Outcome::Code::Held || last.code == Outcome::Code::Conflict;
        if (needsAPerson && !told.contains(logged.id.toString()) && !told.contains(operation->id.toString()))
            report(u"I2"_s, u"nobody was told that operation %1 was not applied (%2)"_s.arg(brief(operation->id), outcomeName(last)));
        const RecordId awaited = operation->head && operation->head->about ? *operation->head->about : operation->record;
        if (last.code == Outcome::Code::Waiting && bodyAt(hub, awaited) && !leftOut.contains(logged.id))
            report(u"I13"_s, u"operation %1 still waits for a record that is there"_s.arg(brief(operation->id)));
    }
}

/// On the hub: what is in force may be (I4, I5), and digests are of what the records' bodies put in each scope (I10).
void Oracle::judgeHubRecords(hub::HubSnapshot &hub, const QMap<RecordId, HubRecord> &records)
{
    QMap<QString, std::pair<qint64, QByteArray>> truth;
    for (const auto &[row, body, scopes] : records) {
        if (sha256(row.body) != row.hash)
            report(u"I10"_s, u"the hash of record %1 is not its body's"_s.arg(brief(row.id)));
        if (!body)
            continue;
        judgeContent(hub, row.id, *body);
        for (const QString &scope : scopes) {
            auto &sum = truth[scope];
            if (sum.second.isEmpty())
                sum.second = wire::emptyDigest();
            sum.first += 1;
            sum.second = wire::addDigests(sum.second, wire::digestContribution(scope, row.id, row.rev, row.hash));
        }
    }
    for (auto it = truth.cbegin(); it != truth.cend(); ++it) {
        const auto row = need(hub.scope(it.key()), "read a scope");
        if (row.count != it->first || row.digest != it->second)
            report(u"I10"_s, u"the hub's digest of %1 is not of its records"_s.arg(it.key()));
    }
}

/// I1 and I10 on a device: exactly the rows of its scopes, byte for byte, and digests of them.
void Oracle::judgeDevice(const QMap<RecordId, HubRecord> &records, const QStringList &rights, const QString &device, Store &store)
{
    QSet<std::pair<QString, RecordId>> mayBeIn;
    QMap<RecordId, hub::RecordRow> may;
    for (const HubRecord &record : records) {
        for (const QString &scope : record.scopes) {
            if (!rights.contains(scope))
                continue;
            mayBeIn.insert({ scope, record.row.id });
            may.insert(record.row.id, record.row);
        }
    }
    QSet<RecordId> holds;
    const auto rows = store.db().each("SELECT id, rev, hash, body, provisional FROM base", [&](const Statement &row) {
        const auto id = RecordId::fromBytes(row.blob(0));
        if (!id)
            return;
        holds.insert(*id);
        const auto truth = may.constFind(*id);
        if (truth == may.constEnd())
            report(u"I1"_s, u"device %1 holds record %2, which it should not"_s.arg(device, brief(*id)));
        else if (truth->rev != row.integer(1) || truth->hash != row.blob(2) || truth->body != row.blob(3) || row.integer(4) != 0)
            report(u"I1"_s, u"device %1 holds another content of record %2 than the hub"_s.arg(device, brief(*id)));
    });
    need(rows, "read base");
    for (auto it = may.cbegin(); it != may.cend(); ++it) {
        if (!holds.contains(it.key()))
            report(u"I1"_s, u"device %1 lacks record %2 (%3)"_s.arg(device, brief(it.key()), it->type));
    }
    QMap<QString, std::pair<qint64, QByteArray>> sums;
    const auto places = store.db().each("SELECT s.scope, s.id, b.rev, b.body FROM in_scope s LEFT JOIN base b ON b.id = s.id", [&](const Statement &row) {
        const auto id = RecordId::fromBytes(row.blob(1));
        if (!id || row.isNull(2))
            return;
        if (!mayBeIn.contains({ row.text(0), *id }))
            report(u"I1"_s, u"device %1 has record %2 in %3, where it is not"_s.arg(device, brief(*id), row.text(0)));
        auto &sum = sums[row.text(0)];
        if (sum.second.isEmpty())
            sum.second = wire::emptyDigest();
        sum.first += 1;
        sum.second = wire::addDigests(sum.second, wire::digestContribution(row.text(0), *id, row.integer(2), sha256(row.blob(3))));
    });
    need(places, "read in_scope");
    for (const ScopeRow &scope : need(store.scopes().all(), "read scopes")) {
        const auto sum = sums.value(scope.id, { 0, wire::emptyDigest() });
        if (scope.count != sum.first || scope.digest != sum.second)
            report(u"I10"_s, u"device %1's digest of %2 is not of its rows"_s.arg(device, scope.id));
    }
    if (need(store.db().integer("SELECT count(*) FROM outbox WHERE ack_seq IS NULL"), "read the outbox") != 0)
        report(u"I13"_s, u"device %1 still has work that was not sent"_s.arg(device));
}

/// I9: once nothing moves a person is shown what the hub holds, or her own work over it where the hub did not apply it. Of a record that she
/// may read no more she is shown what she wrote on this device and no backup holds yet, and nobody else's words (I5).
void Oracle::judgeShownAtRest(const QMap<RecordId, HubRecord> &records, const QStringList &rights, const QString &device, Store &store)
{
    QSet<RecordId> hasUnapplied;
    const auto read = store.db().each("SELECT record_id FROM outbox WHERE ack_seq IS NULL OR outcome <> 'applied'", [&](const Statement &row) {
        if (const auto id = RecordId::fromBytes(row.blob(0)))
            hasUnapplied.insert(*id);
    });
    need(read, "read the outbox");
    QList<RecordId> forms;
    const auto listed = store.db().each("SELECT id FROM view WHERE type = 'form' AND state <> 'void'", [&forms](const Statement &row) {
        if (const auto id = RecordId::fromBytes(row.blob(0)))
            forms.append(*id);
    });
    need(listed, "read the view");
    for (const RecordId &form : std::as_const(forms)) {
        if (hasUnapplied.contains(form))
            continue;
        const auto shown = shownAs(store, form).body;
        const auto truth = records.constFind(form);
        const bool mayRead = truth == records.constEnd()
            || std::any_of(truth->scopes.cbegin(), truth->scopes.cend(), [&rights](const QString &scope) { return rights.contains(scope); });
        if (!mayRead) {
            for (const Json &value : shown ? shown->answers : decltype(shown->answers) {}) {
                const auto writer = m_writerOf.constFind(textOf(value));
                if (writer == m_writerOf.constEnd() || !m_workOf[device].contains(*writer))
                    report(u"I5"_s, u"device %1 shows another's words of record %2, which its person may not read"_s.arg(device, brief(form)));
            }
            continue;
        }
        if (!shown || truth == records.constEnd() || !truth->body || !(*shown == *truth->body))
            report(u"I9"_s, u"device %1 goes on showing record %2 as it is no more"_s.arg(device, brief(form)));
    }
}

void Oracle::atRest(hub::HubSnapshot &hub, const QList<std::pair<PersonId, std::pair<QString, Store *>>> &devices)
{
    const auto log = logOf(hub);
    const auto records = recordsOf(hub);
    judgeLog(hub, log);
    judgeNotices(hub, log);
    judgeHubRecords(hub, records);
    judgePhotosAtRest(hub);
    for (const auto &[person, device] : devices) {
        look(device.first, *device.second);
        judgeDevice(records, m_scopesOf(hub, person), device.first, *device.second);
        judgeShownAtRest(records, m_scopesOf(hub, person), device.first, *device.second);
    }
}

} // namespace sightline::simulation
