#include "platform/cli/commands.h"
#include "sync/client/exchange.h"
#include "sync/client/join_device.h"
#include "sync/protocol/invitation.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

/// What was given: an invitation, or an address and a code.
Result<wire::Invitation> invitationOf(const CliOptions &options)
{
    if (!options.invitation.isEmpty())
        return wire::invitationFromText(options.invitation);
    if (options.hub.isEmpty() || options.code.isEmpty())
        return Error { ErrorCode::InvalidInput, u"Give --invitation, or both --hub and --enrol."_s };
    return wire::Invitation { options.hub, options.code, {} };
}

} // namespace

Result<CliReply> initCommand(CliSession &session)
{
    const auto invited = invitationOf(session.options());
    const auto url = invited ? sync::hubUrlFromText(invited->hub) : Result<QUrl>(invited.error());
    if (!url)
        return url.error();
    const sync::KnownHub hub { *url, invited->pins };
    const auto credentials = session.credentials();
    if (!credentials)
        return credentials.error();
    const auto transport = session.world().connect(hub);
    const sync::JoinEnd joined = sync::joinDevice(session.directory(), *credentials, session.world().clock, session.world().random, *transport,
                                                  { url->toString(QUrl::StripTrailingSlash), invited->code, invited->pins });
    if (!joined.enrolment)
        return joined.error;
    // The first pull brings forms, people and the framework, so that work can begin offline. Without it the device is joined all the same.
    sync::LentStore access(*joined.store);
    const auto pulled = sync::syncOnce(access, *transport, session.world().random);
    Json json = Json::object({ { u"person"_s, joined.enrolment->person.toString() },
                               { u"name"_s, joined.enrolment->personName },
                               { u"council"_s, joined.enrolment->council },
                               { u"pulled"_s, orNull(pulled ? std::optional(pulled->pulled) : std::nullopt) } });
    QString text = u"This device belongs to %1 (%2).\n"_s.arg(joined.enrolment->personName, joined.enrolment->council);
    text += pulled ? u"%1 records are here.\n"_s.arg(pulled->pulled) : u"The first sync did not finish; run `sync` when the hub can be reached.\n"_s;
    return CliReply { json, text };
}

} // namespace sightline::cli
