#include "core/packs/calendar/england_calendar.h"
#include "qml/app/capture_flow.h"
#include "tests/unit/commands/command_fixture.h"
#include "tests/unit/commands/disk_fixture.h"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// Capture without its pages, on a disk that can be full.
class DraftKeeperTest : public OnDisk<CommandTest> {
protected:
    DraftKeeperTest()
    {
        openOnDisk();
        enrol();
        learnCouncil();
        putReference(newRecord(), publishedFormBody({ u"S@1.0"_s, u"Shots"_s, shots, { { u"author"_s }, { u"author"_s } } }));
        thread.open([this] { return Result<std::unique_ptr<Store>>(std::move(store)); });
        link.follow();
    }

    static constexpr char shots[] = R"({"resourceType":"Questionnaire","url":"urn:test:shots","version":"1.0","status":"active","title":"Shots",
        "item":[{"linkId":"said","text":"Said","type":"text"},{"linkId":"shot","text":"Shot","type":"attachment",
          "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/mimeType","valueCode":"image/jpeg"}]}]})";

    /// On the store's thread, as every use of that disk.
    void fillDisk(bool isFull)
    {
        EXPECT_TRUE(thread
                        .call([this, isFull](Store &) -> Result<void> {
                            vfs.fill("/d/", isFull);
                            return {};
                        })
                        .get());
    }
    /// Runs @p work on the store's thread behind the saves that were asked for, and before those asked for after.
    QFuture<Result<void>> afterSaves(std::function<void()> work)
    {
        return thread.run(
            [work = std::move(work)](Store &) -> Result<void> {
                work();
                return {};
            },
            StoreThread::Lane::Save);
    }
    [[nodiscard]] static bool waitFor(const std::function<bool()> &what) { return QTest::qWaitFor(what, 60'000); }
    /// Begins the form @p name and gives its session.
    FormSession *beginForm(const TemplateId &name)
    {
        capture.begin(name);
        EXPECT_TRUE(waitFor([&] { return view.session() != nullptr; })) << qPrintable(view.problem());
        return view.session();
    }
    [[nodiscard]] RecordId onlyDraft()
    {
        const auto drafts = thread.call([](Store &open) { return open.drafts().list(); }).get();
        EXPECT_EQ(drafts->size(), 1);
        return drafts->first().id;
    }
    [[nodiscard]] Answers kept(const RecordId &draft)
    {
        const auto found = thread.call([draft](Store &open) { return open.drafts().find(draft); }).get();
        return found && *found ? Answers((*found)->body.answers) : Answers();
    }
    /// Opens @p draft as soon as that can be done.
    FormSession *openLater(const RecordId &draft)
    {
        EXPECT_TRUE(waitFor([&] { return keeper.whyNotYet(draft).isEmpty(); }));
        capture.resume(draft.toString());
        EXPECT_TRUE(waitFor([&] { return view.session() != nullptr; })) << qPrintable(view.problem());
        return view.session();
    }

    StoreThread thread;
    StoreLink link { thread, englandCalendar(), clock, random };
    CaptureView view;
    VoiceFlow voice { link };
    DraftKeeper keeper { link, voice, view };
    CompletionFlow completion { link, view };
    CaptureFlow capture { link, keeper, completion, view };
};

} // namespace

TEST_F(DraftKeeperTest, TheLastWordsOfAClosedFormAreTriedUntilTheDiskTakesThem)
{
    FormSession *session = beginForm(u"V"_s);
    session->setText(u"note"_s, u"She opened the door."_s);
    session->saveNow();
    ASSERT_TRUE(waitFor([&] { return session->saveState() == FormSession::Kept; }));
    const RecordId draft = onlyDraft();
    fillDisk(true);
    session->setText(u"note"_s, u"She opened the door. She was alone."_s);
    view.close();
    ASSERT_TRUE(waitFor([&] { return !view.problem().isEmpty(); }));
    EXPECT_TRUE(view.problem().contains(u"full"_s)) << qPrintable(view.problem());
    EXPECT_EQ(kept(draft).value(u"note"_s).toString(), u"She opened the door."_s) << "the disk has refused them: that is what this is about";

    view.closeProblem();
    capture.resume(draft.toString());
    ASSERT_TRUE(waitFor([&] { return view.problem().startsWith(u"The last words of this draft are not saved yet."_s); })) << qPrintable(view.problem());
    EXPECT_EQ(view.session(), nullptr) << "what is typed over the words before would not have them";

    fillDisk(false);
    session = openLater(draft);
    EXPECT_EQ(session->answers().value(u"note"_s).toString(), u"She opened the door. She was alone."_s);
    EXPECT_TRUE(keeper.whyNotYet(draft).isEmpty());
    EXPECT_FALSE(view.problem().startsWith(u"The last words"_s)) << "it is over";
}

TEST_F(DraftKeeperTest, NewerWordsThatWereKeptAreNotOverwrittenByOlderOnesTriedAgain)
{
    FormSession *session = beginForm(u"V"_s);
    const RecordId draft = onlyDraft();
    std::promise<void> mayGoOn;
    afterSaves([gate = mayGoOn.get_future().share()] { gate.wait(); });
    afterSaves([this] { vfs.fill("/d/", true); });
    session->setText(u"note"_s, u"Older"_s);
    session->saveNow();
    afterSaves([this] { vfs.fill("/d/", false); });
    session->setText(u"note"_s, u"Newer"_s);
    view.close();
    bool isAnswered = false;
    deliver(afterSaves([] {}), &view, [&isAnswered](const Result<void> &) { isAnswered = true; });
    mayGoOn.set_value();
    ASSERT_TRUE(waitFor([&] { return isAnswered; }));
    EXPECT_TRUE(keeper.whyNotYet(draft).isEmpty());
    // Timers of one length end in their order: when this one has, one for the words refused would have.
    bool isOver = false;
    QTimer::singleShot(saveAgainMs, &view, [&isOver] { isOver = true; });
    ASSERT_TRUE(waitFor([&] { return isOver; }));
    EXPECT_EQ(kept(draft).value(u"note"_s).toString(), u"Newer"_s);
}

TEST_F(DraftKeeperTest, APhotoStoredAfterItsFormWasClosedIsInTheDraftOnceTheDiskTakesIt)
{
    QTemporaryDir folder;
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    ASSERT_TRUE(image.save(folder.filePath(u"room.jpg"_s)));
    // The photo is still being made when its form closes; the disk then takes the photo, but has refused the words so far.
    QThreadPool &workers = *QThreadPool::globalInstance();
    workers.setMaxThreadCount(1);
    std::promise<void> mayGoOn;
    workers.start([gate = mayGoOn.get_future().share()] { gate.wait(); });
    FormSession *session = beginForm(u"S"_s);
    const RecordId draft = onlyDraft();
    session->addPicture(u"shot"_s, QUrl::fromLocalFile(folder.filePath(u"room.jpg"_s)));
    fillDisk(true);
    session->setText(u"said"_s, u"Look at this."_s);
    view.close();
    ASSERT_TRUE(waitFor([&] { return !keeper.whyNotYet(draft).isEmpty(); }));
    fillDisk(false);
    mayGoOn.set_value();
    session = openLater(draft);
    EXPECT_EQ(session->answers().value(u"said"_s).toString(), u"Look at this."_s);
    EXPECT_TRUE(waitFor([&] { return session->answers().contains(u"shot"_s); })) << "words tried again do not take it out of the draft";
    EXPECT_EQ(kept(draft).value(u"said"_s).toString(), u"Look at this."_s);
}
