#pragma once

#include "core/forms/answers.h"

#include <QDate>
#include <QMap>
#include <QString>

#include <functional>
#include <optional>

namespace sightline {

/// What the world knows that a form may need: who fills it, when, for which task, what came before. The same context
/// gives the same values on device and hub.
struct FormContext {
    QString now;            ///< dateTime with offset, in the council's zone
    QString createdAt;      ///< when the record was begun; the same form
    QDate today;            ///< the council's calendar day
    /// Answer values by name: "activity", "unit", "period", "lead" (a reference), "name", "role", "next_due" (the
    /// task's next date), and the council's settings as "setting.<name>". FORMS.md lists the names in use.
    QMap<QString, Json> values;
    /// Answers of the last record of the same form about the same person or child.
    std::optional<Answers> previous;
    /// Adds working days to a day by the council's calendar. Unset: weekends only are skipped.
    std::function<QDate(QDate, int)> addWorkingDays;
};

} // namespace sightline
