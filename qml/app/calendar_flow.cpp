#include "qml/app/calendar_flow.h"

#include "core/calendar_feed/calendar_file.h"
#include "core/queries/my_calendar.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"
#include "qml/bridge/on_worker.h"

#include <QDir>
#include <QStandardPaths>

namespace sightline {

using namespace Qt::StringLiterals;

CalendarFlow::CalendarFlow(StoreLink &link, StoreThread &store, CalendarView &view)
    : m_link(link), m_view(view), m_folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)), m_hub(store)
{
    connect(&view, &CalendarView::fileAsked, this, &CalendarFlow::save);
    connect(&view, &CalendarView::shown, this, [this] { ask(sync::CalendarWish::Look); });
    connect(&view, &CalendarView::addressAsked, this, [this] { ask(sync::CalendarWish::Make); });
    connect(&view, &CalendarView::withdrawAsked, this, [this] { ask(sync::CalendarWish::Withdraw); });
}

void CalendarFlow::setHub(MakeTransport makeTransport)
{
    m_hub.setHub(std::move(makeTransport));
    m_view.setOffersAddress(m_hub.hasHub());
}

void CalendarFlow::save(bool withTodos)
{
    if (m_view.isBusy())
        return;
    m_view.setIsBusy(true);
    const auto end = [this](const Result<QString> &path) {
        m_view.setIsBusy(false);
        if (!path && path.error().code == ErrorCode::NotFound) {
            //: In More, where tasks were to be written as a calendar file, on a device that has just joined.
            return m_view.showFile(tr("Your council's framework has not reached this device yet, so there is nothing to write. Sync, then try again."));
        }
        //: In More, after the tasks were written as a calendar file. %1 is the file.
        m_view.showFile(path ? tr("Saved as %1. Open it with your calendar program. What it has already is brought up to date, not added again.")
                                   .arg(QDir::toNativeSeparators(*path))
                             : errorText(path.error()));
    };
    m_link.ask(
        this, [&calendar = m_link.calendar(), today = m_link.today()](Store &store) { return myCalendar(store, calendar, today, usualCalendarSpan(today)); },
        [this, end, withTodos](const Result<OwnCalendar> &mine) {
            if (!mine)
                return end(mine.error());
            const auto work = [own = *mine, at = m_link.now(), folder = m_folder, withTodos]() -> Result<QString> {
                const auto bytes = calendarFile(own, at, withTodos ? WithTodos::Yes : WithTodos::No);
                if (!bytes)
                    return bytes.error();
                if (folder.isEmpty() || !QDir().mkpath(folder))
                    return Error { ErrorCode::StorageFailure, u"There is no folder for documents."_s };
                const QString path = QDir(folder).filePath(u"Sightline tasks.ics"_s);
                const auto saved = saveCalendarFile(*bytes, path);
                return saved ? Result<QString>(path) : saved.error();
            };
            onWorker(this, work, end, &m_hub.pool());
        });
}

void CalendarFlow::ask(sync::CalendarWish wish)
{
    if (!m_hub.hasHub() || m_view.isBusy())
        return;
    m_view.setIsBusy(true);
    m_hub.ask(
        this,
        [wish](sync::StoreAccess &access, sync::Transport &transport, const std::atomic<bool> *givenUp) {
            return sync::askCalendarAddress(access, transport, wish, givenUp);
        },
        [this, wish](const Result<sync::CalendarAddress> &answer) {
            m_view.setIsBusy(false);
            m_view.showAddress(said(answer, wish));
            if (!answer && answer.error().code == ErrorCode::NotAllowed)
                Q_EMIT syncAsked();
        });
}

CalendarView::Address CalendarFlow::said(const Result<sync::CalendarAddress> &answer, sync::CalendarWish wish) const
{
    if (!answer) {
        if (answer.error().code == ErrorCode::NotAllowed) {
            //: In More, where the hub was asked for a calendar address and wanted the device to sync first; it does that by itself.
            return { tr("This device is syncing first. Try again in a moment."), {}, m_view.hasAddress() };
        }
        if (answer.error().code == ErrorCode::HubUnreachable && wish == sync::CalendarWish::Make) {
            //: In More, where a new calendar address was asked for and no answer came: whether the hub has made one is not known.
            return { tr("The hub cannot be reached. If you had an address, it may have ended; make a new one when there is a connection."),
                     {},
                     m_view.hasAddress() };
        }
        if (answer.error().code == ErrorCode::HubRefused) {
            //: In More, where the hub was asked for a calendar address and said no.
            return { tr("The hub gives no address now: it may be busy, or too old for this. Nothing was changed. The file above needs no hub."),
                     {},
                     m_view.hasAddress() };
        }
        return { errorText(answer.error()), {}, m_view.hasAddress() };
    }
    if (!answer->url.isEmpty()) {
        //: In More, above a calendar address that was just made.
        return { tr("This is your private address. It is shown this once: copy it now. Whoever has it can see your tasks."), answer->url, true };
    }
    if (wish == sync::CalendarWish::Withdraw) {
        //: In More, after the calendar address was withdrawn.
        return { tr("Your address has ended. A calendar that uses it gets nothing more; what it has already stays in it until you remove it there."),
                 {},
                 false };
    }
    if (!answer->sinceMs)
        return {};
    //: In More, where there is a calendar address. %1 is when it was made.
    return { tr("You have an address since %1. It was shown only then; make a new one if you need it again.")
                 .arg(momentWords(m_link.councilNow().at(*answer->sinceMs), m_link.today())),
             {},
             true };
}

} // namespace sightline
