#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/capture/form_row.h"

#include <QTimer>

namespace sightline {

/// The lines of a page of a form as far as the screen has drawn them: the first at once, the others a few at a time while nothing
/// else waits, so that a page of hundreds opens as fast as one of ten and a key never waits for it. Thread: user interface.
class DrawnLines final : public QObject {
    Q_OBJECT
public:
    DrawnLines();

    [[nodiscard]] QAbstractItemModel *model() { return &m_drawn; }
    /// @p lines are those of the page; as many of them are drawn as were before.
    void show(const QList<FormRow> &lines);
    /// What is shown next is another page: its beginning is what is seen first.
    void turnPage();
    /// Draws all up to the line @p key now, because the focus goes there.
    void drawThrough(const QString &key);

private:
    void drawMore();
    void draw();

    QList<FormRow> m_lines;
    qsizetype m_count;
    QTimer m_untilIdle;
    RowModel<FormRow> m_drawn;
};

} // namespace sightline
