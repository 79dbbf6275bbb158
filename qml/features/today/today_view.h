#pragma once

#include "qml/bridge/concern_row.h"
#include "qml/bridge/row_model.h"
#include "qml/features/today/task_card.h"
#include "qml/features/today/task_desk.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// What Today shows at one moment.
struct TodayState {
    QString dateText;           ///< "Monday 23 November"
    QString headline;           ///< "3 to do first"
    QString subline;            ///< "Good morning"
    QList<TaskRow> tasks;       ///< and visits, in the order in which they are to be shown
    QList<DraftRow> drafts;
    QList<WaitingRow> waiting;  ///< soonest due first
    QList<ActionRow> actions;   ///< overdue first, also those of the people one manages
    QList<ConcernRow> concerns; ///< unread first
    friend bool operator==(const TodayState &, const TodayState &) = default;
};

/// Today as its page sees it: the first task whole, the others as rows, the rest behind chips. Given a TodayState by
/// whoever watches the store. Thread: user interface.
class TodayView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool isReady READ isReady NOTIFY changed FINAL)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed FINAL)
    Q_PROPERTY(bool hasTop READ hasTop NOTIFY changed FINAL)
    Q_PROPERTY(QString dateText READ dateText NOTIFY changed FINAL)
    Q_PROPERTY(QString headline READ headline NOTIFY changed FINAL)
    Q_PROPERTY(QString subline READ subline NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString arriving READ arriving NOTIFY changed FINAL)
    Q_PROPERTY(QString openGroup READ openGroup NOTIFY changed FINAL)
    Q_PROPERTY(sightline::TaskCard *top READ top CONSTANT FINAL)
    Q_PROPERTY(sightline::TaskCard *opened READ opened CONSTANT FINAL)
    Q_PROPERTY(sightline::TaskDesk *desk READ desk CONSTANT FINAL)
    Q_PROPERTY(int nextCount READ nextCount NOTIFY changed FINAL)
    Q_PROPERTY(int draftCount READ draftCount NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *next READ next CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *soon READ soon CONSTANT FINAL)
    Q_PROPERTY(int soonCount READ soonCount NOTIFY changed FINAL)
    Q_PROPERTY(int soonMore READ soonMore NOTIFY changed FINAL)
    Q_PROPERTY(int groupMore READ groupMore NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *groups READ groups CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *group READ group CONSTANT FINAL)
    Q_PROPERTY(int waitingCount READ waitingCount NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *waiting READ waiting CONSTANT FINAL)
    Q_PROPERTY(int actionCount READ actionCount NOTIFY changed FINAL)
    Q_PROPERTY(int managedCount READ managedCount NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *actions READ actions CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *managed READ managed CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *drafts READ drafts CONSTANT FINAL)
    Q_PROPERTY(int concernCount READ concernCount NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *concerns READ concerns CONSTANT FINAL)
