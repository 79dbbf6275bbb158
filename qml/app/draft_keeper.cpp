#include "qml/app/draft_keeper.h"

#include "core/calendar/council_time.h"
#include "core/commands/save_draft.h"
#include "core/queries/capture_context.h"
#include "qml/app/refusal_words.h"

namespace sightline {

using namespace Qt::StringLiterals;

std::unique_ptr<FormSession> DraftKeeper::newSession(const OpenedForm &opened, DraftState::Shows shows)
{
    const RecordId id = opened.draft.id;
    DraftState start { Answers(opened.draft.body.answers), opened.draft.focus, 0, opened.role };
    start.shows = shows;
    start.canHear = m_voice.canRecord();
    if (opened.signsHere) {
        //: Last button of a part that its author signs by finishing it: their name and the time go with it.
        start.finishText = tr("Sign and finish");
    }
    auto session = std::make_unique<FormSession>(opened.form->questionnaire, opened.context, m_link.random(), std::move(start));
    session->save = [this, opened, it = session.get()](const DraftState &state) {
        save(it, opened.draft.id, { keptOf(opened, state.answers), state.focusKey, state.page });
    };
    session->takePicture = [this, id, it = session.get()](const FilePlace &place, const QString &path) {
        const bool isPicture = place.isOfPictures;
        keepPicture(
            it, id, place, Source::File, [path, isPicture] { return isPicture ? photoAt(path) : fileAt(path); },
            isPicture ? &pictureErrorText : &fileErrorText);
    };
    session->takePhoto = [this, id, it = session.get()](const FilePlace &place, const QByteArray &file) {
        keepPicture(
            it, id, place, Source::Memory, [file] { return photoFrom(file); }, &photoErrorText);
    };
    session->setCamera(m_view.camera());
    session->takeDrawing = [this, id, it = session.get()](const FilePlace &place, const InkSheet &sheet) {
        const QPointer open(it);
        if (sheet.beneath.isEmpty()) {
            keepPicture(
                it, id, place, Source::Memory, [sheet] { return inkPicture(sheet, {}); }, &pictureErrorText);
            return;
        }
        m_link.ask(
            this, [sha = QByteArray::fromHex(sheet.beneath.toLatin1())](Store &store) { return store.files().bytes(sha); },
            [this, id, open, place, sheet](const Result<QByteArray> &beneath) {
                if (beneath)
                    keepPicture(
                        open, id, place, Source::Memory, [sheet, beneath = *beneath] { return inkPicture(sheet, beneath); }, &pictureErrorText);
                else if (open)
                    open->pictureRefused(place, pictureErrorText(beneath.error()));
            });
    };
    session->beginVoice = [this, id, it = session.get()](const FilePlace &place) { m_voice.begin(it, id, place, m_storeFolder); };
    session->endVoice = [this] { m_voice.end(); };
    session->voiceTrouble = [this] { return m_voice.whyNot(); };
    session->offset = [this](QDate day, QTime time) { return councilOffset(m_link.calendar().zone(), day, time); };
    session->now = [this] { return councilDateTime(m_link.calendar().zone(), m_link.now()); };
    // What a later hand or somebody in the room says rests on this record alone.
    if (opened.role.isEmpty() && shows == DraftState::Shows::WholePart)
        seekLast(*session, opened);
    session->candidates = [candidates = opened.candidates](const QString &list) { return candidates.of(list); };
    m_newest = session.get();
    m_newestDraft = id;
    // Last words of the form before may still be on their way.
    m_typedOver.removeIf([this](const auto &one) { return !m_unanswered.contains(one.key()) && !m_unkept.contains(one.key()); });
    m_typedOver.insert(id.toString(), std::make_shared<Json::Object>(opened.draft.body.answers));
    handLate(id);
    return session;
}

void DraftKeeper::seekLast(FormSession &session, const OpenedForm &opened)
{
    const auto seek = [this, open = QPointer(&session), form = opened.form, context = opened.context,
                       amends = opened.draft.body.about](const Answers &answers) {
        m_link.ask(
            this, [form, context, answers, amends](Store &store) { return lastAnswers(store, *form, answers, context, amends); },
            [open](const Result<std::optional<Answers>> &last) {
                if (open)   // what cannot be read now is not carried; that record is where it was
                    open->lastCame(last ? *last : std::nullopt);
            });
    };
    session.seekLast(questionsOfLast(*opened.form), seek);
}

void DraftKeeper::save(FormSession *session, const RecordId &draft, const DraftState &state)
{
    const quint64 number = ++m_saves;
    m_newestSave.insert(draft.toString(), number);
    m_unanswered[draft.toString()] += 1;
    // The session may be closed before the disk answers; the words go to the disk all the same.
    m_link.ask(
        this,
        [draft, state, typedOver = typedOver(draft)](Store &store) {
            const auto saved = saveDraft(store, draft, state.answers, state.focusKey, typedOver.get());
            if (saved && typedOver)
                *typedOver = state.answers.fields();
            return saved;
        },
        [this, open = QPointer(session), draft, state, number](const Result<void> &saved) {
            if (--m_unanswered[draft.toString()] == 0)
                m_unanswered.remove(draft.toString());
            if (open) {
                saved ? open->draftSaved() : open->draftNotSaved(draftRefusedText(saved.error()));
                return;
            }
            if (m_newestSave.value(draft.toString()) != number)
                return;   // newer words of it are on their way, and would be overwritten by these
            if (saved || saved.error().code == ErrorCode::NotFound) {   // a draft that is a record by now wants no words
                m_unkept.remove(draft.toString());
                return;
            }
            // Nobody types into it any more: these are its last words, and they are tried until they are kept.
            m_unkept.insert(draft.toString());
            m_view.showProblem(draftRefusedText(saved.error()));
            QTimer::singleShot(saveAgainMs, this, [this, draft, state] { save(nullptr, draft, state); });
        },
        StoreThread::Lane::Save);
}

bool DraftKeeper::hasUnkept() const { return !m_unkept.isEmpty() || !m_unanswered.isEmpty() || m_pictures.use_count() > 1; }

QString DraftKeeper::whyNotYet(const RecordId &draft) const
{
    if (!m_unkept.contains(draft.toString()))
        return {};
    //: A draft cannot be opened: words of it were typed that the disk has refused so far.
    return tr("The last words of this draft are not saved yet. They are still here and are tried again every few seconds. "
              "Open it once they are saved; do not close the app before.");
}

void DraftKeeper::keepPicture(FormSession *session, const RecordId &draft, const FilePlace &place, Source source, FileKeeper::Make make, Words say)
{
    // What was made once is not made again for another try; one try follows another, so no two workers have it at a time.
    const auto made = std::make_shared<std::optional<PictureFile>>();
    keepMade(
        session, { draft, place, source, ++m_asked, m_pictures },
        [made, make = std::move(make)]() -> Result<PictureFile> {
            if (!*made) {
                auto file = make();
                if (!file)
                    return file.error();
                *made = *std::move(file);
            }
            return **made;
        },
        say);
}

void DraftKeeper::keepMade(const QPointer<FormSession> &session, const Wanted &wanted, const FileKeeper::Make &make, Words say)
{
    const FilePlace &place = wanted.place;
    m_files.keep(
        make, { place.name, place.kinds, place.sizeBytesMax, wanted.source == Source::Memory }, [this, session, wanted, make, say](const Result<Json> &answer) {
            if (answer) {
                storeAnswer(*answer, session, wanted);
                return;
            }
            if (session) {
                session->pictureRefused(wanted.place, say(answer.error()));
                return;
            }
            const ErrorCode why = answer.error().code;
            if (why == ErrorCode::Cancelled)
                return;   // the store is closing
            if (why != ErrorCode::StorageFull && why != ErrorCode::StorageFailure) {   // another try would end in the same way
            //: A photo or file was added to a form that is closed by now, and it cannot be taken. %1 says why and what to do.
                m_view.showProblem(tr("A photo or file was not added to a draft that is closed by now. %1").arg(say(answer.error())));
                return;
            }
        //: A photo or file was added to a form that is closed by now, and the disk has refused it so far.
            m_view.showProblem(tr("A photo or file of a draft is not kept yet: this device may be full. It is still here and is tried again every few seconds. "
                                  "Free some space; do not close the app before."));
            QTimer::singleShot(saveAgainMs, this, [this, wanted, make, say] { keepMade(nullptr, wanted, make, say); });
        });
}

bool DraftKeeper::isNewest(const Wanted &wanted)
{
    if (wanted.place.isOneOfSeveral)
        return true;
    quint64 &newest = m_newestPicture[wanted.draft.toString() + u'/' + wanted.place.key];
    if (newest > wanted.number)
        return false;
    newest = wanted.number;
    return true;
}

void DraftKeeper::storeAnswer(const Json &answer, const QPointer<FormSession> &session, const Wanted &wanted)
{
    const RecordId &draft = wanted.draft;
    const FilePlace &place = wanted.place;
    if (session) {
        static_cast<void>(isNewest(wanted));
        session->pictureKept(place, answer);
        return;
    }
    if (!isNewest(wanted)) {
        //: A photo of a question that takes one could be kept only after another was taken for it.
        m_view.showProblem(tr("An earlier photo of a draft could only be kept now. A newer one answers its question already, and stays."));
        return;
    }
    // Closed and opened again meanwhile, it is another session of the same draft.
    if (m_newest && m_newestDraft == draft) {
        m_newest->pictureCame(place, answer);
        return;
    }
    const auto again = [this, answer, session, wanted] {
        QTimer::singleShot(saveAgainMs, this, [this, answer, session, wanted] { storeAnswer(answer, session, wanted); });
    };
    // Those words go in whole, once the disk takes them, and would take this out of the draft again.
    if (m_unkept.contains(draft.toString()) || m_unanswered.contains(draft.toString())) {
        again();
        return;
    }
    m_link.ask(
        this, [wanted, answer](Store &store) { return attachToDraft(store, wanted.draft, wanted.place.key, wanted.place.isOneOfSeveral, answer); },
        [this, again, answer, wanted](const Result<void> &attached) {
            if (attached) {
                m_late[wanted.draft.toString()].append({ wanted.place, answer });
                handLate(wanted.draft);
                return;
            }
            // A draft that is gone by now wants no picture; a store that is closing takes none.
            if (attached.error().code != ErrorCode::NotFound && attached.error().code != ErrorCode::Cancelled)
                again();
        },
        StoreThread::Lane::Save);
}

void DraftKeeper::handLate(const RecordId &draft)
{
    if (!m_newest || m_newestDraft != draft)
        return;
    for (const LateFile &file : m_late.take(draft.toString()))
        m_newest->pictureCame(file.place, file.answer);
}

} // namespace sightline
