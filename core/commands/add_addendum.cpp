#include "core/commands/add_addendum.h"

#include "core/base/limits.h"
#include "core/commands/begun_steps.h"
#include "core/commands/step_head.h"
#include "core/commands/typed_text.h"
#include "core/records/step_body.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct AddAddendumWords {
    Q_DECLARE_TR_FUNCTIONS(AddAddendum)
};

const QString addendumKind = QString::fromUtf16(step::addendum);

/// The body of an addendum to @p record without what it says.
Result<RecordBody> headOf(Store &store, const RecordId &record)
{
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    const auto about = store.view().body(record);
    if (!about)
        return about.error();
    if (!*about)
        return Error { ErrorCode::NotFound, u"There is no such record on this device."_s };
    if ((*about)->type != RecordType::Form || (*about)->state == RecordState::Draft) {
        //: Why nothing can be added to a record.
        return Error { ErrorCode::NotAllowed, AddAddendumWords::tr("Only a completed record can be added to. This one is still a draft: write into it.") };
    }
    const auto bytes = bodyBytes(**about);
    if (!bytes)
        return bytes.error();
    return stepHead(*author, record, **about, bodyHash(*bytes), addendumKind, store.clock().now());
}

Result<void> checkStorable(const QString &text, qint64 bytesMax)
{
    return checkTypedText(text, bytesMax, u"An addendum can hold %1 KiB of text; this is more. Write two."_s.arg(limits::answerBytesMax / 1024));
}

} // namespace

Result<void> keepAddendum(Store &store, const RecordId &record, const QString &text)
{
    if (const auto storable = checkStorable(text, limits::draftBytesMax); !storable)
        return storable.error();
    return store.transact([&]() -> Result<void> {
        const auto begun = begunStep(store, record, addendumKind);
        if (!begun)
            return begun.error();
        if (text.isEmpty())
            return *begun ? store.drafts().remove((*begun)->id) : Result<void>();
        Draft draft { *begun ? (*begun)->id : newId<RecordId>(store.clock(), store.random()), {}, {}, store.clock().now().msSinceEpoch, {} };
        if (*begun) {
            draft.body = (*begun)->body;
        } else {
            auto head = headOf(store, record);
            if (!head)
                return head.error();
            draft.body = *std::move(head);
        }
        draft.body.answers.insert(stepTextMember, text);
        return store.drafts().save(draft);
    });
}

Result<RecordId> addAddendum(Store &store, const RecordId &record, const QString &text)
{
    if (text.trimmed().isEmpty())
        return Error { ErrorCode::InvalidInput, u"An addendum needs some text."_s };
    if (const auto storable = checkStorable(text, limits::answerBytesMax); !storable)
        return storable.error();
    auto step = headOf(store, record);
    if (!step)
        return step.error();
    step->answers.insert(stepTextMember, text);
    const RecordId id = newId<RecordId>(store.clock(), store.random());
    const Operation create = completedStep(store, id, *std::move(step));
    const auto stored = store.transact([&]() -> Result<void> {
        const auto begun = begunStep(store, record, addendumKind);
        if (!begun)
            return begun.error();
        if (*begun) {
            if (const auto removed = store.drafts().remove((*begun)->id); !removed)
                return removed.error();
        }
        return store.outbox().append(create);
    });
    if (!stored)
        return stored.error();
    return id;
}

} // namespace sightline
