#include "tests/integration/hub/hostile_client.h"

#include "core/base/limits.h"
#include "core/records/fact.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/files.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

void HostileClient::hear(const RawAnswer &answer)
{
    ++m_requests;
    m_heard += answer.head + '\n' + answer.body + '\n';
}

void HostileClient::ask(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    hear(hub::ask(m_port, method, path, body, { m_device.authorization(), "Accept-Encoding: gzip" }));
}

/// Sends operations as a device would, so that numbers and chain are right, and notes which were applied.
void HostileClient::push(const QString &what, const QList<Operation> &operations)
{
    for (qsizetype first = 0; first < operations.size(); first += 50) {
        const wire::SyncRequest sent = m_device.request(operations.mid(first, 50));
        const RawAnswer answer = m_device.send(sent, true);
        hear(answer);
        if (!m_device.take(sent, answer))
            continue;
        for (const wire::Ack &ack : m_device.lastAnswer->acks)
            m_applied[what] += ack.outcome.code == Outcome::Code::Applied ? 1 : 0;
    }
}

RecordBody HostileClient::ownVisit() const
{
    RecordBody body;
    body.state = RecordState::Completed;
    body.author = m_device.person;
    body.form = u"visit@1.0"_s;
    body.service = ServiceId(u"fostering-service"_s);
    body.team = TeamId(u"fostering"_s);
    body.madeAtMs = body.completedAtMs = 1;
    return body;
}

void HostileClient::tryEverything()
{
    m_device.pullAll();
    forgeCursors();
    forgeHeads();
    touchForeignRecords();
    settleForeignWork();
    borrowStreams();
    askForDigests();
    reachForFiles();
    nameForeignFiles();
    knockElsewhere();
    forgeCursors();   // again, now that notices about all of this exist
    listen();
}

void HostileClient::forgeCursors()
{
    for (const qint64 cursor : { qint64 { 0 }, qint64 { 1 }, qint64 { 50 } }) {
        wire::SyncRequest request = m_device.request();
        for (const QString &scope : m_prey.scopes)
            request.cursors.insert(scope, cursor);
        request.cursors.insert(u"*"_s, cursor);
        request.cursors.insert(u"user:' OR 1=1 --"_s, cursor);
        hear(m_device.send(request));
        for (const QString &scope : m_prey.scopes) {
            wire::SyncRequest one = m_device.request();
            one.cursors = { { scope, cursor } };
            one.limit = 1;
            hear(m_device.send(one));
        }
    }
    wire::SyncRequest fresh = m_device.request();
    fresh.epoch.clear();
    fresh.cursors.clear();
    hear(m_device.send(fresh));
    wire::SyncRequest ahead = m_device.request();
    ahead.cursors.insert(u"ref"_s, std::numeric_limits<qint64>::max());
    for (int i = 0; i < 3; ++i)
        hear(m_device.send(ahead));
    m_device.pullAll();   // a new history may have begun
}

void HostileClient::forgeHeads()
{
    QList<Operation> authors, teams, services, observed, types;
    for (const QString &person : m_prey.people) {
        RecordBody body = ownVisit();
        body.author = PersonId(person);
        authors.append(m_device.create(body));
    }
    for (const QString &team : m_prey.teams) {
        RecordBody body = ownVisit();
        body.team = TeamId(team);
        teams.append(m_device.create(body));
    }
    for (const QString &service : m_prey.services) {
        RecordBody body = ownVisit();
        body.service = ServiceId(service);
        services.append(m_device.create(body));
    }
    for (const RecordType type :
         { RecordType::Person, RecordType::Team, RecordType::Setting, RecordType::Edition, RecordType::FormDefinition, RecordType::Notice }) {
        RecordBody body = ownVisit();
        body.type = type;
        types.append(m_device.create(body));
        Operation publish = m_device.create(body);
        publish.kind = OperationKind::Publish;
        publish.kindName = u"publish"_s;
        types.append(publish);
    }
    push(u"author"_s, authors);
    push(u"team"_s, teams);
    push(u"service"_s, services);
    push(u"type"_s, types);
}

