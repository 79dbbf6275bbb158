#include "sync/hub/ops/self_check.h"

#include "core/base/digest.h"
#include "core/operations/apply.h"
#include "core/records/published.h"
#include "sync/hub/ops/seed.h"
#include "sync/hub/service/hub_files.h"
#include "sync/hub/service/ledger.h"
#include "sync/hub/store/log_chain.h"
#include "sync/protocol/files.h"
#include "sync/protocol/messages.h"

#include <QCryptographicHash>

#include <limits>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// The log in order. A seq without an operation is a late outcome's: a replay takes one.
Result<void> checkLog(HubSnapshot &snapshot, const HubState &state, SelfCheck &check)
{
    QByteArray chain = chainStart();
    for (qint64 seq = 1; seq <= state.seq && check.problem.isEmpty(); ++seq) {
        const auto logged = snapshot.operationAt(seq);
        if (!logged)
            return logged.error();
        if (!*logged)
            continue;
        chain = chainAfter(chain, **logged);
        const auto outcomes = snapshot.outcomesOf(seq);
        if (!outcomes)
            return outcomes.error();
        check.operations += 1;
        if ((*logged)->chain != chain)
            check.problem = u"the log's chain breaks at seq %1"_s.arg(seq);
        else if (outcomes->isEmpty())
            check.problem = u"the operation at seq %1 has no outcome"_s.arg(seq);
    }
    if (check.problem.isEmpty() && chain != state.chain)
        check.problem = u"the log ends before the council's chain does"_s;
    return {};
}

Result<void> checkRecords(HubSnapshot &snapshot, SelfCheck &check)
{
    const auto ids = snapshot.recordIds({});
    if (!ids)
        return ids.error();
    for (const RecordId &id : *ids) {
        const auto row = snapshot.record(id);
        if (!row)
            return row.error();
        check.records += 1;
        if (sha256((*row)->body) != (*row)->hash) {
            check.problem = u"the body of record %1 is damaged"_s.arg(id.toString());
            return {};
        }
    }
    return {};
}

/// What took effect on a record, by the seq at which it did: a waiting or held operation's late outcome comes at its own.
Result<QMap<qint64, LoggedOperation>> effectsOn(HubSnapshot &snapshot, const RecordId &id)
{
    const auto logged = snapshot.operationsOf(id);
    if (!logged)
        return logged.error();
    QMap<qint64, LoggedOperation> effects;
    for (const LoggedOperation &operation : *logged) {
        // They change no record themselves: what is adopted has an outcome of its own at that seq.
        const OperationKind kind = operationKindFromName(operation.kind);
        if (kind == OperationKind::Adopt || kind == OperationKind::Dismiss || operation.isErased())
            continue;
        const auto outcomes = snapshot.outcomesOf(operation.seq);
        if (!outcomes)
            return outcomes.error();
        for (const LoggedOutcome &outcome : *outcomes) {
            const auto code = outcomeFromName(outcome.name).code;
            if (code == Outcome::Code::Applied || code == Outcome::Code::Conflict)
                effects.insert(outcome.seq, operation);
        }
    }
    return effects;
}

/// What the log makes of record @p id; none where nothing took effect. Errors: InvalidInput for what cannot be read.
Result<std::optional<RecordBody>> replayed(const QMap<qint64, LoggedOperation> &effects)
{
    std::optional<RecordBody> body;
    for (const LoggedOperation &logged : effects) {
        const auto json = parseJson(logged.bytes);
        const auto operation = json ? keptOperationFromJson(*json) : Result<Operation>(json.error());
        if (!operation)
            return operation.error();
        if (operation->kind == OperationKind::Publish)
            body = operation->head;
        else if (Applied applied = apply(*operation, logged.person, body, false); applied.body)
            body = std::move(applied.body);
    }
    return body;
}

