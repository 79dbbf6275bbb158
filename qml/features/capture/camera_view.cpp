#include "qml/features/capture/camera_view.h"

#include "core/pictures/picture.h"
#include "qml/bridge/on_worker.h"

#include <algorithm>

namespace sightline {

namespace {

/// Longest edge of what is shown of a photo, in pixels: a tablet's width.
constexpr int lookedAtEdgeMax = 1280;

} // namespace

void CameraView::setCamera(std::unique_ptr<Camera> camera)
{
    close();
    m_camera = std::move(camera);
    if (m_camera) {
        m_camera->seen = [this](const CameraSight &sight) { seen(sight); };
        m_camera->taken = [this](const QByteArray &file) { taken(file); };
        m_camera->lost = [this] {
            const auto cameras = m_camera->all();
            if (std::find(cameras.cbegin(), cameras.cend(), m_choice) == cameras.cend()) {
                //: On the sheet that takes a photo: the camera was unplugged.
                fail(tr("The camera is gone. Nothing was taken, and your words are safe. Plug it in again, or choose a picture that is a file."));
            } else {
                //: On the sheet that takes a photo: the camera is in use elsewhere, is refused to this app, or gave no photo.
                fail(tr("The camera does not work: another program may be using it, or Sightline may not. Nothing was taken, and your words are safe. "
                        "Try again, or choose a picture that is a file."));
            }
        };
        m_camera->changed = [this] { Q_EMIT camerasChanged(); };
    }
    Q_EMIT camerasChanged();
}

void CameraView::open()
{
    if (!m_camera)
        return;
    stop();
    const auto cameras = m_camera->all();
    if (cameras.isEmpty()) {
        //: On the sheet that takes a photo: the last camera was unplugged before it opened.
        fail(tr("This device has no camera now. Choose a picture that is a file."));
        return;
    }
    if (!cameras.contains(m_choice))
        m_choice = cameras.first();
    enter(Starting);
    if (!m_camera->begin(m_choice.id))
        m_camera->lost();
}

void CameraView::useOther()
{
    const auto cameras = m_camera ? m_camera->all() : QList<CameraChoice>();
    if (cameras.isEmpty())
        return;
    m_choice = cameras[(cameras.indexOf(m_choice) + 1) % cameras.size()];
    open();
}

void CameraView::take()
{
    if (m_state != Live)
        return;
    ++m_photos;
    enter(Taking);
    m_camera->take();
}

void CameraView::stop()
{
    if (m_state == Starting || m_state == Live || m_state == Taking)
        m_camera->end();
    m_file.clear();
    m_trouble.clear();
    m_picture = {};
}

void CameraView::close()
{
    if (m_state == Off)
        return;
    stop();
    enter(Off);
    Q_EMIT pictureChanged();
}

QByteArray CameraView::use()
{
    const QByteArray file = m_state == Taken ? m_file : QByteArray();
    close();
    return file;
}

void CameraView::seen(const CameraSight &sight)
{
    if (m_state != Starting && m_state != Live)
        return;   // what is looked at is the photo
    if (sight.width <= 0 || sight.height <= 0 || sight.pixels.size() < qsizetype(4) * sight.width * sight.height)
        return;
    const auto *bytes = reinterpret_cast<const uchar *>(sight.pixels.constData());
    m_picture = QImage(bytes, sight.width, sight.height, qsizetype(4) * sight.width, QImage::Format_RGBX8888).copy();
    if (m_state == Starting)
        enter(Live);
    Q_EMIT pictureChanged();
}

void CameraView::taken(const QByteArray &file)
{
    if (m_state != Taking)
        return;
    m_camera->end();
    onWorker(
        this, [file] { return shownPicture(file, lookedAtEdgeMax); },
        [this, file, photo = m_photos](const Result<QImage> &shown) {
            if (m_state != Taking || photo != m_photos)
                return;   // closed, or taken again meanwhile
            if (!shown) {
            //: On the sheet that takes a photo: what the camera gave is no picture.
                fail(tr("The camera gave a picture that cannot be read. Nothing was kept, and your words are safe. Try again, or choose a picture that is a "
                        "file."));
                return;
            }
            m_file = file;
            m_picture = *shown;
            enter(Taken);
            Q_EMIT pictureChanged();
        });
}

void CameraView::fail(const QString &why)
{
    stop();
    m_trouble = why;
    enter(Troubled);
    Q_EMIT pictureChanged();
}

void CameraView::enter(State state)
{
    m_state = state;
    Q_EMIT changed();
}

} // namespace sightline
