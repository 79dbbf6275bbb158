#include "core/commands/keep_child.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/carry_forward.h"
#include "core/queries/child_list.h"
#include "tests/unit/queries/demo_store.h"

#include <QTimeZone>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// A team manager with the built-in forms and visit rules, who has children of their own and manages a team that has some.
class ChildListTest : public DemoStoreTest {
protected:
    ChildListTest()
    {
        learnBuiltInForms();
        const auto filled = store->transact([&]() -> Result<void> {
            put(publishedBody(RecordType::Council, toJson(CouncilCard { .visitRules = builtInVisitRules() })));
            return {};
        });
        EXPECT_TRUE(filled);
    }
    RecordId given(const QString &number, const QString &rule = u"child-protection"_s, QDate seenOn = QDate(2026, 11, 9))
    {
        ChildPointer child;
        child.number = number;
        child.initials = u"A.B."_s;
        child.rule = rule;
        child.seenOn = seenOn;
        child.ageBand = u"5-10"_s;
        child.plan = u"child-protection-plan"_s;
        const auto kept = addChild(*store, child);
        EXPECT_TRUE(kept && kept->child);
        return *kept->child;
    }
    QList<ListedChild> list(ChildrenOf whose = ChildrenOf::Me)
    {
        auto listed = childList(*store, englandCalendar(), today, whose);
        EXPECT_TRUE(listed);
        return *listed;
    }
    ListedChild only() { return list().value(0); }
    /// A visit by @p author as it comes from the hub; without a @p pointer it names the child by number.
    RecordId visited(QDate on, bool seen, const QString &number, const QString &author = u"tm-early-support-north"_s, std::optional<RecordId> pointer = {},
                     std::optional<RecordId> amends = {})
    {
        const auto visits = visitForm(*store);
        RecordBody body;
        body.form = (*visits)->form->published.form;
        body.state = RecordState::Completed;
        body.author = PersonId(author);
        body.service = ServiceId(u"early-support"_s);
        body.team = TeamId(u"early-support-north"_s);
        body.about = amends;
        body.completedAtMs = on.startOfDay(QTimeZone::utc()).toMSecsSinceEpoch() + seq;
        const QString row = u"child#r1/"_s;
        body.answers = { { u"result"_s, code(u"went-ahead"_s) },
                         { u"arrived"_s, on.toString(Qt::ISODate) + u"T14:00:00+00:00"_s },
                         { u"child#"_s, rowsToJson({ { u"r1"_s, u"A"_s, {} } }) },
                         { row + u"child.rec"_s, number },
                         { row + u"child.seen"_s, seen } };
        if (pointer)
            body.answers.insert(row + u"child.pointer"_s, referenceAnswer(u"urn:sightline:id"_s, pointer->toString(), {}, u"Patient"_s));
        return stored(body);
    }
    /// A visit that did not go ahead, to the child of @p pointer.
    RecordId failed(QDate on, const RecordId &pointer)
    {
        const auto visits = visitForm(*store);
        RecordBody body;
        body.form = (*visits)->form->published.form;
        body.state = RecordState::Completed;
        body.author = me;
        body.team = TeamId(u"early-support-north"_s);
        body.completedAtMs = on.startOfDay(QTimeZone::utc()).toMSecsSinceEpoch() + seq;
        body.answers = { { u"result"_s, code(u"no-reply"_s) },
                         { u"arrived"_s, on.toString(Qt::ISODate) + u"T14:00:00+00:00"_s },
                         { u"missed"_s, rowsToJson({ { u"m1"_s, u"A"_s, codingAnswer(u"urn:sightline:list:children"_s, pointer.toString(), u"A.B."_s) } }) } };
        return stored(body);
    }
    static Json code(const QString &code) { return codingAnswer(u"urn:sightline:code:result"_s, code, code); }
    RecordId stored(const RecordBody &body)
    {
        const RecordId id = newRecord();
        const auto put = store->transact([&]() -> Result<void> {
            putAs(id, body);
            return {};
        });
        EXPECT_TRUE(put);
        return id;
    }
};

