#include "core/base/limits.h"
#include "core/commands/discard_draft.h"
#include "core/commands/move_draft.h"
#include "core/forms/editing/template_edit.h"
#include "core/queries/draft_list.h"
#include "tests/unit/commands/disk_fixture.h"
#include "tests/unit/commands/template_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class EditTemplateTest : public TemplateTest {
protected:
    /// The template V with one more question, being made.
    TemplateDraft begun()
    {
        const auto draft = beginTemplateOf(*store, u"V"_s);
        EXPECT_TRUE(draft) << (draft ? "" : draft.error().detail.toStdString());
        return draft.value();
    }
    Json edited(const TemplateDraft &draft)
    {
        auto edit = TemplateEdit::of({ *parseJson(draft.form.questionnaire), draft.form.meta, *releasedLinkIds(*store, draft.form.form) }, random);
        EXPECT_TRUE(edit->addItem({}, {}, AnswerKind::LongText, u"Anything else?"_s));
        return edit->document();
    }
    /// The form V once more, as its version @p version.
    PublishedForm givenVersion(const QString &version)
    {
        PublishedForm next = (*findForm(*store, u"V@1.0"_s))->published;
        next.form = u"V@"_s + version;
        putReference(publishedId(RecordType::FormDefinition, next.form), publishedFormBody(next));
        return next;
    }
    [[nodiscard]] QString newerFor(const RecordId &draft)
    {
        const auto newer = newerFormFor(*store, draft, QDate(2026, 11, 30));
        return newer && *newer ? (*newer)->published.form : QString();
    }
    Result<FormPublication> publish(const RecordId &draft) { return publishTemplate(*store, draft, terms()); }
};

class EditTemplateKillTest : public OnDisk<EditTemplateTest> {
protected:
    void openLearned()
    {
        openOnDisk();
        enrol();
        learnCouncil();
        letPublish({ u"Social Worker"_s });
    }
};

} // namespace

TEST_F(EditTemplateTest, ATemplateBeingMadeIsKeptFoundAgainAndInNoListOfRecords)
{
    const TemplateDraft draft = begun();
    EXPECT_EQ(draft.base, u"V@1.0"_s);
    EXPECT_EQ(begun().id, draft.id) << "one goes on where one was";
    const Json document = edited(draft);
    ASSERT_TRUE(saveTemplate(*store, draft.id, document, draft.form.meta, u"when"_s));
    const auto drafts = templateDrafts(*store);
    ASSERT_EQ(drafts->size(), 1);
    EXPECT_EQ(*parseJson(drafts->first().form.questionnaire), document);
    EXPECT_EQ(drafts->first().focus, u"when"_s);
    EXPECT_TRUE(draftList(*store)->open.isEmpty());
    const auto fresh = beginTemplate(*store, { u"Doorstep check"_s, u"The visit"_s });
    ASSERT_TRUE(fresh);
    EXPECT_EQ(templateDrafts(*store)->size(), 2);
    EXPECT_EQ(draftList(*store)->open.size() + draftList(*store)->discarded.size(), 0);
}

TEST_F(EditTemplateTest, PublishingMakesTheNextVersionWhichIsUsedFromItsDayOnOnceTheHubHasIt)
{
    const TemplateDraft draft = begun();
    ASSERT_TRUE(saveTemplate(*store, draft.id, edited(draft), draft.form.meta, {}));
    const auto published = publish(draft.id);
    ASSERT_TRUE(published) << published.error().detail.toStdString();
    ASSERT_TRUE(published->record);
    EXPECT_EQ(published->form, u"V@1.1"_s);
    EXPECT_TRUE(templateDrafts(*store)->isEmpty());
    ASSERT_EQ(store->outbox().all()->size(), 1);
    const QDate from(2026, 12, 1);
    EXPECT_EQ((*findFormInForce(*store, u"V"_s, from))->published.form, u"V@1.0"_s) << "the hub has not taken it yet";
    takeOnHub(*published->record);
    ASSERT_TRUE(store->outbox().all()->size() == 1);
    const auto known = findForm(*store, u"V@1.1"_s);
    ASSERT_TRUE(known);
    EXPECT_EQ((*known)->dates, (FormDates { QDate(2026, 11, 23), QDate(2026, 11, 23), from, QDate(2027, 11, 23) }));
    EXPECT_EQ((*known)->questionnaire.status, u"active"_s);
    EXPECT_EQ((*known)->published.visibility, (*findForm(*store, u"V@1.0"_s))->published.visibility);
}

