#include "core/records/visit_rule.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct VisitRuleWords {
    Q_DECLARE_TR_FUNCTIONS(VisitRule)
};

/// Far over any council's table.
constexpr qsizetype rulesMax = 100;
constexpr qsizetype textLengthMax = 500;

/// Reads the members of one row; after the first that is wrong, `problem` says what.
class RowReader {
public:
    explicit RowReader(const Json &row) : m_row(row) { }

    QString text(const QString &member, bool isRequired)
    {
        const Json &value = m_row[member];
        const bool fits = (value.isString() || value.isNull()) && value.toString().size() <= textLengthMax;
        if (!fits || (isRequired && value.toString().trimmed().isEmpty()))
            fail(u"\"%1\" must be text of 1 to %2 characters"_s.arg(member).arg(textLengthMax));
        return value.toString();
    }
    QStringList texts(const QString &member)
    {
        const Json &value = m_row[member];
        const QStringList list = value.toStrings();
        if (!(value.isNull() || value.isArray()) || list.size() != value.toArray().size())
            fail(u"\"%1\" must be a list of texts"_s.arg(member));
        return list;
    }
    std::optional<Interval> interval(const QString &member, bool isRequired)
    {
        const Json &value = m_row[member];
        if (value.isNull() && !isRequired)
            return std::nullopt;
        auto read = readInterval(value.toString());
        if (!read || read->count == 0)
            fail(u"\"%1\" must be an interval: \"10 working-days\", \"7 days\", \"6 weeks\" or \"3 months\""_s.arg(member));
        return read;
    }
    void fail(const QString &what)
    {
        if (problem.isEmpty())
            problem = what;
    }

    QString problem;

private:
    const Json &m_row;
};

VisitRule readRule(const Json &json, RowReader &row)
{
    static const QRegularExpression code(u"^[a-z0-9][a-z0-9-]*$"_s);
    VisitRule rule;
    rule.id = row.text(u"id"_s, true);
    if (!code.match(rule.id).hasMatch())
        row.fail(u"\"id\" must be small letters, digits and hyphens"_s);
    rule.name = row.text(u"name"_s, true);
    rule.kind = row.text(u"kind"_s, false);
    rule.plans = row.texts(u"plans"_s);
    rule.legal = row.texts(u"legal"_s);
    rule.first = row.interval(u"first"_s, false);
    rule.every = row.interval(u"every"_s, true).value_or(Interval {});
    rule.after = row.interval(u"after"_s, false);
    rule.then = row.interval(u"then"_s, false);
    if (rule.after.has_value() != rule.then.has_value())
        row.fail(u"\"after\" and \"then\" belong together"_s);
    rule.alternate = row.texts(u"alternate"_s);
    rule.isAssumption = json[u"assumption"_s].toBool();
    rule.why = row.text(u"why"_s, false);
    return rule;
}

QString sayLength(const Interval &interval)
{
    switch (interval.unit) {
    case Interval::Unit::Days:
        if (interval.count == 1) {
            //: A length of time in a visit rule.
            return VisitRuleWords::tr("1 day");
        }
        //: A length of time in a visit rule: "7 days". %1 is a number over one.
        return VisitRuleWords::tr("%1 days").arg(interval.count);
    case Interval::Unit::WorkingDays:
        if (interval.count == 1) {
            //: A length of time in a visit rule.
            return VisitRuleWords::tr("1 working day");
        }
        //: A length of time in a visit rule: "10 working days". %1 is a number over one.
        return VisitRuleWords::tr("%1 working days").arg(interval.count);
    case Interval::Unit::Weeks:
        if (interval.count == 1) {
            //: A length of time in a visit rule.
            return VisitRuleWords::tr("1 week");
        }
        //: A length of time in a visit rule: "6 weeks". %1 is a number over one.
        return VisitRuleWords::tr("%1 weeks").arg(interval.count);
    case Interval::Unit::Months:
        if (interval.count == 1) {
            //: A length of time in a visit rule.
            return VisitRuleWords::tr("1 month");
        }
        //: A length of time in a visit rule: "3 months". %1 is a number over one.
        return VisitRuleWords::tr("%1 months").arg(interval.count);
    }
    Q_UNREACHABLE();
}

QString textOf(const Interval &interval)
{
    switch (interval.unit) {
    case Interval::Unit::Days: return u"%1 days"_s.arg(interval.count);
    case Interval::Unit::WorkingDays: return u"%1 working-days"_s.arg(interval.count);
    case Interval::Unit::Weeks: return u"%1 weeks"_s.arg(interval.count);
    case Interval::Unit::Months: return u"%1 months"_s.arg(interval.count);
    }
    Q_UNREACHABLE();
}

} // namespace

Result<QList<VisitRule>> visitRulesFromJson(const Json &list)
{
    if (list.isNull())
        return QList<VisitRule>();
    if (!list.isArray() || list.toArray().size() > rulesMax)
        return Error { ErrorCode::InvalidInput, u"Visit rules must be a list of at most %1 rules."_s.arg(rulesMax) };
    QList<VisitRule> rules;
    for (const Json &json : list.toArray()) {
        RowReader row(json);
        VisitRule rule = readRule(json, row);
        if (findVisitRule(rules, rule.id))
            row.fail(u"another rule has the same \"id\""_s);
        if (!row.problem.isEmpty())
            return Error { ErrorCode::InvalidInput, u"Visit rule %1 (\"%2\"): %3."_s.arg(rules.size() + 1).arg(rule.id.left(textLengthMax), row.problem) };
        rules.append(std::move(rule));
    }
    return rules;
}

const VisitRule *findVisitRule(const QList<VisitRule> &rules, const QString &id)
{
    const auto found = std::find_if(rules.cbegin(), rules.cend(), [&id](const VisitRule &rule) { return rule.id == id; });
    return found == rules.cend() ? nullptr : &*found;
}

const VisitRule *suggestedVisitRule(const QList<VisitRule> &rules, const QString &plan, const QString &legal)
{
    for (const VisitRule &rule : rules) {
        if (!legal.isEmpty() && rule.legal.contains(legal))
            return &rule;
    }
    for (const VisitRule &rule : rules) {
        if (!plan.isEmpty() && rule.plans.contains(plan))
            return &rule;
    }
    return nullptr;
}

QString sayVisitRule(const VisitRule &rule)
{
    //: A visit rule in words. %1 is a length of time: "every 6 weeks".
    QString said = VisitRuleWords::tr("every %1").arg(sayLength(rule.every));
    if (rule.first) {
        //: A visit rule in words. %1 is a length of time, %2 the rest: "within 7 days, then every 6 weeks".
        said = VisitRuleWords::tr("within %1, then %2").arg(sayLength(*rule.first), said);
    }
    if (rule.after && rule.then) {
        //: A visit rule in words. %1 is the rule so far, %2 and %3 lengths of time: "every 6 weeks; after 12 months every 3 months".
        said = VisitRuleWords::tr("%1; after %2 every %3").arg(said, sayLength(*rule.after), sayLength(*rule.then));
    }
    return said;
}

QStringList visitIntervals(const QList<VisitRule> &rules)
{
    QStringList intervals;
    for (const VisitRule &rule : rules) {
        if (!rule.kind.isEmpty())
            intervals.append(rule.kind + u'=' + textOf(rule.every));
    }
    return intervals;
}

} // namespace sightline
