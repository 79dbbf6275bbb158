#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/framework/framework_row.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// The open activity as its page sees it. Thread: user interface.
class ActivitySheet : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by Framework")
    Q_PROPERTY(QString activityKey READ activityKey NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString service READ service NOTIFY changed FINAL)
    Q_PROPERTY(QString directorate READ directorate NOTIFY changed FINAL)
    Q_PROPERTY(QString how READ how NOTIFY changed FINAL)
    Q_PROPERTY(QString why READ why NOTIFY changed FINAL)
    Q_PROPERTY(QString leadWritten READ leadWritten NOTIFY changed FINAL)
    Q_PROPERTY(QString leadSays READ leadSays NOTIFY changed FINAL)
    Q_PROPERTY(QString frequencyWritten READ frequencyWritten NOTIFY changed FINAL)
    Q_PROPERTY(QString frequencySays READ frequencySays NOTIFY changed FINAL)
    Q_PROPERTY(QString assumptions READ assumptions NOTIFY changed FINAL)
    Q_PROPERTY(QString formTitle READ formTitle NOTIFY changed FINAL)
    Q_PROPERTY(int questionCount READ questionCount NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *questions READ questions CONSTANT FINAL)
public:
    explicit ActivitySheet(QObject *parent = nullptr);

    void show(const ActivityPaper &paper);

    [[nodiscard]] QString activityKey() const { return m_paper.id; }
    [[nodiscard]] QString title() const { return m_paper.title; }
    [[nodiscard]] QString service() const { return m_paper.service; }
    [[nodiscard]] QString directorate() const { return m_paper.directorate; }
    [[nodiscard]] QString how() const { return m_paper.how; }
    [[nodiscard]] QString why() const { return m_paper.why; }
    [[nodiscard]] QString leadWritten() const { return m_paper.leadWritten; }
    [[nodiscard]] QString leadSays() const { return m_paper.leadSays; }
    [[nodiscard]] QString frequencyWritten() const { return m_paper.frequencyWritten; }
    [[nodiscard]] QString frequencySays() const { return m_paper.frequencySays; }
    [[nodiscard]] QString assumptions() const { return m_paper.assumptions.join(QLatin1Char('\n')); }
    [[nodiscard]] QString formTitle() const { return m_paper.formTitle; }
    [[nodiscard]] int questionCount() const { return static_cast<int>(m_paper.questions.size()); }
    [[nodiscard]] QAbstractItemModel *questions() { return &m_questions; }

Q_SIGNALS:
    void changed();

private:
    ActivityPaper m_paper;
    RowModel<QuestionRow> m_questions;
};

} // namespace sightline
