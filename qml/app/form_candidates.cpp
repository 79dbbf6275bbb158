#include "qml/app/form_candidates.h"

#include "core/calendar/council_time.h"
#include "core/queries/child_list.h"
#include "core/queries/record_list.h"
#include "core/store/known_council.h"
#include "qml/features/capture/form_row.h"

#include <QLocale>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

const QList<Candidate> &FormCandidates::of(const QString &list) const
{
    const auto names = [&list](const QString &word) { return list.contains(word, Qt::CaseInsensitive); };
    if (const auto certain = recordsOf.constFind(list); certain != recordsOf.cend())
        return *certain;
    if (names(u"team"_s) || names(u"unit"_s))
        return teams;
    if (names(u"setting"_s) || list == "Organization"_L1 || list == "Location"_L1)
        return settings;
    if (names(u"child"_s) || list == "Patient"_L1)
        return children;
    if (list == recordKind)
        return records;
    return people;
}

Result<FormCandidates> formCandidates(Store &store, const CouncilCalendar &calendar, const Questionnaire &form)
{
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    FormCandidates all;
    for (const Person &person : (*council)->people())
        all.people.append({ person.id.toString(), person.name, person.roles.join(u", "_s) });
    for (const Team &team : (*council)->teams())
        all.teams.append({ team.id.toString(), team.name, {} });
    for (const Setting &setting : (*council)->settings())
        all.settings.append({ setting.id.toString(), setting.name, {} });
    const auto children = childList(store, calendar, calendar.today(store.clock().now()));
    if (!children)
        return children.error();
    for (const ListedChild &listed : *children)
        all.children.append({ listed.child.id->toString(), discreetName(listed.child), listed.child.number });
    const auto &items = form.items;
    for (const FormItem &item : items) {
        if (!templatesAskedFor(item).isEmpty())
            all.recordsOf.insert(pickListName(item), {});   // where there is none, none is offered
    }
    if (std::none_of(items.cbegin(), items.cend(), [](const FormItem &item) { return item.referenceKind == recordKind && !item.readOnly; }))
        return all;
    constexpr int recordsMax = 200;   // who wants an older one names it in words
    RecordFilter completed;
    completed.withDrafts = false;
    completed.limit = recordsMax;
    const auto records = recordList(store, completed);
    if (!records)
        return records.error();
    for (const RecordListItem &record : records->items) {
        const auto made = councilMoment(calendar.zone(), Instant { record.completedAtMs });
        all.records.append({ record.id.toString(), record.title, record.authorName + u", "_s + QLocale().toString(made.date(), QLocale::ShortFormat) });
        for (const FormItem &item : items) {
            const QStringList templates = templatesAskedFor(item);
            if (!templates.isEmpty() && templates.contains(templateOf(record.form)))
                all.recordsOf[pickListName(item)].append(all.records.last());
        }
    }
    return all;
}

} // namespace sightline
