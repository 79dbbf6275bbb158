#include "sync/hub/http/answers.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(hubAnswers, "sightline.hub.routes")

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Seconds a device waits when the hub is busy; its own jitter spreads the rest.
constexpr int busySeconds = 2;
/// And when its disk is full: somebody has to make room first.
constexpr int fullSeconds = 60;

} // namespace

HttpResponse json(int status, const Json &body) { return { status, writeJson(body), false, 0 }; }

HttpResponse refusal(const Error &error)
{
    struct Row {
        ErrorCode code;
        int status;
    };
    static constexpr Row statuses[] = {
        { ErrorCode::InvalidInput, 400 }, { ErrorCode::UnsupportedVersion, 426 }, { ErrorCode::HubRefused, 403 },  { ErrorCode::NotFound, 404 },
        { ErrorCode::TooLarge, 413 },     { ErrorCode::Cancelled, 503 },          { ErrorCode::StorageFull, 507 },
    };
    for (const Row &row : statuses) {
        if (row.code != error.code)
            continue;
        HttpResponse response = json(row.status, Json::object({ { u"error"_s, errorName(error.code) }, { u"detail"_s, error.detail } }));
        if (row.status == 503 || row.status == 507)
            response.retryAfterSeconds = row.status == 507 ? fullSeconds : busySeconds;
        return response;
    }
    qCWarning(hubAnswers) << "a request failed:" << errorName(error.code) << error.detail;
    HttpResponse response = json(503,
                                 Json::object({ { u"error"_s, errorName(error.code) },
                                                { u"detail"_s,
                                                  u"The hub could not store or read its records just now. What was sent may have been taken or not: "
                                                  "send it again, it is never taken twice."_s } }));
    response.retryAfterSeconds = busySeconds;
    return response;
}

HttpResponse turnedAway(const Error &error)
{
    if (error.code != ErrorCode::NotAllowed)
        return refusal(error);
    return json(401, Json::object({ { u"error"_s, errorName(error.code) }, { u"detail"_s, error.detail } }));
}

HttpResponse tooMany(const QString &detail, int seconds)
{
    HttpResponse response = json(429, Json::object({ { u"error"_s, u"too_many"_s }, { u"detail"_s, detail } }));
    response.retryAfterSeconds = seconds;
    return response;
}

Error busy() { return { ErrorCode::Cancelled, u"The hub is busy. Try again in a moment."_s }; }

HttpResponse wrongMethod(const QString &takes)
{
    Json body = Json::object({ { u"error"_s, u"method"_s } });
    if (!takes.isEmpty())
        body.set(u"detail"_s, u"This address takes %1."_s.arg(takes));
    return json(405, body);
}

} // namespace sightline::hub
