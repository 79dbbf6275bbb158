#include "qml/app/app_graph.h"

#include "core/packs/calendar/england_calendar.h"
#include "core/store/lost_key.h"
#include "core/store/store_directory.h"
#include "qml/bridge/error_text.h"
#include "sync/client/known_hub.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QStorageInfo>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// The passphrase in @p path, without the newline an editor leaves (decisions 18).
Result<SecretBytes> passphraseIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::InvalidInput, u"The key file \"%1\" cannot be read."_s.arg(path) };
    QByteArray bytes = file.read(4096);
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    SecretBytes passphrase = SecretBytes::copyOf(bytes);
    bytes.fill('\0');
    return passphrase;
}

} // namespace

AppGraph::AppGraph(AppOptions options, std::unique_ptr<SecretStore> secretStore, std::unique_ptr<Speaker> speaker, PinWorld pins)
    : m_options(std::move(options)), m_secretStore(std::move(secretStore)), m_speaker(std::move(speaker)), m_pins(std::move(pins)),
      m_link(m_store, englandCalendar(), m_clock, m_random), m_files(m_link, FileDesk::instance()), m_actions(m_link, *m_views.actions()),
      m_children(m_link, *m_views.children()), m_today(m_link, *m_views.today()), m_desk(m_link, *m_views.today()), m_voice(m_link),
      m_keeper(m_link, m_voice, *m_views.capture()), m_completion(m_link, *m_views.capture()), m_capture(m_link, m_keeper, m_completion, *m_views.capture()),
      m_handOver(m_link, m_capture, m_keeper, m_completion, *m_views.handOver()), m_sharing(m_link, m_keeper, *m_views.capture(), *m_views.handOver()),
      m_records(m_link, *m_views.records()), m_paper(m_link, *m_views.records()), m_framework(m_link, *m_views.framework()),
      m_owner(m_link, *m_views.framework()), m_year(m_link, *m_views.year()), m_more(m_link, m_options, *m_views.more(), m_secretStore.get()),
      m_allowance(*m_views.more()->preferences()), m_templates(m_link, *m_views.templates()),
      m_joining(
          *m_views.joining(), m_options.storeDirectory, [this] { return credentials(); }, m_options.isOffline)
{
    connect(&m_joining, &JoinFlow::joined, this, [this] {
        m_offersPin = true;
        open();
    });
    connect(m_views.lock(), &LockView::pinGiven, this, [this] { openWith(std::make_shared<SecretBytes>(m_views.lock()->takePin())); });
    connect(m_views.lock(), &LockView::joinAsked, this, [this] {
        m_lock.showAway();
        askToJoin(false);
    });
    connect(m_views.lock(), &LockView::recoveryGiven, this, &AppGraph::recover);
    connect(m_views.more()->pin(), &PinView::chosen, this, [this, pin = m_views.more()->pin()] {
        setPin(pin->takePresent(), pin->takeNew(), [pin](const QString &problem) { problem.isEmpty() ? pin->showChosen() : pin->showRefused(problem); });
    });
    connect(m_views.lock(), &LockView::offerTaken, this, [this, lock = m_views.lock()] {
        setPin({}, lock->takePin(), [this, lock](const QString &problem) { problem.isEmpty() ? passOffer() : lock->showOffer(problem); });
    });
    connect(m_views.lock(), &LockView::offerPassed, this, &AppGraph::passOffer);
    connect(m_views.more()->pin(), &PinView::lockAsked, this, &AppGraph::lockNow);
    connect(m_views.handOver(), &HandOverView::lockAsked, this, &AppGraph::lockNow);
    connect(m_views.joining(), &JoinView::leaveAsked, this, [this] { m_more.backToLast(); });
    connect(&m_more, &MoreWatch::keepAsked, this, &AppGraph::saveNow);
    connect(&m_views, &AppViews::keepAsked, this, &AppGraph::keepTyped);
    m_more.setUnkept([this] { return hasUnkept(); });
    connect(&m_more, &MoreWatch::left, this, &AppGraph::left);
    connect(&m_more, &MoreWatch::notStarted, this, [this](const QString &words) {
        if (m_views.joining()->isShown())
            m_views.joining()->showProblem({ words });
    });
    m_views.handOver()->setSpeaker(m_speaker.get());
    connect(&m_allowance, &FileAllowance::changed, this, &AppGraph::holdFiles);
    connect(m_views.records(), &RecordsView::handOverAsked, &m_handOver, &HandOverFlow::chooseForStep);
    connect(m_views.records(), &RecordsView::feedbackAsked, &m_capture, &CaptureFlow::askFeedback);
    connect(&m_handOver, &HandOverFlow::opened, this, &AppGraph::fillPages);
    m_keeper.setStoreFolder(m_options.storeDirectory);
    m_actions.setStoreFolder(m_options.storeDirectory);
    connect(m_views.today(), &TodayView::startAsked, &m_capture, &CaptureFlow::beginTask);
    connect(m_views.today()->desk(), &TaskDesk::unitAsked, &m_capture, &CaptureFlow::beginTaskAt);
    connect(m_views.today(), &TodayView::visitAsked, &m_capture, &CaptureFlow::beginVisit);
    connect(m_views.today(), &TodayView::resumeAsked, &m_capture, &CaptureFlow::resume);
    connect(m_views.today(), &TodayView::childAsked, m_views.children(), &ChildrenView::open);
    connect(m_views.children(), &ChildrenView::visitAsked, &m_capture, &CaptureFlow::beginVisit);
    connect(m_views.children(), &ChildrenView::resumeAsked, &m_capture, &CaptureFlow::resume);
    connect(m_views.children(), &ChildrenView::recordAsked, m_views.records(), &RecordsView::open);
    connect(&m_framework, &FrameworkWatch::taskAsked, &m_capture, &CaptureFlow::beginTask);
    connect(&m_framework, &FrameworkWatch::formAsked, &m_capture, &CaptureFlow::begin);
    connect(&m_capture, &CaptureFlow::cannotBeOpened, m_views.records(), &RecordsView::open);
    connect(m_views.records(), &RecordsView::resumeAsked, &m_capture, &CaptureFlow::resume);
    connect(m_views.records(), &RecordsView::partAsked, &m_capture, &CaptureFlow::takeStep);
    connect(m_views.today(), &TodayView::actionAsked, m_views.actions(), &ActionsView::open);
    connect(m_views.records(), &RecordsView::actionAsked, m_views.actions(), &ActionsView::open);
    connect(m_views.actions(), &ActionsView::recordAsked, m_views.records(), &RecordsView::open);
    connect(m_views.records(), &RecordsView::amendAsked, &m_capture, &CaptureFlow::amend);
}

