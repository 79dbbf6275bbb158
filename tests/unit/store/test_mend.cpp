// Every page of a store is damaged in turn, in the encrypted file itself: nothing crashes, nothing that can be read is lost, what cannot
// be is named, and the store goes on.
#include "core/store/mend_store.h"
#include "core/store/store_directory.h"
#include "tests/support/rounds.h"
#include "tests/unit/store/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <array>
#include <random>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pageBytes = 8192;
constexpr int ownRecords = 24;
constexpr int draftCount = 12;
constexpr int hubRecords = 30;

/// What a page's damage came to.
enum class Came {
    Unseen,     // nothing that was asked for lies on it: free, or only of use at another time
    Mended,     // all of it is there again
    FromHub,    // what came from the hub is asked for again
    Named,      // something of the person's own is out of reach, and named
    Refused,    // the file says nothing any more: said plainly, and kept as it is
};

class MendTest : public StoreTest {
protected:
    MendTest()
    {
        EXPECT_TRUE(directory().provision(credentials(), clock, random));
        auto opened = directory().open(credentials(), clock, random);
        EXPECT_TRUE(opened);
        store = std::move(opened).value();
        enrol();
        fill();
        EXPECT_TRUE(store->db().checkpoint());
        EXPECT_TRUE(store->db().each("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno",
                                     [this](const Statement &row) { schemaPages.append(row.integer(0)); }));
        store.reset();
        QFile file(path());
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        whole = file.readAll();
        EXPECT_EQ(whole.size() % pageBytes, 0);
    }

    StoreCredentials credentials() const { return { SecretBytes::copyOf("a passphrase of a test"), nullptr, { 1, 8 * 1024 } }; }
    StoreDirectory directory() const { return StoreDirectory(folder.filePath(u"store"_s)); }
    QString path() const { return directory().databasePath(); }

    Draft draftOf(const QString &words)
    {
        Draft draft { newRecord(), formBody(words), u"note"_s, 1, {} };
        draft.body.state = RecordState::Draft;
        draft.body.completedAtMs = 0;
        return draft;
    }

    void fill()
    {
        // Some of own work numbered and sent, some answered, some new; some of it longer than a page.
        const auto words = [](const QString &what, int i) { return u"%1 %2 "_s.arg(what).arg(i).repeated(i % 5 == 0 ? 1500 : 100); };
        ASSERT_TRUE(store->transact([&]() -> Result<void> {
            const auto scope = store->scopes().put({ u"team:north"_s, 9, hubRecords, QByteArray(16, '\1') });
            if (!scope)
                return scope;
            for (int i = 0; i < hubRecords; ++i) {
                const RecordId record = newRecord();
                RecordBody body = formBody(words(u"from the hub"_s, i));
                body.author = PersonId(u"p2"_s);
                if (const auto put = store->base().put(baseRow(record, body, i + 1)); !put)
                    return put;
                if (const auto entered = store->scopes().enter(u"team:north"_s, record); !entered)
                    return entered.error();
                hub.insert(record, bodyBytes(body).value());
            }
            return {};
        }));
        for (int i = 0; i < ownRecords; ++i) {
            const Operation operation = createOf(newRecord(), formBody(words(u"my own words"_s, i)));
            ASSERT_TRUE(store->transact([&] { return store->outbox().append(operation); }));
            own.insert(operation.id.toBytes(), operationBytes(operation).value());
            bodies.insert(operation.record.toBytes(), bodyBytes(*operation.head).value());
            if (i != ownRecords / 2)
                continue;
            const auto batch = store->transact([&] { return store->outbox().nextBatch(100, 1 << 20, clock.at); });
            ASSERT_TRUE(batch);
            ASSERT_TRUE(store->transact([&] { return store->outbox().recordAnswer(batch->stream, 1, 40, {}, 7); }));
            ASSERT_TRUE(store->transact([&] { return store->outbox().markSent(batch->stream, 6, 7); }));
            answered = batch->entries.first().operation.id.toBytes();
        }
        for (int i = 0; i < draftCount; ++i) {
            const Draft draft = draftOf(words(u"half a visit"_s, i));
            ASSERT_TRUE(store->transact([&] { return store->drafts().save(draft); }));
            drafts.insert(draft.id.toBytes(), draft);
        }
    }

