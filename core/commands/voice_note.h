#pragma once

#include "core/store/store.h"

namespace sightline {

/// A voice note that is being recorded, or was when the program ended. There is one at a time.
struct VoiceNote {
    RecordId draft;                    ///< that it is recorded for
    QString key;                       ///< the question's
    bool isOneOfSeveral = false;
    QString name;                      ///< neutral: "voice-note-1.ogg"
    friend bool operator==(const VoiceNote &, const VoiceNote &) = default;
};

/// What ended: the file is stored and the draft names it, where the draft is still there.
struct EndedVoiceNote {
    VoiceNote note;
    Json answer;                       ///< null: nothing was heard, so nothing is kept
};

/// Begins a voice note: from here on what is heard is kept as it comes, so that a program that is killed in the middle loses the last
/// seconds at most. One that was left is ended first. Errors: NotFound (no such draft), StorageFull (less than
/// limits::freeBytesForFilesMin of @p freeBytes: room is left for words), those of the database. Thread of all: the store's.
[[nodiscard]] Result<void> beginVoiceNote(Store &store, const VoiceNote &note, std::optional<qint64> freeBytes = {});

/// Keeps @p bytes behind what was kept before: whole pages of an Ogg stream, which is a sound file wherever it ends. Durable when it returns.
/// Errors: NotFound (none is being recorded), TooLarge (limits::fileBytesMax), those of the database; what was kept before stays.
[[nodiscard]] Result<void> keepVoice(Store &store, const QByteArray &bytes);

/// Ends the voice note, also one that an earlier run of the program left: in ONE transaction it becomes a file and its draft names it.
/// None where none is being recorded. Errors: those of the database; then it is there to be ended again.
[[nodiscard]] Result<std::optional<EndedVoiceNote>> endVoiceNote(Store &store);

/// Once the form that is open holds the answer of the ended note too: from here on taking it away is the person's own doing. Until then
/// endVoiceNote() gives the answer back to a draft that lost it. Errors: those of the database.
[[nodiscard]] Result<void> settleVoiceNote(Store &store);

} // namespace sightline
