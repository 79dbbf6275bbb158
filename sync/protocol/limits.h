#pragma once

#include <QtGlobal>

/// Bounds of the wire, each with its unit and reason (decisions 11). A test sits at each.
namespace sightline::wire {

inline constexpr int operationsPerPushMax = 100;
/// Readings in one request: what is beside its operations stays small.
inline constexpr int readingsPerRequestMax = 200;
/// Compressed request body, in bytes.
inline constexpr qint64 pushCompressedBytesMax = 1024 * 1024;
/// Inflated request body, in bytes, counted while inflating. No ratio rule: a lawful repetitive paste compresses 400:1.
inline constexpr qint64 pushInflatedBytesMax = 4 * 1024 * 1024;
/// Rows of one page, and its inflated bytes; a page holds whole seqs, so one seq may exceed both.
inline constexpr int rowsPerPageMax = 500;
inline constexpr int rowsPerPageMin = 50;
inline constexpr qint64 pageBytesTarget = 1024 * 1024;
/// Inflated answer a device accepts, in bytes: a full page and one largest record.
inline constexpr qint64 answerInflatedBytesMax = 16 * 1024 * 1024;
/// Longest an empty answer is held open, in seconds.
inline constexpr int waitSecondsMax = 25;
/// Largest single operation, in bytes, so that no stored operation can ever cause a refusal by itself.
inline constexpr qint64 operationBytesMax = 1536 * 1024;
/// Most events one request of another system tells of: a year of placements of a large council comes in a few.
inline constexpr int eventsPerRequestMax = 500;

} // namespace sightline::wire
