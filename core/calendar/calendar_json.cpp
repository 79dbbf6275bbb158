#include "core/calendar/council_calendar.h"

namespace sightline {

namespace {

Error wrong(const QString &where, const QString &what) { return { ErrorCode::InvalidInput, QStringLiteral("Calendar pack, %1: %2").arg(where, what) }; }

} // namespace

/// Reads the pack one member at a time; stops at the first that is wrong.
class CalendarReader {
public:
    Result<CouncilCalendar> read(const Json &pack)
    {
        if (pack[QStringLiteral("format")].toString() != QLatin1String("sightline-calendar/1"))
            return wrong(QStringLiteral("format"), QStringLiteral("expected \"sightline-calendar/1\"."));
        for (const auto step : { &CalendarReader::readZone, &CalendarReader::readHolidays, &CalendarReader::readUsualTerms, &CalendarReader::readYears }) {
            if (const auto done = (this->*step)(pack); !done)
                return done.error();
        }
        return m_calendar;
    }

private:
    static Result<QDate> day(const Json &value, const QString &where)
    {
        const QDate date = QDate::fromString(value.toString(), Qt::ISODate);
        // Ten years either side of anything a council plans keeps every loop over days short.
        if (!date.isValid() || date.year() < 2000 || date.year() > 2100)
            return wrong(where, QStringLiteral("expected a date between 2000 and 2100 written YYYY-MM-DD."));
        return date;
    }

    static Result<DateSpan> span(const Json &value, const QString &where)
    {
        const auto from = day(value[QStringLiteral("from")], where + QStringLiteral(".from"));
        if (!from)
            return from.error();
        const auto to = day(value[QStringLiteral("to")], where + QStringLiteral(".to"));
        if (!to)
            return to.error();
        if (*to < *from)
            return wrong(where, QStringLiteral("\"to\" is before \"from\"."));
        return DateSpan { *from, *to };
    }

    static Result<ClockChange> clockChange(const Json &value, const QString &where)
    {
        const ClockChange change { int(value[QStringLiteral("month")].toInteger()), int(value[QStringLiteral("weekday")].toInteger()),
                                   int(value[QStringLiteral("which")].toInteger()), int(value[QStringLiteral("minute_utc")].toInteger(-1)) };
        const bool isWhich = change.which == -1 || (change.which >= 1 && change.which <= 4);
        if (change.month < 1 || change.month > 12 || change.weekday < 1 || change.weekday > 7 || !isWhich || change.minuteUtc < 0
            || change.minuteUtc >= 24 * 60)
            return wrong(where, QStringLiteral("expected month 1 to 12, weekday 1 to 7, which 1 to 4 or -1, minute_utc 0 to 1439."));
        return change;
    }

    Result<void> readZone(const Json &pack)
    {
        const Json &zone = pack[QStringLiteral("zone")];
        CouncilZone &out = m_calendar.m_zone;
        out.name = zone[QStringLiteral("name")].toString();
        if (out.name.isEmpty())
            return wrong(QStringLiteral("zone.name"), QStringLiteral("expected a name such as \"Europe/London\"."));
        out.standardOffsetMinutes = int(zone[QStringLiteral("offset_minutes")].toInteger());
        out.summerOffsetMinutes = out.standardOffsetMinutes;
        if (const Json &summer = zone[QStringLiteral("summer")]; summer.isObject()) {
            out.summerOffsetMinutes = int(summer[QStringLiteral("offset_minutes")].toInteger());
            const auto begins = clockChange(summer[QStringLiteral("begins")], QStringLiteral("zone.summer.begins"));
            if (!begins)
                return begins.error();
            const auto ends = clockChange(summer[QStringLiteral("ends")], QStringLiteral("zone.summer.ends"));
            if (!ends)
                return ends.error();
            if (begins->month >= ends->month)
                return wrong(QStringLiteral("zone.summer"), QStringLiteral("summer time must begin in an earlier month than it ends."));
            out.summerBegins = *begins;
            out.summerEnds = *ends;
        }
        for (const int offset : { out.standardOffsetMinutes, out.summerOffsetMinutes }) {
            if (offset < -14 * 60 || offset > 14 * 60)
                return wrong(QStringLiteral("zone"), QStringLiteral("an offset is more than 14 hours from UTC."));
        }
        return {};
    }

