#include "core/base/limits.h"
#include "core/commands/begun_reason.h"
#include "core/commands/run_programme.h"
#include "core/commands/settle_conflict.h"
#include "core/commands/typed_text.h"
#include "core/commands/void_record.h"
#include "tests/unit/commands/command_fixture.h"
#include "tests/unit/commands/disk_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QString inError = QString::fromUtf16(reason::enteredInError), leftOut = QString::fromUtf16(reason::leftOut);

class BegunReasonTest : public OnDisk<CommandTest> {
protected:
    /// A notice of work that the hub holds.
    RecordId givenHeld()
    {
        const RecordId record = newRecord(), notice = newRecord();
        putReference(record, formBody(u"theirs"_s));
        Operation mine = createOf(record, formBody(u"mine"_s));
        RecordBody telling;
        telling.type = RecordType::Notice;
        telling.state = RecordState::Completed;
        telling.author = person;
        telling.about = record;
        telling.answers.insert(u"operation"_s, operationToJson(mine));
        telling.answers.insert(u"outcome"_s, u"held:scope"_s);
        putReference(notice, telling);
        return notice;
    }
    QString begun(const QString &kind, const RecordId &record) { return begunReason(*store, { kind, record.toString() }).value(); }
};

} // namespace

TEST_F(BegunReasonTest, WhatIsTypedSurvivesAKillAndIsGivenOnce)
{
    openOnDisk();
    enrol();
    learnCouncil();
    const RecordId record = givenCompleted(), other = givenCompleted();
    ASSERT_TRUE(keepReason(*store, { inError, record.toString() }, u"Wrong fam"_s));
    ASSERT_TRUE(keepReason(*store, { inError, record.toString() }, u"Wrong family"_s));
    ASSERT_TRUE(keepReason(*store, { inError, other.toString() }, u"Entered twice"_s));
    reopen(true);
    EXPECT_EQ(begun(inError, record), u"Wrong family"_s);
    EXPECT_EQ(begun(inError, other), u"Entered twice"_s);
    EXPECT_EQ(begun(leftOut, record), QString()) << "another reason is another";
    ASSERT_TRUE(voidRecord(*store, record, begun(inError, record)));
    EXPECT_EQ(begun(inError, record), QString()) << "it is given";
    EXPECT_EQ(begun(inError, other), u"Entered twice"_s);
}

