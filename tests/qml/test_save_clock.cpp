#include "qml/bridge/save_clock.h"

#include <QCoreApplication>
#include <QTest>

#include <gtest/gtest.h>

using namespace sightline;

namespace {

/// A clock whose every wish is counted; the answers are given by hand.
struct Clock {
    Clock()
    {
        QObject::connect(&clock, &SaveClock::keepAsked, &clock, [this] { ++asked; });
    }
    SaveClock clock;
    int asked = 0;
};

} // namespace

TEST(SaveClockTest, AsksInAPauseOnceForAllThatWasTyped)
{
    Clock it;
    it.clock.changed();
    it.clock.changed();
    EXPECT_EQ(it.clock.state(), SaveClock::State::Typing);
    ASSERT_TRUE(QTest::qWaitFor([&] { return it.asked > 0; }));
    EXPECT_EQ(it.clock.state(), SaveClock::State::Saving);
    it.clock.kept();
    EXPECT_EQ(it.clock.state(), SaveClock::State::Kept);
    EXPECT_EQ(it.asked, 1);
}

TEST(SaveClockTest, AsksWithoutAPauseToo)
{
    Clock it;
    // One key after another, never idle; the bound is for a clock that asks for nothing before a pause.
    QElapsedTimer since;
    since.start();
    for (bool goesOn = true; goesOn && it.asked == 0; goesOn = !since.hasExpired(20'000)) {
        it.clock.changed();
        QCoreApplication::processEvents();
    }
    EXPECT_GT(it.asked, 0);
}

TEST(SaveClockTest, SavesOnTheirWayAreNotKeptUntilTheLastOneIs)
{
    Clock it;
    it.clock.changed();
    it.clock.keepNow();
    it.clock.changed();
    it.clock.keepNow();
    ASSERT_EQ(it.asked, 2);
    it.clock.kept();   // the first one's answer says nothing about the second one's words
    EXPECT_EQ(it.clock.state(), SaveClock::State::Saving);
    EXPECT_FALSE(it.clock.isKept());
    it.clock.kept();
    EXPECT_EQ(it.clock.state(), SaveClock::State::Kept);
    EXPECT_TRUE(it.clock.isKept());
}

TEST(SaveClockTest, WordsTypedDuringASaveAreStillToBeKept)
{
    Clock it;
    it.clock.changed();
    it.clock.keepNow();
    it.clock.changed();
    it.clock.kept();
    EXPECT_EQ(it.clock.state(), SaveClock::State::Typing);
    EXPECT_TRUE(QTest::qWaitFor([&] { return it.asked == 2; }));
}

TEST(SaveClockTest, ARefusedSaveIsTriedAgain)
{
    Clock it;
    it.clock.changed();
    it.clock.keepNow();
    it.clock.notKept();
    EXPECT_EQ(it.clock.state(), SaveClock::State::NotKept);
    EXPECT_TRUE(it.clock.hasUnkept());
    EXPECT_TRUE(QTest::qWaitFor([&] { return it.asked == 2; }, 20'000));
    it.clock.kept();
    EXPECT_TRUE(it.clock.isKept());
}

TEST(SaveClockTest, ARefusalBeforeALaterSaveIsOverWhenThatIsKept)
{
    Clock it;
    it.clock.changed();
    it.clock.keepNow();
    it.clock.changed();
    it.clock.keepNow();
    it.clock.notKept();
    it.clock.kept();   // it held the whole of it
    EXPECT_TRUE(it.clock.isKept());
    EXPECT_EQ(it.clock.state(), SaveClock::State::Kept);
}

TEST(SaveClockTest, HeldItAsksForNothingAndThenForAllOfIt)
{
    Clock it;
    it.clock.hold();
    it.clock.changed();
    it.clock.keepNow();
    EXPECT_EQ(it.asked, 0);
    it.clock.release();
    EXPECT_TRUE(QTest::qWaitFor([&] { return it.asked == 1; }));
    it.clock.forget();
    it.clock.keepNow();
    EXPECT_EQ(it.asked, 1);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
