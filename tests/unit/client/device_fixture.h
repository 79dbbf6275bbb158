#pragma once

#include "core/base/digest.h"
#include "sync/client/apply_answer.h"

#include <gtest/gtest.h>

namespace sightline::sync {

using namespace Qt::StringLiterals;

/// Bytes that differ each time and are the same each run.
class CountingRandom final : public RandomSource {
public:
    QByteArray bytes(int count) override
    {
        QByteArray out;
        while (out.size() < count)
            out.append(static_cast<char>((++m_count * 2654435761U) >> 11));
        return out;
    }

private:
    quint32 m_count = 0;
};

class HandClock final : public Clock {
public:
    Instant now() const override { return at; }
    Instant at { 1'795'392'000'000 };
};

/// A device's store in memory, joined to a hub that the test plays by hand.
class DeviceTest : public ::testing::Test {
protected:
    DeviceTest()
    {
        auto opened = Store::open({ .path = u":memory:"_s }, clock, random);
        EXPECT_TRUE(opened);
        store = std::move(opened).value();
        enrol();
        answer.epoch = u"e1"_s;
        answer.scopes.insert(u"ref"_s, { 0, {} });
        answer.scopes.insert(u"team:north"_s, { 0, {} });
        answer.more = true;   // without digests unless a test asks for them
    }

    void enrol()
    {
        const Enrolment enrolment { u"http://127.0.0.1"_s, newId<InstallationId>(clock, random), PersonId(u"sw1"_s), {}, {}, {}, {}, {}, 0 };
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            if (const auto set = store->meta().setEnrolment(enrolment, SecretBytes(64)); !set)
                return set;
            return store->outbox().restartStream(newId<StreamId>(clock, random), OutboxTable::Offer::Unanswered);
        }));
    }
    static RecordBody body(const QString &words, RecordState state = RecordState::Draft)
    {
        RecordBody made;
        made.state = state;
        made.author = PersonId(u"sw1"_s);
        made.form = u"X01@1.0"_s;
        made.answers.insert(u"said"_s, words);
        return made;
    }
    RecordId newRecord() { return newId<RecordId>(clock, random); }
    Operation make(OperationKind kind, const RecordId &record)
    {
        Operation operation { .id = newId<OperationId>(clock, random), .record = record };
        operation.kind = kind;
        operation.kindName = operationKindName(kind);
        return operation;
    }
    RecordId givenSaved(const QString &words)
    {
        Operation operation = make(OperationKind::Create, newRecord());
        operation.head = body(words);
        EXPECT_TRUE(store->transact([&] { return store->outbox().append(operation); }));
        return operation.record;
    }
    static wire::Row row(const RecordId &record, qint64 seq, qint64 rev, const RecordBody &content, const QStringList &in)
    {
        wire::Row made { .seq = seq, .record = record, .in = in };
        made.rev = rev;
        made.body = *bodyBytes(content);
        made.hash = sha256(made.body);
        return made;
    }
    BuiltRequest request(int operationsMax = 100)
    {
        auto built = buildRequest(*store, { operationsMax, 50, 0 });
        EXPECT_TRUE(built) << (built ? "" : built.error().detail.toStdString());
        return *built;
    }
    /// Stores the present `answer` to a fresh request.
    AppliedAnswer apply(const QList<RecordId> &damaged = {}) { return apply(request().sent, damaged); }
    AppliedAnswer apply(const SentRequest &sent, const QList<RecordId> &damaged = {})
    {
        auto applied = applyAnswer(*store, answer, damaged, sent, rules);
        EXPECT_TRUE(applied) << (applied ? "" : applied.error().detail.toStdString());
        answer.rows.clear();
        answer.acks.clear();
        answer.control = {};
        return *applied;
    }
    /// Says in `answer` that the hub holds exactly @p rows of team:north.
    void complete(const QList<wire::Row> &rows)
    {
        wire::ScopeState state { 0, wire::emptyDigest() };
        for (const wire::Row &one : rows) {
            state.count += 1;
            state.digest = wire::addDigests(state.digest, wire::digestContribution(u"team:north"_s, one.record, one.rev, one.hash));
        }
        answer.scopes[u"team:north"_s] = state;
        answer.scopes[u"ref"_s] = { 0, wire::emptyDigest() };
        answer.more = false;
    }
    bool holds(const RecordId &record) { return store->base().find(record)->has_value(); }
    QString shown(const RecordId &record)
    {
        const auto now = store->view().body(record);
        return now && *now ? (*now)->answers.value(u"said"_s).toString() : QString();
    }
    qint64 cursor(const QString &scope)
    {
        const auto found = store->scopes().find(scope);
        return found && *found ? (*found)->cursor : -1;
    }

    HandClock clock;
    CountingRandom random;
    std::unique_ptr<Store> store;
    wire::SyncAnswer answer;
    DeviceRules rules;
};

} // namespace sightline::sync
