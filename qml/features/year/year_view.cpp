#include "qml/features/year/year_view.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QVariantMap shown(const YearCell &cell)
{
    return { { u"month"_s, cell.month },         { u"stateText"_s, cell.stateText },
             { u"icon"_s, cell.icon },           { u"tone"_s, QVariant::fromValue(int(cell.tone)) },
             { u"countText"_s, cell.countText }, { u"shortCount"_s, cell.shortCount },
             { u"opens"_s, cell.opens } };
}

QVariant shownRecords(const YearTask &task)
{
    QVariantList records;
    for (const YearRecord &record : task.records)
        records.append(QVariantMap { { u"recordId"_s, record.id }, { u"text"_s, record.text } });
    return records;
}

QVariant shownCells(const YearRow &row)
{
    QVariantList cells;
    for (const YearCell &cell : row.cells)
        cells.append(shown(cell));
    return cells;
}

} // namespace

YearView::YearView(QObject *parent)
    : QObject(parent), m_rows({ { "rowId", [](const YearRow &row) { return QVariant(row.id); } },
                                { "title", [](const YearRow &row) { return QVariant(row.title); } },
                                { "summary", [](const YearRow &row) { return QVariant(row.summary); } },
                                { "icon", [](const YearRow &row) { return QVariant(row.icon); } },
                                { "tone", [](const YearRow &row) { return QVariant(int(row.tone)); } },
                                { "heading", [](const YearRow &row) { return QVariant(row.heading); } },
                                { "known", [](const YearRow &row) { return QVariant(row.isKnown); } },
                                { "cells", shownCells } }),
      m_rowMonths({ { "place", [](const YearCell &cell) { return QVariant(cell.id.toInt()); } },
                    { "month", [](const YearCell &cell) { return QVariant(cell.month); } },
                    { "stateText", [](const YearCell &cell) { return QVariant(cell.stateText); } },
                    { "sign", [](const YearCell &cell) { return QVariant(cell.icon); } },
                    { "tone", [](const YearCell &cell) { return QVariant(int(cell.tone)); } },
                    { "countText", [](const YearCell &cell) { return QVariant(cell.countText); } },
                    { "opens", [](const YearCell &cell) { return QVariant(cell.opens); } } }),
      m_tasks({ { "title", [](const YearTask &task) { return QVariant(task.title); } },
                { "detail", [](const YearTask &task) { return QVariant(task.detail); } },
                { "stateText", [](const YearTask &task) { return QVariant(task.stateText); } },
                { "icon", [](const YearTask &task) { return QVariant(task.icon); } },
                { "tone", [](const YearTask &task) { return QVariant(int(task.tone)); } },
                { "reason", [](const YearTask &task) { return QVariant(task.reason); } },
                { "records", shownRecords },
                { "unread", [](const YearTask &task) { return QVariant(task.unread); } } })
{
}

const YearRow *YearView::row(const QString &id) const
{
    const QList<YearRow> &all = m_serviceId.isEmpty() ? m_state.services : m_activities;
    const auto found = std::find_if(all.cbegin(), all.cend(), [&id](const YearRow &one) { return one.id == id; });
    return found == all.cend() ? nullptr : &*found;
}

void YearView::showRows(QList<YearRow> rows)
{
    // What this person is told of comes first; the rest stands together at the end.
    std::stable_sort(rows.begin(), rows.end(), [](const YearRow &a, const YearRow &b) { return a.isKnown && !b.isKnown; });
    for (YearRow &row : rows) {
        if (!row.isKnown) {
            //: Heading over the services whose records this person is not told of.
            row.directorate = tr("Services you are not told of");
        }
    }
    for (qsizetype i = 0; i < rows.size(); ++i)
        rows[i].heading = i == 0 || rows[i].directorate != rows[i - 1].directorate ? rows[i].directorate : QString();
    m_rows.show(rows);
    const YearRow *open = m_hasRow ? row(m_rowId) : nullptr;
    m_rowMonths.show(open ? open->cells : QList<YearCell>());
}

