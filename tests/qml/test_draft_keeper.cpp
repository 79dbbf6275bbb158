#include "core/packs/calendar/england_calendar.h"
#include "qml/app/actions_watch.h"
#include "qml/app/capture_flow.h"
#include "qml/app/children_watch.h"
#include "qml/gallery/sample_camera.h"
#include "tests/unit/commands/agreed_form.h"
#include "tests/unit/commands/command_fixture.h"
#include "tests/unit/commands/disk_fixture.h"

#include <QImage>
#include <QSignalSpy>
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
        learnActions();
        thread.open([this] { return Result<std::unique_ptr<Store>>(std::move(store)); });
        link.follow();
    }

    static constexpr char shots[] = R"({"resourceType":"Questionnaire","url":"urn:test:shots","version":"1.0","status":"active","title":"Shots",
        "item":[{"linkId":"said","text":"Said","type":"text"},{"linkId":"shot","text":"Shot","type":"attachment",
          "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/mimeType","valueCode":"image/jpeg"}]}]})";

    static constexpr char looksBack[] = R"({"resourceType":"Questionnaire","url":"urn:test:looks-back","version":"1.0","status":"active","title":"Looks back",
        "item":[{"linkId":"who","text":"Who","type":"string"},
          {"linkId":"last","type":"group","text":"Last time","repeats":true,"readOnly":true,
            "extension":[{"url":"urn:sightline:ext:carry-forward","valueString":"previous/acts"}],"item":[
              {"linkId":"last.action","type":"string","text":"Action","readOnly":true,
               "extension":[{"url":"urn:sightline:ext:carry-forward","valueString":"previous/acts.action"}]},
              {"linkId":"last.now","type":"string","text":"Now"}]},
          {"linkId":"next","text":"Next","type":"string"},
          {"linkId":"acts","type":"group","text":"Actions","repeats":true,"item":[{"linkId":"acts.action","type":"string","text":"Action"}]}]})";

    /// A record with two agreed actions, r1 and r2.
    void learnActions()
    {
        RecordBody body = formBody({});
        body.form = u"A@1.0"_s;
        body.answers = Answers::Fields { { u"agreed#"_s, rowsToJson({ { u"r1"_s, u"A"_s, {} }, { u"r2"_s, u"B"_s, {} } }) },
                                         { u"agreed#r1/do"_s, u"Ring the school"_s },
                                         { u"agreed#r2/do"_s, u"Write to them"_s } };
        putReference(newRecord(), agreedFormBody());
        putReference(withActions, body);
    }
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

    /// Takes a photo with a camera that is made up, and uses it in answer to the question for one.
    void takePhoto(FormSession &session)
    {
        CameraView &camera = *view.camera();
        camera.setCamera(std::make_unique<SampleCamera>());
        camera.open();
        ASSERT_TRUE(waitFor([&] { return camera.state() == CameraView::Live; }));
        camera.take();
        ASSERT_TRUE(waitFor([&] { return camera.state() == CameraView::Taken; }));
        session.addPhoto(u"shot"_s);
        EXPECT_EQ(camera.state(), CameraView::Off);
    }
    /// The disk stays full.
    void takePhotoOnAFullDisk(FormSession &session)
    {
        fillDisk(true);
        takePhoto(session);
        ASSERT_TRUE(waitFor([&] { return shown(session, "unkeptPhotos").toInt() == 1; }));
    }
    /// What @p column of the photo question's line shows.
    [[nodiscard]] static QVariant shown(FormSession &session, const char *column)
    {
        QAbstractItemModel &lines = *session.lines();
        const auto roles = lines.roleNames();
        for (int row = 0; row < lines.rowCount(); ++row) {
            const QModelIndex line = lines.index(row, 0);
            if (line.data(roles.key("key")).toString() == u"shot"_s)
                return line.data(roles.key(column));
        }
        return {};
    }
    [[nodiscard]] QByteArray bytesOfStored(const Answers &answers)
    {
        const QByteArray sha = QByteArray::fromHex(answers.value(u"shot"_s)[u"sha"_s].toString().toLatin1());
        const auto bytes = thread.call([sha](Store &open) { return open.files().bytes(sha); }).get();
        return bytes ? *bytes : QByteArray();
    }
    [[nodiscard]] qint64 sizeOfStored(const Answers &answers) { return bytesOfStored(answers).size(); }

    const RecordId withActions = newRecord();
    StoreThread thread;
    StoreLink link { thread, englandCalendar(), clock, random };
    CaptureView view;
    VoiceFlow voice { link };
    DraftKeeper keeper { link, voice, view };
    CompletionFlow completion { link, view };
    CaptureFlow capture { link, keeper, completion, view };
};

} // namespace

