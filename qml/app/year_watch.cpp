#include "qml/app/year_watch.h"

#include "core/queries/present_edition.h"
#include "qml/app/year_words.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(YearPage)
};

/// Years a map can be asked for: nobody looks further than a framework is kept.
constexpr int firstYear = 2000;
constexpr int lastYear = 2200;

DateSpan spanOf(int year) { return CouncilYear { year }.span(); }

Result<YearState> readYear(Store &store, const CouncilCalendar &calendar, QDate today, int year)
{
    const auto map = assuranceMap(store, calendar, today, spanOf(year));
    if (!map)
        return map.error();
    const auto edition = presentEdition(store, today);
    if (!edition)
        return edition.error();
    const auto contact = store.meta().syncState();
    if (!contact)
        return contact.error();
    YearState state;
    state.year = year;
    state.title = yearTitle(year);
    state.months = monthNames(map->months);
    if (contact->lastContactMs) {
        const QString moment = momentWords(councilMoment(calendar.zone(), Instant { *contact->lastContactMs }), today);
        //: Over the map of the year. %1 is a time of day, or a day and a time: what others sent after it is not in it.
        state.asOf = Words::tr("As the hub knew it at %1").arg(moment);
    } else {
        //: Over the map of the year, where the hub was never reached.
        state.asOf = Words::tr("What this device knows; the hub was not reached yet");
    }
    for (qsizetype i = 0; i < map->services.size(); ++i)
        state.services.append(yearRow(map->services[i], map->months, (*edition)->framework.services.value(i).directorate));
    return state;
}

} // namespace

YearWatch::YearWatch(StoreLink &link, YearView &view) : m_link(link), m_view(view)
{
    connect(&view, &YearView::yearAsked, this, &YearWatch::read);
    connect(&view, &YearView::serviceAsked, this, &YearWatch::readService);
    connect(&view, &YearView::cellAsked, this, &YearWatch::readCell);
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        static const QSet<RecordType> concerning { RecordType::Edition, RecordType::Fact,    RecordType::Event,   RecordType::Waiver, RecordType::Claim,
                                                   RecordType::Person,  RecordType::Absence, RecordType::Setting, RecordType::Team };
        if (m_view.isShown() && changes.types.intersects(concerning))
            m_view.ask();
    });
}

void YearWatch::read(int year)
{
    const int wanted = std::clamp(year == 0 ? councilYearOf(m_link.today()).startYear : year, firstYear, lastYear);
    m_link.ask(
        this, [calendar = m_link.calendar(), today = m_link.today(), wanted](Store &store) { return readYear(store, calendar, today, wanted); },
        [this](const Result<YearState> &state) {
            if (state)
                m_view.showYear(*state);
            else
                showProblem(state.error());
        });
}

void YearWatch::showProblem(const Error &error)
{
    if (error.code != ErrorCode::Cancelled)
        m_view.showProblem(errorText(error));
}

void YearWatch::readService(const QString &service)
{
    const int year = m_view.year();
    m_link.ask(
        this,
        [calendar = m_link.calendar(), today = m_link.today(), service, year](Store &store) -> Result<QList<YearRow>> {
            const auto rows = mapOfService(store, calendar, today, spanOf(year), ServiceId(service));
            if (!rows)
                return rows.error();
            QList<QDate> months;
            for (QDate month = spanOf(year).from; month <= spanOf(year).to; month = month.addMonths(1))
                months.append(month);
            QList<YearRow> shown;
            for (const MapRow &row : *rows)
                shown.append(yearRow(row, months, {}));
            return shown;
        },
        [this, service](const Result<QList<YearRow>> &rows) {
            if (rows)
                m_view.showActivities(service, *rows);
            else
                showProblem(rows.error());
        });
}

void YearWatch::readCell(const QString &service, const QString &activity, int month)
{
    const int year = m_view.year();
    m_link.ask(
        this,
        [calendar = m_link.calendar(), today = m_link.today(), service, activity, year, month](Store &store) -> Result<QList<YearTask>> {
            const DateSpan span = spanOf(year);
            const auto tasks = tasksOfCell(store, calendar, today, span, ServiceId(service), ActivityKey(activity), span.from.addMonths(month));
            if (!tasks)
                return tasks.error();
            QList<YearTask> shown;
            for (const PersonTask &task : *tasks) {
                QList<CountedRecord> readable;
                for (const RecordId &id : task.task.records) {
                    const auto record = store.view().find(id);
                    if (!record)
                        return record.error();
                    if (*record)
                        readable.append({ id, calendar.today(Instant { (*record)->completedAtMs }) });
                }
                shown.append(yearTask(task, today, readable));
            }
            return shown;
        },
        [this, row = activity.isEmpty() ? service : activity, month](const Result<QList<YearTask>> &tasks) {
            if (tasks)
                m_view.showTasks(row, month, *tasks);
            else
                showProblem(tasks.error());
        });
}

} // namespace sightline
