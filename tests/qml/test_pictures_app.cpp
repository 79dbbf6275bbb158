#include "core/base/limits.h"
#include "core/commands/save_draft.h"
#include "core/forms/named_files.h"
#include "core/store/store_directory.h"
#include "qml/gallery/sample_camera.h"
#include "tests/qml/fake_sound.h"
#include "tests/qml/joined_devices.h"

#include <QDirIterator>
#include <QPainter>
#include <QTest>
#include <QThreadPool>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// Photos and drawings in the whole app, on a device without a signal.
class PicturesAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        publish(u"pictures.json"_s, *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:pictures","version":"1.0","status":"active",
            "title":"A pictured note","name":"PICTURED","item":[{"linkId":"p","type":"group","text":"The note","item":[
              {"linkId":"said","type":"text","text":"What was said","required":true},
              {"linkId":"papers","type":"attachment","text":"Papers","repeats":true},
              {"linkId":"shot","type":"attachment","text":"The rooms","repeats":true,
               "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/mimeType","valueCode":"image/*"},{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs","valueInteger":2}]},
              {"linkId":"where","type":"attachment","text":"Where","extension":[{"url":"urn:sightline:ext:drawing","valueCode":"body-map"}]},
              {"linkId":"marks","type":"text","text":"Mark by mark"},
              {"linkId":"sketch","type":"attachment","text":"The garden","extension":[{"url":"urn:sightline:ext:drawing","valueCode":"free"}]}]}]})"));
        serve();
        join(u"first"_s, author);
        m_hub.terminate();
    }
    [[nodiscard]] QString folder() const { return folderOf(u"first"_s); }

    void beginNote(const ScreenReader &reader, const QString &words) { JoinedDevices::beginNote(reader, u"A pictured note"_s, words); }
    /// The file a person would choose in the system's window, which no test can work.
    [[nodiscard]] QUrl photo(const QString &name, QColor color) const
    {
        QImage image(1200, 900, QImage::Format_RGB32);
        image.fill(color);
        QPainter painter(&image);
        painter.fillRect(200, 150, 500, 400, color.lighter());
        painter.end();
        EXPECT_TRUE(image.save(m_folder.filePath(name)));
        return QUrl::fromLocalFile(m_folder.filePath(name));
    }
    void finishNoteWithPhoto(RunningApp &app, const ScreenReader &reader)
    {
        beginNote(reader, u"Toast."_s);
        app.views().capture()->session()->addPicture(u"shot"_s, photo(u"room.png"_s, Qt::darkGreen));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Photo 1"_s, true)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    }
    [[nodiscard]] std::unique_ptr<Store> openStore() { return openStoreOf(u"first"_s); }
    /// How many files below @p folder hold @p bytes.
    static int filesHolding(const QString &folder, const QByteArray &bytes)
    {
        int holding = 0;
        for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
            QFile file(it.next());
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            holding += file.readAll().contains(bytes) ? 1 : 0;
        }
        return holding;
    }
};

