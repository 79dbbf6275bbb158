#pragma once

#include <QSslCertificate>
#include <QSslKey>

namespace sightline::testing {

struct SelfSigned {
    QSslCertificate certificate;
    QSslKey key;
};

/// A certificate that nobody but its maker vouches for, for `localhost`.
[[nodiscard]] SelfSigned selfSigned();

} // namespace sightline::testing
