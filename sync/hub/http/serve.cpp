#include "sync/hub/http/serve.h"

#include "core/packs/calendar/england_calendar.h"
#include "sync/hub/audit/audit_head.h"
#include "sync/hub/audit/verify_audit.h"
#include "sync/hub/http/metrics_page.h"
#include "sync/hub/http/request_watch.h"
#include "sync/hub/http/routes.h"

#include <QFile>
#include <QLoggingCategory>
#include <QSaveFile>

#include <chrono>
#include <mutex>

#include <signal.h>
#include <sys/resource.h>

Q_LOGGING_CATEGORY(hubServe, "sightline.hub.serve")

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Every thread started from here on leaves these to the one that waits for them.
sigset_t blockStopSignals()
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stop, nullptr);
    static_cast<void>(signal(SIGPIPE, SIG_IGN));   // a socket that closes is an error code, not the end of the program
    return stop;
}

/// Each connection needs a descriptor.
void raiseDescriptorLimit()
{
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        qCWarning(hubServe) << "the number of open files stays limited to" << limit.rlim_cur;
}

Result<void> writePort(const QString &path, quint16 port)
{
    if (path.isEmpty())
        return {};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::number(port) + '\n') < 0 || !file.commit())
        return Error { ErrorCode::StorageFailure, u"The port file \"%1\" cannot be written."_s.arg(path) };
    return {};
}

/// Lets other hubs' words reach the routes for as long as there are routes.
class Introduction {
public:
    Introduction(std::mutex &mutex, Routes *&place, Routes &routes) : m_mutex(mutex), m_place(place) { put(&routes); }
    ~Introduction() { put(nullptr); }
    Introduction(const Introduction &) = delete;
    Introduction &operator=(const Introduction &) = delete;

private:
    void put(Routes *routes)
    {
        const std::lock_guard lock(m_mutex);
        m_place = routes;
    }
    std::mutex &m_mutex;
    Routes *&m_place;
};

/// Goes on, for a moment, with what a command that turned a switch has not finished, or a `serve` that was stopped over it.
void goOnFollowing(OpenHub &hub)
{
    static constexpr std::chrono::milliseconds aMoment { 500 };
    const auto until = std::chrono::steady_clock::now() + aMoment;
    Result<bool> more = true;
    while (more && *more && std::chrono::steady_clock::now() < until)
        more = hub.service().followSwitches();
    if (!more)
        qCWarning(hubServe) << "records do not follow a switch of the council's yet:" << more.error().detail;
}

/// Signs a head of the audit trail each hour that something was added to it. Looks once a minute. A trail that is another than the file beside
/// the keys knows is not signed: somebody has changed it.
class HourlyHeads {
public:
    explicit HourlyHeads(OpenHub &hub) : m_hub(hub) { }
    void look()
    {
        const auto now = std::chrono::steady_clock::now();
        if (now < m_next)
            return;
        m_next = now + std::chrono::minutes(1);
        if (const auto done = sign(); !done)
            qCWarning(hubServe) << "the audit trail could not be signed, and is tried again:" << done.error().detail;
    }

private:
    Result<void> sign()
    {
        const auto mark = m_hub.historyMark();
        const auto signBytes = [this](QByteArrayView bytes) { return m_hub.keys().sign(bytes); };
        const auto done = m_hub.inTransaction([&](HubTransaction &transaction) -> Result<void> {
            const auto known = isTrailAsKnown(transaction, mark);
            if (!known)
                return known.error();
            if (!*known)
                return Error { ErrorCode::Corrupt, u"it is another than it was; see sightline-hub audit verify"_s };
            const auto signedOne = signAuditHead(transaction, m_hub.clock().now(), signBytes);
            return signedOne ? Result<void>() : signedOne.error();
        });
        const auto state = done ? m_hub.state() : Result<HubState>(done.error());
        return state ? m_hub.markHistory(*state) : Result<void>(state.error());
    }

    OpenHub &m_hub;
    std::chrono::steady_clock::time_point m_next {};
};

/// Until a signal of @p stop comes. True if it did not: the database is another than the one that was opened.
bool waitForEnd(OpenHub &hub, Routes &routes, const sigset_t &stop)
{
    static constexpr timespec everySecond { 1, 0 };
    HourlyHeads heads(hub);
    while (hub.keepPlace()) {
        heads.look();
        goOnFollowing(hub);
        routes.hasRoomForFiles();
        if (sigtimedwait(&stop, nullptr, &everySecond) > 0)
            return false;
    }
    return true;
}