TEST_F(PicturesAppTest, AChosenPhotoIsShownOpenedTakenAwayPutBackAndReadInItsRecord)
{
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        beginNote(reader, u"Toast."_s);
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Add a picture: The rooms"_s)) << qPrintable(reader.said());
        FormSession &session = *app.views().capture()->session();
        session.addPicture(u"shot"_s, photo(u"Nobody's bedroom.jpg"_s, Qt::darkGreen));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Photo 1"_s, true)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.said().contains(u"Nobody"_s)) << "no file's own name is kept";
        // Opened large, and closed again with the form still there.
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Open Photo 1"_s, true));
        ASSERT_TRUE(reader.waitFor(QAccessible::Graphic, u"Photo 1"_s)) << qPrintable(reader.said());
        reader.key(Qt::Key_Escape);
        ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::Graphic, u"Photo 1"_s); }));
        ASSERT_TRUE(app.views().capture()->session());
        // Taken away; words typed since stay when it is put back.
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Remove Photo 1"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::Button, u"Open Photo 1"_s, 0, true); }));
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"What was said"_s)));
        reader.key(Qt::Key_End);
        reader.type(u" And jam."_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Photo 1"_s, true));
        EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, u"What was said"_s)), u"Toast. And jam."_s);
        // No picture: said in words, and nothing is lost.
        QFile other(m_folder.filePath(u"other.jpg"_s));
        ASSERT_TRUE(other.open(QIODevice::WriteOnly));
        other.write("\xff\xd8 no photo");
        other.close();
        session.addPicture(u"shot"_s, QUrl::fromLocalFile(other.fileName()));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"That file could not be read as a picture"_s, true)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.find(QAccessible::Button, u"Open Photo 1"_s, 0, true));
        session.addPicture(u"shot"_s, photo(u"two.png"_s, Qt::darkRed));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Photo 2"_s, true)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.find(QAccessible::Button, u"Add another picture: The rooms"_s)) << "two are all it takes";
        EXPECT_FALSE(reader.said().contains(u"could not be read"_s));
    }
    RunningApp app(folder(), { 390, 844 }, true);   // it reopens on the draft
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Photo 2"_s, true)) << qPrintable(reader.said());
    EXPECT_EQ(reader.unnamed(), QStringList());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    reader.key(Qt::Key_2, Qt::ControlModifier);
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"A pictured note"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Photo 1"_s, true)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.find(QAccessible::Button, u"Open Photo 2"_s, 0, true));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Open Photo 1"_s, true));
    ASSERT_TRUE(reader.waitFor(QAccessible::Graphic, u"Photo 1"_s)) << qPrintable(reader.said());
}

/// From the camera on one device to the manager's eyes on another, through the real hub.
TEST_F(PicturesAppTest, APhotoReachesTheManagersDeviceThroughTheHub)
{
    const auto openNote = [](RunningApp &app, const ScreenReader &reader) {
        reader.key(Qt::Key_2, Qt::ControlModifier);
        EXPECT_TRUE(reader.press(QAccessible::Button, u"My team"_s, true)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.press(QAccessible::ListItem, u"A pictured note"_s, true)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.waitFor([&] { return !app.views().records()->opened()->recordId().isEmpty(); }));
    };
    ASSERT_TRUE(m_hub.serve()) << qPrintable(m_hub.complaint);
    {
        RunningApp app(folder(), { 390, 844 });
        const ScreenReader reader = app.reader();
        ASSERT_NO_FATAL_FAILURE(finishNoteWithPhoto(app, reader));
        ASSERT_TRUE(reader.waitFor([&] {
            app.graph().saveNow();   // it can no longer be taken back
            return app.views().sync()->headline() == u"Everything you wrote is on the hub."_s && app.views().sync()->glyphText() == u"On the hub"_s;
        })) << qPrintable(app.views().sync()->headline() + app.views().sync()->detail());
    }
    EXPECT_EQ(openStore()->fileTravel().unsent()->files, 0);
    join(u"second"_s, manager);   // the record comes, and nobody has looked at it
    m_hub.terminate();
    {
        RunningApp app(folderOf(u"second"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        openNote(app, reader);
        EXPECT_TRUE(reader.waitFor([&] { return reader.said().contains(u"This picture has not come to this device yet"_s); })) << qPrintable(reader.said());
        EXPECT_TRUE(reader.said().contains(u"of this record have not come to this device yet."_s)) << qPrintable(reader.said());
        EXPECT_EQ(reader.unnamed(), QStringList());
    }
    ASSERT_TRUE(m_hub.serve()) << qPrintable(m_hub.complaint);
    RunningApp app(folderOf(u"second"_s), { 390, 844 });
    const ScreenReader reader = app.reader();
    openNote(app, reader);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Photo 1"_s, true)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.waitFor([&] { return !reader.said().contains(u"not come to this device yet"_s); })) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Open Photo 1"_s, true));
    ASSERT_TRUE(reader.waitFor(QAccessible::Graphic, u"Photo 1"_s)) << qPrintable(reader.said());
}

