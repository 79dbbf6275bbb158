#pragma once

#include "core/base/instant.h"
#include "sync/hub/auth/provider_settings.h"
#include "sync/hub/auth/provider_web.h"
#include "sync/protocol/sign_in.h"

#include <mutex>

namespace sightline::hub {

/// How long what the provider says of itself (addresses, keys) is believed, and how soon it is asked again for a key it has not
/// given, in milliseconds: a stranger's tokens make the hub ask no more often.
inline constexpr qint64 providerBelievedMs = 60LL * 60 * 1000, providerAskedAgainMs = 60'000;
/// And how long one that does not answer, or not as it should, is left alone.
inline constexpr qint64 providerLeftAloneMs = 10'000;

/// Whom the council's sign-in says somebody is.
struct Identified {
    QString account;                      ///< what the configured claim says, for their own eyes alone
    QString person;                       ///< the id of a person here, if there is one
    std::optional<QStringList> roles;     ///< none: the provider says nothing of them
    std::optional<QStringList> teams;
    QByteArray once;                      ///< of the sign-in: must not be used twice
};

/// The council's own sign-in: OpenID Connect, authorization code with PKCE. The device sends the browser there and is told a code; the hub alone
/// exchanges it, so no token of the provider's is ever on a device, and a secret, where the provider asks for one, is on no device either.
/// Thread: any, several at once; each call may wait for the provider.
class SignInProvider {
public:
    SignInProvider(ProviderSettings settings, ProviderWeb &web, const Clock &clock) : m_settings(std::move(settings)), m_web(web), m_clock(clock) { }

    [[nodiscard]] const ProviderSettings &settings() const { return m_settings; }
    /// Where devices send their browsers. Errors: HubUnreachable, NotAllowed (what answers is not the issuer of the settings).
    [[nodiscard]] Result<wire::SignInWays::Provider> way();
    /// Exchanges the code and proves the token. Errors: NotAllowed (the code or the token is not taken), HubUnreachable (it does not answer).
    [[nodiscard]] Result<Identified> identify(const wire::ProviderSignIn &request);

private:
    struct Believed {
        Json value;
        qint64 untilMs = 0;
        qint64 askedMs = 0;
    };
    [[nodiscard]] Result<Json> discovered();
    [[nodiscard]] Result<Json> discoveredAnew();
    [[nodiscard]] Result<Json> keys(const Json &about, bool anew);
    [[nodiscard]] Result<QByteArray> exchanged(const Json &about, const wire::ProviderSignIn &request);
    [[nodiscard]] Result<Json> provenClaims(const Json &about, const QByteArray &token, const QString &nonce);
    [[nodiscard]] Result<Json> asked(const QString &url);

    const ProviderSettings m_settings;
    ProviderWeb &m_web;
    const Clock &m_clock;
    std::mutex m_mutex;
    Believed m_about;     ///< guarded
    std::optional<Error> m_silent;   ///< guarded: why it could not be asked what it is, until m_silentUntilMs
    qint64 m_silentUntilMs = 0;      ///< guarded
    Believed m_keys;      ///< guarded
};

/// Whom @p claims name by @p settings. Errors: NotAllowed (the claim is not there, or is an address of mail that nobody has proven).
[[nodiscard]] Result<Identified> identifiedBy(const Json &claims, const ProviderSettings &settings);

} // namespace sightline::hub
