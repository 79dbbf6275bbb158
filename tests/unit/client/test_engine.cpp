#include "sync/client/engine.h"
#include "sync/client/limits.h"

#include <gtest/gtest.h>

namespace sightline::sync {
namespace {

/// Drives one engine and remembers what it asked for.
class EngineTest : public ::testing::Test {
protected:
    void give(const Event &event, double chance = 0.5)
    {
        Step next = step(state, event, Moment { now, chance });
        state = next.state;
        commands = next.commands;
    }
    template <typename T>
    const T *only() const
    {
        return commands.size() == 1 ? std::get_if<T>(&commands.front()) : nullptr;
    }
    template <typename T>
    const T *last() const
    {
        return commands.isEmpty() ? nullptr : std::get_if<T>(&commands.back());
    }
    void pass(qint64 ms) { now.msSinceEpoch += ms; }
    void answer(const event::Applied &applied = {})
    {
        give(event::Answered { state.nonce });
        give(applied);
    }
    /// Everything is sent and the hub holds the request.
    void givenListening()
    {
        give(event::Start {});
        answer();
        ASSERT_EQ(state.phase, Phase::Listening);
    }

    EngineState state;
    QList<Command> commands;
    Instant now { 1'000'000 };
};

TEST_F(EngineTest, SendsAsSoonAsItStarts)
{
    give(event::Start {});
    ASSERT_NE(only<command::Send>(), nullptr);
    EXPECT_EQ(only<command::Send>()->pageSize, 50);
    EXPECT_EQ(only<command::Send>()->operationsMax, 100);
    EXPECT_FALSE(only<command::Send>()->listen);
    EXPECT_EQ(state.phase, Phase::Exchanging);
}

TEST_F(EngineTest, HasOnlyOneRequestOpen)
{
    give(event::Start {});
    give(event::Start {});
    EXPECT_TRUE(commands.isEmpty());
    give(event::Nudge {});
    EXPECT_TRUE(commands.isEmpty()) << "work saved during an exchange waits for its answer";
    give(event::Wake {});
    EXPECT_TRUE(commands.isEmpty());
    give(event::NetworkRestored {});
    EXPECT_TRUE(commands.isEmpty());
}

TEST_F(EngineTest, StoresOnlyTheAnswerToItsOpenRequest)
{
    give(event::Start {});
    const quint64 open = state.nonce;
    give(event::Answered { open - 1 });
    ASSERT_NE(only<command::Drop>(), nullptr);
    EXPECT_EQ(state.phase, Phase::Exchanging);
    give(event::Answered { open });
    ASSERT_NE(only<command::Apply>(), nullptr);
    give(event::Answered { open });
    EXPECT_NE(only<command::Drop>(), nullptr) << "the same answer, doubled by the network";
}

TEST_F(EngineTest, DropsAnAnswerThatComesAfterItsTimeout)
{
    give(event::Start {});
    const quint64 open = state.nonce;
    give(event::Failed { open, Failure::TimedOut, 0 });
    give(event::Answered { open });
    EXPECT_NE(only<command::Drop>(), nullptr);
}

TEST_F(EngineTest, AppliesAnyAnswerOnlyWithTheRuleSwitchedOff)
{
    give(event::Start {});
    EngineRules off;
    off.onlyOpenAnswer = false;
    const Step next = step(state, event::Answered { state.nonce + 7 }, Moment { now, 0 }, off);
    ASSERT_EQ(next.commands.size(), 1);
    EXPECT_NE(std::get_if<command::Apply>(&next.commands.front()), nullptr);
    EXPECT_EQ(next.state.phase, Phase::Exchanging) << "its own request stays open";
}

TEST_F(EngineTest, SendsEverythingThenPullsEverythingThenListens)
{
    give(event::Start {});
    answer({ .unsent = true, .more = true, .moved = true });
    ASSERT_NE(only<command::Send>(), nullptr);
    EXPECT_FALSE(only<command::Send>()->listen);
    answer({ .unsent = false, .more = true, .moved = true });
    EXPECT_FALSE(only<command::Send>()->listen);
    answer({ .unsent = false, .more = false, .moved = true });
    EXPECT_TRUE(only<command::Send>()->listen);
    EXPECT_EQ(state.phase, Phase::Listening);
}

TEST_F(EngineTest, ListensAgainAfterTheHubLetsGo)
{
    givenListening();
    pass(25'000);
    answer();
    ASSERT_NE(only<command::Send>(), nullptr);
    EXPECT_TRUE(only<command::Send>()->listen);
    EXPECT_GT(only<command::Send>()->timeoutMs, 25'000);
}

TEST_F(EngineTest, DoesNotAskInATightLoopWhenTheHubDoesNotHoldRequests)
{
    givenListening();
    pass(5);
    answer();
    EXPECT_TRUE(commands.isEmpty());
    EXPECT_EQ(state.phase, Phase::BackingOff);
    EXPECT_EQ(state.failure, Failure::None);
    pass(limits::restMs);
    give(event::Wake {});
    EXPECT_NE(only<command::Send>(), nullptr);
}

TEST_F(EngineTest, BreaksOffListeningWhenWorkIsSaved)
{
    givenListening();
    const quint64 listening = state.nonce;
    give(event::Nudge {});
    ASSERT_EQ(commands.size(), 2);
    EXPECT_EQ(std::get<command::Cancel>(commands[0]).nonce, listening);
    EXPECT_FALSE(std::get<command::Send>(commands[1]).listen);
    give(event::Answered { listening });
    EXPECT_NE(only<command::Drop>(), nullptr) << "the broken-off request's answer may carry withdrawn rows";
}

TEST_F(EngineTest, SendsWorkSavedDuringAnExchangeRightAfterIt)
{
    give(event::Start {});
    give(event::Nudge {});
    answer({ .unsent = false, .more = false, .moved = false });
    ASSERT_NE(only<command::Send>(), nullptr);
    EXPECT_FALSE(only<command::Send>()->listen);
    EXPECT_FALSE(state.newWork);
}

TEST_F(EngineTest, SomethingUrgentBreaksOffAnyRequestAndAnyPause)
{
    give(event::Start {});
    const quint64 large = state.nonce;
    give(event::Nudge { true });
    ASSERT_EQ(commands.size(), 2);
    EXPECT_EQ(std::get<command::Cancel>(commands[0]).nonce, large);
    EXPECT_FALSE(std::get<command::Send>(commands[1]).listen);
    give(event::Answered { large });
    EXPECT_NE(only<command::Drop>(), nullptr);
    give(event::Failed { state.nonce, Failure::Busy, 60'000 });
    give(event::Nudge {});
    EXPECT_TRUE(commands.isEmpty()) << "the hub asked for a minute";
    give(event::Nudge { true });
    EXPECT_NE(only<command::Send>(), nullptr) << "but not for this";
    give(event::Answered { state.nonce });
    give(event::Nudge { true });
    EXPECT_TRUE(commands.isEmpty()) << "an answer that is being stored is let finish";
    give(event::Applied {});
    ASSERT_NE(only<command::Send>(), nullptr);
    EXPECT_FALSE(only<command::Send>()->listen);
}

TEST_F(EngineTest, KeepsWorkSavedWhileAnAnswerIsStored)
{
    give(event::Start {});
    give(event::Answered { state.nonce });
    give(event::Nudge {});
    give(event::Applied {});
    EXPECT_FALSE(only<command::Send>()->listen);
}

TEST_F(EngineTest, DoublesThePageWhileItIsQuickUpTo500)
{
    give(event::Start {});
    QList<int> sizes { state.pageSize };
    for (int i = 0; i < 5; ++i) {
        pass(1'999);
        answer({ .more = true, .moved = true });
        sizes.append(only<command::Send>()->pageSize);
    }
    EXPECT_EQ(sizes, (QList<int> { 50, 100, 200, 400, 500, 500 }));
}

TEST_F(EngineTest, LeavesASlowPageAsItIs)
{
    give(event::Start {});
    pass(2'000);
    answer({ .more = true, .moved = true });
    EXPECT_EQ(state.pageSize, 50);
}

TEST_F(EngineTest, HalvesThePageOnATimeOutDownTo50)
{
    give(event::Start {});
    state.pageSize = 500;
    QList<int> sizes;
    for (int i = 0; i < 5; ++i) {
        give(event::Failed { state.nonce, Failure::TimedOut, 0 }, 0);
        give(event::Wake {});
        sizes.append(only<command::Send>()->pageSize);
    }
    EXPECT_EQ(sizes, (QList<int> { 250, 125, 62, 50, 50 }));
}

TEST_F(EngineTest, BacksOffFromOneSecondDoublingToFiveMinutes)
{
    give(event::Start {});
    QList<qint64> pauses;
    for (int i = 0; i < 11; ++i) {
        give(event::Failed { state.nonce, Failure::Unreachable, 0 }, 1.0 - 1e-9);
        EXPECT_TRUE(commands.isEmpty());
        const qint64 pauseMs = state.wakeAt->msSinceEpoch - now.msSinceEpoch;
        pauses.append(pauseMs + 1);   // the jitter never reaches the ceiling itself
        now = *state.wakeAt;
        give(event::Wake {});
    }
    EXPECT_EQ(pauses, (QList<qint64> { 1000, 2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000, 300000, 300000 }));
}

TEST_F(EngineTest, SpreadsRetriesOverTheWholePause)
{
    give(event::Start {});
    state.failures = 20;
    give(event::Failed { state.nonce, Failure::Unreachable, 0 }, 0.0);
    EXPECT_EQ(*state.wakeAt, now) << "full jitter begins at nothing";
    give(event::Wake {});
    give(event::Failed { state.nonce, Failure::Unreachable, 0 }, 0.25);
    EXPECT_EQ(state.wakeAt->msSinceEpoch - now.msSinceEpoch, 75'000);
}

TEST_F(EngineTest, DoesNotWakeBeforeItsTime)
{
    give(event::Start {});
    give(event::Failed { state.nonce, Failure::Unreachable, 0 }, 0.5);
    pass(499);
    give(event::Wake {});
    EXPECT_TRUE(commands.isEmpty());
    pass(1);
    give(event::Wake {});
    EXPECT_NE(only<command::Send>(), nullptr);
}

TEST_F(EngineTest, NeverAsksBeforeTheHubSaid)
{
    give(event::Start {});
    give(event::Failed { state.nonce, Failure::Busy, 60'000 }, 0.5);
    EXPECT_GE(state.wakeAt->msSinceEpoch - now.msSinceEpoch, 60'000);
    give(event::Nudge {});
    EXPECT_TRUE(commands.isEmpty()) << "Retry-After wins over fresh work";
}

TEST_F(EngineTest, ObeysARetryAfterForAnHourAtMost)
{
    give(event::Start {});
    give(event::Failed { state.nonce, Failure::Busy, 365LL * 24 * 3600 * 1000 }, 0);
    EXPECT_EQ(state.wakeAt->msSinceEpoch - now.msSinceEpoch, limits::retryAfterMaxMs);
}

TEST_F(EngineTest, TriesAtOnceWhenANetworkComesBack)
{
    give(event::Start {});
    state.failures = 9;
    give(event::Failed { state.nonce, Failure::Unreachable, 0 }, 0.9);
    give(event::NetworkRestored {});
    EXPECT_NE(only<command::Send>(), nullptr);
    EXPECT_EQ(state.failures, 0);
}

TEST_F(EngineTest, TriesAtOnceWhenWorkIsSavedDuringABackOff)
{
    give(event::Start {});
    give(event::Failed { state.nonce, Failure::Unreachable, 0 }, 0.9);
    give(event::Nudge {});
    EXPECT_NE(only<command::Send>(), nullptr);
}

TEST_F(EngineTest, ForgetsItsFailuresOnSuccess)
{
    give(event::Start {});
    for (int i = 0; i < 5; ++i) {
        give(event::Failed { state.nonce, Failure::Unreachable, 0 }, 0);
        give(event::Wake {});
    }
    answer({ .moved = true });
    EXPECT_EQ(state.failures, 0);
    EXPECT_EQ(state.failure, Failure::None);
}

TEST_F(EngineTest, RefreshesItsTokenOnceAndAsksAgain)
{
    give(event::Start {});
    give(event::Unauthorised { state.nonce });
    EXPECT_NE(only<command::Refresh>(), nullptr);
    give(event::TokenRefreshed {});
    EXPECT_NE(only<command::Send>(), nullptr);
    give(event::Unauthorised { state.nonce });
    EXPECT_TRUE(commands.isEmpty());
    EXPECT_EQ(state.phase, Phase::SignedOut) << "a fresh token that is refused must not loop";
}

TEST_F(EngineTest, MayRefreshAgainAfterAnAnswer)
{
    give(event::Start {});
    give(event::Unauthorised { state.nonce });
    give(event::TokenRefreshed {});
    answer({ .moved = true });
    give(event::Unauthorised { state.nonce });
    EXPECT_NE(only<command::Refresh>(), nullptr);
}

TEST_F(EngineTest, SignsOutWhenTheHubRefusesTheKeyAndStaysSo)
{
    give(event::Start {});
    give(event::Unauthorised { state.nonce });
    give(event::TokenRefused {});
    EXPECT_EQ(state.phase, Phase::SignedOut);
    give(event::Nudge {});
    give(event::Wake {});
    EXPECT_TRUE(commands.isEmpty());
    give(event::Start {});
    EXPECT_NE(only<command::Send>(), nullptr) << "enrolled again";
}

TEST_F(EngineTest, BacksOffWhenTheTokenCannotBeRefreshedNow)
{
    give(event::Start {});
    give(event::Unauthorised { state.nonce });
    give(event::RefreshFailed { Failure::Unreachable, 0 }, 0.5);
    EXPECT_EQ(state.phase, Phase::BackingOff);
}

TEST_F(EngineTest, SendsFewerOperationsWhenTheHubSaysTooMuch)
{
    give(event::Start {});
    QList<int> sizes;
    for (int i = 0; i < 7; ++i) {
        give(event::Failed { state.nonce, Failure::TooLarge, 0 });
        if (only<command::Send>())
            sizes.append(only<command::Send>()->operationsMax);
    }
    EXPECT_EQ(sizes, (QList<int> { 50, 25, 12, 6, 3, 1 }));
    EXPECT_EQ(state.phase, Phase::BackingOff) << "one operation alone is refused: a proxy's limit; keep trying, slowly";
}

TEST_F(EngineTest, PausesWhenAHubKeepsAskingAndNothingMoves)
{
    give(event::Start {});
    int exchanges = 0;
    while (state.phase != Phase::BackingOff && exchanges < 100) {
        answer({ .unsent = true, .more = false, .moved = false });
        ++exchanges;
    }
    EXPECT_EQ(exchanges, limits::idleExchangesMax + 1);
    EXPECT_EQ(state.failure, Failure::NoProgress);
}

TEST_F(EngineTest, PausesWhenTheAnswerCannotBeStored)
{
    give(event::Start {});
    give(event::Answered { state.nonce });
    give(event::ApplyFailed {});
    EXPECT_EQ(state.phase, Phase::BackingOff);
    EXPECT_EQ(state.failure, Failure::Storage);
}

TEST_F(EngineTest, StopsInEveryPhase)
{
    givenListening();
    give(event::Stop {});
    EXPECT_NE(only<command::Cancel>(), nullptr);
    EXPECT_EQ(state.phase, Phase::Stopped);
    for (const Event &late : QList<Event> { event::Answered { state.nonce }, event::Applied {}, event::Wake {}, event::Nudge {}, event::NetworkRestored {},
                                            event::TokenRefreshed {}, event::ApplyFailed {} }) {
        give(late);
        EXPECT_EQ(state.phase, Phase::Stopped);
        EXPECT_EQ(last<command::Send>(), nullptr);
        EXPECT_EQ(last<command::Apply>(), nullptr);
    }
}

/// Every event in every phase: the engine never asks for two things that exclude each other and never dies.
TEST_F(EngineTest, AScopeThatFetchingAgainDoesNotMendIsNotFetchedInATightLoop)
{
    give(event::Start {});
    for (int round = 0; round < limits::repairsMax; ++round) {
        answer({ .more = true, .moved = true, .repaired = true });
        ASSERT_EQ(state.phase, Phase::Exchanging) << "it is tried at once";
        answer({ .more = true, .moved = true });   // a page on the way to the whole answer says nothing yet
        ASSERT_EQ(state.phase, Phase::Exchanging);
    }
    answer({ .more = true, .moved = true, .repaired = true });
    EXPECT_EQ(state.phase, Phase::BackingOff);
    EXPECT_EQ(state.failure, Failure::NoProgress);
    const int failures = state.failures;
    now = *state.wakeAt;
    give(event::Wake {});
    answer({ .more = true, .moved = true, .repaired = true });
    EXPECT_GT(state.failures, failures) << "each time it waits longer";
    now = *state.wakeAt;
    give(event::Wake {});
    answer({ .moved = true });
    EXPECT_EQ(state.repairs, 0);
    EXPECT_EQ(state.failure, Failure::None);
}

TEST_F(EngineTest, TakesAnyEventInAnyPhase)
{
    const QList<Event> events { event::Start {},
                                event::Stop {},
                                event::Nudge {},
                                event::NetworkRestored {},
                                event::Wake {},
                                event::Answered { 1 },
                                event::Answered { 2 },
                                event::Answered { 99 },
                                event::Applied {},
                                event::Applied { true, true, true },
                                event::Failed { 1, Failure::TimedOut, 0 },
                                event::Failed { 2, Failure::Busy, 5 },
                                event::ApplyFailed {},
                                event::Unauthorised { 1 },
                                event::Unauthorised { 2 },
                                event::TokenRefreshed {},
                                event::TokenRefused {},
                                event::RefreshFailed {} };
    quint64 dice = 42;
    int sends = 0;
    bool open = false;
    quint64 openNonce = 0;
    for (int i = 0; i < 200'000; ++i) {
        dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
        Event event = events[static_cast<int>((dice >> 33) % static_cast<quint64>(events.size()))];
        if (auto *answered = std::get_if<event::Answered>(&event); answered && answered->nonce < 99)
            answered->nonce = state.nonce;
        pass(700);
        give(event, static_cast<double>(dice >> 40) / static_cast<double>(1 << 24));
        for (const Command &command : commands) {
            if (const auto *send = std::get_if<command::Send>(&command)) {
                EXPECT_NE(send->nonce, openNonce) << "a nonce is never given twice";
                open = true;
                openNonce = send->nonce;
                ++sends;
            } else if (const auto *apply = std::get_if<command::Apply>(&command)) {
                EXPECT_TRUE(open && apply->nonce == openNonce);
                open = false;
            } else if (const auto *cancel = std::get_if<command::Cancel>(&command)) {
                EXPECT_EQ(cancel->nonce, openNonce);
                open = false;
            }
        }
        ASSERT_FALSE(::testing::Test::HasFailure());
    }
    EXPECT_GT(sends, 1000);
}

} // namespace
} // namespace sightline::sync
