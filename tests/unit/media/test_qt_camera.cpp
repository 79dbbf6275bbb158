#include "platform/media/qt_camera.h"

#include <QGuiApplication>
#include <QImage>
#include <QSet>

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

// Source: core/ports/camera.h: row by row without gaps. Pictures of odd widths have gaps between their rows.
TEST(QtCameraTest, WhatIsSeenIsHandedOnRowByRowWithoutGaps)
{
    QImage image(5, 3, QImage::Format_RGB888);
    image.fill(QColor(10, 20, 30));
    image.setPixelColor(4, 1, QColor(200, 100, 50));
    ASSERT_GT(image.bytesPerLine(), 5 * 3) << "its rows have gaps";
    const CameraSight sight = cameraSight(image);
    ASSERT_EQ(sight.width, 5);
    ASSERT_EQ(sight.height, 3);
    ASSERT_EQ(sight.pixels.size(), 5 * 3 * 4);
    const auto dot = [&](int x, int y) { return sight.pixels.mid((y * 5 + x) * 4, 3); };
    EXPECT_EQ(dot(0, 0), QByteArray("\x0a\x14\x1e"));
    EXPECT_EQ(dot(4, 1), QByteArray("\xc8\x64\x32"));
    EXPECT_EQ(dot(4, 2), QByteArray("\x0a\x14\x1e"));
    EXPECT_EQ(cameraSight({}).width, 0);
}

TEST(QtCameraTest, WhatIsNotThereDoesNotBeginAndSaysThatItIsLost)
{
    const auto camera = systemCamera();
    QSet<QString> ids;
    for (const CameraChoice &one : camera->all()) {
        EXPECT_FALSE(one.id.isEmpty());
        EXPECT_FALSE(ids.contains(one.id)) << "each stands there once, the usual one too";
        ids.insert(one.id);
    }
    int lost = 0, taken = 0;
    camera->lost = [&lost] { ++lost; };
    camera->taken = [&taken](const QByteArray &) { ++taken; };
    EXPECT_FALSE(camera->begin(u"no such camera"_s));
    EXPECT_EQ(lost, 0) << "it did not begin";
    camera->take();
    EXPECT_EQ(lost, 1) << "there is nothing to take a photo with";
    EXPECT_EQ(taken, 0);
    camera->end();
    camera->end();
}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
