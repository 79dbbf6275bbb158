#include "sync/client/refusal.h"

#include "core/base/json.h"

namespace sightline::sync {

using namespace Qt::StringLiterals;

bool isHubsRefusal(const Reply &reply)
{
    if (reply.kind != Reply::Kind::Answered || (reply.status != 401 && reply.status != 403))
        return false;
    const auto said = parseJson(reply.body);
    return said && said->isObject() && (*said)[u"error"_s].isString() && (*said)[u"detail"_s].isString();
}

} // namespace sightline::sync
