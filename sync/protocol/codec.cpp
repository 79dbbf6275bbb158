#include "sync/protocol/codec.h"

#include "core/base/digest.h"
#include "core/base/json_part.h"
#include "core/records/record_head.h"
#include "sync/protocol/limits.h"

#include <algorithm>

namespace sightline::wire {

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QString &what) { return { ErrorCode::InvalidInput, u"A sync message cannot be read: %1."_s.arg(what) }; }

QByteArray base64Bytes(const QByteArray &bytes) { return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals); }

QString base64(const QByteArray &bytes) { return QString::fromLatin1(base64Bytes(bytes)); }

/// Bytes of exactly @p size (any size for -1); nullopt if the text is not base64url or of another size.
std::optional<QByteArray> fromBase64(std::string_view text, qsizetype size)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(QByteArray::fromRawData(text.data(), qsizetype(text.size())),
                                       QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (size >= 0 && decoded.decoded.size() != size))
        return std::nullopt;
    return decoded.decoded;
}

std::optional<QByteArray> fromBase64(const Json &json, qsizetype size)
{
    if (!json.isString())
        return std::nullopt;
    return fromBase64(json.toString().toStdString(), size);
}

Json cursorsToJson(const QMap<QString, qint64> &cursors)
{
    Json json = Json::object();
    for (auto it = cursors.cbegin(); it != cursors.cend(); ++it)
        json.set(it.key(), it.value());
    return json;
}

std::optional<QMap<QString, qint64>> cursorsFromJson(const Json &json)
{
    if (!json.isObject())
        return std::nullopt;
    QMap<QString, qint64> cursors;
    for (auto it = json.toObject().cbegin(); it != json.toObject().cend(); ++it) {
        if (!it->isInteger() || it->toInteger() < 0)
            return std::nullopt;
        cursors.insert(it.key(), it->toInteger());
    }
    return cursors;
}

Result<void> checkVersion(const Json &message)
{
    const Json &version = message[u"v"_s];
    if (!version.isInteger() || version.toInteger() < 1)
        return invalid(u"member \"v\" is not a version"_s);
    if (version.toInteger() > protocolVersion) {
        return Error { ErrorCode::UnsupportedVersion,
                       u"A sync message is of version %1; this program speaks up to %2."_s.arg(version.toInteger()).arg(protocolVersion) };
    }
    return {};
}

Result<Json> readMessage(QByteArrayView bytes, qint64 bytesMax)
{
    auto json = parseJson(bytes, { .bytesMax = bytesMax });
    if (!json)
        return json.error();
    if (!json->isObject())
        return invalid(u"it is not an object"_s);
    if (const auto version = checkVersion(*json); !version)
        return version.error();
    return json;
}

Result<QList<NumberedOperation>> readOperations(const Json &list)
{
    if (list.toArray().size() > operationsPerPushMax)
        return Error { ErrorCode::TooLarge, u"A push holds more than %1 operations."_s.arg(operationsPerPushMax) };
    QList<NumberedOperation> operations;
    for (const Json &item : list.toArray()) {
        const qint64 number = item[u"n"_s].toInteger();
        if (number < 1)
            return invalid(u"an operation has no number"_s);
        Json bare = item;
        bare.remove(u"n"_s);
        auto operation = keptOperationFromJson(bare);
        if (!operation)
            return operation.error();
        operations.append({ number, *std::move(operation) });
    }
    return operations;
}

Json ackToJson(const Ack &ack)
{
    Json json = Json::object({ { u"n"_s, ack.number }, { u"seq"_s, ack.seq }, { u"out"_s, outcomeName(ack.outcome) } });
    if (!ack.outcome.fields.isEmpty())
        json.set(u"fields"_s, Json::strings(ack.outcome.fields));
    return json;
}

Json controlToJson(const Control &control)
{
    switch (control.kind) {
    case Control::Kind::Forked: return u"forked"_s;
    case Control::Kind::ResendFrom: return Json::object({ { u"resend_from"_s, control.from } });
    case Control::Kind::None: return {};
    }
    Q_UNREACHABLE();
}

