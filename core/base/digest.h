#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace sightline {

/// SHA-256 of @p bytes: 32 bytes.
[[nodiscard]] QByteArray sha256(QByteArrayView bytes);
/// Lower-case hexadecimal of @p bytes.
[[nodiscard]] QString toHex(QByteArrayView bytes);

} // namespace sightline
