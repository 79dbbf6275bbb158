#include "sync/hub/http/token_buckets.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::hub;

namespace {

class Hand final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }
    Instant at { 1'795'392'000'000 };
};

} // namespace

TEST(TokenBuckets, WhoAsksTooFastWaitsAndNobodyElseDoes)
{
    Hand clock;
    TokenBuckets buckets(clock, { 2, 10 });
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(buckets.secondsToWait("flood"), 0) << i;
    EXPECT_EQ(buckets.secondsToWait("flood"), 1);
    EXPECT_EQ(buckets.secondsToWait("calm"), 0);
    clock.at.msSinceEpoch += 1000;
    EXPECT_EQ(buckets.secondsToWait("flood"), 0);
    EXPECT_EQ(buckets.secondsToWait("flood"), 0);
    EXPECT_EQ(buckets.secondsToWait("flood"), 1) << "two a second, and no more";
    clock.at.msSinceEpoch += 3'600'000;
    int served = 0;
    while (buckets.secondsToWait("flood") == 0)
        ++served;
    EXPECT_EQ(served, 10) << "an hour fills it to the brim, not over";
    clock.at.msSinceEpoch -= 3'600'000;
    EXPECT_GT(buckets.secondsToWait("flood"), 0) << "a clock that was put back gives nothing";
}

TEST(TokenBuckets, OneEachTenSecondsIsToldWhenToComeAgain)
{
    Hand clock;
    TokenBuckets buckets(clock, { 0.1, 1 });
    EXPECT_EQ(buckets.secondsToWait("a"), 0);
    EXPECT_EQ(buckets.secondsToWait("a"), 10);
    clock.at.msSinceEpoch += 4000;
    EXPECT_EQ(buckets.secondsToWait("a"), 6);
}

/// A flood of addresses that never come again does not fill the memory, and one that floods stays limited meanwhile.
TEST(TokenBuckets, ManyStrangersPushNobodyOutOfTheirBucket)
{
    Hand clock;
    TokenBuckets buckets(clock, { 1, 5 });
    for (int i = 0; i < 6; ++i)
        static_cast<void>(buckets.secondsToWait("flood"));
    for (int i = 0; i < 15'000; ++i)
        static_cast<void>(buckets.secondsToWait("stranger " + QByteArray::number(i)));
    EXPECT_GT(buckets.secondsToWait("flood"), 0);
    clock.at.msSinceEpoch += 1000;   // the strangers' buckets are full again
    EXPECT_EQ(buckets.secondsToWait("flood"), 0);
    for (int i = 15'000; i < 30'000; ++i)
        static_cast<void>(buckets.secondsToWait("stranger " + QByteArray::number(i)));
    EXPECT_GT(buckets.secondsToWait("flood"), 0) << "the full ones were forgotten, not this";
}
