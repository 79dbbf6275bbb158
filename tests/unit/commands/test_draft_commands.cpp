#include "core/commands/discard_draft.h"
#include "tests/unit/commands/command_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class DraftCommandTest : public CommandTest { };

TEST_F(DraftCommandTest, ADraftBelongsWhereItsAuthorMayWrite)
{
    const Draft inTasksService = begin(goodAnswers());
    EXPECT_EQ(inTasksService.body.service, ServiceId(u"s2"_s));
    EXPECT_EQ(inTasksService.body.team, TeamId(u"t1"_s));
    EXPECT_EQ(inTasksService.body.role, u"Social Worker"_s);
    const auto elsewhere = beginDraft(*store, { u"V@1.0"_s, {}, ServiceId(u"s9"_s), PersonId(u"p3"_s), {}, {} });
    EXPECT_EQ(elsewhere->body.service, ServiceId(u"s1"_s));
    EXPECT_EQ(elsewhere->body.team, TeamId(u"t1"_s));    // p3's team is not the author's to write into
    const auto observation = beginDraft(*store, { u"V@1.0"_s, {}, {}, PersonId(u"p2"_s), {}, {} });
    EXPECT_EQ(observation->body.team, TeamId(u"t2"_s));  // p2's team is one the author leads
}

TEST_F(DraftCommandTest, WhatIsTypedIsKeptWithItsPlace)
{
    const Draft draft = begin({});
    clock.at.msSinceEpoch += 300;
    ASSERT_TRUE(saveDraft(*store, draft.id, goodAnswers(u"Céline – 🐦"_s), u"note"_s));
    const auto kept = store->drafts().find(draft.id).value();
    EXPECT_EQ(kept->body.answers, goodAnswers(u"Céline – 🐦"_s).fields());
    EXPECT_EQ(kept->focus, u"note"_s);
    EXPECT_EQ(kept->savedAtMs, clock.at.msSinceEpoch);
    EXPECT_EQ(kept->body.madeAtMs, draft.body.madeAtMs);
}

TEST_F(DraftCommandTest, TextThatCannotBeStoredIsNamedAndChangesNothing)
{
    const Draft draft = begin(goodAnswers());
    for (const QString &bad : { QString(QChar(u'\0')), QString(QChar(0xd800)) }) {
        const auto refused = saveDraft(*store, draft.id, goodAnswers(u"a"_s + bad), {});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
        EXPECT_TRUE(refused.error().detail.contains(u"\"note\""_s));
    }
    EXPECT_EQ(store->drafts().find(draft.id).value(), draft);
}

TEST_F(DraftCommandTest, ADraftHasABoundThatCanBeReadBack)
{
    Answers many;
    for (int i = 0; i < 12; ++i)
        many.set(u"f%1"_s.arg(i), QString(limits::answerBytesMax - 8, u'a'));
    const Draft draft = begin({});
    ASSERT_TRUE(saveDraft(*store, draft.id, many, {}));
    EXPECT_EQ(store->drafts().find(draft.id).value()->body.answers, many.fields());
    many.set(u"more"_s, QString(limits::answerBytesMax, u'a'));
    EXPECT_EQ(saveDraft(*store, draft.id, many, {}).error().code, ErrorCode::TooLarge);
}

TEST_F(DraftCommandTest, ADiscardedDraftCanBeBroughtBackForSevenDays)
{
    const Draft draft = begin(goodAnswers());
    ASSERT_TRUE(discardDraft(*store, draft.id));
    EXPECT_EQ(discardDraft(*store, draft.id).error().code, ErrorCode::NotFound);
    clock.at.msSinceEpoch += 7LL * 24 * 3600 * 1000;
    EXPECT_EQ(purgeDiscardedDrafts(*store).value(), 0);
    ASSERT_TRUE(restoreDraft(*store, draft.id));
    ASSERT_TRUE(discardDraft(*store, draft.id));
    clock.at.msSinceEpoch += 7LL * 24 * 3600 * 1000 + 1;
    EXPECT_EQ(purgeDiscardedDrafts(*store).value(), 1);
    EXPECT_EQ(restoreDraft(*store, draft.id).error().code, ErrorCode::NotFound);
}

} // namespace
