#include "core/base/digest.h"
#include "core/base/limits.h"
#include "tests/integration/hub/served_hub.h"

#include <atomic>

using namespace sightline;
using namespace sightline::hub;

namespace {

/// A served hub that has a visit of practitioner north-1 which names a photo of two chunks.
class HttpFilesTest : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(author.isEnrolled());
        ASSERT_TRUE(author.pullAll());
        RecordBody body;
        body.state = RecordState::Completed;
        body.author = author.person;
        body.form = u"visit@1.0"_s;
        body.team = TeamId(u"early-support-north"_s);
        body.service = ServiceId(u"early-support"_s);
        body.madeAtMs = body.completedAtMs = 1'795'391'000'000;
        body.answers.insert(
            u"photo"_s,
            Json::object({ { u"sha"_s, toHex(sha256(photo)) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, photo.size() }, { u"name"_s, u"photo-1.jpg"_s } }));
        ASSERT_TRUE(author.sync({ author.create(body) }));
    }
    [[nodiscard]] QByteArray path(std::optional<qint64> n = {}) const { return wire::filePath({ sha256(photo), n }).toLatin1(); }
    [[nodiscard]] QByteArray chunk(qint64 n) const { return photo.mid(n * limits::fileChunkBytes, limits::fileChunkBytes); }
    [[nodiscard]] int put(const WireDevice &device, qint64 n, const QByteArray &bytes, const QByteArray &digest) const
    {
        return ask(hub.port, "PUT", path(n), bytes, { device.authorization(), "Content-Digest: " + digest }).status;
    }
    [[nodiscard]] int put(const WireDevice &device, qint64 n) const { return put(device, n, chunk(n), wire::contentDigest(chunk(n))); }

    std::atomic<qint64> free = hubFreeBytesForFilesMin;
    QByteArray photo = QByteArray(limits::fileChunkBytes, 'a') + QByteArray(777, 'b');
    ServedHub hub { { .routes = { .freeBytes = [this] { return std::optional<qint64>(free); } }, .usesFiles = true } };
    WireDevice author = hub.device(u"practitioner-north-1"_s);
};

TEST_F(HttpFilesTest, GoesUpInChunksAndDownToWhoMayReadTheRecord)
{
    const QList<QByteArray> token { author.authorization() };
    EXPECT_EQ(wire::decodeFileState(ask(hub.port, "GET", path(), {}, token).body)->missing, (QList<qint64> { 0, 1 }));
    EXPECT_EQ(put(author, 1), 200);
    EXPECT_EQ(put(author, 1), 200);
    EXPECT_EQ(put(author, 0), 200);
    EXPECT_TRUE(wire::decodeFileState(ask(hub.port, "GET", path(), {}, token).body)->complete);
    const auto manager = hub.device(u"tm-early-support-north"_s);
    const auto answer = ask(hub.port, "GET", path(0), {}, { manager.authorization() });
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, chunk(0));
    EXPECT_EQ(answer.header("content-digest"), wire::contentDigest(chunk(0)));
    EXPECT_EQ(answer.header("content-type"), "application/octet-stream");
    EXPECT_EQ(answer.header("cache-control"), "no-store");
    const auto stranger = hub.device(u"tm-fostering"_s);
    EXPECT_EQ(ask(hub.port, "GET", path(0), {}, { stranger.authorization() }).status, 404);
    EXPECT_EQ(ask(hub.port, "GET", path(), {}, { stranger.authorization() }).status, 404);
    EXPECT_EQ(put(stranger, 0), 404);
}

TEST_F(HttpFilesTest, AHubThatDiedOverAWholeProvesItWhenItIsAsked)
{
    // All chunks are noted and outside the database, and nobody has read the whole.
    QTemporaryDir folder;
    FileStores stores(hub.keys.files(), QString());
    const QString place = u"directory:"_s + folder.path();
    ASSERT_TRUE(stores.found(place));
    const QList<FileStoreRow> rows { { 1, place, 1 } };
    {
        auto transaction = hub.store->begin();
        ASSERT_TRUE((*transaction)->setFileStore(rows.first()));
        for (const qint64 n : { 0, 1 })
            ASSERT_TRUE((*transaction)->setChunk(sha256(photo), author.person, n, *stores.keep(rows, chunk(n))));
        ASSERT_TRUE((*transaction)->commit());
    }
    EXPECT_EQ(ask(hub.port, "GET", path(0), {}, { author.authorization() }).status, 404) << "not yet";
    EXPECT_TRUE(wire::decodeFileState(ask(hub.port, "GET", path(), {}, { author.authorization() }).body)->complete);
    EXPECT_EQ(ask(hub.port, "GET", path(1), {}, { author.authorization() }).body, chunk(1));
}