/// A connection that is metered until it is told otherwise.
class MadeUpCost : public ConnectionCost {
public:
    [[nodiscard]] bool isKnown() const override { return true; }
    [[nodiscard]] bool isMetered() const override { return m_isMetered; }
    void becomeFree()
    {
        m_isMetered = false;
        changed();
    }

private:
    bool m_isMetered = true;
};

TEST_F(PicturesAppTest, PhotosWaitForWiFiWhereThePersonChoseSoAndWordsDoNot)
{
    ASSERT_TRUE(m_hub.serve()) << qPrintable(m_hub.complaint);
    RunningApp app(folder(), { 390, 844 });
    const ScreenReader reader = app.reader();
    auto made = std::make_unique<MadeUpCost>();
    MadeUpCost &cost = *made;
    app.graph().setConnectionCost(std::move(made));
    reader.key(Qt::Key_5, Qt::ControlModifier);
    ASSERT_TRUE(reader.press(QAccessible::ListItem, u"Settings"_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::CheckBox, u"Photos and files only on Wi-Fi"_s, true)) << qPrintable(reader.said());
    EXPECT_TRUE(app.views().more()->preferences()->sparesAllowance());
    ASSERT_NO_FATAL_FAILURE(finishNoteWithPhoto(app, reader));
    ASSERT_TRUE(reader.waitFor([&] {
        app.graph().saveNow();   // it can no longer be taken back
        return app.views().sync()->headline() == u"Everything you wrote is on the hub. Photos and files follow."_s;
    })) << qPrintable(app.views().sync()->headline() + app.views().sync()->detail());
    EXPECT_TRUE(app.views().sync()->detail().contains(u"1 photo(s) or file(s) still to send"_s)) << qPrintable(app.views().sync()->detail());
    EXPECT_TRUE(app.views().sync()->detail().contains(u"This connection is metered"_s)) << qPrintable(app.views().sync()->detail());
    EXPECT_FALSE(reader.waitFor([&] { return app.views().sync()->headline() == u"Everything you wrote is on the hub."_s; }, 500)) << "it has gone all the same";
    cost.becomeFree();
    EXPECT_TRUE(reader.waitFor([&] { return app.views().sync()->headline() == u"Everything you wrote is on the hub."_s; }))
        << qPrintable(app.views().sync()->headline() + app.views().sync()->detail());
    EXPECT_FALSE(app.views().sync()->detail().contains(u"metered"_s));
}

class FakeOpener : public FileOpener {
public:
    Result<void> open(const QByteArray &bytes, const QString &ending) override
    {
        opened.append(ending.toUtf8() + ':' + bytes);
        return hasProgram ? Result<void>() : Error { ErrorCode::StorageFailure, u"none"_s };
    }
    bool removeCopies() override { return true; }
    QList<QByteArray> opened;
    bool hasProgram = true;
};

