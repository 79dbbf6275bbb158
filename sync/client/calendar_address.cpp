#include "sync/client/calendar_address.h"

#include "core/base/json.h"

#include <QUrl>

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

struct Asker {
    QString hubUrl;
    QString accessToken;
};

Result<Asker> whoAsks(StoreAccess &access)
{
    Result<Asker> asker = Error { ErrorCode::NotEnrolled, u"This device is not joined to a hub."_s };
    const auto read = access.run([&asker](Store &store) {
        const auto enrolment = store.meta().enrolment();
        const auto tokens = enrolment ? store.meta().tokens() : Result<SessionTokens>(enrolment.error());
        asker = tokens ? Result<Asker>(Asker { enrolment->hubUrl, tokens->access }) : Result<Asker>(tokens.error());
    });
    return read ? asker : read.error();
}

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
    const auto asker = whoAsks(access);
    if (!asker)
        return asker.error();
    Call call { .path = u"/v1/calendar"_s, .accessToken = asker->accessToken, .givenUp = givenUp };
    call.method = wish == CalendarWish::Look ? Call::Method::Get : wish == CalendarWish::Make ? Call::Method::Post : Call::Method::Delete;
    const Reply reply = transport.call(call);
    transport.leaveThread();
    if (reply.kind == Reply::Kind::Refused)
        return Error { ErrorCode::HubRefused, u"What answers at the hub's address did not prove to be the hub. Nothing was changed."_s };
    if (reply.kind != Reply::Kind::Answered)
        return Error { ErrorCode::HubUnreachable, u"The hub could not be reached. Try again when there is a connection."_s };
    if (reply.status == 401)
        return Error { ErrorCode::NotAllowed, u"The hub wants this device to sync first. Sync, then try again."_s };
    const auto said = reply.isOk() ? parseJson(reply.body) : Result<Json>(Error { ErrorCode::HubRefused, {} });
    if (!said || !said->isObject())
        return Error { ErrorCode::HubRefused, u"The hub did not do it. It may be busy, or too old for this. Try again later."_s };
    CalendarAddress address;
    if (!(*said)[u"since"_s].isNull())
        address.sinceMs = (*said)[u"since"_s].toInteger();
    if (const QString path = (*said)[u"path"_s].toString(); !path.isEmpty())
        address.url = subscribable(asker->hubUrl, path);
    return address;
}

} // namespace sightline::sync
