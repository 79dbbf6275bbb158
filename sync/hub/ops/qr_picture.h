#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace sightline::hub {

/// A QR code: squares, dark or light, without the light margin around them.
class QrPicture {
public:
    /// Of @p text, read off a screen or paper that lacks 15 % of it. Errors: TooLarge.
    [[nodiscard]] static Result<QrPicture> of(const QString &text);

    [[nodiscard]] int side() const { return m_side; }
    /// Outside of it everything is light.
    [[nodiscard]] bool isDark(int x, int y) const;

    [[nodiscard]] QByteArray svg() const;
    /// Eight pixels to a square. Errors: StorageFailure (no memory).
    [[nodiscard]] Result<QByteArray> png() const;
    /// For a terminal, two squares to a character, black on white whatever its colours are.
    [[nodiscard]] QByteArray terminal() const;

private:
    QrPicture(int side, std::vector<bool> dark) : m_side(side), m_dark(std::move(dark)) { }

    int m_side;
    std::vector<bool> m_dark;
};

} // namespace sightline::hub
