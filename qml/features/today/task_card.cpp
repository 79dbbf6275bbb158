#include "qml/features/today/task_card.h"

namespace sightline {

void TaskCard::show(const TaskRow &row)
{
    if (m_row == row)
        return;
    m_row = row;
    Q_EMIT changed();
}

} // namespace sightline