/// The listener of @p page; none where nobody asked for one. @p port becomes where it listens.
Result<std::unique_ptr<HttpServer>> listenForMetrics(const ServeOptions &options, MetricsPage &page, quint16 &port)
{
    if (!options.metrics)
        return std::unique_ptr<HttpServer>();
    auto server =
        std::make_unique<HttpServer>(*options.metrics, [&page](const HttpRequest &request, const Respond &respond) { page.handle(request, respond); });
    const auto listening = server->start();
    if (!listening && listening.error().code == ErrorCode::NotAllowed)
        return Error { ErrorCode::InvalidInput, u"--metrics-listen is for this machine only, for example 127.0.0.1:9464: its page needs no token."_s };
    if (!listening)
        return listening.error();
    port = *listening;
    return server;
}

std::optional<HubGauges> gaugesOf(OpenHub &hub)
{
    const auto gauges = readGauges(hub);
    if (gauges)
        return *gauges;
    qCWarning(hubServe) << "what is counted in the database cannot be read just now:" << gauges.error().detail;
    return std::nullopt;
}

} // namespace

Result<void> serve(OpenHub &hub, const ServeOptions &options, LogLines &log, const std::function<void(const ServingAt &)> &told)
{
    const sigset_t stop = blockStopSignals();
    raiseDescriptorLimit();
    RouteOptions routing;
    routing.committed = [&hub](const HubState &state) {
        if (const auto marked = hub.markHistory(state); !marked)
            qCWarning(hubServe) << marked.error().detail;
    };
    routing.freeBytes = [&hub] { return hub.freeBytes(); };
    if (options.keepFreeBytes)
        routing.freeBytesForFilesMin = *options.keepFreeBytes;
    // Each knows the other: what other hubs say is for the routes, what the routes change is for the other hubs.
    Routes *introducedRoutes = nullptr;
    std::mutex mutex;
    const auto others = hub.store().otherHubs([&](const Commit &commit) {
        const std::lock_guard lock(mutex);
        if (introducedRoutes)
            introducedRoutes->heard(commit.seq, commit.scopes, commit.everybody);
    });
    if (others) {
        routing.others = WaitingRoom::Others::Tell;
        routing.touched = [&others](const Touched &touched) { others->tell({ touched.seq, touched.scopes, touched.rights }); };
    }
    CalendarFeeds calendars(englandCalendar(), hub.clock());
    CalendarDoor calendarDoor(hub.service(), hub.clock(), hub.random());
    routing.calendars = &calendars;
    Meters meters;
    routing.exchanged = [&meters](const wire::SyncAnswer &answer) { meters.exchanged(answer); };
    LocalAccounts accounts(hub.door(), hub.keys(), hub.clock(), hub.random());
    auto providerSettings = readProviderSettings(hub.paths().provider());
    if (!providerSettings)
        return providerSettings.error();
    std::optional<CurlProviderWeb> web;
    std::optional<SignInProvider> provider;
    if (*providerSettings) {
        web.emplace((*providerSettings)->caFile, (*providerSettings)->proxy);
        provider.emplace(std::move(**providerSettings), *web, hub.clock());
    }
    SignInDoors signIn { &accounts, provider ? &*provider : nullptr };
    Routes routes(hub.store(), hub.service(), hub.door(), hub.clock(), routing);
    routes.setCalendarDoor(calendarDoor);
    routes.setSignIn(signIn);
    const Introduction introduced(mutex, introducedRoutes, routes);
    RequestWatch watch(hub.random(), meters, log, [&routes](HttpRequest request, Respond respond) { routes.handle(std::move(request), std::move(respond)); });
    HttpOptions listening = options.http;
    listening.refused = [&meters](int status) { meters.refusedUnread(status); };
    HttpServer server(listening, [&watch](HttpRequest request, Respond respond) { watch.handle(std::move(request), std::move(respond)); });
    MetricsPage page(
        meters, [&hub] { return gaugesOf(hub); },
        [&] {
            meters.setConnections(server.connections(), routes.listening());
            meters.setTakesFiles(routes.takesFiles());
            meters.setLogLinesLeftOut(log.leftOut());
        });
    ServingAt at;
    const auto metrics = listenForMetrics(options, page, at.metricsPort);
    if (!metrics)
        return metrics.error();
    const auto port = server.start();
    if (!port)
        return port.error();
    at.port = *port;
    if (const auto written = writePort(options.portFile, *port); !written)
        return written.error();
    told(at);

    const bool isMoved = waitForEnd(hub, routes, stop);
    log.say(LogLevel::Notice, u"stopping"_s);
    static constexpr std::chrono::milliseconds grace { 5000 };
    routes.stop();
    server.stop(grace);
    if (*metrics)
        (*metrics)->stop(std::chrono::milliseconds(0));
    if (isMoved) {
        return Error { ErrorCode::StorageFailure,
                       u"The database is on another server, or was restored, since this hub was started. Start it again: a new history begins."_s };
    }
    return {};
}

} // namespace sightline::hub
