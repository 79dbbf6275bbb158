#include "qml/features/more/team_view.h"

namespace sightline {

TeamView::TeamView(QObject *parent)
    : QObject(parent), m_members({ { "name", [](const MemberRow &row) { return QVariant(row.name); } },
                                   { "detail", [](const MemberRow &row) { return QVariant(row.detail); } },
                                   { "statusText", [](const MemberRow &row) { return QVariant(row.statusText); } },
                                   { "statusIcon", [](const MemberRow &row) { return QVariant(row.statusIcon); } },
                                   { "tone", [](const MemberRow &row) { return QVariant(int(row.tone)); } } })
{
}

void TeamView::setIsOffered(bool isOffered)
{
    if (std::exchange(m_isOffered, isOffered) != isOffered)
        Q_EMIT changed();
}

void TeamView::show(const QString &asOf, const QList<MemberRow> &members)
{
    m_asOf = asOf;
    m_members.show(members);
    Q_EMIT changed();
}

void TeamView::setIsBusy(bool isBusy)
{
    if (std::exchange(m_isBusy, isBusy) != isBusy)
        Q_EMIT changed();
}

void TeamView::showProblem(const QString &words)
{
    m_problem = words;
    Q_EMIT changed();
}

} // namespace sightline
