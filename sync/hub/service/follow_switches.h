#pragma once

#include "sync/hub/service/readership.h"

namespace sightline::hub {

// When a council turns a switch, the decision is one small transaction: from its commit on every request is judged and answered by it.
// Writing it down in every record's places takes longer, so that goes in parts, between which everybody else writes. What has still to
// leave a scope is withheld meanwhile (serve_pull). How far it has come rests on nothing but the records themselves: whoever finds a card that
// is not noted as followed begins at the first record and passes over those that are right. Source: decisions 6; sync.md B12, bulk work.

/// How many records are read, and at most written, in one part: one transaction (sync.md B12).
inline constexpr int followedTogetherUsual = 500;

/// Whether every record is where the switches of the card of seq @p cardSeq put it; 0, no card: they are. Errors: the database's.
[[nodiscard]] Result<bool> areSwitchesFollowed(HubSnapshot &hub, qint64 cardSeq);
[[nodiscard]] Result<void> noteSwitchesFollowed(HubTransaction &hub, qint64 cardSeq);

/// Scopes that a record of @p entries has yet to come to or to leave.
struct SwitchMove {
    QStringList come;
    QStringList leave;
};
[[nodiscard]] SwitchMove moveOf(const QList<Entry> &entries, const Readership::Switched &switched);

/// How far a look through all records has come.
struct SwitchWalk {
    qint64 cardSeq = 0;
    int type = 0;                              ///< of the types that switches concern
    QByteArray after = QByteArray(16, '\0');   ///< the id looked at last
    [[nodiscard]] bool isOver() const;
};

/// Goes on with @p walk by at most @p together records; gives those among them that have to follow. Errors: the database's.
[[nodiscard]] Result<QList<RecordId>> goOn(SwitchWalk &walk, HubSnapshot &hub, const Readership &readership, int together);

} // namespace sightline::hub
