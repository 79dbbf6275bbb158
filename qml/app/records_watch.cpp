#include "qml/app/records_watch.h"

#include "core/commands/add_addendum.h"
#include "core/commands/author_context.h"
#include "core/commands/begun_reason.h"
#include "core/commands/begun_steps.h"
#include "core/commands/discard_draft.h"
#include "core/commands/note_reading.h"
#include "core/commands/save_draft.h"
#include "core/commands/take_step.h"
#include "core/commands/void_record.h"
#include "core/commands/want_files.h"
#include "core/queries/capture_context.h"
#include "core/queries/record_trail.h"
#include "core/queries/standings.h"
#include "core/records/step_body.h"
#include "core/store/reading_lease.h"
#include "qml/app/action_words.h"
#include "qml/app/record_words.h"
#include "qml/app/refusal_words.h"
#include "qml/bridge/error_text.h"

#include <QGuiApplication>
#include <QLoggingCategory>

#include <algorithm>

Q_LOGGING_CATEGORY(recordsWatch, "sightline.app.records", QtInfoMsg)

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Result<FormContext> contextOf(Store &store, const CouncilCalendar &calendar, const RecordId &record)
{
    const auto known = workflowFor(store, record, calendar.today(store.clock().now()));
    if (!known)
        return known.error();
    if (!known->form)
        return Error { ErrorCode::NotFound, u"The form of this record is not on this device."_s };
    return captureContext(store, calendar, *known->form);
}

/// An addendum is nobody's turn: every form takes one, and its form need not be here.
bool isAddendum(const QString &kind) { return kind == QString::fromUtf16(step::addendum); }

/// That an own record was entered in error is no step of it: only its words are kept and taken as one's are.
bool isReason(const QString &kind) { return kind == reason::enteredInError; }

/// The bound by which the command that takes or keeps the words of @p kind judges them.
TypedBound boundOf(const QString &kind, TypedFor what)
{
    if (what == TypedFor::Keeping)
        return isReason(kind) ? begunReasonBound : begunTextBound;
    return isReason(kind) ? reasonBound : answerBound;
}

/// The step this person has begun, or begins now: its words are kept like those of any draft.
Result<Draft> openStep(Store &store, const CouncilCalendar &calendar, const RecordId &record, const QString &kind)
{
    const auto context = contextOf(store, calendar, record);
    return context ? beginStep(store, record, kind, *context) : context.error();
}

struct ListReading {
    QList<RecordRow> rows;
    int answerCount = 0;      ///< records that wait for this person, whatever is shown
    bool hasMore = false;
    bool isReadingClosed = false;
};


/// The records that wait for @p me, newest first: all of them, for each is somebody's wait.
Result<QList<RecordListItem>> waitingFor(Store &store, const Standings &standing, const QString &me)
{
    QList<RecordId> records;
    for (const RecordStanding &each : standing) {
        const bool isTold =
            std::any_of(each.tellings.cbegin(), each.tellings.cend(), [&me](const Telling &telling) { return telling.person.toString() == me; });
        if (isTold || each.waitsFor.toString() == me)
            records.append(each.record);
    }
    auto items = recordItems(store, records);
    if (items)
        std::sort(items->begin(), items->end(), [](const RecordListItem &a, const RecordListItem &b) { return a.completedAtMs > b.completedAtMs; });
    return items;
}

Result<ListReading> readList(Store &store, const CouncilCalendar &calendar, const CouncilNow &now, const QString &filter, int limit)
{
    const auto standing = standings(store, calendar, now.today);
    if (!standing)
        return standing.error();
    const auto me = store.meta().text(u"enrolment.person"_s);
    if (!me)
        return me.error();
    const auto toAnswer = waitingFor(store, **standing, *me);
    if (!toAnswer)
        return toAnswer.error();
    ListReading reading;
    reading.answerCount = static_cast<int>(toAnswer->size());
    RecordList list { *toAnswer };
    if (filter != "to-answer"_L1) {
        const auto read = recordList(store, { .whose = filter == "team"_L1 ? RecordFilter::Whose::Others : RecordFilter::Whose::Mine, .limit = limit });
        if (!read)
            return read.error();
        list = *read;
    }
    reading.hasMore = list.hasMore;
    const auto isClosed = isReadingClosed(store);
    if (!isClosed)
        return isClosed.error();
    reading.isReadingClosed = *isClosed;
    for (const RecordListItem &item : std::as_const(list.items)) {
        RecordRow row = recordWords(item, now);
        const auto stands = (*standing)->constFind(item.id);
        const bool isWaiting = stands != (*standing)->constEnd() && !stands->waitsFor.isEmpty();
        // Where it is comes first until the hub has it: then there is nothing to worry about but the wait.
        if (isWaiting && item.sync == RecordSync::OnHub)
            row.waitingText = stands->stateText;
        reading.rows.append(row);
    }
    return reading;
}