TEST_F(DraftKeeperTest, WhatWasAgreedLastComesInOnceItIsSaidWhomItIsAbout)
{
    RecordBody before = formBody({});
    before.form = u"L@1.0"_s;
    before.answers = { { u"who"_s, u"Practitioner B"_s },
                       { u"acts#"_s, rowsToJson({ { u"r1"_s, u"V"_s, {} } }) },
                       { u"acts#r1/acts.action"_s, u"Ring the school"_s } };
    ASSERT_TRUE(thread
                    .call([&](Store &open) {
                        return open.transact([&]() -> Result<void> {
                            const auto published = open.base().put(
                                baseRow(newRecord(),
                                        publishedFormBody({ u"L@1.0"_s,
                                                            u"Looks back"_s,
                                                            looksBack,
                                                            {},
                                                            Json::object({ { u"previous"_s, Json::object({ { u"sameAnswer"_s, u"who"_s } }) } }) }),
                                        1));
                            return published ? open.base().put(baseRow(newRecord(), before, 1)) : published;
                        });
                    })
                    .get());
    FormSession *session = beginForm(u"L"_s);
    const auto actions = [session] { return session->answers().rows(u"last#"_s).size(); };
    EXPECT_EQ(actions(), 0);
    session->setText(u"who"_s, u"Practitioner B"_s);
    ASSERT_TRUE(waitFor([&] { return actions() == 1; }));
    const QString row = session->answers().rows(u"last#"_s).first().id;
    EXPECT_EQ(session->answers().value(u"last#"_s + row + u"/last.action"_s), Json(u"Ring the school"_s));
    session->setText(u"who"_s, u"Practitioner C"_s);
    ASSERT_TRUE(waitFor([&] { return actions() == 0; })) << "what another person agreed does not stay";
    session->saveNow();
    ASSERT_TRUE(waitFor([&] { return session->saveState() == FormSession::Kept; }));
    EXPECT_EQ(kept(onlyDraft()), session->answers());

    // A name that is typed is looked for once it is left; what was written beside its rows is never lost to half a name.
    session->focusOn(u"who"_s);
    session->setText(u"who"_s, u"Practitioner B"_s);
    EXPECT_EQ(actions(), 0);
    session->focusOn(u"next"_s);
    ASSERT_TRUE(waitFor([&] { return actions() == 1; }));
    const auto now = [session] { return u"last#"_s + session->answers().rows(u"last#"_s).value(0).id + u"/last.now"_s; };
    session->setText(now(), u"Rang on Friday"_s);
    session->focusOn(u"who"_s);
    session->setText(u"who"_s, u"Practitioner"_s);
    EXPECT_EQ(session->answers().value(now()), Json(u"Rang on Friday"_s));
    session->setText(u"who"_s, u"Practitioner B"_s);
    session->focusOn(u"next"_s);
    ASSERT_TRUE(waitFor([&] { return actions() == 1; }));
    EXPECT_EQ(session->answers().value(now()), Json(u"Rang on Friday"_s)) << "it is back with the rows it was written beside";

    // Another person's do not stay where the form is closed before the answer.
    session->focusOn(u"who"_s);
    session->setText(u"who"_s, u"Practitioner C"_s);
    view.close();
    const RecordId draft = onlyDraft();
    ASSERT_TRUE(waitFor([&] { return kept(draft).value(u"who"_s) == Json(u"Practitioner C"_s); }));
    EXPECT_TRUE(kept(draft).rows(u"last#"_s).isEmpty());
}

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

