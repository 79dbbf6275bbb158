#include "qml/app/absence_flow.h"

#include "core/commands/let_leave.h"
#include "core/commands/run_programme.h"
#include "core/queries/absence_list.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Absences)
};

AbsenceRow absenceRow(const ListedAbsence &listed, QDate today)
{
    const Absence &absence = listed.absence;
    const QString from = plainDayWords(absence.from, today);
    //: When somebody is away. %1 is the first day.
    const QString when = absence.to.isNull() ? Words::tr("From %1 until further notice.").arg(from)
                                             //: When somebody is away. %1 is the first day, %2 the last.
                                             : Words::tr("From %1 to %2.").arg(from, plainDayWords(absence.to, today));
    AbsenceRow row { listed.id.toString(), listed.name, {}, listed.isMine };
    if (!absence.isAway()) {
        //: Of somebody who handed one role over. %1 says when, %2 is the role, %3 the colleague.
        row.detail = Words::tr("%1 Here, but the role “%2” is held by %3.").arg(when, absence.role, listed.coverName);
    } else if (listed.coverName.isEmpty()) {
        //: Of somebody who is away. %1 says when.
        row.detail = Words::tr("%1 Their line manager covers.").arg(when);
    } else {
        //: Of somebody who is away. %1 says when, %2 is who covers.
        row.detail = Words::tr("%1 Covered by %2.").arg(when, listed.coverName);
    }
    return row;
}

QList<ChoosableRow> choosable(const QList<PersonChoice> &people)
{
    QList<ChoosableRow> rows;
    for (const PersonChoice &one : people)
        rows.append({ one.id.toString(), one.name });
    return rows;
}

QDate typedDay(const QString &iso) { return QDate::fromString(iso, Qt::ISODate); }

} // namespace

AbsenceFlow::AbsenceFlow(StoreLink &link, AbsenceView &view) : m_link(link), m_view(view)
{
    connect(&view, &AbsenceView::asked, this, &AbsenceFlow::refresh);
    connect(&view, &AbsenceView::coversAsked, this, &AbsenceFlow::readCovers);
    connect(&view, &AbsenceView::enterAsked, this, &AbsenceFlow::enter);
    connect(&view, &AbsenceView::leaveAsked, this, &AbsenceFlow::leave);
    connect(&view, &AbsenceView::endAsked, this, &AbsenceFlow::end);
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        static const QSet<RecordType> concerning { RecordType::Absence, RecordType::Person, RecordType::Team, RecordType::Council };
        if (changes.types.intersects(concerning))
            refresh();
    });
}

void AbsenceFlow::refresh()
{
    m_link.ask(
        this, [today = m_link.today()](Store &store) { return absenceList(store, today); },
        [this](const Result<AbsenceList> &list) {
            if (!list)
                return refuse(list.error());
            QList<AbsenceRow> rows;
            for (const ListedAbsence &one : list->absences)
                rows.append(absenceRow(one, m_link.today()));
            m_view.show(rows, choosable(list->people), list->letsLeave, m_link.today().toString(Qt::ISODate));
        });
}

void AbsenceFlow::readCovers(const QString &personId)
{
    m_link.ask(
        this, [today = m_link.today(), person = PersonId(personId)](Store &store) { return coversFor(store, person, today); },
        [this, personId](const Result<QList<PersonChoice>> &covers) { covers ? m_view.showCovers(personId, choosable(*covers)) : refuse(covers.error()); });
}

void AbsenceFlow::enter(const QString &personId, const QString &fromIso, const QString &untilIso, const QString &coverId)
{
    const Absence absence { PersonId(personId), typedDay(fromIso), typedDay(untilIso), PersonId(coverId) };
    m_link.ask(
        this, [absence](Store &store) { return enterAbsence(store, absence); },
        [this](const Result<RecordId> &entered) {
            if (!entered)
                return refuse(entered.error());
            //: After an absence was entered.
            m_view.finish(Words::tr("Saved on this device. Everybody it concerns knows with their next sync."));
        },
        StoreThread::Lane::Save);
}

void AbsenceFlow::leave(const QString &personId, const QString &lastDayIso, const QString &heirId)
{
    m_link.ask(
        this,
        [leaver = PersonId(personId), lastDay = typedDay(lastDayIso), heir = PersonId(heirId)](Store &store) { return letLeave(store, leaver, lastDay, heir); },
        [this](const Result<void> &done) {
            if (!done)
                return refuse(done.error());
            //: After it was said that somebody leaves.
            m_view.finish(Words::tr("Saved on this device. It counts for everybody once the hub has taken it; what they recorded stays theirs."));
        },
        StoreThread::Lane::Save);
}

void AbsenceFlow::end(const QString &absenceId)
{
    const auto id = RecordId::fromString(absenceId);
    if (!id)
        return refuse(id.error());
    m_link.ask(
        this, [id = *id](Store &store) { return removeAbsence(store, id); },
        [this](const Result<void> &done) {
            if (!done)
                return refuse(done.error());
            //: After an absence was ended.
            m_view.finish(Words::tr("Ended: their tasks are their own again."));
        },
        StoreThread::Lane::Save);
}

void AbsenceFlow::refuse(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    const bool isInWords = error.code == ErrorCode::NotAllowed || error.code == ErrorCode::InvalidInput || error.code == ErrorCode::NotFound;
    m_view.refuse(isInWords ? error.detail : errorText(error));
}

} // namespace sightline
