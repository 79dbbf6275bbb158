#include "core/commands/propose.h"

#include "core/base/limits.h"
#include "core/commands/author_context.h"
#include "core/commands/new_operation.h"
#include "core/people/council_card.h"
#include "core/records/proposal.h"

#include <QCoreApplication>
#include <QStringDecoder>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct ProposeWords {
    Q_DECLARE_TR_FUNCTIONS(Propose)
};

/// @p edition's body hash as it is here.
Result<QString> hashHere(Store &store, const RecordId &edition)
{
    const auto body = store.view().body(edition);
    if (!body)
        return body.error();
    if (!*body || (*body)->type != RecordType::Edition)
        return Error { ErrorCode::NotFound, u"The edition that this changes is not on this device any more."_s };
    const auto bytes = bodyBytes(**body);
    return bytes ? Result<QString>(bodyHash(*bytes)) : bytes.error();
}

RecordBody revisionBody(const RecordId &base, const QString &baseHash, QDate from, const Revision &revision)
{
    Json::Object members = revisionMembers(revision);
    if (from.isValid())
        members.insert(u"from"_s, from.toString(Qt::ISODate));
    RecordBody body = proposalBody(ProposalKind::Framework, std::move(members));
    body.about = base;
    body.aboutHash = baseHash;
    return body;
}

Result<void> checkSize(const RecordBody &body, qint64 bytesMax)
{
    const auto bytes = bodyBytes(body);
    if (!bytes)
        return bytes.error();
    if (bytes->size() > bytesMax) {
        //: Why a change of the framework, or a table of people, cannot be kept.
        return Error { ErrorCode::TooLarge, ProposeWords::tr("This is more than can be changed at once. Do a part of it first, then the rest.") };
    }
    return {};
}

/// One durable transaction: @p body for the hub, and what was being made of it is over.
Result<RecordId> send(Store &store, RecordBody body, const std::optional<RecordId> &draft)
{
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    const RecordId id = newId<RecordId>(store.clock(), store.random());
    Operation create = newOperation(store, OperationKind::Create, id);
    body.state = RecordState::Completed;
    body.author = author->person;
    body.madeAtMs = create.atMs;
    body.completedAtMs = create.atMs;
    create.head = std::move(body);
    const auto bytes = operationBytes(create);
    if (!bytes)
        return bytes.error();
    if (const auto fits = checkSize(*create.head, limits::operationBytesMax - (bytes->size() - bodyBytes(*create.head)->size())); !fits)
        return fits.error();
    const auto stored = store.transact([&]() -> Result<void> {
        if (const auto kept = store.outbox().append(create); !kept)
            return kept.error();
        return draft ? store.drafts().remove(*draft) : Result<void>();
    });
    return stored ? Result<RecordId>(id) : stored.error();
}

} // namespace

Result<bool> ownsFrameworkHere(Store &store) { return authorMay(store, ownsFramework); }
Result<bool> keepsPeopleHere(Store &store) { return authorMay(store, mayKeepPeople); }

Result<std::optional<RevisionDraft>> revisionDraft(Store &store)
{
    const auto drafts = store.drafts().list();
    if (!drafts)
        return drafts.error();
    for (const Draft &draft : *drafts) {
        if (proposalKindOf(draft.body) != ProposalKind::Framework || !draft.body.about)
            continue;
        const auto revision = revisionFromJson(Json(draft.body.answers));
        if (!revision)
            return Error { ErrorCode::Corrupt, u"The changes of the framework that were being made cannot be read: %1"_s.arg(revision.error().detail) };
        return std::optional(RevisionDraft { draft.id, *draft.body.about, draft.body.aboutHash, proposedFrom(draft.body), *revision, draft.savedAtMs });
    }
    return std::optional<RevisionDraft>();
}

Result<void> keepRevision(Store &store, const RecordId &base, QDate from, const Revision &revision)
{
    if (revision.isEmpty() && !from.isValid())
        return dropRevision(store);
    const auto present = revisionDraft(store);
    const auto hash = hashHere(store, base);
    const auto author = authorContext(store);
    if (!present || !hash || !author)
        return !present ? present.error() : !hash ? hash.error() : author.error();
    RecordBody body = revisionBody(base, *hash, from, revision);
    body.state = RecordState::Draft;
    body.author = author->person;
    const qint64 now = store.clock().now().msSinceEpoch;
    body.madeAtMs = now;
    if (const auto fits = checkSize(body, limits::draftBytesMax); !fits)
        return fits;
    const RecordId id = *present ? (*present)->id : newId<RecordId>(store.clock(), store.random());
    return store.transact([&] { return store.drafts().save({ id, body, {}, now, {} }); });
}

Result<void> dropRevision(Store &store)
{
    const auto present = revisionDraft(store);
    if (!present)
        return present.error();
    return *present ? store.transact([&] { return store.drafts().remove((*present)->id); }) : Result<void>();
}

Result<RecordId> publishRevision(Store &store, const RecordId &base, QDate from, const Revision &revision, QDate today)
{
    const auto may = ownsFrameworkHere(store);
    if (!may)
        return may.error();
    if (!*may) {
        return Error { ErrorCode::NotAllowed,
                       //: Why an edition of the framework cannot be published.
                       ProposeWords::tr(
                           "Your council lets others publish the framework: it goes by role. What you have changed is kept; ask somebody who may.") };
    }
    if (revision.isEmpty()) {
        //: Why an edition of the framework cannot be published.
        return Error { ErrorCode::InvalidInput, ProposeWords::tr("Nothing was changed yet, so there is nothing to publish.") };
    }
    if (!from.isValid() || from <= today) {
        //: Why an edition of the framework cannot be published.
        return Error { ErrorCode::InvalidInput, ProposeWords::tr("Choose the first day on which it counts: tomorrow or later.") };
    }
    const auto hash = hashHere(store, base);
    const auto draft = revisionDraft(store);
    if (!hash || !draft)
        return hash ? draft.error() : hash.error();
    return send(store, revisionBody(base, *hash, from, revision), *draft ? std::optional((*draft)->id) : std::nullopt);
}

Result<RecordId> proposePeople(Store &store, const PeopleTables &tables)
{
    const auto may = keepsPeopleHere(store);
    if (!may)
        return may.error();
    if (!*may) {
        return Error { ErrorCode::NotAllowed,
                       //: Why a table of people was not taken in.
                       ProposeWords::tr("Your council lets others change its people: it goes by role. Nothing was changed; ask somebody who may.") };
    }
    Json::Object members;
    for (const auto &[name, table] : { std::pair(u"people"_s, &tables.people), { u"teams"_s, &tables.teams }, { u"settings"_s, &tables.settings } }) {
        if (table->isEmpty())
            continue;
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString text = decoder(*table);
        if (decoder.hasError()) {
            //: Why a table of people was not taken in.
            return Error { ErrorCode::InvalidInput, ProposeWords::tr("The table is not text in UTF-8. Save it as “CSV UTF-8”, and give it again.") };
        }
        members.insert(name, text);
    }
    if (members.isEmpty()) {
        //: Why a table of people was not taken in.
        return Error { ErrorCode::InvalidInput, ProposeWords::tr("Choose a table of people, of teams or of settings.") };
    }
    return send(store, proposalBody(ProposalKind::People, std::move(members)), {});
}

} // namespace sightline
