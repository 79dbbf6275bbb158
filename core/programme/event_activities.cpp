#include "core/programme/event_activities.h"

#include <algorithm>

namespace sightline {

QList<EventActivity> eventActivitiesOf(const CompiledFramework &framework)
{
    QList<EventActivity> all;
    for (const CompiledService &service : framework.services) {
        for (const CompiledActivity &activity : service.activities) {
            const bool isSetOff =
                std::ranges::any_of(activity.rules, [](const CompiledRule &rule) { return !rule.refines && rule.rule.kind == RuleKind::Event; });
            if (isSetOff)
                all.append({ activity.activity.key, activity.activity.ref, activity.activity.what, service.id });
        }
    }
    return all;
}

} // namespace sightline
