// Tokens of the council's sign-in, good and hostile, made with a key of the test's own.
#include "sync/hub/auth/id_token.h"
#include "sync/hub/auth/sign_in_provider.h"

#include "core/base/digest.h"
#include "core/base/id.h"

#include <jansson.h>

extern "C" {   // its headers are C's alone
#include <jose/jwk.h>
#include <jose/jws.h>
}

#include <QTemporaryDir>
#include <QUrlQuery>

#include <gtest/gtest.h>

#include <memory>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 nowMs = 1'795'392'000'000;
constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
const QString ourIssuer = u"https://id.council.example"_s;
const QString ourClient = u"sightline"_s;

using Value = std::unique_ptr<json_t, decltype(&json_decref)>;

Value valueOf(const Json &json)
{
    const QByteArray text = writeJson(json);
    return { json_loadb(text.constData(), static_cast<std::size_t>(text.size()), 0, nullptr), &json_decref };
}

Json jsonOf(json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT);
    const Json json = *parseJson(QByteArray(text));
    std::free(text);
    return json;
}

/// A pair of keys as a provider makes them.
struct SigningKey {
    explicit SigningKey(const QString &algorithm, const QString &name, qint64 bits = 2048)
    {
        Json wish = Json::object({ { u"alg"_s, algorithm }, { u"kid"_s, name } });
        if (algorithm != "ES256"_L1)
            wish = Json::object({ { u"kty"_s, u"RSA"_s }, { u"bits"_s, bits }, { u"kid"_s, name }, { u"alg"_s, algorithm } });
        const Value made = valueOf(wish);
        EXPECT_TRUE(jose_jwk_gen(nullptr, made.get()));
        secret = jsonOf(made.get());
        EXPECT_TRUE(jose_jwk_pub(nullptr, made.get()));
        open = jsonOf(made.get());
        Json::Object members = open.toObject();
        members.remove(u"key_ops"_s);
        open = Json(members);
    }
    Json secret;
    Json open;
};

const SigningKey &ofTheProvider()
{
    static const SigningKey key(u"RS256"_s, u"first"_s);
    return key;
}

Json keysOf(const QList<Json> &keys) { return Json::object({ { u"keys"_s, Json(Json::Array(keys)) } }); }

QByteArray partText(const Json &json) { return writeJson(json).toBase64(base64Url); }

/// Signed by @p key, under a header that says what @p header says.
QByteArray signedBy(const Json &key, const Json &header, const Json &claims)
{
    const Value jws = valueOf(Json::object({ { u"payload"_s, QString::fromLatin1(partText(claims)) } }));
    const Value signing = valueOf(Json::object({ { u"protected"_s, header } }));
    const Value with = valueOf(key);
    if (!jose_jws_sig(nullptr, jws.get(), signing.get(), with.get()))
        return {};
    const Json made = jsonOf(jws.get());
    return made[u"protected"_s].toString().toLatin1() + '.' + made[u"payload"_s].toString().toLatin1() + '.' + made[u"signature"_s].toString().toLatin1();
}

Json goodHeader() { return Json::object({ { u"alg"_s, u"RS256"_s }, { u"kid"_s, u"first"_s } }); }

Json goodClaims()
{
    return Json::object({ { u"iss"_s, ourIssuer },
                          { u"aud"_s, ourClient },
                          { u"sub"_s, u"subject"_s },
                          { u"nonce"_s, u"our nonce"_s },
                          { u"iat"_s, nowMs / 1000 - 2 },
                          { u"exp"_s, nowMs / 1000 + 300 } });
}

Json with(Json json, const QString &member, const Json &value)
{
    json.set(member, value);
    return json;
}

Json without(const Json &json, const QString &member)
{
    Json::Object members = json.toObject();
    members.remove(member);
    return Json(members);
}

QByteArray tokenOf(const Json &claims) { return signedBy(ofTheProvider().secret, goodHeader(), claims); }

Result<Json> check(const QByteArray &token, const Json &keys = keysOf({ ofTheProvider().open }))
{
    return checkIdToken(token, keys, { ourIssuer, ourClient, u"our nonce"_s, Instant { nowMs } });
}

