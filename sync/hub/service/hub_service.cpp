#include "sync/hub/service/hub_service.h"

#include "core/base/digest.h"
#include "sync/hub/audit/audit_trail.h"
#include "sync/hub/service/accept_push.h"
#include "sync/hub/service/erase_records.h"
#include "sync/hub/service/hub_files.h"
#include "sync/hub/service/judge.h"
#include "sync/hub/service/notice.h"
#include "sync/hub/service/serve_pull.h"
#include "sync/hub/service/standing_still.h"
#include "sync/hub/service/take_readings.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(hubService, "sightline.hub.service")

namespace sightline::hub {

using namespace Qt::StringLiterals;

struct HubService::Private {
    HubStore &store;
    const Clock &clock;
    RandomSource &random;
    HubOptions options;
    Knowledge knowledge;
    StandingStill still;
    std::mutex walking;
    SwitchWalk walk;              ///< under `walking`
    std::mutex followedLock;
    std::pair<QString, qint64> followed;   ///< epoch and card whose switches were seen to be followed; under `followedLock`

    [[nodiscard]] QDate today() const { return options.zone.dayOf(clock.now()); }
    [[nodiscard]] QString newEpochName()
    {
        return QString::fromLatin1(random.bytes(16).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    }

    [[nodiscard]] Result<Ledger> ledger(HubTransaction &transaction) { return Ledger::open(transaction, knowledge, options.rules, clock.now(), options.zone); }

    [[nodiscard]] Result<HubState> presentState()
    {
        const auto snapshot = store.snapshot();
        if (!snapshot)
            return snapshot.error();
        return (*snapshot)->state();
    }

    /// Who reads what, where records have still to follow the council's switches; none once they have.
    [[nodiscard]] Result<std::optional<Readership>> unfollowed(HubSnapshot &snapshot, const HubState &state, const Rights &rights)
    {
        const std::pair card(state.epoch, rights.cardSeq());
        {
            const std::lock_guard lock(followedLock);
            if (followed == card)
                return std::optional<Readership>();
        }
        const auto isDone = areSwitchesFollowed(snapshot, rights.cardSeq());
        const auto forms = isDone && !*isDone ? knowledge.forms(snapshot, state) : Result<std::shared_ptr<const KnownForms>>(nullptr);
        if (!isDone || !forms)
            return isDone ? forms.error() : isDone.error();
        if (!*isDone)
            return std::optional(Readership((*forms)->visibility, rights.council().card().switchedOn));
        const std::lock_guard lock(followedLock);
        followed = card;
        return std::optional<Readership>();
    }

    /// The records that have to follow among the next of the walk, which goes into @p on; a card of 0: all have followed.
    [[nodiscard]] Result<QList<RecordId>> lookOn(SwitchWalk &on)
    {
        const auto snapshot = store.snapshot();
        if (!snapshot)
            return snapshot.error();
        const auto state = (*snapshot)->state();
        const auto rights = state ? knowledge.rights(**snapshot, *state, today()) : Result<std::shared_ptr<const Rights>>(state.error());
        const auto readership = rights ? unfollowed(**snapshot, *state, **rights) : Result<std::optional<Readership>>(rights.error());
        if (!readership)
            return readership.error();
        on = {};
        if (!*readership)
            return QList<RecordId>();
        on.cardSeq = (*rights)->cardSeq();
        if (walk.cardSeq == on.cardSeq)
            on = walk;
        return goOn(on, **snapshot, **readership, options.followedTogether);
    }

    /// What @p caller may read at this snapshot, for as long as @p unfollowed is kept.
    [[nodiscard]] Result<Readable> readable(HubSnapshot &snapshot, const HubState &state, const Caller &caller, std::optional<Readership> &unfollowed)
    {
        if (caller.access != Caller::Access::Full)   // who left gives what they still have, and receives nothing
            return Readable {};
        const auto rights = knowledge.rights(snapshot, state, today());
        if (!rights)
            return rights.error();
        auto found = this->unfollowed(snapshot, state, **rights);
        if (!found)
            return found.error();
        unfollowed = std::move(*found);
        const auto forms = knowledge.forms(snapshot, state);
        if (!forms)
            return forms.error();
        return Readable { (*rights)->scopesOf(caller.person), unfollowed ? &*unfollowed : nullptr, gateFor(**rights, *forms, caller.person) };
    }

    /// What @p person may read by class.
    [[nodiscard]] ClassGate gateFor(const Rights &rights, const std::shared_ptr<const KnownForms> &forms, const PersonId &person) const
    {
        const Person *reader = rights.council().person(person);
        return reader ? ClassGate(*reader, { forms, &forms->visibility }) : ClassGate();
    }

    /// What a chunk or a proof comes to, with the books closed.
    template <typename Work>
    [[nodiscard]] Result<ChunkResult> onFile(HubTransaction &transaction, Work work)
    {
        auto books = ledger(transaction);
        if (!books)
            return books.error();
        const Result<TakenChunk> taken = work(*books);
        if (!taken)
            return taken.error();
        if (const auto closed = books->close(); !closed)
            return closed.error();
        return ChunkResult { taken->state, taken->wasWrong, books->touched(), taken->isToProve, taken->dropped };
    }

    template <typename Work>
    [[nodiscard]] Result<void> inTransaction(Work work)
    {
        auto transaction = store.begin();
        if (!transaction)
            return transaction.error();
        if (const Result<void> done = work(**transaction); !done)
            return done.error();
        return (*transaction)->commit();
    }
};

namespace {

/// A cursor above our seq: the hub itself is older than what this device has seen, so a new history begins (R14).
Result<bool> noticeForgottenRestore(HubTransaction &transaction, HubState &state, const QString &epoch, const Caller &caller, Instant now, qint64 everyMs)
{
    auto installation = transaction.installation(caller.installation);
    if (!installation)
        return installation.error();
    if (*installation) {
        InstallationRow row = **installation;
        const bool claimedLately = row.forgottenRestoreAtMs > 0 && now.msSinceEpoch - row.forgottenRestoreAtMs < everyMs;
        if (claimedLately)
            return false;
        row.forgottenRestoreAtMs = now.msSinceEpoch;
        if (const auto kept = transaction.setInstallation(row); !kept)
            return kept.error();
    }
    state.epoch = epoch;
    if (const auto kept = transaction.setState(state); !kept)
        return kept.error();
    const AuditEntry entry { AuditAction::NewHistory, caller.person.toString(), caller.installation, { { u"by"_s, u"a device that has seen more"_s } } };
    if (const auto told = appendAudit(transaction, now, entry); !told)
        return told.error();
    return true;
}

/// Those of the log whose files nobody named yet; none where any file is named.
Result<QList<LoggedOperation>> operationsNamingFiles(HubSnapshot &snapshot)
{
    const auto known = snapshot.files();
    const auto state = snapshot.state();
    if (!known || !state)
        return known ? state.error() : known.error();
    QList<LoggedOperation> naming;
    for (qint64 seq = 1; known->isEmpty() && seq <= state->seq; ++seq) {
        auto logged = snapshot.operationAt(seq);
        if (!logged)
            return logged.error();
        if (*logged && mayNameFiles((*logged)->bytes))
            naming.append(std::move(**logged));
    }
    return naming;
}

} // namespace

HubService::HubService(HubStore &store, const Clock &clock, RandomSource &random, HubOptions options)
    : m(new Private { store, clock, random, options, Knowledge(options.visibility) })
{
}

HubService::~HubService() = default;

bool HubService::needsTransaction(const wire::SyncRequest &request, const HubState &state)
{
    return !request.operations.isEmpty() || !request.readings.isEmpty() || isAheadOf(request, state);
}

Result<PushResult> HubService::acceptPush(HubTransaction &transaction, const wire::SyncRequest &request, const Caller &caller)
{
    auto ledger = m->ledger(transaction);
    if (!ledger)
        return ledger.error();
    // Who left reads nothing, so their cursors say nothing; they must not be able to have every device pull everything again.
    if (caller.access == Caller::Access::Full && isAheadOf(request, ledger->state())) {
        const auto noticed =
            noticeForgottenRestore(transaction, ledger->state(), m->newEpochName(), caller, m->clock.now(), m->options.forgottenRestoreEveryMs);
        if (!noticed)
            return noticed.error();
        if (!*noticed)
            return Error { ErrorCode::InvalidInput, u"The cursors are ahead of this hub's records, and this installation has said so before today."_s };
        return PushResult {};
    }
    auto result = acceptOperations(*ledger, request, caller);
    if (!result)
        return result.error();
    if (const auto closed = ledger->close(); !closed)
        return closed.error();
    result->touched = ledger->touched();
    const auto readings = takeReadings(transaction, request.readings, caller, m->clock.now());
    if (!readings)
        return readings.error();
    result->readingsTaken = *readings;
    return result;
}

Result<wire::SyncAnswer> HubService::servePull(HubSnapshot &snapshot, const wire::SyncRequest &request, const Caller &caller, const PushResult &push)
{
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    const auto rights = m->knowledge.rights(snapshot, *state, m->today());
    if (!rights)
        return rights.error();
    const auto forms = m->knowledge.forms(snapshot, *state);
    if (!forms)
        return forms.error();
    const ClassGate gate = m->gateFor(**rights, *forms, caller.person);

    const auto unfollowed = m->unfollowed(snapshot, *state, **rights);
    if (!unfollowed)
        return unfollowed.error();
    auto answer = makePage({ snapshot, *state, **rights, m->options.rules, *unfollowed ? &**unfollowed : nullptr, m->still, gate }, request, caller);
    if (!answer)
        return answer.error();
    constexpr qint64 msPerDay = 24LL * 3600 * 1000;
    answer->clockMs = m->clock.now().msSinceEpoch;
    answer->leaseUntilMs = answer->clockMs + (*rights)->council().card().leaseDays * msPerDay;
    answer->readingsTaken = push.readingsTaken;
    answer->acks = push.acks;
    answer->control = push.control;
    leaveOutOwn(*answer, request, push.acks);

    const bool mayHaveLostHistory = request.operations.isEmpty() && request.acked > 0 && request.epoch == state->epoch;
    if (mayHaveLostHistory && m->options.rules.lostHistoryIsNoticed) {
        const auto stream = m->still.stream(snapshot, *state, request.stream);
        if (!stream)
            return stream.error();
        const bool isTheirs = *stream && (*stream)->installation == caller.installation;
        const qint64 last = isTheirs ? (*stream)->last : 0;
        if (request.acked > last)
            answer->control = { wire::Control::Kind::ResendFrom, last + 1 };
    }
    return answer;
}

Result<wire::SyncAnswer> HubService::sync(const wire::SyncRequest &request, const Caller &caller)
{
    PushResult push;
    const auto state = m->presentState();
    if (!state)
        return state.error();
    if (needsTransaction(request, *state)) {
        const auto taken = m->inTransaction([&](HubTransaction &transaction) -> Result<void> {
            auto accepted = acceptPush(transaction, request, caller);
            if (!accepted)
                return accepted.error();
            push = std::move(*accepted);
            return {};
        });
        if (!taken)
            return taken.error();
    }
    const auto snapshot = m->store.snapshot();
    if (!snapshot)
        return snapshot.error();
    return servePull(**snapshot, request, caller, push);
}

Result<Json> HubService::digest(HubSnapshot &snapshot, const QString &scope, const QString &prefix, const Caller &caller)
{
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    std::optional<Readership> unfollowed;
    const auto readable = m->readable(snapshot, *state, caller, unfollowed);
    return readable ? makeDigest(snapshot, *state, *readable, scope, prefix) : readable.error();
}

Result<std::optional<StoredChunk>> HubService::keepChunk(HubSnapshot &snapshot, const QByteArray &sha, qint64 n, const QByteArray &bytes, const Caller &caller)
{
    return hub::keepChunk(snapshot, m->options.files, sha, n, bytes, caller.person);
}

Result<ChunkResult> HubService::noteChunk(HubTransaction &transaction, const QByteArray &sha, qint64 n, const std::optional<StoredChunk> &chunk,
                                          const Caller &caller)
{
    return m->onFile(transaction, [&](Ledger &ledger) { return hub::takeChunk(ledger, sha, n, chunk, caller.person); });
}

Result<FileProof> HubService::proveFile(const QByteArray &sha, const Caller &caller)
{
    std::optional<FileRow> file;
    {
        const auto snapshot = m->store.snapshot();
        const auto found = snapshot ? (*snapshot)->file(sha, caller.person) : Result<std::optional<FileRow>>(snapshot.error());
        if (!found)
            return found.error();
        file = *found;
    }
    return file ? hub::proveFile(m->store, m->options.files, *file) : Result<FileProof>(Error { ErrorCode::NotFound, u"There is no such file."_s });
}

Result<ChunkResult> HubService::settleFile(HubTransaction &transaction, const QByteArray &sha, const FileProof &proof, const Caller &caller)
{
    return m->onFile(transaction, [&](Ledger &ledger) { return hub::settleFile(ledger, sha, caller.person, proof); });
}

void HubService::forget(const QList<ChunkPlace> &dropped)
{
    if (dropped.isEmpty() || !m->options.files)
        return;
    const auto snapshot = m->store.snapshot();
    const auto rows = snapshot ? (*snapshot)->fileStores() : Result<QList<FileStoreRow>>(snapshot.error());
    for (const ChunkPlace &place : dropped) {
        const auto removed = rows ? m->options.files->remove(*rows, place) : Result<void>(rows.error());
        if (!removed)
            qCWarning(hubService) << "a chunk that no file has stays in the file store until the next sweep:" << removed.error().detail;
    }
}

Result<ChunkResult> HubService::takeChunk(const QByteArray &sha, qint64 n, const QByteArray &bytes, const Caller &caller)
{
    Result<std::optional<StoredChunk>> kept = std::optional<StoredChunk>();
    {
        const auto snapshot = m->store.snapshot();
        if (!snapshot)
            return snapshot.error();
        kept = keepChunk(**snapshot, sha, n, bytes, caller);
    }
    if (!kept)
        return kept.error();
    Result<ChunkResult> result = ChunkResult {};
    const auto within = [&](auto work) {
        return m->inTransaction([&](HubTransaction &transaction) -> Result<void> {
            result = work(transaction);
            return result ? Result<void>() : result.error();
        });
    };
    if (const auto noted = within([&](HubTransaction &transaction) { return noteChunk(transaction, sha, n, *kept, caller); }); !noted)
        return noted.error();
    forget(result->dropped);
    if (!result->isToProve)
        return result;
    const auto proof = proveFile(sha, caller);
    if (!proof)
        return proof.error();
    if (const auto settled = within([&](HubTransaction &transaction) { return settleFile(transaction, sha, *proof, caller); }); !settled)
        return settled.error();
    forget(result->dropped);
    return result;
}

Result<wire::FileState> HubService::fileState(HubSnapshot &snapshot, const QByteArray &sha, const Caller &caller)
{
    return fileStateOf(snapshot, sha, caller.person);
}

Result<FoundChunk> HubService::findChunk(HubSnapshot &snapshot, const QByteArray &sha, qint64 n, const Caller &caller)
{
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    std::optional<Readership> unfollowed;
    const auto readable = m->readable(snapshot, *state, caller, unfollowed);
    return readable ? hub::findChunk(snapshot, sha, n, *readable, m->options.rules.filesRespectScope) : readable.error();
}

Result<QByteArray> HubService::bytesOf(const FoundChunk &found) { return hub::bytesOf(m->options.files, found); }

Result<QByteArray> HubService::readChunk(HubSnapshot &snapshot, const QByteArray &sha, qint64 n, const Caller &caller)
{
    const auto found = findChunk(snapshot, sha, n, caller);
    return found ? bytesOf(*found) : found.error();
}

Result<Touched> HubService::publish(HubTransaction &transaction, const QList<Publication> &publications)
{
    auto ledger = m->ledger(transaction);
    if (!ledger)
        return ledger.error();
    QStringList newForms;
    bool rightsChanged = false, councilChanged = false;
    for (const Publication &publication : publications) {
        const auto place = ledger->placeFor(publication.id, publication.body.type);
        if (!place)
            return place.error();
        const auto seq = ledger->publish(*place, publication.body);
        if (!seq)
            return seq.error();
        if (*seq == 0)
            continue;
        const RecordType type = publication.body.type;
        if (type == RecordType::Person || type == RecordType::Team) {
            ledger->state().peopleSeq = *seq;
            rightsChanged = true;
        }
        if (type == RecordType::Council) {
            ledger->state().peopleSeq = *seq;   // it says what roles may do
            councilChanged = true;
        }
        if (type == RecordType::FormDefinition) {
            ledger->state().formsSeq = *seq;
            newForms.append(publication.body.form);
        }
    }
    if (rightsChanged || councilChanged || !newForms.isEmpty()) {
        if (const auto read = ledger->refresh(); !read)
            return read.error();
        if (const auto told = rightsChanged ? readdressNotices(*ledger) : Result<void>(); !told)
            return told.error();
    }
    for (const QString &form : newForms) {
        if (const auto replayed = Judge(*ledger).replay(u"form:"_s + form); !replayed)
            return replayed.error();
    }
    if (const auto closed = ledger->close(); !closed)
        return closed.error();
    Touched touched = ledger->touched();
    touched.rights = rightsChanged;
    return touched;
}

Result<void> HubService::publish(const QList<Publication> &publications)
{
    const auto committed = m->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        const auto published = publish(transaction, publications);
        return published ? Result<void>() : published.error();
    });
    return committed ? followSwitchesToTheEnd() : committed;
}

