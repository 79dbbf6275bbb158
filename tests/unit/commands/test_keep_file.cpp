#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/commands/discard_draft.h"
#include "core/commands/keep_file.h"
#include "core/commands/undo_completion.h"
#include "core/forms/answer_value.h"
#include "tests/unit/commands/command_fixture.h"
#include "tests/unit/commands/disk_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class KeepFileTest : public CommandTest {
protected:
    /// Bytes of @p size that hold no zeros and differ by @p seed.
    static QByteArray picture(qsizetype size, char seed = 1)
    {
        QByteArray bytes(size, seed);
        for (qsizetype i = 0; i < size; ++i)
            bytes[i] = static_cast<char>(1 + (i * 31 + i / 251 + seed) % 255);
        return bytes;
    }
    QByteArray keep(const QByteArray &bytes)
    {
        const auto kept = keepFile(*store, { bytes, u"image/jpeg"_s });
        EXPECT_TRUE(kept) << (kept ? "" : kept.error().detail.toStdString());
        return kept->sha;
    }
    /// The form of the fixture has no file question: what counts is what the answers name.
    Answers answersNaming(const QByteArray &sha)
    {
        Answers answers = goodAnswers();
        answers.addAnswer(u"shot"_s, attachmentAnswer(toHex(sha), u"image/jpeg"_s, 5, u"photo-1.jpg"_s), random);
        return answers;
    }
    bool isHeld(const QByteArray &sha) { return store->files().find(sha)->has_value(); }
    void passHours(int hours) { clock.at.msSinceEpoch += hours * 3600LL * 1000; }
    qint64 removed() { return removeUnnamedFiles(*store).value(); }
    qint64 chunks() { return store->db().integer("SELECT count(*) FROM file_chunk")->value(); }
};

TEST_F(KeepFileTest, AFileComesBackByteForByteUnderItsHash)
{
    for (const qsizetype size : { qsizetype(1), qsizetype(limits::fileChunkBytes), qsizetype(limits::fileChunkBytes * 2 + 1) }) {
        const QByteArray bytes = picture(size);
        const QByteArray sha = keep(bytes);
        EXPECT_EQ(sha, sha256(bytes));
        EXPECT_EQ(store->files().bytes(sha).value(), bytes);
        const StoredFile expected { sha, u"image/jpeg"_s, size };
        EXPECT_EQ(store->files().find(sha)->value(), expected);
    }
    EXPECT_EQ(chunks(), 1 + 1 + 3);
    keep(picture(1));   // the same again takes no room
    EXPECT_EQ(chunks(), 5);
}

TEST_F(KeepFileTest, TheLimitStandsExactlyWhereItIs)
{
    EXPECT_TRUE(keepFile(*store, { QByteArray(limits::fileBytesMax, 'x'), u"image/jpeg"_s }));
    EXPECT_EQ(keepFile(*store, { QByteArray(limits::fileBytesMax + 1, 'x'), u"image/jpeg"_s }).error().code, ErrorCode::TooLarge);
    EXPECT_EQ(keepFile(*store, { {}, u"image/jpeg"_s }).error().code, ErrorCode::InvalidInput);
}

TEST_F(KeepFileTest, ANearlyFullDiskTakesNoFileAndStillTakesWords)
{
    const QByteArray bytes = picture(1000);
    EXPECT_EQ(keepFile(*store, { bytes, u"image/jpeg"_s, limits::freeBytesForFilesMin + 999 }).error().code, ErrorCode::StorageFull);
    EXPECT_FALSE(isHeld(sha256(bytes)));
    const Draft draft = begin(goodAnswers());
    EXPECT_TRUE(saveDraft(*store, draft.id, goodAnswers(u"still written"_s), {}));
    EXPECT_TRUE(keepFile(*store, { bytes, u"image/jpeg"_s, limits::freeBytesForFilesMin + 1000 }));
}

