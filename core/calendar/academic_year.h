#pragma once

#include "core/calendar/date_span.h"

#include <QList>
#include <QString>

namespace sightline {

/// One school term. `span` runs from the first to the last school day.
struct Term {
    QString name;   ///< "Autumn", "Spring", "Summer"
    DateSpan span;
    DateSpan halfTerm;   ///< the week off inside it; may be empty
    friend bool operator==(const Term &, const Term &) = default;
};

/// An academic year, 1 September to 31 August, named by the year it starts in, with its terms in order.
struct AcademicYear {
    int startYear = 0;
    QList<Term> terms;
    /// Who says so: "agreed", or "to be confirmed by the council"; shown beside every date computed from it.
    QString status;
    friend bool operator==(const AcademicYear &, const AcademicYear &) = default;
};

/// 2026 for any day from 1 September 2026 to 31 August 2027.
[[nodiscard]] inline int academicYearOf(QDate day) { return day.month() >= 9 ? day.year() : day.year() - 1; }

[[nodiscard]] inline DateSpan academicYearSpan(int startYear) { return { QDate(startYear, 9, 1), QDate(startYear + 1, 8, 31) }; }

} // namespace sightline
