#include "core/store/reading_lease.h"
#include "tests/simulation/world.h"

/// What a council decides about who reads (turnsSwitches), and days that pass without contact (hasDaysAway), with what people do in them.
namespace sightline::simulation {

using namespace Qt::StringLiterals;

/// A switch goes on or off, and it is in force; the records follow later, in parts (followSwitches).
void World::turnSwitch()
{
    const QString name = m_dice.oneOf(SimHub::switches());
    if (!m_hub->card)
        m_hub->card = CouncilCard {};
    QMap<QString, qint64> &switchedOn = m_hub->card->switchedOn;
    const bool goesOff = switchedOn.remove(name) > 0;
    // Mostly from now on; now and then a council says since when, and what was completed since then is opened.
    const Instant since = m_dice.comesUp(.5) ? m_time : Instant { m_time.msSinceEpoch - m_dice.under(3'600'000) };
    if (!goesOff)
        switchedOn.insert(name, since.msSinceEpoch);
    m_hub->publishCouncil();
    m_oracle->turned(name, goesOff ? std::nullopt : std::optional(since));
    count(goesOff ? "switches turned off" : "switches turned on", name);
    m_isFollowing = true;
}

void World::followSwitches()
{
    if (!m_isFollowing)
        return;
    m_isFollowing = m_hub->followSwitches();
    count("parts of records that follow a switch");
}

/// Nobody reaches the hub for some days; then everybody looks at what they have.
void World::passDays()
{
    m_network.clear();   // no connection lives so long
    m_time.msSinceEpoch += (1 + m_dice.under(20)) * 86'400'000LL;
    count("days without contact");
    for (const auto &device : m_devices)
        openRecords(*device);
}

void World::openRecords(SimDevice &device)
{
    const auto known = device.store().view().ofType(RecordType::Form);
    const auto drafts = device.store().drafts().list();
    if (!known || !drafts)
        return;   // damaged: the scrub will find it
    QList<RecordId> records;
    for (const ViewRow &row : *known)
        records.append(row.id);
    for (const Draft &draft : *drafts)
        records.append(draft.id);
    const bool isClosed = need(isReadingClosed(device.store()), "ask for the lease");
    for (const RecordId &record : std::as_const(records)) {
        const auto let = checkMayRead(device.store(), record);
        if (!let && let.error().code != ErrorCode::LeaseOver)
            giveUp(u"whether a record may be read cannot be told: "_s + let.error().detail);
        m_oracle->triedToOpen(device.name, device.store(), record, bool(let), device.clock().now());
        count(!let ? "records found closed" : isClosed ? "own work opened while records are closed" : "records opened");
    }
}

/// Something is begun and stays on this device: no operation carries it.
void World::writeDraft(SimDevice &device)
{
    const Person &person = m_hub->people[device.person];
    const Draft draft { newId<RecordId>(device.clock(), device.random()),
                        newHead(device, SimHub::lateForm(), person.teams.value(0, TeamId(u"a"_s))),
                        {},
                        device.clock().now().msSinceEpoch,
                        {} };
    const auto saved = device.store().transact([&] { return device.store().drafts().save(draft); });
    if (!saved) {
        count("saves refused by a full disk");
        return;
    }
    m_oracle->drafted(device.name, draft.id, draft.body);
    count("drafts begun on a device");
}

} // namespace sightline::simulation
