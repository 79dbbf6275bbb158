#include "sync/hub/auth/calendar_door.h"

#include "core/base/digest.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr int tokenBytes = 32;
constexpr qsizetype tokenLength = 43;   // in base64url without padding

const QByteArray pathBegin = "/v1/calendar/";
const QByteArray pathEnd = ".ics";
const QByteArray todosBeforeEnd = ".todo";

QByteArray addressHash(QStringView token) { return sha256("calendar:" + token.toUtf8()); }

} // namespace

Result<bool> CalendarDoor::isHere(HubSnapshot &snapshot, const PersonId &person)
{
    const auto found = m_service.person(snapshot, person);
    if (!found)
        return found.error();
    return *found && (*found)->isHereOn(m_service.today());
}

Result<QString> CalendarDoor::issue(HubTransaction &transaction, const PersonId &person)
{
    const auto here = isHere(transaction, person);
    if (!here)
        return here.error();
    if (!*here)
        return Error { ErrorCode::NotFound, u"Nobody with the id \"%1\" is here today. \"user list\" names everybody."_s.arg(person.toString()) };
    const QString token = QString::fromLatin1(m_random.bytes(tokenBytes).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    const auto kept = transaction.setCalendarAddress({ person, addressHash(token), m_clock.now().msSinceEpoch, 0 });
    return kept ? Result<QString>(token) : kept.error();
}

Result<bool> CalendarDoor::withdraw(HubTransaction &transaction, const PersonId &person) { return withdrawCalendarAddress(transaction, person, m_clock.now()); }

Result<std::optional<Instant>> CalendarDoor::since(HubSnapshot &snapshot, const PersonId &person)
{
    const auto row = snapshot.calendarAddressOf(person);
    if (!row)
        return row.error();
    const bool isGood = *row && (*row)->revokedAtMs == 0;
    return isGood ? std::optional(Instant { (*row)->madeAtMs }) : std::nullopt;
}

Result<PersonId> CalendarDoor::readerOf(HubSnapshot &snapshot, QStringView token)
{
    const Error none { ErrorCode::NotFound, u"There is no calendar at this address."_s };
    if (token.size() != tokenLength)
        return none;
    const auto row = snapshot.calendarAddress(addressHash(token));
    if (!row)
        return row.error();
    if (!*row || (*row)->revokedAtMs > 0)
        return none;
    const auto here = isHere(snapshot, (*row)->person);
    if (!here)
        return here.error();
    return *here ? Result<PersonId>((*row)->person) : none;
}

Result<bool> withdrawCalendarAddress(HubTransaction &transaction, const PersonId &person, Instant at)
{
    auto row = transaction.calendarAddressOf(person);
    if (!row)
        return row.error();
    if (!*row || (*row)->revokedAtMs > 0)
        return false;
    (*row)->revokedAtMs = at.msSinceEpoch;
    const auto kept = transaction.setCalendarAddress(**row);
    return kept ? Result<bool>(true) : kept.error();
}

QString calendarPath(const QString &token) { return QString::fromLatin1(pathBegin) + token + QString::fromLatin1(pathEnd); }

QString calendarTokenIn(QByteArrayView path)
{
    if (!path.startsWith(pathBegin) || !path.endsWith(pathEnd) || path.size() <= pathBegin.size() + pathEnd.size())
        return {};
    const QByteArrayView name = path.sliced(pathBegin.size()).chopped(pathEnd.size());
    return QString::fromLatin1(asksForTodos(path) ? name.chopped(todosBeforeEnd.size()) : name);
}

bool asksForTodos(QByteArrayView path)
{
    return path.size() > pathBegin.size() + todosBeforeEnd.size() + pathEnd.size() && path.endsWith(todosBeforeEnd + pathEnd);
}

} // namespace sightline::hub
