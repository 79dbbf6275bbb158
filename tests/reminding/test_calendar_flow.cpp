// My own calendar in More: the file, and the private address that the hub gives.
#include "qml/app/calendar_flow.h"
#include "tests/support/read_calendar.h"
#include "tests/unit/queries/demo_store.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// A hub that answers what the test says.
struct HubAnswers {
    QList<sync::Call> calls;
    sync::Reply next { .kind = sync::Reply::Kind::Answered, .status = 200 };
};

class FakeTransport final : public sync::Transport {
public:
    explicit FakeTransport(std::shared_ptr<HubAnswers> hub) : m_hub(std::move(hub)) { }
    sync::Reply call(const sync::Call &call) override
    {
        m_hub->calls.append(call);
        return m_hub->next;
    }
    void cancel() override { }

private:
    std::shared_ptr<HubAnswers> m_hub;
};

class CalendarFlowTest : public DemoStoreTest {
protected:
    CalendarFlowTest()
    {
        thread.open([this] { return Result<std::unique_ptr<Store>>(std::move(store)); });
        flow.setFolder(documents.path());
    }
    bool waitUntilDone()
    {
        return QTest::qWaitFor([this] { return !view.isBusy(); }, 60'000);
    }
    void hubSays(const QByteArray &body, int status = 200)
    {
        hub->next.kind = sync::Reply::Kind::Answered;
        hub->next.status = status;
        hub->next.body = body;
    }
    void join()
    {
        flow.setHub([hub = hub] { return std::make_unique<FakeTransport>(hub); });
    }

    QTemporaryDir documents;
    StoreThread thread;
    StoreLink link { thread, englandCalendar(), clock, random };
    CalendarView view;
    std::shared_ptr<HubAnswers> hub = std::make_shared<HubAnswers>();
    CalendarFlow flow { link, thread, view };
};

} // namespace

TEST_F(CalendarFlowTest, WritesAFileThatAnotherProgramReadsAndSaysWhereItIs)
{
    Q_EMIT view.fileAsked(false);
    ASSERT_TRUE(waitUntilDone());
    const QString path = QDir(documents.path()).filePath(u"Sightline tasks.ics"_s);
    EXPECT_TRUE(view.fileWords().contains(QDir::toNativeSeparators(path))) << view.fileWords().toStdString();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const Json calendar = test::readCalendar(file.readAll());
    EXPECT_GT(calendar[u"parts"_s].toArray().size(), 10);
}

TEST_F(CalendarFlowTest, SaysWhenTheFileCannotBeWritten)
{
    flow.setFolder(u"/proc/nowhere"_s);
    Q_EMIT view.fileAsked(true);
    ASSERT_TRUE(waitUntilDone());
    EXPECT_TRUE(view.fileWords().contains(u"could not write"_s)) << view.fileWords().toStdString();
}

TEST_F(CalendarFlowTest, WithoutAHubThereIsNoAddress)
{
    EXPECT_FALSE(view.offersAddress());
    Q_EMIT view.addressAsked();
    EXPECT_TRUE(hub->calls.isEmpty());
}

TEST_F(CalendarFlowTest, MakesShowsCopiesAndEndsAnAddress)
{
    join();
    ASSERT_TRUE(view.offersAddress());
    hubSays(R"({"v":1,"since":null})");
    Q_EMIT view.shown();
    ASSERT_TRUE(waitUntilDone());
    EXPECT_FALSE(view.hasAddress());
    EXPECT_EQ(hub->calls.last().method, sync::Call::Method::Get);

    hubSays(R"({"v":1,"since":1795392000000,"path":"/v1/calendar/abc.ics"})");
    Q_EMIT view.addressAsked();
    ASSERT_TRUE(waitUntilDone());
    EXPECT_EQ(hub->calls.last().method, sync::Call::Method::Post);
    EXPECT_TRUE(view.hasAddress());
    EXPECT_TRUE(view.address().endsWith(u"/v1/calendar/abc.ics")) << view.address().toStdString();
    view.copyAddress(false);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), view.address());
    view.copyAddress(true);
    EXPECT_TRUE(QGuiApplication::clipboard()->text().endsWith(u"/v1/calendar/abc.todo.ics")) << "the one with to-dos";

    hubSays(R"({"v":1,"since":1795392000000})");
    Q_EMIT view.shown();
    ASSERT_TRUE(waitUntilDone());
    EXPECT_TRUE(view.hasAddress());
    EXPECT_TRUE(view.address().isEmpty()) << "shown once";

    hubSays(R"({"v":1,"since":null})");
    Q_EMIT view.withdrawAsked();
    ASSERT_TRUE(waitUntilDone());
    EXPECT_EQ(hub->calls.last().method, sync::Call::Method::Delete);
    EXPECT_FALSE(view.hasAddress());
    EXPECT_TRUE(view.addressWords().contains(u"has ended"_s));
}

TEST_F(CalendarFlowTest, SaysWhatStandsInTheWay)
{
    join();
    int syncs = 0;
    QObject::connect(&flow, &CalendarFlow::syncAsked, &flow, [&syncs] { ++syncs; });
    hubSays({}, 401);
    Q_EMIT view.addressAsked();
    ASSERT_TRUE(waitUntilDone());
    EXPECT_EQ(syncs, 1);
    hubSays(R"({"error":"not_found"})", 404);
    Q_EMIT view.addressAsked();
    ASSERT_TRUE(waitUntilDone());
    EXPECT_TRUE(view.addressWords().contains(u"Nothing was changed"_s));
    hub->next.kind = sync::Reply::Kind::TimedOut;
    Q_EMIT view.addressAsked();
    ASSERT_TRUE(waitUntilDone());
    EXPECT_TRUE(view.addressWords().contains(u"may have ended"_s)) << view.addressWords().toStdString();
    EXPECT_FALSE(view.hasAddress());
}
