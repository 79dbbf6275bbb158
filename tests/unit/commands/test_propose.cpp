#include "core/commands/let_leave.h"
#include "core/commands/propose.h"
#include "core/packs/framework/framework_pack.h"
#include "core/queries/absence_list.h"
#include "core/queries/revision_board.h"
#include "core/records/absence_record.h"
#include "core/records/proposal.h"
#include "core/schedule/framework_json.h"
#include "tests/unit/commands/command_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 23);
const QDate january(2027, 1, 1);
const ActivityKey dataMeetings(u"early-support:data-meetings"_s);
const Revision monthly { { { dataMeetings, Cell::Frequency, u"Monthly"_s, false } }, {} };

class ProposeTest : public CommandTest {
protected:
    ProposeTest() : base(newRecord())
    {
        const auto compiled = compileWithBuiltInTables(builtInFramework());
        putReference(base, publishedEditionBody({ u"2026-04-01"_s, u"Framework"_s, QDate(2026, 4, 1), writeJson(toJson(*compiled)) }));
    }
    void let(const QStringList &roles)
    {
        CouncilCard card;
        card.frameworkOwners = roles;
        card.peopleKeepers = roles;
        putReference(publishedId(RecordType::Council, u"council"_s), publishedBody(RecordType::Council, toJson(card)));
    }
    RecordId base;
};

} // namespace

TEST_F(ProposeTest, WhatIsBeingChangedIsKeptOnceAndGoesOnWhereItWas)
{
    EXPECT_FALSE(*revisionDraft(*store));
    ASSERT_TRUE(keepRevision(*store, base, january, monthly));
    Revision more = monthly;
    more.ended.append(ActivityKey(u"early-support:esmap"_s));
    ASSERT_TRUE(keepRevision(*store, base, january, more));
    const auto draft = revisionDraft(*store).value();
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->revision, more);
    EXPECT_EQ(draft->from, january);
    EXPECT_EQ(draft->base, base);
    EXPECT_EQ(store->drafts().count().value(), 1);
    ASSERT_TRUE(dropRevision(*store));
    EXPECT_FALSE(*revisionDraft(*store));
    EXPECT_EQ(store->drafts().count().value(), 0);
    EXPECT_EQ(keepRevision(*store, newRecord(), january, monthly).error().code, ErrorCode::NotFound) << "an edition that is not here";
}

TEST_F(ProposeTest, OnlyTheOwnerPublishesAndTheDraftGoesWithIt)
{
    ASSERT_TRUE(keepRevision(*store, base, january, monthly));
    EXPECT_EQ(publishRevision(*store, base, january, monthly, today).error().code, ErrorCode::NotAllowed);
    EXPECT_TRUE(*revisionDraft(*store)) << "what was changed is kept";
    let({ u"Social Worker"_s });
    EXPECT_TRUE(*ownsFrameworkHere(*store));
    EXPECT_EQ(publishRevision(*store, base, january, {}, today).error().code, ErrorCode::InvalidInput) << "nothing changes";
    EXPECT_EQ(publishRevision(*store, base, today, monthly, today).error().code, ErrorCode::InvalidInput) << "today has come";
    const auto published = publishRevision(*store, base, january, monthly, today);
    ASSERT_TRUE(published) << qPrintable(published.error().detail);
    EXPECT_FALSE(*revisionDraft(*store));
    const RecordBody body = **store->view().body(*published);
    EXPECT_EQ(proposalKindOf(body), ProposalKind::Framework);
    EXPECT_EQ(proposedFrom(body), january);
    EXPECT_EQ(body.about, base);
    EXPECT_EQ(body.aboutHash, bodyHash(*bodyBytes(**store->view().body(base))));
    const auto listed = publishedRevisions(*store).value();
    ASSERT_EQ(listed.size(), 1);
    EXPECT_EQ(listed.first().revision, monthly);
    EXPECT_EQ(listed.first().sync, RecordSync::Here);
    EXPECT_EQ(store->view().ofType(RecordType::Edition).value().size(), 1) << "the edition is the hub's to make";
}

TEST_F(ProposeTest, TheBoardShowsWhatWouldHoldWithoutChangingAnything)
{
    const auto tables = builtInTables().value();
    const auto board = revisionBoard(*store, january, monthly, today, tables).value();
    ASSERT_TRUE(board);
    EXPECT_EQ(board->base->edition, u"2026-04-01"_s);
    EXPECT_EQ(board->next.framework.find(dataMeetings)->rules.first().says, u"Once a month"_s);
    EXPECT_FALSE(revisionBoard(*store, QDate(2026, 3, 31), monthly, today, tables).value()) << "no edition counts then";
    EXPECT_FALSE(*revisionDraft(*store));
}

