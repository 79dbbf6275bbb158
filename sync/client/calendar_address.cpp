#include "sync/client/calendar_address.h"

#include "sync/client/ask_hub.h"

#include <QUrl>

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

/// Calendar programs have a scheme of their own, by which a browser opens them. Without TLS (this machine only) there is none.
QString subscribable(const QString &hubUrl, const QString &path)
{
    QUrl url(hubUrl);
    if (url.scheme() == "https"_L1)
        url.setScheme(u"webcal"_s);
    url.setPath(url.path() + path);
    return url.toString();
}

} // namespace

Result<CalendarAddress> askCalendarAddress(StoreAccess &access, Transport &transport, CalendarWish wish, const std::atomic<bool> *givenUp)
{
    const auto method = wish == CalendarWish::Look ? Call::Method::Get : wish == CalendarWish::Make ? Call::Method::Post : Call::Method::Delete;
    const auto answer = askHub(access, transport, method, u"/v1/calendar"_s, givenUp);
    if (!answer)
        return answer.error();
    const Json &said = answer->said;
    CalendarAddress address;
    if (!said[u"since"_s].isNull())
        address.sinceMs = said[u"since"_s].toInteger();
    if (const QString path = said[u"path"_s].toString(); !path.isEmpty())
        address.url = subscribable(answer->hubUrl, path);
    return address;
}

} // namespace sightline::sync
