#pragma once

#include "core/queries/record_list.h"

namespace sightline {

/// A record that was found, and where.
struct RecordHit {
    RecordListItem item;
    QString question;           ///< whose answer the passage is from, as the form asks it; empty where the form is not known
    QString passage;            ///< the words around what was found, on one line; empty: found by its title alone
    bool isSensitive = false;   ///< the answer is one that lists hide
    bool isInLaterHand = false; ///< it stands in a later hand's part, not in the record itself
};

/// Records whose words begin with each of the words typed, in whatever order: the words of the record and its later hands, and those of
/// the form's title and the author's name. Drafts of this device first, then the newest to come here; at most limits::searchHitsMax.
/// Words of restricted answers (class P4) lead to nothing, nor do any words of a record whose form is not here. Every one is found, however
/// old: by title and author alone the newest completed first. Only where one word begins more names than mixedMarksMax (core/queries/mixed_words)
/// and another is written, those among the newest few thousand. Exactly what this person may read: the index holds the rows of the view and nothing else; what is not in it yet
/// (ViewTable::unsearched) is left out. No words: nothing is found.
/// Whatever is typed is words, never a question to the database. Thread: the store's.
[[nodiscard]] Result<QList<RecordHit>> recordSearch(Store &store, const QString &typed);

} // namespace sightline
