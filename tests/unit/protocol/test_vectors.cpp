#include "core/base/canonical_json.h"
#include "core/base/digest.h"
#include "sync/protocol/codec.h"

#include <gtest/gtest.h>

#include <QFile>

/// The golden vectors of sync/protocol/vectors: made once by another program, read by both sides. A change here is a change
/// of the protocol and needs a new version.
using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

Json::Array casesOf(const QString &file)
{
    QFile in(QStringLiteral(SIGHTLINE_SOURCE_DIR "/sync/protocol/vectors/") + file);
    if (!in.open(QIODevice::ReadOnly)) {
        ADD_FAILURE() << "cannot open " << file.toStdString();
        return {};
    }
    const auto json = parseJson(in.readAll());
    if (!json) {
        ADD_FAILURE() << file.toStdString() << ": " << json.error().detail.toStdString();
        return {};
    }
    const Json::Array cases = (*json)[u"cases"_s].toArray();
    EXPECT_GT(cases.size(), 2) << file.toStdString();
    return cases;
}

std::string nameOf(const Json &item) { return item[u"name"_s].toString().toStdString(); }

std::optional<RecordBody> bodyOf(const Json &json)
{
    if (json.isNull())
        return std::nullopt;
    const auto body = bodyFromJson(json);
    EXPECT_TRUE(body) << (body ? "" : body.error().detail.toStdString());
    return body ? std::optional(*body) : std::nullopt;
}

/// Reads @p bytes and, where that must work, writes them again.
template <typename Decode>
void expectMessage(const Json &item, Decode &&decode)
{
    SCOPED_TRACE(nameOf(item));
    const QByteArray bytes = item[u"bytes"_s].toString().toUtf8();
    const auto read = decode(bytes);
    if (item.contains(u"error"_s)) {
        ASSERT_FALSE(read);
        EXPECT_EQ(errorName(read.error().code), item[u"error"_s].toString());
        EXPECT_TRUE(read.error().detail.endsWith(u'.')) << "one whole sentence: " << read.error().detail.toStdString();
        return;
    }
    ASSERT_TRUE(read) << read.error().detail.toStdString();
    if (!item.contains(u"damaged"_s)) {
        EXPECT_EQ(wire::encode(*read), bytes);
    }
}

} // namespace

TEST(ProtocolVectors, ApplyDecidesAsEveryOtherImplementationDoes)
{
    for (const Json &item : casesOf(u"apply.json"_s)) {
        SCOPED_TRACE(nameOf(item));
        const auto operation = operationFromJson(item[u"operation"_s]);
        ASSERT_TRUE(operation) << operation.error().detail.toStdString();
        const Applied applied = apply(*operation, PersonId(item[u"user"_s].toString()), bodyOf(item[u"present"_s]), item[u"open_conflict"_s].toBool());
        EXPECT_EQ(outcomeName(applied.outcome), item[u"outcome"_s].toString());
        EXPECT_EQ(applied.outcome.fields, item[u"fields"_s].toStrings());
        EXPECT_EQ(applied.body, bodyOf(item[u"after"_s]));
        EXPECT_EQ(applied.changed, !(item[u"after"_s] == item[u"present"_s]));
        EXPECT_EQ(applied.body ? bodyHash(*bodyBytes(*applied.body)) : QString(), item[u"hash"_s].toString());
    }
}

TEST(ProtocolVectors, CanonicalBytesAndFieldHashesAreThoseOfEveryOtherImplementation)
{
    for (const Json &item : casesOf(u"canonical.json"_s)) {
        EXPECT_EQ(*canonicalJson(item[u"value"_s]), item[u"bytes"_s].toString().toUtf8());
        EXPECT_EQ(fieldHash(item[u"value"_s]), item[u"field_hash"_s].toString());
    }
}

TEST(ProtocolVectors, ChainsLinkOperationBytes)
{
    QByteArray chain = chainStart();
    for (const Json &item : casesOf(u"chain.json"_s)) {
        const auto operation = operationFromJson(item[u"operation"_s]);
        ASSERT_TRUE(operation);
        const auto bytes = operationBytes(*operation);
        ASSERT_TRUE(bytes);
        EXPECT_EQ(*bytes, item[u"bytes"_s].toString().toUtf8());
        chain = chainLink(chain, *bytes);
        EXPECT_EQ(toHex(chain), item[u"chain"_s].toString());
    }
}

TEST(ProtocolVectors, DigestsAddUpTheSame)
{
    QMap<QString, QByteArray> sums;
    for (const Json &item : casesOf(u"digest.json"_s)) {
        const QString scope = item[u"scope"_s].toString();
        const QByteArray part = wire::digestContribution(scope, *RecordId::fromString(item[u"record"_s].toString()), item[u"rev"_s].toInteger(),
                                                         QByteArray::fromHex(item[u"hash"_s].toString().toLatin1()));
        EXPECT_EQ(toHex(part), item[u"contribution"_s].toString());
        sums[scope] = wire::addDigests(sums.value(scope, wire::emptyDigest()), part);
        EXPECT_EQ(toHex(sums[scope]), item[u"sum"_s].toString());
    }
}

TEST(ProtocolVectors, SyncRequestsReadAndWriteTheSame)
{
    for (const Json &item : casesOf(u"sync_request.json"_s))
        expectMessage(item, [](const QByteArray &bytes) { return wire::decodeSyncRequest(bytes); });
}

TEST(ProtocolVectors, SyncAnswersReadAndWriteTheSameAndDamagedRowsAreSetAside)
{
    for (const Json &item : casesOf(u"sync_answer.json"_s)) {
        QList<RecordId> damaged;
        expectMessage(item, [&damaged](const QByteArray &bytes) { return wire::decodeSyncAnswer(bytes, &damaged); });
        QStringList names;
        for (const RecordId &record : damaged)
            names.append(record.toString());
        if (!item.contains(u"error"_s)) {
            EXPECT_EQ(names, item[u"damaged"_s].toStrings()) << nameOf(item);
        }
    }
}

TEST(ProtocolVectors, EnrolmentsReadAndWriteTheSame)
{
    for (const Json &item : casesOf(u"enrol.json"_s)) {
        const QString message = item[u"message"_s].toString();
        if (message == "enrol_request"_L1)
            expectMessage(item, [](const QByteArray &bytes) { return wire::decodeEnrolRequest(bytes); });
        else if (message == "enrol_answer"_L1)
            expectMessage(item, [](const QByteArray &bytes) { return wire::decodeEnrolAnswer(bytes); });
        else if (message == "refresh_request"_L1)
            expectMessage(item, [](const QByteArray &bytes) { return wire::decodeRefreshRequest(bytes); });
        else
            ADD_FAILURE() << nameOf(item) << ": unknown message";
    }
}
