#include "qml/app/actions_watch.h"

#include "core/queries/capture_context.h"
#include "qml/app/action_words.h"
#include "qml/app/refusal_words.h"
#include "qml/bridge/error_text.h"
#include "qml/bridge/picture_file.h"
#include "qml/bridge/save_clock.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Reading {
    ActionPaper paper;
    ActionWords words;
};

QString isoOf(QDate day) { return day.toString(Qt::ISODate); }

Result<Reading> readAction(Store &store, const CouncilNow &now, const ActionPlace &place)
{
    const QDate today = now.today;
    const auto detail = actionDetail(store, today, place.record, place.row);
    if (!detail)
        return detail.error();
    const auto begun = begunFollowUp(store, place, today);
    if (!begun)
        return begun.error();
    Reading reading { actionPaper(*detail, now), {} };
    if (*begun)
        reading.words = { (*begun)->status,         isoOf((*begun)->doneOn), (*begun)->evidence, (*begun)->impact,
                          isoOf((*begun)->recheck), (*begun)->reason,        (*begun)->files };
    return reading;
}

/// What stands in the way, each where it belongs on the page.
ActionsView::Problems problemsOf(const QList<FormIssue> &issues, const ActionDetail &detail)
{
    ActionsView::Problems problems;
    for (const FormIssue &issue : issues) {
        if (issue.severity != FormIssue::Severity::Error)
            continue;
        QString &where = issue.linkId == detail.status.linkId ? problems.state
            : issue.linkId == detail.impact.linkId            ? problems.impact
            : issue.linkId.isEmpty()                          ? problems.reason
                                                              : problems.page;
        where = where.isEmpty() ? issue.text : where + u'\n' + issue.text;
    }
    return problems;
}

/// The same for words that a command cannot take or keep, by the rule it goes by. None: the words are not why.
ActionsView::Problems problemsOf(const ActionFollowUp &said, TypedFor what)
{
    // An empty one is judged by the form, which says more.
    const auto problem = [what](const QString &text) { return text.trimmed().isEmpty() ? QString() : typedText(text, answerBound, what); };
    ActionsView::Problems problems;
    problems.evidence = problem(said.evidence);
    problems.impact = problem(said.impact);
    problems.reason = problem(said.reason);
    return problems;
}

/// Says why @p said was not taken or kept: beside the words where they are why.
void sayRefused(ActionsView &view, const Error &error, const ActionFollowUp &said, TypedFor what)
{
    const bool isOfTheWords = error.code == ErrorCode::InvalidInput || error.code == ErrorCode::TooLarge;
    const auto problems = isOfTheWords ? problemsOf(said, what) : ActionsView::Problems();
    if (problems == ActionsView::Problems())
        view.showProblem(refusalText(error));
    else
        view.refuse(problems);
}

} // namespace

ActionsWatch::ActionsWatch(StoreLink &link, ActionsView &view) : m_link(link), m_view(view), m_files(link)
{
    connect(&m_clock, &SaveClock::keepAsked, this, &ActionsWatch::keep);
    connect(&view, &ActionsView::openAsked, this, [this] {
        m_clock.forget();   // the words of the action before were handed over when it was left
        read();
    });
    connect(&view, &ActionsView::typed, &m_clock, &SaveClock::changed);
    connect(&view, &ActionsView::left, &m_clock, &SaveClock::keepNow);
    connect(&view, &ActionsView::saveAsked, this, &ActionsWatch::save);
    connect(&view, &ActionsView::fileAsked, this, &ActionsWatch::keepFile);
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (m_view.isOpen() && !changes.records.isEmpty())
            read();
    });
}

std::optional<ActionPlace> ActionsWatch::place() const
{
    const auto record = RecordId::fromString(m_view.recordId());
    return record ? std::optional(ActionPlace { *record, m_view.row() }) : std::nullopt;
}

ActionFollowUp ActionsWatch::said() const
{
    const ActionWords words = m_view.words();
    ActionFollowUp said;
    said.status = words.state;
    said.doneOn = QDate::fromString(words.doneOn, Qt::ISODate);
    said.evidence = words.evidence;
    said.files = words.files;
    said.impact = words.impact;
    said.recheck = QDate::fromString(words.recheck, Qt::ISODate);
    said.reason = words.reason;
    return said;
}

void ActionsWatch::read()
{
    const auto action = place();
    if (!action)
        return;
    m_link.ask(
        this, [action = *action, now = m_link.councilNow()](Store &store) { return readAction(store, now, action); },
        [this](const Result<Reading> &reading) {
            if (reading)
                m_view.show(reading->paper, reading->words);
            else if (reading.error().code != ErrorCode::Cancelled)
                m_view.showProblem(errorText(reading.error()));
        });
}

