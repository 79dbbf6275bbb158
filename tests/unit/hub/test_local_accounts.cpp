// Accounts of the hub's own: what lets in, what does not, and what a try costs whoever guesses.
#include "tests/unit/hub/hub_fixture.h"

#include "sync/hub/audit/audit_entry.h"
#include "sync/hub/auth/local_accounts.h"
#include "sync/hub/auth/six_digits.h"

using namespace sightline;
using namespace sightline::hub;

namespace {

const QString goodPassword = u"lantern orchard tuesday"_s;
constexpr PasswordCost lowCost { 1, 8192 };

class LocalAccountsTest : public HubTest {
protected:
    LocalAccountsTest() { given = give(u"a"_s, LocalAccounts::Make::New).value(); }

    template <typename Work>
    auto commit(Work work)
    {
        auto transaction = store->begin();
        auto result = work(**transaction);
        EXPECT_TRUE((*transaction)->commit());
        return result;
    }
    Result<LocalAccounts::Given> give(const QString &person, LocalAccounts::Make make, const QString &password = goodPassword)
    {
        const QString hash = passwordHash(password, lowCost);
        return commit([&](HubTransaction &t) { return accounts.give(t, PersonId(person), hash, make); });
    }
    [[nodiscard]] QString digits() const { return digitsAt(given.seed, clock.at.msSinceEpoch); }
    Admission signIn(const QString &account, const QString &password, const QString &second)
    {
        const wire::LocalSignIn request { account, password, second, QByteArray(32, 'k'), newId<InstallationId>(clock, ids) };
        const auto begun = commit([&](HubTransaction &t) { return accounts.begin(t, request); }).value();
        const bool isRight = isPassword(password, begun.hash);
        return commit([&](HubTransaction &t) { return accounts.finish(t, request, begun, isRight); }).value();
    }
    void pass(qint64 ms) { clock.at.msSinceEpoch += ms; }
    /// What the trail was told last.
    AuditEntry lastTold()
    {
        const auto snapshot = store->snapshot();
        const auto n = (*snapshot)->state()->auditN;
        return readAuditLine((*snapshot)->auditAfter(n - 1, 1)->first().line).value();
    }
    LocalAccountRow row(const QString &person)
    {
        const auto snapshot = store->snapshot();
        return (*snapshot)->localAccount(PersonId(person))->value();
    }

    SodiumRandom ids;
    HubKeys keys = HubKeys::random();
    Doorkeeper door { *hub, keys, clock, ids };
    LocalAccounts accounts { door, keys, clock, ids };
    LocalAccounts::Given given;
};

} // namespace

TEST_F(LocalAccountsTest, APasswordAndSixDigitsEnrolWhoeverTheAccountIsOf)
{
    const Admission admitted = signIn(u" A "_s, goodPassword, digits());
    ASSERT_TRUE(admitted.answer);
    EXPECT_EQ(admitted.answer->person, PersonId(u"a"_s));
    {
        const auto snapshot = store->snapshot();
        EXPECT_EQ(door.authenticate(**snapshot, admitted.answer->accessToken)->person, PersonId(u"a"_s));
    }
    EXPECT_EQ(lastTold().action, AuditAction::Joined);
    EXPECT_EQ(lastTold().about.value(u"second"_s).toString(), u"six digits"_s);
}

TEST_F(LocalAccountsTest, NeitherProofLetsInWithoutTheOther)
{
    const QString right = digits();
    EXPECT_FALSE(signIn(u"a"_s, u"a wrong password"_s, right).answer);
    EXPECT_EQ(lastTold().action, AuditAction::JoinRefused);
    EXPECT_FALSE(signIn(u"a"_s, goodPassword, right == "000000"_L1 ? u"000001"_s : u"000000"_s).answer);
    EXPECT_FALSE(signIn(u"a"_s, goodPassword, given.recoveryCodes.first().chopped(1)).answer);
    EXPECT_TRUE(signIn(u"a"_s, goodPassword, right).answer) << "a wrong try uses up no code";
}

TEST_F(LocalAccountsTest, WhateverIsWrongIsSaidInTheSameWords)
{
    const QString wrong = signIn(u"a"_s, u"a wrong password"_s, digits()).refusal;
    EXPECT_FALSE(wrong.isEmpty());
    EXPECT_EQ(signIn(u"nobody"_s, goodPassword, digits()).refusal, wrong);
    EXPECT_EQ(lastTold().who, QString()) << "what was typed as a name may be a password: it is not told";
    EXPECT_EQ(signIn(u"not an id!"_s, goodPassword, digits()).refusal, wrong);
    EXPECT_EQ(signIn(u"a"_s, goodPassword, u"12345"_s).refusal, wrong);
}

