#include "sync/hub/http/routes.h"

#include "core/base/digest.h"
#include "sync/hub/http/answers.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(hubRoutes, "sightline.hub.routes")

namespace sightline::hub {

using namespace Qt::StringLiterals;

/// One sync request on its way: pushed, pulled, perhaps held open.
struct Routes::Exchange {
    Exchange(Caller who, wire::SyncRequest what) : caller(std::move(who)), request(std::move(what)) { }

    Caller caller;
    wire::SyncRequest request;
    QByteArray authorization;
    bool acceptsGzip = false;
    bool wasHeld = false;
    PushResult push;
    std::chrono::steady_clock::time_point until;
    std::function<bool()> isStillThere;
    Respond respond;
};

Routes::Routes(HubStore &store, HubService &service, Doorkeeper &door, const Clock &clock, RouteOptions options)
    : m_store(store), m_service(service), m_door(door), m_clock(clock), m_attempts(clock, options.failuresPerMinuteMax, 60'000),
      m_ofDevices(clock, options.ofDevice), m_ofAddresses(clock, options.ofAddress), m_touched(std::move(options.touched)),
      m_exchanged(std::move(options.exchanged)), m_queue(store, options.committed), m_contacts(m_queue, std::chrono::milliseconds(options.contactsEveryMs)),
      m_audit(store, m_queue, std::chrono::milliseconds(options.auditEveryMs)), m_readers(options.readers), m_fileReaders(options.fileReaders),
      m_freeBytes(std::move(options.freeBytes)), m_freeBytesForFilesMin(options.freeBytesForFilesMin),
      m_room([this] { return presentSeq(); }, std::chrono::milliseconds(options.wakeSpreadMs), options.others), m_calendars(options.calendars),
      m_calendarAsks(clock, options.calendarAsksPerMinuteMax, 60'000), m_calendarGuesses(clock, options.failuresPerMinuteMax, 60'000),
      m_eventGuesses(clock, options.failuresPerMinuteMax, 60'000)
{
}

void Routes::stop()
{
    m_stopping = true;
    // In this order: whoever leaves the room goes through the readers, and so does whatever the queue finishes.
    m_room.stop();
    m_contacts.stop();
    m_queue.stop();
    m_passwordReaders.stop();
    m_providerReaders.stop();
    m_fileReaders.stop();
    m_readers.stop();
    m_calendarReader.stop();
    m_audit.stop();   // nobody is given anything any more
}

qint64 Routes::presentSeq()
{
    const auto snapshot = m_store.snapshot();
    const auto state = snapshot ? (*snapshot)->state() : Result<HubState>(snapshot.error());
    if (!state)
        qCWarning(hubRoutes) << "the present seq cannot be read:" << state.error().detail;
    return state ? state->seq : 0;
}

void Routes::handle(HttpRequest request, Respond respond)
{
    const auto address = addressOf(request.path);
    if (!address)
        return respond(refusal({ ErrorCode::NotFound, u"There is nothing at this address."_s }));
    // Whoever watches over the hub is always answered: it costs nothing.
    const int seconds = *address == Address::Health ? 0 : m_ofAddresses.secondsToWait(request.peer);
    if (seconds > 0)
        return respond(tooMany(u"Too many requests from this address."_s, seconds));
    const AddressRow &row = rowOf(*address);
    if (!takesMethod(row, request.method))
        return respond(wrongMethod(QString(row.methods)));

    // On the readers' threads, so that the sockets' never wait.
    const auto handOver = [this, &request, &respond](ReaderPool &pool, void (Routes::*handler)(HttpRequest, Respond)) {
        const Respond refuse = respond;
        const bool isTaken = pool.submit(
            [this, handler, taken = std::move(request), answer = std::move(respond)]() mutable { (this->*handler)(std::move(taken), std::move(answer)); });
        if (!isTaken)
            refuse(refusal(busy()));
    };
    switch (*address) {
    case Address::Health: return respond(json(200, Json::object({ { u"ok"_s, true }, { u"files"_s, m_hasRoom.load() } })));
    case Address::Time: return respond(json(200, Json::object({ { u"clock"_s, m_clock.now().msSinceEpoch } })));
    case Address::Versions: return respond(json(200, Json::object({ { u"v"_s, Json::array({ wire::protocolVersion }) } })));
    case Address::Enrol: return handOver(m_readers, &Routes::enrol);
    case Address::SignInWays: return handOver(m_providerReaders, &Routes::signInWays);
    case Address::SignInProvider: return handOver(m_providerReaders, &Routes::signInProvider);
    case Address::SignInLocal: return handOver(m_readers, &Routes::signInLocal);
    case Address::Refresh: return handOver(m_readers, &Routes::refresh);
    case Address::Sync: return handOver(m_readers, &Routes::sync);
    case Address::Digest: return handOver(m_readers, &Routes::digest);
    case Address::File: return handOver(m_fileReaders, &Routes::file);
    case Address::Contacts: return handOver(m_readers, &Routes::contacts);
    case Address::Events: return handOver(m_readers, &Routes::events);
    case Address::Calendar:
    case Address::CalendarFile: return handOverCalendar(*address, std::move(request), std::move(respond));
    }
}

Result<QByteArray> Routes::inflated(const HttpRequest &request, qint64 bytesMax) const
{
    if (request.contentEncoding.isEmpty() || request.contentEncoding == "identity") {
        if (request.body.size() > bytesMax)
            return Error { ErrorCode::TooLarge, u"The request is larger than %1 bytes."_s.arg(bytesMax) };
        return request.body;
    }
    if (request.contentEncoding != "gzip")
        return Error { ErrorCode::InvalidInput, u"The content encoding is not known; gzip is."_s };
    if (request.body.size() > wire::pushCompressedBytesMax)
        return Error { ErrorCode::TooLarge, u"The compressed request is larger than %1 bytes."_s.arg(wire::pushCompressedBytesMax) };
    return wire::gunzip(request.body, bytesMax);
}

Result<Caller> Routes::callerOf(HubSnapshot &snapshot, const QByteArray &authorization)
{
    static const QByteArray scheme = "Bearer ";
    static constexpr qsizetype tokenBytesMax = 128;
    const bool isBearer = authorization.size() > scheme.size() && authorization.left(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0;
    if (!isBearer || authorization.size() > scheme.size() + tokenBytesMax)
        return Error { ErrorCode::NotAllowed, u"The request carries no access token."_s };
    return m_door.authenticate(snapshot, QString::fromLatin1(authorization.mid(scheme.size())));
}

std::optional<Caller> Routes::admittedCaller(HubSnapshot &snapshot, const QByteArray &authorization, const Respond &respond)
{
    const auto caller = callerOf(snapshot, authorization);
    if (!caller) {
        respond(turnedAway(caller.error()));
        return std::nullopt;
    }
    if (const int seconds = m_ofDevices.secondsToWait(caller->installation.toBytes()); seconds > 0) {
        respond(tooMany(u"Too many requests from this device. Nothing was taken; send it again then."_s, seconds));
        return std::nullopt;
    }
    return *caller;
}

void Routes::sync(HttpRequest request, Respond respond)
{
    bool takesWork = false;
    ExchangePointer exchange;
    {
        const auto snapshot = m_store.snapshot();
        if (!snapshot)
            return respond(refusal(snapshot.error()));
        // Who asks comes first: nothing of a stranger's is inflated or read.
        const auto caller = admittedCaller(**snapshot, request.authorization, respond);
        if (!caller)
            return;
        const auto body = inflated(request, wire::pushInflatedBytesMax);
        if (!body)
            return respond(refusal(body.error()));
        auto decoded = wire::decodeSyncRequest(*body);
        if (!decoded)
            return respond(refusal(decoded.error()));
        const auto state = (*snapshot)->state();
        if (!state)
            return respond(refusal(state.error()));
        takesWork = HubService::needsTransaction(*decoded, *state);
        exchange = std::make_shared<Exchange>(*caller, std::move(*decoded));
    }
    // What it says is left holds once its work is taken, and not before.
    m_contacts.note(exchange->caller.installation, takesWork ? std::nullopt : exchange->request.remaining, m_clock.now().msSinceEpoch);
    exchange->authorization = request.authorization;
    exchange->acceptsGzip = request.acceptsGzip;
    exchange->until = std::chrono::steady_clock::now() + std::chrono::seconds(exchange->request.waitSeconds);
    exchange->isStillThere = std::move(request.isStillThere);
    exchange->respond = std::move(respond);
    if (takesWork)
        push(exchange);
    else
        pull(exchange, exchange->request.waitSeconds > 0);
}

/// What was committed, to those who wait here and to the other hubs.
void Routes::tellOfIt(const Touched &touched)
{
    if (touched.isEmpty())
        return;
    m_room.wake(touched.seq, touched.scopes, touched.rights);
    if (m_touched)
        m_touched(touched);
}

void Routes::push(const ExchangePointer &exchange)
{
    const auto work = [this, exchange](HubTransaction &transaction) -> Result<void> {
        auto accepted = m_service.acceptPush(transaction, exchange->request, exchange->caller);
        if (!accepted)
            return accepted.error();
        exchange->push = std::move(*accepted);
        return {};
    };
    const auto done = [this, exchange](const Result<void> &committed) {
        if (!committed)
            return exchange->respond(refusal(committed.error()));
        m_contacts.note(exchange->caller.installation, exchange->request.remaining, m_clock.now().msSinceEpoch);
        tellOfIt(exchange->push.touched);
        if (!m_readers.goOn([this, exchange] { pull(exchange, false); }))
            exchange->respond(refusal(busy()));
    };
    if (!m_queue.submit(work, done))
        exchange->respond(refusal(busy()));
}

void Routes::pull(const ExchangePointer &exchange, bool mayWait)
{
    Result<wire::SyncAnswer> answer = busy();
    qint64 seenSeq = 0;
    {
        const auto snapshot = m_store.snapshot();
        if (!snapshot)
            return exchange->respond(refusal(snapshot.error()));
        // Asked again after a wait: an enrolment may have been withdrawn meanwhile.
        const auto caller = callerOf(**snapshot, exchange->authorization);
        if (!caller)
            return exchange->respond(turnedAway(caller.error()));
        const auto state = (*snapshot)->state();
        if (!state)
            return exchange->respond(refusal(state.error()));
        seenSeq = state->seq;
        exchange->caller = *caller;
        answer = m_service.servePull(**snapshot, exchange->request, exchange->caller, exchange->push);
    }
    if (!answer)
        return exchange->respond(refusal(answer.error()));
    // Nothing of its own is left to it: what it still holds is the council's. It looks itself once more before it destroys anything.
    const auto &left = exchange->request.remaining;
    if (exchange->caller.mustWipe)
        answer->leaseUntilMs = 1;   // its records close to reading with this answer
    answer->wipe = exchange->caller.mustWipe && left && left->records == 0 && left->files == 0;
    const bool sameScopes = answer->scopes.keys() == exchange->request.cursors.keys();
    const bool isEmpty = answer->rows.isEmpty() && !answer->more && answer->acks.isEmpty() && answer->control.kind == wire::Control::Kind::None && sameScopes
        && answer->epoch == exchange->request.epoch;
    if (isEmpty && mayWait && !m_stopping && !answer->wipe) {
        exchange->request.cursors = answer->cursors;
        return wait(exchange, seenSeq);
    }
    noteGiven(*exchange, *answer);
    if (m_exchanged)
        m_exchanged(*answer);
    exchange->respond({ 200, wire::encode(*answer), exchange->acceptsGzip, 0 });
}

/// That a device is given records, and of which scopes: what it held can be told from that when it is lost. What everybody has (ref), and what
/// the device sent itself, is nothing new to it.
void Routes::noteGiven(const Exchange &exchange, const wire::SyncAnswer &answer)
{
    Json::Object scopes;
    qint64 records = 0;
    for (const wire::Row &row : answer.rows) {
        QStringList in = row.in;
        in.removeAll(u"ref"_s);
        if (row.body.isEmpty() || in.isEmpty())
            continue;
        ++records;
        for (const QString &scope : std::as_const(in))
            scopes.insert(scope, scopes.value(scope).toInteger() + 1);
    }
    if (records == 0)
        return;
    const Caller &caller = exchange.caller;
    m_audit.note(m_clock.now(),
                 { AuditAction::Given, caller.person.toString(), caller.installation, { { u"records"_s, records }, { u"scopes"_s, Json(scopes) } } });
}

void Routes::wait(const ExchangePointer &exchange, qint64 seenSeq)
{
    // Said once, however often it looks again.
    if (!std::exchange(exchange->wasHeld, true)) {
        exchange->respond = [respond = std::move(exchange->respond)](HttpResponse response) {
            response.wasHeld = true;
            respond(std::move(response));
        };
    }
    const QStringList scopes = exchange->request.cursors.keys();
    WaitingRoom::Visitor visitor;
    visitor.scopes = QSet<QString>(scopes.cbegin(), scopes.cend());
    visitor.until = exchange->until;
    visitor.seenSeq = seenSeq;
    visitor.isStillThere = exchange->isStillThere;
    visitor.lookAgain = [this, exchange](bool isOver) {
        if (!m_readers.goOn([this, exchange, isOver] { pull(exchange, !isOver); }))
            exchange->respond(refusal(busy()));
    };
    m_room.enter(std::move(visitor));
}

void Routes::digest(HttpRequest request, Respond respond)
{
    const auto snapshot = m_store.snapshot();
    if (!snapshot)
        return respond(refusal(snapshot.error()));
    const auto caller = admittedCaller(**snapshot, request.authorization, respond);
    if (!caller)
        return;
    const auto body = inflated(request, wire::pushInflatedBytesMax);
    if (!body)
        return respond(refusal(body.error()));
    const auto asked = parseJson(*body);
    if (!asked)
        return respond(refusal(asked.error()));
    const auto answer = m_service.digest(**snapshot, (*asked)[u"scope"_s].toString(), (*asked)[u"prefix"_s].toString(), *caller);
    if (!answer && answer.error().code == ErrorCode::NotAllowed)
        return respond(refusal({ ErrorCode::NotFound, answer.error().detail }));
    if (!answer)
        return respond(refusal(answer.error()));
    respond({ 200, writeJson(*answer), request.acceptsGzip, 0 });
}

/// A chunk on its way: kept, noted, and where it was the last, the whole proven.
struct Routes::Upload {
    Caller caller;
    QByteArray sha;
    ChunkResult result;
    Respond respond;
};

/// Says so once when it changes, to whoever reads the log.
bool Routes::hasRoomForFiles()
{
    const auto free = m_freeBytes ? m_freeBytes() : std::nullopt;
    const bool hasRoom = !free || *free >= m_freeBytesForFilesMin;
    if (m_hasRoom.exchange(hasRoom) != hasRoom) {
        if (hasRoom)
            qCWarning(hubRoutes) << "there is room again: files are taken";
        else
            qCWarning(hubRoutes) << "the disk is nearly full:" << *free << "bytes are free. No files are taken until there are" << m_freeBytesForFilesMin
                                 << "; devices keep theirs. Words are still taken: make room soon";
    }
    return hasRoom;
}

void Routes::file(HttpRequest request, Respond respond)
{
    const auto place = wire::filePlaceFromPath(request.path);
    std::optional<Caller> caller;
    Result<FoundChunk> found = busy();
    {
        const auto snapshot = m_store.snapshot();
        if (!snapshot)
            return respond(refusal(snapshot.error()));
        caller = admittedCaller(**snapshot, request.authorization, respond);
        if (!caller)
            return;
        if (request.method == "GET" && !place->chunk) {
            const auto state = m_service.fileState(**snapshot, place->sha, *caller);
            if (!state)
                return respond(refusal(state.error()));
            // All are here and nobody has read the whole: the hub went down over it.
            if (!state->complete && state->missing.isEmpty())
                return prove(std::make_shared<Upload>(Upload { *caller, place->sha, {}, std::move(respond) }));
            return respond({ 200, wire::encode(*state), false, 0 });
        }
        if (request.method == "GET")
            found = m_service.findChunk(**snapshot, place->sha, *place->chunk, *caller);
    }
    if (request.method != "GET")
        return takeChunk(request, *place, *caller, std::move(respond));
    const auto bytes = found ? m_service.bytesOf(*found) : Result<QByteArray>(found.error());
    // Once a file and device, whichever chunk comes first.
    if (bytes)
        m_audit.noteOnce(caller->installation.toBytes() + place->sha, m_clock.now(),
                         { AuditAction::FileGiven, caller->person.toString(), caller->installation, { { u"file"_s, toHex(place->sha) } } });
    respond(bytes ? HttpResponse { 200, *bytes, false, 0, wire::contentDigest(*bytes) } : refusal(bytes.error()));
}

void Routes::takeChunk(const HttpRequest &request, const wire::FilePlace &place, const Caller &caller, Respond respond)
{
    const bool isWhole = request.contentEncoding.isEmpty() && request.contentDigest == wire::contentDigest(request.body);
    if (!place.chunk || !isWhole)
        return respond(refusal({ ErrorCode::InvalidInput, u"A file is sent chunk by chunk, unpacked, each with the Content-Digest of its bytes."_s }));
    if (!hasRoomForFiles())
        return respond(refusal({ ErrorCode::StorageFull, u"The hub has no room for files just now. Keep this one; words are still taken."_s }));
    Result<std::optional<StoredChunk>> kept = busy();
    {
        const auto snapshot = m_store.snapshot();
        if (!snapshot)
            return respond(refusal(snapshot.error()));
        kept = m_service.keepChunk(**snapshot, place.sha, *place.chunk, request.body, caller);
    }
    if (!kept)
        return respond(refusal(kept.error()));
    const auto upload = std::make_shared<Upload>(Upload { caller, place.sha, {}, std::move(respond) });
    const auto work = [this, upload, n = *place.chunk, chunk = std::move(*kept)](HubTransaction &transaction) -> Result<void> {
        auto noted = m_service.noteChunk(transaction, upload->sha, n, chunk, upload->caller);
        if (!noted)
            return noted.error();
        upload->result = std::move(*noted);
        return {};
    };
    const auto done = [this, upload](const Result<void> &committed) {
        if (!committed || !upload->result.isToProve)
            return answer(upload, committed);
        if (!m_fileReaders.goOn([this, upload] { prove(upload); }))
            upload->respond(refusal(busy()));
    };
    if (!m_queue.submit(work, done))
        upload->respond(refusal(busy()));
}

/// All chunks are noted. The whole is read without a transaction, and what that showed is written in a short one.
void Routes::prove(const UploadPointer &upload)
{
    const auto proof = m_service.proveFile(upload->sha, upload->caller);
    if (!proof)
        return upload->respond(refusal(proof.error()));
    const auto work = [this, upload, proof = *proof](HubTransaction &transaction) -> Result<void> {
        auto settled = m_service.settleFile(transaction, upload->sha, proof, upload->caller);
        if (!settled)
            return settled.error();
        upload->result = std::move(*settled);
        return {};
    };
    if (!m_queue.submit(work, [this, upload](const Result<void> &committed) { answer(upload, committed); }))
        upload->respond(refusal(busy()));
}

void Routes::answer(const UploadPointer &upload, const Result<void> &committed)
{
    if (!committed)
        return upload->respond(refusal(committed.error()));
    const ChunkResult &result = upload->result;
    // Not here: this is the writer's thread, and what lies outside may be on another machine. What is not forgotten is swept one day.
    if (!result.dropped.isEmpty())
        static_cast<void>(m_fileReaders.goOn([this, dropped = result.dropped] { m_service.forget(dropped); }));
    if (result.wasWrong) {
        return upload->respond(json(
            409,
            Json::object({ { u"error"_s, u"wrong_file"_s }, { u"detail"_s, u"These chunks do not make the file that was named; none of them was kept."_s } })));
    }
    tellOfIt(result.touched);
    upload->respond({ 200, wire::encode(result.state), false, 0 });
}

template <typename Decoded, typename Handle>
void Routes::admit(HttpRequest request, Respond respond, Result<Decoded> (*decode)(QByteArrayView), Handle take)
{
    // Codes could be guessed at leisure, so attempts are counted, by address. A renewal needs 256 bits and a signature: counting would
    // guard nothing, and let one stranger behind the same proxy keep a whole council from renewing.
    constexpr bool isCounted = std::is_same_v<Decoded, wire::EnrolRequest>;
    if (isCounted && !m_attempts.mayTry(request.peer))
        return respond(tooMany(u"Too many attempts from this address. Wait a minute."_s, 60));
    const auto body = inflated(request, httpSmallBodyBytesMax);
    if (!body)
        return respond(refusal(body.error()));
    const auto decoded = decode(*body);
    if (!decoded)
        return respond(refusal(decoded.error()));
    const auto admission = std::make_shared<Admission>();
    const auto work = [this, decoded = *decoded, take, admission](HubTransaction &transaction) -> Result<void> {
        auto result = (m_door.*take)(transaction, decoded);
        if (!result)
            return result.error();
        *admission = std::move(*result);
        return {};
    };
    const auto done = [this, admission, respond, peer = request.peer](const Result<void> &committed) {
        if (!committed)
            return respond(refusal(committed.error()));
        if (isCounted || admission->answer)
            return answer(*admission, peer, respond);
        respond(turnedAway({ admission->code, admission->refusal }));
    };
    if (!m_queue.submit(work, done))
        respond(refusal(busy()));
}

void Routes::enrol(HttpRequest request, Respond respond)
{
    admit<wire::EnrolRequest>(std::move(request), std::move(respond), &wire::decodeEnrolRequest, &Doorkeeper::enrol);
}

void Routes::refresh(HttpRequest request, Respond respond)
{
    admit<wire::RefreshRequest>(std::move(request), std::move(respond), &wire::decodeRefreshRequest, &Doorkeeper::refresh);
}

} // namespace sightline::hub
