#include "core/commands/take_reminder.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString kept = u"reminder.told"_s;
const QString keptBefore = u"reminder.before"_s;

} // namespace

Result<ReminderDecision> takeReminder(Store &store, const QList<DueThing> &things, const ReminderChoices &choices, const CouncilCalendar &calendar, Instant now)
{
    const auto text = store.meta().text(kept);
    if (!text)
        return text.error();
    const ReminderDecision decision = decideReminder(things, choices, calendar, now, reminderMemoryFrom(*text).valueOr({}));
    if (decision.isSilent())
        return decision;
    const auto noted = store.transact([&]() -> Result<void> {
        if (const auto before = store.meta().setText(keptBefore, *text); !before)
            return before;
        return store.meta().setText(kept, toText(decision.memory));
    });
    return noted ? Result<ReminderDecision>(decision) : noted.error();
}

Result<void> putBackReminder(Store &store, const ReminderDecision &decision)
{
    return store.transact([&]() -> Result<void> {
        const auto present = store.meta().text(kept);
        const auto before = present ? store.meta().text(keptBefore) : present;
        if (!before)
            return before.error();
        // Something was told since: what is known of that stays.
        return *present == toText(decision.memory) ? store.meta().setText(kept, *before) : Result<void>();
    });
}

} // namespace sightline
