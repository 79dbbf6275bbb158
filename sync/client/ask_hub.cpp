#include "sync/client/ask_hub.h"

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

} // namespace

Result<HubSaid> askHub(StoreAccess &access, Transport &transport, Call::Method method, const QString &path, const std::atomic<bool> *givenUp)
{
    const auto asker = whoAsks(access);
    if (!asker)
        return asker.error();
    Call call { .path = path, .accessToken = asker->accessToken, .givenUp = givenUp };
    call.method = method;
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
    return HubSaid { asker->hubUrl, *said };
}

} // namespace sightline::sync