TEST_F(PicturesAppTest, AnyFileIsKeptWithItsNameAndLeavesTheStoreOnlyWhenOneIsToldAndAsks)
{
    const auto given = [&](const QString &name, const QByteArray &bytes) {
        QFile file(m_folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return QUrl::fromLocalFile(file.fileName());
    };
    const QByteArray pdf = "%PDF-1.4 a plan that nobody else may read " + QByteArray(400'000, '7');
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        auto opener = std::make_unique<FakeOpener>();
        FakeOpener &outside = *opener;
        app.graph().setOpener(std::move(opener));
        beginNote(reader, u"Toast."_s);
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Add a file: Papers"_s)) << qPrintable(reader.said());
        FormSession &session = *app.views().capture()->session();
        session.addPicture(u"papers"_s, given(u"Plan for the week.pdf"_s, pdf));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Plan for the week.pdf, "_s, true)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.find(QAccessible::Button, u"Open Plan for the week.pdf, PDF document, 400"_s, 0, true)) << qPrintable(reader.said());
        // What cannot be kept is said, and changes nothing.
        session.addPicture(u"papers"_s, given(u"empty.pdf"_s, {}));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"That file is empty or damaged"_s, true)) << qPrintable(reader.said());
        session.addPicture(u"papers"_s, QUrl::fromLocalFile(m_folder.path()));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"That could not be opened as a file"_s, true)) << qPrintable(reader.said());
        session.addPicture(u"papers"_s, given(u"huge.txt"_s, QByteArray(limits::fileBytesMax + 1, 'x')));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"That file is larger than 26"_s, true)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.find(QAccessible::Button, u"Open Plan for the week.pdf, "_s, 0, true));
        session.addPicture(u"papers"_s, given(u"run\u202e\u0007me.sh"_s, "#!/bin/sh\nexit\n"));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open runme.sh, "_s, true)) << qPrintable(reader.said());
        // A press alone opens nothing: first it is said what that means.
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Open Plan for the week.pdf, "_s, true));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open an unencrypted copy"_s)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.said().contains(u"a copy that is not encrypted"_s));
        EXPECT_EQ(outside.opened.size(), 0);
        reader.key(Qt::Key_Escape);
        ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::Button, u"Open an unencrypted copy"_s); }));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Open runme.sh, "_s, true));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"A file of this kind is kept and not opened"_s, true)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.find(QAccessible::Button, u"Open an unencrypted copy"_s));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Close"_s)) << "Escape twice would hide all: " << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::NoRole, u"A file of this kind is kept and not opened"_s, 0, true); }));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        reader.key(Qt::Key_2, Qt::ControlModifier);
        ASSERT_TRUE(reader.press(QAccessible::ListItem, u"A pictured note"_s, true)) << qPrintable(reader.said());
        for (const bool hasProgram : { true, false }) {
            outside.hasProgram = hasProgram;
            ASSERT_TRUE(reader.press(QAccessible::Button, u"Open Plan for the week.pdf, "_s, true)) << qPrintable(reader.said());
            ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open an unencrypted copy"_s)) << qPrintable(reader.said());
            ASSERT_TRUE(reader.press(QAccessible::Button, u"Open an unencrypted copy"_s));
            ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, hasProgram ? u"Opened in another program"_s : u"No program on this device"_s, true))
                << qPrintable(reader.said());
        }
        ASSERT_EQ(outside.opened.size(), 2);
        EXPECT_EQ(outside.opened.first(), "pdf:" + pdf);
        EXPECT_EQ(reader.unnamed(), QStringList());
    }
    EXPECT_EQ(filesHolding(folder(), pdf.first(40)), 0);
}

