#include "core/calendar/council_time.h"
#include "core/commands/add_addendum.h"
#include "core/commands/void_record.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/queries/capture_context.h"
#include "core/queries/draft_list.h"
#include "core/queries/held_list.h"
#include "core/queries/record_detail.h"
#include "core/queries/store_summary.h"
#include "core/queries/sync_diary.h"
#include "core/queries/sync_summary.h"
#include "tests/unit/commands/command_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class RecordQueryTest : public CommandTest { };

TEST_F(RecordQueryTest, ListsDraftsAndRecordsWithWhereEachIs)
{
    const RecordId record = givenCompleted();
    const Draft draft = begin(goodAnswers());
    RecordBody theirs = formBody(u"theirs"_s);
    theirs.author = PersonId(u"p2"_s);
    theirs.completedAtMs -= 1;
    const RecordId foreign = newRecord();
    putReference(foreign, theirs);
    const auto all = recordList(*store);
    ASSERT_TRUE(all) << all.error().detail.toStdString();
    ASSERT_EQ(all->items.size(), 3);
    EXPECT_EQ(all->items.at(0).id, draft.id);
    EXPECT_EQ(all->items.at(0).sync, RecordSync::Draft);
    EXPECT_EQ(all->items.at(1).id, record);
    EXPECT_EQ(all->items.at(1).sync, RecordSync::Here);
    EXPECT_EQ(all->items.at(1).title, u"Visit"_s);
    EXPECT_FALSE(all->items.at(1).hubTimeMs);
    EXPECT_EQ(all->items.at(2).id, foreign);
    EXPECT_EQ(all->items.at(2).authorName, u"Social Worker B"_s);
    EXPECT_EQ(all->items.at(2).seq, 1);
    EXPECT_EQ(all->items.at(2).hubTimeMs, 5);
    EXPECT_EQ(recordList(*store, { .whose = RecordFilter::Whose::Mine })->items.size(), 2);
    const auto one = recordList(*store, { .withDrafts = false, .limit = 1 });
    EXPECT_EQ(one->items.size(), 1);
    EXPECT_TRUE(one->hasMore);
}

TEST_F(RecordQueryTest, OnesOwnRecordsAreReadPastAnyNumberOfOthersAndDraftsTakeNoPlace)
{
    const RecordId mine = givenCompleted();
    begin(goodAnswers());
    RecordBody theirs = formBody(u"theirs"_s);
    theirs.author = PersonId(u"p2"_s);
    for (int i = 0; i < 3; ++i) {
        theirs.completedAtMs += 1'000'000;   // all newer than one's own
        putReference(newRecord(), theirs);
    }
    const auto own = recordList(*store, { .whose = RecordFilter::Whose::Mine, .limit = 1 });
    ASSERT_TRUE(own) << own.error().detail.toStdString();
    ASSERT_EQ(own->items.size(), 2);   // the draft, and the record beside it
    EXPECT_EQ(own->items.at(1).id, mine);
    EXPECT_FALSE(own->hasMore);
    const auto others = recordList(*store, { .whose = RecordFilter::Whose::Others, .limit = 2 });
    ASSERT_TRUE(others);
    ASSERT_EQ(others->items.size(), 2);
    EXPECT_TRUE(others->hasMore);
    for (const RecordListItem &item : others->items)
        EXPECT_FALSE(item.isMine);
    EXPECT_FALSE(recordList(*store, { .whose = RecordFilter::Whose::Others, .limit = 3 })->hasMore);
}

TEST_F(RecordQueryTest, ARecordAndItsAddendaAreOneResponse)
{
    const RecordId record = givenCompleted(u"Céline said \"no\""_s);
    clock.at.msSinceEpoch += 60'000;
    ASSERT_TRUE(addAddendum(*store, record, u"It was the 19th."_s));
    const auto detail = recordDetail(*store, record);
    ASSERT_TRUE(detail) << detail.error().detail.toStdString();
    ASSERT_EQ(detail->hands.size(), 1);
    EXPECT_TRUE(detail->hands.first().sawThisVersion);
    EXPECT_EQ(detail->item.laterHands, 1);
    const auto response = recordResponse(*detail, englandCalendar().zone());
    ASSERT_TRUE(response);
    EXPECT_EQ((*response)[u"resourceType"_s].toString(), u"QuestionnaireResponse"_s);
    EXPECT_EQ((*response)[u"status"_s].toString(), u"amended"_s);
    EXPECT_EQ((*response)[u"id"_s].toString(), record.toString());
    const QByteArray text = writeJson(*response);
    EXPECT_TRUE(text.contains("C\xc3\xa9line said"));
    EXPECT_TRUE(text.contains("It was the 19th."));
    EXPECT_TRUE(text.contains("urn:sightline:ext:addendum"));
    ASSERT_TRUE(voidRecord(*store, record, u"Wrong family"_s));
    EXPECT_EQ((*recordResponse(*recordDetail(*store, record), englandCalendar().zone()))[u"status"_s].toString(), u"entered-in-error"_s);
}

