#pragma once

#include "core/ports/screen_guard.h"
#include "core/ports/secret_store.h"
#include "core/ports/speaker.h"
#include "core/store/key_vault.h"
#include "qml/app/absence_flow.h"
#include "qml/app/actions_watch.h"
#include "qml/app/app_options.h"
#include "qml/app/app_views.h"
#include "qml/app/calendar_flow.h"
#include "qml/app/capture_flow.h"
#include "qml/app/children_watch.h"
#include "qml/app/draft_sharing.h"
#include "qml/app/events_flow.h"
#include "qml/app/file_allowance.h"
#include "qml/app/file_desk_flow.h"
#include "qml/app/file_images.h"
#include "qml/app/first_pull.h"
#include "qml/app/framework_watch.h"
#include "qml/app/hand_over_flow.h"
#include "qml/app/idle_watch.h"
#include "qml/app/join_flow.h"
#include "qml/app/lock_flow.h"
#include "qml/app/more_watch.h"
#include "qml/app/owner_flow.h"
#include "qml/app/paper_flow.h"
#include "qml/app/records_watch.h"
#include "qml/app/rejoin_flow.h"
#include "qml/app/reminder_watch.h"
#include "qml/app/store_link.h"
#include "qml/app/sync_watch.h"
#include "qml/app/task_desk_flow.h"
#include "qml/app/team_flow.h"
#include "qml/app/templates_watch.h"
#include "qml/app/today_watch.h"
#include "qml/app/year_watch.h"
#include "sync/client/file_courier.h"
#include "sync/client/runner.h"

#include <chrono>

namespace sightline {

/// What a PIN needs of the system; without it no PIN can be chosen or given.
struct PinWorld {
    std::shared_ptr<const Uptime> uptime;   ///< measures the waits after wrong ones, and how long nobody has touched the app
    PassphraseCost cost = usualPinCost;     ///< of new ones
};

/// Constructs everything the app is made of and joins it: the only place that does. Thread: user interface.
class AppGraph : public QObject {
    Q_OBJECT
public:
    /// @p speaker: what reads aloud; null: nothing does.
    AppGraph(AppOptions options, std::unique_ptr<SecretStore> secretStore, std::unique_ptr<Speaker> speaker = {}, PinWorld pins = {});
    ~AppGraph() override;

