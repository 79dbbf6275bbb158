#include "sync/hub/auth/event_door.h"
#include "sync/hub/cli/commands.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

Result<void> eventSourceAddCommand(const HubPaths &paths, const QString &name, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    EventDoor door((*hub)->clock(), (*hub)->random());
    QString token;
    const auto done = (*hub)->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        auto made = door.issue(transaction, name);
        if (!made)
            return made.error();
        token = *std::move(made);
        return {};
    });
    if (!done)
        return done;
    return console.answer(Json::object({ { u"source"_s, name }, { u"token"_s, token } }), token);
}

Result<void> eventSourceEndCommand(const HubPaths &paths, const QString &name, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    EventDoor door((*hub)->clock(), (*hub)->random());
    bool hadOne = false;
    const auto done = (*hub)->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        const auto ended = door.withdraw(transaction, name);
        hadOne = ended && *ended;
        return ended ? Result<void>() : ended.error();
    });
    if (!done)
        return done;
    return console.answer(Json::object({ { u"source"_s, name }, { u"withdrawn"_s, hadOne } }),
                          hadOne ? u"Nothing is taken by the token of \"%1\" any more; what it told of stays."_s.arg(name)
                                 : u"\"%1\" had no token that was good."_s.arg(name));
}

Result<void> eventSourceListCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto snapshot = (*hub)->store().snapshot();
    const auto sources = snapshot ? (*snapshot)->eventSources() : Result<QList<EventSourceRow>>(snapshot.error());
    if (!sources)
        return sources.error();
    Json list = Json::array();
    QStringList lines;
    for (const EventSourceRow &source : *sources) {
        const QString made = toIso(Instant { source.madeAtMs });
        const bool isGood = source.revokedAtMs == 0;
        list.append(Json::object(
            { { u"source"_s, source.name }, { u"made"_s, made }, { u"withdrawn"_s, isGood ? Json() : Json(toIso(Instant { source.revokedAtMs })) } }));
        lines.append(u"%1  token made %2%3"_s.arg(source.name, made, isGood ? QString() : u"; withdrawn "_s + toIso(Instant { source.revokedAtMs })));
    }
    return console.answer(list, lines.isEmpty() ? u"No system tells this hub of events. Let one with: sightline-hub event-source add"_s : lines.join(u'\n'));
}

} // namespace sightline::hub