TEST_F(RecordQueryTest, ADraftIsShownAsInProgress)
{
    const Draft draft = begin(goodAnswers());
    const auto detail = recordDetail(*store, draft.id);
    ASSERT_TRUE(detail);
    EXPECT_EQ(detail->draft, draft);
    EXPECT_EQ((*recordResponse(*detail, englandCalendar().zone()))[u"status"_s].toString(), u"in-progress"_s);
    EXPECT_EQ(recordDetail(*store, newRecord()).error().code, ErrorCode::NotFound);
}

TEST_F(RecordQueryTest, TheSummaryCountsRecordsNotOperations)
{
    givenCompleted();
    begin(goodAnswers());
    const auto summary = syncSummary(*store);
    ASSERT_TRUE(summary) << summary.error().detail.toStdString();
    EXPECT_TRUE(summary->isEnrolled);
    EXPECT_EQ(summary->waiting, 1);    // two operations: the record and its fact
    EXPECT_EQ(summary->held, 0);
    EXPECT_EQ(summary->drafts, 1);
    EXPECT_FALSE(summary->lastContactMs);
    ASSERT_EQ(summary->waitingRecords.size(), 1);
    const auto stored = storeSummary(*store);
    ASSERT_TRUE(stored);
    EXPECT_GE(stored->schema, 1);
    EXPECT_EQ(stored->operations, 2);
    EXPECT_EQ(stored->forms, 1);
    EXPECT_EQ(stored->answered, 1);
    EXPECT_GT(stored->bytes, 0);
}

TEST_F(RecordQueryTest, WhatIsHeldIsListedInPlainWords)
{
    const RecordId record = givenCompleted();
    const auto entry = store->outbox().ofRecord(record)->first();
    RecordBody notice;
    notice.type = RecordType::Notice;
    notice.state = RecordState::Completed;
    notice.author = person;
    notice.about = record;
    notice.answers.insert(u"operation"_s, operationToJson(entry.operation));
    notice.answers.insert(u"outcome"_s, u"held:invalid"_s);
    notice.answers.insert(u"fields"_s, Json::strings({ u"note"_s }));
    putReference(newRecord(), notice);
    const auto held = heldList(*store);
    ASSERT_TRUE(held) << held.error().detail.toStdString();
    ASSERT_EQ(held->size(), 1);
    EXPECT_TRUE(held->first().isMine);
    EXPECT_EQ(held->first().title, u"Visit"_s);
    ASSERT_EQ(held->first().fields.size(), 1);
    EXPECT_EQ(held->first().fields.first().label, u"Note"_s);
    EXPECT_EQ(syncSummary(*store)->held, 1);
    for (const char16_t *reason : { held::exists, held::scope, held::author, held::completed, held::voided, held::stale, held::openConflict, held::unknownKind,
                                    held::formUnknown, held::invalid, held::notAllowed, held::fact, held::step, held::erased }) {
        EXPECT_NE(sayOutcome(u"held:"_s + QString::fromUtf16(reason)), sayOutcome(u"held:no-such-reason"_s)) << QString::fromUtf16(reason).toStdString();
        HeldItem item = held->first();
        item.outcome = u"held:"_s + QString::fromUtf16(reason);
        EXPECT_EQ(sayOutcome(item), sayOutcome(item.outcome)) << "its author";
        // Whoever leads the team is not told what is true of its author, nor that they did it.
        item.isMine = false;
        item.mayApply = true;
        for (const QString &ofAuthor : { u"You no longer"_s, u"your"_s, u"from you"_s, u"Add an addendum"_s, u"Read it again"_s, u"manager"_s })
            EXPECT_FALSE(sayOutcome(item).contains(ofAuthor)) << sayOutcome(item).toStdString();
    }
}

