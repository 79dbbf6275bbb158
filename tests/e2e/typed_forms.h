#pragma once

#include "tests/e2e/desktop.h"

/// The forms of the trip, typed with the keyboard as their author would.
namespace sightline::e2e {

/// Types @p text into the field of that name, and waits until it holds it.
void write(const Desktop &desktop, const QString &field, const QString &text);

/// The first page of a home visit nobody opened the door to. @p tried: what the author did about it.
void typeVisit(const Desktop &desktop, const QString &tried);
/// The rest of it, from where it was left, signed.
void typeRestOfVisit(const Desktop &desktop);
/// The activity log of a briefing, signed.
void typeLog(const Desktop &desktop, const QString &happened);

} // namespace sightline::e2e