TEST_F(EditTemplateTest, AVersionThatCameFromTheHubIsInForceFromItsDayOn)
{
    PublishedForm next = (*findForm(*store, u"V@1.0"_s))->published;
    next.form = u"V@1.1"_s;
    Json document = withFormDates(*parseJson(next.questionnaire), { {}, {}, QDate(2026, 12, 1), {} });
    document.set(u"version"_s, u"1.1"_s);
    next.questionnaire = writeJson(document);
    putReference(publishedId(RecordType::FormDefinition, next.form), publishedFormBody(next));
    EXPECT_EQ((*findFormInForce(*store, u"V"_s, QDate(2026, 11, 30)))->published.form, u"V@1.0"_s);
    EXPECT_EQ((*findFormInForce(*store, u"V"_s, QDate(2026, 12, 1)))->published.form, u"V@1.1"_s);
    EXPECT_EQ(formsInForce(*store, QDate(2026, 11, 30))->size(), 1);

    // A draft on the old version: finished there, or moved with what fits; the old one can be brought back.
    const Draft old = begin(goodAnswers(u"Words"_s));
    EXPECT_FALSE(*newerFormFor(*store, old.id, QDate(2026, 11, 30)));
    ASSERT_TRUE(*newerFormFor(*store, old.id, QDate(2026, 12, 1)));
    const auto moved = moveDraft(*store, old.id, next.form);
    ASSERT_TRUE(moved) << moved.error().detail.toStdString();
    EXPECT_EQ((*store->drafts().find(*moved))->body.answers, old.body.answers);
    EXPECT_EQ((*store->drafts().find(*moved))->body.form, next.form);
    EXPECT_EQ((*store->drafts().find(*moved))->body.task, old.body.task);
    EXPECT_TRUE((*store->drafts().find(old.id))->discardedAtMs);
    EXPECT_EQ(lookAtMove(*store, *moved, u"X@1.0"_s).error().code, ErrorCode::NotFound);
    const Draft another = begin(goodAnswers());
    EXPECT_TRUE(complete(another.id)->record) << "finished on the version it began with";
}

TEST_F(EditTemplateTest, WhoeverFinishesADraftOnItsVersionIsNotAskedAgainUntilThereIsANewerOneStill)
{
    givenVersion(u"1.1 b"_s);
    const Draft draft = begin(goodAnswers());
    const Draft another = begin(goodAnswers());
    ASSERT_EQ(newerFor(draft.id), u"V@1.1 b"_s);
    ASSERT_TRUE(finishOnItsVersion(*store, draft.id, u"V@1.1 b"_s));
    EXPECT_EQ(newerFor(draft.id), QString());
    EXPECT_EQ(newerFor(another.id), u"V@1.1 b"_s);
    EXPECT_EQ(*store->drafts().find(draft.id).value(), draft) << "nothing else of it changes";
    givenVersion(u"1.2"_s);
    EXPECT_EQ(newerFor(draft.id), u"V@1.2"_s);
    EXPECT_EQ(finishOnItsVersion(*store, newRecord(), u"V@1.2"_s).error().code, ErrorCode::NotFound);
}

