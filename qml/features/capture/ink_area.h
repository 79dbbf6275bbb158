#pragma once

#include "qml/bridge/ink_sheet.h"

#include <QQuickPaintedItem>

namespace sightline {

/// Where a hand draws: pointer strokes, or numbered marks on a body map, which the arrow keys and the space bar place as well. Says
/// after every finished stroke, mark or undoing that there is something to keep. Thread: user interface.
class InkArea : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString kind READ kind WRITE setKind NOTIFY kindChanged FINAL)
    Q_PROPERTY(int firstMark READ firstMark WRITE setFirstMark NOTIFY kindChanged FINAL)
    Q_PROPERTY(QString beneath READ beneath WRITE setBeneath NOTIFY kindChanged FINAL)
    Q_PROPERTY(double heightForWidth READ heightForWidth NOTIFY kindChanged FINAL)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY inkChanged FINAL)
    Q_PROPERTY(int markCount READ markCount NOTIFY inkChanged FINAL)
    Q_PROPERTY(QVariant sheet READ sheet NOTIFY inkChanged FINAL)
public:
    explicit InkArea(QQuickItem *parent = nullptr);

    [[nodiscard]] QString kind() const { return m_kind; }
    void setKind(const QString &kind);
    [[nodiscard]] int firstMark() const { return m_sheet.firstMark; }
    void setFirstMark(int number);
    /// Lower-case hex of the picture drawn on, which is shown beneath this item; empty: this item paints paper.
    [[nodiscard]] QString beneath() const { return m_sheet.beneath; }
    void setBeneath(const QString &sha);
    [[nodiscard]] double heightForWidth() const { return inkHeight(m_sheet.kind); }
    [[nodiscard]] bool isEmpty() const { return m_sheet.isEmpty(); }
    [[nodiscard]] int markCount() const { return static_cast<int>(m_sheet.marks.size()); }
    /// An InkSheet.
    [[nodiscard]] QVariant sheet() const { return QVariant::fromValue(m_sheet); }

    Q_INVOKABLE void undo();
    Q_INVOKABLE void clear();

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void kindChanged();
    void inkChanged();
    /// Something was finished, undone or cleared.
    void drawn();
    /// A mark with @p number was placed; or the last one, with that number, was taken back.
    void marked(int number);
    void unmarked(int number);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseUngrabEvent() override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QPointF onSheet(QPointF position) const;
    [[nodiscard]] bool marksOnly() const { return m_sheet.kind == InkSheet::Kind::BodyMap; }
    void placeMark(QPointF at);
    void endStroke();

    QString m_kind;
    InkSheet m_sheet;
    QPointF m_cursor { 0.27, 0.3 };   ///< where the space bar puts a mark
    bool m_isDrawing = false;
    int m_points = 0;
};

} // namespace sightline
