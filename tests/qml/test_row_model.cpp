#include "qml/bridge/row_model.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

struct Row {
    QString id;
    QString words;
    friend bool operator==(const Row &, const Row &) = default;
};

/// Says what a list on a screen would be told, and follows it by hand: if the two ever differ, a screen shows the wrong rows.
class RowModelTest : public ::testing::Test {
protected:
    RowModelTest()
    {
        QObject::connect(&model, &QAbstractItemModel::modelReset, &model, [this] { told.append(u"reset"_s); });
        QObject::connect(&model, &QAbstractItemModel::rowsInserted, &model, [this](const QModelIndex &, int first, int last) {
            told.append(u"insert %1-%2"_s.arg(first).arg(last));
            for (int row = first; row <= last; ++row)
                followed.insert(row, idAt(row));
        });
        QObject::connect(&model, &QAbstractItemModel::rowsRemoved, &model, [this](const QModelIndex &, int first, int last) {
            told.append(u"remove %1-%2"_s.arg(first).arg(last));
            followed.remove(first, last - first + 1);
        });
        QObject::connect(&model, &QAbstractItemModel::rowsMoved, &model, [this](const QModelIndex &, int from, int, const QModelIndex &, int to) {
            told.append(u"move %1 to %2"_s.arg(from).arg(to));
            followed.move(from, to > from ? to - 1 : to);
        });
        QObject::connect(&model, &QAbstractItemModel::dataChanged, &model, [this](const QModelIndex &at) { told.append(u"change %1"_s.arg(at.row())); });
    }
    QString idAt(int row) const { return model.data(model.index(row), Qt::UserRole).toString(); }
    QStringList show(const QStringList &ids, const QString &words = {})
    {
        told.clear();
        QList<Row> rows;
        for (const QString &id : ids)
            rows.append({ id, words });
        model.show(rows);
        QStringList shown;
        for (int row = 0; row < model.rowCount(); ++row)
            shown.append(idAt(row));
        EXPECT_EQ(shown, ids);
        EXPECT_EQ(followed, ids) << "what a list was told does not lead to what there is";
        return told;
    }

    RowModel<Row> model { { { "rowId", [](const Row &row) { return QVariant(row.id); } }, { "words", [](const Row &row) { return QVariant(row.words); } } } };
    QStringList told;
    QStringList followed;
};

TEST_F(RowModelTest, ARowThatComesOrGoesLeavesTheOthersWhereTheyAre)
{
    show({ u"a"_s, u"b"_s, u"c"_s });
    EXPECT_EQ(show({ u"new"_s, u"a"_s, u"b"_s, u"c"_s }), QStringList { u"insert 0-0"_s });
    EXPECT_EQ(show({ u"new"_s, u"a"_s, u"c"_s }), QStringList { u"remove 2-2"_s });
    EXPECT_EQ(show({ u"c"_s, u"new"_s, u"a"_s }), QStringList { u"move 2 to 0"_s });
    EXPECT_EQ(show({ u"c"_s, u"new"_s, u"a"_s }), QStringList()) << "nothing changed, so nothing is told";
    EXPECT_EQ(show({ u"c"_s, u"new"_s, u"a"_s }, u"other words"_s), (QStringList { u"change 0"_s, u"change 1"_s, u"change 2"_s }));
}

TEST_F(RowModelTest, NothingResetsAListHoweverItChanges)
{
    quint32 seed = 7;
    const auto next = [&seed](quint32 below) {
        seed = seed * 1664525U + 1013904223U;
        return static_cast<int>((seed >> 8) % below);
    };
    int steps = 0;
    for (int round = 0; round < 300; ++round) {
        QStringList ids;
        for (int i = 0, count = next(12); i < count; ++i) {
            const QString id = QString::number(next(20));
            if (!ids.contains(id))
                ids.insert(next(static_cast<quint32>(ids.size()) + 1), id);
        }
        const QStringList said = show(ids);
        EXPECT_FALSE(said.contains(u"reset"_s));
        steps += static_cast<int>(said.size());
    }
    EXPECT_GT(steps, 1000);
}

} // namespace
