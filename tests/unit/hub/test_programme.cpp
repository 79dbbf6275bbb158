#include "core/people/absence.h"
#include "core/records/event_record.h"
#include "core/records/waiver_record.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;

namespace {

const QDate day(2026, 11, 23);

/// Events, waivers, absences and passed-on tasks as devices push them. a and b: practitioners of tm's team; c: of another service.
class ProgrammeTest : public HubTest {
protected:
    static RecordBody ofType(RecordType type, const QString &author)
    {
        RecordBody body = visit(author);
        body.type = type;
        body.form.clear();
        body.role.clear();
        body.task.reset();
        body.answers.clear();
        return body;
    }
    static RecordBody event(const QString &author, const QString &reference)
    {
        RecordBody body = ofType(RecordType::Event, author);
        body.answers = eventFields({ ActivityKey(u"early:assurance"_s), body.service, u"case system"_s, reference, {}, day, {} });
        return body;
    }
    static RecordBody waiver(const QString &author)
    {
        RecordBody body = ofType(RecordType::Waiver, author);
        body.task = TaskReference { ActivityKey(u"a1"_s), u"service:early"_s, u"2026-11-01"_s };
        body.answers = waiverFields(WaiverEntry { false, u"Merged with the audit."_s, {}, day });
        return body;
    }
    static RecordBody answer(const QString &author, const RecordId &about)
    {
        RecordBody body = waiver(author);
        body.about = about;
        body.answers = waiverFields(WaiverAnswer { true, {}, day });
        return body;
    }
    static RecordBody absence(const QString &author, const QString &who, const QString &service, const QString &cover = {})
    {
        RecordBody body = ofType(RecordType::Absence, author);
        body.service = ServiceId(service);
        body.team = {};
        body.observed = PersonId(who);
        body.answers = toJson(Absence { PersonId(who), day, day.addDays(7), PersonId(cover) }).toObject();
        return body;
    }
    QString push(const QString &person, const RecordBody &body, const std::optional<RecordId> &id = {})
    {
        TestDevice by = device(person);
        const Operation made = by.create(body, id);
        last = made.record;
        return outcomeName(by.sync({ made }).acks[0].outcome);
    }
    bool isRead(const QString &person, const RecordId &record) { return device(person).row(record).has_value(); }

