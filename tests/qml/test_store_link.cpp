#include "core/packs/calendar/england_calendar.h"
#include "qml/app/file_desk_flow.h"
#include "tests/unit/commands/command_fixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class StoreLinkTest : public CommandTest {
protected:
    StoreLinkTest()
    {
        putReference(record, formBody(u"theirs"_s));
        thread.open([this] { return Result<std::unique_ptr<Store>>(std::move(store)); });
        link.follow();
    }
    /// A change of files and of nothing else.
    [[nodiscard]] Result<void> askForAFile()
    {
        return thread
            .call([this](Store &open) { return open.transact([&] {
                                            return open.fileTravel().want({ QByteArray(32, 'f'), record, 10, u"image/jpeg"_s });
                                        }); })
            .get();
    }

    const RecordId record = newRecord();
    StoreThread thread;
    StoreLink link { thread, englandCalendar(), clock, random };
};

} // namespace

TEST_F(StoreLinkTest, PicturesHearThatAFileCameThoughNothingElseChanged)
{
    FileDeskFlow desk(link, FileDesk::instance());
    QSignalSpy came(&FileDesk::instance(), &FileDesk::filesCame);
    ASSERT_TRUE(askForAFile());
    EXPECT_TRUE(QTest::qWaitFor([&] { return came.size() == 1; }, 60'000));
}
