#pragma once

#include "sync/hub/service/hub_service.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/simulation/breaks.h"
#include "tests/simulation/chance.h"
#include "tests/support/memory_vfs.h"

#include "core/people/council_card.h"
#include "core/people/person.h"
#include "core/people/team.h"
#include "core/records/published.h"

namespace sightline::simulation {

/// The real hub service over its real store, on a disk that forgets. Knows the council of the run, which outlives restores
/// as an identity system would.
class SimHub {
public:
    SimHub(support::MemoryVfs &vfs, const Clock &clock, RandomSource &random, const Breaks &breaks);

    [[nodiscard]] Result<wire::SyncAnswer> sync(const wire::SyncRequest &request, const hub::Caller &caller);
    [[nodiscard]] std::unique_ptr<hub::HubSnapshot> snapshot();
    [[nodiscard]] hub::HubService &service() { return *m_service; }

    /// Publishes everybody as they are now. Where a switch was turned records have then still to follow.
    void publishCouncil();
    [[nodiscard]] Result<void> tryToPublishCouncil();
    /// Some records follow the council's switches. False: there was nothing left to do.
    [[nodiscard]] bool followSwitches();
    QMap<PersonId, Person> people;
    QMap<TeamId, Team> teams;
    std::optional<CouncilCard> card;   ///< none: the council says nothing of itself
    bool knowsForms = false;           ///< whether the forms of the run are published, as they are wherever people publish more
    bool knowsLateForm = false;        ///< whether lateForm() is published too
    [[nodiscard]] QStringList scopesOf(hub::HubSnapshot &snapshot, const PersonId &person);
    /// The fields of @p form, each a text; none if the hub does not know it.
    [[nodiscard]] std::optional<QSet<QString>> fieldsOf(const QString &form) const;

    void crash(bool withPowerCut, Dice &dice);
    /// Goes on from what its disk held once.
    void startFrom(const support::MemoryVfs::Image &image);
    [[nodiscard]] static const QByteArray &folder();
    /// A connection of its own to what the hub holds.
    [[nodiscard]] std::unique_ptr<Connection> look();
    void backUp(bool isDurable);
    [[nodiscard]] bool hasBackup() const { return !m_backup.empty(); }
    void restore();

    static const VisibilityTable &visibility();
    [[nodiscard]] static QStringList switches();   ///< what the forms of the run leave to the council
    [[nodiscard]] static QString lateForm();   ///< devices use it before the hub knows it
    /// A version of a form with the fields of the run, for @p readers.
    [[nodiscard]] static PublishedForm formCalled(const QString &form, const VisibilityRule &readers);

private:
    void open();
    void forgetHeld(qint64 afterSeq);

    support::MemoryVfs &m_vfs;
    const Clock &m_clock;
    RandomSource &m_random;
    const Breaks &m_breaks;
    std::unique_ptr<hub::SqliteHubStore> m_store;
    std::unique_ptr<hub::HubService> m_service;
    support::MemoryVfs::Image m_backup;
    support::MemoryVfs::Image m_beforePush;   ///< only where the hub answers before it commits
};

/// The run cannot go on: our own mistake, or a violation so grave that nothing more can be said.
[[noreturn]] void giveUp(const QString &why);
template <typename T>
T need(Result<T> result, const char *what)
{
    if (!result)
        giveUp(QString::fromLatin1(what) + QStringLiteral(": ") + result.error().detail);
    return std::move(result).value();
}
inline void need(Result<void> result, const char *what)
{
    if (!result)
        giveUp(QString::fromLatin1(what) + QStringLiteral(": ") + result.error().detail);
}

} // namespace sightline::simulation