void expectRefused(const QByteArray &token, const Json &keys = keysOf({ ofTheProvider().open }))
{
    ASSERT_FALSE(token.isEmpty()) << "the test made no token";
    const auto checked = check(token, keys);
    EXPECT_FALSE(checked) << token.constData();
}

} // namespace

TEST(IdToken, ThatIsAsItShouldBeIsTaken)
{
    const auto claims = check(tokenOf(goodClaims()));
    ASSERT_TRUE(claims) << qPrintable(claims.error().detail);
    EXPECT_EQ(*claims, goodClaims());
    EXPECT_TRUE(check(tokenOf(with(goodClaims(), u"aud"_s, Json::strings({ ourClient })))));
    EXPECT_TRUE(check(tokenOf(with(with(goodClaims(), u"aud"_s, Json::strings({ u"other"_s, ourClient })), u"azp"_s, ourClient))));
    EXPECT_TRUE(check(tokenOf(with(goodClaims(), u"exp"_s, Decimal { u"1795392000.5"_s }))));
    const SigningKey elliptic(u"ES256"_s, u"second"_s);
    EXPECT_TRUE(check(signedBy(elliptic.secret, Json::object({ { u"alg"_s, u"ES256"_s }, { u"kid"_s, u"second"_s } }), goodClaims()),
                      keysOf({ ofTheProvider().open, elliptic.open })));
    EXPECT_TRUE(check(signedBy(ofTheProvider().secret, Json::object({ { u"alg"_s, u"RS256"_s } }), goodClaims()))) << "a provider of one key need not name it";
}

TEST(IdToken, WithoutASignatureIsRefused)
{
    for (const QString &none : { u"none"_s, u"None"_s, u"NONE"_s, u""_s, u"nOnE"_s }) {
        const QByteArray head = partText(Json::object({ { u"alg"_s, none } })) + '.' + partText(goodClaims()) + '.';
        expectRefused(head);
        expectRefused(head + "AA");
        expectRefused(head.chopped(1));
    }
    const QByteArray good = tokenOf(goodClaims());
    expectRefused(good.left(good.lastIndexOf('.') + 1));
}

/// The confusion of old libraries: the public key, which everybody has, taken as the secret of an HMAC.
TEST(IdToken, SignedWithThePublicKeyAsASecretIsRefused)
{
    const Json open = ofTheProvider().open;
    const QByteArray modulus = QByteArray::fromBase64(open[u"n"_s].toString().toLatin1(), base64Url);
    for (const QByteArray &secret : { writeJson(open), modulus, open[u"n"_s].toString().toLatin1(), writeJson(keysOf({ open })) }) {
        const Json hmac = Json::object({ { u"kty"_s, u"oct"_s }, { u"k"_s, QString::fromLatin1(secret.toBase64(base64Url)) } });
        const QByteArray token = signedBy(hmac, Json::object({ { u"alg"_s, u"HS256"_s }, { u"kid"_s, u"first"_s } }), goodClaims());
        expectRefused(token);
        // Even where the provider were to give a secret among its keys, no HMAC is taken.
        expectRefused(token, keysOf({ open, with(hmac, u"kid"_s, u"first"_s) }));
    }
}

TEST(IdToken, OfAnotherKeyIsRefusedWhateverItSaysOfItself)
{
    const SigningKey foreign(u"RS256"_s, u"first"_s);
    expectRefused(signedBy(foreign.secret, goodHeader(), goodClaims()));
    expectRefused(signedBy(foreign.secret, with(goodHeader(), u"jwk"_s, foreign.open), goodClaims()));
    expectRefused(signedBy(foreign.secret, with(goodHeader(), u"jku"_s, u"https://evil.example/keys"_s), goodClaims()));
    expectRefused(signedBy(ofTheProvider().secret, with(goodHeader(), u"crit"_s, Json::strings({ u"exp"_s })), goodClaims()));
    EXPECT_EQ(check(signedBy(foreign.secret, with(goodHeader(), u"kid"_s, u"unknown"_s), goodClaims())).error().code, ErrorCode::NotFound)
        << "the provider may have new keys";
    // A key for other purposes, of another algorithm, or too short.
    expectRefused(tokenOf(goodClaims()), keysOf({ with(ofTheProvider().open, u"use"_s, u"enc"_s) }));
    expectRefused(tokenOf(goodClaims()), keysOf({ with(ofTheProvider().open, u"alg"_s, u"PS256"_s) }));
    expectRefused(tokenOf(goodClaims()), Json::object({}));
}

