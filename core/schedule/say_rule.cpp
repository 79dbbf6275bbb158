#include "core/schedule/say_rule.h"

#include <algorithm>
#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QString times(int n)
{
    switch (n) {
    case 1: return u"once"_s;
    case 2: return u"twice"_s;
    default: return u"%1 times"_s.arg(n);
    }
}

QString units(int n, PeriodUnit unit) { return n == 1 ? periodUnitName(unit) : u"%1 %2s"_s.arg(n).arg(periodUnitName(unit)); }

QString plural(const QString &noun, int n)
{
    if (n == 1)
        return noun;
    static const std::array<std::pair<QLatin1StringView, QLatin1StringView>, 3> irregular {
        { { "child"_L1, "children"_L1 }, { "person"_L1, "people"_L1 }, { "family"_L1, "families"_L1 } }
    };
    for (const auto &[one, many] : irregular) {
        if (noun.endsWith(one))
            return noun.chopped(one.size()) + many;
    }
    return noun + u's';
}

QString sayEvery(const Every &every)
{
    if (!every.nMax)
        return every.n == 1 ? u"once a "_s + periodUnitName(every.unit) : u"every "_s + units(every.n, every.unit);
    if (!every.unitMax || *every.unitMax == every.unit)
        return u"every %1 to %2"_s.arg(every.n).arg(units(*every.nMax, every.unit));
    if (every.n == 1 && *every.nMax == 1)
        return u"between once a %1 and once a %2"_s.arg(periodUnitName(every.unit), periodUnitName(*every.unitMax));
    return u"every %1 to every %2"_s.arg(units(every.n, every.unit), units(*every.nMax, *every.unitMax));
}

QString sayQuota(const Rule &rule)
{
    const QString per =
        rule.every && rule.every->n > 1 ? u"every "_s + units(rule.every->n, rule.every->unit) : u"a "_s + periodUnitName(rule.per.value_or(PeriodUnit::Year));
    if (rule.subjectMode == SubjectMode::Distinct) {
        const int shown = rule.max.value_or(rule.min.value_or(1));
        const QString count = rule.min && rule.max && rule.min != rule.max ? u"%1 to %2"_s.arg(*rule.min).arg(*rule.max) : QString::number(shown);
        const QString bound = !rule.max ? u"at least "_s : !rule.min ? u"up to "_s : QString();
        return u"%1%2 different %3 %4"_s.arg(bound, count, plural(rule.perSubject, shown), per);
    }
    if (!rule.min && !rule.max)
        return u"any number of times "_s + per;
    if (!rule.max)
        return u"at least %1 %2"_s.arg(times(*rule.min), per);
    if (!rule.min)
        return u"up to %1 %2"_s.arg(times(*rule.max), per);
    if (rule.min == rule.max)
        return u"%1 %2"_s.arg(times(*rule.min), per);
    return u"%1 to %2 times %3"_s.arg(*rule.min).arg(*rule.max).arg(per);
}

QString sayPeriodic(const Rule &rule)
{
    const QString every = rule.every ? sayEvery(*rule.every) : u"regularly"_s;
    if (rule.min && !rule.max)
        return u"at least "_s + every;
    if (rule.max && !rule.min)
        return u"at most "_s + every;
    return every;
}

QString sayKind(const Rule &rule)
{
    switch (rule.kind) {
    case RuleKind::Periodic: return sayPeriodic(rule);
    case RuleKind::Quota: return sayQuota(rule);
    case RuleKind::Event: return rule.trigger.startsWith("midway"_L1) || rule.trigger.startsWith("halfway"_L1) ? rule.trigger : u"each time "_s + rule.trigger;
    case RuleKind::Continuous: return u"ongoing, with no set dates"_s;
    case RuleKind::Adhoc: {
        QString words = rule.source.quote.section(u'\n', 0, 0);
        while (words.endsWith(u'.'))
            words.chop(1);
        // The cell's own words, unless they hold more than the rule took from them.
        return rule.condition.isEmpty() && !words.isEmpty() && words.size() <= 40 ? words : u"as required"_s;
    }
    case RuleKind::Once: return u"once only"_s;
    case RuleKind::Planned: return u"on dates from another plan"_s;
    case RuleKind::Unspecified: break;
    }
    return u"not defined yet"_s;
}

