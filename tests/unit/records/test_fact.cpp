#include "core/records/fact.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const RecordId recordId(QUuid(u"0193a1b2-0000-7000-8000-000000000001"_s));

RecordBody completedVisit()
{
    RecordBody body;
    body.state = RecordState::Completed;
    body.author = PersonId(u"sw-north"_s);
    body.form = u"T03@1.0"_s;
    body.service = ServiceId(u"early-help"_s);
    body.team = TeamId(u"north"_s);
    body.task = TaskReference { ActivityKey(u"a1"_s), u"early-help"_s, u"2026-04-01"_s };
    body.role = u"Social Worker"_s;
    body.completedAtMs = 1'795'000'000'000;
    body.answers.insert(u"summary"_s, u"Words that stay with the record"_s);
    return body;
}

} // namespace

TEST(Fact, CarriesNoneOfTheRecordsWords)
{
    const auto fact = factOf(recordId, completedVisit(), QDate(2026, 4, 2));
    ASSERT_TRUE(fact);
    EXPECT_EQ(fact->answers.keys(), QStringList { u"date"_s });
    EXPECT_EQ(doneOn(*fact), QDate(2026, 4, 2));
    EXPECT_EQ(fact->task, completedVisit().task);
}

TEST(Fact, IsMadeOnlyOfACompletedRecordThatAnswersATask)
{
    RecordBody draft = completedVisit();
    draft.state = RecordState::Draft;
    EXPECT_FALSE(factOf(recordId, draft, QDate(2026, 4, 2)));
    RecordBody adHoc = completedVisit();
    adHoc.task.reset();
    EXPECT_FALSE(factOf(recordId, adHoc, QDate(2026, 4, 2)));
}

TEST(Fact, OfAnotherTaskOrUnderAnotherIdIsNotTheRecords)
{
    const RecordBody visit = completedVisit();
    RecordBody fact = *factOf(recordId, visit, QDate(2026, 4, 2));
    EXPECT_TRUE(isFactOf(factIdOf(recordId), fact, recordId, visit));
    EXPECT_FALSE(isFactOf(recordId, fact, recordId, visit));
    fact.task->unit = u"another-service"_s;
    EXPECT_FALSE(isFactOf(factIdOf(recordId), fact, recordId, visit));
    fact = *factOf(recordId, visit, QDate(2026, 4, 2));
    fact.answers.insert(u"note"_s, u"words"_s);
    EXPECT_FALSE(isFactOf(factIdOf(recordId), fact, recordId, visit));
}

TEST(Fact, NamesThePersonTheRecordIsAboutAndNoOther)
{
    RecordBody observation = completedVisit();
    observation.observed = PersonId(u"sw-south"_s);
    RecordBody fact = *factOf(recordId, observation, QDate(2026, 4, 2));
    EXPECT_EQ(fact.observed, observation.observed);
    EXPECT_TRUE(isFactOf(factIdOf(recordId), fact, recordId, observation));
    fact.observed = PersonId(u"sw-east"_s);
    EXPECT_FALSE(isFactOf(factIdOf(recordId), fact, recordId, observation));
    fact.observed.reset();
    EXPECT_TRUE(isFactOf(factIdOf(recordId), fact, recordId, observation)) << "an older version's fact";
    fact.observed = PersonId(u"sw-south"_s);
    EXPECT_FALSE(isFactOf(factIdOf(recordId), fact, recordId, completedVisit())) << "a person its record does not name";
}

TEST(Fact, OfAnAmendedVersionNamesTheFactItReplaces)
{
    EXPECT_FALSE(replacedBy(*factOf(recordId, completedVisit(), QDate(2026, 4, 2))));
    const RecordId first(QUuid::createUuid());
    RecordBody amended = completedVisit();
    amended.about = first;
    RecordBody fact = *factOf(recordId, amended, QDate(2026, 4, 2));
    EXPECT_EQ(replacedBy(fact), factIdOf(first));
    EXPECT_TRUE(isFactOf(factIdOf(recordId), fact, recordId, amended));
    EXPECT_FALSE(isFactOf(factIdOf(recordId), fact, recordId, completedVisit())) << "it would uncount another record";
    fact.answers.remove(u"replaces"_s);
    EXPECT_FALSE(isFactOf(factIdOf(recordId), fact, recordId, amended)) << "one activity would count twice";
    // Answered with "it did not take place": it replaces, and counts nothing itself.
    const auto none = factOf(recordId, amended, {});
    ASSERT_TRUE(none);
    EXPECT_EQ(none->answers.keys(), QStringList { u"replaces"_s });
    EXPECT_TRUE(isFactOf(factIdOf(recordId), *none, recordId, amended));
    EXPECT_FALSE(factOf(recordId, completedVisit(), {}));
}
