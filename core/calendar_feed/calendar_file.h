#pragma once

#include "core/calendar_feed/own_calendar.h"

namespace sightline {

/// Whether a calendar holds to-dos beside its days, for programs that keep a list of them.
enum class WithTodos { No, Yes };

/// @p calendar as iCalendar (RFC 5545), written by libical: lines folded, words escaped, all-day events that leave the day free, as
/// Outlook, Thunderbird and phones read them. An entry's UID is made from its task, so it is the same event in every later file and
/// feed; SEQUENCE rises whenever its day may have moved. @p at stamps the file: the same values and stamp give the same bytes.
/// Errors: StorageFailure where libical cannot make it. Thread: any.
[[nodiscard]] Result<QByteArray> calendarFile(const OwnCalendar &calendar, Instant at, WithTodos todos = WithTodos::No);

/// Puts @p bytes, whole or not at all, into a file that only its owner reads. Errors: StorageFailure, in words that say what to do.
[[nodiscard]] Result<void> saveCalendarFile(const QByteArray &bytes, const QString &path);

/// When @p calendar last came to say something else: a stamp by which what is the same is the same file, byte for byte.
[[nodiscard]] Instant lastChangeOf(const OwnCalendar &calendar);

/// What was left out, in one sentence; empty where nothing was.
[[nodiscard]] QString sayLeftOut(const OwnCalendar &calendar);

} // namespace sightline
