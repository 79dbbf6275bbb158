#include "sync/hub/auth/calendar_door.h"
#include "sync/hub/cli/commands.h"

#include <QUrl>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// The address for calendar programs: theirs has a scheme of its own, by which a browser opens them.
Result<QString> wholeAddress(const QString &hub, const QString &path)
{
    if (hub.isEmpty())
        return path;
    QUrl url(hub, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"https" && url.scheme() != u"http"))
        return Error { ErrorCode::InvalidInput, u"--hub takes the address of the hub: https://..."_s };
    url.setScheme(u"webcal"_s);
    url.setPath(path);
    return url.toString();
}

} // namespace

Result<void> calendarCommand(const HubPaths &paths, const CalendarCommand &command, const Console &console)
{
    // Looked at before anything is made: the address is told once.
    if (const auto address = wholeAddress(command.hubAddress, u"/"_s); !address)
        return address.error();
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const PersonId person(command.user);
    CalendarDoor door((*hub)->service(), (*hub)->clock(), (*hub)->random());
    QString token;
    bool hadOne = false;
    const auto done = (*hub)->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        if (command.withdraw) {
            const auto ended = door.withdraw(transaction, person);
            hadOne = ended && *ended;
            return ended ? Result<void>() : ended.error();
        }
        auto made = door.issue(transaction, person);
        if (!made)
            return made.error();
        token = *std::move(made);
        return {};
    });
    if (!done)
        return done;
    if (command.withdraw) {
        return console.answer(Json::object({ { u"user"_s, command.user }, { u"withdrawn"_s, hadOne } }),
                              hadOne ? u"Withdrew the calendar address of \"%1\"."_s.arg(command.user)
                                     : u"\"%1\" had no calendar address."_s.arg(command.user));
    }
    const auto address = wholeAddress(command.hubAddress, calendarPath(token));
    if (!address)
        return address.error();
    return console.answer(Json::object({ { u"user"_s, command.user }, { u"address"_s, *address } }), *address);
}

} // namespace sightline::hub
