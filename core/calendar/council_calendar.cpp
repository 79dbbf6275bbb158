#include "core/calendar/council_calendar.h"

namespace sightline {

bool CouncilCalendar::isWorkingDay(QDate day) const { return day.dayOfWeek() <= Qt::Friday && !m_bankHolidays.contains(day); }

QDate CouncilCalendar::lastWorkingDayOnOrBefore(QDate day) const
{
    while (!isWorkingDay(day))
        day = day.addDays(-1);
    return day;
}

QDate CouncilCalendar::firstWorkingDayOnOrAfter(QDate day) const
{
    while (!isWorkingDay(day))
        day = day.addDays(1);
    return day;
}

QDate CouncilCalendar::addWorkingDays(QDate day, int count) const
{
    const int step = count < 0 ? -1 : 1;
    for (int left = count; left != 0;) {
        day = day.addDays(step);
        if (isWorkingDay(day))
            left -= step;
    }
    return day;
}

QDate CouncilCalendar::lastWorkingDayIn(const DateSpan &span) const
{
    const QDate day = lastWorkingDayOnOrBefore(span.to);
    return day < span.from ? span.to : day;
}

int CouncilCalendar::workingDaysIn(const DateSpan &span) const
{
    int count = 0;
    for (QDate day = span.from; !span.isEmpty() && day <= span.to; day = day.addDays(1))
        count += isWorkingDay(day) ? 1 : 0;
    return count;
}

AcademicYear CouncilCalendar::academicYear(int startYear) const
{
    const auto known = m_academicYears.constFind(startYear);
    if (known != m_academicYears.cend())
        return *known;
    AcademicYear usual { startYear, {}, QStringLiteral("assumed: no dates given for this year") };
    for (const UsualTerm &term : m_usualTerms) {
        const auto dateOf = [startYear](int month, int day) { return QDate(month >= 9 ? startYear : startYear + 1, month, day); };
        const QDate from = firstWorkingDayOnOrAfter(dateOf(term.fromMonth, term.fromDay));
        usual.terms.append({ term.name, { from, lastWorkingDayOnOrBefore(dateOf(term.toMonth, term.toDay)) }, {} });
    }
    return usual;
}

QList<TermPeriod> CouncilCalendar::termPeriods(int startYear) const
{
    const AcademicYear year = academicYear(startYear);
    const DateSpan whole = academicYearSpan(startYear);
    QList<TermPeriod> periods;
    for (qsizetype i = 0; i < year.terms.size(); ++i) {
        const Term &term = year.terms[i];
        // A term owns the holiday after it, so that every day of the year belongs to exactly one term.
        const QDate from = i == 0 ? whole.from : term.span.from;
        const QDate to = i + 1 == year.terms.size() ? whole.to : year.terms[i + 1].span.from.addDays(-1);
        periods.append({ term.name, { from, to }, lastWorkingDayOnOrBefore(term.span.to), !knowsTerms(startYear) });
    }
    return periods;
}

TermPeriod CouncilCalendar::termPeriodOf(QDate day) const
{
    const auto periods = termPeriods(academicYearOf(day));
    for (const TermPeriod &period : periods) {
        if (period.span.contains(day))
            return period;
    }
    // A calendar that was read has at least one term a year, and its periods cover the year.
    Q_ASSERT(false);
    return {};
}

bool CouncilCalendar::isSchoolDay(QDate day) const
{
    if (!isWorkingDay(day))
        return false;
    const AcademicYear year = academicYear(academicYearOf(day));
    for (const Term &term : year.terms) {
        if (term.span.contains(day))
            return term.halfTerm.isEmpty() || !term.halfTerm.contains(day);
    }
    return false;
}

QDate CouncilCalendar::lastSchoolDayIn(const DateSpan &span) const
{
    for (QDate day = span.to; !span.isEmpty() && day >= span.from; day = day.addDays(-1)) {
        if (isSchoolDay(day))
            return day;
    }
    return {};
}

} // namespace sightline
