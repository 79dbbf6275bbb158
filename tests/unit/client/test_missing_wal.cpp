// PROTOCOL.md, 72: the program was killed and the file `store.db-wal` is gone. What was in it alone is gone with it, and nothing can bring it
// back; what is left is the store as it was at its last checkpoint, whole, and older than what the hub was told. Real files, a real hub.
#include "core/people/person.h"
#include "core/queries/sync_summary.h"
#include "core/records/published.h"
#include "core/store/mend_store.h"
#include "core/store/store_directory.h"
#include "sync/client/exchange.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/support/loopback_transport.h"
#include "tests/unit/client/council_of_one.h"
#include "tests/unit/client/device_fixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace sightline::sync {
namespace {

class MissingWalTest : public ::testing::Test {
protected:
    MissingWalTest()
    {
        hubStore = std::move(hub::SqliteHubStore::open({ .path = u":memory:"_s })).value();
        service = std::make_unique<hub::HubService>(*hubStore, clock, random);
        beginCouncilOfOne(*service);
        StoreDirectory directory(folder.filePath(u"store-0"_s));
        EXPECT_TRUE(directory.provision(credentials(), clock, random));
        open();
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            if (const auto set = store->meta().setEnrolment({ u"loop"_s, installation, PersonId(u"sw1"_s), {}, {}, {}, {}, {}, 0 }, SecretBytes(64)); !set)
                return set;
            if (const auto set = store->meta().setTokens({ u"token"_s, u"refresh"_s, 0 }); !set)
                return set;
            return store->outbox().restartStream(newId<StreamId>(clock, random), OutboxTable::Offer::Unanswered);
        }));
    }
    ~MissingWalTest() override { store.reset(); }

    StoreCredentials credentials() const { return { SecretBytes::copyOf("a passphrase of a test"), nullptr, { 1, 8 * 1024 } }; }
    QString path() const { return folder.filePath(u"store-%1"_s.arg(m_lives)); }
    void open()
    {
        auto opened = StoreDirectory(path()).open(credentials(), clock, random);
        ASSERT_TRUE(opened) << opened.error().detail.toStdString();
        store = std::move(opened).value();
    }
    /// The program is killed now; of its files all stay but the WAL. It is started again.
    void killAndLoseTheWal(bool isIndexLeft)
    {
        const QString from = path();
        ++m_lives;
        ASSERT_TRUE(QDir(folder.path()).mkdir(u"store-%1"_s.arg(m_lives)));
        ASSERT_GT(QFileInfo(from + u"/store.db-wal"_s).size(), 0) << "nothing is lost with it";
        for (const QString &name : QDir(from).entryList(QDir::Files)) {
            const bool isGone = name.endsWith(u"-wal"_s) || name.startsWith(u"lock"_s) || (name.endsWith(u"-shm"_s) && !isIndexLeft);
            if (!isGone) {
                ASSERT_TRUE(QFile::copy(from + u'/' + name, path() + u'/' + name));
            }
        }
        store.reset();
        open();
    }
    RecordBody body(const QString &words) const
    {
        RecordBody made;
        made.state = RecordState::Completed;
        made.author = PersonId(u"sw1"_s);
        made.answers.insert(u"said"_s, words);
        return made;
    }
    Operation saveAs(const RecordId &record, const QString &words)
    {
        Operation operation { .id = newId<OperationId>(clock, random), .record = record };
        operation.kind = OperationKind::Create;
        operation.kindName = operationKindName(operation.kind);
        operation.head = body(words);
        EXPECT_TRUE(store->transact([&] { return store->outbox().append(operation); }));
        return operation;
    }
    Operation save(const QString &words) { return saveAs(newId<RecordId>(clock, random), words); }
    void exchange()
    {
        OwnStore access(*store);
        support::LoopbackTransport transport(*service, hub::Caller { installation, PersonId(u"sw1"_s) });
        const auto report = syncOnce(access, transport, random);
        ASSERT_TRUE(report) << report.error().detail.toStdString();
    }
    /// The hub's log, row by row.
    QList<hub::LoggedOperation> log()
    {
        const auto snapshot = hubStore->snapshot();
        QList<hub::LoggedOperation> rows;
        for (qint64 seq = 1; seq <= (*snapshot)->state()->seq; ++seq) {
            if (auto row = (*snapshot)->operationAt(seq); row && *row)   // a late outcome has a seq too
                rows.append(**std::move(row));
        }
        return rows;
    }
    /// How often the hub's log holds @p operation.
    qsizetype timesInLog(const Operation &operation)
    {
        const QList<hub::LoggedOperation> rows = log();
        return std::count_if(rows.cbegin(), rows.cend(), [bytes = *operationBytes(operation)](const auto &row) { return row.bytes == bytes; });
    }
    /// This device's operations in the hub's log, and which of them do not have one number of their stream to themselves.
    struct Numbered {
        int all = 0;
        int withoutOwn = 0;
    };
    Numbered numbered()
    {
        const QList<hub::LoggedOperation> rows = log();
        const auto snapshot = hubStore->snapshot();
        Numbered counted;
        for (const hub::LoggedOperation &row : rows) {
            const auto stream = (*snapshot)->stream(row.stream);
            if (!stream || !*stream || (*stream)->installation != installation)
                continue;
            int numbers = 0;
            for (qint64 number = 1; number <= (*stream)->last; ++number) {
                const auto taken = (*snapshot)->takenNumber(row.stream, number);
                numbers += taken && *taken && (*taken)->seq == row.seq ? 1 : 0;
            }
            counted.all += 1;
            counted.withoutOwn += numbers == 1 ? 0 : 1;
        }
        return counted;
    }
    std::optional<RecordSync> shownAs(const RecordId &record)
    {
        const auto row = store->view().find(record);
        return row && *row ? std::optional((*row)->sync) : std::nullopt;
    }
    QString said(const RecordId &record)
    {
        const auto shown = store->view().body(record);
        return shown && *shown ? (*shown)->answers.value(u"said"_s).toString() : QString();
    }
    /// Nothing is called damaged or mended: nothing is.
    void expectWhole()
    {
        EXPECT_EQ(store->db().integrityCheck().value(), u"ok"_s);
        EXPECT_FALSE(lastMending(store->meta())->has_value());
        EXPECT_TRUE(syncSummary(*store)->damaged.isEmpty());
    }

    HandClock clock;
    SodiumRandom random;
    QTemporaryDir folder;
    InstallationId installation = newId<InstallationId>(clock, random);
    std::unique_ptr<hub::SqliteHubStore> hubStore;
    std::unique_ptr<hub::HubService> service;
    std::unique_ptr<Store> store;

