#include "qml/features/framework/framework_view.h"

namespace sightline {

FrameworkView::FrameworkView(QObject *parent)
    : QObject(parent), m_services({ { "serviceId", [](const ServiceRow &row) { return QVariant(row.id); } },
                                    { "title", [](const ServiceRow &row) { return QVariant(row.title); } },
                                    { "heading", [](const ServiceRow &row) { return QVariant(row.heading); } },
                                    { "detail", [](const ServiceRow &row) { return QVariant(row.detail); } } }),
      m_activities({ { "activityKey", [](const ActivityRow &row) { return QVariant(row.id); } },
                     { "title", [](const ActivityRow &row) { return QVariant(row.title); } },
                     { "detail", [](const ActivityRow &row) { return QVariant(row.detail); } },
                     { "service", [](const ActivityRow &row) { return QVariant(row.service); } },
                     { "hasQuestion", [](const ActivityRow &row) { return QVariant(row.hasQuestion); } } }),
      m_comingChanges({ { "title", [](const ChangeRow &row) { return QVariant(row.title); } },
                        { "service", [](const ChangeRow &row) { return QVariant(row.service); } },
                        { "kind", [](const ChangeRow &row) { return QVariant(row.kind); } },
                        { "kindIcon", [](const ChangeRow &row) { return QVariant(row.kindIcon); } },
                        { "detail", [](const ChangeRow &row) { return QVariant(row.detail); } } })
{
}

void FrameworkView::showProblem(const QString &words)
{
    m_isReady = true;
    m_isLooking = false;
    m_problem = words;
    Q_EMIT changed();
}

void FrameworkView::showServices(const QString &editionText, const QList<ServiceRow> &services)
{
    m_isReady = true;
    m_problem.clear();
    m_editionText = editionText;
    QList<ServiceRow> headed = services;
    for (int i = 0; i < headed.size(); ++i)
        headed[i].heading = i == 0 || headed[i].directorate != headed[i - 1].directorate ? headed[i].directorate : QString();
    m_services.show(headed);
    Q_EMIT changed();
}

void FrameworkView::showActivities(const QList<ActivityRow> &activities)
{
    m_isLooking = false;
    m_activities.show(activities);
    Q_EMIT changed();
}

void FrameworkView::search(const QString &words)
{
    if (m_words == words)
        return;
    m_words = words;
    m_isLooking = !m_words.isEmpty() || !m_serviceId.isEmpty();
    Q_EMIT changed();
    if (!m_words.isEmpty())
        Q_EMIT searchAsked(m_words);
    else if (!m_serviceId.isEmpty())
        Q_EMIT serviceAsked(m_serviceId);
}

void FrameworkView::openService(const QString &serviceId)
{
    if (m_serviceId == serviceId)
        return;
    m_serviceId = serviceId;
    m_isLooking = !m_serviceId.isEmpty();
    m_activities.show({});
    Q_EMIT changed();
    if (!m_serviceId.isEmpty())
        Q_EMIT serviceAsked(m_serviceId);
}

void FrameworkView::openActivity(const QString &activityKey)
{
    if (m_isComingOpen) {
        m_isComingOpen = false;
        Q_EMIT changed();
    }
    Q_EMIT activityAsked(activityKey);
}

void FrameworkView::showComing(const ComingState &coming)
{
    if (m_coming == coming)
        return;
    m_coming = coming;
    m_comingChanges.show(coming.changes);
    Q_EMIT changed();
}

void FrameworkView::openComing()
{
    m_isComingOpen = true;
    Q_EMIT changed();
}

QString FrameworkView::serviceTitle() const
{
    if (m_serviceId == questionsId()) {
        //: Title over the rows of the framework that something is asked about, for its owner.
        return tr("Questions to answer");
    }
    const ServiceRow *service = m_services.find(m_serviceId);
    return service ? service->title : QString();
}

QString FrameworkView::serviceDirectorate() const
{
    const ServiceRow *service = m_services.find(m_serviceId);
    return service ? service->directorate : QString();
}

} // namespace sightline
