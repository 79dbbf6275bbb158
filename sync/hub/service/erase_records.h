#pragma once

#include "sync/hub/service/ledger.h"

namespace sightline::hub {

/// One record that an erasure is about.
struct ErasedItem {
    ErasedRecord record;
    QString form;
    QString state;
    PersonId author;
    std::optional<PersonId> observed;
    qint64 madeAtMs = 0;            ///< its author's claim
    qint64 completedAtMs = 0;       ///< likewise; 0: it never was
    qint64 changedAtMs = 0;         ///< by the hub's clock
    QStringList children;           ///< what it may name children by: pointers' ids and numbers (numberKey), sorted; of a pointer its own alone
    std::optional<RecordId> about = {};       ///< what it is a later hand on
    std::optional<RecordId> versionOf = {};   ///< what it amends, or goes on from
    QDate endedOn = {};             ///< of a child's pointer: the day it ended; null: it has not
    bool isNotice = false;          ///< stays, without the words it quotes: devices forget held work by it
};

/// What goes when some records are erased: these and everything that quotes or continues them. Facts stay: they hold no words, and drive
/// counts (decisions 7).
struct ErasurePlan {
    QList<ErasedItem> items;
    QList<ErasedOperation> operations;
    QList<FileRow> files;           ///< that nothing else names
};

/// What belongs to @p roots, found from one snapshot by reading every record once. What is erased already is left out. A form goes with all its
/// versions, a child's pointer with those it was handed on as; either takes its later hands, drafts' copies and notices along.
/// Errors: NotFound (a root that nothing was ever said about, or that is the council's: a person, a form, a fact), and the database's.
[[nodiscard]] Result<ErasurePlan> planErasure(HubSnapshot &snapshot, const QList<RecordId> &roots);

/// Every record there is with words of its own or about people, as planErasure() would describe it: for who looks for what is due, held or
/// somebody's. Notices are left out.
[[nodiscard]] Result<QList<ErasedItem>> recordsToKeepOrErase(HubSnapshot &snapshot);

/// What an erasure takes, by identifiers and hashes alone: enough to carry it out again in an older database.
struct ErasureOrder {
    QString id;
    QString reason;                 ///< a word of a closed list
    QString reference;              ///< of the council's own file on it
    QString by;                     ///< who carries it out, as the audit trail names them
    QList<ErasedRecord> records;
    QList<ErasedOperation> operations;
    QList<RecordId> notices = {};   ///< that lose what they quote
};

/// The list as it is hashed for the audit trail and the receipt.
[[nodiscard]] Json erasureList(const ErasureOrder &order);

/// Carries @p order out inside the ledger's transaction: every record leaves its scopes (each place under a new seq, so devices drop it),
/// rows, words, conflicts and files go, hashes stay. What came to these records since the order was made goes too, if the hub had taken it.
/// Chunks outside the database are added to @p dropped, to be let go of after the commit. Errors: the database's.
[[nodiscard]] Result<void> eraseRecords(Ledger &ledger, const ErasureOrder &order, QList<ChunkPlace> &dropped);

} // namespace sightline::hub
