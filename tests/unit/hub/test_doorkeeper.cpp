#include "tests/unit/hub/hub_fixture.h"

#include "core/base/digest.h"
#include "sync/hub/auth/certificate.h"
#include "sync/hub/auth/doorkeeper.h"
#include "sync/hub/store/sqlite_hub_store.h"

#include <sodium.h>

#include <QFile>
#include <QTemporaryDir>

using namespace sightline;
using namespace sightline::hub;

namespace {

/// The device's half: an Ed25519 pair.
struct DeviceKey {
    DeviceKey() { crypto_sign_keypair(reinterpret_cast<unsigned char *>(publicKey.data()), reinterpret_cast<unsigned char *>(secret.data())); }
    [[nodiscard]] QByteArray sign(const QByteArray &message) const
    {
        QByteArray signature(crypto_sign_BYTES, '\0');
        crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr, reinterpret_cast<const unsigned char *>(message.data()),
                             static_cast<unsigned long long>(message.size()), reinterpret_cast<const unsigned char *>(secret.data()));
        return signature;
    }
    QByteArray publicKey = QByteArray(crypto_sign_PUBLICKEYBYTES, '\0');
    QByteArray secret = QByteArray(crypto_sign_SECRETKEYBYTES, '\0');
};

class DoorkeeperTest : public HubTest {
protected:
    template <typename Work>
    auto commit(Work work)
    {
        auto transaction = store->begin();
        auto result = work(**transaction);
        EXPECT_TRUE((*transaction)->commit());
        return result;
    }
    QString code(const QString &person)
    {
        return commit([&](HubTransaction &transaction) { return door.issueCode(transaction, PersonId(person)); }).value();
    }
    Admission enrol(const QString &with)
    {
        return commit([&](HubTransaction &transaction) { return door.enrol(transaction, { with, key.publicKey, installation }); }).value();
    }
    Admission refresh(const QString &token, const QByteArray &certificate = {})
    {
        wire::RefreshRequest request { installation, token, certificate, clock.now().msSinceEpoch, {} };
        request.signature = key.sign(refreshProof(installation, request.clockMs, token));
        return commit([&](HubTransaction &transaction) { return door.refresh(transaction, request); }).value();
    }
    Result<Caller> who(const QString &token)
    {
        auto snapshot = store->snapshot();
        return door.authenticate(**snapshot, token);
    }

    HubKeys keys = HubKeys::random();
    Doorkeeper door { *hub, keys, clock, random };
    DeviceKey key;
    InstallationId installation = newId<InstallationId>(clock, random);
};

} // namespace

TEST_F(DoorkeeperTest, ACodeEnrolsOnceAndTheTokenSaysWho)
{
    const QString good = code(u"a"_s);
    const Admission first = enrol(good);
    ASSERT_TRUE(first.answer);
    EXPECT_EQ(first.answer->person, PersonId(u"a"_s));
    EXPECT_EQ(first.answer->council, u"Test council"_s);
    const auto caller = who(first.answer->accessToken);
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->person, PersonId(u"a"_s));
    EXPECT_EQ(caller->installation, installation);
    EXPECT_FALSE(enrol(good).answer) << "a code is good once";
    EXPECT_FALSE(who(first.answer->refreshToken)) << "a refresh token opens nothing by itself";
    EXPECT_FALSE(who(u"guessed"_s));
}

TEST_F(DoorkeeperTest, ACodeIsReadAsItIsSpokenAndRunsOut)
{
    const QString good = code(u"a"_s);
    EXPECT_EQ(good.size(), 14);
    EXPECT_TRUE(enrol(good.toLower().remove(u'-') + u' ').answer);
    const QString old = code(u"a"_s);
    clock.at.msSinceEpoch += 8LL * 24 * 3600 * 1000;
    EXPECT_FALSE(enrol(old).answer);
}

TEST_F(DoorkeeperTest, CodesLongRunOutAreForgotten)
{
    static const auto hashOf = [](QString code) { return sha256((u"code:"_s + code.remove(u'-')).toUtf8()); };
    const auto isKept = [this](const QString &code) { return (*store->snapshot())->enrolment(hashOf(code)).value().has_value(); };
    const QString used = code(u"a"_s), unused = code(u"b"_s);
    ASSERT_TRUE(enrol(used).answer);
    clock.at.msSinceEpoch += 37LL * 24 * 3600 * 1000;
    code(u"a"_s);
    EXPECT_TRUE(isKept(used) && isKept(unused)) << "30 days after they ran out";
    clock.at.msSinceEpoch += 1;
    const QString fresh = code(u"a"_s);
    EXPECT_FALSE(isKept(used) || isKept(unused));
    EXPECT_TRUE(isKept(fresh));
    EXPECT_FALSE(enrol(unused).answer);
}