AppGraph::~AppGraph()
{
    saveNow();
    m_sync.reset();
    m_firstPull.reset();
    if (m_courier)
        m_courier->stop();
    if (m_runner)
        m_runner->stop();
}

Result<StoreCredentials> AppGraph::credentials() const
{
    StoreCredentials credentials;
    credentials.uptime = m_pins.uptime.get();
    credentials.pinCost = m_pins.cost;
    if (m_options.keyFile.isEmpty()) {
        credentials.secretStore = m_secretStore.get();
        return credentials;
    }
    auto passphrase = passphraseIn(m_options.keyFile);
    if (!passphrase)
        return passphrase.error();
    credentials.passphrase = std::move(passphrase).value();
    return credentials;
}

Result<std::unique_ptr<Store>> AppGraph::openStore(const SecretBytes &pin)
{
    const StoreDirectory directory(m_options.storeDirectory);
    if (isKeyLost(directory))
        return Error { ErrorCode::WrongKey, keyLostDetail(directory) };
    if (!directory.exists())
        return Error { ErrorCode::NotFound, u"There is no store yet."_s };
    auto given = credentials();
    if (!given)
        return given.error();
    given->pin = pin.clone();
    auto store = directory.open(*given, m_clock, m_random);
    if (!store)
        return store;
    const auto isJoined = (*store)->meta().isEnrolled();
    if (isJoined && !*isJoined)
        return Error { ErrorCode::NotEnrolled, u"The store is not joined to a hub yet."_s };
    return store;
}

void AppGraph::askToJoin(bool areOthersHere)
{
    m_views.joining()->setIsAnother(areOthersHere);
    m_views.joining()->ask(m_options.hubAddress);
    Q_EMIT joiningAsked();
}