TEST_F(ChildListTest, SaysWhoIsDueAndWhy)
{
    const RecordId late = given(u"4711"_s, u"child-protection"_s, { 2026, 11, 2 });
    const RecordId soon = given(u"4712"_s, u"child-protection"_s, { 2026, 11, 9 });
    const RecordId coming = given(u"4713"_s, u"child-in-care"_s, { 2026, 11, 20 });
    const RecordId none = given(u"4714"_s, {}, {});
    const auto listed = list();
    ASSERT_EQ(listed.size(), 4);
    QList<RecordId> order;
    for (const ListedChild &one : listed)
        order.append(*one.child.id);
    EXPECT_EQ(order, (QList<RecordId> { late, soon, coming, none }));
    EXPECT_TRUE(listed[0].isLate);
    EXPECT_EQ(listed[0].standing.due, QDate(2026, 11, 16));
    EXPECT_EQ(listed[1].urgency, ListedChild::Urgency::DueSoon);
    EXPECT_EQ(listed[1].standing.due, QDate(2026, 11, 23));
    EXPECT_TRUE(listed[2].whyFirst.contains(u"1 Jan"_s)) << qPrintable(listed[2].whyFirst);
    EXPECT_TRUE(listed[2].whyFirst.contains(u"no working day"_s)) << "New Year's Day: " << qPrintable(listed[2].whyFirst);
    EXPECT_TRUE(listed[1].why.contains(u"every 10 working days"_s));
    EXPECT_EQ(visitsDue(*store, englandCalendar(), today)->size(), 3) << "a child without a date is on the list, and not in Today";
}

/// Whenever the demo is set up, each of its practitioners has one late, one due and one not seen twice running.
TEST_F(ChildListTest, TheDemosListsShowEveryKindOfVisitOnAnyDayOfTheYear)
{
    QSet<PersonId> people;
    for (int later = 0; later < 370; later += 6) {
        const QDate day = today.addDays(later);
        QMap<PersonId, QSet<QString>> kinds;
        for (const ChildPointer &child : demoChildren(day)) {
            EXPECT_TRUE(childProblems(childFields(child)).isEmpty()) << qPrintable(child.number);
            EXPECT_TRUE(demoCouncil().person(child.author)->teams.contains(child.team));
            people.insert(child.author);
        }
        const auto stored = store->transact([&]() -> Result<void> {
            for (const ChildPointer &child : demoChildren(day)) {
                RecordBody body;
                body.type = RecordType::Child;
                body.author = me;   // judged by this device's own list, one person's at a time
                body.team = child.team;
                body.madeAtMs = QDateTime(day, QTime(9, 0), QTimeZone::utc()).toMSecsSinceEpoch();
                body.answers = childFields(child);
                putAs(publishedId(RecordType::Child, child.author.toString() + u'/' + child.number), body);
            }
            return {};
        });
        ASSERT_TRUE(stored);
        const auto listed = childList(*store, englandCalendar(), day);
        ASSERT_TRUE(listed);
        QMap<QString, PersonId> owners;
        for (const ChildPointer &child : demoChildren(day))
            owners.insert(child.number, child.author);
        for (const ListedChild &one : *listed)
            kinds[owners.value(one.child.number)].insert(urgencyName(one.urgency));
        for (auto it = kinds.cbegin(); it != kinds.cend(); ++it)
            EXPECT_TRUE(it->contains(QSet<QString> { u"late"_s, u"due-soon"_s, u"not-seen-twice"_s }))
                << qPrintable(it.key().toString() + day.toString(Qt::ISODate));
        EXPECT_EQ(kinds.size(), people.size());
    }
    EXPECT_EQ(people.size(), 9);
}

