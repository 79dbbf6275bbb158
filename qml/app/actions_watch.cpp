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

/// Of each of the texts while it is typed: a draft holds all three.
constexpr TypedBound begunWordsBound { 0, limits::draftBytesMax / 3 };

QString isoOf(QDate day) { return day.toString(Qt::ISODate); }

ActionWords wordsOf(const ActionFollowUp &said)
{
    return { said.status, isoOf(said.doneOn), said.evidence, said.impact, isoOf(said.recheck), said.reason, said.files };
}

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
        reading.words = wordsOf(**begun);
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

/// Why @p said was not taken or kept: beside the words where they are why. What is only too long to be taken is kept meanwhile.
ActionsView::Problems problemsOf(const Error &error, const ActionFollowUp &said, TypedFor what)
{
    const bool isOfTheWords = error.code == ErrorCode::InvalidInput || error.code == ErrorCode::TooLarge;
    const auto problem = [what](const QString &text) {
        if (text.isEmpty())
            return QString();
        return typedText(text, what == TypedFor::Keeping ? begunWordsBound : answerBound, what);
    };
    ActionsView::Problems problems;
    if (isOfTheWords) {
        problems.evidence = problem(said.evidence);
        problems.impact = problem(said.impact);
        problems.reason = problem(said.reason);
    }
    if (problems == ActionsView::Problems())
        problems.page = refusalText(error);
    return problems;
}

/// What can be stored of @p said.
ActionFollowUp storable(ActionFollowUp said)
{
    for (QString *text : { &said.evidence, &said.impact, &said.reason })
        *text = withoutUnstorable(*text);
    return said;
}

QString keyOf(const ActionPlace &action) { return action.record.toString() + u'/' + action.row; }

} // namespace

ActionsWatch::ActionsWatch(StoreLink &link, ActionsView &view) : m_link(link), m_view(view), m_files(link)
{
    connect(&m_clock, &SaveClock::keepAsked, this, &ActionsWatch::keep);
    view.whyNot = [](const QString &text) { return tooLongToKeepText(text, begunWordsBound); };
    connect(&view, &ActionsView::openAsked, this, [this] {
        m_clock.forget();   // the words of the action before were handed over when it was left, and are m_unkept where they are refused
        m_areWordsRefused = false;
        read();
    });
    connect(&view, &ActionsView::typed, &m_clock, &SaveClock::changed);
    connect(&view, &ActionsView::left, this, [this] {
        const bool was = std::exchange(m_isLeaving, true);
        m_clock.keepNow();
        m_isLeaving = was;
    });
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, [this] { keepLeft(); });
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
        [this, action = *action](const Result<Reading> &reading) {
            if (!reading) {
                if (reading.error().code != ErrorCode::Cancelled)
                    m_view.showProblem(errorText(reading.error()));
                return;
            }
            const auto left = m_unkept.constFind(keyOf(action));
            const bool isGoneOnWith = left != m_unkept.cend();
            m_view.show(reading->paper, isGoneOnWith ? wordsOf(left->said) : reading->words);
            if (isGoneOnWith && isInSight(action)) {
                m_unkept.erase(left);
                m_clock.changed();   // they are kept as they stand there now
            }
        });
}

bool ActionsWatch::isInSight(const ActionPlace &action) const
{
    const auto shown = place();
    return shown && shown->record == action.record && shown->row == action.row && m_view.isOpen() && m_view.isReady();
}

void ActionsWatch::keep()
{
    const auto action = place();
    if (!action || !m_view.isReady())   // what was kept of it has not been read yet, and must not be written over
        return;
    const ActionFollowUp words = m_isLeaving ? storable(said()) : said();
    m_link.ask(
        this, [action = *action, words, today = m_link.today()](Store &store) { return keepFollowUp(store, action, words, today); },
        [this, action = *action, words](const Result<void> &kept) {
            kept ? m_clock.kept() : m_clock.notKept();
            if (kept) {
                m_unkept.remove(keyOf(action));
                if (isInSight(action) && std::exchange(m_areWordsRefused, false))
                    m_view.showProblems({});   // they are put right
                return;
            }
            if (isInSight(action)) {
                const auto problems = problemsOf(kept.error(), words, TypedFor::Keeping);
                problems.page.isEmpty() ? m_view.showProblems(problems) : m_view.showProblem(problems.page);
                m_areWordsRefused = true;
                return;
            }
            const auto shown = place();
            if (shown && keyOf(*shown) == keyOf(action))
                m_clock.forget();   // nobody types there; what is typed once it is open again is kept with these
            takeUp(action, words, kept.error());
        },
        StoreThread::Lane::Save);
}

/// The page of @p action is closed, and its last words @p said were refused because of @p error.
void ActionsWatch::takeUp(const ActionPlace &action, const ActionFollowUp &said, const Error &error)
{
    const QString key = keyOf(action);
    switch (error.code) {
    case ErrorCode::Cancelled: return;   // the store is closing
    case ErrorCode::NotAllowed:          // the record is entered in error by now, or has left this device: it wants no words
    case ErrorCode::NotFound: m_unkept.remove(key); break;
    case ErrorCode::InvalidInput: {
        const bool isFirst = !m_unkept.contains(key);
        m_unkept.insert(key, { action, storable(said) });   // nobody can take the character out any more
        if (isFirst) {
            keepLeft(action, storable(said));
            return;
        }
        break;
    }
    case ErrorCode::TooLarge: m_unkept.insert(key, { action, said }); break;   // they are there when the page is opened again
    default:
        m_unkept.insert(key, { action, said });
        m_again.start(saveAgainMs);
        break;
    }
    m_view.showProblem(refusalText(error));
}

void ActionsWatch::keepLeft()
{
    const auto unkept = m_unkept.values();
    for (const Left &left : unkept)   // a copy: the answers change it
        keepLeft(left.action, left.said);
}

void ActionsWatch::keepLeft(const ActionPlace &action, const ActionFollowUp &said)
{
    m_link.ask(
        this, [action, said, today = m_link.today()](Store &store) { return keepFollowUp(store, action, said, today); },
        [this, action, said](const Result<void> &kept) {
            if (kept)
                m_unkept.remove(keyOf(action));
            else if (m_unkept.contains(keyOf(action)))   // else the page that is open again has them, or they are saved
                takeUp(action, said, kept.error());
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
    if (const auto left = m_unkept.find(keyOf(action)); left != m_unkept.end()) {
        left->said.files.append(file);   // its words are on their way, and would be written over this
        keepLeft(action, left->said);
        return;
    }
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
        [this, action = *action, recordId = m_view.recordId(), row = m_view.row(), said = said()](const Result<Saving> &saving) {
            if (saving && saving->followed.step)
                m_unkept.remove(keyOf(action));   // saved, they are not to be kept once more
            if (m_view.recordId() != recordId || m_view.row() != row)
                return;   // saved or kept; the page that is open now, and the clock, are another's
            if (saving && saving->followed.step)
                m_clock.forget();
            if (!m_view.isOpen())
                return;
            if (!saving) {
                m_view.refuse(problemsOf(saving.error(), said, TypedFor::Taking));
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
