#include "core/packs/calendar/england_calendar.h"
#include "platform/cli/cli_program.h"
#include "platform/linux/process_privacy.h"
#include "platform/linux/secret_service.h"
#include "platform/linux/system_uptime.h"
#include "sync/client/http_transport.h"

#include <QGuiApplication>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string_view>

namespace {

/// In a terminal the person opens the page themselves: there may be no desktop, or another browser is wanted.
class ToldAddress final : public sightline::Browser {
public:
    [[nodiscard]] sightline::Result<void> show(const QUrl &url) override
    {
        std::fprintf(stderr, "Sign in at this address, in a browser on this computer:\n%s\n", url.toEncoded().constData());
        std::fflush(stderr);
        return {};
    }
};

} // namespace

int main(int argc, char **argv)
{
    sightline::keepProcessPrivate();
    // The network needs an application, and a PDF one with fonts; neither needs a screen.
    const bool needsFonts = std::any_of(argv + 1, argv + argc, [](const char *argument) { return std::string_view(argument) == "pdf"; });
    std::unique_ptr<QCoreApplication> application;
    if (needsFonts) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        application = std::make_unique<QGuiApplication>(argc, argv);
    } else {
        application = std::make_unique<QCoreApplication>(argc, argv);
    }
    const sightline::SystemClock clock;
    sightline::SodiumRandom random;
    sightline::SecretService secretStore;
    const sightline::SystemUptime uptime;
    ToldAddress browser;
    const sightline::cli::CliWorld world {
        .clock = clock,
        .random = random,
        .calendar = sightline::englandCalendar(),
        .secretStore = &secretStore,
        .connect = [](const sightline::sync::KnownHub &hub) { return sightline::sync::transportTo(hub); },
        .uptime = &uptime,
        .browser = &browser,
    };
    return sightline::cli::runCli(argc, argv, world);
}