    [[nodiscard]] AppViews &views() { return m_views; }
    [[nodiscard]] const AppOptions &options() const { return m_options; }
    /// Where QML finds the store's pictures; the engine's from then on, and the engine goes before this.
    [[nodiscard]] QQuickImageProvider *newFileImages() { return new FileImages(m_store); }
    /// What shows stored files in other programs; without it none is.
    /// What shows the council's sign-in when a device joins.
    void setBrowser(std::unique_ptr<Browser> browser) { m_joining.setBrowser(std::move(browser)); }
    void setOpener(std::unique_ptr<FileOpener> opener) { m_files.setOpener(std::move(opener)); }
    /// What hears and plays voice notes; without them that is said.
    void setSound(std::unique_ptr<Microphone> microphone, std::unique_ptr<Loudspeaker> loudspeaker)
    {
        m_voice.setMicrophone(std::move(microphone));
        m_files.setLoudspeaker(std::move(loudspeaker));
    }
    /// What takes photos; without it none are.
    void setCamera(std::unique_ptr<Camera> camera) { m_views.capture()->camera()->setCamera(std::move(camera)); }
    /// What says whether the connection is metered; without it files never wait.
    void setConnectionCost(std::unique_ptr<ConnectionCost> cost);
    /// What prints records; without it there is no printer.
    void setPrinters(std::shared_ptr<RecordPrinters> printers) { m_paper.setPrinters(std::move(printers)); }
    /// What shows notices; without it nobody is reminded.
    void setNotifier(std::unique_ptr<Notifier> notifier);
    /// Lets the hub give this person's tasks to their own calendar. Before open().
    void followOwnCalendar();
    /// Keeps the window with the system's number @p window out of screenshots where @p screen can; the About page says whether it does.
    void guardScreen(ScreenGuard &screen, quint64 window) { m_more.setIsScreenGuarded(screen.guard(window)); }
    /// Opens the store on its thread; screens fill once it is open. Ends in opened(), in openFailed(), or where there is no store, or one
    /// that is not joined, in joiningAsked(): the page for that stands in place of the others, and what comes of it ends in opened().
    void open() { openWith(std::make_shared<SecretBytes>()); }
    /// Locks: keeps what is typed, takes every page off the screen and ends in locked(); where something typed cannot be stored it stays
    /// open and says so, for words come first. Nothing where no PIN opens the store.
    void lockNow();
    /// Who has the device, and how another person gets it.
    [[nodiscard]] MoreWatch &people() { return m_more; }
    /// Joins this device from that page.
    [[nodiscard]] JoinFlow &joining() { return m_joining; }
    /// Keeps what is being typed: on suspend, lock and the window's closing (KeepMoments). What was done can be undone no more.
    void saveNow();
    /// The same, and returns once it is on the disk, or the disk has refused it several times or not answered for a few seconds: where the
    /// process ends with the return. What cannot be stored is left out of the words. What becomes of saves is heard meanwhile, and nothing else.
    void saveAndWait();
    /// Where everything is kept, for what is composed beside this.
    [[nodiscard]] StoreThread &store() { return m_store; }

Q_SIGNALS:
    void opened();
    void openFailed(const sightline::Error &error);
    void joiningAsked();
    /// A PIN is asked for, or the council's answer.
    void unlockAsked();
    /// Every page is gone. This process ends now, and a new one asks for the PIN: so nothing of what was read or typed is in memory any more.
    void locked();
    /// Another person's window is open: this one is to be closed.
    void left();
    /// A reminder was pressed: the window is wanted, with Today in it.
    void todayAsked();

private:
    void startSync();
    /// Keeps what is being typed, wherever that is.
    void keepTyped();
    /// Whether the saves that were asked for so far have been answered by @p end.
    [[nodiscard]] bool areSavesAnswered(std::chrono::steady_clock::time_point end);
    void holdFiles();
    /// Fills every page, once: as soon as it is known that the device is its owner's.
    void fillPages();
    /// On the store's thread. NotFound: there is none. NotEnrolled: it is nobody's yet; a joining was cut off there.
    [[nodiscard]] Result<std::unique_ptr<Store>> openStore(const SecretBytes &pin);
    /// Any thread but the interface's.
    [[nodiscard]] Result<StoreCredentials> credentials() const;
    void openWith(std::shared_ptr<SecretBytes> pin);
    /// The store did not open for want of a PIN that fits.
    void showLock(const KeyStanding &standing, bool wasTried);
    void recover(const QString &answer);
    /// The store is open: what opens it is known to the pages, and where it is a PIN, the app locks itself.
    void followLock(KeyStanding::Opens opens);
    /// Sets the PIN that was chosen in More, or where one was offered after joining.
    void setPin(SecretBytes present, SecretBytes chosen, std::function<void(const QString &problem)> then);
    void passOffer();
    /// The council has withdrawn this device, and has everything of its person's: what is here goes.
    void wipe();
    void askToJoin(bool areOthersHere);
    /// Whether anything typed is only in this program's memory, once the saves that were asked for have been answered.
    [[nodiscard]] bool hasUnkept();

    AppOptions m_options;
    std::unique_ptr<SecretStore> m_secretStore;
    std::unique_ptr<Speaker> m_speaker;
    PinWorld m_pins;
    SystemClock m_clock;
    SodiumRandom m_random;
    StoreThread m_store;
    std::unique_ptr<sync::Runner> m_runner;
    std::unique_ptr<sync::FileCourier> m_courier;   // before the runner in going: it listens to it
    AppViews m_views;
    StoreLink m_link;
    FileDeskFlow m_files;
    ActionsWatch m_actions;
    ChildrenWatch m_children;
    TodayWatch m_today;
    TaskDeskFlow m_desk;
    VoiceFlow m_voice;
    DraftKeeper m_keeper;
    CompletionFlow m_completion;
    CaptureFlow m_capture;
    HandOverFlow m_handOver;
    DraftSharing m_sharing;
    RecordsWatch m_records;
    PaperFlow m_paper;
    FrameworkWatch m_framework;
    OwnerFlow m_owner;
    YearWatch m_year;
    MoreWatch m_more;
    TeamFlow m_team { m_link, m_store, *m_views.more() };
    AbsenceFlow m_absences { m_link, *m_views.more()->absences() };
    EventsFlow m_events { m_link, *m_views.more()->events() };
    CalendarFlow m_calendar { m_link, m_store, *m_views.more()->calendar() };
    ReminderWatch m_reminders { m_link, *m_views.more()->preferences() };
    FileAllowance m_allowance;
    TemplatesWatch m_templates;
    JoinFlow m_joining;
    std::unique_ptr<FirstPull> m_firstPull;
    std::unique_ptr<SyncWatch> m_sync;
    std::unique_ptr<RejoinFlow> m_rejoin;
    LockFlow m_lock { *m_views.lock(), m_pins.uptime.get() };
    std::unique_ptr<IdleWatch> m_idle;
    bool m_arePagesFilled = false;
    bool m_isByPin = false;
    bool m_offersPin = false;     ///< this device was joined a moment ago
    bool m_isLocking = false;
};

} // namespace sightline
