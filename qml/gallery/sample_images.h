#pragma once

#include <QQuickImageProvider>

namespace sightline {

/// Made-up pictures in place of the store's: `image://files/ID`; an ID that begins with "b" is a body map with two marks,
/// anything else a room. Gallery, pictures and tests of pages only.
class SampleImages : public QQuickImageProvider {
public:
    SampleImages() : QQuickImageProvider(QQuickImageProvider::Image) { }
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};

} // namespace sightline
