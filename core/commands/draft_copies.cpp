#include "core/commands/draft_copies.h"

#include "core/base/limits.h"
#include "core/commands/new_operation.h"
#include "core/commands/written_words.h"
#include "core/records/draft_copy.h"
#include "core/store/opens_as_form.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Of one operation, so that it stays well under operationBytesMax with its names around it.
constexpr qint64 fieldBytesMax = limits::operationBytesMax / 2;

/// What became of own operations on a copy.
struct Unsettled {
    bool isAnswered = true;               ///< none is on its way
    QSet<QString> disputed = {};          ///< fields that the hub left as another device had set them
    QList<OperationId> conflicts = {};    ///< operations that no `resolve` has settled
};

class Tending {
public:
    Tending(Store &store, PersonId me, Sharing sharing) : m_store(store), m_me(std::move(me)), m_sharing(sharing) { }

    Result<DraftsTended> run()
    {
        const auto known = m_store.draftCopies().all();
        if (!known)
            return known.error();
        QSet<RecordId> copies;
        for (const DraftCopy &copy : *known)
            copies.insert(copy.copy);
        if (const auto met = meetOthers(copies); !met)
            return met.error();
        const auto now = m_store.draftCopies().all();
        if (!now)
            return now.error();
        for (const DraftCopy &copy : *now) {
            if (const auto tended = tend(copy); !tended)
                return tended.error();
        }
        if (const auto shared = m_sharing == Sharing::Now ? shareNew() : Result<void>(); !shared)
            return shared.error();
        return m_done;
    }

private:
    /// Copies that this device knows nothing of: of drafts begun elsewhere, and of its own whose note of it was lost with a damaged page.
    Result<void> meetOthers(const QSet<RecordId> &known)
    {
        const auto rows = m_store.view().ofType(RecordType::Draft);
        if (!rows)
            return rows.error();
        for (const ViewRow &row : *rows) {
            if (known.contains(row.id) || row.author != m_me || !row.about)
                continue;
            const auto copy = m_store.view().body(row.id);
            if (!copy)
                return copy.error();
            const auto draft = *copy ? draftFromFields((*copy)->answers) : Result<RecordBody>(Error { ErrorCode::Corrupt, {} });
            if (!draft)
                continue;   // a later version's; it is its author's there
            const auto standing = m_store.drafts().standing(*row.about);
            const auto isOver = isCompleted(*row.about);
            const auto had = m_store.draftCopies().find(*row.about);
            if (!standing || !isOver || !had)
                return !standing ? standing.error() : !isOver ? isOver.error() : had.error();
            if (*isOver || *had)
                continue;
            // One that was deleted here as well and has been brought back elsewhere comes back too.
            if (*standing != DraftStanding::Open) {
                if (const auto begun = m_store.drafts().save({ *row.about, *draft, {}, m_store.clock().now().msSinceEpoch, {} }); !begun)
                    return begun;
                ++m_done.came;
            }
            // Of one that is here already only what is the same in both is agreed.
            Json::Object agreed = (*copy)->answers;
            if (*standing == DraftStanding::Open) {
                const auto here = m_store.drafts().find(*row.about);
                if (!here)
                    return here.error();
                const Json::Object mine = *here ? copyFields((*here)->body) : Json::Object();
                agreed.removeIf([&mine](const auto &field) { return mine.value(field.key()) != field.value(); });
            }
            if (const auto noted = m_store.draftCopies().put({ *row.about, row.id, agreed }); !noted)
                return noted;
        }
        return {};
    }

    Result<void> tend(const DraftCopy &copy)
    {
        const auto standing = m_store.drafts().standing(copy.draft);
        const auto present = m_store.view().body(copy.copy);
        const auto unsettled = unsettledOf(copy.copy);
        if (!standing || !present || !unsettled)
            return !standing ? standing.error() : !present ? present.error() : unsettled.error();
        if (!*present)   // out of reach for now; with its draft over there is nothing left to know
            return copy.over.isEmpty() || *standing != DraftStanding::Absent ? Result<void>() : m_store.draftCopies().remove(copy.draft);
        if ((*present)->state == RecordState::Void)
            return unsettled->isAnswered ? end(copy, **present, *standing, *unsettled) : Result<void>();
        switch (*standing) {
        case DraftStanding::Open: return goOn(copy, (*present)->answers, *unsettled);
        case DraftStanding::Aside: {
            const auto isStillOffered = canStillBeUndone(copy.draft);
            if (!isStillOffered)
                return isStillOffered.error();
            return *isStillOffered ? Result<void>() : endCopy(copy, draft_copy::completed);
        }
        case DraftStanding::Discarded: return endCopy(copy, draft_copy::deleted);
        case DraftStanding::Absent: return copy.over.isEmpty() ? bringBack(copy, **present) : endCopy(copy, copy.over);
        }
        Q_UNREACHABLE();
    }

