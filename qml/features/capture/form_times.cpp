#include "qml/features/capture/form_session.h"

#include "qml/bridge/typed_time.h"

#include <QLocale>
#include <QRegularExpression>

/// What a FormSession does with days and times of day.
namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// What was typed as FHIR has a time of day: "09:30:00". Empty if it is none.
QString clockTime(const QString &typed)
{
    const QTime time = typedTime(typed);
    return time.isValid() ? time.toString(u"HH:mm:ss"_s) : QString();
}

/// The time of day of a dateTime, with seconds; empty: it has none.
QString clockOf(const QString &dateTime)
{
    static const QRegularExpression pattern(u"T([0-9]{2}:[0-9]{2})(:[0-9]{2})?"_s);
    const auto match = pattern.match(dateTime);
    return match.hasMatch() ? match.captured(1) + (match.captured(2).isEmpty() ? u":00"_s : match.captured(2)) : QString();
}

} // namespace

void FormSession::setDay(const QString &key, const QString &iso)
{
    const Target target = targetAt(key);
    if (!target.item)
        return;
    // Until a time is typed there is none: a day alone is a whole answer, and no clock time is made up.
    const QString time = target.item->type == ItemType::DateTime ? clockOf(valueOf(target).toString()) : QString();
    if (iso.isEmpty()) {
        clear(key);
        if (!time.isEmpty())
            m_timesAside.insert(key, time);   // the day is being corrected; the time waits for it
        return;
    }
    const QString kept = m_timesAside.take(key);
    const QString clock = time.isEmpty() ? kept : time;
    setText(key, clock.isEmpty() ? iso : momentAt(iso, clock));
}

void FormSession::setTime(const QString &key, const QString &typed)
{
    const Target target = targetAt(key);
    if (!target.item)
        return;
    m_timesAside.remove(key);   // what the box says now is the time
    const QString time = clockTime(typed);
    const QString present = valueOf(target).toString();
    if (target.item->type == ItemType::Time) {
        if (timeOf(present) != time.first(qMin(time.size(), qsizetype(5))) || time.isEmpty())
            setText(key, time.isEmpty() ? typed : time);
        return;
    }
    const QString day = dayOf(present).isEmpty() ? today() : dayOf(present);
    // The time as it was shown is no news: an answer with seconds or another offset stays as it is.
    if (!time.isEmpty() && timeOf(present) != time.first(5))
        setText(key, momentAt(day, time));
    else if (typed.trimmed().isEmpty() && present.contains(u'T'))
        setText(key, dayOf(present));
}

void FormSession::setNow(const QString &key)
{
    const Target target = targetAt(key);
    if (!target.item || !now)
        return;
    setText(key, target.item->type == ItemType::Time ? timeOf(now()) + u":00"_s : now());
}

/// @p day and @p time on the council's clocks as one dateTime, with the offset those have on that day.
QString FormSession::momentAt(const QString &day, const QString &time) const
{
    const QString present = now ? now().section(u'T', 1).sliced(8) : u"+00:00"_s;
    return day + u'T' + time + (offset ? offset(QDate::fromString(day, Qt::ISODate), QTime::fromString(time, Qt::ISODate)) : present);
}

QString FormSession::dayOf(const QString &answer) const { return answer.size() >= 10 && answer.at(4) == u'-' ? answer.first(10) : QString(); }

QString FormSession::timeOf(const QString &answer) const
{
    const QString time = answer.contains(u'T') ? answer.section(u'T', 1) : dayOf(answer).isEmpty() ? answer : QString();
    return time.size() >= 5 && time.at(2) == u':' ? time.first(5) : time;
}

QString FormSession::words(const QString &answer) const
{
    const QDate day = QDate::fromString(dayOf(answer), Qt::ISODate);
    if (!day.isValid())
        return answer;
    const QString written = QLocale().toString(day, u"ddd d MMM yyyy"_s);
    return answer.contains(u'T') ? written + u", "_s + timeOf(answer) : written;
}

} // namespace sightline
