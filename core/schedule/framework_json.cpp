#include "core/schedule/framework_json.h"

#include "core/schedule/template_table.h"

#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString formatName = u"sightline-framework/1"_s;

constexpr std::array<std::pair<QuestionCause, QLatin1StringView>, 4> causeNames { {
    { QuestionCause::Blank, "blank"_L1 },
    { QuestionCause::Ambiguous, "ambiguous"_L1 },
    { QuestionCause::Contradiction, "contradiction"_L1 },
    { QuestionCause::NotUnderstood, "not-understood"_L1 },
} };

Json leadToJson(const Lead &lead)
{
    Json json = Json::object({ { u"mode"_s, leadModeName(lead.mode) }, { u"roles"_s, Json::strings(lead.roles) } });
    if (!lead.notUnderstood.isEmpty())
        json.set(u"not_understood"_s, Json::strings(lead.notUnderstood));
    if (!lead.qualifiers.isEmpty())
        json.set(u"qualifiers"_s, Json::strings(lead.qualifiers));
    return json;
}

Result<Lead> leadFromJson(const Json &json)
{
    Lead lead;
    const QString mode = json[u"mode"_s].toString();
    if (mode == "each-of"_L1)
        lead.mode = LeadMode::EachOf;
    else if (mode == "body"_L1)
        lead.mode = LeadMode::Body;
    else if (mode != "any-of"_L1)
        return Error { ErrorCode::InvalidInput, u"The leads' mode is none of any-of, each-of and body."_s };
    lead.roles = json[u"roles"_s].toStrings();
    lead.notUnderstood = json[u"not_understood"_s].toStrings();
    lead.qualifiers = json[u"qualifiers"_s].toStrings();
    return lead;
}

Json questionToJson(const Question &question)
{
    return Json::object({ { u"cell"_s, cellName(question.cell) },
                          { u"cause"_s, causeNames[static_cast<size_t>(question.cause)].second.toString() },
                          { u"text"_s, question.text },
                          { u"assumed"_s, question.assumed } });
}

Result<Question> questionFromJson(const Json &json)
{
    const Result<Cell> cell = cellFromName(json[u"cell"_s].toString());
    if (!cell)
        return cell.error();
    const QString cause = json[u"cause"_s].toString();
    for (const auto &[known, name] : causeNames) {
        if (cause == name)
            return Question { *cell, known, json[u"text"_s].toString(), json[u"assumed"_s].toString() };
    }
    return Error { ErrorCode::InvalidInput, u"A question's cause is not one this version knows."_s };
}

Json answerToJson(const OwnerAnswer &answer)
{
    return Json::object({ { u"cell"_s, cellName(answer.cell) },
                          { u"question"_s, answer.question },
                          { u"words"_s, answer.words },
                          { u"by"_s, answer.by.toString() },
                          { u"on"_s, answer.on.toString(Qt::ISODate) } });
}

Result<OwnerAnswer> answerFromJson(const Json &json)
{
    const Result<Cell> cell = cellFromName(json[u"cell"_s].toString());
    if (!cell)
        return cell.error();
    const Result<PersonId> by = PersonId::fromString(json[u"by"_s].toString());
    if (!by)
        return by.error();
    return OwnerAnswer { *cell, json[u"question"_s].toString(), json[u"words"_s].toString(), *by, QDate::fromString(json[u"on"_s].toString(), Qt::ISODate) };
}

Json unitToJson(UnitKind unit, const QString &subject)
{
    Json json = Json::object({ { u"kind"_s, unitKindName(unit) } });
    if (!subject.isEmpty())
        json.set(u"subject"_s, subject);
    return json;
}

/// What belongs to a rule but is no part of what the document says; kept beside the rules, one for each.
Json partToJson(const CompiledRule &compiled)
{
    Json json = Json::object({ { u"says"_s, compiled.says } });
    if (compiled.leads)
        json.set(u"leads"_s, leadToJson(*compiled.leads));
    if (compiled.unit)
        json.set(u"unit"_s, unitToJson(*compiled.unit, compiled.subject));
    if (!compiled.templateId.isEmpty())
        json.set(u"template"_s, compiled.templateId);
    if (!compiled.variant.isEmpty())
        json.set(u"variant"_s, compiled.variant);
    if (compiled.refines)
        json.set(u"refines"_s, true);
    return json;
}

