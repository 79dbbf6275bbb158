#include "sync/protocol/invitation.h"

#include <gtest/gtest.h>

#include <cstdio>

using namespace sightline;
using namespace sightline::wire;
using namespace Qt::StringLiterals;

namespace {

Invitation usual() { return { u"https://hub.example.org/sightline"_s, u"7KQM-2V3W-9XYZ"_s, { QByteArray(pinBytes, '\x11'), QByteArray(pinBytes, '\xfe') } }; }

} // namespace

TEST(Invitation, IsOneLineThatComesBackAsItWas)
{
    const QString text = invitationText(usual()).value();
    EXPECT_TRUE(text.startsWith(u"sightline:join?v=1&hub=https://hub.example.org/sightline&code=7KQM-2V3W-9XYZ&pin="_s)) << qPrintable(text);
    EXPECT_FALSE(text.contains(u' '));
    EXPECT_TRUE(isInvitation(text));
    EXPECT_EQ(invitationFromText(text).value(), usual());
    const Invitation plain { u"http://127.0.0.1:8750"_s, u"7KQM"_s, {} };
    EXPECT_EQ(invitationFromText(invitationText(plain).value()).value(), plain);
    EXPECT_FALSE(isInvitation(u"https://hub.example.org"_s));
}

/// A mail program breaks it, a person copies the space before it.
TEST(Invitation, SpacesAndLineEndsDoNotMatter)
{
    QString text = invitationText(usual()).value();
    text.insert(40, u"\r\n  "_s);
    EXPECT_EQ(invitationFromText(u"  "_s + text + u"\n"_s).value(), usual());
}

/// Whatever one character is exchanged for, left out or put in, it is not taken for another invitation.
TEST(Invitation, AMistypedOneIsRefused)
{
    const QString text = invitationText(usual()).value();
    int examined = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        for (const QChar put : u"aZ0&=%"_s) {
            QString exchanged = text;
            exchanged[i] = put;
            QString without = text;
            without.remove(i, 1);
            QString with = text;
            with.insert(i, put);
            for (const QString &wrong : { exchanged, without, with }) {
                const auto read = invitationFromText(wrong);
                ++examined;
                EXPECT_TRUE(!read || *read == usual()) << qPrintable(wrong);
                EXPECT_TRUE(!read || wrong.compare(text, Qt::CaseInsensitive) == 0) << qPrintable(wrong);
            }
        }
        EXPECT_FALSE(invitationFromText(text.left(i))) << "cut off after " << i;
    }
    std::printf("invitation: %d mistypings examined\n", examined);
}

TEST(Invitation, AddressesPinsAndLengthHaveBounds)
{
    const auto refused = [](auto change) {
        Invitation one = usual();
        change(one);
        return !invitationText(one);
    };
    EXPECT_FALSE(refused([](Invitation &) {}));
    EXPECT_TRUE(refused([](Invitation &one) { one.hub = u"http://hub.example.org"_s; })) << "not encrypted";
    EXPECT_TRUE(refused([](Invitation &one) { one.hub = u"http://127.0.0.1:8750"_s; })) << "pins of what has no certificate";
    EXPECT_TRUE(refused([](Invitation &one) { one.hub = u"https://who@hub.example.org"_s; }));
    EXPECT_TRUE(refused([](Invitation &one) { one.hub = u"hub.example.org"_s; }));
    EXPECT_TRUE(refused([](Invitation &one) { one.code.clear(); }));
    EXPECT_TRUE(refused([](Invitation &one) { one.pins.first().chop(1); }));
    EXPECT_FALSE(refused([](Invitation &one) { one.pins = QList<QByteArray>(invitationPinsMax, QByteArray(pinBytes, 'p')); }));
    EXPECT_TRUE(refused([](Invitation &one) { one.pins = QList<QByteArray>(invitationPinsMax + 1, QByteArray(pinBytes, 'p')); }));
    EXPECT_TRUE(refused([](Invitation &one) { one.hub += u'/' + QString(invitationCharactersMax, u'x'); }));
    EXPECT_EQ(invitationFromText(u"sightline:join?v=2&new=things&sum=000000"_s).error().code, ErrorCode::UnsupportedVersion);
    EXPECT_EQ(invitationFromText(QString(10'000'000, u'x')).error().code, ErrorCode::InvalidInput);
}
