// Places for chunks beside the database: how they are named, proven to be there, closed and opened; and Amazon's interface against a server and a
// check of signatures of somebody else's writing.
#include "core/base/limits.h"
#include "sync/hub/files/directory_chunks.h"
#include "sync/hub/files/file_place.h"
#include "sync/hub/files/file_stores.h"
#include "sync/hub/files/s3_answers.h"
#include "sync/hub/files/s3_chunks.h"
#include "tests/support/s3_server.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <set>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

SecretBytes aKey() { return SecretBytes::random(ChunkSeal::keyBytes); }

std::set<QString> namesIn(ChunkStore &store)
{
    std::set<QString> names;
    const auto read = store.each([&names](const ListedChunk &listed) -> Result<void> {
        names.insert(listed.name);
        return {};
    });
    EXPECT_TRUE(read) << (read ? "" : qPrintable(read.error().detail));
    return names;
}

/// What every store promises.
void keepsWhatItIsGiven(ChunkStore &store)
{
    const QByteArray large(limits::fileChunkBytes + ChunkSeal::addedBytes, 'x');
    const QString name = u"0a"_s + QString(62, u'1') + u"-0123456789abcdef"_s;
    EXPECT_EQ(*store.get(name), std::nullopt);
    EXPECT_TRUE(store.remove(name)) << "what is not there is gone";
    const auto put = store.put(name, large);
    ASSERT_TRUE(put) << qPrintable(put.error().detail);
    EXPECT_EQ(**store.get(name), large);
    ASSERT_TRUE(store.put(u"0b-small"_s, QByteArray("\0\r\n\xff", 4)));
    EXPECT_EQ(**store.get(u"0b-small"_s), QByteArray("\0\r\n\xff", 4));
    EXPECT_EQ(namesIn(store), (std::set { name, u"0b-small"_s }));
    EXPECT_TRUE(store.remove(name));
    EXPECT_EQ(*store.get(name), std::nullopt);
    EXPECT_EQ(namesIn(store), std::set { u"0b-small"_s });
}

} // namespace

TEST(ChunkSeal, OnlyTheSameCouncilOpensItUnderItsNameAndOnlyWhole)
{
    const SecretBytes key = aKey();
    const ChunkSeal seal(key), other(aKey());
    const QByteArray chunk(1000, 'p');
    const QString name = seal.nameFor(chunk), again = seal.nameFor(chunk);
    EXPECT_NE(name, again) << "a name is given once";
    EXPECT_EQ(name.left(64), again.left(64)) << "and says what it holds to who has the key";
    EXPECT_NE(name.left(64), other.nameFor(chunk).left(64)) << "and to nobody else";
    const QByteArray sealed = seal.seal(name, chunk);
    EXPECT_EQ(sealed.size(), chunk.size() + ChunkSeal::addedBytes);
    EXPECT_FALSE(sealed.contains("pppp"));
    EXPECT_EQ(*ChunkSeal(key).open(name, sealed), chunk);
    EXPECT_FALSE(other.open(name, sealed));
    EXPECT_FALSE(seal.open(again, sealed)) << "in another chunk's place";
    for (qsizetype length = 0; length < sealed.size(); ++length)
        ASSERT_FALSE(seal.open(name, sealed.first(length))) << length;
    for (qsizetype at = 0; at < sealed.size(); ++at) {
        QByteArray changed = sealed;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        ASSERT_FALSE(seal.open(name, changed)) << at;
    }
}

