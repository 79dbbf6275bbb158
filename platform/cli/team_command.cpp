#include "core/queries/team_board.h"
#include "platform/cli/commands.h"
#include "sync/client/http_transport.h"
#include "sync/client/team_contacts.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

/// With --ask the hub is asked for the devices first; without it, or where it cannot be reached, what it said last holds, with its time.
Result<CliReply> teamCommand(CliSession &session)
{
    const auto store = session.store();
    if (!store)
        return store.error();
    QString said;
    if (session.options().ofTeam) {
        const auto hub = sync::knownHub(**store);
        if (!hub)
            return hub.error();
        const auto transport = session.world().connect(*hub);
        sync::OwnStore access(**store);
        if (const auto asked = sync::fetchTeamContacts(access, *transport); !asked)
            said = asked.error().detail + u'\n';
    }
    const auto board = teamBoard(**store, session.world().calendar, session.today());
    if (!board)
        return board.error();
    Json members = Json::array();
    QString text;
    for (const TeamMember &member : board->members) {
        Json one = Json::object({ { u"person"_s, member.person.toString() },
                                  { u"name"_s, member.name },
                                  { u"roles"_s, Json::strings(member.roles) },
                                  { u"late"_s, Json() },
                                  { u"due"_s, Json() },
                                  { u"done"_s, Json() },
                                  { u"devices"_s, member.devices },
                                  { u"heard"_s, timeOrNull(member.heardMs) },
                                  { u"left"_s, orNull(member.left) } });
        if (member.isTold) {
            one.set(u"late"_s, member.late);
            one.set(u"due"_s, member.due);
            one.set(u"done"_s, member.done);
        }
        members.append(one);
        text +=
            u"%1  %2; %3\n"_s.arg(member.name, member.isTold ? u"%1 late, %2 due, %3 done"_s.arg(member.late).arg(member.due).arg(member.done) : u"not told"_s,
                                  member.heardMs ? u"last heard "_s + toIso(Instant { *member.heardMs }) : u"not heard yet"_s);
    }
    text += board->asOfMs ? u"Of the devices as the hub knew them at %1.\n"_s.arg(toIso(Instant { *board->asOfMs }))
                          : u"The hub was never asked about their devices; --ask does.\n"_s;
    return CliReply { Json::object({ { u"as_of"_s, timeOrNull(board->asOfMs) }, { u"members"_s, members } }), said + text };
}

} // namespace sightline::cli
