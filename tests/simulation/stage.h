#pragma once

#include "tests/simulation/oracle.h"
#include "tests/simulation/sim_device.h"
#include "tests/simulation/sim_hub.h"

#include "sync/client/request.h"

namespace sightline::simulation {

/// Where something happens.
enum class Place { Writer, Reader, Hub };

/// A hub, the devices of two people of one team, and a time that stands still: what happens on it is told beforehand, and the same
/// again from the same images is the same to the byte.
class Stage {
public:
    explicit Stage(const Breaks &breaks);
    ~Stage();
    Stage(const Stage &) = delete;
    Stage &operator=(const Stage &) = delete;

    /// What every disk holds, and everything of the council that is not on one.
    struct Images {
        support::MemoryVfs::Image hub, writer, reader;
        QMap<PersonId, Person> people;
        std::optional<CouncilCard> card;
    };
    [[nodiscard]] Images take();
    void put(const Images &images);

    [[nodiscard]] SimDevice &device(Place place) { return place == Place::Reader ? *m_reader : *m_writer; }
    [[nodiscard]] SimHub &hub() { return *m_hub; }
    [[nodiscard]] const Breaks &breaks() const { return m_breaks; }
    [[nodiscard]] support::MemoryVfs &vfs() { return m_vfs; }
    [[nodiscard]] const QByteArray &folder(Place place) { return place == Place::Hub ? SimHub::folder() : device(place).folder(); }
    void crash(Place place, bool withPowerCut, Dice &dice);

    /// Everything that the tables at @p place hold, as one digest.
    [[nodiscard]] QByteArray content(Place place);
    [[nodiscard]] QString integrity(Place place);

    /// The request that @p place sends now, and the hub's answer to it as the device reads it.
    [[nodiscard]] Result<sync::BuiltRequest> ask(Place place);
    [[nodiscard]] Result<wire::SyncAnswer> answer(Place place, const sync::BuiltRequest &request);
    /// Everybody syncs over a perfect network until nothing moves. False: they never come to rest.
    [[nodiscard]] bool comeToRest();
    /// What @p operation is of @p place's device: an oracle of its own looks at everything at rest.
    void made(Place place, const Operation &operation, const std::optional<RecordBody> &seen);
    [[nodiscard]] QList<Violation> atRest();
    void forgetMade() { m_made.clear(); }

    [[nodiscard]] Operation newOperation(Place place, OperationKind kind, const RecordId &record);
    [[nodiscard]] RecordBody newHead(Place place, const QString &form);

private:
    struct Made {
        Place place;
        Operation operation;
        std::optional<RecordBody> seen;
    };

    [[nodiscard]] bool syncFully(Place place, bool *moved);

    Breaks m_breaks;
    Instant m_time { 1'795'392'000'000 };
    SkewedClock m_clock { m_time };
    SeededRandom m_random { 1 };
    support::MemoryVfs m_vfs { "every-call" };
    std::unique_ptr<SimHub> m_hub;
    std::unique_ptr<SimDevice> m_writer, m_reader;
    QList<Made> m_made;
    qint64 m_values = 0;
};

} // namespace sightline::simulation
