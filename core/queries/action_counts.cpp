#include "core/queries/report_lists.h"

#include "core/records/agreed_action.h"
#include "core/store/form_library.h"
#include "core/store/record_workflow.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct LevelWords {
    Q_DECLARE_TR_FUNCTIONS(ReportLists)
};

struct Level {
    QString name;   ///< empty: none was given
    qint64 opened = 0, closed = 0, overdue = 0;
};

class ActionCounter {
public:
    ActionCounter(const CouncilCalendar &calendar, const DateSpan &period, QDate today)
        : m_calendar(calendar), m_period(period), m_lastDay(std::min(period.to, today))
    {
    }

    void add(const AgreedAction &action, QDate agreedOn)
    {
        Level &level = levelOf(action.priority);
        level.opened += m_period.contains(agreedOn) ? 1 : 0;
        const QDate closedOn = closedDay(action);
        level.closed += closedOn.isValid() && m_period.contains(closedOn) ? 1 : 0;
        const bool wasOpen = agreedOn <= m_lastDay && (!closedOn.isValid() || closedOn > m_lastDay);
        level.overdue += wasOpen && action.due.isValid() && action.due < m_lastDay ? 1 : 0;
    }

    /// Those with something to tell, in the order they were met, the one without a name last.
    [[nodiscard]] Json counts() const
    {
        QList<Level> levels = m_levels;
        std::stable_partition(levels.begin(), levels.end(), [](const Level &level) { return !level.name.isEmpty(); });
        Json counts = Json::array();
        for (const Level &level : std::as_const(levels)) {
            if (level.opened + level.closed + level.overdue == 0)
                continue;
            //: In a report, actions whose record does not say how soon they are to be done.
            counts.append(Json::object({ { u"level"_s, level.name.isEmpty() ? LevelWords::tr("No level") : level.name },
                                         { u"opened"_s, level.opened },
                                         { u"closed"_s, level.closed },
                                         { u"overdue"_s, level.overdue } }));
        }
        return counts;
    }

private:
    Level &levelOf(const QString &name)
    {
        const auto found = std::find_if(m_levels.begin(), m_levels.end(), [&name](const Level &level) { return level.name == name; });
        return found == m_levels.end() ? m_levels.emplace_back(Level { name }) : *found;
    }

    /// The day it was said to be done on, else the day that was said on; null while it is open.
    [[nodiscard]] QDate closedDay(const AgreedAction &action) const
    {
        const ActionFollowUp *present = action.present();
        if (!present || !present->closes)
            return {};
        return present->doneOn.isValid() ? present->doneOn : m_calendar.today(Instant { present->atMs });
    }

    const CouncilCalendar &m_calendar;
    DateSpan m_period;
    QDate m_lastDay;
    QList<Level> m_levels;
};

} // namespace

Result<Json> actionCountsOf(Store &store, const CouncilCalendar &calendar, const ServiceId &service, const DateSpan &period)
{
    const auto rows = store.view().ofType(RecordType::Form);
    if (!rows)
        return rows.error();
    QSet<RecordId> amended;
    for (const ViewRow &row : *rows) {
        if (row.state == RecordState::Completed && row.about)
            amended.insert(*row.about);
    }
    ActionCounter counter(calendar, period, calendar.today(store.clock().now()));
    for (const ViewRow &row : *rows) {
        if (row.state != RecordState::Completed || row.service != service || amended.contains(row.id))
            continue;
        const auto form = findForm(store, row.form);
        if (!form && form.error().code != ErrorCode::NotFound)
            return form.error();
        const auto rule = form ? actionRule((*form)->published.meta) : std::nullopt;
        if (!rule)
            continue;   // no actions, or a form this device cannot read: it is not counted, as it is not shown
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        if (!*body)
            continue;
        const auto steps = followUpsOf(store, row.id, **body);
        if (!steps)
            return steps.error();
        for (const AgreedAction &action : actionsOf(row.id, **body, *steps, *rule))
            counter.add(action, calendar.today(Instant { row.completedAtMs }));
    }
    return counter.counts();
}

} // namespace sightline
