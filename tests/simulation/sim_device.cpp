#include "tests/simulation/sim_device.h"

#include "tests/simulation/sim_hub.h"

namespace sightline::simulation {

using namespace Qt::StringLiterals;

SimDevice::SimDevice(QString name_, PersonId person_, InstallationId installation_, support::MemoryVfs &vfs, const Instant &worldTime, qint64 clockAheadMs,
                     quint64 seed, const Breaks &breaks)
    : name(std::move(name_)), person(std::move(person_)), installation(installation_), m_folder('/' + name.toLatin1() + '/'), m_vfs(vfs),
      m_clock(worldTime, clockAheadMs), m_seed(seed), m_random(seed), m_breaks(breaks)
{
    static support::MemoryVfs::Image fresh;   // the schema is made once, not a thousand times
    if (!fresh.empty())
        m_vfs.put(m_folder, fresh);
    open();
    if (fresh.empty()) {
        m_store.reset();
        fresh = m_vfs.take(m_folder);
        open();
    }
    const Enrolment enrolment { u"simulated"_s, installation, person, {}, {}, {}, {}, {}, 0 };
    need(m_store->transact([&]() -> Result<void> {
        if (const auto set = m_store->meta().setEnrolment(enrolment, SecretBytes(64)); !set)
            return set;
        if (const auto set = m_store->meta().setTokens({ u"token"_s, u"refresh"_s, 0 }); !set)   // files ask for one
            return set;
        return m_store->outbox().restartStream(newId<StreamId>(m_clock, m_random), OutboxTable::Offer::Unanswered);
    }),
         "enrol");
}

SimDevice::SimDevice(QString name_, const SimDevice &original, const Instant &worldTime, quint64 seed)
    : name(std::move(name_)), person(original.person), installation(original.installation), m_folder('/' + name.toLatin1() + '/'), m_vfs(original.m_vfs),
      m_clock(worldTime), m_seed(seed), m_random(seed), m_breaks(original.m_breaks)
{
    m_vfs.put(m_folder, m_vfs.takeDurable(original.m_folder));
    open();
}

void SimDevice::open()
{
    ConnectionOptions options;
    options.path = QString::fromLatin1(m_folder) + u"store.db"_s;
    options.vfs = m_vfs.name();
    options.cacheKib = 2048;
    m_store = need(Store::open(options, m_clock, m_random), "open a device's store");
    m_access = std::make_unique<sync::OwnStore>(*m_store);
    m_carrier = std::make_unique<sync::FileCarrier>(*m_access);
    if (m_breaks.purgeOutbox || m_breaks.sentIsTakenBack)
        need(m_store->db().execute("DROP TRIGGER IF EXISTS outbox_unanswered_stays"), "drop the guard");
    showWithoutRules();
    boot += 1;
    engine = {};
    engine.nonce = static_cast<quint64>(boot) * 1'000'000;   // no number of an earlier process comes again
}

/// R12 in the view's place: `body` is set where own operations lie over the base row. A row nobody else has stays, or there would be
/// nothing to work on.
void SimDevice::showWithoutRules()
{
    const auto hide = [this](const char *when) {
        for (const char *change : { "INSERT", "UPDATE" }) {
            need(m_store->db().execute(QStringLiteral("CREATE TEMP TRIGGER hide_%1 AFTER %1 ON main.view WHEN NEW.body IS NOT NULL AND EXISTS "
                                                      "(SELECT 1 FROM base WHERE id = NEW.id) %2 BEGIN UPDATE view SET body = NULL WHERE n = NEW.n; END")
                                           .arg(QLatin1String(change), QLatin1String(when))
                                           .toStdString()),
                 "hide own work");
        }
    };
    if (m_breaks.unansweredIsHidden)
        hide("");
    if (m_breaks.answeredIsHidden)
        hide("AND NOT EXISTS (SELECT 1 FROM outbox WHERE record_id = NEW.id AND ack_seq IS NULL)");
    if (m_breaks.ownStaysOnTop)
        need(m_store->db().execute("CREATE TEMP TRIGGER stay_on_top AFTER UPDATE ON main.view WHEN NEW.body IS NULL AND OLD.body IS NOT NULL "
                                   "BEGIN UPDATE view SET body = OLD.body WHERE n = NEW.n; END"),
             "keep own work on top");
}

void SimDevice::crash(bool withPowerCut, Dice &dice)
{
    m_vfs.die(m_folder);
    m_store.reset();
    if (withPowerCut)
        m_vfs.powerCut(m_folder, dice.engine());
    else
        m_vfs.processDied(m_folder);
    open();
}

void SimDevice::startFrom(const support::MemoryVfs::Image &image)
{
    m_vfs.die(m_folder);   // what it leaves behind is of no interest
    m_store.reset();
    m_vfs.processDied(m_folder);
    m_vfs.put(m_folder, image);
    m_random = SeededRandom(m_seed);
    open();
}

} // namespace sightline::simulation
