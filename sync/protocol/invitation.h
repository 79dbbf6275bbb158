#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace sightline::wire {

/// Most characters of an invitation: what one QR code holds that a phone reads off a screen without trouble.
inline constexpr int invitationCharactersMax = 600;
/// Most pins of one: a present certificate and the next, and as much again while they change.
inline constexpr int invitationPinsMax = 4;
inline constexpr int pinBytes = 32;

/// What a device needs to join: the hub's address, whose certificate to expect there, and a code that works once. Shown as a QR code, pasted
/// or typed. Whoever has it may join in that person's place, once, for as long as the code is good.
struct Invitation {
    QString hub;               ///< https://…
    QString code;
    QList<QByteArray>
        pins;    ///< SHA-256 of a certificate's SubjectPublicKeyInfo, 32 bytes each: the hub's own, or one that vouches for it; none: any the system trusts
    friend bool operator==(const Invitation &, const Invitation &) = default;
};

/// Whether @p text is meant to be one, however it was mistyped after that.
[[nodiscard]] bool isInvitation(const QString &text);
/// "sightline:join?v=1&hub=…&code=…&pin=…&sum=…": one line without a space, where `sum` tells a mistyped one. Errors: InvalidInput (an address
/// that is not https or of this machine, pins of an address without TLS, a pin of another length, too many, too long).
[[nodiscard]] Result<QString> invitationText(const Invitation &invitation);
/// What invitationText() wrote; spaces and line ends in it do not matter. Errors: InvalidInput (cut off, mistyped, not one), UnsupportedVersion.
[[nodiscard]] Result<Invitation> invitationFromText(const QString &text);

} // namespace sightline::wire