TEST(IdToken, ChangedAnywhereIsRefused)
{
    const QByteArray good = tokenOf(goodClaims());
    int refused = 0;
    for (qsizetype at = 0; at < good.size(); ++at) {
        QByteArray changed = good;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        if (changed.at(at) == good.at(at) || check(changed)) {
            // The last letter of a part can carry bits that mean nothing; such a change is none.
            EXPECT_EQ(QByteArray::fromBase64(changed.split('.').last(), base64Url), QByteArray::fromBase64(good.split('.').last(), base64Url)) << at;
            continue;
        }
        ++refused;
    }
    EXPECT_GE(refused, good.size() - 4);
    expectRefused(good + ".more");
    expectRefused(good + QByteArray(64 * 1024, 'A'));
}

TEST(IdToken, OfAnotherIssuerAudienceOrSignInIsRefused)
{
    expectRefused(tokenOf(with(goodClaims(), u"iss"_s, ourIssuer + u"/"_s)));
    expectRefused(tokenOf(without(goodClaims(), u"iss"_s)));
    expectRefused(tokenOf(with(goodClaims(), u"aud"_s, u"another program"_s)));
    expectRefused(tokenOf(with(goodClaims(), u"aud"_s, Json::strings({ u"another"_s }))));
    expectRefused(tokenOf(with(goodClaims(), u"aud"_s, Json::strings({ u"another"_s, ourClient }))));   // for others too, and not said for whom
    expectRefused(tokenOf(with(with(goodClaims(), u"aud"_s, Json::strings({ u"another"_s, ourClient })), u"azp"_s, u"another"_s)));
    expectRefused(tokenOf(with(goodClaims(), u"azp"_s, u"another"_s)));
    expectRefused(tokenOf(without(goodClaims(), u"aud"_s)));
    expectRefused(tokenOf(with(goodClaims(), u"nonce"_s, u"of another sign-in"_s)));
    expectRefused(tokenOf(without(goodClaims(), u"nonce"_s)));
    expectRefused(tokenOf(without(goodClaims(), u"sub"_s)));
    expectRefused(tokenOf(with(goodClaims(), u"sub"_s, QString(256, u's'))));
    EXPECT_FALSE(
        checkIdToken(tokenOf(with(goodClaims(), u"nonce"_s, QString())), keysOf({ ofTheProvider().open }), { ourIssuer, ourClient, {}, Instant { nowMs } }))
        << "no nonce is no match";
}

TEST(IdToken, CountsInItsTimeOnly)
{
    const qint64 now = nowMs / 1000, clock = tokenClockMs / 1000, age = tokenAgeMs / 1000;
    EXPECT_TRUE(check(tokenOf(with(goodClaims(), u"exp"_s, now - clock + 1))));
    expectRefused(tokenOf(with(goodClaims(), u"exp"_s, now - clock)));
    EXPECT_TRUE(check(tokenOf(with(goodClaims(), u"iat"_s, now - age - clock))));
    expectRefused(tokenOf(with(goodClaims(), u"iat"_s, now - age - clock - 1)));
    EXPECT_TRUE(check(tokenOf(with(goodClaims(), u"iat"_s, now + clock))));
    expectRefused(tokenOf(with(goodClaims(), u"iat"_s, now + clock + 1)));
    EXPECT_TRUE(check(tokenOf(with(goodClaims(), u"nbf"_s, now + clock))));
    expectRefused(tokenOf(with(goodClaims(), u"nbf"_s, now + clock + 1)));
    expectRefused(tokenOf(with(goodClaims(), u"nbf"_s, u"soon"_s)));
    expectRefused(tokenOf(with(goodClaims(), u"exp"_s, QString::number(now + 300))));   // a text is no number
    expectRefused(tokenOf(without(goodClaims(), u"exp"_s)));
    expectRefused(tokenOf(without(goodClaims(), u"iat"_s)));
}

TEST(IdToken, ATooShortKeyProvesNothing)
{
    Json shortened = ofTheProvider().open;
    const QByteArray modulus = QByteArray::fromBase64(shortened[u"n"_s].toString().toLatin1(), base64Url);
    shortened.set(u"n"_s, QString::fromLatin1(modulus.left(128).toBase64(base64Url)));
    EXPECT_EQ(check(tokenOf(goodClaims()), keysOf({ shortened })).error().code, ErrorCode::NotFound);
}

