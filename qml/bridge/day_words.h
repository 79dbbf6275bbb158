#pragma once

#include <QDate>
#include <QDateTime>
#include <QString>

namespace sightline {

/// How days and times are said, everywhere. British order, 24-hour clock; "today" is the council's day, given by the
/// caller. Thread: any.

/// "today", "tomorrow", "yesterday", "Mon 23 Nov", or with its year when that is another one: "Mon 23 Nov 2026".
[[nodiscard]] QString dayWords(QDate day, QDate today);
/// The same without "today" and its fellows: for a date that is read later.
[[nodiscard]] QString plainDayWords(QDate day, QDate today);
/// "Today", "Yesterday", or "Monday 23 November": as a heading over what happened then.
[[nodiscard]] QString dayHeading(QDate day, QDate today);
/// "Monday 23 November".
[[nodiscard]] QString longDayWords(QDate day);
/// "in 3 days", "3 days late", "today", "tomorrow"; beyond two weeks the day itself.
[[nodiscard]] QString dueWords(QDate due, QDate today);
/// "14:02".
[[nodiscard]] QString timeWords(QTime time);
/// "14:02" today, else "Mon 23 Nov 14:02".
[[nodiscard]] QString momentWords(const QDateTime &moment, QDate today);
/// "Deleted 14:02. Kept until Mon 30 Nov.": of a draft that was deleted at @p moment and can be brought back.
[[nodiscard]] QString deletedWords(const QDateTime &moment, QDate today);
/// "Good morning" before noon, "Good afternoon" before six, else "Good evening".
[[nodiscard]] QString greeting(QTime time);

} // namespace sightline
