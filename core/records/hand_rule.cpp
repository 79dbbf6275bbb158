#include "core/records/hand_rule.h"

#include "core/records/hand_condition.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Error wrong(const QString &kind, const QString &what)
{
    return { ErrorCode::InvalidInput, u"The step \"%1\" of a form cannot be used: %2."_s.arg(kind.left(40), what) };
}

std::optional<HandOwner> ownerFrom(const Json &person)
{
    if (person[u"item"_s].isString())
        return HandOwner { HandOwner::Kind::Named, person[u"item"_s].toString(), {} };
    if (person[u"outside"_s].toBool() || person[u"author"_s].toBool())
        return HandOwner { HandOwner::Kind::Outside, {}, {} };
    if (person.contains(u"holds"_s)) {
        const Json &holds = person[u"holds"_s];
        const QStringList roles = holds.isString() ? QStringList { holds.toString() } : holds.toStrings();
        const bool aboveObserved = person[u"above"_s].toString() == u"observed"_s;
        return roles.isEmpty() ? std::nullopt : std::optional(HandOwner { HandOwner::Kind::Holder, {}, roles, aboveObserved });
    }
    const QString managed = person[u"managerOf"_s].toString();
    if (managed == "author"_L1)
        return HandOwner { HandOwner::Kind::ManagerOfAuthor, {}, {} };
    if (managed == "observed"_L1)
        return HandOwner { HandOwner::Kind::ManagerOfObserved, {}, {} };
    if (managed == "team"_L1)
        return HandOwner { HandOwner::Kind::ManagerOfTeam, {}, {} };
    return std::nullopt;
}

Result<void> readClock(const Json &step, HandRule &rule)
{
    if (step.contains(u"within"_s)) {
        rule.within = readInterval(step[u"within"_s].toString());
        if (!rule.within)
            return wrong(rule.kind, u"\"within\" is no interval, such as \"10 working-days\""_s);
    }
    const Json &from = step[u"from"_s];
    if (from.isObject()) {
        rule.from = HandRule::From::Answer;
        rule.fromItem = from[u"item"_s].toString();
    } else if (from.toString() == "completed"_L1) {
        rule.from = HandRule::From::Completed;
    } else if (!from.isNull() && from.toString() != "turn"_L1) {
        return wrong(rule.kind, u"\"from\" is \"turn\", \"completed\" or an item"_s);
    }
    if (rule.from == HandRule::From::Answer && rule.fromItem.isEmpty())
        return wrong(rule.kind, u"\"from\" names no item"_s);
    return {};
}

/// Whether the day @p rule is due by follows from an answer alone, whatever the council's calendar.
bool hasGivenDay(const HandRule &rule) { return rule.from == HandRule::From::Answer && rule.within && rule.within->unit != Interval::Unit::WorkingDays; }

Result<HandRule> readRule(const Json &step)
{
    HandRule rule;
    rule.kind = step[u"kind"_s].toString();
    const bool isReserved = rule.kind == step::addendum || rule.kind == step::returned || rule.kind == step::action || rule.kind == step::concernRead;
    if (rule.kind.isEmpty() || isReserved)
        return wrong(rule.kind, u"it needs a \"kind\" of its own"_s);
    rule.name = step[u"name"_s].toString();
    rule.by = step[u"by"_s].toString();
    if (rule.name.isEmpty() || rule.by.isEmpty())
        return wrong(rule.kind, u"it needs \"name\" and \"by\""_s);
    rule.part = step[u"role"_s].toString();
    const auto owner = ownerFrom(step[u"person"_s]);
    if (!owner)
        return wrong(rule.kind, u"\"person\" does not say whose it is"_s);
    rule.owner = *owner;
    rule.required = step[u"required"_s].toBool();
    rule.signs = step[u"signs"_s].toBool();
    rule.mayReturn = step[u"mayReturn"_s].toBool();
    rule.tells = step[u"tells"_s].toBool();
    if (rule.tells && (rule.required || rule.signs || !rule.part.isEmpty()))
        return wrong(rule.kind, u"who is only told fills and signs nothing, and nobody waits for them"_s);
    rule.notByAuthor = step[u"unless"_s].toString() == "author"_L1;
    if (const auto clock = readClock(step, rule); !clock)
        return clock.error();
    if (step.contains(u"after"_s))
        rule.after = step[u"after"_s].toStrings();
    rule.overtakes = step[u"overtakes"_s].toStrings();
    rule.when = step[u"when"_s];
    rule.returnsWhen = step[u"returnsWhen"_s];
    for (const Json &condition : { rule.when, rule.returnsWhen }) {
        if (const QString problem = problemOfCondition(condition); !problem.isEmpty())
            return wrong(rule.kind, problem);
    }
    return rule;
}

} // namespace

Result<QList<HandRule>> handRules(const Json &meta)
{
    QList<HandRule> rules;
    for (const Json &step : meta[u"steps"_s].toArray()) {
        auto rule = readRule(step);
        if (!rule)
            return rule.error();
        if (findRule(rules, rule->kind))
            return wrong(rule->kind, u"another step of the form has the same \"kind\""_s);
        for (const QString &earlier : rule->after.value_or(QStringList())) {
            // Only kinds above it: so no two hands can wait for each other.
            if (!findRule(rules, earlier))
                return wrong(rule->kind, u"\"after\" names no step above it"_s);
        }
        for (const QString &overtaken : rule->overtakes) {
            const HandRule *earlier = findRule(rules, overtaken);
            if (!earlier || !hasGivenDay(*earlier))
                return wrong(rule->kind, u"\"overtakes\" names no step above it whose day an answer gives, in days, weeks or months"_s);
        }
        rules.append(*std::move(rule));
    }
    return rules;
}

const HandRule *findRule(const QList<HandRule> &rules, const QString &kind)
{
    for (const HandRule &rule : rules) {
        if (rule.kind == kind)
            return &rule;
    }
    return nullptr;
}

std::optional<ActionRule> actionRule(const Json &meta)
{
    const Json &actions = meta[u"actions"_s];
    const auto text = [&actions](const char16_t *member) { return actions[QString::fromUtf16(member)].toString(); };
    ActionRule rule;
    rule.rows = text(u"rows");
    rule.what = text(u"what");
    rule.owner = text(u"owner");
    rule.due = text(u"due");
    rule.priority = text(u"priority");
    rule.why = text(u"why");
    rule.part = text(u"role");
    rule.status = text(u"status");
    rule.doneOn = text(u"doneOn");
    rule.evidence = text(u"evidence");
    rule.evidenceFiles = text(u"evidenceFiles");
    rule.impact = text(u"impact");
    rule.recheck = text(u"recheck");
    rule.closed = actions[u"closed"_s].toStrings();
    const bool isWhole = !rule.rows.isEmpty() && !rule.what.isEmpty() && !rule.owner.isEmpty() && !rule.part.isEmpty() && !rule.status.isEmpty();
    return isWhole ? std::optional(rule) : std::nullopt;
}

} // namespace sightline