namespace {

/// Says what a provider would, or what a hostile one might.
class PlayedWeb final : public ProviderWeb {
public:
    Result<WebAnswered> ask(const WebAsked &asked) override
    {
        ++count[asked.url];
        if (!isThere)
            return Error { ErrorCode::HubUnreachable, u"nobody there"_s };
        if (asked.url.endsWith(u"openid-configuration"_s))
            return WebAnswered { 200, writeJson(about) };
        if (asked.url.endsWith(u"/keys"_s))
            return WebAnswered { 200, writeJson(keys) };
        form = asked.form;
        user = asked.user;
        secret = asked.password ? asked.password->view().toByteArray() : QByteArray();
        return tokenAnswer;
    }
    bool isThere = true;
    Json about = Json::object({ { u"issuer"_s, ourIssuer },
                                { u"authorization_endpoint"_s, ourIssuer + u"/auth"_s },
                                { u"token_endpoint"_s, ourIssuer + u"/token"_s },
                                { u"jwks_uri"_s, ourIssuer + u"/keys"_s } });
    Json keys = keysOf({ ofTheProvider().open });
    WebAnswered tokenAnswer;
    QMap<QString, int> count;
    QByteArray form, secret;
    QString user;
};

class HandClockOfProvider final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }
    Instant at { nowMs };
};

class SignInProviderTest : public testing::Test {
protected:
    static ProviderSettings settings()
    {
        ProviderSettings made;
        made.name = u"Council account"_s;
        made.issuer = ourIssuer;
        made.clientId = ourClient;
        made.person.claim = u"sub"_s;
        return made;
    }
    [[nodiscard]] Json claims() const { return with(goodClaims(), u"nonce"_s, wire::signInNonce(request.installation, request.publicKey, request.verifier)); }
    void gives(const QByteArray &token) { web.tokenAnswer = { 200, writeJson(Json::object({ { u"id_token"_s, QString::fromLatin1(token) } })) }; }

    PlayedWeb web;
    HandClockOfProvider clock;
    SignInProvider provider { settings(), web, clock };
    wire::ProviderSignIn request { u"a code"_s, QString(43, u'v'), wire::signInRedirect(4321), QByteArray(32, 'k'), InstallationId(QUuid::createUuid()) };
};

} // namespace

TEST_F(SignInProviderTest, ExchangesTheCodeWithItsProofAndSaysWhoItIs)
{
    gives(tokenOf(claims()));
    const auto identified = provider.identify(request);
    ASSERT_TRUE(identified) << qPrintable(identified.error().detail);
    EXPECT_EQ(identified->person, u"subject"_s);
    const QUrlQuery form(QString::fromLatin1(web.form));
    EXPECT_EQ(form.queryItemValue(u"code_verifier"_s), request.verifier);
    EXPECT_EQ(form.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded), request.redirect);
    EXPECT_EQ(form.queryItemValue(u"client_id"_s), ourClient);
    EXPECT_TRUE(web.user.isEmpty());
}

TEST_F(SignInProviderTest, ASecretGoesInTheHeaderAndNotInTheForm)
{
    ProviderSettings withSecret = settings();
    withSecret.clientSecret = SecretBytes::copyOf("it's: secret");
    SignInProvider one(std::move(withSecret), web, clock);
    gives(tokenOf(claims()));
    ASSERT_TRUE(one.identify(request));
    EXPECT_EQ(web.user, ourClient);
    EXPECT_EQ(web.secret, "it%27s%3A%20secret");
    EXPECT_FALSE(web.form.contains("secret"));
}

TEST_F(SignInProviderTest, ATokenOfAnotherDeviceOrAnotherSecretIsNotTaken)
{
    gives(tokenOf(claims()));
    wire::ProviderSignIn other = request;
    other.publicKey = QByteArray(32, 'l');
    EXPECT_EQ(provider.identify(other).error().code, ErrorCode::NotAllowed);
    other = request;
    other.verifier = QString(43, u'w');
    EXPECT_EQ(provider.identify(other).error().code, ErrorCode::NotAllowed);
    EXPECT_TRUE(provider.identify(request));
}

