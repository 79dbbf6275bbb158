#pragma once

#include "core/records/record.h"

#include <functional>

namespace sightline {

/// The words of @p text as a search compares them: letters and digits only, without case, accents or the signs between them, so
/// that "Zoë’s" is the words "zoe" and "s". The same at writing and at asking. Thread: any.
[[nodiscard]] QStringList searchWords(QStringView text);

/// The words of what somebody types to search: those of @p text, each once, cut at what one may look for. Whatever is typed,
/// each is made of letters and digits alone. Bounded by limits::searchWordsMax.
[[nodiscard]] QStringList soughtWords(QStringView text);

/// Calls @p each for every text that a reader sees of @p body's answers: what was typed, and the words of what was chosen. @p each is
/// told the answer's key. Not what the product notes for itself.
void eachWrittenText(const RecordBody &body, const std::function<void(const QString &key, const QString &text)> &each);

/// The words a record is found by, each once, in order, with a blank before and after each; empty for a record that is not
/// searched. Searched are completed answered forms and the later hands on them. What was entered in error is not: a search for a
/// child must not lead to words that were put on the wrong one; such a record is still read from the list.
[[nodiscard]] QString foundBy(const RecordBody &body);

/// What stands among a row's words for its form and for the author of its record, so that it is also found by what those are called, whatever
/// they are called by then: a mark for each. Nothing that is typed is one (soughtWords).
[[nodiscard]] QString formMark(const QString &form);
[[nodiscard]] QString authorMark(const QString &person);
/// Of a later hand whose record is not here: it may be anybody's.
inline constexpr char16_t unknownAuthorMark[] = u"\u00a7u";

/// What the row of @p body is indexed by: foundBy(), and the marks of its form and of @p recordAuthor. For a later hand that is the author of
/// the record it is on, empty where that is not here; else @p body's own.
[[nodiscard]] QString indexedBy(const RecordBody &body, const QString &recordAuthor);

} // namespace sightline
