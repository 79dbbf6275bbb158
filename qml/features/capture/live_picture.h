#pragma once

#include "qml/features/capture/camera_view.h"

#include <QQuickPaintedItem>

namespace sightline {

/// Paints what a CameraView sees, whole and in its middle, on black. Thread: user interface.
class LivePicture : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sightline::CameraView *camera READ camera WRITE setCamera NOTIFY cameraChanged FINAL)
public:
    explicit LivePicture(QQuickItem *parent = nullptr) : QQuickPaintedItem(parent) { }

    [[nodiscard]] CameraView *camera() const { return m_camera; }
    void setCamera(CameraView *camera);
    void paint(QPainter *painter) override;

Q_SIGNALS:
    void cameraChanged();

private:
    CameraView *m_camera = nullptr;
};

} // namespace sightline