TEST_F(RecordQueryTest, AConflictShowsBothTextsAndWhoWroteThem)
{
    RecordBody present = formBody(u"what she said at home"_s);
    present.state = RecordState::Draft;
    present.author = PersonId(u"p2"_s);
    const RecordId record = newRecord();
    putReference(record, present);
    Operation mine { .id = newId<OperationId>(clock, random), .record = record };
    mine.kind = OperationKind::Patch;
    mine.kindName = operationKindName(mine.kind);
    mine.set.insert(u"note"_s, { u"what she said in the car"_s, QString() });
    RecordBody telling;
    telling.type = RecordType::Notice;
    telling.state = RecordState::Completed;
    telling.author = person;
    telling.team = TeamId(u"t2"_s);   // which this person leads
    telling.about = record;
    telling.answers.insert(u"operation"_s, operationToJson(mine));
    telling.answers.insert(u"outcome"_s, u"conflict"_s);
    telling.answers.insert(u"fields"_s, Json::strings({ u"note"_s }));
    telling.answers.insert(u"present"_s, Json::object({ { u"note"_s, u"what the record said when the notice was written"_s } }));
    putReference(newRecord(), telling);
    const auto held = heldList(*store);
    ASSERT_TRUE(held) << held.error().detail.toStdString();
    ASSERT_EQ(held->size(), 1);
    const HeldItem &item = held->first();
    ASSERT_EQ(item.fields.size(), 1);
    EXPECT_EQ(item.fields.first().mine.toString(), u"what she said in the car"_s);
    EXPECT_EQ(item.fields.first().theirs.toString(), u"what she said at home"_s) << "the record as it is now";
    EXPECT_EQ(item.recordAuthorName, u"Social Worker B"_s);
    EXPECT_TRUE(item.isMine);
    EXPECT_TRUE(item.isLed);
}

TEST_F(RecordQueryTest, TheDiaryNamesWhatWentByItsForm)
{
    const RecordId record = givenCompleted();
    const auto addendum = addAddendum(*store, record, u"And Nana was there."_s);
    ASSERT_TRUE(addendum);
    const qint64 now = clock.at.msSinceEpoch;
    ASSERT_TRUE(store->transact([&]() -> Result<void> {
        for (const DiaryLine &line : { DiaryLine { DiaryKind::Sent, record, 1, now }, DiaryLine { DiaryKind::Kept, *addendum, 1, now + 1 },
                                       DiaryLine { DiaryKind::Came, {}, 14, now + 2 }, DiaryLine { DiaryKind::Came, {}, 2, now + 3 } }) {
            if (const auto told = store->diary().add(line); !told)
                return told;
        }
        return {};
    }));
    const auto diary = syncDiary(*store);
    ASSERT_TRUE(diary) << diary.error().detail.toStdString();
    ASSERT_EQ(diary->size(), 3);
    EXPECT_EQ(diary->at(0).kind, DiaryKind::Came);
    EXPECT_EQ(diary->at(0).count, 16) << "of one hour";
    EXPECT_EQ(diary->at(1).kind, DiaryKind::Kept);
    EXPECT_TRUE(diary->at(1).isAddition);
    EXPECT_EQ(diary->at(1).record, record);
    EXPECT_EQ(diary->at(1).title, u"Visit"_s);
    EXPECT_EQ(diary->at(2).title, u"Visit"_s);
    EXPECT_FALSE(diary->at(2).isAddition);
}

TEST_F(RecordQueryTest, TheDraftLastTypedInComesFirst)
{
    const Draft first = begin(goodAnswers());
    clock.at.msSinceEpoch += 1000;
    const Draft second = begin(goodAnswers());
    clock.at.msSinceEpoch += 1000;
    ASSERT_TRUE(saveDraft(*store, first.id, goodAnswers(u"more"_s), u"note"_s));
    const auto drafts = draftList(*store);
    ASSERT_EQ(drafts->open.size(), 2);
    EXPECT_EQ(drafts->open.first().draft.id, first.id);
    EXPECT_EQ(drafts->open.first().draft.focus, u"note"_s);
    EXPECT_TRUE(drafts->open.first().canBeOpened);
}

