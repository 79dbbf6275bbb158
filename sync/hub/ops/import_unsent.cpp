#include "sync/hub/ops/import_unsent.h"

#include "core/base/digest.h"
#include "core/base/limits.h"
#include "sync/protocol/files.h"
#include "sync/protocol/limits.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

struct Unsent {
    InstallationId installation;
    PersonId person;
    QList<Operation> operations;
    QList<QByteArray> files;
    QStringList left;
};

Error notOurs(const QString &what) { return { ErrorCode::InvalidInput, u"The file opened, but is not unsent work of a device: %1."_s.arg(what) }; }

/// Nothing that is left is left without a word, also what does not say any more which record it is of.
QString nameOf(const Json &id)
{
    const QString name = id.toString();
    return name.isEmpty() ? u"(one that names no record)"_s : name;
}

/// False for what is larger than the hub takes.
bool take(const Operation &operation, QList<Operation> &operations)
{
    const auto bytes = operationBytes(operation);
    if (!bytes || bytes->size() > wire::operationBytesMax)
        return false;
    operations.append(operation);
    return true;
}

Result<Unsent> readUnsent(const QByteArray &content)
{
    // A rescue may hold months of work; it was sealed to this hub, so its size is its device's.
    const auto json = parseJson(content, { .bytesMax = 256LL * 1024 * 1024 });
    if (!json)
        return notOurs(json.error().detail);
    if ((*json)[u"kind"_s].toString() != "sightline-unsent"_L1 || (*json)[u"v"_s].toInteger() != 1)
        return notOurs(u"it is of another kind or version"_s);
    const auto installation = InstallationId::fromString((*json)[u"installation"_s].toString());
    const auto person = PersonId::fromString((*json)[u"person"_s].toString());
    if (!installation || !person)
        return notOurs(u"it does not say whose it is"_s);
    Unsent unsent { *installation, *person, {}, {}, {} };
    for (const Json &item : (*json)[u"operations"_s].toArray()) {
        auto operation = keptOperationFromJson(item);
        if (!operation || !take(*operation, unsent.operations))
            unsent.left.append(nameOf(item[u"rec"_s]));
    }
    for (const Json &file : (*json)[u"files"_s].toArray())
        unsent.files.append(QByteArray::fromBase64(file[u"bytes"_s].toString().toLatin1(), QByteArray::Base64UrlEncoding));
    // Their bytes stay in the file: what could not be read where it was written is not guessed at here.
    for (const Json &damaged : (*json)[u"damaged"_s].toArray())
        unsent.left.append(nameOf(damaged[u"rec"_s]));
    // Why something would be entered in error or left out, and was not yet: nobody has said it, so it is nothing for a record.
    for (const Json &reason : (*json)[u"reasons"_s].toArray())
        unsent.left.append(nameOf(reason[u"rec"_s]));
    for (const Json &file : (*json)[u"left"_s].toArray())
        unsent.left.append(nameOf(file[u"sha"_s]));
    for (const Json &draft : (*json)[u"drafts"_s].toArray()) {
        const auto id = RecordId::fromString(draft[u"id"_s].toString());
        auto body = bodyFromJson(draft[u"body"_s]);
        // Words typed of a child and not saved are no record: a change of one on the list would become a second child.
        if (!id || !body || body->type == RecordType::Child) {
            unsent.left.append(nameOf(draft[u"id"_s]));
            continue;
        }
        // Named after the draft and its words: the same file again is the same draft, a later file of it another.
        const QByteArray words = sha256(writeJson(draft));
        Operation create { .id = OperationId(QUuid::createUuidV5(id->raw(), words)), .record = RecordId(QUuid::createUuidV5(id->raw(), "record" + words)) };
        create.kind = OperationKind::Create;
        create.kindName = operationKindName(create.kind);
        create.atMs = body->madeAtMs;
        create.head = std::move(*body);
        if (!take(create, unsent.operations))
            unsent.left.append(id->toString());
    }
    return unsent;
}

/// Gives the hub @p bytes chunk by chunk, as their device would. False where no operation of @p caller names them.
Result<bool> takeFile(OpenHub &hub, const Caller &caller, const QByteArray &bytes)
{
    const QByteArray sha = sha256(bytes);
    for (qint64 n = 0; n < wire::chunksIn(bytes.size()); ++n) {
        const auto done = hub.service().takeChunk(sha, n, bytes.mid(n * limits::fileChunkBytes, wire::chunkBytes(bytes.size(), n)), caller);
        const bool isNotNamed = !done && (done.error().code == ErrorCode::NotFound || done.error().code == ErrorCode::InvalidInput);
        if (isNotNamed)
            return false;
        if (!done)
            return done.error();
    }
    return true;
}

} // namespace

Result<ImportReport> importUnsent(OpenHub &hub, const QByteArray &sealed)
{
    const auto content = hub.keys().openSealed(sealed);
    if (!content)
        return content.error();
    const auto unsent = readUnsent(*content);
    if (!unsent)
        return unsent.error();

    ImportReport report { unsent->person, {}, 0, 0, unsent->left };
    // A stream of its own, named after the file: importing it again is answered as the first time.
    const StreamId stream(QUuid::createUuidV5(unsent->installation.raw(), sha256(*content)));
    QByteArray chain = chainStart();
    for (qsizetype first = 0; first < unsent->operations.size(); first += wire::operationsPerPushMax) {
        const auto done = hub.inTransaction([&](HubTransaction &transaction) -> Result<void> {
            const auto person = hub.service().person(transaction, unsent->person);
            if (!person)
                return person.error();
            if (!*person)
                return Error { ErrorCode::NotFound, u"The person whose work this is, \"%1\", is not known to this hub."_s.arg(unsent->person.toString()) };
            const bool isHere = (*person)->isHereOn(hub.service().today());
            const Caller caller { unsent->installation, unsent->person, isHere ? Caller::Access::Full : Caller::Access::PushOnly };
            const auto state = transaction.state();
            if (!state)
                return state.error();
            wire::SyncRequest request { .epoch = state->epoch, .stream = stream };
            request.previousChain = chain;
            for (qsizetype i = first; i < qMin(first + wire::operationsPerPushMax, unsent->operations.size()); ++i) {
                request.operations.append({ i + 1, unsent->operations[i] });
                const auto bytes = operationBytes(unsent->operations[i]);
                if (!bytes)
                    return bytes.error();
                chain = chainLink(chain, *bytes);
            }
            const qint64 before = state->seq;
            const auto result = hub.service().acceptPush(transaction, request, caller);
            if (!result)
                return result.error();
            if (result->control.kind != wire::Control::Kind::None || result->acks.size() != request.operations.size())
                return notOurs(u"its operations do not follow one another"_s);
            for (const wire::Ack &ack : result->acks) {
                report.outcomes[outcomeName(ack.outcome)] += 1;
                report.known += ack.seq <= before ? 1 : 0;
            }
            return {};
        });
        if (!done)
            return done.error();
    }
    const Caller caller { unsent->installation, unsent->person, Caller::Access::PushOnly };
    for (const QByteArray &bytes : unsent->files) {
        const auto taken = takeFile(hub, caller, bytes);
        if (!taken)
            return taken.error();
        if (*taken)
            report.files += 1;
        else
            report.left.append(toHex(sha256(bytes)));
    }
    return report;
}

} // namespace sightline::hub
