#pragma once

#include "core/calendar/council_time.h"
#include "core/people/council_card.h"
#include "core/queries/action_list.h"
#include "core/queries/concerns.h"
#include "core/queries/draft_list.h"
#include "core/queries/present_edition.h"
#include "core/queries/today_board.h"
#include "qml/features/today/today_view.h"

#include <QMap>

namespace sightline {

/// What Today rests on, read in one go.
struct TodayReading {
    TodayBoard board;
    std::shared_ptr<const PresentEdition> edition;
    DraftList drafts;
    QList<ListedAction> actions;            ///< with those of the people this person manages
    QList<ConcernItem> concerns;
    CouncilCard council;
    QMap<TemplateId, QString> formTitles;   ///< of the forms on this device
};

/// The words of Today. Pure. Moments are said by the clocks of @p zone.
[[nodiscard]] TodayState todayWords(const TodayReading &reading, const CouncilZone &zone, Instant now);

} // namespace sightline
