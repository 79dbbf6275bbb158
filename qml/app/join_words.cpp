#include "qml/app/join_words.h"

#include "sync/client/http_transport.h"
#include "sync/protocol/invitation.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Joining)
};

/// The device itself stood in the way; the hub was not asked, or had said yes.
QString deviceText(const sync::JoinEnd &end)
{
    switch (end.error.code) {
    case ErrorCode::StorageFull:
        //: On the page that joins a device. The disk is full.
        return Words::tr("This device is full, so there is no room for your records. Nothing was changed. Free some space, then try again.");
    case ErrorCode::InvalidInput:
        //: On the page that joins a device. --key-file is typed by whoever starts the app from a terminal.
        return Words::tr("The key file that Sightline was started with (--key-file) cannot be read, is not this device's, or holds fewer than 12 characters. "
                         "Nothing was changed, and your code was not sent. Put the file right and start Sightline again, or ask your support desk to.");
    case ErrorCode::StorageLocked:
    case ErrorCode::AlreadyExists:
        //: On the page that joins a device. Another window is joining, or has the store open.
        return Words::tr(
            "Another Sightline window is open on this device and is at work here. Nothing was changed. Use that window, or close it and try again.");
    case ErrorCode::NotFound: return keyLostText().text;
    case ErrorCode::NotAllowed:
    case ErrorCode::WrongKey:
        //: On the page that joins a device. The keyring is where the system keeps passwords and keys.
        return Words::tr(
            "This device's keyring is locked, and it would keep the key of your records. Nothing was changed. Unlock the keyring, then try again.");
    default:
        //: On the page that joins a device. The disk failed, or the system's keyring does not answer.
        return Words::tr(
            "This device could not make a locked store for your records: its disk or its keyring does not answer. Nothing was changed. Restart the "
            "device and try again; if it fails again, tell your support desk.");
    }
}

QString wordsFor(const sync::JoinEnd &end, const QString &hub)
{
    using Fault = sync::EnrolFault;
    switch (end.fault) {
    case Fault::Unreachable:
        //: On the page that joins a device: no network, or an address where nobody listens. %1 is the address.
        return Words::tr("Nothing answers at %1. Nothing was changed. Check that this device is online and that the address is right, then try again.")
            .arg(hub);
    case Fault::NoAnswer:
        //: On the page that joins a device: the hub was asked, and no answer came. %1 is the address.
        return Words::tr("%1 gave no answer in time. Nothing was changed on this device. Try again where the signal is better; if your code is not taken then, "
                         "ask for a new one.")
            .arg(hub);
    case Fault::Untrusted:
        //: On the page that joins a device: the certificate is not trusted. %1 is the address.
        return Words::tr("%1 could not prove that it is your council's hub, so your code was not sent. Nothing was changed. Check the address; if it is right, "
                         "tell your support desk that the hub's certificate is not trusted.")
            .arg(hub);
    case Fault::NotAHub:
        //: Under the field for the hub's address: some other server is there. %1 is the address.
        return Words::tr("What answers at %1 is not a Sightline hub. Nothing was changed on this device. Check the address to the last letter, then try "
                         "again; if your code is not taken then, ask for a new one.")
            .arg(hub);
    case Fault::OtherVersion:
        //: On the page that joins a device: app and hub are of different ages.
        return Words::tr("The hub and this Sightline are of different versions and do not understand each other. Nothing was changed on this device. Update "
                         "Sightline, then join with a new code.");
    case Fault::Busy:
        //: On the page that joins a device: the hub cannot answer now.
        return Words::tr("The hub is busy and cannot take this device now. Nothing was changed on this device. Wait a minute, then try again.");
    case Fault::CodeRefused:
        //: Under the field for the code that joins a device.
        return Words::tr(
            "The hub does not take this code: it is mistyped, was used already or has run out. Nothing was changed. Check it, or ask for a new one.");
    case Fault::AccountRefused:
        //: Under the field for the password of an account of the hub's own.
        return Words::tr(
            "The hub does not take this: the account, the password or the six digits are wrong, or the digits were used already. Nothing was changed. "
            "After several wrong tries an account is closed for some minutes; then try again, or ask for a new password.");
    case Fault::NotSignedIn:
        //: On the page that joins a device: nobody signed in at the council's page, or the hub could not prove it.
        return Words::tr("You were not signed in at your council, so this device is not joined. Nothing was changed. Try again, and sign in on the page that "
                         "your browser shows.");
    case Fault::UnknownPerson:
        //: On the page that joins a device: the council knows who it is, and Sightline does not. %1 is a sentence of the council's: whom to ask.
        return Words::tr("You are signed in at your council, but Sightline does not know you yet. Nothing was changed. %1").arg(end.hubSaid);
    case Fault::NotOffered:
        //: On the page that joins a device: the hub has no such way in.
        return Words::tr("This hub does not let people join that way, or not just now. Nothing was changed. Join with a code, or try again later.");
    case Fault::NoBrowser:
        //: On the page that joins a device: no web browser could be opened.
        return Words::tr(
            "No web browser could be opened on this device, so you cannot sign in at your council. Nothing was changed. Join with a code, or ask your "
            "support desk.");
    case Fault::OtherPersons:
        //: On the page that joins a device: the code was another person's than the store.
        return Words::tr("The records on this device belong to another person. Nothing of theirs was changed. Ask for a new code, and join from More, Switch "
                         "person, Add a person.");
    case Fault::GivenUp:
        //: On the page that joins a device, after Stop.
        return Words::tr("Stopped. Nothing was changed on this device. If your code is not taken next time, ask for a new one.");
    case Fault::Device:
    case Fault::None: break;
    }
    if (!end.isCodeUsed)
        return deviceText(end);
    //: On the page that joins a device: the hub said yes, and the disk failed.
    return Words::tr("The hub took your code, and this device could not keep its answer: its disk is full or failing. Nothing was kept here. Free some space, "
                     "then join with a new code.");
}

} // namespace

