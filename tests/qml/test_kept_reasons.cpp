#include "core/packs/calendar/england_calendar.h"
#include "qml/app/records_watch.h"
#include "qml/app/sync_watch.h"
#include "tests/unit/commands/agreed_form.h"
#include "tests/unit/commands/command_fixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QString inError = u"entered-in-error"_s, leftOut = u"left-out"_s;

/// The pages on which a reason is typed, without their screens.
struct Pages {
    Pages(StoreThread &thread, const Clock &clock, RandomSource &random) : link(thread, englandCalendar(), clock, random) { }
    StoreLink link;
    RecordsView records;
    SyncView sync;
    RecordsWatch recordsWatch { link, records };
    SyncWatch syncWatch { link, nullptr, sync };
};

class KeptReasonsTest : public CommandTest {
protected:
    void SetUp() override
    {
        record = givenCompleted();
        const RecordId about = newRecord();
        putReference(about, formBody(u"theirs"_s));
        putReference(notice, heldNoticeBody(person, about, createOf(about, formBody(u"mine"_s))));
        thread.open([this] { return Result<std::unique_ptr<Store>>(std::move(store)); });
        start();
    }
    /// The app is gone without having been asked to keep anything, and started again.
    void start() { pages = std::make_unique<Pages>(thread, clock, random); }
    [[nodiscard]] static bool waitFor(const std::function<bool()> &what) { return QTest::qWaitFor(what, 60'000); }
    /// Types @p text into the sheet, waits until a pause has kept it, and kills the app; the sheet is then opened again.
    void typeAndComeBack(StepWords *(*wordsOf)(Pages &), const RecordId &id, const QString &kind, const QString &text)
    {
        StepWords &words = *wordsOf(*pages);
        words.open(id.toString(), kind);
        words.type(text);
        ASSERT_TRUE(waitFor([&] { return words.isKept() && words.text() == text; }));
        start();
        wordsOf(*pages)->open(id.toString(), kind);
        ASSERT_TRUE(waitFor([&] { return wordsOf(*pages)->text() == text; })) << "restored when the sheet opens again";
    }
    [[nodiscard]] QString storedReasons()
    {
        return thread.call([](Store &open) { return open.meta().text(u"reason.begun"_s); }).get().value();
    }
    [[nodiscard]] Operation lastOperation()
    {
        return thread.call([](Store &open) { return open.outbox().all(); }).get()->last().operation;
    }

    StoreThread thread;
    std::unique_ptr<Pages> pages;
    RecordId record = newRecord(), notice = newRecord();
};

} // namespace

TEST_F(KeptReasonsTest, WhyARecordWasEnteredInErrorSurvivesAKillWhileItIsTyped)
{
    const auto words = [](Pages &of) { return of.records.stepWords(); };
    typeAndComeBack(words, record, inError, u"Wrong family"_s);
    QSignalSpy done(pages->records.stepWords(), &StepWords::done);
    pages->records.stepWords()->takeStep(false);
    ASSERT_TRUE(waitFor([&] { return !done.isEmpty(); }));
    EXPECT_EQ(lastOperation().kind, OperationKind::Void);
    EXPECT_TRUE(storedReasons().isEmpty()) << "it is given";
}

TEST_F(KeptReasonsTest, WhyHeldWorkIsLeftOutSurvivesAKillWhileItIsTyped)
{
    const auto words = [](Pages &of) { return of.sync.reasons(); };
    typeAndComeBack(words, notice, leftOut, u"The team moved"_s);
    QSignalSpy done(pages->sync.reasons(), &StepWords::done);
    pages->sync.reasons()->takeStep(false);
    ASSERT_TRUE(waitFor([&] { return !done.isEmpty(); }));
    EXPECT_TRUE(storedReasons().isEmpty()) << "it is given";
    EXPECT_EQ(lastOperation().kind, OperationKind::Dismiss);
    EXPECT_EQ(lastOperation().reason, u"The team moved"_s);
}

TEST_F(KeptReasonsTest, AReasonThatIsGivenUpDoesNotComeBack)
{
    StepWords &words = *pages->sync.reasons();
    words.open(notice.toString(), leftOut);
    words.type(u"The team moved"_s);
    ASSERT_TRUE(waitFor([&] { return words.isKept(); }));
    words.type({});
    words.close();
    ASSERT_TRUE(waitFor([&] { return storedReasons().isEmpty(); }));
}
