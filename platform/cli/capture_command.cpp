#include "core/commands/amend_record.h"
#include "core/commands/complete_record.h"
#include "core/commands/save_draft.h"
#include "core/forms/answer_key.h"
#include "core/forms/carry_forward.h"
#include "core/forms/product_functions.h"
#include "core/forms/response.h"
#include "core/forms/validate.h"
#include "core/queries/present_edition.h"
#include "core/queries/today_board.h"
#include "core/store/form_library.h"
#include "core/tasks/plan_layout.h"
#include "platform/cli/cli_files.h"
#include "platform/cli/cli_issues.h"
#include "platform/cli/commands.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

const QString whatToDo = u"These answers cannot be completed; correct them or keep them with --draft."_s;

bool isReadOnly(const Questionnaire &form, int item)
{
    for (int at = item; at >= 0; at = form.items.at(at).parent) {
        if (form.items.at(at).readOnly)
            return true;
    }
    return false;
}

/// What was given over what is prefilled. Read-only answers are the program's to fill, and signatures are only given with
/// --sign (decisions 28); what the form does not know is kept.
Answers combined(const Questionnaire &form, Answers prefilled, const Answers &given, bool doSign)
{
    for (auto it = given.fields().cbegin(); it != given.fields().cend(); ++it) {
        const auto place = resolveKey(form, it.key());
        if (place) {
            const FormItem &item = form.items.at(place->item);
            if (isReadOnly(form, place->item) || (item.signatureRequired && !doSign))
                continue;
            prefilled.remove(it.key());   // with the rows or children that were prefilled below it
        }
        prefilled.set(it.key(), *it);
    }
    return prefilled;
}

/// Types the author's name into every signature of the author's part that is shown and still empty.
void signAsAuthor(const Questionnaire &form, const FormContext &context, Answers &answers)
{
    const FormTree tree = buildFormTree(form, answers);
    for (const FormPlace &place : tree.places) {
        if (place.item < 0 || place.kind != FormPlace::Kind::Single || !place.enabled)
            continue;
        const FormItem &item = form.items.at(place.item);
        if (item.signatureRequired && item.completedByRole.isEmpty() && !answers.contains(place.key))
            answers.set(place.key, context.values.value(u"name"_s));
    }
}

struct Capture {
    std::shared_ptr<const KnownForm> form;
    std::optional<CaptureTask> task;
    std::optional<Draft> draft;        ///< the one being gone on with
    FormContext context;
    Answers answers;
    QList<FormIssue> issues;           ///< of reading
    std::optional<RecordId> visited;   ///< the child whose visit it is, where a visit was named as the task
};

/// Whether @p draft is of @p form, a name with or without a version.
bool isOf(const RecordBody &draft, const QString &form) { return draft.type == RecordType::Form && (draft.form == form || templateOf(draft.form) == form); }

/// The child or setting it is begun from.
Result<CaptureStart> startOf(CliSession &session, const std::optional<Draft> &draft)
{
    CaptureStart start;
    if (draft)
        start.amends = draft->body.about;
    const QString &setting = session.options().setting;
    if (const auto id = SettingId::fromString(setting); !setting.isEmpty() && !id)
        return id.error();
    else if (!setting.isEmpty())
        start.setting = *id;
    if (session.options().child.isEmpty())
        return start;
    const auto child = CliSession::identifier<RecordId>(session.options().child, u"child"_s);
    if (!child)
        return child.error();
    start.child = *child;
    return start;
}

