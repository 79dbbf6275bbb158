#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/records/step_words.h"

#include <QObject>
#include <QVariantMap>
#include <qqmlintegration.h>

namespace sightline {

/// Whom or what the open task is fairly done with next.
struct FairRow {
    QString id;
    QString name;
    QString reason;           ///< "Last on 3 March 2026, 8 months ago."
    QString taskId;           ///< their own task, where they have one
    QString unit = {};        ///< a place or a team without a task of its own: the open task is begun for it
    friend bool operator==(const FairRow &, const FairRow &) = default;
};

/// A colleague whom a task can be passed on to.
struct ColleagueRow {
    QString id;
    QString name;
    friend bool operator==(const ColleagueRow &, const ColleagueRow &) = default;
};

/// A colleague's wish to leave a task out or put it off, that this person may answer.
struct WishRow {
    QString id;               ///< the waiver's
    QString title;            ///< the task
    QString detail;           ///< who asks for what
    QString reason;
    bool isStatutory = false;
    friend bool operator==(const WishRow &, const WishRow &) = default;
};

/// What the open task offers beside being done.
struct DeskState {
    QString taskId;
    QString title;
    bool canChange = false;       ///< it can be put off and left out
    bool canPass = false;         ///< it is this person's to pass on, or of somebody below them
    bool decidesAlone = false;    ///< else a manager is asked
    bool isStatutory = false;     ///< neither put off nor left out by that: it stays missed
    QString standing;             ///< what was asked about it and became of that; empty: nothing was
    QString waiverId;             ///< one's own wish, which can be taken back
    QString passedText;           ///< whom one passed it on to; empty: nobody
    bool canTake = false;         ///< several may do it, this person among them, and has not said that they do
    bool isTaken = false;         ///< this person has said that they do it
    QString takenText;            ///< who said that they do it; empty: nobody
    QString eventText;            ///< words of the button that enters what it waits for; empty: it waits for nothing
    QString fairText;             ///< heading over whose turn it is; empty: it is spread over nothing
    QList<FairRow> fair;
    QList<ColleagueRow> colleagues;
    friend bool operator==(const DeskState &, const DeskState &) = default;
};

/// What can be done about the open task beside doing it: put off or left out with a reason, passed on, what happened entered, and whose turn
/// it is; and what colleagues ask of this person. Whoever watches the store answers the …Asked signals. Thread: user interface.
class TaskDesk : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by Today")
    Q_PROPERTY(bool canChange READ canChange NOTIFY changed FINAL)
    Q_PROPERTY(bool canPass READ canPass NOTIFY changed FINAL)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY problemChanged FINAL)
    Q_PROPERTY(QString begunTitle READ begunTitle NOTIFY problemChanged FINAL)
    Q_PROPERTY(bool decidesAlone READ decidesAlone NOTIFY changed FINAL)
    Q_PROPERTY(bool isStatutory READ isStatutory NOTIFY changed FINAL)
    Q_PROPERTY(QString standing READ standing NOTIFY changed FINAL)
    Q_PROPERTY(bool canWithdraw READ canWithdraw NOTIFY changed FINAL)
    Q_PROPERTY(QString passedText READ passedText NOTIFY changed FINAL)
    Q_PROPERTY(bool canTake READ canTake NOTIFY changed FINAL)
    Q_PROPERTY(bool isTaken READ isTaken NOTIFY changed FINAL)
    Q_PROPERTY(QString takenText READ takenText NOTIFY changed FINAL)
    Q_PROPERTY(QString eventText READ eventText NOTIFY changed FINAL)
    Q_PROPERTY(QString fairText READ fairText NOTIFY changed FINAL)
    Q_PROPERTY(QString todayIso READ todayIso NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)
    Q_PROPERTY(QString problemMember READ problemMember NOTIFY problemChanged FINAL)
    Q_PROPERTY(QVariantMap typed READ typed NOTIFY typedChanged FINAL)
    Q_PROPERTY(int wishCount READ wishCount NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *fair READ fair CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *colleagues READ colleagues CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *wishes READ wishes CONSTANT FINAL)
