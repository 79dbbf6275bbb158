#include "core/records/fact.h"
#include "core/records/step_body.h"
#include "tests/simulation/world.h"

/// What people do where the council has published its forms (hasForms): records that answer a task, with the fact that counts it; later
/// hands; and, through an older or newer app, a hurry or ill will, what the hub keeps and does not apply.
namespace sightline::simulation {

using namespace Qt::StringLiterals;

namespace {
const QStringList forms { u"X01@1.0"_s, u"X02@1.0"_s, u"X03@1.0"_s, u"X04@1.0"_s };
const QStringList activities { u"k1"_s, u"k2"_s };
} // namespace

void World::actWithForms(SimDevice &device)
{
    switch (m_dice.under(6)) {
    case 0:
    case 1: return completeTask(device);
    case 2: return takeStep(device);
    case 3: return breakForm(device);
    case 4: return beginUnknownForm(device);
    default: return forgeFact(device);
    }
}

/// A record that answers a task is completed, and its fact is made with it.
void World::completeTask(SimDevice &device)
{
    const Person &person = m_hub->people[device.person];
    if (person.teams.isEmpty())
        return;
    RecordBody head = newHead(device, m_dice.oneOf(forms), m_dice.oneOf(person.teams));
    head.state = RecordState::Completed;
    head.completedAtMs = head.madeAtMs;
    head.task = TaskReference { ActivityKey(m_dice.oneOf(activities)), head.service.toString(), u"2026-04-01"_s };
    std::optional<Instant> heldUntil;
    if (m_dice.comesUp(.5))
        heldUntil = Instant { head.madeAtMs + limits::undoCompletionMs };
    const Turn turn = m_dice.comesUp(.2) ? Turn::First : Turn::InOrder;
    Operation completion = newOperation(device, OperationKind::Create, newId<RecordId>(device.clock(), device.random()));
    completion.head = head;
    make(device, completion, std::nullopt, heldUntil, turn);
    Operation counting = newOperation(device, OperationKind::Create, factIdOf(completion.record));
    counting.head = factOf(completion.record, head, QDate(2026, 4, 1 + m_dice.under(30)));
    make(device, counting, std::nullopt, heldUntil, turn);
    count("facts");
}

/// A later hand on a record she sees; in a hurry also on one that is not completed.
void World::takeStep(SimDevice &device)
{
    const auto records = device.store().view().ofType(RecordType::Form);
    if (!records || records->isEmpty())
        return;
    const ViewRow &row = m_dice.oneOf(*records);
    const auto seen = device.store().view().body(row.id);
    const auto bytes = seen && *seen ? bodyBytes(**seen) : Result<QByteArray>(QByteArray());
    if (!bytes || bytes->isEmpty())
        return;
    RecordBody head;
    head.type = RecordType::Step;
    head.state = RecordState::Completed;
    head.author = device.person;
    head.form = row.form;
    head.about = row.id;
    head.aboutHash = bodyHash(*bytes);
    head.role = m_dice.comesUp(.5) ? QString::fromUtf16(step::addendum) : u"reflection"_s;
    head.madeAtMs = head.completedAtMs = device.clock().now().msSinceEpoch;
    head.answers.insert(QString::fromUtf16(step::text), newValue());
    Operation operation = newOperation(device, OperationKind::Create, newId<RecordId>(device.clock(), device.random()));
    operation.head = head;
    make(device, operation, std::nullopt);
    count("steps");
}

/// A field that the form does not have, or a value that the field cannot hold.
void World::breakForm(SimDevice &device)
{
    const auto records = device.store().view().ofType(RecordType::Form);
    QList<ViewRow> own;
    for (const ViewRow &row : records.valueOr({})) {
        if (row.author == device.person && row.state == RecordState::Draft)
            own.append(row);
    }
    if (own.isEmpty())
        return;
    const ViewRow row = m_dice.oneOf(own);
    const auto body = device.store().view().body(row.id);
    if (!body || !*body)
        return;
    Operation operation = newOperation(device, OperationKind::Patch, row.id);
    operation.form = row.form;
    const bool isUnknown = m_dice.comesUp(.5);
    const QString field = isUnknown ? u"z"_s : u"b"_s;
    operation.set.insert(field, { isUnknown ? Json(newValue()) : Json(qint64 { ++m_values }), fieldHash((*body)->answers.value(field)) });
    make(device, operation, **body);
    count("fields that break their form");
}

/// A record of a form that her device has, and the hub perhaps not yet.
void World::beginUnknownForm(SimDevice &device)
{
    const Person &person = m_hub->people[device.person];
    if (person.teams.isEmpty())
        return;
    Operation operation = newOperation(device, OperationKind::Create, newId<RecordId>(device.clock(), device.random()));
    operation.head = newHead(device, SimHub::lateForm(), m_dice.oneOf(person.teams));
    make(device, operation, std::nullopt);
    count("records of a form that comes late");
}

/// Claims that a task was done by a record that says otherwise.
void World::forgeFact(SimDevice &device)
{
    const auto records = device.store().view().ofType(RecordType::Form);
    if (!records || records->isEmpty())
        return;
    const ViewRow &row = m_dice.oneOf(*records);
    RecordBody head;
    head.type = RecordType::Fact;
    head.state = RecordState::Completed;
    head.author = device.person;
    head.service = m_hub->people[device.person].service;
    head.task = TaskReference { ActivityKey(m_dice.oneOf(activities)), u"somebody else's"_s, u"2026-04-01"_s };
    head.about = row.id;
    head.madeAtMs = head.completedAtMs = device.clock().now().msSinceEpoch;
    head.answers.insert(u"date"_s, u"2026-04-02"_s);
    Operation operation = newOperation(device, OperationKind::Create, factIdOf(row.id));
    operation.head = head;
    make(device, operation, std::nullopt);
    count("forged facts");
}

} // namespace sightline::simulation
