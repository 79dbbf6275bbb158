#pragma once

#include "core/ports/camera.h"

#include <QImage>
#include <QObject>
#include <QStringList>
#include <qqmlintegration.h>

#include <memory>

namespace sightline {

/// Taking a photo as its sheet sees it: what the camera sees, the photo that was just taken, and what is wrong. A photo stays in memory
/// here until somebody uses it; without that it is gone. Thread: user interface.
class CameraView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool isThere READ isThere NOTIFY camerasChanged FINAL)
    Q_PROPERTY(bool hasOther READ hasOther NOTIFY camerasChanged FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(State state READ state NOTIFY changed FINAL)
    Q_PROPERTY(QString trouble READ trouble NOTIFY changed FINAL)
    Q_PROPERTY(double heightForWidth READ heightForWidth NOTIFY pictureChanged FINAL)
public:
    enum State {
        Off,
        Starting,   ///< nothing was seen yet
        Live,
        Taking,
        Taken,      ///< the photo is there to be looked at
        Troubled    ///< it goes no further: trouble() says why
    };
    Q_ENUM(State)

    explicit CameraView(QObject *parent = nullptr) : QObject(parent) { }
    ~CameraView() override { close(); }

    /// What takes photos; without it there is no camera. It is not asked before somebody asks this.
    void setCamera(std::unique_ptr<Camera> camera);

    /// Whether this device has a camera now.
    [[nodiscard]] bool isThere() const { return m_camera && !m_camera->all().isEmpty(); }
    [[nodiscard]] bool hasOther() const { return m_camera && m_camera->all().size() > 1; }
    /// Of the camera in use.
    [[nodiscard]] QString name() const { return m_choice.name; }
    [[nodiscard]] State state() const { return m_state; }
    /// What is wrong, whether the work is safe and what to do; empty: nothing is.
    [[nodiscard]] QString trouble() const { return m_trouble; }
    /// What is seen, or the photo that was taken; null: nothing yet.
    [[nodiscard]] const QImage &picture() const { return m_picture; }
    /// The picture's height over its width; of a usual camera until there is one.
    [[nodiscard]] double heightForWidth() const { return m_picture.isNull() ? 0.75 : static_cast<double>(m_picture.height()) / m_picture.width(); }

    /// Begins to look through the camera used last, or the usual one.
    Q_INVOKABLE void open();
    /// Looks through the next camera of this device.
    Q_INVOKABLE void useOther();
    Q_INVOKABLE void take();
    /// The photo that was taken is not wanted: looks again.
    Q_INVOKABLE void again() { open(); }
    /// The camera is off, and a photo that nobody used is gone.
    Q_INVOKABLE void close();
    /// The photo that was taken, as a picture file; it is the caller's from then on, and the camera is off.
    [[nodiscard]] QByteArray use();

Q_SIGNALS:
    void camerasChanged();
    void changed();
    void pictureChanged();

private:
    void seen(const CameraSight &sight);
    void taken(const QByteArray &file);
    void stop();
    void fail(const QString &why);
    void enter(State state);

    std::unique_ptr<Camera> m_camera;
    CameraChoice m_choice;           ///< the camera in use, or used last
    State m_state = Off;
    QString m_trouble;
    QImage m_picture;
    QByteArray m_file;               ///< the photo that was taken
    int m_photos = 0;                ///< asked for so far: what was made ready of an earlier one is not shown
};

} // namespace sightline
