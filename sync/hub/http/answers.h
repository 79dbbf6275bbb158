#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "sync/hub/http/http_message.h"

namespace sightline::hub {

/// What the hub says where it cannot do more for now.
[[nodiscard]] Error busy();

[[nodiscard]] HttpResponse json(int status, const Json &body);
/// Status and sentence of an error. Details of storage stay in the log.
[[nodiscard]] HttpResponse refusal(const Error &error);
/// What the door says. The only 401 there is: a device that reads it joins again, so no other "not allowed" may say so.
[[nodiscard]] HttpResponse turnedAway(const Error &error);
/// Somebody asks more often than they may: 429, and when to come again.
[[nodiscard]] HttpResponse tooMany(const QString &detail, int seconds);
/// The method is none of this address's; @p takes names those in words.
[[nodiscard]] HttpResponse wrongMethod(const QString &takes = {});

} // namespace sightline::hub