TEST_F(RecordQueryTest, WordsBegunForARecordAreListedApartFromWhatOpensAsAForm)
{
    const RecordId record = givenCompleted();
    const Draft visit = begin(goodAnswers());
    ASSERT_TRUE(keepAddendum(*store, record, u"It was the 19"_s));
    const auto drafts = draftList(*store);
    ASSERT_EQ(drafts->open.size(), 1);
    EXPECT_EQ(drafts->open.first().draft.id, visit.id);
    ASSERT_EQ(drafts->onRecords.size(), 1);
    EXPECT_EQ(drafts->onRecords.first().draft.body.about, record);
    EXPECT_EQ(drafts->onRecords.first().title, u"Visit"_s);
    ASSERT_TRUE(addAddendum(*store, record, u"It was the 19th."_s));
    EXPECT_TRUE(draftList(*store)->onRecords.isEmpty());
}

TEST_F(RecordQueryTest, AFormIsToldTheCouncilsTimeAndItsAuthor)
{
    clock.at = *instantFromIso(u"2026-07-01T22:30:00Z");   // 23:30 in summer, still the 1st; 1 July is not in winter time
    const auto known = findForm(*store, u"V@1.0"_s);
    ASSERT_TRUE(known);
    const auto context = captureContext(*store, englandCalendar(), **known);
    ASSERT_TRUE(context) << context.error().detail.toStdString();
    EXPECT_EQ(context->now, u"2026-07-01T23:30:00+01:00"_s);
    EXPECT_EQ(context->today, QDate(2026, 7, 1));
    EXPECT_EQ(context->values.value(u"name"_s).toString(), u"Social Worker A"_s);
    EXPECT_EQ(context->values.value(u"lead"_s)[u"value"_s].toString(), u"p1"_s);
    EXPECT_EQ(context->addWorkingDays(QDate(2026, 12, 24), 1), QDate(2026, 12, 29));   // Christmas, its substitute and a weekend
}

TEST_F(RecordQueryTest, AFormsSettingsAreTheCouncilsWhereItHasDecided)
{
    const Json settings = Json::object({ { u"room_photos"_s, false }, { u"casework_limit"_s, 15000 }, { u"scale"_s, u"EIF5"_s } });
    putReference(newRecord(), publishedFormBody({ u"S@1.0"_s, u"Settings"_s, form, {}, Json::object({ { u"settings"_s, settings } }) }));
    const auto valueOf = [&](const QString &name) {
        const auto known = findForm(*store, u"S@1.0"_s);
        const auto context = captureContext(*store, englandCalendar(), **known);
        EXPECT_TRUE(context);
        return context ? context->values.value(u"setting."_s + name) : Json();
    };
    EXPECT_EQ(valueOf(u"room_photos"_s), Json(false));
    putReference(newRecord(),
                 publishedBody(RecordType::Council,
                               toJson(CouncilCard { .formSettings = { { u"room_photos"_s, true }, { u"casework_limit"_s, u"a lot"_s }, { u"other"_s, 1 } } })));
    EXPECT_EQ(valueOf(u"room_photos"_s), Json(true));
    EXPECT_EQ(valueOf(u"casework_limit"_s), Json(15000)) << "what cannot stand in its place leaves the form's own";
    EXPECT_EQ(valueOf(u"scale"_s), Json(u"EIF5"_s));
    EXPECT_TRUE(valueOf(u"other"_s).isNull()) << "a form is told of its own settings alone";
}

TEST_F(RecordQueryTest, TheNewestVersionOfAFormIsFoundByItsShortName)
{
    for (const QString &version : { u"1.10"_s, u"1.9"_s }) {
        QByteArray text(form);
        putReference(newRecord(), publishedFormBody({ u"V@"_s + version, u"Visit "_s + version, text, {}, {} }));
    }
    EXPECT_EQ((*findForm(*store, u"V"_s))->published.form, u"V@1.10"_s);
    EXPECT_EQ((*findForm(*store, u"V@1.9"_s))->published.form, u"V@1.9"_s);
    EXPECT_EQ(findForm(*store, u"W"_s).error().code, ErrorCode::NotFound);
}

} // namespace
