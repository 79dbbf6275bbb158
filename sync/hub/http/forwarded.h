#pragma once

#include <QByteArray>
#include <QList>

namespace sightline::hub {

/// @p text as an address is compared and counted by: an IPv4 address in IPv6 clothes is the IPv4 address. Empty if it is none.
[[nodiscard]] QByteArray plainAddress(const QByteArray &text);

/// Whose request it is, for counting: @p peer, the other end of the connection, unless that is one of @p trusted proxies. Then it is the
/// last address in @p forwardedFor (every X-Forwarded-For value, joined by commas) that is no trusted proxy itself: what stands before
/// it is what a stranger wrote. Where that is no address, @p peer. Thread: any.
[[nodiscard]] QByteArray clientAddress(const QByteArray &peer, const QByteArray &forwardedFor, const QList<QByteArray> &trusted);

} // namespace sightline::hub