void AppGraph::openWith(std::shared_ptr<SecretBytes> pin)
{
    // A secret store that does not answer fails with the disk's code: whether it was that is asked of it alone, on the store's thread.
    const auto secrets = std::make_shared<SystemSecrets>(SystemSecrets::Answer);
    const auto areOthersHere = std::make_shared<bool>(false);
    const auto isKeyAway = std::make_shared<bool>(false);
    const auto standing = std::make_shared<std::optional<KeyStanding>>();
    deliver(m_store.open([this, secrets, areOthersHere, isKeyAway, standing, pin] {
        auto store = openStore(*pin);
        if (const auto given = credentials()) {
            if (const auto stands = KeyVault(m_options.storeDirectory).standing(*given))
                *standing = *stands;
        }
        *isKeyAway = !store && store.error().code == ErrorCode::WrongKey && isKeyLost(StoreDirectory(m_options.storeDirectory));
        if (!m_options.peopleDirectory.isEmpty())
            *areOthersHere = DevicePeople(m_options.peopleDirectory).hasOthers(m_options.personId);
        // Of what opens a store only the secret store refuses; and where it is locked, it answers for a key that it does not hold.
        const bool isRefused = !store && store.error().code == ErrorCode::NotAllowed;
        const bool mayBeSecrets = !store && store.error().code == ErrorCode::StorageFailure;
        if (m_options.keyFile.isEmpty() && m_secretStore && (isRefused || (mayBeSecrets && !m_secretStore->read(u"is anybody there"_s))))
            *secrets = SystemSecrets::DoNotAnswer;
        return store;
    }),
            this, [this, secrets, areOthersHere, isKeyAway, standing, wasTried = !pin->isEmpty()](const Result<void> &open) {
                if (!open && (open.error().code == ErrorCode::NotFound || open.error().code == ErrorCode::NotEnrolled))
                    return askToJoin(*areOthersHere);
                const bool isLocked = *standing && ((*standing)->opens == KeyStanding::Opens::ByPin || (*standing)->opens == KeyStanding::Opens::ByNobody);
                const bool wantsPin = !open
                    && (open.error().code == ErrorCode::InvalidInput || open.error().code == ErrorCode::WrongKey || open.error().code == ErrorCode::NotAllowed);
                if (isLocked && wantsPin && !*isKeyAway)
                    return showLock(**standing, wasTried && open.error().code == ErrorCode::WrongKey);
                if (!open) {
                    m_lock.showAway();
                    m_views.joining()->hide();
                    const CannotOpenText text = *isKeyAway ? keyLostText() : cannotOpenText(open.error(), *secrets);
                    m_views.showCannotOpen(text.title, text.text);
                    Q_EMIT openFailed(open.error());
                    return;
                }
                m_link.follow();
                followLock(*standing ? (*standing)->opens : KeyStanding::Opens::BySystem);
                // Nothing of the records is read for a page before it is known in whose hands the device is.
                m_handOver.reopen([this, opensBySystem = *standing && (*standing)->opens == KeyStanding::Opens::BySystem](bool goesOn) {
                    if (std::exchange(m_offersPin, false) && opensBySystem && m_pins.uptime && !m_options.isDemo)
                        m_views.lock()->showOffer({});
                    else
                        m_lock.showAway();
                    if (m_views.handOver()->isAway()) {
                        fillPages();
                        if (goesOn)
                            m_capture.reopen();
                    }
                    startSync();
                    m_sharing.shareNow();
                    m_views.joining()->hide();
                    Q_EMIT opened();
                });
            });
}

void AppGraph::fillPages()
{
    if (std::exchange(m_arePagesFilled, true))
        return;
    m_today.refresh();
    m_desk.refresh();
    m_capture.refresh();
    m_records.refresh();
    m_framework.refresh();
    m_owner.refresh();
    m_team.refresh();
    m_events.refresh();
    m_absences.refresh();
    m_more.refresh();
    m_children.refresh();
    m_templates.refresh();
}

namespace {

/// What the store says of its hub, whether or not its address can be used.
struct EnrolledHub {
    QString address;
    QList<QByteArray> pins;
};

} // namespace

