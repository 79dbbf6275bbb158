#include "platform/cli/commands.h"
#include "sync/client/exchange.h"
#include "sync/client/join_device.h"
#include "sync/protocol/invitation.h"

#include <QFile>

#include <cstdio>

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

/// What was given: an invitation, or an address and perhaps a code.
Result<wire::Invitation> invitationOf(const CliOptions &options)
{
    if (!options.invitation.isEmpty())
        return wire::invitationFromText(options.invitation);
    const bool showsWho = options.signIn || !options.account.isEmpty();
    if (options.hub.isEmpty() || (options.code.isEmpty() && !showsWho)) {
        return Error { ErrorCode::InvalidInput,
                       u"Give --invitation; or --hub and how you join: --enrol CODE, --sign-in, or --account NAME with --password-file."_s };
    }
    return wire::Invitation { options.hub, options.code, {} };
}

/// The first two lines of a file, or of standard input: what is secret is no argument, which others may see.
Result<sync::AccountProof> accountOf(const CliOptions &options)
{
    static constexpr qint64 lineBytesMax = 4096;
    QFile file(options.passwordFile);
    const bool isOpen = options.passwordFile == u'-' ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return Error { ErrorCode::InvalidInput, u"The file with the password cannot be read; name it with --password-file. Nothing was changed."_s };
    const auto line = [&file] {
        QByteArray text = file.readLine(lineBytesMax);
        while (text.endsWith('\n') || text.endsWith('\r'))
            text.chop(1);
        return QString::fromUtf8(text);
    };
    sync::AccountProof proof { options.account, line(), {} };
    proof.second = line();
    if (proof.password.isEmpty() || proof.second.isEmpty())
        return Error { ErrorCode::InvalidInput,
                       u"The file of --password-file needs two lines: the password, and six digits or a recovery code. Nothing was changed."_s };
    return proof;
}

/// How they show who they are: by the code they were given, where they chose no other way.
Result<sync::JoinProof> proofOf(const CliSession &session, const wire::Invitation &invited)
{
    const CliOptions &options = session.options();
    if (options.signIn) {
        return sync::JoinProof(sync::BrowserProof { session.world().browser, u"You are signed in. Close this page and go back to the terminal."_s,
                                                    u"You were not signed in. Close this page and go back to the terminal."_s });
    }
    if (!options.account.isEmpty()) {
        const auto account = accountOf(options);
        return account ? Result<sync::JoinProof>(sync::JoinProof(*account)) : account.error();
    }
    return sync::JoinProof(invited.code);
}

} // namespace

Result<CliReply> initCommand(CliSession &session)
{
    const auto invited = invitationOf(session.options());
    const auto url = invited ? sync::hubUrlFromText(invited->hub) : Result<QUrl>(invited.error());
    if (!url)
        return url.error();
    const auto proof = proofOf(session, *invited);
    if (!proof)
        return proof.error();
    const sync::KnownHub hub { *url, invited->pins };
    const auto credentials = session.credentials();
    if (!credentials)
        return credentials.error();
    const auto transport = session.world().connect(hub);
    const sync::JoinEnd joined = sync::joinDevice(session.directory(), *credentials, session.world().clock, session.world().random, *transport,
                                                  { url->toString(QUrl::StripTrailingSlash), *proof, invited->pins });
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
