// `sightline-cli sync` where the second exchange, or what is done for drafts, does not go well: the first has gone well, and it says so.
#include "core/commands/save_draft.h"
#include "core/packs/calendar/england_calendar.h"
#include "platform/cli/commands.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/support/loopback_transport.h"
#include "tests/unit/client/council_of_one.h"

#include <QFile>
#include <QTemporaryDir>

namespace sightline::cli {
namespace {

using namespace Qt::StringLiterals;

constexpr PassphraseCost lowCost { 1, 8ULL * 1024 * 1024 };

/// The way to a hub that is gone after so many calls.
class FailingTransport final : public sync::Transport {
public:
    FailingTransport(hub::HubService &service, hub::Caller caller, int callsLeft) : m_to(service, std::move(caller)), m_callsLeft(callsLeft) { }
    [[nodiscard]] sync::Reply call(const sync::Call &call) override
    {
        return m_callsLeft-- > 0 ? m_to.call(call) : sync::Reply { .kind = sync::Reply::Kind::Unreachable };
    }
    void cancel() override { m_to.cancel(); }

private:
    support::LoopbackTransport m_to;
    int m_callsLeft;
};

class CliSyncTest : public testing::Test {
protected:
    void SetUp() override
    {
        hubStore = std::move(hub::SqliteHubStore::open({ .path = u":memory:"_s })).value();
        service = std::make_unique<hub::HubService>(*hubStore, clock, random);
        sync::beginCouncilOfOne(*service);
        static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:visit","version":"1.0","status":"active","title":"Visit",
            "item":[{"linkId":"said","text":"What was said?","type":"text"}]})";
        const QStringList author { u"author"_s };
        ASSERT_TRUE(service->publish({ { hub::publishedId(RecordType::FormDefinition, u"visit@1.0"_s),
                                         publishedFormBody({ u"visit@1.0"_s, u"Visit"_s, form, { author, author }, {} }) } }));
        QFile passphrase(folder.filePath(u"passphrase"_s));
        ASSERT_TRUE(passphrase.open(QIODevice::WriteOnly));
        passphrase.write("a passphrase of the test");
        passphrase.close();
        options.store = folder.filePath(u"store"_s);
        options.keyFile = passphrase.fileName();
        StoreCredentials credentials = CliSession(options, world).credentials().value();
        credentials.cost = lowCost;
        ASSERT_TRUE(StoreDirectory(options.store).provision(credentials, clock, random));
        withStore([&](Store &store) {
            ASSERT_TRUE(store.transact([&]() -> Result<void> {
                if (const auto set =
                        store.meta().setEnrolment({ u"http://127.0.0.1:1"_s, installation, PersonId(u"sw1"_s), {}, {}, {}, {}, {}, 0 }, SecretBytes(64));
                    !set)
                    return set;
                if (const auto set = store.meta().setTokens({ u"token"_s, u"refresh"_s, 0 }); !set)
                    return set;
                return store.outbox().restartStream(newId<StreamId>(clock, random), OutboxTable::Offer::Unanswered);
            }));
        });
    }
    template <typename Work>
    void withStore(Work work)
    {
        CliSession session(options, world);
        const auto store = session.store();
        ASSERT_TRUE(store) << qPrintable(store.error().detail);
        work(**store);
    }
    CliReply sync(int calls)
    {
        callsLeft = calls;
        CliSession session(options, world);
        const auto reply = syncCommand(session);
        EXPECT_TRUE(reply) << (reply ? "" : qPrintable(reply.error().detail));
        return reply.valueOr({});
    }

    static void write(Store &store)
    {
        Answers answers;
        answers.set(u"said"_s, u"words"_s);
        ASSERT_TRUE(beginDraft(store, { .form = u"visit@1.0"_s, .answers = answers }));
    }

    SystemClock clock;
    SodiumRandom random;
    QTemporaryDir folder;
    InstallationId installation = newId<InstallationId>(clock, random);
    std::unique_ptr<hub::HubStore> hubStore;
    std::unique_ptr<hub::HubService> service;
    int callsLeft = 0;
    CliWorld world { clock, random, englandCalendar(), nullptr, lowCost, [this](const sync::KnownHub &) -> std::unique_ptr<sync::Transport> {
                        return std::make_unique<FailingTransport>(*service, hub::Caller { installation, PersonId(u"sw1"_s) }, callsLeft);
                    } };
    CliOptions options;
};

constexpr int untilItIsDone = 1000;

TEST_F(CliSyncTest, SaysThatDraftsDidNotReachTheHubAndThatTheyAreKept)
{
    sync(untilItIsDone);   // everything there is
    withStore(write);
    const CliReply cut = sync(1);
    EXPECT_TRUE(cut.text.contains(u"has not reached the hub"_s)) << qPrintable(cut.text);
    EXPECT_TRUE(cut.text.contains(u"kept on this device"_s));
    EXPECT_EQ(cut.json[u"drafts_shared"_s].toInteger(), 0);
    EXPECT_FALSE(cut.json[u"drafts_trouble"_s].isNull());
    const CliReply whole = sync(untilItIsDone);
    EXPECT_FALSE(whole.text.contains(u"draft"_s)) << qPrintable(whole.text);
    EXPECT_TRUE(whole.json[u"drafts_trouble"_s].isNull());
}

TEST_F(CliSyncTest, SaysThatDraftsWereNotSeenTo)
{
    sync(untilItIsDone);
    withStore([](Store &store) {
        ASSERT_TRUE(store.db().execute("CREATE TRIGGER planted BEFORE INSERT ON draft_copy BEGIN SELECT RAISE(ABORT, 'planted'); END"));
        write(store);
    });
    const CliReply reply = sync(untilItIsDone);
    EXPECT_TRUE(reply.text.contains(u"not compared with those of your other devices"_s)) << qPrintable(reply.text);
    EXPECT_TRUE(reply.text.contains(u"kept here as they were"_s));
    EXPECT_FALSE(reply.json[u"drafts_trouble"_s].isNull());
    EXPECT_TRUE(reply.text.startsWith(u"Sent 0"_s)) << "what went well is told all the same";
}

} // namespace
} // namespace sightline::cli
