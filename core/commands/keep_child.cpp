#include "core/commands/keep_child.h"

#include "core/commands/author_context.h"
#include "core/commands/new_operation.h"
#include "core/store/known_children.h"
#include "core/store/known_council.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(KeepChild)
};

/// The list of one person as commands need it.
struct List {
    AuthorContext author;
    QList<ChildPointer> all;

    [[nodiscard]] bool isMine(const ChildPointer &child) const { return ownerOfChild(child, all) == author.person; }
    [[nodiscard]] const ChildPointer *mineWithNumber(const QString &number) const
    {
        const auto found =
            std::find_if(all.cbegin(), all.cend(), [&](const ChildPointer &one) { return isMine(one) && numberKey(one.number) == numberKey(number); });
        return found == all.cend() ? nullptr : &*found;
    }
};

Result<List> listOf(Store &store)
{
    auto author = authorContext(store);
    if (!author)
        return author.error();
    auto all = knownChildren(store);
    if (!all)
        return all.error();
    return List { *std::move(author), *std::move(all) };
}

Result<ChildPointer> mine(const List &list, const RecordId &id)
{
    const auto found = std::find_if(list.all.cbegin(), list.all.cend(), [&id](const ChildPointer &one) { return one.id == id; });
    if (found == list.all.cend())
        return Error { ErrorCode::NotFound, u"There is no such child on this device; `children` lists those there are."_s };
    if (!list.isMine(*found)) {
        //: Why what a list says of a child cannot be changed.
        return Error { ErrorCode::NotAllowed,
                       Words::tr("This child is not on your list any more. Only whose list a child is on can change what is said of them.") };
    }
    return *found;
}

Operation creation(Store &store, const List &list, const Json::Object &fields, const std::optional<RecordId> &before)
{
    Operation create = newOperation(store, OperationKind::Create, newId<RecordId>(store.clock(), store.random()));
    RecordBody body;
    body.type = RecordType::Child;
    body.state = RecordState::Draft;   // it goes on changing until it ends
    body.author = list.author.person;
    body.service = list.author.service;
    body.team = list.author.team;
    body.about = before;
    body.madeAtMs = create.atMs;
    body.answers = fields;
    create.head = body;
    return create;
}

/// What makes @p present say @p wanted: a patch of one's own pointer, or a pointer of one's own that goes on from a colleague's. None where
/// they say the same.
Result<std::optional<Operation>> changeTo(Store &store, const List &list, const ChildPointer &present, const Json::Object &wanted)
{
    if (present.author != list.author.person)
        return std::optional(creation(store, list, wanted, present.id));
    const auto body = store.view().body(*present.id);
    if (!body)
        return body.error();
    const Json::Object fields = *body ? (*body)->answers : Json::Object();   // as they are kept: what a patch says it saw
    Operation patch = newOperation(store, OperationKind::Patch, *present.id);
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        if (!wanted.contains(it.key()))
            patch.set.insert(it.key(), { Json(), fieldHash(*it) });
    }
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it) {
        const Json now = fields.value(it.key());
        if (now != *it)
            patch.set.insert(it.key(), { *it, now.isNull() ? QString() : fieldHash(now) });
    }
    return patch.set.isEmpty() ? std::optional<Operation>() : std::optional(patch);
}

/// Keeps @p operation, if there is one, in place of the draft in which it was typed: one durable transaction.
Result<void> keep(Store &store, const std::optional<Operation> &operation, const std::optional<RecordId> &typedIn)
{
    if (!operation && !typedIn)
        return {};
    return store.transact([&]() -> Result<void> {
        const auto kept = operation ? store.outbox().append(*operation) : Result<void>();
        return kept && typedIn ? store.drafts().remove(*typedIn) : kept;
    });
}

/// Makes @p present say @p wanted, durably; the record that says it from now on.
Result<RecordId> makeSay(Store &store, const List &list, const ChildPointer &present, const Json::Object &wanted, const std::optional<RecordId> &typedIn)
{
    const auto change = changeTo(store, list, present, wanted);
    if (!change)
        return change.error();
    if (const auto kept = keep(store, *change, typedIn); !kept)
        return kept.error();
    return *change ? (*change)->record : *present.id;
}

/// What is wanted of a child that goes on: @p child without an end, and with what was handed over of it.
Json::Object goingOn(ChildPointer child, const ChildPointer &present)
{
    child.missed = present.missed;
    child.missedOn = present.missedOn;
    child.endedOn = {};
    child.endReason.clear();
    child.handedTo = {};
    return childFields(child);
}

