#include "core/base/digest.h"
#include "core/base/id.h"

#include <gtest/gtest.h>

#include <set>

using namespace sightline;
using namespace Qt::StringLiterals;

TEST(IdTest, MakesVersionSevenThatSortsByTime)
{
    SodiumRandom random;
    const QUuid early = newUuidV7({ 1000 }, random);
    const QUuid late = newUuidV7({ 2000 }, random);
    EXPECT_EQ(early.toString(QUuid::WithoutBraces).at(14), u'7');
    EXPECT_LT(early.toRfc4122(), late.toRfc4122());
}

TEST(IdTest, ReadsBackWhatItWrites)
{
    SodiumRandom random;
    const RecordId id(newUuidV7({ 5 }, random));
    EXPECT_EQ(*RecordId::fromString(id.toString()), id);
    EXPECT_EQ(*RecordId::fromBytes(id.toBytes()), id);
    EXPECT_FALSE(RecordId::fromString(u"not-an-id"_s));
    EXPECT_FALSE(RecordId::fromBytes("short"));
}

TEST(NameTest, RefusesWhatCouldBeMistakenForSomethingElse)
{
    EXPECT_TRUE(PersonId::fromString(u"team-manager-early-support"_s));
    for (const QString &bad : { u""_s, u"A"_s, u"a b"_s, u"-a"_s, u"../x"_s, QString(97, u'a') })
        EXPECT_FALSE(PersonId::fromString(bad)) << bad.toStdString();
}

TEST(DigestTest, IsSha256) { EXPECT_EQ(toHex(sha256("abc")), u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s); }

TEST(InstantTest, ReadsOnlyTimesWithAnOffset)
{
    EXPECT_EQ(toIso({ 0 }), u"1970-01-01T00:00:00.000Z"_s);
    EXPECT_EQ(instantFromIso(u"1970-01-01T01:00:00+01:00")->msSinceEpoch, 0);
    EXPECT_FALSE(instantFromIso(u"1970-01-01T01:00:00"));
    EXPECT_FALSE(instantFromIso(u"yesterday"));
}