TEST_F(HttpFilesTest, AChunkThatIsNotWhatItsDigestSaysIsNotTaken)
{
    QByteArray changed = chunk(0);
    changed[5] = 'x';
    EXPECT_EQ(put(author, 0, changed, wire::contentDigest(chunk(0))), 400);
    EXPECT_EQ(put(author, 0, chunk(0), {}), 400) << "none is no digest";
    EXPECT_EQ(put(author, 0, changed, wire::contentDigest(changed)), 200) << "what it is is found out with the whole";
    EXPECT_EQ(put(author, 1), 409);
    EXPECT_EQ(put(author, 1), 200);
    EXPECT_EQ(put(author, 0), 200);
    EXPECT_TRUE(wire::decodeFileState(ask(hub.port, "GET", path(), {}, { author.authorization() }).body)->complete);
}

TEST_F(HttpFilesTest, AHubWithLittleDiskRefusesFilesFirstAndTakesWords)
{
    const auto healthSays = [this] { return (*parseJson(ask(hub.port, "GET", "/v1/health").body))[u"files"_s]; };
    EXPECT_EQ(put(author, 0), 200) << "just enough";
    EXPECT_EQ(healthSays(), Json(true));
    free = hubFreeBytesForFilesMin - 1;
    const auto refused = ask(hub.port, "PUT", path(1), chunk(1), { author.authorization(), "Content-Digest: " + wire::contentDigest(chunk(1)) });
    EXPECT_EQ(refused.status, 507);
    EXPECT_GT(refused.header("retry-after").toInt(), 0) << "it is asked again";
    EXPECT_EQ(healthSays(), Json(false));
    EXPECT_EQ(wire::decodeFileState(ask(hub.port, "GET", path(), {}, { author.authorization() }).body)->missing, QList<qint64> { 1 }) << "what is here stays";
    RecordBody body;
    body.state = RecordState::Completed;
    body.author = author.person;
    body.form = u"visit@1.0"_s;
    body.team = TeamId(u"early-support-north"_s);
    body.service = ServiceId(u"early-support"_s);
    body.madeAtMs = body.completedAtMs = 1'795'391'000'000;
    const auto words = author.sync({ author.create(body) });
    ASSERT_TRUE(words);
    EXPECT_EQ(outcomeName(words->acks.at(0).outcome), u"applied"_s);
    free = hubFreeBytesForFilesMin;
    EXPECT_EQ(put(author, 1), 200) << "without anybody starting it anew";
    EXPECT_TRUE(wire::decodeFileState(ask(hub.port, "GET", path(), {}, { author.authorization() }).body)->complete);
    EXPECT_EQ(healthSays(), Json(true));
}

TEST_F(HttpFilesTest, RefusesWhatIsNoChunk)
{
    const QList<QByteArray> token { author.authorization() };
    EXPECT_EQ(ask(hub.port, "PUT", path(0), chunk(0)).status, 401);
    EXPECT_EQ(ask(hub.port, "GET", path(0)).status, 401);
    EXPECT_EQ(ask(hub.port, "POST", path(0), "{}", token).status, 405);
    EXPECT_EQ(ask(hub.port, "PUT", path(), "x", token).status, 400) << "no number";
    EXPECT_EQ(put(author, 0, chunk(0) + "x", wire::contentDigest(chunk(0) + "x")), 413);
    EXPECT_EQ(put(author, 1, chunk(1) + "x", wire::contentDigest(chunk(1) + "x")), 400);
    EXPECT_EQ(put(author, 2, chunk(1), wire::contentDigest(chunk(1))), 400);
    EXPECT_EQ(ask(hub.port, "PUT", path(1000), chunk(1), token).status, 404);
    EXPECT_EQ(ask(hub.port, "PUT", path(0) + "/", chunk(1), token).status, 404);
}

} // namespace
