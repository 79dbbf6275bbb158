// What the council's retention table says of records, and what is somebody's to be given.
#include "core/records/child_pointer.h"
#include "sync/hub/ops/erasure.h"
#include "sync/hub/ops/retention_due.h"
#include "sync/hub/ops/subject_access.h"
#include "tests/unit/hub/hub_fixture.h"

#include <QDateTime>

#include <algorithm>

using namespace sightline;
using namespace sightline::hub;

namespace {

qint64 at(const QDate &day) { return QDateTime(day, QTime(12, 0), Qt::UTC).toMSecsSinceEpoch(); }

class RetentionTest : public testing::Test {
protected:
    ErasedItem form(const QDate &completed, const QStringList &children = {})
    {
        ErasedItem item { { newId<RecordId>(clock, random), u"form"_s, {} } };
        item.form = u"T02@1.0"_s;
        item.state = u"completed"_s;
        item.author = PersonId(u"a"_s);
        item.completedAtMs = item.changedAtMs = at(completed);
        item.children = children;
        return item;
    }
    ErasedItem pointer(const QString &number, const QDate &ended)
    {
        ErasedItem item { { newId<RecordId>(clock, random), u"child"_s, {} } };
        item.state = u"draft"_s;
        item.author = PersonId(u"a"_s);
        item.children = { item.record.id.toString(), numberKey(number) };
        item.endedOn = ended;
        return item;
    }
    static QList<RecordId> ids(const RetentionStanding &standing)
    {
        QList<RecordId> found;
        for (const DueRecord &due : standing.due)
            found.append(due.item.record.id);
        return found;
    }

