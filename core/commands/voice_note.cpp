#include "core/commands/voice_note.h"

#include "core/base/digest.h"
#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/commands/present_draft.h"
#include "core/forms/answer_value.h"
#include "core/forms/answers.h"
#include "core/forms/named_files.h"
#include "core/store/heard_table.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString voiceNoteName = u"voice_note.present"_s;
const QString voiceMime = u"audio/ogg"_s;

/// What is being recorded. Its pages lie in `file_chunk` under a random name, which no file has: no file row names them.
struct KeptNote {
    VoiceNote note;
    QByteArray place;        ///< 32 random bytes
    Json answer = {};        ///< of a note that ended and whose form has not been told
};

Result<std::optional<KeptNote>> noteUnderWay(Store &store)
{
    const auto text = store.meta().text(voiceNoteName);
    if (!text)
        return text.error();
    if (text->isEmpty())
        return std::optional<KeptNote>();
    const auto json = parseJson(text->toUtf8());
    const auto draft = json ? RecordId::fromString((*json)[u"draft"_s].toString()) : Result<RecordId>(json.error());
    if (!draft)
        return Error { ErrorCode::Corrupt, u"Which voice note is being recorded cannot be read."_s };
    KeptNote present { { *draft, (*json)[u"key"_s].toString(), (*json)[u"of_several"_s].toBool(), (*json)[u"name"_s].toString() },
                       QByteArray::fromHex((*json)[u"place"_s].toString().toLatin1()),
                       (*json)[u"answer"_s] };
    return std::optional(std::move(present));
}

Result<void> setNoteUnderWay(Store &store, const KeptNote &present)
{
    const Json json = Json::object({ { u"draft"_s, present.note.draft.toString() },
                                     { u"key"_s, present.note.key },
                                     { u"of_several"_s, present.note.isOneOfSeveral },
                                     { u"name"_s, present.note.name },
                                     { u"place"_s, toHex(present.place) },
                                     { u"answer"_s, present.answer } });
    return store.meta().setText(voiceNoteName, QString::fromUtf8(writeJson(json)));
}

/// The draft names @p answer, once, where it is still there and still a draft.
Result<void> nameInDraft(Store &store, const VoiceNote &note, const Json &answer)
{
    const auto draft = store.drafts().find(note.draft);
    if (!draft)
        return draft.error();
    if (!*draft || filesNamedIn((*draft)->body.answers).contains(QByteArray::fromHex(answer[u"sha"_s].toString().toLatin1())))
        return {};
    return saveWithAnswer(store, **draft, note.key, note.isOneOfSeveral, answer);
}

Result<EndedVoiceNote> endNote(Store &store, KeptNote present)
{
    if (present.answer.isNull()) {
        const auto bytes = HeardTable(store.db()).bytes(present.place);
        if (!bytes)
            return bytes.error();
        if (const auto gone = HeardTable(store.db()).remove(present.place); !gone)
            return gone.error();
        if (!bytes->isEmpty()) {
            const auto file = store.files().put(*bytes, voiceMime, store.clock().now());
            if (!file)
                return file.error();
            present.answer = attachmentAnswer(toHex(file->sha), file->mime, file->sizeBytes, present.note.name);
        }
    }
    if (!present.answer.isNull()) {
        if (const auto named = nameInDraft(store, present.note, present.answer); !named)
            return named.error();
    }
    const auto noted = present.answer.isNull() ? store.meta().setText(voiceNoteName, {}) : setNoteUnderWay(store, present);
    return noted ? Result<EndedVoiceNote>(EndedVoiceNote { present.note, present.answer }) : noted.error();
}

} // namespace

Result<void> beginVoiceNote(Store &store, const VoiceNote &note, std::optional<qint64> freeBytes)
{
    if (freeBytes && *freeBytes < limits::freeBytesForFilesMin)
        return Error { ErrorCode::StorageFull, u"The disk is nearly full; what room is left is kept for words."_s };
    return store.transact([&]() -> Result<void> {
        auto left = noteUnderWay(store);
        if (!left)
            return left.error();
        if (*left) {
            if (const auto ended = endNote(store, **left); !ended)
                return ended.error();
        }
        if (const auto draft = presentDraft(store, note.draft); !draft)
            return draft.error();
        return setNoteUnderWay(store, { note, store.random().bytes(32) });
    });
}

Result<void> keepVoice(Store &store, const QByteArray &bytes)
{
    return store.transact([&]() -> Result<void> {
        const auto present = noteUnderWay(store);
        if (!present)
            return present.error();
        if (!*present || !(*present)->answer.isNull())
            return Error { ErrorCode::NotFound, u"No voice note is being recorded."_s };
        HeardTable heard(store.db());
        const auto size = heard.sizeBytes((*present)->place);
        if (!size)
            return size.error();
        if (*size + bytes.size() > limits::fileBytesMax)
            return Error { ErrorCode::TooLarge, u"The voice note is too long."_s };
        return heard.append((*present)->place, bytes);
    });
}

Result<std::optional<EndedVoiceNote>> endVoiceNote(Store &store)
{
    return store.transact([&]() -> Result<std::optional<EndedVoiceNote>> {
        auto present = noteUnderWay(store);
        if (!present)
            return present.error();
        if (!*present)
            return std::optional<EndedVoiceNote>();
        auto ended = endNote(store, **std::move(present));
        return ended ? Result<std::optional<EndedVoiceNote>>(*std::move(ended)) : ended.error();
    });
}

Result<void> settleVoiceNote(Store &store)
{
    return store.transact([&]() -> Result<void> {
        const auto present = noteUnderWay(store);
        if (!present)
            return present.error();
        return *present && !(*present)->answer.isNull() ? store.meta().setText(voiceNoteName, {}) : Result<void>();
    });
}

} // namespace sightline
