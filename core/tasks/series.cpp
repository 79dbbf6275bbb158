#include "core/tasks/series.h"

#include "core/framework/slug.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Words by which a row says that law or inspection asks for it.
constexpr QLatin1String statutoryWords[] = { QLatin1String("statutory"), QLatin1String("ofsted requirement"), QLatin1String("regulation 44"),
                                             QLatin1String("regulatory") };

bool saysStatutory(const Activity &activity)
{
    return std::any_of(std::begin(statutoryWords), std::end(statutoryWords), [&](QLatin1String word) {
        return activity.what.contains(word, Qt::CaseInsensitive) || activity.how.contains(word, Qt::CaseInsensitive)
            || activity.why.contains(word, Qt::CaseInsensitive);
    });
}

/// Subjects that are people of the service; areas, placements and settings are no units one could list from a council.
bool isPerson(const QString &subject)
{
    static const QStringList people { u"supervisee"_s, u"staff member"_s,  u"member of staff"_s, u"staff"_s,      u"practitioner"_s,
                                      u"worker"_s,     u"social worker"_s, u"employee"_s,        u"individual"_s, u"person"_s };
    return people.contains(subject);
}

struct RuleUnit {
    UnitKind kind = UnitKind::Service;
    QString subject = {};
};

RuleUnit unitOf(const CompiledRule &compiled, const Lead &leads, const CompiledActivity &activity)
{
    const auto known = [](UnitKind kind, const QString &subject) {
        return kind == UnitKind::Subject && !isPerson(subject) ? RuleUnit {} : RuleUnit { kind, subject };
    };
    if (compiled.unit)
        return known(*compiled.unit, compiled.subject);
    if (compiled.rule.subjectMode == SubjectMode::Each && compiled.rule.kind != RuleKind::Event)
        return compiled.rule.perSubject == "team"_L1 ? RuleUnit { UnitKind::Team } : known(UnitKind::Subject, compiled.rule.perSubject);
    // "One a month, one or two for each member of staff a year": the first counts the service, the second people.
    const bool isOfAnotherRule = std::any_of(activity.rules.cbegin(), activity.rules.cend(), [&](const CompiledRule &other) {
        return activity.unit == UnitKind::Subject && other.rule.subjectMode == SubjectMode::Each && other.rule.perSubject == activity.subject;
    });
    if (isOfAnotherRule)
        return {};
    if (leads.mode == LeadMode::EachOf && activity.unit == UnitKind::Service && activity.unitAssumed)
        return { UnitKind::Lead };
    return known(activity.unit, activity.subject);
}

/// "Once a year in each geographical area", beside a rule for the whole: a coverage of what no council value lists.
bool isOtherCoverage(const Series &series)
{
    return series.unit == UnitKind::Service && series.rule.subjectMode == SubjectMode::Each && !isPerson(series.rule.perSubject);
}

} // namespace

QList<Series> seriesOf(const CompiledActivity &activity)
{
    QList<Series> all;
    const bool isStatutory = saysStatutory(activity.activity);
    const auto rules = activity.plannedRules();
    for (const CompiledRule &compiled : rules) {
        Series series;
        series.activity = &activity;
        series.rule = compiled.rule;
        series.leads = compiled.leads.value_or(activity.leads);
        series.templateId = compiled.templateId.isEmpty() ? activity.templateId : compiled.templateId;
        series.variant = compiled.variant.isEmpty() ? activity.variant : compiled.variant;
        const RuleUnit unit = unitOf(compiled, series.leads, activity);
        series.unit = unit.kind;
        series.isSupervision = unit.kind == UnitKind::Subject && unit.subject == "supervisee"_L1;
        series.part = compiled.rule.appliesTo;
        series.isStatutory = isStatutory;
        all.append(series);
    }

    QStringList taken;
    for (qsizetype i = 0; i < all.size(); ++i) {
        Series &series = all[i];
        series.nature = natureOf(series.rule);
        series.isCoverage = i > 0 && isOtherCoverage(series);
        const bool isOfPlaces = !series.rule.perSubject.isEmpty() && !isPerson(series.rule.perSubject);
        if (isOfPlaces && series.unit == UnitKind::Service && series.rule.kind != RuleKind::Event)
            series.covers = series.rule.perSubject;
        const auto isSpreadOver = [&](UnitKind kind) {
            return series.unit == UnitKind::Service && std::any_of(all.cbegin(), all.cend(), [kind](const Series &other) { return other.unit == kind; });
        };
        // A number for the whole beside one for each person, or each team: the whole counts what is done with any of them.
        series.spreadOver = isSpreadOver(UnitKind::Subject) ? activity.subject : isSpreadOver(UnitKind::Team) ? u"team"_s : QString();
        series.countsEveryUnit = series.isCoverage || isSpreadOver(UnitKind::Subject) || isSpreadOver(UnitKind::Team);
        if (all.size() > 1 && !series.part.isEmpty())
            series.suffix = u'#' + slugOf(series.part, 40);
        else if (i > 0)
            series.suffix = u'#' + QString::number(i + 1);
        if (taken.contains(series.suffix))
            series.suffix += u'-' + QString::number(i + 1);
        taken.append(series.suffix);
    }
    return all;
}

} // namespace sightline
