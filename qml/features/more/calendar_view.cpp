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

void CalendarView::copyAddress() { QGuiApplication::clipboard()->setText(m_address.url); }

} // namespace sightline
