#include "core/schedule/edition_changes.h"

#include "core/schedule/say_rule.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// An activity with the service it stands in. Lives no longer than its edition.
struct Placed {
    const CompiledService *service = nullptr;
    const CompiledActivity *activity = nullptr;
};

QString lowerFirst(QString text)
{
    // "IRO review" keeps its capitals.
    if (text.size() > 1 && text[1].isLower())
        text[0] = text[0].toLower();
    return text;
}

/// How often, part by part: "once a month; individual supervision, every 6 weeks".
QString rhythmOf(const CompiledActivity &activity)
{
    QStringList parts;
    for (const CompiledRule &rule : activity.plannedRules()) {
        const QString says = lowerFirst(rule.says);
        parts.append(rule.rule.appliesTo.isEmpty() ? says : u"%1: %2"_s.arg(rule.rule.appliesTo, says));
    }
    return parts.join(u"; "_s);
}

QString leadsOf(const CompiledActivity &activity)
{
    const auto said = [](const Lead &leads) { return leads.roles.isEmpty() ? u"by nobody named"_s : sayLead(leads); };
    QStringList parts { said(activity.leads) };
    for (const CompiledRule &rule : activity.rules) {
        if (rule.leads)
            parts.append(u"%1: %2"_s.arg(rule.rule.appliesTo, said(*rule.leads)));
    }
    return parts.join(u"; "_s);
}

QString unitText(UnitKind unit, const QString &subject)
{
    switch (unit) {
    case UnitKind::Service: return u"for the service"_s;
    case UnitKind::Team: return u"for each team"_s;
    case UnitKind::Lead: return u"for each who leads it"_s;
    case UnitKind::Subject: break;
    }
    return u"for each "_s + (subject.isEmpty() ? u"person"_s : subject);
}

bool isWordedAlike(const Activity &a, const Activity &b)
{
    return a.how == b.how && a.why == b.why && a.lead.simplified() == b.lead.simplified() && a.frequency.simplified() == b.frequency.simplified();
}

/// Which of the cells besides the name read differently.
QString reworded(const Activity &a, const Activity &b)
{
    QStringList cells;
    for (const auto &[cell, name] :
         { std::pair(Cell::How, u"how"_s), std::pair(Cell::Why, u"why"_s), std::pair(Cell::Lead, u"who"_s), std::pair(Cell::Frequency, u"how often"_s) }) {
        if (a.cell(cell).simplified() != b.cell(cell).simplified())
            cells.append(name);
    }
    return cells.join(u", "_s);
}

class Comparison {
public:
    Comparison(const CompiledFramework &before, const CompiledFramework &next, const QHash<TemplateId, QString> &formTitles)
        : m_before(before), m_next(next), m_formTitles(formTitles)
    {
        for (const CompiledService &service : before.services) {
            m_services.insert(service.id, &service);
            for (const CompiledActivity &activity : service.activities)
                m_old.insert(activity.activity.key, { &service, &activity });
        }
    }

    QList<EditionChange> run()
    {
        for (const CompiledService &service : m_next.services) {
            if (const CompiledService *old = m_services.value(service.id))
                compareServices(*old, service);
            for (const CompiledActivity &activity : service.activities) {
                m_kept.insert(activity.activity.key);
                const Placed old = m_old.value(activity.activity.key);
                if (old.activity)
                    compare(old, { &service, &activity });
                else
                    add(EditionChangeKind::Added, { &service, &activity }, {}, u"%1, %2"_s.arg(rhythmOf(activity), leadsOf(activity)));
            }
        }
        for (const CompiledService &service : m_before.services) {
            for (const CompiledActivity &activity : service.activities) {
                if (!m_kept.contains(activity.activity.key))
                    add(EditionChangeKind::Removed, { &service, &activity }, u"%1, %2"_s.arg(rhythmOf(activity), leadsOf(activity)), {});
            }
        }
        return std::move(m_changes);
    }

private:
    void add(EditionChangeKind kind, const Placed &at, const QString &before, const QString &after)
    {
        m_changes.append({ kind, at.activity->activity.key, at.service->title(), at.activity->activity.what.simplified(), before, after });
    }
    void addIfDifferent(EditionChangeKind kind, const Placed &at, const QString &before, const QString &after)
    {
        if (before != after)
            add(kind, at, before, after);
    }

    QString formOf(const CompiledActivity &activity) const
    {
        return activity.templateId.isEmpty() ? u"no form"_s : m_formTitles.value(activity.templateId, activity.templateId);
    }

