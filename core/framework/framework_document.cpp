#include "core/framework/framework_document.h"

#include "core/framework/slug.h"

#include <QStringList>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

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
    UniqueSlugs serviceSlugs;
    for (const DocumentService &source : document.services) {
        Service service;
        service.ref = u"S%1"_s.arg(framework.services.size());
        service.directorate = source.directorate;
        service.name = source.name;
        service.subTeam = source.subTeam;
        service.line = source.line;
        service.id = serviceIdFor(service.title(), serviceSlugs);
        ActivityKeys keys(service.id);
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
            activity.key = keys.keyFor(activity.what);
            service.activities.append(activity);
        }
        framework.services.append(service);
    }
    return framework;
}

} // namespace sightline
