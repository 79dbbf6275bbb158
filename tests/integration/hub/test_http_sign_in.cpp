// Joining over a real socket with an account of the hub's own.
#include "core/base/json.h"
#include "sync/hub/auth/six_digits.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/sign_in.h"
#include "tests/integration/hub/served_hub.h"

#include <thread>

using namespace sightline;
using namespace sightline::hub;

namespace {

const QString chosen = u"lantern orchard tuesday"_s;

class HubSignInTest : public ::testing::Test {
protected:
    HubSignInTest()
    {
        hub.routes->setSignIn(doors);
        const QString hash = passwordHash(chosen, { 1, 8192 });
        auto transaction = hub.store->begin();
        given = accounts.give(**transaction, PersonId(u"qa-manager"_s), hash, LocalAccounts::Make::New).value();
        EXPECT_TRUE((*transaction)->commit());
    }
    [[nodiscard]] wire::LocalSignIn request(const QString &password, const QString &second)
    {
        return { u"qa-manager"_s, password, second, QByteArray(32, 'k'), newId<InstallationId>(hub.clock, hub.random) };
    }
    [[nodiscard]] RawAnswer signIn(const QString &password, const QString &second)
    {
        return ask(hub.port, "POST", "/v1/sign-in/local", wire::encode(request(password, second)));
    }
    [[nodiscard]] wire::SignInWays ways() { return *wire::decodeSignInWays(ask(hub.port, "GET", "/v1/sign-in").body); }

    ServedHub hub;
    LocalAccounts accounts { *hub.door, hub.keys, hub.clock, hub.random };
    SignInDoors doors { &accounts };
    LocalAccounts::Given given;
};

} // namespace

TEST_F(HubSignInTest, AnAccountGivesWhatACodeGives)
{
    EXPECT_TRUE(ways().local);
    const RawAnswer answer = signIn(chosen, given.recoveryCodes.first());
    ASSERT_EQ(answer.status, 200) << answer.body.constData();
    const auto enrolled = wire::decodeEnrolAnswer(answer.body);
    ASSERT_TRUE(enrolled);
    EXPECT_EQ(enrolled->person, PersonId(u"qa-manager"_s));
    EXPECT_EQ(ask(hub.port, "GET", "/v1/contacts", {}, { "Authorization: Bearer " + enrolled->accessToken.toLatin1() }).status, 200);
}

TEST_F(HubSignInTest, WhatIsWrongIsRefusedAndGivesNothing)
{
    const RawAnswer wrong = signIn(u"a wrong password"_s, given.recoveryCodes.first());
    EXPECT_EQ(wrong.status, 401);
    EXPECT_FALSE(wrong.body.contains("access"));
    EXPECT_EQ(signIn(chosen, u"AAAA-AAAA-AAAA"_s).status, 401);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/sign-in/local", "{}").status, 400);
    EXPECT_EQ(ask(hub.port, "GET", "/v1/sign-in/local").status, 405);
    EXPECT_EQ(signIn(chosen, given.recoveryCodes.first()).status, 200);
}

TEST_F(HubSignInTest, TriesOfOneAddressAreCountedWithThoseOfCodes)
{
    int refused = 0;
    RawAnswer answer;
    for (int i = 0; i < RouteOptions {}.failuresPerMinuteMax + 5 && answer.status != 429; ++i) {
        answer = signIn(u"a wrong password"_s, u"000000"_s);
        refused += answer.status == 401;
    }
    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(refused, RouteOptions {}.failuresPerMinuteMax);
    EXPECT_EQ(ask(hub.port, "POST", "/v1/enrol",
                  wire::encode(wire::EnrolRequest { u"AAAA-AAAA-AAAA"_s, QByteArray(32, 'k'), newId<InstallationId>(hub.clock, hub.random) }))
                  .status,
              429);
}

TEST_F(HubSignInTest, ManyGuessesAtOnceAreNoMoreThanAFew)
{
    // Each asks with the right password and a second proof of its own; five are looked at, whatever they are, and one recovery code is among the last.
    std::vector<std::thread> guessers;
    std::atomic<int> letIn = 0;
    std::vector<QByteArray> bodies;
    for (int i = 0; i < 12; ++i)
        bodies.push_back(wire::encode(request(chosen, u"00000%1"_s.arg(i))));
    for (const QByteArray &body : bodies)
        guessers.emplace_back([this, &letIn, body] { letIn += ask(hub.port, "POST", "/v1/sign-in/local", body).status == 200; });
    for (std::thread &guesser : guessers)
        guesser.join();
    EXPECT_EQ(letIn, 0);
    const auto snapshot = hub.store->snapshot();
    EXPECT_EQ((*snapshot)->localAccount(PersonId(u"qa-manager"_s)).value()->failures, AccountBounds {}.triesMax);
    EXPECT_EQ(signIn(chosen, given.recoveryCodes.first()).status, 401) << "it is closed now";
}

TEST_F(HubSignInTest, AHubWithoutAccountsSaysSo)
{
    auto transaction = hub.store->begin();
    ASSERT_TRUE(accounts.disable(**transaction, PersonId(u"qa-manager"_s)).value());
    ASSERT_TRUE((*transaction)->commit());
    EXPECT_FALSE(ways().local);
    SignInDoors none;
    hub.routes->setSignIn(none);
    EXPECT_FALSE(ways().local);
    EXPECT_EQ(signIn(chosen, given.recoveryCodes.first()).status, 404);
}