public:
    explicit TaskDesk(QObject *parent = nullptr);

    void show(const DeskState &state, const QString &todayIso);
    void showWishes(const QList<WishRow> &wishes);
    /// What was asked for is done and durable: sheets close.
    void finish();
    /// It was refused; @p member is what it is about ("reason", "until", "on"), empty: all of it.
    void refuse(const QString &member, const QString &words);

    /// Puts the task off to @p untilIso; not @p isLater: leaves it out.
    Q_INVOKABLE void putOff(bool isLater, const QString &untilIso, const QString &reason);
    Q_INVOKABLE void withdraw();
    /// @p personId empty: takes it back.
    Q_INVOKABLE void pass(const QString &personId);
    /// Says that this person does the open task, or with @p takes false that they do not after all.
    Q_INVOKABLE void take(bool takes);
    Q_INVOKABLE void note(const QString &onIso, const QString &dueIso, const QString &nextIso, const QString &reference, const QString &title);
    Q_INVOKABLE void answer(const QString &waiverId, bool approves, const QString &reason);
    /// Begins the open task for the place or team @p unit, one of `fair`.
    Q_INVOKABLE void beginFor(const QString &unit) { Q_EMIT unitAsked(m_state.taskId, unit); }
    /// A sheet opens for the open task: what was said of the last one goes. What was typed in a sheet of @p kind about it (begun_reason.h) and
    /// not given is there again, in `typed`, as soon as it is found. Empty: a sheet in which nothing is typed.
    Q_INVOKABLE void begin(const QString &kind);
    /// The same for a colleague's wish.
    Q_INVOKABLE void beginAnswer(const QString &waiverId);
    /// The field @p field of the open sheet holds @p text now: kept as it is typed.
    Q_INVOKABLE void type(const QString &field, const QString &text);
    /// The open sheet is closed; what is not kept yet is kept now.
    Q_INVOKABLE void leave();

    [[nodiscard]] bool canChange() const { return m_state.canChange; }
    [[nodiscard]] bool canPass() const { return m_state.canPass; }
    /// What was pressed last has not been answered yet: a second press does nothing.
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// The task the open sheet is about, whatever is opened behind it meanwhile.
    [[nodiscard]] QString begunTitle() const { return m_begunTitle; }
    [[nodiscard]] bool decidesAlone() const { return m_state.decidesAlone; }
    [[nodiscard]] bool isStatutory() const { return m_state.isStatutory; }
    [[nodiscard]] QString standing() const { return m_state.standing; }
    [[nodiscard]] bool canWithdraw() const { return !m_state.waiverId.isEmpty(); }
    [[nodiscard]] QString waiverId() const { return m_state.waiverId; }
    [[nodiscard]] QString passedText() const { return m_state.passedText; }
    [[nodiscard]] bool canTake() const { return m_state.canTake; }
    [[nodiscard]] bool isTaken() const { return m_state.isTaken; }
    [[nodiscard]] QString takenText() const { return m_state.takenText; }
    [[nodiscard]] QString eventText() const { return m_state.eventText; }
    [[nodiscard]] QString fairText() const { return m_state.fairText; }
    [[nodiscard]] QString taskId() const { return m_state.taskId; }
    [[nodiscard]] QString todayIso() const { return m_todayIso; }
    /// By field, as the open sheet's fields stand; one that nobody touched is not in it.
    [[nodiscard]] QVariantMap typed() const;
    /// The words of every sheet, for whoever keeps them: a JSON object of texts by field.
    [[nodiscard]] StepWords *words() { return &m_words; }
    /// What was refused; else what keeps the words from being kept.
    [[nodiscard]] QString problem() const { return m_problem.isEmpty() ? m_words.trouble() : m_problem; }
    [[nodiscard]] QString problemMember() const { return m_problemMember; }
    [[nodiscard]] int wishCount() const { return m_wishes.rowCount(); }
    [[nodiscard]] QAbstractItemModel *fair() { return &m_fair; }
    [[nodiscard]] QAbstractItemModel *colleagues() { return &m_colleagues; }
    [[nodiscard]] QAbstractItemModel *wishes() { return &m_wishes; }

Q_SIGNALS:
    void changed();
    void problemChanged();
    void typedChanged();
    void finished();
    void putOffAsked(const QString &taskId, bool isLater, const QString &untilIso, const QString &reason);
    void withdrawAsked(const QString &waiverId);
    void passAsked(const QString &taskId, const QString &personId);
    void takeAsked(const QString &taskId, bool takes);
    void unitAsked(const QString &taskId, const QString &unit);
    void noteAsked(const QString &taskId, const QString &onIso, const QString &dueIso, const QString &nextIso, const QString &reference, const QString &title);
    void answerAsked(const QString &waiverId, bool isStatutory, bool approves, const QString &reason);

private:
    DeskState m_state;
    /// Takes a press, unless the one before has not been answered.
    [[nodiscard]] bool takePress();
    void beginAt(const StepPlace &place);

    StepWords m_words;
    StepPlace m_place;            ///< of the open sheet; empty: none is open, or nothing is typed in it
    StepPlace m_pressed;          ///< of the sheet whose button was pressed last
    QString m_begunTask;          ///< of the open sheet
    QString m_begunTitle;
    bool m_isBusy = false;
    QString m_todayIso;
    QString m_problem;
    QString m_problemMember;
    RowModel<FairRow> m_fair;
    RowModel<ColleagueRow> m_colleagues;
    RowModel<WishRow> m_wishes;
};

} // namespace sightline
