#include "qml/app/today_watch.h"

#include "core/store/form_library.h"
#include "core/store/known_council.h"
#include "qml/app/today_words.h"
#include "qml/bridge/error_text.h"

namespace sightline {

namespace {

constexpr int minuteMs = 60 * 1000;

Result<TodayReading> readToday(Store &store, const CouncilCalendar &calendar, QDate day)
{
    TodayReading reading;
    auto board = todayBoard(store, calendar, day);
    if (!board)
        return board.error();
    auto edition = presentEdition(store, day);
    if (!edition)
        return edition.error();
    auto drafts = draftList(store);
    if (!drafts)
        return drafts.error();
    auto actions = actionList(store, calendar, day, ActionsOf::MyTeam);
    if (!actions)
        return actions.error();
    const auto forms = formsInForce(store, day);
    if (!forms)
        return forms.error();
    auto raised = concerns(store, calendar, day);
    if (!raised)
        return raised.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    reading.concerns = *std::move(raised);
    reading.council = (*council)->card();
    reading.board = *std::move(board);
    reading.edition = *std::move(edition);
    reading.drafts = *std::move(drafts);
    reading.actions = *std::move(actions);
    for (const auto &form : *forms)
        reading.formTitles.insert(templateOf(form->published.form), form->published.title);
    return reading;
}

bool concernsToday(const Changes &changes)
{
    static const QSet<RecordType> types { RecordType::Form,    RecordType::Step,           RecordType::Fact,    RecordType::Claim,
                                          RecordType::Waiver,  RecordType::Event,          RecordType::Person,  RecordType::Team,
                                          RecordType::Edition, RecordType::FormDefinition, RecordType::Council, RecordType::Child };
    return changes.drafts || changes.session || changes.types.intersects(types);
}

} // namespace

TodayWatch::TodayWatch(StoreLink &link, TodayView &view) : m_link(link), m_view(view)
{
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (concernsToday(changes))
            refresh();
    });
    connect(&m_midnight, &QTimer::timeout, this, [this] {
        if (m_link.today() != m_shownDay)
            refresh();
    });
    m_midnight.start(minuteMs);
}

void TodayWatch::refresh()
{
    // One reading at a time: what changes meanwhile is read once more afterwards.
    if (m_isAsking) {
        m_isAskedAgain = true;
        return;
    }
    m_isAsking = true;
    m_shownDay = m_link.today();
    m_link.ask(
        this, [&calendar = m_link.calendar(), day = m_shownDay](Store &store) { return readToday(store, calendar, day); },
        [this](const Result<TodayReading> &reading) {
            m_isAsking = false;
            if (reading)
                m_view.show(todayWords(*reading, m_link.calendar().zone(), m_link.now()));
            else if (reading.error().code != ErrorCode::Cancelled)
                m_view.showProblem(errorText(reading.error()));
            if (std::exchange(m_isAskedAgain, false))
                refresh();
        });
}

} // namespace sightline
