#include "core/programme/plan_records.h"

#include "core/records/event_record.h"
#include "core/records/waiver_record.h"

#include <QMap>

#include <algorithm>

namespace sightline {

namespace {

void putInOrder(QList<PlanRecord> &records)
{
    std::sort(records.begin(), records.end(),
              [](const PlanRecord &a, const PlanRecord &b) { return std::pair(a.body.madeAtMs, a.id) < std::pair(b.body.madeAtMs, b.id); });
}

QDate dayOf(const QString &text) { return QDate::fromString(text, Qt::ISODate); }

} // namespace

QString subjectOfFact(const QString &unit, const QString &observed) { return unit.startsWith(u"setting:") ? unit : observed; }

QList<Waiver> waiversFrom(QList<PlanRecord> records)
{
    putInOrder(records);
    QList<Waiver> waivers;
    QMap<RecordId, qsizetype> at;
    for (const auto &[id, body] : std::as_const(records)) {
        if (const auto entry = waiverEntryOf(body)) {
            at.insert(id, waivers.size());
            waivers.append({ id,
                             body.task->activity,
                             body.task->unit,
                             dayOf(body.task->periodStart),
                             body.author,
                             entry->on,
                             entry->isDeferral ? Waiver::Kind::Defer : Waiver::Kind::Waive,
                             entry->reason,
                             entry->until,
                             entry->isDecided,
                             {},
                             body.service });
        }
    }
    for (const auto &[id, body] : std::as_const(records)) {
        const auto answer = waiverAnswerOf(body);
        const auto asked = answer ? at.constFind(*body.about) : at.cend();
        if (asked == at.cend())
            continue;
        waivers[*asked].answers.append({ body.author, answer->on, answer->approves, answer->reason });
    }
    return waivers;
}

QList<Passing> passingsFrom(QList<PlanRecord> records)
{
    putInOrder(records);
    QList<Passing> passings;
    for (const auto &[id, body] : std::as_const(records)) {
        if (body.task && body.observed)
            passings.append({ id, body.task->activity, body.task->unit, dayOf(body.task->periodStart), body.author, *body.observed, body.service });
    }
    return passings;
}

QList<OpenEvent> eventsFrom(QList<PlanRecord> records)
{
    putInOrder(records);
    QList<OpenEvent> events;
    for (const auto &[id, body] : std::as_const(records)) {
        if (const auto entry = eventEntryOf(body))
            events.append({ id, entry->activity, entry->service, entry->title, entry->on, entry->due });
    }
    return events;
}

} // namespace sightline
