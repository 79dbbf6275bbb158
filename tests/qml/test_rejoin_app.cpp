#include "tests/qml/joined_devices.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// A device that the hub takes no longer, in the hands of its person.
class RejoinAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        publishPlainNote();
        serve();
        join(u"first"_s, author);
    }
    static void typeCode(const ScreenReader &reader, const QString &code)
    {
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"Your new code"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, u"Your new code"_s)));
        reader.clearField();
        reader.type(code);
        reader.key(Qt::Key_Return);
    }
};

TEST_F(RejoinAppTest, ADeviceThatWasSignedOutIsJoinedAgainFromSyncWithItsUnsentWork)
{
    RunningApp app(folderOf(u"first"_s), { 390, 844 });
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(reader.waitFor([&] { return app.views().sync()->headline() == u"Everything you wrote is on the hub."_s; }))
        << qPrintable(app.views().sync()->headline());
    ASSERT_FALSE(m_hub.administer({ u"revoke"_s, author, u"--json"_s }).isEmpty()) << m_hub.complaint.toStdString();
    beginNote(reader, u"A plain note"_s, u"Toast, after the device was thought lost."_s);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Undo"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    ASSERT_TRUE(reader.waitFor([&] { return app.views().sync()->isSignedOut(); })) << qPrintable(app.views().sync()->headline());

    // What was handed in before is closed; what is here alone is its author's to read.
    ASSERT_TRUE(reader.waitFor([&] { return app.views().sync()->detail().contains(u"Records are closed to reading"_s); }))
        << qPrintable(app.views().sync()->detail());
    reader.key(Qt::Key_4, Qt::ControlModifier);
    if (!reader.waitFor(QAccessible::EditableText, u"Your new code"_s)) {
        // Wherever Sync stands among the places of this size.
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Sync"_s, true)) << qPrintable(reader.said());
    }
    int examined = 0;
    EXPECT_EQ(reader.unnamed(&examined), QStringList());
    EXPECT_GT(examined, 3);
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Sync now"_s)) << "it would do nothing";

    typeCode(reader, {});
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Type the code that your council gave you."_s); })) << qPrintable(reader.said());
    typeCode(reader, u"AAAA-BBBB-CCCC"_s);
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"The hub does not take this code"_s); })) << qPrintable(reader.said());
    typeCode(reader, m_hub.codeFor(author));
    ASSERT_TRUE(reader.waitFor([&] { return app.views().sync()->headline() == u"Everything you wrote is on the hub."_s; }))
        << qPrintable(app.views().sync()->headline() + u" / "_s + app.views().sync()->joinTrouble());
    EXPECT_FALSE(app.views().sync()->isSignedOut());
    ASSERT_TRUE(reader.waitFor([&] { return !app.views().sync()->detail().contains(u"Records are closed to reading"_s); }));
    EXPECT_TRUE(m_hub.administer({ u"export"_s }).contains("Toast, after the device was thought lost."));
}

} // namespace
