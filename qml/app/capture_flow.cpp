#include "qml/app/capture_flow.h"

#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/commands/amend_record.h"
#include "core/commands/complete_record.h"
#include "core/commands/discard_draft.h"
#include "core/commands/hand_over.h"
#include "core/commands/keep_file.h"
#include "core/commands/move_draft.h"
#include "core/commands/said_in_room.h"
#include "core/commands/save_draft.h"
#include "core/commands/take_step.h"
#include "core/commands/undo_completion.h"
#include "core/commands/voice_note.h"
#include "core/forms/answer_value.h"
#include "core/forms/carry_forward.h"
#include "core/forms/parts.h"
#include "core/queries/child_list.h"
#include "core/queries/concerns.h"
#include "core/queries/council_time.h"
#include "core/queries/draft_list.h"
#include "core/queries/record_detail.h"
#include "core/queries/record_list.h"
#include "core/queries/today_board.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"
#include "qml/app/concern_words.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>
#include <QPromise>
#include <QStorageInfo>
#include <QThreadPool>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Where the store remembers which draft is open, so that a killed app opens it again.
const QString openDraftName = u"app.open_draft"_s;

/// What FHIR calls an answered form, where a question asks for one.
constexpr auto recordKind = "QuestionnaireResponse"_L1;

Result<void> addCandidates(Store &store, const CouncilCalendar &calendar, OpenedForm &opened)
{
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    for (const Person &person : (*council)->people())
        opened.people.append({ person.id.toString(), person.name, person.roles.join(u", "_s) });
    for (const Team &team : (*council)->teams())
        opened.teams.append({ team.id.toString(), team.name, {} });
    for (const Setting &setting : (*council)->settings())
        opened.settings.append({ setting.id.toString(), setting.name, {} });
    const auto children = childList(store, calendar, calendar.today(store.clock().now()));
    if (!children)
        return children.error();
    for (const ListedChild &listed : *children)
        opened.children.append({ listed.child.id->toString(), discreetName(listed.child), listed.child.number });
    const auto &items = opened.form->questionnaire.items;
    if (std::none_of(items.cbegin(), items.cend(), [](const FormItem &item) { return item.referenceKind == recordKind && !item.readOnly; }))
        return {};
    constexpr int recordsMax = 200;   // who wants an older one names it in words
    RecordFilter completed;
    completed.withDrafts = false;
    completed.limit = recordsMax;
    const auto records = recordList(store, completed);
    if (!records)
        return records.error();
    for (const RecordListItem &record : records->items) {
        const auto made = councilMoment(calendar.zone(), Instant { record.completedAtMs });
        opened.records.append({ record.id.toString(), record.title, record.authorName + u", "_s + QLocale().toString(made.date(), QLocale::ShortFormat) });
    }
    return {};
}

Result<OpenedForm> beginForm(Store &store, const CouncilCalendar &calendar, const QString &name, const std::optional<CaptureTask> &task,
                             const CaptureStart &start = {}, const QMap<QString, Json> &known = {})
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
        draft.task = task->reference;
        draft.taskService = task->service;
    }
    auto begun = beginDraft(store, draft);
    if (!begun)
        return begun.error();
    OpenedForm opened { *std::move(begun), *form, *std::move(context), task ? task->activityName : QString() };
    if (const auto added = addCandidates(store, calendar, opened); !added)
        return added.error();
    return opened;
}

/// The task that @p reference names, as a form needs to know it; none where the plan no longer has it.
std::optional<CaptureTask> taskOf(Store &store, const CouncilCalendar &calendar, const std::optional<TaskReference> &reference)
{
    if (!reference)
        return std::nullopt;
    const TaskId id = taskIdOf(reference->activity, reference->unit, QDate::fromString(reference->periodStart, Qt::ISODate));
    const auto task = findTask(store, calendar, calendar.today(store.clock().now()), id);
    return task ? std::optional(captureTaskOf(*task)) : std::nullopt;
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
    opened.draft.body.answers =
        withPart(known->form->questionnaire, answersWithParts(known->body.answers, known->steps), partAnswers(draft.body), opened.role).fields();
    if (const auto added = addCandidates(store, calendar, opened); !added)
        return added.error();
    return opened;
}

Result<OpenedForm> beginStepForm(Store &store, const CouncilCalendar &calendar, const RecordId &record, const QString &kind)
{
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

} // namespace