/// Each record is what its operations make of it, and none is missing that they make: a body is a function of the log (decisions 3).
Result<void> checkAgainstLog(HubSnapshot &snapshot, SelfCheck &check)
{
    const auto named = snapshot.loggedRecordIds();
    const auto present = snapshot.recordIds({});
    if (!named || !present)
        return named ? present.error() : named.error();
    const QSet<RecordId> known(named->cbegin(), named->cend()), kept(present->cbegin(), present->cend());
    for (const RecordId &id : kept) {
        if (!known.contains(id)) {
            check.problem = u"record %1 is not in the log"_s.arg(id.toString());
            return {};
        }
    }
    for (const RecordId &id : *named) {
        const auto erased = snapshot.erasedRecord(id);
        if (!erased)
            return erased.error();
        if (*erased) {
            check.erased += 1;
            if (kept.contains(id)) {
                check.problem = u"record %1 was erased and is here again"_s.arg(id.toString());
                return {};
            }
            continue;
        }
        const auto effects = effectsOn(snapshot, id);
        const auto row = snapshot.record(id);
        if (!effects || !row)
            return effects ? row.error() : effects.error();
        const auto body = replayed(*effects);
        const auto bytes = body && *body ? bodyBytes(**body) : Result<QByteArray>(QByteArray());
        if (!body || !bytes)
            check.problem = u"an operation on record %1 cannot be read"_s.arg(id.toString());
        else if (*body && !*row)
            check.problem = u"record %1 is missing: the log has it"_s.arg(id.toString());
        else if (*row && (!*body || sha256(*bytes) != (*row)->hash))
            check.problem = u"record %1 is not what the log makes of it"_s.arg(id.toString());
        else if (*row && (*row)->seq < effects->lastKey())
            check.problem = u"record %1 is older than the log"_s.arg(id.toString());
        if (!check.problem.isEmpty())
            return {};
    }
    return {};
}

/// Who reads which form, as the hub knew it at one seq: a record keeps the scopes it was given until it changes again, but for the
/// council's switches, with which it moves at once.
class ReadersOverTime {
public:
    explicit ReadersOverTime(VisibilityTable builtIn) : m_builtIn(std::move(builtIn)) { }

    Result<void> load(HubSnapshot &snapshot)
    {
        const auto ids = snapshot.recordIds(recordTypeName(RecordType::FormDefinition));
        if (!ids)
            return ids.error();
        for (const RecordId &id : *ids) {
            const auto row = snapshot.record(id);
            const auto logged = snapshot.operationsOf(id);
            if (!row || !logged)
                return row ? logged.error() : row.error();
            const auto body = bodyFromBytes((*row)->body);
            const auto form = body ? publishedFormOf(*body) : Result<PublishedForm>(body.error());
            const qint64 untilSeq = body && body->state == RecordState::Void ? (*row)->seq : std::numeric_limits<qint64>::max();
            if (form && !logged->isEmpty())
                m_forms.append({ logged->first().seq, untilSeq, templateOf(body->form), form->visibility });
        }
        const auto card = councilCardOf(snapshot);
        if (!card)
            return card.error();
        m_switchedOn = card->switchedOn;
        return {};
    }

    [[nodiscard]] const Readership &at(qint64 seq)
    {
        if (m_at != seq) {
            VisibilityTable table = m_builtIn;
            for (const Form &form : std::as_const(m_forms)) {
                if (form.fromSeq <= seq && seq < form.untilSeq)
                    table.insert(form.id, form.readers);
            }
            m_readership = Readership(table, m_switchedOn);
            m_at = seq;
        }
        return m_readership;
    }

private:
    struct Form {
        qint64 fromSeq = 0;
        qint64 untilSeq = 0;   ///< withdrawn from there on
        TemplateId id;
        VisibilityRule readers;
    };
    VisibilityTable m_builtIn;
    QList<Form> m_forms;       ///< in the hub's own order, in which a later one stands above an earlier
    QMap<QString, qint64> m_switchedOn;
    Readership m_readership;
    qint64 m_at = -1;
};

Result<bool> switchesAreFollowed(HubSnapshot &snapshot)
{
    const auto seq = councilCardSeq(snapshot);
    return seq ? areSwitchesFollowed(snapshot, *seq) : seq.error();
}