TEST_F(DraftKeeperTest, TheLastWordsOfAChildsClosedFormAreTriedUntilTheDiskTakesThem)
{
    ChildrenView children;
    ChildrenWatch watch(link, children);
    const auto number = [this] {
        const auto begun = thread.call([](Store &open) { return begunChildren(open); }).get();
        return begun && !begun->isEmpty() ? begun->first().words.value(u"number"_s) : QString();
    };
    children.begin();
    children.say(u"number"_s, u"47"_s);
    ASSERT_TRUE(waitFor([&] { return number() == u"47"_s; }));
    fillDisk(true);
    children.say(u"number"_s, u"4711"_s);
    children.stopEditing();
    ASSERT_TRUE(waitFor([&] { return children.problem().contains(u"full"_s); })) << qPrintable(children.problem());
    EXPECT_EQ(number(), u"47"_s) << "the disk has refused them: that is what this is about";
    EXPECT_TRUE(watch.hasUnkept());
    fillDisk(false);
    EXPECT_TRUE(waitFor([&] { return number() == u"4711"_s; })) << qPrintable(number());
}

TEST_F(DraftKeeperTest, TheLastWordsOfAnActionThatWasLeftAreTriedUntilTheDiskTakesThemAlsoWhereAnotherIsOpen)
{
    const RecordId record = withActions;
    ActionsView actions;
    ActionsWatch watch(link, actions);
    const auto evidence = [&] {
        const auto begun = thread.call([&](Store &open) { return begunFollowUp(open, { record, u"r1"_s }, link.today()); }).get();
        return begun && *begun ? (*begun)->evidence : QString();
    };
    const auto open = [&](const QString &row) {
        actions.open(record.toString(), row);
        return waitFor([&] { return actions.isReady(); });
    };
    ASSERT_TRUE(open(u"r1"_s)) << qPrintable(actions.problem());
    actions.setEvidence(u"A letter"_s);
    ASSERT_TRUE(waitFor([&] { return evidence() == u"A letter"_s; })) << qPrintable(actions.problem());
    fillDisk(true);
    actions.setEvidence(u"A letter came"_s);
    ASSERT_TRUE(open(u"r2"_s));
    ASSERT_TRUE(waitFor([&] { return actions.problem().contains(u"full"_s); })) << qPrintable(actions.problem());
    EXPECT_EQ(evidence(), u"A letter"_s) << "the disk has refused them: that is what this is about";
    EXPECT_TRUE(watch.hasUnkept());
    EXPECT_EQ(actions.evidence(), QString());
    ASSERT_TRUE(open(u"r1"_s));
    EXPECT_EQ(actions.evidence(), u"A letter came"_s) << "its page goes on with them";
    ASSERT_TRUE(open(u"r2"_s));
    ASSERT_TRUE(waitFor([&] { return !actions.problem().isEmpty(); }));
    fillDisk(false);
    EXPECT_TRUE(waitFor([&] { return evidence() == u"A letter came"_s; })) << qPrintable(evidence());
    EXPECT_TRUE(waitFor([&] { return !watch.hasUnkept(); }));
    // More than can be kept is not taken: nothing of it is in memory alone, and it is said.
    ASSERT_TRUE(open(u"r1"_s));
    QSignalSpy refused(&actions, &ActionsView::textRefused);
    actions.setEvidence(QString(limits::draftBytesMax / 3 + 1, u'a'));
    EXPECT_EQ(actions.evidence(), u"A letter came"_s);
    EXPECT_EQ(refused.size(), 1);
    EXPECT_TRUE(actions.evidenceProblem().contains(u"more than can be kept here"_s)) << qPrintable(actions.evidenceProblem());
    actions.setEvidence(u"A letter came."_s);
    EXPECT_EQ(actions.evidenceProblem(), QString());
    ASSERT_TRUE(waitFor([&] { return evidence() == u"A letter came."_s; }));
    actions.setEvidence(QString(limits::draftBytesMax / 3, u'a'));
    EXPECT_TRUE(waitFor([&] { return evidence().size() == limits::draftBytesMax / 3; })) << "as much as can be is";
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

TEST_F(DraftKeeperTest, APictureThatCannotBeReadIsSaidAlsoWhereItsFormWasClosedMeanwhile)
{
    QTemporaryDir folder;
    QFile none(folder.filePath(u"room.jpg"_s));
    ASSERT_TRUE(none.open(QIODevice::WriteOnly));
    none.write("no picture");
    none.close();
    QThreadPool &workers = *QThreadPool::globalInstance();
    workers.setMaxThreadCount(1);
    std::promise<void> mayGoOn;
    workers.start([gate = mayGoOn.get_future().share()] { gate.wait(); });
    FormSession *session = beginForm(u"S"_s);
    session->addPicture(u"shot"_s, QUrl::fromLocalFile(none.fileName()));
    view.close();
    EXPECT_TRUE(view.problem().isEmpty());
    mayGoOn.set_value();
    ASSERT_TRUE(waitFor([&] { return !view.problem().isEmpty(); }));
    for (const QString &part : { u"was not added to a draft that is closed by now"_s, u"could not be read as a picture"_s, u"Choose a JPEG or PNG"_s })
        EXPECT_TRUE(view.problem().contains(part)) << qPrintable(view.problem());
}

TEST_F(DraftKeeperTest, APictureStoredWhileTheLastWordsAreUnansweredIsNotTakenOutByThem)
{
    QTemporaryDir folder;
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    ASSERT_TRUE(image.save(folder.filePath(u"room.jpg"_s)));
    FormSession *session = beginForm(u"S"_s);
    const RecordId draft = onlyDraft();
    // On the store's thread, in this order: the picture is stored, the disk is full, the last words are refused, the disk has room again.
    std::promise<void> mayGoOn;
    afterSaves([gate = mayGoOn.get_future().share()] { gate.wait(); });
    session->addPicture(u"shot"_s, QUrl::fromLocalFile(folder.filePath(u"room.jpg"_s)));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();   // the picture is made: it goes to the store
    afterSaves([this] { vfs.fill("/d/", true); });
    session->setText(u"said"_s, u"Look at this."_s);
    view.close();
    afterSaves([this] { vfs.fill("/d/", false); });
    mayGoOn.set_value();
    ASSERT_TRUE(waitFor([&] { return !keeper.whyNotYet(draft).isEmpty(); }));
    ASSERT_TRUE(waitFor([&] { return keeper.whyNotYet(draft).isEmpty(); }));
    EXPECT_EQ(kept(draft).value(u"said"_s).toString(), u"Look at this."_s);
    EXPECT_TRUE(QTest::qWaitFor([&] { return kept(draft).contains(u"shot"_s); }, 4 * saveAgainMs)) << "words tried again do not take it out of the draft";
    EXPECT_EQ(kept(draft).value(u"said"_s).toString(), u"Look at this."_s);
}

TEST_F(DraftKeeperTest, APhotoThatTheDiskRefusesIsStillHereAndIsKeptWhenItIsTriedAgain)
{
    FormSession *session = beginForm(u"S"_s);
    const RecordId draft = onlyDraft();
    fillDisk(true);
    takePhoto(*session);
    ASSERT_TRUE(waitFor([&] { return shown(*session, "unkeptPhotos").toInt() == 1; })) << qPrintable(shown(*session, "problem").toString());
    EXPECT_TRUE(shown(*session, "problem").toString().contains(u"nearly full, so the photo is not kept yet"_s));
    EXPECT_FALSE(session->answers().contains(u"shot"_s)) << "nothing names what is not stored";
    session->keepPhotosAgain(u"shot"_s);
    ASSERT_TRUE(waitFor([&] { return !shown(*session, "isWorking").toBool(); }));
    EXPECT_EQ(shown(*session, "unkeptPhotos").toInt(), 1) << "refused once more, and still here";

    fillDisk(false);
    session->keepPhotosAgain(u"shot"_s);
    session->keepPhotosAgain(u"shot"_s);   // a second press is not a second photo
    ASSERT_TRUE(waitFor([&] { return session->answers().contains(u"shot"_s); }));
    EXPECT_EQ(shown(*session, "unkeptPhotos").toInt(), 0);
    EXPECT_EQ(shown(*session, "problem").toString(), QString());
    ASSERT_TRUE(waitFor([&] { return session->saveState() == FormSession::Kept; }));
    EXPECT_GT(sizeOfStored(kept(draft)), 0);
}

TEST_F(DraftKeeperTest, DoneTriesAPhotoAgainAndEndsNothingWithoutIt)
{
    FormSession *session = beginForm(u"S"_s);
    QSignalSpy asked(session, &FormSession::focusAsked);
    int completions = 0;
    session->complete = [&completions](const Answers &answers) { completions += answers.contains(u"shot"_s) ? 1 : 100; };
    ASSERT_NO_FATAL_FAILURE(takePhotoOnAFullDisk(*session));
    session->finish();
    EXPECT_TRUE(shown(*session, "isWorking").toBool());
    ASSERT_TRUE(waitFor([&] { return asked.size() == 1; })) << "the person is led to what stands in the way";
    EXPECT_EQ(completions, 0);
    fillDisk(false);
    session->finish();
    ASSERT_TRUE(waitFor([&] { return completions > 0; }));
    EXPECT_EQ(completions, 1);
}

TEST_F(DraftKeeperTest, APhotoThatWasRefusedIsInTheDraftOfItsClosedFormOnceTheDiskTakesIt)
{
    FormSession *session = beginForm(u"S"_s);
    const RecordId draft = onlyDraft();
    ASSERT_NO_FATAL_FAILURE(takePhotoOnAFullDisk(*session));
    view.close();
    ASSERT_TRUE(waitFor([&] { return view.problem().startsWith(u"A photo or file of a draft is not kept yet"_s); })) << qPrintable(view.problem());
    EXPECT_FALSE(kept(draft).contains(u"shot"_s));
    fillDisk(false);
    ASSERT_TRUE(waitFor([&] { return kept(draft).contains(u"shot"_s); }));
    EXPECT_GT(sizeOfStored(kept(draft)), 0);
}

TEST_F(DraftKeeperTest, APhotoThatCameBetweenTheReadingOfItsDraftAndItsOpeningIsNotTakenOutAgain)
{
    FormSession *session = beginForm(u"S"_s);
    const RecordId draft = onlyDraft();
    ASSERT_NO_FATAL_FAILURE(takePhotoOnAFullDisk(*session));
    view.close();
    const auto read = thread.call([&](Store &open) { return openedDraft(open, englandCalendar(), draft); }).get();
    ASSERT_TRUE(read);
    EXPECT_FALSE(Answers(read->draft.body.answers).contains(u"shot"_s));
    fillDisk(false);
    ASSERT_TRUE(waitFor([&] { return kept(draft).contains(u"shot"_s); }));
    const Answers withPhoto = kept(draft);
    const auto late = keeper.newSession(*read, DraftState::Shows::WholePart);
    late->setText(u"said"_s, u"Look at this."_s);
    late->saveNow();
    ASSERT_TRUE(waitFor([&] { return kept(draft).contains(u"said"_s) && kept(draft).contains(u"shot"_s); })) << "it was taken out of its draft";
    EXPECT_EQ(kept(draft).value(u"shot"_s), withPhoto.value(u"shot"_s));
}

TEST_F(DraftKeeperTest, AnEarlierPhotoThatTheDiskTakesLateDoesNotReplaceANewerOne)
{
    FormSession *session = beginForm(u"S"_s);
    const RecordId draft = onlyDraft();
    ASSERT_NO_FATAL_FAILURE(takePhotoOnAFullDisk(*session));
    view.close();
    ASSERT_TRUE(waitFor([&] { return view.problem().startsWith(u"A photo or file of a draft is not kept yet"_s); })) << qPrintable(view.problem());
    session = openLater(draft);
    fillDisk(false);
    QTemporaryDir folder;
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(Qt::darkRed);
    ASSERT_TRUE(image.save(folder.filePath(u"newer.jpg"_s)));
    session->addPicture(u"shot"_s, QUrl::fromLocalFile(folder.filePath(u"newer.jpg"_s)));
    const auto isRed = [&] {
        const QColor seen = QImage::fromData(bytesOfStored(session->answers())).pixelColor(30, 20);
        return seen.isValid() && seen.red() > 2 * seen.green();
    };
    ASSERT_TRUE(waitFor(isRed));
    EXPECT_FALSE(QTest::qWaitFor([&] { return !isRed(); }, 2 * saveAgainMs)) << "the earlier one was tried again meanwhile";
}

TEST_F(DraftKeeperTest, APhotoThatWasRefusedCanBeLeftOut)
{
    FormSession *session = beginForm(u"S"_s);
    ASSERT_NO_FATAL_FAILURE(takePhotoOnAFullDisk(*session));
    session->dropPhotos(u"shot"_s);
    EXPECT_EQ(shown(*session, "unkeptPhotos").toInt(), 0);
    EXPECT_EQ(shown(*session, "problem").toString(), QString());
    fillDisk(false);
    session->keepPhotosAgain(u"shot"_s);
    EXPECT_FALSE(shown(*session, "isWorking").toBool()) << "there is none to keep";
}
