#include "core/commands/draft_copies.h"

#include "core/base/limits.h"
#include "core/commands/copy_standing.h"
#include "core/commands/hand_over.h"
#include "core/commands/new_operation.h"
#include "core/commands/want_files.h"
#include "core/commands/written_words.h"
#include "core/operations/with_fields.h"
#include "core/records/draft_copy.h"
#include "core/store/opens_as_form.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Of one operation, so that it stays under operationBytesMax with its names around it.
constexpr qint64 fieldBytesMax = limits::operationBytesMax / 2;
/// The largest single answer that travels: an operation holds its names beside it.
constexpr qint64 largestFieldBytes = limits::operationBytesMax - 64 * 1024;

/// What concerns one draft and must not hold up the others: it cannot be read, or is too large to travel.
bool isOfOneDraft(const Error &error) { return error.code == ErrorCode::Corrupt || error.code == ErrorCode::TooLarge || error.code == ErrorCode::InvalidInput; }

Result<void> unlessOfOneDraft(const Result<void> &result) { return result || isOfOneDraft(result.error()) ? Result<void>() : result; }

/// Fields that are the same in both.
Json::Object common(Json::Object one, const Json::Object &other)
{
    one.removeIf([&other](const auto &field) { return other.value(field.key()) != field.value(); });
    return one;
}

QSet<QString> keysOf(const QMap<QString, Json> &fields)
{
    const QStringList keys = fields.keys();
    return { keys.cbegin(), keys.cend() };
}

/// Whether an answer that had to give way cannot be given again by choosing: words, or a file.
bool isMade(const Json &answer) { return answer.isString() || answer.contains(u"sha"_s); }

class Tending {
public:
    Tending(Store &store, PersonId me, Sharing sharing) : m_store(store), m_me(std::move(me)), m_sharing(sharing) { }

    /// Copies whose words came just now: their pictures are asked for too.
    [[nodiscard]] const QList<RecordId> &metCopies() const { return m_met; }

    Result<DraftsTended> run()
    {
        auto copies = m_store.draftCopies().all();
        const auto met = copies ? meetOthers(*copies) : Result<void>(copies.error());
        if (met && m_areCopiesOther)
            copies = m_store.draftCopies().all();
        if (!met || !copies)
            return !met ? met.error() : copies.error();
        m_areCopiesOther = false;
        for (const DraftCopy &copy : std::as_const(*copies)) {
            if (const auto tended = unlessOfOneDraft(tend(copy)); !tended)
                return tended.error();
        }
        if (const auto again = reopenDoneTwice(); !again)
            return again.error();
        // A draft that has lost its copy just now may have another one here.
        if (m_areCopiesOther) {
            const auto left = m_store.draftCopies().all();
            const auto metAgain = left ? meetOthers(*left) : Result<void>(left.error());
            if (!metAgain)
                return metAgain.error();
        }
        if (const auto shared = m_sharing == Sharing::Now ? shareNew() : Result<void>(); !shared)
            return shared.error();
        return m_done;
    }

private:
    /// Sees to the copies that are not among @p known, those this device has a note of.
    Result<void> meetOthers(const QList<DraftCopy> &known)
    {
        const auto rows = m_store.view().ofType(RecordType::Draft);
        if (!rows)
            return rows.error();
        QSet<RecordId> copies;
        for (const DraftCopy &copy : known)
            copies.insert(copy.copy);
        for (const ViewRow &row : *rows) {
            if (copies.contains(row.id) || m_ended.contains(row.id) || row.author != m_me || !row.about)
                continue;
            if (const auto met = unlessOfOneDraft(meet(row.id, *row.about)); !met)
                return met;
        }
        return {};
    }