/// Each record is in the scopes that its body gives it and in no other: what is missing somebody does not get, and what is too much
/// somebody gets who must not. Only while records have still to follow a switch may one be where the switch alone put it or will put it.
Result<void> checkEntries(HubSnapshot &snapshot, const VisibilityTable &builtIn, SelfCheck &check)
{
    ReadersOverTime readers(builtIn);
    const auto loaded = readers.load(snapshot);
    const auto ids = snapshot.recordIds({});
    if (!loaded || !ids)
        return loaded ? ids.error() : loaded.error();
    const auto areFollowed = switchesAreFollowed(snapshot);
    if (!areFollowed)
        return areFollowed.error();
    for (const RecordId &id : *ids) {
        const auto row = snapshot.record(id);
        const auto entries = snapshot.entriesOf(id);
        if (!row || !entries)
            return row ? entries.error() : row.error();
        const auto body = bodyFromBytes((*row)->body);
        const Readership &readership = readers.at((*row)->seq);
        const auto derived = body ? readership.scopesOf(snapshot, id, *body) : Result<QStringList>(body.error());
        if (!derived) {
            check.problem = u"record %1, or one it belongs to, cannot be read"_s.arg(id.toString());
            return {};
        }
        QStringList missing = *derived, surplus;
        for (const Entry &entry : *entries) {
            if (entry.present && missing.removeAll(entry.scope) == 0)
                surplus.append(entry.scope);
        }
        if (!*areFollowed && !(missing.isEmpty() && surplus.isEmpty())) {
            const auto switched = readership.switchedOf(snapshot, id, *body);
            if (!switched)
                return switched.error();
            missing = without(missing, switched->on);
            surplus = without(surplus, switched->off);
            check.unfollowed += 1;
        }
        if (!missing.isEmpty())
            check.problem = u"record %1 is missing from scope %2, whose people should have it"_s.arg(id.toString(), missing.join(u", "_s));
        else if (!surplus.isEmpty())
            check.problem = u"record %1 is in scope %2, whose people should not have it"_s.arg(id.toString(), surplus.join(u", "_s));
        if (!check.problem.isEmpty())
            return {};
    }
    return {};
}

/// What is said to be whole is: every chunk is there, and together they are what was named. Devices delete their own copy on that word.
Result<void> checkFiles(HubSnapshot &snapshot, FileStores *stores, SelfCheck &check)
{
    const auto files = snapshot.files();
    if (!files)
        return files.error();
    for (const FileRow &file : *files) {
        if (file.completeSeq == 0)
            continue;
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (qint64 n = 0; n < wire::chunksIn(file.sizeBytes); ++n) {
            const auto found = chunkAt(snapshot, file.sha, file.person, n);
            if (!found)
                return found.error();
            const auto bytes = *found ? bytesOf(stores, **found) : Result<QByteArray>(QByteArray());
            if (!bytes && bytes.error().code != ErrorCode::Corrupt)
                return bytes.error();
            hash.addData(bytes.valueOr(QByteArray()));
        }
        check.files += 1;
        if (hash.result() != file.sha) {
            check.problem = u"file %1 is not whole, or not what it is named by"_s.arg(toHex(file.sha));
            return {};
        }
    }
    return {};
}

Result<void> checkScopes(HubSnapshot &snapshot, SelfCheck &check)
{
    static constexpr int everything = 1 << 30;
    const auto scopes = snapshot.scopeIds();
    if (!scopes)
        return scopes.error();
    for (const QString &scope : *scopes) {
        const auto entries = snapshot.entriesAfter(scope, 0, everything);
        const auto kept = snapshot.scope(scope);
        if (!entries || !kept)
            return entries ? kept.error() : entries.error();
        ScopeRow counted { 0, wire::emptyDigest() };
        for (const Entry &entry : *entries) {
            if (!entry.present)
                continue;
            const auto row = snapshot.record(entry.record);
            if (!row)
                return row.error();
            if (!*row)
                continue;   // then the counts differ
            counted.count += 1;
            counted.digest = wire::addDigests(counted.digest, wire::digestContribution(scope, entry.record, (*row)->rev, (*row)->hash));
        }
        check.scopes += 1;
        if (counted.count != kept->count || counted.digest != kept->digest) {
            check.problem = u"a scope's count or digest is not that of its rows"_s;
            return {};
        }
    }
    return {};
}

} // namespace

Result<SelfCheck> selfCheck(HubSnapshot &snapshot, const VisibilityTable &builtIn, FileStores *stores)
{
    SelfCheck check;
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    if (const auto log = checkLog(snapshot, *state, check); !log)
        return log.error();
    if (check.problem.isEmpty()) {
        if (const auto records = checkRecords(snapshot, check); !records)
            return records.error();
    }
    if (check.problem.isEmpty()) {
        if (const auto agrees = checkAgainstLog(snapshot, check); !agrees)
            return agrees.error();
    }
    if (check.problem.isEmpty()) {
        if (const auto entries = checkEntries(snapshot, builtIn, check); !entries)
            return entries.error();
    }
    if (check.problem.isEmpty()) {
        if (const auto scopes = checkScopes(snapshot, check); !scopes)
            return scopes.error();
    }
    if (check.problem.isEmpty()) {
        if (const auto files = checkFiles(snapshot, stores, check); !files)
            return files.error();
    }
    return check;
}

} // namespace sightline::hub
