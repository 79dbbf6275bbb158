#include "core/commands/save_draft.h"

#include "core/base/canonical_json.h"
#include "core/base/limits.h"
#include "core/commands/author_context.h"
#include "core/commands/present_draft.h"
#include "core/commands/written_words.h"
#include "core/records/draft_copy.h"
#include "core/store/known_council.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// bodyBytes() refuses what a body cannot hold, but cannot say which field held it.
Result<void> checkStorable(const Answers &answers)
{
    qint64 bytes = 0;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        const auto canonical = canonicalJson(*it);
        if (!canonical)
            return Error { ErrorCode::InvalidInput,
                           u"The answer \"%1\" holds a character that cannot be stored; delete it and type it again."_s.arg(it.key()) };
        bytes += canonical->size();
    }
    if (bytes > limits::draftBytesMax)
        return Error { ErrorCode::TooLarge,
                       u"This draft is over %1 MiB. Move some of its text to another record."_s.arg(limits::draftBytesMax / (1024 * 1024)) };
    return {};
}

/// A step being written also holds what its author was shown when it was begun (core/records/step_body.h): no screen knows of it.
Json::Object withStepMembers(const RecordBody &draft, const Answers &answers)
{
    Json::Object fields = answers.fields();
    for (auto it = draft.answers.cbegin(); it != draft.answers.cend(); ++it) {
        const bool isTheSteps = draft.type == RecordType::Step && it.key().startsWith(u'$') && it.key() != restKey;
        if (isTheSteps)
            fields.insert(it.key(), it.value());
    }
    return fields;
}

/// What @p typed becomes where another device has put something into @p draft since the form that it is typed in was filled: what that device
/// changed alone, and otherwise what is typed, which goes on being typed; what cannot stand beside it becomes a draft of its own.
Result<Json::Object> keepBeside(Store &store, const Draft &draft, const Json::Object &before, const Json::Object &typed)
{
    MergedDraft merged = mergeDrafts(before, typed, draft.body.answers, writtenWordsOf(store, draft.body));
    const QStringList inBoth = merged.joined + merged.mine;
    for (const QString &key : inBoth)
        merged.fields.insert(key, typed.value(key));
    if (!inBoth.isEmpty()) {
        const Draft other { newId<RecordId>(store.clock(), store.random()), draft.body, {}, draft.savedAtMs, {} };
        if (const auto kept = store.drafts().save(other); !kept)
            return kept.error();
    }
    return merged.fields;
}

/// The observed person's team, where the author may write there; their own otherwise.
Result<TeamId> teamFor(Store &store, const AuthorContext &author, const std::optional<PersonId> &observed)
{
    if (!observed)
        return author.team;
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    if (const Person *person = (*council)->person(*observed)) {
        for (const TeamId &team : person->teams) {
            if (author.mayWriteInto(u"lead:"_s + team.toString()) || author.mayWriteInto(u"team:"_s + team.toString()))
                return team;
        }
    }
    return author.team;
}

} // namespace

Result<Draft> beginDraft(Store &store, const NewDraft &draft)
{
    if (const auto storable = checkStorable(draft.answers); !storable)
        return storable.error();
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    const auto team = teamFor(store, *author, draft.observed);
    if (!team)
        return team.error();
    const qint64 now = store.clock().now().msSinceEpoch;
    RecordBody body;
    body.type = RecordType::Form;
    body.state = RecordState::Draft;
    body.author = author->person;
    body.form = draft.form;
    const bool isInTheTasksService = !draft.taskService.isEmpty() && author->mayWriteInto(u"service:"_s + draft.taskService.toString());
    body.service = isInTheTasksService ? draft.taskService : author->service;
    body.team = *team;
    body.observed = draft.observed;
    body.task = draft.task;
    if (draft.task)
        body.edition = draft.edition;
    body.about = draft.amends;
    body.aboutHash = draft.amendsHash;
    body.role = author->roles.isEmpty() ? QString() : author->roles.first();
    body.madeAtMs = now;
    body.answers = draft.answers.fields();
    const Draft begun { newId<RecordId>(store.clock(), store.random()), body, {}, now, {} };
    const auto saved = store.transact([&] { return store.drafts().save(begun); });
    if (!saved)
        return saved.error();
    return begun;
}

Result<void> saveDraft(Store &store, const RecordId &draft, const Answers &answers, const QString &focus, const Json::Object *typedOver)
{
    if (const auto storable = checkStorable(answers); !storable)
        return storable.error();
    return store.transact([&]() -> Result<void> {
        auto present = presentDraft(store, draft);
        if (!present)
            return present.error();
        Json::Object typed = withStepMembers(present->body, answers);
        if (typedOver && present->body.answers != typed) {
            const Json::Object before = withStepMembers(present->body, Answers(*typedOver));
            if (present->body.answers != before) {
                const auto beside = keepBeside(store, *present, before, typed);
                if (!beside)
                    return beside.error();
                typed = *beside;
            }
        }
        present->body.answers = typed;
        present->focus = focus;
        present->savedAtMs = store.clock().now().msSinceEpoch;
        present->discardedAtMs.reset();   // typing into it brings it back
        return store.drafts().save(*present);
    });
}

Result<void> attachToDraft(Store &store, const RecordId &draft, const QString &key, bool isOneOfSeveral, const Json &answer)
{
    return store.transact([&]() -> Result<void> {
        auto present = presentDraft(store, draft);
        return present ? saveWithAnswer(store, *std::move(present), key, isOneOfSeveral, answer) : present.error();
    });
}

Result<void> setObserved(Store &store, const RecordId &draft, const std::optional<PersonId> &observed)
{
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    const auto team = teamFor(store, *author, observed);
    if (!team)
        return team.error();
    return store.transact([&]() -> Result<void> {
        auto present = presentDraft(store, draft);
        if (!present)
            return present.error();
        present->body.observed = observed;
        present->body.team = *team;
        return store.drafts().save(*present);
    });
}

} // namespace sightline