ChildProblem isThere()
{
    //: Beside the field of a child's number: it is on one's list already.
    return { u"number"_s, Words::tr("A child with this number is on your list already.") };
}

} // namespace

Result<ChildKept> addChild(Store &store, const ChildPointer &child, const std::optional<RecordId> &typedIn)
{
    const auto list = listOf(store);
    if (!list)
        return list.error();
    const Json::Object fields = goingOn(child, {});
    ChildKept kept { {}, childProblems(fields) };
    if (kept.problems.isEmpty() && list->mineWithNumber(child.number))
        kept.problems.append(isThere());
    if (!kept.problems.isEmpty())
        return kept;
    const Operation create = creation(store, *list, fields, {});
    if (const auto stored = keep(store, create, typedIn); !stored)
        return stored.error();
    kept.child = create.record;
    return kept;
}

Result<ChildKept> changeChild(Store &store, const ChildPointer &child, const std::optional<RecordId> &typedIn)
{
    const auto list = listOf(store);
    if (!list)
        return list.error();
    const auto present = mine(*list, *child.id);
    if (!present)
        return present.error();
    const Json::Object wanted = goingOn(child, *present);
    ChildKept kept { {}, childProblems(wanted) };
    const ChildPointer *other = list->mineWithNumber(child.number);
    if (kept.problems.isEmpty() && other && other->id != child.id)
        kept.problems.append(isThere());
    if (!kept.problems.isEmpty())
        return kept;
    const auto said = makeSay(store, *list, *present, wanted, typedIn);
    if (!said)
        return said.error();
    kept.child = *said;
    return kept;
}

Result<ChildKept> endChild(Store &store, const RecordId &child, const ChildEnd &end, const std::optional<RecordId> &typedIn)
{
    const auto list = listOf(store);
    if (!list)
        return list.error();
    const auto present = mine(*list, child);
    if (!present)
        return present.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    ChildPointer ended = *present;
    ended.endedOn = end.on;
    ended.endReason = end.reason;
    ended.handedTo = end.handTo;
    ended.seenOn = end.standing.seenOn;
    ended.missed = end.standing.missedRunning;
    ended.missedOn = ended.missed > 0 && end.standing.last ? end.standing.last->on : ended.missed > 0 ? present->missedOn : QDate();
    Json::Object wanted = childFields(ended);
    ChildKept kept;
    if (!wanted.contains(u"end_reason"_s))
        wanted.insert(u"end_reason"_s, QString());
    kept.problems = childProblems(wanted);
    const Person *colleague = end.handTo.isEmpty() ? nullptr : (*council)->person(end.handTo);
    const bool isNobody = !end.handTo.isEmpty() && (!colleague || end.handTo == list->author.person || !colleague->isHereOn(end.on));
    if (isNobody) {
        //: Beside the choice of a colleague whom a child is handed to.
        kept.problems.append({ u"handed_to"_s, Words::tr("Choose a colleague who is here.") });
    }
    if (!kept.problems.isEmpty())
        return kept;
    const auto said = makeSay(store, *list, *present, wanted, typedIn);
    if (!said)
        return said.error();
    kept.child = *said;
    return kept;
}

Result<ChildrenImported> importChildren(Store &store, const QList<ChildPointer> &children)
{
    const auto list = listOf(store);
    if (!list)
        return list.error();
    ChildrenImported imported;
    QList<Operation> operations;
    for (const ChildPointer &child : children) {
        const ChildPointer *present = list->mineWithNumber(child.number);
        Json::Object wanted = goingOn(child, present ? *present : ChildPointer());
        if (!childProblems(wanted).isEmpty())
            return Error { ErrorCode::InvalidInput, u"A row of the table cannot be taken in; nothing was."_s };
        if (!present) {
            operations.append(creation(store, *list, wanted, {}));
            ++imported.added;
            continue;
        }
        const Json::Object now = goingOn(*present, *present);
        for (auto it = now.cbegin(); it != now.cend(); ++it) {
            if (!wanted.contains(it.key()))
                wanted.insert(it.key(), *it);
        }
        const auto change = wanted == now ? Result<std::optional<Operation>>(std::nullopt) : changeTo(store, *list, *present, wanted);
        if (!change)
            return change.error();
        if (*change)
            operations.append(**change);
        ++(*change ? imported.changed : imported.same);
    }
    const auto stored = operations.isEmpty() ? Result<void>() : store.transact([&]() -> Result<void> {
        for (const Operation &operation : std::as_const(operations)) {
            if (const auto kept = store.outbox().append(operation); !kept)
                return kept.error();
        }
        return {};
    });
    if (!stored)
        return stored.error();
    return imported;
}

} // namespace sightline