    HandClock clock;
    SodiumRandom random;
    const QDate today { 2026, 11, 28 };
};

TEST_F(RetentionTest, ARecordIsDueOnTheDayItsTimeIsOverAndNotTheDayBefore)
{
    const ErasedItem item = form(QDate(2020, 11, 28));
    const QList<RetentionRule> rules { { u"T02"_s, 72, KeepFrom::Completed, u"The schedule"_s } };
    EXPECT_EQ(ids(retentionOn({ item }, rules, {}, today, {})), QList { item.record.id });
    EXPECT_TRUE(retentionOn({ item }, rules, {}, today.addDays(-1), {}).due.isEmpty());
    EXPECT_TRUE(retentionOn({ item }, { { u"T02"_s, 0, KeepFrom::Completed, u"Until somebody decides"_s } }, {}, today, {}).due.isEmpty());
    const RetentionStanding unruled = retentionOn({ item }, {}, {}, today, {});
    EXPECT_TRUE(unruled.due.isEmpty());
    EXPECT_EQ(unruled.unruled.value(u"T02"_s), 1) << "what no row is about is kept, and said";
}

TEST_F(RetentionTest, AVersionIsKeptAsLongAsAnyVersionOfItIs)
{
    const ErasedItem first = form(QDate(2010, 1, 1));
    ErasedItem amended = form(QDate(2026, 1, 1));
    amended.versionOf = first.record.id;
    const QList<RetentionRule> rules { { u"T02"_s, 12, KeepFrom::Completed, u"x"_s } };
    EXPECT_TRUE(retentionOn({ first, amended }, rules, {}, today, {}).due.isEmpty());
    EXPECT_EQ(retentionOn({ first, amended }, rules, {}, QDate(2027, 1, 1), {}).due.size(), 2);
}

TEST_F(RetentionTest, TimeThatCountsFromAChildsEndBeginsWhenTheLastPointerOfTheLastChildEnded)
{
    const ErasedItem one = pointer(u"CH1"_s, QDate(2015, 1, 1)), still = pointer(u"CH2"_s, {}), done = pointer(u"CH2"_s, QDate(2018, 1, 1));
    const ErasedItem item = form(QDate(2014, 1, 1), { u"ch1"_s, u"ch2"_s });
    const QList<RetentionRule> rules { { u"T02"_s, 12, KeepFrom::ChildEnded, u"x"_s }, { u"child"_s, 12, KeepFrom::Changed, u"x"_s } };
    const RetentionStanding open = retentionOn({ one, still, done, item }, rules, {}, today, {});
    EXPECT_EQ(ids(open), QList { one.record.id }) << "a child who is on somebody's list is not done with, nor is what names them";
    EXPECT_EQ(open.undated, 3);
    const RetentionStanding ended = retentionOn({ one, done, item }, rules, {}, QDate(2018, 12, 31), {});
    EXPECT_EQ(ids(ended), QList { one.record.id });
    EXPECT_EQ(retentionOn({ one, done, item }, rules, {}, QDate(2019, 1, 1), {}).due.size(), 3);
}

TEST_F(RetentionTest, WhatIsStillWrittenIsNeverDueAndWhatIsOnHoldIsSaidToBe)
{
    ErasedItem copy { { newId<RecordId>(clock, random), u"draft"_s, {} } };
    copy.state = u"draft"_s;
    copy.changedAtMs = at(QDate(2000, 1, 1));
    ErasedItem over = copy;
    over.record.id = newId<RecordId>(clock, random);
    over.state = u"void"_s;
    over.author = PersonId(u"b"_s);
    const QList<RetentionRule> rules { { u"draft"_s, 1, KeepFrom::Changed, u"x"_s } };
    LegalHold hold { u"h1"_s, HoldOn::Person, u"b"_s, u"Inquiry"_s, u"system:x"_s, 1 };
    const RetentionStanding standing = retentionOn({ copy, over }, rules, { hold }, today, {});
    ASSERT_EQ(ids(standing), QList { over.record.id });
    EXPECT_EQ(standing.due.first().holds, QList { hold });
    hold.liftedMs = 2;
    EXPECT_TRUE(retentionOn({ copy, over }, rules, { hold }, today, {}).due.first().holds.isEmpty());
}

TEST_F(RetentionTest, AHoldOnWhatWouldGoWithARecordKeepsTheRecordToo)
{
    const ErasedItem item = form(QDate(2020, 1, 1));
    ErasedItem addendum = form(QDate(2020, 1, 2));
    addendum.record.type = u"step"_s;
    addendum.author = PersonId(u"b"_s);
    addendum.about = item.record.id;
    const QList<RetentionRule> rules { { u"T02"_s, 12, KeepFrom::Completed, u"x"_s } };
    const LegalHold hold { u"h1"_s, HoldOn::Person, u"b"_s, u"Inquiry"_s, u"system:x"_s, 1 };
    const RetentionStanding standing = retentionOn({ item, addendum }, rules, { hold }, today, {});
    ASSERT_EQ(ids(standing), QList { item.record.id });
    EXPECT_EQ(standing.due.first().holds, QList { hold });
}

TEST_F(RetentionTest, AChildWhoWasHandedOnTwiceIsStillThereUnderTheFirstName)
{
    ErasedItem first = pointer(u"CH1"_s, QDate(2015, 1, 1)), second = pointer(u"CH1"_s, QDate(2016, 1, 1)), third = pointer(u"CH1B"_s, {});
    second.children.append(first.record.id.toString());
    third.children.append(second.record.id.toString());
    const ErasedItem item = form(QDate(2014, 1, 1), { first.record.id.toString() });
    const QList<RetentionRule> rules { { u"T02"_s, 12, KeepFrom::ChildEnded, u"x"_s } };
    EXPECT_TRUE(retentionOn({ first, second, third, item }, rules, {}, today, {}).due.isEmpty());
    EXPECT_TRUE(retentionOn({ third, second, item, first }, rules, {}, today, {}).due.isEmpty()) << "in whatever order they are read";
    third.endedOn = QDate(2017, 6, 1);
    const RetentionStanding ended = retentionOn({ first, second, third, item }, rules, {}, today, {});
    ASSERT_EQ(ids(ended), QList { item.record.id });
    EXPECT_EQ(ended.due.first().since, QDate(2018, 6, 1));
}

TEST_F(RetentionTest, ADayIsTheCouncilsOwn)
{
    ErasedItem item = form(QDate(2020, 11, 28));
    item.completedAtMs = QDateTime(QDate(2020, 11, 27), QTime(23, 30), Qt::UTC).toMSecsSinceEpoch();
    const QList<RetentionRule> rules { { u"T02"_s, 72, KeepFrom::Completed, u"x"_s } };
    const CouncilZone ahead { u"Ahead"_s, 60, 60, {}, {} };
    EXPECT_EQ(retentionOn({ item }, rules, {}, QDate(2026, 11, 27), {}).due.size(), 1);
    EXPECT_TRUE(retentionOn({ item }, rules, {}, QDate(2026, 11, 27), ahead).due.isEmpty());
}

TEST_F(RetentionTest, AHoldOnAChildIsOnEverythingUnderEveryNameTheyGoBy)
{
    ErasedItem first = pointer(u"CH1"_s, {});
    ErasedItem handedOn = pointer(u"CH1X"_s, {});
    handedOn.children.append(first.record.id.toString());   // it goes on from the first
    const ErasedItem item = form(QDate(2020, 1, 1), { u"ch1x"_s }), other = form(QDate(2020, 1, 1), { u"ch2"_s });
    const QList<ErasedItem> all { first, handedOn, item, other };
    const LegalHold hold { u"h1"_s, HoldOn::Child, u"ch 1"_s, u"A court"_s, u"system:x"_s, 1 };
    EXPECT_EQ(HoldsInPlace({ hold }, all).over({ item }).size(), 1);
    EXPECT_TRUE(HoldsInPlace({ hold }, all).over({ other }).isEmpty());
}

/// Everything about one child of practitioner a, with a colleague and another child named in it.
class AccessTest : public HubTest {
protected:
    Operation child(TestDevice &by, const QString &number, const QString &initials)
    {
        RecordBody body;
        body.type = RecordType::Child;
        body.author = by.caller.person;
        body.service = ServiceId(u"early"_s);
        body.team = TeamId(u"north"_s);
        body.answers = { { u"number"_s, number }, { u"initials"_s, initials } };
        return by.create(body);
    }
    static Json reference(const RecordId &id) { return Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, id.toString() } }); }
    Result<SubjectFile> fileOf(const AccessSubject &subject)
    {
        const auto snapshot = store->snapshot();
        const auto council = hub->council(**snapshot);
        return subjectFile(**snapshot, *council, subject);
    }
    AccessSubject childSubject(const QString &named)
    {
        const auto all = recordsToKeepOrErase(**store->snapshot());
        return { namesOfChild(*all, named), PersonId() };
    }
};

