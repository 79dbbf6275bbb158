#pragma once

#include "core/ports/camera.h"

namespace sightline {

/// A made-up camera that sees the room of SampleImages at once, and takes a photo of it. Gallery, pictures and tests only.
class SampleCamera : public Camera {
public:
    [[nodiscard]] QList<CameraChoice> all() override { return choices; }
    [[nodiscard]] bool begin(const QString &id) override;
    void end() override { on.clear(); }
    void take() override;
    /// Another is plugged in, or out; the one that is on goes with it.
    void plug(const QList<CameraChoice> &present);

    QList<CameraChoice> choices { { QStringLiteral("back"), QStringLiteral("Back camera") }, { QStringLiteral("front"), QStringLiteral("Front camera") } };
    QString on;                ///< which is on; empty: none
    bool isRefused = false;    ///< it does not begin
    QByteArray photo;          ///< what take() gives in place of the room
};

} // namespace sightline
