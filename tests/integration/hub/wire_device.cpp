#include "tests/integration/hub/wire_device.h"

#include "sync/protocol/codec.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

template <typename IdType>
IdType freshId()
{
    static SystemClock clock;
    static SodiumRandom random;
    return newId<IdType>(clock, random);
}

} // namespace

WireDevice::WireDevice(quint16 port, const QString &who, const QString &code)
    : person(who), stream(freshId<StreamId>()), m_port(port), m_installation(freshId<InstallationId>())
{
    const QByteArray key = SodiumRandom().bytes(32);   // never asked to sign here
    const RawAnswer answer = ask(port, "POST", "/v1/enrol", wire::encode(wire::EnrolRequest { code, key, m_installation }));
    const auto decoded = wire::decodeEnrolAnswer(answer.body);
    if (answer.status == 200 && decoded)
        m_answer = *decoded;
}

void WireDevice::setPort(quint16 port)
{
    m_port = port;
    m_connection.reset();
}

Operation WireDevice::operation(OperationKind kind, const RecordId &record) const
{
    Operation made { .id = freshId<OperationId>(), .record = record };
    made.kind = kind;
    made.kindName = operationKindName(kind);
    made.atMs = SystemClock().now().msSinceEpoch;
    return made;
}

Operation WireDevice::create(const RecordBody &head) const
{
    Operation made = operation(OperationKind::Create, freshId<RecordId>());
    made.head = head;
    return made;
}

wire::SyncRequest WireDevice::request(const QList<Operation> &operations) const
{
    wire::SyncRequest request { .epoch = epoch, .stream = stream };
    request.clockMs = SystemClock().now().msSinceEpoch;
    request.previousChain = chain;
    for (const Operation &operation : operations)
        request.operations.append({ next + request.operations.size(), operation });
    request.acked = next - 1;
    request.cursors = cursors;
    return request;
}

RawAnswer WireDevice::send(const wire::SyncRequest &request, bool keepOpen)
{
    const QByteArray body = wire::gzip(wire::encode(request));
    const QList<QByteArray> headers { authorization(), "Content-Type: application/json", "Content-Encoding: gzip", "Accept-Encoding: gzip" };
    if (!keepOpen)
        return ask(m_port, "POST", "/v1/sync", body, headers, std::chrono::seconds(30));
    if (!m_connection || !m_connection->isOpen())
        m_connection = std::make_shared<RawClient>(m_port);
    m_connection->send(requestText("POST", "/v1/sync", body, headers));
    const QByteArray answer = m_connection->readAnswer(std::chrono::seconds(30));
    if (answer.isEmpty())
        m_connection.reset();
    return parseAnswer(answer);
}

bool WireDevice::take(const wire::SyncRequest &sent, const RawAnswer &answer)
{
    lastAnswer.reset();
    if (answer.status != 200)
        return false;
    auto decoded = wire::decodeSyncAnswer(answer.body);
    if (!decoded)
        return false;
    for (const wire::Ack &ack : decoded->acks) {
        for (const wire::NumberedOperation &numbered : sent.operations) {
            if (numbered.number != ack.number || ack.number != next)
                continue;
            chain = chainLink(chain, operationBytes(numbered.operation).value());
            ++next;
            break;
        }
    }
    epoch = decoded->epoch;
    cursors = decoded->cursors;
    for (const wire::Row &row : decoded->rows) {
        if (!row.in.isEmpty())
            held.insert(row.record);
    }
    lastAnswer = std::move(*decoded);
    return true;
}

std::optional<wire::SyncAnswer> WireDevice::sync(const QList<Operation> &operations)
{
    const wire::SyncRequest sent = request(operations);
    take(sent, send(sent, true));
    return lastAnswer;
}

bool WireDevice::pullAll()
{
    for (int page = 0; page < 1000; ++page) {
        const auto answer = sync();
        if (!answer)
            return false;
        if (!answer->more)
            return true;
    }
    return false;
}

} // namespace sightline::hub