    /// A copy that this device has no note of: of a draft begun elsewhere, of its own whose note was lost with a damaged page, or a second one.
    Result<void> meet(const RecordId &copy, const RecordId &draft)
    {
        const auto present = m_store.view().body(copy);
        if (!present || !*present)
            return present ? Result<void>() : present.error();
        const Json::Object theirs = (*present)->answers;
        const auto body = draftFromFields(theirs);
        if (!body)
            return body.error();   // a later version's; it is its author's there
        const auto standing = m_store.drafts().standing(draft);
        const auto isOver = isCompleted(draft);
        const auto had = m_store.draftCopies().find(draft);
        if (!standing || !isOver || !had)
            return !standing ? standing.error() : !isOver ? isOver.error() : had.error();
        if (*isOver || m_store.drafts().isOnScreen(draft))
            return {};
        if (*had)
            return chooseOne(**had, copy);
        if (*standing == DraftStanding::Open) {
            const auto here = m_store.drafts().find(draft);
            if (!here)
                return here.error();
            return note({ draft, copy, common(theirs, *here ? copyFields((*here)->body) : Json::Object()) });
        }
        // One that was deleted here too has been brought back elsewhere: it comes back, and what was deleted here stays deleted beside it.
        if (*standing == DraftStanding::Discarded) {
            if (const auto moved = keepDeletedApart(draft, theirs); !moved)
                return moved;
        }
        ++m_done.came;
        m_met.append(copy);
        if (const auto begun = m_store.drafts().save({ draft, *body, {}, now(), {} }); !begun)
            return begun;
        return note({ draft, copy, theirs });
    }

    /// Two copies of one draft: the same one goes on on every device, and what the other says is met first.
    Result<void> chooseOne(const DraftCopy &had, const RecordId &other)
    {
        const auto first = copyStanding(m_store, had.copy), second = copyStanding(m_store, other);
        if (!first || !second)
            return !first ? first.error() : second.error();
        const bool areBothAlive = first->body && first->body->state != RecordState::Void && second->body && second->body->state != RecordState::Void;
        if (!areBothAlive || !first->isSettled || !second->isSettled)
            return {};
        const auto here = m_store.drafts().find(had.draft);
        if (!here || !*here)
            return here ? Result<void>() : here.error();
        DraftCopy kept = had;
        RecordId over = other;
        if (other.toBytes() < had.copy.toBytes()) {
            std::swap(kept.copy, over);
            kept.agreed = common(second->body->answers, copyFields((*here)->body));
        } else {
            Draft draft = **here;
            const Json::Object mine = copyFields(draft.body);
            if (const auto put = takeIn(draft, common(mine, second->body->answers), mine, second->body->answers, {}); !put)
                return put;
        }
        if (const auto ended = endRecord(over, draft_copy::replaced); !ended)
            return ended;
        return note(kept);
    }

    Result<void> tend(const DraftCopy &copy)
    {
        const auto standing = m_store.drafts().standing(copy.draft);
        const auto stands = copyStanding(m_store, copy.copy);
        if (!standing || !stands)
            return !standing ? standing.error() : stands.error();
        if (!stands->body) {
            // Out of reach. Where nothing of it is left here either, the draft begins another one.
            const bool isGone = !stands->hasOwn && (*standing == DraftStanding::Open || !copy.over.isEmpty());
            return isGone ? forget(copy.draft) : Result<void>();
        }
        if (stands->body->state == RecordState::Void)
            return stands->isSettled ? end(copy, *stands, *standing) : Result<void>();
        switch (*standing) {
        case DraftStanding::Open: return goOn(copy, *stands);
        case DraftStanding::Aside: {
            const auto isStillOffered = canStillBeUndone(copy.draft);
            if (!isStillOffered)
                return isStillOffered.error();
            return *isStillOffered ? Result<void>() : endCopy(copy, draft_copy::completed);
        }
        case DraftStanding::Discarded: return endCopy(copy, draft_copy::deleted);
        case DraftStanding::Absent: return copy.over.isEmpty() ? bringBack(copy, *stands->body) : endCopy(copy, copy.over);
        }
        Q_UNREACHABLE();
    }