    void compareServices(const CompiledService &old, const CompiledService &next)
    {
        if (old.title() != next.title())
            m_changes.append({ EditionChangeKind::ServiceRenamed, {}, next.title(), {}, old.title(), next.title() });
        if (old.directorate != next.directorate)
            m_changes.append({ EditionChangeKind::ServiceMoved, {}, next.title(), {}, old.directorate, next.directorate });
    }

    void compare(const Placed &old, const Placed &next)
    {
        const qsizetype sizeBefore = m_changes.size();
        const Activity &a = old.activity->activity;
        const Activity &b = next.activity->activity;
        if (old.service->id != next.service->id)
            add(EditionChangeKind::Moved, next, old.service->title(), next.service->title());
        addIfDifferent(EditionChangeKind::Renamed, next, a.what.simplified(), b.what.simplified());
        addIfDifferent(EditionChangeKind::Rhythm, next, rhythmOf(*old.activity), rhythmOf(*next.activity));
        addIfDifferent(EditionChangeKind::Leads, next, leadsOf(*old.activity), leadsOf(*next.activity));
        addIfDifferent(EditionChangeKind::For, next, unitText(old.activity->unit, old.activity->subject),
                       unitText(next.activity->unit, next.activity->subject));
        addIfDifferent(EditionChangeKind::Form, next, formOf(*old.activity), formOf(*next.activity));
        if (m_changes.size() == sizeBefore && !isWordedAlike(a, b))
            add(EditionChangeKind::Words, next, {}, reworded(a, b));
    }

    const CompiledFramework &m_before;
    const CompiledFramework &m_next;
    const QHash<TemplateId, QString> &m_formTitles;
    QHash<ServiceId, const CompiledService *> m_services;
    QHash<ActivityKey, Placed> m_old;
    QSet<ActivityKey> m_kept;
    QList<EditionChange> m_changes;
};

} // namespace

QString editionChangeName(EditionChangeKind kind)
{
    switch (kind) {
    case EditionChangeKind::Added: return u"added"_s;
    case EditionChangeKind::Removed: return u"removed"_s;
    case EditionChangeKind::Moved: return u"moved"_s;
    case EditionChangeKind::Renamed: return u"renamed"_s;
    case EditionChangeKind::Rhythm: return u"rhythm"_s;
    case EditionChangeKind::Leads: return u"leads"_s;
    case EditionChangeKind::For: return u"for"_s;
    case EditionChangeKind::Form: return u"form"_s;
    case EditionChangeKind::ServiceRenamed: return u"service-renamed"_s;
    case EditionChangeKind::ServiceMoved: return u"service-moved"_s;
    case EditionChangeKind::Words: break;
    }
    return u"words"_s;
}

QList<EditionChange> changesBetween(const CompiledFramework &before, const CompiledFramework &next, const QHash<TemplateId, QString> &formTitles)
{
    return Comparison(before, next, formTitles).run();
}

QString sayChange(const EditionChange &change)
{
    const QString row = u"%1, %2"_s.arg(change.service, change.what);
    switch (change.kind) {
    case EditionChangeKind::Added: return u"%1: new: %2"_s.arg(row, change.after);
    case EditionChangeKind::Removed: return u"%1: no longer done (was %2)"_s.arg(row, change.before);
    case EditionChangeKind::Moved: return u"%1: moves here from %2"_s.arg(row, change.before);
    case EditionChangeKind::Renamed: return u"%1: was called “%2”"_s.arg(row, change.before);
    case EditionChangeKind::Rhythm: return u"%1: %2 becomes %3"_s.arg(row, change.before, change.after);
    case EditionChangeKind::Leads: return u"%1: led %2 becomes led %3"_s.arg(row, change.before, change.after);
    case EditionChangeKind::For: return u"%1: counted %2 becomes counted %3"_s.arg(row, change.before, change.after);
    case EditionChangeKind::Form: return u"%1: recorded with %2 becomes recorded with %3"_s.arg(row, change.before, change.after);
    case EditionChangeKind::ServiceRenamed: return u"%1: the service was called “%2”"_s.arg(change.service, change.before);
    case EditionChangeKind::ServiceMoved:
        return u"%1: moves from %2 to %3"_s.arg(change.service, change.before.isEmpty() ? u"no directorate"_s : change.before,
                                                change.after.isEmpty() ? u"no directorate"_s : change.after);
    case EditionChangeKind::Words: break;
    }
    return u"%1: worded differently (%2), and means the same"_s.arg(row, change.after);
}

} // namespace sightline