Result<void> HubService::followSwitchesToTheEnd()
{
    for (;;) {
        const auto more = followSwitches();
        if (!more || !*more)
            return more ? Result<void>() : more.error();
    }
}

/// What has to follow is found in a snapshot, while others write; the transaction looks again at these alone.
Result<bool> HubService::followSwitches()
{
    const std::lock_guard lock(m->walking);
    SwitchWalk walk;
    const auto found = m->lookOn(walk);
    if (!found)
        return found.error();
    if (walk.cardSeq == 0)
        return false;
    const auto followed = found->isEmpty() && !walk.isOver() ? Result<void>() : m->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        auto ledger = m->ledger(transaction);
        if (!ledger)
            return ledger.error();
        for (const RecordId &id : *found) {
            if (const auto one = ledger->followSwitches(id); !one)
                return one;
        }
        // Another card may have come since: then its own walk begins.
        const bool isAll = walk.isOver() && ledger->rights().cardSeq() == walk.cardSeq;
        if (const auto noted = isAll ? noteSwitchesFollowed(transaction, walk.cardSeq) : Result<void>(); !noted)
            return noted;
        return ledger->close();
    });
    if (!followed)
        return followed.error();
    m->walk = walk;
    return true;
}

Result<void> HubService::replayUnderstood()
{
    return m->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        auto ledger = m->ledger(transaction);
        if (!ledger)
            return ledger.error();
        for (const QString &kind : operationKindNames()) {
            if (const auto replayed = Judge(*ledger).replay(u"kind:"_s + kind); !replayed)
                return replayed.error();
        }
        return ledger->close();
    });
}

