#include "core/base/error.h"

namespace sightline {

using namespace Qt::StringLiterals;

QString errorName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput: return u"invalid_input"_s;
    case ErrorCode::TooLarge: return u"too_large"_s;
    case ErrorCode::NotFound: return u"not_found"_s;
    case ErrorCode::AlreadyExists: return u"already_exists"_s;
    case ErrorCode::NotAllowed: return u"not_allowed"_s;
    case ErrorCode::StorageFailure: return u"storage_failure"_s;
    case ErrorCode::StorageFull: return u"storage_full"_s;
    case ErrorCode::StorageLocked: return u"storage_locked"_s;
    case ErrorCode::WrongKey: return u"wrong_key"_s;
    case ErrorCode::Corrupt: return u"corrupt"_s;
    case ErrorCode::UnsupportedVersion: return u"unsupported_version"_s;
    case ErrorCode::HubUnreachable: return u"hub_unreachable"_s;
    case ErrorCode::HubRefused: return u"hub_refused"_s;
    case ErrorCode::LeaseOver: return u"lease_over"_s;
    case ErrorCode::NotEnrolled: return u"not_enrolled"_s;
    case ErrorCode::Cancelled: return u"cancelled"_s;
    }
    return u"unknown"_s;
}

} // namespace sightline
