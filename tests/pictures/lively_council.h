#pragma once

#include "core/base/instant.h"
#include "core/base/random_source.h"
#include "core/store/store.h"
#include "qml/app/app_options.h"
#include "tests/support/hub_process.h"

#include <QTemporaryDir>

namespace sightline::pictures {

/// A clock that stands where it is put: a week of work is made in a moment.
class SetClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }
    Instant at;
};

/// The demo council a week into its work, for whoever looks at screens: a hub that is a process of its own, and the store of a
/// team manager with records in every state, drafts, a conflict, work that the hub keeps and a diary of several days. What is
/// written in the records is made up. Needs a QCoreApplication.
class LivelyCouncil {
public:
    explicit LivelyCouncil(const QString &hubProgram) : m_hub(hubProgram) { }

    /// Makes it all and leaves the hub stopped. Errors say what went wrong.
    [[nodiscard]] Result<void> make();
    using Work = std::function<Result<void>(Store &)>;
    /// Does @p work on the team manager's store and sends nothing of it. Only while no app has it open.
    [[nodiscard]] Result<void> onManagersDevice(const Work &work);
    /// How the app is started on the team manager's store.
    [[nodiscard]] AppOptions app() const;
    /// The same for somebody who has just joined and has nothing yet.
    [[nodiscard]] AppOptions newcomersApp() const;
    [[nodiscard]] bool startHub() { return m_hub.serve(); }
    void stopHub() { m_hub.terminate(); }

private:
    /// Opens the device @p device at @p at, does @p work and, unless told not to, syncs.
    [[nodiscard]] Result<void> on(const QString &device, const QDateTime &at, const Work &work, bool thenSync = true);
    [[nodiscard]] Result<void> join(const QString &device, const QString &person, const QDateTime &at);
    [[nodiscard]] Result<void> comingEdition();
    [[nodiscard]] Result<void> workOfTheWeek();
    [[nodiscard]] Result<void> twoTexts();
    [[nodiscard]] Result<void> todaysWork();
    [[nodiscard]] AppOptions optionsFor(const QString &device) const;
    [[nodiscard]] QString folderOf(const QString &device) const { return m_folder.filePath(device); }
    [[nodiscard]] QDateTime day(int before, int hour, int minute) const;

    QTemporaryDir m_folder;
    support::HubProcess m_hub;
    SetClock m_clock;
    SodiumRandom m_random;
    QDateTime m_now = QDateTime::currentDateTime();
};

} // namespace sightline::pictures