Result<Control> controlFromJson(const Json &json)
{
    if (json.isNull())
        return Control {};
    if (json.toString() == "forked"_L1)
        return Control { Control::Kind::Forked, 0 };
    if (json[u"resend_from"_s].isInteger() && json[u"resend_from"_s].toInteger() >= 1)
        return Control { Control::Kind::ResendFrom, json[u"resend_from"_s].toInteger() };
    return invalid(u"member \"control\" is not known"_s);
}

void appendStrings(QByteArray &out, const QStringList &texts) { out.append(writeJson(Json::strings(texts))); }

/// Written straight: pages are most of what a hub writes. The body goes in byte for byte, as it was stored.
void appendRow(QByteArray &out, const Row &row)
{
    const bool isHere = !row.in.isEmpty();
    out.append('{');
    if (isHere)
        out.append("\"at\":").append(QByteArray::number(row.hubTimeMs)).append(",\"hash\":\"").append(base64Bytes(row.hash)).append("\",");
    out.append("\"id\":\"").append(row.record.toString().toLatin1()).append('"');
    if (isHere)
        appendStrings(out.append(",\"in\":"), row.in);
    if (!row.out.isEmpty())
        appendStrings(out.append(",\"out\":"), row.out);
    if (isHere)
        out.append(",\"rev\":").append(QByteArray::number(row.rev));
    out.append(",\"seq\":").append(QByteArray::number(row.seq));
    if (row.createdBy > 0)
        out.append(",\"of\":").append(QByteArray::number(row.createdBy));
    else if (isHere)
        out.append(",\"body\":").append(row.body);
    out.append('}');
}

/// A row of an answer as the pass comes to it. Its body is kept byte for byte and looked into afterwards (proveBody).
class RowReader {
public:
    [[nodiscard]] std::optional<Row> read(JsonPart &part)
    {
        const bool isRead = part.members([this](std::string_view name, JsonPart value) { return take(name, value); });
        if (!isRead)
            return std::nullopt;
        if (!m_record || !m_seq)
            return fail(u"a row has no id or seq"_s);
        Row row { .seq = *m_seq, .record = *m_record, .in = m_in, .out = m_out };
        if (row.in.isEmpty())
            return row;
        if (m_hash.size() != 32 || !m_rev)
            return fail(u"a row has no hash or rev"_s);
        row.rev = *m_rev;
        row.hash = m_hash;
        row.hubTimeMs = m_at;
        row.body = m_body.value_or(QByteArrayView()).toByteArray();
        row.createdBy = row.body.isEmpty() ? m_createdBy : 0;
        return row;
    }
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    std::nullopt_t fail(const QString &problem)
    {
        m_problem = problem;
        return std::nullopt;
    }

    static bool readStrings(JsonPart &list, QStringList &out)
    {
        return list.items([&out](JsonPart item) {
            const auto text = item.text();
            if (text)
                out.append(qStringOf(*text));
            return text.has_value();
        });
    }

    bool take(std::string_view name, JsonPart &value)
    {
        if (name == "seq")
            return (m_seq = value.integer()).has_value();
        if (name == "rev")
            return (m_rev = value.integer()).has_value();
        if (name == "of") {
            m_createdBy = value.integer().value_or(0);
            return m_createdBy > 0;
        }
        if (name == "at") {
            m_at = value.integer().value_or(0);
            return true;
        }
        if (name == "in")
            return readStrings(value, m_in);
        if (name == "out")
            return readStrings(value, m_out);
        if (name == "body")
            return (m_body = value.verbatim()).has_value();
        if (name == "id" || name == "hash") {
            const auto text = value.text();
            if (text && name == "hash")
                m_hash = fromBase64(*text, 32).value_or(QByteArray());
            else if (text)
                m_record = idFrom(*text);
            return text.has_value();
        }
        return value.isWellFormed();
    }

