#pragma once

#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>

namespace sightline::testing {

/// What a person without sight, with a tremor or without a mouse would stumble over in a window.
struct Stumbles {
    QStringList unnamed;       ///< can be pressed or filled in, and says nothing
    QStringList small;         ///< can be pressed, and is under 48 px in one direction
    QStringList wrongRole;     ///< can be pressed or filled in, and is announced as something else
    QStringList unreached;     ///< can be pressed or filled in, and Tab never comes there
    QStringList trapped;       ///< Tab stays there
    QStringList unseen;        ///< has the keyboard, and lies outside the window or under the edge of what scrolls
    int examined = 0;          ///< interactive elements

    [[nodiscard]] QStringList all() const;
};

/// Walks the accessibility tree of @p window, as a screen reader does, and its focus chain by pressing Tab. While a sheet is open
/// over the page, that sheet alone.
/// Needs a platform whose accessibility is active. Thread: user interface.
[[nodiscard]] Stumbles walk(QQuickWindow &window);

/// Words and buttons of @p window that reach over its edge to the left or right, where nothing scrolls that way: they are cut off.
/// @p examined counts those that were looked at. Thread: user interface.
[[nodiscard]] QStringList cutOff(QQuickWindow &window, int *examined);

} // namespace sightline::testing
