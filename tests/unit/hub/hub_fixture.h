#pragma once

#include "core/people/scope.h"
#include "core/records/fact.h"
#include "sync/hub/service/hub_service.h"
#include "tests/support/empty_hub_store.h"

#include <gtest/gtest.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

/// A clock that stands still until it is told to go on.
class HandClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }
    Instant at { 1'795'392'000'000 };   // 2026-11-23
};

/// Bytes that are the same each run.
class CountingRandom final : public RandomSource {
public:
    [[nodiscard]] QByteArray bytes(int count) override
    {
        QByteArray out;
        while (out.size() < count)
            out.append(char((++m_count * 2654435761U) >> 13));
        return out;
    }

private:
    quint32 m_count = 0;
};

/// One installation of one person: numbers and chains its operations as a device does, and remembers what it was told.
class TestDevice {
public:
    TestDevice(HubService &hub, const Clock &clock, RandomSource &random, const QString &person)
        : caller { newId<InstallationId>(clock, random), PersonId(person), Caller::Access::Full }, m_hub(hub), m_clock(clock), m_random(random),
          m_stream(newId<StreamId>(clock, random))
    {
    }

    [[nodiscard]] wire::SyncRequest request(const QList<Operation> &operations = {}) const
    {
        wire::SyncRequest request { .epoch = epoch, .stream = m_stream, .clockMs = m_clock.now().msSinceEpoch };
        request.previousChain = chain;
        for (const Operation &operation : operations)
            request.operations.append({ next + request.operations.size(), operation });
        request.acked = next - 1;
        request.cursors = cursors;
        return request;
    }
    /// One exchange whose answer is stored: everything numbered is taken as answered.
    wire::SyncAnswer sync(const QList<Operation> &operations = {})
    {
        const wire::SyncRequest sent = request(operations);
        const auto answer = m_hub.sync(sent, caller);
        EXPECT_TRUE(answer) << (answer ? "" : qPrintable(answer.error().detail));
        if (!answer)
            return {};
        take(sent, *answer);
        return *answer;
    }
    void take(const wire::SyncRequest &sent, const wire::SyncAnswer &answer)
    {
        for (const wire::Ack &ack : answer.acks) {
            if (ack.number != next)
                continue;
            for (const wire::NumberedOperation &numbered : sent.operations) {
                if (numbered.number == next) {
                    chain = chainLink(chain, *operationBytes(numbered.operation));
                    ++next;
                    break;
                }
            }
        }
        if (answer.epoch != epoch)
            rows.clear();
        epoch = answer.epoch;
        cursors = answer.cursors;
        for (const wire::Row &row : answer.rows) {
            for (const QString &scope : row.in)
                rows[scope].insert(row.record, row);
            for (const QString &scope : row.out)
                rows[scope].remove(row.record);
        }
        for (const QString &scope : rows.keys()) {
            if (!answer.scopes.contains(scope))
                rows.remove(scope);
        }
        scopes = answer.scopes;
    }
    /// Pulls until the hub has no more.
    void pullAll(int limit = 500)
    {
        for (int i = 0; i < 1000; ++i) {
            wire::SyncRequest pull = request();
            pull.limit = limit;
            const auto answer = m_hub.sync(pull, caller);
            ASSERT_TRUE(answer);
            take(pull, *answer);
            if (!answer->more)
                return;
        }
        FAIL() << "The hub never says that is all.";
    }
    /// The row of @p record in any scope; none if it is in none.
    [[nodiscard]] std::optional<wire::Row> row(const RecordId &record) const
    {
        for (const auto &scope : rows) {
            if (scope.contains(record))
                return scope.value(record, wire::Row { .record = record });
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<RecordBody> body(const RecordId &record) const
    {
        const auto found = row(record);
        return found ? std::optional(*bodyFromBytes(found->body)) : std::nullopt;
    }
    /// Count and digest of what is held, as a device computes them.
    [[nodiscard]] wire::ScopeState heldIn(const QString &scope) const
    {
        wire::ScopeState state { 0, wire::emptyDigest() };
        const auto held = rows.value(scope);
        for (auto it = held.cbegin(); it != held.cend(); ++it) {
            state.count += 1;
            state.digest = wire::addDigests(state.digest, wire::digestContribution(scope, it.key(), it->rev, it->hash));
        }
        return state;
    }

    [[nodiscard]] Operation operation(OperationKind kind, const RecordId &record) const
    {
        Operation made { .id = newId<OperationId>(m_clock, m_random), .record = record };
        made.kind = kind;
        made.kindName = operationKindName(kind);
        made.atMs = m_clock.now().msSinceEpoch;
        return made;
    }
    [[nodiscard]] Operation create(const RecordBody &head, std::optional<RecordId> id = std::nullopt) const
    {
        Operation made = operation(OperationKind::Create, id ? *id : newId<RecordId>(m_clock, m_random));
        made.head = head;
        return made;
    }
    [[nodiscard]] Operation patch(const RecordId &record, const QString &field, const Json &value, const Json &saw) const
    {
        Operation made = operation(OperationKind::Patch, record);
        made.set.insert(field, { value, fieldHash(saw) });
        return made;
    }

    Caller caller;
    QString epoch;
    qint64 next = 1;
    QByteArray chain = chainStart();
    QMap<QString, qint64> cursors;
    QMap<QString, wire::ScopeState> scopes;
    QMap<QString, QHash<RecordId, wire::Row>> rows;

private:
    HubService &m_hub;
    const Clock &m_clock;
    RandomSource &m_random;

public:
    StreamId m_stream;
};

/// A hub over an empty store (in memory, or in PostgreSQL: emptyHubStore) with a small council: practitioners a and b of team north, c of team south of another service, their
/// managers, and a head over the first service.
class HubTest : public testing::Test {
protected:
    explicit HubTest(HubOptions options = {})
    {
        store = support::emptyHubStore(options.rules.apply.completedIsFrozen);
        options.visibility = builtIn();
        hub = std::make_unique<HubService>(*store, clock, random, options);
        EXPECT_TRUE(hub->begin(u"Test council"_s));
        publishCouncil();
    }

    /// Readers of the form that visit() is of.
    static VisibilityTable builtIn()
    {
        VisibilityTable table;
        table.insert(u"T02"_s, { { u"author"_s }, { u"author"_s, u"lead"_s, u"team"_s } });
        return table;
    }
    static Person person(const QString &id, const QString &service, const QString &team, const QString &manager)
    {
        Person made;
        made.id = PersonId(id);
        made.name = u"Role phrase "_s + id;
        made.roles = { u"Practitioner"_s };
        made.service = ServiceId(service);
        if (!team.isEmpty())
            made.teams = { TeamId(team) };
        made.manager = PersonId(manager);
        return made;
    }
    static Publication publication(const Person &person)
    {
        RecordBody body;
        body.type = RecordType::Person;
        body.state = RecordState::Completed;
        body.answers = toJson(person).toObject();
        return { publishedId(RecordType::Person, person.id.toString()), body };
    }
    static Publication publication(const Team &team)
    {
        RecordBody body;
        body.type = RecordType::Team;
        body.state = RecordState::Completed;
        body.answers = toJson(team).toObject();
        return { publishedId(RecordType::Team, team.id.toString()), body };
    }
    void publish(const Person &person) { ASSERT_TRUE(hub->publish({ publication(person) })); }
    void publishCouncil()
    {
        Person head = person(u"head"_s, u"early"_s, {}, {});
        head.services = { ServiceId(u"early"_s) };
        ASSERT_TRUE(hub->publish({
            publication(Team { TeamId(u"north"_s), u"North"_s, ServiceId(u"early"_s), { PersonId(u"tm"_s) } }),
            publication(Team { TeamId(u"south"_s), u"South"_s, ServiceId(u"fostering"_s), { PersonId(u"tm-south"_s) } }),
            publication(head),
            publication(person(u"tm"_s, u"early"_s, u"north"_s, u"head"_s)),
            publication(person(u"a"_s, u"early"_s, u"north"_s, u"tm"_s)),
            publication(person(u"b"_s, u"early"_s, u"north"_s, u"tm"_s)),
            publication(person(u"tm-south"_s, u"fostering"_s, u"south"_s, {})),
            publication(person(u"c"_s, u"fostering"_s, u"south"_s, u"tm-south"_s)),
        }));
    }
    [[nodiscard]] TestDevice device(const QString &person)
    {
        TestDevice made(*hub, clock, random, person);
        made.pullAll();
        return made;
    }
    static RecordBody visit(const QString &author, RecordState state = RecordState::Completed, const QString &words = u"A calm visit"_s)
    {
        RecordBody body;
        body.state = state;
        body.author = PersonId(author);
        body.form = u"T02@1.0"_s;
        const bool isSouth = author == "c"_L1;
        body.service = ServiceId(isSouth ? u"fostering"_s : u"early"_s);
        body.team = TeamId(isSouth ? u"south"_s : u"north"_s);
        body.task = TaskReference { ActivityKey(u"a1"_s), body.service.toString(), u"2026-04-01"_s };
        body.role = u"Practitioner"_s;
        body.madeAtMs = 1'795'391'000'000;
        body.completedAtMs = state == RecordState::Draft ? 0 : 1'795'391'900'000;
        body.answers.insert(u"summary"_s, words);
        return body;
    }
    [[nodiscard]] HubState state() const
    {
        const auto snapshot = store->snapshot();
        return *(*snapshot)->state();
    }
    [[nodiscard]] QString latestOutcome(const OperationId &id) const
    {
        const auto snapshot = store->snapshot();
        const auto logged = (*snapshot)->operation(id);
        if (!*logged)
            return u"not in the log"_s;
        return (*snapshot)->outcomesOf((*logged)->seq)->last().name;
    }
    static RecordId noticeOf(const Operation &operation) { return RecordId(QUuid::createUuidV5(operation.id.raw(), QByteArrayLiteral("notice"))); }

    HandClock clock;
    CountingRandom random;
    std::unique_ptr<HubStore> store;
    std::unique_ptr<HubService> hub;
};

} // namespace sightline::hub
