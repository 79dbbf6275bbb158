#include "sync/client/show_who.h"

#include "core/base/secret_bytes.h"
#include "sync/client/limits.h"
#include "sync/client/loopback_redirect.h"
#include "sync/client/reply_fault.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/sign_in.h"

#include <QUrlQuery>

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

QByteArray secretRandom() { return SecretBytes::random(32).view().toByteArray(); }

/// Where a browser may be sent: nothing that a program of this machine would run.
bool isPage(const QUrl &url)
{
    const bool isLocal = url.host() == "127.0.0.1"_L1 || url.host() == "localhost"_L1;
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && (url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isLocal));
}

class BrowserSignIn {
public:
    BrowserSignIn(const BrowserProof &proof, const Newcomer &newcomer, Transport &transport, const EnrolWatch &watch)
        : m_proof(proof), m_newcomer(newcomer), m_transport(transport), m_watch(watch)
    {
    }
    [[nodiscard]] Result<Showing> run();

private:
    [[nodiscard]] Error failed(EnrolFault fault, ErrorCode code, const QString &why) const
    {
        if (m_watch.fault)
            *m_watch.fault = fault;
        return { code, why };
    }
    [[nodiscard]] Result<wire::SignInWays::Provider> askWay();
    [[nodiscard]] QUrl pageFor(const wire::SignInWays::Provider &provider, const QString &redirect, const QString &state) const;

    const BrowserProof &m_proof;
    const Newcomer &m_newcomer;
    Transport &m_transport;
    const EnrolWatch &m_watch;
    const QString m_verifier = wire::signInVerifier(secretRandom());
};

Result<wire::SignInWays::Provider> BrowserSignIn::askWay()
{
    Call call { .path = u"/v1/sign-in"_s, .timeoutMs = limits::answerTimeoutMs, .givenUp = m_watch.givenUp };
    call.method = Call::Method::Get;
    const Reply reply = m_transport.call(call);
    const auto notOffered = [this] {
        return failed(EnrolFault::NotOffered, ErrorCode::NotAllowed,
                      u"This hub offers no sign-in by the council's accounts just now. Nothing was changed. Join with a code, or try again later."_s);
    };
    if (reply.kind == Reply::Kind::Answered && reply.status == 404)
        return notOffered();   // one that is older than this
    if (!reply.isOk())
        return failed(faultOf(reply), errorOf(reply, u"Joining the hub"_s).code, errorOf(reply, u"Joining the hub"_s).detail);
    const auto ways = wire::decodeSignInWays(reply.body);
    if (!ways)
        return failed(EnrolFault::NotAHub, ways.error().code, ways.error().detail);
    if (!ways->provider || !isPage(QUrl(ways->provider->authorize, QUrl::StrictMode)))
        return notOffered();
    return *ways->provider;
}

QUrl BrowserSignIn::pageFor(const wire::SignInWays::Provider &provider, const QString &redirect, const QString &state) const
{
    QUrl page(provider.authorize, QUrl::StrictMode);
    const auto add = [&page](const QString &name, const QString &value) {
        const QString one = name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
        page.setQuery(page.hasQuery() ? page.query(QUrl::FullyEncoded) + u'&' + one : one, QUrl::StrictMode);
    };
    add(u"redirect_uri"_s, redirect);
    add(u"state"_s, state);
    add(u"nonce"_s, wire::signInNonce(m_newcomer.installation, m_newcomer.publicKey, m_verifier));
    add(u"code_challenge"_s, wire::signInChallenge(m_verifier));
    add(u"code_challenge_method"_s, u"S256"_s);
    return page;
}

Result<Showing> BrowserSignIn::run()
{
    const auto provider = askWay();
    if (!provider)
        return provider.error();
    const QString state = wire::signInVerifier(secretRandom());
    LoopbackRedirect back(state, provider->issuer);
    if (back.port() == 0)
        return failed(EnrolFault::NoBrowser, ErrorCode::StorageFailure, u"This device lets nothing wait for the browser to come back. Nothing was changed."_s);
    const QString redirect = wire::signInRedirect(back.port());
    if (const auto shown = m_proof.browser->show(pageFor(*provider, redirect, state)); !shown)
        return failed(EnrolFault::NoBrowser, shown.error().code, shown.error().detail);
    if (m_watch.atBrowser)
        m_watch.atBrowser();
    const auto brought = back.wait(m_proof.waitMs, m_watch.givenUp, m_proof.doneText, m_proof.failedText);
    if (!brought) {
        const bool isGivenUp = m_watch.givenUp && m_watch.givenUp->load();
        return failed(isGivenUp ? EnrolFault::GivenUp : EnrolFault::NotSignedIn, ErrorCode::Cancelled,
                      u"Nobody signed in at the council's page. Nothing was changed."_s);
    }
    if (brought->code.isEmpty())
        return failed(EnrolFault::NotSignedIn, ErrorCode::NotAllowed, u"The council's sign-in let nobody in. Nothing was changed."_s);
    const wire::ProviderSignIn request { brought->code, m_verifier, redirect, m_newcomer.publicKey, m_newcomer.installation };
    return Showing { u"/v1/sign-in/provider"_s, wire::encode(request) };
}

} // namespace

Result<Showing> showWho(const JoinProof &proof, const Newcomer &newcomer, Transport &transport, const EnrolWatch &watch)
{
    if (const auto *code = std::get_if<QString>(&proof))
        return Showing { u"/v1/enrol"_s, wire::encode(wire::EnrolRequest { code->trimmed(), newcomer.publicKey, newcomer.installation }) };
    if (const auto *account = std::get_if<AccountProof>(&proof)) {
        const wire::LocalSignIn request { account->account.trimmed(), account->password, account->second.trimmed(), newcomer.publicKey, newcomer.installation };
        return Showing { u"/v1/sign-in/local"_s, wire::encode(request) };
    }
    return BrowserSignIn(std::get<BrowserProof>(proof), newcomer, transport, watch).run();
}

} // namespace sightline::sync
