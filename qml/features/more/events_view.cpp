#include "qml/features/more/events_view.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QVariant shownHappened(const EventLineRow &line)
{
    QVariantList rows;
    for (const HappenedRow &one : line.happened)
        rows.append(QVariantMap { { u"title"_s, one.title }, { u"stateText"_s, one.stateText }, { u"icon"_s, one.icon }, { u"tone"_s, int(one.tone) } });
    return rows;
}

} // namespace

EventsView::EventsView(QObject *parent)
    : QObject(parent), m_lines({ { "activityKey", [](const EventLineRow &row) { return QVariant(row.id); } },
                                 { "title", [](const EventLineRow &row) { return QVariant(row.title); } },
                                 { "detail", [](const EventLineRow &row) { return QVariant(row.detail); } },
                                 { "summary", [](const EventLineRow &row) { return QVariant(row.summary); } },
                                 { "icon", [](const EventLineRow &row) { return QVariant(row.icon); } },
                                 { "tone", [](const EventLineRow &row) { return QVariant(int(row.tone)); } },
                                 { "happened", shownHappened } }),
      m_problems({ { "place", [](const ImportProblem &row) { return QVariant(row.place); } },
                   { "problem", [](const ImportProblem &row) { return QVariant(row.text); } } })
{
}

void EventsView::show(const QString &span, const QList<EventLineRow> &lines)
{
    m_span = span;
    m_lines.show(lines);
    Q_EMIT changed();
}

void EventsView::finish(const QString &words, const QString &takeBack)
{
    m_isBusy = false;
    m_isRefused = false;
    m_said = words;
    m_takeBack = takeBack;
    m_problems.show({});
    Q_EMIT changed();
}

void EventsView::refuse(const QString &words, const QList<ImportProblem> &problems)
{
    m_isBusy = false;
    m_isRefused = true;
    m_said = words;
    m_takeBack.clear();
    m_problems.show(problems);
    Q_EMIT changed();
}

bool EventsView::takePress()
{
    if (m_isBusy)
        return false;
    m_isBusy = true;
    m_said.clear();
    m_problems.show({});
    Q_EMIT changed();
    return true;
}

void EventsView::note(const QString &activityKey)
{
    if (takePress())
        Q_EMIT noteAsked(activityKey);
}

void EventsView::takeBack()
{
    const QString record = m_takeBack;
    if (!record.isEmpty() && takePress())
        Q_EMIT takeBackAsked(record);
}

void EventsView::takeIn(const QUrl &file)
{
    if (takePress())
        Q_EMIT importAsked(file.toLocalFile());
}

} // namespace sightline
