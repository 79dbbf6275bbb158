#include "qml/app/hand_over_flow.h"

#include "core/base/limits.h"
#include "core/commands/present_draft.h"
#include "core/commands/said_in_room.h"
#include "core/forms/parts.h"
#include "core/store/known_council.h"
#include "qml/app/refusal_words.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// A draft that is or can be handed over, with whom it is for.
struct Handed {
    OpenedForm opened;
    QString whom;        ///< a colleague's name; empty: a child or a parent
};

Result<Handed> readHanded(Store &store, const CouncilCalendar &calendar, const RecordId &draft)
{
    auto opened = openedDraft(store, calendar, draft);
    if (!opened)
        return opened.error();
    Handed handed { *std::move(opened), {} };
    if (handed.opened.draft.body.type != RecordType::Step)
        return handed;
    const auto kept = presentDraft(store, draft);   // what was opened shows the record around the part, and not whose it is
    if (!kept)
        return kept.error();
    const auto person = whoSpeaks(*kept);
    if (!person)
        return person.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const Person *known = (*council)->person(*person);
    handed.whom = known ? known->name : person->toString();
    return handed;
}

/// What was handed over, by the name of what came of it; empty: nothing did.
Result<QString> titleOf(Store &store, const HandOver &was)
{
    if (!was.record)
        return QString();
    const auto row = store.view().find(*was.record);
    if (!row)
        return row.error();
    const auto form = *row ? findForm(store, (*row)->form) : Result<std::shared_ptr<const KnownForm>>(Error { ErrorCode::NotFound, {} });
    //: After a colleague's part was said on this device and it was handed back. It stands in "… is finished and locked".
    const QString inRoom = HandOverFlow::tr("What was said in the room");
    const bool isFeedback = form && (*row)->type == RecordType::Form;
    return isFeedback ? (*form)->questionnaire.title : inRoom;
}

/// The device as it came back, and what is said to be finished.
struct GivenBack {
    HandBack back;
    QString title;
    bool hasDraft = false;   ///< its owner's part is there to go on with
};

Result<GivenBack> givenBackAs(Store &store, const HandBack &back)
{
    const auto title = titleOf(store, back.was);
    if (!title)
        return title.error();
    const auto draft = store.drafts().find(back.was.draft);
    return draft ? Result<GivenBack>(GivenBack { back, *title, draft->has_value() }) : draft.error();
}

/// What completing or ending needs to know of the world. Where the draft's form has gone meanwhile, the clock alone.
Result<FormContext> contextOf(Store &store, const CouncilCalendar &calendar)
{
    const auto present = presentHandOver(store);
    if (!present)
        return present.error();
    auto opened = *present ? openedDraft(store, calendar, (*present)->draft) : Result<OpenedForm>(Error { ErrorCode::NotFound, {} });
    return opened ? opened->context : presentContext(calendar, store.clock().now());
}

} // namespace

QString HandOverFlow::waitWords(qint64 ms)
{
    const int seconds = static_cast<int>((ms + 999) / 1000);
    if (seconds <= 60) {
        //: Where a code was wrong several times. %n is how many seconds to wait.
        return tr("The next code can be tried in %n second(s).", "", seconds);
    }
    //: Where a code was wrong several times. %n is how many minutes to wait, rounded up.
    return tr("The next code can be tried in %n minute(s).", "", (seconds + 59) / 60);
}

HandOverFlow::HandOverFlow(StoreLink &link, CaptureFlow &capture, DraftKeeper &keeper, CompletionFlow &completion, HandOverView &view)
    : m_link(link), m_capture(capture), m_keeper(keeper), m_completion(completion), m_view(view)
{
    connect(&view, &HandOverView::codeChosen, this, &HandOverFlow::begin);
    connect(&view, &HandOverView::handOverAsked, this, [this] { begin({}); });
    connect(&view, &HandOverView::choosingLeft, this, &HandOverFlow::leaveChoosing);
    connect(&view, &HandOverView::stopAsked, this, &HandOverFlow::stop);
    connect(&view, &HandOverView::giveBackAsked, this, &HandOverFlow::giveBack);
    connect(&view, &HandOverView::forgottenAsked, this, &HandOverFlow::giveBackForgotten);
    connect(&view, &HandOverView::changed, this, [this] { m_capture.setLocked(!m_view.isAway()); });
    connect(&capture, &CaptureFlow::handOverAsked, this, &HandOverFlow::choose);
}

void HandOverFlow::choose(const RecordId &draft)
{
    m_capture.closeForHandOver();   // its words are kept before anything below is read
    m_link.ask(
        this, [&calendar = m_link.calendar(), draft](Store &store) { return readHanded(store, calendar, draft); },
        [this, draft](const Result<Handed> &handed) {
            if (!handed) {
                m_capture.showProblem(errorText(handed.error()));
                return;
            }
            if (const QString why = m_keeper.whyNotYet(draft); !why.isEmpty()) {
                m_capture.showProblem(why);
                return;
            }
            m_draft = draft;
            m_isOfStep = !handed->whom.isEmpty();
            m_title = handed->opened.form->questionnaire.title;
            m_view.showChoosing(m_title, handed->whom);
        },
        StoreThread::Lane::Save);
}