TypedHub hubFromTyping(const QString &text)
{
    const auto refused = [](const QString &words) { return TypedHub { {}, { words, JoinProblem::Field::Address } }; };
    const QString typed = text.trimmed();
    if (wire::isInvitation(typed)) {
        const auto invitation = wire::invitationFromText(typed);
        if (!invitation && invitation.error().code == ErrorCode::UnsupportedVersion) {
            //: Under the field for the hub's address, where an invitation was pasted that a later version of the app made.
            return refused(
                Words::tr("This invitation is for a newer Sightline. Nothing was sent and nothing was changed. Update Sightline, then paste it again."));
        }
        const auto url = invitation ? sync::hubUrlFromText(invitation->hub) : Result<QUrl>(invitation.error());
        if (url)
            return { *url, {}, invitation->code, invitation->pins };
        //: Under the field for the hub's address, where a whole invitation was pasted or typed.
        return refused(Words::tr("Something in this invitation is missing or mistyped. Nothing was sent and nothing was changed. Copy the whole line again, or "
                                 "ask for a new one."));
    }
    if (typed.isEmpty()) {
        //: Under the field for the hub's address, where nothing was typed.
        return refused(Words::tr("Type the address of your council's hub."));
    }
    const auto url = sync::hubUrlFromText(typed.contains(u"://"_s) ? typed : u"https://"_s + typed);
    if (url)
        return { *url, {} };
    if (url.error().code == ErrorCode::NotAllowed) {
        //: Under the field for the hub's address.
        return refused(Words::tr("This address begins with http://, which is not encrypted. Nothing was sent and nothing was changed. Use the one that begins "
                                 "with https://"));
    }
    //: Under the field for the hub's address. The address in it is an example.
    return refused(Words::tr("This is not an address Sightline can use. Nothing was sent and nothing was changed. It looks like https://hub.example.org"));
}

JoinProblem joinProblem(const sync::JoinEnd &end, const QString &hub)
{
    using Fault = sync::EnrolFault;
    const auto field = end.fault == Fault::CodeRefused ? JoinProblem::Field::Code
        : end.fault == Fault::AccountRefused           ? JoinProblem::Field::Account
        : end.fault == Fault::NotAHub                  ? JoinProblem::Field::Address
                                                       : JoinProblem::Field::None;
    return { wordsFor(end, hub), field };
}

CannotOpenText keyLostText()
{
    //: Title of the page in place of the app: the file with the key of the records is gone, the records are there.
    return { Words::tr("The key file of your records is missing"),
             //: On the page in place of the app, and on the page that joins a device. key.1.json is a file's name.
             Words::tr("Your records are still on this device, locked. Nothing was changed. Bring the file key.1.json back from a backup into the folder of "
                       "the records, then start Sightline again, or ask your support desk to. Do not remove the app: your unsent work is in it.") };
}

JoinProblem codeMissing()
{
    //: Under the field for the code that joins a device, where nothing was typed.
    const QString words = Words::tr("Type the code that your council gave you.");
    return { words, JoinProblem::Field::Code };
}

QString anotherHubText(const QString &hub)
{
    //: On the Sync page, where a device that the hub takes no longer was given an invitation to another hub. %1 is that hub's address.
    return Words::tr("This invitation is for %1, and the records on this device belong to another hub. Nothing was sent and nothing was changed. Ask for an "
                     "invitation to your own.")
        .arg(hub);
}

JoinProblem accountMissing()
{
    //: Under the last field of the fields for an account of the hub's own, where one of them is empty.
    const QString words = Words::tr("Type the account, its password, and six digits from your authenticator or a recovery code.");
    return { words, JoinProblem::Field::Account };
}

QString atBrowserText()
{
    //: What is done while a device joins: a person signs in at their council, in a web browser.
    return Words::tr("Your browser shows your council's sign-in. Sign in there; this page goes on by itself. If no browser opened, press Stop.");
}

QString browserDoneText()
{
    //: In the web browser, after somebody signed in at their council.
    return Words::tr("You are signed in. Close this page and go back to Sightline.");
}

QString browserFailedText()
{
    //: In the web browser, where nobody signed in.
    return Words::tr("You were not signed in. Close this page and go back to Sightline.");
}

JoinProblem startedOffline()
{
    //: On the page that joins a device. --offline is typed by whoever starts the app from a terminal.
    const QString words =
        Words::tr("Sightline was started without the hub, so this device cannot join. Nothing was changed. Start it again without --offline.");
    return { words, JoinProblem::Field::None };
}

QString joinStepText(JoinView::Step step, const QString &hub)
{
    switch (step) {
    //: What is done while a device joins.
    case JoinView::MakingStore: return Words::tr("Making a locked store for your records");
    //: What is done while a device joins. %1 is the hub's address.
    case JoinView::AskingHub: return Words::tr("Asking %1 to take this device").arg(hub);
    //: What is done while a device joins.
    case JoinView::Opening: return Words::tr("Opening Sightline");
    }
    Q_UNREACHABLE();
}

} // namespace sightline
