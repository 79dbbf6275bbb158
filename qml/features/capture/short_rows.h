#pragma once

#include "qml/features/capture/form_row.h"

#include <QSet>

namespace sightline {

/// Whether @p line is one that somebody does something in.
[[nodiscard]] bool isAsked(const FormRow &line);

/// What of @p lines cannot be left out: what must be answered (@p needed: keys of what must be, whatever the form says of it elsewhere),
/// what was answered or is being answered (@p focus), what is asked because of an answer, what is wrong, and what these stand under.
/// A record holds nothing that its author could not see here. Adds to @p leftOut how many questions are not among them. Pure; any thread.
[[nodiscard]] QList<FormRow> shortRows(const QList<FormRow> &lines, const QSet<QString> &needed, const QString &focus, int &leftOut);

/// The key of the first question after the line @p key that has no answer yet, once that line has one and if a text answers it; else empty.
/// Pure; any thread.
[[nodiscard]] QString textAfter(const QList<FormRow> &lines, const QString &key);

} // namespace sightline
