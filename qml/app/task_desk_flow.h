#pragma once

#include "core/commands/run_programme.h"
#include "qml/app/store_link.h"
#include "qml/features/today/today_view.h"

namespace sightline {

/// What can be done about the task that is open on Today beside doing it, and what colleagues ask of this person: reads it, and carries out
/// what is pressed. Thread: user interface.
class TaskDeskFlow : public QObject {
    Q_OBJECT
public:
    TaskDeskFlow(StoreLink &link, TodayView &view);
    void refresh();

private:
    void readTask();
    void readWishes();
    /// Carries out @p work (Store & → Result<ProgrammeKept>) and says what came of it.
    template <typename Work>
    void carryOut(Work work);
    void took(const Result<ProgrammeKept> &kept);
    void putOff(const QString &taskId, bool isLater, const QString &untilIso, const QString &reason);
    void withdraw(const QString &waiverId);
    void take(const QString &taskId, bool takes);
    void pass(const QString &taskId, const QString &personId);
    void findTyped(const StepPlace &place);
    void keepTyped(const StepPlace &place, const QString &text);
    void note(const QString &taskId, const EventEntry &entry, const QString &nextIso);
    void answer(const QString &waiverId, bool isStatutory, const WaiverAnswer &answer);

    StoreLink &m_link;
    TodayView &m_view;
};

} // namespace sightline