    static std::optional<RecordId> idFrom(std::string_view text)
    {
        const auto id = RecordId::fromString(QLatin1StringView(text.data(), qsizetype(text.size())).toString());
        return id ? std::optional(*id) : std::nullopt;
    }

    QString m_problem;
    std::optional<RecordId> m_record;
    std::optional<qint64> m_seq;
    std::optional<qint64> m_rev;
    qint64 m_at = 0;
    qint64 m_createdBy = 0;
    QStringList m_in;
    QStringList m_out;
    QByteArray m_hash;
    std::optional<QByteArrayView> m_body;
};

/// The hub wrote a body's bytes once, and their hash proves them. False if they are not those, or cannot be read.
bool proveBody(Row &row)
{
    bool isProven = sha256(row.body) == row.hash;
    if (!isProven) {
        // Bodies are canonical: if somebody on the way laid the message out anew, writing what was read gives the hub's bytes.
        const auto json = parseJson(row.body);
        row.body = json ? writeJson(*json) : QByteArray();
        isProven = sha256(row.body) == row.hash;
    }
    auto head = isProven ? headFromBytes(row.body) : Result<RecordBody>(Error { ErrorCode::Corrupt, {} });
    if (!head)
        return false;
    row.head = std::make_shared<const RecordBody>(*std::move(head));
    return true;
}

/// An answer, read in one pass: rows as they come, everything else as a small tree.
class AnswerReader {
public:
    bool read(JsonPart &root)
    {
        return root.members([this](std::string_view name, JsonPart value) {
            if (name == "rows") {
                return value.items([this](JsonPart item) {
                    RowReader reader;
                    auto row = reader.read(item);
                    problem = reader.problem();
                    if (!row)
                        return false;
                    rows.append(*std::move(row));
                    return true;
                });
            }
            auto json = value.json();
            if (!json)
                return false;
            rest.insert(qStringOf(name), *std::move(json));
            return true;
        });
    }

    Json::Object rest;
    QList<Row> rows;
    QString problem;
};

} // namespace

namespace {

/// An operation as it was stored when it was made, with its number.
QByteArray numberedText(const NumberedOperation &numbered)
{
    if (numbered.bytes.isEmpty()) {
        Json operation = operationToJson(numbered.operation);
        operation.set(u"n"_s, numbered.number);
        return writeJson(operation);
    }
    return numbered.bytes.chopped(1) + ",\"n\":" + QByteArray::number(numbered.number) + '}';
}

Json remainingToJson(const Remaining &remaining)
{
    return Json::object(
        { { u"records"_s, remaining.records }, { u"drafts"_s, remaining.drafts }, { u"files"_s, remaining.files }, { u"bytes"_s, remaining.fileBytes } });
}

/// No request is refused for what it says of itself in passing.
std::optional<Remaining> remainingFromJson(const Json &json)
{
    if (!json.isObject())
        return std::nullopt;
    const auto count = [&json](const QString &name) { return qMax<qint64>(0, json[name].toInteger()); };
    return Remaining { count(u"records"_s), count(u"drafts"_s), count(u"files"_s), count(u"bytes"_s) };
}

Json readingToJson(const ReadingSaid &reading)
{
    return Json::object({ { u"n"_s, reading.number }, { u"r"_s, reading.record.toString() }, { u"how"_s, reading.how }, { u"at"_s, reading.atMs } });
}

/// What cannot be read is left out: it holds up nothing that goes along.
QList<ReadingSaid> readingsFromJson(const Json &list)
{
    QList<ReadingSaid> readings;
    for (const Json &item : list.toArray()) {
        const auto record = RecordId::fromString(item[u"r"_s].toString());
        const qint64 number = item[u"n"_s].toInteger();
        const QString how = item[u"how"_s].toString();
        const bool isInOrder = number > (readings.isEmpty() ? 0 : readings.last().number);
        if (record && isInOrder && (how == "opened"_L1 || how == "printed"_L1))
            readings.append({ number, *record, how, item[u"at"_s].toInteger() });
        if (readings.size() == readingsPerRequestMax)
            break;
    }
    return readings;
}

} // namespace

