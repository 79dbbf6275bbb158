#include "core/commands/keep_child.h"
#include "tests/unit/commands/command_fixture.h"
#include "tests/unit/commands/disk_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class KeepChildTest : public CommandTest {
protected:
    static ChildPointer child(const QString &number, const QString &initials = u"A.B."_s)
    {
        ChildPointer one;
        one.number = number;
        one.initials = initials;
        return one;
    }
    QList<ChildPointer> all()
    {
        QList<ChildPointer> children;
        const auto rows = store->view().ofType(RecordType::Child);
        EXPECT_TRUE(rows);
        for (const ViewRow &row : *rows)
            children.append(*childPointerOf(row.id, **store->view().body(row.id)));
        return children;
    }
    RecordId given(const QString &number)
    {
        const auto kept = addChild(*store, child(number));
        EXPECT_TRUE(kept && kept->child);
        return *kept->child;
    }
    /// A pointer of a colleague's, as it comes from the hub.
    RecordId handedToMe()
    {
        ChildPointer theirs = child(u"4711"_s);
        theirs.endedOn = today;
        theirs.endReason = u"Moved team"_s;
        theirs.handedTo = PersonId(u"p1"_s);
        theirs.seenOn = QDate(2026, 11, 2);
        theirs.missed = 1;
        theirs.missedOn = QDate(2026, 11, 20);
        RecordBody body;
        body.type = RecordType::Child;
        body.author = PersonId(u"p2"_s);
        body.team = TeamId(u"t2"_s);
        body.answers = childFields(theirs);
        const RecordId id = newRecord();
        putReference(id, body);
        return id;
    }
    [[nodiscard]] qsizetype waiting() { return store->outbox().all()->size(); }

    const QDate today { 2026, 11, 23 };
};

TEST_F(KeepChildTest, KeepsAChildAsAnOperationThatIsSent)
{
    const RecordId id = given(u"4711"_s);
    ASSERT_EQ(all().size(), 1);
    EXPECT_EQ(all().first().id, id);
    EXPECT_EQ(all().first().author, PersonId(u"p1"_s));
    EXPECT_EQ(all().first().team, TeamId(u"t1"_s));
    EXPECT_EQ(waiting(), 1);
    const auto again = addChild(*store, child(u" 47 11"_s));
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->child);
    EXPECT_EQ(again->problems.first().member, u"number");
    EXPECT_FALSE(addChild(*store, child(u"4712"_s, u"Amelia"_s))->child);
    EXPECT_EQ(waiting(), 1) << "what is refused leaves nothing";
}

TEST_F(KeepChildTest, ChangesOnlyWhatChanged)
{
    ChildPointer changed = child(u"4711"_s);
    changed.id = given(u"4711"_s);
    ASSERT_TRUE(changeChild(*store, changed)->child);
    EXPECT_EQ(waiting(), 1) << "the same again";
    changed.initials.clear();
    changed.rule = u"child-protection"_s;
    ASSERT_TRUE(changeChild(*store, changed)->child);
    EXPECT_EQ(all().first().rule, u"child-protection");
    EXPECT_TRUE(all().first().initials.isEmpty());
    const auto operations = store->outbox().all();
    ASSERT_EQ(operations->size(), 2);
    EXPECT_EQ(operations->last().operation.set.keys(), (QStringList { u"initials"_s, u"rule"_s }));
}

TEST_F(KeepChildTest, EndsWithAReasonAndHandsOverWhatIsKnown)
{
    const RecordId id = given(u"4711"_s);
    VisitStanding standing;
    standing.seenOn = QDate(2026, 11, 2);
    standing.missedRunning = 1;
    standing.last = ChildVisit { .record = newRecord(), .on = QDate(2026, 11, 20) };
    EXPECT_EQ(endChild(*store, id, { .on = today })->problems.first().member, u"end_reason");
    EXPECT_EQ(endChild(*store, id, { .on = today, .reason = u"Moved"_s, .handTo = PersonId(u"nobody"_s) })->problems.first().member, u"handed_to");
    EXPECT_EQ(endChild(*store, id, { .on = today, .reason = u"Moved"_s, .handTo = PersonId(u"p1"_s) })->problems.first().member, u"handed_to");
    ASSERT_TRUE(endChild(*store, id, { today, u"Moved team"_s, PersonId(u"p2"_s), standing })->child);
    const ChildPointer ended = all().first();
    EXPECT_EQ(ended.endedOn, today);
    EXPECT_EQ(ended.handedTo, PersonId(u"p2"_s));
    EXPECT_EQ(ended.seenOn, QDate(2026, 11, 2));
    EXPECT_EQ(ended.missed, 1);
    EXPECT_EQ(ended.missedOn, QDate(2026, 11, 20));
    EXPECT_EQ(endChild(*store, id, { .on = today, .reason = u"Again"_s }).error().code, ErrorCode::NotAllowed);
    EXPECT_TRUE(addChild(*store, child(u"4711"_s))->child) << "a child that comes back is a child on the list again";
}

