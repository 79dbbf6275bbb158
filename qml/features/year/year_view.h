#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/year/year_row.h"

#include <QObject>
#include <QStringList>
#include <qqmlintegration.h>

namespace sightline {

/// What the map shows of one council year.
struct YearState {
    int year = 0;             ///< in which it begins
    QString title;            ///< "Council year 2026/27"
    QString asOf;             ///< how far what is shown goes: "As the hub knew it at 14:02"
    QStringList months;       ///< "Apr" to "Mar"
    QList<YearRow> services;
    friend bool operator==(const YearState &, const YearState &) = default;
};

/// The assurance map as its page sees it: the services over the months of a year, the activities of one of them, the months of one row, and
/// the tasks behind one cell. Whoever watches the store answers the …Asked signals. Thread: user interface.
class YearView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool isReady READ isReady NOTIFY changed FINAL)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed FINAL)
    Q_PROPERTY(bool isReading READ isReading NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString asOf READ asOf NOTIFY changed FINAL)
    Q_PROPERTY(QStringList months READ months NOTIFY changed FINAL)
    Q_PROPERTY(QString serviceTitle READ serviceTitle NOTIFY changed FINAL)
    Q_PROPERTY(QString rowTitle READ rowTitle NOTIFY changed FINAL)
    Q_PROPERTY(QString cellTitle READ cellTitle NOTIFY changed FINAL)
    Q_PROPERTY(QString cellText READ cellText NOTIFY changed FINAL)
    Q_PROPERTY(bool hasCell READ hasCell NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *rows READ rows CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *rowMonths READ rowMonths CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *tasks READ tasks CONSTANT FINAL)
public:
    explicit YearView(QObject *parent = nullptr);

    void showYear(const YearState &state);
    /// Answers serviceAsked(); of another service than the open one it is let go.
    void showActivities(const QString &serviceId, const QList<YearRow> &activities);
    /// Answers cellAsked().
    void showTasks(const QString &rowId, int month, const QList<YearTask> &tasks);
    /// Something kept the map from being read; what was shown stays.
    void showProblem(const QString &words);

    /// Asks for the map for the first time, and again.
    Q_INVOKABLE void ask();
    /// The page is in front, or no longer: only then is it read again as records come.
    Q_INVOKABLE void setShown(bool isShown);
    [[nodiscard]] bool isShown() const { return m_isShown; }
    /// The year before (-1) or after (1).
    Q_INVOKABLE void turn(int by);
    Q_INVOKABLE void openService(const QString &serviceId);
    /// Opens the months of one row, where they do not stand beside it.
    Q_INVOKABLE void openRow(const QString &rowId);
    Q_INVOKABLE void openCell(const QString &rowId, int month);
    /// A month of the row that is open.
    Q_INVOKABLE void openMonth(int month) { openCell(m_rowId, month); }
    /// One step back: from tasks, from months, from a service. False: there was none.
    Q_INVOKABLE bool goBack();

    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] bool isEmpty() const { return m_isReady && m_state.services.isEmpty(); }
    [[nodiscard]] bool isReading() const { return !m_isReady || m_isLooking; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString title() const { return m_state.title; }
    [[nodiscard]] QString asOf() const { return m_state.asOf; }
    [[nodiscard]] QStringList months() const { return m_state.months; }
    [[nodiscard]] QString serviceId() const { return m_serviceId; }
    [[nodiscard]] QString serviceTitle() const;
    [[nodiscard]] QString rowTitle() const;
    [[nodiscard]] QString cellTitle() const;
    [[nodiscard]] QString cellText() const;
    [[nodiscard]] bool hasCell() const { return m_cell >= 0; }
    [[nodiscard]] int year() const { return m_state.year; }
    [[nodiscard]] QAbstractItemModel *rows() { return &m_rows; }
    [[nodiscard]] QAbstractItemModel *rowMonths() { return &m_rowMonths; }
    [[nodiscard]] QAbstractItemModel *tasks() { return &m_tasks; }

Q_SIGNALS:
    void changed();
    /// 0: the present year.
    void yearAsked(int year);
    void serviceAsked(const QString &serviceId);
    void cellAsked(const QString &serviceId, const QString &activityKey, int month);
    /// The person wants to see a record behind a task.
    void recordAsked(const QString &recordId);

private:
    [[nodiscard]] const YearRow *row(const QString &id) const;
    void showRows(QList<YearRow> rows);

    YearState m_state;
    int m_wantedYear = 0;         ///< 0: the present one
    bool m_isShown = false;
    QString m_serviceId;
    QString m_rowId;
    bool m_hasRow = false;        ///< its months are a page of their own
    int m_cell = -1;
    QString m_problem;
    bool m_isReady = false;
    bool m_isLooking = false;
    QList<YearRow> m_activities;
    RowModel<YearRow> m_rows;
    RowModel<YearCell> m_rowMonths;
    RowModel<YearTask> m_tasks;
};

} // namespace sightline
