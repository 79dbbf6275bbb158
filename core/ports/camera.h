#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>

namespace sightline {

/// A camera of this device.
struct CameraChoice {
    QString id;      ///< the system's own name for it
    QString name;    ///< as people read it: "Front camera"
    friend bool operator==(const CameraChoice &, const CameraChoice &) = default;
};

/// What a camera sees at one moment: four bytes a pixel (red, green, blue, and one that means nothing), row by row without gaps.
struct CameraSight {
    int width = 0;
    int height = 0;
    QByteArray pixels;
};

/// What takes photos on this system. Nothing of a picture is ever written to a file here. Thread: user interface.
class Camera {
public:
    virtual ~Camera() = default;
    /// Those that can be used now, the usual one first; none: this device has no camera.
    [[nodiscard]] virtual QList<CameraChoice> all() = 0;
    /// Looks through the camera @p id from here on. False: it did not begin.
    [[nodiscard]] virtual bool begin(const QString &id) = 0;
    virtual void end() = 0;
    /// Takes a photo. Ends in taken(), or in lost().
    virtual void take() = 0;
    /// Called with what it sees, some times a second.
    std::function<void(const CameraSight &sight)> seen;
    /// Called with the photo as a picture file: JPEG or PNG.
    std::function<void(const QByteArray &picture)> taken;
    /// Called where it ended by itself or gave no photo: unplugged, refused, in use elsewhere.
    std::function<void()> lost;
    /// Called when a camera was plugged in or out.
    std::function<void()> changed;
};

} // namespace sightline