Answers textAnswers(const QString &text)
{
    Answers answers;
    if (!text.isEmpty())
        answers.set(QString::fromUtf16(step::text), text);
    return answers;
}

} // namespace

RecordsWatch::RecordsWatch(StoreLink &link, RecordsView &view) : m_link(link), m_view(view)
{
    connect(&view, &RecordsView::asked, this, &RecordsWatch::refresh);
    connect(&view, &RecordsView::openAsked, this, [this](const QString &recordId) { open(recordId, Opening::Asked); });
    // Days may have gone by since it was shown: it may be closed to reading now.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state != Qt::ApplicationActive)
            return;
        refresh();
        if (!m_opened.isEmpty())
            open(m_opened, Opening::Anew);
    });
    view.stepWords()->find = [this](const StepPlace &place) { findStepText(place); };
    view.stepWords()->save = [this](const StepPlace &place, const QString &text) { keepStepText(place, text); };
    view.stepWords()->whyNot = [](const StepPlace &place, const QString &text) { return tooLongToKeepText(text, boundOf(place.kind, TypedFor::Keeping)); };
    view.stepWords()->take = [this](const StepPlace &place, const QString &text, bool sign) { takeStep(place, text, sign); };
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.records.isEmpty() && !changes.files && !changes.drafts && !changes.outbox && !changes.session && !changes.words)
            return;
        refresh();
        if (!m_opened.isEmpty())
            open(m_opened, Opening::Anew);
    });
}

/// A search goes over everything this person may read, whichever view is chosen.
void RecordsWatch::search(const QString &words)
{
    struct Found {
        QList<RecordHit> hits;
        qint64 unsearched = 0;
        bool isReadingClosed = false;
    };
    m_link.ask(
        this,
        [words](Store &store) -> Result<Found> {
            auto hits = recordSearch(store, words);
            if (!hits)
                return hits.error();
            const auto unsearched = store.view().unsearched();
            if (!unsearched)
                return unsearched.error();
            const auto isClosed = isReadingClosed(store);
            if (!isClosed)
                return isClosed.error();
            return Found { *std::move(hits), *unsearched, *isClosed };
        },
        [this, words, now = m_link.councilNow()](const Result<Found> &found) {
            if (m_view.words() != words)
                return;   // somebody typed on; that answer follows
            if (!found) {
                if (found.error().code != ErrorCode::Cancelled)
                    m_view.showProblem(errorText(found.error()));
                return;
            }
            QList<RecordRow> rows;
            for (const RecordHit &hit : found->hits)
                rows.append(hitWords(hit, now));
            m_view.showFound(rows, static_cast<int>(found->unsearched));
            m_view.showClosed(closedListWords(found->isReadingClosed));
        });
}

void RecordsWatch::refresh()
{
    if (!m_view.words().trimmed().isEmpty()) {
        search(m_view.words());
        return;
    }
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), now = m_link.councilNow(), filter = m_view.filter(), limit = m_view.limit()](Store &store) {
            return readList(store, calendar, now, filter, limit);
        },
        [this, filter = m_view.filter(), limit = m_view.limit()](const Result<ListReading> &reading) {
            if (!m_view.words().trimmed().isEmpty() || filter != m_view.filter() || limit != m_view.limit())
                return;   // something else is wanted meanwhile; that answer follows
            if (reading) {
                m_view.show(reading->rows, reading->answerCount, reading->hasMore);
                m_view.showClosed(closedListWords(reading->isReadingClosed));
            } else if (reading.error().code != ErrorCode::Cancelled) {
                m_view.showProblem(errorText(reading.error()));
            }
        });
}

void RecordsWatch::findStepText(const StepPlace &place)
{
    const auto id = RecordId::fromString(place.recordId);
    if (!id)
        return;
    m_link.ask(
        this,
        [id = *id, kind = place.kind](Store &store) -> Result<QString> {
            if (isReason(kind))
                return begunReason(store, { kind, id.toString() });
            const auto begun = begunStep(store, id, kind);
            if (!begun)
                return begun.error();
            return *begun ? stepText((*begun)->body.answers) : QString();
        },
        [this, place](const Result<QString> &text) {
            if (text)
                m_view.stepWords()->found(place, *text);
            else
                m_view.stepWords()->notFound(place, errorText(text.error()));
        },
        StoreThread::Lane::Save);
}