TEST_F(PicturesAppTest, AVoiceNoteIsRecordedStoppedPlayedReadInItsRecordAndTakenAway)
{
    auto running = std::make_unique<RunningApp>(folder(), QSize(390, 844), true);
    RunningApp &app = *running;
    const Sound sound(app);
    const ScreenReader reader = app.reader();
    beginNote(reader, u"Toast."_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Record a voice note: Papers"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return sound.microphone->isOn; }));
    sound.microphone->hear(12'000);
    ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Recording 0:12. 9:48 left."_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Stop and keep: Papers"_s)) << qPrintable(reader.said());
    EXPECT_FALSE(sound.microphone->isOn);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Play Voice note 1, "_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Play Voice note 1, "_s, true));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Stop Voice note 1, "_s, true)) << qPrintable(reader.said());
    EXPECT_NEAR(static_cast<double>(sound.loudspeaker->played.size()), 12.0 * playedPerSecond * 2, 5000);
    EXPECT_NEAR(support::hertzOf(sound.loudspeaker->played, playedPerSecond), 440, 6);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Stop Voice note 1, "_s, true));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Play Voice note 1, "_s, true));
    EXPECT_FALSE(sound.loudspeaker->isOn);
    // Hiding the page ends what plays and what is recorded.
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Record a voice note: Papers"_s));
    ASSERT_TRUE(reader.waitFor([&] { return sound.microphone->isOn; }));
    sound.microphone->hear(3000);
    reader.key(Qt::Key_H, Qt::ControlModifier);
    EXPECT_FALSE(sound.microphone->isOn);
    FormSession &session = *app.views().capture()->session();
    ASSERT_TRUE(reader.waitFor([&] { return filesAt(session.answers(), u"papers"_s).size() == 2; }));
    session.removeFile(u"papers"_s, session.answers().rows(u"papers"_s).at(1).id);
    // Done in the middle of one waits for it.
    session.startVoice(u"papers"_s);
    ASSERT_TRUE(reader.waitFor([&] { return sound.microphone->isOn; }));
    sound.microphone->hear(voiceNoteMsMax + 5000);
    ASSERT_TRUE(reader.waitFor([&] { return filesAt(session.answers(), u"papers"_s).size() == 2; })) << "it stops by itself at its limit";
    EXPECT_FALSE(sound.microphone->isOn);
    EXPECT_LT(filesAt(session.answers(), u"papers"_s).at(1).sizeBytes, 3'000'000);
    session.startVoice(u"papers"_s);
    ASSERT_TRUE(reader.waitFor([&] { return sound.microphone->isOn; }));
    sound.microphone->hear(2000);
    session.finish();
    ASSERT_TRUE(reader.waitFor([&] { return app.views().capture()->session() == nullptr; }));
    EXPECT_FALSE(sound.microphone->isOn);
    running.reset();
    const auto store = openStore();
    qint64 named = 0;
    ASSERT_TRUE(store->db().each("SELECT count(*) FROM file_record", [&](const Statement &row) { named = row.integer(0); }));
    EXPECT_EQ(named, 3) << "the record names all that was recorded for it";
}

TEST_F(PicturesAppTest, WithoutAMicrophoneItIsSaidWhyAndAFileIsOffered)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const Sound sound(app);
    sound.microphone->why = u"There is none."_s;
    const ScreenReader reader = app.reader();
    beginNote(reader, u"Toast."_s);
    ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"There is none. A recording made elsewhere can be added as a file."_s)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Record a voice note: Papers"_s));
    EXPECT_TRUE(reader.find(QAccessible::Button, u"Add a file: Papers"_s));
}

TEST_F(PicturesAppTest, AVoiceNoteCutOffWithTheAppIsInItsDraftWhenItReopens)
{
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const Sound sound(app);
        const ScreenReader reader = app.reader();
        beginNote(reader, u"Toast."_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Record a voice note: Papers"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] { return sound.microphone->isOn; }));
        sound.microphone->hear(8000);
    }   // closed in the middle
    RunningApp app(folder(), { 390, 844 }, true);
    const Sound sound(app);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Play Voice note 1, "_s, true)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Play Voice note 1, "_s, true));
    ASSERT_TRUE(reader.waitFor([&] { return sound.loudspeaker->isOn; }));
    EXPECT_GT(static_cast<double>(sound.loudspeaker->played.size()), 7.0 * playedPerSecond * 2);
}

/// A camera in the app, as the system's would be.
SampleCamera *cameraIn(RunningApp &app)
{
    auto camera = std::make_unique<SampleCamera>();
    SampleCamera *it = camera.get();
    app.graph().setCamera(std::move(camera));
    return it;
}

