#pragma once

#include "core/calendar/council_zone.h"
#include "sync/hub/ops/retention_book.h"

namespace sightline::hub {

/// A record whose time is over by the council's table.
struct DueRecord {
    ErasedItem item;
    RetentionRule rule;
    QDate since;                  ///< the day from which it need not be kept
    QList<LegalHold> holds = {};  ///< in place over it, or over what would go with it: then it is kept all the same
};

/// What the table says of everything there is.
struct RetentionStanding {
    QList<DueRecord> due;                ///< those whose time is over, the oldest first
    QMap<QString, qint64> byRule;        ///< how many records each row is about
    QMap<QString, qint64> unruled;       ///< how many of each kind that no row is about: kept until somebody decides
    qint64 undated = 0;                  ///< counted from a child's end, and it is not known here that every pointer has ended
};

/// The row of @p rules that @p item falls under: its form's, else its type's; none.
[[nodiscard]] const RetentionRule *ruleFor(const QList<RetentionRule> &rules, const ErasedItem &item);

/// How @p all stands on @p day, by the days of @p zone. A record goes with all its versions, so it is due when the last of them is. What somebody is
/// still writing, and a child who is on somebody's list, are never due. Later hands go with their record, and are not counted by themselves.
[[nodiscard]] RetentionStanding retentionOn(const QList<ErasedItem> &all, const QList<RetentionRule> &rules, const QList<LegalHold> &holds, QDate day,
                                            const CouncilZone &zone);

} // namespace sightline::hub