Result<OpenedForm> openedDraft(Store &store, const CouncilCalendar &calendar, const RecordId &id)
{
    // A voice note that was being recorded when the app ended goes into its draft first. Where that fails the words open all the same, and
    // it is tried again the next time.
    if (const auto left = endVoiceNote(store); left && *left) {
        if (const auto settled = settleVoiceNote(store); !settled)
            return settled.error();
    }
    const auto draft = store.drafts().find(id);
    if (!draft)
        return draft.error();
    if (!*draft)
        return Error { ErrorCode::NotFound, u"There is no such draft on this device."_s };
    const RecordBody &body = (*draft)->body;
    if (body.type == RecordType::Step && body.about)
        return openStep(store, calendar, **draft);
    const auto form = findForm(store, body.form);
    if (!form)
        return form.error();
    const auto task = taskOf(store, calendar, body.task);
    auto context = captureContext(store, calendar, **form, task, Answers(body.answers), body.madeAtMs, { .amends = body.about });
    if (!context)
        return context.error();
    OpenedForm opened { **draft, *form, *std::move(context), task ? task->activityName : QString() };
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
    if (const auto added = addCandidates(store, calendar, opened); !added)
        return added.error();
    return opened;
}

namespace {

/// What is kept of an open form: a later hand's draft holds its own part alone.
Answers keptOf(const OpenedForm &opened, const Answers &answers)
{
    return opened.role.isEmpty() ? answers : partOf(opened.form->questionnaire, answers, opened.role);
}

/// The form with which a child or family is asked about @p record, as the record's own form names it (its meta's `feedback`), begun and
/// tied to the record.
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

/// The kind of list a question picks from is named by the form; what it does not name is people.
const QList<Candidate> &candidatesFor(const OpenedForm &opened, const QString &list)
{
    const auto names = [&list](const QString &word) { return list.contains(word, Qt::CaseInsensitive); };
    if (names(u"team"_s) || names(u"unit"_s))
        return opened.teams;
    if (names(u"setting"_s) || list == "Organization"_L1 || list == "Location"_L1)
        return opened.settings;
    if (names(u"child"_s) || list == "Patient"_L1)
        return opened.children;
    if (list == recordKind)
        return opened.records;
    return opened.people;
}

/// Templates this person writes with, the one used last first: of drafts and of records.
Result<QStringList> formsInUse(Store &store)
{
    constexpr int recordsMax = 40;
    RecordFilter mine;
    mine.whose = RecordFilter::Whose::Mine;
    mine.limit = recordsMax;
    const auto records = recordList(store, mine);
    if (!records)
        return records.error();
    QStringList used;
    for (const RecordListItem &item : records->items)
        used.append(templateOf(item.form));
    used.removeDuplicates();
    return used;
}

/// The forms one may begin: those in use first, then group by group. What is a part of another form is begun there.
QList<FormOffer> offersOf(const QList<std::shared_ptr<const KnownForm>> &forms, const QStringList &used)
{
    constexpr int usedMax = 3;
    QMap<TemplateId, FormOffer> newest;
    for (const auto &form : forms) {
        const Json &meta = form->published.meta;
        if (!meta[u"partOf"_s].toString().isEmpty())
            continue;
        const TemplateId id = templateOf(form->published.form);
        const qint64 minutes = meta[u"minutes"_s][u"onSite"_s].toInteger() + meta[u"minutes"_s][u"after"_s].toInteger();
        //: Under a form one may begin. %1 is how many minutes it usually takes.
        const QString detail = minutes > 0 ? CaptureFlow::tr("About %1 minutes").arg(minutes) : QString();
        //: Heading over the forms that name no group of their own.
        const QString group = meta[u"group"_s].toString(CaptureFlow::tr("Other forms"));
        newest.insert(id, { id, form->published.title, detail, u"draft"_s, group, meta[u"about"_s].toString() });
    }
    QList<FormOffer> offers;
    for (const TemplateId &id : used) {
        if (offers.size() == usedMax || !newest.contains(id))
            continue;
        offers.append(newest.take(id));
        //: Heading over the forms this person used last.
        offers.last().group = CaptureFlow::tr("Used last");
    }
    QList<FormOffer> others = newest.values();
    std::stable_sort(others.begin(), others.end(), [](const FormOffer &a, const FormOffer &b) { return a.group.localeAwareCompare(b.group) < 0; });
    return offers + others;
}

/// The visits that can begin from a setting of the council's list: @p offers whose form is filled from one, at each.
QList<FormOffer> offersAtSettings(const QList<std::shared_ptr<const KnownForm>> &forms, const QList<FormOffer> &offers, const QList<Setting> &settings)
{
    QSet<TemplateId> taking;
    for (const auto &form : forms) {
        const QList<FormItem> &items = form->questionnaire.items;
        if (std::any_of(items.cbegin(), items.cend(), [](const FormItem &item) { return item.carryForward == u"context/place"_s; }))
            taking.insert(templateOf(form->published.form));
    }
    QList<FormOffer> visits;
    for (const Setting &setting : settings) {
        for (const FormOffer &offer : offers) {
            if (!taking.contains(offer.id))
                continue;
            const QString place = setting.id.toString();
            //: Heading over visits that begin from a setting (a home, a school), on the page where a record begins.
            const QString group = CaptureFlow::tr("At a setting");
            visits.append({ .id = offer.id + u'\n' + place,
                            .title = setting.name,
                            .detail = offer.title,
                            .icon = u"home"_s,
                            .group = group,
                            .form = offer.id,
                            .setting = place });
        }
    }
    return visits;
}

} // namespace