TEST_F(AccessTest, EverythingAboutOneChildComesWithMentionsOfOthersMarkedForSomebodyToDecide)
{
    auto a = device(u"a"_s);
    const Operation one = child(a, u"CH-1"_s, u"QZ"_s), two = child(a, u"CH-2"_s, u"XW"_s), three = child(a, u"CH-3"_s, u"XW"_s);
    RecordBody about = visit(u"a"_s, RecordState::Completed, u"QZ played with XW, said role phrase b. <b>CH-2</b> came too."_s);
    about.answers.insert(u"child"_s, reference(one.record));
    RecordBody others = visit(u"a"_s, RecordState::Completed, u"Another child's day"_s);
    others.answers.insert(u"child"_s, reference(two.record));
    const Operation first = a.create(about), second = a.create(others);
    for (const wire::Ack &ack : a.sync({ one, two, three, first, second }).acks)
        ASSERT_EQ(outcomeName(ack.outcome), u"applied"_s);

    auto file = fileOf(childSubject(u"CH-1"_s));
    ASSERT_TRUE(file);
    QSet<RecordId> given;
    for (const AccessedRecord &record : file->records)
        given.insert(record.id);
    EXPECT_EQ(given, QSet({ one.record, first.record })) << "and nothing of the other child's";
    QStringList kinds;
    for (const Mention &mention : file->mentions)
        kinds.append(mention.kind + u':' + mention.words);
    kinds.sort();
    EXPECT_EQ(kinds, QStringList({ u"child:XW"_s, u"colleague:role phrase b"_s, u"number:CH-2"_s })) << "a place once, whoever it may be";
    const QByteArray page = recordsPage(*file, u"Records"_s);
    EXPECT_EQ(page.count("<mark"), 3);
    EXPECT_FALSE(page.contains("<b>CH")) << "what somebody wrote is no markup";

    // An officer decides on one child and not on the colleague.
    Json decided = mentionsJson(*file);
    Json::Array decisions = decided[u"mentions"_s].toArray();
    for (Json &mention : decisions)
        mention.set(u"redact"_s, mention[u"kind"_s].toString() != "colleague"_L1);
    decided.set(u"mentions"_s, decisions);
    ASSERT_TRUE(redact(*file, decided));
    for (const QByteArray &out : { writeJson(recordsJson(*file)), recordsPage(*file, u"Records"_s), writeJson(mentionsJson(*file)) }) {
        EXPECT_FALSE(out.contains("XW") || out.contains("CH-2")) << out.constData();
        EXPECT_TRUE(out.contains("role phrase b"));
    }
    EXPECT_TRUE(recordsPage(*file, u"Records"_s).contains("QZ played with [redacted], said"));
    EXPECT_TRUE(recordsPage(*file, u"Records"_s).contains(">role phrase b</mark>")) << "what is left to decide is marked where it stands now";
    decided.set(u"mentions"_s, Json::array({ Json::object({ { u"id"_s, u"ffff"_s }, { u"redact"_s, true } }) }));
    EXPECT_FALSE(redact(*file, decided)) << "a place that is not there";
}