TEST_F(KeepFileTest, WhatIsNowhereElseFindsRoomWhereAFileNoLongerDoes)
{
    const QByteArray photo = picture(1000, 2);
    EXPECT_EQ(keepFile(*store, { photo, u"image/jpeg"_s, limits::freeBytesForFilesMin }).error().code, ErrorCode::StorageFull)
        << "it is still where it was chosen";
    EXPECT_TRUE(keepFile(*store, { photo, u"image/jpeg"_s, limits::freeBytesForFilesMin, true }));
    EXPECT_TRUE(isHeld(sha256(photo)));
    const QByteArray next = picture(1000, 3);
    EXPECT_EQ(keepFile(*store, { next, u"image/jpeg"_s, freeBytesForOnlyCopiesMin + 999, true }).error().code, ErrorCode::StorageFull);
    EXPECT_FALSE(isHeld(sha256(next)));
    EXPECT_TRUE(keepFile(*store, { next, u"image/jpeg"_s, freeBytesForOnlyCopiesMin + 1000, true }));
}

TEST_F(KeepFileTest, ADamagedFileIsSaidToBeAndNotShown)
{
    const QByteArray sha = keep(picture(limits::fileChunkBytes + 5));
    ASSERT_TRUE(store->db().run("DELETE FROM file_chunk WHERE n = 1"));
    EXPECT_EQ(store->files().bytes(sha).error().code, ErrorCode::Corrupt);
    EXPECT_EQ(store->files().bytes(QByteArray(32, 'n')).error().code, ErrorCode::NotFound);
    EXPECT_FALSE(store->db().run("UPDATE file_chunk SET bytes = x'00'")) << "a stored file never changes";
}

TEST_F(KeepFileTest, WhatNothingNamesGoesAfterADayAndNotBefore)
{
    const QByteArray orphan = keep(picture(10, 1)), named = keep(picture(10, 2));
    begin(answersNaming(named));
    passHours(limits::unnamedFileHours);
    EXPECT_EQ(removed(), 0);
    // Kept again just now: its day begins anew.
    const QByteArray again = keep(picture(10, 3));
    clock.at.msSinceEpoch += 1;
    EXPECT_EQ(keep(picture(10, 3)), again);
    EXPECT_EQ(removed(), 1);
    EXPECT_FALSE(isHeld(orphan));
    EXPECT_TRUE(isHeld(named));
    EXPECT_TRUE(isHeld(again));
    EXPECT_EQ(chunks(), 2);
}

TEST_F(KeepFileTest, ADeletedDraftsFileStaysAsLongAsTheDraftCanComeBack)
{
    const QByteArray sha = keep(picture(10));
    const Draft draft = begin(answersNaming(sha));
    ASSERT_TRUE(discardDraft(*store, draft.id));
    passHours(limits::discardedDraftDays * 24);
    ASSERT_EQ(purgeDiscardedDrafts(*store).value(), 0);
    EXPECT_EQ(removed(), 0);
    ASSERT_TRUE(restoreDraft(*store, draft.id));
    ASSERT_TRUE(discardDraft(*store, draft.id));
    passHours(limits::discardedDraftDays * 24 + 1);
    ASSERT_EQ(purgeDiscardedDrafts(*store).value(), 1);
    EXPECT_EQ(removed(), 1);
    EXPECT_FALSE(isHeld(sha));
}

TEST_F(KeepFileTest, ARecordsFileStaysForGoodAndOneTakenBackGoesWithItsDraft)
{
    const QByteArray sha = keep(picture(10, 1)), undone = keep(picture(10, 2));
    ASSERT_TRUE(complete(begin(answersNaming(sha)).id)->record);
    const Draft draft = begin(answersNaming(undone));
    ASSERT_TRUE(complete(draft.id, CompleteOptions::Undo::Offered)->record);
    passHours(0);
    ASSERT_TRUE(undoCompletion(*store, draft.id));
    passHours(1000);
    EXPECT_EQ(removed(), 0) << "the draft came back and names it";
    ASSERT_TRUE(discardDraft(*store, draft.id));
    passHours(1000);
    ASSERT_EQ(purgeDiscardedDrafts(*store).value(), 1);
    EXPECT_EQ(removed(), 1);
    EXPECT_FALSE(isHeld(undone));
    EXPECT_TRUE(isHeld(sha));
    EXPECT_FALSE(store->db().run("DELETE FROM file WHERE sha = ?", sha)) << "the database itself refuses";
}