CaptureFlow::CaptureFlow(StoreLink &link, VoiceFlow &voice, CaptureView &view) : m_link(link), m_voice(voice), m_view(view)
{
    connect(&view, &CaptureView::beginAsked, this, &CaptureFlow::begin);
    connect(&view, &CaptureView::beginAtAsked, this, &CaptureFlow::beginAt);
    connect(&view, &CaptureView::resumeAsked, this, &CaptureFlow::resume);
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
    connect(&view, &CaptureView::undoFinishAsked, this, &CaptureFlow::undo);
    connect(&view, &CaptureView::finishLeft, this, &CaptureFlow::settle);
    connect(view.move(), &DraftMove::lookAsked, this, &CaptureFlow::lookAtMove);
    connect(view.move(), &DraftMove::moveAsked, this, &CaptureFlow::moveToNewer);
    connect(view.move(), &DraftMove::backAsked, this, &CaptureFlow::moveBack);
    connect(view.move(), &DraftMove::stayChosen, this, [this] {
        if (m_openDraft)
            m_staying.insert(m_openDraft->toString());
    });
    m_undoTime.setSingleShot(true);
    m_undoTime.setInterval(limits::undoCompletionMs);
    connect(&m_undoTime, &QTimer::timeout, this, &CaptureFlow::settle);
    connect(&view, &CaptureView::sessionChanged, this, [this] {
        if (!m_view.session()) {
            m_openDraft.reset();
            m_movedFrom.reset();
            m_view.move()->clear();
            rememberOpen({});
        }
    });
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.drafts || changes.types.contains(RecordType::FormDefinition) || changes.types.contains(RecordType::Setting))
            refresh();
        if (changes.types.contains(RecordType::Form) || changes.types.contains(RecordType::Step) || changes.types.contains(RecordType::Council))
            showConcern();
    });
}

void CaptureFlow::refresh()
{
    struct Reading {
        QList<FormOffer> forms;
        QList<DraftOffer> drafts;
        QList<DeletedDraft> deleted;
    };
    m_link.ask(
        this,
        [now = m_link.councilNow()](Store &store) -> Result<Reading> {
            const auto forms = formsInForce(store, now.today);
            if (!forms)
                return forms.error();
            const auto drafts = draftList(store);
            if (!drafts)
                return drafts.error();
            const auto used = formsInUse(store);
            if (!used)
                return used.error();
            const auto council = knownCouncil(store);
            if (!council)
                return council.error();
            Reading reading { offersOf(*forms, *used), {}, {} };
            reading.forms.append(offersAtSettings(*forms, reading.forms, (*council)->settings()));
            for (const DraftListItem &item : drafts->open) {
                const auto saved = now.at(item.draft.savedAtMs);
            //: On a draft. %1 is a time of day, or a day and a time.
                const QString savedText = tr("Saved %1").arg(momentWords(saved, now.today));
                reading.drafts.append({ item.draft.id.toString(), item.title, {}, savedText });
            }
            for (const DraftListItem &item : drafts->discarded) {
                reading.deleted.append({ item.draft.id.toString(), item.title, deletedWords(now.at(item.draft.discardedAtMs.value_or(0)), now.today) });
            }
            return reading;
        },
        [this](const Result<Reading> &reading) {
            if (reading)
                m_view.show(reading->forms, reading->drafts, reading->deleted);
            else if (reading.error().code != ErrorCode::Cancelled)
                m_view.showUnread(errorText(reading.error()));
        });
}

