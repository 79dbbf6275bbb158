#include "core/commands/complete_record.h"

#include "core/base/limits.h"
#include "core/commands/fill_columns.h"
#include "core/commands/new_operation.h"
#include "core/commands/present_draft.h"
#include "core/commands/records_apart.h"
#include "core/forms/enable_when.h"
#include "core/forms/product_functions.h"
#include "core/forms/validate.h"
#include "core/records/fact.h"
#include "core/store/form_library.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// The record, its fact and what is kept apart from it go into the outbox together, or none does.
Result<void> storeCompleted(Store &store, const RecordId &record, const RecordBody &body, QDate doneOn, const QList<RecordApart> &apart,
                            CompleteOptions::Undo undo, Turn turn)
{
    // One offer at a time, so that nothing waits for longer than one.
    if (const auto settled = store.outbox().release(); !settled)
        return settled;
    if (const auto settled = store.drafts().removeCompleted(); !settled)
        return settled.error();
    const bool isOffered = undo == CompleteOptions::Undo::Offered;
    const auto heldUntil = isOffered ? std::optional(Instant { body.completedAtMs + limits::undoCompletionMs }) : std::nullopt;
    Operation create = newOperation(store, OperationKind::Create, record);
    create.atMs = body.completedAtMs;
    create.head = body;
    if (const auto kept = store.outbox().append(create, heldUntil, turn); !kept)
        return kept.error();
    if (const auto fact = factOf(record, body, doneOn)) {
        Operation counted = newOperation(store, OperationKind::Create, factIdOf(record));
        counted.atMs = body.completedAtMs;
        counted.head = *fact;
        if (const auto kept = store.outbox().append(counted, heldUntil, turn); !kept)
            return kept.error();
    }
    for (const RecordApart &part : apart) {
        Operation own = newOperation(store, OperationKind::Create, part.id);
        own.atMs = body.completedAtMs;
        own.head = part.body;
        if (const auto kept = store.outbox().append(own, heldUntil, turn); !kept)
            return kept.error();
    }
    return isOffered ? store.drafts().keepAside(record, Instant { body.completedAtMs }) : store.drafts().remove(record);
}

} // namespace

Result<Completion> completeRecord(Store &store, const RecordId &draft, const CompleteOptions &options)
{
    auto found = presentDraft(store, draft, RecordType::Form);
    if (!found)
        return found.error();
    const auto present = store.view().find(draft);
    if (!present)
        return present.error();
    if (*present)   // it came from there while it stood on the screen here; once it is left, it becomes a draft of its own
        return Error { ErrorCode::AlreadyExists,
                       u"This was completed on another of your devices. Your words here are kept: leave the form, and they are a draft of their own."_s };
    RecordBody body = std::move(found->body);
    const auto form = findForm(store, body.form);
    if (!form)
        return form.error();
    const Questionnaire &questionnaire = (*form)->questionnaire;

    Answers answers = withoutBlankAnswers(Answers(body.answers));
    recalculate(questionnaire, answers, options.context);
    Completion completion { {}, validate(questionnaire, answers, ValidateFor::Completion, options.context) };
    if (!questionnaire.canBeFilled())
        return Error { ErrorCode::UnsupportedVersion, u"This form needs a newer Sightline. Your draft is kept."_s };
    if (hasErrors(completion.issues))
        return completion;
    answers = withoutDisabled(questionnaire, answers);
    body.state = RecordState::Completed;
    body.completedAtMs = store.clock().now().msSinceEpoch;
    body.validator = validatorVersion;
    body.answers = answers.fields();
    if (const auto filled = fillColumns(store, (*form)->published.meta[u"columns"_s], body); !filled)
        return filled.error();
    const auto apart = takeRecordsApart(store, draft, questionnaire, options.context.today, body);
    if (!apart)
        return apart.error();
    completion.raisesConcern = raisesAlert(questionnaire, answers);
    const Turn turn = completion.raisesConcern ? Turn::First : Turn::InOrder;
    const bool counts = wasCarriedOut(questionnaire, answers);
    const QDate doneOn = options.doneOn.isValid() ? options.doneOn : options.context.today;

    const auto stored = store.transact([&]() -> Result<void> {
        const auto kept = storeCompleted(store, draft, body, counts ? doneOn : QDate(), *apart, options.undo, turn);
        return kept && options.alongside ? options.alongside(draft, completion.raisesConcern) : kept;
    });
    if (!stored)
        return stored.error();
    completion.record = draft;
    return completion;
}

} // namespace sightline
