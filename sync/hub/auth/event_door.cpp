#include "sync/hub/auth/event_door.h"

#include "core/base/digest.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr int sourceTokenBytes = 32;
constexpr qsizetype sourceTokenLength = 43;   // in base64url without padding
constexpr qsizetype sourceNameLengthMax = 60;

QByteArray sourceHash(const QByteArray &token) { return sha256("event-source:" + token); }

} // namespace

Result<QString> EventDoor::issue(HubTransaction &transaction, const QString &name)
{
    if (name.trimmed().isEmpty() || name != name.trimmed() || name.size() > sourceNameLengthMax)
        return Error { ErrorCode::InvalidInput, u"Name the system in 1 to %1 characters, for example \"case system\"."_s.arg(sourceNameLengthMax) };
    const QByteArray token = m_random.bytes(sourceTokenBytes).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const auto kept = transaction.setEventSource({ name, sourceHash(token), m_clock.now().msSinceEpoch, 0 });
    return kept ? Result<QString>(QString::fromLatin1(token)) : kept.error();
}

Result<bool> EventDoor::withdraw(HubTransaction &transaction, const QString &name)
{
    const auto sources = transaction.eventSources();
    if (!sources)
        return sources.error();
    const auto found = std::ranges::find(*sources, name, &EventSourceRow::name);
    if (found == sources->end() || found->revokedAtMs > 0)
        return false;
    EventSourceRow ended = *found;
    ended.revokedAtMs = m_clock.now().msSinceEpoch;
    const auto kept = transaction.setEventSource(ended);
    return kept ? Result<bool>(true) : kept.error();
}

Result<QString> EventDoor::sourceOf(HubSnapshot &snapshot, const QByteArray &authorization)
{
    static const QByteArray scheme = "Bearer ";
    const Error none { ErrorCode::NotAllowed, u"The request carries no token that the hub takes events by."_s };
    const bool isBearer =
        authorization.size() == scheme.size() + sourceTokenLength && authorization.left(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0;
    if (!isBearer)
        return none;
    const auto row = snapshot.eventSource(sourceHash(authorization.mid(scheme.size())));
    if (!row)
        return row.error();
    return *row && (*row)->revokedAtMs == 0 ? Result<QString>((*row)->name) : none;
}

} // namespace sightline::hub
