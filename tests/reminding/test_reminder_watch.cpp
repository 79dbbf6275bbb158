// Reminders from a real store to the system's port: what is told, that it is told once, and what is never told.
#include "qml/app/reminder_watch.h"
#include "tests/unit/queries/demo_store.h"

#include <QTest>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// A system that shows notices, or does not.
class FakeNotifier final : public Notifier {
public:
    struct Log {
        QList<Notification> shown;
        bool works = true;
        FakeNotifier *notifier = nullptr;
    };
    explicit FakeNotifier(std::shared_ptr<Log> log) : m_log(std::move(log)) { m_log->notifier = this; }
    void show(const Notification &notice, std::function<void(bool)> shown) override
    {
        if (m_log->works)
            m_log->shown.append(notice);
        shown(m_log->works);
    }

private:
    std::shared_ptr<Log> m_log;
};

class ReminderWatchTest : public DemoStoreTest {
protected:
    ReminderWatchTest()
    {
        for (const Person &each : demoCouncil().people())
            words << each.name << each.id.toString();
        for (const Team &team : demoCouncil().teams())
            words << team.name;
        const auto now = board();
        EXPECT_TRUE(now);
        for (const TodayItem &item : now->items)
            words << item.task.task.what << item.task.service << item.task.concerns << item.task.task.ref;
        words.removeAll(QString());
        words.removeDuplicates();
        thread.open([this] { return Result<std::unique_ptr<Store>>(std::move(store)); });
        watch.setNotifier(std::make_unique<FakeNotifier>(log));
    }
    /// Looks, and waits until it has been answered.
    void look()
    {
        watch.look();
        settle();
    }
    /// Everything asked of the store so far has been answered, and what came of it too.
    void settle()
    {
        for (int round = 0; round < 2; ++round) {
            bool isDone = false;
            link.ask(
                &watch, [](Store &) -> Result<void> { return {}; }, [&isDone](const Result<void> &) { isDone = true; });
            ASSERT_TRUE(QTest::qWaitFor([&] { return isDone; }, 60'000));
        }
    }
    QStringList leaksIn(const Notification &notice) const
    {
        QStringList found;
        for (const QString &word : words) {
            if (notice.title.contains(word, Qt::CaseInsensitive) || notice.text.contains(word, Qt::CaseInsensitive))
                found.append(word);
        }
        return found;
    }

    QStringList words;         ///< names, services, activities: all that is on Today
    StoreThread thread;
    StoreLink link { thread, englandCalendar(), clock, random };
    Preferences preferences;
    std::shared_ptr<FakeNotifier::Log> log = std::make_shared<FakeNotifier::Log>();
    ReminderWatch watch { link, preferences };
};

} // namespace

TEST_F(ReminderWatchTest, TellsOnceOfWhatIsDueAndNamesNothing)
{
    look();
    ASSERT_EQ(log->shown.size(), 1);
    EXPECT_EQ(leaksIn(log->shown.first()), QStringList()) << log->shown.first().text.toStdString();
    Notification leaking = log->shown.first();
    leaking.text += u' ' + words.first();
    EXPECT_FALSE(leaksIn(leaking).isEmpty()) << "the search finds a name that is there";
    std::printf("%lld names and words looked for in: %s\n", qlonglong(words.size()), qPrintable(log->shown.first().text));
    look();
    EXPECT_EQ(log->shown.size(), 1);
    clock.at.msSinceEpoch += 24LL * 3600 * 1000;
    look();
    EXPECT_LE(log->shown.size(), 2) << "of a new day only what is new";
}

TEST_F(ReminderWatchTest, WhatCouldNotBeShownIsToldAnotherTime)
{
    log->works = false;
    look();
    EXPECT_TRUE(log->shown.isEmpty());
    log->works = true;
    look();
    EXPECT_EQ(log->shown.size(), 1);
}

TEST_F(ReminderWatchTest, KeepsQuietWhenSwitchedOffInQuietHoursAndInOtherHands)
{
    preferences.setReminds(false);
    look();
    EXPECT_TRUE(log->shown.isEmpty());
    preferences.setReminds(true);
    bool isHandedOver = true;
    watch.setIsHandedOver([&] { return isHandedOver; });
    look();
    EXPECT_TRUE(log->shown.isEmpty());
    isHandedOver = false;
    clock.at = *instantFromIso(u"2026-11-23T20:00:00Z");
    look();
    EXPECT_TRUE(log->shown.isEmpty());
    ASSERT_TRUE(preferences.takeQuietFrom(u"21.30"_s));
    look();
    EXPECT_EQ(log->shown.size(), 1);
}

TEST_F(ReminderWatchTest, LooksByItselfOnceItWasStarted)
{
    watch.start();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !log->shown.isEmpty(); }, 60'000));
}

TEST_F(ReminderWatchTest, PressingOneAsksForToday)
{
    int asked = 0;
    QObject::connect(&watch, &ReminderWatch::todayAsked, &watch, [&asked] { ++asked; });
    log->notifier->pressed();
    EXPECT_EQ(asked, 1);
}