QByteArray encode(const SyncRequest &request)
{
    QByteArray operations;
    for (const NumberedOperation &numbered : request.operations)
        operations.append(operations.isEmpty() ? "" : ",").append(numberedText(numbered));
    Json pull = Json::object(
        { { u"acked"_s, request.acked }, { u"cursor"_s, cursorsToJson(request.cursors) }, { u"limit"_s, request.limit }, { u"wait"_s, request.waitSeconds } });
    if (request.leavesOutOwn)
        pull.set(u"own"_s, false);
    Json head = Json::object(
        { { u"clock"_s, request.clockMs }, { u"device"_s, request.stream.toString() }, { u"epoch"_s, request.epoch }, { u"pull"_s, std::move(pull) } });
    if (request.remaining)
        head.set(u"left"_s, remainingToJson(*request.remaining));
    if (!request.readings.isEmpty()) {
        Json readings = Json::array();
        for (const ReadingSaid &reading : request.readings)
            readings.append(readingToJson(reading));
        head.set(u"read"_s, std::move(readings));
    }
    return writeJson(head).chopped(1) + ",\"push\":{\"ops\":[" + operations + "],\"prev\":\"" + base64Bytes(request.previousChain)
        + "\"},\"v\":" + QByteArray::number(request.version) + '}';
}

Result<SyncRequest> decodeSyncRequest(QByteArrayView bytes)
{
    const auto json = readMessage(bytes, pushInflatedBytesMax);
    if (!json)
        return json.error();
    const auto stream = StreamId::fromString((*json)[u"device"_s].toString());
    if (!stream)
        return invalid(u"member \"device\" is not a UUID"_s);
    const Json &push = (*json)[u"push"_s];
    const Json &pull = (*json)[u"pull"_s];
    const auto chain = fromBase64(push[u"prev"_s], 32);
    if (!chain)
        return invalid(u"member \"push.prev\" is not a chain"_s);
    auto operations = readOperations(push[u"ops"_s]);
    if (!operations)
        return operations.error();
    const auto cursors = cursorsFromJson(pull[u"cursor"_s]);
    if (!cursors)
        return invalid(u"member \"pull.cursor\" is not a map of scopes to numbers"_s);

    SyncRequest request { .stream = *stream };
    request.version = static_cast<int>((*json)[u"v"_s].toInteger());
    request.epoch = (*json)[u"epoch"_s].toString();
    request.clockMs = (*json)[u"clock"_s].toInteger();
    request.previousChain = *chain;
    request.operations = *std::move(operations);
    request.acked = qMax<qint64>(0, pull[u"acked"_s].toInteger());
    request.cursors = *cursors;
    request.limit = static_cast<int>(std::clamp<qint64>(pull[u"limit"_s].toInteger(rowsPerPageMax), 1, rowsPerPageMax));
    request.waitSeconds = static_cast<int>(std::clamp<qint64>(pull[u"wait"_s].toInteger(), 0, waitSecondsMax));
    request.leavesOutOwn = pull[u"own"_s] == Json(false);
    request.remaining = remainingFromJson((*json)[u"left"_s]);
    request.readings = readingsFromJson((*json)[u"read"_s]);
    return request;
}

