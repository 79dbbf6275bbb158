#include "tests/integration/hub/pusher.h"

#include "core/base/json.h"

#include <gtest/gtest.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

void Pusher::pushUntil(const std::atomic<bool> &halt, quint16 port)
{
    m_device.setPort(port);
    while (!halt) {
        while (m_unanswered.size() < 6)
            makeOne();
        if (!exchange())
            return;
    }
}

bool Pusher::drain(quint16 port)
{
    m_device.setPort(port);
    for (int round = 0; round < 50 && !m_unanswered.isEmpty(); ++round)
        static_cast<void>(exchange());   // what it did not bring is brought by the next
    return m_unanswered.isEmpty();
}

void Pusher::makeOne()
{
    RecordBody claim;
    claim.type = RecordType::Claim;
    claim.state = RecordState::Completed;
    claim.author = m_device.person;
    claim.service = ServiceId(u"early-support"_s);
    claim.madeAtMs = static_cast<qint64>(made.size());
    claim.answers.insert(u"note"_s, u"made number %1"_s.arg(made.size()));
    m_unanswered.append(m_device.create(claim));
    made.append(m_unanswered.last().id);
}

bool Pusher::exchange()
{
    const wire::SyncRequest sent = m_device.request(m_unanswered);
    const bool answered = m_device.take(sent, m_device.send(sent, true));
    if (!answered) {
        cutOff += sent.operations.isEmpty() ? 0 : 1;
        return false;
    }
    ++answers;
    for (const wire::Ack &ack : m_device.lastAnswer->acks) {
        for (const wire::NumberedOperation &numbered : sent.operations) {
            if (numbered.number == ack.number)
                remember(numbered.operation.id, ack);
        }
    }
    while (!m_unanswered.isEmpty() && told.contains(m_unanswered.first().id))
        m_unanswered.removeFirst();
    return true;
}

void Pusher::remember(const OperationId &id, const wire::Ack &ack)
{
    const auto before = told.constFind(id);
    if (before != told.constEnd() && before->seq != ack.seq)
        ++contradictions;
    told.insert(id, { ack.seq, outcomeName(ack.outcome) });
}

Log logOf(const QByteArray &exported)
{
    Log log;
    for (const QByteArray &line : exported.split('\n')) {
        if (line.isEmpty())
            continue;
        const auto record = parseJson(line);
        EXPECT_TRUE(record);
        for (const Json &operation : record ? (*record)[u"operations"_s].toArray() : Json::Array()) {
            const QString id = operation[u"operation"_s][u"id"_s].toString();
            log.count[id] += 1;
            log.seq[id] = operation[u"seq"_s].toInteger();
        }
    }
    return log;
}

Reckoning reckon(const std::vector<std::unique_ptr<Pusher>> &pushers, const Log &log)
{
    Reckoning sum;
    for (const auto &pusher : pushers) {
        sum.contradictions += pusher->contradictions;
        for (const OperationId &id : pusher->made) {
            const QString name = id.toString();
            sum.acknowledged += pusher->told.contains(id) ? 1 : 0;
            sum.lost += log.count.value(name) == 0 ? 1 : 0;
            sum.doubled += log.count.value(name) > 1 ? 1 : 0;
            sum.moved += pusher->told.contains(id) && log.seq.value(name) != pusher->told.value(id).seq ? 1 : 0;
        }
    }
    return sum;
}

} // namespace sightline::hub