TEST_F(PicturesAppTest, APhotoIsTakenLookedAtTakenAgainAndKeptByKeyboardAsAChosenOneIs)
{
    auto running = std::make_unique<RunningApp>(folder(), QSize(390, 844), true);
    RunningApp &app = *running;
    SampleCamera *camera = cameraIn(app);
    const ScreenReader reader = app.reader();
    beginNote(reader, u"Toast."_s);
    FormSession &session = *app.views().capture()->session();
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Take a photo: The rooms"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::Graphic, u"What the camera sees"_s)) << qPrintable(reader.said());
    const auto isOn = [&](const QString &button) {
        const auto found = reader.find(QAccessible::Button, button);
        return found && found->element->state().focused;
    };
    ASSERT_TRUE(reader.waitFor([&] { return isOn(u"Take it now"_s); })) << "the keyboard is on what comes next";
    EXPECT_EQ(camera->on, u"back"_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Use another camera"_s));
    EXPECT_EQ(camera->on, u"front"_s);
    EXPECT_EQ(reader.unnamed(), QStringList());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Take it now"_s));
    ASSERT_TRUE(reader.waitFor([&] { return isOn(u"Use this photo"_s); })) << qPrintable(reader.said());
    EXPECT_TRUE(camera->on.isEmpty()) << "nothing is looked at behind the photo";
    EXPECT_TRUE(session.answers().rows(u"shot"_s).isEmpty()) << "nothing is kept before it is used";
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Take it again"_s));
    EXPECT_EQ(camera->on, u"front"_s) << "the same one";
    // What a phone writes into its photos goes, as from a file.
    QFile withPlace(photo(u"place.jpg"_s, Qt::darkRed).toLocalFile());
    ASSERT_TRUE(withPlace.open(QIODevice::ReadOnly));
    camera->photo = withPlace.readAll();
    const QByteArray exif = QByteArray("\xff\xe1\x00\x16", 4) + "Exif\0\0CANARY-PLACE"_ba;
    camera->photo.insert(2, exif);
    ASSERT_TRUE(camera->photo.contains("CANARY-PLACE"));
    ASSERT_TRUE(reader.waitFor([&] { return isOn(u"Take it now"_s); }));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Take it now"_s));
    ASSERT_TRUE(reader.waitFor([&] { return isOn(u"Use this photo"_s); })) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Use this photo"_s));
    ASSERT_TRUE(reader.waitFor([&] { return session.answers().rows(u"shot"_s).size() == 1; })) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return session.saveState() == FormSession::Kept; }));
    EXPECT_EQ(session.answers().rows(u"shot"_s).first().value[u"name"_s].toString(), u"photo-1.jpg"_s);
    EXPECT_TRUE(camera->on.isEmpty());
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Photo 1"_s, true)) << qPrintable(reader.said());
    const QByteArray sha = QByteArray::fromHex(session.answers().rows(u"shot"_s).first().value[u"sha"_s].toString().toLatin1());
    running.reset();
    const QByteArray kept = openStore()->files().bytes(sha).value();
    EXPECT_EQ(QImage::fromData(kept).size(), QSize(1200, 900));
    EXPECT_FALSE(kept.contains("CANARY-PLACE")) << "without place, time or camera";
    EXPECT_EQ(filesHolding(folder(), kept.mid(kept.size() / 2, 48)), 0) << "and nowhere but in the encrypted store";
}

