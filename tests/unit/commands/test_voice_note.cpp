// A voice note is kept as it is heard: whatever ends the program, what was heard is one file that its draft names once.
#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/commands/discard_draft.h"
#include "core/commands/voice_note.h"
#include "core/forms/named_files.h"
#include "tests/unit/commands/command_fixture.h"
#include "tests/unit/commands/disk_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class VoiceNoteTest : public CommandTest {
protected:
    VoiceNote noteFor(const RecordId &draft) const { return { draft, u"heard"_s, true, u"voice-note-1.ogg"_s }; }
    Answers answersOf(const RecordId &draft) { return Answers((*store->drafts().find(draft))->body.answers); }
    QList<NamedFile> namedBy(const RecordId &draft) { return filesAt(answersOf(draft), u"heard"_s); }
    qint64 chunks() { return store->db().integer("SELECT count(*) FROM file_chunk")->value(); }
};

TEST_F(VoiceNoteTest, WhatIsHeardBecomesOneFileThatItsDraftNamesOnce)
{
    const RecordId draft = begin(goodAnswers()).id;
    ASSERT_TRUE(beginVoiceNote(*store, noteFor(draft)));
    for (const QByteArray &page : { QByteArray("OggS first "), QByteArray("second "), QByteArray("last") })
        ASSERT_TRUE(keepVoice(*store, page));
    const auto ended = endVoiceNote(*store);
    ASSERT_TRUE(ended && *ended);
    const NamedFile file = namedBy(draft).value(0);
    EXPECT_EQ(namedBy(draft).size(), 1);
    EXPECT_EQ(file.mime, u"audio/ogg"_s);
    EXPECT_EQ(store->files().bytes(QByteArray::fromHex(file.sha.toLatin1())).value(), "OggS first second last");
    EXPECT_EQ(chunks(), 1) << "nothing is left of the pieces";
    EXPECT_EQ(keepVoice(*store, "more").error().code, ErrorCode::NotFound);
    // Until the open form says that it knows, a draft that lost the answer gets it back, and one that has it not again.
    ASSERT_TRUE(endVoiceNote(*store));
    EXPECT_EQ(namedBy(draft).size(), 1);
    ASSERT_TRUE(saveDraft(*store, draft, goodAnswers(), {}));
    ASSERT_TRUE(endVoiceNote(*store));
    EXPECT_EQ(namedBy(draft).size(), 1);
    ASSERT_TRUE(settleVoiceNote(*store));
    ASSERT_TRUE(saveDraft(*store, draft, goodAnswers(), {}));   // taken away by the person
    EXPECT_FALSE(endVoiceNote(*store)->has_value());
    EXPECT_EQ(namedBy(draft).size(), 0);
}

TEST_F(VoiceNoteTest, NothingHeardIsNothingKept)
{
    const RecordId draft = begin(goodAnswers()).id;
    ASSERT_TRUE(beginVoiceNote(*store, noteFor(draft)));
    EXPECT_TRUE((*endVoiceNote(*store))->answer.isNull());
    EXPECT_FALSE(endVoiceNote(*store)->has_value());
    EXPECT_EQ(namedBy(draft).size(), 0);
}

TEST_F(VoiceNoteTest, OneThatWasLeftIsEndedBeforeTheNextBegins)
{
    const RecordId first = begin(goodAnswers()).id, second = begin(goodAnswers()).id;
    ASSERT_TRUE(beginVoiceNote(*store, noteFor(first)));
    ASSERT_TRUE(keepVoice(*store, "OggS first"));
    ASSERT_TRUE(beginVoiceNote(*store, noteFor(second)));
    EXPECT_EQ(namedBy(first).size(), 1);
    ASSERT_TRUE(keepVoice(*store, "OggS second"));
    ASSERT_TRUE(endVoiceNote(*store));
    EXPECT_EQ(namedBy(second).value(0).sizeBytes, 11);
}

TEST_F(VoiceNoteTest, IsBoundedLeavesRoomForWordsAndNeedsADraft)
{
    const RecordId draft = begin(goodAnswers()).id;
    EXPECT_EQ(beginVoiceNote(*store, noteFor(draft), limits::freeBytesForFilesMin - 1).error().code, ErrorCode::StorageFull);
    EXPECT_EQ(beginVoiceNote(*store, noteFor(newRecord())).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(beginVoiceNote(*store, noteFor(draft), limits::freeBytesForFilesMin));
    ASSERT_TRUE(keepVoice(*store, QByteArray(limits::fileBytesMax, 'x')));
    EXPECT_EQ(keepVoice(*store, "y").error().code, ErrorCode::TooLarge);
    ASSERT_TRUE(endVoiceNote(*store));
    EXPECT_EQ(namedBy(draft).value(0).sizeBytes, limits::fileBytesMax);
}

using VoiceNoteKillTest = OnDisk<VoiceNoteTest>;

TEST_F(VoiceNoteKillTest, CutAtAnyWriteWhatWasAcknowledgedIsInTheFileAndTheDraftNamesItOnce)
{
    openOnDisk();
    enrol();
    learnCouncil();
    const RecordId draft = begin(goodAnswers()).id;
    int rounds = 0, named = 0;
    QByteArray acknowledged;
    const auto work = [&] {
        acknowledged.clear();
        bool isDone = beginVoiceNote(*store, noteFor(draft)).hasValue();
        for (int page = 0; isDone && page < 3; ++page) {
            const QByteArray bytes = "OggS page " + QByteArray::number(page) + QByteArray(3000, 'p');
            isDone = keepVoice(*store, bytes).hasValue();
            if (isDone)
                acknowledged += bytes;
        }
        return isDone && endVoiceNote(*store);
    };
    const auto look = [&](bool) {
        ASSERT_TRUE(endVoiceNote(*store));
        const auto files = namedBy(draft);
        ASSERT_LE(files.size(), 1);
        const QByteArray kept = files.isEmpty() ? QByteArray() : store->files().bytes(QByteArray::fromHex(files[0].sha.toLatin1())).value();
        ASSERT_TRUE(kept.startsWith(acknowledged)) << kept.size() << " of " << acknowledged.size();
        EXPECT_EQ(answersOf(draft).value(u"note"_s), goodAnswers().value(u"note"_s));
        EXPECT_EQ(store->db().integer("SELECT count(*) FROM file_chunk WHERE sha NOT IN (SELECT sha FROM file)")->value(), 0) << "pieces are left";
        named += files.size();
        ++rounds;
    };
    cutAtEveryWrite(work, look, { false, true, true }, 2000);
    RecordProperty("rounds", rounds);
    EXPECT_GE(rounds, 40);
    EXPECT_GE(named, 20);
}

} // namespace
