#pragma once

#include <QtGlobal>

/// Every bound of the core, with its unit and its reason. The wire's are in sync/protocol/limits.h.
namespace sightline::limits {

/// Deepest nesting of JSON we read. FHIR forms in the wild stay under 20; 64 keeps recursion small.
inline constexpr int jsonDepthMax = 64;
/// Largest JSON document we read, in bytes: an inflated push of the wire (decisions 11).
inline constexpr qint64 jsonBytesMax = 4LL * 1024 * 1024;
/// Longest single answer, in UTF-8 bytes: about 40,000 words (decisions 11). Refused while typing, kept in the draft.
inline constexpr qint64 answerBytesMax = 256LL * 1024;
/// Largest framework document we read, in bytes. The real one is 54 KB; Word exports stay well under this.
inline constexpr qint64 frameworkBytesMax = 4LL * 1024 * 1024;
/// Idle time before a draft is written, in milliseconds: at most the last second of typing may be lost.
inline constexpr int draftIdleMs = 300;

} // namespace sightline::limits
