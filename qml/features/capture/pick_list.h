#pragma once

#include "qml/bridge/row_model.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace sightline {

/// Someone or somewhere that can be chosen: a person, a team, a setting.
struct Candidate {
    QString id;
    QString name;
    QString detail;   ///< role and team, or what kind of place
    friend bool operator==(const Candidate &, const Candidate &) = default;
};

/// The candidates of one of the hub's lists, narrowed by what is typed; never more than a handful at once. Thread: user interface.
class PickList : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the form session")
    Q_PROPERTY(QAbstractItemModel *rows READ rows CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int hiddenCount READ hiddenCount NOTIFY changed)
public:
    explicit PickList(QList<Candidate> all, QObject *parent = nullptr);
    [[nodiscard]] QAbstractItemModel *rows() { return &m_rows; }
    [[nodiscard]] int count() const { return m_rows.rowCount(); }
    [[nodiscard]] int hiddenCount() const { return m_hidden; }
    /// Shows those whose name or detail holds every word of @p text.
    Q_INVOKABLE void narrow(const QString &text);

Q_SIGNALS:
    void changed();

private:
    QList<Candidate> m_all;
    RowModel<Candidate> m_rows;
    int m_hidden = 0;
};

} // namespace sightline
