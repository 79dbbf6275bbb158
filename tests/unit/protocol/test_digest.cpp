#include "sync/protocol/messages.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::wire;
using namespace Qt::StringLiterals;

TEST(DigestTest, AddsAndTakesAwayWithCarry)
{
    const QByteArray ones(16, '\xff');
    QByteArray one(16, '\0');
    one[15] = 1;
    EXPECT_EQ(addDigests(ones, one), emptyDigest());
    EXPECT_EQ(subtractDigests(emptyDigest(), one), ones);
}

TEST(DigestTest, DependsOnScopeRecordRevAndContent)
{
    const RecordId a(QUuid::createUuid());
    const RecordId b(QUuid::createUuid());
    const QByteArray hash(32, 'h');
    const auto base = digestContribution(u"ref"_s, a, 1, hash);
    EXPECT_NE(base, digestContribution(u"team:x"_s, a, 1, hash));
    EXPECT_NE(base, digestContribution(u"ref"_s, b, 1, hash));
    EXPECT_NE(base, digestContribution(u"ref"_s, a, 2, hash));
    EXPECT_NE(base, digestContribution(u"ref"_s, a, 1, QByteArray(32, 'i')));
}
