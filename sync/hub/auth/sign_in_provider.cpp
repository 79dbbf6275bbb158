#include "sync/hub/auth/sign_in_provider.h"

#include "core/base/digest.h"
#include "sync/hub/auth/id_token.h"

#include <QUrl>
#include <QUrlQuery>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Error providerSilent(const QString &why) { return { ErrorCode::HubUnreachable, u"The council's sign-in does not answer as it should: %1."_s.arg(why) }; }

QByteArray formOf(const QList<std::pair<QString, QString>> &fields)
{
    QByteArray form;
    for (const auto &[name, value] : fields)
        form += (form.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    return form;
}

/// The values of a claim that is one text or a list of them; none: it is not there.
std::optional<QStringList> valuesOf(const Json &claims, const QString &claim)
{
    const Json &value = claims[claim];
    if (value.isString())
        return QStringList { value.toString() };
    return value.isArray() ? std::optional(value.toStrings()) : std::nullopt;
}

/// What the values mean here; those that mean nothing are left out.
std::optional<QStringList> meant(const Json &claims, const ClaimMap &map)
{
    const auto values = map.claim.isEmpty() ? std::nullopt : valuesOf(claims, map.claim);
    if (!values)
        return std::nullopt;
    QStringList out;
    for (const QString &value : *values) {
        if (const auto means = map.means.constFind(value); means != map.means.constEnd() && !out.contains(*means))
            out.append(*means);
    }
    return out;
}

} // namespace

Result<Identified> identifiedBy(const Json &claims, const ProviderSettings &settings)
{
    const QString account = claims[settings.person.claim].toString().trimmed();
    if (account.isEmpty())
        return Error { ErrorCode::NotAllowed, u"The provider does not say who it is: the token lacks the claim that the settings name."_s };
    if (settings.person.claim == "email"_L1 && !claims[u"email_verified"_s].toBool())
        return Error { ErrorCode::NotAllowed, u"The provider has not proven the address of mail that it names."_s };
    Identified identified { account, account.toLower(), meant(claims, settings.roles), meant(claims, settings.teams), {} };
    if (settings.personBeforeAt)
        identified.person = identified.person.section(u'@', 0, 0);
    for (auto it = settings.person.means.cbegin(); it != settings.person.means.cend(); ++it) {
        if (it.key().compare(account, Qt::CaseInsensitive) == 0)
            identified.person = *it;
    }
    return identified;
}

Result<Json> SignInProvider::asked(const QString &url)
{
    const auto answered = m_web.ask({ url });
    if (!answered)
        return answered.error();
    auto json = answered->status == 200 ? parseJson(answered->body) : Result<Json>(providerSilent(u"status %1"_s.arg(answered->status)));
    if (!json || !json->isObject())
        return json ? providerSilent(u"what it says of itself cannot be read"_s) : json.error();
    return json;
}

Result<Json> SignInProvider::discovered()
{
    const qint64 now = m_clock.now().msSinceEpoch;
    {
        const std::lock_guard lock(m_mutex);
        if (m_about.untilMs > now)
            return m_about.value;
        if (m_silent && m_silentUntilMs > now)
            return *m_silent;
    }
    const auto about = discoveredAnew();
    const std::lock_guard lock(m_mutex);
    if (about) {
        m_about = { *about, now + providerBelievedMs, now };
        m_silent.reset();
    } else {
        m_silent = about.error();
        m_silentUntilMs = now + providerLeftAloneMs;
    }
    return about;
}

Result<Json> SignInProvider::discoveredAnew()
{
    const QString base = m_settings.issuer.endsWith(u'/') ? m_settings.issuer.chopped(1) : m_settings.issuer;
    const auto about = asked(base + u"/.well-known/openid-configuration"_s);
    if (!about)
        return about;
    if ((*about)[u"issuer"_s].toString() != m_settings.issuer)
        return Error { ErrorCode::NotAllowed, u"What answers at the issuer's address says that it is another. Look at \"issuer\" in the settings."_s };
    for (const QString &member : { u"authorization_endpoint"_s, u"token_endpoint"_s, u"jwks_uri"_s }) {
        if (!mayAsk((*about)[member].toString()))
            return providerSilent(u"its %1 is not an https address"_s.arg(member));
    }
    // One that lists what it knows of PKCE must know this; one that does not list it (Entra) does.
    const Json &proofs = (*about)[u"code_challenge_methods_supported"_s];
    if (proofs.isArray() && !proofs.toStrings().contains(u"S256"_s))
        return providerSilent(u"it knows no PKCE with S256"_s);
    return about;
}

