#include "qml/app/capture_flow.h"

#include "core/commands/amend_record.h"
#include "core/commands/discard_draft.h"
#include "core/commands/keep_file.h"
#include "core/commands/save_draft.h"
#include "qml/app/form_offers.h"
#include "qml/app/refusal_words.h"
#include "qml/bridge/error_text.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Where the store remembers which draft is open, so that a killed app opens it again.
const QString openDraftName = u"app.open_draft"_s;

} // namespace

CaptureFlow::CaptureFlow(StoreLink &link, DraftKeeper &keeper, CompletionFlow &completion, CaptureView &view)
    : m_link(link), m_keeper(keeper), m_completion(completion), m_view(view), m_move(link, view)
{
    m_move.openInstead = [this](const auto &work, const RecordId &orElse, const auto &then) { openInstead(work, orElse, then); };
    connect(&view, &CaptureView::beginAsked, this, &CaptureFlow::begin);
    connect(&view, &CaptureView::beginAtAsked, this, &CaptureFlow::beginAt);
    connect(&view, &CaptureView::resumeAsked, this, &CaptureFlow::resume);
    completion.keepWords = [&keeper](const RecordId &draft, const DraftState &state) { keeper.keepLast(draft, state); };
    connect(&completion, &CompletionFlow::takenBack, this, &CaptureFlow::resume);
    const auto change = [this](Result<void> (*command)(Store &, const RecordId &), const QString &recordId) {
        const auto id = RecordId::fromString(recordId);
        if (!id)
            return;
        m_link.ask(
            this, [command, id = *id](Store &store) { return command(store, id); },
            [this](const Result<void> &done) {
                if (!done)
                    m_view.showProblem(errorText(done.error()));
            },
            StoreThread::Lane::Save);
    };
    connect(&view, &CaptureView::deleteDraftAsked, this, [change](const QString &recordId) { change(&discardDraft, recordId); });
    connect(&view, &CaptureView::restoreDraftAsked, this, [change](const QString &recordId) { change(&restoreDraft, recordId); });
    connect(&view, &CaptureView::sessionChanged, this, [this] {
        if (!m_view.session()) {
            m_openDraft.reset();
            m_move.formClosed();
            rememberOpen({});
        }
    });
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.drafts || changes.types.contains(RecordType::FormDefinition) || changes.types.contains(RecordType::Setting))
            refresh();
    });
}

void CaptureFlow::refresh()
{
    m_link.ask(
        this, [now = m_link.councilNow()](Store &store) { return startOffers(store, now); },
        [this](const Result<StartOffers> &offers) {
            if (offers)
                m_view.show(offers->forms, offers->drafts, offers->deleted);
            else if (offers.error().code != ErrorCode::Cancelled)
                m_view.showUnread(errorText(offers.error()));
        });
}

bool CaptureFlow::beginsOpening() { return !m_isLocked && !m_view.session() && !std::exchange(m_isOpening, true); }

void CaptureFlow::openFrom(const Opening &opening)
{
    if (!beginsOpening())
        return;
    m_link.ask(
        this, [&calendar = m_link.calendar(), opening](Store &store) { return opening(store, calendar); },
        [this](const Result<OpenedForm> &opened) { showOpened(opened); }, StoreThread::Lane::Save);
}

void CaptureFlow::begin(const TemplateId &form)
{
    openFrom([form](Store &store, const CouncilCalendar &calendar) { return beginForm(store, calendar, form, std::nullopt); });
}

void CaptureFlow::beginAt(const TemplateId &form, const QString &setting)
{
    const auto id = SettingId::fromString(setting);
    if (id)
        openFrom([form, id = *id](Store &store, const CouncilCalendar &calendar) { return beginForm(store, calendar, form, std::nullopt, { .setting = id }); });
}

void CaptureFlow::beginVisit(const QString &childId)
{
    const auto id = RecordId::fromString(childId);
    if (id)
        openFrom([id = *id](Store &store, const CouncilCalendar &calendar) { return beginVisitForm(store, calendar, id); });
}

void CaptureFlow::beginTask(const QString &taskId)
{
    const auto id = TaskId::fromString(taskId);
    if (id)
        openFrom([id = *id, day = m_link.today()](Store &store, const CouncilCalendar &calendar) { return openedTask(store, calendar, day, id); });
}

void CaptureFlow::beginTaskAt(const QString &taskId, const QString &unit)
{
    const auto id = TaskId::fromString(taskId);
    if (id)
        openFrom(
            [id = *id, unit, day = m_link.today()](Store &store, const CouncilCalendar &calendar) { return openedTaskAt(store, calendar, day, id, unit); });
}

void CaptureFlow::takeStep(const QString &recordId, const QString &kind)
{
    const auto id = RecordId::fromString(recordId);
    if (id)
        openFrom([id = *id, kind](Store &store, const CouncilCalendar &calendar) { return beginStepForm(store, calendar, id, kind); });
}

void CaptureFlow::amend(const QString &recordId)
{
    const auto id = RecordId::fromString(recordId);
    if (!id)
        return;
    openFrom([id = *id](Store &store, const CouncilCalendar &calendar) -> Result<OpenedForm> {
        const auto draft = amendRecord(store, id, calendar.today(store.clock().now()));
        return draft ? openedDraft(store, calendar, draft->id) : draft.error();
    });
}