    /// The store as it was, but for page @p number (from 1), of which @p bytes in the middle are turned over.
    void damagePage(qint64 number, int bytes = 64)
    {
        QByteArray torn = whole;
        for (qsizetype i = 0; i < bytes; ++i) {
            char &byte = torn[(number - 1) * pageBytes + 3000 + i];
            byte = static_cast<char>(~byte);
        }
        putInPlace(torn);
    }

    /// The store's database is @p bytes, and nothing else of it is left.
    void putInPlace(const QByteArray &bytes)
    {
        store.reset();
        for (const QString &name : QDir(directory().path()).entryList({ u"store.db*"_s }, QDir::Files))
            ASSERT_TRUE(QFile::remove(QDir(directory().path()).filePath(name)));
        damaged = bytes;
        QFile file(path());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        ASSERT_EQ(file.write(damaged), damaged.size());
    }

    /// Does what an app does in a day, whatever comes of each. Own work that is sent is answered.
    void useAsItIs()
    {
        std::ignore = store->drafts().list();
        std::ignore = store->outbox().counts();
        std::ignore = store->view().ofType(RecordType::Form);
        std::ignore = store->damaged().all();
        for (auto it = hub.cbegin(); it != hub.cend(); ++it)
            std::ignore = store->view().body(it.key());
        for (auto it = bodies.cbegin(); it != bodies.cend(); ++it)
            std::ignore = store->view().body(*RecordId::fromBytes(it.key()));
        std::ignore = store->outbox().all();
        const auto batch = store->transact([&] { return store->outbox().nextBatch(100, 1 << 20, clock.at); });
        if (!batch && batch.error().code == ErrorCode::Corrupt)
            std::ignore = store->transact([&] { return store->isolateDamaged(); });
        std::ignore = store->transact([&] { return store->outbox().append(createOf(newRecord(), formBody(u"more"_s))); });
        for (const std::string_view table : { "meta", "base", "in_scope", "scope", "outbox", "outbox_body", "draft", "view", "diary" })
            std::ignore = store->db().each(std::string("SELECT * FROM ").append(table).append(" NOT INDEXED"), [](const Statement &) {});
        // A save may be what finds the damage, and fail; the next one is saved.
        if (!store->transact([&] { return store->drafts().save(draftOf(u"typed meanwhile"_s)); })) {
            EXPECT_TRUE(store->transact([&] { return store->drafts().save(draftOf(u"typed meanwhile"_s)); }));
        }
    }

