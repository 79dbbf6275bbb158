#include "core/base/digest.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::wire;
using namespace Qt::StringLiterals;

namespace {

RecordBody body()
{
    RecordBody record;
    record.author = PersonId(u"tm"_s);
    record.answers.insert(u"said"_s, u"“Toast.” \n 😀"_s);
    return record;
}

SyncRequest request()
{
    SyncRequest out { .stream = StreamId(QUuid::createUuid()) };
    out.epoch = u"abc"_s;
    out.clockMs = 9;
    out.previousChain = chainStart();
    Operation create { .id = OperationId(QUuid::createUuid()), .record = RecordId(QUuid::createUuid()) };
    create.kind = OperationKind::Create;
    create.kindName = u"create"_s;
    create.head = body();
    out.operations.append({ 57, create });
    out.acked = 56;
    out.cursors = { { u"ref"_s, 88 }, { u"team:north"_s, 90 } };
    out.limit = 50;
    out.waitSeconds = 5;
    return out;
}

SyncAnswer answer()
{
    SyncAnswer out;
    out.epoch = u"abc"_s;
    out.clockMs = 10;
    out.durableSeq = 3;
    out.leaseUntilMs = 4;
    out.acks.append({ 57, 91, { Outcome::Code::Held, u"scope"_s, {} } });
    out.control = { Control::Kind::ResendFrom, 12 };
    out.scopes.insert(u"ref"_s, { 1, QByteArray(16, 'd') });
    const QByteArray bytes = *bodyBytes(body());
    Row row { .seq = 91, .record = RecordId(QUuid::createUuid()), .in = { u"ref"_s } };
    row.rev = 2;
    row.hash = sha256(bytes);
    row.body = bytes;
    row.hubTimeMs = 8;
    out.rows.append(row);
    out.rows.append(Row { .seq = 92, .record = RecordId(QUuid::createUuid()), .out = { u"ref"_s } });
    out.cursors = { { u"ref"_s, 92 } };
    out.more = true;
    return out;
}

} // namespace

TEST(CodecTest, RequestReadsBack)
{
    const SyncRequest sent = request();
    const auto read = decodeSyncRequest(encode(sent));
    ASSERT_TRUE(read) << read.error().detail.toStdString();
    EXPECT_EQ(encode(*read), encode(sent));
    EXPECT_EQ(read->operations, sent.operations);
}

TEST(CodecTest, AnswerReadsBackWithBodiesByteForByte)
{
    const SyncAnswer sent = answer();
    const auto read = decodeSyncAnswer(encode(sent));
    ASSERT_TRUE(read) << read.error().detail.toStdString();
    EXPECT_EQ(read->rows, sent.rows);
    EXPECT_EQ(read->acks, sent.acks);
    EXPECT_EQ(read->scopes, sent.scopes);
    EXPECT_EQ(encode(*read), encode(sent));
}

TEST(CodecTest, ABodyThatTheRequestCreatedIsNamedByItsNumber)
{
    SyncRequest asked = request();
    asked.leavesOutOwn = true;
    EXPECT_TRUE(decodeSyncRequest(encode(asked))->leavesOutOwn);
    EXPECT_FALSE(decodeSyncRequest(encode(request()))->leavesOutOwn);

    SyncAnswer sent = answer();
    sent.rows[0].body.clear();
    sent.rows[0].createdBy = 57;
    QList<RecordId> damaged;
    const auto read = decodeSyncAnswer(encode(sent), &damaged);
    ASSERT_TRUE(read) << read.error().detail.toStdString();
    EXPECT_EQ(read->rows, sent.rows);
    EXPECT_TRUE(damaged.isEmpty());
}

TEST(CodecTest, RefusesANumberThatIsNone)
{
    SyncAnswer sent = answer();
    sent.rows[0].body.clear();
    sent.rows[0].createdBy = 57;
    for (const char *number : { "\"of\":0", "\"of\":-1", "\"of\":\"57\"", "\"of\":{}" }) {
        QByteArray bytes = encode(sent);
        EXPECT_FALSE(decodeSyncAnswer(bytes.replace("\"of\":57", number))) << number;
    }
}

TEST(CodecTest, SetsADamagedRowAsideAndKeepsTheOthers)
{
    SyncAnswer sent = answer();
    sent.rows[0].hash = QByteArray(32, 'x');
    QList<RecordId> damaged;
    const auto read = decodeSyncAnswer(encode(sent), &damaged);
    ASSERT_TRUE(read);
    EXPECT_EQ(damaged, QList { sent.rows[0].record });
    EXPECT_TRUE(read->rows[0].body.isEmpty());
    EXPECT_EQ(read->rows[1], sent.rows[1]);
}

TEST(CodecTest, RefusesAnAnswerCutAtAnyByte)
{
    const QByteArray whole = encode(answer());
    for (qsizetype size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(decodeSyncAnswer(QByteArrayView(whole).first(size))) << size;
    QByteArray withoutEnd = whole;
    withoutEnd.replace(",\"end\":true", "");
    EXPECT_FALSE(decodeSyncAnswer(withoutEnd));
}

TEST(CodecTest, HoldsTheLimitOfOperations)
{
    SyncRequest full = request();
    const NumberedOperation one = full.operations.first();
    full.operations.fill(one, operationsPerPushMax);
    EXPECT_TRUE(decodeSyncRequest(encode(full)));
    full.operations.append(one);
    EXPECT_EQ(decodeSyncRequest(encode(full)).error().code, ErrorCode::TooLarge);
}

TEST(CodecTest, RefusesALaterVersion)
{
    SyncRequest later = request();
    later.version = protocolVersion + 1;
    EXPECT_EQ(decodeSyncRequest(encode(later)).error().code, ErrorCode::UnsupportedVersion);
}

TEST(GzipTest, RoundTripsAndRefusesEveryTruncation)
{
    const QByteArray text = QByteArray("We had toast. ").repeated(50);
    const QByteArray packed = gzip(text);
    EXPECT_EQ(*gunzip(packed, text.size()), text);
    EXPECT_EQ(gunzip(packed, text.size() - 1).error().code, ErrorCode::TooLarge);
    for (qsizetype size = 0; size < packed.size(); ++size)
        EXPECT_FALSE(gunzip(QByteArrayView(packed).first(size), text.size())) << size;
    EXPECT_FALSE(gunzip(packed + "x", text.size()));
}

TEST(GzipTest, TakesALawfulRepetitivePaste)
{
    const QByteArray paste(1000 * 1000, 'a');
    EXPECT_EQ(*gunzip(gzip(paste), pushInflatedBytesMax), paste);
}

TEST(EnrolCodecTest, ReadsBack)
{
    const EnrolRequest sent { u"ABCD-1234"_s, QByteArray(32, 'k'), InstallationId(QUuid::createUuid()) };
    EXPECT_EQ(encode(*decodeEnrolRequest(encode(sent))), encode(sent));
    EnrolAnswer reply { u"a"_s, u"r"_s, 5, PersonId(u"tm"_s), u"Team Manager"_s, "cert", QByteArray(32, 'r'), u"Demo"_s };
    EXPECT_EQ(encode(*decodeEnrolAnswer(encode(reply))), encode(reply));
    const RefreshRequest refresh { sent.installation, u"r"_s, "cert", 6, QByteArray(64, 's') };
    EXPECT_EQ(encode(*decodeRefreshRequest(encode(refresh))), encode(refresh));
}
