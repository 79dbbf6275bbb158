#pragma once

#include "sync/hub/ops/open_hub.h"
#include "sync/hub/ops/retention_book.h"

namespace sightline::hub {

/// Every identifier by which @p child (a pointer's id, or a number in the case system) is named in @p all: pointers it was handed on as too.
[[nodiscard]] QSet<QString> namesOfChild(const QList<ErasedItem> &all, const QString &child);

/// The holds that were not lifted, each with every name that its child goes by here.
class HoldsInPlace {
public:
    /// @p all: every record, to know those names.
    HoldsInPlace(const QList<LegalHold> &holds, const QList<ErasedItem> &all);
    /// Those over any of @p items.
    [[nodiscard]] QList<LegalHold> over(const QList<ErasedItem> &items) const;

private:
    QList<std::pair<LegalHold, QSet<QString>>> m_holds;
};

/// What is asked for, with what it would take along.
struct AskedErasure {
    ErasureCase asked;         ///< without an id, and in no book yet
    ErasurePlan plan;
    QList<LegalHold> holds;    ///< in place over any of it: then it cannot be carried out
};

/// What erasing @p roots would come to: changes nothing. Errors: NotFound, InvalidInput (no roots; a reason that there is not).
[[nodiscard]] Result<AskedErasure> planCase(HubSnapshot &snapshot, const RetentionBook &book, const QList<RecordId> &roots, const QString &reason);

/// How an erasure went.
struct CarriedOut {
    ErasureCase done;                                                       ///< with its receipt
    CouncilStore::Scrubbed scrubbed = CouncilStore::Scrubbed::NotNow;
};

/// Carries out what two people approved, or goes on where a program that was killed had come to: what it erases is one transaction, and the
/// receipt is written after it. Done already, it is done again only where the database is one from before.
/// Errors: NotFound, NotAllowed (too few approvals; on hold; more belongs to it than was approved): nothing was erased then. The database's.
[[nodiscard]] Result<CarriedOut> carryOut(OpenHub &hub, RetentionBook &book, const QString &id, const QString &by);

/// Carries out again in a database from before what had been carried out since. Returns how many erasures that were.
/// Errors: the database's, and then it must not be served.
[[nodiscard]] Result<int> carryOutAgain(HubStore &store, HubService &service, const RetentionBook &book);
/// The same for a hub that is about to serve; nothing where the council has no such book.
[[nodiscard]] Result<int> carryOutAgain(HubStore &store, HubService &service, const HubPaths &paths, const HubKeys &keys);

/// What is wrong with @p receipt, or with what the database has for it; empty: it is the hub's, and what it lists is gone.
[[nodiscard]] Result<QStringList> verifyReceipt(HubSnapshot &snapshot, const HubKeys &keys, const Json &receipt);

} // namespace sightline::hub
