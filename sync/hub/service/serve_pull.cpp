#include "sync/hub/service/serve_pull.h"

#include "core/base/digest.h"
#include "sync/protocol/limits.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

qint64 cursorOf(const wire::SyncRequest &request, const HubState &state, const HubRules &rules, const QString &scope)
{
    // Another history's cursors mean nothing in this one (R2).
    if (request.epoch != state.epoch)
        return 0;
    if (request.cursors.contains(scope))
        return request.cursors.value(scope);
    const auto highest = std::max_element(request.cursors.cbegin(), request.cursors.cend());
    return rules.newScopesStartAtZero || highest == request.cursors.cend() ? 0 : *highest;
}

/// Entries of all @p scopes behind their cursors, merged in order of seq, at most @p limit + 1 of each scope.
Result<QList<Entry>> entriesBehind(HubSnapshot &snapshot, const QMap<QString, qint64> &cursors, qint64 top, int limit)
{
    QList<Entry> all;
    for (auto it = cursors.cbegin(); it != cursors.cend(); ++it) {
        if (it.value() >= top)
            continue;
        const auto entries = snapshot.entriesAfter(it.key(), it.value(), limit + 1);
        if (!entries)
            return entries.error();
        all.append(*entries);
    }
    std::sort(all.begin(), all.end(), [](const Entry &a, const Entry &b) { return std::tie(a.seq, a.record, a.scope) < std::tie(b.seq, b.record, b.scope); });
    return all;
}

/// How many of @p entries make a page of about @p limit: never half of a seq (R8).
qsizetype pageLength(const QList<Entry> &entries, qsizetype limit, bool wholeSeqs)
{
    if (entries.size() <= limit)
        return entries.size();
    qsizetype length = limit;
    while (wholeSeqs && length < entries.size() && entries[length].seq == entries[length - 1].seq)
        ++length;
    return length;
}

Result<wire::Row> rowFor(HubSnapshot &snapshot, const Readership *unfollowed, const ClassGate &gate, const QList<Entry> &entries, qsizetype from, qsizetype to)
{
    wire::Row row { .seq = entries[from].seq, .record = entries[from].record };
    const auto passes = gate.lets(snapshot, row.record);
    if (!passes)
        return passes.error();
    if (!*passes)
        return row;   // neither in nor out: that there is such a record is nothing to tell
    const auto withheld = scopesWithheld(snapshot, unfollowed, row.record);
    if (!withheld)
        return withheld.error();
    for (qsizetype i = from; i < to; ++i) {
        const bool isIn = entries[i].present && !withheld->contains(entries[i].scope);
        (isIn ? row.in : row.out).append(entries[i].scope);
    }
    if (row.in.isEmpty())
        return row;
    const auto record = snapshot.record(row.record);
    if (!record)
        return record.error();
    if (!*record)
        return Error { ErrorCode::Corrupt, u"An entry names a record that is not there."_s };
    row.rev = (*record)->rev;
    row.hash = (*record)->hash;
    row.body = (*record)->body;
    row.hubTimeMs = (*record)->atHubMs;
    return row;
}

struct Page {
    QList<wire::Row> rows;
    qint64 upTo = 0;       ///< every scope is known up to here
    bool more = false;
};

Result<Page> readPage(const Moment &now, const QMap<QString, qint64> &cursors, int limit)
{
    const auto entries = entriesBehind(now.snapshot, cursors, now.state.seq, limit);
    if (!entries)
        return entries.error();
    const qsizetype length = pageLength(*entries, limit, now.rules.pagesHoldWholeSeqs);
    Page page;
    qint64 bytes = 0;
    qsizetype next = 0;
    while (next < length) {
        const Entry &first = (*entries)[next];
        // A page also ends by weight, but only between seqs.
        const bool beginsSeq = next == 0 || (*entries)[next - 1].seq != first.seq;
        if (beginsSeq && bytes >= wire::pageBytesTarget)
            break;
        qsizetype end = next + 1;
        while (end < length && (*entries)[end].seq == first.seq && (*entries)[end].record == first.record)
            ++end;
        auto row = rowFor(now.snapshot, now.rules.unfollowedIsWithheld ? now.unfollowed : nullptr, now.gate, *entries, next, end);
        if (!row)
            return row.error();
        bytes += row->body.size();
        if (!row->in.isEmpty() || !row->out.isEmpty())
            page.rows.append(std::move(*row));
        next = end;
    }
    page.more = next < entries->size();
    page.upTo = page.more ? (*entries)[next - 1].seq : now.state.seq;
    return page;
}

/// Count and digest of what of @p scope passes @p gate: reads the whole scope, and only a handful of readers have such a gate.
Result<ScopeRow> gatedScope(HubSnapshot &snapshot, const ClassGate &gate, const QString &scope)
{
    static constexpr int everything = 1 << 30;
    const auto entries = snapshot.entriesAfter(scope, 0, everything);
    if (!entries)
        return entries.error();
    ScopeRow sum { 0, wire::emptyDigest() };
    for (const Entry &entry : *entries) {
        const auto passes = entry.present ? gate.lets(snapshot, entry.record) : Result<bool>(false);
        const auto record = passes && *passes ? snapshot.record(entry.record) : Result<std::optional<RecordRow>>(std::nullopt);
        if (!passes || !record)
            return passes ? record.error() : passes.error();
        if (!*record)
            continue;
        ++sum.count;
        sum.digest = wire::addDigests(sum.digest, wire::digestContribution(scope, entry.record, (*record)->rev, (*record)->hash));
    }
    return sum;
}

