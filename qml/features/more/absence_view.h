#pragma once

#include "qml/bridge/row_model.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// Somebody who is or will be away, in words.
struct AbsenceRow {
    QString id;
    QString name;
    QString detail;           ///< "Mon 30 Nov to Fri 4 Dec. Covered by …"
    bool canEnd = false;
    friend bool operator==(const AbsenceRow &, const AbsenceRow &) = default;
};

/// Somebody who can be chosen.
struct ChoosableRow {
    QString id;
    QString name;
    friend bool operator==(const ChoosableRow &, const ChoosableRow &) = default;
};

/// Who is away and who covers; entering that somebody is, and for those who keep the council's people that somebody leaves and whose their work
/// is then. Whoever watches the store answers the …Asked signals. Thread: user interface.
class AbsenceView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by More")
    Q_PROPERTY(bool letsLeave READ letsLeave NOTIFY changed FINAL)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed FINAL)
    Q_PROPERTY(QString said READ said NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString todayIso READ todayIso NOTIFY changed FINAL)
    Q_PROPERTY(QString whoId READ whoId NOTIFY changed FINAL)
    Q_PROPERTY(int personCount READ personCount NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *absences READ absences CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *people READ people CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *covers READ covers CONSTANT FINAL)
public:
    explicit AbsenceView(QObject *parent = nullptr);

    /// @p people: of whom this person may say something, themselves first.
    void show(const QList<AbsenceRow> &absences, const QList<ChoosableRow> &people, bool letsLeave, const QString &todayIso);
    /// Answers coversAsked(); of another person than the chosen one it is let go.
    void showCovers(const QString &personId, const QList<ChoosableRow> &covers);
    /// What was asked for is done and durable: the sheet closes, and @p words stand on the page.
    void finish(const QString &words);
    /// It was refused: why.
    void refuse(const QString &words);

    /// The page came before somebody's eyes.
    Q_INVOKABLE void shown() { Q_EMIT asked(); }
    /// A sheet opens: for oneself, until another is chosen.
    Q_INVOKABLE void begin();
    Q_INVOKABLE void chooseWho(const QString &personId);
    /// @p untilIso empty: until further notice. @p coverId empty: their line manager is asked.
    Q_INVOKABLE void enter(const QString &fromIso, const QString &untilIso, const QString &coverId);
    /// Whoever was chosen leaves after @p lastDayIso, and their work is @p heirId's then.
    Q_INVOKABLE void letLeave(const QString &lastDayIso, const QString &heirId);
    Q_INVOKABLE void end(const QString &absenceId);

    [[nodiscard]] bool letsLeave() const { return m_letsLeave; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] bool isEmpty() const { return m_absences.rowCount() == 0; }
    [[nodiscard]] QString said() const { return m_said; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString todayIso() const { return m_todayIso; }
    [[nodiscard]] QString whoId() const { return m_who; }
    [[nodiscard]] int personCount() const { return m_people.rowCount(); }
    [[nodiscard]] QAbstractItemModel *absences() { return &m_absences; }
    [[nodiscard]] QAbstractItemModel *people() { return &m_people; }
    [[nodiscard]] QAbstractItemModel *covers() { return &m_covers; }

Q_SIGNALS:
    void changed();
    void finished();
    void asked();
    void coversAsked(const QString &personId);
    void enterAsked(const QString &personId, const QString &fromIso, const QString &untilIso, const QString &coverId);
    void leaveAsked(const QString &personId, const QString &lastDayIso, const QString &heirId);
    void endAsked(const QString &absenceId);

private:
    /// Takes a press, unless the one before has not been answered.
    [[nodiscard]] bool takePress();

    bool m_letsLeave = false;
    bool m_isBusy = false;
    QString m_said;
    QString m_problem;
    QString m_todayIso;
    QString m_me;
    QString m_who;
    RowModel<AbsenceRow> m_absences;
    RowModel<ChoosableRow> m_people;
    RowModel<ChoosableRow> m_covers;
};

} // namespace sightline
