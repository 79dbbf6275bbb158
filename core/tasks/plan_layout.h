#pragma once

#include "core/tasks/plan.h"
#include "core/tasks/series.h"

#include <QHash>

namespace sightline {

/// One series for one unit: where its tasks lie in the plan. What a fact touches is a few of these.
struct PlanLine {
    Series series;
    QString unit;
    qsizetype firstTask = 0;
    qsizetype taskCount = 0;
    bool isOver = false;   ///< of an earlier framework: nothing more comes of it
    QDate since = {};      ///< the framework's first day, where it is not the present one's
    QDate until = {};      ///< the first day of the one that follows, where that is published

    /// Whether the framework of this line asks for what begins on @p day.
    [[nodiscard]] bool asksOn(QDate day) const { return (!since.isValid() || day >= since) && (!until.isValid() || day < until); }
};

/// Everything of a plan that facts do not change: which tasks there are, whose they are, where to find them. Shared by a
/// plan and those made from it with one more fact. Series point into `inputs`, so a layout is never copied.
struct PlanLayout {
    PlanInputs inputs;
    QDate today;
    QList<PlanLine> lines;
    QList<Task> tasks;   ///< not yet counted
    QHash<ActivityKey, QList<qsizetype>> linesOf;
    QHash<TaskId, qsizetype> taskAt;
    QHash<PersonId, QList<qsizetype>> tasksOfPerson;
    QHash<ServiceId, QList<qsizetype>> tasksOfService;
    QHash<ServiceId, QString> serviceTitle;
};

/// What a count of @p service that is spread over @p covers has to cover, by id: of "geographical area" the council's places whose kind is
/// "area" or "geographical area", of "team" the teams of the service. Each names its unit, its setting or team, and its name.
[[nodiscard]] QList<CoverageEntry> unitsToCover(const Council &council, const QString &covers, const ServiceId &service);

/// The unit of what was recorded for a place: "setting:<id>".
[[nodiscard]] QString unitOfPlace(const SettingId &place);
/// The place that @p unit names; none where it is the unit of something else.
[[nodiscard]] std::optional<SettingId> placeOfUnit(const QString &unit);

/// Lays out the plan of @p inputs and @p events on @p today.
[[nodiscard]] std::shared_ptr<const PlanLayout> layOut(PlanInputs inputs, const QList<OpenEvent> &events, QDate today, PlanReach reach);

} // namespace sightline
