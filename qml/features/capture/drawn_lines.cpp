#include "qml/features/capture/drawn_lines.h"

#include "qml/features/capture/form_columns.h"

#include <algorithm>

namespace sightline {

namespace {

constexpr qsizetype linesAtOnce = 24;   ///< more than the tallest screen shows
constexpr qsizetype linesATime = 6;     ///< a few frames on a slow tablet

} // namespace

DrawnLines::DrawnLines() : m_count(linesAtOnce), m_drawn(formColumns())
{
    m_untilIdle.setInterval(0);
    connect(&m_untilIdle, &QTimer::timeout, this, &DrawnLines::drawMore);
}

void DrawnLines::show(const QList<FormRow> &lines)
{
    m_lines = lines;
    draw();
}

void DrawnLines::turnPage() { m_count = linesAtOnce; }

void DrawnLines::drawThrough(const QString &key)
{
    const auto line = std::find_if(m_lines.cbegin(), m_lines.cend(), [&key](const FormRow &other) { return other.key == key; });
    if (line == m_lines.cend() || line - m_lines.cbegin() < m_count)
        return;
    m_count = line - m_lines.cbegin() + 1;
    draw();
}

void DrawnLines::drawMore()
{
    m_count += linesATime;
    draw();
}

void DrawnLines::draw()
{
    m_drawn.show(m_lines.first(qMin(m_count, m_lines.size())));
    if (m_count >= m_lines.size())
        m_untilIdle.stop();
    else if (!m_untilIdle.isActive())
        m_untilIdle.start();
}

} // namespace sightline
