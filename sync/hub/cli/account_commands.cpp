#include "sync/hub/auth/local_accounts.h"
#include "sync/hub/auth/six_digits.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/opened_now.h"

#include <QFile>

#include <cstdio>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// What somebody chose, from a file or ("-") standard input, never from an argument, which others may see. The line's end is not of it.
Result<QString> passwordFrom(const QString &path)
{
    static constexpr qint64 bytesMax = 4096;
    QFile file(path);
    const bool isOpen = path == u'-' ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return Error { ErrorCode::NotFound, u"The file with the password cannot be read: \"%1\". Nothing was changed."_s.arg(path) };
    QByteArray text = file.readLine(bytesMax);
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    return QString::fromUtf8(text);
}

QString councilNameOf(OpenHub &hub)
{
    const auto state = hub.state();
    return state && !state->council.isEmpty() ? state->council : u"Sightline"_s;
}

Result<void> giveAccount(const HubPaths &paths, const QString &user, const QString &passwordFile, LocalAccounts::Make make, const Console &console)
{
    const auto person = PersonId::fromString(user);
    if (!person)
        return Error { ErrorCode::InvalidInput, u"\"%1\" is not the id of a person. \"user list\" names everybody."_s.arg(user.left(60)) };
    const auto password = passwordFrom(passwordFile);
    if (!password)
        return password.error();
    if (const QString why = whyNoPassword(*password, user); !why.isEmpty())
        return Error { ErrorCode::InvalidInput, why + u" Nothing was changed."_s };
    const QString hash = passwordHash(*password, {});
    if (hash.isEmpty())
        return Error { ErrorCode::StorageFailure, u"There is not enough memory to keep a password safely. Nothing was changed."_s };
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    LocalAccounts accounts((*hub)->door(), (*hub)->keys(), (*hub)->clock(), (*hub)->random());
    LocalAccounts::Given given;
    const auto done = (*hub)->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        auto made = accounts.give(transaction, *person, hash, make);
        if (!made)
            return made.error();
        given = *std::move(made);
        return {};
    });
    if (!done)
        return done;
    const QString address = seedAddress(given.seed, user, u"Sightline "_s + councilNameOf(**hub));
    const Json json = Json::object({ { u"user"_s, user },
                                     { u"authenticator"_s, address },
                                     { u"key"_s, seedText(given.seed) },
                                     { u"recovery_codes"_s, Json::strings(given.recoveryCodes) } });
    const QString words =
        u"The account is \"%1\". This is told once; give it to them and to nobody else.\n"
        "For their authenticator: %2\n"
        "or typed by hand: %3\n"
        "Recovery codes, each in place of the six digits, and good once:\n  %4"_s.arg(user, address, seedText(given.seed), given.recoveryCodes.join(u"\n  "_s));
    return console.answer(json, words);
}

QString stateOf(const LocalAccountRow &account, qint64 nowMs)
{
    if (account.disabledAtMs > 0)
        return u"disabled %1"_s.arg(toIso(Instant { account.disabledAtMs }));
    if (account.closedUntilMs > nowMs)
        return u"closed until %1 after wrong tries"_s.arg(toIso(Instant { account.closedUntilMs }));
    return u"in use"_s;
}

} // namespace

Result<void> accountAddCommand(const HubPaths &paths, const QString &user, const QString &passwordFile, const Console &console)
{
    return giveAccount(paths, user, passwordFile, LocalAccounts::Make::New, console);
}

Result<void> accountResetCommand(const HubPaths &paths, const QString &user, const QString &passwordFile, const Console &console)
{
    return giveAccount(paths, user, passwordFile, LocalAccounts::Make::Anew, console);
}

Result<void> accountDisableCommand(const HubPaths &paths, const QString &user, const Console &console)
{
    const auto person = PersonId::fromString(user);
    if (!person)
        return Error { ErrorCode::InvalidInput, u"\"%1\" is not the id of a person. \"account list\" names every account."_s.arg(user.left(60)) };
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    LocalAccounts accounts((*hub)->door(), (*hub)->keys(), (*hub)->clock(), (*hub)->random());
    bool wasInUse = false;
    const auto done = (*hub)->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        const auto disabled = accounts.disable(transaction, *person);
        wasInUse = disabled && *disabled;
        return disabled ? Result<void>() : disabled.error();
    });
    if (!done)
        return done;
    return console.answer(Json::object({ { u"user"_s, user }, { u"disabled"_s, wasInUse } }),
                          wasInUse ? u"Nobody joins by the account of \"%1\" any more. Devices that joined by it stay: \"revoke\" withdraws them."_s.arg(user)
                                   : u"\"%1\" had no account in use."_s.arg(user));
}

Result<void> accountListCommand(const HubPaths &paths, const Console &console)
{
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    const auto accounts = opened->snapshot->localAccounts();
    if (!accounts)
        return accounts.error();
    const qint64 now = opened->hub->clock().now().msSinceEpoch;
    Json list = Json::array();
    QStringList lines;
    for (const LocalAccountRow &account : *accounts) {
        const qint64 codesLeft = account.recoveryHashes.size() / 32;
        list.append(Json::object({ { u"user"_s, account.person.toString() },
                                   { u"made"_s, toIso(Instant { account.madeAtMs }) },
                                   { u"state"_s, stateOf(account, now) },
                                   { u"wrong_tries"_s, account.failures },
                                   { u"recovery_codes_left"_s, codesLeft } }));
        lines.append(u"%1  made %2; %3; %4 recovery codes left"_s.arg(account.person.toString(), toIso(Instant { account.madeAtMs }), stateOf(account, now))
                         .arg(codesLeft));
    }
    return console.answer(list, lines.isEmpty() ? u"This hub has no accounts of its own."_s : lines.join(u'\n'));
}

} // namespace sightline::hub
