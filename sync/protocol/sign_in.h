#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <optional>

/// Joining by who somebody is instead of by a code (PROTOCOL.md section 7e). Each is answered like POST /v1/enrol.
/// Errors of every decoder: InvalidInput, TooLarge, UnsupportedVersion. Thread: any.
namespace sightline::wire {

/// POST /v1/sign-in/local: an account of the hub's own.
struct LocalSignIn {
    QString account;           ///< the person's id
    QString password;
    QString second;            ///< six digits of an authenticator, or a recovery code
    QByteArray publicKey;      ///< Ed25519, 32 bytes
    InstallationId installation;
};
[[nodiscard]] QByteArray encode(const LocalSignIn &request);
[[nodiscard]] Result<LocalSignIn> decodeLocalSignIn(QByteArrayView bytes);

/// POST /v1/sign-in/provider: what the council's own sign-in sent to the device's address on 127.0.0.1. The hub exchanges it.
struct ProviderSignIn {
    QString code;              ///< of the provider; good once
    QString verifier;          ///< the proof of PKCE (RFC 7636): 43 characters that this device alone knows
    QString redirect;          ///< "http://127.0.0.1:<port>/signed-in"
    QByteArray publicKey;      ///< Ed25519, 32 bytes
    InstallationId installation;
};
[[nodiscard]] QByteArray encode(const ProviderSignIn &request);
[[nodiscard]] Result<ProviderSignIn> decodeProviderSignIn(QByteArrayView bytes);

/// GET /v1/sign-in: the ways in that a hub offers beside one-time codes.
struct SignInWays {
    struct Provider {
        QString name;          ///< as people call it: "Council account"
        QString issuer;
        QString authorize;     ///< where the browser goes; what the device adds comes behind it
        friend bool operator==(const Provider &, const Provider &) = default;
    };
    bool local = false;
    std::optional<Provider> provider;
    QString help;              ///< whom to ask, a sentence of the council's; may be empty
    friend bool operator==(const SignInWays &, const SignInWays &) = default;
};
[[nodiscard]] QByteArray encode(const SignInWays &ways);
[[nodiscard]] Result<SignInWays> decodeSignInWays(QByteArrayView bytes);

/// 32 random bytes as a PKCE verifier: 43 characters.
[[nodiscard]] QString signInVerifier(const QByteArray &random);
/// What the provider is told of it beforehand (S256).
[[nodiscard]] QString signInChallenge(const QString &verifier);
/// The nonce that the provider puts into its token. Made from what this device alone knows and from the key that is to be enrolled: a token of
/// another sign-in, or for another device, never fits, and the hub need keep nothing until it is used.
[[nodiscard]] QString signInNonce(const InstallationId &installation, const QByteArray &publicKey, const QString &verifier);
/// Where a device on this machine may be sent back to: "http://127.0.0.1:<port>/signed-in", and nowhere else.
[[nodiscard]] QString signInRedirect(quint16 port);
[[nodiscard]] bool isSignInRedirect(const QString &address);

} // namespace sightline::wire
