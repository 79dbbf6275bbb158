#include "core/operations/apply.h"

#include "core/records/event_record.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Applied heldBack(const std::optional<RecordBody> &present, const char16_t *reason)
{
    return { { Outcome::Code::Held, QString::fromUtf16(reason), {} }, present, false };
}

Applied applyCreate(const Operation &operation, const std::optional<RecordBody> &present)
{
    if (!present)
        return { {}, operation.head, true };
    // The same creation twice (offered again to a restored history under another number) changes nothing.
    if (*present == *operation.head)
        return { {}, present, false };
    // An event that another system numbers is one event, whoever tells of it first.
    if (operation.head && isSameEvent(*present, *operation.head))
        return { {}, present, false };
    return heldBack(present, held::exists);
}

/// R5, field by field: what its author saw is still there, or the value is there already.
Applied applyFields(const Operation &operation, const RecordBody &present, const ApplyRules &rules)
{
    Applied result { {}, present, false };
    for (auto it = operation.set.cbegin(); it != operation.set.cend(); ++it) {
        const Json now = present.answers.value(it.key());
        if (now == it->value)
            continue;
        if (rules.fieldsNeedSight && fieldHash(now) != it->saw) {
            result.outcome.code = Outcome::Code::Conflict;
            result.outcome.fields.append(it.key());
            continue;
        }
        if (it->value.isNull())
            result.body->answers.remove(it.key());
        else
            result.body->answers.insert(it.key(), it->value);
        result.changed = true;
    }
    return result;
}

Applied applyComplete(const Operation &operation, const RecordBody &present, bool hasOpenConflict, const ApplyRules &rules)
{
    if (rules.completeNeedsSight) {
        const auto bytes = bodyBytes(present);
        if (!bytes || bodyHash(*bytes) != operation.bodyHash)
            return heldBack(present, held::stale);
        if (hasOpenConflict)
            return heldBack(present, held::openConflict);
    }
    Applied result { {}, present, true };
    result.body->state = RecordState::Completed;
    result.body->completedAtMs = operation.atMs;
    result.body->validator = operation.validator;
    return result;
}

Applied applyVoid(const Operation &operation, const RecordBody &present)
{
    if (present.state == RecordState::Void)
        return { {}, present, false };
    Applied result { {}, present, true };
    result.body->state = RecordState::Void;
    result.body->voidReason = operation.reason;
    return result;
}

Applied applyPublish(const Operation &operation, const std::optional<RecordBody> &present)
{
    const bool changed = !present || !(*present == *operation.head);
    return { {}, operation.head, changed };
}

} // namespace

QString outcomeName(const Outcome &outcome)
{
    switch (outcome.code) {
    case Outcome::Code::Applied: return u"applied"_s;
    case Outcome::Code::Conflict: return u"conflict"_s;
    case Outcome::Code::Waiting: return u"waiting"_s;
    case Outcome::Code::Held: return u"held:"_s + outcome.reason;
    }
    Q_UNREACHABLE();
}

Outcome outcomeFromName(QStringView name, QStringList fields)
{
    if (name == "applied"_L1)
        return { Outcome::Code::Applied, {}, std::move(fields) };
    if (name == "conflict"_L1)
        return { Outcome::Code::Conflict, {}, std::move(fields) };
    if (name == "waiting"_L1)
        return { Outcome::Code::Waiting, {}, std::move(fields) };
    const QStringView reason = name.startsWith("held:"_L1) ? name.sliced(5) : name;
    return { Outcome::Code::Held, reason.toString(), std::move(fields) };
}

QString fieldNamesToText(const QStringList &fields) { return fields.isEmpty() ? QString() : QString::fromUtf8(writeJson(Json::strings(fields))); }

QStringList fieldNamesFromText(const QString &text)
{
    const auto list = text.startsWith(u'[') ? parseJson(text.toUtf8()) : Result<Json>(Json());
    return list && list->isArray() ? list->toStrings() : text.split(u'\n', Qt::SkipEmptyParts);
}

Applied apply(const Operation &operation, const PersonId &user, const std::optional<RecordBody> &present, bool hasOpenConflict, const ApplyRules &rules)
{
    switch (operation.kind) {
    case OperationKind::Create: return applyCreate(operation, present);
    case OperationKind::Publish: return applyPublish(operation, present);
    case OperationKind::Unknown: return heldBack(present, held::unknownKind);
    case OperationKind::Adopt:
    case OperationKind::Dismiss: return { {}, present, false };   // they settle another operation; the hub does that around this
    case OperationKind::Patch:
    case OperationKind::Resolve:
    case OperationKind::Complete:
    case OperationKind::Void: break;
    }
    if (!present)
        return { { Outcome::Code::Waiting, {}, {} }, present, false };
    // An absence is also ended by whoever might have entered it, which only people and teams say: the hub judges that before.
    const bool endsAbsence = present->type == RecordType::Absence && operation.kind == OperationKind::Void;
    if (present->author != user && !endsAbsence)
        return heldBack(present, held::author);
    if (operation.kind == OperationKind::Void)
        return applyVoid(operation, *present);
    if (present->state == RecordState::Void)
        return heldBack(present, held::voided);
    if (present->state == RecordState::Completed && rules.completedIsFrozen)
        return heldBack(present, held::completed);
    if (operation.kind == OperationKind::Complete)
        return applyComplete(operation, *present, hasOpenConflict, rules);
    return applyFields(operation, *present, rules);
}

std::optional<RecordBody> show(const std::optional<RecordBody> &base, const QList<Operation> &own, const PersonId &user)
{
    // Her own words are shown whatever the hub will say: a clash is the hub's to find and a person's to settle.
    static constexpr ApplyRules withoutSight { .fieldsNeedSight = false, .completedIsFrozen = true, .completeNeedsSight = false };
    std::optional<RecordBody> shown = base;
    for (const Operation &operation : own)
        shown = apply(operation, user, shown, false, withoutSight).body;
    return shown;
}

} // namespace sightline