QString certaintyName(Certainty certainty)
{
    switch (certainty) {
    case Certainty::Exact: return u"exact"_s;
    case Certainty::Assumed: return u"assumed"_s;
    case Certainty::Asked: break;
    }
    return u"asked"_s;
}

Json activityToJson(const CompiledActivity &compiled)
{
    const Activity &activity = compiled.activity;
    Json rules = Json::array();
    Json parts = Json::array();
    for (const CompiledRule &rule : compiled.rules) {
        rules.append(ruleToJson(rule.rule));
        parts.append(partToJson(rule));
    }
    Json unit = unitToJson(compiled.unit, compiled.subject);
    unit.set(u"assumed"_s, compiled.unitAssumed);
    Json questions = Json::array();
    for (const Question &question : compiled.questions)
        questions.append(questionToJson(question));
    Json json = Json::object({
        { u"key"_s, activity.key.toString() },
        { u"ref"_s, activity.ref },
        { u"what"_s, activity.what },
        { u"how"_s, activity.how },
        { u"why"_s, activity.why },
        { u"lead"_s, activity.lead },
        { u"frequency"_s, activity.frequency },
        { u"line"_s, activity.line },
        { u"last_line"_s, activity.lastLine },
        { u"rules"_s, rules },
        { u"parts"_s, parts },
        { u"leads"_s, leadToJson(compiled.leads) },
        { u"says"_s, compiled.says },
        { u"template"_s, compiled.templateId },
        { u"also"_s, Json::strings(compiled.alsoTemplates) },
        { u"unit"_s, unit },
        { u"certainty"_s, certaintyName(compiled.certainty()) },
        { u"assumptions"_s, Json::strings(compiled.assumptions) },
        { u"questions"_s, questions },
    });
    if (!compiled.variant.isEmpty())
        json.set(u"variant"_s, compiled.variant);
    if (!compiled.answers.isEmpty()) {
        Json answers = Json::array();
        for (const OwnerAnswer &answer : compiled.answers)
            answers.append(answerToJson(answer));
        json.set(u"answers"_s, answers);
    }
    return json;
}

/// A line or column number as toJson writes it.
int numberOf(const Json &value) { return static_cast<int>(qBound<qint64>(0, value.toInteger(), limits::frameworkBytesMax)); }

Result<CompiledRule> ruleAndPart(const Json &json, const Json &part)
{
    const Result<Rule> rule = ruleFromJson(json);
    if (!rule)
        return rule.error();
    CompiledRule out;
    out.rule = *rule;
    out.says = part[u"says"_s].toString();
    out.refines = part[u"refines"_s].toBool();
    out.templateId = part[u"template"_s].toString();
    out.variant = part[u"variant"_s].toString();
    if (!part[u"unit"_s].isNull()) {
        const Result<UnitKind> unit = unitKindFromName(part[u"unit"_s][u"kind"_s].toString());
        if (!unit)
            return unit.error();
        out.unit = *unit;
        out.subject = part[u"unit"_s][u"subject"_s].toString();
    }
    if (!part[u"leads"_s].isNull()) {
        const Result<Lead> lead = leadFromJson(part[u"leads"_s]);
        if (!lead)
            return lead.error();
        out.leads = *lead;
    }
    return out;
}

Result<void> readRules(const Json &json, CompiledActivity &compiled)
{
    const Json::Array &rules = json[u"rules"_s].toArray();
    const Json::Array &parts = json[u"parts"_s].toArray();
    if (rules.isEmpty() || rules.size() != parts.size())
        return Error { ErrorCode::InvalidInput, u"It has no rules, or not one part for each."_s };
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const Result<CompiledRule> rule = ruleAndPart(rules[i], parts[i]);
        if (!rule)
            return rule.error();
        compiled.rules.append(*rule);
    }
    return {};
}

