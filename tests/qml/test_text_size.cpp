// Text begins as large as the system sets its own, until its person chooses.
#include "qml/app/system_text_size.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

int percentOf(int pixels, const QString &platform)
{
    QFont font;
    font.setPixelSize(pixels);
    return systemTextPercent(font, platform);
}

TEST(SystemTextSize, FollowsALargerTextWithinWhatThePagesAreMadeFor)
{
    EXPECT_EQ(percentOf(15, u"xcb"_s), 100);
    EXPECT_EQ(percentOf(18, u"wayland"_s), 120);
    EXPECT_EQ(percentOf(12, u"windows"_s), 100);
    EXPECT_EQ(percentOf(18, u"windows"_s), 150);
    EXPECT_EQ(percentOf(60, u"xcb"_s), 200);
    EXPECT_EQ(percentOf(9, u"xcb"_s), 100) << "never smaller than the pages are made for";
}

TEST(SystemTextSize, GuessesNothingWhereThePlatformIsNotKnownToSay)
{
    EXPECT_EQ(percentOf(60, u"offscreen"_s), 100);
    EXPECT_EQ(percentOf(60, {}), 100);
}

} // namespace
