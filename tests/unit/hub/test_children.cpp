#include "core/records/child_pointer.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;

namespace {

/// A child on the list of a, a practitioner of team north.
class ChildrenTest : public HubTest {
protected:
    static RecordBody child(const QString &author)
    {
        RecordBody body = visit(author, RecordState::Draft);
        body.type = RecordType::Child;
        body.form.clear();
        body.role.clear();
        body.task.reset();
        body.answers = { { u"number"_s, u"CANARY-4711"_s }, { u"initials"_s, u"A.B."_s } };
        return body;
    }
    static QString only(const wire::SyncAnswer &answer) { return outcomeName(answer.acks[0].outcome); }
    /// How often @p device was told anything of the child, of how many rows.
    static std::pair<int, int> told(const TestDevice &device)
    {
        std::pair<int, int> found;
        for (const auto &scope : device.rows) {
            for (const wire::Row &row : scope) {
                found.first += row.body.contains("CANARY") ? 1 : 0;
                ++found.second;
            }
        }
        return found;
    }
};

TEST_F(ChildrenTest, AColleagueOfAnotherTeamGetsNothing)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(child(u"a"_s));
    EXPECT_EQ(only(a.sync({ made })), u"applied"_s);
    auto c = device(u"c"_s);
    const auto [leaked, searched] = told(c);
    EXPECT_EQ(leaked, 0);
    EXPECT_GT(searched, 5);
    EXPECT_EQ(only(c.sync({ c.patch(made.record, u"handed_to"_s, u"c"_s, {}) })), u"held:scope"_s) << "nobody takes a child from a list";
    c.pullAll();
    EXPECT_EQ(told(c).first, 0);
    for (const QString &person : { u"a"_s, u"b"_s, u"tm"_s })
        EXPECT_GT(told(device(person)).first, 0) << qPrintable(person) << ": its author and their team read it; the search finds what is there";
}

TEST_F(ChildrenTest, WhoeverItIsHandedToReadsIt)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(child(u"a"_s));
    a.sync({ made });
    Operation end = a.patch(made.record, u"handed_to"_s, u"c"_s, {});
    end.set.insert(u"ended_on"_s, { u"2026-11-23"_s, {} });
    end.set.insert(u"end_reason"_s, { u"Moved"_s, {} });
    EXPECT_EQ(only(a.sync({ end })), u"applied"_s);
    auto c = device(u"c"_s);
    ASSERT_TRUE(c.row(made.record));
    RecordBody own = child(u"c"_s);
    own.about = made.record;
    EXPECT_EQ(only(c.sync({ c.create(own) })), u"applied"_s);
    EXPECT_EQ(told(device(u"tm-south"_s)).second > 0, true);
}

TEST_F(ChildrenTest, OnlyItsAuthorChangesIt)
{
    auto a = device(u"a"_s);
    const Operation made = a.create(child(u"a"_s));
    a.sync({ made });
    auto b = device(u"b"_s);
    EXPECT_EQ(only(b.sync({ b.patch(made.record, u"initials"_s, u"X.Y."_s, u"A.B."_s) })), u"held:author"_s);
    EXPECT_EQ(only(a.sync({ a.patch(made.record, u"initials"_s, u"A.C."_s, u"A.B."_s) })), u"applied"_s);
}

TEST_F(ChildrenTest, HoldsWhatIsNoPointer)
{
    auto a = device(u"a"_s);
    RecordBody file = child(u"a"_s);
    file.answers.insert(u"notes"_s, u"She is well."_s);
    EXPECT_EQ(only(a.sync({ a.create(file) })), u"held:invalid"_s);
    const Operation made = a.create(child(u"a"_s));
    a.sync({ made });
    EXPECT_EQ(only(a.sync({ a.patch(made.record, u"initials"_s, u"Amelia"_s, u"A.B."_s) })), u"held:invalid"_s);
    EXPECT_EQ(only(a.sync({ a.patch(made.record, u"handed_to"_s, u"nobody"_s, {}) })), u"held:invalid"_s);
    EXPECT_EQ(only(a.sync({ a.patch(made.record, u"number"_s, Json(), u"CANARY-4711"_s) })), u"held:invalid"_s) << "a child without a number";
}

} // namespace