bool CaptureFlow::beginsOpening() { return !m_isLocked && !m_view.session() && !std::exchange(m_isOpening, true); }

void CaptureFlow::begin(const TemplateId &form)
{
    if (!beginsOpening())
        return;
    m_link.ask(
        this, [&calendar = m_link.calendar(), form](Store &store) { return beginForm(store, calendar, form, std::nullopt); },
        [this](const Result<OpenedForm> &opened) { showOpened(opened); }, StoreThread::Lane::Save);
}

void CaptureFlow::beginAt(const TemplateId &form, const QString &setting)
{
    const auto id = SettingId::fromString(setting);
    if (!id || !beginsOpening())
        return;
    m_link.ask(
        this, [&calendar = m_link.calendar(), form, id = *id](Store &store) { return beginForm(store, calendar, form, std::nullopt, { .setting = id }); },
        [this](const Result<OpenedForm> &opened) { showOpened(opened); }, StoreThread::Lane::Save);
}

void CaptureFlow::beginVisit(const QString &childId)
{
    const auto id = RecordId::fromString(childId);
    if (!id || !beginsOpening())
        return;
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), id = *id](Store &store) -> Result<OpenedForm> {
            const auto form = visitForm(store);
            if (!form)
                return form.error();
            if (!*form)
                return Error { ErrorCode::NotFound, u"No form of visits is on this device."_s };
            return beginForm(store, calendar, templateOf((*form)->form->published.form), std::nullopt, { .child = id });   // its version in force
        },
        [this](const Result<OpenedForm> &opened) { showOpened(opened); }, StoreThread::Lane::Save);
}

void CaptureFlow::beginTask(const QString &taskId)
{
    const auto id = TaskId::fromString(taskId);
    if (!id || !beginsOpening())
        return;
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), id = *id, day = m_link.today()](Store &store) -> Result<OpenedForm> {
            const auto board = todayBoard(store, calendar, day);
            if (board) {
                for (const TodayItem &item : board->items) {
                    if (item.task.task.id == id && item.draft)
                        return openedDraft(store, calendar, *item.draft);
                }
            }
            const auto task = findTask(store, calendar, day, id);
            if (!task)
                return task.error();
            return beginForm(store, calendar, task->task.templateId, captureTaskOf(*task));
        },
        [this](const Result<OpenedForm> &opened) { showOpened(opened); }, StoreThread::Lane::Save);
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

void CaptureFlow::takeStep(const QString &recordId, const QString &kind)
{
    const auto id = RecordId::fromString(recordId);
    if (!id || !beginsOpening())
        return;
    m_link.ask(
        this, [&calendar = m_link.calendar(), id = *id, kind](Store &store) { return beginStepForm(store, calendar, id, kind); },
        [this](const Result<OpenedForm> &opened) { showOpened(opened); }, StoreThread::Lane::Save);
}

void CaptureFlow::amend(const QString &recordId)
{
    const auto id = RecordId::fromString(recordId);
    if (!id || !beginsOpening())
        return;
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), id = *id](Store &store) -> Result<OpenedForm> {
            const auto draft = amendRecord(store, id, calendar.today(store.clock().now()));
            if (!draft)
                return draft.error();
            return openedDraft(store, calendar, draft->id);
        },
        [this](const Result<OpenedForm> &opened) { showOpened(opened); }, StoreThread::Lane::Save);
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
    if (opened && m_unkept.contains(opened->draft.id.toString())) {
        //: A draft cannot be opened: words of it were typed that the disk has refused so far.
        m_view.showProblem(tr("The last words of this draft are not saved yet. They are still here and are tried again every few seconds. "
                              "Open it once they are saved; do not close the app before."));
        return;
    }
    if (opened)
        open(*opened);
    else if (opened.error().code != ErrorCode::Cancelled)
        m_view.showProblem(errorText(opened.error()));
}

