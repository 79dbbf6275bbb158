#include "qml/bridge/day_words.h"

#include "core/base/limits.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace sightline {
namespace {

/// A date in the person's language; English dates are British whatever the device is set to.
QLocale dateLocale()
{
    const QLocale locale;
    return locale.language() == QLocale::English || locale.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedKingdom) : locale;
}

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DayWords)
};

} // namespace

QString plainDayWords(QDate day, QDate today) { return dateLocale().toString(day, day.year() == today.year() ? u"ddd d MMM"_s : u"ddd d MMM yyyy"_s); }

QString dayWords(QDate day, QDate today)
{
    switch (today.daysTo(day)) {
    case 0:
        //: A day, inside a sentence or after "Due".
        return Words::tr("today");
    case 1:
        //: A day, inside a sentence or after "Due".
        return Words::tr("tomorrow");
    case -1:
        //: A day, inside a sentence.
        return Words::tr("yesterday");
    default: return plainDayWords(day, today);
    }
}

QString dayHeading(QDate day, QDate today)
{
    switch (today.daysTo(day)) {
    case 0:
        //: Heading over what happened today.
        return Words::tr("Today");
    case -1:
        //: Heading over what happened yesterday.
        return Words::tr("Yesterday");
    default: return longDayWords(day);
    }
}

QString longDayWords(QDate day) { return dateLocale().toString(day, u"dddd d MMMM"_s); }

QString dueWords(QDate due, QDate today)
{
    const int days = static_cast<int>(today.daysTo(due));
    if (days < 0) {
        //: How late a task is. %n is the number of days.
        return Words::tr("%n day(s) late", nullptr, -days);
    }
    if (days <= 1) {
        //: When a task is due. %1 is "today" or "tomorrow".
        return Words::tr("Due %1").arg(dayWords(due, today));
    }
    //: When a task is due. %1 is a day: "Fri 27 Nov".
    return Words::tr("Due %1").arg(plainDayWords(due, today));
}

QString timeWords(QTime time) { return time.toString(u"HH:mm"_s); }

QString momentWords(const QDateTime &moment, QDate today)
{
    if (moment.date() == today)
        return timeWords(moment.time());
    //: A moment on another day. %1 is the day, "Mon 23 Nov", %2 the time.
    return Words::tr("%1 %2").arg(plainDayWords(moment.date(), today), timeWords(moment.time()));
}

QString deletedWords(const QDateTime &moment, QDate today)
{
    const QDate until = moment.date().addDays(limits::discardedDraftDays);
    //: Under what was deleted and can be brought back. %1 is a time of day, or a day and a time; %2 is a day.
    return Words::tr("Deleted %1. Kept until %2.").arg(momentWords(moment, today), dayWords(until, today));
}

QString greeting(QTime time)
{
    if (time.hour() < 12) {
        //: Greeting over today's tasks, before noon.
        return Words::tr("Good morning");
    }
    if (time.hour() < 18) {
        //: Greeting over today's tasks, from noon to six.
        return Words::tr("Good afternoon");
    }
    //: Greeting over today's tasks, from six.
    return Words::tr("Good evening");
}

} // namespace sightline