TEST_F(BegunReasonTest, ARefusedReasonIsStillThereAndAnEmptiedOneIsGivenUp)
{
    const RecordId record = givenCompleted();
    const QString tooLong(limits::reasonLengthMax + 1, u'a');
    ASSERT_TRUE(keepReason(*store, { inError, record.toString() }, tooLong));
    EXPECT_EQ(voidRecord(*store, record, tooLong).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(begun(inError, record), tooLong) << "to be made shorter";
    ASSERT_TRUE(keepReason(*store, { inError, record.toString() }, {}));
    EXPECT_EQ(begun(inError, record), QString());
    EXPECT_EQ(store->meta().text(u"reason.begun"_s).value(), QString()) << "nothing of it is left";
    EXPECT_EQ(keepReason(*store, { inError, record.toString() }, QString(QChar(0xD800))).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(keepReason(*store, { inError, record.toString() }, QString(begunReasonBound.bytesMax + 1, u'a')).error().code, ErrorCode::TooLarge);
}

TEST_F(BegunReasonTest, WhyWorkIsLeftOutIsKeptUntilItIs)
{
    const RecordId notice = givenHeld();
    ASSERT_TRUE(keepReason(*store, { leftOut, notice.toString() }, u"The team moved"_s));
    EXPECT_EQ(begun(leftOut, notice), u"The team moved"_s);
    ASSERT_TRUE(dismissHeld(*store, notice, begun(leftOut, notice)));
    EXPECT_EQ(store->outbox().all()->last().operation.reason, u"The team moved"_s);
    EXPECT_EQ(begun(leftOut, notice), QString());
}

TEST_F(BegunReasonTest, AReasonThatCanBeGivenForNothingAnyMoreIsForgotten)
{
    const RecordId record = givenCompleted(), second = givenCompleted(), notice = givenHeld();
    ASSERT_TRUE(keepReason(*store, { inError, newRecord().toString() }, u"of a record that is not here"_s));
    ASSERT_TRUE(keepReason(*store, { inError, record.toString() }, u"Wrong family"_s));
    ASSERT_TRUE(keepReason(*store, { leftOut, notice.toString() }, u"The team moved"_s));
    RecordBody closed = store->view().body(notice).value().value();
    closed.answers.insert(u"closed"_s, Json::object({ { u"how"_s, u"dismissed"_s } }));
    ASSERT_TRUE(store->transact([&] { return store->base().put(baseRow(notice, closed, 2, 2)); }));
    ASSERT_TRUE(viewOf(notice).openOutcome.isEmpty()) << "settled on another device";
    ASSERT_TRUE(keepReason(*store, { inError, second.toString() }, u"Entered twice"_s));
    const QString stored = store->meta().text(u"reason.begun"_s).value();
    EXPECT_FALSE(stored.contains(u"not here"_s)) << qPrintable(stored);
    EXPECT_FALSE(stored.contains(u"moved"_s)) << qPrintable(stored);
    EXPECT_EQ(begun(inError, record), u"Wrong family"_s);
    EXPECT_EQ(begun(inError, second), u"Entered twice"_s);
}

TEST_F(BegunReasonTest, WhatIsTypedOnTheSheetOfATaskStaysUntilItIsGivenAndGoesInTheSameTransaction)
{
    const QDate today(2026, 11, 23);
    const TaskReference task { ActivityKey(u"supervision"_s), u"service:s1"_s, u"2026-11-01"_s };
    const ReasonPlace putOff { QString::fromUtf16(reason::putOff), u"a task"_s }, happened { QString::fromUtf16(reason::happened), u"a task"_s };
    const QString typed = uR"({"later":"","reason":"The review moved"})"_s;
    ASSERT_TRUE(keepReason(*store, putOff, typed));
    ASSERT_TRUE(keepReason(*store, happened, uR"({"title":"A placement"})"_s));
    WaiverEntry waiver { false, {}, {}, today, false };
    const auto refused = waiveTask(*store, task, ServiceId(u"s1"_s), waiver, putOff);
    ASSERT_TRUE(refused);
    ASSERT_FALSE(refused->problems.isEmpty()) << "without a reason";
    EXPECT_EQ(begunReason(*store, putOff).value(), typed) << "to be put right";

    waiver.reason = u"The review moved"_s;
    ASSERT_TRUE(waiveTask(*store, task, ServiceId(u"s1"_s), waiver, putOff)->record);
    EXPECT_EQ(begunReason(*store, putOff).value(), QString()) << "it is given";
    EXPECT_NE(begunReason(*store, happened).value(), QString()) << "another sheet is another";

    EventEntry event;
    event.activity = ActivityKey(u"placement"_s);
    event.service = ServiceId(u"s1"_s);
    event.reference = u"P-1"_s;
    event.on = today;
    ASSERT_TRUE(noteEvent(*store, event, happened)->record);
    EXPECT_EQ(begunReason(*store, happened).value(), QString());
    ASSERT_TRUE(keepReason(*store, happened, uR"({"reference":"P-1"})"_s));
    ASSERT_TRUE(noteEvent(*store, event, happened)->isKnown);
    EXPECT_EQ(begunReason(*store, happened).value(), QString()) << "it was here already: it says the same";
}

TEST_F(BegunReasonTest, APastedPageIsKeptToBeShortenedAndSoManyThatTheyCouldNotBeReadBackAreRefused)
{
    const auto place = [](int number) { return ReasonPlace { QString::fromUtf16(reason::putOff), u"task %1"_s.arg(number) }; };
    const QString page(1'000'000, u'a');
    ASSERT_TRUE(keepReason(*store, place(1), page));
    ASSERT_TRUE(keepReason(*store, place(2), page));
    ASSERT_TRUE(keepReason(*store, place(3), page));
    EXPECT_EQ(keepReason(*store, place(4), page).error().code, ErrorCode::TooLarge);
    EXPECT_EQ(begunReason(*store, place(1)).value(), page) << "and nothing of the others is lost";
    EXPECT_EQ(allBegunReasons(*store)->size(), 3);
}