    /// What the store, mended or not, holds of what it held: each thing word for word, or named.
    Came judge(QStringList &gone)
    {
        Came came = Came::Mended;
        const auto isMended = lastMending(store->meta());
        EXPECT_TRUE(isMended);
        if (isMended && *isMended) {   // else a page that nothing asked for may still be damaged
            EXPECT_EQ(store->db().integrityCheck().value(), u"ok"_s);
        }
        // Where several pages are damaged the index that would name it may be one of them: then that something is out of reach is said.
        const bool isSaid = !isOnePage && isMended && *isMended && !(*isMended)->isOwnWorkWhole;
        const auto lose = [&](const QString &what) {
            if (!isSaid)
                gone.append(what);
        };
        QMap<QByteArray, QByteArray> operations;
        const auto all = store->outbox().all();
        EXPECT_TRUE(all) << all.error().detail.toStdString();
        for (const OutboxEntry &entry : *all)
            operations.insert(entry.operation.id.toBytes(), entry.bytes);
        QMap<QByteArray, DamagedOperation> named;
        const auto moved = store->damaged().moved();
        EXPECT_TRUE(moved);
        for (const DamagedOperation &operation : *moved)
            named.insert(operation.id, operation);
        for (auto it = own.cbegin(); it != own.cend(); ++it) {
            if (operations.value(it.key()) == it.value())
                continue;
            if (it.key() == answered && !named.contains(answered))
                continue;   // the hub has it
            came = Came::Named;
            if (!named.contains(it.key()))
                lose(u"an operation is gone without a word"_s);
            else if (isOnePage && named.value(it.key()).shown != bodies.value(named.value(it.key()).record))   // its words, at least, as they were last shown
                gone.append(u"an operation's words are gone"_s);
        }
        QMap<QByteArray, Draft> listed;
        const auto open = store->drafts().list();
        EXPECT_TRUE(open);
        for (const Draft &draft : *open)
            listed.insert(draft.id.toBytes(), draft);
        QSet<QByteArray> torn;
        const auto unreadable = store->drafts().damaged();
        EXPECT_TRUE(unreadable);
        for (const DamagedDraft &draft : *unreadable)
            torn.insert(draft.id);
        for (auto it = drafts.cbegin(); it != drafts.cend(); ++it) {
            if (listed.contains(it.key()) && *listed.constFind(it.key()) == it.value())
                continue;
            came = Came::Named;
            if (!torn.contains(it.key()))
                lose(u"a draft is gone without a word"_s);
        }
        const auto scope = store->scopes().find(u"team:north"_s);
        EXPECT_TRUE(scope);
        const qint64 cursor = *scope ? (*scope)->cursor : 0;
        for (auto it = hub.cbegin(); it != hub.cend(); ++it) {
            const auto row = store->base().find(it.key());
            if (row && *row && (*row)->body == it.value() && (cursor > 0 || (*row)->provisional))
                continue;
            if (cursor > 0)
                gone.append(u"a record of the hub's is gone and is not asked for again"_s);
            came = came == Came::Mended ? Came::FromHub : came;
        }
        // And it goes on: something new is kept, and everything that can be read is sent in order.
        EXPECT_TRUE(store->transact([&] { return store->drafts().save(draftOf(u"another"_s)); }));
        EXPECT_TRUE(store->transact([&] { return store->outbox().append(createOf(newRecord(), formBody(u"another"_s))); }));
        const auto enrolled = store->meta().isEnrolled();
        EXPECT_TRUE(enrolled);
        if (*enrolled) {
            const auto batch = store->transact([&] { return store->outbox().nextBatch(100, 1 << 22, clock.at); });
            EXPECT_TRUE(batch) << batch.error().detail.toStdString();
            EXPECT_EQ(batch->entries.size(), store->outbox().counts()->operationsToSend) << "something that can be read is not sent";
        }
        return came;
    }

    /// Opens, uses, and where damage was found opens again.
    Came live()
    {
        auto opened = directory().open(credentials(), clock, random);
        if (!opened) {
            EXPECT_EQ(opened.error().code, ErrorCode::Corrupt);
            EXPECT_TRUE(opened.error().detail.contains(u"damaged"_s)) << opened.error().detail.toStdString();
            QFile file(path());
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            EXPECT_EQ(file.readAll(), damaged) << "what cannot be mended stays as it is";
            return Came::Refused;
        }
        store = std::move(opened).value();
        useAsItIs();
        QStringList already;
        judge(already);   // in the same session: nobody has to start again before she can save
        EXPECT_EQ(already, QStringList());
        store.reset();
        opened = directory().open(credentials(), clock, random);
        EXPECT_TRUE(opened) << opened.error().detail.toStdString();
        if (!opened)
            return Came::Refused;
        store = std::move(opened).value();
        const auto mended = lastMending(store->meta());
        QStringList gone;
        const Came came = judge(gone);
        EXPECT_EQ(gone, QStringList());
        const bool keepsDamaged = !QDir(directory().path()).entryList({ u"store.db.damaged-*"_s }, QDir::Files).isEmpty();
        if (!mended || !*mended) {
            EXPECT_EQ(came, Came::Mended) << "something is lost and nobody is told";
            return Came::Unseen;
        }
        EXPECT_EQ(keepsDamaged, !(*mended)->isOwnWorkWhole);
        EXPECT_FALSE(came == Came::Named && (*mended)->isOwnWorkWhole) << "something is lost and nobody is told";
        return came == Came::Mended && !(*mended)->isFromHubWhole ? Came::FromHub : came;
    }