TEST_F(EditTemplateTest, ADeletedTemplateComesBackWithEveryWordForSevenDays)
{
    const TemplateDraft draft = begun();
    const Json document = edited(draft);
    ASSERT_TRUE(saveTemplate(*store, draft.id, document, draft.form.meta, {}));
    ASSERT_TRUE(discardDraft(*store, draft.id));
    EXPECT_TRUE(templateDrafts(*store)->isEmpty());
    const auto deleted = templateDrafts(*store, DraftTable::Which::Discarded);
    ASSERT_EQ(deleted->size(), 1);
    EXPECT_EQ(deleted->first().discardedAtMs, clock.at.msSinceEpoch);
    EXPECT_TRUE(draftList(*store)->discarded.isEmpty()) << "not among the records' drafts";
    EXPECT_NE(begun().id, draft.id) << "one begins anew";
    ASSERT_TRUE(restoreDraft(*store, draft.id));
    EXPECT_EQ(templateDrafts(*store)->size(), 2);
    ASSERT_TRUE(discardDraft(*store, draft.id));
    clock.at.msSinceEpoch += limits::discardedDraftDays * 24LL * 3600 * 1000 + 1;
    ASSERT_EQ(purgeDiscardedDrafts(*store).value(), 1);
    EXPECT_EQ(restoreDraft(*store, draft.id).error().code, ErrorCode::NotFound);
}

TEST_F(EditTemplateTest, ANewTemplateWithAPartOfTheObservedPersonIsForThemToo)
{
    const auto fresh = beginTemplate(*store, { u"Observation"_s, u"Seen"_s });
    ASSERT_TRUE(fresh);
    auto edit = TemplateEdit::of({ *parseJson(fresh->form.questionnaire), fresh->form.meta, {} }, random);
    const QString section = edit->form().items.first().linkId;
    ASSERT_TRUE(edit->addItem(section, {}, AnswerKind::Person, u"Who was observed?"_s));
    const auto reply = edit->addItem(section, {}, AnswerKind::LongText, u"Their reflection"_s);
    ASSERT_TRUE(reply);
    ASSERT_TRUE(edit->setHand(*reply, OfferedHand::Observed));
    ASSERT_TRUE(saveTemplate(*store, fresh->id, edit->document(), edit->meta(), {}));
    const auto published = publish(fresh->id);
    ASSERT_TRUE(published && published->record) << (published ? qPrintable(published->problems.value(0).text) : qPrintable(published.error().detail));
    const PublishedForm version = (*findForm(*store, published->form))->published;
    EXPECT_EQ(version.visibility, (VisibilityRule { { u"author"_s }, { u"author"_s, u"lead"_s, u"observed"_s } }));
    EXPECT_EQ(version.meta[u"steps"_s].toArray().size(), 1);
}

TEST_F(EditTemplateTest, WhoMayNotPublishIsToldAndKeepsWhatTheyMade)
{
    const TemplateDraft draft = begun();
    for (const QStringList &roles : { QStringList(), QStringList { u"Team Manager"_s } }) {
        letPublish(roles);
        EXPECT_FALSE(*mayPublishForms(*store));
        EXPECT_EQ(publish(draft.id).error().code, ErrorCode::NotAllowed);
    }
    EXPECT_EQ(templateDrafts(*store)->size(), 1);
    EXPECT_TRUE(store->outbox().all()->isEmpty());
    letPublish({ u"Team Manager"_s, u"Social Worker"_s });
    EXPECT_TRUE(publish(draft.id)->record);
}

TEST_F(EditTemplateTest, WhatIsWrongIsSaidAndNothingIsPublished)
{
    const TemplateDraft draft = begun();
    auto edit = TemplateEdit::of({ *parseJson(draft.form.questionnaire), {}, {} }, random);
    ASSERT_TRUE(edit->setText(u"note"_s, u""_s));
    ASSERT_TRUE(saveTemplate(*store, draft.id, edit->document(), {}, {}));
    const auto published = publish(draft.id);
    ASSERT_TRUE(published);
    EXPECT_FALSE(published->record);
    ASSERT_EQ(published->problems.size(), 1);
    EXPECT_EQ(published->problems[0].linkId, u"note"_s);
    EXPECT_EQ(publishTemplate(*store, draft.id, terms(QDate(2026, 11, 22))).error().code, ErrorCode::InvalidInput) << "in the past";
    EXPECT_EQ(templateDrafts(*store)->size(), 1);
    EXPECT_TRUE(store->outbox().all()->isEmpty());
}