std::unique_ptr<FormSession> CaptureFlow::newSession(const OpenedForm &opened, DraftState::Shows shows)
{
    const RecordId id = opened.draft.id;
    DraftState start { Answers(opened.draft.body.answers), opened.draft.focus, 0, opened.role };
    start.shows = shows;
    if (opened.signsHere) {
        //: Last button of a part that its author signs by finishing it: their name and the time go with it.
        start.finishText = tr("Sign and finish");
    }
    auto session = std::make_unique<FormSession>(opened.form->questionnaire, opened.context, m_link.random(), std::move(start));
    session->save = [this, opened, it = session.get()](const DraftState &state) {
        save(it, opened.draft.id, { keptOf(opened, state.answers), state.focusKey, state.page });
    };
    session->takePicture = [this, id, it = session.get()](const FilePlace &place, const QString &path) {
        keepPicture(it, id, place, [path, isOfPictures = place.isOfPictures] { return isOfPictures ? photoAt(path) : fileAt(path); });
    };
    session->takeDrawing = [this, id, it = session.get()](const FilePlace &place, const InkSheet &sheet) {
        const QPointer open(it);
        if (sheet.beneath.isEmpty()) {
            keepPicture(it, id, place, [sheet] { return inkPicture(sheet, {}); });
            return;
        }
        m_link.ask(
            this, [sha = QByteArray::fromHex(sheet.beneath.toLatin1())](Store &store) { return store.files().bytes(sha); },
            [this, id, open, place, sheet](const Result<QByteArray> &beneath) {
                if (beneath)
                    keepPicture(open, id, place, [sheet, beneath = *beneath] { return inkPicture(sheet, beneath); });
                else if (open)
                    open->pictureRefused(place, pictureErrorText(beneath.error()));
            });
    };
    // Not on a device handed over: what somebody else says there is ended and completed by them, and no recording outlasts that.
    if (shows != DraftState::Shows::HandedOver)
        session->beginVoice = [this, id, it = session.get()](const FilePlace &place) { m_voice.begin(it, id, place, m_storeFolder); };
    session->endVoice = [this] { m_voice.end(); };
    session->voiceTrouble = [this] { return m_voice.whyNot(); };
    session->offset = [this](QDate day, QTime time) { return councilOffset(m_link.calendar().zone(), day, time); };
    session->now = [this] { return councilDateTime(m_link.calendar().zone(), m_link.now()); };
    session->candidates = [opened](const QString &list) { return candidatesFor(opened, list); };
    return session;
}

void CaptureFlow::open(OpenedForm opened)
{
    const RecordId id = opened.draft.id;
    auto session = newSession(opened, opened.isSealed ? DraftState::Shows::AllButHandedOver : DraftState::Shows::WholePart);
    session->complete = [this, opened, it = session.get()](const Answers &answers) { complete(it, opened, answers); };
    connect(session.get(), &FormSession::handOverAsked, this, [this, id] { Q_EMIT handOverAsked(id); });
    rememberOpen(id.toString());
    //: Under the title of a form, where one fills one's own part of somebody's record. %1 is the part: "reflection".
    const QString subject = opened.role.isEmpty() ? opened.subject : tr("Your part: %1").arg(opened.subject);
    m_openDraft = id;
    offerMove(opened);
    m_view.open(std::move(session), subject);
}

void CaptureFlow::offerMove(const OpenedForm &opened)
{
    m_view.move()->clear();
    m_newer = opened.newer ? opened.newer->published.form : QString();
    m_newerFrom = opened.newer ? opened.newer->dates.from : QDate();
    if (m_newer.isEmpty() || m_staying.contains(opened.draft.id.toString()))
        return;
    //: On a draft whose form has a newer version.
    QString words = tr("This form has a newer version. You can finish this draft on the version it began with, or move it.");
    if (m_newerFrom.isValid()) {
        //: On a draft whose form has a newer version. %1 is the first day that is used.
        words = tr("This form has a newer version, used from %1. You can finish this draft on the version it began with, or move it.")
                    .arg(dayWords(m_newerFrom, m_link.today()));
    }
    m_view.move()->show(words);
}

