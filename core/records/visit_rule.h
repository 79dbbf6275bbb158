#pragma once

#include "core/base/json.h"
#include "core/calendar/interval.h"

#include <QStringList>

namespace sightline {

/// How often a child is to be visited, as the council says it: data, never an enum (core/packs/council/README.md). Each row of the
/// council's table is one.
struct VisitRule {
    QString id;                        ///< "child-protection": what a child pointer names
    QString name;                      ///< as people read it
    QString kind;                      ///< code of the visit form's kind of visit that it asks for; empty: none
    QStringList plans;                 ///< codes of plans for which it is suggested
    QStringList legal;                 ///< codes of legal statuses for which it is suggested; they go before plans
    std::optional<Interval> first;     ///< the first visit, from the day it began; none: as every
    Interval every;                    ///< from one visit on which the child was seen to the next
    std::optional<Interval> after;     ///< so long after it began `then` takes the place of `every`
    std::optional<Interval> then;
    QStringList alternate;             ///< what is to be so on at least every other visit: "alone", "bedroom"
    bool isAssumption = false;         ///< neither law nor the council has said so yet
    QString why;                       ///< where it comes from
    friend bool operator==(const VisitRule &, const VisitRule &) = default;
};

/// The council's table, in its order. Errors: InvalidInput (which row, which member, and what to put there).
[[nodiscard]] Result<QList<VisitRule>> visitRulesFromJson(const Json &list);

/// The rule called @p id; null if there is none.
[[nodiscard]] const VisitRule *findVisitRule(const QList<VisitRule> &rules, const QString &id);

/// The rule that a plan and a legal status suggest; null if none does. The legal status goes before the plan.
[[nodiscard]] const VisitRule *suggestedVisitRule(const QList<VisitRule> &rules, const QString &plan, const QString &legal);

/// "within 7 days, then every 6 weeks".
[[nodiscard]] QString sayVisitRule(const VisitRule &rule);

/// The intervals by kind of visit as a form's setting has them ("child-in-care=6 weeks"): of several rules for one kind every one.
[[nodiscard]] QStringList visitIntervals(const QList<VisitRule> &rules);

} // namespace sightline
