// Signing in at a certified provider of somebody else's writing, over real sockets: device, provider and hub.
#include "core/base/json.h"
#include "sync/hub/audit/audit_entry.h"
#include "sync/protocol/codec.h"
#include "tests/integration/hub/served_hub.h"
#include "tests/support/oidc_provider.h"

#include <QUrl>
#include <QUrlQuery>

using namespace sightline;
using namespace sightline::hub;

namespace {

const QString practitioner = u"practitioner-north-1"_s;

class RealProviderTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_NE(provider.port(), 0) << qPrintable(provider.complaint);
        hub.routes->setSignIn(doors);
    }
    ProviderSettings settings(const QString &client = u"sightline"_s, const QByteArray &secret = {}) const
    {
        ProviderSettings made;
        made.name = u"Council account"_s;
        made.issuer = provider.issuer();
        made.clientId = client;
        made.clientSecret = secret.isEmpty() ? SecretBytes() : SecretBytes::copyOf(secret);
        made.person.claim = u"employee"_s;
        made.roles = { u"groups"_s, { { u"managers"_s, u"Team Manager"_s }, { u"practitioners"_s, u"Practitioner"_s } } };
        made.teams = { u"groups"_s, { { u"north"_s, u"early-support-north"_s }, { u"nowhere"_s, u"no-such-team"_s } } };
        made.help = u"Ask the service desk."_s;
        return made;
    }
    [[nodiscard]] wire::ProviderSignIn newRequest()
    {
        const QString verifier = wire::signInVerifier(hub.random.bytes(32));
        return { {}, verifier, wire::signInRedirect(43211), QByteArray(32, 'k'), newId<InstallationId>(hub.clock, hub.random) };
    }
    /// As a device does: to the provider with the hub's address and what it adds.
    QString addressFor(const wire::ProviderSignIn &request, const QString &state)
    {
        const auto ways = wire::decodeSignInWays(ask(hub.port, "GET", "/v1/sign-in").body);
        EXPECT_TRUE(ways && ways->provider);
        QUrl url(ways->provider->authorize);
        QUrlQuery query(url);
        query.addQueryItem(u"redirect_uri"_s, request.redirect);
        query.addQueryItem(u"state"_s, state);
        query.addQueryItem(u"nonce"_s, wire::signInNonce(request.installation, request.publicKey, request.verifier));
        query.addQueryItem(u"code_challenge"_s, wire::signInChallenge(request.verifier));
        query.addQueryItem(u"code_challenge_method"_s, u"S256"_s);
        url.setQuery(query);
        return QString::fromLatin1(url.toEncoded());
    }
    /// Signs in as @p login, and gives the request that is ready to be sent to the hub.
    wire::ProviderSignIn signedIn(const QString &login)
    {
        wire::ProviderSignIn request = newRequest();
        const QUrl back(provider.signIn(addressFor(request, u"a-state"_s), login));
        EXPECT_TRUE(back.toString().startsWith(request.redirect)) << qPrintable(back.toString() + provider.complaint);
        const QUrlQuery said(back);
        EXPECT_EQ(said.queryItemValue(u"state"_s, QUrl::FullyDecoded), u"a-state"_s);
        EXPECT_EQ(said.queryItemValue(u"iss"_s, QUrl::FullyDecoded), provider.issuer());
        request.code = said.queryItemValue(u"code"_s, QUrl::FullyDecoded);
        EXPECT_FALSE(request.code.isEmpty());
        return request;
    }
    RawAnswer send(const wire::ProviderSignIn &request) { return ask(hub.port, "POST", "/v1/sign-in/provider", wire::encode(request)); }
    Person person(const QString &id)
    {
        const auto snapshot = hub.store->snapshot();
        return hub.service->person(**snapshot, PersonId(id)).value().value();
    }

    support::OidcProvider provider;
    ServedHub hub;
    CurlProviderWeb web { {}, {} };
    SignInProvider door { settings(), web, hub.clock };
    SignInDoors doors { nullptr, &door };
};

} // namespace

TEST_F(RealProviderTest, APersonWhoSignsInHasWhatACodeGives)
{
    const RawAnswer answer = send(signedIn(practitioner + u"+practitioners"_s));
    ASSERT_EQ(answer.status, 200) << answer.body.constData();
    const auto enrolled = wire::decodeEnrolAnswer(answer.body);
    ASSERT_TRUE(enrolled);
    EXPECT_EQ(enrolled->person, PersonId(practitioner));
    EXPECT_EQ(ask(hub.port, "GET", "/v1/contacts", {}, { "Authorization: Bearer " + enrolled->accessToken.toLatin1() }).status, 200);
}