private:
    int m_lives = 0;
};

TEST_F(MissingWalTest, TheDeviceOpensAsItWasSaysNothingFalseAndNoNumberStandsForTwoOperations)
{
    int taken = 0;
    for (const bool isIndexLeft : { true, false }) {
        SCOPED_TRACE(isIndexLeft ? "the WAL's index is left" : "the WAL's index is gone too");
        const Operation known = save(u"before the checkpoint"_s);
        exchange();
        const Operation waiting = save(u"waiting at the checkpoint"_s);
        ASSERT_TRUE(store->db().checkpoint());
        const StreamId stream = *store->outbox().stream();
        // In the WAL alone: what was waiting is sent and answered; more is sent and answered; the last is not sent.
        const Operation answered = save(u"sent from the WAL"_s);
        exchange();
        const Operation lost = save(u"never left the WAL"_s);
        const auto number = [this](const Operation &operation) { return (*store->outbox().find(operation.id))->number; };
        const qint64 numberOfAnswered = number(answered);
        ASSERT_EQ(timesInLog(answered), 1);

        killAndLoseTheWal(isIndexLeft);
        expectWhole();
        EXPECT_EQ(*store->outbox().stream(), stream) << "it does not know better";
        EXPECT_EQ(shownAs(known.record), RecordSync::OnHub);
        EXPECT_EQ(shownAs(waiting.record), RecordSync::Here) << "what it does not know to be sent it does not call sent";
        EXPECT_FALSE(shownAs(answered.record) || shownAs(lost.record)) << "nothing is shown of what is not there";
        EXPECT_EQ(store->outbox().counts()->recordsToSend, 1);

        // The next of its own gets the number that the hub knows another operation by.
        const Operation next = save(u"after the start"_s);
        ASSERT_TRUE(store->transact([&] { return store->outbox().nextBatch(100, 1 << 20, clock.at); }));
        ASSERT_EQ(number(next), numberOfAnswered);
        exchange();
        EXPECT_NE(*store->outbox().stream(), stream) << "the hub saw that the number was another's";
        for (const Operation *operation : { &known, &waiting, &answered, &next })
            EXPECT_EQ(timesInLog(*operation), 1) << operation->head->answers.value(u"said"_s).toString().toStdString();
        EXPECT_EQ(timesInLog(lost), 0);
        taken += 4;
        EXPECT_EQ(numbered().all, taken);
        EXPECT_EQ(numbered().withoutOwn, 0) << "a number stands for two operations";
        EXPECT_EQ(store->outbox().counts()->operationsToSend, 0);
        EXPECT_NE((*store->outbox().find(next.id))->ackSeq, std::nullopt);
        const auto snapshot = hubStore->snapshot();
        EXPECT_EQ((*(*snapshot)->operation(next.id))->seq, *(*store->outbox().find(next.id))->ackSeq) << "nobody else's answer is taken for its own";
        EXPECT_EQ((*(*snapshot)->operation(waiting.id))->seq, *(*store->outbox().find(waiting.id))->ackSeq);
        EXPECT_EQ(said(answered.record), u"sent from the WAL"_s) << "what the hub had comes back";
        for (const Operation *operation : { &known, &waiting, &answered, &next })
            EXPECT_EQ(shownAs(operation->record), RecordSync::OnHub);
        expectWhole();
    }
}

