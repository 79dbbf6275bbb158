#include "sync/hub/ops/retention_due.h"

#include "sync/hub/ops/erasure.h"

#include <QHash>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

bool isOfType(const ErasedItem &item, RecordType type) { return item.record.type == recordTypeName(type); }

QString kindOf(const ErasedItem &item) { return item.form.isEmpty() || !isOfType(item, RecordType::Form) ? item.record.type : templateOf(item.form); }

/// Until when each child was on somebody's list. Pointers that have a name in common are one child's.
class ChildrenEnded {
public:
    ChildrenEnded(const QList<ErasedItem> &all, const CouncilZone &zone)
    {
        const auto isPointer = [](const ErasedItem &item) { return isOfType(item, RecordType::Child) && !item.children.isEmpty(); };
        for (const ErasedItem &item : all) {
            for (const QString &name : isPointer(item) ? item.children : QStringList())
                m_sameAs.insert(childCalled(name), childCalled(item.children.first()));
        }
        for (const ErasedItem &item : all) {
            if (!isPointer(item))
                continue;
            const bool isVoid = item.state == recordStateName(RecordState::Void);   // it was nobody's
            const QDate ended = item.endedOn.isNull() && isVoid ? zone.dayOf(Instant { item.changedAtMs }) : item.endedOn;
            QDate &last = m_ended[childCalled(item.children.first())];
            last = std::max(last, ended.isNull() ? stillThere() : ended);
        }
    }
    /// When the last of the children that @p item names had ended; null while one has not, or none is known here.
    [[nodiscard]] QDate of(const ErasedItem &item) const
    {
        QDate last;
        for (const QString &name : item.children)
            last = std::max(last, m_ended.value(childCalled(name)));
        return last == stillThere() ? QDate() : last;
    }

private:
    static QDate stillThere() { return QDate(9999, 12, 31); }
    /// One name for all that are the same child's.
    [[nodiscard]] QString childCalled(QString name) const
    {
        for (auto found = m_sameAs.constFind(name); found != m_sameAs.cend() && *found != name; found = m_sameAs.constFind(name))
            name = *found;
        return name;
    }

    QHash<QString, QString> m_sameAs;
    QHash<QString, QDate> m_ended;
};

/// From which day the time of @p item runs; null: it does not run yet.
QDate runsFrom(const ErasedItem &item, const RetentionRule &rule, const ChildrenEnded &ended, const CouncilZone &zone)
{
    if (isOfType(item, RecordType::Child))
        return ended.of(item);   // whatever the row says: a child who is on somebody's list is not done with
    switch (rule.from) {
    case KeepFrom::Completed: return zone.dayOf(Instant { item.completedAtMs > 0 ? item.completedAtMs : item.changedAtMs });
    case KeepFrom::Changed: return zone.dayOf(Instant { item.changedAtMs });
    case KeepFrom::ChildEnded: return ended.of(item);
    }
    return {};
}

bool isStillWritten(const ErasedItem &item)
{
    const bool isDraft = item.state == recordStateName(RecordState::Draft);
    return isDraft && !isOfType(item, RecordType::Child);
}

/// Records that are versions of one another have one name here: the least id among them.
QHash<RecordId, RecordId> familiesOf(const QList<ErasedItem> &all)
{
    QHash<RecordId, RecordId> family;
    for (const ErasedItem &item : all)
        family.insert(item.record.id, item.record.id);
    for (bool changes = true; changes;) {
        changes = false;
        for (const ErasedItem &item : all) {
            if (!item.versionOf || !family.contains(*item.versionOf))
                continue;
            const RecordId one = *family.constFind(item.record.id), other = *family.constFind(*item.versionOf);
            if (one == other)
                continue;
            family.insert(item.record.id, std::min(one, other));
            family.insert(*item.versionOf, std::min(one, other));
            changes = true;
        }
    }
    return family;
}

/// What goes when a record does: every version of it, and the later hands on any of them.
class GoesTogether {
public:
    GoesTogether(const QList<ErasedItem> &all, const QHash<RecordId, RecordId> &families)
    {
        for (const ErasedItem &item : all) {
            m_versions.insert(*families.constFind(item.record.id), item);
            if (item.about)
                m_hands.insert(*item.about, item);
        }
    }
    [[nodiscard]] QList<ErasedItem> with(const RecordId &family) const
    {
        QList<ErasedItem> found = m_versions.values(family);
        QSet<RecordId> followed;   // what never was applied may claim anything, also a circle
        for (qsizetype i = 0; i < found.size(); ++i) {
            const RecordId id = found.at(i).record.id;
            if (followed.contains(id))
                continue;
            followed.insert(id);
            found.append(m_hands.values(id));
        }
        return found;
    }

private:
    QMultiHash<RecordId, ErasedItem> m_versions;
    QMultiHash<RecordId, ErasedItem> m_hands;
};

} // namespace

const RetentionRule *ruleFor(const QList<RetentionRule> &rules, const ErasedItem &item)
{
    const QString kind = kindOf(item);
    const auto named = [&rules](const QString &what) {
        return std::find_if(rules.cbegin(), rules.cend(), [&what](const RetentionRule &rule) { return rule.what == what; });
    };
    auto found = named(kind);
    if (found == rules.cend())
        found = named(item.record.type);
    return found == rules.cend() ? nullptr : &*found;
}

RetentionStanding retentionOn(const QList<ErasedItem> &all, const QList<RetentionRule> &rules, const QList<LegalHold> &holds, QDate day,
                              const CouncilZone &zone)
{
    RetentionStanding standing;
    const ChildrenEnded ended(all, zone);
    const QHash<RecordId, RecordId> families = familiesOf(all);
    QSet<RecordId> kept;   // families of which one is not due
    QList<DueRecord> over;
    for (const ErasedItem &item : all) {
        if (isOfType(item, RecordType::Step))
            continue;
        const RetentionRule *rule = ruleFor(rules, item);
        const RecordId family = *families.constFind(item.record.id);
        if (!rule) {
            standing.unruled[kindOf(item)] += 1;
            kept.insert(family);
            continue;
        }
        standing.byRule[rule->what] += 1;
        const bool mayRun = !isStillWritten(item) && rule->months > 0;
        const QDate from = mayRun ? runsFrom(item, *rule, ended, zone) : QDate();
        standing.undated += mayRun && from.isNull() ? 1 : 0;
        const QDate since = from.isNull() ? QDate() : from.addMonths(rule->months);
        if (since.isNull() || since > day)
            kept.insert(family);
        else
            over.append({ item, *rule, since });
    }
    const GoesTogether together(all, families);
    const HoldsInPlace inPlace(holds, all);
    for (DueRecord &due : over) {
        const RecordId family = *families.constFind(due.item.record.id);
        if (kept.contains(family))
            continue;
        due.holds = inPlace.over(together.with(family));
        standing.due.append(due);
    }
    std::sort(standing.due.begin(), standing.due.end(),
              [](const DueRecord &a, const DueRecord &b) { return std::tie(a.since, a.item.record.id) < std::tie(b.since, b.item.record.id); });
    return standing;
}

} // namespace sightline::hub