void CaptureFlow::askFeedback(const QString &recordId)
{
    const auto id = RecordId::fromString(recordId);
    if (id)
        openFrom([id = *id](Store &store, const CouncilCalendar &calendar) { return beginFeedback(store, calendar, id); });
}

void CaptureFlow::resume(const QString &recordId)
{
    const auto id = RecordId::fromString(recordId);
    if (!id || !beginsOpening())
        return;
    m_link.ask(
        this, [&calendar = m_link.calendar(), id = *id](Store &store) { return openedDraft(store, calendar, id); },
        [this, recordId](const Result<OpenedForm> &opened) {
            if (!opened && opened.error().code == ErrorCode::NotFound) {
                m_isOpening = false;
                rememberOpen({});
                Q_EMIT cannotBeOpened(recordId);   // its words are read as a record's are
                return;
            }
            showOpened(opened);
        });
}

void CaptureFlow::reopen()
{
    m_link.ask(
        this,
        [](Store &store) -> Result<qint64> {
            const auto purged = purgeDiscardedDrafts(store);
            return purged ? removeUnnamedFiles(store) : purged;   // what they alone named goes after them
        },
        [](const Result<qint64> &) {
        // What could not be removed today is removed at the next start.
        },
        StoreThread::Lane::Save);
    m_link.ask(
        this,
        [](Store &store) -> Result<QString> {
            const auto open = store.meta().text(openDraftName);
            if (!open || open->isEmpty())
                return open;
            const auto id = RecordId::fromString(*open);
            if (!id)
                return id.error();
        // An app that was killed right after Done remembers a draft that is a record by now: there is nothing to open.
            const auto draft = store.drafts().find(*id);
            if (!draft)
                return draft.error();
            return *draft && !(*draft)->discardedAtMs ? *open : QString();
        },
        [this](const Result<QString> &open) {
            if (open && !open->isEmpty())
                resume(*open);
        });
}

void CaptureFlow::showOpened(const Result<OpenedForm> &opened)
{
    m_isOpening = false;
    if (const QString why = opened ? m_keeper.whyNotYet(opened->draft.id) : QString(); !why.isEmpty()) {
        m_view.showProblem(why);
        return;
    }
    if (opened)
        open(*opened);
    else if (opened.error().code != ErrorCode::Cancelled)
        m_view.showProblem(refusalText(opened.error()));
}

void CaptureFlow::open(OpenedForm opened)
{
    const RecordId id = opened.draft.id;
    auto session = m_keeper.newSession(opened, opened.isSealed ? DraftState::Shows::AllButHandedOver : DraftState::Shows::WholePart);
    session->complete = [this, opened, it = session.get()](const Answers &answers) { m_completion.complete(it, opened, answers); };
    connect(session.get(), &FormSession::handOverAsked, this, [this, id] { Q_EMIT handOverAsked(id); });
    rememberOpen(id.toString());
    //: Under the title of a form, where one fills one's own part of somebody's record. %1 is the part: "reflection".
    const QString subject = opened.role.isEmpty() ? opened.subject : tr("Your part: %1").arg(opened.subject);
    m_openDraft = id;
    m_move.formOpened(opened);
    m_view.open(std::move(session), subject);
}

/// Closes the form that is open, whose words are kept, and opens the draft that @p work gives; @p then once it is open.
void CaptureFlow::openInstead(const std::function<Result<RecordId>(Store &)> &work, const RecordId &orElse, const std::function<void()> &then)
{
    // Its words are kept first, and again with what goes on from them: where the disk refused them, nothing goes on without them.
    const bool hasWords = m_view.session() && m_openDraft == orElse;
    const Answers answers = hasWords ? m_view.session()->answers() : Answers();
    const QString focus = hasWords ? m_view.session()->focusKey() : QString();
    m_view.close();
    if (!beginsOpening())
        return;
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), work, hasWords, answers, focus, orElse, typedOver = m_keeper.typedOver(orElse)](Store &store) -> Result<OpenedForm> {
            if (const auto saved = hasWords ? saveDraft(store, orElse, answers, focus, typedOver.get()) : Result<void>(); !saved)
                return saved.error();
            const auto draft = work(store);
            return draft ? openedDraft(store, calendar, *draft) : draft.error();
        },
        [this, orElse, then](const Result<OpenedForm> &opened) {
            if (!opened) {
                m_isOpening = false;
                resume(orElse.toString());
                m_view.showProblem(refusalText(opened.error()));
                return;
            }
            showOpened(opened);
            if (m_openDraft == opened->draft.id)
                then();
        },
        StoreThread::Lane::Save);
}

void CaptureFlow::rememberOpen(const QString &recordId)
{
    m_link.ask(
        this, [recordId](Store &store) { return store.transact([&] { return store.meta().setText(openDraftName, recordId); }); },
        [](const Result<void> &) {
        // Forgetting which draft was open costs a tap; the draft itself is safe.
        },
        StoreThread::Lane::Save);
}

} // namespace sightline
