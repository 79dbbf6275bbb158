#include "core/base/digest.h"
#include "sync/hub/audit/audit_head.h"
#include "sync/hub/audit/audit_trail.h"
#include "sync/hub/audit/verify_audit.h"
#include "sync/hub/auth/doorkeeper.h"
#include "sync/protocol/codec.h"
#include "tests/unit/hub/forwarding_snapshot.h"
#include "tests/unit/hub/hub_fixture.h"

#include <map>
#include <random>

using namespace sightline;
using namespace sightline::hub;

namespace {

class AuditTest : public HubTest {
protected:
    template <typename Work>
    void commit(Work work)
    {
        auto transaction = store->begin();
        ASSERT_TRUE(transaction);
        const Result<void> done = work(**transaction);
        ASSERT_TRUE(done) << qPrintable(done.error().detail);
        ASSERT_TRUE((*transaction)->commit());
    }
    void note(const AuditEntry &entry)
    {
        commit([&](HubTransaction &transaction) { return appendAudit(transaction, clock.now(), entry); });
    }
    bool signHead(qint64 everyMs = auditHeadEveryMs)
    {
        bool isSigned = false;
        commit([&](HubTransaction &transaction) -> Result<void> {
            const auto done = signAuditHead(
                transaction, clock.now(), [this](QByteArrayView bytes) { return keys.sign(bytes); }, everyMs);
            isSigned = done && *done;
            return done ? Result<void>() : done.error();
        });
        return isSigned;
    }
    QList<AuditEntry> trail()
    {
        const auto snapshot = store->snapshot();
        QList<AuditEntry> entries;
        for (const AuditRow &row : (*snapshot)->auditAfter(0, 10'000).value())
            entries.append(readAuditLine(row.line).value());
        return entries;
    }
    AuditCheck verify(HubSnapshot &snapshot, const std::optional<HistoryMark> &witness = {})
    {
        return verifyAudit(
                   snapshot, [this](QByteArrayView message, QByteArrayView signature) { return keys.isSigned(message, signature); }, witness)
            .value();
    }

    HubKeys keys = HubKeys::random();
};

/// What somebody with the database in hand could change.
struct TrailCopy {
    HubState state;
    QList<AuditRow> lines;
    QList<AuditHeadRow> heads;
    std::map<qint64, LoggedOperation> log;
};

/// A hub whose trail, heads and log are a copy's.
class TamperedHub final : public ForwardingSnapshot {
public:
    TamperedHub(HubSnapshot &to, const TrailCopy &copy) : ForwardingSnapshot(to), m_copy(copy) { }
    Result<HubState> state() override { return m_copy.state; }
    Result<QList<AuditRow>> auditAfter(qint64 after, int limit) override { return above(m_copy.lines, after, limit); }
    Result<QList<AuditHeadRow>> auditHeadsAfter(qint64 after, int limit) override { return above(m_copy.heads, after, limit); }
    Result<std::optional<LoggedOperation>> operationAt(qint64 seq) override
    {
        const auto found = m_copy.log.find(seq);
        return found == m_copy.log.end() ? std::optional<LoggedOperation>() : std::optional(found->second);
    }

private:
    template <typename Row>
    static QList<Row> above(const QList<Row> &rows, qint64 after, int limit)
    {
        QList<Row> some;
        for (const Row &row : rows) {
            if (row.n > after && some.size() < limit)
                some.append(row);
        }
        return some;
    }
    const TrailCopy &m_copy;
};

TrailCopy copyOf(HubSnapshot &snapshot)
{
    TrailCopy copy { snapshot.state().value(), snapshot.auditAfter(0, 10'000).value(), snapshot.auditHeadsAfter(0, 10'000).value(), {} };
    for (qint64 seq = 1; seq <= copy.state.seq; ++seq) {
        if (const auto logged = snapshot.operationAt(seq).value())
            copy.log.emplace(seq, *logged);
    }
    return copy;
}

} // namespace

TEST_F(AuditTest, ALineIsThereIfAndOnlyIfItsTransactionIs)
{
    note({ AuditAction::Administered, u"system:records"_s, {}, { { u"command"_s, Json::strings({ u"export"_s }) } } });
    {
        auto dropped = store->begin();
        ASSERT_TRUE(appendAudit(**dropped, clock.now(), { AuditAction::CalendarGiven, u"a"_s }));
    }
    note({ AuditAction::CalendarGiven, u"tm"_s });
    const auto entries = trail();
    ASSERT_EQ(entries.size(), 2);
    EXPECT_EQ(entries[0].who, u"system:records");
    EXPECT_EQ(entries[0].about.value(u"command"_s).toStrings(), QStringList { u"export"_s });
    EXPECT_EQ(entries[1].who, u"tm");
    const auto snapshot = store->snapshot();
    EXPECT_EQ((*snapshot)->state()->auditN, 2);
    EXPECT_EQ(verify(**snapshot).problems, QStringList());
}

TEST_F(AuditTest, WhoComesInAndWhoIsTurnedAwayIsTold)
{
    Doorkeeper door(*hub, keys, clock, random);
    const InstallationId installation = newId<InstallationId>(clock, random);
    const QByteArray key(32, 'k');
    QString code;
    commit([&](HubTransaction &transaction) -> Result<void> {
        code = door.issueCode(transaction, PersonId(u"a"_s)).value();
        EXPECT_TRUE(door.enrol(transaction, { code, key, installation })->answer);
        EXPECT_FALSE(door.enrol(transaction, { code, key, installation })->answer);
        EXPECT_FALSE(door.enrol(transaction, { u"AAAA-BBBB-CCCC"_s, key, installation })->answer);
        return {};
    });
    const auto entries = trail();
    ASSERT_EQ(entries.size(), 3);
    EXPECT_EQ(entries[0], (AuditEntry { AuditAction::Joined, u"a"_s, installation }));
    EXPECT_EQ(entries[1], (AuditEntry { AuditAction::JoinRefused, u"a"_s, installation })) << "a code that was used: whose it was is known";
    EXPECT_EQ(entries[2], (AuditEntry { AuditAction::JoinRefused, u""_s, installation }));
}

TEST_F(AuditTest, WhatWasReadIsToldOnceHoweverOftenItIsSaid)
{
    auto a = device(u"a"_s);
    const auto first = newId<RecordId>(clock, random), second = newId<RecordId>(clock, random);
    wire::SyncRequest request = a.request();
    request.epoch = hub->sync(a.request(), a.caller)->epoch;
    request.readings = { { 1000, first, u"opened"_s, 1000 }, { 1002, second, u"printed"_s, 1001 } };
    EXPECT_EQ(hub->sync(request, a.caller)->readingsTaken, 1002);
    request.readings = { { 1002, second, u"printed"_s, 1001 }, { 2000, first, u"opened"_s, 2000 } };   // the answer was lost
    EXPECT_EQ(hub->sync(request, a.caller)->readingsTaken, 2000);
    auto tm = device(u"tm"_s);   // numbers are each device's own
    request = tm.request();
    request.readings = { { 5, first, u"opened"_s, 5 } };
    EXPECT_EQ(hub->sync(request, tm.caller)->readingsTaken, 5) << "also before the device knows this history";
    const auto entries = trail();
    ASSERT_EQ(entries.size(), 4);
    EXPECT_EQ(entries[0].action, AuditAction::Read);
    EXPECT_EQ(entries[0].about.value(u"record"_s), Json(first.toString()));
    EXPECT_EQ(entries[1].action, AuditAction::Printed);
    EXPECT_EQ(entries[2].about.value(u"record"_s), Json(first.toString()));
    EXPECT_EQ(entries[3].who, u"tm");
}

TEST_F(AuditTest, ReadingsSurviveTheWire)
{
    wire::SyncRequest request = device(u"a"_s).request();
    request.readings = { { 7, newId<RecordId>(clock, random), u"opened"_s, 6 }, { 9, newId<RecordId>(clock, random), u"printed"_s, 8 } };
    EXPECT_EQ(wire::decodeSyncRequest(wire::encode(request))->readings, request.readings);
    wire::SyncRequest odd = request;
    odd.readings = { request.readings[1], request.readings[0], { 10, request.readings[0].record, u"eaten"_s, 1 } };
    EXPECT_EQ(wire::decodeSyncRequest(wire::encode(odd))->readings, QList<wire::ReadingSaid> { request.readings[1] })
        << "what is out of order or not understood is left out, and refuses nothing";
    wire::SyncAnswer answer;
    answer.epoch = u"e"_s;
    answer.readingsTaken = 9;
    EXPECT_EQ(wire::decodeSyncAnswer(wire::encode(answer))->readingsTaken, 9);
}

TEST_F(AuditTest, AHeadIsSignedEachHourThatSomethingHappened)
{
    EXPECT_TRUE(signHead()) << "the first at once";
    EXPECT_FALSE(signHead());
    clock.at.msSinceEpoch += auditHeadEveryMs;
    EXPECT_FALSE(signHead()) << "nothing happened but the head's own line";
    note({ AuditAction::CalendarGiven, u"a"_s });
    EXPECT_TRUE(signHead());
    note({ AuditAction::CalendarGiven, u"a"_s });
    clock.at.msSinceEpoch += auditHeadEveryMs - 1;
    EXPECT_FALSE(signHead());
    clock.at.msSinceEpoch -= 10 * auditHeadEveryMs;   // a clock that was put back
    EXPECT_TRUE(signHead());
    const auto snapshot = store->snapshot();
    const AuditCheck check = verify(**snapshot);
    EXPECT_EQ(check.problems, QStringList());
    EXPECT_EQ(check.heads, 3);
    EXPECT_EQ(check.afterHead, 1) << "the newest head's own line";
}

TEST_F(AuditTest, TheDatabaseRefusesToChangeTheTrail)
{
    note({ AuditAction::CalendarGiven, u"a"_s });
    auto transaction = store->begin();
    const AuditRow again { 1, 1, "{}", "" };
    EXPECT_FALSE([&]() -> Result<void> {
        if (const auto appended = (*transaction)->appendAudit(again); !appended)
            return appended;
        return (*transaction)->commit();
    }());
}

/// Ten thousand ways of changing the trail, its heads and the log by somebody who can write every row of the database and knows how the
/// chains are made, but has neither the hub's key nor the file beside it: every one is found. What is not among them, since nobody could tell it
/// from what the hub writes, is a line that is put in behind all that head and file know.
TEST_F(AuditTest, TenThousandTamperingsAreFound)
{
    auto a = device(u"a"_s);
    for (int hour = 0; hour < 4; ++hour) {
        a.sync({ a.create(visit(u"a"_s)), a.create(visit(u"a"_s)) });
        for (const auto action : { AuditAction::Given, AuditAction::Read, AuditAction::Administered })
            note({ action, u"a"_s, a.caller.installation, { { u"records"_s, hour } } });
        clock.at.msSinceEpoch += auditHeadEveryMs;
        ASSERT_TRUE(signHead());
    }
    a.sync({ a.create(visit(u"a"_s)) });
    note({ AuditAction::Given, u"tm"_s, a.caller.installation, { { u"records"_s, 1 } } });
    const auto snapshot = store->snapshot();
    const TrailCopy original = copyOf(**snapshot);
    const HubState &known = original.state;
    const HistoryMark witness { known.epoch, known.seq, known.durableSeq, known.auditN, known.auditChain, known.chain, known.auditHeads };
    ASSERT_EQ(verify(**snapshot, witness).problems, QStringList());
    TamperedHub untouched(**snapshot, original);
    ASSERT_EQ(verify(untouched, witness).problems, QStringList()) << "the copy itself is sound";

    std::mt19937 chance(20261128);
    const auto upTo = [&chance](qsizetype count) { return qsizetype(chance() % quint32(count)); };
    const auto flip = [&](QByteArray &bytes) {
        const qsizetype at = upTo(bytes.size());
        bytes[at] = char(bytes[at] ^ (1 << upTo(8)));
    };
    /// Makes the chain of the lines from @p at on anew, and the council's row say so.
    const auto chainAnew = [](TrailCopy &copy, qsizetype at) {
        for (qsizetype i = at; i < copy.lines.size(); ++i)
            copy.lines[i].chain = auditLink(i == 0 ? QByteArray() : copy.lines[i - 1].chain, copy.lines[i].line);
        copy.state.auditN = copy.lines.isEmpty() ? 0 : copy.lines.last().n;
        copy.state.auditChain = copy.lines.isEmpty() ? QByteArray() : copy.lines.last().chain;
    };
    const auto cutLines = [&](TrailCopy &copy, qsizetype keep) {
        copy.lines.resize(keep);
        chainAnew(copy, keep);
        while (!copy.heads.isEmpty() && copy.heads.last().auditN > copy.state.auditN)
            copy.heads.removeLast();
        copy.state.auditHeads = copy.heads.size();
    };
    using Way = std::function<void(TrailCopy &)>;
    const std::vector<std::pair<const char *, Way>> ways {
        { "a bit of a line", [&](TrailCopy &copy) { flip(copy.lines[upTo(copy.lines.size())].line); } },
        { "a bit of a line, chained anew",
          [&](TrailCopy &copy) {
              const qsizetype at = upTo(copy.lines.size());
              flip(copy.lines[at].line);
              chainAnew(copy, at);
          } },
        { "a bit of a chain", [&](TrailCopy &copy) { flip(copy.lines[upTo(copy.lines.size())].chain); } },
        { "a line's time", [&](TrailCopy &copy) { copy.lines[upTo(copy.lines.size())].atMs += 1 + upTo(100'000); } },
        { "two lines exchanged",
          [&](TrailCopy &copy) {
              const qsizetype at = upTo(copy.lines.size() - 1);
              std::swap(copy.lines[at].line, copy.lines[at + 1].line);
              chainAnew(copy, at);
          } },
        { "a line taken out",
          [&](TrailCopy &copy) {
              const qsizetype at = upTo(copy.lines.size());
              copy.lines.removeAt(at);
              chainAnew(copy, at);
          } },
        { "a line put in between",
          [&](TrailCopy &copy) {
              const qsizetype at = upTo(copy.lines.size());
              const AuditEntry forged { AuditAction::Read, u"tm"_s };
              copy.lines.insert(at, { at + 1, 1, auditLine(at + 1, Instant { 1 }, forged), {} });
              for (qsizetype i = at + 1; i < copy.lines.size(); ++i) {
                  AuditRow &later = copy.lines[i];
                  later.n += 1;
                  later.line = auditLine(later.n, Instant { later.atMs }, readAuditLine(later.line).value());
              }
              chainAnew(copy, at);
          } },
        { "everything made anew without its heads",
          [&](TrailCopy &copy) {
              copy.heads.clear();
              for (AuditRow &row : copy.lines) {
                  AuditEntry other = readAuditLine(row.line).value();
                  if (other.action == AuditAction::HeadSigned)
                      other = { AuditAction::CalendarGiven, u"a"_s };
                  other.who = u"nobody"_s;
                  row.line = auditLine(row.n, Instant { row.atMs }, other);
              }
              chainAnew(copy, 0);
              copy.state.auditHeads = 0;
          } },
        { "a line in place of another",
          [&](TrailCopy &copy) {
              const qsizetype at = upTo(copy.lines.size());
              AuditEntry other = readAuditLine(copy.lines[at].line).value();
              other.who = u"somebody-else"_s;
              copy.lines[at].line = auditLine(copy.lines[at].n, Instant { copy.lines[at].atMs }, other);
              chainAnew(copy, at);
          } },
        { "the end cut off", [&](TrailCopy &copy) { cutLines(copy, upTo(copy.lines.size())); } },
        { "everything rolled back",
          [&](TrailCopy &copy) {
              cutLines(copy, upTo(copy.lines.size()));
              copy.state.seq = copy.heads.isEmpty() ? 0 : copy.heads.last().seq;
              copy.log.erase(copy.log.upper_bound(copy.state.seq), copy.log.end());
              copy.state.chain = copy.log.empty() ? chainStart() : copy.log.rbegin()->second.chain;
          } },
        { "a head taken out", [&](TrailCopy &copy) { copy.heads.removeAt(upTo(copy.heads.size())); } },
        { "all heads taken out", [&](TrailCopy &copy) { copy.heads.clear(); } },
        { "a bit of a signature", [&](TrailCopy &copy) { flip(copy.heads[upTo(copy.heads.size())].signature); } },
        { "a head's place", [&](TrailCopy &copy) { copy.heads[upTo(copy.heads.size())].auditN += 1 + upTo(3); } },
        { "two heads exchanged", [&](TrailCopy &copy) { std::swap(copy.heads[upTo(copy.heads.size() - 1)].signature, copy.heads.last().signature); } },
        { "a bit of an operation", [&](TrailCopy &copy) { flip(std::next(copy.log.begin(), upTo(qsizetype(copy.log.size())))->second.bytes); } },
        { "an operation taken out", [&](TrailCopy &copy) { copy.log.erase(std::next(copy.log.begin(), upTo(qsizetype(copy.log.size())))); } },
        { "an operation changed, chained anew",
          [&](TrailCopy &copy) {
              auto at = std::next(copy.log.begin(), upTo(qsizetype(copy.log.size())));
              flip(at->second.bytes);
              QByteArray chain = at == copy.log.begin() ? chainStart() : std::prev(at)->second.chain;
              for (; at != copy.log.end(); ++at)
                  at->second.chain = chain = chainLink(chain, at->second.bytes);
              copy.state.chain = chain;
          } },
    };
    constexpr int cases = 10'000;
    std::map<std::string, int> found;
    for (int i = 0; i < cases; ++i) {
        const auto &[name, tamper] = ways[std::size_t(i) % ways.size()];
        TrailCopy copy = original;
        tamper(copy);
        TamperedHub tampered(**snapshot, copy);
        ASSERT_FALSE(verify(tampered, witness).problems.isEmpty()) << "case " << i << ": " << name;
        ++found[name];
    }
    for (const auto &[name, count] : found)
        std::printf("  %5d found: %s\n", count, name.c_str());
    std::printf("%d of %d tamperings found, over %d lines, %d heads, %d operations\n", cases, cases, int(original.lines.size()), int(original.heads.size()),
                int(original.log.size()));
}
