#include "sync/hub/cli/commands.h"

#include "sync/hub/ops/certificate_pin.h"
#include "sync/hub/ops/qr_picture.h"
#include "sync/protocol/invitation.h"

#include <QFile>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

const QString onTheTerminal = u"-"_s;

/// All of an invitation but its code, as far as it can be known to be good before a code is made.
Result<wire::Invitation> readEnrolOptions(const EnrolOptions &options, const Console &console)
{
    wire::Invitation invitation { options.hubAddress, u"XXXX-XXXX-XXXX"_s, {} };
    if (options.hubAddress.isEmpty()) {
        if (!options.qr.isEmpty() || !options.pinFiles.isEmpty())
            return Error { ErrorCode::InvalidInput, u"An invitation needs the address devices reach this hub by: give --hub https://…"_s };
        return invitation;
    }
    while (invitation.hub.endsWith(u'/'))
        invitation.hub.chop(1);
    for (const QString &file : options.pinFiles) {
        const auto pin = pinOfCertificate(file);
        if (!pin)
            return pin.error();
        invitation.pins.append(*pin);
    }
    if (const auto text = wire::invitationText(invitation); !text)
        return text.error();
    if (options.qr == onTheTerminal && console.json)
        return Error { ErrorCode::InvalidInput, u"With --json the picture needs a file: give --qr NAME.svg or NAME.png."_s };
    if (!options.qr.isEmpty() && options.qr != onTheTerminal && !options.qr.endsWith(".svg"_L1) && !options.qr.endsWith(".png"_L1))
        return Error { ErrorCode::InvalidInput, u"--qr \"%1\" is not NAME.svg, NAME.png or - for this terminal."_s.arg(options.qr) };
    if (QFile::exists(options.qr))
        return Error { ErrorCode::AlreadyExists, u"\"%1\" is there already, and is not written over. No code was made."_s.arg(options.qr) };
    return invitation;
}

/// Whoever reads the picture may join: it is for its owner alone.
Result<void> writeForOwner(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    const bool isOpen = file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner);
    if (!isOpen || file.write(bytes) != bytes.size() || !file.flush())
        return Error { ErrorCode::StorageFailure,
                       u"\"%1\" cannot be written. The code that was made for it is not shown and runs out by itself; ask again."_s.arg(path) };
    return {};
}

Result<void> showQr(const QString &where, const QString &text)
{
    const auto picture = QrPicture::of(text);
    if (!picture)
        return picture.error();
    if (where == onTheTerminal)
        return Console::write(picture->terminal());
    const auto bytes = where.endsWith(".png"_L1) ? picture->png() : Result<QByteArray>(picture->svg());
    return bytes ? writeForOwner(where, *bytes) : bytes.error();
}

} // namespace

Result<void> enrolCommand(const HubPaths &paths, const EnrolOptions &options, const Console &console)
{
    auto invitation = readEnrolOptions(options, console);
    if (!invitation)
        return invitation.error();
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto person = PersonId::fromString(options.user);
    if (!person)
        return Error { ErrorCode::InvalidInput, u"The id \"%1\": %2"_s.arg(options.user, person.error().detail) };
    const auto issued = (*hub)->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        const auto made = (*hub)->door().issueCode(transaction, *person);
        if (!made)
            return made.error();
        invitation->code = *made;
        return {};
    });
    if (!issued)
        return issued;
    Json::Object said { { u"code"_s, invitation->code }, { u"user"_s, options.user }, { u"days"_s, 7 } };
    QString words = invitation->code;
    if (!options.hubAddress.isEmpty()) {
        const auto text = wire::invitationText(*invitation);
        if (!text)
            return text.error();
        if (!options.qr.isEmpty()) {
            if (const auto shown = showQr(options.qr, *text); !shown)
                return shown;
        }
        said.insert(u"invitation"_s, *text);
        words += u'\n' + *text;
    }
    return console.answer(Json(said), words);
}

} // namespace sightline::hub
