// A device handed over: locked across any end of the program, given back by its code, and what was said kept whole or not at all.
#include "core/base/limits.h"
#include "core/commands/hand_over.h"
#include "core/records/fact.h"
#include "tests/unit/commands/command_fixture.h"
#include "tests/unit/commands/disk_fixture.h"

#include <sodium.h>

#include <array>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QString code = u"4711"_s;

class HandOverTest : public CommandTest {
protected:
    void learnForm()
    {
        static constexpr char asked[] = R"({"resourceType":"Questionnaire","url":"urn:test:asked","version":"1.0","status":"active","title":"Asked",
            "extension":[{"url":"urn:sightline:ext:product-function","extension":[{"url":"name","valueCode":"alert"},{"url":"question","valueString":"talk"},
              {"url":"code","valueString":"true"},{"url":"who","valueString":"name"},{"url":"what","valueString":"good"}]}],
            "item":[{"linkId":"about","text":"About","type":"string","required":true},
                {"linkId":"theirs","text":"Theirs","type":"group","extension":[{"url":"urn:sightline:ext:hand-over","valueCode":"one-question"}],"item":[
                  {"linkId":"ok","text":"OK?","type":"boolean","required":true},
                  {"linkId":"good","text":"Good?","type":"text"},{"linkId":"talk","text":"Talk?","type":"boolean"},
                  {"linkId":"name","text":"Name?","type":"string"}]}]})";
        putReference(newRecord(), publishedFormBody({ u"H@1.0"_s, u"Asked"_s, asked, { { u"author"_s }, { u"author"_s, u"lead"_s } } }));
    }
    RecordId given(bool ownPartIsWhole = true)
    {
        Answers answers;
        if (ownPartIsWhole)
            answers.set(u"about"_s, u"A visit"_s);
        NewDraft draft;
        draft.form = u"H@1.0"_s;
        draft.task = TaskReference { ActivityKey(u"s1:visits"_s), u"service:s1"_s, u"2026-10-01"_s };
        draft.answers = answers;
        const auto begun = beginDraft(*store, draft);
        EXPECT_TRUE(begun);
        return begun->id;
    }
    RecordId handedOver()
    {
        const RecordId draft = given();
        const auto begun = beginHandOver(*store, draft, code);
        EXPECT_TRUE(begun) << (begun ? "" : begun.error().detail.toStdString());
        return draft;
    }
    /// The code of the device handed over, hashed at the least cost: for tests that try one many times. What a code costs is not theirs.
    void makeCodeCheap()
    {
        std::array<char, crypto_pwhash_STRBYTES> hash {};
        ASSERT_EQ(crypto_pwhash_str(hash.data(), "4711", 4, crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN), 0);
        const QString name = u"hand_over.present"_s;
        const auto kept = parseJson(store->meta().text(name)->toUtf8());
        ASSERT_TRUE(kept && !(*kept)[u"code"_s].toString().isEmpty());
        Json cheap = *kept;
        cheap.set(u"code"_s, QString::fromLatin1(hash.data()));
        ASSERT_TRUE(store->transact([&] { return store->meta().setText(name, QString::fromUtf8(writeJson(cheap))); }));
    }
    static Answers said(bool wantsToTalk = false)
    {
        return Answers(Answers::Fields { { u"about"_s, u"A visit"_s }, { u"ok"_s, true }, { u"good"_s, u"They listened."_s }, { u"talk"_s, wantsToTalk } });
    }
    FormContext context() const
    {
        FormContext context;
        context.today = QDate(2026, 11, 23);
        return context;
    }
    Result<HandOver> finish(const Answers &answers, Said what = Said::Keep) { return finishHandOver(*store, answers, context(), what); }
    HandBack::Outcome tryCode(const QString &typed)
    {
        const auto back = giveBack(*store, typed, context());
        EXPECT_TRUE(back) << (back ? "" : back.error().detail.toStdString());
        return back->outcome;
    }
    bool isLocked() { return presentHandOver(*store)->has_value(); }
    qsizetype operations() { return store->outbox().all()->size(); }
};

