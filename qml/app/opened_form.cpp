#include "qml/app/opened_form.h"

#include "core/commands/hand_over.h"
#include "core/commands/move_draft.h"
#include "core/commands/present_draft.h"
#include "core/commands/said_in_room.h"
#include "core/commands/save_draft.h"
#include "core/commands/take_step.h"
#include "core/commands/voice_note.h"
#include "core/forms/answer_value.h"
#include "core/forms/carry_forward.h"
#include "core/forms/parts.h"
#include "core/queries/child_list.h"
#include "core/queries/present_edition.h"
#include "core/queries/record_detail.h"
#include "core/queries/today_board.h"
#include "core/store/reading_lease.h"
#include "core/tasks/plan_layout.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Result<OpenedForm> withCandidates(Store &store, const CouncilCalendar &calendar, OpenedForm opened)
{
    auto candidates = formCandidates(store, calendar, opened.form->questionnaire);
    if (!candidates)
        return candidates.error();
    opened.candidates = *std::move(candidates);
    store.drafts().showOnScreen(opened.draft.id);
    return opened;
}

/// What stands around a part that @p draft is: the record with the hands before it; nothing of it while records are closed to reading, for
/// whoever cannot read a record still has their own words.
Result<Answers> answersAround(Store &store, const RecordWorkflow &known, const Draft &draft)
{
    const auto open = checkMayRead(store, *draft.body.about);
    if (!open && open.error().code != ErrorCode::LeaseOver && open.error().code != ErrorCode::NotFound)
        return open.error();
    return open ? answersWithParts(known.body.answers, known.steps) : Answers();
}

/// A later hand's part, with the record and the hands before it around it.
Result<OpenedForm> openStep(Store &store, const CouncilCalendar &calendar, const Draft &draft)
{
    const auto known = workflowFor(store, *draft.body.about, calendar.today(store.clock().now()));
    if (!known)
        return known.error();
    const bool isSaidInRoom = draft.body.role == step::inRoom;
    const Hand *hand = known->workflow.hand(isSaidInRoom ? handSpokenFor(draft) : draft.body.role);
    if (!known->form || !hand || hand->rule.part.isEmpty())
        return Error { ErrorCode::NotFound, u"This step has no part of a form that is on this device."_s };
    auto context = captureContext(store, calendar, *known->form);
    if (!context)
        return context.error();
    OpenedForm opened { draft, known->form, *std::move(context), hand->rule.name };
    opened.role = hand->rule.part;
    opened.signsHere = !isSaidInRoom && hand->rule.signs && !hasSignature(known->form->questionnaire, opened.role);
    const auto around = answersAround(store, *known, draft);
    if (!around)
        return around.error();
    opened.draft.body.answers = withPart(known->form->questionnaire, *around, partAnswers(draft.body), opened.role).fields();
    return withCandidates(store, calendar, std::move(opened));
}

} // namespace

Result<OpenedForm> beginForm(Store &store, const CouncilCalendar &calendar, const QString &name, const std::optional<CaptureTask> &task,
                             const CaptureStart &start, const QMap<QString, Json> &known)
{
    const auto form = findFormInForce(store, name, calendar.today(store.clock().now()));
    if (!form)
        return form.error();
    auto context = captureContext(store, calendar, **form, task, {}, 0, start);
    if (!context)
        return context.error();
    context->values.insert(known);
    NewDraft draft;
    draft.form = (*form)->published.form;
    draft.answers = prefilledAnswers((*form)->questionnaire, *context, store.random());
    if (task) {
        const auto edition = editionInForce(store, calendar.today(store.clock().now()));
        if (!edition)
            return edition.error();
        draft.edition = *edition;
        draft.task = task->reference;
        draft.taskService = task->service;
    }
    auto begun = beginDraft(store, draft);
    if (!begun)
        return begun.error();
    return withCandidates(store, calendar, { *std::move(begun), *form, *std::move(context), task ? task->activityName : QString() });
}

Result<OpenedForm> beginVisitForm(Store &store, const CouncilCalendar &calendar, const RecordId &child)
{
    const auto form = visitForm(store);
    if (!form)
        return form.error();
    if (!*form)
        return Error { ErrorCode::NotFound, u"No form of visits is on this device."_s };
    return beginForm(store, calendar, templateOf((*form)->form->published.form), std::nullopt, { .child = child });   // its version in force
}

