#include "qml/features/capture/ink_area.h"

#include <QKeyEvent>

namespace sightline {

namespace {

constexpr double cursorStep = 0.02;   // of the sheet's width; with Shift a quarter of it
constexpr double pointsApart = 0.0015;

} // namespace

InkArea::InkArea(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton);
    setActiveFocusOnTab(true);
    setAntialiasing(true);
}

void InkArea::setKind(const QString &kind)
{
    m_kind = kind;
    m_sheet.kind = inkKind(kind);
    Q_EMIT kindChanged();
    update();
}

void InkArea::setFirstMark(int number)
{
    if (m_sheet.firstMark == number)
        return;
    m_sheet.firstMark = number;
    Q_EMIT kindChanged();
    update();
}

void InkArea::setBeneath(const QString &sha)
{
    if (m_sheet.beneath == sha)
        return;
    m_sheet.beneath = sha;
    Q_EMIT kindChanged();
    update();
}

void InkArea::paint(QPainter *painter)
{
    if (m_sheet.beneath.isEmpty())
        paintPaper(*painter, m_sheet.kind, width());
    paintInk(*painter, m_sheet, width());
    if (!marksOnly() || !hasActiveFocus())
        return;
    const double arm = 0.025 * width();
    const QPointF at = m_cursor * width();
    for (const auto &[color, thickness] : { std::pair(QColor(Qt::white), 0.007), std::pair(QColor(Qt::black), 0.003) }) {
        painter->setPen(QPen(color, thickness * width()));
        painter->drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0));
        painter->drawLine(at - QPointF(0, arm), at + QPointF(0, arm));
    }
}

QPointF InkArea::onSheet(QPointF position) const
{
    const double across = width() > 0 ? position.x() / width() : 0;
    const double down = width() > 0 ? position.y() / width() : 0;
    return { std::clamp(across, 0.0, 1.0), std::clamp(down, 0.0, heightForWidth()) };
}

void InkArea::placeMark(QPointF at)
{
    if (m_sheet.marks.size() >= inkMarksMax)
        return;
    m_sheet.marks.append(at);
    m_cursor = at;
    update();
    Q_EMIT inkChanged();
    Q_EMIT marked(m_sheet.firstMark + markCount() - 1);
    Q_EMIT drawn();
}

void InkArea::mousePressEvent(QMouseEvent *event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    // The page beneath must not scroll away under a hand that draws.
    setKeepMouseGrab(!marksOnly());
    setKeepTouchGrab(!marksOnly());
    m_isDrawing = true;
    if (!marksOnly()) {
        m_sheet.strokes.append(QList<QPointF> { onSheet(event->position()) });
        ++m_points;
        update();
    }
    event->accept();
}

void InkArea::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_isDrawing || marksOnly() || m_points >= inkPointsMax)
        return;
    const QPointF at = onSheet(event->position());
    const QPointF step = at - m_sheet.strokes.last().last();
    if (qAbs(step.x()) + qAbs(step.y()) < pointsApart)
        return;
    m_sheet.strokes.last().append(at);
    ++m_points;
    update();
}

void InkArea::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_isDrawing && marksOnly()) {
        m_isDrawing = false;
        placeMark(onSheet(event->position()));
        return;
    }
    endStroke();
}

void InkArea::mouseUngrabEvent()
{
    if (marksOnly())
        m_isDrawing = false;   // the page was scrolled: no mark was meant
    endStroke();
}

void InkArea::endStroke()
{
    setKeepMouseGrab(false);
    setKeepTouchGrab(false);
    if (!std::exchange(m_isDrawing, false) || marksOnly())
        return;
    Q_EMIT inkChanged();
    Q_EMIT drawn();
}

void InkArea::keyPressEvent(QKeyEvent *event)
{
    if (!marksOnly()) {
        event->ignore();
        return;
    }
    const double step = event->modifiers() & Qt::ShiftModifier ? cursorStep / 4 : cursorStep;
    const auto move = [this, step](double across, double down) {
        m_cursor = { std::clamp(m_cursor.x() + across * step, 0.0, 1.0), std::clamp(m_cursor.y() + down * step, 0.0, heightForWidth()) };
        update();
    };
    switch (event->key()) {
    case Qt::Key_Left: move(-1, 0); break;
    case Qt::Key_Right: move(1, 0); break;
    case Qt::Key_Up: move(0, -1); break;
    case Qt::Key_Down: move(0, 1); break;
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter: placeMark(m_cursor); break;
    default: event->ignore();
    }
}

void InkArea::focusInEvent(QFocusEvent *) { update(); }
void InkArea::focusOutEvent(QFocusEvent *) { update(); }

void InkArea::undo()
{
    if (!m_sheet.marks.isEmpty()) {
        const int number = m_sheet.firstMark + markCount() - 1;
        m_sheet.marks.removeLast();
        Q_EMIT unmarked(number);
    } else if (!m_sheet.strokes.isEmpty()) {
        m_points -= static_cast<int>(m_sheet.strokes.takeLast().size());
    } else {
        return;
    }
    update();
    Q_EMIT inkChanged();
    Q_EMIT drawn();
}

void InkArea::clear()
{
    if (isEmpty())
        return;
    for (int number = m_sheet.firstMark + markCount() - 1; number >= m_sheet.firstMark; --number)
        Q_EMIT unmarked(number);
    m_sheet.strokes.clear();
    m_sheet.marks.clear();
    m_points = 0;
    update();
    Q_EMIT inkChanged();
    Q_EMIT drawn();
}

} // namespace sightline
