#include "core/queries/framework_search.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// 0: does not hold every word; higher is better.
int matchOf(const CompiledService &service, const CompiledActivity &activity, const QStringList &words)
{
    const Activity &row = activity.activity;
    int score = 1;
    for (const QString &word : words) {
        if (row.ref.compare(word, Qt::CaseInsensitive) == 0)
            score += 100;
        else if (row.what.contains(word, Qt::CaseInsensitive))
            score += 10;
        else if (service.title().contains(word, Qt::CaseInsensitive))
            score += 4;
        else if (row.how.contains(word, Qt::CaseInsensitive) || row.why.contains(word, Qt::CaseInsensitive) || row.lead.contains(word, Qt::CaseInsensitive)
                 || row.frequency.contains(word, Qt::CaseInsensitive) || service.name.contains(word, Qt::CaseInsensitive)
                 || service.directorate.contains(word, Qt::CaseInsensitive) || activity.says.contains(word, Qt::CaseInsensitive)
                 || activity.templateId.compare(word, Qt::CaseInsensitive) == 0)
            score += 1;
        else
            return 0;
    }
    return score;
}

} // namespace

Result<FrameworkPage> frameworkSearch(Store &store, QDate day, const QString &words, const ServiceId &service)
{
    const auto edition = presentEdition(store, day);
    if (!edition)
        return edition.error();
    FrameworkPage page { *edition, {} };
    if (!page.edition)
        return page;
    const QStringList wanted = words.simplified().split(u' ', Qt::SkipEmptyParts).mid(0, 16);
    QList<std::pair<int, FrameworkHit>> found;
    for (const CompiledService &each : page.edition->framework.services) {
        if (!service.isEmpty() && each.id != service)
            continue;
        for (const CompiledActivity &activity : each.activities) {
            if (const int score = matchOf(each, activity, wanted))
                found.append({ score, { &each, &activity } });
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    for (const auto &[score, hit] : found)
        page.hits.append(hit);
    return page;
}

} // namespace sightline
