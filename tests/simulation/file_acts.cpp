#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/forms/named_files.h"
#include "sync/protocol/files.h"
#include "tests/simulation/file_link.h"
#include "tests/simulation/world.h"

#include <algorithm>
#include <limits>

/// Photographs (hasFiles): taken, sent piece by piece over the same bad network, asked for by colleagues, let go of where a backup has them.
namespace sightline::simulation {

using namespace Qt::StringLiterals;

namespace {

const QStringList forms { u"X01@1.0"_s, u"X02@1.0"_s, u"X03@1.0"_s, u"X04@1.0"_s };
const QString mime = u"image/jpeg"_s;
const QString field = u"photo"_s;
constexpr int photosMax = 8;   // of a run: each costs as much as a hundred records

/// The first piece of a photo, as it is sent.
sync::Call firstPieceOf(const QByteArray &sha, const QByteArray &bytes)
{
    sync::Call call { .path = wire::filePath({ sha, 0 }), .body = bytes.first(wire::chunkBytes(bytes.size(), 0)) };
    call.method = sync::Call::Method::Put;
    call.contentDigest = wire::contentDigest(call.body);
    return call;
}

} // namespace

void World::actWithFiles(SimDevice &device)
{
    switch (m_dice.under(5)) {
    case 0:
    case 1: return takePhoto(device);
    case 2:
    case 3: return lookAtPhotos(device);
    default: return reachForPhoto(device);
    }
}

/// A photo goes into a draft of theirs, or into something that is done with it.
void World::takePhoto(SimDevice &device)
{
    const Person &person = m_hub->people[device.person];
    if (m_photos >= photosMax || person.teams.isEmpty())
        return;
    m_photos += 1;
    // Some are of several pieces, so that they are cut off in the middle.
    const qint64 size = m_dice.comesUp(.25) ? limits::fileChunkBytes + 1 + m_dice.under(2000) : 1 + m_dice.under(3000);
    QByteArray bytes = newValue().toUtf8() + ' ';
    bytes.resize(std::max<qsizetype>(size, bytes.size()), 'p');
    const QByteArray sha = sha256(bytes);
    const auto kept = device.store().transact([&] { return device.store().files().put(bytes, mime, device.clock().now()); });
    if (!kept) {
        count("saves refused by a full disk");
        return;
    }
    const Json answer = Json::object({ { u"sha"_s, toHex(sha) }, { u"mime"_s, mime }, { u"size"_s, bytes.size() }, { u"name"_s, u"photo.jpg"_s } });
    QList<ShownForm> drafts = formsShown(device);
    drafts.removeIf([&device](const ShownForm &shown) { return shown.author != device.person || !shown.isDraft; });
    std::optional<Operation> named;
    std::optional<RecordBody> seen;
    if (!drafts.isEmpty() && m_dice.comesUp(.3)) {
        const RecordId record = m_dice.oneOf(drafts).id;
        const auto body = device.store().view().body(record);
        if (!body || !*body)
            return;   // damaged: the scrub will find it
        seen = **body;
        named = newOperation(device, OperationKind::Patch, record);
        named->form = seen->form;
        named->set.insert(field, { answer, fieldHash(seen->answers.value(field)) });
    } else {
        named = newOperation(device, OperationKind::Create, newId<RecordId>(device.clock(), device.random()));
        named->head = newHead(device, m_dice.oneOf(forms), m_dice.oneOf(person.teams));
        named->head->answers.insert(field, answer);
        if (m_dice.comesUp(.6)) {
            named->head->state = RecordState::Completed;
            named->head->completedAtMs = named->head->madeAtMs;
        }
    }
    if (!make(device, *named, seen))
        return;
    m_oracle->tookPhoto(device.name, device.person, sha, *named);
    m_names.append({ sha, bytes.size() });
    count("photos taken");
    if (m_breaks.filesGoFirst)   // what a device without that rule would do: the picture, and then the words
        (void)onFile(indexOf(device), firstPieceOf(sha, bytes));
}

/// What somebody sees is asked for.
void World::lookAtPhotos(SimDevice &device)
{
    for (const ShownForm &shown : formsShown(device)) {
        const auto body = device.store().view().body(shown.id);
        if (!body || !*body)
            continue;
        const QMap<QByteArray, NamedFile> files = filesIn(Json((*body)->answers));
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            const auto asked = device.store().transact([&] { return device.store().fileTravel().want({ it.key(), shown.id, it->sizeBytes, it->mime }); });
            count(asked ? "photos looked at" : "saves refused by a full disk");
        }
    }
}

/// Somebody who knows the name of every photo asks for it, whoever may see it.
void World::reachForPhoto(SimDevice &device)
{
    for (const auto &[sha, size] : std::as_const(m_names)) {
        Call call { .path = wire::filePath({ sha, m_dice.under(static_cast<int>(wire::chunksIn(size))) }) };
        call.method = Call::Method::Get;
        const sync::Reply reply = hubsAnswerTo(indexOf(device), call);
        count(reply.isOk() ? "photos reached for and given" : "photos reached for and not given");
    }
}

int World::indexOf(const SimDevice &device) const
{
    const auto isIt = [&device](const auto &one) { return one.get() == &device; };
    return static_cast<int>(std::find_if(m_devices.cbegin(), m_devices.cend(), isIt) - m_devices.cbegin());
}

