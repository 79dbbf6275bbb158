#include "core/commands/add_addendum.h"
#include "core/commands/undo_completion.h"
#include "core/records/fact.h"
#include "tests/unit/commands/command_fixture.h"
#include "tests/unit/commands/disk_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class UndoCompletionTest : public CommandTest {
protected:
    /// A draft that also holds words under an answer that was changed since: completing leaves them out.
    Draft givenDraft()
    {
        Answers answers = goodAnswers(u"too soon"_s);
        answers.set(u"why"_s, u"asleep"_s);
        Draft draft = begin(answers);
        EXPECT_TRUE(saveDraft(*store, draft.id, answers, u"note"_s));
        return *store->drafts().find(draft.id).value();
    }
    RecordId done(const Draft &draft)
    {
        const auto completion = complete(draft.id, CompleteOptions::Undo::Offered);
        EXPECT_TRUE(completion && completion->record);
        return *completion->record;
    }
    qsizetype offeredNow()
    {
        return store->transact([&] { return store->outbox().nextBatch(100, 1 << 20, clock.at); })->entries.size();
    }
};

TEST_F(UndoCompletionTest, TheDraftIsThereAgainWordForWordAndTheRecordNeverWas)
{
    const Draft before = givenDraft();
    const RecordId record = done(before);
    EXPECT_EQ(viewOf(record).state, RecordState::Completed);
    EXPECT_EQ(viewOf(record).sync, RecordSync::Here);
    EXPECT_FALSE(store->view().body(record).value()->answers.contains(u"why"_s));
    EXPECT_FALSE(store->drafts().find(record).value());
    EXPECT_EQ(store->drafts().count().value(), 0);
    clock.at.msSinceEpoch += limits::undoCompletionMs;
    const auto undone = undoCompletion(*store, record);
    ASSERT_TRUE(undone) << undone.error().detail.toStdString();
    EXPECT_EQ(*store->drafts().find(record).value(), before);
    EXPECT_FALSE(store->view().find(record)->has_value());
    EXPECT_FALSE(store->view().find(factIdOf(record))->has_value());
    EXPECT_EQ(store->outbox().counts()->kept, 0);
    EXPECT_EQ(undoCompletion(*store, record).error().code, ErrorCode::NotAllowed);
    // It can be completed again, and is then one record.
    EXPECT_EQ(done(before), record);
    EXPECT_EQ(store->outbox().counts()->kept, 2);
}

TEST_F(UndoCompletionTest, TooLateIsTooLate)
{
    const RecordId late = done(givenDraft());
    clock.at.msSinceEpoch += limits::undoCompletionMs + 1;
    EXPECT_EQ(undoCompletion(*store, late).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(offeredNow(), 2);
    EXPECT_EQ(undoCompletion(*store, late).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(viewOf(late).state, RecordState::Completed);
}

TEST_F(UndoCompletionTest, NothingIsSentWhileItCanBeTakenBackAndAtOnceWhenItCannot)
{
    const RecordId record = done(givenDraft());
    EXPECT_EQ(offeredNow(), 0);
    ASSERT_TRUE(store->settleCompletions());
    EXPECT_EQ(undoCompletion(*store, record).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(offeredNow(), 2);
    EXPECT_EQ(store->db().integer("SELECT count(*) FROM draft").value(), 0);   // nothing of it is left behind
}

TEST_F(UndoCompletionTest, TheNextCompletionEndsTheOffer)
{
    const RecordId first = done(givenDraft()), second = done(givenDraft());
    EXPECT_EQ(undoCompletion(*store, first).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(offeredNow(), 2);
    EXPECT_TRUE(undoCompletion(*store, second));
}

TEST_F(UndoCompletionTest, WhatHasAnAddendumStays)
{
    const RecordId record = done(givenDraft());
    ASSERT_TRUE(addAddendum(*store, record, u"The date was the 19th."_s));
    EXPECT_EQ(undoCompletion(*store, record).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(viewOf(record).state, RecordState::Completed);
}

TEST_F(UndoCompletionTest, ACompletionWithoutTheOfferIsNotTakenBack)
{
    const RecordId record = givenCompleted();
    EXPECT_EQ(undoCompletion(*store, record).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(undoCompletion(*store, newRecord()).error().code, ErrorCode::NotAllowed);
}

/// The same on a disk that can be pulled out at any write.
class UndoCompletionKillTest : public OnDisk<UndoCompletionTest> {
protected:
    /// 'd' the draft, 'r' the record with its fact and operations, anything else is what must never be.
    char present(const RecordId &id)
    {
        const bool draft = store->drafts().find(id)->has_value();
        const bool record = store->view().find(id)->has_value();
        const bool fact = store->view().find(factIdOf(id))->has_value();
        const qint64 operations = store->outbox().counts()->kept;
        if (draft && !record && !fact && operations == 0)
            return 'd';
        return !draft && record && fact && operations == 2 && offeredNow() == 2 ? 'r' : '?';
    }
};

TEST_F(UndoCompletionKillTest, AKillAtAnyWriteLeavesTheDraftOrTheRecord)
{
    openOnDisk();   // every round begins from here
    enrol();
    learnCouncil();
    store.reset();
    const auto image = vfs.take("/d/");
    QMap<char, int> seen;
    for (const bool powerCut : { false, true }) {
        for (const bool undoes : { false, true }) {
            bool wasCut = true;
            for (int after = 0; wasCut; ++after) {
                ASSERT_LT(after, 1000);
                vfs.put("/d/", image);
                openOnDisk();
                const Draft draft = givenDraft();
                if (undoes)
                    done(draft);
                vfs.dieAfter("/d/", after);
                const bool worked = undoes ? undoCompletion(*store, draft.id).hasValue() : complete(draft.id, CompleteOptions::Undo::Offered).hasValue();
                wasCut = !worked;
                reopen(powerCut);
                const char left = present(draft.id);
                EXPECT_NE(left, '?') << "after " << after << " writes of " << (undoes ? "undoing" : "completing");
                // What was said to be done is done.
                if (worked) {
                    EXPECT_EQ(left, undoes ? 'd' : 'r');
                }
                seen[left] += 1;
                store.reset();
            }
        }
    }
    RecordProperty("draft", seen.value('d'));
    RecordProperty("record", seen.value('r'));
    EXPECT_GE(seen.value('d'), 10);
    EXPECT_GE(seen.value('r'), 10);
}

} // namespace