Result<CompiledActivity> activityFromJson(const Json &json)
{
    CompiledActivity compiled;
    const Result<ActivityKey> key = ActivityKey::fromString(json[u"key"_s].toString());
    if (!key)
        return key.error();
    compiled.activity = { *key,
                          json[u"ref"_s].toString(),
                          json[u"what"_s].toString(),
                          json[u"how"_s].toString(),
                          json[u"why"_s].toString(),
                          json[u"lead"_s].toString(),
                          json[u"frequency"_s].toString(),
                          numberOf(json[u"line"_s]),
                          numberOf(json[u"last_line"_s]) };
    if (const Result<void> rules = readRules(json, compiled); !rules)
        return rules.error();
    const Result<Lead> leads = leadFromJson(json[u"leads"_s]);
    if (!leads)
        return leads.error();
    const Result<UnitKind> unit = unitKindFromName(json[u"unit"_s][u"kind"_s].toString());
    if (!unit)
        return unit.error();
    compiled.leads = *leads;
    compiled.says = json[u"says"_s].toString();
    compiled.templateId = json[u"template"_s].toString();
    compiled.variant = json[u"variant"_s].toString();
    compiled.alsoTemplates = json[u"also"_s].toStrings();
    compiled.unit = *unit;
    compiled.unitAssumed = json[u"unit"_s][u"assumed"_s].toBool();
    compiled.subject = json[u"unit"_s][u"subject"_s].toString();
    compiled.assumptions = json[u"assumptions"_s].toStrings();
    for (const Json &entry : json[u"questions"_s].toArray()) {
        const Result<Question> question = questionFromJson(entry);
        if (!question)
            return question.error();
        compiled.questions.append(*question);
    }
    for (const Json &entry : json[u"answers"_s].toArray()) {
        const Result<OwnerAnswer> answer = answerFromJson(entry);
        if (!answer)
            return answer.error();
        compiled.answers.append(*answer);
    }
    return compiled;
}

Result<CompiledService> serviceFromJson(const Json &json)
{
    const Result<ServiceId> id = ServiceId::fromString(json[u"id"_s].toString());
    if (!id)
        return id.error();
    CompiledService service { *id, json[u"ref"_s].toString(), json[u"directorate"_s].toString(), json[u"service"_s].toString(), {}, {} };
    if (json[u"sub_team"_s].isString())
        service.subTeam = json[u"sub_team"_s].toString();
    for (const Json &entry : json[u"activities"_s].toArray()) {
        const Result<CompiledActivity> activity = activityFromJson(entry);
        if (!activity) {
            return Error { activity.error().code,
                           u"Activity %1 of service %2: %3"_s.arg(service.activities.size() + 1).arg(service.ref, activity.error().detail) };
        }
        service.activities.append(*activity);
    }
    return service;
}

} // namespace

Json toJson(const CompiledFramework &framework)
{
    Json services = Json::array();
    for (const CompiledService &service : framework.services) {
        Json activities = Json::array();
        for (const CompiledActivity &activity : service.activities)
            activities.append(activityToJson(activity));
        services.append(Json::object({
            { u"id"_s, service.id.toString() },
            { u"ref"_s, service.ref },
            { u"directorate"_s, service.directorate.isEmpty() ? Json() : Json(service.directorate) },
            { u"service"_s, service.name },
            { u"sub_team"_s, service.subTeam ? Json(*service.subTeam) : Json() },
            { u"activities"_s, activities },
        }));
    }
    Json notices = Json::array();
    for (const Notice &notice : framework.notices) {
        Json entry = Json::object({ { u"line"_s, notice.line }, { u"text"_s, notice.text } });
        if (notice.column > 0)
            entry.set(u"column"_s, notice.column);
        if (notice.mustBeSeen)
            entry.set(u"must_be_seen"_s, true);
        notices.append(entry);
    }
    const CertaintyCounts counts = framework.counts();
    return Json::object({ { u"format"_s, formatName },
                          { u"title"_s, framework.title },
                          { u"services"_s, services },
                          { u"notices"_s, notices },
                          { u"counts"_s, Json::object({ { u"exact"_s, counts.exact }, { u"assumed"_s, counts.assumed }, { u"asked"_s, counts.asked } }) } });
}

Result<CompiledFramework> frameworkFromJson(const Json &value)
{
    if (value[u"format"_s].toString() != formatName) {
        return Error { ErrorCode::UnsupportedVersion,
                       u"The framework is not in the format %1; update this program or publish the framework again."_s.arg(formatName) };
    }
    CompiledFramework framework;
    framework.title = value[u"title"_s].toString();
    for (const Json &entry : value[u"services"_s].toArray()) {
        const Result<CompiledService> service = serviceFromJson(entry);
        if (!service)
            return service.error();
        framework.services.append(*service);
    }
    for (const Json &entry : value[u"notices"_s].toArray())
        framework.notices.append({ numberOf(entry[u"line"_s]), numberOf(entry[u"column"_s]), entry[u"text"_s].toString(), entry[u"must_be_seen"_s].toBool() });
    return framework;
}

} // namespace sightline
