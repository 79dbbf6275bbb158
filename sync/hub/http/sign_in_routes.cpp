// Joining by who somebody is: with an account of the hub's own, or by the council's sign-in.
#include "sync/hub/http/answers.h"
#include "sync/hub/http/routes.h"
#include "sync/hub/ops/provider_admission.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/sign_in.h"

#include <QLoggingCategory>

#include <algorithm>

Q_LOGGING_CATEGORY(hubSignIn, "sightline.hub.signin")

namespace sightline::hub {

using namespace Qt::StringLiterals;

/// One sign-in on its way.
struct Routes::SignIn {
    wire::LocalSignIn request;
    LocalAccounts::Try begun;
    Admission admission;
    QByteArray peer;
    Respond respond;
};

void Routes::signInWays(HttpRequest, Respond respond)
{
    wire::SignInWays ways;
    if (m_signIn && m_signIn->provider) {
        ways.help = m_signIn->provider->settings().help;
        // A provider that is down takes no other way in with it.
        if (const auto way = m_signIn->provider->way())
            ways.provider = *way;
        else
            qCWarning(hubSignIn) << "the council's sign-in is not offered now:" << way.error().detail;
    }
    if (m_signIn && m_signIn->accounts) {
        const auto snapshot = m_store.snapshot();
        const auto accounts = snapshot ? (*snapshot)->localAccounts() : Result<QList<LocalAccountRow>>(snapshot.error());
        if (!accounts)
            return respond(refusal(accounts.error()));
        ways.local = std::ranges::any_of(*accounts, [](const LocalAccountRow &account) { return account.disabledAtMs == 0; });
    }
    respond({ 200, wire::encode(ways), false, 0 });
}

/// Counted in one transaction, hashed in none, and let in or turned away in another.
void Routes::signInLocal(HttpRequest request, Respond respond)
{
    if (!m_signIn || !m_signIn->accounts)
        return respond(refusal({ ErrorCode::NotFound, u"This hub has no accounts of its own."_s }));
    if (!m_attempts.mayTry(request.peer))
        return respond(tooMany(u"Too many attempts from this address. Wait a minute."_s, 60));
    const auto body = inflated(request, httpSmallBodyBytesMax);
    const auto decoded = body ? wire::decodeLocalSignIn(*body) : Result<wire::LocalSignIn>(body.error());
    if (!decoded)
        return respond(refusal(decoded.error()));
    const auto signIn = std::make_shared<SignIn>(SignIn { *decoded, {}, {}, request.peer, std::move(respond) });
    const auto work = [this, signIn](HubTransaction &transaction) -> Result<void> {
        auto begun = m_signIn->accounts->begin(transaction, signIn->request);
        if (!begun)
            return begun.error();
        signIn->begun = std::move(*begun);
        return {};
    };
    const auto done = [this, signIn](const Result<void> &committed) {
        if (!committed)
            return signIn->respond(refusal(committed.error()));
        if (!m_passwordReaders.submit([this, signIn] { lookAtPassword(signIn); }))
            signIn->respond(refusal(busy()));
    };
    if (!m_queue.submit(work, done))
        signIn->respond(refusal(busy()));
}

/// On the threads for passwords alone: each takes 46 MB while it is hashed, and nobody's work waits behind it.
void Routes::lookAtPassword(const SignInPointer &signIn)
{
    const bool isRight = isPassword(signIn->request.password, signIn->begun.hash);
    const auto work = [this, signIn, isRight](HubTransaction &transaction) -> Result<void> {
        auto finished = m_signIn->accounts->finish(transaction, signIn->request, signIn->begun, isRight);
        if (!finished)
            return finished.error();
        signIn->admission = std::move(*finished);
        return {};
    };
    const auto done = [this, signIn](const Result<void> &committed) {
        if (!committed)
            return signIn->respond(refusal(committed.error()));
        answer(signIn->admission, signIn->peer, signIn->respond);
    };
    if (!m_queue.submit(work, done))
        signIn->respond(refusal(busy()));
}

namespace {

/// Why somebody whom the provider knows is not let in. What they are called there is told to them alone.
HttpResponse unknownPerson(const QString &account, const QString &help)
{
    const QString whom = help.isEmpty() ? u"Ask whoever looks after Sightline at your council to add you."_s : help;
    return json(403, Json::object({ { u"error"_s, u"unknown_person"_s }, { u"account"_s, account.left(200) }, { u"detail"_s, whom } }));
}

HttpResponse providerSilent()
{
    HttpResponse response =
        json(503,
             Json::object({ { u"error"_s, u"provider"_s },
                            { u"detail"_s, u"The council's sign-in does not answer the hub just now. Nobody was signed in; try again later."_s } }));
    response.retryAfterSeconds = 30;
    return response;
}

} // namespace

/// Asks the provider on threads of its own, since it may take its time, and enrols in one transaction.
void Routes::signInProvider(HttpRequest request, Respond respond)
{
    if (!m_signIn || !m_signIn->provider)
        return respond(refusal({ ErrorCode::NotFound, u"This hub knows no sign-in of the council's."_s }));
    if (!m_attempts.mayTry(request.peer))
        return respond(tooMany(u"Too many attempts from this address. Wait a minute."_s, 60));
    const auto body = inflated(request, httpSmallBodyBytesMax);
    const auto decoded = body ? wire::decodeProviderSignIn(*body) : Result<wire::ProviderSignIn>(body.error());
    if (!decoded)
        return respond(refusal(decoded.error()));
    const auto identified = m_signIn->provider->identify(*decoded);
    if (!identified) {
        qCWarning(hubSignIn) << "somebody was not signed in:" << identified.error().detail;
        m_attempts.failed(request.peer);
        if (identified.error().code != ErrorCode::NotAllowed)
            return respond(providerSilent());
        return respond(turnedAway({ ErrorCode::NotAllowed, u"The council's sign-in did not prove who you are. Sign in again."_s }));
    }
    const auto out = std::make_shared<ProviderAdmission>();
    const auto work = [this, out, sent = *decoded, who = *identified](HubTransaction &transaction) -> Result<void> {
        auto admitted = admitIdentified(transaction, m_service, m_door, m_clock, who, sent);
        if (!admitted)
            return admitted.error();
        *out = std::move(*admitted);
        return {};
    };
    const auto done = [this, out, respond, peer = request.peer, account = identified->account](const Result<void> &committed) {
        if (!committed)
            return respond(refusal(committed.error()));
        tellOfIt(out->touched);
        if (out->isUnknown)
            return respond(unknownPerson(account, m_signIn->provider->settings().help));
        answer(out->admission, peer, respond);
    };
    if (!m_queue.submit(work, done))
        respond(refusal(busy()));
}

/// What was committed of somebody who wanted to join.
void Routes::answer(const Admission &admission, const QByteArray &peer, const Respond &respond)
{
    if (admission.answer)
        return respond({ 200, wire::encode(*admission.answer), false, 0 });
    m_attempts.failed(peer);
    respond(turnedAway({ admission.code, admission.refusal }));
}

} // namespace sightline::hub