    /// A draft that is being written: takes what came, puts forward what is new.
    Result<void> goOn(DraftCopy copy, const Json::Object &theirs, const Unsettled &unsettled)
    {
        const auto isOver = isCompleted(copy.draft);
        auto here = m_store.drafts().find(copy.draft);
        if (!isOver)
            return isOver.error();
        if (!here)   // one that cannot be read stays as it is, and holds up no other
            return here.error().code == ErrorCode::Corrupt ? Result<void>() : here.error();
        if (*isOver || !*here)   // another device has completed it: its copy's end is on its way
            return {};
        copy.over.clear();
        Draft &draft = **here;
        const bool isOnScreen = m_store.drafts().isOnScreen(copy.draft);
        const Json::Object before = copyFields(draft.body);
        Json::Object mine = before;
        if (!isOnScreen) {
            const MergedDraft merged = mergeDrafts(copy.agreed, mine, theirs, writtenWordsOf(m_store, draft.body), unsettled.disputed);
            mine = merged.fields;
            copy.agreed = theirs;
            if (mine != before) {
                auto body = draftFromFields(mine);
                if (!body)
                    return body.error();
                draft.body = *std::move(body);
                if (const auto saved = m_store.drafts().save(draft); !saved)
                    return saved;
                ++m_done.changed;
            }
            if (!merged.joined.isEmpty())
                m_done.joined.append(copy.draft);
        }
        const bool isCalm = m_sharing == Sharing::Now || !unsettled.conflicts.isEmpty();
        if (isCalm) {
            if (const auto shared = share(copy, mine, theirs, isOnScreen ? QList<OperationId>() : unsettled.conflicts); !shared)
                return shared;
        }
        return m_store.draftCopies().put(copy);
    }

    /// Patches of what differs from what others see. What another device has changed since is not written over: it is met first.
    Result<void> share(DraftCopy &copy, const Json::Object &mine, const Json::Object &theirs, QList<OperationId> conflicts)
    {
        QMap<QString, FieldChange> changes;
        QStringList keys = mine.keys() + theirs.keys();
        keys.removeDuplicates();
        for (const QString &key : std::as_const(keys)) {
            const Json now = theirs.value(key), wanted = mine.value(key);
            if (now != wanted && now == copy.agreed.value(key))
                changes.insert(key, { wanted, now.isNull() ? QString() : fieldHash(now) });
        }
        if (!changes.isEmpty())
            ++m_done.shared;
        while (!changes.isEmpty() || !conflicts.isEmpty()) {
            Operation change = newOperation(m_store, conflicts.isEmpty() ? OperationKind::Patch : OperationKind::Resolve, copy.copy);
            if (!conflicts.isEmpty())
                change.target = conflicts.takeFirst();
            takeSome(changes, change.set);
            for (auto it = change.set.cbegin(); it != change.set.cend(); ++it)
                note(copy.agreed, it.key(), it->value);
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
            const bool isWorthIt = opensAsForm(draft.body, form ? form->get() : nullptr) && draft.body.author == m_me && !draft.body.answers.isEmpty();
            const auto known = m_store.draftCopies().find(draft.id);
            const auto isOver = isCompleted(draft.id);
            if (!known || !isOver)
                return !known ? known.error() : isOver.error();
            if (!isWorthIt || *known || *isOver)
                continue;
            if (const auto begun = beginCopy(draft); !begun)
                return begun;
        }
        return {};
    }

    Result<void> beginCopy(const Draft &draft)
    {
        const Json::Object fields = copyFields(draft.body);
        Operation create = newOperation(m_store, OperationKind::Create, newId<RecordId>(m_store.clock(), m_store.random()));
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
        if (const auto rest = share(copy, fields, body.answers, {}); !rest)
            return rest;
        return m_store.draftCopies().put(copy);
    }

