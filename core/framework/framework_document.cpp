#include "core/framework/framework_document.h"

#include "core/framework/slug.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// A key is a Name of at most 96 characters: the service, a colon, the activity and room for "-9999".
constexpr int serviceSlugCharactersMax = 40;
constexpr int keyCharactersMax = 96 - 5;

/// The slugs of one level, each given once.
class Slugs {
public:
    /// @p slug, or "slug-2", "slug-3" … where it is taken.
    QString unique(const QString &slug)
    {
        QString candidate = slug;
        // Counting on from the last number keeps thousands of rows of one name linear.
        for (int &n = m_next[slug]; n == 0 || m_taken.contains(candidate); ++n)
            candidate = n < 2 ? slug : u"%1-%2"_s.arg(slug).arg(n);
        m_taken.insert(candidate);
        return candidate;
    }

private:
    QSet<QString> m_taken;
    QHash<QString, int> m_next;
};

} // namespace

QString cellText(const DocumentCell &cell)
{
    QStringList lines;
    for (const DocumentParagraph &paragraph : cell)
        lines.append(paragraph.text);
    return lines.join(u'\n');
}

int FrameworkDocument::countOf(LineUse use) const { return static_cast<int>(std::count(lineUses.begin(), lineUses.end(), use)); }

Framework frameworkOf(const FrameworkDocument &document)
{
    Framework framework { document.title, {}, document.notices };
    Slugs serviceSlugs;
    for (const DocumentService &source : document.services) {
        Service service;
        service.ref = u"S%1"_s.arg(framework.services.size());
        service.directorate = source.directorate;
        service.name = source.name;
        service.subTeam = source.subTeam;
        service.line = source.line;
        const QString serviceSlug = serviceSlugs.unique(slugOf(service.title(), serviceSlugCharactersMax));
        service.id = ServiceId(serviceSlug);
        Slugs activitySlugs;
        for (const DocumentRow &row : source.rows) {
            Activity activity;
            activity.ref = u"%1.%2"_s.arg(service.ref).arg(service.activities.size() + 1);
            activity.what = cellText(row.cells[0]);
            activity.how = cellText(row.cells[1]);
            activity.why = cellText(row.cells[2]);
            activity.lead = cellText(row.cells[3]);
            activity.frequency = cellText(row.cells[4]);
            activity.line = row.line;
            activity.lastLine = row.lastLine;
            const QString slug = activitySlugs.unique(slugOf(activity.what, keyCharactersMax - 1 - static_cast<int>(serviceSlug.size())));
            activity.key = ActivityKey(u"%1:%2"_s.arg(serviceSlug, slug));
            service.activities.append(activity);
        }
        framework.services.append(service);
    }
    return framework;
}

} // namespace sightline