TEST_F(PicturesAppTest, ACameraThatIsRefusedUnpluggedOrHiddenIsOffAndAFileIsOffered)
{
    RunningApp app(folder(), { 390, 844 }, true);
    SampleCamera *camera = cameraIn(app);
    const ScreenReader reader = app.reader();
    beginNote(reader, u"Toast."_s);
    FormSession &session = *app.views().capture()->session();
    CameraView &view = *app.views().capture()->camera();
    camera->isRefused = true;
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Take a photo: The rooms"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Choose a file instead"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.said().contains(u"The camera does not work: another program may be using it"_s)) << qPrintable(reader.said());
    camera->isRefused = false;
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Try the camera again"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Take it now"_s)) << qPrintable(reader.said());
    camera->photo = "no picture";
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Take it now"_s));
    ASSERT_TRUE(reader.waitFor([&] { return view.trouble().contains(u"cannot be read"_s); })) << qPrintable(view.trouble());
    camera->photo.clear();
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Try the camera again"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Take it now"_s));
    camera->plug({});
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"The camera is gone."_s); })) << qPrintable(reader.said());
    EXPECT_TRUE(session.answers().rows(u"shot"_s).isEmpty());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Close"_s));
    ASSERT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::Button, u"Take a photo: The rooms"_s); })) << "there is none now";
    EXPECT_TRUE(reader.find(QAccessible::Button, u"Add a picture: The rooms"_s));
    // Plugged in again, and hidden while it is on: nobody is looked at behind the cover, and the photo that nobody used is gone.
    camera->plug({ { u"usb"_s, u"USB camera"_s } });
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Take a photo: The rooms"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return camera->on == u"usb"_s; }));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Take it now"_s));
    reader.key(Qt::Key_H, Qt::ControlModifier);
    ASSERT_TRUE(reader.waitFor([&] { return camera->on.isEmpty(); }));
    EXPECT_EQ(view.state(), CameraView::Off);
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Take a photo: The rooms"_s)) << "nothing of the form is read out";
    // Back again, the keyboard is where the sheet was opened from, and not on a button of the sheet that is gone.
    reader.key(Qt::Key_Escape);
    ASSERT_TRUE(reader.waitFor([&] {
        const auto shoot = reader.find(QAccessible::Button, u"Take a photo: The rooms"_s);
        return shoot && shoot->element->state().focused;
    })) << qPrintable(reader.said());
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Take it now"_s)) << "the sheet does not come back";
}

TEST_F(PicturesAppTest, WithoutACameraNoneIsOffered)
{
    RunningApp app(folder(), { 390, 844 }, true);
    SampleCamera *camera = cameraIn(app);
    camera->choices.clear();
    const ScreenReader reader = app.reader();
    beginNote(reader, u"Toast."_s);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Add a picture: The rooms"_s)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Take a photo: The rooms"_s));
}

TEST_F(PicturesAppTest, PicturesLieEncryptedOnTheDeviceAndTheRecordNamesThem)
{
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        beginNote(reader, u"Toast."_s);
        app.views().capture()->session()->addPicture(u"shot"_s, photo(u"room.jpg"_s, Qt::darkGreen));
        // Done at once waits for the picture: it belongs to the record.
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    }
    const auto store = openStore();
    ASSERT_TRUE(store);
    QByteArray sha;
    ASSERT_TRUE(store->db().each("SELECT sha FROM file_record", [&](const Statement &row) { sha = row.blob(0); }));
    ASSERT_EQ(sha.size(), 32);
    const QByteArray bytes = store->files().bytes(sha).value();
    const QByteArray inside = bytes.mid(bytes.size() / 2, 48);
    EXPECT_EQ(filesHolding(folder(), inside), 0);
    QFile planted(folder() + u"/planted"_s);
    ASSERT_TRUE(planted.open(QIODevice::WriteOnly));
    planted.write(bytes);
    planted.close();
    EXPECT_EQ(filesHolding(folder(), inside), 1) << "what is not encrypted is found";
}

