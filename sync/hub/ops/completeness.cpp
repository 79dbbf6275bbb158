#include "sync/hub/ops/completeness.h"

#include "core/forms/parts.h"
#include "core/forms/present_context.h"
#include "core/forms/validate.h"
#include "core/records/step_body.h"
#include "sync/hub/ops/seed.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

QStringList linkIdsOfErrors(const QList<FormIssue> &issues)
{
    QStringList linkIds;
    for (const FormIssue &issue : issues) {
        if (issue.severity == FormIssue::Severity::Error)
            linkIds.append(issue.linkId);
    }
    linkIds.removeDuplicates();
    return linkIds;
}

} // namespace

Json completenessJson(const Completeness &judged)
{
    return Json::object({ { u"by_device"_s, judged.byDevice }, { u"by_hub"_s, judged.byHub }, { u"lacking"_s, Json::strings(judged.lacking) } });
}

Result<CompletenessJudge> CompletenessJudge::over(HubSnapshot &snapshot, CouncilCalendar calendar)
{
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    auto forms = Knowledge({}).forms(snapshot, *state);
    if (!forms)
        return forms.error();
    const auto card = councilCardOf(snapshot);
    if (!card)
        return card.error();
    return CompletenessJudge(snapshot, std::move(calendar), std::move(*forms), *card);
}

/// What was complete when it was completed is judged as of then.
FormContext CompletenessJudge::contextOf(const RecordBody &body) const
{
    FormContext context = presentContext(m_calendar, Instant { body.completedAtMs }, body.madeAtMs);
    context.values.insert(settingValues(m_forms->settings.value(body.form), m_card));
    return context;
}

/// The hands that @p step's author was shown, as they are now: a signature names each.
Result<QList<TakenStep>> CompletenessJudge::seenBy(const RecordBody &step)
{
    QList<TakenStep> seen;
    const Json &named = step.answers.value(QString::fromUtf16(step::seen));
    for (auto it = named.toObject().cbegin(); it != named.toObject().cend(); ++it) {
        const auto id = RecordId::fromString(it.key());
        const auto body = id ? presentBody(*m_snapshot, *id) : Result<std::optional<RecordBody>>(std::nullopt);
        if (!body)
            return body.error();
        if (*body)
            seen.append({ .id = *id, .kind = (*body)->role, .author = (*body)->author, .atMs = (*body)->completedAtMs, .members = (*body)->answers });
    }
    std::sort(seen.begin(), seen.end(), [](const TakenStep &a, const TakenStep &b) { return a.atMs < b.atMs; });
    return seen;
}

QString CompletenessJudge::partOf(const RecordBody &step) const
{
    if (step.role == QStringView(step::action))
        return m_forms->actions.value(step.form).part;
    const QList<HandRule> hands = m_forms->hands.value(step.form);
    const HandRule *rule = findRule(hands, step.role);
    return rule ? rule->part : QString();
}

Result<std::optional<QList<FormIssue>>> CompletenessJudge::issuesOfStep(const Questionnaire &form, const RecordBody &step, const FormContext &context)
{
    const QString part = partOf(step);
    if (part.isEmpty() || !step.about)
        return std::optional<QList<FormIssue>>();
    const auto record = presentBody(*m_snapshot, *step.about);
    const auto seen = seenBy(step);
    if (!record || !seen)
        return record ? seen.error() : record.error();
    if (!*record)
        return std::optional<QList<FormIssue>>();
    const Answers whole = withPart(form, answersWithParts((*record)->answers, *seen), partAnswers(step), part);
    return std::optional(validate(form, whole, ValidateFor::Completion, context, part));
}

Result<std::optional<Completeness>> CompletenessJudge::of(const RecordBody &body)
{
    const auto form = m_forms->questionnaires.constFind(body.form);
    const bool isAnswered = (body.type == RecordType::Form || body.type == RecordType::Step) && body.state == RecordState::Completed;
    if (!isAnswered || form == m_forms->questionnaires.cend())
        return std::optional<Completeness>();
    const FormContext context = contextOf(body);
    const auto issues = body.type == RecordType::Step
        ? issuesOfStep(*form, body, context)
        : Result<std::optional<QList<FormIssue>>>(validate(*form, Answers(body.answers), ValidateFor::Completion, context));
    if (!issues)
        return issues.error();
    if (!*issues)
        return std::optional<Completeness>();
    return std::optional(Completeness { body.validator, validatorVersion, linkIdsOfErrors(**issues) });
}

Result<CompletenessReport> judgeCompleteness(HubSnapshot &snapshot, CouncilCalendar calendar)
{
    auto judge = CompletenessJudge::over(snapshot, std::move(calendar));
    if (!judge)
        return judge.error();
    CompletenessReport report;
    for (const RecordType type : { RecordType::Form, RecordType::Step }) {
        const auto ids = snapshot.recordIds(recordTypeName(type));
        if (!ids)
            return ids.error();
        for (const RecordId &id : *ids) {
            const auto body = presentBody(snapshot, id);
            if (!body)
                return body.error();
            const auto judged = *body ? judge->of(**body) : Result<std::optional<Completeness>>(std::nullopt);
            if (!judged)
                return judged.error();
            if (!*judged)
                continue;
            report.judged += 1;
            report.byVersion[(*judged)->byDevice] += 1;
            if (!(*judged)->lacking.isEmpty())
                report.incomplete.append({ id, (*body)->form, **judged });
        }
    }
    return report;
}

} // namespace sightline::hub