TEST_F(EditTemplateTest, TiesToActivitiesThatAreNoneAreRefusedInOneSentenceAndKept)
{
    const TemplateDraft draft = begun();
    const auto saved = [&](const Json &activities) {
        const Json document = *parseJson(draft.form.questionnaire);
        ASSERT_TRUE(saveTemplate(*store, draft.id, document, Json::object({ { u"activities"_s, activities } }), {}));
    };
    const auto refusal = [&] {
        const auto published = publish(draft.id);
        EXPECT_FALSE(published);
        EXPECT_EQ(published.error().code, ErrorCode::InvalidInput);
        return published.error().detail;
    };
    saved(u"observe"_s);
    EXPECT_TRUE(refusal().contains(u"no list"_s));
    saved(Json::strings({ u"Observe practice"_s }));
    EXPECT_TRUE(refusal().contains(u"\"Observe practice\""_s));
    saved(Json::strings({ u"a:b"_s, u"a:b"_s }));
    EXPECT_TRUE(refusal().contains(u"twice"_s));
    EXPECT_EQ(templateDrafts(*store)->size(), 1) << "what was made is kept";
    EXPECT_TRUE(store->outbox().all()->isEmpty());
    saved(Json::strings({ u"a:b"_s, u"a:c"_s }));
    EXPECT_TRUE(publish(draft.id)->record);
}

TEST_F(EditTemplateTest, APublishedVersionNeverChanges)
{
    PublishedForm same = (*findForm(*store, u"V@1.0"_s))->published;
    putReference(publishedId(RecordType::FormDefinition, same.form), publishedFormBody(same));   // as a hub names it
    Json document = *parseJson(same.questionnaire);
    document.set(u"name"_s, u"V"_s);
    same.questionnaire = writeJson(document);
    EXPECT_EQ(publishForm(*store, same, terms()).error().code, ErrorCode::AlreadyExists);
}

TEST_F(EditTemplateTest, CountsVersionsAsPeopleDo)
{
    EXPECT_EQ(nextVersion({}, u"V"_s), u"1.0"_s);
    EXPECT_EQ(nextVersion({ u"V@1.9"_s, u"V@1.10"_s, u"W@3.0"_s }, u"V"_s), u"1.11"_s);
    EXPECT_EQ(nextVersion({ u"V@1.1.4"_s }, u"V"_s), u"1.2.0"_s);
    EXPECT_EQ(nextVersion({ u"V@2"_s }, u"V"_s), u"2.1"_s);
    EXPECT_EQ(nextVersion({ u"V@2024.spring"_s }, u"V"_s), u"2024.spring.1"_s);
}

TEST_F(EditTemplateKillTest, AKillAtAnyWriteLeavesTheTemplateBeingMadeOrTheVersion)
{
    openLearned();
    const TemplateDraft draft = begun();
    const Json document = edited(draft);
    ASSERT_TRUE(saveTemplate(*store, draft.id, document, draft.form.meta, {}));
    int made = 0, versions = 0;
    cutAtEveryWrite([&] { return publish(draft.id).hasValue(); },
                    [&](bool wasCut) {
                        const auto left = templateDrafts(*store);
                        ASSERT_TRUE(left);
                        EXPECT_EQ(store->outbox().all()->size(), left->isEmpty() ? 1 : 0);
                        EXPECT_TRUE(left->isEmpty() || *parseJson(left->first().form.questionnaire) == document);
                        EXPECT_TRUE(wasCut || left->isEmpty()) << "what was said to be published is";
                        left->isEmpty() ? ++versions : ++made;
                    });
    std::printf("%d cuts left the template being made, %d the version\n", made, versions);
    EXPECT_GT(made, 20);
    EXPECT_GE(versions, 2);
}

