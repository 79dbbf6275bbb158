#pragma once

#include "core/schedule/compiled_activity.h"

#include <QMap>

namespace sightline {

/// An activity of an edition, by what people know it as.
struct NamedActivity {
    ActivityKey key;
    QString service;
    QString ref;    ///< in its own edition
    QString what;
    friend bool operator==(const NamedActivity &, const NamedActivity &) = default;
};

/// What became of the activities of the edition before.
struct CarriedKeys {
    struct Reworded {
        NamedActivity before;
        NamedActivity after;
    };

    int unchanged = 0;               ///< called the same as before; the other cells may read differently
    QList<Reworded> reworded;        ///< called differently, and judged or said to be the same promise
    QList<NamedActivity> begun;      ///< new promises
    QList<NamedActivity> resumed;    ///< not in the edition before, but in an older one: with that one's key
    QList<NamedActivity> ended;      ///< promises that are no longer made
};

/// What a person knows better than the words show, by the refs of the new edition ("S20.3").
struct KeyDecisions {
    QMap<QString, ActivityKey> same;   ///< these are the activities that had this key
    QStringList begun;                 ///< these are new, whatever they look like
};

/// Gives @p next the ids of services and the keys of activities that @p earlier (newest first) gave, so that what has been done still
/// counts for a promise that was only reworded, moved or renumbered (decisions 20). Within a service, rows that are called the same
/// are the same; of the others those whose words are most alike, if they are alike enough; what remains is new and gets a key that
/// nothing ever had. A service is the one of the same heading, else the one that makes most of the same promises. With none earlier
/// the keys of a first install stand. Pure; any thread. Errors: InvalidInput (a decision about a row or key that is not there).
[[nodiscard]] Result<CarriedKeys> carryKeys(CompiledFramework &next, const QList<CompiledFramework> &earlier, const KeyDecisions &decisions = {});

} // namespace sightline