void HandOverFlow::chooseForStep(const QString &recordId, const QString &kind)
{
    const auto id = RecordId::fromString(recordId);
    if (!id)
        return;
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), id = *id, kind](Store &store) -> Result<RecordId> {
            const auto draft = beginSaidInRoom(store, id, kind, presentContext(calendar, store.clock().now()));
            return draft ? Result<RecordId>(draft->id) : draft.error();
        },
        [this](const Result<RecordId> &draft) {
            if (draft)
                choose(*draft);
            else
                m_capture.showProblem(refusalText(draft.error()));
        },
        StoreThread::Lane::Save);
}

void HandOverFlow::begin(const QString &code)
{
    if (!m_draft)
        return;
    m_link.ask(
        this,
        [draft = *m_draft, code, byPin = m_view.byPin()](Store &store) { return byPin ? beginHandOverByPin(store, draft) : beginHandOver(store, draft, code); },
        [this, draft = *m_draft](const Result<void> &begun) {
            if (!begun) {
                m_view.showProblem(refusalText(begun.error()));
                return;
            }
            showDraft(draft, {});
            if (!m_view.byPin())
                sayForgotten();
        },
        StoreThread::Lane::Save);
}

/// Nothing was handed over: a form is gone on with; what nobody has said goes.
void HandOverFlow::leaveChoosing()
{
    m_view.showAway();
    const auto draft = std::exchange(m_draft, std::nullopt);
    if (!draft)
        return;
    if (!m_isOfStep) {
        m_capture.resume(draft->toString());
        return;
    }
    m_link.ask(
        this, [draft = *draft](Store &store) { return store.transact([&] { return store.drafts().remove(draft); }); },
        [](const Result<void> &) {
        // An empty draft that nobody is shown is left; it says nothing.
        },
        StoreThread::Lane::Save);
}

void HandOverFlow::showDraft(const RecordId &draft, const std::function<void()> &orElse)
{
    m_link.ask(
        this, [&calendar = m_link.calendar(), draft](Store &store) { return readHanded(store, calendar, draft); },
        [this, orElse](const Result<Handed> &handed) {
            if (handed)
                show(handed->opened, handed->whom);
            else if (orElse)
                orElse();
            else
                m_view.showProblem(errorText(handed.error()));
        },
        StoreThread::Lane::Save);
}

void HandOverFlow::show(const OpenedForm &opened, const QString &whom)
{
    m_draft = opened.draft.id;
    m_isOfStep = !whom.isEmpty();
    m_title = opened.form->questionnaire.title;
    auto session = m_keeper.newSession(opened, DraftState::Shows::HandedOver);
    session->complete = [this](const Answers &answers) { finish(answers, Said::Keep); };
    m_view.showAsking(std::move(session), whom);
}

void HandOverFlow::stop(bool keep)
{
    if (FormSession *session = m_view.session())
        session->settle([this, keep, session] { finish(session->answers(), keep ? Said::Keep : Said::TakeBack); });
}

void HandOverFlow::finish(const Answers &answers, Said said)
{
    const QPointer session(m_view.session());
    if (!session)
        return;
    session->saveNow();   // whatever becomes of the rest, the words are kept
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), answers, said](Store &store) -> Result<HandOver> {
            const auto context = contextOf(store, calendar);
            if (!context)
                return context.error();
            const auto present = presentHandOver(store);
            if (!present)
                return present.error();
            // A later hand's draft holds its own part alone.
            const auto opened = *present ? openedDraft(store, calendar, (*present)->draft) : Result<OpenedForm>(Error { ErrorCode::NotFound, {} });
            const bool isPart = opened && !opened->role.isEmpty();
            return finishHandOver(store, isPart ? partOf(opened->form->questionnaire, answers, opened->role) : answers, *context, said);
        },
        [this, session](const Result<HandOver> &finished) {
            if (!finished) {
                const QString why = completionRefusedText(finished.error());
                if (session)
                    session->notCompleted(why);
                m_view.showProblem(why);
                return;
            }
            if (session)
                session->completed();   // nothing of it is written any more
            m_view.showThanks();
        },
        StoreThread::Lane::Save);
}

/// What is being said or drawn belongs to it: first that is kept.
void HandOverFlow::onceKept(std::function<void()> then)
{
    if (FormSession *session = m_view.session())
        session->settle(std::move(then));
    else
        then();
}

void HandOverFlow::giveBack(const QString &code)
{
    onceKept([this, code] { tryToGiveBack(code); });
}

