#include "core/commands/move_draft.h"

#include "core/commands/present_draft.h"
#include "core/commands/remembered_drafts.h"

#include <QUrl>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Moving {
    Draft draft;
    MovedAnswers moved;
};

Result<Moving> prepare(Store &store, const RecordId &id, const QString &form)
{
    auto draft = presentDraft(store, id, RecordType::Form);
    if (!draft)
        return draft.error();
    const auto from = findForm(store, draft->body.form);
    if (!from)
        return from.error();
    const auto to = findForm(store, form);
    if (!to)
        return to.error();
    if (templateOf(form) != templateOf(draft->body.form))
        return Error { ErrorCode::NotFound, u"A draft moves between versions of one form only."_s };
    return Moving { *draft, moveAnswers((*from)->questionnaire, (*to)->questionnaire, Answers(draft->body.answers)) };
}

const QString stayingName = u"draft.staying"_s;

/// As it is remembered that @p draft is not moved to @p newer. A version may hold any character, a space among them.
QString stayingWord(const RecordId &draft, const QString &newer) { return draft.toString() + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(newer)); }

} // namespace

Result<std::shared_ptr<const KnownForm>> newerFormFor(Store &store, const RecordId &draft, QDate today)
{
    const auto present = presentDraft(store, draft, RecordType::Form);
    if (!present)
        return present.error();
    const QString &form = present->body.form;
    const auto newest = findFormInForce(store, templateOf(form), today);
    if (!newest && newest.error().code == ErrorCode::NotFound)
        return std::shared_ptr<const KnownForm>();
    if (!newest)
        return newest.error();
    const bool isNewer = compareVersions((*newest)->published.form.section(u'@', 1), form.section(u'@', 1)) > 0;
    if (!isNewer)
        return std::shared_ptr<const KnownForm>();
    const auto staying = rememberedDrafts(store, stayingName);
    if (!staying)
        return staying.error();
    return staying->contains(stayingWord(draft, (*newest)->published.form)) ? std::shared_ptr<const KnownForm>() : *newest;
}

Result<void> finishOnItsVersion(Store &store, const RecordId &draft, const QString &newer)
{
    if (const auto present = presentDraft(store, draft, RecordType::Form); !present)
        return present.error();
    return store.transact([&] { return rememberDraft(store, stayingName, stayingWord(draft, newer)); });
}

Result<MovedAnswers> lookAtMove(Store &store, const RecordId &draft, const QString &form)
{
    const auto moving = prepare(store, draft, form);
    return moving ? Result<MovedAnswers>(moving->moved) : moving.error();
}

Result<RecordId> moveDraft(Store &store, const RecordId &draft, const QString &form)
{
    const auto moving = prepare(store, draft, form);
    if (!moving)
        return moving.error();
    const Instant now = store.clock().now();
    Draft moved = moving->draft;
    moved.id = newId<RecordId>(store.clock(), store.random());
    moved.body.form = form;
    moved.body.answers = moving->moved.answers.fields();
    moved.savedAtMs = now.msSinceEpoch;
    const auto stored = store.transact([&]() -> Result<void> {
        if (const auto saved = store.drafts().save(moved); !saved)
            return saved.error();
        return store.drafts().discard(draft, now);
    });
    return stored ? Result<RecordId>(moved.id) : stored.error();
}

Result<void> moveDraftBack(Store &store, const RecordId &moved, const RecordId &old)
{
    const Instant now = store.clock().now();
    return store.transact([&]() -> Result<void> {
        if (const auto restored = store.drafts().restore(old); !restored)
            return restored.error();
        return store.drafts().discard(moved, now);
    });
}

} // namespace sightline
