#pragma once

#include "core/queries/sync_summary.h"
#include "qml/app/app_options.h"
#include "qml/app/store_link.h"
#include "qml/features/more/more_view.h"

namespace sightline {

/// Fills the More page and keeps what a person chose there between starts. Thread: user interface.
class MoreWatch : public QObject {
    Q_OBJECT
public:
    MoreWatch(StoreLink &link, const AppOptions &options, MoreView &view);
    void refresh();

private:
    void readPreferences();
    void keepPreferences();
    [[nodiscard]] QList<PersonRow> people() const;
    [[nodiscard]] QString contactText(const SyncSummary &sync) const;

    StoreLink &m_link;
    const AppOptions &m_options;
    MoreView &m_view;
};

} // namespace sightline
