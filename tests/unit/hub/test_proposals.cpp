// What somebody whose role lets them changes for the whole council from a device: the hub judges it by what it holds, and makes of it what its
// own commands would; everything else is held, with a reason, and changes nothing.
#include "core/editions/revision.h"
#include "core/packs/framework/framework_pack.h"
#include "core/people/council_card.h"
#include "core/records/proposal.h"
#include "sync/hub/service/edition_book.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 23);
const QDate january(2027, 1, 1);
const ActivityKey dataMeetings(u"early-support:data-meetings"_s);

class ProposalTest : public HubTest {
protected:
    ProposalTest()
    {
        CouncilCard card;
        card.frameworkOwners = { u"QA"_s };
        card.peopleKeepers = { u"QA"_s };
        EXPECT_TRUE(hub->publish({ { publishedId(RecordType::Council, u"council"_s), publishedBody(RecordType::Council, toJson(card)) } }));
        Person a = person(u"a"_s, u"early"_s, u"north"_s, u"tm"_s);
        a.roles.append(u"QA"_s);
        publish(a);
        EXPECT_TRUE(hub->publish({ editionPublication(compileWithBuiltInTables(builtInFramework()).value(), QDate(2026, 4, 1)) }));
    }
    QList<HeldEdition> editions() const { return heldEditions(**store->snapshot()).value(); }
    HeldEdition edition(const QString &name) const
    {
        for (const HeldEdition &one : editions()) {
            if (one.name == name)
                return one;
        }
        ADD_FAILURE() << "no edition " << qPrintable(name);
        return {};
    }
    RecordBody change(const Revision &revision, QDate from, const QString &base = u"2026-04-01"_s) const
    {
        Json::Object members = revisionMembers(revision);
        members.insert(u"from"_s, from.toString(Qt::ISODate));
        RecordBody body = proposalBody(ProposalKind::Framework, members);
        body.about = edition(base).record;
        body.aboutHash = edition(base).hash;
        return body;
    }
    static Revision monthly(const QString &words = u"Monthly"_s) { return { { { dataMeetings, Cell::Frequency, words, false } }, {} }; }
    static RecordBody tables(const QString &people) { return proposalBody(ProposalKind::People, { { u"people"_s, people } }); }
    QString propose(const QString &person, RecordBody body)
    {
        TestDevice by = device(person);
        if (body.author.isEmpty())
            body.author = PersonId(person);
        body.madeAtMs = clock.now().msSinceEpoch;
        body.completedAtMs = body.madeAtMs;
        last = by.create(body);
        const Outcome outcome = by.sync({ *last }).acks[0].outcome;
        fields = outcome.fields;
        return outcomeName(outcome);
    }

    std::optional<Operation> last;
    QStringList fields;
};

} // namespace

TEST_F(ProposalTest, AnEditionIsMadeOfWhatTheHubHoldsAndReachesEverybody)
{
    ASSERT_EQ(propose(u"a"_s, change(monthly(), january)), u"applied"_s);
    const HeldEdition made = edition(u"2027-01-01"_s);
    EXPECT_EQ(made.framework.find(dataMeetings)->rules.first().says, u"Once a month"_s);
    EXPECT_NE(edition(u"2026-04-01"_s).framework.find(dataMeetings)->rules.first().says, u"Once a month"_s) << "the one in force stays as it was";
    TestDevice other = device(u"c"_s);
    EXPECT_TRUE(other.row(made.record)) << "somebody of another service has it";
    EXPECT_FALSE(other.row(last->record)) << "and not the changes it was made of: those are their author's";
    EXPECT_TRUE(device(u"a"_s).row(last->record));
}

TEST_F(ProposalTest, TheSameAgainPutsRightWhatHasNotBegunAndAStaleOneIsHeld)
{
    const RecordBody beside = change(monthly(u"Weekly"_s), january);
    ASSERT_EQ(propose(u"a"_s, change(monthly(), january)), u"applied"_s);
    EXPECT_EQ(propose(u"a"_s, beside), u"held:stale"_s) << "it was made over an edition that does not count on that day any more";
    EXPECT_EQ(propose(u"a"_s, change(monthly(u"Quarterly"_s), january, u"2027-01-01"_s)), u"applied"_s);
    EXPECT_EQ(edition(u"2027-01-01"_s).framework.find(dataMeetings)->rules.first().says, u"Once a quarter"_s);
    EXPECT_EQ(editions().size(), 2);
    RecordBody other = change(monthly(u"Weekly"_s), january, u"2027-01-01"_s);
    other.aboutHash = QString(64, u'0');
    EXPECT_EQ(propose(u"a"_s, other), u"held:stale"_s) << "not the body that its author saw";
}

TEST_F(ProposalTest, OnlyWhoOwnsTheFrameworkAlsoWhereAManagerAdoptsIt)
{
    EXPECT_EQ(propose(u"b"_s, change(monthly(), january)), u"held:not_allowed"_s);
    TestDevice manager = device(u"tm"_s);
    Operation adopt = manager.operation(OperationKind::Adopt, last->record);
    adopt.target = last->id;
    EXPECT_NE(outcomeName(manager.sync({ adopt }).acks[0].outcome), u"applied"_s);
    RecordBody foreign = change(monthly(), january);
    foreign.author = PersonId(u"a"_s);
    EXPECT_EQ(propose(u"b"_s, foreign), u"held:not_allowed"_s);
    RecordBody inTheirName = change(monthly(), january);
    inTheirName.author = PersonId(u"b"_s);
    EXPECT_EQ(propose(u"a"_s, inTheirName), u"held:author"_s);
    EXPECT_EQ(editions().size(), 1) << "nothing of it was made";
}