/// The planted presence: an operation that the log holds twice, the second time under a number that is another's.
TEST_F(MissingWalTest, WhatIsTwiceInTheLogAndANumberThatStandsForTwoAreNoticed)
{
    const Operation once = save(u"sent once"_s);
    exchange();
    ASSERT_EQ(timesInLog(once), 1);
    ASSERT_EQ(numbered().all, 1);
    ASSERT_EQ(numbered().withoutOwn, 0);
    hub::LoggedOperation again = log().last();
    ASSERT_EQ(again.id, once.id);
    {
        const auto transaction = hubStore->begin();
        hub::HubState state = *(*transaction)->state();
        again.id = newId<OperationId>(clock, random);
        again.seq = state.seq += 1;
        ASSERT_TRUE((*transaction)->appendOperation(again));
        ASSERT_TRUE((*transaction)->setState(state));
        ASSERT_TRUE((*transaction)->commit());
    }
    EXPECT_EQ(timesInLog(once), 2);
    EXPECT_EQ(numbered().withoutOwn, 1);
}

TEST_F(MissingWalTest, WithoutNewWorkItsStreamGoesOnAndWhatTheHubHasComesBack)
{
    save(u"before the checkpoint"_s);
    exchange();
    const Operation waiting = save(u"waiting at the checkpoint"_s);
    ASSERT_TRUE(store->db().checkpoint());
    const StreamId stream = *store->outbox().stream();
    const Operation answered = save(u"sent from the WAL"_s);
    exchange();
    killAndLoseTheWal(false);
    exchange();
    EXPECT_EQ(*store->outbox().stream(), stream) << "the same number for the same operation is no fork";
    EXPECT_EQ(timesInLog(waiting), 1);
    EXPECT_EQ(shownAs(waiting.record), RecordSync::OnHub);
    EXPECT_EQ(said(answered.record), u"sent from the WAL"_s);
    // And what is made now follows on what the hub has of the stream, or goes in another: either way it is taken once.
    const Operation next = save(u"after it came back"_s);
    exchange();
    EXPECT_EQ(timesInLog(next), 1);
    EXPECT_EQ(shownAs(next.record), RecordSync::OnHub);
    expectWhole();
}

/// Completed and sent in the WAL alone: the draft is there again, and completing it again overwrites nothing and loses nothing.
TEST_F(MissingWalTest, ADraftThatWasCompletedInTheWalIsADraftAgainAndCompletedAgainItIsKept)
{
    Draft draft { newId<RecordId>(clock, random), body(u"half a visit"_s), u"said"_s, 1, {} };
    draft.body.state = RecordState::Draft;
    ASSERT_TRUE(store->transact([&] { return store->drafts().save(draft); }));
    ASSERT_TRUE(store->db().checkpoint());
    const Operation first = saveAs(draft.id, u"a whole visit"_s);
    ASSERT_TRUE(store->transact([&] { return store->drafts().remove(draft.id); }));
    exchange();
    killAndLoseTheWal(true);
    ASSERT_TRUE(store->drafts().find(draft.id).value());
    exchange();
    EXPECT_EQ(said(draft.id), u"a whole visit"_s);
    const auto still = store->drafts().find(draft.id);
    ASSERT_TRUE(still && *still) << "nobody's words are taken away for what the hub has";
    EXPECT_EQ((*still)->body.answers.value(u"said"_s).toString(), u"half a visit"_s);
    const Operation again = saveAs(draft.id, u"another whole visit"_s);
    exchange();
    EXPECT_EQ(timesInLog(first), 1);
    EXPECT_EQ(timesInLog(again), 1) << "its words are on the hub";
    const auto entry = store->outbox().find(again.id);
    ASSERT_TRUE(entry && *entry && (*entry)->ackSeq);
    EXPECT_EQ(outcomeName((*entry)->outcome), u"held:exists"_s) << "and not in place of the first";
    EXPECT_EQ(shownAs(draft.id), RecordSync::Kept) << "its author is told";
    const auto snapshot = hubStore->snapshot();
    const auto onHub = bodyFromBytes((*(*snapshot)->record(draft.id))->body);
    EXPECT_EQ(onHub->answers.value(u"said"_s).toString(), u"a whole visit"_s);
    expectWhole();
}

} // namespace
} // namespace sightline::sync
