#include "tests/simulation/world.h"

#include "core/records/fact.h"
#include "sync/client/scrub.h"
#include "sync/protocol/codec.h"

#include <algorithm>
#include <cstdio>
#include <deque>

namespace sightline::simulation {

using namespace Qt::StringLiterals;

namespace {

const QStringList teamNames { u"a"_s, u"b"_s, u"c"_s };
const QStringList serviceNames { u"s1"_s, u"s2"_s };
const QStringList people { u"u0"_s, u"u1"_s, u"u2"_s };
const QStringList forms { u"X01@1.0"_s, u"X02@1.0"_s, u"X03@1.0"_s, u"X04@1.0"_s };
const QStringList fields { u"a"_s, u"b"_s, u"c"_s };
constexpr int clonesMax = 2;

QString serviceOf(const QString &team) { return team == "c"_L1 ? u"s2"_s : u"s1"_s; }

} // namespace

World::World(quint64 seed, const Breaks &breaks) : m_breaks(breaks), m_dice(seed), m_random(seed ^ 0xABCDEF), m_vfs("simulation"), m_seed(seed)
{
    // Swarm: each run draws its own rates, some of them nothing, so that faults also meet alone.
    const auto draw = [this](double usual) {
        static const double factors[] { 0, 0.3, 1, 1, 2 };
        return usual * factors[m_dice.under(5)];
    };
    m_rates = { draw(.15), draw(.15), draw(.03), draw(.10), draw(.06), draw(.04), draw(.12),
                draw(.03), draw(.02), draw(.02), draw(.02), draw(.01), draw(.02), draw(.03) };
    if (m_breaks.noRot)
        m_rates.rot = 0;
    m_rates.restore *= m_breaks.focus.restores;
    m_rates.backup *= m_breaks.focus.restores;
    m_rates.clone *= m_breaks.focus.clones;
    m_rates.hubCrash *= m_breaks.focus.hubCrashes;
    m_hub = std::make_unique<SimHub>(m_vfs, m_hubClock, m_random, m_breaks);
    m_oracle = std::make_unique<Oracle>(
        SimHub::visibility(), [this](hub::HubSnapshot &snapshot, const PersonId &person) { return m_hub->scopesOf(snapshot, person); },
        [this](const PersonId &person) {
            const QStringList roles = m_hub->people.value(person).roles;
            const QStringList let = m_hub->card ? m_hub->card->formPublishers : QStringList();
            return std::any_of(roles.cbegin(), roles.cend(), [&let](const QString &role) { return let.contains(role); });
        },
        [this](const QString &form) { return m_hub->fieldsOf(form); });
    m_hub->knowsForms = hasForms(seed);
    makeCouncil();
    // One person with two devices, as the author's other device is where edits meet; two others with one.
    for (const QString &person : { people[0], people[0], people[1], people[2] })
        addDevice(person);
}

World::~World()
{
    m_vfs.die("/");   // nobody reads what the last connections would still move from their WALs
}

bool World::hasFailed() const
{
    const auto &violations = m_oracle->violations();
    const auto isAwaited = [this](const Violation &violation) { return violation.invariant == stopAt; };
    return (stopAtFirst && !violations.isEmpty()) || (!stopAt.isEmpty() && std::any_of(violations.cbegin(), violations.cend(), isAwaited));
}

void World::makeCouncil()
{
    for (const QString &name : teamNames)
        m_hub->teams.insert(TeamId(name), Team { TeamId(name), u"Team "_s + name, ServiceId(serviceOf(name)), {} });
    if (hasDaysAway(m_seed)) {
        const int leaseDays = 2 + m_dice.under(18);
        m_hub->card = CouncilCard { .safeguardingPhone = {}, .leaseDays = leaseDays };
        m_oracle->leased(leaseDays);
    }
    m_hub->teams[TeamId(u"a"_s)].managers = { PersonId(people[2]) };
    m_hub->teams[TeamId(u"b"_s)].managers = { PersonId(people[2]) };
    for (const QString &name : people) {
        Person person;
        person.id = PersonId(name);
        person.name = u"Role phrase "_s + name;
        person.roles = { u"Practitioner"_s };
        person.service = ServiceId(serviceNames[m_dice.under(2)]);
        person.teams = { TeamId(m_dice.oneOf(teamNames)) };
        m_hub->people.insert(person.id, person);
    }
    m_hub->publishCouncil();
}

void World::addDevice(const QString &person)
{
    const int index = static_cast<int>(m_devices.size());
    const qint64 clockAheadMs = m_dice.comesUp(.3) ? (m_dice.under(2) ? 1 : -1) * qint64 { 1 + m_dice.under(700) } * 86'400'000 : 0;
    m_devices.push_back(std::make_unique<SimDevice>(u"d%1"_s.arg(index), PersonId(person), newId<InstallationId>(m_hubClock, m_random), m_vfs, m_time,
                                                    clockAheadMs, m_seed * 31 + static_cast<quint64>(index), m_breaks));
    m_arrived.emplace_back();
    m_moved.push_back(false);
}

void World::count(const char *what, const QString &detail)
{
    m_faults[QString::fromLatin1(what)] += 1;
    if (isTold)
        std::printf("%4d %-8s %s %s\n", m_step, qPrintable(m_at), what, qPrintable(detail));
}

QString World::newValue() { return u"v%1"_s.arg(++m_values); }

// ---- people

Operation World::newOperation(SimDevice &device, OperationKind kind, const RecordId &record)
{
    Operation operation { .id = newId<OperationId>(device.clock(), device.random()), .record = record };
    operation.kind = kind;
    operation.kindName = operationKindName(kind);
    operation.atMs = device.clock().now().msSinceEpoch;
    return operation;
}

bool World::make(SimDevice &device, const Operation &operation, const std::optional<RecordBody> &seen, std::optional<Instant> heldUntil, Turn turn)
{
    const auto saved = device.store().transact([&] { return device.store().outbox().append(operation, heldUntil, turn); });
    if (!saved) {
        if (!device.diskIsFull)
            m_oracle->report(u"I13"_s, u"device %1 could not save: %2"_s.arg(device.name, saved.error().detail));
        count("saves refused by a full disk");
        return false;
    }
    m_oracle->made(device.name, device.person, operation, seen);
    if (heldUntil)
        m_oracle->heldBack(device.name, operation.id, *heldUntil);
    count(qPrintable(u"made: "_s + operation.kindName), operation.record.toString().right(6) + u" op "_s + operation.id.toString().right(6));
    if (turn != Turn::First)
        return true;
    m_oracle->urgent(operation.id, heldUntil.value_or(Instant { 0 }));
    count("made: urgent");
    if (!heldUntil && m_dice.comesUp(.7))   // else nothing runs that would send it at once
        give(indexOf(device), sync::event::Nudge { true });
    return true;
}

RecordBody World::newHead(SimDevice &device, const QString &form, const TeamId &team)
{
    RecordBody head;
    head.author = device.person;
    head.form = form;
    head.team = team;
    head.service = m_hub->people[device.person].service;
    head.observed = PersonId(m_dice.oneOf(people));
    head.madeAtMs = device.clock().now().msSinceEpoch;
    head.answers.insert(u"a"_s, newValue());
    return head;
}

void World::createRecord(SimDevice &device)
{
    const Person &person = m_hub->people[device.person];
    const QString form = m_dice.oneOf(forms);
    const TeamId team = person.teams.isEmpty() || m_dice.comesUp(.05) ? TeamId(m_dice.oneOf(teamNames)) : m_dice.oneOf(person.teams);
    RecordBody head = newHead(device, form, team);
    std::optional<Instant> heldUntil;
    if (m_dice.comesUp(.3)) {
        head.state = RecordState::Completed;
        head.completedAtMs = head.madeAtMs;
        if (m_dice.comesUp(.5))
            heldUntil = Instant { head.madeAtMs + limits::undoCompletionMs };
    }
    const Turn turn = head.state == RecordState::Completed && m_dice.comesUp(.4) ? Turn::First : Turn::InOrder;
    const QList<ShownForm> others = turn == Turn::First ? formsShown(device) : QList<ShownForm>();
    if (!others.isEmpty() && m_dice.comesUp(.3)) {
        if (const ShownForm &other = m_dice.oneOf(others); other.author == device.person)
            head.about = other.id;   // an amended version: it must not come before what it amends
    }
    Operation operation = newOperation(device, OperationKind::Create, newId<RecordId>(device.clock(), device.random()));
    operation.head = head;
    make(device, operation, std::nullopt, heldUntil, turn);
}

/// How many operations went.
Result<qint64> World::takeBack(SimDevice &device, const RecordId &record)
{
    if (m_breaks.takenBackStays)
        return qint64 { 1 };
    return device.store().transact([&]() -> Result<qint64> {
        const auto taken = device.store().outbox().takeBack(record);
        const auto fact = taken ? device.store().outbox().takeBack(factIdOf(record)) : taken;
        if (!m_breaks.sentIsTakenBack || !fact || *taken > 0)
            return fact ? taken : fact;
        return device.store().db().run("DELETE FROM outbox WHERE record_id = ? AND ack_seq IS NULL", record);
    });
}

/// Takes "Done" back while that is offered, or lets it go. True if there was something to decide.
bool World::decideOnDone(SimDevice &device)
{
    const auto held = device.store().db().integer("SELECT EXISTS (SELECT 1 FROM outbox WHERE held_until_ms IS NOT NULL)");
    if (need(held, "read the outbox") == 0 && !m_breaks.sentIsTakenBack)
        return false;
    const auto entries = need(device.store().outbox().all(true), "read the outbox");
    for (const OutboxEntry &entry : entries) {
        if (entry.operation.head && entry.operation.head->type == RecordType::Fact)
            continue;   // it goes with its record
        const bool isSent = entry.number > 0 && entry.operation.head && entry.operation.head->state == RecordState::Completed;
        if ((!entry.heldUntilMs && !(isSent && m_breaks.sentIsTakenBack)) || !m_dice.comesUp(.6))
            continue;
        const auto taken = takeBack(device, entry.operation.record);
        if (!taken || *taken == 0)
            return false;
        m_oracle->tookBack(device.name, entry.operation.id);
        for (const OutboxEntry &other : entries) {
            if (other.heldUntilMs && other.operation.record == factIdOf(entry.operation.record))
                m_oracle->tookBack(device.name, other.operation.id);
        }
        count("taken back");
        return true;
    }
    return false;
}

/// What @p device lists, as its lists do, without the words.
QList<World::ShownForm> World::formsShown(SimDevice &device)
{
    QList<ShownForm> shown;
    const auto read = device.store().db().each("SELECT id, author, state FROM view WHERE type = 'form' AND state <> 'void' "
                                               "ORDER BY completed_at_ms DESC, made_at_ms DESC, id DESC",
                                               [&shown](const Statement &row) {
                                                   const auto id = RecordId::fromBytes(row.blob(0));
                                                   if (id)
                                                       shown.append({ *id, PersonId(row.text(1)), row.text(2) == "draft"_L1 });
                                               });
    need(read, "read what is shown");
    return shown;
}

void World::changeRecord(SimDevice &device, const RecordId &record)
{
    const auto body = device.store().view().body(record);
    if (!body || !*body)
        return;   // damaged: the scrub will find it
    const RecordBody &seen = **body;
    const int what = m_dice.under(24);
    if (what < 18) {
        Operation operation = newOperation(device, OperationKind::Patch, record);
        operation.form = seen.form;
        const int count = 1 + m_dice.under(2);
        for (int i = 0; i < count; ++i) {
            const QString field = m_dice.oneOf(fields);
            operation.set.insert(field, { newValue(), fieldHash(seen.answers.value(field)) });
        }
        make(device, operation, seen);
    } else if (what < 21) {
        const auto bytes = bodyBytes(seen);
        if (!bytes)
            return;
        Operation operation = newOperation(device, OperationKind::Complete, record);
        operation.bodyHash = bodyHash(*bytes);
        make(device, operation, seen, {}, m_dice.comesUp(.4) ? Turn::First : Turn::InOrder);
    } else if (what < 23) {
        if (what == 22)
            return;
        Operation operation = newOperation(device, OperationKind::Void, record);
        operation.reason = u"entered in error"_s;
        make(device, operation, seen);
    } else {
        Operation operation = newOperation(device, OperationKind::Unknown, record);
        operation.kindName = u"annotate"_s;
        operation.rest = Json::object({ { u"ink"_s, newValue() } });
        make(device, operation, seen);
    }
}

void World::settleNotice(SimDevice &device, const ViewRow &notice)
{
    if (!notice.target || !notice.about)
        return;
    const bool isOwn = notice.author == device.person;
    const auto record = device.store().view().body(*notice.about);
    if (notice.openOutcome == "conflict"_L1 && isOwn && record && *record) {
        const auto body = device.store().view().body(notice.id);
        const Json offered = body && *body ? (*body)->answers.value(u"operation"_s)[u"set"_s] : Json();
        if (offered.toObject().isEmpty())
            return;
        const QString field = offered.toObject().firstKey();
        Operation operation = newOperation(device, OperationKind::Resolve, *notice.about);
        operation.target = notice.target;
        operation.set.insert(field, { newValue(), fieldHash((*record)->answers.value(field)) });
        make(device, operation, **record);
        return;
    }
    Operation operation = newOperation(device, isOwn ? OperationKind::Dismiss : OperationKind::Adopt, *notice.about);
    operation.target = notice.target;
    operation.reason = isOwn ? u"seen"_s : QString();
    make(device, operation, record && *record ? *record : std::nullopt);
}

void World::actHostile(SimDevice &device)
{
    count("hostile acts");
    RecordBody head;
    head.author = m_dice.comesUp(.5) ? PersonId(m_dice.oneOf(people)) : device.person;
    head.form = m_dice.oneOf(forms);
    head.team = TeamId(m_dice.oneOf(teamNames));
    head.service = ServiceId(m_dice.oneOf(serviceNames));
    head.answers.insert(u"a"_s, newValue());
    RecordId record = newId<RecordId>(device.clock(), device.random());
    const QList<ShownForm> known = formsShown(device);
    if (!known.isEmpty() && m_dice.comesUp(.3))
        record = m_dice.oneOf(known).id;   // an id that is taken
    Operation operation = newOperation(device, OperationKind::Create, record);
    operation.head = head;
    make(device, operation, std::nullopt);
}

void World::act(SimDevice &device)
{
    if (m_dice.comesUp(m_rates.hostile))
        return actHostile(device);
    if (decideOnDone(device))
        return;
    if (hasForms(m_seed) && m_dice.comesUp(.25))
        return actWithForms(device);
    if (turnsSwitches(m_seed) && m_dice.comesUp(.1))
        return takeStep(device);
    if (hasFiles(m_seed) && m_dice.comesUp(.2))
        return actWithFiles(device);
    if (hasDaysAway(m_seed) && m_dice.comesUp(.1))
        return m_dice.comesUp(.4) ? writeDraft(device) : openRecords(device);
    const bool hasNotices =
        need(device.store().db().integer("SELECT EXISTS (SELECT 1 FROM view WHERE type = 'notice' AND state <> 'void')"), "look for notices") == 1;
    if (hasNotices && m_dice.comesUp(.15)) {
        const auto notices = need(device.store().view().ofType(RecordType::Notice), "read notices");
        ViewRow notice = m_dice.oneOf(notices);
        for (const ViewRow &row : notices) {
            if (row.openOutcome == "conflict"_L1 && m_dice.comesUp(.5))
                notice = row;   // a clash is what a person settles first
        }
        if (!notice.openOutcome.isEmpty())
            return settleNotice(device, notice);
    }
    const QList<ShownForm> records = formsShown(device);
    QList<ShownForm> own;
    for (const ShownForm &shown : records) {
        if (shown.author == device.person && shown.isDraft)
            own.append(shown);
    }
    const bool begins = own.isEmpty() || m_dice.comesUp(.25);
    if (begins)
        return createRecord(device);
    // Mostly her own drafts, most often the few she began with, so that her devices meet on them; now and then what is not hers
    // to change, or no longer.
    if (m_dice.comesUp(.6) && own.size() > 3)
        own = own.last(3);
    changeRecord(device, (m_dice.comesUp(.92) ? m_dice.oneOf(own) : m_dice.oneOf(records)).id);
}

// ---- device and network

void World::give(int index, const sync::Event &event)
{
    std::deque<sync::Event> events { event };
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    int turns = 0;
    while (!events.empty() && ++turns < 50) {
        const sync::Step done = sync::step(device.engine, events.front(), { m_time, m_dice.unit() }, m_breaks.device.engine);
        events.pop_front();
        device.engine = done.state;
        for (const sync::Command &command : done.commands) {
            const int boot = device.boot;
            const auto result = perform(index, command);
            if (device.boot != boot)
                return;   // it crashed while storing
            if (result)
                events.push_back(*result);
        }
    }
}

std::optional<sync::Event> World::perform(int index, const sync::Command &command)
{
    if (const auto *asked = std::get_if<sync::command::Send>(&command)) {
        send(index, *asked);
    } else if (const auto *ready = std::get_if<sync::command::Apply>(&command)) {
        return apply(index, ready->nonce);
    } else if (const auto *late = std::get_if<sync::command::Drop>(&command)) {
        m_arrived[static_cast<std::size_t>(index)].erase(late->nonce);
        count("late answers dropped");
    }
    return std::nullopt;
}

void World::send(int index, const sync::command::Send &command)
{
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    const int operationsMax = m_isCalm ? command.operationsMax : 1 + m_dice.under(4);
    const int pageSize = m_isCalm ? m_pageSize : m_dice.oneOf(QList<int> { 1, 2, 3, 50 });
    auto built = sync::buildRequest(
        device.store(), { operationsMax, pageSize, command.listen ? 25 : 0, sync::overtakingOf(m_breaks.device), true, !m_breaks.device.heldBackIsNotSent });
    if (!built) {
        if (!device.diskIsFull)
            m_oracle->report(u"I13"_s, u"device %1 could not build a request: %2"_s.arg(device.name, built.error().detail));
        device.engine = sync::step(device.engine, sync::event::Failed { command.nonce, sync::Failure::Storage, 0 }, { m_time, .5 }).state;
        return;
    }
    QList<OperationId> order;
    for (const wire::NumberedOperation &numbered : std::as_const(built->message.operations))
        order.append(numbered.operation.id);
    m_oracle->asked(device.name, device.store(), order, device.clock().now());
    if (m_breaks.anyOrder)
        std::shuffle(built->message.operations.begin(), built->message.operations.end(), m_dice.engine());
    if (!m_isCalm && m_dice.comesUp(m_rates.hostile)) {
        built->message.cursors.insert(u"team:"_s + m_dice.oneOf(teamNames), 0);   // asks for what it may not name
        count("forged cursors");
    }
    count("requests", u"%1 operations, nonce %2"_s.arg(built->message.operations.size()).arg(command.nonce));
    Message message { true, index, device.boot, command.nonce, wire::encode(built->message), built->sent, {} };
    for (const wire::NumberedOperation &numbered : std::as_const(built->message.operations))
        message.operations.insert(numbered.number, numbered.operation.id);
    m_network.append(message);
}

std::optional<sync::Event> World::apply(int index, quint64 nonce)
{
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    auto &arrived = m_arrived[static_cast<std::size_t>(index)];
    const auto found = arrived.find(nonce);
    if (found == arrived.end())
        return sync::event::ApplyFailed {};
    const auto [answer, damaged, request] = found->second;
    arrived.erase(found);
    const qint64 number = request.answerNumber;
    if (m_breaks.cursorBeforeRows && answer.epoch == need(device.store().meta().syncState(), "read the state").epoch) {
        // Named anew: clang 14 does not capture a structured binding.
        const auto ahead = device.store().transact([&, &cursors = answer.cursors]() -> Result<void> {
            for (ScopeRow scope : need(device.store().scopes().all(), "read scopes")) {
                scope.cursor = std::max(scope.cursor, cursors.value(scope.id));
                if (const auto put = device.store().scopes().put(scope); !put)
                    return put;
            }
            return {};
        });
        if (!ahead && device.diskIsFull) {
            count("answers not stored");
            return sync::event::ApplyFailed {};
        }
        need(ahead, "store cursors first");
        if (!m_isCalm && m_dice.comesUp(.2)) {
            m_oracle->heard(device.name, answer, number);   // part of it is durable
            crashDevice(index, true);
            return std::nullopt;
        }
    }
    const auto applied = sync::applyAnswer(device.store(), answer, damaged, *request.sent, m_breaks.device);
    if (!applied) {
        if (!device.diskIsFull && m_isCalm)
            m_oracle->report(u"I13"_s, u"device %1 cannot store an answer: %2"_s.arg(device.name, applied.error().detail));
        count("answers not stored");
        return sync::event::ApplyFailed {};
    }
    if (m_breaks.leaseIsForgotten) {
        SyncState state = need(device.store().meta().syncState(), "read the state");
        state.leaseUntilMs = 0;
        need(device.store().transact([&] { return device.store().meta().setSyncState(state); }), "forget the lease");
    }
    if (m_breaks.purgeOutbox) {
        for (const RecordId &record : applied->removed)
            need(device.store().db().run("DELETE FROM outbox WHERE record_id = ? AND ack_seq IS NULL", record), "purge the outbox");
    }
    count("answers stored",
          u"epoch %1 nonce %2: %3 acks, %4 rows, scopes %5, %6 removed%7"_s.arg(answer.epoch.left(4))
              .arg(nonce)
              .arg(answer.acks.size())
              .arg(answer.rows.size())
              .arg(answer.scopes.keys().join(u','))
              .arg(applied->removed.size())
              .arg(answer.more ? u", more"_s : QString()));
    if (applied->newEpoch)
        count("new epochs met");
    if (applied->forked)
        count("forks met");
    if (!applied->repaired.isEmpty())
        count("scopes repaired");
    if (!applied->removed.isEmpty())
        count("purges");
    if (applied->setAside > 0)
        count("rows set aside");
    m_oracle->stored(device.name, device.store(), { answer, number, request.operations }, *applied);
    device.carrier().tryAgain();   // an exchange may have brought what was not there yet
    m_moved[static_cast<std::size_t>(index)] = m_moved[static_cast<std::size_t>(index)] || applied->next.moved;
    return applied->next;
}

/// Whatever the engine waits for comes.
void World::wake(int index)
{
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    switch (device.engine.phase) {
    case sync::Phase::Stopped: return give(index, sync::event::Start {});
    case sync::Phase::BackingOff:
        if (m_dice.comesUp(.3))
            return give(index, sync::event::NetworkRestored {});
        m_time.msSinceEpoch = std::max(m_time.msSinceEpoch, device.engine.wakeAt->msSinceEpoch);
        return give(index, sync::event::Wake {});
    default: return give(index, sync::event::Nudge {});
    }
}

void World::deliver(int at, bool withFaults)
{
    const Message message = m_network.takeAt(at);
    m_at = m_devices[static_cast<std::size_t>(message.device)]->name;
    if (withFaults && m_dice.comesUp(m_rates.duplicate)) {
        m_network.append(message);
        count("messages duplicated");
    }
    if (withFaults && m_dice.comesUp(m_rates.loss)) {
        count("messages lost");
        return;
    }
    if (at > 0 && withFaults)
        count("messages out of order");
    if (message.toHub)
        atHub(message, withFaults);
    else
        atDevice(message);
}

void World::atHub(Message message, bool withFaults)
{
    const SimDevice &device = *m_devices[static_cast<std::size_t>(message.device)];
    auto request = wire::decodeSyncRequest(message.bytes);
    if (!request)
        giveUp(u"the hub cannot read a request: "_s + request.error().detail);
    bool isHere = false;
    qint64 before = 0;
    {
        const auto snapshot = m_hub->snapshot();
        m_oracle->beforeHub(*snapshot, *request);
        isHere = !m_hub->scopesOf(*snapshot, device.person).isEmpty();
        before = need(snapshot->state(), "read the hub's state").seq;
    }
    const hub::Caller caller { device.installation, device.person, isHere ? hub::Caller::Access::Full : hub::Caller::Access::PushOnly };
    auto answer = m_hub->sync(*request, caller);
    if (!answer) {
        count("requests refused");
        m_oracle->report(u"I13"_s, u"the hub refused a whole request: %1"_s.arg(answer.error().detail));
        return;
    }
    {
        const auto snapshot = m_hub->snapshot();
        const qint64 after = need(snapshot->state(), "read the hub's state").seq;
        if (m_breaks.naiveSeq && after > before && !m_isCalm) {
            QSet<qint64> seqs;
            for (qint64 seq = before + 1; seq <= after; ++seq)
                seqs.insert(seq);
            m_flying.append(seqs);
            if (m_flying.size() > 3 || m_dice.comesUp(.3))
                m_flying.removeAt(m_dice.under(static_cast<int>(m_flying.size())));
        }
        hideFlying(*answer);
        m_oracle->afterHub(*snapshot, *request, device.person, *answer);
    }
    if (withFaults && m_dice.comesUp(m_rates.hubCrash)) {   // between push and answer
        m_hub->crash(m_dice.comesUp(.5), m_dice);
        m_oracle->hubCrashed(*m_hub->snapshot());
        count("hub restarts between push and answer");
        return;
    }
    if (withFaults)
        spoilRow(*answer);
    spoilUnreadable(*answer);
    QByteArray bytes = wire::encode(*answer);
    if (withFaults && m_dice.comesUp(m_rates.cut)) {
        bytes.truncate(m_dice.under(static_cast<int>(bytes.size())));
        count("answers cut off");
    }
    message.toHub = false;
    message.bytes = bytes;
    message.answerNumber = ++m_answers;
    m_network.append(message);
}

void World::hideFlying(wire::SyncAnswer &answer)
{
    QSet<qint64> hidden;
    for (const QSet<qint64> &seqs : std::as_const(m_flying))
        hidden.unite(seqs);
    if (!hidden.isEmpty())
        answer.rows.removeIf([&hidden](const wire::Row &row) { return hidden.contains(row.seq); });
}

namespace {

/// Its type is from a later version, and its bytes are no longer those of its hash.
void spoil(wire::Row &row) { row.body.replace("\"type\":\"form\"", "\"type\":\"glyph\""); }

} // namespace

/// A row that this version cannot read, this once.
void World::spoilRow(wire::SyncAnswer &answer)
{
    if (answer.rows.isEmpty() || !m_dice.comesUp(m_rates.badRow))
        return;
    wire::Row &row = answer.rows[m_dice.under(static_cast<int>(answer.rows.size()))];
    if (row.in.isEmpty())
        return;
    spoil(row);
    count("rows no version knows");
}

/// A row that this version cannot read, however often it is sent.
void World::spoilUnreadable(wire::SyncAnswer &answer) const
{
    for (wire::Row &row : answer.rows) {
        if (m_unreadable && row.record == *m_unreadable)
            spoil(row);
    }
}

void World::atDevice(const Message &message)
{
    SimDevice &device = *m_devices[static_cast<std::size_t>(message.device)];
    if (message.boot != device.boot)
        return;   // its connection died with the process
    QList<RecordId> damaged;
    auto answer = wire::decodeSyncAnswer(message.bytes, &damaged);
    if (answer && !sync::putInOwn(*answer, *message.sent))
        m_oracle->report(u"I13"_s, u"device %1 cannot put in what an answer left out"_s.arg(device.name));
    if (!answer)
        return give(message.device, sync::event::Failed { message.nonce, sync::Failure::BadAnswer, 0 });
    m_arrived[static_cast<std::size_t>(message.device)].insert_or_assign(message.nonce, Arrived { *answer, damaged, message });
    give(message.device, sync::event::Answered { message.nonce });
}

// ---- fate

void World::changeRights()
{
    Person &person = m_hub->people[PersonId(m_dice.oneOf(people))];
    if (!person.to.isNull() && m_dice.comesUp(.6)) {
        person.to = QDate();
        count("people back");
        m_hub->publishCouncil();
        return;
    }
    const TeamId team(m_dice.oneOf(teamNames));
    switch (m_dice.under(6)) {
    case 0: {
        QList<PersonId> &managers = m_hub->teams[team].managers;
        if (!managers.removeOne(person.id))
            managers.append(person.id);
        count("leads changed");
        break;
    }
    case 1:
        person.service = ServiceId(m_dice.oneOf(serviceNames));
        count("services changed");
        break;
    case 2:
        if (m_dice.comesUp(.8))
            break;   // leaving is rarer
        person.to = QDate(2026, 1, 1);
        count("people disabled");
        break;
    default:
        if (person.teams.removeOne(team)) {
            count("revocations");
        } else {
            person.teams.append(team);
            count("grants");
        }
    }
    m_hub->publishCouncil();
}

void World::rot(SimDevice &device)
{
    if (device.diskIsFull)
        return;
    QList<QByteArray> ids;
    need(device.store().db().each("SELECT id FROM base ORDER BY id", [&ids](const Statement &row) { ids.append(row.blob(0)); }), "read base");
    if (ids.isEmpty())
        return;
    const QByteArray id = m_dice.oneOf(ids);
    switch (m_dice.under(5)) {
    case 0:
        need(device.store().db().run("UPDATE base SET body = CAST(replace(CAST(body AS TEXT), '\"v', '\"w') AS BLOB) WHERE id = ?", id), "rot");
        count("damage: a body changed");
        break;
    case 1:
        need(device.store().db().run("UPDATE base SET body = x'7b' WHERE id = ?", id), "rot");
        count("damage: a body unreadable");
        break;
    case 2:
        need(device.store().db().run("DELETE FROM base WHERE id = ?", id), "rot");
        count("damage: a row gone");
        break;
    case 3:
        need(device.store().db().run("DELETE FROM in_scope WHERE id = ?", id), "rot");
        count("damage: a place in a scope gone");
        break;
    default: need(device.store().db().run("UPDATE scope SET digest = zeroblob(16)"), "rot"); count("damage: digests gone");
    }
    m_oracle->damaged(device.name);
}

void World::addClone(int index)
{
    if (m_clones >= clonesMax)
        return;
    m_clones += 1;
    SimDevice &original = *m_devices[static_cast<std::size_t>(index)];
    const QString name = u"clone%1"_s.arg(m_clones);
    m_devices.push_back(std::make_unique<SimDevice>(name, original, m_time, m_seed * 31 + 1000 + static_cast<quint64>(m_clones)));
    m_arrived.emplace_back();
    m_moved.push_back(false);
    m_oracle->cloned(name, original.name, m_devices.back()->store());
    count("devices cloned");
}

void World::crashDevice(int index, bool withPowerCut)
{
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    device.crash(withPowerCut, m_dice);
    m_oracle->letGo(device.name);
    if (withPowerCut)
        m_oracle->forgotSome(device.name);
    m_arrived[static_cast<std::size_t>(index)].clear();
    m_oracle->look(device.name, device.store());
    count(withPowerCut ? "device power cuts" : "device kills");
}

void World::restoreHub()
{
    m_hub->restore();
    m_flying.clear();
    m_oracle->hubWasRestored(*m_hub->snapshot());
    m_isFollowing = turnsSwitches(m_seed);   // the backup's switches may have been others
    count("hub restores");
}

void World::step()
{
    m_time.msSinceEpoch += 200 + m_dice.under(20'000);
    const int index = m_dice.under(static_cast<int>(m_devices.size()));
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    m_at = device.name;
    m_step += 1;
    if (hasFiles(m_seed) && m_dice.comesUp(.25)) {
        if (!m_latePieces.isEmpty() && m_dice.comesUp(.3))
            return deliverLatePiece();
        if (m_dice.comesUp(.1))
            return letCopiesGo(device);
        constexpr int piecesMax = 3;
        carryFiles(index, 1 + m_dice.under(piecesMax));
        if (m_dice.comesUp(m_rates.deviceCrash * 2))
            crashDevice(index, m_dice.comesUp(.7));
        return;
    }
    const double what = m_dice.unit();
    if (what < .30)
        return act(device);
    if (what < .50)
        return wake(index);
    if (what < .86) {
        if (!m_network.isEmpty())
            deliver(m_dice.comesUp(.5) ? 0 : m_dice.under(static_cast<int>(m_network.size())), true);
        return;
    }
    if (m_dice.comesUp(m_rates.timeout * 3)) {
        give(index, sync::event::Failed { device.engine.nonce, sync::Failure::TimedOut, 0 });
        count("time-outs");
    }
    if (m_dice.comesUp(m_rates.deviceCrash * 3))
        crashDevice(index, m_dice.comesUp(.7));
    if (m_dice.comesUp(m_rates.hubCrash * 2)) {
        m_hub->crash(m_dice.comesUp(.5), m_dice);
        m_oracle->hubCrashed(*m_hub->snapshot());
        count("hub restarts");
        if (m_isFollowing)
            count("hub restarts while records follow a switch");
    }
    if (turnsSwitches(m_seed)) {
        if (m_dice.comesUp(.25))
            turnSwitch();
        if (m_dice.comesUp(.4))
            followSwitches();
    }
    if (hasDaysAway(m_seed) && m_dice.comesUp(.2))
        passDays();
    if (m_dice.comesUp(m_rates.rights * 3))
        changeRights();
    if (hasForms(m_seed) && !m_hub->knowsLateForm && m_dice.comesUp(.03)) {
        m_hub->knowsLateForm = true;
        m_hub->publishCouncil();
        count("a form arrives");
    }
    if (m_dice.comesUp(m_rates.backup * 4)) {
        m_hub->backUp(m_dice.comesUp(.6));
        count("hub backups");
    }
    if (m_hub->hasBackup() && m_dice.comesUp(m_rates.restore * 3))
        restoreHub();
    if (m_dice.comesUp(m_rates.rot * 3))
        rot(device);
    if (m_dice.comesUp(m_rates.clone * 2))
        addClone(index);
    if (m_dice.comesUp(m_rates.diskFull * 3) || (device.diskIsFull && m_dice.comesUp(.3))) {
        device.diskIsFull = !device.diskIsFull;
        m_vfs.fill(device.folder(), device.diskIsFull);
        count("full disks");
    }
    if (m_dice.comesUp(.02) && !device.diskIsFull) {
        need(sync::scrub(device.store()), "scrub");
        m_oracle->damaged(device.name);
        count("scrubs");
    }
}

/// One device syncs over a perfect network until it has nothing to do. False: it never gets there (I13).
bool World::syncFully(int index)
{
    constexpr int exchangesMax = 300;
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    give(index, sync::event::Stop {});
    m_network.clear();
    give(index, sync::event::Start {});
    for (int exchanges = 0; exchanges < exchangesMax && !hasFailed(); ++exchanges) {
        const bool isIdle =
            device.engine.phase == sync::Phase::Listening || (device.engine.phase == sync::Phase::BackingOff && device.engine.failure == sync::Failure::None);
        if (isIdle)
            return true;
        if (m_network.isEmpty()) {
            m_time.msSinceEpoch += 400'000;
            give(index, sync::event::Wake {});
        }
        while (!m_network.isEmpty() && device.engine.phase != sync::Phase::Listening)
            deliver(0, false);
    }
    return hasFailed();
}

void World::settle()
{
    m_isCalm = true;
    m_network.clear();
    m_flying.clear();
    while (m_isFollowing)
        followSwitches();
    const auto tryRowsAgain = [this] {
        for (const auto &device : m_devices) {
            need(sync::retrySetAside(device->store()), "try rows again");
            m_oracle->damaged(device->name);
        }
    };
    for (const auto &device : m_devices) {
        if (device->diskIsFull)
            m_vfs.fill(device->folder(), false);
        device->diskIsFull = false;
        need(device->store().settleCompletions(), "let go of what is held back");
        m_oracle->letGo(device->name);
        need(sync::scrub(device->store()), "scrub");
    }
    tryRowsAgain();
    if (m_unreadable) {   // what nobody can read yet keeps nobody from rest; then the app is updated, and it is read
        comeToRest();
        m_unreadable.reset();
        tryRowsAgain();
    }
    if (!hasFailed())
        comeToRest();
    constexpr int timesMax = 20;
    int times = 0;
    while (hasFiles(m_seed) && !hasFailed() && carryAllFiles()) {
        if (++times > timesMax)
            return m_oracle->report(u"I13"_s, u"photos do not come to rest"_s);
        comeToRest();   // who may read the record hears that its photo came
    }
    if (!hasFiles(m_seed) || hasFailed())
        return;
    m_hub->backUp(true);
    comeToRest();   // everybody hears that a backup has them
    for (const auto &device : m_devices)
        letCopiesGo(*device);
}

void World::comeToRest()
{
    constexpr int roundsMax = 120;
    for (int round = 0; round < roundsMax; ++round) {
        const qint64 before = need(m_hub->snapshot()->state(), "read the hub's state").seq;
        bool moved = false;
        for (std::size_t i = 0; i < m_devices.size(); ++i) {
            m_moved[i] = false;
            if (!syncFully(static_cast<int>(i))) {
                m_oracle->report(u"I13"_s,
                                 u"device %1 does not come to rest (phase %2, failure %3)"_s.arg(m_devices[i]->name)
                                     .arg(static_cast<int>(m_devices[i]->engine.phase))
                                     .arg(static_cast<int>(m_devices[i]->engine.failure)));
                return;
            }
            if (hasFailed())
                return;
            moved = moved || m_moved[i];
        }
        if (!moved && need(m_hub->snapshot()->state(), "read the hub's state").seq == before)
            return;
    }
    m_oracle->report(u"I13"_s, u"the devices do not come to rest"_s);
}

/// Faults stop, everybody syncs, and the oracle looks at everything.
void World::lookAtRest()
{
    if (!hasFailed())
        settle();
    if (hasFailed())
        return;
    QList<std::pair<PersonId, std::pair<QString, Store *>>> devices;
    for (const auto &device : m_devices)
        devices.append({ device->person, { device->name, &device->store() } });
    m_oracle->atRest(*m_hub->snapshot(), devices);
}

Outcomes World::run(int steps)
{
    if (const Opening opening = openingOf(m_seed); opening != Opening::None) {
        play(opening);
        lookAtRest();
        m_isCalm = false;
    }
    int done = 0;
    for (; done < steps && !hasFailed(); ++done)
        step();
    lookAtRest();
    return { m_oracle->violations(), m_faults, m_oracle->outcomes(), done, static_cast<int>(m_devices.size()) };
}

} // namespace sightline::simulation