Result<void> HubService::nameFilesOfTheLog()
{
    static const QString named = u"files of the log named"_s;
    QList<LoggedOperation> naming;
    {
        // Everybody else goes on meanwhile. What is taken after this moment is named as it is taken.
        const auto snapshot = m->store.snapshot();
        if (!snapshot)
            return snapshot.error();
        const auto isDone = (*snapshot)->isDone(named);
        if (!isDone || *isDone)
            return isDone ? Result<void>() : isDone.error();
        auto found = operationsNamingFiles(**snapshot);
        if (!found)
            return found.error();
        naming = std::move(*found);
    }
    return m->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        auto ledger = m->ledger(transaction);
        if (!ledger)
            return ledger.error();
        for (const LoggedOperation &logged : std::as_const(naming)) {
            if (const auto done = nameFiles(*ledger, logged.bytes, logged.person, logged.record); !done)
                return done;
        }
        if (const auto noted = transaction.noteDone(named); !noted)
            return noted;
        return ledger->close();
    });
}

Result<void> HubService::begin(const QString &council, const QList<Publication> &publications)
{
    const auto committed = m->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        auto state = transaction.state();
        if (!state)
            return state.error();
        if (!state->epoch.isEmpty())
            return Error { ErrorCode::AlreadyExists, u"This database already holds a council's records."_s };
        state->council = council;
        state->epoch = m->newEpochName();
        state->chain = chainStart();
        if (const auto begun = transaction.setState(*state); !begun)
            return begun;
        const auto published = publish(transaction, publications);
        return published ? Result<void>() : published.error();
    });
    return committed ? followSwitchesToTheEnd() : committed;
}