QByteArray encode(const SyncAnswer &answer)
{
    Json::Array acks;
    for (const Ack &ack : answer.acks)
        acks.append(ackToJson(ack));
    Json scopes = Json::object();
    for (auto it = answer.scopes.cbegin(); it != answer.scopes.cend(); ++it) {
        Json state = Json::object({ { u"n"_s, it->count } });
        if (!it->digest.isEmpty())
            state.set(u"d"_s, base64(it->digest));
        scopes.set(it.key(), state);
    }
    Json head = Json::object({
        { u"v"_s, answer.version },
        { u"epoch"_s, answer.epoch },
        { u"clock"_s, answer.clockMs },
        { u"durable"_s, answer.durableSeq },
        { u"lease"_s, answer.leaseUntilMs },
        { u"acks"_s, acks },
        { u"scopes"_s, scopes },
        { u"cursor"_s, cursorsToJson(answer.cursors) },
        { u"more"_s, answer.more },
    });
    if (answer.wipe)
        head.set(u"wipe"_s, true);
    if (answer.control.kind != Control::Kind::None)
        head.set(u"control"_s, controlToJson(answer.control));
    if (answer.readingsTaken > 0)
        head.set(u"read"_s, answer.readingsTaken);

    QByteArray out = writeJson(head);
    out.chop(1);
    out.append(",\"rows\":[");
    bool first = true;
    for (const Row &row : answer.rows) {
        if (!first)
            out.append(',');
        first = false;
        appendRow(out, row);
    }
    out.append("],\"end\":true}");
    return out;
}

Result<SyncAnswer> decodeSyncAnswer(QByteArrayView bytes, QList<RecordId> *damaged)
{
    AnswerReader reader;
    const auto walked = walkJson(bytes, { .bytesMax = answerInflatedBytesMax }, [&reader](JsonPart root) { return reader.read(root); });
    if (!walked) {
        // A later version's message says so before anything is said of its shape.
        const auto whole = readMessage(bytes, answerInflatedBytesMax);
        return whole ? (reader.problem.isEmpty() ? walked.error() : invalid(reader.problem)) : whole.error();
    }
    const Json message(std::move(reader.rest));
    if (const auto version = checkVersion(message); !version)
        return version.error();
    const Json *json = &message;
    if (!(*json)[u"end"_s].toBool())
        return invalid(u"it did not arrive whole"_s);

    SyncAnswer answer;
    answer.rows = std::move(reader.rows);
    for (Row &row : answer.rows) {
        if (row.in.isEmpty() || row.createdBy > 0 || proveBody(row))
            continue;
        row.body.clear();   // kept without it, so that one bad record blocks no other
        if (damaged)
            damaged->append(row.record);
    }
    answer.version = static_cast<int>((*json)[u"v"_s].toInteger());
    answer.epoch = (*json)[u"epoch"_s].toString();
    if (answer.epoch.isEmpty())
        return invalid(u"member \"epoch\" is missing"_s);
    answer.clockMs = (*json)[u"clock"_s].toInteger();
    answer.durableSeq = (*json)[u"durable"_s].toInteger();
    answer.leaseUntilMs = (*json)[u"lease"_s].toInteger();
    answer.wipe = (*json)[u"wipe"_s].toBool();
    for (const Json &item : (*json)[u"acks"_s].toArray()) {
        if (item[u"n"_s].toInteger() < 1 || !item[u"out"_s].isString())
            return invalid(u"an acknowledgement has no number or outcome"_s);
        answer.acks.append({ item[u"n"_s].toInteger(), item[u"seq"_s].toInteger(), outcomeFromName(item[u"out"_s].toString(), item[u"fields"_s].toStrings()) });
    }
    const auto control = controlFromJson((*json)[u"control"_s]);
    if (!control)
        return control.error();
    answer.control = *control;
    answer.readingsTaken = qMax<qint64>(0, (*json)[u"read"_s].toInteger());
    const Json &scopes = (*json)[u"scopes"_s];
    if (!scopes.isObject())
        return invalid(u"member \"scopes\" is missing"_s);
    for (auto it = scopes.toObject().cbegin(); it != scopes.toObject().cend(); ++it) {
        ScopeState state { (*it)[u"n"_s].toInteger(), {} };
        if (it->contains(u"d"_s)) {
            const auto digest = fromBase64((*it)[u"d"_s], 16);
            if (!digest)
                return invalid(u"a scope's digest is not 16 bytes"_s);
            state.digest = *digest;
        }
        answer.scopes.insert(it.key(), state);
    }
    const auto cursors = cursorsFromJson((*json)[u"cursor"_s]);
    if (!cursors)
        return invalid(u"member \"cursor\" is not a map of scopes to numbers"_s);
    answer.cursors = *cursors;
    answer.more = (*json)[u"more"_s].toBool();
    return answer;
}

