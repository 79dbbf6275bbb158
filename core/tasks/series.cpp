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

/// Whether @p detail, read from another cell, only says more about @p main: the same rhythm, or none of its own.
bool isDetailOf(const Rule &detail, const Rule &main)
{
    const bool hasRhythm = detail.every || detail.per;
    const bool isSameRhythm = !detail.every || !main.every || *detail.every == *main.every;
    return detail.source.cell != Cell::Frequency && detail.dayOfMonth && detail.kind == main.kind && (!hasRhythm || isSameRhythm);
}

bool isPerPerson(const Rule &rule, const CompiledActivity &activity)
{
    return !rule.perSubject.isEmpty() && rule.perSubject == activity.subject && rule.subjectMode == SubjectMode::Each;
}

UnitKind unitOf(const CompiledRule &compiled, const Lead &leads, const CompiledActivity &activity)
{
    if (activity.unit == UnitKind::Subject) {
        const bool hasPersonRule = std::any_of(activity.rules.cbegin(), activity.rules.cend(),
                                               [&](const CompiledRule &rule) { return isPerPerson(rule.rule, activity); });
        // "One a month, one or two for each member of staff a year": the first counts the service, the second people.
        return !hasPersonRule || isPerPerson(compiled.rule, activity) ? UnitKind::Subject : UnitKind::Service;
    }
    const bool isEachHolders = leads.mode == LeadMode::EachOf && activity.unit == UnitKind::Service && activity.unitAssumed;
    return isEachHolders ? UnitKind::Lead : activity.unit;
}

} // namespace

QList<Series> seriesOf(const CompiledActivity &activity)
{
    QList<Series> all;
    const bool isStatutory = saysStatutory(activity.activity);
    for (const CompiledRule &compiled : activity.rules) {
        if (!all.isEmpty() && isDetailOf(compiled.rule, all.first().rule)) {
            all.first().rule.dayOfMonth = compiled.rule.dayOfMonth;
            continue;
        }
        Series series;
        series.activity = &activity;
        series.rule = compiled.rule;
        series.leads = compiled.leads.value_or(activity.leads);
        series.unit = compiled.unit.value_or(unitOf(compiled, series.leads, activity));
        series.part = compiled.rule.appliesTo;
        series.templateId = compiled.templateId.isEmpty() ? activity.templateId : compiled.templateId;
        series.isSupervision = series.unit == UnitKind::Subject && activity.subject == "supervisee"_L1;
        series.isStatutory = isStatutory;
        all.append(series);
    }

    QStringList taken;
    for (qsizetype i = 0; i < all.size(); ++i) {
        Series &series = all[i];
        series.nature = natureOf(series.rule);
        series.countsEveryUnit = series.unit == UnitKind::Service
                                 && std::any_of(all.cbegin(), all.cend(), [](const Series &other) { return other.unit == UnitKind::Subject; });
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