Result<void> HubService::newEpoch(const Json::Object &about)
{
    return m->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        auto state = transaction.state();
        if (!state)
            return state.error();
        state->epoch = m->newEpochName();
        if (const auto kept = transaction.setState(*state); !kept)
            return kept;
        return appendAudit(transaction, m->clock.now(), { AuditAction::NewHistory, u"hub"_s, {}, about });
    });
}

Result<ErasureRow> HubService::erase(const ErasureOrder &order, const std::function<Result<void>(HubSnapshot &)> &beforehand)
{
    ErasureRow row;
    QList<ChunkPlace> dropped;
    const auto committed = m->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        const auto known = transaction.erasure(order.id);
        if (!known)
            return known.error();
        if (*known) {
            row = **known;
            return {};
        }
        if (const auto mayBe = beforehand ? beforehand(transaction) : Result<void>(); !mayBe)
            return mayBe;
        auto ledger = m->ledger(transaction);
        if (!ledger)
            return ledger.error();
        if (const auto erased = eraseRecords(*ledger, order, dropped); !erased)
            return erased;
        if (const auto closed = ledger->close(); !closed)
            return closed;
        const Instant now = m->clock.now();
        const Json::Object about { { u"erasure"_s, order.id },
                                   { u"reason"_s, order.reason },
                                   { u"reference"_s, order.reference },
                                   { u"records"_s, qint64(order.records.size()) },
                                   { u"operations"_s, qint64(order.operations.size()) },
                                   { u"list"_s, toHex(sha256(writeJson(erasureList(order)))) } };
        if (const auto told = appendAudit(transaction, now, { AuditAction::Erased, order.by, {}, about }); !told)
            return told;
        const auto after = transaction.state();
        if (!after)
            return after.error();
        row = { order.id, now.msSinceEpoch, after->auditN };
        return transaction.addErasure(row);
    });
    if (!committed)
        return committed.error();
    forget(dropped);
    return row;
}