    QTemporaryDir folder;
    bool isOnePage = true;   ///< damaged at once: words and how they were last shown do not lie on the same
    QByteArray whole, damaged, answered;
    QList<qint64> schemaPages;
    QMap<QByteArray, QByteArray> own;      ///< id → operation
    QMap<QByteArray, QByteArray> bodies;   ///< record → body
    QMap<QByteArray, Draft> drafts;
    QMap<RecordId, QByteArray> hub;
};

TEST_F(MendTest, NoPageWhoseDamageStopsTheStoreOrHidesWhatCanBeRead)
{
    std::array<int, 5> counts {};
    QList<qint64> refused;
    const qint64 pages = whole.size() / pageBytes;
    const qint64 oneIn = sightline::testing::rounds(1, 3);
    for (qint64 page = 1; page <= pages; ++page) {
        if (page % oneIn != 0 && !schemaPages.contains(page))
            continue;
        SCOPED_TRACE(page);
        damagePage(page);
        const Came came = live();
        counts[static_cast<size_t>(came)] += 1;
        if (came == Came::Refused)
            refused.append(page);
        if (HasFatalFailure())
            return;
    }
    std::printf("%lld pages, one in %lld damaged in turn: %d unseen, %d mended whole, %d asked of the hub again, %d with something named, %d refused\n",
                static_cast<long long>(pages), static_cast<long long>(oneIn), counts[0], counts[1], counts[2], counts[3], counts[4]);
    for (const Came came : { Came::Mended, Came::FromHub, Came::Named })
        EXPECT_GT(counts[static_cast<size_t>(came)], 0);
    EXPECT_EQ(refused, schemaPages) << "only the schema's pages say what the others are";
}

/// Somebody who has the file and not the key changes it anywhere, in any way: bits, pages in each other's place, an end that is missing or
/// that is not ours. What each costs is what lay there, and it is named; never a crash, never words that nobody wrote.
/// SIGHTLINE_TAMPERINGS: how many.
TEST_F(MendTest, NoTamperingIsTakenForWhatWasWritten)
{
    enum Way { Flip, Swap, Cut, Grow, waysCount };
    const int asked = qEnvironmentVariableIntValue("SIGHTLINE_TAMPERINGS");
    const int count = asked > 0 ? asked : sightline::testing::rounds(100, 32);
    isOnePage = false;
    std::mt19937_64 dice(20'261'128);
    const auto below = [&dice](qint64 end) { return std::uniform_int_distribution<qint64>(0, end - 1)(dice); };
    const qint64 pages = whole.size() / pageBytes;
    std::array<std::array<int, 5>, waysCount> came {};
    for (int i = 0; i < count; ++i) {
        const auto way = static_cast<Way>(i % waysCount);
        SCOPED_TRACE(u"%1, way %2"_s.arg(i).arg(way).toStdString());
        QByteArray tampered = whole;
        switch (way) {
        case Flip:
            for (qint64 bits = 1 + below(6); bits > 0; --bits)
                tampered[below(tampered.size())] ^= static_cast<char>(1 << below(8));
            break;
        case Swap: {
            const qint64 one = below(pages), other = (one + 1 + below(pages - 1)) % pages;
            const QByteArray first = tampered.mid(one * pageBytes, pageBytes);
            tampered.replace(one * pageBytes, pageBytes, tampered.mid(other * pageBytes, pageBytes));
            tampered.replace(other * pageBytes, pageBytes, first);
            break;
        }
        case Cut: tampered.truncate(below(tampered.size())); break;
        case Grow: tampered += tampered.left(1 + below(3 * pageBytes)); break;
        default: break;
        }
        putInPlace(tampered);
        came[way][static_cast<size_t>(live())] += 1;
        if (HasFailure())
            return;
    }
    int refused = 0;
    for (const auto &[name, way] : { std::pair("bits turned over", Flip), { "pages in each other's place", Swap }, { "cut off", Cut }, { "longer", Grow } }) {
        const std::array<int, 5> &of = came[way];
        std::printf("%-28s %d unseen, %d mended whole, %d asked of the hub again, %d with something named, %d refused\n", name, of[0], of[1], of[2], of[3],
                    of[4]);
        EXPECT_LT(of[static_cast<size_t>(Came::Refused)], count / waysCount) << "nothing was ever saved";
        refused += of[static_cast<size_t>(Came::Refused)];
    }
    std::printf("%d tamperings: %d opened and told of, %d refused whole and kept\n", count, count - refused, refused);
}

