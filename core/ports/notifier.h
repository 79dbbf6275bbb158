#pragma once

#include <QString>

#include <functional>

namespace sightline {

/// A few words of the system's own over whatever is on the screen. Others may read them: they name nobody and nothing of anybody's.
struct Notification {
    QString title;
    QString text;
    QString action;          ///< what pressing it does, where the system says so: "Open Sightline"
    bool isUrgent = false;   ///< stays until it was seen, where the system has it so
};

/// What shows notices on this system. Thread: user interface.
class Notifier {
public:
    virtual ~Notifier() = default;
    /// Shows @p notice in place of an earlier one of the same urgency. @p shown is called once, later, with whether the system took it.
    virtual void show(const Notification &notice, std::function<void(bool)> shown) = 0;
    /// Called when somebody presses a notice.
    std::function<void()> pressed;
};

} // namespace sightline