public:
    explicit TodayView(QObject *parent = nullptr);

    void show(const TodayState &state);
    /// Something kept Today from being read; what was shown stays.
    void showProblem(const QString &words);
    /// This device does not have everything yet, in words; empty: it has.
    void showArriving(const QString &words);

    /// Shows task @p taskId in `opened`, or the child of a visit. Nothing happens for an id that is not here.
    Q_INVOKABLE void openTask(const QString &taskId);
    /// Begins the record of task @p taskId, or the visit, or goes on with it.
    Q_INVOKABLE void start(const QString &taskId);
    /// Whether @p taskId is a visit to a child.
    [[nodiscard]] Q_INVOKABLE bool isVisit(const QString &taskId) const;
    /// Shows the next rows of "this period", or of the open group.
    Q_INVOKABLE void showMore();
    Q_INVOKABLE void showMoreOfGroup();
    /// Opens the group, or closes it if it is open.
    Q_INVOKABLE void toggleGroup(const QString &groupId);

    [[nodiscard]] bool isReady() const { return m_isReady; }
    /// Read, and there is nothing. What could not be read is not nothing.
    [[nodiscard]] bool isEmpty() const
    {
        return m_isReady && m_problem.isEmpty() && m_state.tasks.isEmpty() && m_state.drafts.isEmpty() && m_state.waiting.isEmpty() && m_state.actions.isEmpty()
            && m_state.concerns.isEmpty();
    }
    [[nodiscard]] bool hasTop() const { return !m_top.taskId().isEmpty(); }
    [[nodiscard]] QString dateText() const { return m_state.dateText; }
    [[nodiscard]] QString headline() const { return m_state.headline; }
    [[nodiscard]] QString subline() const { return m_state.subline; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString arriving() const { return m_arriving; }
    [[nodiscard]] QString openGroup() const { return m_openGroup; }
    [[nodiscard]] TaskCard *top() { return &m_top; }
    [[nodiscard]] TaskCard *opened() { return &m_opened; }
    [[nodiscard]] TaskDesk *desk() { return &m_desk; }
    [[nodiscard]] int nextCount() const { return m_next.rowCount(); }
    [[nodiscard]] int soonCount() const { return m_soon.rowCount(); }
    [[nodiscard]] int soonMore() const { return m_soonMore; }
    [[nodiscard]] int groupMore() const { return m_groupMore; }
    [[nodiscard]] int draftCount() const { return m_drafts.rowCount(); }
    [[nodiscard]] QAbstractItemModel *next() { return &m_next; }
    [[nodiscard]] QAbstractItemModel *soon() { return &m_soon; }
    [[nodiscard]] QAbstractItemModel *groups() { return &m_groups; }
    [[nodiscard]] QAbstractItemModel *group() { return &m_group; }
    [[nodiscard]] int waitingCount() const { return m_waiting.rowCount(); }
    [[nodiscard]] QAbstractItemModel *waiting() { return &m_waiting; }
    [[nodiscard]] int actionCount() const { return m_actions.rowCount(); }
    [[nodiscard]] int managedCount() const { return m_managed.rowCount(); }
    [[nodiscard]] QAbstractItemModel *actions() { return &m_actions; }
    [[nodiscard]] QAbstractItemModel *managed() { return &m_managed; }
    [[nodiscard]] QAbstractItemModel *drafts() { return &m_drafts; }
    [[nodiscard]] int concernCount() const { return m_concerns.rowCount(); }
    [[nodiscard]] QAbstractItemModel *concerns() { return &m_concerns; }

    /// The person comes from outside, from a reminder: this page is wanted.
    void come() { Q_EMIT cameFromOutside(); }

Q_SIGNALS:
    void changed();
    void cameFromOutside();
    /// The person wants to record @p taskId now.
    void startAsked(const QString &taskId);
    /// The person wants to record a visit to this child now.
    void visitAsked(const QString &childId);
    void resumeAsked(const QString &recordId);
    /// The person wants to see a record that waits for them.
    void recordAsked(const QString &recordId);
    /// The person wants to see an agreed action.
    void actionAsked(const QString &recordId, const QString &row);
    /// The person wants to see a child on their list.
    void childAsked(const QString &childId);

private:
    [[nodiscard]] const TaskRow *find(const QString &taskId) const;
    void showSoon();
    void showGroup();

    /// A step of rows: more at once is no longer a list but a wall, and slow to lay out at 200 % text.
    static constexpr int rowsStep = 40;

    TodayState m_state;
    QString m_problem;
    QString m_arriving;
    QString m_openGroup;
    int m_soonMax = rowsStep;
    int m_groupMax = rowsStep;
    int m_soonMore = 0;           ///< not shown yet
    int m_groupMore = 0;
    bool m_isReady = false;
    TaskCard m_top;
    TaskCard m_opened;
    TaskDesk m_desk;
    RowModel<TaskRow> m_next;
    RowModel<TaskRow> m_soon;
    RowModel<TaskRow> m_group;
    RowModel<TaskGroupRow> m_groups;
    RowModel<DraftRow> m_drafts;
    RowModel<WaitingRow> m_waiting;
    RowModel<ActionRow> m_actions;
    RowModel<ActionRow> m_managed;
    RowModel<ConcernRow> m_concerns;
};

} // namespace sightline
