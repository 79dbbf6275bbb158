#pragma once

#include "qml/bridge/row_model.h"
#include "qml/bridge/tone.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// Somebody this person answers for, in words.
struct MemberRow {
    QString id;
    QString name;
    QString detail;           ///< "3 late, 2 due, 12 done"
    QString statusText;       ///< "Device last heard yesterday 14:02"
    QString statusIcon;
    Tone tone = Tone::Plain;
    friend bool operator==(const MemberRow &, const MemberRow &) = default;
};

/// What the team has to do, and how old what is known of each is. Whoever watches the store answers the …Asked signals. Thread: user interface.
class TeamView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by More")
    Q_PROPERTY(bool isOffered READ isOffered NOTIFY changed FINAL)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString asOf READ asOf NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *members READ members CONSTANT FINAL)
public:
    explicit TeamView(QObject *parent = nullptr);

    /// Whether there is anybody this person answers for.
    void setIsOffered(bool isOffered);
    void show(const QString &asOf, const QList<MemberRow> &members);
    /// The hub is being asked about devices.
    void setIsBusy(bool isBusy);
    /// Why what is shown of devices is not newer; empty: it is.
    void showProblem(const QString &words);

    [[nodiscard]] bool isOffered() const { return m_isOffered; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] QString asOf() const { return m_asOf; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QAbstractItemModel *members() { return &m_members; }

Q_SIGNALS:
    void changed();
    /// The board came before somebody's eyes, or they ask again.
    void asked();

private:
    bool m_isOffered = false;
    bool m_isBusy = false;
    QString m_asOf;
    QString m_problem;
    RowModel<MemberRow> m_members;
};

} // namespace sightline