void HandOverFlow::tryToGiveBack(const QString &code)
{
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), code](Store &store) -> Result<GivenBack> {
            const auto context = contextOf(store, calendar);
            if (!context)
                return context.error();
            const auto back = sightline::giveBack(store, code, *context);
            return back ? givenBackAs(store, *back) : back.error();
        },
        [this](const Result<GivenBack> &given) {
            if (!given) {
                m_view.showProblem(completionRefusedText(given.error()));
                return;
            }
            const HandBack *back = &given->back;
            switch (back->outcome) {
            case HandBack::Outcome::Given: givenBack(back->was, given->title, given->hasDraft); break;
            case HandBack::Outcome::MustWait: m_view.showProblem(waitWords(back->retryAtMs - m_link.now().msSinceEpoch)); break;
            case HandBack::Outcome::WrongCode:
                //: The code that gets a device back was wrong. What was said is safe.
                m_view.showProblem(tr("That is not the code.")
                                   + (back->retryAtMs > 0 ? u' ' + waitWords(back->retryAtMs - m_link.now().msSinceEpoch) : QString()));
                break;
            }
        },
        StoreThread::Lane::Save);
}

void HandOverFlow::giveBackForgotten()
{
    onceKept([this] { tryToGiveBackForgotten(); });
}

void HandOverFlow::tryToGiveBackForgotten()
{
    m_link.ask(
        this,
        [&calendar = m_link.calendar()](Store &store) -> Result<GivenBack> {
            const auto context = contextOf(store, calendar);
            if (!context)
                return context.error();
            const auto was = giveBackWithoutCode(store, *context, false);
            return was ? givenBackAs(store, { HandBack::Outcome::Given, 0, *was }) : was.error();
        },
        [this](const Result<GivenBack> &given) {
            if (given)
                givenBack(given->back.was, given->title, given->hasDraft);
            else
                m_view.showProblem(completionRefusedText(given.error()));
        },
        StoreThread::Lane::Save);
}

void HandOverFlow::givenBack(const HandOver &was, const QString &title, bool hasDraft)
{
    if (FormSession *session = m_view.session())
        session->completed();
    m_draft.reset();
    m_view.showAway();
    Q_EMIT opened();
    if (was.record)
        m_completion.showHandedBack(was, title);
    else if (hasDraft)
        m_capture.resume(was.draft.toString());
}

void HandOverFlow::giveBackToOwner(const std::function<void(bool goesOn)> &then)
{
    m_link.ask(
        this,
        [&calendar = m_link.calendar()](Store &store) -> Result<GivenBack> {
            const auto context = contextOf(store, calendar);
            if (!context)
                return context.error();
            const auto was = giveBackWithoutCode(store, *context, true);
            return was ? givenBackAs(store, { HandBack::Outcome::Given, 0, *was }) : was.error();
        },
        [this, then](const Result<GivenBack> &given) {
            if (given)
                givenBack(given->back.was, given->title, given->hasDraft);
            else
                m_capture.showProblem(completionRefusedText(given.error()));
            then(!given);
        },
        StoreThread::Lane::Save);
}

void HandOverFlow::sayForgotten()
{
    m_link.ask(
        this, [](Store &store) { return presentHandOver(store); },
        [this](const Result<std::optional<HandOver>> &present) {
            if (!present || !*present)
                return;
            const qint64 from = forgottenFromMs(**present);
            const CouncilNow now = m_link.councilNow();
            m_view.showForgotten(
                //: Under the field for the owner's code. %1 is a day and a time.
                tr("If the code is forgotten, the device opens without it from %1. Nothing on it is lost, and what waits is sent meanwhile.")
                    .arg(momentWords(now.at(from), now.today)),
                m_link.now().msSinceEpoch >= from);
        });
}

void HandOverFlow::reopen(const std::function<void(bool goesOn)> &then)
{
    m_link.ask(
        this, [](Store &store) { return presentHandOver(store); },
        [this, then](const Result<std::optional<HandOver>> &present) {
            if (!present) {
                m_capture.showProblem(errorText(present.error()));
                then(true);
                return;
            }
            if (!*present) {
                then(true);
                return;
            }
            if ((*present)->isByPin && m_view.byPin()) {
                // Whoever has just given the PIN is its owner.
                giveBackToOwner(then);
                return;
            }
            sayForgotten();
            if ((*present)->isFinished) {
                m_view.showThanks();
                then(true);
                return;
            }
            // Where the questions cannot be shown (their form has gone), it is locked all the same.
            const auto locked = [this, then] {
                m_view.showThanks();
                then(true);
            };
            m_link.ask(
                this, [&calendar = m_link.calendar(), draft = (*present)->draft](Store &store) { return readHanded(store, calendar, draft); },
                [this, then, locked](const Result<Handed> &handed) {
                    if (!handed) {
                        locked();
                        return;
                    }
                    show(handed->opened, handed->whom);
                    then(true);
                },
                StoreThread::Lane::Save);
        },
        StoreThread::Lane::Save);
}

} // namespace sightline
