#pragma once

#include "qml/app/store_link.h"
#include "qml/features/more/absence_view.h"

namespace sightline {

/// Fills the page of who is away, and enters, ends and hands on what is said there. Thread: user interface.
class AbsenceFlow : public QObject {
    Q_OBJECT
public:
    AbsenceFlow(StoreLink &link, AbsenceView &view);
    void refresh();

private:
    void readCovers(const QString &personId);
    void enter(const QString &personId, const QString &fromIso, const QString &untilIso, const QString &coverId);
    void leave(const QString &personId, const QString &lastDayIso, const QString &heirId);
    void end(const QString &absenceId);
    /// What was asked for came to nothing.
    void refuse(const Error &error);

    StoreLink &m_link;
    AbsenceView &m_view;
};

} // namespace sightline
