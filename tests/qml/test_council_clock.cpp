#include "core/packs/calendar/england_calendar.h"
#include "qml/app/record_words.h"
#include "qml/app/today_words.h"
#include "qml/features/sync/sync_words.h"

#include <QCoreApplication>

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// Wed 17 June 2026, 22:30 UTC: 23:30 on the council's clocks, and the next morning on this device's.
constexpr qint64 lateMs = 1'781'735'400'000;

CouncilNow now() { return { englandCalendar().today({ lateMs }), englandCalendar().zone() }; }

RecordListItem item(RecordSync sync)
{
    RecordListItem item { .id = newId<RecordId>(SystemClock(), *std::make_unique<SodiumRandom>()) };
    item.title = u"Home visit"_s;
    item.authorName = u"Practitioner"_s;
    item.sync = sync;
    item.completedAtMs = item.madeAtMs = item.savedAtMs = lateMs;
    item.hubTimeMs = lateMs;
    return item;
}

} // namespace

// Source: decisions 23.
TEST(CouncilClockTest, TheDeviceIsElsewhere)
{
    const QDateTime here = QDateTime::fromMSecsSinceEpoch(lateMs);
    ASSERT_EQ(here.date(), QDate(2026, 6, 18)) << "the other zone was not taken: the tests below prove nothing";
    EXPECT_EQ(now().today, QDate(2026, 6, 17));
}

TEST(CouncilClockTest, RecordsSayWhenByTheCouncilsClocks)
{
    const RecordRow row = recordWords(item(RecordSync::OnHub), now());
    EXPECT_EQ(row.dayText, u"today"_s);
    EXPECT_EQ(row.placeText, u"On the hub 23:30"_s);
    EXPECT_EQ(recordWords(item(RecordSync::Draft), now()).placeText, u"Draft, saved 23:30"_s);
    RecordDetail detail { .item = item(RecordSync::OnHub) };
    detail.hands.append(RecordHand { .id = detail.item.id, .role = u"addendum"_s, .authorName = u"Manager"_s, .atMs = lateMs, .text = u"It was the 16th."_s });
    const RecordPaper paper = recordPaper(detail, nullptr, now());
    EXPECT_EQ(paper.subline, u"Practitioner, 23:30"_s);
    EXPECT_EQ(paper.lines.last().note, u"Manager, 23:30"_s);
}

TEST(CouncilClockTest, TodayGreetsAndSaysWhenByTheCouncilsClocks)
{
    TodayReading reading;
    reading.board.today = now().today;
    Draft draft { .id = item(RecordSync::Draft).id };
    draft.savedAtMs = lateMs;
    reading.drafts.open.append({ draft, u"Home visit"_s });
    const TodayState state = todayWords(reading, now().zone, { lateMs });
    EXPECT_EQ(state.subline, u"Good evening"_s);
    EXPECT_EQ(state.drafts.first().savedText, u"Saved 23:30"_s);
}

TEST(TodayWordsTest, WordsBegunForARecordLeadToItsPage)
{
    TodayReading reading;
    Draft addition { .id = item(RecordSync::Draft).id };
    addition.body.type = RecordType::Step;
    addition.body.role = QString::fromUtf16(step::addendum);
    addition.body.about = item(RecordSync::OnHub).id;
    reading.drafts.open.append({ Draft { .id = item(RecordSync::Draft).id }, u"Office visit"_s });
    reading.drafts.onRecords.append({ addition, u"Home visit"_s });
    const TodayState state = todayWords(reading, now().zone, { lateMs });
    ASSERT_EQ(state.drafts.size(), 2);
    EXPECT_TRUE(state.drafts.first().onRecord.isEmpty()) << "it opens as a form";
    EXPECT_EQ(state.drafts.last().onRecord, addition.body.about->toString());
    EXPECT_EQ(state.drafts.last().detail, u"Your addition to this record"_s);
}

TEST(CouncilClockTest, SyncSaysWhenByTheCouncilsClocks)
{
    SyncReading reading;
    reading.summary.isEnrolled = true;
    reading.summary.lastContactMs = lateMs;
    DiaryEntry sent;
    sent.kind = DiaryKind::Sent;
    sent.atMs = lateMs;
    reading.diary.append(sent);
    const SyncPageState state = syncWords(reading, {}, { .hasRunner = true }, now());
    EXPECT_TRUE(state.detail.contains(u"Last contact 23:30."_s)) << qPrintable(state.detail);
    EXPECT_EQ(state.diary.first().detail, u"On the hub 23:30"_s);
    EXPECT_EQ(state.diary.first().section, u"Today"_s);
}

int main(int argc, char *argv[])
{
    qputenv("TZ", "Pacific/Auckland");
    QCoreApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
