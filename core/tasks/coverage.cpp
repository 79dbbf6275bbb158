#include "core/tasks/coverage.h"

#include "core/schedule/occurrences.h"

#include <algorithm>
#include <tuple>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isFull(const CoverageEntry &entry) { return entry.atMost && entry.done >= *entry.atMost; }

QString sayWhy(const CoverageEntry &entry, QDate today)
{
    const QString count = entry.target > 1 || entry.done > 0 ? u" %1 of %2 done."_s.arg(entry.done).arg(entry.target) : QString();
    if (entry.isAway)
        return u"Away today.%1"_s.arg(count);
    if (isFull(entry))
        return u"Has had as many as the framework asks for: %1."_s.arg(entry.done);
    if (!entry.lastDone.isValid())
        return u"Nothing is recorded yet."_s;
    const qint64 days = entry.lastDone.daysTo(today);
    const QString ago = days < 14 ? QString() : days < 70 ? u", %1 weeks ago"_s.arg(days / 7) : u", %1 months ago"_s.arg(days / 30);
    return u"Last on %1%2.%3"_s.arg(sayDay(entry.lastDone), ago, count);
}

} // namespace

void orderFairly(QList<CoverageEntry> &entries, QDate today)
{
    const auto key = [](const CoverageEntry &entry) {
        return std::tuple(isFull(entry), entry.isAway, entry.done >= entry.target, entry.lastDone, entry.done, entry.name, entry.person, entry.unit);
    };
    // A null date is before every other: never done comes first.
    std::sort(entries.begin(), entries.end(), [&key](const CoverageEntry &a, const CoverageEntry &b) { return key(a) < key(b); });
    for (CoverageEntry &entry : entries)
        entry.reason = sayWhy(entry, today);
}

} // namespace sightline