TEST_F(EditTemplateKillTest, WhatWasSaidToBeKeptSurvivesAKillAtAnyWrite)
{
    openLearned();
    const TemplateDraft draft = begun();
    const Json before = *parseJson(draft.form.questionnaire);
    const Json after = edited(draft);
    const int cuts = cutAtEveryWrite([&] { return saveTemplate(*store, draft.id, after, draft.form.meta, {}).hasValue(); },
                                     [&](bool wasCut) {
                                         const Json kept = *parseJson(templateDrafts(*store)->first().form.questionnaire);
                                         EXPECT_TRUE(kept == after || (wasCut && kept == before));
                                     });
    EXPECT_GE(cuts, 10);
}

TEST_F(EditTemplateKillTest, AKillAtAnyWriteWhileADraftMovesLeavesItOnOneVersionWithNothingLost)
{
    openLearned();
    const PublishedForm next = givenVersion(u"1.1"_s);
    const Draft old = begin(goodAnswers(u"Words"_s));
    int before = 0, moved = 0;
    cutAtEveryWrite([&] { return moveDraft(*store, old.id, next.form).hasValue(); },
                    [&](bool wasCut) {
                        const auto open = store->drafts().list();
                        ASSERT_EQ(open->size(), 1);
                        EXPECT_EQ(open->first().body.answers, old.body.answers);
                        const bool isMoved = open->first().body.form == next.form;
                        EXPECT_TRUE(wasCut || isMoved);
                        EXPECT_EQ(store->drafts().list(DraftTable::Which::Discarded)->size(), isMoved ? 1 : 0);
                        isMoved ? ++moved : ++before;
                    });
    EXPECT_GT(before, 10);
    EXPECT_GE(moved, 2);
}

TEST_F(EditTemplateKillTest, AKillAtAnyWriteWhileADraftStaysOnItsVersionAsksAgainOrNot)
{
    openLearned();
    givenVersion(u"1.1"_s);
    const Draft draft = begin(goodAnswers(u"Words"_s));
    int asked = 0, stays = 0;
    cutAtEveryWrite([&] { return finishOnItsVersion(*store, draft.id, u"V@1.1"_s).hasValue(); },
                    [&](bool wasCut) {
                        EXPECT_EQ(*store->drafts().find(draft.id).value(), draft);
                        const bool stayed = newerFor(draft.id).isEmpty();
                        EXPECT_TRUE(wasCut || stayed);
                        stayed ? ++stays : ++asked;
                    });
    EXPECT_GT(asked, 2);
    EXPECT_GE(stays, 2);
}

TEST_F(EditTemplateKillTest, AKillAtAnyWriteWhileADraftGoesBackLeavesOneOfTheTwoOpenAndBothKept)
{
    openLearned();
    const PublishedForm next = givenVersion(u"1.1"_s);
    const Draft old = begin(goodAnswers(u"Words"_s));
    const RecordId moved = moveDraft(*store, old.id, next.form).value();
    ASSERT_TRUE(saveDraft(*store, moved, goodAnswers(u"More words"_s), {}));
    int forward = 0, back = 0;
    cutAtEveryWrite([&] { return moveDraftBack(*store, moved, old.id).hasValue(); },
                    [&](bool wasCut) {
                        const auto open = store->drafts().list();
                        const auto away = store->drafts().list(DraftTable::Which::Discarded);
                        ASSERT_EQ(open->size(), 1);
                        ASSERT_EQ(away->size(), 1);
                        const bool isBack = open->first().id == old.id;
                        EXPECT_TRUE(wasCut || isBack);
                        EXPECT_EQ((isBack ? open : away)->first().body.answers, goodAnswers(u"Words"_s).fields()) << "as it was";
                        EXPECT_EQ((isBack ? away : open)->first().body.answers, goodAnswers(u"More words"_s).fields()) << "what was written since";
                        isBack ? ++back : ++forward;
                    });
    EXPECT_GT(forward, 5);
    EXPECT_GE(back, 2);
}