TEST_F(KeepChildTest, AHandedChildIsGoneOnWithInAPointerOfOnesOwn)
{
    ChildPointer mine = child(u"4711"_s);
    const RecordId theirs = handedToMe();
    EXPECT_EQ(addChild(*store, mine)->problems.first().member, u"number") << "it is on the list already";
    mine.id = theirs;
    mine.plan = u"care-plan"_s;
    mine.seenOn = QDate(2026, 11, 2);
    const auto kept = changeChild(*store, mine);
    ASSERT_TRUE(kept && kept->child);
    EXPECT_NE(*kept->child, theirs);
    const auto body = store->view().body(*kept->child);
    const auto own = childPointerOf(*kept->child, **body);
    EXPECT_EQ(own->before, theirs);
    EXPECT_EQ(own->author, PersonId(u"p1"_s));
    EXPECT_FALSE(own->endedOn.isValid());
    EXPECT_EQ(own->missed, 1) << "what was handed over is not lost with the first change";
    EXPECT_EQ(changeChild(*store, mine).error().code, ErrorCode::NotAllowed) << "theirs is done with";
}

TEST_F(KeepChildTest, AnothersChildIsNotChanged)
{
    RecordBody body;
    body.type = RecordType::Child;
    body.author = PersonId(u"p2"_s);
    body.answers = childFields(child(u"4711"_s));
    ChildPointer theirs = child(u"4711"_s);
    theirs.id = newRecord();
    putReference(*theirs.id, body);
    EXPECT_EQ(changeChild(*store, theirs).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(endChild(*store, *theirs.id, { .on = today, .reason = u"x"_s }).error().code, ErrorCode::NotAllowed);
    theirs.id = newRecord();
    EXPECT_EQ(changeChild(*store, theirs).error().code, ErrorCode::NotFound);
}

TEST_F(KeepChildTest, ATableAddsWhatIsNewAndChangesWhatIsThere)
{
    ChildPointer there = child(u"4711"_s);
    there.plan = u"care-plan"_s;
    ASSERT_TRUE(addChild(*store, there)->child);
    ChildPointer row = child(u"4711"_s, u"A.C."_s);   // its plan is left empty
    const auto imported = importChildren(*store, { row, child(u"4712"_s) });
    ASSERT_TRUE(imported);
    EXPECT_EQ(imported->added, 1);
    EXPECT_EQ(imported->changed, 1);
    const auto again = importChildren(*store, { row, child(u"4712"_s) });
    EXPECT_EQ(again->same, 2);
    EXPECT_EQ(waiting(), 3);
    QMap<QString, ChildPointer> byNumber;
    for (const ChildPointer &one : all())
        byNumber.insert(one.number, one);
    EXPECT_EQ(byNumber.size(), 2);
    EXPECT_EQ(byNumber[u"4711"_s].initials, u"A.C.");
    EXPECT_EQ(byNumber[u"4711"_s].plan, u"care-plan");
    EXPECT_FALSE(importChildren(*store, { child(u"4713"_s), child(u"no digit"_s) }));
    EXPECT_EQ(all().size(), 2);
}

/// The same on a disk that can be pulled out at any write.
class KeepChildKillTest : public OnDisk<KeepChildTest> {
protected:
    /// Runs @p command on what @p prepare left, cut at every write; @p isDone says whether its whole effect is there, @p isUndone whether none
    /// of it is.
    void cutEverywhere(const std::function<void()> &prepare, const std::function<bool()> &command, const std::function<bool()> &isDone,
                       const std::function<bool()> &isUndone)
    {
        openOnDisk();
        enrol();
        learnCouncil();
        prepare();
        int whole = 0, none = 0;
        cutAtEveryWrite(command, [&](bool wasCut) {
            EXPECT_NE(isDone(), isUndone()) << "half of it";
            EXPECT_TRUE(wasCut || isDone()) << "what was said to be saved is saved";
            ++(isDone() ? whole : none);
        });
        std::printf("%d cuts left all of it, %d none\n", whole, none);
        EXPECT_GE(whole, 2);
        EXPECT_GE(none, 5);
    }
};

TEST_F(KeepChildKillTest, AChildIsAddedOrNot)
{
    cutEverywhere([] {}, [this] { return addChild(*store, child(u"4711"_s)).hasValue(); }, [this] { return all().size() == 1 && waiting() == 1; },
                  [this] { return all().isEmpty() && waiting() == 0; });
}

TEST_F(KeepChildKillTest, AChildIsHandedOnOrStaysOnTheList)
{
    cutEverywhere([this] { given(u"4711"_s); },
                  [this] {
                      const auto kept = endChild(*store, *all().first().id, { today, u"Moved"_s, PersonId(u"p2"_s), {} });
                      return kept.hasValue();
                  },
                  [this] { return all().first().handedTo == PersonId(u"p2"_s) && all().first().endedOn.isValid() && waiting() == 2; },
                  [this] { return all().first().handedTo.isEmpty() && !all().first().endedOn.isValid() && waiting() == 1; });
}

TEST_F(KeepChildKillTest, ATableIsTakenInWholeOrNotAtAll)
{
    QList<ChildPointer> table;
    for (int i = 0; i < 12; ++i)
        table.append(child(QString::number(4700 + i)));
    cutEverywhere([this] { given(u"4700"_s); },
                  [&] {
                      table.first().initials = u"Z."_s;
                      return importChildren(*store, table).hasValue();
                  },
                  [&] { return all().size() == 12 && waiting() == 13; }, [&] { return all().size() == 1 && waiting() == 1; });
}

} // namespace