Result<OpenedForm> openedTask(Store &store, const CouncilCalendar &calendar, QDate today, const TaskId &id)
{
    const auto board = todayBoard(store, calendar, today);
    if (board) {
        for (const TodayItem &item : board->items) {
            if (item.task.task.id == id && item.draft)
                return openedDraft(store, calendar, *item.draft);
        }
    }
    const auto task = findTask(store, calendar, today, id);
    if (!task)
        return task.error();
    return beginForm(store, calendar, task->task.templateId, captureTaskOf(*task));
}

Result<OpenedForm> openedTaskAt(Store &store, const CouncilCalendar &calendar, QDate today, const TaskId &id, const QString &unit)
{
    const auto task = findTask(store, calendar, today, id);
    if (!task)
        return task.error();
    const auto there = captureTaskAt(store, calendar, today, *task, unit);
    if (!there)
        return there.error();
    const auto drafts = store.drafts().list();
    if (!drafts)
        return drafts.error();
    for (const Draft &draft : *drafts) {
        if (draft.body.task == there->reference)
            return openedDraft(store, calendar, draft.id);
    }
    return beginForm(store, calendar, task->task.templateId, *there, { .setting = placeOfUnit(unit).value_or(SettingId()) });
}

std::optional<CaptureTask> taskOf(Store &store, const CouncilCalendar &calendar, const std::optional<TaskReference> &reference)
{
    if (!reference)
        return std::nullopt;
    const auto task = captureTaskFor(store, calendar, calendar.today(store.clock().now()), *reference);
    return task ? std::optional(*task) : std::nullopt;
}

Result<OpenedForm> beginStepForm(Store &store, const CouncilCalendar &calendar, const RecordId &record, const QString &kind)
{
    if (const auto open = checkMayRead(store, record); !open)
        return open.error();
    const auto known = workflowFor(store, record, calendar.today(store.clock().now()));
    if (!known)
        return known.error();
    if (!known->form)
        return Error { ErrorCode::NotFound, u"The form of this record is not on this device."_s };
    const auto context = captureContext(store, calendar, *known->form);
    if (!context)
        return context.error();
    const auto draft = beginStep(store, record, kind, *context);
    if (!draft)
        return draft.error();
    return openStep(store, calendar, *draft);
}

Result<OpenedForm> beginFeedback(Store &store, const CouncilCalendar &calendar, const RecordId &record)
{
    const auto detail = recordDetail(store, record);
    if (!detail)
        return detail.error();
    const Json feedback = detail->form ? detail->form->published.meta[u"feedback"_s] : Json();
    const auto form = findForm(store, feedback[u"form"_s].toString());
    if (!form)
        return form.error();
    QMap<QString, Json> known;
    known.insert(u"belongs_to"_s, referenceAnswer(u"urn:sightline:id"_s, record.toString(), detail->form->questionnaire.title, recordKind));
    if (const Json variant = variantChoice((*form)->questionnaire, feedback[u"variant"_s].toString()); !variant.isNull())
        known.insert(u"variant"_s, variant);
    return beginForm(store, calendar, feedback[u"form"_s].toString(), std::nullopt, {}, known);
}

Result<OpenedForm> openedDraft(Store &store, const CouncilCalendar &calendar, const RecordId &id)
{
    // A voice note that was being recorded when the app ended goes into its draft first. Where that fails the words open all the same, and
    // it is tried again the next time.
    if (const auto left = endVoiceNote(store); left && *left) {
        if (const auto settled = settleVoiceNote(store); !settled)
            return settled.error();
    }
    const auto draft = presentDraft(store, id);
    if (!draft)
        return draft.error();
    const RecordBody &body = draft->body;
    if (body.type == RecordType::Step && body.about)
        return openStep(store, calendar, *draft);
    const auto form = findForm(store, body.form);
    if (!form)
        return form.error();
    const auto task = taskOf(store, calendar, body.task);
    auto context = captureContext(store, calendar, **form, task, Answers(body.answers), body.madeAtMs, { .amends = body.about });
    if (!context)
        return context.error();
    OpenedForm opened { *draft, *form, *std::move(context), task ? task->activityName : QString() };
    const auto sealed = isHandedOverPartSealed(store, id);
    if (!sealed)
        return sealed.error();
    opened.isSealed = *sealed;
    if (!opened.isSealed) {   // what was said on the device handed over stays with the questions it was asked in
        const auto newer = newerFormFor(store, id, calendar.today(store.clock().now()));
        if (!newer)
            return newer.error();
        opened.newer = *newer;
    }
    return withCandidates(store, calendar, std::move(opened));
}

Answers keptOf(const OpenedForm &opened, const Answers &answers)
{
    return opened.role.isEmpty() ? answers : partOf(opened.form->questionnaire, answers, opened.role);
}

} // namespace sightline
