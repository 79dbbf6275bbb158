#pragma once

#include "core/packs/calendar/england_calendar.h"
#include "core/packs/council/demo_council.h"
#include "core/tasks/plan.h"

namespace sightline::test {

using namespace Qt::StringLiterals;

inline const QDate today(2026, 11, 23);   ///< a Monday in the third quarter of council year 2026/27

inline Rule periodic(int n, PeriodUnit unit)
{
    Rule rule;
    rule.kind = RuleKind::Periodic;
    rule.every = Every { n, unit };
    return rule;
}

inline Rule quota(std::optional<int> min, std::optional<int> max, PeriodUnit per)
{
    Rule rule;
    rule.kind = RuleKind::Quota;
    rule.min = min;
    rule.max = max;
    rule.per = per;
    return rule;
}

inline Rule ofKind(RuleKind kind)
{
    Rule rule;
    rule.kind = kind;
    return rule;
}

inline CompiledActivity activity(const QString &key, const QList<Rule> &rules, const QStringList &roles, UnitKind unit = UnitKind::Service)
{
    CompiledActivity compiled;
    compiled.activity.key = ActivityKey(key);
    compiled.activity.ref = u"S20.1"_s;
    compiled.activity.what = key;
    for (const Rule &rule : rules)
        compiled.rules.append({ rule, {}, {} });
    compiled.leads.roles = roles;
    compiled.unit = unit;
    if (unit == UnitKind::Subject)
        compiled.subject = u"supervisee"_s;
    compiled.templateId = u"T99"_s;
    return compiled;
}

/// Early Support of the demo council with these activities, in force since April.
inline PlanInputs world(const QList<CompiledActivity> &activities, const Council &council = demoCouncil())
{
    CompiledFramework framework;
    framework.services.append({ ServiceId(u"early-support"_s), u"S20"_s, {}, u"Early Support"_s, {}, activities });
    return { framework, council, englandCalendar(), QDate(2026, 4, 1) };
}

/// The fact numbered @p number: its ids follow from the number.
inline Fact fact(int number, const QString &key, const QString &unit, QDate periodStart, QDate date)
{
    const auto id = [](int of, const char *what) { return RecordId(QUuid::createUuidV5(QUuid(), QByteArray(what) + QByteArray::number(of))); };
    return { id(number, "fact"), id(number, "record"), ActivityKey(key), unit, periodStart, date, u"Team Manager"_s };
}

inline PersonId who(const QString &id) { return PersonId(id); }

/// The only task of @p unit whose period begins on @p start; a copy, so that the plan may be a passing one.
inline std::optional<Task> taskOf(const Plan &plan, const QString &key, const QString &unit, QDate start)
{
    const Task *task = plan.find(taskIdOf(ActivityKey(key), unit, start));
    return task ? std::optional(*task) : std::nullopt;
}

} // namespace sightline::test
