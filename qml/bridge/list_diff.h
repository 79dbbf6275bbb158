#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QList>

namespace sightline {

/// A list model whose rows are values with an id: given new rows, it makes the smallest changes that lead there, so that
/// scroll position, focus and cursor survive. `Row` has a member `id` (hashable) and `==`. Thread: user interface.
template <typename Row>
class DiffedListModel : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }

protected:
    void showRows(const QList<Row> &wanted)
    {
        removeMissing(wanted);
        insertAndMove(wanted);
        for (int i = 0; i < m_rows.size(); ++i) {
            if (m_rows[i] == wanted[i])
                continue;
            m_rows[i] = wanted[i];
            Q_EMIT dataChanged(index(i), index(i));
        }
    }

private:
    void removeMissing(const QList<Row> &wanted)
    {
        QHash<decltype(Row::id), bool> isWanted;
        for (const Row &row : wanted)
            isWanted.insert(row.id, true);
        for (int i = static_cast<int>(m_rows.size()) - 1; i >= 0; --i) {
            if (isWanted.contains(m_rows[i].id))
                continue;
            beginRemoveRows({}, i, i);
            m_rows.removeAt(i);
            endRemoveRows();
        }
    }

    /// Rows above i are in place already, so a row that is not at i is either new or further down.
    void insertAndMove(const QList<Row> &wanted)
    {
        for (int i = 0; i < wanted.size(); ++i) {
            if (i < m_rows.size() && m_rows[i].id == wanted[i].id)
                continue;
            const int from = positionFrom(i, wanted[i].id);
            if (from < 0) {
                beginInsertRows({}, i, i);
                m_rows.insert(i, wanted[i]);
                endInsertRows();
            } else {
                beginMoveRows({}, from, from, {}, i);
                m_rows.move(from, i);
                endMoveRows();
            }
        }
    }

    [[nodiscard]] int positionFrom(int start, const decltype(Row::id) &id) const
    {
        for (int i = start; i < m_rows.size(); ++i) {
            if (m_rows[i].id == id)
                return i;
        }
        return -1;
    }

    QList<Row> m_rows;
};

} // namespace sightline
