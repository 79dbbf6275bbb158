#pragma once

#include "core/base/result.h"

#include <QList>
#include <QStringList>

namespace sightline::simulation {

/// A line of switches.txt: which invariant breaks without a rule. A rule may have several, each with another invariant.
struct Switch {
    QString name;             ///< as in breaks.h
    QString invariant;        ///< "I6"
    QString model;            ///< what sync-model/model.py gives for the same switch; "-": it has no such rule
    QStringList beside;       ///< rules that are off as well, because they hide it; the invariant must hold with these alone off
    quint64 seed = 0;         ///< where it was seen last: a place to look first, not a promise
};

/// Reads switches.txt. Errors: NotFound, InvalidInput (names the line).
[[nodiscard]] Result<QList<Switch>> readSwitches(const QString &file);

/// Switches every rule off in its turn and looks for its invariant in up to @p seeds runs. Prints a line a rule. Returns how many
/// were missed; a rule without a line, a line without a rule, and a line that contradicts the model count as missed.
[[nodiscard]] int catchAll(const QList<Switch> &switches, quint64 seeds);

/// For whoever writes that file: prints which invariants break, and the first seed of each, when @p rules are off one by one and
/// @p beside with each of them.
void survey(const QStringList &rules, const QStringList &beside, quint64 seeds);

} // namespace sightline::simulation