TEST(FilePlace, IsReadAsItIsWrittenAndRefusedWhereItWouldLeak)
{
    EXPECT_EQ(filePlaceFromText(u"database"_s)->kind, FilePlace::Kind::Database);
    EXPECT_EQ(filePlaceFromText(u"directory:/srv/files/"_s)->directory, u"/srv/files"_s);
    const auto s3 = filePlaceFromText(u"s3:https://s3.example.gov.uk/council-files?region=eu-west-2&prefix=sightline"_s);
    ASSERT_TRUE(s3) << qPrintable(s3.error().detail);
    EXPECT_EQ(s3->bucketUrl, u"https://s3.example.gov.uk/council-files"_s);
    EXPECT_EQ(s3->prefix, u"sightline/"_s);
    EXPECT_EQ(s3->region, u"eu-west-2"_s);
    EXPECT_TRUE(filePlaceFromText(u"s3:https://council-files.s3.eu-west-2.amazonaws.com?region=eu-west-2"_s)) << "the bucket in the host's name";
    EXPECT_TRUE(filePlaceFromText(u"s3:http://127.0.0.1:9000/b?region=x"_s));
    EXPECT_EQ(filePlaceFromText(u"s3:https://h/b?region=x&ca=/etc/ca.pem"_s)->caFile, u"/etc/ca.pem"_s);
    for (const QString &wrong :
         { u""_s, u"elsewhere"_s, u"directory:"_s, u"directory:srv"_s, u"directory:/"_s, u"s3:"_s, u"s3:https://"_s, u"s3:https://h/b"_s,
           u"s3:http://s3.example.gov.uk/b?region=x"_s, u"s3:http://127.0.0.1.example.com/b?region=x"_s, u"s3:https://id:secret@h/b?region=x"_s,
           u"s3:ftp://h/b?region=x"_s, u"s3:https://h/b?region=x&key=secret"_s, u"s3:https://h/a b?region=x"_s, u"s3:https://h/b%20c?region=x"_s,
           u"s3:https://h/b?region=x&prefix=/a"_s, u"s3:https://h/b?region=x&prefix=a b"_s, u"s3:https://h/b?region=x#f"_s }) {
        const auto place = filePlaceFromText(wrong);
        ASSERT_FALSE(place) << qPrintable(wrong);
        EXPECT_EQ(place.error().code, ErrorCode::InvalidInput);
        EXPECT_FALSE(place.error().detail.contains(u"secret"_s)) << "what stands where a password may is not repeated";
    }
}

TEST(S3Answers, AListIsTakenWholeOrNotAtAll)
{
    const auto listOf = [](const QByteArray &contents, const QByteArray &more = {}) {
        return "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + more + contents + "</ListBucketResult>";
    };
    const auto object = [](const QByteArray &key, const QByteArray &at = "2026-11-20T10:11:12.000Z", const QByteArray &size = "7") {
        return "<Contents><Key>" + key + "</Key><LastModified>" + at + "</LastModified><Size>" + size + "</Size></Contents>";
    };
    const QByteArray first = object("files/0a-one"), half = "<IsTruncated>true</IsTruncated>";
    const auto whole = readS3List(listOf(first + object("files/0b-two")), u"files/"_s);
    ASSERT_TRUE(whole) << qPrintable(whole.error().detail);
    ASSERT_EQ(whole->chunks.size(), 2);
    EXPECT_EQ(whole->chunks.first().name, u"0a-one"_s);
    EXPECT_EQ(whole->chunks.first().bytes, 7);
    EXPECT_EQ(whole->next, QString());
    EXPECT_EQ(readS3List(listOf(first, half + "<NextContinuationToken>t</NextContinuationToken>"), u"files/"_s)->next, u"t"_s);
    for (const QByteArray &wrong :
         { QByteArray(), QByteArray("<a>"), QByteArray("<Other/>"), listOf(first).first(80), listOf(first, half), listOf(first + object("elsewhere/0a")),
           listOf(first + object("files/0b", "yesterday")), listOf(first + object("files/0b", "2026-11-20T10:11:12.000Z", "-1")) }) {
        const auto refused = readS3List(wrong, u"files/"_s);
        ASSERT_FALSE(refused) << wrong.constData();
        EXPECT_EQ(refused.error().code, ErrorCode::StorageFailure);
    }
    EXPECT_EQ(s3ErrorCode("<Error><Code>NoSuchKey</Code></Error>"), u"NoSuchKey"_s);
    for (const char *silent : { "", "<Error/>", "<Error><Code>see http://h/</Code></Error>", "<Error><Code>NoSuchKey\n</Code></Error>" })
        EXPECT_EQ(s3ErrorCode(silent), QString()) << silent;
}

