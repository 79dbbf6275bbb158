#include "core/calendar/interval.h"

namespace sightline {

namespace {

QDate skipWeekends(QDate day, int count)
{
    constexpr int friday = 5;
    while (count > 0) {
        day = day.addDays(1);
        count -= day.dayOfWeek() <= friday ? 1 : 0;
    }
    return day;
}

} // namespace

std::optional<Interval> readInterval(const QString &text)
{
    constexpr int most = 1000;
    bool isNumber = false;
    const int count = text.section(u' ', 0, 0).toInt(&isNumber);
    if (!isNumber || count < 0 || count > most)
        return std::nullopt;
    const QString unit = text.section(u' ', 1);
    if (unit == u"days")
        return Interval { count, Interval::Unit::Days };
    if (unit == u"weeks")
        return Interval { count, Interval::Unit::Weeks };
    if (unit == u"months")
        return Interval { count, Interval::Unit::Months };
    if (unit == u"working-days")
        return Interval { count, Interval::Unit::WorkingDays };
    return std::nullopt;
}

QDate dayAfter(QDate from, const Interval &interval, const std::function<QDate(QDate, int)> &addWorkingDays)
{
    if (!from.isValid())
        return {};
    switch (interval.unit) {
    case Interval::Unit::Days: return from.addDays(interval.count);
    case Interval::Unit::Weeks: return from.addDays(7 * interval.count);
    case Interval::Unit::Months: return from.addMonths(interval.count);
    case Interval::Unit::WorkingDays: return addWorkingDays ? addWorkingDays(from, interval.count) : skipWeekends(from, interval.count);
    }
    return {};
}

} // namespace sightline
