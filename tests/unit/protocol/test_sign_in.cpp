#include "sync/protocol/sign_in.h"

#include "core/base/json.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::wire;
using namespace Qt::StringLiterals;

namespace {

const InstallationId anInstallation = *InstallationId::fromString(u"01940000-0000-7000-8000-00000000004d"_s);

/// What becomes of the message with one member changed.
template <typename Decode>
bool isRead(const QByteArray &message, const QString &member, const Json &value, Decode decode)
{
    Json json = *parseJson(message);
    json.set(member, value);
    return bool(decode(writeJson(json)));
}

} // namespace

TEST(SignInMessages, ALocalSignInReadsBackAndIsBounded)
{
    const QByteArray sent = encode(LocalSignIn { u"tm"_s, u"a password"_s, u"123456"_s, QByteArray(32, 'k'), anInstallation });
    EXPECT_EQ(encode(*decodeLocalSignIn(sent)), sent);
    const auto readsWith = [&](const QString &member, const Json &value) { return isRead(sent, member, value, decodeLocalSignIn); };
    EXPECT_TRUE(readsWith(u"password"_s, QString(256, u'p')));
    EXPECT_FALSE(readsWith(u"password"_s, QString(257, u'p')));
    EXPECT_FALSE(readsWith(u"password"_s, QString()));
    EXPECT_FALSE(readsWith(u"account"_s, QString(101, u'a')));
    EXPECT_FALSE(readsWith(u"second"_s, 123456));
    EXPECT_FALSE(readsWith(u"key"_s, u"a2tr"_s));
    EXPECT_FALSE(readsWith(u"installation"_s, u"one"_s));
    EXPECT_EQ(decodeLocalSignIn(QByteArray(sent).replace("\"v\":1", "\"v\":2")).error().code, ErrorCode::UnsupportedVersion);
}

TEST(SignInMessages, AProviderSignInReadsBackAndComesFromThisMachineOnly)
{
    const QByteArray sent = encode(ProviderSignIn { u"code"_s, QString(43, u'v'), signInRedirect(43211), QByteArray(32, 'k'), anInstallation });
    EXPECT_EQ(encode(*decodeProviderSignIn(sent)), sent);
    const auto readsWith = [&](const QString &member, const Json &value) { return isRead(sent, member, value, decodeProviderSignIn); };
    EXPECT_FALSE(readsWith(u"verifier"_s, QString(42, u'v')));
    EXPECT_TRUE(readsWith(u"code"_s, QString(4096, u'c')));
    EXPECT_FALSE(readsWith(u"code"_s, QString(4097, u'c')));
    for (const QString &elsewhere : { u"http://localhost:43211/signed-in"_s, u"https://127.0.0.1:43211/signed-in"_s, u"http://127.0.0.1:43211/other"_s,
                                      u"http://127.0.0.1:0/signed-in"_s, u"http://127.0.0.1:70000/signed-in"_s, u"http://127.0.0.1:043/signed-in"_s,
                                      u"http://127.0.0.1:1@evil.example/signed-in"_s, u"http://127.0.0.1/signed-in"_s })
        EXPECT_FALSE(readsWith(u"redirect"_s, elsewhere)) << qPrintable(elsewhere);
}

TEST(SignInMessages, TheWaysReadBackWithAndWithoutAProvider)
{
    SignInWays ways { true, std::nullopt, u"Ask the service desk."_s };
    EXPECT_EQ(*decodeSignInWays(encode(ways)), ways);
    ways.provider = SignInWays::Provider { u"Council account"_s, u"https://id.example.org"_s, u"https://id.example.org/auth?client_id=1"_s };
    EXPECT_EQ(*decodeSignInWays(encode(ways)), ways);
    ways.provider->name.clear();
    EXPECT_FALSE(decodeSignInWays(encode(ways)));
}

TEST(SignInMessages, TheChallengeIsThatOfRfc7636)
{
    EXPECT_EQ(signInChallenge(u"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"_s), u"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"_s);
    EXPECT_EQ(signInVerifier(QByteArray(32, '\xff')).size(), 43);
}

TEST(SignInMessages, TheNonceIsOfThisKeyThisInstallationAndThisSecret)
{
    const QString one = signInNonce(anInstallation, QByteArray(32, 'k'), u"v"_s);
    EXPECT_EQ(one, signInNonce(anInstallation, QByteArray(32, 'k'), u"v"_s));
    EXPECT_NE(one, signInNonce(anInstallation, QByteArray(32, 'l'), u"v"_s));
    EXPECT_NE(one, signInNonce(anInstallation, QByteArray(32, 'k'), u"w"_s));
    EXPECT_NE(one, signInNonce(*InstallationId::fromString(u"01940000-0000-7000-8000-00000000004e"_s), QByteArray(32, 'k'), u"v"_s));
}