    std::optional<RecordId> last;
};

TEST_F(ProgrammeTest, AnEventIsOneWhoeverTellsOfItAndIsTheServices)
{
    const RecordBody first = event(u"a"_s, u"PL-1"_s);
    const RecordId id = eventIdOf(*eventEntryOf(first));
    EXPECT_EQ(push(u"a"_s, first, id), u"applied"_s);
    EXPECT_EQ(push(u"b"_s, event(u"b"_s, u"PL-1"_s), id), u"applied"_s) << "told again";
    EXPECT_EQ(device(u"tm"_s).body(id)->author, PersonId(u"a"_s)) << "the first that came stands";
    EXPECT_TRUE(isRead(u"head"_s, id));
    EXPECT_FALSE(isRead(u"c"_s, id));
    RecordBody child = event(u"a"_s, {});
    child.answers.insert(u"child"_s, u"A name"_s);
    EXPECT_EQ(push(u"a"_s, child), u"held:invalid"_s);
    EXPECT_EQ(push(u"a"_s, event(u"a"_s, u"PL-2"_s)), u"held:invalid"_s) << "under an id of its own it would count twice";
    TestDevice a = device(u"a"_s);
    Operation takenBack = a.operation(OperationKind::Void, id);
    takenBack.reason = u"x"_s;
    EXPECT_EQ(outcomeName(a.sync({ takenBack }).acks[0].outcome), u"held:not_allowed"_s) << "what happened, happened";
    RecordBody foreign = event(u"c"_s, u"PL-3"_s);
    foreign.service = ServiceId(u"early"_s);
    EXPECT_EQ(push(u"c"_s, foreign), u"held:scope"_s);
}

TEST_F(ProgrammeTest, AWaiverIsAnsweredByAManagerAloneAndOnItsOwnTask)
{
    EXPECT_EQ(push(u"a"_s, waiver(u"a"_s)), u"applied"_s);
    const RecordId asked = *last;
    EXPECT_EQ(push(u"a"_s, answer(u"a"_s, asked)), u"held:not_allowed"_s) << "nobody approves their own";
    EXPECT_EQ(push(u"b"_s, answer(u"b"_s, asked)), u"held:not_allowed"_s) << "nor a colleague's";
    RecordBody other = answer(u"tm"_s, asked);
    other.task->periodStart = u"2026-12-01"_s;
    EXPECT_EQ(push(u"tm"_s, other), u"held:invalid"_s) << "an answer to what was not asked";
    EXPECT_EQ(push(u"tm"_s, answer(u"tm"_s, asked)), u"applied"_s);
    EXPECT_TRUE(isRead(u"a"_s, *last));
    RecordBody decided = waiver(u"a"_s);
    decided.answers.insert(u"decided"_s, u"yes"_s);
    EXPECT_EQ(push(u"a"_s, decided), u"held:not_allowed"_s) << "a practitioner does not decide alone";
    RecordBody open = waiver(u"a"_s);
    open.state = RecordState::Draft;
    EXPECT_EQ(push(u"a"_s, open), u"held:invalid"_s) << "what may still be patched could say something else once it is approved";
    RecordBody managers = waiver(u"tm"_s);
    managers.answers.insert(u"decided"_s, u"yes"_s);
    EXPECT_EQ(push(u"tm"_s, managers), u"applied"_s);
    RecordBody silent = waiver(u"a"_s);
    silent.answers.remove(u"reason"_s);
    EXPECT_EQ(push(u"a"_s, silent), u"held:invalid"_s);
    RecordBody ofNothing = waiver(u"a"_s);
    ofNothing.task.reset();
    EXPECT_EQ(push(u"a"_s, ofNothing), u"held:invalid"_s);
    EXPECT_EQ(push(u"tm"_s, answer(u"tm"_s, newId<RecordId>(clock, random))), u"waiting"_s) << "its question has not come yet";
}

TEST_F(ProgrammeTest, AnAbsenceIsEnteredByWhoIsAwayOrAManagerAndReadByWhoCovers)
{
    EXPECT_EQ(push(u"a"_s, absence(u"a"_s, u"a"_s, u"early"_s, u"c"_s)), u"applied"_s);
    const RecordId away = *last;
    for (const QString &reader : { u"a"_s, u"b"_s, u"tm"_s, u"head"_s, u"c"_s })
        EXPECT_TRUE(isRead(reader, away)) << qPrintable(reader);
    EXPECT_FALSE(isRead(u"tm-south"_s, away));
    EXPECT_EQ(push(u"head"_s, absence(u"head"_s, u"b"_s, u"early"_s)), u"applied"_s) << "a manager above";
    EXPECT_EQ(push(u"b"_s, absence(u"b"_s, u"a"_s, u"early"_s)), u"held:not_allowed"_s) << "a colleague";
    EXPECT_EQ(push(u"a"_s, absence(u"a"_s, u"a"_s, u"fostering"_s)), u"held:invalid"_s) << "it would go to another service";
    EXPECT_EQ(push(u"a"_s, absence(u"a"_s, u"a"_s, u"early"_s, u"nobody"_s)), u"held:invalid"_s);
    const auto ends = [&](const QString &person, const RecordId &record) {
        TestDevice by = device(person);
        Operation over = by.operation(OperationKind::Void, record);
        over.reason = u"Back again."_s;
        return outcomeName(by.sync({ over }).acks[0].outcome);
    };
    EXPECT_EQ(ends(u"b"_s, away), u"held:author"_s) << "a colleague ends it no more than they enter it";
    EXPECT_EQ(ends(u"tm"_s, away), u"applied"_s) << "a manager does, whoever entered it";
    TestDevice manager = device(u"tm"_s);
    EXPECT_EQ(push(u"a"_s, absence(u"a"_s, u"a"_s, u"early"_s)), u"applied"_s);
    EXPECT_EQ(outcomeName(manager.sync({ manager.patch(*last, u"to"_s, u"2026-12-31"_s, u"2026-11-30"_s) }).acks[0].outcome), u"held:author"_s)
        << "ending is not changing";
    RecordBody handed = absence(u"a"_s, u"a"_s, u"early"_s, u"b"_s);
    handed.answers.insert(u"role"_s, u"Practitioner"_s);
    EXPECT_EQ(push(u"a"_s, handed), u"applied"_s) << "a role is handed over";
    handed.answers.insert(u"role"_s, u"Director"_s);
    EXPECT_EQ(push(u"a"_s, handed), u"held:invalid"_s) << "but none that is somebody else's";
    handed.answers.insert(u"role"_s, u"Practitioner"_s);
    handed.answers.insert(u"cover"_s, QString());
    EXPECT_EQ(push(u"a"_s, handed), u"held:invalid"_s) << "and to somebody";
    RecordBody why = absence(u"a"_s, u"a"_s, u"early"_s);
    why.answers.insert(u"reason"_s, u"CANARY"_s);
    EXPECT_EQ(push(u"a"_s, why), u"held:invalid"_s) << "why is nobody's business";
}

TEST_F(ProgrammeTest, WhoeverATaskIsPassedOnToReadsThatInAnyService)
{
    RecordBody passing = ofType(RecordType::Claim, u"a"_s);
    passing.task = TaskReference { ActivityKey(u"a1"_s), u"service:early"_s, u"2026-11-01"_s };
    passing.observed = PersonId(u"c"_s);
    EXPECT_EQ(push(u"a"_s, passing), u"applied"_s);
    EXPECT_TRUE(isRead(u"c"_s, *last));
    EXPECT_FALSE(isRead(u"tm-south"_s, *last));
    passing.observed = PersonId(u"nobody"_s);
    EXPECT_EQ(push(u"a"_s, passing), u"held:invalid"_s);
}

} // namespace