QString ordinal(int n)
{
    const bool isTeen = n % 100 >= 11 && n % 100 <= 13;
    const QString ending = isTeen ? u"th"_s : n % 10 == 1 ? u"st"_s : n % 10 == 2 ? u"nd"_s : n % 10 == 3 ? u"rd"_s : u"th"_s;
    return QString::number(n) + ending;
}

QString upperFirst(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString monthName(int month)
{
    static const QStringList names { u"January"_s, u"February"_s, u"March"_s,     u"April"_s,   u"May"_s,      u"June"_s,
                                     u"July"_s,    u"August"_s,   u"September"_s, u"October"_s, u"November"_s, u"December"_s };
    return names.value(month - 1);
}

bool takesArticle(const QString &role)
{
    return !role.startsWith("All "_L1) && !role.startsWith("Whole "_L1) && role != "Teams"_L1 && role != "Ofsted"_L1 && role != "senior management"_L1;
}

} // namespace

QString sayRule(const Rule &rule)
{
    QString said = sayKind(rule);
    if (!rule.perSubject.isEmpty() && rule.subjectMode == SubjectMode::Each && rule.kind != RuleKind::Event)
        said += u" for each "_s + rule.perSubject;
    if (!rule.season.isEmpty())
        said += rule.season.endsWith(" term"_L1, Qt::CaseInsensitive) ? u", in the "_s + rule.season.toLower() : u", in "_s + rule.season;
    if (rule.opensMonth)
        said += u", opening in "_s + monthName(*rule.opensMonth);
    if (rule.dayOfMonth)
        said += u", due by the %1 of each month"_s.arg(ordinal(*rule.dayOfMonth));
    if (rule.alternation.size() > 1)
        said += u", %1 in turn"_s.arg(rule.alternation.join(u" and "_s));
    // A bound is already in the words "at least" and "at most".
    const bool isSaid = (rule.condition == "minimum"_L1 || rule.condition == "maximum"_L1) && (rule.min || rule.max);
    if (!rule.condition.isEmpty() && !isSaid)
        said += u" (%1)"_s.arg(rule.condition);
    if (!rule.appliesTo.isEmpty())
        said += u" – "_s + rule.appliesTo;
    return upperFirst(said);
}

QString sayLead(const Lead &lead)
{
    if (lead.roles.isEmpty())
        return {};
    if (lead.mode == LeadMode::EachOf)
        return lead.roles.size() == 1 && lead.roles.first().startsWith("All "_L1) ? u"by "_s + lead.roles.first().toLower()
                                                                                  : u"by each of: "_s + lead.roles.join(u", "_s);
    // A bare "Managers" names a level that any of several people hold.
    if (lead.roles.size() == 1 && lead.roles.first() == "Manager"_L1)
        return u"by any manager of the service"_s;
    if (lead.roles.size() == 1)
        return (takesArticle(lead.roles.first()) ? u"by the "_s : u"by "_s) + lead.roles.first();
    return (lead.mode == LeadMode::Body ? u"together by: "_s : u"by any of: "_s) + lead.roles.join(u", "_s);
}

QString sayActivity(const CompiledActivity &activity)
{
    const QList<CompiledRule> rules = activity.plannedRules();
    const bool hasOwnLeads = std::any_of(rules.begin(), rules.end(), [](const CompiledRule &rule) { return rule.leads.has_value(); });
    QStringList said;
    for (const CompiledRule &rule : rules) {
        QString words = sayRule(rule.rule);
        if (const QString who = hasOwnLeads ? sayLead(rule.leads.value_or(activity.leads)) : QString(); !who.isEmpty())
            words += u", "_s + who;
        said.append(words);
    }
    QString all = said.join(u". "_s);
    if (const QString who = hasOwnLeads ? QString() : sayLead(activity.leads); !who.isEmpty())
        all += u", "_s + who;
    return all;
}

} // namespace sightline
