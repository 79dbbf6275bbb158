#include "sync/hub/cli/edition_rules.h"

#include "core/packs/calendar/england_calendar.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

QDate councilToday() { return englandCalendar().today(SystemClock().now()); }

bool hasBegun(QDate from) { return !from.isValid() || from <= councilToday(); }

Result<void> checkMayReplace(HubSnapshot &snapshot, const Publication &edition, QDate from, bool isFirst)
{
    const auto present = snapshot.record(edition.id);
    const auto bytes = bodyBytes(edition.body);
    if (!present || !bytes)
        return present ? bytes.error() : present.error();
    const bool isOfThePast = !from.isValid() || from < councilToday();
    if (!*present && isOfThePast && !isFirst)
        return Error { ErrorCode::InvalidInput,
                       u"Another edition was in force then, and what was done rests on it; this one begins today or later: --from YYYY-MM-DD."_s };
    if (!*present || (*present)->body == *bytes || !hasBegun(from))
        return {};
    return Error { ErrorCode::AlreadyExists,
                   u"The edition \"%1\" is in force, and what was done rests on it; publish the change from a later day: --from YYYY-MM-DD."_s.arg(
                       edition.body.answers.value(u"edition"_s).toString()) };
}

} // namespace sightline::hub
