#include "qml/app/file_allowance.h"

#include <utility>

namespace sightline {

FileAllowance::FileAllowance(const Preferences &preferences) : m_preferences(preferences)
{
    connect(&preferences, &Preferences::changed, this, &FileAllowance::judge);
}

void FileAllowance::setCost(std::unique_ptr<ConnectionCost> cost)
{
    m_cost = std::move(cost);
    if (m_cost)
        m_cost->changed = [this] { judge(); };
    judge();
}

void FileAllowance::judge()
{
    const bool isHeld = m_preferences.sparesAllowance() && m_cost && m_cost->isMetered();
    if (std::exchange(m_isHeld, isHeld) != isHeld)
        Q_EMIT changed();
}

} // namespace sightline
