#include "qml/controls/file_desk.h"

#include <QGuiApplication>
#include <QImage>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickAsyncImageProvider>
#include <QQuickItem>
#include <QQuickView>
#include <QTest>
#include <QtPlugin>

#include <gtest/gtest.h>

#include <mutex>

Q_IMPORT_PLUGIN(Sightline_ControlsPlugin)
Q_IMPORT_PLUGIN(Sightline_ThemePlugin)

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class HeldResponse : public QQuickImageResponse {
public:
    void answer(const QImage &image)
    {
        m_image = image;
        Q_EMIT finished();
    }
    [[nodiscard]] QQuickTextureFactory *textureFactory() const override { return QQuickTextureFactory::textureFactoryForImage(m_image); }
    [[nodiscard]] QString errorString() const override { return m_image.isNull() ? u"not here"_s : QString(); }

private:
    QImage m_image;
};

/// Answers nothing by itself: the test says what is looked for when.
class HeldImages : public QQuickAsyncImageProvider {
public:
    QQuickImageResponse *requestImageResponse(const QString &, const QSize &) override
    {
        auto *response = new HeldResponse;
        const std::lock_guard lock(m_mutex);
        m_asked.append(response);
        return response;
    }
    [[nodiscard]] qsizetype count() const
    {
        const std::lock_guard lock(m_mutex);
        return m_asked.size();
    }
    void answer(qsizetype which, const QImage &image)
    {
        const std::lock_guard lock(m_mutex);
        m_asked[which]->answer(image);
    }

private:
    mutable std::mutex m_mutex;
    QList<HeldResponse *> m_asked;
};

class PictureTileTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        view.engine()->addImportPath(u"qrc:/qt/qml"_s);
        images = new HeldImages;
        view.engine()->addImageProvider(u"files"_s, images);   // which owns it
        QQmlComponent component(view.engine());
        component.setData("import QtQuick\nimport Sightline.Controls\nPictureTile { width: 320; source: 'image://files/aa'; title: 'Photo 1' }",
                          QUrl(u"qrc:/tile.qml"_s));
        tile = qobject_cast<QQuickItem *>(component.create());
        ASSERT_TRUE(tile) << component.errorString().toStdString();
        view.setContent(component.url(), nullptr, tile);
        view.show();
        ASSERT_TRUE(QTest::qWaitFor([&] { return images->count() == 1; }));
    }
    [[nodiscard]] bool isMissing() const { return tile->property("isMissing").toBool(); }

    QImage picture { 8, 8, QImage::Format_RGB32 };
    QQuickView view;
    HeldImages *images = nullptr;
    QQuickItem *tile = nullptr;
};

} // namespace

TEST_F(PictureTileTest, OneThatWasNotHereIsShownWhenItComes)
{
    images->answer(0, {});
    ASSERT_TRUE(QTest::qWaitFor([&] { return isMissing(); }));
    FileDesk::instance().sayFilesCame();
    ASSERT_TRUE(QTest::qWaitFor([&] { return images->count() == 2; }));
    images->answer(1, picture);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !isMissing() && tile->isEnabled(); }));
}

TEST_F(PictureTileTest, OneThatCameWhileItWasLookedForIsShownToo)
{
    FileDesk::instance().sayFilesCame();   // after it was looked for, before that was answered
    images->answer(0, {});
    ASSERT_TRUE(QTest::qWaitFor([&] { return images->count() == 2; })) << "it stays missing for ever";
    images->answer(1, {});
    ASSERT_TRUE(QTest::qWaitFor([&] { return isMissing(); }));
    EXPECT_FALSE(QTest::qWaitFor([&] { return images->count() > 2; }, 200)) << "asked again and again for what is not here";
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