/// One list, one order: what is late before what is due, each by its date, whether it is a task or a visit.
TEST_F(ChildListTest, VisitsAreRankedAmongTheTasks)
{
    const RecordId late = given(u"4711"_s, u"child-protection"_s, { 2026, 11, 2 });
    const RecordId soon = given(u"4712"_s, u"child-protection"_s, { 2026, 11, 9 });
    const RecordId coming = given(u"4713"_s, u"child-in-care"_s, { 2026, 11, 20 });
    const RecordId twice = given(u"4715"_s, u"child-in-care"_s, { 2026, 11, 20 });
    failed({ 2026, 11, 21 }, twice);
    failed({ 2026, 11, 22 }, twice);
    const auto now = board();
    ASSERT_TRUE(now);
    ASSERT_EQ(now->order.size(), now->items.size() + now->visits.size());
    ASSERT_EQ(now->visits.size(), 4);
    QList<qsizetype> tasks;
    QList<RecordId> visits;
    int between = 0;   // tasks between the first visit and the last
    const Rank *before = nullptr;
    QList<Rank> ranks;
    for (const TodayEntry &entry : now->order) {
        const bool isTask = entry.what == TodayEntry::What::Task;
        ranks.append(isTask ? rankOf(now->items.at(entry.at).task) : rankOfVisit(now->visits.at(entry.at)));
        if (isTask)
            tasks.append(entry.at);
        else
            visits.append(*now->visits.at(entry.at).child.id);
        between += isTask && !visits.isEmpty() && visits.size() < 4 ? 1 : 0;
    }
    for (const Rank &rank : std::as_const(ranks)) {
        EXPECT_FALSE(before && standsBefore(rank, *before));
        before = &rank;
    }
    EXPECT_TRUE(std::is_sorted(tasks.cbegin(), tasks.cend())) << "the tasks keep their own order";
    EXPECT_EQ(visits, (QList<RecordId> { twice, late, soon, coming }));
    EXPECT_EQ(now->order.first().what, TodayEntry::What::Visit) << "not seen twice running: before all";
    EXPECT_GT(between, 3) << "no block of their own";
    const auto isLate = [&](const TodayEntry &entry) { return entry.what == TodayEntry::What::Task && now->items.at(entry.at).task.urgency == Overdue; };
    EXPECT_TRUE(std::any_of(now->order.cbegin(), now->order.cend(), isLate)) << "else nothing was shown of late tasks";
}

TEST_F(ChildListTest, AVisitFoundByPointerOrNumberMovesTheDate)
{
    const RecordId child = given(u"LCS 4711"_s);
    EXPECT_EQ(only().standing.due, QDate(2026, 11, 23));
    visited({ 2026, 11, 18 }, true, u"lcs4711"_s);
    EXPECT_EQ(only().standing.due, QDate(2026, 12, 2)) << "by number, as records without a listed child name it";
    visited({ 2026, 11, 20 }, true, u"another"_s, u"tm-early-support-north"_s, child);
    EXPECT_EQ(only().standing.due, QDate(2026, 12, 4)) << "by its record, whatever the number";
    visited({ 2026, 11, 21 }, true, u"4711"_s);
    EXPECT_EQ(only().standing.due, QDate(2026, 12, 4)) << "another number is another child";
    const auto found = visited({ 2026, 11, 22 }, true, u"LCS4711"_s);
    EXPECT_EQ(only().standing.due, QDate(2026, 12, 4));
    visited({ 2026, 11, 10 }, true, u"LCS4711"_s, u"tm-early-support-north"_s, {}, found);
    EXPECT_EQ(only().standing.due, QDate(2026, 12, 4)) << "the amended version stands for the first one";
}

