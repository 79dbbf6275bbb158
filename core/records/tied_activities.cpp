#include "core/records/tied_activities.h"

#include "core/base/id.h"
#include "core/base/limits.h"

#include <QSet>

namespace sightline {

using namespace Qt::StringLiterals;

QString problemOfActivities(const Json &meta)
{
    const Json &activities = meta[u"activities"_s];
    if (activities.isNull())
        return {};
    if (!activities.isArray())
        return u"The activities of this template are no list; choose them again."_s;
    if (activities.toArray().size() > limits::formOptionsMax)
        return u"A template can be tied to at most %1 activities; take some away."_s.arg(limits::formOptionsMax);
    QSet<QString> seen;
    for (const Json &activity : activities.toArray()) {
        const QString key = activity.toString();
        if (!ActivityKey::fromString(key))
            return u"This template is tied to \"%1\", which is no activity's key; choose its activities again."_s.arg(key.left(40));
        if (seen.contains(key))
            return u"This template is tied to the activity \"%1\" twice; take it away once."_s.arg(key);
        seen.insert(key);
    }
    return {};
}

} // namespace sightline
