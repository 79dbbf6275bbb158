#pragma once

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

    StoreLink &m_link;
    const AppOptions &m_options;
    MoreView &m_view;
};

} // namespace sightline