Result<void> HubService::setDurable(qint64 seq)
{
    return m->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        auto state = transaction.state();
        if (!state)
            return state.error();
        state->durableSeq = std::max(state->durableSeq, std::min(seq, state->seq));
        state->durableAtMs = m->clock.now().msSinceEpoch;
        return transaction.setState(*state);
    });
}

Result<std::optional<Person>> HubService::person(HubSnapshot &snapshot, const PersonId &id)
{
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    const auto rights = m->knowledge.rightsWithin(snapshot, *state, m->today());
    if (!rights)
        return rights.error();
    const Person *found = (*rights)->council().person(id);
    return found ? std::optional(*found) : std::nullopt;
}

Result<Council> HubService::council(HubSnapshot &snapshot)
{
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    const auto rights = m->knowledge.rightsWithin(snapshot, *state, m->today());
    return rights ? Result<Council>((*rights)->council()) : rights.error();
}

QDate HubService::today() const { return m->today(); }

const CouncilZone &HubService::zone() const { return m->options.zone; }

Result<QStringList> HubService::scopesOf(HubSnapshot &snapshot, const PersonId &person)
{
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    const auto rights = m->knowledge.rights(snapshot, *state, m->today());
    if (!rights)
        return rights.error();
    return (*rights)->scopesOf(person);
}

} // namespace sightline::hub