TEST_F(LocalAccountsTest, SixDigitsAreGoodOnceAndOfTheirOwnHalfMinutesOnly)
{
    const QString once = digits();
    ASSERT_TRUE(signIn(u"a"_s, goodPassword, once).answer);
    EXPECT_FALSE(signIn(u"a"_s, goodPassword, once).answer) << "seen over a shoulder";
    pass(30'000);
    const QString next = digits();
    pass(30'000);
    EXPECT_TRUE(signIn(u"a"_s, goodPassword, next).answer) << "a watch that is half a minute slow";
    const QString old = digits();
    pass(90'000);
    EXPECT_FALSE(signIn(u"a"_s, goodPassword, old).answer);
}

TEST_F(LocalAccountsTest, RecoveryCodesAreGoodOnceEachHoweverTheyAreTyped)
{
    ASSERT_EQ(given.recoveryCodes.size(), 10);
    const QString first = given.recoveryCodes.first();
    ASSERT_TRUE(signIn(u"a"_s, goodPassword, first.toLower().replace(u'-', u' ')).answer);
    EXPECT_EQ(lastTold().about.value(u"recovery_codes_left"_s).toInteger(), 9);
    EXPECT_FALSE(signIn(u"a"_s, goodPassword, first).answer);
    EXPECT_TRUE(signIn(u"a"_s, goodPassword, given.recoveryCodes.last()).answer);
    EXPECT_FALSE(signIn(u"a"_s, u"a wrong password"_s, given.recoveryCodes.at(1)).answer);
    EXPECT_TRUE(signIn(u"a"_s, goodPassword, given.recoveryCodes.at(1)).answer) << "a wrong password uses up no code";
}

TEST_F(LocalAccountsTest, FiveWrongTriesCloseItAndEachFurtherOneForTwiceAsLong)
{
    for (int i = 0; i < 4; ++i)
        signIn(u"a"_s, u"a wrong password"_s, digits());
    EXPECT_EQ(row(u"a"_s).closedUntilMs, 0);
    signIn(u"a"_s, u"a wrong password"_s, digits());
    EXPECT_TRUE(lastTold().about.contains(u"closed_until"_s));
    EXPECT_FALSE(signIn(u"a"_s, goodPassword, digits()).answer) << "closed to the right one too";
    pass(30'000 - 1);
    EXPECT_FALSE(signIn(u"a"_s, goodPassword, digits()).answer);
    pass(1);
    signIn(u"a"_s, u"a wrong password"_s, digits());
    pass(60'000 - 1);
    EXPECT_FALSE(signIn(u"a"_s, goodPassword, digits()).answer) << "the sixth closes it for a minute";
    pass(1);
    EXPECT_TRUE(signIn(u"a"_s, goodPassword, digits()).answer);
    EXPECT_EQ(row(u"a"_s).failures, 0);
    EXPECT_EQ(row(u"a"_s).closedUntilMs, 0);
}

TEST_F(LocalAccountsTest, NobodyIsShutOutForLongerThanAQuarterOfAnHour)
{
    for (int i = 0; i < 200; ++i) {
        signIn(u"a"_s, u"a wrong password"_s, u"000000"_s);
        pass(AccountBounds {}.closedMsMax);
    }
    EXPECT_TRUE(signIn(u"a"_s, goodPassword, digits()).answer);
}

TEST_F(LocalAccountsTest, TriesThatComeAtOnceAreCountedBeforeTheyAreLookedAt)
{
    int taken = 0;
    for (int i = 0; i < 50; ++i) {
        const wire::LocalSignIn request { u"a"_s, goodPassword, u"000000"_s, QByteArray(32, 'k'), newId<InstallationId>(clock, ids) };
        taken += commit([&](HubTransaction &t) { return accounts.begin(t, request); })->person.has_value();
    }
    EXPECT_EQ(taken, AccountBounds {}.triesMax);
}

TEST_F(LocalAccountsTest, ResetEndsEverythingThatWasGivenOutBefore)
{
    const LocalAccounts::Given before = given;
    for (int i = 0; i < 5; ++i)
        signIn(u"a"_s, u"a wrong password"_s, digits());
    given = give(u"a"_s, LocalAccounts::Make::Anew, u"another three words"_s).value();
    EXPECT_FALSE(signIn(u"a"_s, goodPassword, digits()).answer);
    EXPECT_FALSE(signIn(u"a"_s, u"another three words"_s, digitsAt(before.seed, clock.at.msSinceEpoch)).answer);
    EXPECT_FALSE(signIn(u"a"_s, u"another three words"_s, before.recoveryCodes.first()).answer);
    EXPECT_TRUE(signIn(u"a"_s, u"another three words"_s, digits()).answer) << "and it is open again at once";
    EXPECT_EQ(give(u"a"_s, LocalAccounts::Make::New).error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(give(u"b"_s, LocalAccounts::Make::Anew).error().code, ErrorCode::NotFound);
    EXPECT_EQ(give(u"nobody"_s, LocalAccounts::Make::New).error().code, ErrorCode::NotFound);
}

TEST_F(LocalAccountsTest, WhatWasDisabledOrLeftLetsNobodyIn)
{
    EXPECT_TRUE(commit([&](HubTransaction &t) { return accounts.disable(t, PersonId(u"a"_s)); }).value());
    EXPECT_FALSE(commit([&](HubTransaction &t) { return accounts.disable(t, PersonId(u"a"_s)); }).value());
    EXPECT_FALSE(signIn(u"a"_s, goodPassword, digits()).answer);
    given = give(u"a"_s, LocalAccounts::Make::Anew).value();
    Person left = person(u"a"_s, u"early"_s, u"north"_s, u"tm"_s);
    left.to = QDate(2026, 11, 1);
    publish(left);
    EXPECT_FALSE(signIn(u"a"_s, goodPassword, digits()).answer);
}

TEST_F(LocalAccountsTest, AResetWhileAPasswordIsLookedAtWins)
{
    const wire::LocalSignIn request { u"a"_s, goodPassword, digits(), QByteArray(32, 'k'), newId<InstallationId>(clock, ids) };
    const auto begun = commit([&](HubTransaction &t) { return accounts.begin(t, request); }).value();
    ASSERT_TRUE(give(u"a"_s, LocalAccounts::Make::Anew));
    EXPECT_FALSE(commit([&](HubTransaction &t) { return accounts.finish(t, request, begun, true); })->answer);
}

TEST_F(LocalAccountsTest, TheDatabaseAloneMakesNoSixDigits)
{
    const LocalAccountRow kept = row(u"a"_s);
    EXPECT_FALSE(kept.sealedSeed.contains(given.seed));
    EXPECT_TRUE((QByteArray("planted") + given.seed).contains(given.seed)) << "planted: it would be seen";
    EXPECT_TRUE(kept.passwordHash.startsWith(u"$argon2id$"_s));
    // Another's seed in this person's row opens nothing either.
    ASSERT_TRUE(give(u"b"_s, LocalAccounts::Make::New));
    LocalAccountRow swapped = row(u"b"_s);
    swapped.sealedSeed = kept.sealedSeed;
    ASSERT_TRUE(commit([&](HubTransaction &t) { return t.setLocalAccount(swapped); }));
    EXPECT_FALSE(signIn(u"b"_s, goodPassword, digits()).answer);
    EXPECT_TRUE(signIn(u"a"_s, goodPassword, digits()).answer);
}

TEST(SixDigits, AreThoseOfRfc6238)
{
    const QByteArray seed = "12345678901234567890";
    EXPECT_EQ(digitsAt(seed, 59'000), u"287082"_s);
    EXPECT_EQ(digitsAt(seed, 1'111'111'109'000), u"081804"_s);
    EXPECT_EQ(stepOfDigits(seed, u"081804"_s, 1'111'111'109'000).value(), 1'111'111'109 / 30);
    EXPECT_EQ(stepOfDigits(seed, u"081804"_s, 1'111'111'139'000).value(), 1'111'111'109 / 30);
    EXPECT_EQ(stepOfDigits(seed, u"081804"_s, 1'111'111'079'000).value(), 1'111'111'109 / 30);
    EXPECT_EQ(stepOfDigits(seed, u"081804"_s, 1'111'111'179'000), std::nullopt);
    EXPECT_EQ(stepOfDigits(seed, u"81804"_s, 1'111'111'109'000), std::nullopt);
    EXPECT_EQ(seedText(seed), u"GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"_s);
    EXPECT_EQ(seedAddress(seed, u"tm"_s, u"Sightline A & B"_s),
              u"otpauth://totp/Sightline%20A%20%26%20B:tm?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Sightline%20A%20%26%20B&digits=6&period=30"_s);
}

TEST(Passwords, AreRefusedWhereTheyAreEasilyGuessed)
{
    EXPECT_EQ(whyNoPassword(goodPassword, u"tm"_s), QString());
    EXPECT_NE(whyNoPassword(u"elevenchars"_s, u"tm"_s), QString());
    EXPECT_EQ(whyNoPassword(u"twelve chars"_s, u"tm"_s), QString());
    EXPECT_EQ(whyNoPassword(goodPassword.repeated(20).left(256), u"tm"_s), QString());
    EXPECT_NE(whyNoPassword(goodPassword.repeated(20).left(257), u"tm"_s), QString());
    EXPECT_NE(whyNoPassword(u"abababababababab"_s, u"tm"_s), QString());
    EXPECT_NE(whyNoPassword(u"manager-north-2026"_s, u"manager-north"_s), QString());
}

TEST(Passwords, AreTheSameHoweverAKeyboardWritesAnAccent)
{
    const QString hash = passwordHash(u"caf\u00e9 lantern oak"_s, lowCost);
    EXPECT_TRUE(isPassword(u"cafe\u0301 lantern oak"_s, hash));
    EXPECT_FALSE(isPassword(u"cafe lantern oak"_s, hash));
    EXPECT_FALSE(isPassword(u"anything"_s, u"no hash"_s));
    EXPECT_NE(passwordHash(goodPassword, lowCost), passwordHash(goodPassword, lowCost)) << "each has its own salt";
}
