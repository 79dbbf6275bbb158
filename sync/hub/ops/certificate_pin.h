#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace sightline::hub {

/// SHA-256 of the SubjectPublicKeyInfo of the first certificate in the PEM file @p path, as devices compare it: the same for as long as its key
/// is. Errors: NotFound, InvalidInput (no certificate in it).
[[nodiscard]] Result<QByteArray> pinOfCertificate(const QString &path);

} // namespace sightline::hub