void AppGraph::startSync()
{
    m_link.ask(
        this,
        [](Store &store) -> Result<EnrolledHub> {
            const auto enrolment = store.meta().enrolment();
            if (!enrolment)
                return enrolment.error();
            const auto pins = sync::hubPins(store);
            return EnrolledHub { enrolment->hubUrl, pins ? *pins : sync::pinsOfNobody() };
        },
        [this](const Result<EnrolledHub> &hub) {
            const bool wantsHub = hub && !hub->address.isEmpty() && !m_options.isOffline;
            const auto url = wantsHub ? sync::hubUrlFromText(hub->address) : Result<QUrl>(QUrl());
            if (wantsHub && url) {
                const auto pins = std::make_shared<sync::PresentPins>(hub->pins);
                m_runner = std::make_unique<sync::Runner>(m_store, sync::transportTo(*url, pins), std::make_unique<SodiumRandom>());
                m_runner->setWipeAsked([this] { QMetaObject::invokeMethod(this, &AppGraph::wipe, Qt::QueuedConnection); });
                m_runner->start();
                m_courier = std::make_unique<sync::FileCourier>(
                    m_store, *m_runner, [url = *url, pins] { return sync::transportTo(url, pins); }, std::make_unique<SodiumRandom>(),
                    [folder = m_options.storeDirectory] {
                        const QStorageInfo disk(folder);
                        return disk.isValid() ? std::optional(disk.bytesAvailable()) : std::nullopt;
                    });
                m_courier->hold(m_allowance.isHeld());
                m_courier->start();
                m_firstPull = std::make_unique<FirstPull>(m_link, *m_runner, *m_views.today());
                m_rejoin = std::make_unique<RejoinFlow>(m_store, *m_views.sync(), *url, pins);
                connect(m_rejoin.get(), &RejoinFlow::rejoined, this, [this] {
                    m_runner->stop();   // signed out it waits for nothing more; begun again it asks with the new key
                    m_runner->start();
                });
            }
            m_sync = std::make_unique<SyncWatch>(m_link, m_runner.get(), *m_views.sync());
            m_sync->setAreFilesHeld(m_allowance.isHeld());
            if (!url)
                m_sync->sayBadAddress(hub->address);
            m_sync->refresh();
        });
}

void AppGraph::setConnectionCost(std::unique_ptr<ConnectionCost> cost)
{
    m_allowance.setCost(std::move(cost));
    m_views.more()->setKnowsCost(m_allowance.isKnown());
}

void AppGraph::holdFiles()
{
    if (m_courier)
        m_courier->hold(m_allowance.isHeld());
    if (m_sync)
        m_sync->setAreFilesHeld(m_allowance.isHeld());
}

void AppGraph::saveNow()
{
    keepTyped();
    m_completion.settle();
    m_sharing.shareNow();
}

void AppGraph::saveAndWait()
{
    using std::chrono::steady_clock;
    constexpr std::chrono::seconds patience { 5 };
    constexpr int triesMax = 3;   // words refused for a character on their way before this, those without it, and once more
    const auto end = steady_clock::now() + patience;
    m_actions.setIsLeaving(true);
    m_children.setIsLeaving(true);
    saveNow();
    for (int tries = 1; areSavesAnswered(end) && hasUnkept() && tries < triesMax; ++tries)
        keepTyped();
    m_actions.setIsLeaving(false);   // a session that was to end may go on
    m_children.setIsLeaving(false);
}

bool AppGraph::areSavesAnswered(std::chrono::steady_clock::time_point end)
{
    const bool areDone = m_store.call([](Store &) { return Result<void>(); }, StoreThread::Lane::Save).wait_until(end) == std::future_status::ready;
    // What became of them is heard here (deliver()), and nothing else of what waits: nobody may act on the pages meanwhile.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::FutureCallOut);
    return areDone;
}

void AppGraph::keepTyped()
{
    if (FormSession *session = m_views.capture()->session())
        session->saveNow();
    if (FormSession *session = m_views.handOver()->session())
        session->saveNow();
    m_views.records()->stepWords()->keepNow();
    m_views.sync()->reasons()->keepNow();
    m_views.today()->desk()->words()->keepNow();
    m_actions.keepNow();
    m_children.keepNow();
    m_templates.keepNow();
    m_views.framework()->owner()->keepNow();
}

bool AppGraph::hasUnkept()
{
    const auto isTyped = [](const FormSession *session) { return session && session->hasUnkept(); };
    return isTyped(m_views.capture()->session()) || isTyped(m_views.handOver()->session()) || m_keeper.hasUnkept()
        || m_views.records()->stepWords()->hasUnkept() || m_views.sync()->reasons()->hasUnkept() || m_actions.hasUnkept() || m_children.hasUnkept()
        || m_templates.hasUnkept() || m_views.today()->desk()->words()->hasUnkept();
}

} // namespace sightline