    Result<void> readHolidays(const Json &pack)
    {
        const auto &items = pack[QStringLiteral("bank_holidays")].toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QString where = QStringLiteral("bank_holidays[%1]").arg(i);
            const auto date = day(items[i][QStringLiteral("date")], where);
            if (!date)
                return date.error();
            if (m_calendar.m_bankHolidays.contains(*date))
                return wrong(where, QStringLiteral("this date is listed twice."));
            m_calendar.m_bankHolidays.insert(*date, items[i][QStringLiteral("name")].toString());
            m_calendar.m_holidayYears.insert(date->year());
        }
        // A year in which nobody ever works would make the search for a working day endless.
        for (const int year : std::as_const(m_calendar.m_holidayYears)) {
            int count = 0;
            for (auto it = m_calendar.m_bankHolidays.cbegin(); it != m_calendar.m_bankHolidays.cend(); ++it)
                count += it.key().year() == year ? 1 : 0;
            if (count > 60)
                return wrong(QStringLiteral("bank_holidays"), QStringLiteral("%1 holidays in %2; at most 60 make sense.").arg(count).arg(year));
        }
        return {};
    }

    Result<void> readUsualTerms(const Json &pack)
    {
        const auto &items = pack[QStringLiteral("usual_terms")].toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QString where = QStringLiteral("usual_terms[%1]").arg(i);
            // Any year that is no leap year shows whether "MM-DD" is a day of every year.
            const auto monthDay = [](const Json &value) { return QDate::fromString(QStringLiteral("2001-") + value.toString(), Qt::ISODate); };
            const QDate from = monthDay(items[i][QStringLiteral("from")]);
            const QDate to = monthDay(items[i][QStringLiteral("to")]);
            if (!from.isValid() || !to.isValid())
                return wrong(where, QStringLiteral("expected \"from\" and \"to\" written MM-DD, days that every year has."));
            // Weekends and holidays shorten a term by a few days in some years; it must never vanish.
            if (from.month() < 9 && to.month() < 9 && from.daysTo(to) < 14)
                return wrong(where, QStringLiteral("a term lasts at least two weeks."));
            m_calendar.m_usualTerms.append({ items[i][QStringLiteral("name")].toString(), from.month(), from.day(), to.month(), to.day() });
        }
        if (m_calendar.m_usualTerms.isEmpty())
            return wrong(QStringLiteral("usual_terms"), QStringLiteral("expected at least one term, for years whose dates are not given."));
        return checkTerms(m_calendar.academicYear(2001), QStringLiteral("usual_terms"));
    }

    Result<void> readYears(const Json &pack)
    {
        const auto &items = pack[QStringLiteral("academic_years")].toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QString where = QStringLiteral("academic_years[%1]").arg(i);
            AcademicYear year { int(items[i][QStringLiteral("starts")].toInteger()), {}, items[i][QStringLiteral("status")].toString() };
            if (year.startYear < 2000 || year.startYear > 2100 || m_calendar.m_academicYears.contains(year.startYear))
                return wrong(where + QStringLiteral(".starts"), QStringLiteral("expected a year between 2000 and 2100, each once."));
            const auto &terms = items[i][QStringLiteral("terms")].toArray();
            for (qsizetype t = 0; t < terms.size(); ++t) {
                const QString at = QStringLiteral("%1.terms[%2]").arg(where).arg(t);
                const auto dates = span(terms[t], at);
                if (!dates)
                    return dates.error();
                Term term { terms[t][QStringLiteral("name")].toString(), *dates, {} };
                if (terms[t].contains(QStringLiteral("half_term"))) {
                    const auto half = span(terms[t][QStringLiteral("half_term")], at + QStringLiteral(".half_term"));
                    if (!half)
                        return half.error();
                    term.halfTerm = *half;
                }
                year.terms.append(term);
            }
            if (const auto sound = checkTerms(year, where); !sound)
                return sound.error();
            m_calendar.m_academicYears.insert(year.startYear, year);
        }
        return {};
    }

    static Result<void> checkTerms(const AcademicYear &year, const QString &where)
    {
        if (year.terms.isEmpty() || year.terms.size() > 12)
            return wrong(where, QStringLiteral("expected 1 to 12 terms."));
        const DateSpan whole = academicYearSpan(year.startYear);
        QDate after = whole.from.addDays(-1);
        for (const Term &term : year.terms) {
            const bool isInside = term.span.from > after && term.span.to <= whole.to && !term.span.isEmpty();
            if (!isInside)
                return wrong(where, QStringLiteral("terms must follow one another between 1 September and 31 August."));
            if (!term.halfTerm.isEmpty() && (term.halfTerm.from < term.span.from || term.halfTerm.to > term.span.to))
                return wrong(where, QStringLiteral("a half-term lies outside its term."));
            after = term.span.to;
        }
        return {};
    }

    CouncilCalendar m_calendar;
};

Result<CouncilCalendar> CouncilCalendar::fromJson(const Json &pack) { return CalendarReader().read(pack); }

} // namespace sightline
