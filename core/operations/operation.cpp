#include "core/operations/operation.h"

#include "core/base/canonical_json.h"
#include "core/base/digest.h"

#include <array>
#include <limits>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct KindName {
    OperationKind kind;
    QLatin1StringView name;
};
constexpr std::array kindNames {
    KindName { OperationKind::Create, "create"_L1 },   KindName { OperationKind::Patch, "patch"_L1 },     KindName { OperationKind::Complete, "complete"_L1 },
    KindName { OperationKind::Void, "void"_L1 },       KindName { OperationKind::Resolve, "resolve"_L1 }, KindName { OperationKind::Adopt, "adopt"_L1 },
    KindName { OperationKind::Dismiss, "dismiss"_L1 }, KindName { OperationKind::Publish, "publish"_L1 },
};

const QStringList knownMembers {
    u"at"_s, u"body"_s, u"form"_s, u"head"_s, u"id"_s, u"kind"_s, u"reason"_s, u"rec"_s, u"set"_s, u"target"_s, u"validator"_s,
};

Error invalid(const QString &what) { return { ErrorCode::InvalidInput, u"An operation cannot be read: %1."_s.arg(what) }; }

Result<void> readSet(const Json &set, Operation &operation)
{
    for (auto it = set.toObject().cbegin(); it != set.toObject().cend(); ++it) {
        const Json &change = it.value();
        if (!change.isObject() || !change.contains(u"v"_s))
            return invalid(u"member \"set\" has a field without a value"_s);
        // What could not be written back as it came would no longer be what its author's chain covers.
        if (change.toObject().size() != (change.contains(u"saw"_s) ? 2 : 1))
            return invalid(u"member \"set\" has a field with a member that is not known"_s);
        operation.set.insert(it.key(), FieldChange { change[u"v"_s], change[u"saw"_s].toString() });
    }
    return {};
}

/// What every kind must carry to mean anything.
Result<void> checkMembers(const Operation &operation)
{
    switch (operation.kind) {
    case OperationKind::Create:
    case OperationKind::Publish:
        if (!operation.head)
            return invalid(u"member \"head\" is missing"_s);
        return {};
    case OperationKind::Adopt:
    case OperationKind::Dismiss:
        if (!operation.target)
            return invalid(u"member \"target\" is missing"_s);
        return {};
    case OperationKind::Complete:
        if (operation.bodyHash.size() != 64)
            return invalid(u"member \"body\" is not a SHA-256 in hexadecimal"_s);
        return {};
    default: return {};
    }
}

} // namespace

QString operationKindName(OperationKind kind)
{
    for (const KindName &entry : kindNames) {
        if (entry.kind == kind)
            return entry.name;
    }
    return u"unknown"_s;
}

OperationKind operationKindFromName(QStringView name)
{
    for (const KindName &entry : kindNames) {
        if (name == entry.name)
            return entry.kind;
    }
    return OperationKind::Unknown;
}

QStringList operationKindNames()
{
    QStringList names;
    for (const KindName &entry : kindNames)
        names.append(entry.name);
    return names;
}

Json operationToJson(const Operation &operation)
{
    Json json = operation.rest.isObject() ? operation.rest : Json::object();
    json.set(u"id"_s, operation.id.toString());
    json.set(u"rec"_s, operation.record.toString());
    json.set(u"kind"_s, operation.kindName.isEmpty() ? operationKindName(operation.kind) : operation.kindName);
    json.set(u"at"_s, operation.atMs);
    if (operation.head)
        json.set(u"head"_s, bodyToJson(*operation.head));
    if (!operation.set.isEmpty()) {
        Json set = Json::object();
        for (auto it = operation.set.cbegin(); it != operation.set.cend(); ++it)
            set.set(it.key(), Json::object({ { u"v"_s, it->value }, { u"saw"_s, it->saw } }));
        json.set(u"set"_s, set);
    }
    if (!operation.form.isEmpty())
        json.set(u"form"_s, operation.form);
    if (!operation.bodyHash.isEmpty())
        json.set(u"body"_s, operation.bodyHash);
    if (operation.validator != 0)
        json.set(u"validator"_s, operation.validator);
    if (!operation.reason.isEmpty())
        json.set(u"reason"_s, operation.reason);
    if (operation.target)
        json.set(u"target"_s, operation.target->toString());
    return json;
}

