#pragma once

#include "core/store/store.h"

namespace sightline {

/// Something of this person's that cannot be read (reasons: all that were begun lie in one place), told without a word of what it says.
struct DamagedWork {
    enum class Kind { Operation, Draft, Reasons };
    enum class Kept {
        Bytes,     ///< its bytes are in the file as they lie in the store
        AsShown,   ///< those are gone; its record is in the file as it was last shown
        Nothing,   ///< the store gives nothing of it any more
    };
    Kind kind = Kind::Operation;
    QString record;        ///< id of the record it changes, or of the draft, as far as the store still says it
    qint64 order = 0;      ///< of an operation: its place in the order of making
    Kept kept = Kept::Nothing;
};

/// "operation", "draft", "reasons": as in the file, and wherever it is told.
[[nodiscard]] QString damagedKindName(DamagedWork::Kind kind);

/// A photo or file that is on this device alone and not in the rescue.
struct FileLeft {
    enum class Why { NoRoom, Damaged };
    QString sha;       ///< hex
    Why why = Why::NoRoom;
};

/// `[{"sha":HEX,"why":"no-room"|"damaged"}]`: as in the file, and wherever it is told.
[[nodiscard]] Json filesLeftJson(const QList<FileLeft> &files);

struct UnsentExport {
    QByteArray sealed;             ///< only the hub's recovery key opens it
    qint64 operations = 0;
    qint64 drafts = 0;
    qint64 files = 0;
    qint64 reasons = 0;            ///< begun and not given: why something is entered in error, or left out
    QList<FileLeft> filesLeft;     ///< each is named in the file too, with why
    QList<DamagedWork> damaged;    ///< each is named in the file too, with what is kept of it
    bool isStoreWhole = true;      ///< false: mending could not read everything of this person's, and kept the damaged database beside the new one
};

/// Everything on this device that the hub has not answered, with the drafts, sealed to the council's recovery key
/// (crypto_box_seal): a rescue for a device that can no longer sync. The hub imports it. Every operation and draft is read first, also
/// what nothing has met since it was damaged: it is in the file, or it is among what is told as damaged. A store whose file turns out to
/// be damaged is mended before (Store::mendWith); else nothing here changes.
/// Content before sealing: one JSON object `{"v":1,"kind":"sightline-unsent","installation":…,"person":…,"operations":[…],
/// "drafts":[…],"reasons":[{"kind":…,"rec":…,"text":…}],"files":[{"sha":…,"bytes":base64url}],"left":[{"sha":…,"why":"no-room"|"damaged"}],"damaged":[{"kind":"operation"|"draft"|"reasons","rec":…,"n":…,"bytes":base64url,"shown":base64url}]}`,
/// the operations word for word in order of making; what is damaged keeps nothing else out, "n" is its place in that order, and "shown" is
/// the record's body as it was last shown, where the bytes are gone.
/// Files are those that only this device has, the smallest first, up to 48 MiB together; "left" are the others. A photo that the disk has
/// refused since it was taken is in the open form alone and in no store, so it is here neither way.
/// Errors: NotEnrolled, NotFound (nothing unsent and no draft), InvalidInput (this hub gave no recovery key), Corrupt (the file is damaged
/// and could not be mended, on a full disk for instance). Thread: the store's.
/// Source: decisions 19.
[[nodiscard]] Result<UnsentExport> exportUnsent(Store &store);

} // namespace sightline
