#include "core/packs/calendar/england_calendar.h"
#include "platform/cli/cli_program.h"
#include "platform/linux/process_privacy.h"
#include "platform/linux/secret_service.h"
#include "sync/client/http_transport.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    sightline::keepProcessPrivate();
    const QCoreApplication application(argc, argv);   // the network needs one
    const sightline::SystemClock clock;
    sightline::SodiumRandom random;
    sightline::SecretService secretStore;
    const sightline::cli::CliWorld world {
        .clock = clock,
        .random = random,
        .calendar = sightline::englandCalendar(),
        .secretStore = &secretStore,
        .connect = [](const QUrl &hub) { return std::make_unique<sightline::sync::HttpTransport>(hub); },
    };
    return sightline::cli::runCli(argc, argv, world);
}
