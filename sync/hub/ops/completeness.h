#pragma once

#include "core/calendar/council_calendar.h"
#include "core/forms/form_context.h"
#include "core/forms/form_issue.h"
#include "core/people/council_card.h"
#include "core/records/step_body.h"
#include "sync/hub/service/knowledge.h"

namespace sightline::hub {

/// What the hub makes of a completed record by the rules that its device completed it by (decisions 13). Says nothing of what is in it.
struct Completeness {
    int byDevice = 0;           ///< version of the rules its device judged it whole by; 0: it does not say
    int byHub = 0;              ///< version of those it was judged by here
    QStringList lacking = {};   ///< linkIds that the hub would have sent its author back to, in document order; none: whole
};

/// {"by_device": 2, "by_hub": 2, "lacking": ["acts.owner"]}
[[nodiscard]] Json completenessJson(const Completeness &judged);

/// Judges completed records as their devices did: the same code, the moment of completing, the council's settings as they are now, a later
/// hand with what its author was shown.
/// It reports; nothing is refused or changed by what it finds. Thread: the snapshot's.
class CompletenessJudge {
public:
    /// @p snapshot outlives it. Errors: those of the database.
    [[nodiscard]] static Result<CompletenessJudge> over(HubSnapshot &snapshot, CouncilCalendar calendar);

    /// None for what is not judged: drafts, hands that fill no part of their form, anything that is no answered form, and forms that are
    /// not known here. Errors: those of the database.
    [[nodiscard]] Result<std::optional<Completeness>> of(const RecordBody &body);

private:
    CompletenessJudge(HubSnapshot &snapshot, CouncilCalendar calendar, std::shared_ptr<const KnownForms> forms, CouncilCard card)
        : m_snapshot(&snapshot), m_calendar(std::move(calendar)), m_forms(std::move(forms)), m_card(std::move(card))
    {
    }
    [[nodiscard]] FormContext contextOf(const RecordBody &body) const;
    [[nodiscard]] Result<QList<TakenStep>> seenBy(const RecordBody &step);
    [[nodiscard]] QString partOf(const RecordBody &step) const;
    [[nodiscard]] Result<std::optional<QList<FormIssue>>> issuesOfStep(const Questionnaire &form, const RecordBody &step, const FormContext &context);

    HubSnapshot *m_snapshot;
    CouncilCalendar m_calendar;
    std::shared_ptr<const KnownForms> m_forms;
    CouncilCard m_card;
};

/// Every completed record of a council, judged again.
struct CompletenessReport {
    struct Incomplete {
        RecordId record;
        QString form;
        Completeness judged;
    };
    qint64 judged = 0;
    QMap<int, qint64> byVersion;     ///< how many their devices judged by which version of the rules; 0: how many do not say
    QList<Incomplete> incomplete;    ///< in order of id
};
/// Errors: those of the database.
[[nodiscard]] Result<CompletenessReport> judgeCompleteness(HubSnapshot &snapshot, CouncilCalendar calendar);

} // namespace sightline::hub
