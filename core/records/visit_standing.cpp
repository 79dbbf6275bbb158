#include "core/records/visit_standing.h"

#include <algorithm>
#include <tuple>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// How many visits were missed since the child was last seen: those known here, and those that were handed over with the child where
/// nobody here can read them.
int missedRunning(const ChildPointer &child, const QList<ChildVisit> &visits)
{
    int missed = 0;
    for (const ChildVisit &visit : visits) {
        if (visit.wasSeen)
            return missed;
        ++missed;
    }
    const bool areKnownHere = !visits.isEmpty() && visits.last().on <= child.missedOn;
    return areKnownHere ? missed : missed + child.missed;
}

/// What the rule wants on at least every other visit and was not so on @p last.
QStringList wantedAfter(const ChildVisit &last, const VisitRule &rule)
{
    QStringList wanted;
    for (const QString &what : rule.alternate) {
        const std::optional<bool> was = what == "alone"_L1 ? last.alone : what == "bedroom"_L1 ? last.bedroom : std::nullopt;
        if (was && !*was)
            wanted.append(what);
    }
    return wanted;
}

} // namespace

void sortNewestFirst(QList<ChildVisit> &visits)
{
    std::sort(visits.begin(), visits.end(),
              [](const ChildVisit &a, const ChildVisit &b) { return std::tie(b.on, b.completedAtMs, b.record) < std::tie(a.on, a.completedAtMs, a.record); });
}

VisitStanding visitStanding(const ChildPointer &child, const QList<ChildVisit> &visits, const VisitRule *rule, const CouncilCalendar &calendar, QDate listedOn)
{
    VisitStanding standing;
    standing.missedRunning = missedRunning(child, visits);
    if (!visits.isEmpty())
        standing.last = visits.first();
    const auto seen = std::find_if(visits.cbegin(), visits.cend(), [](const ChildVisit &visit) { return visit.wasSeen; });
    standing.seenOn = child.seenOn;
    if (seen != visits.cend() && (!standing.seenOn.isValid() || seen->on >= standing.seenOn))
        standing.seenOn = seen->on;
    if (rule) {
        const auto later = [&calendar](QDate from, const Interval &interval) {
            return dayAfter(from, interval, [&calendar](QDate day, int count) { return calendar.addWorkingDays(day, count); });
        };
        // A new placement or plan begins its own count: who was seen before it has still to be seen in it.
        standing.isFirst = !standing.seenOn.isValid() || (child.began.isValid() && standing.seenOn < child.began);
        if (standing.isFirst) {
            standing.ruleDue = later(child.began.isValid() ? child.began : listedOn, rule->first.value_or(rule->every));
        } else {
            const bool isLater = rule->after && rule->then && child.began.isValid() && standing.seenOn >= later(child.began, *rule->after);
            standing.ruleDue = later(standing.seenOn, isLater ? *rule->then : rule->every);
        }
        if (seen != visits.cend())
            standing.wanted = wantedAfter(*seen, *rule);
    }
    standing.due = standing.ruleDue;
    const QDate planned = standing.last ? standing.last->planned : QDate();
    const bool isAhead = planned.isValid() && planned > standing.last->on && (!standing.seenOn.isValid() || planned > standing.seenOn);
    if (isAhead && (!standing.due.isValid() || planned < standing.due))
        standing.due = planned;
    return standing;
}

} // namespace sightline
