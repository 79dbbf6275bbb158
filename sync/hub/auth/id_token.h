#pragma once

#include "core/base/instant.h"
#include "core/base/json.h"

namespace sightline::hub {

/// Whose token it must be, for whom, and for which sign-in.
struct TokenExpected {
    QString issuer;
    QString audience;          ///< this hub's client id
    QString nonce;
    Instant now;
};

/// How far the provider's clock and ours may be apart, and how old a token may be that has just been fetched, in milliseconds.
inline constexpr qint64 tokenClockMs = 60'000, tokenAgeMs = 10LL * 60 * 1000;

/// The claims of ID token @p token, once its signature is by one of @p keys (a JWK set) and every rule of OpenID Connect Core 3.1.3.7 holds. Signed with
/// RS256, PS256 or ES256 alone: never "none", never with a secret, whatever the token says of itself; keys that a token brings along are not looked at. The
/// signature is checked by libjose. Errors: NotAllowed, with a sentence for the log that names no claim's value; NotFound (no key of that name: the
/// provider may have changed its keys). Thread: any. Source: RFC 8725, assurance.md B3.
[[nodiscard]] Result<Json> checkIdToken(const QByteArray &token, const Json &keys, const TokenExpected &expected);

} // namespace sightline::hub