void HostileClient::touchForeignRecords()
{
    for (const RecordId &record : m_prey.records) {
        Operation patch = m_device.operation(OperationKind::Patch, record);
        patch.set.insert(u"summary"_s, { u"mine now"_s, {} });
        Operation complete = m_device.operation(OperationKind::Complete, record);
        complete.bodyHash = QString(64, u'0');
        Operation voided = m_device.operation(OperationKind::Void, record);
        voided.reason = u"away with it"_s;
        Operation again = m_device.create(ownVisit());
        again.record = record;
        push(u"foreign record"_s, { patch, complete, voided, again });

        RecordBody step = ownVisit();
        step.type = RecordType::Step;
        step.about = record;
        step.role = u"addendum"_s;
        push(u"foreign step"_s, { m_device.create(step) });
        RecordBody fact = ownVisit();
        fact.type = RecordType::Fact;
        fact.about = record;
        fact.task = TaskReference { ActivityKey(u"a1"_s), u"early-support"_s, u"2026-04-01"_s };
        fact.answers.insert(u"date"_s, u"2026-11-20"_s);
        Operation counted = m_device.create(fact);
        counted.record = factIdOf(record);
        push(u"forged fact"_s, { counted });
        RecordBody amends = ownVisit();
        amends.about = record;
        push(u"amendment"_s, { m_device.create(amends) });
    }
}

void HostileClient::settleForeignWork()
{
    for (const OperationId &operation : m_prey.operations) {
        for (const OperationKind kind : { OperationKind::Adopt, OperationKind::Dismiss, OperationKind::Resolve }) {
            Operation settle = m_device.operation(kind, m_prey.records.first());
            settle.target = operation;
            settle.reason = u"settled"_s;
            if (kind == OperationKind::Resolve)
                settle.set.insert(u"summary"_s, { u"mine"_s, {} });
            push(u"settled foreign work"_s, { settle });
        }
        Operation sameId = m_device.create(ownVisit());
        sameId.id = operation;
        push(u"borrowed operation id"_s, { sameId });
    }
}

void HostileClient::borrowStreams()
{
    const StreamId own = m_device.stream;
    for (const StreamId &stream : m_prey.streams) {
        wire::SyncRequest request = m_device.request({ m_device.create(ownVisit()) });
        request.stream = stream;
        for (const qint64 number : { 1, 2, 3 }) {
            request.operations[0].number = number;
            request.acked = number - 1;
            hear(m_device.send(request));
        }
        wire::SyncRequest idle = m_device.request();
        idle.stream = stream;
        idle.acked = 1'000'000;
        hear(m_device.send(idle));
    }
    m_device.stream = own;
}

void HostileClient::askForDigests()
{
    for (const QString &scope : m_prey.scopes + QStringList { u""_s, u"*"_s, u"ref' OR '1'='1"_s, u"../ref"_s }) {
        for (const QString &prefix : { u""_s, u"00"_s, u"a3"_s, QString(62, u'0'), QString(64, u'0'), u"zz"_s, u"%00"_s })
            ask("POST", "/v1/digest", writeJson(Json::object({ { u"scope"_s, scope }, { u"prefix"_s, prefix } })));
    }
}

RawAnswer HostileClient::askForFile(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    // Closed after the answer, so that one without the length it names (HEAD) keeps nobody waiting.
    RawClient client(m_port);
    client.send(requestText(method, path, body, { m_device.authorization(), "Connection: close", "Content-Digest: " + wire::contentDigest(body) }));
    const RawAnswer answer = parseAnswer(client.readUntilClosed(std::chrono::seconds(10)));
    hear(answer);
    ++m_fileRequests;
    return answer;
}

namespace {

/// Every address of a file and its chunks that a route might take, and some that one should not.
QList<QByteArray> addressesOf(const QByteArray &sha)
{
    const QByteArray name = sha.toHex();
    const QByteArray path = "/v1/files/" + name;
    return { path,
             path + "/0",
             path + "/1",
             path + "/2",
             path + "/-1",
             path + "/00",
             path + "/0/",
             path + "//0",
             path + "/0?person=practitioner-north-1",
             path + "/0%00",
             path + "/../" + name + "/0",
             "/v1/files/" + name.toUpper() + "/0",
             "/v1/files/%2e%2e/files/" + name + "/0",
             "/v1/files/" + name.left(62) + "/0",
             "/v1/files?sha=" + name,
             "/v1/sync/" + name,
             "/v1/digest/" + name };
}

} // namespace