TEST_F(SignInProviderTest, NewKeysAreFetchedOnceAMinuteAtMost)
{
    const SigningKey next(u"RS256"_s, u"next"_s);
    const QString place = ourIssuer + u"/keys"_s;
    gives(tokenOf(claims()));
    ASSERT_TRUE(provider.identify(request));
    ASSERT_TRUE(provider.identify(request));
    EXPECT_EQ(web.count.value(place), 1) << "they are believed for a while";
    gives(signedBy(next.secret, Json::object({ { u"alg"_s, u"RS256"_s }, { u"kid"_s, u"next"_s } }), claims()));
    web.keys = keysOf({ ofTheProvider().open, next.open });
    EXPECT_FALSE(provider.identify(request)) << "fetched a moment ago";
    EXPECT_EQ(web.count.value(place), 1);
    clock.at.msSinceEpoch += providerAskedAgainMs;
    EXPECT_TRUE(provider.identify(request));
    EXPECT_EQ(web.count.value(place), 2);
    gives(signedBy(next.secret, Json::object({ { u"alg"_s, u"RS256"_s }, { u"kid"_s, u"made up"_s } }), claims()));
    for (int i = 0; i < 20; ++i)
        EXPECT_FALSE(provider.identify(request));
    EXPECT_EQ(web.count.value(place), 2) << "strangers' tokens do not make the hub ask";
    EXPECT_EQ(web.count.value(ourIssuer + u"/.well-known/openid-configuration"_s), 1);
    clock.at.msSinceEpoch += providerBelievedMs;
    EXPECT_TRUE(provider.way());
    EXPECT_EQ(web.count.value(ourIssuer + u"/.well-known/openid-configuration"_s), 2);
}

TEST_F(SignInProviderTest, WhatTheProviderDoesNotTakeAndWhatItDoesNotAnswerAreTwoThings)
{
    web.tokenAnswer = { 400, R"({"error":"invalid_grant"})" };
    EXPECT_EQ(provider.identify(request).error().code, ErrorCode::NotAllowed);
    web.tokenAnswer = { 401, R"({"error":"invalid_client"})" };
    EXPECT_EQ(provider.identify(request).error().code, ErrorCode::HubUnreachable);
    web.tokenAnswer = { 200, "no JSON" };
    EXPECT_EQ(provider.identify(request).error().code, ErrorCode::HubUnreachable);
    web.isThere = false;
    EXPECT_EQ(provider.identify(request).error().code, ErrorCode::HubUnreachable);
}

TEST_F(SignInProviderTest, OneThatIsDownIsLeftAloneForAWhileHoweverOftenItIsAskedFor)
{
    const QString place = ourIssuer + u"/.well-known/openid-configuration"_s;
    web.isThere = false;
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(provider.way().error().code, ErrorCode::HubUnreachable);
    EXPECT_EQ(web.count.value(place), 1);
    web.isThere = true;
    clock.at.msSinceEpoch += providerLeftAloneMs - 1;
    EXPECT_FALSE(provider.way());
    clock.at.msSinceEpoch += 1;
    EXPECT_TRUE(provider.way());
    EXPECT_EQ(web.count.value(place), 2);
}

TEST_F(SignInProviderTest, SomebodyElseAtTheIssuersAddressIsNotBelieved)
{
    const Json good = web.about;
    web.about = with(good, u"issuer"_s, u"https://evil.example"_s);
    EXPECT_EQ(provider.way().error().code, ErrorCode::NotAllowed);
    clock.at.msSinceEpoch += providerLeftAloneMs;
    for (const QString &member : { u"token_endpoint"_s, u"jwks_uri"_s, u"authorization_endpoint"_s }) {
        web.about = with(good, member, u"http://id.council.example/plain"_s);
        EXPECT_FALSE(provider.way()) << qPrintable(member);
        clock.at.msSinceEpoch += providerLeftAloneMs;
    }
    web.about = with(good, u"code_challenge_methods_supported"_s, Json::strings({ u"plain"_s }));
    EXPECT_FALSE(provider.way());
    clock.at.msSinceEpoch += providerLeftAloneMs;
    web.about = good;
    const auto way = provider.way();
    ASSERT_TRUE(way);
    EXPECT_EQ(way->authorize, ourIssuer + u"/auth?client_id=sightline&response_type=code&scope=openid%20profile&prompt=login"_s);
}