/// The planted presence: the same store undamaged is judged whole, and what is taken away is noticed.
TEST_F(MendTest, AWholeStoreIsNotMendedAndALossIsNoticed)
{
    damagePage(1, 0);
    EXPECT_EQ(live(), Came::Unseen);
    own.insert(QByteArray(16, 'x'), "{}");
    drafts.insert(QByteArray(16, 'y'), drafts.first());
    hub.insert(newRecord(), "{}");
    QStringList gone;
    judge(gone);
    EXPECT_EQ(gone.size(), 3);
}

/// What a mending could not read is not forgotten over a later one that reads everything.
TEST_F(MendTest, WhatOneMendingCouldNotReadIsStillSaidAfterTheNext)
{
    const auto leafOf = [this](const QString &table) {
        const auto page = store->db().integer("SELECT max(pageno) FROM dbstat WHERE name = ? AND pagetype = 'leaf'", table);
        return page && *page ? **page : 0;
    };
    const auto reopen = [this] {
        store.reset();
        store = std::move(directory().open(credentials(), clock, random)).value();
    };
    damagePage(1, 0);
    reopen();
    const qint64 ownPage = leafOf(u"outbox_body"_s);
    ASSERT_GT(ownPage, 0);
    damagePage(ownPage);
    ASSERT_EQ(live(), Came::Named);
    const auto first = lastMending(store->meta());
    ASSERT_FALSE((*first)->isOwnWorkWhole);

    ASSERT_TRUE(store->db().checkpoint());
    const qint64 hubs = leafOf(u"base"_s);
    ASSERT_GT(hubs, 0);
    store.reset();
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    whole = file.readAll();
    file.close();
    clock.at.msSinceEpoch += 60'000;
    damagePage(hubs);
    reopen();
    useAsItIs();
    reopen();
    const auto second = lastMending(store->meta());
    ASSERT_GT((*second)->atMs, (*first)->atMs);
    EXPECT_FALSE((*second)->isFromHubWhole);
    EXPECT_FALSE((*second)->isOwnWorkWhole) << "it was not whole before";
    EXPECT_EQ(QDir(directory().path()).entryList({ u"store.db.damaged-*"_s }, QDir::Files), QStringList())
        << "the second damaged file has nothing more of hers";
}

/// A power cut between the two renames leaves the mended database, whole, under its own name.
TEST_F(MendTest, ACutWhileTheMendedOneTakesItsPlaceIsFinishedAtTheNextOpening)
{
    damagePage(1, 0);
    ASSERT_TRUE(QFile::rename(path(), path() + u".mended"_s));
    for (const QString &left : { u".mending"_s, u".mending.copy"_s, u".mending.blank"_s }) {
        QFile file(path() + left);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write("half") == 4);
    }
    EXPECT_EQ(live(), Came::Unseen);
    EXPECT_TRUE(QDir(directory().path()).entryList({ u"*.mend*"_s }, QDir::Files).isEmpty());
    store.reset();
    ASSERT_TRUE(QFile::copy(path(), path() + u".mended"_s));   // and one rename earlier
    EXPECT_TRUE(directory().open(credentials(), clock, random));
    EXPECT_FALSE(QFile::exists(path() + u".mended"_s));
    EXPECT_TRUE(QFile::exists(path() + u".damaged-1"_s));
}

} // namespace