int pageLimit(int asked) { return std::clamp(asked, 1, wire::rowsPerPageMax); }

} // namespace

Result<wire::SyncAnswer> makePage(const Moment &now, const wire::SyncRequest &request, const Caller &caller)
{
    wire::SyncAnswer answer;
    answer.epoch = now.state.epoch;
    answer.durableSeq = now.state.durableSeq;
    if (caller.access != Caller::Access::Full)
        return answer;

    QStringList scopes = now.rights.scopesOf(caller.person);
    if (!now.rules.scopesAreEnforced)
        scopes.append(request.cursors.keys());
    QMap<QString, qint64> cursors;
    for (const QString &scope : scopes)
        cursors.insert(scope, cursorOf(request, now.state, now.rules, scope));

    auto page = readPage(now, cursors, pageLimit(request.limit));
    if (!page)
        return page.error();
    answer.rows = std::move(page->rows);
    answer.more = page->more;
    const bool hasDigests = !answer.more && !now.unfollowed;
    for (auto it = cursors.cbegin(); it != cursors.cend(); ++it) {
        // Adding up what passes a gate reads the whole scope: only where the sum is told. Without a digest no device looks at the count.
        const auto row = now.gate.isOpen() ? now.still.scope(now.snapshot, now.state, it.key())
            : hasDigests                   ? gatedScope(now.snapshot, now.gate, it.key())
                                           : Result<ScopeRow>(ScopeRow {});
        if (!row)
            return row.error();
        answer.scopes.insert(it.key(), { row->count, hasDigests ? row->digest : QByteArray() });
        answer.cursors.insert(it.key(), std::max(it.value(), page->upTo));
    }
    return answer;
}

void leaveOutOwn(wire::SyncAnswer &answer, const wire::SyncRequest &request, const QList<wire::Ack> &acks)
{
    if (!request.leavesOutOwn)
        return;
    QHash<qint64, Outcome::Code> outcomes;
    for (const wire::Ack &ack : acks)
        outcomes.insert(ack.number, ack.outcome.code);
    QHash<RecordId, qint64> created;
    for (const wire::NumberedOperation &numbered : request.operations) {
        const bool isCreated =
            numbered.operation.kind == OperationKind::Create && outcomes.value(numbered.number, Outcome::Code::Held) == Outcome::Code::Applied;
        if (isCreated)
            created.insert(numbered.operation.record, numbered.number);
    }
    for (wire::Row &row : answer.rows) {
        // At its first revision a record is what its creation carried, to the byte (apply). Later ones are sent whole.
        const qint64 number = row.rev == 1 && !row.in.isEmpty() ? created.value(row.record) : 0;
        if (number == 0)
            continue;
        row.createdBy = number;
        row.body.clear();
    }
}

Result<Json> makeDigest(HubSnapshot &snapshot, const HubState &state, const Readable &readable, const QString &scope, const QString &prefix)
{
    static constexpr int leafRowsMax = 64;
    static constexpr int everything = 1 << 30;
    const QByteArray wanted = QByteArray::fromHex(prefix.toLatin1());
    if (wanted.size() * 2 != prefix.size() || wanted.size() > 31)
        return Error { ErrorCode::InvalidInput, u"Member \"prefix\" is not an even number of hexadecimal digits, 62 at most."_s };
    if (!readable.scopes.contains(scope))
        return Error { ErrorCode::NotAllowed, u"That scope is not one of yours."_s };
    const auto entries = snapshot.entriesAfter(scope, 0, everything);
    if (!entries)
        return entries.error();

    QMap<quint8, QByteArray> sums;
    Json::Array rows;
    qsizetype count = 0;
    for (const Entry &entry : *entries) {
        const QByteArray place = sha256(entry.record.toBytes());
        if (!entry.present || !place.startsWith(wanted))
            continue;
        const auto withheld = scopesWithheld(snapshot, readable.unfollowed, entry.record);
        if (!withheld)
            return withheld.error();
        const auto passes = readable.gate.lets(snapshot, entry.record);
        if (!passes)
            return passes.error();
        if (withheld->contains(scope) || !*passes)
            continue;
        const auto record = snapshot.record(entry.record);
        if (!record)
            return record.error();
        if (!*record)
            return Error { ErrorCode::Corrupt, u"An entry names a record that is not there."_s };
        const QByteArray share = wire::digestContribution(scope, entry.record, (*record)->rev, (*record)->hash);
        const quint8 slot = quint8(place[wanted.size()]);
        sums[slot] = wire::addDigests(sums.value(slot, wire::emptyDigest()), share);
        if (++count <= leafRowsMax) {
            rows.append(Json::object(
                { { u"id"_s, entry.record.toString() }, { u"rev"_s, (*record)->rev }, { u"hash"_s, toHex((*record)->hash) }, { u"seq"_s, entry.seq } }));
        }
    }
    Json answer = Json::object({ { u"v"_s, wire::protocolVersion },
                                 { u"epoch"_s, state.epoch },
                                 { u"at"_s, state.seq },
                                 { u"scope"_s, scope },
                                 { u"prefix"_s, prefix },
                                 { u"n"_s, qint64(count) } });
    if (count <= leafRowsMax) {
        answer.set(u"rows"_s, rows);
        return answer;
    }
    Json list = Json::object();
    for (auto it = sums.cbegin(); it != sums.cend(); ++it)
        list.set(toHex(QByteArray(1, char(it.key()))), toHex(it.value()));
    answer.set(u"sums"_s, list);
    return answer;
}

} // namespace sightline::hub