TEST(IdentifiedBy, ReadsPeopleRolesAndTeamsAsTheSettingsSay)
{
    ProviderSettings settings;
    settings.person = { u"upn"_s, { { u"Head@Council.example"_s, u"head"_s } } };
    settings.personBeforeAt = true;
    settings.roles = { u"groups"_s, { { u"g-1"_s, u"Practitioner"_s }, { u"g-2"_s, u"Team Manager"_s }, { u"g-3"_s, u"Practitioner"_s } } };
    Json claims = Json::object({ { u"upn"_s, u"Practitioner-North-1@council.example"_s }, { u"groups"_s, Json::strings({ u"g-1"_s, u"other"_s, u"g-3"_s }) } });
    auto identified = identifiedBy(claims, settings);
    ASSERT_TRUE(identified);
    EXPECT_EQ(identified->person, u"practitioner-north-1"_s);
    EXPECT_EQ(identified->roles, std::optional(QStringList { u"Practitioner"_s }));
    EXPECT_EQ(identified->teams, std::nullopt);
    EXPECT_EQ(identifiedBy(with(claims, u"upn"_s, u"head@council.example"_s), settings)->person, u"head"_s);
    EXPECT_EQ(identifiedBy(without(claims, u"groups"_s), settings)->roles, std::nullopt) << "a token that says nothing of groups takes nothing away";
    EXPECT_EQ(identifiedBy(with(claims, u"groups"_s, Json::array()), settings)->roles, std::optional(QStringList()));
    EXPECT_FALSE(identifiedBy(without(claims, u"upn"_s), settings));
    settings.person = { u"email"_s, {} };
    claims.set(u"email"_s, u"a@council.example"_s);
    EXPECT_FALSE(identifiedBy(claims, settings)) << "nobody has proven it";
    EXPECT_TRUE(identifiedBy(with(claims, u"email_verified"_s, true), settings));
}

namespace {

Result<std::optional<ProviderSettings>> settingsFrom(const QByteArray &text, QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"sign-in"_s));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    EXPECT_TRUE(file.setPermissions(permissions));
    return readProviderSettings(file.fileName());
}

} // namespace

TEST(ProviderSettings, AreReadOrRefusedInOneSentence)
{
    const QByteArray good =
        R"({"issuer":"https://id.council.example","client_id":"sightline","client_secret":"hidden words","person":{"claim":"upn","before_at":true},
                               "roles":{"claim":"groups","map":{"g-1":"Practitioner"}},"help":"Ask the service desk."})";
    const auto read = settingsFrom(good);
    ASSERT_TRUE(read && *read) << qPrintable(read ? QString() : read.error().detail);
    EXPECT_EQ((*read)->name, u"Council account"_s);
    EXPECT_EQ((*read)->clientSecret.view().toByteArray(), "hidden words");
    EXPECT_TRUE((*read)->personBeforeAt);
    EXPECT_EQ((*read)->roles.means.value(u"g-1"_s), u"Practitioner"_s);
    EXPECT_EQ(settingsFrom(good, QFile::ReadOwner | QFile::ReadGroup).error().code, ErrorCode::NotAllowed);
    EXPECT_FALSE(readProviderSettings(u"/nowhere/at/all"_s).value().has_value());
    const QList<QByteArray> wrong { "no JSON",
                                    "[]",
                                    QByteArray(good).replace("https://id", "http://id"),
                                    QByteArray(good).replace("\"client_id\"", "\"clientid\""),
                                    QByteArray(good).replace("\"sightline\"", "\"\""),
                                    QByteArray(good).replace("\"claim\":\"upn\"", "\"claim\":\"\""),
                                    QByteArray(good).replace("\"g-1\":\"Practitioner\"", "\"g-1\":7"),
                                    QByteArray(good).replace("\"help\"", "\"scopes\":[\"profile\"],\"help\"") };
    for (const QByteArray &text : wrong) {
        const auto refused = settingsFrom(text);
        ASSERT_FALSE(refused) << text.constData();
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
        EXPECT_FALSE(refused.error().detail.contains(u"hidden words"_s));
    }
}