TEST_F(RealProviderTest, RolesAndTeamsAreThoseTheProviderSays)
{
    const Person before = person(practitioner);
    ASSERT_FALSE(before.holds(u"Team Manager"_s));
    ASSERT_EQ(send(signedIn(practitioner + u"+managers+practitioners+north+nowhere"_s)).status, 200);
    EXPECT_EQ(person(practitioner).roles, (QStringList { u"Team Manager"_s, u"Practitioner"_s }));
    EXPECT_EQ(person(practitioner).teams, QList<TeamId> { TeamId(u"early-support-north"_s) }) << "a team that is not here is left out";
    EXPECT_EQ(person(practitioner).name, before.name);
    ASSERT_EQ(send(signedIn(practitioner + u"+practitioners"_s)).status, 200);
    EXPECT_EQ(person(practitioner).roles, QStringList { u"Practitioner"_s });
    EXPECT_TRUE(person(practitioner).teams.isEmpty());
    const auto snapshot = hub.store->snapshot();
    const auto n = (*snapshot)->state()->auditN;
    const auto told = readAuditLine((*snapshot)->auditAfter(n - 1, 1)->first().line).value();
    EXPECT_EQ(told.action, AuditAction::Joined);
    EXPECT_EQ(told.about.value(u"by"_s).toString(), u"provider"_s);
}

TEST_F(RealProviderTest, WhoeverIsNobodyHereIsToldWhomToAskAndWhoTheyAreThere)
{
    for (const QString &login : { u"visitor+practitioners"_s, practitioner, u"Not an id!+practitioners"_s }) {
        const RawAnswer answer = send(signedIn(login));
        EXPECT_EQ(answer.status, 403) << qPrintable(login);
        const Json said = *parseJson(answer.body);
        EXPECT_EQ(said[u"error"_s].toString(), u"unknown_person"_s);
        EXPECT_EQ(said[u"detail"_s].toString(), u"Ask the service desk."_s);
        EXPECT_EQ(said[u"account"_s].toString(), login.section(u'+', 0, 0));
        EXPECT_FALSE(answer.body.contains("access"));
    }
}

TEST_F(RealProviderTest, ACodeIsGoodOnceAndForTheDeviceThatAskedForIt)
{
    const wire::ProviderSignIn request = signedIn(practitioner + u"+practitioners"_s);
    wire::ProviderSignIn stolen = request;
    stolen.verifier = wire::signInVerifier(hub.random.bytes(32));
    EXPECT_EQ(send(stolen).status, 401) << "without the secret of the device the code is nothing";
    const wire::ProviderSignIn another = signedIn(practitioner + u"+practitioners"_s);
    ASSERT_EQ(send(another).status, 200);
    EXPECT_EQ(send(another).status, 401) << "the same once more";
    wire::ProviderSignIn otherKey = signedIn(practitioner + u"+practitioners"_s);
    otherKey.publicKey = QByteArray(32, 'l');
    EXPECT_EQ(send(otherKey).status, 401) << "the token is for another key";
    wire::ProviderSignIn madeUp = newRequest();
    madeUp.code = u"made-up"_s;
    EXPECT_EQ(send(madeUp).status, 401);
}

TEST_F(RealProviderTest, AHubWithASecretSignsInTheSame)
{
    SignInProvider confidential(settings(u"sightline-server"_s, "a secret: of the hub's"), web, hub.clock);
    SignInDoors secretDoors { nullptr, &confidential };
    hub.routes->setSignIn(secretDoors);
    EXPECT_EQ(send(signedIn(practitioner + u"+practitioners"_s)).status, 200);
    SignInProvider wrong(settings(u"sightline-server"_s, "another secret"), web, hub.clock);
    SignInDoors wrongDoors { nullptr, &wrong };
    hub.routes->setSignIn(wrongDoors);
    EXPECT_EQ(send(signedIn(practitioner + u"+practitioners"_s)).status, 503) << "that is the hub's fault, and nobody's sign-in";
}

TEST(AbsentProvider, TakesNoOtherWayInWithIt)
{
    ServedHub hub;
    ProviderSettings settings;
    settings.name = u"Council account"_s;
    settings.issuer = u"http://127.0.0.1:9"_s;   // nobody listens there
    settings.clientId = u"sightline"_s;
    settings.person.claim = u"sub"_s;
    settings.help = u"Ask the service desk."_s;
    CurlProviderWeb web({}, {});
    SignInProvider provider(std::move(settings), web, hub.clock);
    SignInDoors doors { nullptr, &provider };
    hub.routes->setSignIn(doors);
    const auto ways = wire::decodeSignInWays(ask(hub.port, "GET", "/v1/sign-in").body);
    ASSERT_TRUE(ways);
    EXPECT_FALSE(ways->provider);
    EXPECT_EQ(ways->help, u"Ask the service desk."_s);
    const wire::ProviderSignIn request { u"c"_s, QString(43, u'v'), wire::signInRedirect(1), QByteArray(32, 'k'),
                                         newId<InstallationId>(hub.clock, hub.random) };
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sign-in/provider", wire::encode(request)).status, 503);
    EXPECT_TRUE(hub.device(practitioner).isEnrolled());
}
