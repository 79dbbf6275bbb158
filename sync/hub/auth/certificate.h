#pragma once

#include "sync/hub/auth/hub_keys.h"

#include "core/base/id.h"

#include <optional>

namespace sightline::hub {

/// What an enrolment said, signed by the hub's key: it outlives the database (decisions 10).
struct Certificate {
    InstallationId installation;
    PersonId person;
    QByteArray publicKey;      ///< the installation's
    qint64 enrolledAtMs = 0;
    friend bool operator==(const Certificate &, const Certificate &) = default;
};

/// 64 bytes of signature, then the certificate as canonical JSON.
[[nodiscard]] QByteArray certificateBytes(const Certificate &certificate, const HubKeys &keys);
/// None if @p bytes are not a certificate of this hub.
[[nodiscard]] std::optional<Certificate> readCertificate(const QByteArray &bytes, const HubKeys &keys);

} // namespace sightline::hub
