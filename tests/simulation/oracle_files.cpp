#include "core/base/digest.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/sim_hub.h"

/// What the oracle knows of photographs: who took them with which operation, and whom the hub told what.
namespace sightline::simulation {

using namespace Qt::StringLiterals;

namespace {
QString brief(const QByteArray &sha) { return toHex(sha).left(6); }
} // namespace

void Oracle::tookPhoto(const QString &device, const PersonId &person, const QByteArray &sha, const Operation &operation)
{
    m_photos.insert(sha, { person, operation.id, operation.record });
    m_photosOn[device].insert(sha);
}

/// I16: the words first.
void Oracle::speaksOfPhoto(const QString &device, const QByteArray &sha)
{
    const auto photo = m_photos.constFind(sha);
    if (photo == m_photos.constEnd())
        return;
    // An operation that is not here any more was answered: that it does not go before is another matter (I3).
    if (m_workOf[device].contains(photo->operation) && !m_answered[device].contains(photo->operation))
        report(u"I16"_s, u"device %1 sends photo %2 before the words that name it are answered"_s.arg(device, brief(sha)));
}

/// Its bytes are looked at once for each time the hub says that it has become whole: afterwards, that all of its pieces are still there.
bool Oracle::isWhole(hub::HubSnapshot &hub, const PersonId &person, const QByteArray &sha)
{
    const auto file = need(hub.file(sha, person), "read a file");
    if (!file || file->completeSeq == 0)
        return false;
    const auto places = need(hub.chunksOf(sha, person), "read chunks");
    const std::pair became(need(hub.state(), "read the hub's state").epoch, file->completeSeq);
    const auto proven = m_photosProven.constFind(sha);
    if (proven != m_photosProven.constEnd() && proven->first == became)
        return proven->second == places.size();
    QByteArray bytes;
    for (const hub::ChunkPlace &place : places) {
        const auto chunk = need(hub.chunk(sha, person, place.n), "read a chunk");
        bytes += chunk ? chunk->bytes : QByteArray();
    }
    if (sha256(bytes) != sha)
        return false;
    m_photosProven.insert(sha, { became, places.size() });
    return true;
}

/// I2: what is said to be whole is.
void Oracle::isWholeAtHub(hub::HubSnapshot &hub, const PersonId &person, const QByteArray &sha)
{
    if (!isWhole(hub, person, sha))
        report(u"I2"_s, u"the hub says that photo %1 is whole, and it is not"_s.arg(brief(sha)));
}

void Oracle::toldWhole(const QString &device, const QByteArray &sha, qint64 seq) { m_photosTold[device].insert(sha, seq); }

/// I5: a piece goes to whoever may read a record that names it.
void Oracle::pieceGiven(hub::HubSnapshot &hub, const PersonId &person, const QByteArray &sha)
{
    const auto photo = m_photos.constFind(sha);
    if (photo == m_photos.constEnd())
        return;
    const auto body = bodyAt(hub, photo->record);
    const QStringList places = body ? scopesOfRecord(hub, photo->record, *body) : QStringList();
    const QStringList rights = m_scopesOf(hub, person);
    if (std::none_of(places.cbegin(), places.cend(), [&rights](const QString &place) { return rights.contains(place); }))
        report(u"I5"_s, u"the hub gives a piece of photo %1 to somebody who may not read its record"_s.arg(brief(sha)));
}

/// I2: what a device believes to be at the hub is there, whole, as long as both are in one history.
void Oracle::lookAtFiles(const QString &device, const PersonId &person, Store &store, hub::HubSnapshot &hub)
{
    if (need(store.meta().syncState(), "read the state").epoch != need(hub.state(), "read the hub's state").epoch)
        return;
    QList<QByteArray> believed;
    const auto read = store.db().each("SELECT sha FROM file_at_hub WHERE is_own = 1", [&believed](const Statement &row) { believed.append(row.blob(0)); });
    need(read, "read what is at the hub");
    for (const QByteArray &sha : std::as_const(believed)) {
        if (m_photos.contains(sha) && !isWhole(hub, person, sha))
            report(u"I2"_s, u"device %1 was told that photo %2 is whole at the hub, and it is not"_s.arg(device, brief(sha)));
    }
}

/// I2 and I3: a photo that was taken here is here until the hub's backup has it.
void Oracle::judgePhotos(const QString &device, Store &store)
{
    auto &taken = m_photosOn[device];
    if (taken.isEmpty())
        return;
    QSet<QByteArray> present;
    need(store.db().each("SELECT sha FROM file", [&present](const Statement &row) { present.insert(row.blob(0)); }), "read files");
    for (auto it = taken.begin(); it != taken.end();) {
        if (present.contains(*it)) {
            ++it;
            continue;
        }
        const auto told = m_photosTold[device].constFind(*it);
        if (told == m_photosTold[device].constEnd())
            report(u"I3"_s, u"device %1 has lost photo %2, which nobody else has"_s.arg(device, brief(*it)));
        else if (*told > m_durableTold.value(device))
            report(u"I2"_s, u"device %1 has let go of photo %2, which no backup holds"_s.arg(device, brief(*it)));
        it = taken.erase(it);
    }
}

/// I5: with a record its photos leave, unless they were taken here or own work on it waits.
void Oracle::judgeLeftPhotos(const QString &device, Store &store, const QSet<RecordId> &removed)
{
    for (auto it = m_photos.cbegin(); it != m_photos.cend(); ++it) {
        if (!removed.contains(it->record) || m_photosOn[device].contains(it.key()))
            continue;
        const auto left = store.db().integer("SELECT EXISTS (SELECT 1 FROM file_chunk WHERE sha = ?1) AND NOT EXISTS (SELECT 1 FROM base WHERE id = ?2) "
                                             "AND NOT EXISTS (SELECT 1 FROM outbox WHERE record_id = ?2)",
                                             it.key(), it->record);
        if (need(left, "read files") == 1)
            report(u"I5"_s, u"device %1 keeps a piece of photo %2, whose record has left it"_s.arg(device, brief(it.key())));
    }
}

/// I13: once nothing moves, every photo whose words the hub has is there whole.
void Oracle::judgePhotosAtRest(hub::HubSnapshot &hub)
{
    for (auto it = m_photos.cbegin(); it != m_photos.cend(); ++it) {
        if (m_logged.contains(it->operation) && !isWhole(hub, it->person, it.key()))
            report(u"I13"_s, u"photo %1 never arrives"_s.arg(brief(it.key())));
    }
}

} // namespace sightline::simulation