Result<Capture> prepare(CliSession &session, Store &store)
{
    const CliOptions &options = session.options();
    Capture capture;
    const auto json = readJsonFile(options.answersFile, u"The answers file"_s);
    if (!json)
        return json.error();
    // What is gone on with, or amended, stays on the version it was begun with.
    if (!options.continuing.isEmpty()) {
        const auto id = CliSession::identifier<RecordId>(options.continuing, u"draft"_s);
        if (!id)
            return id.error();
        auto draft = store.drafts().find(*id);
        if (!draft)
            return draft.error();
        if (!*draft || !isOf((*draft)->body, options.form))
            return Error { ErrorCode::NotFound, u"There is no draft %1 of this form on this device."_s.arg(id->toString()) };
        capture.draft = std::move(*draft);
    }
    if (!options.amends.isEmpty()) {
        const auto id = CliSession::identifier<RecordId>(options.amends, u"record"_s);
        if (!id)
            return id.error();
        auto draft = amendRecord(store, *id, session.today());
        if (!draft)
            return draft.error();
        if (!isOf(draft->body, options.form))
            return Error { ErrorCode::InvalidInput, u"That record was made with %1; amend it with the same form."_s.arg(draft->body.form) };
        capture.draft = std::move(draft).value();
    }
    auto form = capture.draft ? findForm(store, capture.draft->body.form) : findFormInForce(store, options.form, session.today());
    if (!form)
        return form.error();
    capture.form = std::move(form).value();
    if (!options.task.isEmpty()) {
        const auto id = CliSession::identifier<TaskId>(options.task, u"task"_s);
        if (!id)
            return id.error();
        const auto task = findTask(store, session.world().calendar, session.today(), *id);
        if (task) {
            // A task that is spread over places is done for the one that is named.
            const auto place = SettingId::fromString(options.setting);
            const auto there = place ? captureTaskAt(store, session.world().calendar, session.today(), *task, unitOfPlace(*place))
                                     : Result<CaptureTask>(Error { ErrorCode::InvalidInput, {} });
            if (!there && there.error().code != ErrorCode::InvalidInput)
                return there.error();
            capture.task = there ? *there : captureTaskOf(*task);
        } else {
            // A visit that is due is a task too: its identifier is the child's.
            const RecordId child(id->raw());
            if (const auto listed = listedChild(store, session.world().calendar, session.today(), child); !listed)
                return task.error();
            capture.visited = child;
        }
    }
    auto begunFrom = startOf(session, capture.draft);
    if (!begunFrom)
        return begunFrom.error();
    if (capture.visited)
        begunFrom->child = capture.visited;
    auto reading = fromResponse(capture.form->questionnaire, *json, session.world().random);
    if (!reading)
        return reading.error();
    capture.issues = reading->issues;
    auto context = captureContext(store, session.world().calendar, *capture.form, capture.task, reading->answers,
                                  capture.draft ? capture.draft->body.madeAtMs : 0, *begunFrom);
    if (!context)
        return context.error();
    capture.context = std::move(context).value();
    Answers start =
        capture.draft ? Answers(capture.draft->body.answers) : prefilledAnswers(capture.form->questionnaire, capture.context, session.world().random);
    capture.answers = combined(capture.form->questionnaire, std::move(start), reading->answers, options.doSign);
    if (options.doSign)
        signAsAuthor(capture.form->questionnaire, capture.context, capture.answers);
    recalculate(capture.form->questionnaire, capture.answers, capture.context);
    return capture;
}

Result<RecordId> keepDraft(Store &store, QDate today, const Capture &capture)
{
    if (capture.draft) {
        const auto saved = saveDraft(store, capture.draft->id, capture.answers, capture.draft->focus);
        return saved ? Result<RecordId>(capture.draft->id) : saved.error();
    }
    NewDraft draft { .form = capture.form->published.form };
    if (capture.task) {
        const auto edition = editionInForce(store, today);
        if (!edition)
            return edition.error();
        draft.edition = *edition;
        draft.task = capture.task->reference;
        draft.taskService = capture.task->service;
    }
    draft.answers = capture.answers;
    const auto begun = beginDraft(store, draft);
    return begun ? Result<RecordId>(begun->id) : begun.error();
}

} // namespace

Result<CliReply> captureCommand(CliSession &session)
{
    const auto opened = session.store();
    if (!opened)
        return opened.error();
    Store &store = **opened;
    auto capture = prepare(session, store);
    if (!capture)
        return capture.error();
    if (session.options().asDraft) {
        const auto kept = keepDraft(store, session.today(), *capture);
        if (!kept)
            return kept.error();
        return CliReply { Json::object({ { u"record"_s, kept->toString() }, { u"state"_s, u"draft"_s } }),
                          u"Kept as a draft on this device: %1\n"_s.arg(kept->toString()) };
    }
    // Judged before anything is stored, so that a refusal leaves nothing behind.
    QList<FormIssue> issues = capture->issues;
    issues += validate(capture->form->questionnaire, capture->answers, ValidateFor::Completion, capture->context);
    if (hasErrors(issues))
        return refusal(issues, whatToDo);
    const auto kept = keepDraft(store, session.today(), *capture);
    if (!kept)
        return kept.error();
    const auto done = completeRecord(store, *kept, { capture->context, session.today() });
    if (!done)
        return done.error();
    if (!done->record)
        return refusal(done->issues, whatToDo);
    return CliReply { Json::object({ { u"record"_s, done->record->toString() } }), u"Saved on this device: %1\n"_s.arg(done->record->toString()) };
}

} // namespace sightline::cli
