#pragma once

#include "core/schedule/compiled_activity.h"
#include "core/schedule/occurrences.h"

namespace sightline {

/// One line of tasks of an activity: a rule, whom it is for, and how its units are named. Most activities have one; a
/// row with several purposes, or with a count and a coverage, has more.
struct Series {
    const CompiledActivity *activity = nullptr;   ///< lives as long as the framework it was made from
    Rule rule;                                    ///< narrowed by those that refine it
    RuleNature nature = RuleNature::Undefined;
    Lead leads;
    UnitKind unit = UnitKind::Service;
    TemplateId templateId;                        ///< the form its records use
    QString variant;                              ///< of that form; empty where it has none
    QString part;                                 ///< in the row's words; empty: the whole activity
    QString suffix;                               ///< what sets its units apart from the activity's other series: "#group"
    bool isSupervision = false;                   ///< its subjects are supervised by their line managers
    /// Counts what was recorded for any unit of the activity: a number for the service beside a number for each person.
    bool countsEveryUnit = false;
    bool isStatutory = false;
    /// A coverage beside the count: each of `covers` once, however the count is spread ("once a year in each geographical area").
    bool isCoverage = false;
    /// What is covered where that is no person: "area", "setting". Those the council lists of this kind are its subjects.
    QString covers = {};
    QStringList places = {};   ///< those, as units of facts: "setting:<id>", "team:<id>". Set as the plan is laid out
    QString spreadOver = {};   ///< "staff member", "team": whom or what a count for the whole is spread over, where each has a number too
    /// Why nothing of it is asked for, where the council lists nothing of what is to be covered. Set as the plan is laid out.
    QString note = {};
};

/// The series of @p activity, at least one. Pure. Source: decisions 21 and 22.
[[nodiscard]] QList<Series> seriesOf(const CompiledActivity &activity);

} // namespace sightline
