#include "qml/bridge/error_text.h"

#include <QCoreApplication>

namespace sightline {
namespace {

struct ErrorTextWords {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

} // namespace

QString errorText(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput:
        //: Something that nobody typed breaks a rule: where somebody did, the page says what is wrong with it. There is nothing to correct.
        return ErrorTextWords::tr(
            "Sightline could not use something that it was given or holds here. Nothing was changed, and your work is safe on this device. "
            "Try again; if this comes again, tell your support desk.");
    case ErrorCode::TooLarge:
        //: A text or file over the limit.
        return ErrorTextWords::tr("This is larger than a record may hold. Nothing was changed. Shorten it or split it in two.");
    case ErrorCode::NotFound:
        //: The record or task is not on this device.
        return ErrorTextWords::tr("This is no longer on this device. It may have moved to another team.");
    case ErrorCode::AlreadyExists:
        //: The same thing was done before.
        return ErrorTextWords::tr("This was done already. Nothing was changed.");
    case ErrorCode::NotAllowed:
        //: The person has no right to it.
        return ErrorTextWords::tr("Your role does not allow this. Nothing was changed. Ask your manager if it should.");
    case ErrorCode::StorageFailure:
        //: The device's disk failed while writing.
        return ErrorTextWords::tr("The device could not write this down. What was saved before is safe. Try again; if it fails again, restart the device.");
    case ErrorCode::StorageFull:
        //: The device's disk is full.
        return ErrorTextWords::tr("The device is full. Free some space, then try again. What was saved before is safe.");
    case ErrorCode::StorageLocked:
        //: Another window or program has the store open.
        return ErrorTextWords::tr("Sightline is already open on this device. Use that window.");
    case ErrorCode::WrongKey:
        //: The passphrase does not open the store.
        return ErrorTextWords::tr("This passphrase does not open the records on this device.");
    case ErrorCode::Corrupt:
        //: Stored bytes are damaged.
        return ErrorTextWords::tr("Part of the records on this device is damaged. Sightline mends what can be mended: try again. If this comes again, close it "
                                  "and start it again. Do not remove the app: your unsent work is in it.");
    case ErrorCode::UnsupportedVersion:
        //: App and hub, or app and store, are of different ages.
        return ErrorTextWords::tr("This version of Sightline is too old for it. Your work is safe on this device. Update the app.");
    case ErrorCode::HubUnreachable:
        //: No signal, or the hub is down.
        return ErrorTextWords::tr("The hub cannot be reached. Your work is safe on this device and will be sent by itself.");
    case ErrorCode::HubRefused:
        //: The hub answered, but would not take it.
        return ErrorTextWords::tr("The hub did not take this. Your work is safe on this device. Tell your support desk.");
    case ErrorCode::LeaseOver:
        //: A record was to be opened on a device that has not reached the hub for longer than the council allows, or that the hub refused.
        return ErrorTextWords::tr(
            "Records are closed until the hub takes this device again: it has been away for too long, or was signed out. Nothing is lost. "
            "Sync once and they open. Your drafts and unsent work stay open.");
    case ErrorCode::NotEnrolled:
        //: The device was never joined to a hub.
        return ErrorTextWords::tr("This device is not joined to your council's hub yet. Your work stays on this device until it is.");
    case ErrorCode::Cancelled:
        //: The person stopped it.
        return ErrorTextWords::tr("Stopped. Nothing was changed.");
    }
    Q_UNREACHABLE();
}

CannotOpenText cannotOpenText(const Error &error, SystemSecrets secrets)
{
    if (secrets == SystemSecrets::DoNotAnswer) {
        //: Title of the page in place of the app: the system's keyring cannot be asked for the key.
        return { ErrorTextWords::tr("The key of your records cannot be reached"),
                 //: On the page in place of the app. The keyring is where the system keeps passwords and keys.
                 ErrorTextWords::tr(
                     "This device's keyring is locked or not running. Everything you wrote is still here, locked. Unlock the keyring, or sign in to the "
                     "device again, then start Sightline again. If that does not help, tell your support desk. Do not remove the app: your unsent work "
                     "is in it.") };
    }
    switch (error.code) {
    case ErrorCode::StorageLocked:
        //: Title of the page in place of the app: a second one was started.
        return { ErrorTextWords::tr("Sightline is already open on this device"),
                 //: On the page in place of the app, where another one is open.
                 ErrorTextWords::tr(
                     "Use the window that is open. If you see none, another program may be working on your records: wait a minute, then start Sightline "
                     "again. Nothing was changed.") };
    case ErrorCode::InvalidInput:
        //: Title of the page in place of the app: the file with the key was not given, cannot be read, or is given where the system keeps the key.
        return { ErrorTextWords::tr("The key of your records was not given"),
                 //: On the page in place of the app. --key-file is typed by whoever starts the app from a terminal.
                 ErrorTextWords::tr(
                     "Sightline was started without the key file that your records need, or with one that cannot be read or is not theirs (--key-file). "
                     "Everything you wrote is still here, locked; nothing was changed. Start Sightline again as you usually do. If that does not help, tell "
                     "your support desk. Do not remove the app: your unsent work is in it.") };
    case ErrorCode::WrongKey:
        //: Title of the page in place of the app: the key does not fit.
        return { ErrorTextWords::tr("Your records cannot be unlocked"),
                 //: On the page in place of the app, where the key does not fit.
                 ErrorTextWords::tr(
                     "The key that was given does not open the records on this device. Everything you wrote is still here, locked; nothing was changed. "
                     "Sign in to the device as yourself and start Sightline again. If that does not help, tell your support desk. Do not remove the app: "
                     "your unsent work is in it.") };
    case ErrorCode::Corrupt:
        //: Title of the page in place of the app: stored bytes are damaged.
        return { ErrorTextWords::tr("Part of the records on this device is damaged"),
                 //: On the page in place of the app, where stored bytes are damaged.
                 ErrorTextWords::tr("Sightline could not mend it. Nothing more is written, so that nothing more is lost. Do not remove the app: your unsent "
                                    "work may be rescued. What the hub has is "
                                    "safe. Tell your support desk.") };
    default:
        //: Title of the page in place of the app: the records cannot be opened for a reason that follows.
        return { ErrorTextWords::tr("Your records cannot be opened"), errorText(error) };
    }
}

} // namespace sightline