namespace {

/// Reads what an operation of a known kind carries beside the four members every operation has.
Result<void> readKnownKind(const Json &json, Operation &operation)
{
    for (auto it = json.toObject().cbegin(); it != json.toObject().cend(); ++it) {
        if (!knownMembers.contains(it.key()))
            operation.rest.set(it.key(), it.value());
    }
    if (json.contains(u"head"_s)) {
        auto head = bodyFromJson(json[u"head"_s]);
        if (!head)
            return invalid(u"member \"head\" is not a body (%1)"_s.arg(head.error().detail));
        operation.head = *std::move(head);
    }
    if (const auto read = readSet(json[u"set"_s], operation); !read)
        return read.error();
    operation.form = json[u"form"_s].toString();
    operation.bodyHash = json[u"body"_s].toString();
    if (json.contains(u"validator"_s)) {
        const qint64 version = json[u"validator"_s].toInteger();
        if (version < 1 || version > std::numeric_limits<int>::max())
            return invalid(u"member \"validator\" is not the number of a version"_s);
        operation.validator = int(version);
    }
    operation.reason = json[u"reason"_s].toString();
    if (json.contains(u"target"_s)) {
        const auto target = OperationId::fromString(json[u"target"_s].toString());
        if (!target)
            return invalid(u"member \"target\" is not a UUID"_s);
        operation.target = *target;
    }
    return checkMembers(operation);
}

/// The operation with everything but its name kept word for word: a later version reads it.
Operation verbatim(Operation named, const Json &json)
{
    named.kind = OperationKind::Unknown;
    named.rest = json;
    for (const QString &member : { u"id"_s, u"rec"_s, u"kind"_s, u"at"_s })
        named.rest.remove(member);
    return named;
}

/// The four members that every operation of every version has.
Result<Operation> readName(const Json &json)
{
    if (!json.isObject())
        return invalid(u"it is not an object"_s);
    const auto id = OperationId::fromString(json[u"id"_s].toString());
    if (!id)
        return invalid(u"member \"id\" is not a UUID"_s);
    const auto record = RecordId::fromString(json[u"rec"_s].toString());
    if (!record)
        return invalid(u"member \"rec\" is not a UUID"_s);
    const QString kindName = json[u"kind"_s].toString();
    if (kindName.isEmpty() || kindName.size() > 32)
        return invalid(u"member \"kind\" is not a word"_s);
    Operation operation { .id = *id, .record = *record };
    operation.kind = operationKindFromName(kindName);
    operation.kindName = kindName;
    operation.atMs = json[u"at"_s].toInteger();
    return operation;
}

} // namespace

Result<Operation> operationFromJson(const Json &json)
{
    auto operation = readName(json);
    if (!operation)
        return operation;
    if (operation->kind == OperationKind::Unknown)
        return verbatim(*std::move(operation), json);
    const auto read = readKnownKind(json, *operation);
    return read ? operation : read.error();
}

Result<Operation> keptOperationFromJson(const Json &json)
{
    const auto named = readName(json);
    if (!named)
        return named;
    Operation operation = *named;
    const bool isRead = operation.kind != OperationKind::Unknown && readKnownKind(json, operation);
    return isRead ? operation : verbatim(*named, json);
}

Result<QByteArray> operationBytes(const Operation &operation) { return canonicalJson(operationToJson(operation)); }

QString fieldHash(const Json &value) { return value.isNull() ? QString() : toHex(sha256(writeJson(value))).left(16); }

QString bodyHash(QByteArrayView bytes) { return toHex(sha256(bytes)); }

QByteArray chainLink(const QByteArray &previous, QByteArrayView operationBytes) { return sha256(previous + sha256(operationBytes)); }

QByteArray chainStart() { return QByteArray(32, '\0'); }

} // namespace sightline
