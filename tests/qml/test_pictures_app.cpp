#include "core/commands/save_draft.h"
#include "core/store/store_directory.h"
#include "tests/qml/joined_devices.h"

#include <QDirIterator>
#include <QPainter>
#include <QTest>

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
              {"linkId":"shot","type":"attachment","text":"The rooms","repeats":true,
               "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs","valueInteger":2}]},
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

const QString notice = u"Pictures stay on this device until files are synced. The hub does not have them."_s;

TEST_F(PicturesAppTest, AChosenPhotoIsShownOpenedTakenAwayPutBackAndReadInItsRecord)
{
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        beginNote(reader, u"Toast."_s);
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Add a picture: The rooms"_s)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.said().contains(notice));
        FormSession &session = *app.views().capture()->session();
        session.addPicture(u"shot"_s, photo(u"Ada Lovelace's bedroom.jpg"_s, Qt::darkGreen));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Open Photo 1"_s, true)) << qPrintable(reader.said());
        EXPECT_TRUE(reader.said().contains(notice));
        EXPECT_FALSE(reader.said().contains(u"Lovelace"_s)) << "no file's own name is kept";
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
    EXPECT_TRUE(reader.said().contains(notice));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Open Photo 1"_s, true));
    ASSERT_TRUE(reader.waitFor(QAccessible::Graphic, u"Photo 1"_s)) << qPrintable(reader.said());
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
    ASSERT_TRUE(reader.waitFor([&] { return reader.find(QAccessible::Graphic, u"Where. Press where"_s, 0, true)->element->state().focused; }));
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
    const QString before = settled();
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Add marks: Where"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] {
        const auto area = reader.find(QAccessible::Graphic, u"Where. Press where"_s, 0, true);
        return area && area->element->state().focused;
    }));
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