    /// One draft was completed on two devices that did not hear of each other: the hub has one of them as the record, and the other, which it
    /// keeps and nobody could ever apply, is a draft again on the device it was completed on.
    Result<void> reopenDoneTwice()
    {
        const auto rows = m_store.view().ofType(RecordType::Notice);
        if (!rows)
            return rows.error();
        for (const ViewRow &row : *rows) {
            if (row.openOutcome != u"held:exists"_s || row.author != m_me || !row.target)
                continue;
            const auto own = m_store.outbox().find(*row.target);
            if (!own || !*own || !(*own)->operation.head)
                continue;   // made on another device, which sees to it
            const Operation &operation = (*own)->operation;
            const auto settling = m_store.outbox().ofRecord(operation.record);
            const auto there = m_store.base().head(operation.record);
            if (!settling || !there)
                return !settling ? settling.error() : there.error();
            const bool isBeingSettled =
                std::any_of(settling->cbegin(), settling->cend(), [&](const OutboxEntry &entry) { return entry.operation.target == operation.id; });
            const RecordType type = operation.head->type;
            const bool isOwnTwice = *there && (*there)->body->author == m_me && (*there)->body->type == type;
            if (isBeingSettled || !isOwnTwice || (type != RecordType::Form && type != RecordType::Fact))
                continue;
            if (type == RecordType::Form) {
                RecordBody again = *operation.head;
                again.state = RecordState::Draft;
                again.completedAtMs = 0;
                again.validator = 0;
                if (const auto kept = keepApart(again, RecordId(QUuid::createUuidV5(operation.id.raw(), QByteArrayLiteral("again")))); !kept)
                    return kept;
            }
            if (const auto settled = dismiss(operation.record, operation.id); !settled)
                return settled;
        }
        return {};
    }

    /// A draft that is being written: takes what came, puts forward what is new.
    Result<void> goOn(const DraftCopy &noted, const CopyStanding &stands)
    {
        const auto isOver = isCompletedAtHub(noted.draft);
        const auto here = m_store.drafts().find(noted.draft);
        if (!isOver || !here || !*here)
            return !isOver ? isOver.error() : here ? Result<void>() : here.error();
        const bool isOnScreen = m_store.drafts().isOnScreen(noted.draft);
        const bool mayBeMet = !isOnScreen && stands.isSettled;
        DraftCopy copy = noted;
        copy.over.clear();
        Draft draft = **here;
        const Json::Object before = copyFields(draft.body);
        // Another device has completed it, and what ends the copy has not come; or never does, because that device is lost.
        if (*isOver) {
            const auto removed = mayBeMet ? removeDraft(draft, isChangedHere(draft, copy, stands)) : Result<void>();
            return mayBeMet && removed ? endCopy(copy, draft_copy::completed) : removed;
        }
        const Json::Object theirs = stands.body->answers;
        Json::Object mine = before;
        if (mayBeMet) {
            if (const auto put = takeIn(draft, copy.agreed, before, theirs, keysOf(stands.refused)); !put)
                return put;
            mine = copyFields(draft.body);
            copy.agreed = theirs;
            if (mine != before)
                m_met.append(copy.copy);
        }
        const bool isCalm = m_sharing == Sharing::Now || (mayBeMet && !stands.conflicts.isEmpty());
        if (isCalm && !stands.isAnswered) {
            m_done.waiting += mine == copy.agreed ? 0 : 1;
        } else if (isCalm) {
            if (const auto shared = share(copy, mine, theirs, stands, mayBeMet ? stands.conflicts : QList<OperationId>()); !shared)
                return shared;
        }
        return copy == noted ? Result<void>() : note(copy);
    }

    /// Puts what another device says into @p draft, where that changes it.
    Result<void> takeIn(Draft &draft, const Json::Object &agreed, const Json::Object &mine, const Json::Object &theirs, const QSet<QString> &refused)
    {
        const MergedDraft merged = mergeDrafts(agreed, mine, theirs, writtenWordsOf(m_store, draft.body), refused);
        auto body = draftFromFields(merged.fields);
        if (!body)
            return body.error();
        const bool isTooLarge = writeJson(Json(merged.fields)).size() > limits::draftBytesMax;
        const bool losesMade = std::any_of(merged.mine.cbegin(), merged.mine.cend(), [&theirs](const QString &key) { return isMade(theirs.value(key)); });
        if (isTooLarge || losesMade) {
            if (const auto other = draftFromFields(theirs)) {
                if (const auto kept = keepApart(*other, freshId()); !kept)
                    return kept;
            }
        }
        if (isTooLarge || merged.fields == mine)
            return {};
        draft.body = *std::move(body);
        if (const auto saved = m_store.drafts().save(draft); !saved)
            return saved;
        ++m_done.changed;
        if (!merged.joined.isEmpty())
            m_done.joined.append(draft.id);
        return {};
    }

