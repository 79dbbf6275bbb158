#include "sync/client/reply_fault.h"

namespace sightline::sync {

using namespace Qt::StringLiterals;

Error errorOf(const Reply &reply, const QString &doing)
{
    switch (reply.kind) {
    case Reply::Kind::Answered: return { ErrorCode::HubRefused, u"%1: the hub answered with status %2."_s.arg(doing).arg(reply.status) };
    case Reply::Kind::Refused: return { ErrorCode::HubRefused, u"%1: the hub could not be trusted (%2)."_s.arg(doing, reply.detail) };
    case Reply::Kind::Cancelled: return { ErrorCode::Cancelled, u"%1 was given up."_s.arg(doing) };
    default: return { ErrorCode::HubUnreachable, u"%1: no answer from the hub; nothing was changed."_s.arg(doing) };
    }
}

EnrolFault faultOf(const Reply &reply)
{
    switch (reply.kind) {
    case Reply::Kind::Unreachable: return EnrolFault::Unreachable;
    case Reply::Kind::TimedOut: return EnrolFault::NoAnswer;
    case Reply::Kind::Refused: return EnrolFault::Untrusted;
    case Reply::Kind::Cancelled: return EnrolFault::GivenUp;
    case Reply::Kind::Broken:
    case Reply::Kind::TooLarge: return EnrolFault::NotAHub;
    case Reply::Kind::Answered: break;
    }
    switch (reply.status) {
    case 426: return EnrolFault::OtherVersion;
    case 429: return EnrolFault::Busy;
    default: return reply.status >= 500 ? EnrolFault::Busy : EnrolFault::NotAHub;
    }
}

} // namespace sightline::sync