TEST_F(ProposalTest, ARowThatIsAddedIsInTheEditionThatTheHubMakes)
{
    Revision revision;
    revision.added = { { ActivityKey(u"early-support:peer-audit"_s),
                         ServiceId(u"early-support"_s),
                         { { Cell::What, u"Peer audit"_s }, { Cell::Frequency, u"Quarterly"_s }, { Cell::Lead, u"Team Manager"_s } } } };
    ASSERT_EQ(propose(u"a"_s, change(revision, january)), u"applied"_s) << qPrintable(fields.join(u' '));
    ASSERT_EQ(editions().size(), 2);
    const HeldEdition *made = nullptr;
    const auto all = editions();
    for (const HeldEdition &one : all) {
        if (one.from == january)
            made = &one;
    }
    ASSERT_TRUE(made);
    const CompiledActivity *row = made->framework.find(ActivityKey(u"early-support:peer-audit"_s));
    ASSERT_TRUE(row);
    EXPECT_EQ(row->rules.first().says, u"Once a quarter"_s);

    Revision wrong;
    wrong.added = { { ActivityKey(u"nowhere:x"_s), ServiceId(u"nowhere"_s), { { Cell::What, u"X"_s } } } };
    EXPECT_EQ(propose(u"a"_s, change(wrong, january.addDays(40), made->name)), u"held:invalid"_s);
    EXPECT_EQ(fields, QStringList { u"nowhere:x/what"_s });
}

TEST_F(ProposalTest, ADayThatHasComeOrARowThatCannotBeIsHeldAndNamed)
{
    EXPECT_EQ(propose(u"a"_s, change(monthly(), today)), u"held:invalid"_s);
    EXPECT_EQ(fields, QStringList { u"from"_s });
    Revision wrong = monthly();
    wrong.changes.append({ dataMeetings, Cell::Lead, u"Jane Canary"_s, false });
    EXPECT_EQ(propose(u"a"_s, change(wrong, january)), u"held:invalid"_s);
    EXPECT_EQ(fields, QStringList { u"early-support:data-meetings/lead"_s });
    RecordBody junk = change(monthly(), january);
    junk.answers.insert(u"changes"_s, u"none"_s);
    EXPECT_EQ(propose(u"a"_s, junk), u"held:invalid"_s);
    RecordBody draft = change(monthly(), january);
    draft.state = RecordState::Draft;
    EXPECT_EQ(propose(u"a"_s, draft), u"held:invalid"_s);
    RecordBody later = change(monthly(), january);
    later.answers.insert(u"kind"_s, u"something later"_s);
    EXPECT_EQ(propose(u"a"_s, later), u"held:unknown_kind"_s);
    EXPECT_EQ(editions().size(), 1);
}

TEST_F(ProposalTest, NobodyChangesOneThatWasTaken)
{
    ASSERT_EQ(propose(u"a"_s, change(monthly(), january)), u"applied"_s);
    TestDevice a = device(u"a"_s);
    Operation voided = a.operation(OperationKind::Void, last->record);
    voided.reason = u"x"_s;
    EXPECT_EQ(outcomeName(a.sync({ voided }).acks[0].outcome), u"held:not_allowed"_s);
    EXPECT_EQ(editions().size(), 2);
}

TEST_F(ProposalTest, PeopleAreTakenInAndReadFromThenOn)
{
    EXPECT_EQ(propose(u"a"_s, tables(u"id,name,roles,service,teams,manager\nnew,New colleague,Practitioner,early-support,north,tm\n"_s)), u"applied"_s);
    TestDevice colleague = device(u"new"_s);
    EXPECT_TRUE(colleague.scopes.contains(u"team:north"_s)) << "who is new is somebody from that push on";
    EXPECT_FALSE(device(u"nobody"_s).scopes.contains(u"ref"_s));
}

TEST_F(ProposalTest, EachRowInErrorIsNamedAndNoneIsTaken)
{
    EXPECT_EQ(propose(u"a"_s, tables(u"id,name,service,manager\nok,Somebody,early-support,tm\nNot An Id,X,early-support,tm\nz,Z,no-service,nobody\n"_s)),
              u"held:invalid"_s);
    EXPECT_EQ(fields, (QStringList { u"people/3/id"_s, u"people/4/service"_s, u"people/4/manager"_s }));
    EXPECT_FALSE(device(u"ok"_s).scopes.contains(u"ref"_s));
    EXPECT_EQ(propose(u"b"_s, tables(u"id,name,service\nok,Somebody,early-support\n"_s)), u"held:not_allowed"_s);
    EXPECT_EQ(propose(u"a"_s, tables({})), u"held:invalid"_s);
}

TEST_F(ProposalTest, WhoeverKeepsPeopleGivesThemselvesNothing)
{
    EXPECT_EQ(propose(u"a"_s, tables(u"id,name,oversees\na,Role phrase a,early-support\n"_s)), u"held:not_allowed"_s);
    EXPECT_EQ(propose(u"a"_s, tables(u"id,name\na,Role phrase a\nb,Another name\n"_s)), u"applied"_s) << "their own row as it is changes nothing";
    EXPECT_EQ(device(u"b"_s).body(publishedId(RecordType::Person, u"b"_s))->answers.value(u"name"_s).toString(), u"Another name"_s);
}