    /// The copy has ended, here or on another device, and the hub has answered all that was said of it.
    Result<void> end(const DraftCopy &copy, const RecordBody &last, DraftStanding standing, const Unsettled &unsettled)
    {
        if (standing == DraftStanding::Open && m_store.drafts().isOnScreen(copy.draft))
            return {};
        if (const auto forgotten = m_store.draftCopies().remove(copy.draft); !forgotten)
            return forgotten;
        if (standing == DraftStanding::Open && !copy.over.isEmpty())
            return {};   // deleted here and brought back: it goes on under a copy of its own
        if (standing != DraftStanding::Open) {
            // Ended here. Words another device had put forward meanwhile were not seen by whoever ended it.
            const bool isUnseen = last.answers != copy.agreed || !unsettled.disputed.isEmpty();
            const auto unseen = isUnseen ? draftFromFields(last.answers) : Result<RecordBody>(RecordBody());
            return isUnseen && unseen ? keepApart(*unseen) : Result<void>();
        }
        const auto here = m_store.drafts().find(copy.draft);
        if (!here || !*here)
            return here ? Result<void>() : here.error();
        const bool isChangedHere = copyFields((*here)->body) != copy.agreed || !unsettled.disputed.isEmpty();
        const bool isDeleted = last.voidReason == draft_copy::deleted;
        if (isDeleted && isChangedHere)
            return {};   // it goes on here, under a copy of its own
        ++m_done.ended;
        if (isDeleted)
            return m_store.drafts().discard(copy.draft, m_store.clock().now());
        if (const auto removed = m_store.drafts().remove(copy.draft); !removed)
            return removed;
        return isChangedHere ? keepApart((*here)->body) : Result<void>();
    }

    Result<void> keepApart(const RecordBody &body)
    {
        const Draft kept { newId<RecordId>(m_store.clock(), m_store.random()), body, {}, m_store.clock().now().msSinceEpoch, {} };
        m_done.kept.append(kept.id);
        return m_store.drafts().save(kept);
    }

    Result<void> endCopy(DraftCopy copy, const QString &why)
    {
        copy.over = why;
        Operation over = newOperation(m_store, OperationKind::Void, copy.copy);
        over.reason = why;
        const auto kept = m_store.outbox().append(over);
        return kept ? m_store.draftCopies().put(copy) : kept;
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
            return {};
        copy.agreed = last.answers;
        ++m_done.came;
        const auto saved = m_store.drafts().save({ copy.draft, *body, {}, m_store.clock().now().msSinceEpoch, {} });
        return saved ? m_store.draftCopies().put(copy) : saved;
    }

    Result<Unsettled> unsettledOf(const RecordId &copy)
    {
        const auto own = m_store.outbox().ofRecord(copy);
        if (!own)
            return own.error();
        Unsettled unsettled;
        QSet<OperationId> settled;
        for (const OutboxEntry &entry : *own) {
            unsettled.isAnswered = unsettled.isAnswered && entry.ackSeq.has_value();
            const bool isRefused = entry.ackSeq && entry.outcome.code == Outcome::Code::Conflict;
            if (entry.operation.kind == OperationKind::Resolve && entry.operation.target && !isRefused)
                settled.insert(*entry.operation.target);
        }
        for (const OutboxEntry &entry : *own) {
            if (!entry.ackSeq || entry.outcome.code != Outcome::Code::Conflict || settled.contains(entry.operation.id))
                continue;
            unsettled.conflicts.append(entry.operation.id);
            for (const QString &field : entry.outcome.fields)
                unsettled.disputed.insert(field);
        }
        return unsettled;
    }

    /// Whether a record of that id is completed, as far as this device knows.
    Result<bool> isCompleted(const RecordId &record)
    {
        const auto row = m_store.view().find(record);
        if (!row)
            return row.error();
        return *row && (*row)->state != RecordState::Draft;
    }

    Result<bool> canStillBeUndone(const RecordId &record)
    {
        const auto own = m_store.outbox().ofRecord(record);
        if (!own)
            return own.error();
        const qint64 now = m_store.clock().now().msSinceEpoch;
        return std::any_of(own->cbegin(), own->cend(), [now](const OutboxEntry &entry) { return entry.number == 0 && entry.heldUntilMs.value_or(0) >= now; });
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

    static void note(Json::Object &agreed, const QString &key, const Json &value)
    {
        if (value.isNull())
            agreed.remove(key);
        else
            agreed.insert(key, value);
    }

    Store &m_store;
    PersonId m_me;
    Sharing m_sharing;
    DraftsTended m_done;
};

} // namespace

Result<DraftsTended> tendDraftCopies(Store &store, Sharing sharing)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    return store.transact([&] { return Tending(store, enrolment->person, sharing).run(); });
}

} // namespace sightline
