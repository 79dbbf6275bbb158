#include "core/calendar_feed/calendar_file.h"
#include "core/queries/my_calendar.h"
#include "platform/cli/commands.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

Result<CliReply> calendarCommand(CliSession &session)
{
    const QDate today = session.today();
    const DateSpan usual = usualCalendarSpan(today);
    const auto from = CliSession::day(session.options().from, usual.from);
    if (!from)
        return from.error();
    const auto to = CliSession::day(session.options().until, usual.to);
    if (!to)
        return to.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto mine = myCalendar(**store, session.world().calendar, today, { *from, *to });
    if (!mine)
        return mine.error();
    const auto file = calendarFile(*mine, session.world().clock.now(), session.options().withTodos ? WithTodos::Yes : WithTodos::No);
    if (!file)
        return file.error();
    if (const auto saved = saveCalendarFile(*file, session.options().toFile); !saved)
        return saved.error();
    const QString leftOut = sayLeftOut(*mine);
    return CliReply { Json::object({ { u"file"_s, session.options().toFile },
                                     { u"from"_s, dateOrNull(*from) },
                                     { u"to"_s, dateOrNull(*to) },
                                     { u"entries"_s, mine->entries.size() },
                                     { u"undated"_s, mine->undated },
                                     { u"too_many"_s, mine->tooMany } }),
                      u"%1 tasks from %2 to %3 written to %4. %5\n"_s.arg(mine->entries.size())
                          .arg(from->toString(Qt::ISODate), to->toString(Qt::ISODate), session.options().toFile, leftOut)
                          .replace(u" \n"_s, u"\n"_s) };
}

} // namespace sightline::cli
