// A new edition is installed on the hub: everybody's app says what it will change for them before it does.
#include "core/packs/framework/framework_pack.h"
#include "tests/qml/joined_devices.h"

#include <QTest>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

class FrameworkAppTest : public JoinedDevices {
protected:
    static bool says(const ScreenReader &reader, const QString &words)
    {
        return reader.waitFor([&] { return reader.said().contains(words); });
    }
    /// From a day to come, the data of Early Support are looked at monthly.
    void installNext()
    {
        const CompiledFramework framework = *compileWithBuiltInTables(builtInFramework());
        const CompiledActivity *row = framework.find(ActivityKey(u"early-support:data-meetings"_s));
        ASSERT_TRUE(row);
        QList<QByteArray> lines = builtInFramework().split('\n');
        lines[row->activity.lastLine - 1] = "\tMonthly";
        QTemporaryDir folder;
        QFile file(folder.filePath(u"next.txt"_s));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(lines.join('\n'));
        file.close();
        const QString from = QDate::currentDate().addDays(40).toString(Qt::ISODate);
        ASSERT_FALSE(m_hub.administer({ u"framework"_s, u"install"_s, file.fileName(), u"--from"_s, from }).isEmpty()) << qPrintable(m_hub.complaint);
    }
};

TEST_F(FrameworkAppTest, EachIsToldWhatAComingEditionChangesForThemAndNobodyElseIs)
{
    begin();
    serve();
    installNext();
    join(u"manager"_s, manager);
    join(u"worker"_s, author);
    {
        RunningApp app(folderOf(u"manager"_s), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        reader.key(Qt::Key_3, Qt::ControlModifier);
        ASSERT_TRUE(says(reader, u"1 of its 1 changes concern you."_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"See what changes"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, u"What changes for you"_s)) << qPrintable(reader.said());
        EXPECT_TRUE(says(reader, u"Until then: every 6 to 8 weeks. From then on: once a month."_s)) << qPrintable(reader.said());
        EXPECT_TRUE(says(reader, u"Planned work takes about "_s)) << qPrintable(reader.said());
        int examined = 0;
        EXPECT_EQ(reader.unnamed(&examined), QStringList());
        EXPECT_GE(examined, 2);
        reader.key(Qt::Key_Escape);
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"See what changes"_s)) << qPrintable(reader.said());
    }
    RunningApp app(folderOf(u"worker"_s), { 1440, 900 }, true);
    const ScreenReader reader = app.reader();
    reader.key(Qt::Key_3, Qt::ControlModifier);
    ASSERT_TRUE(says(reader, u"none of them for you."_s)) << qPrintable(reader.said());
}

} // namespace
