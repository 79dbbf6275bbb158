#pragma once

#include "core/ports/connection_cost.h"
#include "qml/features/more/preferences.h"

#include <QObject>

#include <memory>

namespace sightline {

/// Whether photos and other files wait now: the person spares the allowance, and the connection is counted. Thread: user interface.
class FileAllowance : public QObject {
    Q_OBJECT
public:
    /// @p preferences outlives it.
    explicit FileAllowance(const Preferences &preferences);

    /// What tells of the connection; without it nothing waits.
    void setCost(std::unique_ptr<ConnectionCost> cost);
    /// Whether this system says anything of the connection's cost.
    [[nodiscard]] bool isKnown() const { return m_cost && m_cost->isKnown(); }
    [[nodiscard]] bool isHeld() const { return m_isHeld; }

Q_SIGNALS:
    /// isHeld() is another one.
    void changed();

private:
    void judge();

    const Preferences &m_preferences;
    std::unique_ptr<ConnectionCost> m_cost;
    bool m_isHeld = false;
};

} // namespace sightline
