#include "core/schedule/edition_changes.h"
#include "tests/unit/editions/edited_framework.h"

using namespace sightline;
using namespace sightline::test;

namespace {

QStringList said(const CompiledFramework &next)
{
    QStringList sentences;
    for (const EditionChange &change : changesBetween(builtIn(), next))
        sentences.append(sayChange(change));
    return sentences;
}

} // namespace

TEST(EditionChangesTest, TheSameEditionChangesNothing) { EXPECT_TRUE(changesBetween(builtIn(), EditedFramework().compiled()).isEmpty()); }

TEST(EditionChangesTest, SaysEachChangeInASentence)
{
    EXPECT_EQ(said(EditedFramework().set(u"early-support:data-meetings"_s, Cell::Frequency, u"Monthly"_s).compiled()),
              QStringList { u"Early Support, Data Meetings: every 6 to 8 weeks becomes once a month"_s });
    EXPECT_EQ(said(EditedFramework().set(u"early-support:data-meetings"_s, Cell::Lead, u"Head of Service"_s).compiled()),
              QStringList { u"Early Support, Data Meetings: led by any of: Service Manager, Team Manager, Team Leader becomes led by the Head of Service"_s });
    EXPECT_EQ(said(EditedFramework().set(u"early-support:data-meetings"_s, Cell::What, u"Data Meetings of all teams"_s).compiled()),
              QStringList { u"Early Support, Data Meetings of all teams: was called “Data Meetings”"_s });
    EXPECT_EQ(
        said(EditedFramework().remove(u"early-support:data-meetings"_s).compiled()),
        QStringList { u"Early Support, Data Meetings: no longer done (was every 6 to 8 weeks, by any of: Service Manager, Team Manager, Team Leader)"_s });
    EXPECT_EQ(
        said(EditedFramework().add(u"early-support"_s, { u"Shadowing days"_s, u"Beside a colleague"_s, {}, u"Team Manager"_s, u"Quarterly"_s }).compiled()),
        QStringList { u"Early Support, Shadowing days: new: once a quarter, by the Team Manager"_s });
    EXPECT_EQ(said(EditedFramework().set(u"early-support:data-meetings"_s, Cell::Why, u"Because"_s).compiled()),
              QStringList { u"Early Support, Data Meetings: worded differently (why), and means the same"_s });
    EXPECT_EQ(said(EditedFramework().rename(u"early-support"_s, u"Family Hubs"_s).compiled()),
              QStringList { u"Family Hubs: the service was called “Early Support”"_s });
}

TEST(EditionChangesTest, NamesFormsAsPeopleDo)
{
    CompiledFramework next = builtIn();
    next.services[20].activities[1].templateId = u"T18"_s;
    const QHash<TemplateId, QString> titles { { builtIn().services[20].activities[1].templateId, u"Performance meeting"_s } };
    const auto changes = changesBetween(builtIn(), next, titles);
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(sayChange(changes.first()), u"Early Support, Data Meetings: recorded with Performance meeting becomes recorded with T18"_s);
}

TEST(EditionChangesTest, OneRowMayChangeInSeveralWays)
{
    const auto changes = changesBetween(builtIn(),
                                        EditedFramework()
                                            .set(u"early-support:data-meetings"_s, Cell::Frequency, u"Monthly"_s)
                                            .set(u"early-support:data-meetings"_s, Cell::What, u"Data Meetings of all teams"_s)
                                            .compiled());
    ASSERT_EQ(changes.size(), 2);
    EXPECT_EQ(changes[0].kind, EditionChangeKind::Renamed);
    EXPECT_EQ(changes[1].kind, EditionChangeKind::Rhythm);
    for (const EditionChange &change : changes)
        EXPECT_EQ(change.activity, ActivityKey(u"early-support:data-meetings"_s));
}

TEST(EditionChangesTest, ARowThatGoesToAnotherServiceMoves)
{
    CompiledFramework next = builtIn();
    CompiledActivity row = next.services[20].activities.takeAt(1);
    next.services[1].activities.append(row);
    const auto changes = changesBetween(builtIn(), next);
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes[0].kind, EditionChangeKind::Moved);
    EXPECT_EQ(sayChange(changes[0]), u"Quality Assurance Service, Data Meetings: moves here from Early Support"_s);
}
