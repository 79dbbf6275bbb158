#include "qml/app/records_watch.h"

#include "core/commands/add_addendum.h"
#include "qml/app/record_words.h"
#include "qml/bridge/error_text.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool matches(const RecordRow &row, const QStringList &words)
{
    return std::all_of(words.cbegin(), words.cend(), [&](const QString &word) {
        return row.title.contains(word, Qt::CaseInsensitive) || row.detail.contains(word, Qt::CaseInsensitive)
            || row.dayText.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace

RecordsWatch::RecordsWatch(StoreLink &link, RecordsView &view) : m_link(link), m_view(view)
{
    connect(&view, &RecordsView::asked, this, &RecordsWatch::refresh);
    connect(&view, &RecordsView::openAsked, this, &RecordsWatch::open);
    connect(&view, &RecordsView::addAsked, this, [this](const QString &recordId, const QString &text) {
        const auto id = RecordId::fromString(recordId);
        if (!id)
            return;
        m_link.ask(this, [id = *id, text](Store &store) { return addAddendum(store, id, text); }, [this](const Result<RecordId> &added) {
            if (added)
                Q_EMIT somethingToSend();
            else
                m_view.showProblem(errorText(added.error()));
        }, StoreThread::Lane::Save);
    });
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.records.isEmpty() && !changes.drafts && !changes.outbox && !changes.session)
            return;
        refresh();
        if (!m_opened.isEmpty())
            open(m_opened);
    });
}

void RecordsWatch::refresh()
{
    struct Reading {
        QList<RecordRow> mine;
        QList<RecordRow> team;
    };
    m_link.ask(this, [today = m_link.today()](Store &store) -> Result<Reading> {
        const auto list = recordList(store);
        if (!list)
            return list.error();
        Reading reading;
        for (const RecordListItem &item : list->items)
            (item.isMine ? reading.mine : reading.team).append(recordWords(item, today));
        return reading;
    }, [this](const Result<Reading> &reading) {
        if (!reading) {
            if (reading.error().code != ErrorCode::Cancelled)
                m_view.showProblem(errorText(reading.error()));
            return;
        }
        const auto &chosen = m_view.filter() == "team"_L1 ? reading->team : reading->mine;
        const QStringList words = m_view.words().split(u' ', Qt::SkipEmptyParts);
        QList<RecordRow> shown;
        std::copy_if(chosen.cbegin(), chosen.cend(), std::back_inserter(shown), [&](const RecordRow &row) { return matches(row, words); });
        m_view.show(shown, { static_cast<int>(reading->mine.size()), static_cast<int>(reading->team.size()), 0 });
    });
}

void RecordsWatch::open(const QString &recordId)
{
    const auto id = RecordId::fromString(recordId);
    if (!id)
        return;
    m_opened = recordId;
    m_link.ask(this, [id = *id, today = m_link.today()](Store &store) -> Result<RecordPaper> {
        const auto detail = recordDetail(store, id);
        if (!detail)
            return detail.error();
        return recordPaper(*detail, today);
    }, [this, recordId](const Result<RecordPaper> &paper) {
        if (recordId != m_opened)
            return;
        if (paper)
            m_view.showRecord(*paper);
        else if (paper.error().code != ErrorCode::Cancelled)
            m_view.showProblem(errorText(paper.error()));
    });
}

} // namespace sightline