/// Up to @p most pieces go, as the device's carrier chooses them. True if any arrived.
bool World::carryFiles(int index, int most)
{
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    FileLink link([this, index](const Call &call) { return onFile(index, call); });
    bool hasMoved = false;
    for (int i = 0; i < most && !hasFailed(); ++i) {
        const auto piece = device.carrier().carry(link);
        if (piece.kind == sync::CarriedPiece::Kind::Moved) {
            hasMoved = true;
            count("pieces of photos carried");
        } else if (piece.kind != sync::CarriedPiece::Kind::NotYet) {
            break;
        }
    }
    m_oracle->lookAtFiles(device.name, device.person, device.store(), *m_hub->snapshot());
    return hasMoved;
}

/// A call of a device about a file, over the network as it is.
sync::Reply World::onFile(int index, const Call &call)
{
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    const wire::FilePlace place = *wire::filePlaceFromPath(call.path.toLatin1());
    const sync::Reply nothing { .kind = sync::Reply::Kind::TimedOut };
    const bool isOwn = call.method == Call::Method::Put || !place.chunk;
    if (isOwn)
        m_oracle->speaksOfPhoto(device.name, place.sha);
    const bool withFaults = !m_isCalm;
    if (withFaults && m_dice.comesUp(m_rates.loss)) {
        count("pieces of photos lost");
        return nothing;
    }
    sync::Reply reply = hubsAnswerTo(index, call);
    if (withFaults && m_dice.comesUp(m_rates.duplicate)) {
        m_latePieces.append({ index, call });   // it comes again, later
        count("pieces of photos doubled");
    }
    if (withFaults && m_dice.comesUp(m_rates.hubCrash)) {
        m_hub->crash(m_dice.comesUp(.5), m_dice);
        m_oracle->hubCrashed(*m_hub->snapshot());
        count("hub restarts between piece and answer");
        return nothing;
    }
    if (withFaults && m_dice.comesUp(m_rates.loss)) {
        count("answers to pieces lost");
        return nothing;
    }
    if (withFaults && !isOwn && reply.isOk() && m_dice.comesUp(.3)) {
        reply.body.truncate(m_dice.under(static_cast<int>(reply.body.size())));
        count("pieces of photos cut off");
    }
    if (isOwn && reply.isOk()) {
        auto state = wire::decodeFileState(reply.body);
        if (state && m_breaks.halfIsWhole && !state->complete) {
            *state = { true, need(m_hub->snapshot()->state(), "read the hub's state").seq, {} };
            reply.body = wire::encode(*state);
        }
        if (state && state->complete)
            m_oracle->toldWhole(device.name, place.sha, state->completeSeq);
    }
    return reply;
}

/// As the hub's routes answer it, and the oracle looks on.
sync::Reply World::hubsAnswerTo(int index, const Call &call)
{
    const SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    const wire::FilePlace place = *wire::filePlaceFromPath(call.path.toLatin1());
    const auto answered = [](int status, const QByteArray &body = {}, const QByteArray &digest = {}) {
        return sync::Reply { .kind = sync::Reply::Kind::Answered, .status = status, .body = body, .contentDigest = digest };
    };
    auto snapshot = m_hub->snapshot();
    const bool isHere = !m_hub->scopesOf(*snapshot, device.person).isEmpty();
    const hub::Caller caller { device.installation, device.person, isHere ? hub::Caller::Access::Full : hub::Caller::Access::PushOnly };
    hub::HubService &service = m_hub->service();
    if (call.method == Call::Method::Put) {
        snapshot.reset();
        const auto taken = service.takeChunk(place.sha, *place.chunk, call.body, caller);
        if (!taken)
            return answered(taken.error().code == ErrorCode::NotFound ? 404 : taken.error().code == ErrorCode::InvalidInput ? 400 : 503);
        if (taken->state.complete)
            m_oracle->isWholeAtHub(*m_hub->snapshot(), device.person, place.sha);
        return answered(taken->wasWrong ? 409 : 200, wire::encode(taken->state));
    }
    if (place.chunk) {
        const auto bytes = service.readChunk(*snapshot, place.sha, *place.chunk, caller);
        if (bytes)
            m_oracle->pieceGiven(*snapshot, device.person, place.sha);
        return bytes ? answered(200, *bytes, wire::contentDigest(*bytes)) : answered(404);
    }
    const auto state = service.fileState(*snapshot, place.sha, caller);
    return state ? answered(200, wire::encode(*state)) : answered(404);
}

/// A piece that was sent before comes once more.
void World::deliverLatePiece()
{
    const auto [index, call] = m_latePieces.takeAt(m_dice.under(static_cast<int>(m_latePieces.size())));
    (void)hubsAnswerTo(index, call);
    count("pieces of photos that came late");
}

/// Room is made of what the hub has too: ours only where its backup has it.
void World::letCopiesGo(SimDevice &device)
{
    const qint64 durable = m_breaks.copiesGoAtOnce ? std::numeric_limits<qint64>::max() : need(device.store().meta().syncState(), "read the state").durableSeq;
    const auto gone = device.store().transact([&] { return device.store().fileTravel().makeRoom(0, durable, {}); });
    if (gone && *gone > 0)
        count("copies of photos let go");
    m_oracle->look(device.name, device.store());
}

/// With a perfect network everything that is named arrives. True if anything moved.
bool World::carryAllFiles()
{
    bool hasMoved = false;
    constexpr int piecesMax = 200;
    m_latePieces.clear();
    for (std::size_t i = 0; i < m_devices.size() && !hasFailed(); ++i) {
        m_devices[i]->carrier().tryAgain();
        hasMoved = carryFiles(static_cast<int>(i), piecesMax) || hasMoved;
    }
    return hasMoved;
}

} // namespace sightline::simulation
