#pragma once

#include "core/store/store.h"

#include <memory>

namespace sightline::e2e {

/// What the rich kill test does over and over.
enum class RichKind {
    Photo,       ///< a photo made small and kept in a draft, then the record completed
    Ink,         ///< a body map marked, marked again over the first, its words, then completed
    Voice,       ///< a voice note recorded page by page, ended, then completed
    Signature,   ///< a name typed and drawn, then completed
    HandOver,    ///< the device handed over, something said, ended, given back
    Return,      ///< a colleague's record sent back: the comments kept, then the step taken
};
inline constexpr RichKind richKinds[] { RichKind::Photo, RichKind::Ink, RichKind::Voice, RichKind::Signature, RichKind::HandOver, RichKind::Return };

[[nodiscard]] const char *richName(RichKind kind);
[[nodiscard]] RichKind richKindOf(const QString &name);
/// How many durable moments an act of @p kind has; the last one is all of it.
[[nodiscard]] int richMoments(RichKind kind);

/// Makes an encrypted store in @p folder, of a person who has joined and knows a form with pictures and one to be handed over. Ends the
/// program with the reason where it cannot.
void makeRichStore(const QString &folder);
[[nodiscard]] Result<std::unique_ptr<Store>> openRichStore(const QString &folder);
[[nodiscard]] RecordId newRichRecord();

/// The worker: says "ready", then does acts of @p kind labelled from @p label on as fast as it can, until it is killed. Says on a line
/// each time something is durable: "durable LABEL MOMENT RECORD". Returns, with the reason on standard error, only where an act fails.
int workRichly(const QString &folder, RichKind kind, int label);

/// What is found of one act.
struct RichFound {
    int moment = 0;       ///< how far it came; 0: nothing of it, or only the empty draft it was begun with
    QString wrong;        ///< half of something, or something else than was kept; empty: nothing is wrong
};
[[nodiscard]] RichFound lookAt(Store &store, RichKind kind, int label, const RecordId &record);
/// Takes the device back by its code where it is handed over. What is wrong; empty: nothing.
[[nodiscard]] QString cleanUp(Store &store, RichKind kind);
/// How many acts of @p kind are there more than once.
[[nodiscard]] int timesDoubled(Store &store, RichKind kind);
/// How many files the store holds, each read and proven whole; -1 where one is not.
[[nodiscard]] qint64 filesWhole(Store &store);
/// Returns one record a second time behind the commands' back. What is wrong; empty: done.
[[nodiscard]] QString plantDouble(Store &store);

} // namespace sightline::e2e