void YearView::showYear(const YearState &state)
{
    if (m_wantedYear != 0 && state.year != m_wantedYear)
        return;   // somebody turned on; that answer follows
    m_isReady = true;
    m_problem.clear();
    m_state = state;
    m_wantedYear = state.year;
    const YearRow *opened = hasCell() ? row(m_rowId) : nullptr;
    if (opened)
        Q_EMIT cellAsked(m_serviceId.isEmpty() ? m_rowId : m_serviceId, m_serviceId.isEmpty() ? QString() : m_rowId, m_cell);
    if (m_serviceId.isEmpty()) {
        m_isLooking = false;
        showRows(m_state.services);
    } else {
        Q_EMIT serviceAsked(m_serviceId);
    }
    Q_EMIT changed();
}

void YearView::showActivities(const QString &serviceId, const QList<YearRow> &activities)
{
    if (serviceId != m_serviceId)
        return;
    m_isLooking = false;
    m_activities = activities;
    showRows(m_activities);
    Q_EMIT changed();
}

void YearView::showTasks(const QString &rowId, int month, const QList<YearTask> &tasks)
{
    if (rowId != m_rowId || month != m_cell)
        return;
    m_isLooking = false;
    m_tasks.show(tasks);
    Q_EMIT changed();
}

void YearView::showProblem(const QString &words)
{
    m_isReady = true;
    m_isLooking = false;
    m_problem = words;
    Q_EMIT changed();
}

void YearView::ask() { Q_EMIT yearAsked(m_wantedYear); }

void YearView::setShown(bool isShown)
{
    m_isShown = isShown;
    if (isShown)
        ask();
}

void YearView::turn(int by)
{
    m_cell = -1;
    m_isLooking = true;
    Q_EMIT changed();
    m_wantedYear = (m_wantedYear == 0 ? m_state.year : m_wantedYear) + by;
    Q_EMIT yearAsked(m_wantedYear);
}

void YearView::openService(const QString &serviceId)
{
    if (m_serviceId == serviceId)
        return;
    m_serviceId = serviceId;
    m_rowId.clear();
    m_hasRow = false;
    m_cell = -1;
    m_activities.clear();
    m_isLooking = !serviceId.isEmpty();
    showRows(serviceId.isEmpty() ? m_state.services : m_activities);
    Q_EMIT changed();
    if (!serviceId.isEmpty())
        Q_EMIT serviceAsked(serviceId);
}

void YearView::openRow(const QString &rowId)
{
    if (!row(rowId))
        return;
    m_rowId = rowId;
    m_hasRow = true;
    m_cell = -1;
    m_rowMonths.show(row(rowId)->cells);
    Q_EMIT changed();
}

void YearView::openCell(const QString &rowId, int month)
{
    const YearRow *opened = row(rowId);
    if (!opened || month < 0 || month >= opened->cells.size())
        return;
    m_rowId = rowId;
    m_cell = month;
    m_isLooking = true;
    m_tasks.show({});
    Q_EMIT changed();
    const bool isService = m_serviceId.isEmpty();
    Q_EMIT cellAsked(isService ? rowId : m_serviceId, isService ? QString() : rowId, month);
}

bool YearView::goBack()
{
    m_isLooking = false;   // for what is left
    if (m_cell >= 0) {
        m_cell = -1;
        if (!m_hasRow)
            m_rowId.clear();
    } else if (m_hasRow) {
        m_hasRow = false;
        m_rowId.clear();
        m_rowMonths.show({});
    } else if (!m_serviceId.isEmpty()) {
        openService({});
    } else {
        return false;
    }
    Q_EMIT changed();
    return true;
}

QString YearView::serviceTitle() const
{
    const auto found = std::find_if(m_state.services.cbegin(), m_state.services.cend(), [this](const YearRow &one) { return one.id == m_serviceId; });
    return m_serviceId.isEmpty() || found == m_state.services.cend() ? QString() : found->title;
}

QString YearView::rowTitle() const
{
    const YearRow *opened = m_rowId.isEmpty() ? nullptr : row(m_rowId);
    return opened ? opened->title : QString();
}

QString YearView::cellTitle() const
{
    const YearRow *opened = hasCell() ? row(m_rowId) : nullptr;
    return opened && m_cell < opened->cells.size() ? opened->cells[m_cell].month : QString();
}

QString YearView::cellText() const
{
    const YearRow *opened = hasCell() ? row(m_rowId) : nullptr;
    if (!opened || m_cell >= opened->cells.size())
        return {};
    const YearCell &cell = opened->cells[m_cell];
    return cell.countText.isEmpty() ? cell.stateText : u"%1, %2"_s.arg(cell.stateText, cell.countText);
}

} // namespace sightline
