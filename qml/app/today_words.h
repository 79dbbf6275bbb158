#pragma once

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
    QMap<TemplateId, QString> formTitles;   ///< of the forms on this device
};

/// The words of Today. Pure. @p now is the council's time of day.
[[nodiscard]] TodayState todayWords(const TodayReading &reading, const QDateTime &now);

} // namespace sightline
