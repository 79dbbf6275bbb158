#include "tests/unit/client/joined_to_council.h"

#include "core/people/person.h"
#include "core/records/published.h"

namespace sightline::sync {
namespace {

/// A device that has everything to fetch from a council of some hundred people.
class ReadAheadTest : public JoinedToCouncil {
protected:
    static constexpr int peopleCount = 700;

    ReadAheadTest()
    {
        QList<hub::Publication> people;
        for (int i = 0; i < peopleCount; ++i) {
            Person person;
            person.id = PersonId(u"p%1"_s.arg(i));
            person.name = u"Practitioner %1"_s.arg(i);
            person.roles = { u"Practitioner"_s };
            people.append({ hub::publishedId(RecordType::Person, person.id.toString()), publishedBody(RecordType::Person, toJson(person)) });
        }
        EXPECT_TRUE(service->publish(people));
    }

    [[nodiscard]] int peopleHere() { return static_cast<int>(store->base().count().valueOr(-1)); }
    [[nodiscard]] bool isAnyPageAskedTwice() const
    {
        return std::any_of(transport->asked.cbegin(), transport->asked.cend(), [this](const wire::SyncRequest &request) {
            return std::count_if(transport->asked.cbegin(), transport->asked.cend(),
                                 [&request](const wire::SyncRequest &other) { return other.cursors == request.cursors; })
                > 1;
        });
    }
};

TEST_F(ReadAheadTest, TheNextPageIsOnItsWayBeforeTheLastIsStoredAndNoneIsAskedForTwice)
{
    OwnStore access(*store);
    int hereAtSecond = -1;
    transport->onCall = [&](int nth) {
        if (nth == 2)
            hereAtSecond = peopleHere();
    };
    ASSERT_TRUE(syncOnce(access, *transport, random));
    EXPECT_EQ(hereAtSecond, 0);
    EXPECT_GT(peopleHere(), peopleCount);
    EXPECT_GT(transport->asked.size(), 3);
    EXPECT_FALSE(isAnyPageAskedTwice());
}

TEST_F(ReadAheadTest, WorkSavedMeanwhileGoesWithTheNextRequestAndWhatWasReadAheadIsDropped)
{
    OwnStore access(*store);

    transport->onCall = [&](int nth) {
        if (nth == 2)
            givenSaved(u"Toast"_s);
    };
    const auto report = syncOnce(access, *transport, random);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->receipted, 1);
    EXPECT_GT(peopleHere(), peopleCount);
    EXPECT_TRUE(isAnyPageAskedTwice()) << "the page that was read ahead is asked for again, with the work";
}

TEST_F(ReadAheadTest, APageThatCouldNotBeStoredIsAskedForAgain)
{
    AwayStore access(*store);
    Exchange exchange(access, *transport, random);
    transport->onCall = [&](int nth) { access.isAway = nth == 1; };   // from then until the page after it was read ahead
    exchange.run(event::Start {}, Exchange::Until::Idle);
    EXPECT_EQ(exchange.state().failure, Failure::Storage);
    EXPECT_EQ(peopleHere(), 0);
    EXPECT_EQ(transport->asked.size(), 2);
    exchange.run(event::Nudge {}, Exchange::Until::Idle);
    EXPECT_GT(peopleHere(), peopleCount);
    EXPECT_EQ(transport->asked.at(2).cursors, transport->asked.at(0).cursors) << "the cursors did not move";
}

TEST_F(ReadAheadTest, ALineThatBreaksWhileReadingAheadLosesNothing)
{
    OwnStore access(*store);
    transport->onCall = [&](int nth) {
        if (nth == 1)
            loop->loseAnswers(1);   // that of the page read ahead
    };
    ASSERT_TRUE(syncOnce(access, *transport, random));
    EXPECT_GT(peopleHere(), peopleCount);
    EXPECT_EQ(transport->asked.at(2).cursors, transport->asked.at(1).cursors) << "asked again in its turn";
}

TEST_F(ReadAheadTest, AStoreLentToAnotherThreadTakesTheSame)
{
    LentStore access(*store);
    ASSERT_TRUE(syncOnce(access, *loop, random));
    EXPECT_GT(peopleHere(), peopleCount);
}

} // namespace
} // namespace sightline::sync
