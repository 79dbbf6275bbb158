#pragma once

#include "qml/app/app_graph.h"

#include <QWindow>

namespace sightline {

/// The moments at which what is being typed is kept without waiting for a pause in it: the app is no longer in front (another program, a
/// locked screen), is suspended, its window is hidden, minimised or closed, or the person's session ends. Nobody looks at what the camera
/// sees then, so it closes where nothing is shown. @p graph and @p window outlive it. Thread: user interface.
class KeepMoments : public QObject {
    Q_OBJECT
public:
    KeepMoments(AppGraph &graph, QWindow &window);

    bool eventFilter(QObject *window, QEvent *event) override;

private:
    void goAway(bool isOutOfSight);

    AppGraph &m_graph;
};

} // namespace sightline