TEST_F(PicturesAppTest, ABodyMapIsMarkedByKeysAndEachMarkHasItsWords)
{
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    beginNote(reader, u"Toast."_s);
    FormSession &session = *app.views().capture()->session();
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Mark on the body map: Where"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor(QAccessible::Graphic, u"Where. Press where"_s, true)) << qPrintable(reader.said());
    const auto comesToTheMap = [&] {
        const bool hasKeyboard = reader.waitFor([&] {
            const auto area = reader.find(QAccessible::Graphic, u"Where. Press where"_s, 0, true);
            return area && area->element->state().focused;
        });
        return hasKeyboard && reader.focus(*reader.find(QAccessible::Graphic, u"Where. Press where"_s, 0, true));   // and keeps it
    };
    ASSERT_TRUE(comesToTheMap()) << qPrintable(reader.said());
    const auto marks = [&] { return session.answers().value(u"marks"_s).toString(); };
    reader.key(Qt::Key_Space);
    ASSERT_TRUE(reader.waitFor([&] { return marks() == u"1: "_s; })) << qPrintable(marks());
    reader.key(Qt::Key_Right);
    reader.key(Qt::Key_Down);
    reader.key(Qt::Key_Space);
    reader.key(Qt::Key_Space);
    EXPECT_EQ(marks(), u"1: \n2: \n3: "_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Undo the last"_s));
    EXPECT_EQ(marks(), u"1: \n2: "_s);
    ASSERT_TRUE(reader.waitFor([&] { return session.answers().contains(u"where"_s); }));
    EXPECT_EQ(session.answers().value(u"where"_s)[u"name"_s].toString(), u"drawing-1.png"_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Close the sheet"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Body map"_s, true)) << qPrintable(reader.said());
    // More marks later go on with the numbers, over the ones there are; clearing them leaves those.
    const auto settled = [&] { return session.answers().value(u"where"_s)[u"sha"_s].toString(); };
    // The last undoing is stored behind the marks before it, and its line does not say so: what stays the same has come to rest.
    int timesTheSame = 0;
    QString lately;
    ASSERT_TRUE(reader.waitFor([&] {
        QThreadPool::globalInstance()->waitForDone();
        timesTheSame = settled() == lately ? timesTheSame + 1 : 0;
        lately = settled();
        return timesTheSame >= 50;
    }));
    const QString before = settled();
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add marks: Where"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(comesToTheMap()) << qPrintable(reader.said());
    reader.key(Qt::Key_Left);
    reader.key(Qt::Key_Space);
    EXPECT_EQ(marks(), u"1: \n2: \n3: "_s);
    ASSERT_TRUE(reader.waitFor([&] { return settled() != before; }));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Clear"_s));
    ASSERT_TRUE(reader.waitFor([&] { return settled() == before; }));
    EXPECT_EQ(marks(), u"1: \n2: "_s);
    EXPECT_EQ(reader.unnamed(), QStringList());
}

TEST_F(PicturesAppTest, AHandDrawsAndTheInkIsKeptStrokeByStroke)
{
    {
        RunningApp app(folder(), { 768, 1024 }, true);
        const ScreenReader reader = app.reader();
        beginNote(reader, u"Toast."_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Draw: The garden"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] {
            const auto area = reader.find(QAccessible::Graphic, u"The garden. Draw with"_s, 0, true);
            return area && area->element->state().focused;
        }));
        const auto middle = [&] {
            return app.window().mapFromGlobal(reader.find(QAccessible::Graphic, u"The garden. Draw with"_s, 0, true)->element->rect().center());
        };
        // It is scrolled to, clear of the bar at the foot.
        ASSERT_TRUE(reader.waitFor([&] { return middle().y() > 60 && middle().y() < app.window().height() - 160; })) << middle().y();
        const QPoint from = middle();
        FormSession &session = *app.views().capture()->session();
        QTest::mousePress(&app.window(), Qt::LeftButton, {}, from);
        for (int i = 1; i <= 20; ++i)
            QTest::mouseMove(&app.window(), from + QPoint(i * 4, i % 2 ? 12 : -12));
        QTest::mouseRelease(&app.window(), Qt::LeftButton, {}, from + QPoint(80, 0));
        ASSERT_TRUE(reader.waitFor([&] { return session.answers().contains(u"sketch"_s); })) << qPrintable(reader.said());
    }   // closed in the middle of drawing
    RunningApp app(folder(), { 768, 1024 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Drawing"_s, true)) << qPrintable(reader.said());
    const auto store = [&] { return app.views().capture()->session()->answers().value(u"sketch"_s)[u"size"_s].toInteger(); };
    EXPECT_GT(store(), 1000);
}

} // namespace
