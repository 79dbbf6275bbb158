#include "qml/app/draft_move_flow.h"

#include "core/base/limits.h"
#include "core/commands/move_draft.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

DraftMoveFlow::DraftMoveFlow(StoreLink &link, CaptureView &view) : m_link(link), m_view(view)
{
    connect(view.move(), &DraftMove::lookAsked, this, &DraftMoveFlow::look);
    connect(view.move(), &DraftMove::moveAsked, this, &DraftMoveFlow::moveToNewer);
    connect(view.move(), &DraftMove::backAsked, this, &DraftMoveFlow::moveBack);
    connect(view.move(), &DraftMove::stayChosen, this, &DraftMoveFlow::stay);
}

void DraftMoveFlow::formOpened(const OpenedForm &opened)
{
    m_open = opened.draft.id;
    m_view.move()->clear();
    m_newer = opened.newer ? opened.newer->published.form : QString();
    if (m_newer.isEmpty())
        return;
    const QDate from = opened.newer->dates.from;
    //: On a draft whose form has a newer version.
    QString words = tr("This form has a newer version. You can finish this draft on the version it began with, or move it.");
    if (from.isValid()) {
        //: On a draft whose form has a newer version. %1 is the first day that is used.
        words = tr("This form has a newer version, used from %1. You can finish this draft on the version it began with, or move it.")
                    .arg(dayWords(from, m_link.today()));
    }
    m_view.move()->show(words);
}

void DraftMoveFlow::formClosed()
{
    m_open.reset();
    m_movedFrom.reset();
    m_view.move()->clear();
}

void DraftMoveFlow::look()
{
    if (!m_open || !m_view.session())
        return;
    m_view.session()->saveNow();   // what is looked at is what is typed
    const QDate until = m_link.today().addDays(limits::discardedDraftDays);
    m_link.ask(
        this, [draft = *m_open, form = m_newer](Store &store) { return sightline::lookAtMove(store, draft, form); },
        [this, draft = *m_open, until](const Result<MovedAnswers> &moved) {
            if (m_open != draft)
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

void DraftMoveFlow::moveToNewer()
{
    if (!m_open || m_newer.isEmpty())
        return;
    const RecordId old = *m_open;
    const QDate until = m_link.today().addDays(limits::discardedDraftDays);
    openInstead(
        [old, form = m_newer](Store &store) { return moveDraft(store, old, form); }, old,
        [this, old, until] {
            m_movedFrom = old;
               //: After a draft was moved to the newer version of its form. %1 is a day.
            m_view.move()->showMoved(
                tr("Moved to the newer version. Until %1 the draft as it was is in Capture under Deleted drafts.").arg(dayWords(until, m_link.today())));
        });
}

void DraftMoveFlow::moveBack()
{
    if (!m_open || !m_movedFrom)
        return;
    const RecordId moved = *m_open;
    const RecordId old = *m_movedFrom;
    openInstead(
        [moved, old](Store &store) -> Result<RecordId> {
            const auto back = moveDraftBack(store, moved, old);
            return back ? Result<RecordId>(old) : back.error();
        },
        moved, [] {});
}

void DraftMoveFlow::stay()
{
    if (!m_open || m_newer.isEmpty())
        return;
    m_link.ask(
        this, [draft = *m_open, form = m_newer](Store &store) { return finishOnItsVersion(store, draft, form); },
        [](const Result<void> &) {
        // Not kept, it is asked once more when the draft is opened next; the draft is as it was.
        },
        StoreThread::Lane::Save);
}

} // namespace sightline