void ActionsWatch::keep()
{
    const auto action = place();
    if (!action || !m_view.isReady())   // what was kept of it has not been read yet, and must not be written over
        return;
    m_link.ask(
        this, [action = *action, said = said(), today = m_link.today()](Store &store) { return keepFollowUp(store, action, said, today); },
        [this, action = *action, said = said()](const Result<void> &kept) {
            if (kept) {
                m_clock.kept();
                if (std::exchange(m_areWordsRefused, false))
                    m_view.refuse({});   // they are put right
                return;
            }
            m_clock.notKept();
            const auto shown = place();
            const bool isThere = shown && shown->record == action.record && shown->row == action.row;
            if (isThere && m_view.isOpen()) {
                sayRefused(m_view, kept.error(), said, TypedFor::Keeping);
                m_areWordsRefused = true;
            } else if (kept.error().code == ErrorCode::InvalidInput) {
                if (isThere)
                    m_clock.forget();
                keepWithout(action, said);
            } else {
                m_view.showProblem(refusalText(kept.error()));
            }
        },
        StoreThread::Lane::Save);
}

/// The page was left with a character in @p said that cannot be stored: nobody can take it out there any more.
void ActionsWatch::keepWithout(const ActionPlace &action, ActionFollowUp said)
{
    for (QString *text : { &said.evidence, &said.impact, &said.reason })
        *text = withoutUnstorable(*text);
    m_link.ask(
        this, [action, said, today = m_link.today()](Store &store) { return keepFollowUp(store, action, said, today); },
        [this](const Result<void> &kept) {
            if (!kept)
                m_view.showProblem(refusalText(kept.error()));
        },
        StoreThread::Lane::Save);
}

void ActionsWatch::keepFile(const QString &path)
{
    const auto action = place();
    if (!action)
        return;
    const qsizetype number = m_view.words().files.size() + 1;
    m_files.keep([path] { return fileAt(path); }, { u"photo-%1"_s.arg(number) },
                 [this, action = *action, recordId = m_view.recordId(), row = m_view.row()](const Result<Json> &answer) {
                     const bool isStillOpen = m_view.isOpen() && m_view.isReady() && m_view.recordId() == recordId && m_view.row() == row;
                     const auto file = answer ? namedFile(*answer) : std::nullopt;
                     if (isStillOpen && !file) {
                         m_view.refuseFile(fileErrorText(answer ? Error { ErrorCode::InvalidInput, {} } : answer.error()));
                     } else if (isStillOpen) {
                         m_view.takeFile(*file);
                         m_clock.keepNow();
                     } else if (file) {
                         addToLeft(action, *file);
                     } else {
                         m_view.showProblem(fileErrorText(answer ? Error { ErrorCode::InvalidInput, {} } : answer.error()));
                     }
                 });
}

/// The page was left meanwhile: the words kept for the action get the file, and show it when the page opens again. Tried, as words are,
/// until it is named.
void ActionsWatch::addToLeft(const ActionPlace &action, const NamedFile &file)
{
    m_link.ask(
        this, [action, file, today = m_link.today()](Store &store) { return addToFollowUp(store, action, file, today); },
        [this, action, file](const Result<void> &added) {
            if (added) {
                if (const auto open = place(); open && open->record == action.record && open->row == action.row)
                    read();   // it was opened again before the file was there
                return;
            }
            if (added.error().code == ErrorCode::Cancelled)
                return;   // the store is closing
            m_view.showProblem(refusalText(added.error()));
            if (added.error().code == ErrorCode::StorageFull || added.error().code == ErrorCode::StorageFailure)
                QTimer::singleShot(saveAgainMs, this, [this, action, file] { addToLeft(action, file); });
        },
        StoreThread::Lane::Save);
}

void ActionsWatch::save()
{
    const auto action = place();
    if (!action)
        return;
    // Kept first: whatever becomes of saving, the words are there.
    m_clock.keepNow();
    struct Saving {
        ActionFollowed followed;
        ActionsView::Problems problems;
    };
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), action = *action, said = said(), today = m_link.today()](Store &store) -> Result<Saving> {
            const auto detail = actionDetail(store, today, action.record, action.row);
            if (!detail)
                return detail.error();
            auto followed = followAction(store, action, said, presentContext(calendar, store.clock().now()));
            if (!followed)
                return followed.error();
            return Saving { *followed, problemsOf(followed->issues, *detail) };
        },
        [this, recordId = m_view.recordId(), row = m_view.row(), said = said()](const Result<Saving> &saving) {
            if (m_view.recordId() != recordId || m_view.row() != row)
                return;   // saved or kept; the page that is open now, and the clock, are another's
            if (saving && saving->followed.step)
                m_clock.forget();
            if (!m_view.isOpen())
                return;
            if (!saving) {
                sayRefused(m_view, saving.error(), said, TypedFor::Taking);
            } else if (!saving->followed.step) {
                m_view.refuse(saving->problems);
            } else {
                //: After somebody said how an agreed action is. %1 is the action.
                m_view.markSaved(tr("Saved on this device: %1").arg(m_view.what()));
            }
        },
        StoreThread::Lane::Save);
}

} // namespace sightline
