#pragma once

#include "qml/bridge/list_diff.h"

#include <QByteArray>
#include <QVariant>

#include <utility>

namespace sightline {

/// One role of a RowModel: its name in QML and how to read it off a row.
template <typename Row>
struct Column {
    QByteArray name;
    QVariant (*value)(const Row &row) = nullptr;
};

/// A DiffedListModel whose roles are a table of columns. A view-model holds it as a member and shows QML a
/// QAbstractItemModel. Thread: user interface.
template <typename Row>
class RowModel final : public DiffedListModel<Row> {
public:
    explicit RowModel(QList<Column<Row>> columns, QObject *parent = nullptr) : DiffedListModel<Row>(parent), m_columns(std::move(columns)) { }

    /// Goes to @p rows by the smallest changes.
    void show(const QList<Row> &rows) { this->showRows(rows); }

    /// The row with this id, or null. Lives until the next show().
    template <typename Id>
    [[nodiscard]] const Row *find(const Id &id) const
    {
        for (const Row &row : this->rows()) {
            if (row.id == id)
                return &row;
        }
        return nullptr;
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const int column = role - Qt::UserRole;
        if (!this->checkIndex(index, QAbstractItemModel::CheckIndexOption::IndexIsValid) || column < 0 || column >= m_columns.size())
            return {};
        return m_columns[column].value(this->rows()[index.row()]);
    }
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override
    {
        QHash<int, QByteArray> names;
        for (int i = 0; i < m_columns.size(); ++i)
            names.insert(Qt::UserRole + i, m_columns[i].name);
        return names;
    }

private:
    QList<Column<Row>> m_columns;
};

} // namespace sightline
