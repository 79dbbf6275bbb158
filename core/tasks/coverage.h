#pragma once

#include "core/people/setting.h"
#include "core/tasks/task.h"

namespace sightline {

/// Somebody or somewhere a count is to be spread over, and how it stands with them.
struct CoverageEntry {
    PersonId person;                     ///< empty for a place and a team
    SettingId setting;                   ///< empty for a person and a team
    QString name;
    QDate lastDone;                      ///< null: never, as far as is known
    int done = 0;                        ///< in the period the spread is counted in
    int target = 1;
    std::optional<int> atMost = {};
    bool isAway = false;                 ///< on the plan's day
    QString reason;                      ///< why they stand where they do, in a sentence
    TeamId team = {};                    ///< empty for a person and a place
    QString unit = {};                   ///< of a place or a team: what is recorded for this unit is their turn ("setting:<id>", "team:<id>")
    friend bool operator==(const CoverageEntry &, const CoverageEntry &) = default;
};

/// How the count of one task is spread: who or what has been covered, who not and for how long, and the next fair choice. Beside the
/// count itself, which says nothing of the spread. Source: issue 5, domain.md A5 ("quota and coverage are separate counters").
struct Coverage {
    QString of;                          ///< what it is spread over: "area", "staff member"; empty: the task is spread over nothing
    DateSpan period;                     ///< in which the spread is counted
    QList<CoverageEntry> entries;        ///< the fairest next choice first
    int covered = 0;                     ///< entries that have reached their target
    friend bool operator==(const Coverage &, const Coverage &) = default;
};

/// Puts @p entries into the order in which they are fairly chosen, and says why: who is here before who is away, who lacks some of their
/// target before who does not, never before longest ago, few before many, then by name. Whoever has had as many as may be comes last.
void orderFairly(QList<CoverageEntry> &entries, QDate today);

} // namespace sightline