TEST_F(KeepFileTest, AFileKeptWhileTheFormWasClosedIsInItsDraft)
{
    const Draft draft = begin(goodAnswers());
    const Json answer = attachmentAnswer(toHex(keep(picture(10))), u"image/jpeg"_s, 10, u"photo-1.jpg"_s);
    ASSERT_TRUE(attachToDraft(*store, draft.id, u"shot"_s, true, answer));
    const Answers answers(store->drafts().find(draft.id).value()->body.answers);
    ASSERT_EQ(answers.rows(u"shot"_s).size(), 1);
    EXPECT_EQ(answers.rows(u"shot"_s).first().value, answer);
    EXPECT_EQ(answers.value(u"note"_s), goodAnswers().value(u"note"_s));
    EXPECT_EQ(attachToDraft(*store, newRecord(), u"shot"_s, true, answer).error().code, ErrorCode::NotFound);
}

using KeepFileKillTest = OnDisk<KeepFileTest>;

TEST_F(KeepFileKillTest, AKillAtAnyWriteLeavesTheWholeFileOrNoneAndNeverANameWithoutIt)
{
    openOnDisk();   // every round begins from here
    enrol();
    learnCouncil();
    const Draft draft = begin(goodAnswers());
    const QByteArray bytes = picture(limits::fileChunkBytes * 2 + 77);
    const QByteArray sha = sha256(bytes);
    int none = 0, whole = 0, named = 0;
    bool isKept = false;
    // As the app does it: the file, then the answer that names it.
    const auto work = [&] {
        isKept = keepFile(*store, { bytes, u"image/jpeg"_s }).hasValue();
        return isKept && saveDraft(*store, draft.id, answersNaming(sha), {});
    };
    const auto look = [&](bool) {
        const auto held = store->files().find(sha);
        ASSERT_TRUE(held);
        if (*held) {
            EXPECT_EQ(store->files().bytes(sha).value(), bytes);
            whole += 1;
        } else {
            EXPECT_EQ(chunks(), 0);
            none += 1;
        }
        EXPECT_TRUE(!isKept || *held) << "what was said to be kept is kept";
        const bool isNamed = store->drafts().filesNamed()->contains(sha);
        EXPECT_TRUE(!isNamed || *held);
        named += isNamed ? 1 : 0;
        EXPECT_EQ(Answers(store->drafts().find(draft.id).value()->body.answers).value(u"note"_s), goodAnswers().value(u"note"_s));
    };
    cutAtEveryWrite(work, look, { false, true, true, true, true }, 2000);
    RecordProperty("none", none);
    RecordProperty("whole", whole);
    RecordProperty("named", named);
    EXPECT_GE(none, 20);
    EXPECT_GE(whole, 20);
    EXPECT_GE(named, 5);
}

TEST_F(KeepFileKillTest, AFullDiskRefusesTheFileWholeAndTheWordsGoInOnceThereIsRoom)
{
    openOnDisk();
    enrol();
    learnCouncil();
    const Draft draft = begin(goodAnswers());
    const QByteArray bytes = picture(limits::fileChunkBytes * 3);
    vfs.fill("/d/", true);
    const auto refused = keepFile(*store, { bytes, u"image/jpeg"_s });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::StorageFull);
    vfs.fill("/d/", false);
    EXPECT_EQ(chunks(), 0);
    EXPECT_TRUE(saveDraft(*store, draft.id, goodAnswers(u"still written"_s), {}));
    EXPECT_TRUE(keepFile(*store, { bytes, u"image/jpeg"_s }));
}

} // namespace