void RecordsWatch::keepStepText(const StepPlace &place, const QString &text)
{
    const auto id = RecordId::fromString(place.recordId);
    if (!id)
        return;
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), id = *id, kind = place.kind, text](Store &store) -> Result<void> {
            if (isReason(kind))
                return keepReason(store, { kind, id.toString() }, text);
            if (isAddendum(kind))
                return keepAddendum(store, id, text);
            const auto draft = openStep(store, calendar, id, kind);
            return draft ? saveDraft(store, draft->id, textAnswers(text), {}) : draft.error();
        },
        [this, place, text](const Result<void> &kept) {
            if (kept)
                m_view.stepWords()->kept(place);
            else
                m_view.stepWords()->notKept(place, typedRefusedText(kept.error(), text, boundOf(place.kind, TypedFor::Keeping), TypedFor::Keeping));
        },
        StoreThread::Lane::Save);
}

void RecordsWatch::takeStep(const StepPlace &place, const QString &text, bool sign)
{
    const auto id = RecordId::fromString(place.recordId);
    if (!id)
        return;
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), id = *id, kind = place.kind, text, sign](Store &store) -> Result<StepTaken> {
            if (isReason(kind)) {
                const auto marked = voidRecord(store, id, text);
                return marked ? Result<StepTaken>(StepTaken { id, {} }) : marked.error();
            }
            if (isAddendum(kind)) {
                const auto added = addAddendum(store, id, text);
                return added ? Result<StepTaken>(StepTaken { *added, {} }) : added.error();
            }
            const auto draft = openStep(store, calendar, id, kind);
            if (!draft)
                return draft.error();
            if (const auto saved = saveDraft(store, draft->id, textAnswers(text), {}); !saved)
                return saved.error();
            const auto context = contextOf(store, calendar, id);
            return context ? completeStep(store, draft->id, sign, *context) : context.error();
        },
        [this, place, text](const Result<StepTaken> &taken) {
            if (!taken || !taken->step) {
                m_view.stepWords()->refused(place,
                                            taken ? taken->issues.value(0).text
                                                  : typedRefusedText(taken.error(), text, boundOf(place.kind, TypedFor::Taking), TypedFor::Taking));
                return;
            }
            m_view.stepWords()->taken(place);
        },
        StoreThread::Lane::Save);
}

/// Why the record that is open cannot be read. One that has left this device does not stay on its screen, nor does another
/// record stand under the words about it.
void RecordsWatch::showUnread(const Error &error)
{
    if (error.code == ErrorCode::NotFound || error.code == ErrorCode::LeaseOver || m_view.opened()->recordId() != m_opened)
        m_view.showRecord({});
    if (error.code == ErrorCode::NotFound)
        m_opened.clear();
    m_view.showRecordProblem(errorText(error));
}

void RecordsWatch::open(const QString &recordId, Opening opening)
{
    const auto id = RecordId::fromString(recordId);
    if (!id)
        return;
    m_opened = recordId;
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), id = *id, now = m_link.councilNow(), opening](Store &store) -> Result<RecordPaper> {
            const auto detail = recordDetail(store, id);
            if (!detail)
                return detail.error();
            if (detail->draft)
                return recordPaper(*detail, nullptr, now);
            if (opening == Opening::Asked) {
                // For the audit trail; a disk too full for it keeps nobody from what they may read.
                if (const auto noted = noteReading(store, id, Reading::How::Opened); !noted)
                    qCWarning(recordsWatch) << "that a record was opened could not be noted:" << noted.error().detail;
            }
            const auto trail = recordTrail(store, calendar, id);
            if (!trail)
                return trail.error();
            RecordPaper paper = recordPaper(*detail, &*trail, now);
            const auto author = authorContext(store);
            const auto actions = recordActions(store, now.today, id);
            if (!actions)
                return actions.error();
            for (const ActionDetail &action : *actions)
                paper.actions.append(recordAction(action, now));
            // Looking at it is asking for its pictures.
            const auto coming = wantFiles(store, id);
            const auto unsent = store.fileTravel().unsentOf(id);
            if (!coming || !unsent)
                return coming ? unsent.error() : coming.error();
            const bool maySign = std::any_of(paper.offers.cbegin(), paper.offers.cend(), [](const StepOffer &offer) { return offer.signs; });
            paper.filesText = filesWords(*coming, *unsent, maySign);
            paper.signName = author ? author->name : QString();
            const auto begun = begunStep(store, id, QString::fromUtf16(step::addendum));
            paper.hasBegunToAdd = begun && *begun;
            return paper;
        },
        [this, recordId](const Result<RecordPaper> &paper) {
            if (recordId != m_opened)
                return;
            if (paper)
                m_view.showRecord(*paper);
            else if (paper.error().code != ErrorCode::Cancelled)
                showUnread(paper.error());
        });
}

} // namespace sightline
