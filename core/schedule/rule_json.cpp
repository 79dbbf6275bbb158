#include "core/schedule/framework_json.h"

#include <limits>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// A count, a number of units, a day: what a rule's numbers can be.
constexpr qint64 ruleNumberMax = 10'000;

Error wrong(const QString &what) { return { ErrorCode::InvalidInput, u"A rule's %1 is not one this version can read."_s.arg(what) }; }

Result<std::optional<int>> optionalNumber(const Json &object, const QString &name)
{
    const Json &value = object[name];
    if (value.isNull())
        return std::optional<int>();
    if (!value.isInteger() || value.toInteger() < 0 || value.toInteger() > ruleNumberMax)
        return wrong(name);
    return std::optional<int>(static_cast<int>(value.toInteger()));
}

Result<std::optional<PeriodUnit>> optionalUnit(const Json &object, const QString &name)
{
    if (object[name].isNull())
        return std::optional<PeriodUnit>();
    const Result<PeriodUnit> unit = periodUnitFromName(object[name].toString());
    if (!unit)
        return wrong(name);
    return std::optional<PeriodUnit>(*unit);
}

Json everyToJson(const Every &every)
{
    Json json = Json::object({ { u"n"_s, every.n }, { u"unit"_s, periodUnitName(every.unit) } });
    if (every.nMax)
        json.set(u"n_max"_s, *every.nMax);
    if (every.unitMax)
        json.set(u"unit_max"_s, periodUnitName(*every.unitMax));
    return json;
}

Result<Every> everyFromJson(const Json &json)
{
    const Result<std::optional<int>> n = optionalNumber(json, u"n"_s);
    const Result<std::optional<int>> nMax = optionalNumber(json, u"n_max"_s);
    const Result<std::optional<PeriodUnit>> unit = optionalUnit(json, u"unit"_s);
    const Result<std::optional<PeriodUnit>> unitMax = optionalUnit(json, u"unit_max"_s);
    if (!n || !*n || **n < 1 || !nMax || !unit || !*unit || !unitMax)
        return wrong(u"every"_s);
    return Every { **n, **unit, *nMax, *unitMax };
}

Result<void> readNumbers(const Json &value, Rule &rule)
{
    const std::pair<QString, std::optional<int> Rule::*> members[] { { u"min"_s, &Rule::min },
                                                                     { u"max"_s, &Rule::max },
                                                                     { u"day_of_month"_s, &Rule::dayOfMonth } };
    for (const auto &[name, member] : members) {
        const Result<std::optional<int>> number = optionalNumber(value, name);
        if (!number)
            return number.error();
        rule.*member = *number;
    }
    const Result<std::optional<int>> opens = optionalNumber(value[u"opens"_s], u"month"_s);
    if (!opens || (*opens && (**opens < 1 || **opens > 12)))
        return wrong(u"opens"_s);
    rule.opensMonth = *opens;
    if (rule.dayOfMonth && (*rule.dayOfMonth < 1 || *rule.dayOfMonth > 31))
        return wrong(u"day_of_month"_s);
    return {};
}

Result<void> readChoices(const Json &value, Rule &rule)
{
    const Result<std::optional<PeriodUnit>> per = optionalUnit(value, u"per"_s);
    if (!per)
        return per.error();
    rule.per = *per;
    const QString mode = value[u"subject_mode"_s].toString();
    if (mode == "each"_L1 || mode == "distinct"_L1)
        rule.subjectMode = mode == "each"_L1 ? SubjectMode::Each : SubjectMode::Distinct;
    else if (!value[u"subject_mode"_s].isNull())
        return wrong(u"subject_mode"_s);
    const QString year = value[u"year"_s].toString();
    if (year == "council"_L1 || year == "academic"_L1)
        rule.year = year == "council"_L1 ? YearKind::Council : YearKind::Academic;
    else if (!value[u"year"_s].isNull())
        return wrong(u"year"_s);
    return {};
}

} // namespace

Json ruleToJson(const Rule &rule)
{
    Json json = Json::object({ { u"kind"_s, ruleKindName(rule.kind) },
                               { u"source"_s, Json::object({ { u"cell"_s, cellName(rule.source.cell) }, { u"quote"_s, rule.source.quote } }) } });
    if (rule.every)
        json.set(u"every"_s, everyToJson(*rule.every));
    if (rule.min)
        json.set(u"min"_s, *rule.min);
    if (rule.max)
        json.set(u"max"_s, *rule.max);
    if (rule.per)
        json.set(u"per"_s, periodUnitName(*rule.per));
    const std::pair<QString, QString> texts[] { { u"per_subject"_s, rule.perSubject },
                                                { u"trigger"_s, rule.trigger },
                                                { u"season"_s, rule.season },
                                                { u"condition"_s, rule.condition },
                                                { u"applies_to"_s, rule.appliesTo } };
    for (const auto &[name, text] : texts) {
        if (!text.isEmpty())
            json.set(name, text);
    }
    if (rule.subjectMode)
        json.set(u"subject_mode"_s, *rule.subjectMode == SubjectMode::Each ? u"each"_s : u"distinct"_s);
    if (rule.dayOfMonth)
        json.set(u"day_of_month"_s, *rule.dayOfMonth);
    if (rule.opensMonth)
        json.set(u"opens"_s, Json::object({ { u"month"_s, *rule.opensMonth } }));
    if (!rule.alternation.isEmpty())
        json.set(u"alternation"_s, Json::strings(rule.alternation));
    if (rule.year)
        json.set(u"year"_s, *rule.year == YearKind::Council ? u"council"_s : u"academic"_s);
    return json;
}

Result<Rule> ruleFromJson(const Json &value)
{
    Rule rule;
    const Result<RuleKind> kind = ruleKindFromName(value[u"kind"_s].toString());
    if (!kind)
        return kind.error();
    rule.kind = *kind;
    if (!value[u"every"_s].isNull()) {
        const Result<Every> every = everyFromJson(value[u"every"_s]);
        if (!every)
            return every.error();
        rule.every = *every;
    }
    if (const Result<void> numbers = readNumbers(value, rule); !numbers)
        return numbers.error();
    if (const Result<void> choices = readChoices(value, rule); !choices)
        return choices.error();
    rule.perSubject = value[u"per_subject"_s].toString();
    rule.trigger = value[u"trigger"_s].toString();
    rule.season = value[u"season"_s].toString();
    rule.condition = value[u"condition"_s].toString();
    rule.appliesTo = value[u"applies_to"_s].toString();
    rule.alternation = value[u"alternation"_s].toStrings();
    const Result<Cell> cell = cellFromName(value[u"source"_s][u"cell"_s].toString(u"frequency"_s));
    if (!cell)
        return cell.error();
    rule.source = { *cell, value[u"source"_s][u"quote"_s].toString() };
    // A rhythm without its interval would never fall due; better refused than silently lost.
    if (rule.kind == RuleKind::Periodic && !rule.every)
        return wrong(u"every"_s);
    if (rule.kind == RuleKind::Quota && !rule.per)
        return wrong(u"per"_s);
    return rule;
}

} // namespace sightline
