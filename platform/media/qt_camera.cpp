#include "platform/media/qt_camera.h"

#include <QBuffer>
#include <QCamera>
#include <QCameraDevice>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QImageCapture>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QPointer>
#include <QThreadPool>
#include <QVideoFrame>
#include <QVideoSink>

#include <algorithm>

namespace sightline {

namespace {

/// Pause between two pictures that are shown, in milliseconds: fifteen a second are enough to aim by, and each is copied.
constexpr int sightPauseMs = 66;
/// Quality of the photo as it is handed over, of 100: it is made smaller and encoded once more before it is kept.
constexpr int handedOverQuality = 95;

/// A camera that is on, and what listens to it. It is left to delete itself later: it may be one of its own signals that ends it.
struct Running : QObject {
    explicit Running(const QCameraDevice &device) : camera(device)
    {
        session.setCamera(&camera);
        session.setVideoSink(&sink);
        session.setImageCapture(&capture);
        capture.setQuality(QImageCapture::VeryHighQuality);
    }
    QMediaCaptureSession session;
    QCamera camera;
    QVideoSink sink;
    QImageCapture capture;
    QElapsedTimer sinceSeen;
    bool isEnded = false;   ///< the camera it was part of has let it go, and may be gone
};

class QtCamera : public Camera {
public:
    QtCamera() = default;
    ~QtCamera() override { end(); }
    QtCamera(const QtCamera &) = delete;
    QtCamera &operator=(const QtCamera &) = delete;

    QList<CameraChoice> all() override
    {
        QList<CameraChoice> choices;
        const QCameraDevice usual = QMediaDevices::defaultVideoInput();
        const auto add = [&choices](const QCameraDevice &device) { choices.append({ QString::fromLatin1(device.id().toHex()), device.description() }); };
        if (!usual.isNull())
            add(usual);
        for (const QCameraDevice &device : devices().videoInputs()) {
            if (device != usual)
                add(device);
        }
        return choices;
    }
    bool begin(const QString &id) override
    {
        end();
        const auto inputs = devices().videoInputs();
        const auto device = std::find_if(inputs.cbegin(), inputs.cend(), [&](const QCameraDevice &one) { return QString::fromLatin1(one.id().toHex()) == id; });
        if (device == inputs.cend())
            return false;
        m_running = std::make_unique<Running>(*device);
        Running *it = m_running.get();
        QObject::connect(&it->sink, &QVideoSink::videoFrameChanged, it, [this, it](const QVideoFrame &frame) { see(it, frame); });
        QObject::connect(&it->capture, &QImageCapture::imageCaptured, it, [this, it](int, const QImage &image) { encode(it, image); });
        QObject::connect(&it->capture, &QImageCapture::errorOccurred, it, [this] { lose(); });
        QObject::connect(&it->camera, &QCamera::errorOccurred, it, [this] { lose(); });
        it->camera.start();
        return m_running != nullptr;   // it may have said already that it cannot
    }
    void end() override
    {
        if (!m_running)
            return;
        Running *ended = m_running.release();
        for (QObject *part : { static_cast<QObject *>(&ended->sink), static_cast<QObject *>(&ended->capture), static_cast<QObject *>(&ended->camera) })
            part->disconnect(ended);
        ended->isEnded = true;
        ended->camera.stop();
        ended->deleteLater();
    }
    void take() override
    {
        if (!m_running || !m_running->capture.isReadyForCapture() || m_running->capture.capture() < 0)
            lose();
    }

private:
    /// Follows what is plugged in and out from the first time on.
    QMediaDevices &devices()
    {
        if (!m_devices) {
            m_devices = std::make_unique<QMediaDevices>();
            QObject::connect(m_devices.get(), &QMediaDevices::videoInputsChanged, m_devices.get(), [this] {
                if (changed)
                    changed();
            });
        }
        return *m_devices;
    }
    void see(Running *it, const QVideoFrame &frame)
    {
        if (it->sinceSeen.isValid() && !it->sinceSeen.hasExpired(sightPauseMs))
            return;
        const QImage image = frame.toImage();
        if (image.isNull())
            return;
        it->sinceSeen.start();
        if (seen)
            seen(cameraSight(image));
    }
    void encode(Running *it, const QImage &image)
    {
        // Encoding twelve million dots takes a tenth of a second: not on the thread that draws.
        QThreadPool::globalInstance()->start([this, image, guard = QPointer<Running>(it)] {
            QByteArray file;
            QBuffer buffer(&file);
            const bool isEncoded = buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "JPEG", handedOverQuality);
            QMetaObject::invokeMethod(
                qApp,
                [this, guard, file, isEncoded] {
                    if (!guard || guard->isEnded)
                        return;
                    if (!isEncoded)
                        lose();
                    else if (taken)
                        taken(file);
                },
                Qt::QueuedConnection);
        });
    }
    void lose()
    {
        end();
        if (lost)
            lost();
    }

    std::unique_ptr<QMediaDevices> m_devices;
    std::unique_ptr<Running> m_running;
};

} // namespace

CameraSight cameraSight(const QImage &image)
{
    const QImage plain = image.convertToFormat(QImage::Format_RGBX8888);
    CameraSight sight { plain.width(), plain.height(), {} };
    const qsizetype rowBytes = qsizetype(4) * plain.width();
    sight.pixels.reserve(rowBytes * plain.height());
    for (int row = 0; row < plain.height(); ++row)
        sight.pixels.append(reinterpret_cast<const char *>(plain.constScanLine(row)), rowBytes);
    return sight;
}

std::unique_ptr<Camera> systemCamera() { return std::make_unique<QtCamera>(); }

} // namespace sightline
