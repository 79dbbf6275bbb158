#include "core/editions/edition_impact.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/packs/council/demo_council.h"
#include "core/packs/forms/form_packs.h"
#include "tests/unit/editions/edited_framework.h"

using namespace sightline;
using namespace sightline::test;

namespace {

const QDate firstDay(2027, 4, 1);
const QString meetings = u"early-support:data-meetings"_s;

FormFacts builtInFacts()
{
    FormFacts facts;
    for (const FormPack &form : builtInForms())
        facts.insert(form.id, { form.title, form.minutes });
    return facts;
}

EditionImpact impact(const CompiledFramework &next, const FormFacts &forms = builtInFacts())
{
    return impactOf(builtIn(), next, demoCouncil(), englandCalendar(), firstDay, forms);
}

RoleWork roleIn(const EditionImpact &impact, const QString &role)
{
    for (const RoleWork &work : impact.roles) {
        if (work.role == role)
            return work;
    }
    return {};
}

/// The built-in framework with one row that no template, person or neighbour has a say in but these.
CompiledFramework withRow(const QString &lead, const QString &frequency)
{
    return EditedFramework().add(u"early-support"_s, { u"Case audit of the week"_s, u"Audit"_s, {}, lead, frequency }).compiled();
}

} // namespace

TEST(EditionImpactTest, NamesEverybodyWhoDoesWhatChanges)
{
    const EditionImpact change = impact(EditedFramework().set(meetings, Cell::Frequency, u"Monthly"_s).compiled());
    ASSERT_EQ(change.changes.size(), 1);
    QStringList people;
    for (const PersonId &person : change.changes.first().people)
        people.append(person.toString());
    people.sort();
    EXPECT_EQ(people, (QStringList { u"sm-early-support"_s, u"tl-early-support-north"_s, u"tm-early-support-north"_s, u"tm-early-support-south"_s }));
    EXPECT_EQ(sayChange(change.changes.first()), u"Early Support, Data Meetings: every 6 to 8 weeks becomes once a month; affects 4 people."_s);
    EXPECT_EQ(change.changesFor(PersonId(u"sm-early-support"_s)).size(), 1);
    EXPECT_TRUE(change.changesFor(PersonId(u"practitioner-north-1"_s)).isEmpty());
}

TEST(EditionImpactTest, ANewLeadAffectsWhoDidItAndWhoWill)
{
    const EditionImpact change = impact(EditedFramework().set(meetings, Cell::Lead, u"Head of Service"_s).compiled());
    ASSERT_EQ(change.changes.size(), 1);
    EXPECT_EQ(change.changes.first().people.size(), 5);
    EXPECT_FALSE(change.changesFor(PersonId(u"hos-early-support"_s)).isEmpty());
    EXPECT_FALSE(change.changesFor(PersonId(u"tm-early-support-north"_s)).isEmpty());
}

TEST(EditionImpactTest, TheWorkOfARoleIsTimesTimesMinutes)
{
    const CompiledFramework next = withRow(u"Data and Outcomes Manager"_s, u"Monthly"_s);
    const CompiledActivity *row = next.find(ActivityKey(u"early-support:case-audit-of-the-week"_s));
    ASSERT_TRUE(row);
    const FormFacts minutes { { row->templateId, { {}, 90 } } };
    const RoleWork work = roleIn(impact(next, minutes), u"Data and Outcomes Manager"_s);
    EXPECT_EQ(work.people, 1);
    // Twelve times ninety minutes are eighteen hours a year.
    EXPECT_NEAR(work.after - work.before, 1.5, 1e-9);
    const EditionImpact quarterly = impact(withRow(u"Data and Outcomes Manager"_s, u"Quarterly"_s), minutes);
    const RoleWork less = roleIn(quarterly, u"Data and Outcomes Manager"_s);
    EXPECT_NEAR(less.after - less.before, 0.5, 1e-9);
    EXPECT_NEAR(quarterly.people.value(PersonId(u"dom-early-support"_s)).after, less.after, 1e-9);
}

TEST(EditionImpactTest, WhatSeveralMayDoIsSharedAmongThem)
{
    const CompiledFramework next = withRow(u"Service Manager/Data and Outcomes Manager"_s, u"Monthly"_s);
    const FormFacts minutes { { next.find(ActivityKey(u"early-support:case-audit-of-the-week"_s))->templateId, { {}, 90 } } };
    for (const QString &role : { u"Service Manager"_s, u"Data and Outcomes Manager"_s }) {
        const RoleWork work = roleIn(impact(next, minutes), role);
        EXPECT_NEAR(work.after - work.before, 0.75, 1e-9) << role.toStdString();
    }
}

TEST(EditionImpactTest, WhatHasNoNumberIsInNoFigureAndSaid)
{
    const EditionImpact none = impact(EditedFramework().compiled());
    EXPECT_EQ(none.notCountedBefore, none.notCountedAfter);
    EXPECT_GT(none.notCountedBefore, 0);
    EXPECT_EQ(impact(withRow(u"Team Manager"_s, u"As required"_s)).notCountedAfter, none.notCountedAfter + 1);
    EXPECT_EQ(impact(builtIn(), {}).roles, QList<RoleWork>()) << "no form says how long it takes";
}

TEST(EditionImpactTest, AChangeInAServiceWithoutPeopleAffectsNobodyYet)
{
    const EditionImpact change = impact(EditedFramework()
                                            .rename(u"youth-justice-service"_s, u"Youth Justice"_s)
                                            .set(u"youth-justice-service:supervision"_s, Cell::Frequency, u"Weekly"_s)
                                            .compiled());
    ASSERT_EQ(change.changes.size(), 2);
    EXPECT_EQ(sayChange(change.changes[0]), u"Youth Justice: the service was called “Youth Justice Service”."_s);
    EXPECT_TRUE(sayChange(change.changes[1]).endsWith(u"becomes once a week; nobody in the council does it yet."_s))
        << sayChange(change.changes[1]).toStdString();
}
