#pragma once

#include "qml/features/today/task_row.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// One task as a page shows it whole. Thread: user interface.
class TaskCard : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by Today")
    Q_PROPERTY(QString taskId READ taskId NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString service READ service NOTIFY changed FINAL)
    Q_PROPERTY(QString whyFirst READ whyFirst NOTIFY changed FINAL)
    Q_PROPERTY(QString dueText READ dueText NOTIFY changed FINAL)
    Q_PROPERTY(int dueTone READ dueTone NOTIFY changed FINAL)
    Q_PROPERTY(QString progressText READ progressText NOTIFY changed FINAL)
    Q_PROPERTY(double progress READ progress NOTIFY changed FINAL)
    Q_PROPERTY(QString startText READ startText NOTIFY changed FINAL)
    Q_PROPERTY(QString how READ how NOTIFY changed FINAL)
    Q_PROPERTY(QString why READ why NOTIFY changed FINAL)
    Q_PROPERTY(QString whose READ whose NOTIFY changed FINAL)
    Q_PROPERTY(QString rule READ rule NOTIFY changed FINAL)
    Q_PROPERTY(QString ruleSource READ ruleSource NOTIFY changed FINAL)
    Q_PROPERTY(bool isVisit READ isVisit NOTIFY changed FINAL)
public:
    using QObject::QObject;

    void show(const TaskRow &row);
    [[nodiscard]] const TaskRow &row() const { return m_row; }

    [[nodiscard]] QString taskId() const { return m_row.id; }
    [[nodiscard]] QString title() const { return m_row.title; }
    [[nodiscard]] QString service() const { return m_row.service; }
    [[nodiscard]] QString whyFirst() const { return m_row.whyFirst; }
    [[nodiscard]] QString dueText() const { return m_row.dueText; }
    [[nodiscard]] int dueTone() const { return static_cast<int>(m_row.dueTone); }
    [[nodiscard]] QString progressText() const { return m_row.progressText; }
    [[nodiscard]] double progress() const { return m_row.progress; }
    [[nodiscard]] QString startText() const { return m_row.startText; }
    [[nodiscard]] QString how() const { return m_row.how; }
    [[nodiscard]] QString why() const { return m_row.why; }
    [[nodiscard]] QString whose() const { return m_row.whose; }
    [[nodiscard]] QString rule() const { return m_row.rule; }
    [[nodiscard]] QString ruleSource() const { return m_row.ruleSource; }
    [[nodiscard]] bool isVisit() const { return m_row.isVisit; }

Q_SIGNALS:
    void changed();

private:
    TaskRow m_row;
};

} // namespace sightline
