#pragma once

#include "core/base/digest.h"
#include "core/store/store.h"

#include <gtest/gtest.h>

namespace sightline {

class FixedClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }
    Instant at { 1'795'392'000'000 };
};

/// A store in memory, enrolled for one person, and the steps that every test of it takes.
class StoreTest : public ::testing::Test {
protected:
    StoreTest()
    {
        auto opened = Store::open({ .path = QStringLiteral(":memory:") }, clock, random);
        EXPECT_TRUE(opened) << (opened ? "" : opened.error().detail.toStdString());
        store = std::move(opened).value();
        enrol();
    }
    /// The person of this store, in a stream of her own.
    void enrol()
    {
        const Enrolment enrolment { QStringLiteral("http://127.0.0.1:1"),
                                    newId<InstallationId>(clock, random),
                                    person,
                                    QStringLiteral("Social Worker A"),
                                    QStringLiteral("Demo council"),
                                    QByteArray(32, 'p'),
                                    QByteArray("cert"),
                                    QByteArray(32, 'r'),
                                    1 };
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            if (const auto set = store->meta().setEnrolment(enrolment, SecretBytes::random(64)); !set)
                return set.error();
            return store->outbox().restartStream(newId<StreamId>(clock, random), OutboxTable::Offer::Unanswered);
        }));
    }

    RecordBody formBody(const QString &words) const
    {
        RecordBody body;
        body.type = RecordType::Form;
        body.state = RecordState::Completed;
        body.author = person;
        body.form = QStringLiteral("F@1");
        body.madeAtMs = clock.at.msSinceEpoch;
        body.completedAtMs = clock.at.msSinceEpoch;
        body.answers.insert(QStringLiteral("note"), words);
        return body;
    }
    Operation createOf(const RecordId &record, const RecordBody &body)
    {
        Operation operation { .id = newId<OperationId>(clock, random), .record = record };
        operation.kind = OperationKind::Create;
        operation.kindName = operationKindName(OperationKind::Create);
        operation.atMs = clock.at.msSinceEpoch;
        operation.head = body;
        return operation;
    }
    RecordId newRecord() { return newId<RecordId>(clock, random); }
    /// Completes a record the way a command does: into the outbox.
    RecordId givenOwnRecord(const QString &words = QStringLiteral("Warm welcome"))
    {
        const RecordId record = newRecord();
        EXPECT_TRUE(store->transact([&] { return store->outbox().append(createOf(record, formBody(words))); }));
        return record;
    }
    BaseRow baseRow(const RecordId &record, const RecordBody &body, qint64 seq, qint64 rev = 1) const
    {
        const QByteArray bytes = bodyBytes(body).value();
        return { record, body.type, body.state, rev, seq, 5, false, sha256(bytes), bytes };
    }
    ViewRow viewOf(const RecordId &record)
    {
        const auto row = store->view().find(record);
        EXPECT_TRUE(row && row->has_value());
        return row->value();
    }

    FixedClock clock;
    SodiumRandom random;
    PersonId person { QStringLiteral("p1") };
    std::unique_ptr<Store> store;
};

} // namespace sightline
