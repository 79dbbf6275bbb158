#pragma once

#include "core/calendar/council_year.h"
#include "core/tasks/plan.h"

namespace sightline {

/// How one activity whose count is spread would turn out over a year in which every choice is the fair one.
struct RehearsedSpread {
    ActivityKey activity;
    QString ref;
    QString what;
    ServiceId service;
    QString of;               ///< what it is spread over: "area", "staff member"
    int subjects = 0;         ///< so many of them were there all year; the turns below are theirs
    int done = 0;             ///< how often it was done in the year, for whoever was there
    int leastEach = 0;        ///< how often those who had the fewest turns had one in the year
    int mostEach = 0;
    int leastEachQuarter = 0; ///< of a council quarter, the fewest turns that anybody had in any
    int askedEach = 1;        ///< how often the framework wants each to have one
    std::optional<int> atMostEach = {};   ///< and how often at most
    /// Each had as many turns as the framework asks for, no more than it allows, and nobody two more than another.
    [[nodiscard]] bool isKept() const { return leastEach >= askedEach && (!atMostEach || mostEach <= *atMostEach) && mostEach - leastEach <= 1; }
    friend bool operator==(const RehearsedSpread &, const RehearsedSpread &) = default;
};

/// Plays the council year @p year with the framework, people and calendar of @p inputs: at the end of each month what is due of each activity
/// that is spread over people or places is done for the fairest next choice (Plan::coverageOf). What comes of it shows whether the council's
/// promise can be kept with the people and places it has. Pure. Activities that are spread over nothing are not among the answers.
[[nodiscard]] QList<RehearsedSpread> rehearseYear(const PlanInputs &inputs, CouncilYear year);

} // namespace sightline