QByteArray encode(const EnrolRequest &request)
{
    return writeJson(Json::object({ { u"v"_s, protocolVersion },
                                    { u"code"_s, request.code },
                                    { u"key"_s, base64(request.publicKey) },
                                    { u"installation"_s, request.installation.toString() } }));
}

Result<EnrolRequest> decodeEnrolRequest(QByteArrayView bytes)
{
    const auto json = readMessage(bytes, 16 * 1024);
    if (!json)
        return json.error();
    const auto key = fromBase64((*json)[u"key"_s], 32);
    const auto installation = InstallationId::fromString((*json)[u"installation"_s].toString());
    const QString code = (*json)[u"code"_s].toString();
    if (!key || !installation || code.isEmpty() || code.size() > 64)
        return invalid(u"an enrolment needs a code, a 32-byte key and an installation"_s);
    return EnrolRequest { code, *key, *installation };
}

QByteArray encode(const EnrolAnswer &answer)
{
    return writeJson(Json::object({ { u"v"_s, protocolVersion },
                                    { u"access"_s, answer.accessToken },
                                    { u"refresh"_s, answer.refreshToken },
                                    { u"until"_s, answer.accessUntilMs },
                                    { u"person"_s, answer.person.toString() },
                                    { u"name"_s, answer.personName },
                                    { u"certificate"_s, base64(answer.certificate) },
                                    { u"recovery_key"_s, base64(answer.recoveryKey) },
                                    { u"council"_s, answer.council } }));
}

Result<EnrolAnswer> decodeEnrolAnswer(QByteArrayView bytes)
{
    const auto json = readMessage(bytes, 64 * 1024);
    if (!json)
        return json.error();
    const auto person = PersonId::fromString((*json)[u"person"_s].toString());
    const auto certificate = fromBase64((*json)[u"certificate"_s], -1);
    const auto recoveryKey = fromBase64((*json)[u"recovery_key"_s], 32);
    EnrolAnswer answer;
    answer.accessToken = (*json)[u"access"_s].toString();
    answer.refreshToken = (*json)[u"refresh"_s].toString();
    if (!person || !certificate || !recoveryKey || answer.accessToken.isEmpty() || answer.refreshToken.isEmpty())
        return invalid(u"an enrolment's answer lacks its person, tokens or keys"_s);
    answer.accessUntilMs = (*json)[u"until"_s].toInteger();
    answer.person = *person;
    answer.personName = (*json)[u"name"_s].toString();
    answer.certificate = *certificate;
    answer.recoveryKey = *recoveryKey;
    answer.council = (*json)[u"council"_s].toString();
    return answer;
}

QByteArray encode(const RefreshRequest &request)
{
    return writeJson(Json::object({ { u"v"_s, protocolVersion },
                                    { u"installation"_s, request.installation.toString() },
                                    { u"refresh"_s, request.refreshToken },
                                    { u"certificate"_s, base64(request.certificate) },
                                    { u"clock"_s, request.clockMs },
                                    { u"signature"_s, base64(request.signature) } }));
}

Result<RefreshRequest> decodeRefreshRequest(QByteArrayView bytes)
{
    const auto json = readMessage(bytes, 64 * 1024);
    if (!json)
        return json.error();
    const auto installation = InstallationId::fromString((*json)[u"installation"_s].toString());
    const auto certificate = fromBase64((*json)[u"certificate"_s], -1);
    const auto signature = fromBase64((*json)[u"signature"_s], 64);
    if (!installation || !certificate || !signature)
        return invalid(u"a renewal needs an installation, its certificate and a signature"_s);
    return RefreshRequest { *installation, (*json)[u"refresh"_s].toString(), *certificate, (*json)[u"clock"_s].toInteger(), *signature };
}

} // namespace sightline::wire
