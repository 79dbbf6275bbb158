#include "qml/features/records/records_view.h"

#include <utility>

namespace sightline {

RecordsView::RecordsView(QObject *parent)
    : QObject(parent), m_rows({ { "recordId", [](const RecordRow &row) { return QVariant(row.id); } },
                                { "title", [](const RecordRow &row) { return QVariant(row.title); } },
                                { "detail", [](const RecordRow &row) { return QVariant(row.detail); } },
                                { "dayText", [](const RecordRow &row) { return QVariant(row.dayText); } },
                                { "placeText", [](const RecordRow &row) { return QVariant(row.placeText); } },
                                { "placeIcon", [](const RecordRow &row) { return QVariant(placeIcon(row.place)); } },
                                { "placeTone", [](const RecordRow &row) { return QVariant(static_cast<int>(placeTone(row.place))); } },
                                { "waitingText", [](const RecordRow &row) { return QVariant(row.waitingText); } },
                                { "heading", [](const RecordRow &row) { return QVariant(row.heading); } } })
{
    connect(&m_stepWords, &StepWords::troubleElsewhere, this, &RecordsView::showRecordProblem);
}

void RecordsView::show(const QList<RecordRow> &rows, int answerCount, bool hasMore)
{
    m_isReady = true;
    m_isLooking = false;
    m_problem.clear();
    m_answerCount = answerCount;
    m_hasMore = hasMore;
    QList<RecordRow> headed = rows;
    for (int i = 0; i < headed.size(); ++i)
        headed[i].heading = i == 0 || headed[i].section != headed[i - 1].section ? headed[i].section : QString();
    m_rows.show(headed);
    Q_EMIT changed();
}

void RecordsView::showFound(const QList<RecordRow> &rows, int unsearched)
{
    m_unsearched = unsearched;
    show(rows, m_answerCount, false);
}

void RecordsView::showClosed(const QString &words)
{
    if (std::exchange(m_closedText, words) != words)
        Q_EMIT changed();
}

void RecordsView::showProblem(const QString &words)
{
    m_isReady = true;
    m_isLooking = false;
    m_problem = words;
    Q_EMIT changed();
}

void RecordsView::choose(const QString &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    m_isLooking = true;
    m_limit = rowsStep;
    Q_EMIT changed();
    Q_EMIT asked();
}

void RecordsView::search(const QString &words)
{
    if (m_words == words)
        return;
    m_words = words;
    m_isLooking = true;
    Q_EMIT changed();
    Q_EMIT asked();
}

void RecordsView::showMore()
{
    m_limit += rowsStep;
    Q_EMIT asked();
}

void RecordsView::showRecord(const RecordPaper &paper)
{
    m_recordProblem.clear();
    m_isOpening = false;
    m_opened.show(paper);
    Q_EMIT changed();
}

void RecordsView::showRecordProblem(const QString &words)
{
    m_recordProblem = words;
    m_isOpening = false;
    Q_EMIT changed();
}

void RecordsView::showPaper(const QString &recordId, const QString &words)
{
    m_paperWords.insert(recordId, words);
    Q_EMIT changed();
}

void RecordsView::open(const QString &recordId)
{
    m_paperWords.remove(m_opened.recordId());
    m_isOpening = m_opened.recordId() != recordId;
    Q_EMIT changed();
    Q_EMIT openAsked(recordId);
}

} // namespace sightline
