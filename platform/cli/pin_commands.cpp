#include "core/base/pin_rules.h"
#include "core/commands/choose_pin.h"
#include "platform/cli/commands.h"
#include "sync/client/recover_device.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

QString opensName(KeyStanding::Opens opens)
{
    switch (opens) {
    case KeyStanding::Opens::BySystem: return u"system"_s;
    case KeyStanding::Opens::ByPassphrase: return u"passphrase"_s;
    case KeyStanding::Opens::ByPin: return u"pin"_s;
    case KeyStanding::Opens::ByNobody: break;
    }
    return u"nobody"_s;
}

QString opensText(const KeyStanding &standing)
{
    switch (standing.opens) {
    case KeyStanding::Opens::BySystem: return u"The system's secret store opens this store."_s;
    case KeyStanding::Opens::ByPassphrase: return u"A passphrase opens this store."_s;
    case KeyStanding::Opens::ByPin:
        return u"A PIN opens this store, with the system's secret store. %1 tries are left%2."_s.arg(standing.triesLeft)
            .arg(standing.waitMs > 0 ? u", the next in %1 seconds"_s.arg((standing.waitMs + 999) / 1000) : QString());
    case KeyStanding::Opens::ByNobody: break;
    }
    return u"No PIN opens this store any more. "_s
        + (standing.isRecoverable ? u"What it holds is safe: run `recovery ask` and give the council what it prints."_s
                                  : u"It was destroyed on the council's order."_s);
}

} // namespace

Result<CliReply> pinShowCommand(CliSession &session)
{
    const auto credentials = session.credentials();
    if (!credentials)
        return credentials.error();
    const auto standing = KeyVault(session.options().store).standing(*credentials);
    if (!standing)
        return standing.error();
    return CliReply { Json::object({ { u"opens"_s, opensName(standing->opens) },
                                     { u"tries_left"_s, standing->triesLeft },
                                     { u"wait_ms"_s, standing->waitMs },
                                     { u"recoverable"_s, standing->isRecoverable } }),
                      opensText(*standing) + u'\n' };
}

Result<CliReply> pinSetCommand(CliSession &session)
{
    auto pin = CliSession::secretIn(session.options().newPinFile, u"PIN"_s);
    if (!pin)
        return pin.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto credentials = session.credentials();
    if (!credentials)
        return credentials.error();
    if (const auto chosen = choosePin(**store, session.options().store, *credentials, std::move(pin).value()); !chosen)
        return chosen.error();
    return CliReply { Json::object({ { u"opens"_s, opensName(KeyStanding::Opens::ByPin) } }),
                      u"From now on the PIN opens this store. After %1 wrong ones only the council can; nothing is lost then.\n"_s.arg(pinTriesMax) };
}

Result<CliReply> recoveryAskCommand(CliSession &session)
{
    if (!session.world().secretStore)
        return Error { ErrorCode::InvalidInput, u"This program has no secret store of the system to keep the request in."_s };
    const auto line = sync::askForRecovery(session.options().store, *session.world().secretStore);
    if (!line)
        return line.error();
    return CliReply { Json::object({ { u"request"_s, *line } }),
                      *line + u"\nGive the council this line. Nothing in it is secret. Its answer goes into: recovery take FILE --new-pin-file FILE\n"_s };
}

Result<CliReply> recoveryTakeCommand(CliSession &session)
{
    auto pin = CliSession::secretIn(session.options().newPinFile, u"PIN"_s);
    if (!pin)
        return pin.error();
    if (const auto fit = checkNewPin(*pin); !fit)
        return fit.error();
    const auto answer = CliSession::secretIn(session.options().answersFile, u"council's answer"_s);
    if (!answer)
        return answer.error();
    auto credentials = session.credentials();
    if (!credentials)
        return credentials.error();
    credentials->passphrase = {};
    credentials->pin = std::move(pin).value();
    const auto taken =
        sync::takeRecovery(session.directory(), QString::fromLatin1(answer->view()), *credentials, session.world().clock, session.world().random);
    if (!taken)
        return taken.error();
    return CliReply { Json::object({ { u"opens"_s, opensName(KeyStanding::Opens::ByPin) } }),
                      u"The store opens again, with the new PIN. Everything is there.\n"_s };
}

} // namespace sightline::cli