TEST_F(ChildListTest, NotSeenTwiceRunningStandsFirstAlsoForTheManager)
{
    const RecordId child = given(u"4711"_s, u"child-in-care"_s, { 2026, 11, 20 });
    const RecordId other = given(u"4712"_s, u"child-protection"_s, { 2026, 11, 2 });
    failed({ 2026, 11, 21 }, child);
    EXPECT_EQ(*only().child.id, other);
    EXPECT_EQ(list()[1].standing.missedRunning, 1);
    visited({ 2026, 11, 22 }, false, u"4711"_s);
    EXPECT_EQ(*only().child.id, child);
    EXPECT_TRUE(only().standing.isNotSeenTwice());
    EXPECT_TRUE(only().whyFirst.startsWith(u"Not seen twice running."_s));

    ChildPointer theirs;
    theirs.number = u"99"_s;
    theirs.rule = u"child-protection"_s;
    RecordBody body;
    body.type = RecordType::Child;
    body.author = PersonId(u"practitioner-north-1"_s);
    body.team = TeamId(u"early-support-north"_s);
    body.answers = childFields(theirs);
    stored(body);
    EXPECT_EQ(list().size(), 2);
    ASSERT_EQ(list(ChildrenOf::MyTeam).size(), 3);
    EXPECT_EQ(visitsDue(*store, englandCalendar(), today)->size(), 2) << "a manager reads on where it is flagged, and only there";
    visited({ 2026, 11, 20 }, false, u"99"_s, u"practitioner-north-1"_s);
    visited({ 2026, 11, 21 }, false, u"99"_s, u"practitioner-north-1"_s);
    EXPECT_EQ(visitsDue(*store, englandCalendar(), today)->size(), 3);
    EXPECT_TRUE(visitsDue(*store, englandCalendar(), today)->value(1).why.contains(u"whom you manage"_s)
                || visitsDue(*store, englandCalendar(), today)->value(0).why.contains(u"whom you manage"_s));
}

TEST_F(ChildListTest, AVisitBegunFromAChildIsFilledAndKnowsWhomItMissed)
{
    const RecordId child = given(u"4711"_s);
    visited({ 2026, 11, 18 }, true, u"4711"_s);
    visited({ 2026, 11, 20 }, false, u"4711"_s);
    const auto visits = visitForm(*store);
    const auto context = captureContext(*store, englandCalendar(), *(*visits)->form, {}, {}, 0, { .child = child });
    ASSERT_TRUE(context) << qPrintable(context.error().detail);
    EXPECT_TRUE(context->previous) << "the last visit to this child";
    EXPECT_EQ(context->values.value(u"missed_last"_s).toStrings(), (QStringList { child.toString(), u"4711"_s }));
    const Answers answers = prefilledAnswers((*visits)->form->questionnaire, *context, random);
    const auto rows = answers.rows(u"child#"_s);
    ASSERT_EQ(rows.size(), 1);
    const QString row = u"child#"_s + rows[0].id + u'/';
    EXPECT_EQ(answers.value(row + u"child.rec"_s), Json(u"4711"_s));
    EXPECT_EQ(answers.value(row + u"child.pointer"_s)[u"value"_s].toString(), child.toString());
    EXPECT_EQ(answers.value(row + u"child.plan"_s)[u"code"_s].toString(), u"child-protection-plan");
    EXPECT_EQ(answers.value(u"kind"_s)[u"code"_s].toString(), u"child-protection");
    const auto draft = beginDraft(*store, { .form = (*visits)->form->published.form, .answers = answers });
    ASSERT_TRUE(draft);
    EXPECT_EQ(only().draft, draft->id) << "Today goes on with it";
    EXPECT_EQ(captureContext(*store, englandCalendar(), *(*visits)->form, {}, {}, 0, { .child = newRecord() }).error().code, ErrorCode::NotFound);
}

TEST_F(ChildListTest, AChildThatIsHandedOnLeavesTheList)
{
    const RecordId child = given(u"4711"_s);
    ASSERT_TRUE(endChild(*store, child, { today, u"Moved"_s, PersonId(u"practitioner-north-1"_s), only().standing })->child);
    EXPECT_TRUE(list().isEmpty());
    ASSERT_EQ(list(ChildrenOf::MyTeam).size(), 1) << "and is on their colleague's at once";
    EXPECT_EQ(list(ChildrenOf::MyTeam)[0].owner, PersonId(u"practitioner-north-1"_s));
    const RecordId other = given(u"4712"_s);
    ASSERT_TRUE(endChild(*store, other, { .on = today, .reason = u"Closed"_s })->child);
    EXPECT_EQ(list(ChildrenOf::MyTeam).size(), 1);
}

} // namespace