    /// Patches of what differs from what others see. What another device has changed since is not written over: it is met first.
    Result<void> share(DraftCopy &copy, const Json::Object &mine, const Json::Object &theirs, const CopyStanding &stands, QList<OperationId> conflicts)
    {
        const auto isSealed = isHandedOverPartSealed(m_store, copy.draft);
        if (!isSealed)
            return isSealed.error();
        QMap<QString, FieldChange> changes;
        QStringList keys = mine.keys() + theirs.keys();
        keys.removeDuplicates();
        for (const QString &key : std::as_const(keys)) {
            const Json seen = theirs.value(key), wanted = mine.value(key);
            const bool isNew = seen != wanted && seen == copy.agreed.value(key);
            const bool wasRefusedAsIs = stands.conflicts.isEmpty() && stands.refused.contains(key) && stands.refused.value(key) == wanted;
            const bool fits = wanted.isNull() || writeJson(wanted).size() < largestFieldBytes;
            // What somebody said on the device handed over is closed here: it is not opened on another device.
            if (isNew && !wasRefusedAsIs && fits && !*isSealed)
                changes.insert(key, { wanted, seen.isNull() ? QString() : fieldHash(seen) });
        }
        if (!changes.isEmpty())
            ++m_done.shared;
        while (!changes.isEmpty() || !conflicts.isEmpty()) {
            Operation change = newOperation(m_store, conflicts.isEmpty() ? OperationKind::Patch : OperationKind::Resolve, copy.copy);
            if (!conflicts.isEmpty())
                change.target = conflicts.takeFirst();
            takeSome(changes, change.set);
            copy.agreed = withFields(copy.agreed, change.set);
            if (const auto kept = m_store.outbox().append(change); !kept)
                return kept.error();
        }
        return {};
    }

    Result<void> shareNew()
    {
        const auto drafts = m_store.drafts().list();
        if (!drafts)
            return drafts.error();
        for (const Draft &draft : *drafts) {
            const auto form = findForm(m_store, draft.body.form);
            if (!form && form.error().code != ErrorCode::NotFound)
                return form.error();
            const auto known = m_store.draftCopies().find(draft.id);
            const auto isOver = isCompleted(draft.id);
            const auto isSealed = isHandedOverPartSealed(m_store, draft.id);
            if (!isOver || !isSealed)
                return !isOver ? isOver.error() : isSealed.error();
            const bool isWritten = opensAsForm(draft.body, form ? form->get() : nullptr) && draft.body.author == m_me && !draft.body.answers.isEmpty();
            // A note that cannot be read is written anew.
            if (!isWritten || (known && *known) || *isOver || *isSealed)
                continue;
            if (const auto begun = unlessOfOneDraft(beginCopy(draft)); !begun)
                return begun;
        }
        return {};
    }

    Result<void> beginCopy(const Draft &draft)
    {
        const Json::Object fields = copyFields(draft.body);
        Operation create = newOperation(m_store, OperationKind::Create, freshId());
        RecordBody body;
        body.type = RecordType::Draft;
        body.state = RecordState::Draft;
        body.author = m_me;
        body.about = draft.id;
        body.madeAtMs = create.atMs;
        // What makes it a draft goes first; the rest follows in patches of what one operation holds.
        body.answers.insert(draft_copy::head, fields.value(draft_copy::head));
        create.head = body;
        DraftCopy copy { draft.id, create.record, body.answers };
        if (const auto kept = m_store.outbox().append(create); !kept)
            return kept.error();
        if (const auto rest = share(copy, fields, body.answers, {}, {}); !rest)
            return rest;
        return note(copy);
    }

