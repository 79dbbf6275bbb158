#include "core/calendar_feed/calendar_file.h"

#include <QSaveFile>

#include <libical/ical.h>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct FreeComponent {
    void operator()(icalcomponent *component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

/// Control characters have no place in a calendar, and some programs stop reading at one.
QByteArray words(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return text.simplified().toUtf8();
}

icaltimetype dateOf(QDate day)
{
    icaltimetype time = icaltime_null_date();
    time.year = day.year();
    time.month = day.month();
    time.day = day.day();
    return time;
}

icaltimetype utcOf(Instant instant) { return icaltime_from_timet_with_zone(instant.msSinceEpoch / 1000, 0, icaltimezone_get_utc_timezone()); }

/// Minutes since 2020: rises with every later moment, and fits the 32 bits that programs keep it in for some thousand years.
int sequenceOf(const CalendarEntry &entry)
{
    static constexpr qint64 year2020Ms = 1577836800000;
    return int(std::clamp<qint64>((entry.movedAt.msSinceEpoch - year2020Ms) / 60000, 0, std::numeric_limits<int>::max()));
}

QString titleOf(const CalendarEntry &entry)
{
    const QString what = entry.part.isEmpty() ? entry.what : u"%1 – %2"_s.arg(entry.what, entry.part);
    switch (entry.state) {
    case TaskState::Done: return u"Done: %1"_s.arg(what);
    case TaskState::Late: return u"Late: %1"_s.arg(what);
    case TaskState::Missed: return u"Missed: %1"_s.arg(what);
    case TaskState::Waived: return u"Left out: %1"_s.arg(what);
    default: return what;
    }
}

QString descriptionOf(const CalendarEntry &entry)
{
    QStringList said { u"%1 of %2 done."_s.arg(entry.done).arg(entry.target) };
    if (!entry.period.isEmpty())
        said.append(u"For %1."_s.arg(entry.period));
    said.append(u"%1, %2."_s.arg(entry.service, entry.ref));
    said.append(u"Open Sightline for whom it concerns and to record it."_s);
    return said.join(u' ');
}

void addExtension(icalcomponent *component, const char *name, const char *value)
{
    icalproperty *property = icalproperty_new_x(value);
    icalproperty_set_x_name(property, name);
    icalcomponent_add_property(component, property);
}

/// What an event and a to-do have alike. @p suffix keeps their UIDs apart.
icalcomponent *newComponent(icalcomponent_kind kind, const CalendarEntry &entry, const char *suffix, Instant at)
{
    icalcomponent *component = icalcomponent_new(kind);
    const auto add = [component](icalproperty *property) { icalcomponent_add_property(component, property); };
    add(icalproperty_new_uid((entry.task.toString().toUtf8() + suffix + "@sightline").constData()));
    add(icalproperty_new_dtstamp(utcOf(at)));
    add(icalproperty_new_lastmodified(utcOf(std::min(entry.changedAt, at))));
    add(icalproperty_new_sequence(sequenceOf(entry)));
    add(icalproperty_new_summary(words(titleOf(entry)).constData()));
    add(icalproperty_new_description(words(descriptionOf(entry)).constData()));
    add(icalproperty_new_categories("Sightline"));
    add(icalproperty_new_class(ICAL_CLASS_PRIVATE));
    return component;
}

icalcomponent *newEvent(const CalendarEntry &entry, Instant at)
{
    icalcomponent *event = newComponent(ICAL_VEVENT_COMPONENT, entry, "", at);
    icalcomponent_add_property(event, icalproperty_new_dtstart(dateOf(entry.due)));
    icalcomponent_add_property(event, icalproperty_new_dtend(dateOf(entry.due.addDays(1))));
    icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    icalcomponent_add_property(event, icalproperty_new_status(entry.state == TaskState::Waived ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    // Outlook otherwise shows the whole day as busy.
    addExtension(event, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
    addExtension(event, "X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE");
    return event;
}

icalcomponent *newTodo(const CalendarEntry &entry, Instant at)
{
    icalcomponent *todo = newComponent(ICAL_VTODO_COMPONENT, entry, "-todo", at);
    // RFC 5545, 3.8.2.3: DUE is after DTSTART; what opens and is due on one day has no start.
    if (entry.opens < entry.due)
        icalcomponent_add_property(todo, icalproperty_new_dtstart(dateOf(entry.opens)));
    icalcomponent_add_property(todo, icalproperty_new_due(dateOf(entry.due)));
    if (entry.state == TaskState::Done) {
        icalcomponent_add_property(todo, icalproperty_new_status(ICAL_STATUS_COMPLETED));
        icalcomponent_add_property(todo, icalproperty_new_percentcomplete(100));
        const Instant noon { QDateTime(entry.doneOn.isValid() ? entry.doneOn : entry.due, QTime(12, 0), Qt::UTC).toMSecsSinceEpoch() };
        icalcomponent_add_property(todo, icalproperty_new_completed(utcOf(noon)));
    } else if (entry.state == TaskState::Waived) {
        icalcomponent_add_property(todo, icalproperty_new_status(ICAL_STATUS_CANCELLED));
    } else {
        icalcomponent_add_property(todo, icalproperty_new_status(entry.done > 0 ? ICAL_STATUS_INPROCESS : ICAL_STATUS_NEEDSACTION));
        icalcomponent_add_property(todo, icalproperty_new_percentcomplete(entry.target > 0 ? std::min(99, 100 * entry.done / entry.target) : 0));
    }
    return todo;
}

} // namespace

Result<QByteArray> calendarFile(const OwnCalendar &calendar, Instant at, WithTodos todos)
{
    const Component file(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
    icalcomponent_add_property(file.get(), icalproperty_new_version("2.0"));
    icalcomponent_add_property(file.get(), icalproperty_new_prodid("-//Sightline//Tasks//EN"));
    icalcomponent_add_property(file.get(), icalproperty_new_calscale("GREGORIAN"));
    icalcomponent_add_property(file.get(), icalproperty_new_method(ICAL_METHOD_PUBLISH));
    addExtension(file.get(), "X-WR-CALNAME", "Sightline tasks");
    if (const QString leftOut = sayLeftOut(calendar); !leftOut.isEmpty())
        addExtension(file.get(), "X-WR-CALDESC", words(leftOut).constData());
    addExtension(file.get(), "X-PUBLISHED-TTL", "PT6H");   // how often a subscriber asks again
    for (const CalendarEntry &entry : calendar.entries) {
        icalcomponent_add_component(file.get(), newEvent(entry, at));
        if (todos == WithTodos::Yes)
            icalcomponent_add_component(file.get(), newTodo(entry, at));
    }
    const std::unique_ptr<char, decltype(&icalmemory_free_buffer)> text(icalcomponent_as_ical_string_r(file.get()),
                                                                        [](void *buffer) { icalmemory_free_buffer(buffer); });
    if (!text)
        return Error { ErrorCode::StorageFailure, u"The calendar could not be made: there is not enough memory. Nothing was changed."_s };
    return QByteArray(text.get());
}

Result<void> saveCalendarFile(const QByteArray &bytes, const QString &path)
{
    QSaveFile file(path);
    const bool isOpen = file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!isOpen || file.write(bytes) != bytes.size() || !file.commit())
        return Error { ErrorCode::StorageFailure,
                       u"The calendar could not be written to that file. Nothing else was changed. Choose another folder, or make room."_s };
    return {};
}

Instant lastChangeOf(const OwnCalendar &calendar)
{
    Instant latest;
    for (const CalendarEntry &entry : calendar.entries)
        latest = std::max(latest, entry.changedAt);
    return latest;
}

QString sayLeftOut(const OwnCalendar &calendar)
{
    QStringList said;
    if (calendar.undated == 1)
        said.append(u"1 task without a date is not in this calendar."_s);
    else if (calendar.undated > 1)
        said.append(u"%1 tasks without a date are not in this calendar."_s.arg(calendar.undated));
    if (calendar.tooMany > 0)
        said.append(u"Nor are the latest %1, which are more than a calendar holds."_s.arg(calendar.tooMany));
    return said.join(u' ');
}

} // namespace sightline