TEST_F(AccessTest, ARecordThatNamesAChildByATypedNumberAloneIsTheirsToo)
{
    auto a = device(u"a"_s);
    const Operation one = child(a, u"CH-10471"_s, u"QZ"_s);
    RecordBody typed = visit(u"a"_s, RecordState::Completed, u"A calm visit"_s);
    typed.answers.insert(u"number"_s, u"ch-10471 "_s);
    RecordBody other = typed;
    other.answers.insert(u"number"_s, u"ch-10472"_s);
    const Operation theirs = a.create(typed), another = a.create(other);
    a.sync({ one, theirs, another });
    QSet<RecordId> given;
    const auto file = fileOf(childSubject(one.record.toString()));
    ASSERT_TRUE(file);
    for (const AccessedRecord &record : file->records)
        given.insert(record.id);
    EXPECT_EQ(given, QSet({ one.record, theirs.record }));
    // And so is a hold on the child over it, by whichever name.
    const auto all = recordsToKeepOrErase(**store->snapshot());
    for (const QString &name : { one.record.toString(), u"CH-10471"_s }) {
        const HoldsInPlace inPlace({ { u"h1"_s, HoldOn::Child, name, u"A court"_s, u"system:x"_s, 1 } }, *all);
        EXPECT_EQ(std::count_if(all->cbegin(), all->cend(), [&](const ErasedItem &item) { return !inPlace.over({ item }).isEmpty(); }), 2);
    }
}

/// A bar that overlaps another mention leaves what is left of it in its place.
TEST_F(AccessTest, BarsThatOverlapAreOneAndLeaveWhatLiesBeside)
{
    auto a = device(u"a"_s);
    RecordBody body = visit(u"a"_s, RecordState::Completed, u"xx abcdef yy role phrase b"_s);
    const Operation made = a.create(body);
    a.sync({ made });
    auto file = fileOf({ {}, PersonId(u"a"_s) });
    ASSERT_TRUE(file && file->records.size() == 1);
    const auto mention = [&](const QString &id, qsizetype at, qsizetype length) {
        return Mention { id, made.record, u"summary"_s, 0, at, length, u"child"_s, {}, {}, false };
    };
    file->mentions = { mention(u"1"_s, 3, 3), mention(u"2"_s, 5, 3), mention(u"3"_s, 7, 2), mention(u"4"_s, 10, 2), mention(u"5"_s, 4, 1) };
    const auto yes = [](const QString &id) { return Json::object({ { u"id"_s, id }, { u"redact"_s, true } }); };
    ASSERT_TRUE(redact(*file, Json::object({ { u"mentions"_s, Json::array({ yes(u"1"_s), yes(u"2"_s) }) } })));
    EXPECT_EQ(file->records.first().body.answers.value(u"summary"_s).toString(), u"xx [redacted]f yy role phrase b"_s);
    const QList<Mention> &left = file->mentions;
    EXPECT_EQ(std::pair(left.at(2).at, left.at(2).length), std::pair(qsizetype(13), qsizetype(1))) << "the f alone";
    EXPECT_EQ(left.at(3).at, 15);
    EXPECT_TRUE(left.at(4).isRedacted) << "it lay under the bar";
    EXPECT_FALSE(left.at(2).isRedacted || left.at(3).isRedacted);
}

TEST_F(AccessTest, AWholeAnswerCanBeBarredAndAMemberOfStaffHasWhatIsByAndAboutThem)
{
    auto a = device(u"a"_s), tm = device(u"tm"_s), b = device(u"b"_s);
    RecordBody about = visit(u"tm"_s, RecordState::Completed, u"How a went about it"_s);
    about.observed = PersonId(u"a"_s);
    const Operation observed = tm.create(about), own = a.create(visit(u"a"_s)), foreign = b.create(visit(u"b"_s));
    tm.sync({ observed });
    a.sync({ own });
    b.sync({ foreign });
    auto file = fileOf({ {}, PersonId(u"a"_s) });
    ASSERT_TRUE(file);
    ASSERT_EQ(file->records.size(), 2);
    ASSERT_TRUE(redact(
        *file,
        Json::object({ { u"answers"_s, Json::array({ Json::object({ { u"record"_s, observed.record.toString() }, { u"field"_s, u"summary"_s } }) }) } })));
    EXPECT_FALSE(recordsPage(*file, u"x"_s).contains("How a went"));
    EXPECT_TRUE(recordsPage(*file, u"x"_s).contains("A calm visit"));
}

} // namespace
