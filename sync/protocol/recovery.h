#pragma once

#include "core/base/id.h"

namespace sightline::wire {

/// What a device that nobody can open asks of its council, on paper, in a mail or a photograph: no network is needed, and nothing in it is
/// secret. Source: PROTOCOL.md section 7b.
struct RecoveryRequest {
    InstallationId installation;
    QByteArray box;          ///< the data key and the installation, sealed to the council's recovery key (SCHEMA.md): 96 bytes
    QByteArray answerKey;    ///< X25519, 32 bytes: the answer is sealed to it, so that nobody on the way can use it
    friend bool operator==(const RecoveryRequest &, const RecoveryRequest &) = default;
};

inline constexpr qsizetype recoveryBoxBytes = 96;
inline constexpr qsizetype recoveryAnswerBytes = 80;

/// One line: "SLQ1-" and base64url, ending in a check of four bytes. Spaces and line breaks that a mail puts in do no harm.
[[nodiscard]] QString recoveryRequestText(const RecoveryRequest &request);
/// Errors: InvalidInput (something is missing or was changed on the way).
[[nodiscard]] Result<RecoveryRequest> recoveryRequestFrom(const QString &text);

/// The same for the council's answer, which is @p sealed: "SLA1-".
[[nodiscard]] QString recoveryAnswerText(const QByteArray &sealed);
[[nodiscard]] Result<QByteArray> recoveryAnswerFrom(const QString &text);

} // namespace sightline::wire