void CaptureFlow::lookAtMove()
{
    if (!m_openDraft || !m_view.session())
        return;
    m_view.session()->saveNow();   // what is looked at is what is typed
    const QDate until = m_link.today().addDays(limits::discardedDraftDays);
    m_link.ask(
        this, [draft = *m_openDraft, form = m_newer](Store &store) { return sightline::lookAtMove(store, draft, form); },
        [this, draft = *m_openDraft, until](const Result<MovedAnswers> &moved) {
            if (m_openDraft != draft)
                return;
            if (!moved) {
                m_view.move()->showProblem(errorText(moved.error()));
                return;
            }
            MoveWords words;
            const auto &fields = moved->answers.fields();
            const auto answers = std::count_if(fields.keyBegin(), fields.keyEnd(), [](const QString &key) { return !key.endsWith(u'#'); });
            //: On the sheet that offers to move a draft to the newer version of its form. %n is how many answers it keeps.
            words.kept = tr("%n answer(s) go along as they are.", "", int(answers));
            if (moved->left.isEmpty()) {
                //: On the sheet that offers to move a draft to the newer version of its form.
                words.kept = tr("Everything you have written goes along.");
            }
            for (const MovedAnswers::Left &left : moved->left) {
                //: An answer of a draft that the newer version of its form has no place for. %1 is the question, %2 the answer.
                const QString one = tr("“%1”: %2").arg(left.question, left.answer);
                words.left.append(one);
            }
            //: Under the answers of a draft that would not move to the newer version of its form. %1 is a day.
            words.whereLeft = tr("These stay in the draft as it is now. Until %1 it is in Capture under Deleted drafts, and can be brought back.")
                                  .arg(dayWords(until, m_link.today()));
            words.asked = moved->asked;
            m_view.move()->showLook(words);
        },
        StoreThread::Lane::Save);   // behind what was just kept
}

void CaptureFlow::change(const std::function<Result<RecordId>(Store &)> &work, const RecordId &orElse, const std::function<void()> &then)
{
    m_view.close();   // its words are kept first
    if (!beginsOpening())
        return;
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), work](Store &store) -> Result<OpenedForm> {
            const auto draft = work(store);
            return draft ? openedDraft(store, calendar, *draft) : draft.error();
        },
        [this, orElse, then](const Result<OpenedForm> &opened) {
            if (!opened) {
                m_isOpening = false;
                resume(orElse.toString());
                m_view.showProblem(errorText(opened.error()));
                return;
            }
            showOpened(opened);
            if (m_openDraft == opened->draft.id)
                then();
        },
        StoreThread::Lane::Save);
}

void CaptureFlow::moveToNewer()
{
    if (!m_openDraft || m_newer.isEmpty())
        return;
    const RecordId old = *m_openDraft;
    const QDate until = m_link.today().addDays(limits::discardedDraftDays);
    change([old, form = m_newer](Store &store) { return moveDraft(store, old, form); }, old,
           [this, old, until] {
               m_movedFrom = old;
               //: After a draft was moved to the newer version of its form. %1 is a day.
               m_view.move()->showMoved(
                   tr("Moved to the newer version. Until %1 the draft as it was is in Capture under Deleted drafts.").arg(dayWords(until, m_link.today())));
           });
}

void CaptureFlow::moveBack()
{
    if (!m_openDraft || !m_movedFrom)
        return;
    const RecordId moved = *m_openDraft;
    const RecordId old = *m_movedFrom;
    change(
        [moved, old](Store &store) -> Result<RecordId> {
            const auto back = moveDraftBack(store, moved, old);
            return back ? Result<RecordId>(old) : back.error();
        },
        moved, [] {});
}

void CaptureFlow::askFeedback(const QString &recordId)
{
    const auto id = RecordId::fromString(recordId);
    if (!id || !beginsOpening())
        return;
    m_link.ask(
        this, [&calendar = m_link.calendar(), id = *id](Store &store) { return beginFeedback(store, calendar, id); },
        [this](const Result<OpenedForm> &opened) { showOpened(opened); }, StoreThread::Lane::Save);
}

void CaptureFlow::showHandedBack(const HandOver &was, const QString &title)
{
    m_concern = was.raisesConcern ? was.record : std::nullopt;
    m_view.showFinished(title, false);
    showConcern();
}

