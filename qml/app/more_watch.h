#pragma once

#include "core/queries/sync_summary.h"
#include "qml/app/app_options.h"
#include "qml/app/store_link.h"
#include "qml/features/more/more_view.h"

#include <optional>

namespace sightline {

/// Fills the More page and keeps what a person chose there between starts. Thread: user interface.
class MoreWatch : public QObject {
    Q_OBJECT
public:
    MoreWatch(StoreLink &link, const AppOptions &options, MoreView &view);
    void refresh();
    /// Whether the system keeps the window out of screenshots; not known until it is told.
    void setIsScreenGuarded(bool isGuarded)
    {
        m_isScreenGuarded = isGuarded;
        refresh();
    }

private:
    void readPreferences();
    void keepPreferences();
    [[nodiscard]] QList<PersonRow> people() const;
    [[nodiscard]] QString contactText(const SyncSummary &sync) const;

    StoreLink &m_link;
    const AppOptions &m_options;
    MoreView &m_view;
    std::optional<bool> m_isScreenGuarded;
};

} // namespace sightline
