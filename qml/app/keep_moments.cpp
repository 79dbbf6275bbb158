#include "qml/app/keep_moments.h"

#include <QEvent>
#include <QGuiApplication>

namespace sightline {

KeepMoments::KeepMoments(AppGraph &graph, QWindow &window) : m_graph(graph)
{
    window.installEventFilter(this);
    connect(&window, &QWindow::visibilityChanged, this, [this](QWindow::Visibility visibility) {
        if (visibility == QWindow::Hidden || visibility == QWindow::Minimized)
            goAway(true);
    });
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state != Qt::ApplicationActive)
            goAway(state == Qt::ApplicationHidden || state == Qt::ApplicationSuspended);
    });
    // Called in the middle of the system's ending the session: the process may be gone as soon as this returns.
    connect(
        qGuiApp, &QGuiApplication::commitDataRequest, this, [this] { m_graph.saveAndWait(); }, Qt::DirectConnection);
}

bool KeepMoments::eventFilter(QObject *window, QEvent *event)
{
    if (event->type() == QEvent::Close)
        goAway(true);
    return QObject::eventFilter(window, event);
}

void KeepMoments::goAway(bool isOutOfSight)
{
    m_graph.saveNow();
    if (isOutOfSight)
        m_graph.views().capture()->camera()->close();
}

} // namespace sightline