    /// The copy has ended, here or on another device, and the hub has answered all that was said of it.
    Result<void> end(const DraftCopy &copy, const CopyStanding &stands, DraftStanding standing)
    {
        const RecordBody &last = *stands.body;
        if (standing == DraftStanding::Open && m_store.drafts().isOnScreen(copy.draft))
            return {};
        const auto here = m_store.drafts().find(copy.draft);
        if (!here)
            return here.error();
        if (const auto settled = dismissRefused(copy.copy, stands); !settled)
            return settled;
        if (standing == DraftStanding::Open && *here) {
            const bool isEndedHere = !copy.over.isEmpty();   // deleted here and brought back: it goes on, with what it had not met
            Draft draft = **here;
            if (isEndedHere) {
                if (const auto put = takeIn(draft, copy.agreed, copyFields(draft.body), last.answers, keysOf(stands.refused)); !put)
                    return put;
            }
            return isEndedHere || last.voidReason == draft_copy::replaced ? forget(copy.draft) : endDraft(copy, stands, draft);
        }
        if (const auto forgotten = forget(copy.draft); !forgotten)
            return forgotten;
        // Ended here. Words another device had put forward meanwhile were not seen by whoever ended it; the same draft on every device.
        const bool isUnseen = !copy.over.isEmpty() && (last.answers != copy.agreed || !stands.refused.isEmpty());
        const auto unseen = isUnseen ? draftFromFields(last.answers) : Result<RecordBody>(RecordBody());
        return isUnseen && unseen ? keepApart(*unseen, RecordId(QUuid::createUuidV5(copy.copy.raw(), QByteArrayLiteral("unseen")))) : Result<void>();
    }

    /// @p draft is over on another device.
    Result<void> endDraft(const DraftCopy &copy, const CopyStanding &stands, const Draft &draft)
    {
        const bool isChanged = isChangedHere(draft, copy, stands);
        if (const auto forgotten = forget(copy.draft); !forgotten)
            return forgotten;
        if (stands.body->voidReason == draft_copy::deleted) {
            if (isChanged)
                return {};   // it goes on here, under a copy of its own
            ++m_done.ended;
            return m_store.drafts().discard(copy.draft, m_store.clock().now());
        }
        const auto isRecord = isCompleted(copy.draft);
        if (!isRecord)
            return isRecord.error();
        if (!*isRecord)
            return {};   // the hub has not taken it: until it is a record somewhere, it stays a draft here
        return removeDraft(draft, isChanged);
    }

    /// Whether @p draft says anything that other devices have not been given.
    static bool isChangedHere(const Draft &draft, const DraftCopy &copy, const CopyStanding &stands)
    {
        return copyFields(draft.body) != copy.agreed || !stands.refused.isEmpty();
    }

    Result<void> removeDraft(const Draft &draft, bool isChanged)
    {
        ++m_done.ended;
        if (const auto removed = m_store.drafts().remove(draft.id); !removed)
            return removed;
        return isChanged ? keepApart(draft.body, freshId()) : Result<void>();
    }

    Result<void> keepApart(const RecordBody &body, const RecordId &id)
    {
        const auto standing = m_store.drafts().standing(id);
        if (!standing || *standing != DraftStanding::Absent)
            return standing ? Result<void>() : standing.error();
        m_done.kept.append(id);
        return m_store.drafts().save({ id, body, {}, now(), {} });
    }

    Result<void> keepDeletedApart(const RecordId &draft, const Json::Object &theirs)
    {
        const auto deleted = m_store.drafts().list(DraftTable::Which::Discarded);
        if (!deleted)
            return deleted.error();
        for (Draft one : *deleted) {
            if (one.id != draft || copyFields(one.body) == theirs)
                continue;
            one.id = freshId();
            return m_store.drafts().save(one);
        }
        return {};
    }

    Result<void> endCopy(DraftCopy copy, const QString &why)
    {
        copy.over = why;
        const auto ended = endRecord(copy.copy, why);
        return ended ? note(copy) : ended;
    }