TEST_F(ProposeTest, TablesGoToTheHubWholeAndFromWhoMay)
{
    const PeopleTables tables { "id,name\nx,Somebody\n", {}, {} };
    EXPECT_EQ(proposePeople(*store, tables).error().code, ErrorCode::NotAllowed);
    let({ u"Social Worker"_s });
    EXPECT_EQ(proposePeople(*store, {}).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(proposePeople(*store, { "id,name\nx,\xff\n", {}, {} }).error().code, ErrorCode::InvalidInput);
    const auto proposed = proposePeople(*store, tables);
    ASSERT_TRUE(proposed) << qPrintable(proposed.error().detail);
    const RecordBody body = **store->view().body(*proposed);
    EXPECT_EQ(proposalKindOf(body), ProposalKind::People);
    EXPECT_EQ(body.answers.value(u"people"_s).toString(), u"id,name\nx,Somebody\n"_s);
}

TEST_F(ProposeTest, ALeaversLastDayAndWhoseTheirWorkIsGoToTheHubTogether)
{
    const auto rows = [&](RecordType type) { return store->view().ofType(type).value().size(); };
    const PersonId leaver(u"p4"_s);
    Person below { .id = leaver, .name = u"Social Worker \"D\""_s, .roles = { u"Social Worker"_s }, .service = ServiceId(u"s1"_s) };
    below.manager = PersonId(u"p1"_s);
    putReference(newRecord(), publishedBody(RecordType::Person, toJson(below)));
    EXPECT_EQ(letLeave(*store, leaver, today, PersonId(u"p2"_s)).error().code, ErrorCode::NotAllowed) << "the council's card lets nobody yet";
    let({ u"Social Worker"_s });
    EXPECT_EQ(letLeave(*store, leaver, {}, PersonId(u"p2"_s)).error().code, ErrorCode::InvalidInput) << "no day";
    EXPECT_EQ(letLeave(*store, leaver, today, leaver).error().code, ErrorCode::InvalidInput) << "to themselves";
    EXPECT_EQ(letLeave(*store, leaver, today, PersonId(u"nobody"_s)).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(letLeave(*store, PersonId(u"p2"_s), today, PersonId(u"p3"_s)).error().code, ErrorCode::NotAllowed) << "not of somebody they do not manage";
    EXPECT_EQ(letLeave(*store, PersonId(u"p1"_s), today, PersonId(u"p3"_s)).error().code, ErrorCode::NotAllowed) << "nobody changes their own entry";
    EXPECT_EQ(rows(RecordType::Proposal) + rows(RecordType::Absence), 0) << "nothing of it is half done";

    const auto left = letLeave(*store, leaver, today, PersonId(u"p2"_s));
    ASSERT_TRUE(left) << qPrintable(left.error().detail);
    ASSERT_EQ(rows(RecordType::Proposal), 1);
    ASSERT_EQ(rows(RecordType::Absence), 1);
    const RecordBody table = **store->view().body(store->view().ofType(RecordType::Proposal)->first().id);
    EXPECT_EQ(table.answers.value(u"people"_s).toString(), u"id,name,to\n\"p4\",\"Social Worker \"\"D\"\"\",2026-11-23\n"_s);
    const auto absence = absenceOf(**store->view().body(store->view().ofType(RecordType::Absence)->first().id));
    ASSERT_TRUE(absence);
    EXPECT_EQ(absence->from, today.addDays(1));
    EXPECT_TRUE(absence->to.isNull());
    EXPECT_EQ(absence->cover, PersonId(u"p2"_s));

    const auto list = absenceList(*store, today);
    ASSERT_TRUE(list);
    EXPECT_TRUE(list->letsLeave);
    ASSERT_EQ(list->absences.size(), 1);
    EXPECT_EQ(list->absences.first().coverName, u"Social Worker B"_s);
    EXPECT_EQ(list->people, (QList<PersonChoice> { { PersonId(u"p1"_s), u"Social Worker A"_s }, { leaver, below.name } })) << "of nobody else may they say so";
    EXPECT_EQ(coversFor(*store, leaver, today)->first(), (PersonChoice { PersonId(u"p1"_s), u"Social Worker A"_s })) << "their manager first";
    EXPECT_EQ(coversFor(*store, leaver, today)->size(), 3);
}