TEST_F(HandOverTest, IsLockedUntilItsCodeIsGivenAndTheCodeIsNowhereInTheStore)
{
    learnForm();
    EXPECT_FALSE(isLocked());
    const RecordId draft = handedOver();
    ASSERT_TRUE(isLocked());
    EXPECT_EQ((*presentHandOver(*store))->draft, draft);
    EXPECT_EQ(beginHandOver(*store, given(), code).error().code, ErrorCode::AlreadyExists);
    const QString kept = store->meta().text(u"hand_over.present"_s).value();
    EXPECT_FALSE(kept.contains(code));
    EXPECT_TRUE(kept.contains(u"argon2id"_s)) << "a stretched hash with a salt of its own";
    ASSERT_TRUE(finish(said()));
    EXPECT_TRUE(isLocked()) << "finished, and still not its owner's";
    EXPECT_EQ(tryCode(u"4712"_s), HandBack::Outcome::WrongCode);
    EXPECT_TRUE(isLocked());
    EXPECT_EQ(tryCode(code), HandBack::Outcome::Given);
    EXPECT_FALSE(isLocked());
    EXPECT_EQ(giveBack(*store, code, context()).error().code, ErrorCode::NotFound);
}

TEST_F(HandOverTest, ACodeHasALeastAndALargestLength)
{
    learnForm();
    const RecordId draft = given();
    EXPECT_EQ(beginHandOver(*store, draft, QString(limits::handOverCodeMin - 1, u'1')).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(beginHandOver(*store, draft, QString(limits::handOverCodeMax + 1, u'1')).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(beginHandOver(*store, newRecord(), code).error().code, ErrorCode::NotFound);
    EXPECT_FALSE(isLocked());
    EXPECT_TRUE(beginHandOver(*store, draft, QString(limits::handOverCodeMax, u'1')));
}

TEST_F(HandOverTest, WhatWasSaidIsOneCompletedRecordWithItsFactAndWantingToTalkGoesFirst)
{
    learnForm();
    const RecordId draft = handedOver();
    const auto ended = finish(said(true));
    ASSERT_TRUE(ended) << ended.error().detail.toStdString();
    EXPECT_EQ(ended->record, draft);
    EXPECT_TRUE(ended->raisesConcern);
    EXPECT_EQ(viewOf(draft).state, RecordState::Completed);
    EXPECT_EQ(viewOf(factIdOf(draft)).state, RecordState::Completed);
    const RecordBody body = *store->view().body(draft).value();
    EXPECT_EQ(body.author, person) << "the author is whose device it is, as is true";
    EXPECT_FALSE(body.answers.contains(u"name"_s)) << "who gave no name has none";
    EXPECT_FALSE(*store->drafts().find(draft));
    const auto batch = store->transact([&] { return store->outbox().nextBatch(100, 1 << 20, clock.now()); });
    ASSERT_TRUE(batch && !batch->entries.isEmpty());
    EXPECT_EQ(batch->entries.first().operation.record, draft) << "urgent, and not held back for anybody to undo";
    EXPECT_EQ(finish(said()).error().code, ErrorCode::NotFound) << "nothing of it is said twice";
}

TEST_F(HandOverTest, SomebodyWhoStopsMayLeaveAnythingOutOrTakeItAllBack)
{
    learnForm();
    const RecordId draft = handedOver();
    const auto ended = finish(Answers(Answers::Fields { { u"about"_s, u"A visit"_s }, { u"ok"_s, true } }));
    ASSERT_TRUE(ended && ended->record) << "half said is said";
    ASSERT_EQ(tryCode(code), HandBack::Outcome::Given);

    const RecordId other = handedOver();
    const auto nothing = finish(said(), Said::TakeBack);
    ASSERT_TRUE(nothing);
    EXPECT_FALSE(nothing->record);
    const auto left = store->drafts().find(other).value();
    ASSERT_TRUE(left) << "the author's own part stays theirs";
    EXPECT_EQ(left->body.answers, (Json::Object { { u"about"_s, u"A visit"_s } }));
    ASSERT_EQ(tryCode(code), HandBack::Outcome::Given);

    const RecordId silent = handedOver();
    const auto unsaid = finish(Answers(Answers::Fields { { u"about"_s, u"A visit"_s }, { u"good"_s, u"  "_s } }));
    ASSERT_TRUE(unsaid);
    EXPECT_FALSE(unsaid->record) << "an empty record would count for a task";
    EXPECT_TRUE(*store->drafts().find(silent));
    EXPECT_NE(draft, other);
}

TEST_F(HandOverTest, GivenBackInTheMiddleWhatWasSaidIsKeptAndFinal)
{
    learnForm();
    const RecordId draft = handedOver();
    ASSERT_TRUE(saveDraft(*store, draft, said(), u"good"_s));
    const auto back = giveBack(*store, code, context());
    ASSERT_TRUE(back);
    EXPECT_EQ(back->was.record, draft);
    EXPECT_EQ(viewOf(draft).state, RecordState::Completed) << "its owner cannot page back into it";
    EXPECT_EQ(store->view().body(draft).value()->answers.value(u"good"_s), Json(u"They listened."_s));
}

TEST_F(HandOverTest, WhatCannotBeCompletedStaysInTheDraftSealed)
{
    learnForm();
    const RecordId draft = given(false);
    ASSERT_TRUE(beginHandOver(*store, draft, code));
    Answers answers = said();
    answers.remove(u"about"_s);
    const auto ended = finish(answers);
    ASSERT_TRUE(ended);
    EXPECT_TRUE(ended->isLeftInDraft);
    EXPECT_FALSE(ended->record);
    EXPECT_TRUE(isHandedOverPartSealed(*store, draft).value());
    EXPECT_FALSE(isHandedOverPartSealed(*store, newRecord()).value());
    EXPECT_EQ(store->drafts().find(draft).value()->body.answers.value(u"good"_s), Json(u"They listened."_s)) << "not a word is lost";
}

TEST_F(HandOverTest, WrongCodesWaitLongerAndLongerButNeverForEver)
{
    learnForm();
    handedOver();
    makeCodeCheap();
    for (int i = 0; i < limits::handOverFreeTries; ++i)
        EXPECT_EQ(tryCode(u"0000"_s), HandBack::Outcome::WrongCode);
    EXPECT_EQ(tryCode(u"0000"_s), HandBack::Outcome::WrongCode);
    EXPECT_EQ(tryCode(code), HandBack::Outcome::MustWait) << "also the right one, or waiting would say which it is";
    qint64 before = 0;
    for (int i = 0; i < 12; ++i) {
        const qint64 wait = giveBack(*store, u"0000"_s, context())->retryAtMs - clock.at.msSinceEpoch;
        EXPECT_GE(wait, before);
        EXPECT_LE(wait, limits::handOverLongestWaitMs);
        before = wait;
        clock.at.msSinceEpoch += wait;
        EXPECT_EQ(tryCode(u"0000"_s), HandBack::Outcome::WrongCode);
    }
    EXPECT_EQ(before, limits::handOverLongestWaitMs);
    // A clock put back by a year lengthens nothing.
    clock.at.msSinceEpoch -= 365LL * 24 * 3600 * 1000;
    EXPECT_LE(giveBack(*store, code, context())->retryAtMs - clock.at.msSinceEpoch, limits::handOverLongestWaitMs);
    clock.at.msSinceEpoch += 365LL * 24 * 3600 * 1000 + limits::handOverLongestWaitMs;
    EXPECT_EQ(tryCode(code), HandBack::Outcome::Given);
}

TEST_F(HandOverTest, AForgottenCodeLocksNobodyOutOfTheirOwnWords)
{
    learnForm();
    const RecordId draft = handedOver();
    ASSERT_TRUE(saveDraft(*store, draft, said(), {}));
    const qint64 from = forgottenFromMs(**presentHandOver(*store));
    EXPECT_EQ(from, clock.at.msSinceEpoch + limits::handOverForgottenHours * 3600LL * 1000);
    clock.at.msSinceEpoch = from - 1;
    EXPECT_EQ(giveBackWithoutCode(*store, context(), false).error().code, ErrorCode::NotAllowed);
    EXPECT_TRUE(isLocked());
    clock.at.msSinceEpoch = from;
    const auto back = giveBackWithoutCode(*store, context(), false);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->record, draft);
    EXPECT_FALSE(isLocked());
    // Whoever opens the store with its key need not wait.
    handedOver();
    EXPECT_TRUE(giveBackWithoutCode(*store, context(), true));
    EXPECT_FALSE(isLocked());
}

TEST_F(HandOverTest, WhereAPinOpensTheStoreNoCodeDoesAndTimeNeitherOnlyWhoeverUnlocksIt)
{
    learnForm();
    const RecordId draft = given();
    ASSERT_TRUE(beginHandOverByPin(*store, draft));
    ASSERT_TRUE(isLocked());
    EXPECT_TRUE((*presentHandOver(*store))->isByPin);
    EXPECT_EQ(giveBack(*store, {}, context()).error().code, ErrorCode::NotAllowed);
    clock.at.msSinceEpoch += limits::handOverForgottenHours * 3600LL * 1000;
    EXPECT_EQ(giveBackWithoutCode(*store, context(), false).error().code, ErrorCode::NotAllowed);
    EXPECT_TRUE(isLocked());
    EXPECT_TRUE(giveBackWithoutCode(*store, context(), true));
    EXPECT_FALSE(isLocked());
}

/// The same on a disk that can be pulled out at any write.
class HandOverKillTest : public OnDisk<HandOverTest> {
protected:
    void set()
    {
        openOnDisk();
        enrol();
        learnCouncil();
        learnForm();
    }
};

TEST_F(HandOverKillTest, FinishingLeavesTheQuestionsOrTheRecordAndIsLockedEitherWay)
{
    set();
    const RecordId draft = handedOver();
    ASSERT_TRUE(saveDraft(*store, draft, said(), u"talk"_s));
    int asking = 0, finished = 0;
    const int cuts = cutAtEveryWrite([&] { return finish(said()).hasValue(); },
                                     [&](bool wasCut) {
                                         const auto present = presentHandOver(*store);
                                         ASSERT_TRUE(present && *present) << "it opened";
                                         const bool isDraft = store->drafts().find(draft)->has_value();
                                         const bool isRecord = operations() == 2;   // the record and its fact
                                         EXPECT_EQ(isDraft, !isRecord);
                                         EXPECT_EQ((*present)->isFinished, isRecord);
                                         EXPECT_TRUE(wasCut || isRecord);
                                         (isRecord ? finished : asking) += 1;
                                     });
    std::printf("%d cuts: %d times the questions were left, %d times the record\n", cuts, asking, finished);
    EXPECT_GT(asking, 20);
    EXPECT_GE(finished, 2);
}

TEST_F(HandOverKillTest, HandingOverLeavesItLockedWithItsCodeOrNotAtAll)
{
    set();
    const RecordId draft = given();
    int locked = 0, open = 0;
    cutAtEveryWrite([&] { return beginHandOver(*store, draft, code).hasValue(); },
                    [&](bool wasCut) {
                        ASSERT_TRUE(store->drafts().find(draft)->has_value());
                        EXPECT_TRUE(wasCut || isLocked());
                        (isLocked() ? locked : open) += 1;
                        if (isLocked()) {
                            EXPECT_EQ(tryCode(code), HandBack::Outcome::Given);
                        }
                    });
    EXPECT_GT(open, 5);
    EXPECT_GE(locked, 2);
}

TEST_F(HandOverKillTest, ATriedCodeIsCountedBeforeItIsLookedAt)
{
    set();
    handedOver();
    makeCodeCheap();
    int uncounted = 0;
    cutAtEveryWrite([&] { return giveBack(*store, u"0000"_s, context()).hasValue(); },
                    [&](bool wasCut) {
                        ASSERT_TRUE(isLocked());
                        const int tries = (*presentHandOver(*store))->tries;
                        EXPECT_TRUE(wasCut || tries == 1) << "an answer was given for nothing";
                        uncounted += tries == 0 ? 1 : 0;
                    });
    EXPECT_GT(uncounted, 3);
}

TEST_F(HandOverKillTest, GivingBackInTheMiddleNeverOpensWhatIsNotFinished)
{
    set();
    const RecordId draft = handedOver();
    makeCodeCheap();
    ASSERT_TRUE(saveDraft(*store, draft, said(), u"talk"_s));
    int lockedWithRecord = 0;
    cutAtEveryWrite([&] { return giveBack(*store, code, context()).hasValue(); },
                    [&](bool) {
                        const bool isDraft = store->drafts().find(draft)->has_value();
                        if (!isLocked()) {
                            EXPECT_FALSE(isDraft) << "open, and a child's answers can be changed";
                        }
                        lockedWithRecord += isLocked() && !isDraft ? 1 : 0;
                    });
    EXPECT_GT(lockedWithRecord, 0);
}

} // namespace