TEST(DirectoryChunks, KeepsWhatItIsGiven)
{
    QTemporaryDir folder;
    DirectoryChunks store(folder.path());
    keepsWhatItIsGiven(store);
    EXPECT_GT(store.freeBytes().value_or(0), 0);
    EXPECT_EQ(QFile::permissions(folder.filePath(u"0b/0b-small"_s)) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

TEST(DirectoryChunks, WhatACrashLeftHalfIsListedAndIsNobodys)
{
    QTemporaryDir folder;
    DirectoryChunks store(folder.path());
    ASSERT_TRUE(store.put(u"0c-one"_s, "whole"));
    QFile half(folder.filePath(u"0c/0c-two.part"_s));
    ASSERT_TRUE(half.open(QIODevice::WriteOnly));
    half.write("ha");
    half.close();
    EXPECT_EQ(*store.get(u"0c-two"_s), std::nullopt);
    EXPECT_EQ(namesIn(store), (std::set { u"0c-one"_s, u"0c-two.part"_s })) << "so that a sweep finds it";
    EXPECT_TRUE(store.remove(u"0c-two.part"_s));
    ASSERT_TRUE(store.put(u"0c-two"_s, "whole too"));
    EXPECT_EQ(**store.get(u"0c-two"_s), "whole too");
}

TEST(FileStores, ADiskThatIsNotMountedIsNeverWrittenTo)
{
    QTemporaryDir folder;
    const SecretBytes key = aKey();
    const QString root = folder.filePath(u"files"_s), place = u"directory:"_s + root;
    const QList<FileStoreRow> rows { { 1, place, 0 } };
    {
        FileStores stores(key, QString());
        EXPECT_EQ(stores.keep(rows, "chunk").error().code, ErrorCode::StorageFailure) << "there is nothing at all";
        ASSERT_TRUE(stores.found(place));
        ASSERT_TRUE(stores.found(place)) << "again is harmless";
        const auto kept = stores.keep(rows, "chunk");
        ASSERT_TRUE(kept);
        EXPECT_EQ(**stores.read(rows, *kept), "chunk");
    }
    ASSERT_TRUE(QDir().rename(root, root + u"-elsewhere"_s));
    ASSERT_TRUE(QDir().mkdir(root));   // the mount point without its disk
    FileStores stores(key, QString());
    EXPECT_EQ(stores.keep(rows, "chunk").error().code, ErrorCode::NotFound);
    EXPECT_TRUE(QDir(root).isEmpty());
    EXPECT_EQ(stores.read(rows, { {}, 1, u"0a"_s }).error().code, ErrorCode::NotFound) << "not: the chunk is lost";
    EXPECT_EQ(stores.read(rows, { {}, 2, u"0a"_s }).error().code, ErrorCode::Corrupt) << "a store that is not listed";
    ASSERT_TRUE(QDir().rmdir(root));
    ASSERT_TRUE(QDir().rename(root + u"-elsewhere"_s, root));
    EXPECT_TRUE(stores.keep(rows, "chunk")) << "mounted again, and nobody started anything anew";
}

TEST(FileStores, AnotherCouncilsPlaceIsRefused)
{
    QTemporaryDir folder;
    const QString place = u"directory:"_s + folder.filePath(u"files"_s);
    FileStores theirs(aKey(), QString()), ours(aKey(), QString());
    ASSERT_TRUE(theirs.found(place));
    EXPECT_EQ(ours.found(place).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(ours.at(place).error().code, ErrorCode::NotFound);
}

TEST(S3Credentials, AreReadFromAFileOfItsOwnersAlone)
{
    QTemporaryDir folder;
    const auto write = [&folder](const QByteArray &text, QFile::Permissions mode = QFile::ReadOwner | QFile::WriteOwner) {
        QFile file(folder.filePath(u"keys.s3"_s));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.setPermissions(mode);
        return file.fileName();
    };
    EXPECT_EQ(readS3Credentials(folder.filePath(u"none"_s)).error().code, ErrorCode::NotFound);
    const auto read = readS3Credentials(write("[default]\naws_access_key_id = AKIA\naws_secret_access_key=abc/+=\n"));
    ASSERT_TRUE(read) << qPrintable(read.error().detail);
    EXPECT_EQ(read->accessKeyId, u"AKIA"_s);
    EXPECT_EQ(read->secretAccessKey.view().toByteArray(), "abc/+=");
    EXPECT_EQ(readS3Credentials(write("access_key_id = AKIA\n")).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(readS3Credentials(write("access_key_id = A\nsecret_access_key = b", QFile::ReadOwner | QFile::ReadGroup)).error().code, ErrorCode::NotAllowed);
}

/// Against s3rver.
class S3Test : public testing::Test {
protected:
    static void SetUpTestSuite() { server = std::make_unique<support::S3Server>(); }
    static void TearDownTestSuite() { server.reset(); }
    void SetUp() override { ASSERT_NE(server->port(), 0) << qPrintable(server->complaint); }
    static S3Chunks store(const QString &place, const QString &secret = u"S3RVER"_s)
    {
        return S3Chunks(*filePlaceFromText(place), readS3Credentials(server->credentials(secret)).value());
    }
    inline static std::unique_ptr<support::S3Server> server;
};

TEST_F(S3Test, KeepsWhatItIsGiven)
{
    S3Chunks one = store(server->place(u"one/"_s));
    keepsWhatItIsGiven(one);
    S3Chunks withoutPrefix = store(server->place({}));
    EXPECT_EQ(namesIn(withoutPrefix), std::set { u"one/0b-small"_s }) << "a place without a prefix has the whole bucket";
}

TEST_F(S3Test, WhoHasNotTheSecretIsRefused)
{
    S3Chunks stranger = store(server->place(u"stranger/"_s), u"guessed"_s);
    const auto put = stranger.put(u"0a"_s, "x");
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().code, ErrorCode::StorageFailure);
    EXPECT_TRUE(put.error().detail.contains(u"SignatureDoesNotMatch"_s)) << "the server checks: " << qPrintable(put.error().detail);
    EXPECT_FALSE(put.error().detail.contains(u"guessed"_s));
    EXPECT_FALSE(stranger.get(u"0a"_s));
    EXPECT_FALSE(stranger.each([](const ListedChunk &) -> Result<void> { return {}; }));
    S3Chunks elsewhere = store(server->place(u"stranger/"_s).replace(u"eu-west-2"_s, u"us-east-1"_s));
    EXPECT_TRUE(elsewhere.put(u"0a"_s, "x")) << "the region is part of the signature, and any is this server's";
}

TEST_F(S3Test, ABucketThatIsNotThereIsNoMissingChunk)
{
    S3Chunks none = store(server->place({}, u"no-such-bucket"_s));
    const auto got = none.get(u"0a"_s);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::StorageFailure);
    EXPECT_FALSE(none.put(u"0a"_s, "x"));
}

TEST_F(S3Test, AStoreThatDoesNotAnswerIsAnErrorAndNoWait)
{
    S3Chunks gone = store(u"s3:http://127.0.0.1:1/files?region=x"_s);
    EXPECT_EQ(gone.get(u"0a"_s).error().code, ErrorCode::StorageFailure);
    EXPECT_EQ(gone.put(u"0a"_s, "x").error().code, ErrorCode::StorageFailure);
}

TEST_F(S3Test, OverTlsTheServerProvesWhoItIs)
{
    support::S3Server secure(support::S3Server::Speaks::Tls);
    ASSERT_NE(secure.port(), 0) << qPrintable(secure.complaint);
    const QString place = secure.place(u"tls/"_s);
    const auto storeAt = [&secure](const QString &text) { return S3Chunks(*filePlaceFromText(text), readS3Credentials(secure.credentials()).value()); };
    S3Chunks known = storeAt(place + u"&ca="_s + secure.certificate());
    keepsWhatItIsGiven(known);
    S3Chunks unknown = storeAt(place);
    const auto put = unknown.put(u"0a"_s, "x");
    ASSERT_FALSE(put) << "nobody vouches for it";
    EXPECT_EQ(put.error().code, ErrorCode::StorageFailure);
    EXPECT_EQ(*known.get(u"0a"_s), std::nullopt) << "nothing went to it";
    S3Chunks otherName = storeAt(QString(place + u"&ca="_s + secure.certificate()).replace(u"127.0.0.1"_s, u"localhost"_s));
    EXPECT_FALSE(otherName.get(u"0a"_s)) << "its certificate is for another name";
}

TEST_F(S3Test, AListOfManyPagesIsReadToItsEnd)
{
    S3Chunks many = store(server->place(u"many/"_s));
    std::set<QString> put;
    for (int i = 0; i < 1003; ++i) {   // a page is 1,000
        const QString name = u"%1-x"_s.arg(i, 4, 16, QLatin1Char('0'));
        ASSERT_TRUE(many.put(name, "x"));
        put.insert(name);
    }
    EXPECT_EQ(namesIn(many), put);
}