/// @p anew: also where those that are believed are not old; but not more often than once a minute.
Result<Json> SignInProvider::keys(const Json &about, bool anew)
{
    const qint64 now = m_clock.now().msSinceEpoch;
    {
        const std::lock_guard lock(m_mutex);
        const bool wasAskedJustNow = m_keys.askedMs > 0 && now - m_keys.askedMs < providerAskedAgainMs;
        if (m_keys.untilMs > now && (!anew || wasAskedJustNow))
            return m_keys.value;
    }
    const auto fetched = asked(about[u"jwks_uri"_s].toString());
    if (!fetched)
        return fetched;
    const std::lock_guard lock(m_mutex);
    m_keys = { *fetched, now + providerBelievedMs, now };
    return fetched;
}

Result<wire::SignInWays::Provider> SignInProvider::way()
{
    const auto about = discovered();
    if (!about)
        return about.error();
    QList<std::pair<QString, QString>> fields { { u"client_id"_s, m_settings.clientId },
                                                { u"response_type"_s, u"code"_s },
                                                { u"scope"_s, m_settings.scopes.join(u' ') } };
    if (!m_settings.prompt.isEmpty())
        fields.append({ u"prompt"_s, m_settings.prompt });
    const QString address = (*about)[u"authorization_endpoint"_s].toString();
    const QString join = address.contains(u'?') ? u"&"_s : u"?"_s;
    return wire::SignInWays::Provider { m_settings.name, m_settings.issuer, address + join + QString::fromLatin1(formOf(fields)) };
}

Result<QByteArray> SignInProvider::exchanged(const Json &about, const wire::ProviderSignIn &request)
{
    QList<std::pair<QString, QString>> fields { { u"grant_type"_s, u"authorization_code"_s },
                                                { u"code"_s, request.code },
                                                { u"redirect_uri"_s, request.redirect },
                                                { u"code_verifier"_s, request.verifier } };
    WebAsked asked { about[u"token_endpoint"_s].toString() };
    SecretBytes escapedSecret;
    if (m_settings.clientSecret.isEmpty()) {
        fields.append({ u"client_id"_s, m_settings.clientId });
    } else {   // RFC 6749, 2.3.1: both are escaped before they are put together
        asked.user = QString::fromLatin1(QUrl::toPercentEncoding(m_settings.clientId));
        escapedSecret = SecretBytes::copyOf(QUrl::toPercentEncoding(QString::fromUtf8(m_settings.clientSecret.view())));
        asked.password = &escapedSecret;
    }
    asked.form = formOf(fields);
    const auto answered = m_web.ask(asked);
    if (!answered)
        return answered.error();
    const auto said = parseJson(answered->body);
    if (answered->status == 400 && said && (*said)[u"error"_s].toString() == "invalid_grant"_L1)
        return Error { ErrorCode::NotAllowed, u"The provider does not take the code: it was used already, has run out, or is of another sign-in."_s };
    const QString token = answered->status == 200 && said ? (*said)[u"id_token"_s].toString() : QString();
    if (token.isEmpty())
        return providerSilent(u"it gives no token (status %1)"_s.arg(answered->status));
    return token.toLatin1();
}

Result<Json> SignInProvider::provenClaims(const Json &about, const QByteArray &token, const QString &nonce)
{
    const TokenExpected expected { m_settings.issuer, m_settings.clientId, nonce, m_clock.now() };
    const auto known = keys(about, false);
    auto claims = known ? checkIdToken(token, *known, expected) : Result<Json>(known.error());
    if (known && !claims && claims.error().code == ErrorCode::NotFound) {   // it may have changed its keys
        const auto fresh = keys(about, true);
        claims = fresh ? checkIdToken(token, *fresh, expected) : Result<Json>(fresh.error());
    }
    if (!claims && claims.error().code == ErrorCode::NotFound)
        return Error { ErrorCode::NotAllowed, claims.error().detail };
    return claims;
}

Result<Identified> SignInProvider::identify(const wire::ProviderSignIn &request)
{
    const auto about = discovered();
    if (!about)
        return about.error();
    const auto token = exchanged(*about, request);
    if (!token)
        return token.error();
    const QString nonce = wire::signInNonce(request.installation, request.publicKey, request.verifier);
    const auto claims = provenClaims(*about, *token, nonce);
    if (!claims)
        return claims.error();
    auto identified = identifiedBy(*claims, m_settings);
    if (identified)
        identified->once = sha256(nonce.toUtf8());
    return identified;
}

} // namespace sightline::hub
