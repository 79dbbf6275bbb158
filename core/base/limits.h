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
/// Largest framework document we read, in bytes: 19 times the real one's 54 KB. The worst we could write of this size
/// compiles in a few seconds.
inline constexpr qint64 frameworkBytesMax = 1024 * 1024;
/// Largest .docx file we open, in bytes, and the most of it that is unpacked: a framework's with a few pictures; the real one's tables
/// are 1.5 MB of XML.
inline constexpr qint64 wordFileBytesMax = 16LL * 1024 * 1024;
inline constexpr qint64 wordInflatedBytesMax = 32LL * 1024 * 1024;
/// Deepest nesting of what a .docx wraps words in: tables in cells, changes in content controls. Real ones stay under 10.
inline constexpr int wordDepthMax = 40;
/// Most items of a form. The largest template has about 150; public forms stay under 2,000.
inline constexpr int formItemsMax = 5000;
/// Deepest nesting of items. Each level is two of JSON, which is bounded by jsonDepthMax.
inline constexpr int formDepthMax = 24;
/// Most choices of one item, and most conditions. Longer lists are searched, not read: they belong to the hub's lists.
inline constexpr int formOptionsMax = 2000;
inline constexpr int formConditionsMax = 200;
/// Most rows of one repeating group, or answers of one item: far above a caseload or a large family.
inline constexpr int formRowsMax = 1000;
/// Most places (items times rows) a form is laid out for. Keeps a hostile response from filling the memory.
inline constexpr int formPlacesMax = 100'000;
/// Most roles a council's role table may hold. The real document names 46.
inline constexpr qsizetype rolesMax = 1000;
/// Most table cells a framework document may hold: 30 times the real one's 840.
inline constexpr qsizetype frameworkCellsMax = 25'000;
/// Longest Lead or Frequency cell that is compiled, in characters; a longer one becomes a question. The longest real
/// one has 160.
inline constexpr qsizetype frameworkRuleCharactersMax = 2'000;
/// Longest single cell of a framework document, in characters. The longest real one has 1,150.
inline constexpr qsizetype frameworkCellCharactersMax = 20'000;
/// Largest operation a store accepts, in bytes: the wire's bound (sync/protocol/limits.h), so that nothing stored can ever be
/// refused by the hub for its size alone. About five answers of the longest kind.
inline constexpr qint64 operationBytesMax = 1536LL * 1024;
/// Longest span of time planned at once, in years: no council plans further, and it bounds every loop over periods.
inline constexpr int planYearsMax = 30;
/// Most times a rule may ask for within one period. The real document's largest is 10; daily for a year is 366.
inline constexpr int planTargetMax = 1000;
/// Largest draft, in bytes: several answers of the longest kind and room to put one over it right, and less than jsonBytesMax
/// so that it can be read back.
inline constexpr qint64 draftBytesMax = 3LL * 1024 * 1024;
/// How long a discarded draft can be brought back, in days (decisions 4).
inline constexpr int discardedDraftDays = 7;
/// How long "Done" can be taken back, in milliseconds (decisions 4).
inline constexpr int undoCompletionMs = 10'000;
/// Largest file a record may hold, in bytes: measured, up to this size chunks of the database are as quick as files beside it.
inline constexpr qint64 fileBytesMax = 25LL * 1024 * 1024;
/// One chunk of a stored file, in bytes: what one request of the file exchange carries (sync.md B11).
inline constexpr qint64 fileChunkBytes = 256LL * 1024;
/// Free disk space below which no file is taken, in bytes: text must still find room.
inline constexpr qint64 freeBytesForFilesMin = 200LL * 1024 * 1024;
/// How long a stored file that nothing names stays, in hours: the answer that names it follows within seconds.
inline constexpr int unnamedFileHours = 24;
/// Longest reason for marking, dismissing or returning something, in UTF-16 code units: a paragraph.
inline constexpr int reasonLengthMax = 2000;
/// Largest table of children that is taken in at once, in bytes and rows: far over a practitioner's list, and one push each way.
inline constexpr qint64 csvBytesMax = 256 * 1024;
inline constexpr int csvRowsMax = 1000;
/// Most that is read of what somebody types to search, in UTF-16 code units, and most words of it that are looked for.
inline constexpr qsizetype searchCharactersMax = 400;
inline constexpr qsizetype searchWordsMax = 12;
/// Longest word that a search tells apart, in UTF-16 code units: the longest place name has 58.
inline constexpr qsizetype searchWordCharactersMax = 64;
/// Most records one search gives: what is not among the newest of them is found by another word.
inline constexpr int searchHitsMax = 30;
/// Shortest and longest code that locks a device handed over, in UTF-16 code units.
inline constexpr int handOverCodeMin = 4;
inline constexpr int handOverCodeMax = 64;
/// Wrong codes that cost no waiting; after them each waits twice as long as the one before it, from the first to the longest, in
/// milliseconds. Four digits then take months of tries, and a slip costs its owner half a minute.
inline constexpr int handOverFreeTries = 5;
inline constexpr qint64 handOverFirstWaitMs = 30'000;
inline constexpr qint64 handOverLongestWaitMs = 15LL * 60 * 1000;
/// How long after it was handed over a device opens without its code, in hours: whoever still holds it after a day holds everything that
/// opens the store, so asking for longer would only lock out its owner.
inline constexpr int handOverForgottenHours = 24;
/// Idle time before a draft is written, in milliseconds: at most the last second of typing may be lost.
inline constexpr int draftIdleMs = 300;

} // namespace sightline::limits
