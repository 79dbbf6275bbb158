#include "core/forms/present_context.h"

#include "core/calendar/council_time.h"

namespace sightline {

FormContext presentContext(const CouncilCalendar &calendar, Instant now, qint64 madeAtMs)
{
    FormContext context;
    context.now = councilDateTime(calendar.zone(), now);
    context.createdAt = councilDateTime(calendar.zone(), madeAtMs ? Instant { madeAtMs } : now);
    context.today = calendar.today(now);
    context.addWorkingDays = [calendar](QDate day, int count) { return calendar.addWorkingDays(day, count); };
    return context;
}

} // namespace sightline
