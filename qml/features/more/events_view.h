#pragma once

#include "qml/bridge/row_model.h"
#include "qml/bridge/tone.h"
#include "qml/features/more/import_view.h"

#include <QObject>
#include <QUrl>
#include <qqmlintegration.h>

namespace sightline {

/// One thing that happened and asks for an activity, in words.
struct HappenedRow {
    QString title;            ///< what was said of it, else the day on which it happened
    QString stateText;        ///< "Open, due Fri 27 Nov", "Left out: moved away before it was due"
    QString icon;
    Tone tone = Tone::Plain;
    friend bool operator==(const HappenedRow &, const HappenedRow &) = default;
};

/// What happened that asks for one activity: "37 since 1 April: 34 done, 2 open, 1 left out with a reason".
struct EventLineRow {
    QString id;               ///< the activity's key
    QString title;            ///< "Placement Assurance"
    QString detail;           ///< the service, and what sets it off
    QString summary;
    QString icon;
    Tone tone = Tone::Plain;
    QList<HappenedRow> happened;   ///< open ones first
    friend bool operator==(const EventLineRow &, const EventLineRow &) = default;
};

/// What happened that asks for something, by activity, with what became of it; entered by one tap, or by a table. Whoever watches the store
/// answers the …Asked signals. Thread: user interface.
class EventsView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by More")
    Q_PROPERTY(bool isOffered READ isOffered NOTIFY changed FINAL)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString span READ span NOTIFY changed FINAL)
    Q_PROPERTY(QString said READ said NOTIFY changed FINAL)
    Q_PROPERTY(bool isRefused READ isRefused NOTIFY changed FINAL)
    Q_PROPERTY(bool canTakeBack READ canTakeBack NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *lines READ lines CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *problems READ problems CONSTANT FINAL)
public:
    explicit EventsView(QObject *parent = nullptr);

    /// @p span says which days are counted. No line: the framework this device holds waits for nothing.
    void show(const QString &span, const QList<EventLineRow> &lines);
    /// What was asked for is done and durable. @p takeBack: the record that can be taken back; empty: none.
    void finish(const QString &words, const QString &takeBack);
    /// Nothing of it was done: why, and each row of a table that is wrong.
    void refuse(const QString &words, const QList<ImportProblem> &problems);

    /// Reads the board again: it came before somebody's eyes.
    Q_INVOKABLE void shown() { Q_EMIT asked(); }
    /// One more happened today.
    Q_INVOKABLE void note(const QString &activityKey);
    Q_INVOKABLE void takeBack();
    /// A table was chosen or dropped.
    Q_INVOKABLE void takeIn(const QUrl &file);

    [[nodiscard]] bool isOffered() const { return m_lines.rowCount() > 0; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] QString span() const { return m_span; }
    [[nodiscard]] QString said() const { return m_said; }
    [[nodiscard]] bool isRefused() const { return m_isRefused; }
    [[nodiscard]] bool canTakeBack() const { return !m_takeBack.isEmpty() && !m_isBusy; }
    [[nodiscard]] QAbstractItemModel *lines() { return &m_lines; }
    [[nodiscard]] QAbstractItemModel *problems() { return &m_problems; }

Q_SIGNALS:
    void changed();
    void asked();
    void noteAsked(const QString &activityKey);
    void takeBackAsked(const QString &recordId);
    void importAsked(const QString &path);

private:
    /// Takes a press, unless the one before has not been answered.
    [[nodiscard]] bool takePress();

    bool m_isBusy = false;
    bool m_isRefused = false;
    QString m_span;
    QString m_said;
    QString m_takeBack;
    RowModel<EventLineRow> m_lines;
    RowModel<ImportProblem> m_problems;
};

} // namespace sightline