TEST_F(DoorkeeperTest, AfterTwoLostAnswersOnlyTheLastTokenIsGood)
{
    const QString first = enrol(code(u"a"_s)).answer->refreshToken;
    const Admission lost = refresh(first), lostToo = refresh(first), arrived = refresh(first);
    ASSERT_TRUE(lost.answer && lostToo.answer && arrived.answer);
    int good = 0;
    for (const Admission *one : { &lost, &lostToo, &arrived }) {
        const auto token = (*store->snapshot())->token(sha256(one->answer->refreshToken.toUtf8()));
        good += token.value()->revokedAtMs == 0 ? 1 : 0;
    }
    EXPECT_EQ(good, 1);
    EXPECT_TRUE(refresh(arrived.answer->refreshToken).answer);
}

TEST_F(DoorkeeperTest, NobodyUnknownIsGivenACode)
{
    auto transaction = store->begin();
    const auto unknown = door.issueCode(**transaction, PersonId(u"stranger"_s));
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::NotFound);
}

TEST_F(DoorkeeperTest, CodesAndTokensAreNotInTheDatabaseInTheClear)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"hub.db"_s);
    QByteArray planted;
    {
        auto onDisk = SqliteHubStore::open({ .path = path, .mayCreate = true }).value();
        HubService service(*onDisk, clock, random);
        ASSERT_TRUE(service.begin(u"Planted presence"_s));
        ASSERT_TRUE(service.publish({ publication(person(u"a"_s, u"early"_s, u"north"_s, {})) }));
        Doorkeeper keeper(service, keys, clock, random);
        auto transaction = onDisk->begin();
        const QString plain = *keeper.issueCode(**transaction, PersonId(u"a"_s));
        const auto admission = keeper.enrol(**transaction, { plain, key.publicKey, installation });
        ASSERT_TRUE((*transaction)->commit());
        QByteArray everything;
        for (const QString &part : { path, path + u"-wal"_s }) {
            QFile file(part);
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            everything.append(file.readAll());
        }
        EXPECT_FALSE(everything.contains(plain.toLatin1()));
        EXPECT_FALSE(everything.contains(admission->answer->accessToken.toLatin1()));
        EXPECT_FALSE(everything.contains(admission->answer->refreshToken.toLatin1()));
        EXPECT_TRUE(everything.contains("Planted presence")) << "the search would have found them in this unencrypted file";
    }
}

TEST_F(DoorkeeperTest, AnAccessTokenLastsFifteenMinutes)
{
    const auto first = enrol(code(u"a"_s));
    clock.at.msSinceEpoch += 15 * 60 * 1000 - 1;
    EXPECT_TRUE(who(first.answer->accessToken));
    clock.at.msSinceEpoch += 1;
    EXPECT_FALSE(who(first.answer->accessToken));
    const auto renewed = refresh(first.answer->refreshToken);
    ASSERT_TRUE(renewed.answer);
    EXPECT_TRUE(who(renewed.answer->accessToken));
}

TEST_F(DoorkeeperTest, ARefreshWhoseAnswerWasLostMayBeRepeated)
{
    const auto first = enrol(code(u"a"_s));
    const auto lost = refresh(first.answer->refreshToken);
    const auto again = refresh(first.answer->refreshToken);
    ASSERT_TRUE(lost.answer && again.answer);
    EXPECT_FALSE(refresh(lost.answer->refreshToken).answer) << "it was replaced before it was used";
    const auto next = refresh(again.answer->refreshToken);
    EXPECT_TRUE(next.answer);
}

TEST_F(DoorkeeperTest, ARefreshTokenSeenAgainAfterItsSuccessorWasUsedEndsTheFamily)
{
    const auto first = enrol(code(u"a"_s));
    const auto second = refresh(first.answer->refreshToken);
    const auto third = refresh(second.answer->refreshToken);
    ASSERT_TRUE(third.answer && who(third.answer->accessToken));
    EXPECT_FALSE(refresh(first.answer->refreshToken).answer);
    EXPECT_FALSE(who(third.answer->accessToken));
    EXPECT_FALSE(refresh(third.answer->refreshToken).answer);
}

