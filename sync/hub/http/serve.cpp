#include "sync/hub/http/serve.h"

#include "sync/hub/http/routes.h"

#include <QFile>
#include <QLoggingCategory>
#include <QSaveFile>

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
    signal(SIGPIPE, SIG_IGN);   // a socket that closes is an error code, not the end of the program
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

} // namespace

Result<void> serve(OpenHub &hub, const ServeOptions &options, const std::function<void(quint16)> &listening)
{
    const sigset_t stop = blockStopSignals();
    raiseDescriptorLimit();
    RouteOptions routing;
    routing.committed = [&hub](const HubState &state) {
        if (const auto marked = hub.markHistory(state); !marked)
            qCWarning(hubServe) << marked.error().detail;
    };
    Routes routes(hub.store(), hub.service(), hub.door(), hub.clock(), routing);
    HttpServer server(options.http, [&routes](HttpRequest request, Respond respond) { routes.handle(std::move(request), std::move(respond)); });
    const auto port = server.start();
    if (!port)
        return port.error();
    if (const auto written = writePort(options.portFile, *port); !written)
        return written.error();
    listening(*port);

    int received = 0;
    sigwait(&stop, &received);
    static constexpr std::chrono::milliseconds grace { 5000 };
    routes.stop();
    server.stop(grace);
    return {};
}

} // namespace sightline::hub
