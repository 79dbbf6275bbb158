#pragma once

#include "qml/app/store_link.h"
#include "qml/features/year/year_view.h"

namespace sightline {

/// Answers what the page of the year asks, and renews what it shows as records come. Thread: user interface.
class YearWatch : public QObject {
    Q_OBJECT
public:
    YearWatch(StoreLink &link, YearView &view);

private:
    void read(int year);
    void readService(const QString &service);
    void readCell(const QString &service, const QString &activity, int month);
    void showProblem(const Error &error);

    StoreLink &m_link;
    YearView &m_view;
};

} // namespace sightline
