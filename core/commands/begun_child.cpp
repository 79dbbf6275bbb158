#include "core/commands/begun_child.h"

#include "core/base/limits.h"
#include "core/commands/author_context.h"
#include "core/commands/typed_text.h"
#include "core/store/known_children.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

// As stored in the draft's body: its role.
const QMap<QString, ChildForm> formNames { { u"new"_s, ChildForm::New }, { u"change"_s, ChildForm::Change }, { u"end"_s, ChildForm::End } };

std::optional<BegunChild> begunIn(const Draft &draft)
{
    if (draft.body.type != RecordType::Child || !formNames.contains(draft.body.role))
        return {};
    BegunChild begun { draft.id, formNames.value(draft.body.role), draft.body.about, {}, draft.savedAtMs };
    for (auto it = draft.body.answers.cbegin(); it != draft.body.answers.cend(); ++it)
        begun.words.insert(it.key(), it.value().toString());
    return begun;
}

/// @p words as they are kept: those that differ from what the list @p said, so that what it says meanwhile of the rest is not undone
/// by words that nobody typed.
Result<Json::Object> storableWords(const QMap<QString, QString> &words, const Json::Object &said)
{
    Json::Object kept;
    for (auto it = words.cbegin(); it != words.cend(); ++it) {
        const auto fits =
            checkTypedText(it.value(), limits::answerBytesMax, u"This field can hold %1 KiB of text; this is more."_s.arg(limits::answerBytesMax / 1024));
        if (!fits)
            return fits.error();
        if (it.value() != said.value(it.key()).toString())
            kept.insert(it.key(), it.value());
    }
    return kept;
}

/// What the list says already of the child that @p begun changes, by member.
Result<Json::Object> saidAlready(Store &store, const BegunChild &begun)
{
    if (begun.form != ChildForm::Change)
        return Json::Object();
    const auto all = knownChildren(store);
    if (!all)
        return all.error();
    const auto found = std::find_if(all->cbegin(), all->cend(), [&begun](const ChildPointer &one) { return one.id == begun.child; });
    return found == all->cend() ? Json::Object() : childFields(*found);
}

} // namespace

Result<QList<BegunChild>> begunChildren(Store &store)
{
    const auto drafts = store.drafts().list();
    if (!drafts)
        return drafts.error();
    QList<BegunChild> all;
    for (const Draft &draft : *drafts) {
        auto begun = begunIn(draft);
        if (!begun)
            continue;
        const auto said = saidAlready(store, *begun);
        if (!said)
            return said.error();
        for (auto it = said->cbegin(); it != said->cend(); ++it) {
            if (it->isString() && !begun->words.contains(it.key()))
                begun->words.insert(it.key(), it->toString());
        }
        all.append(*begun);
    }
    return all;
}

Result<std::optional<BegunChild>> begunChild(Store &store, const BegunChild &like)
{
    const auto all = begunChildren(store);
    if (!all)
        return all.error();
    const auto found = std::find_if(all->cbegin(), all->cend(), [&like](const BegunChild &one) {
        return like.draft ? one.draft == like.draft : one.form == like.form && one.child == like.child;
    });
    return found == all->cend() ? std::optional<BegunChild>() : std::optional(*found);
}

Result<std::optional<RecordId>> keepBegunChild(Store &store, const BegunChild &begun)
{
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    const auto said = saidAlready(store, begun);
    if (!said)
        return said.error();
    const auto words = storableWords(begun.words, *said);
    if (!words)
        return words.error();
    const auto present = begunChild(store, begun);
    if (!present)
        return present.error();
    if (words->isEmpty()) {
        const auto removed = *present ? store.transact([&] { return store.drafts().remove(*(*present)->draft); }) : Result<void>();
        return removed ? Result<std::optional<RecordId>>(std::nullopt) : removed.error();
    }
    const qint64 now = store.clock().now().msSinceEpoch;
    Draft draft { *present ? *(*present)->draft : begun.draft.value_or(newId<RecordId>(store.clock(), store.random())), {}, {}, now, {} };
    draft.body.type = RecordType::Child;
    draft.body.author = author->person;
    draft.body.service = author->service;
    draft.body.team = author->team;
    draft.body.role = formNames.key(begun.form);
    draft.body.about = begun.child;
    draft.body.madeAtMs = now;
    draft.body.answers = *words;
    const auto saved = store.transact([&] { return store.drafts().save(draft); });
    return saved ? Result<std::optional<RecordId>>(draft.id) : saved.error();
}

} // namespace sightline
