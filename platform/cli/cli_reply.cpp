#include "platform/cli/cli_reply.h"

namespace sightline::cli {

Json orNull(std::optional<qint64> number) { return number ? Json(*number) : Json(); }

Json timeOrNull(std::optional<qint64> msSinceEpoch) { return msSinceEpoch ? Json(toIso(Instant { *msSinceEpoch })) : Json(); }

Json dateOrNull(QDate date) { return date.isValid() ? Json(date.toString(Qt::ISODate)) : Json(); }

} // namespace sightline::cli
