#pragma once

#include "qml/gallery/sample_images.h"
#include "qml/gallery/samples.h"
#include "tests/qml/screen_reader.h"

#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>

namespace sightline::testing {

/// A page of the app over views that a test fills, and somebody with a keyboard and a screen reader in front of it. The test's program
/// imports the plugin Sightline_GalleryPlugin. Thread: user interface.
class PageStage {
public:
    explicit PageStage(const QString &place, bool detail = false, const QString &part = {}, QSize size = { 390, 844 }, const QVariantMap &more = {})
    {
        m_window.engine()->addImageProvider(QStringLiteral("files"), new SampleImages);
        m_window.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
        QVariantMap properties { { QStringLiteral("views"), QVariant::fromValue(&views) },
                                 { QStringLiteral("place"), place },
                                 { QStringLiteral("detail"), detail },
                                 { QStringLiteral("part"), part } };
        properties.insert(more);
        m_window.setInitialProperties(properties);
        m_window.setResizeMode(QQuickView::SizeRootObjectToView);
        m_window.resize(size);
        m_window.setSource(QUrl(QStringLiteral("qrc:/qt/qml/Sightline/Gallery/PageStage.qml")));
        m_window.show();
        m_window.requestActivate();
    }
    [[nodiscard]] bool says(const QString &words) const
    {
        return reader.waitFor([&] { return reader.said().contains(words); }, 5'000);
    }
    /// Nothing is said that was not known already: what is shown is settled first.
    [[nodiscard]] bool isSilentAbout(const QString &words) const
    {
        QCoreApplication::processEvents();
        return !reader.said().contains(words);
    }
    /// One of the properties of the gallery's PageStage.
    void set(const char *property, const QVariant &value) { m_window.rootObject()->setProperty(property, value); }

    AppViews views;

private:
    QQuickView m_window;

public:
    const ScreenReader reader { m_window };
};

} // namespace sightline::testing