TEST_F(DoorkeeperTest, ACopyOfADeviceThatWasFoundOutDoesNotComeInByProofOfKey)
{
    const auto first = enrol(code(u"a"_s));
    const auto second = refresh(first.answer->refreshToken);
    const QByteArray certificate = second.answer->certificate;
    ASSERT_TRUE(refresh(second.answer->refreshToken).answer);
    ASSERT_FALSE(refresh(first.answer->refreshToken, certificate).answer) << "two hold the family";
    // Whoever copied the store has the key and the certificate as well, and may name a token the hub never heard of.
    const Admission copy = refresh(u"a token nobody knows"_s, certificate);
    EXPECT_FALSE(copy.answer);
    EXPECT_EQ(copy.code, ErrorCode::HubRefused);
    const auto again = enrol(code(u"a"_s));
    ASSERT_TRUE(again.answer) << "its owner enrols again, and goes on";
    EXPECT_TRUE(who(again.answer->accessToken));
    EXPECT_TRUE(refresh(again.answer->refreshToken).answer);
}

TEST_F(DoorkeeperTest, TokensLongRunOutAreForgottenAndThoseStillToldApartAreNot)
{
    const auto isKnown = [this](const QString &token) { return (*store->snapshot())->token(sha256(token.toUtf8()))->has_value(); };
    const auto later = [this](int days) { clock.at.msSinceEpoch += days * 24LL * 3600 * 1000; };
    const auto first = enrol(code(u"a"_s));
    later(60);
    const auto second = refresh(first.answer->refreshToken);
    ASSERT_TRUE(second.answer);
    EXPECT_FALSE(isKnown(first.answer->accessToken)) << "a day after it ran out";
    EXPECT_TRUE(isKnown(second.answer->accessToken));
    later(60);
    const auto third = refresh(second.answer->refreshToken);
    ASSERT_TRUE(third.answer);
    EXPECT_TRUE(isKnown(first.answer->refreshToken)) << "run out 30 days ago: used again, it is still refused as known";
    later(61);
    const auto fourth = refresh(third.answer->refreshToken);
    ASSERT_TRUE(fourth.answer);
    EXPECT_FALSE(isKnown(first.answer->refreshToken)) << "run out more than 90 days ago";
    EXPECT_TRUE(isKnown(second.answer->refreshToken));
    EXPECT_TRUE(who(fourth.answer->accessToken));
}

TEST_F(DoorkeeperTest, AStolenRefreshTokenIsNothingWithoutTheKey)
{
    const auto first = enrol(code(u"a"_s));
    wire::RefreshRequest theft { installation, first.answer->refreshToken, first.answer->certificate, clock.now().msSinceEpoch, {} };
    const DeviceKey other;
    theft.signature = other.sign(refreshProof(installation, theft.clockMs, theft.refreshToken));
    const auto refusal = commit([&](HubTransaction &transaction) { return door.refresh(transaction, theft); });
    EXPECT_FALSE(refusal->answer);
    EXPECT_TRUE(refresh(first.answer->refreshToken).answer) << "and its owner goes on";
}

TEST_F(DoorkeeperTest, AfterARestoreAProofOfKeyStartsANewFamily)
{
    const auto first = enrol(code(u"a"_s));
    // The same hub key over a database that never heard of this installation.
    store = support::emptyHubStore();
    hub = std::make_unique<HubService>(*store, clock, random);
    ASSERT_TRUE(hub->begin(u"Test council"_s));
    publishCouncil();
    Doorkeeper restored(*hub, keys, clock, random);
    wire::RefreshRequest request { installation, first.answer->refreshToken, first.answer->certificate, clock.now().msSinceEpoch, {} };
    request.signature = key.sign(refreshProof(installation, request.clockMs, request.refreshToken));
    const auto refreshWith = [&](const wire::RefreshRequest &with) {
        return commit([&](HubTransaction &transaction) { return restored.refresh(transaction, with); });
    };
    auto forged = request;
    forged.certificate[70] = char(forged.certificate[70] ^ 1);
    EXPECT_FALSE(refreshWith(forged)->answer);
    auto replayed = request;
    replayed.clockMs -= 11 * 60 * 1000;
    replayed.signature = key.sign(refreshProof(installation, replayed.clockMs, replayed.refreshToken));
    EXPECT_FALSE(refreshWith(replayed)->answer) << "a proof is fresh";
    EXPECT_TRUE(refreshWith(request)->answer);
}

