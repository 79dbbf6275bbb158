#pragma once

#include <QtGlobal>

/// Bounds of the device's side of the exchange, each with its unit and reason. Those both sides share are in sync/protocol/limits.h.
namespace sightline::sync::limits {

/// First pause after a failure, in milliseconds; doubled for each further one (sync.md B12).
inline constexpr qint64 backOffFirstMs = 1'000;
/// Longest pause between attempts, in milliseconds: a colleague's note is never older than this once there is a network.
inline constexpr qint64 backOffMaxMs = 5 * 60'000;
/// Longest `Retry-After` we obey, in milliseconds. A hub that asks for more is asked again after this.
inline constexpr qint64 retryAfterMaxMs = 60 * 60'000;
/// A page that took less than this doubles the next one, in milliseconds (sync.md B12).
inline constexpr qint64 quickPageMs = 2'000;
/// How long an answer may take to arrive whole, in milliseconds, beside the time it is held open by `wait`.
inline constexpr int answerTimeoutMs = 30'000;
/// Copies of files that the hub has too, which a device keeps to show them at once, in bytes; then the oldest go.
inline constexpr qint64 fileCopiesBytesMax = 512LL * 1024 * 1024;
/// Slowest link on which a chunk of a file still arrives in time, in bytes a second: less than the hub's own limit, so that it is the hub that
/// says so. At 64 kbit/s of which a third is lost each of two chunks gets 2.8 KiB.
inline constexpr qint64 slowestBytesPerSecond = 1024;
/// Exchanges in a row that may ask for another at once without anything having moved; then the engine pauses as after a
/// failure. Four lawful ones can follow each other: a new epoch, its first page, a resend and a fork.
inline constexpr int idleExchangesMax = 8;
/// A scope fetched again so often in a row and still different is not mended by fetching it once more at once.
inline constexpr int repairsMax = 2;
/// Waiting for work again when everything is done and the hub does not hold requests open, in milliseconds.
inline constexpr qint64 restMs = 1'000;

} // namespace sightline::sync::limits
