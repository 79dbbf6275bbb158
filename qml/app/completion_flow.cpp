#include "qml/app/completion_flow.h"

#include "core/base/limits.h"
#include "core/commands/complete_record.h"
#include "core/commands/present_draft.h"
#include "core/commands/save_draft.h"
#include "core/commands/take_step.h"
#include "core/commands/undo_completion.h"
#include "core/queries/concerns.h"
#include "core/store/known_council.h"
#include "qml/app/concern_words.h"
#include "qml/app/refusal_words.h"
#include "qml/bridge/error_text.h"

#include <QPointer>

namespace sightline {

using namespace Qt::StringLiterals;

CompletionFlow::CompletionFlow(StoreLink &link, CaptureView &view) : m_link(link), m_view(view)
{
    connect(&view, &CaptureView::undoFinishAsked, this, &CompletionFlow::undo);
    connect(&view, &CaptureView::finishLeft, this, &CompletionFlow::settle);
    m_undoTime.setSingleShot(true);
    m_undoTime.setInterval(limits::undoCompletionMs);
    connect(&m_undoTime, &QTimer::timeout, this, &CompletionFlow::settle);
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.types.contains(RecordType::Form) || changes.types.contains(RecordType::Step) || changes.types.contains(RecordType::Council))
            showConcern();
    });
}

void CompletionFlow::complete(FormSession *session, const OpenedForm &opened, const Answers &answers)
{
    // The draft is kept as it stands, with what is not completed: taking "Done" back brings all of it back.
    const DraftState state { keptOf(opened, session->answers()), session->focusKey(), session->page() };
    const bool isStep = opened.draft.body.type == RecordType::Step;
    const auto work = [&calendar = m_link.calendar(), draft = opened.draft.id, answers = keptOf(opened, answers), state, form = opened.form,
                       signsHere = opened.signsHere](Store &store) -> Result<Completion> {
        const auto present = presentDraft(store, draft);
        if (!present)
            return present.error();
        if (const auto saved = saveDraft(store, draft, state.answers, state.focusKey); !saved)
            return saved.error();
        const RecordBody &body = present->body;
        auto context = captureContext(store, calendar, *form, taskOf(store, calendar, body.task), answers, body.madeAtMs, { .amends = body.about });
        if (!context)
            return context.error();
        if (body.type != RecordType::Step)
            return completeRecord(store, draft, { *std::move(context), {}, CompleteOptions::Undo::Offered });
        const auto taken = completeStep(store, draft, signsHere, *context);
        return taken ? Result<Completion>(Completion { taken->step, taken->issues }) : taken.error();
    };
    m_link.ask(
        this, work,
        [this, open = QPointer(session), isStep, draft = opened.draft.id, state](const Result<Completion> &completion) {
            const bool isDone = completion && completion->record;
            if (!isDone) {
                const QString why = completion ? completion->issues.value(0).text : completionRefusedText(completion.error());
                if (open) {
                    open->notCompleted(why);
                    return;
                }
                if (keepWords)
                    keepWords(draft, state);
                m_view.showProblem(why);
                return;
            }
            if (!isStep) {   // a later hand is not taken back: somebody may be waiting for it
                m_undoable = completion->record;
                m_undoTime.start();
            }
            m_concern = completion->raisesConcern ? completion->record : std::nullopt;
            if (!open)
                return;
            const QString title = open->title();
            open->completed();
            m_view.showFinished(title, !isStep);
            showConcern();
        },
        StoreThread::Lane::Save);
}

/// How it stands with the concern that was just raised, as long as the page that says so is shown.
void CompletionFlow::showConcern()
{
    if (!m_concern || m_view.finishedTitle().isEmpty())
        return;
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), now = m_link.councilNow(), record = *m_concern](Store &store) -> Result<ConcernRow> {
            const auto concern = concernOf(store, calendar, now.today, record);
            if (!concern)
                return concern.error();
            const auto council = knownCouncil(store);
            if (!council)
                return council.error();
            return *concern ? concernRow(**concern, (*council)->card(), now) : ConcernRow {};
        },
        [this, record = *m_concern](const Result<ConcernRow> &concern) {
            if (m_concern != record || m_view.finishedTitle().isEmpty())
                return;   // the page was left, or "Done" taken back
            if (concern)
                m_view.showConcern(*concern);
            else if (concern.error().code != ErrorCode::Cancelled)
                m_view.showProblem(errorText(concern.error()));
        });
}

void CompletionFlow::undo()
{
    if (!m_undoable)
        return;
    m_undoTime.stop();
    m_link.ask(
        this, [record = *m_undoable](Store &store) { return undoCompletion(store, record); },
        [this, record = *m_undoable](const Result<void> &undone) {
            if (undone) {
                m_undoable.reset();
                m_concern.reset();
                Q_EMIT takenBack(record.toString());
                return;
            }
            if (undone.error().code != ErrorCode::NotAllowed) {
                m_undoTime.start();   // it is a record still, and may be taken back until it goes
                m_view.showProblem(errorText(undone.error()));
                return;
            }
            settle();
            //: After a record was completed, when undoing it comes too late.
            m_view.showProblem(tr("It is too late to undo this. The record is safe. Open it in Records to add to it, or to mark it as entered in error."));
        },
        StoreThread::Lane::Save);
}

void CompletionFlow::settle()
{
    m_undoTime.stop();
    m_view.endUndo();
    if (!std::exchange(m_undoable, std::nullopt))
        return;
    m_link.ask(
        this, [](Store &store) { return store.settleCompletions(); },
        [](const Result<void> &) {
        // It goes by its time, or at the next start; nothing is lost by waiting.
        },
        StoreThread::Lane::Save);
}

void CompletionFlow::showHandedBack(const HandOver &was, const QString &title)
{
    m_concern = was.raisesConcern ? was.record : std::nullopt;
    m_view.showFinished(title, false);
    showConcern();
}

} // namespace sightline