/// Files that others have sent, by their true names and by names beside them. What there is must be answered as what there is not.
void HostileClient::reachForFiles()
{
    const QByteArray wrong("not what it holds");
    for (const QByteArray &sha : m_prey.files) {
        QByteArray beside = sha;
        beside[31] = static_cast<char>(beside[31] ^ 1);
        QByteArray before = sha;
        before[0] = static_cast<char>(before[0] ^ 1);
        for (const QByteArray &method : { QByteArray("GET"), QByteArray("HEAD"), QByteArray("PUT"), QByteArray("POST"), QByteArray("DELETE") }) {
            const QByteArray body = method == "PUT" || method == "POST" ? wrong : QByteArray();
            const QList<QByteArray> real = addressesOf(sha), made = addressesOf(beside), other = addressesOf(before);
            for (qsizetype i = 0; i < real.size(); ++i) {
                const RawAnswer there = askForFile(method, real[i], body);
                const RawAnswer notThere = askForFile(method, made[i], body);
                (void)askForFile(method, other[i], body);
                if (there.status == 0 || there.status != notThere.status || there.body != notThere.body)
                    m_toldApart.append(QString::fromLatin1(method + ' ' + real[i]));
            }
        }
    }
}

/// A record of its own names them, then a step on the record that does; then it reads, and sends its own bytes in their place.
void HostileClient::nameForeignFiles()
{
    const QByteArray wrong(limits::fileChunkBytes, 'w');
    for (const QByteArray &sha : m_prey.files) {
        const Json file = Json::object({ { u"sha"_s, QString::fromLatin1(sha.toHex()) },
                                         { u"mime"_s, u"image/jpeg"_s },
                                         { u"size"_s, qint64 { limits::fileChunkBytes + 777 } },
                                         { u"name"_s, u"photo-1.jpg"_s } });
        RecordBody own = ownVisit();
        own.answers.insert(u"photo"_s, file);
        RecordBody step = own;
        step.type = RecordType::Step;
        step.about = m_prey.records.first();
        step.role = u"addendum"_s;
        push(u"named a foreign file"_s, { m_device.create(own) });
        push(u"foreign step"_s, { m_device.create(step) });
        for (const QByteArray &address : addressesOf(sha).mid(0, 4)) {
            (void)askForFile("GET", address);
            (void)askForFile("PUT", address, address.endsWith("/1") ? wrong.left(777) : wrong);
            (void)askForFile("GET", address);
        }
    }
}

void HostileClient::knockElsewhere()
{
    for (const RecordId &record : m_prey.records.mid(0, 10)) {
        for (const QByteArray &path : { QByteArray("/v1/records/"), QByteArray("/v1/files/"), QByteArray("/v1/sync/"), QByteArray("/v1/export?record=") })
            ask("GET", path + record.toString().toLatin1(), {});
    }
    for (const QByteArray &path :
         { QByteArray("/v1/export"), QByteArray("/v1/users"), QByteArray("/metrics"), QByteArray("/v1/health/../sync"), QByteArray("/.git/config") })
        ask("GET", path, {});
    for (const InstallationId &installation : m_prey.installations) {
        wire::RefreshRequest theft { installation, m_device.enrolment().refreshToken, m_device.enrolment().certificate, SystemClock().now().msSinceEpoch,
                                     QByteArray(64, 's') };
        ask("POST", "/v1/session/refresh", wire::encode(theft));
        ask("POST", "/v1/enrol", wire::encode(wire::EnrolRequest { u"0000-0000-0000"_s, QByteArray(32, 'k'), installation }));
    }
}

void HostileClient::listen()
{
    wire::SyncRequest request = m_device.request();
    for (const QString &scope : m_prey.scopes)
        request.cursors.insert(scope, 0);
    request.waitSeconds = 1;
    hear(m_device.send(request));
}

} // namespace sightline::hub
