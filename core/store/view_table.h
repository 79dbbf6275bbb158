#pragma once

#include "core/records/record.h"
#include "core/sqlite/connection.h"
#include "core/store/changes.h"
#include "core/store/record_sync.h"
#include "core/store/word_table.h"

#include <QDate>

namespace sightline {

class BaseTable;
class DamagedTable;
class OutboxTable;
struct Operation;

/// A record as its reader sees it, without its answers (R12: base row and own operations over it).
struct ViewRow {
    RecordId id;
    RecordType type = RecordType::Form;
    RecordState state = RecordState::Draft;
    QString form;
    PersonId author;
    ServiceId service;
    TeamId team;
    QString role;
    QString title;                       ///< what the body calls itself (a person's name); empty for answered forms
    std::optional<RecordId> about;
    std::optional<TaskReference> task;
    std::optional<PersonId> observed;    ///< the member of staff observed or supervised
    QDate doneOn;                        ///< facts: the day that counts
    qint64 madeAtMs = 0;
    qint64 completedAtMs = 0;
    RecordSync sync = RecordSync::OnHub;
    QString openOutcome;                 ///< notices not yet closed: "conflict", "waiting" or "held:<reason>"
    std::optional<OperationId> target;   ///< notices: the operation it is about
    std::optional<RecordBody> body;      ///< set only where own operations lie over the base row
};

/// Table `view`: derived from base and outbox, rebuilt for every touched record inside the transaction that touched it. Queries
/// read it; only Store writes it. Thread: the store's.
class ViewTable {
public:
    ViewTable(Connection &db, Changes &changes, BaseTable &base, OutboxTable &outbox, DamagedTable &damaged)
        : m_db(db), m_changes(changes), m_base(base), m_outbox(outbox), m_damaged(damaged), m_words(db)
    {
    }

    /// Derives the rows of @p records again, for @p person (the store's own), and of the records that notices among them are about.
    [[nodiscard]] Result<void> rebuild(const QSet<RecordId> &records, const PersonId &person);
    /// Drops and derives everything: after an update, or where a check finds it wrong.
    [[nodiscard]] Result<void> rebuildAll(const PersonId &person);

    [[nodiscard]] Result<std::optional<ViewRow>> find(const RecordId &id);
    /// What kind of record it is to its reader, without reading it; none if it is not here.
    [[nodiscard]] Result<std::optional<RecordType>> typeOf(const RecordId &id);
    /// The record's body as its reader sees it; none if there is no such record here.
    [[nodiscard]] Result<std::optional<RecordBody>> body(const RecordId &id);
    /// Rows of @p type that are not void, newest completed first.
    [[nodiscard]] Result<QList<ViewRow>> ofType(RecordType type);
    /// Rows that hold a word beginning with each of @p words (soughtWords), with those words; as WordTable::find().
    [[nodiscard]] Result<void> holding(const QStringList &words, const std::function<bool(qint64 n, const QString &words)> &row)
    {
        return m_words.find(words, row);
    }
    /// Makes up to @p rowsMax rows searchable whose words were left for later. True while there are more.
    [[nodiscard]] Result<bool> indexSome(int rowsMax);
    /// How many rows are not searchable yet, and, for less, whether any is.
    [[nodiscard]] Result<qint64> unsearched();
    [[nodiscard]] Result<bool> hasUnsearched();
    /// The row numbered @p n; none if there is no such row.
    [[nodiscard]] Result<std::optional<ViewRow>> numbered(qint64 n);
    /// Rows about @p record (steps, notices, facts, amendments), oldest first.
    [[nodiscard]] Result<QList<ViewRow>> about(const RecordId &record);
    /// Forms that @p author completed at that very moment: a record, and what was kept apart from it.
    [[nodiscard]] Result<QList<ViewRow>> completedTogether(const PersonId &author, qint64 completedAtMs);

private:
    [[nodiscard]] Result<void> rebuildOne(const RecordId &record, const PersonId &person, QSet<RecordId> *alsoAbout);
    [[nodiscard]] Result<std::optional<RecordBody>> showOver(const RecordId &record, bool hasBase, const QList<Operation> &over, const PersonId &person);
    /// A row as far as its words depend on it.
    struct Searched {
        QString state;
        std::optional<QByteArray> over;   ///< its body, where own operations lie over the base row
    };
    [[nodiscard]] Result<bool> hasSameWords(const RecordId &record, const std::optional<Searched> &before, const Searched &now);
    [[nodiscard]] Result<void> indexWords(const RecordId &record, const RecordBody &shown, bool isWhole);
    [[nodiscard]] Result<void> indexBase(qint64 n, const RecordId &record);
    [[nodiscard]] Result<void> leaveForLater(qint64 n);
    [[nodiscard]] Result<void> takeFromLater(qint64 n);
    [[nodiscard]] Result<void> removeRow(const RecordId &record);
    [[nodiscard]] Result<void> look();
    [[nodiscard]] Result<RecordSync> syncOf(const RecordId &record, const QList<struct OutboxStamp> &own, qint64 baseSeq);
    template <typename Argument>
    [[nodiscard]] Result<QList<ViewRow>> read(std::string_view sql, const Argument &argument);
    template <typename Argument>
    [[nodiscard]] Result<std::optional<ViewRow>> readOne(std::string_view sql, const Argument &argument);
    Connection &m_db;
    Changes &m_changes;
    BaseTable &m_base;
    OutboxTable &m_outbox;
    DamagedTable &m_damaged;
    WordTable m_words;
    bool m_hasOwn = true;      ///< something is in the outbox; as of look()
    bool m_hasDamaged = true;  ///< something of the outbox was put apart; as of look()
    bool m_hasLater = true;    ///< some row's words are left for later; as of look(), and kept true as rows are
    bool m_isMany = false;     ///< so many rows are derived at once that their words are left for later
    bool m_hasNotices = true;  ///< some row is a notice; as of look(), and kept true as rows are derived
};

} // namespace sightline