    Result<void> endRecord(const RecordId &copy, const QString &why)
    {
        m_ended.insert(copy);
        Operation over = newOperation(m_store, OperationKind::Void, copy);
        over.reason = why;
        return m_store.outbox().append(over);
    }

    /// Nothing is to be settled any more of a copy that is over: the words are in a draft, and nobody needs to decide.
    Result<void> dismissRefused(const RecordId &copy, const CopyStanding &stands)
    {
        for (const OperationId &refused : stands.conflicts + stands.held) {
            if (const auto kept = dismiss(copy, refused); !kept)
                return kept;
        }
        return {};
    }

    Result<void> dismiss(const RecordId &record, const OperationId &target)
    {
        Operation dismissal = newOperation(m_store, OperationKind::Dismiss, record);
        dismissal.target = target;
        dismissal.reason = u"its words are in a draft"_s;
        return m_store.outbox().append(dismissal);
    }

    /// The draft's row went with a damaged page: the copy is what is left of it.
    Result<void> bringBack(DraftCopy copy, const RecordBody &last)
    {
        const auto isOver = isCompleted(copy.draft);
        if (!isOver)
            return isOver.error();
        if (*isOver)
            return endCopy(copy, draft_copy::completed);
        const auto body = draftFromFields(last.answers);
        if (!body)
            return body.error();
        copy.agreed = last.answers;
        ++m_done.came;
        const auto saved = m_store.drafts().save({ copy.draft, *body, {}, now(), {} });
        return saved ? note(copy) : saved;
    }

    /// Whether a record of that id is completed, as far as this device knows.
    Result<bool> isCompleted(const RecordId &record)
    {
        const auto row = m_store.view().find(record);
        return row ? Result<bool>(*row && (*row)->state != RecordState::Draft) : row.error();
    }

    Result<bool> isCompletedAtHub(const RecordId &record)
    {
        const auto head = m_store.base().head(record);
        return head ? Result<bool>(*head && !(*head)->provisional && (*head)->body->state != RecordState::Draft) : head.error();
    }

    Result<bool> canStillBeUndone(const RecordId &record)
    {
        const auto own = m_store.outbox().ofRecord(record);
        if (!own)
            return own.error();
        return std::any_of(own->cbegin(), own->cend(),
                           [at = now()](const OutboxEntry &entry) { return entry.number == 0 && entry.heldUntilMs.value_or(0) >= at; });
    }

    /// Moves as many of @p from as one operation holds.
    static void takeSome(QMap<QString, FieldChange> &from, QMap<QString, FieldChange> &to)
    {
        qint64 bytes = 0;
        while (!from.isEmpty()) {
            const qint64 size = writeJson(from.first().value).size();
            if (!to.isEmpty() && bytes + size > fieldBytesMax)
                return;
            bytes += size;
            to.insert(from.firstKey(), from.first());
            from.erase(from.begin());
        }
    }

    Result<void> note(const DraftCopy &copy)
    {
        m_areCopiesOther = true;
        return m_store.draftCopies().put(copy);
    }

    Result<void> forget(const RecordId &draft)
    {
        m_areCopiesOther = true;
        return m_store.draftCopies().remove(draft);
    }

    [[nodiscard]] RecordId freshId() { return newId<RecordId>(m_store.clock(), m_store.random()); }
    [[nodiscard]] qint64 now() const { return m_store.clock().now().msSinceEpoch; }

    Store &m_store;
    PersonId m_me;
    Sharing m_sharing;
    QSet<RecordId> m_ended;   ///< copies that this run ends
    QList<RecordId> m_met;
    bool m_areCopiesOther = false;   ///< the notes of copies have changed since they were listed
    DraftsTended m_done;
};

} // namespace

Result<DraftsTended> tendDraftCopies(Store &store, Sharing sharing)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    Tending tending(store, enrolment->person, sharing);
    const auto done = store.transact([&] { return tending.run(); });
    for (const RecordId &copy : done ? tending.metCopies() : QList<RecordId>()) {
        // Words are there without their pictures; what cannot be asked for now is asked for with the next words.
        [[maybe_unused]] const auto asked = wantFiles(store, copy);
    }
    return done;
}

} // namespace sightline