void CaptureFlow::save(FormSession *session, const RecordId &draft, const DraftState &state)
{
    // The session may be closed before the disk answers; the words go to the disk all the same.
    m_link.ask(
        this, [draft, state](Store &store) { return saveDraft(store, draft, state.answers, state.focusKey); },
        [this, open = QPointer(session), draft, state](const Result<void> &saved) {
            if (open) {
                saved ? open->draftSaved() : open->draftNotSaved(errorText(saved.error()));
                return;
            }
            if (saved || saved.error().code == ErrorCode::NotFound) {   // a draft that is a record by now wants no words
                m_unkept.remove(draft.toString());
                return;
            }
            // Nobody types into it any more: these are its last words, and they are tried until they are kept.
            m_unkept.insert(draft.toString(), state);
            m_view.showProblem(errorText(saved.error()));
            QTimer::singleShot(saveAgainMs, this, [this, draft, state] { save(nullptr, draft, state); });
        },
        StoreThread::Lane::Save);
}

void CaptureFlow::keepPicture(FormSession *session, const RecordId &draft, const FilePlace &place, MakePicture make)
{
    const auto refused = [open = QPointer(session), place](const Error &error) {
        if (open)
            open->pictureRefused(place, place.isOfPictures ? pictureErrorText(error) : fileErrorText(error));
    };
    const auto kept = [this, open = QPointer(session), draft, place, refused](const PictureFile &picture) {
        m_link.ask(
            this,
            [picture, folder = m_storeFolder](Store &store) {
                const QStorageInfo disk(folder);
                return keepFile(store, { picture.bytes, picture.mime, disk.isValid() ? std::optional(disk.bytesAvailable()) : std::nullopt });
            },
            [this, open, draft, place, refused,
             name = picture.name.isEmpty() ? place.name + u'.' + picture.ending : picture.name](const Result<StoredFile> &stored) {
                if (!stored) {
                    refused(stored.error());
                    return;
                }
                const Json answer = attachmentAnswer(toHex(stored->sha), stored->mime, stored->sizeBytes, name);
                // Closed and opened again meanwhile, it is another session of the same draft.
                FormSession *present = open ? open.data() : m_openDraft == draft ? m_view.session() : nullptr;
                if (present) {
                    present->pictureKept(place, answer);
                    return;
                }
                m_link.ask(
                    this, [draft, place, answer](Store &store) { return attachToDraft(store, draft, place.key, place.isOneOfSeveral, answer); },
                    [](const Result<void> &) {
                    // A draft that is gone by now wants no picture.
                    },
                    StoreThread::Lane::Save);
            },
            StoreThread::Lane::Save);
    };
    const auto promise = std::make_shared<QPromise<Result<PictureFile>>>();
    promise->start();
    deliver(promise->future(), this, [kept, refused, place](const Result<PictureFile> &picture) {
        if (!picture)
            refused(picture.error());
        else if (!takesKind(place.kinds, picture->mime) || (place.sizeBytesMax > 0 && picture->bytes.size() > place.sizeBytesMax))
            refused({ ErrorCode::NotAllowed, u"The form asks for another kind of file."_s });
        else
            kept(*picture);
    });
    QThreadPool::globalInstance()->start([promise, make = std::move(make)] {
        promise->addResult(make());
        promise->finish();
    });
}

void CaptureFlow::complete(FormSession *session, const OpenedForm &opened, const Answers &answers)
{
    // The draft is kept as it stands, with what is not completed: taking "Done" back brings all of it back.
    const DraftState state { keptOf(opened, session->answers()), session->focusKey(), session->page() };
    const bool isStep = opened.draft.body.type == RecordType::Step;
    const auto work = [&calendar = m_link.calendar(), draft = opened.draft.id, answers = keptOf(opened, answers), state, form = opened.form,
                       signsHere = opened.signsHere](Store &store) -> Result<Completion> {
        const auto present = store.drafts().find(draft);
        if (!present)
            return present.error();
        if (!*present)
            return Error { ErrorCode::NotFound, u"There is no such draft on this device."_s };
        if (const auto saved = saveDraft(store, draft, state.answers, state.focusKey); !saved)
            return saved.error();
        const RecordBody &body = (*present)->body;
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
        [this, open = QPointer(session), isStep](const Result<Completion> &completion) {
            const bool isDone = completion && completion->record;
            if (!isDone) {
                const QString why = completion ? completion->issues.value(0).text : errorText(completion.error());
                if (open)
                    open->notCompleted(why);
                else
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
void CaptureFlow::showConcern()
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

void CaptureFlow::undo()
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
                resume(record.toString());
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

void CaptureFlow::settle()
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
