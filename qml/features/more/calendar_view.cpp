#include "qml/features/more/calendar_view.h"

#include <QClipboard>
#include <QGuiApplication>

namespace sightline {

void CalendarView::showFile(const QString &words)
{
    m_fileWords = words;
    Q_EMIT changed();
}

void CalendarView::showAddress(const Address &address)
{
    if (m_address == address)
        return;
    m_address = address;
    Q_EMIT changed();
}

void CalendarView::setOffersAddress(bool offers)
{
    if (m_offersAddress == offers)
        return;
    m_offersAddress = offers;
    Q_EMIT changed();
}

void CalendarView::setIsBusy(bool isBusy)
{
    if (m_isBusy == isBusy)
        return;
    m_isBusy = isBusy;
    Q_EMIT changed();
}

QString CalendarView::addressFor(bool withTodos) const
{
    // PROTOCOL.md, section 7a.
    const QString ending = QStringLiteral(".ics");
    return withTodos && m_address.url.endsWith(ending) ? m_address.url.chopped(ending.size()) + QStringLiteral(".todo.ics") : m_address.url;
}

void CalendarView::copyAddress(bool withTodos) { QGuiApplication::clipboard()->setText(addressFor(withTodos)); }

} // namespace sightline