TEST_F(DoorkeeperTest, AnInstallationIsOnePersonsAndReenrolsWithItsOldTokensEnded)
{
    const auto first = enrol(code(u"a"_s));
    EXPECT_FALSE(enrol(code(u"b"_s)).answer);
    const auto again = enrol(code(u"a"_s));
    ASSERT_TRUE(again.answer);
    EXPECT_FALSE(who(first.answer->accessToken));
    EXPECT_TRUE(who(again.answer->accessToken));
}

TEST_F(DoorkeeperTest, ARevokedInstallationIsToldSo)
{
    const auto first = enrol(code(u"a"_s));
    EXPECT_TRUE(commit([&](HubTransaction &transaction) { return door.revoke(transaction, installation); }));
    const auto caller = who(first.answer->accessToken);
    ASSERT_FALSE(caller);
    EXPECT_EQ(caller.error().code, ErrorCode::HubRefused);
    EXPECT_EQ(refresh(first.answer->refreshToken, first.answer->certificate).code, ErrorCode::HubRefused);
}

TEST_F(DoorkeeperTest, SomebodyWhoLeftMayHandInWorkForThirtyDays)
{
    auto admission = enrol(code(u"b"_s));
    Person leaver = person(u"b"_s, u"early"_s, u"north"_s, u"tm"_s);
    leaver.to = hub->today();
    publish(leaver);
    clock.at.msSinceEpoch += 24LL * 3600 * 1000;
    admission = refresh(admission.answer->refreshToken);
    ASSERT_TRUE(admission.answer);
    EXPECT_EQ(who(admission.answer->accessToken)->access, Caller::Access::PushOnly);
    clock.at.msSinceEpoch += 30LL * 24 * 3600 * 1000;
    EXPECT_FALSE(refresh(admission.answer->refreshToken).answer);
}

TEST(HubKeys, AreWrittenForTheirOwnerOnlyAndNeverWrittenOver)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"hub.key"_s);
    const HubKeys keys = HubKeys::random();
    ASSERT_TRUE(keys.save(path));
    EXPECT_EQ(QFile::permissions(path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
    EXPECT_EQ(keys.save(path).error().code, ErrorCode::AlreadyExists);
    const auto read = HubKeys::load(path);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->recoveryPublicKey(), keys.recoveryPublicKey());
    EXPECT_TRUE(keys.isSigned("message", read->sign("message")));
    EXPECT_FALSE(HubKeys::random().isSigned("message", read->sign("message")));

    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    EXPECT_EQ(HubKeys::load(path).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(HubKeys::load(folder.filePath(u"none"_s)).error().code, ErrorCode::NotFound);
}

TEST(HubKeys, RefuseADamagedFileInOneSentence)
{
    QTemporaryDir folder;
    for (const QByteArray &text :
         { QByteArray(), QByteArray("{"), QByteArray("{\"format\":\"sightline-hub-key/1\",\"database_key\":\"00\"}"), QByteArray(9000, 'x') }) {
        const QString path = folder.filePath(u"bad"_s);
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        EXPECT_EQ(HubKeys::load(path).error().code, ErrorCode::InvalidInput);
    }
}

TEST(HubKeys, OpenWhatWasSealedToThemAndNothingElse)
{
    const HubKeys keys = HubKeys::random();
    const QByteArray words = "unsent work";
    const QByteArray recovery = keys.recoveryPublicKey();
    QByteArray sealed(words.size() + qsizetype(crypto_box_SEALBYTES), '\0');
    crypto_box_seal(reinterpret_cast<unsigned char *>(sealed.data()), reinterpret_cast<const unsigned char *>(words.data()),
                    static_cast<unsigned long long>(words.size()), reinterpret_cast<const unsigned char *>(recovery.data()));
    EXPECT_EQ(keys.openSealed(sealed).value(), words);
    EXPECT_EQ(HubKeys::random().openSealed(sealed).error().code, ErrorCode::WrongKey);
    EXPECT_EQ(keys.openSealed(QByteArray("short")).error().code, ErrorCode::WrongKey);
}
